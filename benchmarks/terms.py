"""How fast terms are read, beside other libraries that look for many phrases, on the same text and the same list.

    python benchmarks/terms.py                       # adverts of the demo
    python benchmarks/terms.py --data DIR            # adverts of the Parquet files under DIR
    python benchmarks/terms.py --aliases 30000       # at least so many, with invented ones

Each library is measured alone, one after the other, in this process and on one core, by the processor's time, the best
of some runs. "End to end" is from the text as it was written to findings with offsets into it, at word boundaries;
jobtide's figure has all its rules in it (company, blockers, overlaps, denials), that of the others only a look at the
characters around each match. "Search alone" is what a library needs for text that is in lower case already, nothing
checked. What others find is not the same: they know neither rules nor soft gaps. Those that are not installed are left
out.

Touches: the files under DIR, the standard output.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

from jobtide.adverts.markup import text_of
from jobtide.demo import market
from jobtide.extraction.forms import BLOCKER, forms
from jobtide.extraction.kernel.reader import BatchTermReader
from jobtide.extraction.kernel.texts import Texts
from jobtide.extraction.terms import TermReader
from jobtide.reference.load import load
from jobtide.taxonomy import Taxonomy, Term

_RUNS = 3
_SMALL = 2_000_000  # characters for what reads less than ten megabytes a second
_TITLES = ("title", "job_title", "Job Title", "Title")
_DESCRIPTIONS = (
    "description", "description_html", "descriptionHtml", "text_html", "Job Description", "FullDescription",
)  # fmt: skip
Advert = tuple[str, str]
Found = list[tuple[int, int]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--data", type=Path, help="folder of Parquet files of adverts")
    options.add_argument("--megabytes", type=float, default=20.0)
    options.add_argument("--aliases", type=int, default=0)
    asked = options.parse_args()
    taxonomy = enlarged(load().taxonomy, asked.aliases)
    adverts = list(chosen(real(asked.data) if asked.data else invented(), asked.megabytes))
    phrases = sorted({phrase.lower() for phrase, form in forms(taxonomy) if form.kind != BLOCKER})
    print(
        f"{len(adverts):,} adverts, {size(adverts) / 1e6:.1f} MB, {len(taxonomy):,} terms, {len(phrases):,} phrases\n"
    )
    plain = TermReader(taxonomy)
    ours = measured(adverts, compiled(taxonomy, plain))
    rows = [
        ("jobtide", None, ours, "all rules"),
        ("jobtide, plain", None, measured(small(adverts), plainly(plain)), ""),
    ]
    for name, make in (
        ("flashtext2", flashtext2), ("ahocorasick_rs", ahocorasick_rs), ("daachorse", daachorse), ("spaCy", spacy),
    ):  # fmt: skip
        try:
            find, found_in = make(phrases)
        except ImportError as error:
            rows.append((name, None, None, f"not installed: {error.name}"))
            continue
        some = small(adverts) if name == "spaCy" else adverts
        ready = [(title.lower(), description.lower()) for title, description in some]
        alone = measured(ready, lambda given, find=find: [find(text) for advert in given for text in advert])
        end_to_end = measured(
            some, lambda given, found_in=found_in: [found_in(text) for advert in given for text in advert]
        )
        rows.append((name, alone, end_to_end, ""))
    print(f"{'':16} {'search alone':>14} {'end to end':>14} {'jobtide is':>12}")
    for name, alone, speed, note in rows:
        ratio = f"{ours / speed:,.1f} times" if speed and name != "jobtide" else ""
        print(f"{name:16} {shown(alone):>14} {shown(speed):>14} {ratio:>12}  {note}")


def shown(speed: float | None) -> str:
    return f"{speed:,.1f} MB/s" if speed else "–"


def size(adverts: list[Advert]) -> int:
    return sum(len(text.encode()) for advert in adverts for text in advert)


def small(adverts: list[Advert]) -> list[Advert]:
    return list(chosen(iter(adverts), _SMALL / 1e6))


def measured(adverts: list[Advert], read: Callable[[list[Advert]], object]) -> float:
    """Megabytes a second of processor time."""
    read(adverts[:20])
    times = []
    for _ in range(_RUNS):
        started = time.process_time()
        read(adverts)
        times.append(time.process_time() - started)
    return size(adverts) / 1e6 / min(times)


def compiled(taxonomy: Taxonomy, plain: TermReader) -> Callable[[list[Advert]], object]:
    reader = BatchTermReader(taxonomy, plain)

    def read(adverts: list[Advert]) -> object:
        titles, descriptions = columns(adverts)
        return reader.read(titles, descriptions, Texts.of([None] * len(adverts)))

    return read


_columns: dict[int, tuple[Texts, Texts]] = {}


def columns(adverts: list[Advert]) -> tuple[Texts, Texts]:
    """The texts as they lie in a batch of Arrow, which is how adverts are stored; made once."""
    if id(adverts) not in _columns:
        _columns[id(adverts)] = tuple(map(Texts.of, zip(*adverts, strict=True)))
    return _columns[id(adverts)]


def plainly(plain: TermReader) -> Callable[[list[Advert]], object]:
    return lambda adverts: [plain.read(title, description) for title, description in adverts]


def whole(text: str, low: str, found: Found) -> Found:
    """Those that begin and end where words do; offsets are let pass where lower case is not as long."""
    return [
        (start, end)
        for start, end in found
        if not (start and low[start - 1].isalnum() and low[start].isalnum())
        and not (end < len(low) and low[end].isalnum() and low[end - 1].isalnum())
    ]


def flashtext2(phrases: list[str]):
    processor = import_module("flashtext2").KeywordProcessor(case_sensitive=False)
    for phrase in phrases:
        processor.add_keyword(phrase)
    return processor.extract_keywords_with_span, processor.extract_keywords_with_span


def ahocorasick_rs(phrases: list[str]):
    library = import_module("ahocorasick_rs")
    automaton = library.AhoCorasick(phrases, matchkind=library.MatchKind.LeftmostLongest)

    def found_in(text: str) -> Found:
        low = text.lower()
        return whole(text, low, [(start, end) for _, start, end in automaton.find_matches_as_indexes(low)])

    return automaton.find_matches_as_indexes, found_in


def daachorse(phrases: list[str]):
    """Byte by byte, its fastest way; offsets into bytes are let pass."""
    library = import_module("daachorse")
    patterns = [phrase.encode() for phrase in phrases]
    automaton = library.DoubleArrayAhoCorasick(patterns, library.MATCH_KIND_LEFTMOST_LONGEST)

    def found_in(text: str) -> Found:
        low = text.lower().encode()
        return [
            (start, end)
            for start, end, _ in automaton.find(low)
            if not (low[start - 1 : start].isalnum() and low[start : start + 1].isalnum())
            and not (low[end : end + 1].isalnum() and low[end - 1 : end].isalnum())
        ]

    return lambda text: automaton.find(text.encode()), found_in


def spacy(phrases: list[str]):
    library, matching = import_module("spacy"), import_module("spacy.matcher")
    language = library.blank("en")
    matcher = matching.PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("term", list(language.tokenizer.pipe(phrases)))

    def found_in(text: str) -> Found:
        document = language.make_doc(text)
        spans = (document[start:end] for _, start, end in matcher(document))
        return [(span.start_char, span.end_char) for span in spans]

    return found_in, found_in


def enlarged(taxonomy: Taxonomy, aliases: int) -> Taxonomy:
    """The taxonomy with invented terms of two words, until it has so many aliases."""
    chance = random.Random(1)
    words = [word for term in taxonomy for word in term.name.split() if word.isalpha()]
    terms = dict(taxonomy.terms)
    count = sum(1 + len(term.aliases) for term in taxonomy)
    while count < aliases:
        name = f"{chance.choice(words)} {chance.choice(words)}"
        slug = f"invented-{count}"
        terms[slug] = Term(slug, name, "Applications")
        count += 1
    return Taxonomy(terms, taxonomy.digest, taxonomy.blockers)


def chosen(adverts: Iterator[Advert], megabytes: float) -> Iterator[Advert]:
    """The first of them, until they are so large."""
    left = megabytes * 1e6
    for advert in adverts:
        if left <= 0:
            return
        left -= len(advert[0]) + len(advert[1])
        yield advert


def invented() -> Iterator[Advert]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "demo.jsonl"
        market.write(file, 15_000, 1, date(2026, 6, 1))
        for line in file.open(encoding="utf-8"):
            said = json.loads(line)
            yield said.get("title") or "", text_of(said.get("description") or "")


def real(folder: Path) -> Iterator[Advert]:
    """Adverts of all files in turn, so that a few megabytes are of all of them."""
    import pyarrow.parquet as pq

    sources = []
    for path in sorted(folder.rglob("*.parquet")):
        file = pq.ParquetFile(path)
        title = next((name for name in _TITLES if name in file.schema_arrow.names), None)
        description = next((name for name in _DESCRIPTIONS if name in file.schema_arrow.names), None)
        if description:
            sources.append(_of_file(file, title, description))
    while sources:
        for source in list(sources):
            advert = next(source, None)
            if advert is None:
                sources.remove(source)
            else:
                yield advert


def _of_file(file, title: str | None, description: str) -> Iterator[Advert]:
    for batch in file.iter_batches(1_000, columns=[name for name in (title, description) if name]):
        for row in batch.to_pylist():
            if isinstance(row[description], str):
                text = text_of(row[description])
                yield str(row[title] or "") if title else text.partition("\n")[0][:200], text


if __name__ == "__main__":
    sys.exit(main())
