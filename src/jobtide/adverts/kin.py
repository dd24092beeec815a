"""Adverts that may be one with another, with all that is asked of them: expressions, and rows to values."""

from collections.abc import Callable, Iterable, Iterator

import ibis

from jobtide.adverts.joining import Dated
from jobtide.adverts.naming import Where, employer_words, title_words, where
from jobtide.adverts.said import Said

# What adverts with texts too short to be compared must all have in common to be one.
_SAME = (
    "text_hash", "employer_key", "places", "pay_unit", "pay_low", "pay_high", "pay_currency", "employment_type",
)  # fmt: skip
_COLUMNS = (
    "advert", "source", "id", "title", "first_seen", "last_seen", "text", "headed", "cut", "reference",
    "title_term", "seniority", "places", "employer_key", "employment_type", "pay_unit", "pay_currency",
    "pay_low", "pay_high", "locations",
)  # fmt: skip

_REMEMBERED = 100_000  # different things that were said
_NONE: frozenset[str] = frozenset()


def worth_a_look(adverts: ibis.Table, texts: ibis.Table, pairs: ibis.Table) -> ibis.Table:
    """(advert,): the adverts of which a version shares its text with another, or has one that is like another's."""
    long, short = texts.filter(texts.node.notnull()), texts.filter(texts.node.isnull() & texts.text_hash.notnull())
    contents = ibis.union(
        long.semi_join(_shared(long, "node").union(_paired(pairs), distinct=True), "node").select("content"),
        short.semi_join(_shared(short, "text_hash"), "text_hash").select("content"),
    )
    return adverts.select("advert", "content").semi_join(contents, "content").select("advert").distinct()


def kin(
    adverts: ibis.Table,
    locations: ibis.Table,
    readings: ibis.Table,
    signatures: ibis.Table,
    texts: ibis.Table,
    pairs: ibis.Table,
) -> ibis.Table:
    """Adverts that share their text with another, or have one that is like another's, with all that is asked of them.

    `adverts` are rows of life.latest, `locations` what each content says of where it is.

    `kin` is the node of the text. Of texts too short for one it is equal where everything else is equal too; an advert
    of which a headline is all that is known is never kin.
    """
    read = adverts.left_join(readings.drop("advert"), "content").left_join(locations, "content")
    read = read.left_join(signatures.drop("node"), "content").left_join(texts.select("content", "node"), "content")
    read = read.select("node", "text_hash", *_COLUMNS)
    long = read.filter(read.node.notnull())
    long = long.mutate(kin=long.node, many=long.count().over(ibis.window(group_by="node")))
    long = long.filter(long.many > 1).union(long.filter(long.many == 1).semi_join(_paired(pairs), "node"))
    short = read.filter(read.node.isnull() & read.text_hash.notnull())
    same = ibis.window(group_by=_SAME)
    short = short.mutate(kin=short.advert.min().over(same), many=short.count().over(same))
    found = long.union(short.filter(short.many > 1))
    return found.select("kin", *_COLUMNS)


def _shared(texts: ibis.Table, by: str) -> ibis.Table:
    counted = texts.group_by(by).agg(many=texts.count())
    return counted.filter(counted.many > 1).select(by)


def _paired(pairs: ibis.Table) -> ibis.Table:
    return pairs.select(node="low").union(pairs.select(node="high")).distinct()


def dated(rows: Iterable[dict], ancestors: Callable[[str], Iterable[str]]) -> Iterator[Dated]:
    """Rows of `kin`, in the order of first seen, source and id, as joining takes them; with `head` where it is known.

    `ancestors` are the places over a place. Everything that is said twice is one value.
    """
    above: dict[tuple[str, ...], tuple[frozenset[str], frozenset[str]]] = {}
    titles: dict[tuple, frozenset[str]] = {}
    wheres: dict[tuple, Where] = {}
    employers: dict[str | None, frozenset[str]] = {}
    said: dict[Said, Said] = {}
    for row in rows:
        if len(said) > _REMEMBERED:  # what was said long ago is not said again, but for a few
            above, titles, wheres, employers, said = {}, {}, {}, {}, {}
        named = tuple(row["places"] or ())
        if named not in above:
            over = frozenset(place for slug in named for place in ancestors(slug)) - frozenset(named)
            above[named] = frozenset(named), over
        places, over = above[named]
        at = (tuple(row["locations"] or ()), named)
        if at not in wheres:
            countries = [place for place in places if not any(ancestors(place))]
            wheres[at] = where(at[0], places, over, countries)
        key = (row["title"], at)
        if key not in titles:
            # Towns that no gazetteer knows stand in headlines as they do in locations.
            titles[key] = title_words(row["title"], places | over) - wheres[at].every
        employer = row["employer_key"]
        if employer not in employers:
            employers[employer] = employer_words(employer)
        low, high = row["pay_low"], row["pay_high"]
        one = Said(
            # A board's text that begins with the headline is no thread's post: boards say where a job is beside it.
            text=row["text"], headed=bool(row["headed"]) and not row["locations"], title_term=row["title_term"],
            seniority=frozenset(row["seniority"]) if row["seniority"] else _NONE,
            title=titles[key], places=places, above=over,
            employer=employers[employer], employment_type=row["employment_type"],
            pay_unit=row["pay_unit"], pay_currency=row["pay_currency"], pay=_middle(low, high),
            reference=row["reference"], board=row["source"], excerpt=bool(row["cut"]), where=wheres[at],
            span=(low, high),
        )  # fmt: skip
        days = row["first_seen"], row["last_seen"]
        yield Dated(row["advert"], row["kin"], *days, said.setdefault(one, one), row.get("head"))


def _middle(low: float | None, high: float | None) -> float | None:
    if low is None or high is None:
        return low if high is None else high
    return (low + high) / 2
