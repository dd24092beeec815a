"""A whole edition as files: all of it, but nothing that may not be shown, with descriptions that hold."""

import csv
import hashlib
import json
import subprocess
import zipfile

import duckdb
import pyarrow.parquet as pq
import pytest
import yaml
from exports_market import TITLES, published

from jobtide import tables
from jobtide.errors import Error
from jobtide.exports.edition import export_edition
from jobtide.exports.named import named
from jobtide.exports.tables_of import export_vacancies

EVERY = [table.name for table in tables.EDITION]


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    return published(tmp_path_factory.mktemp("market"))


@pytest.fixture(scope="module")
def folder(reader, tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "market"
    export_edition(reader, ("csv", "parquet", "json"), path)
    return path


def cells_of(file) -> list[dict]:
    with file.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream, strict=True))


@pytest.mark.parametrize("name", EVERY)
def test_every_table_has_as_many_rows_in_each_format_as_in_the_edition(reader, folder, name):
    many = reader.rows(f"SELECT count(*) FROM {name}")[0][0]
    assert len(cells_of(folder / f"{name}.csv")) == many
    assert pq.read_metadata(folder / f"{name}.parquet").num_rows == many
    assert len(json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))) == many


@pytest.mark.parametrize("name", EVERY)
def test_csv_is_that_of_rfc_4180(folder, name):
    data = (folder / f"{name}.csv").read_bytes()
    assert data.endswith(b"\r\n") and not data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8")
    outside = "".join(text.split('"')[::2])  # what is not between quotes
    assert outside.count("\n") == outside.count("\r\n")


@pytest.mark.parametrize("name", EVERY)
def test_rows_are_told_apart_by_their_key_and_refer_to_what_is_there(folder, name):
    given = named(next(table for table in tables.EDITION if table.name == name))
    rows = pq.read_table(folder / f"{name}.parquet").to_pylist()
    if given.key:
        assert len({tuple(row[column] for column in given.key) for row in rows}) == len(rows)
    for column, (whose, lasting) in given.refers.items():
        there = {row[lasting] for row in pq.read_table(folder / f"{whose}.parquet").to_pylist()}
        assert {row[column] for row in rows} <= there


def test_figures_go_by_slugs_and_are_those_of_the_page(reader, folder):
    page = reader.page("java", "chester")
    found = duckdb.sql(
        f"SELECT count, rank FROM '{folder}/cells.parquet' WHERE place = 'chester' AND term = 'java' "
        "AND employment_type = 'permanent' AND months = 6 AND period = 0"
    ).fetchall()
    assert found == [(page.summary.count[0], page.summary.rank[0])]


def test_the_words_of_adverts_and_our_own_numbers_are_not_given(folder):
    every = " ".join(
        file.read_text(encoding="utf-8") for file in folder.iterdir() if file.suffix in (".csv", ".json", ".md")
    )
    assert "as the advert says it" not in every
    for column in ("pay_text", "employer_key", "words", "vacancy"):
        assert column not in pq.read_schema(folder / "vacancies.parquet").names
        assert column not in pq.read_schema(folder / "members.parquet").names


def test_text_is_true_in_parquet_and_json_and_safe_in_csv(folder):
    stored = {row["title"] for row in pq.read_table(folder / "vacancies.parquet").to_pylist()}
    told = {row["title"] for row in json.loads((folder / "vacancies.json").read_text(encoding="utf-8"))}
    assert stored == told == {*TITLES, "A job"}
    cells = cells_of(folder / "vacancies.csv")
    assert {"'=HYPERLINK(1)", "'-5 days, SQL", "'@cmd", 'two\nlines, "quoted"'} <= {row["title"] for row in cells}
    assert {row["sources"] for row in cells} == {"'=board", "test"}


def test_equal_editions_give_equal_bytes(reader, folder, tmp_path):
    export_edition(reader, ("csv", "parquet", "json"), tmp_path / "again")
    for file in folder.iterdir():
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes(), file.name
    export_edition(reader, ("csv",), tmp_path / "1.zip")
    export_edition(reader, ("csv",), tmp_path / "2.zip")
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_an_archive_holds_the_same_files_in_one_folder(reader, tmp_path):
    many = export_edition(reader, ("csv", "parquet"), tmp_path / "market.zip")
    with zipfile.ZipFile(tmp_path / "market.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert len(names) == many
    assert {name.split("/")[0] for name in names} == {f"jobtide-{reader.edition.id}"}
    assert [file.name for file in tmp_path.iterdir()] == ["market.zip"]


def test_a_folder_that_is_there_is_refused_unless_it_is_empty(reader, tmp_path):
    (tmp_path / "empty").mkdir()
    export_edition(reader, ("csv",), tmp_path / "empty")
    with pytest.raises(Error, match="is there already"):
        export_edition(reader, ("csv",), tmp_path / "empty")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(Error, match="is there already"):
        export_edition(reader, ("csv",), tmp_path / "file")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["empty", "file"]


def test_checksums_are_those_of_the_files(folder):
    told = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert set(told) == {file.name for file in folder.iterdir()} - {"SHA256SUMS"}
    for name, sum_ in told.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sum_
    assert subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=folder, check=False).returncode == 0


