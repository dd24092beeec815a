"""The demo's copies are found again: it knows which of its adverts are one opening."""

import json
from datetime import date
from itertools import combinations

import pyarrow.parquet as pq
import pytest

from jobtide.demo import market
from jobtide.pipeline.ingest import Options, ingest
from jobtide.pipeline.publish import publish
from jobtide.reference.load import load
from jobtide.settings import Home, Settings

AS_OF = date(2026, 10, 31)


@pytest.mark.slow
def test_near_copies_of_the_demo_are_joined_and_others_are_not(tmp_path):
    home, file, truth = Home(tmp_path / "home"), tmp_path / "demo.jsonl", {}
    with file.open("w", encoding="utf-8") as lines:
        for advert, opening in market.told(3_000, 11, AS_OF):
            lines.write(json.dumps(advert) + "\n")
            truth[advert["source"], advert["id"]] = opening
    ingest(home, Settings(), [file], Options(seen_at=AS_OF), AS_OF)
    publish(home, Settings(), load(), AS_OF)
    adverts = [row for found in home.adverts.glob("*.parquet") for row in pq.read_table(found).to_pylist()]
    (joined,) = home.matches.glob("*/judged-*/joined.parquet")
    head = {row["advert"]: row["head"] for row in pq.read_table(joined).to_pylist()}
    judged = {(row["source"], row["id"]): head.get(row["advert"], row["advert"]) for row in adverts}
    said, true = pairs(judged), pairs({name: truth[name] for name in judged})
    assert len(true) > 400
    assert len(said & true) >= 0.98 * len(said)
    assert len(said & true) >= 0.90 * len(true)


def pairs(of: dict[tuple[str, str], int]) -> set[tuple]:
    """Pairs of adverts of one opening."""
    together: dict[int, list] = {}
    for name, opening in of.items():
        together.setdefault(opening, []).append(name)
    return {pair for names in together.values() for pair in combinations(sorted(names), 2)}
