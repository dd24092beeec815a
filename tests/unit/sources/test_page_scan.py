"""What of a page can be told without building its tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.sources.page_scan import Scanned, scanned

LD = '<script type="application/ld+json">'


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        (f"<p>{LD}1</script>{LD}2</SCRIPT >", ("1", "2")),
        (f"<!-- {LD}1</script> -->{LD}2</script>", ("2",)),
        (f"<script>var a = '{LD}1';</script>{LD}2</script>", ("2",)),
        (f"<style>{LD}</style><textarea>{LD}1</textarea>{LD}2</script>", ("2",)),
        ("<script id=a data-x='>' type='application/ld&#43;json' async>1</script>", ("1",)),
        ("<script type=application/ld+json>1</script>", ("1",)),
        ("<script type=module>1</script><scripts type='application/ld+json'>2", ()),
        (f"{LD}1 <b> < </b> <!-- 2", ("1 <b> < </b> <!-- 2",)),
        (f"<!-- never ends {LD}1</script>", ()),
    ],
)
def test_50_blocks_are_found_where_a_browser_finds_them(page, blocks):
    assert scanned(page).blocks == blocks


@pytest.mark.parametrize(
    ("page", "canonical"),
    [
        ('<link rel="canonical" href="https://a.example/?a=1&amp;b=2"/>', "https://a.example/?a=1&b=2"),
        ("<LINK HREF=/jobs/7 REL='Canonical'>", "/jobs/7"),
        ("<link rel=stylesheet href=/canonical.css><link rel=canonical href=/1><link rel=canonical href=/2>", "/1"),
        ("<!-- <link rel=canonical href=/1> -->", None),
        ("<link rel=canonical>", None),
    ],
)
def test_the_first_canonical_address_counts(page, canonical):
    assert scanned(page).canonical == canonical


@given(st.text(alphabet="<script>/!-link\"'= \n", max_size=80))
def test_any_text_at_all_ends(page):
    assert isinstance(scanned(page), Scanned)
