"""Judging what changed gives what judging all at once gives, whatever came, went or changed in between."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide import tables
from jobtide.arrow import arrow_schema
from jobtide.engine import Engine
from jobtide.pipeline import judging

START = date(2025, 1, 1)
KIN = pa.schema([
    ("kin", pa.int64()), ("advert", pa.int64()), ("source", pa.string()), ("id", pa.string()), ("title", pa.string()),
    ("first_seen", pa.date32()), ("last_seen", pa.date32()), ("text", pa.int64()), ("headed", pa.bool_()),
    ("cut", pa.bool_()),
    ("reference", pa.string()), ("title_term", pa.string()), ("seniority", pa.list_(pa.string())),
    ("places", pa.list_(pa.string())), ("employer_key", pa.string()), ("employment_type", pa.string()),
    ("pay_unit", pa.string()), ("pay_currency", pa.string()), ("pay_low", pa.float64()), ("pay_high", pa.float64()),
    ("locations", pa.list_(pa.string())),
])  # fmt: skip
ADVERT = st.fixed_dictionaries({
    "kin": st.integers(1, 8), "first": st.integers(0, 150), "for": st.integers(0, 30),
    "places": st.sampled_from([[], ["leeds"], ["york"]]), "employer_key": st.sampled_from([None, "acme", "bolt"]),
    "reference": st.sampled_from([None, None, "A", "B"]),
})  # fmt: skip
STORE = st.tuples(
    st.dictionaries(st.integers(0, 15), ADVERT, max_size=16),
    st.dictionaries(
        st.tuples(st.integers(1, 8), st.integers(1, 8)).filter(lambda pair: pair[0] < pair[1]),
        st.sampled_from([0.3, 0.6, 0.9]), max_size=8,
    ),
)  # fmt: skip


def row(advert: int, one: dict) -> dict:
    first = START + timedelta(days=one["first"])
    said = {name: one[name] for name in ("kin", "places", "employer_key", "reference")}
    return dict.fromkeys(KIN.names) | said | {
        "advert": advert, "source": "a", "id": str(advert), "title": "Tester", "first_seen": first,
        "last_seen": first + timedelta(days=one["for"]), "text": one["kin"], "headed": False, "seniority": [],
    }  # fmt: skip


class Here:
    """Runs at once what other processes would."""

    def __init__(self, *_):
        pass

    def __enter__(self) -> "Here":
        return self

    def __exit__(self, *_) -> None:
        pass

    def submit(self, run, *given) -> "Here":
        run(*given)
        return self

    def result(self) -> None:
        pass


def judged(folder: Path, scratch: Path, store: tuple[dict, dict], workers: int = 1) -> list[dict]:
    adverts, pairs = store
    rows = [row(advert, one) for advert, one in adverts.items()]
    alike = [{"low": a, "high": b, "similarity": value, "begins": False} for (a, b), value in pairs.items()]
    pq.write_table(pa.Table.from_pylist(rows, schema=KIN), scratch / "adverts")
    pq.write_table(pa.Table.from_pylist(alike, schema=arrow_schema(tables.PAIRS)), scratch / "alike")
    with Engine(scratch / "engine", 1.0, 1) as engine:
        engine.see("adverts", scratch / "adverts")
        engine.see("pairs", scratch / "alike")
        known, found = ibis.table(ibis.schema(KIN), name="adverts"), tables.PAIRS
        pairs_of = ibis.table(dict(found.schema), name="pairs")
        return pq.read_table(
            judging.judge(engine, folder, scratch, lambda kept: known, pairs_of, lambda slug: ("uk",), 60, workers)
        ).to_pylist()


@given(st.lists(STORE, min_size=2, max_size=3), st.data())
@settings(max_examples=8, deadline=None)
def test_what_changed_is_judged_again_and_all_else_stands(stores, data):
    # Of each later store, most is as it was: what is drawn is what came, went or changed.
    for number in range(1, len(stores)):
        adverts, pairs = dict(stores[number - 1][0]), dict(stores[number - 1][1])
        for kept, drawn in ((adverts, stores[number][0]), (pairs, stores[number][1])):
            few = dict(list(drawn.items())[:3])
            gone = data.draw(st.sets(st.sampled_from(sorted(kept)), max_size=2)) if kept else set()
            for key in gone:
                del kept[key]
            kept.update(few)
        stores[number] = adverts, pairs
    with tempfile.TemporaryDirectory() as temporary:
        step, whole, scratch = (Path(temporary) / name for name in ("step", "whole", "scratch"))
        scratch.mkdir()
        for store in stores:
            found = judged(step, scratch, store)
        assert found == judged(whole, scratch, stores[-1])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(judging, "ProcessPoolExecutor", Here)
            patch.setattr(judging, "_FEW", 0)
            assert found == judged(Path(temporary) / "parts", scratch, stores[-1], workers=3)


def test_what_is_connected_to_nothing_new_is_not_held_again(tmp_path, monkeypatch):
    held = []
    joined = judging.joined
    monkeypatch.setattr(judging, "joined", lambda adverts, *more: joined(_noting(adverts, held), *more))
    one = {"first": 0, "for": 5, "places": [], "employer_key": None, "reference": None}
    adverts = {number: one | {"kin": kin} for number, kin in enumerate([1, 2, 3, 3, 4])}
    judged(tmp_path / "folder", tmp_path, (adverts, {(1, 2): 0.9}))
    held.clear()
    judged(tmp_path / "folder", tmp_path, (adverts | {9: one | {"kin": 5}}, {(1, 2): 0.9, (4, 5): 0.9}))
    assert held == [4, 9]
    held.clear()
    judged(tmp_path / "folder", tmp_path, (adverts | {9: one | {"kin": 5}}, {(1, 2): 0.9, (4, 5): 0.9}))
    assert held == []


def test_of_a_large_group_only_what_is_open_on_the_day_of_what_is_new_is_held_again(tmp_path, monkeypatch):
    held = []
    joined = judging.joined
    monkeypatch.setattr(judging, "joined", lambda adverts, *more: joined(_noting(adverts, held), *more))
    one = {"for": 5, "places": [], "employer_key": None, "reference": None}
    adverts = {number: one | {"kin": number, "first": 20 * number} for number in range(1, 8)}
    chain = {(number, number + 1): 0.3 for number in range(1, 8)}
    judged(tmp_path / "folder", tmp_path, (adverts, chain))
    held.clear()
    # Sixty days after they were last seen, on days 105 and later: the fifth, sixth and seventh.
    judged(tmp_path / "folder", tmp_path, (adverts | {8: one | {"kin": 8, "first": 165}}, chain))
    assert held == [5, 6, 7, 8]
    held.clear()
    judged(tmp_path / "folder", tmp_path, (adverts | {8: one | {"kin": 8, "first": 165, "for": 9}}, chain))
    assert held == []  # seen for longer: nobody comes that late


def _noting(adverts, held: list[int]):
    for one in adverts:
        held.append(one.advert)
        yield one
