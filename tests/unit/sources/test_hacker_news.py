"""Comments of hiring threads, as two services give them: which are records, and whose name the first line has."""

import io
import json

import pytest

from jobtide.record import BadRecord
from jobtide.sources.formats import name_of, recognised
from jobtide.sources.hacker_news.adapter import employer, read


def told(value: object) -> list[object]:
    """The id of each advert, the reason of what is none."""
    given = json.dumps(value).encode()
    assert name_of(recognised(given, "x")) == "hacker_news"
    return [
        record.issue.reason if isinstance(record, BadRecord) else record.fields["id"]
        for record in read(io.BytesIO(given))
    ]


def test_hits_of_a_search_are_records_where_their_parent_is_the_thread():
    def hit(id_: str, parent: int, title: str = "Ask HN: Who is hiring? (May 2026)") -> dict:
        said = {"objectID": id_, "parent_id": parent, "story_id": 9, "story_title": title, "author": "ann"}
        return said | {"created_at": "2026-05-01T15:00:00Z", "created_at_i": 1777647600, "comment_text": "Acme | x | y"}

    seekers = "Ask HN: Who wants to be hired? (May 2026)"
    found = told({"hits": [hit("10", 9), hit("11", 10), hit("12", 9, seekers)], "nbHits": 3, "page": 0})
    assert found == ["10", "in a thread of those who look for work"]


def test_a_thread_with_its_comments_gives_those_of_the_first_level():
    def comment(id_: int, children: list) -> dict:
        said = {"author": "ann", "children": children, "created_at": "2026-05-01T15:00:00Z", "created_at_i": 1777647600}
        return said | {"id": id_, "parent_id": 9, "story_id": 9, "text": "Acme | x | y", "type": "comment"}

    thread = {"author": "whoishiring", "children": [comment(10, [comment(11, [])]), comment(12, [])]}
    thread |= {"created_at_i": 1777647600, "id": 9, "title": "Ask HN: Who is hiring? (May 2026)", "type": "story"}
    assert told(thread) == [10, 12]
    assert told(thread["children"]) == [10, 12]


def test_items_alone_are_records_unless_their_parent_is_one():
    def item(id_: int, parent: int, **more) -> dict:
        return {"by": "ann", "id": id_, "parent": parent, "text": "Acme", "time": 1777647600, "type": "comment"} | more

    found = told([item(10, 9), item(11, 10), item(12, 9, dead=True)])
    assert found == [10, "deleted by its writer or the site"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Acme | Tester | Leeds", "Acme"),
        ("Acme Labs (YC S21) | Tester | Leeds", "Acme Labs"),
        ('Acme (<a href="https:&#x2F;&#x2F;acme.org">https:&#x2F;&#x2F;acme.org</a>) | Tester | Leeds<p>x | y', "Acme"),
        ("Smith &amp; Sons, Ltd. | Tester | Leeds", "Smith & Sons, Ltd"),
        ("Acme - better anvils | Tester | Leeds", "Acme"),
        ("acme.io | Leeds | ONSITE", "acme.io"),
        ("New York Times | Tester | NYC", "New York Times"),
        ("Acme | Leeds", None),
        ("Acme is hiring testers in Leeds", None),
        ("Senior Tester | Acme | Leeds", None),
        ("Leeds, UK | Acme | Tester", None),
        ("London | Acme | Tester", None),
        ("REMOTE | Acme | Tester", None),
        ("Looking for a tester | Leeds | Onsite", None),
        ("$100k | Acme | Tester", None),
        ("42 | 43 | 44", None),
        ("", None),
    ],
)
def test_the_employer_is_the_name_before_the_first_bar_where_that_is_safe(line, name):
    assert employer(line) == name
