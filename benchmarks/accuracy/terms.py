"""How well terms and titles are read: on adverts labelled by hand, and against what other people labelled in texts.

    python benchmarks/accuracy/terms.py --labelled DIR [--data DIR] [--show 30]

The DIR of --labelled holds adverts.jsonl and contexts.jsonl as `jobtide explain` takes them, and beside each the labels
(gold_adverts.jsonl, gold_contexts.jsonl): precision and recall by category, and what remains wrong by kind. The DIR of
--data holds `benchmarks/`, whose labels follow other rules than ours: agreement with them, not accuracy; and sets of
adverts that boards file under IT, of which is told how many have a recognised title. What is not there is skipped with
a reason.

A labelled mention is found when a finding overlaps an occurrence of its words; a finding is right when it overlaps an
occurrence of some labelled mention. Both are counted once per advert and distinct words. Technical is what is not of
General, Miscellaneous and Job Titles, on which careful readers agree least.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from jobtide.adverts.markup import text_of
from jobtide.extraction.reading import AdvertReader
from jobtide.extraction.terms import TermReader
from jobtide.pipeline.explaining import adverts_in, explained
from jobtide.reference.load import Reference, load
from jobtide.settings import Settings

NOT_TECHNICAL = ("General", "Miscellaneous", "Job Titles")
BROAD = (*NOT_TECHNICAL, "Processes & Methodologies", "Qualifications", "Quality Assurance & Compliance", "Vendors")
SENIORITY = frozenset(
    ("senior", "junior", "lead", "principal", "staff", "graduate", "mid", "level", "head", "of", "chief", "snr", "jr")
) | {"trainee", "entry"}
DAY = date(2026, 10, 31)


@dataclass(frozen=True)
class Said:
    """Words in an advert, once: what stands for them, and whether the other side has them too."""

    advert: str
    words: str
    name: str
    category: str
    kind: str  # of trouble; "" where both sides have them
    around: str


def stretches(text: str, words: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(re.escape(words), text)] if words else []


def meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def around(text: str, start: int, end: int) -> str:
    return text[max(0, start - 45) : end + 35].replace("\n", " / ")


def compared(advert: dict, found: dict, elsewhere: frozenset[str]) -> tuple[list[Said], list[Said]]:
    """The labelled mentions and the findings of one advert. `elsewhere`: words that are labelled in any advert."""
    texts = {"title": advert["title"] or "", "description": advert["description"] or ""}
    labelled = [(where, span, one) for where in texts for one in advert["mentions"]
                for span in stretches(texts[where], one["text"])]  # fmt: skip
    read = [(one["where"], (one["start"], one["end"]), one) for one in found["terms"]]
    mentions, findings = {}, {}
    for where, span, one in labelled:
        words = one["text"].lower()
        hit = any(there == where and meet(span, other) for there, other, _ in read)
        if words not in mentions or hit:
            kind = (
                "" if hit else ("a title in the text" if one["category"] == "Job Titles" else "not known or unproved")
            )
            told = around(texts[where], *span)
            mentions[words] = Said(advert["id"], one["text"], one["name"], one["category"], kind, told)
    for where, span, one in read:
        words = one["text"].lower()
        hit = any(there == where and meet(span, other) for there, other, _ in labelled)
        if words not in findings or hit:
            kind = "" if hit else "labelled in another advert" if words in elsewhere else f"by {rule_kind(one['rule'])}"
            told = around(texts[where], *span)
            findings[words] = Said(advert["id"], one["text"], one["name"], one["category"], kind, told)
    return list(mentions.values()), list(findings.values())


def rule_kind(rule: str) -> str:
    """A rule without the words it names: "in company of Go" → "in company"."""
    return next((kind for kind in ("inside", "in company", "listed", "exact case") if kind in rule), rule)


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def title_words(title: str | None) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9+#.]+", (title or "").lower().replace("-", ""))) - SENIORITY


def lines(path: Path) -> list[dict]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def read_all(path: Path, reader: AdvertReader, reference: Reference) -> dict[str, dict]:
    adverts, _ = adverts_in(str(path), DAY)
    return {one.id: explained(one, reader, reference.taxonomy, reference.gazetteer) for one in adverts}


def adverts(folder: Path, reader: AdvertReader, reference: Reference, show: int) -> None:
    """Precision and recall by category, titles, and the errors by kind."""
    gold = lines(folder / "gold_adverts.jsonl")
    found = read_all(folder / "adverts.jsonl", reader, reference)
    elsewhere = frozenset(one["text"].lower() for advert in gold for one in advert["mentions"])
    mentions, findings = [], []
    for advert in gold:
        of_advert = compared(advert, found[advert["id"]], elsewhere)
        mentions += of_advert[0]
        findings += of_advert[1]
    print(f"{len(gold)} adverts by hand{'':24} findings  precision  mentions  recall")
    scopes: list[tuple[str, Callable[[str], bool]]] = [
        ("all", lambda category: True), ("technical", lambda category: category not in NOT_TECHNICAL),
    ]  # fmt: skip
    scopes += [(name, name.__eq__) for name in sorted({one.category for one in (*mentions, *findings)})]
    for name, holds in scopes:
        ours = [one for one in findings if holds(one.category)]
        theirs = [one for one in mentions if holds(one.category)]
        right, got = sum(not one.kind for one in ours), sum(not one.kind for one in theirs)
        print(f"  {name:42} {len(ours):7} {share(right, len(ours)):>10} {len(theirs):9} {share(got, len(theirs)):>7}")
    titled = [advert for advert in gold if advert["title_term"]]
    wrong = [(advert, found[advert["id"]]["title_term"]) for advert in titled
             if title_words(found[advert["id"]]["title_term"]) != title_words(advert["title_term"])]  # fmt: skip
    print(f"  titles: {len(titled)} labelled, right {share(len(titled) - len(wrong), len(titled))}")
    for advert, said in wrong[:show]:
        print(f"      {advert['title'][:70]!r}: read {said}, labelled {advert['title_term']}")
    for name, said in (("spurious", findings), ("missed", mentions)):
        told([one for one in said if one.kind and one.category not in NOT_TECHNICAL], name, show)


def told(wrong: list[Said], name: str, show: int) -> None:
    kinds: dict[str, list[Said]] = defaultdict(list)
    for one in wrong:
        kinds[one.kind].append(one)
    print(f"  technical, {name}: " + "; ".join(f"{kind} {len(kinds[kind])}" for kind in sorted(kinds)))
    for kind, some in sorted(kinds.items()):
        for one in random.Random(5).sample(some, min(show, len(some))):
            print(f"      {kind}: {one.words} ({one.name}) in …{one.around}…")


def contexts(folder: Path, reader: AdvertReader, reference: Reference, show: int) -> None:
    """Words that may be a term or not: Y, some finding must cover it; N, none may consist of just that word."""
    gold = [one for one in lines(folder / "gold_contexts.jsonl") if one["label"] in ("Y", "N")]
    found = read_all(folder / "contexts.jsonl", reader, reference)
    counts, wrong = Counter(), []
    for one in gold:
        terms = [term for term in found[one["id"]]["terms"] if term["where"] == "description"]
        covering = [term for term in terms if term["start"] <= one["start"] and term["end"] >= one["end"]]
        exactly = [term for term in covering if (term["start"], term["end"]) == (one["start"], one["end"])]
        right = bool(covering) if one["label"] == "Y" else not exactly
        counts[one["label"], right] += 1
        if not right:
            wrong.append(f"{one['label']} {around(one['description'], one['start'], one['end'])}")
    yes, no = (counts[label, True] + counts[label, False] for label in "YN")
    print(
        f"{len(gold)} words in their sentence: Y found {counts['Y', True]} of {yes} = {share(counts['Y', True], yes)};"
        f" N kept out {counts['N', True]} of {no} = {share(counts['N', True], no)}"
    )
    for text in wrong[:show]:
        print(f"      {text}")


@dataclass(frozen=True)
class Sentence:
    """A text, and the stretches of it that someone labelled."""

    text: str
    labelled: tuple[tuple[int, int], ...]


def sentence(tokens: Iterable[str], tags: Iterable[str]) -> Sentence:
    """`tags` are O, B-… and I-…, as labels of tokens are commonly written; B alone and I alone too."""
    text, spans, last = "", [], "O"
    for token, tag in zip(tokens, tags, strict=True):
        start = len(text) + bool(text)
        text = f"{text} {token}".lstrip()
        if tag[0] == "I" and last != "O" and spans:
            spans[-1] = (spans[-1][0], len(text))
        elif tag[0] in "BI":
            spans.append((start, len(text)))
        last = tag
    return Sentence(text, tuple(spans))


def hiring_threads(folder: Path) -> Iterator[Sentence]:
    """250 adverts of hiring threads: names of technologies (TECH)."""
    text = gzip.decompress((folder / "hn_jobs_ner" / "jobs_250.conll.gz").read_bytes()).decode()
    yield from column_format(text, 3, ("TECH",))


def questions(folder: Path) -> Iterator[Sentence]:
    """Questions and answers of programmers: languages, libraries, applications, operating systems."""
    text = gzip.decompress((folder / "stackoverflow_ner" / "StackOverflow_dev.txt.gz").read_bytes()).decode()
    yield from column_format(text, 1, ("Language", "Library", "Application", "Operating_System"))


def column_format(text: str, column: int, kinds: tuple[str, ...]) -> Iterator[Sentence]:
    for block in re.split(r"\n\s*\n", text):
        rows = [row for line in block.splitlines() if len(row := re.split(r"[\t ]+", line.strip())) > column]
        tags = [row[column] if row[column].endswith(kinds) else "O" for row in rows]
        if rows:
            yield sentence([row[0] for row in rows], tags)


def skill_spans(folder: Path) -> Iterator[Sentence]:
    """SkillSpan's adverts for technical staff: what one knows (knowledge) and what one does (skill)."""
    for row in lines(folder / "skillspan" / "dev.jsonl.gz"):
        if row["source"] == "tech":
            both = [
                knows if knows != "O" else does
                for knows, does in zip(row["tags_knowledge"], row["tags_skill"], strict=True)
            ]
            yield sentence(row["tokens"], both)


