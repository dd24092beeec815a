"""Several processes clean what one would, in the same order and with the same counts."""

import json
from datetime import date
from pathlib import Path

from jobtide.pipeline import cleaning
from jobtide.pipeline.ingest import Options, ingest
from jobtide.settings import Home, Settings
from jobtide.sources.json_lines import adapter as json_lines


def test_the_number_of_processes_changes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(cleaning, "_RECORDS", 7)
    monkeypatch.setattr(json_lines, "_PART_LINES", 7)
    monkeypatch.setattr(cleaning, "_HERE", 2)
    rows = [{"id": n % 90, "title": f"Tester {n}", "description": "<p>Java</p>" * n, "odd": 1} for n in range(100)]
    lines = [json.dumps(row) if n % 10 else "nonsense" for n, row in enumerate(rows)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    (tmp_path / "b.jsonl").write_text("\n".join(reversed(lines)))
    (tmp_path / "c.csv").write_text("id,title\n" + "".join(f"{n},Tester\n" for n in range(200, 260)))  # not in parts
    stores, reports = [], []
    for workers in (1, 2):
        home = Home(tmp_path / f"{workers}")
        files = [tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "c.csv"]
        reports.append(ingest(home, Settings(workers=workers), files, Options(source="board"), date(2025, 11, 23)))
        stores.append(store(home.folder))
    assert stores[0] == stores[1]
    assert [(one.total, one.reasons, one.unused) for one in reports[:1]] == [
        (one.total, one.reasons, one.unused) for one in reports[1:]
    ]


def store(home: Path) -> dict[str, bytes]:
    files = [file for file in home.rglob("*") if file.is_file() and file.name != "lock"]
    return {str(file.relative_to(home)): file.read_bytes() for file in files}
