"""Plain text from what sources call text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide.adverts.markup import _parsed, _simple, seen, text_of


@pytest.mark.parametrize(
    "plain",
    [
        "", "Tester", "  spaces   stay \r\n\r\n as they were\t", "3 < 4 and 5 > 2", "Vec<T>, List<String>, <your name>",
        "AT&T, R&D; &c", "C++ & C#", "a <- b", "£50k–£60k • naïve 東京 🙂", "<3 Python", "if x<a and b>c",
        "\n\n\nfirst",
    ],
)  # fmt: skip
def test_plain_text_stays_as_it_was_given(plain):
    assert text_of(plain) == plain


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("One<br>Two<BR/>Three<br />Four", "One\nTwo\nThree\nFour"),
        ("First<p>Second<p>Third", "First\nSecond\nThird"),
        ("<ul><li>Java</li><li>Go<ul><li>Gin</li></ul></li></ul>", "Java\nGo\nGin"),
        ("<b>Sen</b>ior <i>Java</i> Developer", "Senior Java Developer"),
        ("<strong>Python</strong>, <em>SQL</em>", "Python, SQL"),
        ("<p>machine\n   learning</p>\n<p>next</p>", "machine learning\nnext"),
        ("<p>one\n\ntwo</p>", "one\ntwo"),
        ("<p>We use:\n- Java\n- Go\n2. SQL\nor\n-5 degrees</p>", "We use:\n- Java\n- Go\n2. SQL or -5 degrees"),
        ("<p>a\nb</p><pre><code>c\n  d</code></pre>e\nf", "a b\nc\nd\ne f"),
        ("line one\nline <b>two</b>", "line one\nline two"),
        ("<h2>Pay</h2><div>&pound;50k&nbsp;&ndash;&nbsp;&#163;60k</div>", "Pay\n£50k – £60k"),
        ("<p>a</p><script>alert('x')</script><style>p{}</style><p>b</p>", "a\nb"),
        ("<script>only()</script>", ""),
        ("Platform &amp;#8211; Java &amp;nbsp;", "Platform – Java \xa0"),
        ("Knows &amp;lambda; and AT&amp;T", "Knows &lambda; and AT&T"),
        ("<p>a<!-- hidden --></p>", "a"),
        ("<table><tr><td>Pay</td><td>£5</td></tr></table>", "Pay\n£5"),
        ("<html><head><title>T</title></head><body>Text</body></html>", "Text"),
        ("<p>unclosed <b>tags <i>everywhere", "unclosed tags everywhere"),
        ("<p>x < y and <your name></p>", "x < y and"),
        ('<a href="https://x.org/?a=1&amp;b=2">site</a>', "site"),
        ("<img src=x onerror=alert(1)>Tester", "Tester"),
    ],
)
def test_markup_becomes_lines(markup, text):
    assert text_of(markup) == text


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;R&amp;amp;D&lt;/p&gt;", "One\nR&D"),
        ("&amp;lt;p&amp;gt;One&amp;lt;/p&amp;gt;", "One"),
        ("R&amp;D", "R&D"),
        ("C&#43;&#43; &amp; C&#x23;", "C++ & C#"),
        ("&lt;5 years", "<5 years"),
        ("List&lt;String&gt;", "List<String>"),
        ("&pound;40k", "£40k"),
        ("AT&T; M&S", "AT&T; M&S"),
        ("&unknown; thing", "&unknown; thing"),
        ("&amp;amp;", "&amp;"),
    ],
)
def test_entities_are_undone_as_often_as_they_were_made(escaped, text):
    assert text_of(escaped) == text


def test_what_nobody_can_see_is_left_out():
    assert text_of("Py\u200bth\u00adon\x00 \u202edev\u202c\ufeff\u2060") == "Python dev"
    assert seen("caf\u00e9\x07\tx\ny") == "café\tx\ny"
    assert seen("\x80 \x96 \x85 \x81|") == "€ – … |"  # Windows-1252 that was taken for Latin-1


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<ul><li>",
        "<dl><dd>",
        "<b><div>",
        "<table><tr><td>",
        "<b ",
        "<div ",
        "&lt;",
        "<!--",
        "<b a=",
        "< \n \n",
    ],
)
def test_a_hundred_thousand_tags_deep_end_soon(piece):
    began = time.process_time()
    assert "first" in text_of("<p>first</p>" + piece * 100_000 + "last")
    assert time.process_time() - began < 3


def test_what_stands_in_deep_markup_is_read_all_the_same():
    deep = "<div>" * 1000 + "<p>One</p><script>x</script>" + "</div>" * 1000 + "<ul><li>Two"
    assert text_of(deep) == "One\nTwo"


@given(st.text(alphabet="<>&;p/b amp#lt\n\"'=!-x", max_size=60))
def test_any_soup_of_markup_gives_text_that_can_be_stored(soup):
    text_of(soup).encode()


PIECE = st.one_of(
    st.sampled_from([
        "<p>", "</p>", "<br>", "<br/>", "<BR >", "<li>", "</li>", "<ul class='a'>", '<ul class="a">', "</ul>", "<div>",
        "</div>", "<b>", "</b>", "<i>", "</i>", '<a href="/?a=1&amp;b=2">', "</a>", '<span\nid="x">', "</span>", "<h2>",
        "</h3>", '<img src="x" alt="y"/>', "<hr>", '<a title="a>b">', '<p id="x>', "<table><tr><td>", "</table>",
        "<select>", "<script>x<y</script>", "<!-- no -->", "<pre>", "</pre>", "<article>", "<code>", "<", "&amp;",
        "&nbsp;", "&lt;b&gt;", "&pound;50k", "&copy", "&#39;", "&#8217;", "&#x80;", "&unknown;", "&", "\n", "\n\n",
        "\r\n", "  ", "\t", "\u00a0", "\n- ", "\u2028", "<p", "</di", '<a href="x', "<b c ...",
    ]),
    st.text("ab c£\u2019", max_size=6),
)  # fmt: skip


@given(st.lists(PIECE, max_size=14).map("".join))
@settings(max_examples=400)
def test_what_is_read_without_a_tree_is_what_the_parser_gives(given_markup):
    simple = _simple(given_markup)
    assert simple is None or simple == _parsed(given_markup)
