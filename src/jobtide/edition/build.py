"""Writes one edition's tables into a folder, from a home's adverts and the expressions that define its figures.

The expressions come from outside and are run here, each over the tables that are there by then.

Touches: the folder it is given.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from jobtide import interval, period, tables
from jobtide.arrow import arrow_schema
from jobtide.edition import by_month, manifest
from jobtide.edition.counted import write_figures
from jobtide.edition.earlier import Earlier, link
from jobtide.edition.folders import DEFINITIONS, MAPPED, QUERIES, TABLES
from jobtide.edition.mapped.columns import Columns
from jobtide.edition.mapped.laying_figures import LAID_OUT, lay_out
from jobtide.edition.mapped.layout import read as read_layout
from jobtide.edition.taken_over import Merged, Moved, merged
from jobtide.gazetteer import Gazetteer
from jobtide.measure import Measures
from jobtide.taxonomy import Taxonomy

_ROWS = 100_000  # of members that are written at a time


class Build:
    """One edition in the making. `engine` already sees the home's adverts, sightings and readings."""

    def __init__(self, folder: Path, scratch: Path, engine, compiled: Callable[[object], str]):
        self._folder, self._scratch, self._engine, self._compiled = folder, scratch, engine, compiled
        self.rows: dict[str, int] = {}
        self.merged: Merged | None = None  # where months are taken over
        self._months: list[by_month.MonthFile] = []
        self._linked: dict[str, manifest.Part] = {}
        for part in (TABLES, QUERIES):
            (folder / part).mkdir()
        scratch.mkdir(parents=True, exist_ok=True)

    def reference(self, taxonomy: Taxonomy, gazetteer: Gazetteer) -> None:
        self._put(tables.TERMS, terms_rows(taxonomy))
        self._put(tables.PLACES, places_rows(gazetteer))

    def definitions(self, measures: Measures) -> None:
        """Keeps what each figure meant when it was made."""
        text = json.dumps(measures.as_json(), ensure_ascii=False, indent=1)
        (self._folder / DEFINITIONS).write_text(text + "\n", encoding="utf-8")

    def periods(self, as_of: date, first: date) -> None:
        """`first` is the day of the first vacancy."""
        self._put(tables.PERIODS, periods_rows(as_of))
        self._put(tables.MONTH_ENDS, month_ends_rows(first, as_of))

    def ranks(self, vacancies: int) -> None:
        """What bounds percentiles among up to so many vacancies."""
        most = min(vacancies, interval.MOST)
        name = f"{TABLES}/{tables.RANKS.name}.parquet"
        if self.merged is None or self._earlier.said.parts[name].rows != most + 1:
            return self._put(tables.RANKS, ranks_rows(most))
        file = self._file(tables.RANKS.name)
        link(self._earlier.whole(name), file)  # the same software made it
        self.rows[tables.RANKS.name] = most + 1
        self._engine.see(tables.RANKS.name, file)

    def compute(self, described: tables.Table, expression) -> None:
        """A table of the edition from an expression over those that are already there."""
        file = self._file(described.name)
        self.rows[described.name] = self._engine.write(described.name, expression, file, described.sort)
        self._engine.see(described.name, file)

    def pinned(self, found: Mapping[str, object], by: Sequence[str] = ()) -> AbstractContextManager[None]:
        """Tables that others are computed from and that are not kept: their queries are. See SparkEngine.pinned."""
        return self._engine.pinned(found, by)

    def vacancies(self, batches: Iterable[pa.RecordBatch], as_of: date) -> None:
        """The table of vacancies, from its rows in the order of by_month.ORDER."""
        self._has(by_month.write_months(batches, self._folder / TABLES, as_of))

    def vacancies_beside(self, earlier: Earlier, moved: Moved, batches: Iterable[pa.RecordBatch], as_of: date) -> None:
        """The same with all months of `earlier` that stand, and `batches` in place of what `moved` takes out of it."""
        self.merged = merged(earlier, moved, batches, self._folder / TABLES, as_of)
        self._earlier = earlier
        self._has([each.file for each in self.merged.months])

    def linked(self) -> dict[str, manifest.Part]:
        """What the manifest says of the files that are an earlier edition's own."""
        of_months = self.merged.linked(self._earlier) if self.merged is not None else {}
        return {**of_months, **self._linked}

    def _has(self, months: list[by_month.MonthFile]) -> None:
        self._months = months
        self.rows |= {each.file.stem: each.rows for each in months}
        self._engine.see(tables.VACANCIES.name, [each.file for each in months])

    def members(self, definition) -> None:
        self._write_members(definition, definition)

    def members_beside(self, moved: Path, definition) -> None:
        """The table of members: those of vacancies that stand, and the rows in `moved`, with their vacancies' names.

        `definition` is the expression that gives all of it, or its SQL.
        """
        before = pq.read_table(self._earlier.whole(f"{TABLES}/{tables.MEMBERS.name}.parquet"))
        numbers = self.merged.numbers[before["vacancy"].to_numpy()]
        place = before.column_names.index("vacancy")
        renumbered = before.set_column(place, before.schema.field("vacancy"), pa.array(numbers))
        file = self._scratch / "members-that-stand.parquet"
        pq.write_table(renumbered.filter(pa.array(numbers >= 0)), file)
        self._engine.see("members_that_stand", file)
        self._engine.see("members_that_moved", moved)
        self._engine.see("vacancies_that_moved", self.merged.held, tables.VACANCIES.schema)
        names = list(tables.MEMBERS.schema)
        stand, moved_ones, vacancies = (
            ibis.table(schema, name=name)
            for name, schema in (
                ("members_that_stand", dict(tables.MEMBERS.schema)),
                ("members_that_moved", {"vacancy_id": "string"} | {n: tables.MEMBERS.schema[n] for n in names[1:]}),
                ("vacancies_that_moved", {n: tables.VACANCIES.schema[n] for n in ("vacancy", "vacancy_id")}),
            )
        )
        came = moved_ones.join(vacancies, "vacancy_id").select(*names)
        self._write_members(stand.select(*names).union(came), definition)

    def _write_members(self, expression, definition) -> None:
        # Not by the engine: what it says of columns in a file depends on where it had them from.
        described, many = tables.MEMBERS, 0
        schema, file = arrow_schema(described), self._file(described.name)
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            for batch in self._engine.batches(expression.order_by(*described.sort), _ROWS, as_they_come=True):
                writer.write_table(pa.Table.from_batches([batch]).cast(schema), row_group_size=_ROWS)
                many += len(batch)
        self.rows[described.name], self._engine.ran[described.name] = many, self._compiled(definition)
        self._engine.see(described.name, file)

    def lay_out(self, one_by_one: object, rows: int) -> Path:
        """Lays vacancies out as columns, which pages are made from, and returns the columns' folder.

        `one_by_one` is figures.one_by_one, which is asked for so many rows at a time.
        """
        # Loading the compiler takes longer than most that imports this module.
        from jobtide.edition.mapped import write

        engine, folder, earlier = self._engine, self._folder / MAPPED, None
        if self.merged is not None:
            with ThreadPoolExecutor() as pool:  # hashing runs beside the interpreter
                list(pool.map(self._earlier.whole, columns_taken_over(self._earlier)))
            columns = Columns(self._earlier.mapped)
            stand = {each.file.month: each.before for each in self.merged.months if each.before is not None}
            but_live = {each.file.month: each.but_live for each in self.merged.months if each.but_live is not None}
            earlier = write.Earlier(columns, stand, but_live, lambda name: self._take(f"{MAPPED}/{name}.npy"))
            engine.see(tables.VACANCIES.name, self.merged.came, tables.VACANCIES.schema)
        batches = engine.batches(one_by_one, rows)
        write.write_mapped(self._folder / TABLES, self._months, batches, folder, earlier)
        engine.see(tables.VACANCIES.name, [each.file for each in self._months])
        return folder

    def _take(self, name: str) -> None:
        """Has a file of the earlier edition, which was held against its hash, in this one as well."""
        link(self._earlier.folder / name, self._folder / name)
        self._linked[name] = self._earlier.said.parts[name]

    def lay_out_figures(self) -> None:
        """Lays the tables of figures out beside them."""
        layout = read_layout(self._folder / MAPPED)
        for table in LAID_OUT:
            lay_out(self._file(table.name), table, layout, self._folder / MAPPED)

    def figures(self, pieces: Iterable[tuple[str, Mapping[str, object]]]) -> None:
        """Tables of figures from digits (see counted), and as columns at once."""
        mapped = self._folder / MAPPED
        self.rows |= write_figures(pieces, read_layout(mapped), self._folder / TABLES, mapped)
        for table in LAID_OUT:
            self._engine.see(table.name, self._file(table.name))

    def queries(self, expressions: Mapping[str, object]) -> None:
        """Keeps the SQL that ran, and the SQL of what pages ask and of what was counted without it, a file each."""
        asked = {name: self._compiled(expression) for name, expression in expressions.items()}
        for name, sql in {**asked, **self._engine.ran}.items():
            (self._folder / QUERIES / f"{name}.sql").write_text(sql + "\n", encoding="utf-8")

    def _put(self, described: tables.Table, rows: Sequence[Mapping]) -> None:
        file = self._file(described.name)
        pq.write_table(pa.Table.from_pylist(list(rows), schema=arrow_schema(described)), file, compression="zstd")
        self.rows[described.name] = len(rows)
        self._engine.see(described.name, file)

    def _file(self, name: str) -> Path:
        return self._folder / TABLES / f"{name}.parquet"


