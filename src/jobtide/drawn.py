"""Vacancies drawn as a table of text: how tests and worked examples say what is advertised.

    times  day         places      terms     annual       live
    2      2025-10-01  chester,uk  java,sql  40000-50000  live
    1      30          -           go        -            -

Columns, of which any may be left out: times (so many equal ones), day (first seen; or days before the edition's),
type, places and terms (slugs, by comma), annual, daily or hourly (a range or one figure), live, employer, mode (onsite,
hybrid, remote), recognised (a job title), adverts (that are this vacancy). "-" says nothing.
"""

from datetime import date, timedelta

COLUMNS = (
    "times", "day", "type", "places", "terms", "annual", "daily", "hourly", "live", "employer", "mode",
    "recognised", "adverts",
)  # fmt: skip
CURRENCY = "GBP"


def table(picture: str) -> tuple[list[str], list[list[str]]]:
    """The header and the lines of a drawn table, cell by cell. Raises ValueError where it is not one."""
    lines = [line.split() for line in picture.strip().splitlines() if line.strip()]
    if not lines:
        raise ValueError("the drawn table is empty")
    header, *rows = lines
    if unknown := [column for column in header if column not in COLUMNS]:
        raise ValueError(f"no drawn table has a column {unknown[0]!r}; there are {', '.join(COLUMNS)}")
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"the line {' '.join(row)!r} has {len(row)} cells under {len(header)} columns")
    return header, rows


def vacancies(picture: str, as_of: date, **everywhere: object) -> list[dict]:
    """Rows of tables.VACANCIES; `everywhere` is said of each. Raises ValueError where the table is ill drawn."""
    header, lines = table(picture)
    rows: list[dict] = []
    for line in lines:
        cells = {column: cell for column, cell in zip(header, line, strict=True) if cell != "-"}
        said = {**everywhere, **_said(cells, as_of)}
        rows += [vacancy(len(rows) + copy, as_of, **said) for copy in range(int(cells.get("times", 1)))]
    return rows


def vacancy(number: int, as_of: date, **said: object) -> dict:
    """A row of tables.VACANCIES; what is not said is usual: a permanent vacancy of the edition's day without pay."""
    usual = {
        "vacancy": number, "vacancy_id": f"v{number:016x}", "employment_type": "permanent", "work_mode": None,
        "first_seen": as_of, "last_seen": as_of, "live": False, "title": "A job", "employer": None, "url": None,
        "places": [], "terms": [], "recognised_title": False, "pay_unit": None, "pay_low": None, "pay_high": None,
        "currency": None, "pay_text": None, "adverts": 1, "sources": ["test"],
    }  # fmt: skip
    employer = said.get("employer")
    return {**usual, "employer_key": employer and employer.casefold(), **said}


def _said(cells: dict[str, str], as_of: date) -> dict[str, object]:
    row: dict[str, object] = {"live": cells.get("live") == "live"}
    for unit in ("annual", "daily", "hourly"):
        if unit in cells:
            low, _, high = cells[unit].partition("-")
            row |= {"pay_unit": unit, "pay_low": float(low), "pay_high": float(high or low), "currency": CURRENCY}
    if "day" in cells:
        ago = cells["day"]
        row["first_seen"] = as_of - timedelta(int(ago)) if ago.isdigit() else date.fromisoformat(ago)
        row["last_seen"] = row["first_seen"]
    for column in ("places", "terms"):
        if column in cells:
            row[column] = sorted(cells[column].split(","))
    for column, field, made in (
        ("type", "employment_type", str),
        ("employer", "employer", str),
        ("mode", "work_mode", str),
        ("recognised", "recognised_title", lambda word: word == "recognised"),
        ("adverts", "adverts", int),
    ):
        if column in cells:
            row[field] = made(cells[column])
    return row
