"""Adverts to vacancies, one after the other; on drawn stores the rules hold for every pair of a vacancy."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide.adverts.joining import BEGINS, SAME, SIMILAR, Alike, Dated, joined
from jobtide.adverts.rules import Said, forbidden

START = date(2025, 1, 1)
NOBODY = Said(
    text=1, headed=False, title_term=None, seniority=frozenset(), title=frozenset({"tester"}), places=frozenset(),
    above=frozenset(), employer=frozenset({"acme"}), employment_type=None, pay_unit=None, pay_currency=None, pay=None,
    reference=None, board="a board",
)  # fmt: skip


def said(**more: object) -> Said:
    return Said(**{name: getattr(NOBODY, name) for name in Said.__dataclass_fields__} | more)


def at(place: str) -> dict:
    return {"places": frozenset({place}), "above": frozenset({"uk"})}


def dated(advert: int, day: int, last: int | None = None, kin: int = 1, **more: object) -> Dated:
    days = [START + timedelta(days=number) for number in (day, day if last is None else last)]
    return Dated(advert, kin, *days, said(text=kin, **more))


def heads(adverts: list[Dated], alike: dict[int, list[Alike]] | None = None) -> dict[int, int]:
    """The vacancy of each advert, by the name of its first one."""
    found = {row.advert: row.head for row in joined(adverts, alike or {}, 60)}
    return {one.advert: found.get(one.advert, one.advert) for one in adverts}


def test_59_one_text_under_a_new_id_every_day_is_one_vacancy():
    assert set(heads([dated(number, number) for number in range(300)]).values()) == {0}


def test_adverts_are_one_within_sixty_days_of_the_last_day():
    assert heads([dated(1, 0, 30), dated(2, 90), dated(3, 151)]) == {1: 1, 2: 1, 3: 3}


def test_60_thirty_towns_of_one_scheme_stay_thirty_vacancies():
    scheme = [dated(number, 0, **at(f"town-{number}")) for number in range(30)]
    again = [dated(100 + number, 10, **at(f"town-{number}")) for number in range(30)]
    assert list(heads(scheme + again).values()) == [*range(30), *range(30)]


def test_nothing_is_joined_through_a_middleman():
    leeds, anywhere, york = dated(1, 0, **at("leeds")), dated(2, 1), dated(3, 2, **at("york"))
    assert heads([leeds, anywhere, york]) == {1: 1, 2: 1, 3: 3}


def test_an_advert_joins_what_it_is_most_alike():
    alike = {3: [Alike(1, 0.5, False), Alike(2, 0.9, False)], 1: [Alike(3, 0.5, False)], 2: [Alike(3, 0.9, False)]}
    adverts = [dated(1, 0, kin=1, reference="A"), dated(2, 0, kin=2, reference="B"), dated(3, 1, kin=3, board="b")]
    (row,) = joined(adverts, alike, 60)
    assert (row.head, row.other, row.reason, row.similarity) == (2, 2, SIMILAR, 0.9)


def test_every_joined_advert_has_a_reason():
    alike = {1: [Alike(2, 0.1, True)], 2: [Alike(1, 0.1, True)]}
    rows = joined([dated(1, 0), dated(2, 1), dated(3, 22, kin=2)], alike, 60)
    assert [(row.advert, row.reason) for row in rows] == [(2, SAME), (3, BEGINS)]


SAYS = st.fixed_dictionaries({
    "places": st.sampled_from([frozenset(), frozenset({"leeds"}), frozenset({"york"}), frozenset({"leeds", "york"})]),
    "pay": st.sampled_from([None, 50_000.0, 53_000.0, 56_500.0]),
    "reference": st.sampled_from([None, None, "A", "B"]),
    "title": st.sampled_from([frozenset({"tester"}), frozenset({"tester", "senior"})]),
    "board": st.sampled_from(["a", "b"]),
    "employer": st.sampled_from([frozenset(), frozenset({"acme"}), frozenset({"bolt"})]),
})  # fmt: skip


@st.composite
def stores(draw):
    adverts = []
    for number in range(draw(st.integers(0, 12))):
        first = draw(st.integers(0, 200))
        says = draw(SAYS) | {"pay_unit": "annual", "pay_currency": "GBP"}
        adverts.append(dated(number, first, first + draw(st.integers(0, 40)), draw(st.integers(1, 4)), **says))
    similarity = {pair: draw(st.sampled_from([0.0, 0.3, 0.6, 0.9])) for pair in combinations(range(1, 5), 2)}
    alike: dict[int, list[Alike]] = {}
    for (one, other), similar in similarity.items():
        if similar:
            alike.setdefault(one, []).append(Alike(other, similar, False))
            alike.setdefault(other, []).append(Alike(one, similar, False))
    return sorted(adverts, key=lambda one: (one.first_seen, one.advert)), alike


@given(stores())
@settings(max_examples=60, deadline=None)
def test_no_two_adverts_of_a_vacancy_are_forbidden_to_be_one(store):
    adverts, alike = store
    vacancy = heads(adverts, alike)
    for one, other in combinations(adverts, 2):
        if vacancy[one.advert] == vacancy[other.advert]:
            assert forbidden(one.said, other.said, (other.first_seen - one.first_seen).days) is None


@given(stores())
@settings(max_examples=60, deadline=None)
def test_what_comes_later_changes_no_vacancy_judged_before(store):
    adverts, alike = store
    whole = heads(adverts, alike)
    for many in range(len(adverts)):
        part = heads(adverts[:many], alike)
        assert part == {advert: whole[advert] for advert in part}


@given(stores())
@settings(max_examples=30, deadline=None)
def test_a_vacancy_is_named_after_its_earliest_advert(store):
    adverts, alike = store
    first: dict[int, int] = {}
    for advert, head in heads(adverts, alike).items():
        assert first.setdefault(head, advert) == head