def british(folder: Path) -> Iterator[Sentence]:
    """Green's sentences of British adverts of all trades: skills, qualifications, experience, domains, occupations."""
    for row in lines(folder / "green" / "dev.jsonl.gz"):
        yield sentence(row["tokens"], row["tags_skill"])


SETS = {
    "Hiring threads": (hiring_threads, "hn_jobs_ner", BROAD),
    "Programmers' questions": (questions, "stackoverflow_ner", BROAD),
    "SkillSpan": (skill_spans, "skillspan", NOT_TECHNICAL),
    "Green": (british, "green", NOT_TECHNICAL),
}


def agreement(folder: Path, reader: TermReader, reference: Reference, show: int) -> None:
    """How many of our technical findings others labelled, and how many of their labels hold a finding of ours."""
    category = {term.slug: term.category for term in reference.taxonomy}
    for name, (sentences, needs, left_out) in SETS.items():
        if not (folder / needs).exists():
            print(f"{name}: skipped, there is no {folder / needs}")
            continue
        ours = right = theirs = got = 0
        alone, unread = [], []
        for one in sentences(folder):
            everything = list(reader.read_text(one.text, "description", ()))
            spans = {(term.start, term.end) for term in everything if category[term.slug] not in left_out}
            labelled = {span: any(meet(span, (term.start, term.end)) for term in everything) for span in one.labelled}
            ours, theirs, got = ours + len(spans), theirs + len(labelled), got + sum(labelled.values())
            for span in spans:
                hit = any(meet(span, other) for other in labelled)
                right += hit
                if not hit:
                    alone.append(f"ours alone: {one.text[slice(*span)]} in …{around(one.text, *span)}…")
            unread += [f"theirs alone: {one.text[slice(*span)]} in …{around(one.text, *span)}…"
                       for span, hit in labelled.items() if not hit]  # fmt: skip
        print(
            f"{name}: of our {ours:,} technical findings they labelled {share(right, ours)},"
            f" of their {theirs:,} labels we read {share(got, theirs)}"
        )
        for text in (*drawn(alone, show), *drawn(unread, show)):
            print(f"      {text}")


