"""Everything that is offered, read in many adverts as in one."""

import pickle
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide.advert import Advert
from jobtide.extraction.occurrences import ENOUGH, Searched, occurrences
from jobtide.extraction.offer import AT_ONCE, IN_DESCRIPTION, OfferReader
from jobtide.extraction.spotting import Spotter
from jobtide.reference.load import load
from jobtide.settings import Settings

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def reader():
    reference = load()
    return OfferReader(reference.gazetteer, Settings(), reference.facets)


@pytest.fixture(scope="module")
def for_many(reader):
    return reader.for_many()


def advert(number=0, **said):
    return Advert(
        "test", str(number), first_seen=DAY, last_seen=DAY, **{"title": "Developer", "description": ""} | said
    )


ADVERTS = [
    advert(title="Senior Java Developer", description="Hybrid, 2 days a week in our Leeds office. Salary £50,000."),
    advert(
        title="Contract Tester", locations=("Remote (UK)",), pay="£400 per day", description="Outside IR35, SC cleared."
    ),
    advert(title="Data Engineer", locations=("0,0",), pay="£5,000 per day", description="€70k in Berlin"),
    advert(title="Koch – Zürich", locations=("Berlin, Germany",), pay="45.000", description="İ ½ €45.000 fully remote"),
    advert(title="", description=""),
]


def test_an_offer_has_all_that_is_read_but_terms(reader):
    offer = reader.read(ADVERTS[0])
    assert [place.slug for place in offer.places] == ["leeds"]
    assert (offer.pay[0].pay.low, offer.employment_type.value, offer.work_mode.value) == (50_000, "permanent", "hybrid")
    assert (offer.facets.seniority[0].value, offer.facets.office_days.value) == ("senior", "2")


def test_issues_of_pay_and_of_places_stand_together(reader):
    assert [issue.reason for issue in reader.read(ADVERTS[2]).issues] == [
        "pay is above what is plausible for its unit",
        "coordinates of a location are 0,0",
    ]


def test_a_bare_number_is_in_no_currency_abroad(reader):
    assert reader.read(advert(locations=("Berlin",), pay="45,000 - 50,000")).pay == ()
    assert reader.read(advert(locations=("Leeds",), pay="45,000 - 50,000")).pay[0].pay.currency == "GBP"


def test_many_are_read_as_each_alone(reader, for_many):
    many = ADVERTS * (AT_ONCE // 2)
    alone = [reader.read(each) for each in many]
    assert reader.read_all(many) == alone
    assert for_many.read_all(many) == alone
    assert pickle.loads(pickle.dumps(for_many)).read_all(many) == alone


PIECES = st.sampled_from(
    ["hybrid", "Remote", "office", "£45,000", " per annum", "contract", "ir35", "SC cleared", "must ", " only", "day",
     " ", "\n",      "İ", "€", "ß", "\x00",
     "homemade", "salaryhome", "based in Leeds", "Location: Hull"]
)  # fmt: skip


TEXTS = st.lists(st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=30).map("".join)), max_size=6)


WRITTEN = st.lists(PIECES, max_size=12).map(" ".join)
DRAWN = st.builds(
    lambda title, description, location, pay: advert(
        title=title, description=description, locations=(location,), pay=pay or None
    ),
    WRITTEN, WRITTEN, WRITTEN, WRITTEN,
)  # fmt: skip


@given(st.lists(DRAWN, max_size=5))
@settings(max_examples=200, deadline=None)
def test_drawn_adverts_are_read_together_as_each_alone_without_the_search(reader, for_many, adverts):
    assert for_many.read_all(adverts) == [reader.read(each) for each in adverts]


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_words_are_found_all_at_once_where_they_are_found_one_by_one(texts):
    some = frozenset(("home", "hybrid", "day", "£", "5", "e"))
    for text, searched in zip(texts, Spotter((*IN_DESCRIPTION, some)).all_searched(texts), strict=True):
        plain = Searched(text)
        assert searched.low == plain.low
        for word in (*IN_DESCRIPTION, some):
            assert list(searched.places(word, 99)) == plain.places(word, 99)
            held = bool(plain.places(word, 1))
            assert searched.may_hold(word if word is some else frozenset((word,))) is held


@pytest.mark.parametrize("text", ["", "Home", "café at home", "home – “hybrid”", "😀 home", "\ud800 home", "家 home"])
def test_words_are_found_in_texts_of_any_characters_side_by_side(text):
    texts = ["a home", text, "at home €", text]
    for each, searched in zip(texts, Spotter(("home", "hybrid")).all_searched(texts), strict=True):
        plain = Searched(each)
        assert searched.low == plain.low
        assert [list(searched.places(word, 9)) for word in ("home", "hybrid")] == [
            plain.places(word, 9) for word in ("home", "hybrid")
        ]


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_words_that_count_beside_figures_only_are_found_there(texts):
    spotter = Spotter(("£", "contract", "day"), frozenset(("£", "day")), (3, 6))
    for text, searched in zip(texts, spotter.all_searched(texts), strict=True):
        plain = Searched(text)
        for word in ("£", "day"):
            beside = [
                at for at in plain.places(word, 99) if re.search("[0-9]", plain.low[max(0, at - 3) : max(0, at + 6)])
            ]
            assert list(searched.places(word, 99)) == beside
        assert list(searched.places("contract", 99)) == plain.places("contract", 99)


def test_a_word_that_was_not_sought_cannot_be_said_to_be_missing():
    (searched,) = Spotter(("day",)).all_searched(["a day in the sun"])
    with pytest.raises(KeyError):
        searched.may_hold(frozenset(("sun",)))
    assert searched.places("sun", 5) == [13]


def test_of_a_word_that_stands_everywhere_the_first_places_are_kept():
    text = "remote " * 100_000
    (searched,) = Spotter(IN_DESCRIPTION).all_searched([text])
    assert list(searched.places("remote", 5)) == occurrences("remote", text, 5)
    assert len(searched.places("remote", 10_000)) == ENOUGH
