"""What people read of an export: README, licence, how to cite it. Pure."""

import json
from collections.abc import Sequence

from jobtide.exports.dictionary import LICENCE, LICENCE_ADDRESS, LICENCE_NAME, Described
from jobtide.exports.named import Named


def readme(described: Described, formats: Sequence[str]) -> str:
    """What the files are, how to read them, and what each column means: Markdown."""
    note = f"\n**{described.label}**\n" if described.label else ""
    edition = described.edition
    return f"""# {described.title}
{note}
{described.description.removeprefix(described.label or "").strip()}
Edition `{edition.id}`, as of {edition.as_of.isoformat()}; pay is in {edition.currency}.

{_files(formats)}

## How to read them

* Numbers are true and unrounded; shares and changes are fractions. An empty cell means that there is no figure.
* `period` 0 is the period of `months` months that ends with the edition's day, 1 to 3 the same one, two and three years
  earlier; `periods` has their days. Rows are there where there is something to say: no row in `cells` means no vacancy.
* Permanent vacancies are paid by the year, contracts by the day or hour; they are counted apart.
* Terms and places go by their slugs, vacancies by their ids; these stay the same from edition to edition.
* In CSV, text that a spreadsheet would take for a formula is preceded by an apostrophe, and the entries of a list are
  parted by `;`. Parquet and JSON have everything as it is. Read CSV with only the empty cell as "not there": a name
  such as `NA` is a name.
* `measure` names the definition of a figure in `definitions.json`.

```python
import duckdb
duckdb.sql("SELECT term, count FROM '{_example(formats)}' WHERE place = 'uk' AND months = 6 AND period = 0")
```

## Tables

{"".join(_dictionary(described, each) for each in described.tables)}
## Licence

{LICENCE_NAME} ({LICENCE}), see `LICENCE.txt`. `CITATION.cff` says how to cite it.
"""


def _files(formats: Sequence[str]) -> str:
    lines = ["| file | is |", "|---|---|"]
    lines += [f"| `<table>.{form}` | {_FORMATS[form]} |" for form in formats]
    if "csv" in formats:
        lines.append("| `<table>.csv-metadata.json` | what its columns are, for programs that read CSV on the Web |")
    lines += [
        "| `datapackage.json` | what all of it is, for programs that read Data Packages |",
        "| `definitions.json` | what every figure means, with a worked example |",
        "| `edition.json` | what the edition was made from, and how much of that could be read |",
        "| `SHA256SUMS` | `sha256sum -c SHA256SUMS` tells whether all files are whole |",
    ]
    return "\n".join(lines)


_FORMATS = {
    "csv": "each table as CSV (RFC 4180, UTF-8)",
    "parquet": "each table as Parquet (zstd)",
    "json": "each table as a JSON array of objects",
}


def _example(formats: Sequence[str]) -> str:
    return f"cells.{'parquet' if 'parquet' in formats else formats[0]}"


def _dictionary(described: Described, each: Named) -> str:
    table = each.table
    lines = [f"### {table.name}", "", f"{table.meaning} {described.rows[table.name]:,} rows.", ""]
    lines += ["| column | type | meaning | measure |", "|---|---|---|---|"]
    for column in table.columns:
        measure = described.measure(table.name, column.name)
        lines.append(f"| `{column.name}` | {column.type} | {column.meaning} | {f'`{measure}`' if measure else ''} |")
    return "\n".join(lines) + "\n\n"


def citation(described: Described) -> str:
    """CITATION.cff (Citation File Format 1.2). JSON strings are YAML strings."""
    return f"""cff-version: 1.2.0
message: If you use these data, please cite them as below.
type: dataset
title: {json.dumps(described.title, ensure_ascii=False)}
version: {json.dumps(described.edition.id)}
date-released: {json.dumps(described.edition.as_of.isoformat())}
authors:
  - name: jobtide
license: {LICENCE}
abstract: {json.dumps(described.description, ensure_ascii=False)}
"""


def licence(described: Described) -> str:
    return f"""{described.title}
Edition {described.edition.id}

These statistics are made available under the licence {LICENCE_NAME}
({LICENCE}): {LICENCE_ADDRESS}

You may share and adapt them for any purpose, also commercially, if you name the source and the edition, link to the
licence and say what you changed. CITATION.cff says how to name them.

Headlines, names of employers and addresses in vacancies and members are quoted from adverts, as a pointer to them. They
remain with those who published the adverts; the licence gives no right to the adverts themselves.
"""
