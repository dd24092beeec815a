"""The figures by jobtide: from the same files of vacancies, terms and places, laid out and counted.

    python jobtide_figures.py TABLES OUT

It writes the columns that pages are made from as well, and who stands behind the categories' figures, which the others
leave out.
"""

import sys
from pathlib import Path

import pyarrow.parquet as pq

from jobtide import tables
from jobtide.edition.by_month import MonthFile, table_files
from jobtide.edition.counted import write_figures
from jobtide.edition.mapped.layout import read
from jobtide.edition.mapped.write import write_mapped
from jobtide.engine import Engine
from jobtide.pipeline.counting import counted
from jobtide.statistics import figures

given, out = (Path(argument) for argument in sys.argv[1:3])
months, first = [], 0
for file in table_files(given, tables.VACANCIES):
    rows = pq.read_metadata(file).num_rows
    months.append(MonthFile(file.stem, file, first, rows))
    first += rows
with Engine(out / "scratch") as engine:
    engine.see("vacancies", [each.file for each in months])
    write_mapped(given, months, engine.batches(figures.one_by_one("GBP"), 100_000), out / "mapped")
write_figures(counted(out / "mapped"), read(out / "mapped"), out, out / "mapped")
