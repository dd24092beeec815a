"""What the adverts of a home say and no entry of the taxonomy covers, with words around it.

Touches: adverts/, for reading.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import heappush, heapreplace
from itertools import islice

from jobtide.extraction.addresses import addresses_in
from jobtide.extraction.blocked import Blocked
from jobtide.extraction.contexts import Context, around
from jobtide.extraction.phrases import PhraseBook, words_in
from jobtide.extraction.reading import text_hash
from jobtide.extraction.suggestions import Mining, Suggestion
from jobtide.extraction.terms import TermReader
from jobtide.finding import TermFinding
from jobtide.pipeline import sampling
from jobtide.reference.load import Reference
from jobtide.settings import Home
from jobtide.taxonomy import Taxonomy

CONTEXTS = 3
_BATCH = 1_000  # adverts that are read at once
_RECENT = timedelta(days=183)
_RISES = 2.5  # standard errors; chance alone does that once in 160


@dataclass(frozen=True)
class Seen:
    """A context, and the advert it stands in."""

    advert: str
    context: Context


@dataclass(frozen=True)
class Suggested:
    """`adverts` were looked at; `recent` of them were first seen on `since` or later."""

    adverts: int
    recent: int
    since: date
    frequent: tuple[Suggestion, ...]
    rising: tuple[Suggestion, ...]
    contexts: dict[str, tuple[Seen, ...]]  # by phrase


def suggested(home: Home, reference: Reference, adverts: int, least: int, most: int, seed: int) -> Suggested:
    """The `most` frequent and the `most` that rise fastest, each said by `least` adverts of about `adverts` drawn.

    Adverts with the same words count once. Error where the home has no adverts.
    """
    share = min(1.0, adverts / sampling.count(home))
    first, last = sampling.days(home)
    since = max(last - _RECENT, first + (last - first) / 2)
    places = {words_in(name) for place in reference.gazetteer for name in (place.name, *place.aliases)}
    reader = TermReader(reference.taxonomy)
    mining = Mining(reference.taxonomy, reader, places)
    texts: set[int] = set()
    drawn = (row for _, row in sampling.drawn(home, share, seed))
    for row, findings in _read(drawn, reader, reference.taxonomy):
        text = text_hash(row["title"], row["description"])
        if text not in texts:
            texts.add(text)
            mining.add(row["title"], row["description"], row["employer"], row["first_seen"] >= since, findings)
    found = mining.suggestions(least)
    rising = sorted((one for one in found if one.rise >= _RISES), key=lambda one: (-one.rising, one.phrase))
    shown = (tuple(found[:most]), tuple(rising[:most]))
    contexts = _contexts(home, share, seed, {one.phrase for each in shown for one in each})
    return Suggested(mining.adverts, mining.recent, since, *shown, contexts)


def _read(
    rows: Iterator[dict], reader: TermReader, taxonomy: Taxonomy
) -> Iterator[tuple[dict, tuple[TermFinding, ...]]]:
    """Each row with its terms; the compiled rules read them once there are enough to be worth making them."""
    batches = None
    while some := list(islice(rows, _BATCH)):
        if batches is None and len(some) == _BATCH:
            # Slow to import, and not needed for a few.
            from jobtide.extraction.kernel.reader import BatchTermReader

            batches = BatchTermReader(taxonomy, reader)
        if batches is None:
            yield from ((row, reader.read(row["title"], row["description"])) for row in some)
        else:
            found = batches.read_all((row["title"], row["description"], None) for row in some)
            yield from ((row, found.of(at)) for at, row in enumerate(some))


def _contexts(home: Home, share: float, seed: int, phrases: set[str]) -> dict[str, tuple[Seen, ...]]:
    """Of each phrase the contexts that come first in the random order, one an advert."""
    book = PhraseBook((phrase, phrase) for phrase in sorted(phrases))
    kept: dict[str, list[tuple[int, int, Seen]]] = {phrase: [] for phrase in phrases}
    seen: set[tuple[str, str]] = set()  # the same words around it, in another copy of the advert
    for place, row in sampling.drawn(home, share, seed) if phrases else ():
        text = f"{row['title']}\n{row['description']}"
        of_advert: dict[str, tuple[int, int]] = {}
        outside = Blocked(addresses_in(text))
        for start, end, phrase in book.find(text):
            if not outside.holds(start, end):
                of_advert.setdefault(phrase, (start, end))
        for phrase, (start, end) in of_advert.items():
            best = kept[phrase]
            if len(best) == CONTEXTS and -place < best[0][0]:
                continue
            context = around(text, start, end)
            if (phrase, said := f"{context.before}{context.after}") in seen:
                continue
            seen.add((phrase, said))
            entry = (-place, row["content"], Seen(f"{row['source']}/{row['id']}", context))
            heappush(best, entry) if len(best) < CONTEXTS else heapreplace(best, entry)
    return {phrase: tuple(one for _, _, one in sorted(best, reverse=True)) for phrase, best in kept.items()}
