"""Plain text from what sources call text: HTML, escaped HTML, entities, or plain already.

Plain text stays as it was given, but for characters that nobody can see.
"""

import html
import re

from selectolax.lexbor import LexborHTMLParser

# Elements that end a line; all others stand inside one ("<b>Sen</b>ior").
_BLOCKS = (
    "address|article|aside|blockquote|body|br|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|"
    "header|hgroup|hr|html|li|main|menu|nav|ol|option|p|pre|section|summary|table|tbody|tfoot|thead|td|th|title|tr|ul"
)
_INLINE = (
    "a|abbr|b|bdi|bdo|big|button|cite|code|del|em|font|head|i|iframe|img|input|ins|kbd|label|link|mark|meta|noscript|"
    "o:p|object|picture|q|s|samp|script|select|small|span|strike|strong|style|sub|sup|svg|template|textarea|time|tt|u|var|"
    "video|wbr"
)
_TAG = re.compile(
    rf"</?(?:{_BLOCKS}|{_INLINE})(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>|<!--|<!doctype\s", re.I
)  # no "x <a and b> y"
_BLOCK_START = re.compile(rf"<(?=/?(?:{_BLOCKS})(?:[\s/>]))", re.I)
_ESCAPED_TAG = re.compile(rf"&lt;/?(?:{_BLOCKS}|{_INLINE})(?:\s|&nbsp;|/|&gt;)", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_ESCAPED_TWICE = re.compile(r"&amp;(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|nbsp|quot|apos|[rl][sd]quo|[nm]dash|pound|euro);")
_UNSEEN = ["script", "style", "template", "noscript", "iframe", "object", "svg", "textarea", "select", "head", "title"]
_MAYBE_UNSEEN = re.compile(r"<(?:" + "|".join(_UNSEEN) + r")[\s/>]", re.I)

# Control characters, marks of direction, characters without width, and the soft hyphen. A word with one inside is
# another word to a matcher and the same word to a reader.
_UNSEEABLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
)
_HIDDEN = re.compile(f"[{_UNSEEABLE}]")
_NOTHING_HIDDEN = re.compile(f"[^{_UNSEEABLE}]*")  # twice as fast as to search
_VISIBLE = bytes(code for code in range(128) if not _HIDDEN.match(chr(code)))
_WINDOWS = {
    code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)
}  # bytes that were taken for Latin-1

# Line breaks of markup that mean something: an empty line, and one before what looks like an item of a list.
_BREAK = re.compile(r"\n[ \t\r]*(?:\n\s*|(?=(?:[-*•·–—]|\d{1,2}[.)])\s))")
_CONTAINER = re.compile(
    r"<(/?)(?:address|article|aside|blockquote|center|details|dialog|div|dl|fieldset|figcaption|figure|footer|header|"
    r"hgroup|main|menu|nav|ol|pre|section|summary|ul)(?=[\s/>])[^<>]*>?",
    re.I,
)
# Tags that do no more to a text than to end a line, or nothing: they can be taken out without building a tree. Inside
# tables, forms and what is not shown, text may move or vanish; such markup goes to the parser, as does any other "<".
_ATTRIBUTES = r"""(?:\s(?:[^<>"'&]|"[^"<>]*")*)?"""
_SIMPLE_BLOCK = re.compile(rf"</?(?:p|br|li|ul|ol|div|h[1-6]|hr|section|article|blockquote){_ATTRIBUTES}/?>", re.I)
_SIMPLE_INLINE = re.compile(rf"</?(?:a|b|strong|i|em|u|span|small|sub|sup|code|img){_ATTRIBUTES}/?>", re.I)
# A tag in which the text ends, as of one that was cut at so many characters: with all behind it, it is nothing.
_CUT = re.compile(r"</?[a-zA-Z][^<>\n]*\Z")
# All white space but the line's end and the plain space; a list is searched faster than its complement.
_OTHER_SPACE = re.compile("[\t\r\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_DEEPEST = 200  # nested containers; the parser's time grows with the square of their depth, and no advert has 30
_LONGEST = 1_000_000  # characters of markup that are looked at; ten times what is kept


def text_of(given: str) -> str:
    """Plain text; lines end where blocks of the markup end."""
    text = given
    if "&" in text and not _TAG.search(text):
        for _ in range(2):  # escaped once by the source and once more on the way
            if not _ENTITY.search(text):
                break
            escaped = _ESCAPED_TAG.search(text) is not None or "&amp;lt;" in text or _ESCAPED_TWICE.search(text)
            text = html.unescape(text)
            if not escaped or _TAG.search(text):
                break
    if "<" in text and _TAG.search(text):
        text = _rendered(text[:_LONGEST])
    return seen(text)


def seen(text: str) -> str:
    """The text without characters that nobody can see."""
    # Most of a text are visible characters of ASCII, which are left out faster than a pattern passes them.
    others = text.encode("utf-8", "ignore").translate(None, _VISIBLE)
    if not others or _NOTHING_HIDDEN.fullmatch(others.decode()):
        return text
    return _HIDDEN.sub(lambda found: _WINDOWS.get(ord(found[0]), ""), text)


def _rendered(markup: str) -> str:
    simple = _simple(markup)
    return _parsed(markup) if simple is None else simple


def _simple(markup: str) -> str | None:
    """What the parser would give, twice as fast; None where there is anything but text, entities and plain tags."""
    if "\r" in markup or "\0" in markup:
        return None
    text = markup
    begun = text.rfind("<")
    if text.rfind(">") < begun and _CUT.match(text, begun):
        text = text[:begun]
    if "\n" in text:
        if "<pre" in text or not _SIMPLE_BLOCK.search(text):
            return None
        text = _BREAK.sub("\0", text).replace("\n", " ").replace("\0", "\n")
    text = _SIMPLE_INLINE.sub("", _SIMPLE_BLOCK.sub("\n", text))
    if "<" in text:
        return None
    if "&" in text:
        text = html.unescape(text)
    return _lines(text)


def _lines(text: str) -> str:
    """Lines with something in them, trimmed, with single spaces inside."""
    text = _OTHER_SPACE.sub(" ", text)
    while "  " in text:
        text = text.replace("  ", " ")
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def _parsed(markup: str) -> str:
    if _BLOCK_START.search(markup):
        markup = _unwrapped(markup)
    if _too_deep(markup):
        markup = _CONTAINER.sub("<br>", markup)
    tree = LexborHTMLParser(_BLOCK_START.sub("\n<", markup))
    if _MAYBE_UNSEEN.search(markup):
        tree.strip_tags(_UNSEEN)
    body = tree.body
    text = body.text(separator="") if body is not None else ""
    return _lines(text)


def _unwrapped(markup: str) -> str:
    """The markup with its line breaks as spaces, but those of <pre>, which show."""
    first, *rest = markup.split("<pre")
    done = [_BREAK.sub("<br>", first).replace("\n", " ")]
    for part in rest:
        inside, end, after = part.partition("</pre")
        done += ["<pre", inside.replace("\n", "<br>"), end, _BREAK.sub("<br>", after).replace("\n", " ")]
    return "".join(done)


def _too_deep(markup: str) -> bool:
    if markup.count("<") <= _DEEPEST:
        return False
    depth = 0
    for found in _CONTAINER.finditer(markup):
        depth = max(depth + (-1 if found[1] else 1), 0)
        if depth > _DEEPEST:
            return True
    return False
