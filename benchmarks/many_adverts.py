"""Many different adverts of 2.5 kB from the demo's market, fast: what benchmarks of scale read.

    python benchmarks/many_adverts.py FILE.jsonl [--adverts 1000000] [--from 0] [--characters 2500]

Each joins one demo advert's headline, employer, place and pay with paragraphs of several others; a third are HTML, as
in the demo. Numbers `--from` on, so that a further day's adverts differ from those before. The same arguments write the
same bytes.
"""

import argparse
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from jobtide.demo.market import drawn

AS_OF = date(2026, 10, 31)
POOL = 20_000
SEED = 7


def adverts(first: int, many: int, characters: int, as_of: date = AS_OF) -> Iterator[dict]:
    pool = list(drawn(POOL, SEED, as_of))
    pool = [advert for advert in pool if advert.get("title") and advert.get("description")]
    plain = [advert["description"] for advert in pool if "<" not in advert["description"]]
    for number in range(first, first + many):
        chance = random.Random(number)
        base = pool[int(chance.random() * len(pool))]
        html = "<" in base["description"]
        parts, length = [base["description"]], len(base["description"])
        while length < characters:
            more = plain[int(chance.random() * len(plain))]
            start = int(chance.random() * len(more) / 2)
            more = more[more.find(" ", start) + 1 :][: characters - length + 1]
            parts.append(f"<p>{more}</p>" if html else more)
            length += len(more) + 1
        yield {
            **base,
            "id": f"n{number}",
            "url": f"https://example.com/jobs/{number}",
            "posted_at": (as_of - timedelta(days=int(chance.random() * 1800))).isoformat(),
            "description": "\n\n".join(parts),
        }


def write(file: Path, first: int, many: int, characters: int, as_of: date = AS_OF) -> None:
    dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for advert in adverts(first, many, characters, as_of):
            out.write(dumps(advert) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--adverts", type=int, default=1_000_000)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--characters", type=int, default=2500)
    asked = parser.parse_args()
    write(asked.file, asked.first, asked.adverts, asked.characters)


if __name__ == "__main__":
    main()
