"""Whole editions over HTTP: every file of the export, made once, whole or in parts."""

import io
import zipfile

import pyarrow.parquet as pq
import pytest
from example_reader import Source
from exports_market import published
from fastapi.testclient import TestClient

from jobtide.errors import Error
from jobtide.exports.edition import export_edition
from jobtide.exports.kept import ARCHIVE, FORMATS, KeptExports, names
from jobtide.serving.app import create_app


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    return published(tmp_path_factory.mktemp("market"))


@pytest.fixture(scope="module")
def site(reader):
    return TestClient(create_app(Source(reader)), follow_redirects=False)


def test_every_file_is_the_one_that_the_command_line_exports(reader, site, tmp_path):
    export_edition(reader, FORMATS, tmp_path / "export")
    assert {file.name for file in (tmp_path / "export").iterdir()} == set(names()) - {ARCHIVE}
    for file in (tmp_path / "export").iterdir():
        answer = site.get(f"/data/{file.name}")
        assert answer.status_code == 200 and answer.content == file.read_bytes(), file.name


def test_the_archive_is_whole_and_has_a_name(reader, site):
    answer = site.get("/data/edition.zip")
    assert answer.headers["content-disposition"] == f'attachment; filename="jobtide-{reader.edition.id}.zip"'
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None and len(archive.namelist()) == len(names()) - 1


def test_a_part_can_be_asked_for_as_readers_of_parquet_do(site):
    whole = site.get("/data/vacancies.parquet").content
    part = site.get("/data/vacancies.parquet", headers={"Range": "bytes=-8"})
    assert part.status_code == 206 and part.content == whole[-8:]
    assert pq.read_table(io.BytesIO(whole)).num_rows == 8
    text = site.get("/data/ranks.csv").content
    part = site.get("/data/ranks.csv", headers={"Range": "bytes=0-699", "Accept-Encoding": "gzip"})
    assert part.status_code == 206 and part.content == text[:700] and "content-encoding" not in part.headers


def test_who_has_it_already_is_told_so(site):
    tag = site.get("/data/totals.csv").headers["etag"]
    assert site.get("/data/totals.csv", headers={"If-None-Match": tag}).status_code == 304
    assert site.get("/data/totals.parquet", headers={"If-None-Match": tag}).status_code == 200


def test_csv_says_where_it_is_described(site):
    answer = site.get("/data/cells.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["link"] == '</data/cells.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
    described = site.get("/data/cells.csv-metadata.json")
    assert (
        described.headers["content-type"].startswith("application/csvm+json") and described.json()["url"] == "cells.csv"
    )


@pytest.mark.parametrize("name", ["nothing.csv", "..%2f..%2fetc%2fpasswd", "vacancies", "ranks.xlsx", "edition.zip.1"])
def test_other_names_are_not_found(site, name):
    assert site.get(f"/data/{name}").status_code == 404


def test_an_edition_that_is_not_there_is_refused(site):
    assert site.get("/data/totals.csv?edition=2020-01-01-00000000").status_code == 404


def test_exports_are_kept_for_a_few_editions_and_thrown_away_after(reader):
    class Other:
        """The same edition under another name."""

        def __init__(self, number):
            self.edition = type(reader.edition)(f"other-{number}", reader.edition.as_of)

        def __getattr__(self, name):
            return getattr(reader, name)

    exports, others = KeptExports(most=2), [Other(number) for number in range(3)]
    assert exports.ready(others[0], "totals.csv") is None
    first = exports.file(others[0], "totals.csv")
    assert exports.ready(others[0], "totals.csv") == first and exports.file(others[0], "totals.csv") == first
    exports.file(others[1], "totals.csv"), exports.file(others[2], ARCHIVE)
    assert not first.exists() and exports.ready(others[0], "totals.csv") is None
    kept = exports.ready(others[1], "totals.csv")
    exports.close()
    assert kept is not None and not kept.parent.exists()


def test_a_server_that_stops_leaves_nothing_behind(reader, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with TestClient(create_app(Source(reader))) as site:
        assert site.get("/data/totals.csv").status_code == 200
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


def test_what_broke_inside_is_not_told_to_those_who_ask(reader):
    class Broken:
        def __getattr__(self, name):
            return getattr(reader, name)

        def rows(self, sql, parameters=()):
            raise Error(f"could not be read: {sql}") from ValueError("disk")

    site = TestClient(create_app(Source(Broken())), follow_redirects=False)
    answer = site.get("/data/totals.csv")
    assert answer.status_code == 500 and "SELECT" not in answer.text and "could not" not in answer.text
    assert site.get("/explore?where=java+and+(").status_code == 400
