"""An index, a page and a series as files: the same figures, in the same columns, whatever the format.

Touches: the file to write.
"""

import json
from pathlib import Path

from jobtide import tables
from jobtide.exports import formats
from jobtide.page import Index, Page
from jobtide.shown import spreadsheets


def export_index(index: Index, format_: str, file: Path) -> int:
    """Returns how many rows; JSON is what `index --json` prints."""
    if format_ == "parquet":
        formats.write_rows(file, tables.INDEX_ROWS, spreadsheets.index_rows(index))
    else:
        formats.write_text(file, spreadsheets.index_csv(index) if format_ == "csv" else in_json(index.as_json()))
    return len(index.rows)


def export_page(page: Page, format_: str, file: Path) -> int:
    """Returns how many figures CSV and Parquet have; JSON is what `show --json` prints."""
    rows = list(spreadsheets.page_rows(page))
    if format_ == "parquet":
        formats.write_rows(file, tables.PAGE_FIGURES, rows)
    else:
        formats.write_text(file, spreadsheets.page_csv(page) if format_ == "csv" else in_json(page.as_json()))
    return len(rows)


def export_series(page: Page, format_: str, file: Path) -> int:
    """Returns how many months; JSON is what `show --json` prints, of the months and of what says whose they are."""
    if format_ == "parquet":
        formats.write_rows(file, spreadsheets.series_table(page), spreadsheets.series_rows(page))
    elif format_ == "csv":
        formats.write_text(file, spreadsheets.series_csv(page))
    else:
        whole = page.as_json()
        kept = ("edition", "term", "place", "employment_type", "months", "series")
        formats.write_text(file, in_json({name: whole[name] for name in kept}))
    return len(page.series)


def in_json(value: object) -> str:
    """U+2028 and U+2029 are escaped, as some readers take them for line ends."""
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n"
