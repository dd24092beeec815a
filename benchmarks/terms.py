"""How fast terms are read, beside other libraries that look for many phrases, on the same text and the same list.

    python benchmarks/terms.py                       # adverts of the demo
    python benchmarks/terms.py --data DIR            # adverts of the Parquet files under DIR
    python benchmarks/terms.py --aliases 30000       # at least so many, with invented ones
    python benchmarks/terms.py --workers 2           # one process beside so many, and the most memory that one took
    python benchmarks/terms.py --hostile             # seconds a megabyte of texts made to be slow, by their length

Each library is measured alone, one after the other, in this process and on one core, by the processor's time, the best
of some runs. "End to end" is from texts as they come to findings with offsets into the original, at word boundaries;
jobtide's figures have all its rules in them (company, blockers, overlaps, denials, the employer's name). For the others
texts come as strings that nobody has looked at yet, since they read nothing else. jobtide is measured twice: from
columns of Arrow, in which adverts are stored and as `publish` reads them, and from the same strings as the others; the
last two columns say how many times as fast it is either way. "Search alone" is what a library needs for a text that is
made ready for it, nothing checked and nothing led back.

The others are used as well as we know how. Automata search bytes in which all that parts words has become two spaces,
for phrases with a space before and behind, many adverts in one call: so nothing inside of words is found, and nothing
need be checked; their places are led back by NumPy. What others find is not the same: they know neither rules nor soft
gaps. Those that are not installed are left out.

Touches: the files under DIR, the standard output.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from importlib import import_module
from multiprocessing import get_context
from os import getloadavg
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import numpy as np
import pyarrow as pa

from jobtide.adverts.markup import text_of
from jobtide.demo import market
from jobtide.extraction.forms import BLOCKER, forms
from jobtide.extraction.kernel.reader import BatchTermReader
from jobtide.extraction.kernel.texts import Texts
from jobtide.extraction.terms import TermReader
from jobtide.reference.load import load
from jobtide.taxonomy import Taxonomy, Term

_RUNS = 5
_SMALL = 2_000_000  # characters for what reads less than ten megabytes a second
_TITLES = ("title", "job_title", "Job Title", "Title")
_DESCRIPTIONS = (
    "description", "description_html", "descriptionHtml", "text_html", "Job Description", "FullDescription",
)  # fmt: skip
Advert = tuple[str, str]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--data", type=Path, help="folder of Parquet files of adverts")
    options.add_argument("--megabytes", type=float, default=20.0)
    options.add_argument("--aliases", type=int, default=0)
    options.add_argument("--workers", type=int, help="read with so many processes, and with one")
    options.add_argument("--hostile", action="store_true", help="read hostile texts of several lengths instead")
    asked = options.parse_args()
    if asked.hostile:
        return hostile()
    taxonomy = enlarged(load().taxonomy, asked.aliases)
    adverts = list(chosen(real(asked.data) if asked.data else invented(), asked.megabytes))
    phrases = sorted({phrase.lower() for phrase, form in forms(taxonomy) if form.kind != BLOCKER})
    print(
        f"{len(adverts):,} adverts, {size(adverts) / 1e6:.1f} MB, {len(taxonomy):,} terms, {len(phrases):,} phrases\n"
    )
    if asked.workers:
        return side_by_side(taxonomy, adverts, asked.workers)
    plain = TermReader(taxonomy)
    reader = BatchTermReader(taxonomy, plain)
    stored = [pa.array(texts) for texts in zip(*adverts, strict=True)]
    nobody = [None] * len(adverts)
    reader.read_columns(*stored, nobody)
    lying = measured(adverts, lambda _: reader.read_columns(*stored, nobody))
    ours = measured(adverts, lambda given: reader.read(*map(Texts.of, zip(*given, strict=True)), Texts.of(nobody)))
    few = small(adverts)
    rows = [
        ("jobtide, Arrow", None, lying, "all rules, from columns"),
        ("jobtide, strings", None, ours, "all rules, from strings"),
        ("jobtide, plain", None, measured(few, lambda given: [plain.read(*advert) for advert in given]), ""),
    ]
    for name, make in (
        ("flashtext2", flashtext2), ("ahocorasick_rs", ahocorasick_rs), ("daachorse", daachorse), ("spaCy", spacy),
    ):  # fmt: skip
        try:
            ready, find, found_in = make(phrases)
        except ImportError as error:
            rows.append((name, None, None, f"not installed: {error.name}"))
            continue
        some = few if name == "spaCy" else adverts
        prepared = ready(some)
        alone = measured(some, lambda _, find=find, prepared=prepared: [find(text) for text in prepared])
        rows.append((name, alone, measured(some, found_in), ""))
    print(f"{'':16} {'':>14} {'':>14} {'jobtide is, from':^26}")
    print(f"{'':16} {'search alone':>14} {'end to end':>14} {'Arrow':>12} {'strings':>13}")
    for name, alone, speed, note in rows:
        compared = speed and name not in ("jobtide, Arrow", "jobtide, strings")
        ratios = [f"{one / speed:,.1f} times" if compared else "" for one in (lying, ours)]
        print(f"{name:16} {shown(alone):>14} {shown(speed):>14} {ratios[0]:>12} {ratios[1]:>13}  {note}")


def shown(speed: float | None) -> str:
    return f"{speed:,.1f} MB/s" if speed else "–"


def size(adverts: list[Advert]) -> int:
    return sum(len(text.encode()) for advert in adverts for text in advert)


def small(adverts: list[Advert]) -> list[Advert]:
    return list(chosen(iter(adverts), _SMALL / 1e6))


def measured(adverts: list[Advert], read: Callable[[list[Advert]], object]) -> float:
    """Megabytes a second of processor time."""
    times = []
    for _ in range(_RUNS):
        given = [(_fresh(title), _fresh(description)) for title, description in adverts]
        started = time.process_time()
        read(given)
        times.append(time.process_time() - started)
    return size(adverts) / 1e6 / min(times)


def _fresh(text: str) -> str:
    # A string remembers its UTF-8 once somebody asked for it; in a second run it would be had for nothing.
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass")


def flashtext2(phrases: list[str]):
    processor = import_module("flashtext2").KeywordProcessor(case_sensitive=False)
    for phrase in phrases:
        processor.add_keyword(phrase)
    find = processor.extract_keywords_with_span
    texts = lambda adverts: [text for advert in adverts for text in advert]  # noqa: E731
    return texts, find, lambda adverts: [find(text) for text in texts(adverts)]


_TOGETHER = 500_000  # bytes of adverts that an automaton is given at once
_WORD = b"abcdefghijklmnopqrstuvwxyz0123456789+#"
_SPACED = bytes(
    code if code >= 128 else code + 32 if 65 <= code <= 90 else code if code in _WORD else 32 for code in range(256)
)


def spaced(text: bytes) -> bytes:
    return b" " + text.translate(_SPACED).replace(b" ", b"  ") + b" "


def batches(adverts: list[Advert]) -> Iterator[bytes]:
    pieces: list[bytes] = []
    length = 0
    for advert in adverts:
        for text in advert:
            pieces.append(text.encode("utf-8", "surrogatepass"))
            length += len(pieces[-1])
        if length > _TOGETHER:
            yield b"\n".join(pieces)
            pieces, length = [], 0
    yield b"\n".join(pieces)


def with_spaces(find: Callable[[bytes], list], start: int):
    """`find` returns tuples in which `start` and the number behind it say where a phrase was found."""

    def found_in(adverts: list[Advert]) -> list:
        found = []
        for batch in batches(adverts):
            ready = spaced(batch)
            matches = np.array(find(ready), dtype=np.int64).reshape(-1, 3)
            # Of two spaces the second is none of the original; the first of all is none either.
            added = np.cumsum(np.frombuffer(ready, dtype=np.uint8) == 32, dtype=np.int32) >> 1
            first, behind = matches[:, start] + 1, matches[:, start + 1] - 1
            found.append(np.stack([first - added[first] - 1, behind - added[behind - 1] - 1]))
        return found

    return lambda adverts: [spaced(batch) for batch in batches(adverts)], find, found_in


def padded(phrases: list[str]) -> list[bytes]:
    words = (phrase.encode().translate(_SPACED).split() for phrase in phrases)
    return sorted({b" " + b"  ".join(each) + b" " for each in words if each})


def ahocorasick_rs(phrases: list[str]):
    library = import_module("ahocorasick_rs")
    kinds = library.MatchKind.LeftmostLongest, library.Implementation.DFA
    automaton = library.BytesAhoCorasick(padded(phrases), matchkind=kinds[0], implementation=kinds[1])
    return with_spaces(automaton.find_matches_as_indexes, 1)


def daachorse(phrases: list[str]):
    library = import_module("daachorse")
    automaton = library.DoubleArrayAhoCorasick(padded(phrases), library.MATCH_KIND_LEFTMOST_LONGEST)
    return with_spaces(automaton.find, 0)


def spacy(phrases: list[str]):
    library, matching = import_module("spacy"), import_module("spacy.matcher")
    language = library.blank("en")
    matcher = matching.PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("term", list(language.tokenizer.pipe(phrases)))

    def found_in(adverts: list[Advert]) -> list:
        found = []
        for document in language.tokenizer.pipe(text for advert in adverts for text in advert):
            spans = (document[start:end] for _, start, end in matcher(document))
            found.append([(span.start_char, span.end_char) for span in spans])
        return found

    ready = lambda adverts: [language.make_doc(text) for advert in adverts for text in advert]  # noqa: E731
    return ready, matcher, found_in


def side_by_side(taxonomy: Taxonomy, adverts: list[Advert], workers: int) -> None:
    """Prints how long one process and how long several take for the same, and the memory of the largest."""
    times, most = {}, 0
    for count in (1, workers):
        with ProcessPoolExecutor(count, get_context("spawn"), _begin, (taxonomy, adverts)) as pool:
            list(pool.map(_reads, [(at, count, 1) for at in range(count)]))
            list(pool.map(_waits, range(count)))
            for _ in range(_RUNS):
                started = time.perf_counter()
                peaks = list(pool.map(_reads, [(at, count, _ROUNDS) for at in range(count)]))
                times[count] = min(times.get(count, 1e9), time.perf_counter() - started)
            most = max(most, *peaks)
    print(f"1 process: {_ROUNDS * size(adverts) / 1e6 / times[1]:,.1f} MB/s by the clock")
    print(f"{workers} processes: {_ROUNDS * size(adverts) / 1e6 / times[workers]:,.1f} MB/s by the clock")
    print(f"{times[1] / times[workers]:.2f} times as fast; the cores were given {getloadavg()[0]:.1f} things to do")
    print(f"most memory of a process: {most / 1e6:,.0f} MB, of which {size(adverts) / 1e6:,.0f} MB are the adverts")


_ROUNDS = 10
_state: list = []  # of a process, which lives for nothing else


def _begin(taxonomy: Taxonomy, adverts: list[Advert]) -> None:
    _state.extend((BatchTermReader(taxonomy, TermReader(taxonomy)), adverts))


def _waits(_: int) -> None:
    time.sleep(0.5)


def _reads(asked: tuple[int, int, int]) -> int:
    """Reads one of so many parts of the adverts so many times; the most memory there ever was, in bytes."""
    part, parts, rounds = asked
    reader, adverts = _state
    mine = adverts[part::parts]
    for _ in range(rounds):
        reader.read(*map(Texts.of, zip(*mine, strict=True)), Texts.of([None] * len(mine)))
    return _most_memory()


def _most_memory() -> int:
    """The most memory that this process ever had, in bytes."""
    told = Path("/proc/self/status")
    if told.exists():  # what getrusage tells of a new process has in it the memory of the one that started it
        return int(told.read_text().partition("VmHWM:")[2].split()[0]) * 1024
    return getrusage(RUSAGE_SELF).ru_maxrss * 1024


_HOSTILE = (
    "Go, ", "GO ", "no Go or ", "not Java/", "Java Developer ", "@", "a@", "www.", ".com", "://", "(", "Java (Java) ",
    "+", "a+", "\\-", " ", "\n", "é", "\u200b", "e\u0301", "日", "🚀", "x", "isn't ", "R & D ", "C/C++/C# ", "a1 ",
    "software development life cycle ", "<li>Java</li>",
)  # fmt: skip


def hostile() -> None:
    taxonomy = load().taxonomy
    reader = BatchTermReader(taxonomy, TermReader(taxonomy))
    lengths = (1, 2, 4, 8)
    print(f"{'milliseconds a megabyte of one line of':40}", *(f"{length:>5} MB" for length in lengths))
    for piece in _HOSTILE:
        each = []
        for length in lengths:
            texts = Texts.of([piece * (length * 1_000_000 // len(piece.encode()))])
            nothing = Texts.of([None])
            reader.read(nothing, texts, Texts.of(["Go"]))
            times = []
            for _ in range(_RUNS):
                started = time.process_time()
                reader.read(nothing, texts, Texts.of(["Go"]))
                times.append(time.process_time() - started)
            each.append(min(times) / length * 1e3)
        print(f"{piece!r:40}", *(f"{number:>8.1f}" for number in each))


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
