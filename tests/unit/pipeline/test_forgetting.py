"""Takedown: no file of a home holds an advert's words any more, no figure moves, and it does not come back."""

import gzip
import io
import json
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from click.testing import CliRunner

from jobtide.cli import main
from jobtide.edition import manifest
from jobtide.edition.shelf import Shelf
from jobtide.errors import Error
from jobtide.landing import Landing
from jobtide.pipeline.forgetting import Wanted, forget
from jobtide.pipeline.ingest import Options, ingest
from jobtide.pipeline.publish import publish
from jobtide.pipeline.reading import read_adverts
from jobtide.pipeline.rereading import reread
from jobtide.pipeline.retrying import groups
from jobtide.reference.load import load
from jobtide.settings import Home, Settings

TODAY = date(2025, 11, 23)
WORDS = ("Zanzibarine", "Quokkaworks", "zanz-1", "73,411", "DjAnGo", "quokkaworks")

# The advert that is to go, among others; each word of WORDS is in it and nowhere else.
GONE = {
    "id": "zanz-1", "url": "https://example.com/zanz-1", "title": "Zanzibarine Python Developer",
    "employer": "Quokkaworks", "location": "Leeds", "pay": "£73,411 a year", "posted_at": "2025-11-01",
    "description": "Quokkaworks looks for a Zanzibarine developer who knows Python, DjAnGo and AWS very well indeed.",
}  # fmt: skip
STAYS = {
    "id": "stay", "url": "https://example.com/stay", "title": "Java Developer", "employer": "Heronfold",
    "location": "York", "pay": "£50,000", "posted_at": "2025-11-02", "description": "Heronfold wants Java and Kafka.",
}  # fmt: skip


@pytest.fixture(scope="module")
def reference():
    return load()


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def lines(*records: dict) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def taken(home: Home, given_bytes: bytes, name: str, **options):
    file = home.folder.parent / name
    file.write_bytes(given_bytes)
    report = ingest(home, Settings(), [file], Options(**{"source": "board", **options}), TODAY)
    file.unlink()
    return report.total


def a_life(home: Home) -> None:
    """The advert comes as JSON Lines, changed, compressed, as CSV and Parquet, and once broken."""
    broken = (
        b'{"id": "zanz-1", "description": "Quokkaworks looks for a Zanzibarine developer who knows Python, Django an'
    )
    taken(home, lines(STAYS, GONE) + b"nonsense\n", "1.jsonl", seen_at=date(2025, 11, 3))
    taken(home, gzip.compress(lines({**GONE, "title": "Senior Zanzibarine Python Developer"})), "2.jsonl.gz",
          seen_at=date(2025, 11, 5))  # fmt: skip
    comma = "Id,URL,Title,Job Description,Company,Location,Pay,Posted At\n" + "".join(
        ",".join(f'"{row[name]}"' for name in ("id", "url", "title", "description", "employer", "location", "pay",
                                               "posted_at")) + "\n" for row in (GONE, STAYS)
    )  # fmt: skip
    taken(home, comma.encode(), "3.csv", seen_at=date(2025, 11, 7))
    table = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([STAYS, GONE]), table)
    taken(home, table.getvalue(), "4.parquet", seen_at=date(2025, 11, 9))
    taken(home, lines(STAYS) + broken, "5.jsonl", seen_at=date(2025, 11, 10))


def everything_said(home: Home) -> str:
    """All that is in all files of a home: Parquet decoded, zstd unpacked, names included."""
    said = []
    for file in sorted(path for path in home.folder.rglob("*") if path.is_file()):
        raw = file.read_bytes()
        if file.suffix == ".zst":
            raw = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(raw)).read()
        if raw.startswith(b"\x1f\x8b"):
            raw = gzip.decompress(raw)
        if raw.startswith(b"PAR1"):
            table = pq.read_table(io.BytesIO(raw))
            said.append(str(table.to_pylist()) + str(table.schema))
        said += [str(file), raw.decode("utf-8", "replace")]
    return "\n".join(said)


def figures(home: Home, edition: str) -> dict[str, list]:
    """Every table of figures of an edition."""
    folder = Shelf(home).folder(edition) / "tables"
    names = (
        "cells",
        "cell_pay",
        "totals",
        "category_cells",
        "category_pay",
        "live",
        "month_totals",
        "category_samples",
    )
    return {name: duckdb.execute(f"SELECT * FROM '{folder}/{name}.parquet' ORDER BY ALL").fetchall() for name in names}


