"""Many different adverts of 2.5 kB from the demo's market, fast: what benchmarks of scale read.

    python benchmarks/many_adverts.py FILE.jsonl [--adverts 1000000] [--from 0] [--characters 2500]

Each has one demo advert's headline and pay, another's employer, a third's place, and sentences of several; more than
half are HTML. One in six is an earlier one again, some weeks later: the same text, a lightly edited one, or its
beginning, as boards and agencies post them. Days go with the numbers, over five years. Numbers `--from` on, so that a
further day's adverts differ from those before. The same arguments write the same bytes.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from jobtide.demo.market import drawn

AS_OF = date(2026, 10, 31)
DAYS = 1800  # over which the first adverts were posted
POOL = 20_000
SEED = 7
AGAIN = 1 / 6  # the share that is an earlier advert again
WEEKS = 6  # within which one comes again
_PARTS = {True: re.compile(r"(?=<(?:p|li|h\d|div|b)\b)"), False: re.compile(r"(?<=[.\n])\s*(?=\S)")}
_DAYS = ("posted_at", "seen_at", "valid_through", "closed_at")
_SENTENCES = 8  # that are taken from one text, at most


@dataclass(frozen=True)
class Span:
    """Numbers `first` to `first + many`, posted over `days` days that end on `as_of`; `again` numbers back at most."""

    first: int
    many: int
    as_of: date = AS_OF
    days: int = DAYS
    again: int = 0

    def day(self, number: int) -> date:
        return self.as_of - timedelta(days=self.days - 1 - (number - self.first) * self.days // self.many)


def first_years(many: int) -> Span:
    return Span(0, many, again=many * WEEKS * 7 // DAYS)


def further_day(before: int, many: int) -> Span:
    return Span(before, many, AS_OF + timedelta(days=1), 1, first_years(before).again)


def adverts(span: Span, characters: int) -> Iterator[dict]:
    pool = [advert for advert in drawn(POOL, SEED, AS_OF) if advert.get("title") and advert.get("description")]
    parts = [_PARTS["<" in advert["description"]].split(advert["description"]) for advert in pool]
    kinds = {True: [], False: []}
    for at, advert in enumerate(pool):
        kinds["<" in advert["description"]].append(at)
    for number in range(span.first, span.first + span.many):
        chance = random.Random(number)
        of = number
        if number and chance.random() < AGAIN:
            of = max(0, number - 1 - int(chance.random() * span.again))
        advert, text = _one(random.Random(-1 - of), pool, parts, kinds, characters)
        yield {
            **_posted(advert, span.day(number), span.as_of),
            "id": f"n{number}",
            "url": f"https://example.com/jobs/{number}",
            "description": text if of == number else _edited(text, chance),
        }


def _posted(advert: dict, day: date, as_of: date) -> dict:
    """The advert as if posted on the day: seen, closed and ending as long after that, as far as is known by `as_of`."""
    said = {name: found for name in _DAYS if (found := _day(advert.get(name)))}
    by = day - said.get("posted_at", said.get("seen_at", day))
    days = {name: one + by for name, one in said.items()}
    days["seen_at"] = min(max(days.get("seen_at", day), day), as_of)
    if days.get("closed_at", as_of) > as_of:
        del days["closed_at"]
    days["posted_at"] = day
    return {
        **{name: advert[name] for name in advert if name not in _DAYS},
        **{n: d.isoformat() for n, d in days.items()},
    }


def _day(said: str | None) -> date | None:
    """None where it says "yesterday" or a month that there is none of, as some of the demo's do."""
    try:
        return date.fromisoformat((said or "")[:10])
    except ValueError:
        return None


def _one(chance: random.Random, pool: list, parts: list, kinds: dict, characters: int) -> tuple[dict, str]:
    """An advert that comes for the first time, and its text."""
    base, by, there = (pool[int(chance.random() * len(pool))] for _ in range(3))
    of_kind = kinds["<" in base["description"]]
    taken, length = [], 0
    while length < characters:
        some = parts[of_kind[int(chance.random() * len(of_kind))]]
        start = int(chance.random() * len(some))
        taken += some[start : start + 1 + int(chance.random() * _SENTENCES)]
        length = sum(map(len, taken)) + len(taken)
    text = ("" if "<" in base["description"] else " ").join(taken)[:characters]
    said = {name: other[name] for other, name in ((by, "employer"), (there, "location")) if name in other}
    return {**base, **said}, text


def _edited(text: str, chance: random.Random) -> str:
    kind, words = chance.random(), text.split(" ")
    if kind < 0.4:
        return text
    if kind < 0.85:
        for _ in range(1 + len(words) // 50):
            words[int(chance.random() * len(words))] = chance.choice(("team", "new", "role", "support", "work"))
        return " ".join(words)
    return text[: chance.choice((300, 450, 500, 1200))] + " ..."


def write(file: Path, span: Span, characters: int = 2500) -> None:
    dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for advert in adverts(span, characters):
            out.write(dumps(advert) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--adverts", type=int, default=1_000_000)
    parser.add_argument("--from", dest="first", type=int, default=0, help="a further day after so many")
    parser.add_argument("--characters", type=int, default=2500)
    asked = parser.parse_args()
    span = further_day(asked.first, asked.adverts) if asked.first else first_years(asked.adverts)
    write(asked.file, span, asked.characters)


if __name__ == "__main__":
    main()
