"""A saved page of a hiring thread."""

import io

import pytest

from jobtide.errors import Unreadable
from jobtide.record import BadRecord
from jobtide.sources import formats
from jobtide.sources.hacker_news_page import adapter

HEAD = "<html lang='en'><head><title>Ask HN: Who is hiring? (May 2026) | Hacker News</title></head><body><table>"


def comment(id_: int, text: str | None, indent: int = 0) -> str:
    said = "[flagged]" if text is None else f'<div class="commtext c00">{text}</div>'
    return (
        f"<tr class='athing comtr' id='{id_}'><td><table><tr><td class='ind' indent='{indent}'></td>"
        f"<td class='default'><span class='age' title='2026-05-02T19:23:54 1777749834'><a>2 days ago</a></span>"
        f"<div class='comment'>{said}</div></td></tr></table></td></tr>"
    )


def test_comments_are_adverts_and_answers_are_not():
    page = (
        HEAD
        + comment(7, "Acorn | Tester | Leeds | £40k<p>We test &amp; more.")
        + comment(8, "Nice!", 1)
        + comment(9, "b")
    )
    assert formats.recognised(page.encode(), "x.html") is adapter
    first, second = adapter.read(io.BytesIO(page.encode()))
    assert first.fields == {
        "id": "7", "url": "https://news.ycombinator.com/item?id=7", "employer": "Acorn",
        "description": "Acorn | Tester | Leeds | £40k<p>We test &amp; more.</p>", "posted_at": "2026-05-02T19:23:54",
    }  # fmt: skip
    assert (second.position, second.fields["id"]) == (1, "9")


def test_a_comment_that_is_gone_is_counted():
    page = HEAD + comment(7, None) + comment(8, "Acorn")
    assert [isinstance(one, BadRecord) for one in adapter.read(io.BytesIO(page.encode()))] == [True, False]


def test_08_a_page_of_another_thread_is_refused():
    page = HEAD.replace("Who is hiring?", "Who wants to be hired?") + comment(7, "a")
    for text in (page, HEAD):
        with pytest.raises(Unreadable, match="no adverts on this page"):
            list(adapter.read(io.BytesIO(text.encode())))
