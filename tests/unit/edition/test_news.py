"""What editions tell that earlier ones did not."""

import itertools
import random
from datetime import timedelta

import pytest

from jobtide import news
from jobtide.certainty import Change
from jobtide.interval import Sample, share_change
from tests.markets import TAXONOMY, published, taxonomy, vacancy
from tests.unit.edition.test_mapped import TODAY

DAYS = [TODAY - timedelta(back) for back in (90, 60, 30, 0)]
SURE, NOT = Change(0.01, 0.02, "up"), Change(-0.01, 0.02, "no detectable change")


def market(size: int = 900) -> list[dict]:
    """In a year Java rises steadily from a tenth to half of all, Go comes in the last weeks, IoT goes, SQL stays."""
    dice = random.Random(3)
    rows = []
    for number in range(size):
        ago = dice.randrange(280)
        terms = ["sql"] if dice.random() < 0.4 else []
        terms += ["java"] if dice.random() < 0.5 - 0.4 * ago / 280 else []
        terms += ["go"] if ago < 25 and dice.random() < 0.4 else []
        terms += ["iot"] if ago > 250 else []
        pay = 50_000 + 2_000 * dice.randrange(-3, 4) + (15_000 if ago < 60 and "java" in terms else 0)
        rows.append(
            vacancy(
                number, first_seen=TODAY - timedelta(ago), places=["london"], terms=sorted(terms), pay_unit="annual",
                pay_low=pay, pay_high=pay, currency="GBP", employer_key=f"employer {dice.randrange(500)}",
            )
        )  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def readers(tmp_path_factory):
    rows, folder = market(), tmp_path_factory.mktemp("news")
    known = [[row for row in rows if row["first_seen"] <= day] for day in DAYS]
    return [
        published(folder / str(number), [{**row, "vacancy": at} for at, row in enumerate(some)], as_of=day)
        for number, (some, day) in enumerate(zip(known, DAYS, strict=True))
    ]


def test_what_moves_a_little_is_told_once_it_has_moved_enough(readers):
    *earlier, last = readers
    found = last.news(earlier, "london", term="java")
    assert found, "a rise from a tenth to half is news"
    assert len(found) < len(earlier), "but not of every edition"
    for one in found:
        (java,) = one.terms
        assert news.SHARE in java.kinds
        assert java.certainty["share_of_all_change"].verdict == "up"
    # Each is told against the one before it, the first against the first edition.
    assert found[0].earlier == readers[0].edition
    for one, other in itertools.pairwise(found):
        assert other.earlier == one.edition
    assert last.news(earlier, "london", term="sql") == []


def test_figures_are_those_of_the_pages_and_certainty_that_of_changes(readers):
    first, last = readers[0], readers[-1]
    (found,) = last.news([first], "london", term="java")
    (java,) = found.terms
    now, before = (reader.page("java", "london") for reader in (last, first))
    assert java.count == [now.summary.count[0], before.summary.count[0]]
    assert java.rank == [now.summary.rank[0], before.summary.rank[0]]
    assert java.share_of_all == [now.summary.share_of_all[0], before.summary.share_of_all[0]]
    assert java.p50["annual"] == [page.summary.pay["annual"].p50[0] for page in (now, before)]
    assert found.all_count == [now.all_count[0], before.all_count[0]]
    samples = [
        Sample(one.n[0], one.employers[0], 0, one.n[0] ** 2 / one.effective_n[0])
        for one in (now.summary.certainty, before.summary.certainty)
    ]
    interval = share_change(samples[0], found.all_count[0], samples[1], found.all_count[1])
    change = java.certainty["share_of_all_change"]
    assert (change.low, change.high) == pytest.approx((interval.low, interval.high))
    assert news.MEDIAN in java.kinds
    assert java.certainty["pay.annual.p50_change"].low > 0


def test_an_index_tells_what_is_sure_among_all_terms(readers):
    *earlier, last = readers
    found = last.news(earlier, "london")
    said = [(one.edition, term.term.slug, kind) for one in found for term in one.terms for kind in term.kinds]
    assert "java" in {slug for _, slug, kind in said if kind == news.SHARE}
    assert ("go", news.NEW) in {(slug, kind) for _, slug, kind in said}
    assert ("iot", news.VANISHED) in {(slug, kind) for _, slug, kind in said}
    assert "sql" not in {slug for _, slug, _ in said}
    assert last.news(earlier, "chester") == []
    assert last.news([], "london") == []
    assert found[-1].as_json()["all"]["count"][0] == found[-1].all_count[0]


def test_a_term_that_the_taxonomy_did_not_know_is_no_news_of_the_market(readers, tmp_path):
    rows = [vacancy(number, first_seen=TODAY, places=["london"], terms=["rust", "sql"]) for number in range(30)]
    words = {term.category: [] for term in TAXONOMY}
    for term in TAXONOMY:
        words[term.category].append(term.name)
    words["Programming Languages"].append("Rust")
    now = published(tmp_path, rows, taxonomy=taxonomy(**words), as_of=TODAY)
    (found,) = now.news([readers[0]], "london")
    assert ("rust", (news.ADDED,)) in [(one.term.slug, tuple(one.kinds)) for one in found.terms]
    (alone,) = now.news([readers[0]], "london", term="rust")
    assert [one.kinds for one in alone.terms] == [(news.ADDED,)]


@pytest.mark.parametrize(
    ("rank", "count", "share", "medians", "expected"),
    [
        ((5, 5), (40, 40), NOT, [NOT], ()),
        ((5, 9), (60, 40), SURE, [NOT], (news.SHARE,)),
        ((5, 5), (40, 40), NOT, [SURE], (news.MEDIAN,)),
        ((30, 45), (40, 30), NOT, [NOT], (news.RANK,)),
        ((100, 110), (40, 30), NOT, [NOT], ()),
        ((30, 45), (8, 4), NOT, [NOT], ()),
        ((9, None), (6, 0), NOT, [NOT], (news.NEW,)),
        ((9, None), (5, 0), SURE, [NOT], ()),
        ((None, 9), (0, 6), SURE, [NOT], (news.VANISHED,)),
        ((9, None), (20, 0), NOT, [NOT], (news.NEW,)),
        ((None, None), (0, 0), NOT, [NOT], ()),
    ],
)
def test_kinds_of_news_have_thresholds(rank, count, share, medians, expected):
    assert news.kinds_of(rank, count, share, medians, is_known=True, of_many=False) == expected
    of_one_alone = {news.RANK, news.MEDIAN} | ({news.NEW, news.VANISHED} if max(count) < 20 else set())
    of_many = tuple(kind for kind in expected if kind not in of_one_alone)
    assert news.kinds_of(rank, count, share, medians, is_known=True, of_many=True) == of_many
    added = (news.ADDED,) if count[0] >= 6 else ()
    assert news.kinds_of(rank, count, share, medians, is_known=False, of_many=False) == added
