"""What is read in one advert, with the words and the rule of each finding.

Touches: the file to explain, standard input.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import BinaryIO

from jobtide.advert import Advert
from jobtide.adverts.clean import Cleaner, Defaults
from jobtide.adverts.mapping import columns
from jobtide.errors import Error, Unreadable
from jobtide.extraction.reading import AdvertReader
from jobtide.finding import ConditionFinding
from jobtide.gazetteer import Gazetteer
from jobtide.record import BadRecord
from jobtide.sources.json_lines import adapter as json_lines
from jobtide.taxonomy import Taxonomy

# Words that end so are a file's name and no advert.
_ENDINGS = (".txt", ".json", ".jsonl", ".ndjson", ".md", ".html", ".htm", ".csv", ".tsv", ".parquet")


def adverts_in(what: str, today: date) -> tuple[Iterator[Advert], bool]:
    """The adverts to explain, and whether they came as JSON Lines.

    `what` is a file of JSON Lines or of plain text, "-" for standard input, or the text itself. Of a text of several
    lines the first is the title; one of a single line is the title alone. Raises Error where `what` names a file that
    is not there, or a folder, and Unreadable where the file holds something else.
    """
    with _opened(what) as stream:
        if stream is None:
            return iter([_plain(what, today)]), False
        content = stream.read()
    if json_lines.looks_like(content[:4096]):
        return _records(content, what, today), True
    if what != "-" and content.lstrip()[:1] == b"[" and Path(what).suffix == ".json":
        raise Unreadable(f"{what} is one JSON array. Give JSON Lines: one object a line.")
    try:
        return iter([_plain(content.decode("utf-8-sig"), today)]), False
    except UnicodeDecodeError as error:
        raise Unreadable(f"{what} is neither JSON Lines nor text in UTF-8.") from error


def explained(advert: Advert, reader: AdvertReader, taxonomy: Taxonomy, gazetteer: Gazetteer) -> dict:
    """The shape of `explain --json`.

    `title_term` is the job title in its normal form, as the headline words it, and `title_slug` the Job Title that it
    counts as, null where none is known. Where the headline names no title, `title_term` is the one that the text says
    is looked for, and `because` tells so; it counts for nothing.
    """
    reading = reader.read(advert)
    title = reader.title_said(advert, reading.terms)
    terms = [
        {
            "slug": finding.slug, "name": taxonomy.terms[finding.slug].name,
            "category": taxonomy.terms[finding.slug].category, "text": finding.text, "start": finding.start,
            "end": finding.end, "where": finding.where, "rule": finding.rule,
        }
        for finding in reading.terms
    ]  # fmt: skip
    places = [
        {
            "slug": finding.slug, "name": gazetteer.places[finding.slug].name, "text": finding.text,
            "where": finding.where, "rule": finding.rule,
        }
        for finding in reading.places
    ]  # fmt: skip
    pay = [
        {
            "low": finding.pay.low, "high": finding.pay.high, "unit": finding.pay.unit,
            "currency": finding.pay.currency, "text": finding.text, "where": finding.where, "rule": finding.rule,
        }
        for finding in reading.pay
    ]  # fmt: skip
    facets = {facet.name: getattr(reading.facets, facet.name) for facet in fields(reading.facets)}
    said = {"employment_type": reading.employment_type, "work_mode": reading.work_mode, **facets}
    return {
        "id": advert.id, "title": advert.title, "title_term": title.value, "title_slug": reading.title_term,
        "terms": terms, "places": places, "pay": pay,
        **{name: _each(found, lambda finding: finding.value) for name, found in said.items()},
        "because": {name: _each(found, _because) for name, found in {"title_term": title, **said}.items()},
        "issues": [{"reason": issue.reason, "detail": issue.detail} for issue in reading.issues],
    }  # fmt: skip


def _each(
    found: ConditionFinding | tuple[ConditionFinding, ...], shown: Callable[[ConditionFinding], object]
) -> object:
    """Of what may have several values a list, else the one."""
    return [shown(finding) for finding in found] if isinstance(found, tuple) else shown(found)


def _because(finding: ConditionFinding) -> dict[str, str]:
    return {"text": finding.text, "where": finding.where, "rule": finding.rule}


@contextmanager
def _opened(what: str) -> Iterator[BinaryIO | None]:
    if what == "-":
        yield sys.stdin.buffer
        return
    try:
        path = Path(what)
        known, is_folder = path.is_file(), "/" in what and path.is_dir()
    except (OSError, ValueError):  # a text too long to be a name, or with a NUL in it
        known = is_folder = False
    if is_folder:
        raise Error(f"{what} is a folder. Name the file of adverts.")
    if not known:
        if what.lower().endswith(_ENDINGS) and not any(map(str.isspace, what)):
            raise Error(f"There is no file {what}.")
        yield None
        return
    with path.open("rb") as stream:
        yield stream


def _plain(text: str, today: date) -> Advert:
    title, _, description = text.strip().partition("\n")
    if not title:
        raise Error("There is no text to explain.")
    return Advert(
        source="text", id="text", title=title.strip(), description=description, first_seen=today, last_seen=today
    )


def _records(content: bytes, what: str, today: date) -> Iterator[Advert]:
    import io

    cleaner, where = Cleaner(columns(()), Defaults("text", today)), "standard input" if what == "-" else what
    for record in json_lines.read(io.BytesIO(content), frozenset()):
        if isinstance(record, BadRecord):
            reason = record.issue.reason
            raise Unreadable(f"Record {record.position + 1} of {where} cannot be read: {reason}. One object a line.")
        cleaned = cleaner.cleaned(record.fields)
        if cleaned.advert is None:
            raise Unreadable(f"Record {record.position + 1} of {where} is no advert: {cleaned.issues[-1].reason}.")
        yield cleaned.advert