def test_the_data_package_describes_every_column_in_order(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"]] == EVERY
    for resource in package["resources"]:
        fields = [field["name"] for field in resource["schema"]["fields"]]
        with (folder / resource["path"]).open(newline="", encoding="utf-8") as stream:
            assert next(csv.reader(stream)) == fields
        assert resource["bytes"] == (folder / resource["path"]).stat().st_size
        assert [each["format"] for each in resource["alternatives"]] == ["parquet", "json"]
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_figures_name_their_definitions(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    fields = {
        (resource["name"], field["name"]): field.get("measure")
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
    }
    assert fields["cells", "count"] == "count" and fields["cell_pay", "p50"] == "median"
    assert fields["cells", "place"] is None
    definitions = json.loads((folder / "definitions.json").read_text(encoding="utf-8"))
    known = {measure["id"] for chapter in definitions["chapters"] for measure in chapter["measures"]}
    assert {measure for measure in fields.values() if measure} <= known
    figures = [("cells", column) for column in ("count", "rank", "rank_change", "share_of_all", "share_of_category")]
    figures += [("totals", "count"), ("live", "live"), ("category_cells", "count"), ("category_pay", "p90")]
    assert all(fields[figure] for figure in figures)


def test_frictionless_finds_nothing_wrong(folder):
    import frictionless

    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, [error.message for task in report.tasks for error in task.errors]


@pytest.mark.parametrize("name", EVERY)
def test_a_csvw_validator_finds_nothing_wrong(folder, name):
    import csvw

    assert csvw.CSVW(str(folder / f"{name}.csv"), validate=True).is_valid


@pytest.mark.parametrize("name", EVERY)
def test_csvw_metadata_keep_the_rules_of_the_recommendation(folder, name):
    told = json.loads((folder / f"{name}.csv-metadata.json").read_text(encoding="utf-8"))
    assert told["@context"][0] == "http://www.w3.org/ns/csvw"
    assert told["url"] == f"{name}.csv"
    columns = told["tableSchema"]["columns"]
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as stream:
        assert next(csv.reader(stream)) == [column["titles"] for column in columns]
    # Section 5 names the properties of each description; all others must be prefixed names such as dc:title.
    table, column = {"@context", "url", "dialect", "tableSchema"}, {"name", "titles", "datatype", "separator"}
    assert all(key in table or ":" in key for key in told)
    assert all(key in column or ":" in key for each in columns for key in each)
    assert set(told["tableSchema"]) <= {"columns", "primaryKey"}
    assert {each["datatype"] for each in columns} <= {"byte", "int", "long", "double", "string", "date", "boolean"}


def test_the_citation_is_yaml_with_what_the_format_requires(reader, folder):
    told = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(told)
    assert told["version"] == reader.edition.id and str(told["date-released"]) == "2025-11-23"


def test_the_readme_explains_every_column_of_every_table(folder):
    text = (folder / "README.md").read_text(encoding="utf-8")
    for name in EVERY:
        assert f"### {name}\n" in text
        for column in pq.read_schema(folder / f"{name}.parquet").names:
            assert f"| `{column}` |" in text


def test_the_edition_says_what_it_was_made_from_without_naming_files_of_the_home(reader, folder):
    told = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    assert told["id"] == reader.edition.id and told["inputs"]["as_of"] == "2025-11-23"
    assert isinstance(told["inputs"]["adverts"], str)


def test_vacancies_are_all_or_those_asked_for(reader, tmp_path):
    assert export_vacancies(reader, "json", tmp_path / "all.json") == len(TITLES) + 1
    days = [row["first_seen"] for row in json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))]
    assert days == sorted(days)
    one = f"v{3:016x}"
    assert export_vacancies(reader, "csv", tmp_path / "one.csv", [one]) == 1
    assert [row["vacancy_id"] for row in cells_of(tmp_path / "one.csv")] == [one]
    assert export_vacancies(reader, "csv", tmp_path / "none.csv", []) == 0


def test_what_an_edition_of_an_earlier_version_lacks_is_left_out(reader, tmp_path):
    class Earlier:
        def __getattr__(self, name):
            return getattr(reader, name)

        def carries(self, table, column):
            return (table, column) != ("places", "aliases")

    export_edition(Earlier(), ("csv",), tmp_path / "market")
    assert "aliases" not in cells_of(tmp_path / "market" / "places.csv")[0]
    assert "aliases" in cells_of(tmp_path / "market" / "terms.csv")[0]
    package = json.loads((tmp_path / "market" / "datapackage.json").read_text(encoding="utf-8"))
    places = next(resource for resource in package["resources"] if resource["name"] == "places")
    assert "aliases" not in [field["name"] for field in places["schema"]["fields"]]