def columns_taken_over(earlier: Earlier) -> list[str]:
    """The files of an edition's columns that `Build.lay_out` reads for the next one, or has in it as well."""
    from jobtide.edition.mapped import eras
    from jobtide.edition.mapped.stretch import Kept

    columns = Columns(earlier.mapped)
    for name in eras.FILES:  # they tell which files there are
        if columns.has(name):
            earlier.whole(f"{MAPPED}/{name}.npy")
    return [f"{MAPPED}/{name}.npy" for name in Kept.files(columns)]


def terms_rows(taxonomy: Taxonomy) -> list[dict]:
    return [
        {
            "term": number, "slug": term.slug, "name": term.name, "long_name": term.long_name,
            "category": term.category, "aliases": list(term.aliases),
        }
        for number, term in enumerate(sorted(taxonomy, key=lambda term: (term.name.lower(), term.slug)))
    ]  # fmt: skip


def places_rows(gazetteer: Gazetteer) -> list[dict]:
    return [
        {
            "place": number, "slug": place.slug, "name": place.name, "long_name": place.long_name,
            "in_sentence": place.in_sentence, "kind": place.kind, "parent": place.parent,
            "comparator": gazetteer.comparator(place.slug), "path": list(gazetteer.breadcrumb(place.slug)),
            "ancestors": list(gazetteer.ancestors(place.slug)), "aliases": list(place.aliases),
            "latitude": north, "longitude": east,
        }
        for number, place in enumerate(sorted(gazetteer, key=lambda place: (place.name.lower(), place.slug)))
        for north, east in [gazetteer.middle(place.slug) or (None, None)]
    ]  # fmt: skip


def periods_rows(as_of: date) -> list[dict]:
    return [
        {"months": months, "period": number, "start": each.start, "end": each.end}
        for months in period.MONTHS
        for number, each in enumerate(period.with_comparators(as_of, months))
    ]


def ranks_rows(most: int) -> list[dict]:
    rows = []
    for number in range(most + 1):
        row: dict[str, object] = {"effective": number}
        for point, bounds in interval.POINTS.items():
            pairs = [interval.ranks(number, interval.BOUNDS[name]) or (None, None) for name in bounds]
            row |= {f"{point}_low": [low for low, _ in pairs], f"{point}_high": [high for _, high in pairs]}
        rows.append(row)
    return rows


def month_ends_rows(first: date, as_of: date) -> list[dict]:
    return [
        {"months": months, "month": f"{end:%Y-%m}", "start": period.period(end, months).start, "end": end}
        for months in period.MONTHS
        for end in period.month_ends(first, as_of)
    ]