def days(home: Home) -> list[tuple]:
    adverts = duckdb.execute(f"SELECT advert, first_seen, last_seen FROM '{home.adverts}/*.parquet'").fetchall()
    seen = duckdb.execute(f"SELECT advert, last_seen, last_seen FROM '{home.sightings}/*.parquet'").fetchall()
    spans: dict[int, tuple] = {}
    for advert, first, last in adverts + seen:
        low, high = spans.get(advert, (first, last))
        spans[advert] = (min(low, first), max(high, last))
    return sorted(spans.items())


@pytest.mark.parametrize(
    "wanted",
    [Wanted("board", ("zanz-1",)), Wanted(url="https://example.com/zanz-1"), Wanted(employer=" quokkaworks")],
    ids=["by id", "by address", "by employer"],
)
def test_62_no_file_holds_its_words_and_its_days_stay(home, reference, wanted):
    a_life(home)
    lived = days(home)
    assert all(word in everything_said(home) for word in WORDS[:-1])
    done = forget(home, Settings(), reference, wanted)
    assert (done.adverts, done.versions, done.captures, done.rejected) == (1, 2, 5, 1)
    said = everything_said(home)
    assert [word for word in WORDS if word in said] == []
    assert said.count("Heronfold") > 3  # the others are as they were
    assert days(home) == lived
    with pytest.raises(Error, match="no such advert, or its words were taken down before"):
        forget(home, Settings(), reference, wanted)


def test_62_editions_lose_its_words_and_keep_their_figures(home, reference):
    a_life(home)
    published = publish(home, Settings(), reference, TODAY)
    assert all(word in everything_said(home) for word in WORDS)
    before = figures(home, published.id)
    forget(home, Settings(), reference, Wanted("board", ("zanz-1",)))
    assert manifest.damage(Shelf(home).folder(published.id)) == []
    assert manifest.read(Shelf(home).folder(published.id)).redacted > 0
    assert figures(home, published.id) == before
    again = publish(home, Settings(), reference, TODAY)
    assert again.id != published.id
    assert figures(home, again.id) == before
    assert [word for word in WORDS if word in everything_said(home)] == []


def test_62_it_does_not_come_back_when_it_is_ingested_or_read_again(home, reference):
    a_life(home)
    forget(home, Settings(), reference, Wanted("board", ("zanz-1",)))
    lived = days(home)

    counts = taken(home, lines(STAYS, GONE) + b"nonsense\n", "1.jsonl", seen_at=date(2025, 11, 3))  # the same bytes
    assert (counts.accepted, counts.repeated, counts.quarantined) == (0, 2, 1)
    assert days(home) == lived
    changed = {**GONE, "title": "Chief Zanzibarine"}
    counts = taken(home, lines(changed, {**STAYS, "id": "new"}), "6.jsonl", seen_at=date(2025, 11, 20))
    assert (counts.accepted, counts.repeated) == (1, 1)
    assert (date(2025, 11, 1), date(2025, 11, 20)) in [span for _, span in days(home)]  # it was seen, and no more
    assert [word for word in WORDS if word in everything_said(home)] == []

    lived = days(home)
    for _ in range(2):
        reread(home, Settings(), TODAY)
        assert days(home) == lived
        assert [word for word in WORDS if word in everything_said(home)] == []
    assert sorted((group.reason, group.many) for group in groups(home)) == [("not JSON", 1), ("taken down", 1)]
    for entry in Landing(home).entries():
        assert entry.accepted + entry.repeated + entry.quarantined > 0


def test_other_reference_data_finds_what_was_read_before(home, reference):
    """What can be known of it is what was read when it was taken down."""
    a_life(home)
    forget(home, Settings(), reference, Wanted("board", ("zanz-1",)))
    assert read_adverts(home, Settings(), reference, lambda so_far: None) > 0
    (found,) = duckdb.execute(
        f"SELECT terms, places, pay_low FROM '{home.readings}/*/forgotten-*.parquet' ORDER BY content LIMIT 1"
    ).fetchall()
    assert ({"python", "django"} <= set(found[0]), found[1], found[2]) == (True, ["leeds"], 73411.0)


def test_the_command_asks_first(home, reference):
    a_life(home)

    def run(*arguments: str, said: str = ""):
        return CliRunner().invoke(main, ["forget", *arguments, "--home", str(home.folder)], input=said)

    assert run("board").exit_code == 2
    assert run().exit_code == 2
    before = everything_said(home)
    assert run("board", "zanz-1", said="n\n").exit_code == 1
    assert everything_said(home) == before
    assert run("board", "nobody", "--yes").exit_code == 1
    done = run("board", "zanz-1", "--yes", "--json")
    assert json.loads(done.stdout)["versions"] == 2