def drawn(texts: list[str], show: int) -> list[str]:
    return random.Random(5).sample(texts, min(show, len(texts)))


IT_TITLES = {
    "UK boards": ("uk_boards_misc.parquet", "title", "category"),
    "Adzuna 2013": ("adzuna_2013/adzuna_train_meta.parquet", "Title", "Category"),
    "Adzuna 2016": ("adzuna_uk_ds_2016_2017.parquet", "title", '"category.label"'),
}


def recognised(data: Path, reader: AdvertReader, show: int) -> None:
    """The share of adverts that boards file under IT whose headline holds a Job Title."""
    for name, (file, title, category) in IT_TITLES.items():
        if not (data / file).exists():
            print(f"titles, {name}: skipped, there is no {data / file}")
            continue
        rows = duckdb.sql(f"select {title} from '{data / file}' where {category} = 'IT Jobs' and {title} is not null")
        titles = [text_of(one) if "<" in one else one for (one,) in rows.fetchall()]
        unread = [one for one in titles if not reader.chief_title.of(reader.terms.read(one, ""), one)]
        told = share(len(titles) - len(unread), len(titles))
        print(f"titles, {name}: of {len(titles):,} under IT a Job Title is read in {told}")
        for text in drawn(unread, show):
            print(f"      none in {text!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--labelled", type=Path, help="the folder of adverts and contexts labelled by hand")
    parser.add_argument("--data", type=Path, help="the folder that holds benchmarks/ with other people's labels")
    parser.add_argument("--show", type=int, default=0, help="how many errors of each kind to print")
    asked = parser.parse_args()
    reference = load()
    reader = AdvertReader.of(reference.taxonomy, reference.gazetteer, Settings(), reference.facets)
    for scored, needs in ((adverts, "gold_adverts.jsonl"), (contexts, "gold_contexts.jsonl")):
        if asked.labelled is None or not (asked.labelled / needs).exists():
            print(
                f"labelled {scored.__name__}: skipped, there is no {needs} in {asked.labelled or 'any --labelled DIR'}"
            )
        else:
            scored(asked.labelled, reader, reference, asked.show)
    if asked.data is None or not (asked.data / "benchmarks").exists():
        print(f"other people's labels: skipped, there is no benchmarks/ in {asked.data or 'any --data DIR'}")
    else:
        agreement(asked.data / "benchmarks", reader.terms, reference, asked.show)
    if asked.data is not None:
        recognised(asked.data, reader, asked.show)


if __name__ == "__main__":
    main()
