"""How well pay texts are read, against what others' software made of the same texts: agreement with it, not accuracy.

    python benchmarks/accuracy/pay.py --data DIR [--show 20]

Asks of each set: how many texts quote an amount, how many were read, and how many readings agree within 1%.
A set that is not in DIR is skipped with a reason. The sets' own annualisations are undone here, nowhere else.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from jobtide.extraction.pay import pay_in
from jobtide.pay import Pay

NHS_HOURS = 1681  # per year: 14.79 an hour is 24,861 there
ADZUNA_A_YEAR = {"annual": 1, "hourly": 1920, "daily": 240, "weekly": 48, "monthly": 12}
ASHBY_UNITS = {"1 YEAR": "annual", "1 HOUR": "hourly", "1 MONTH": "monthly"}


@dataclass
class Agreement:
    """One text, what we read, whether the other side read pay in it, and whether both agree."""

    text: str
    read: Pay | None
    theirs: str | None
    agrees: bool


def first(text: str, currency: str | None) -> Pay | None:
    findings = pay_in(text, "pay", currency)
    return findings[0].pay if findings else None


def near(ours: float, theirs: float) -> bool:
    return abs(ours - theirs) <= 0.01 * abs(theirs)


def nhs(data: Path) -> Iterator[Agreement]:
    """NHS Jobs 2020: text beside minimum, maximum and unit (always YEAR; hourly rates are multiplied there)."""
    rows = duckdb.sql(f"select salary_text, salary_min, salary_max from '{data / 'nhs_jobs_2020.parquet'}'").fetchall()
    for text, low, high in rows:
        pay = first(text, "GBP")
        if low is None:
            yield Agreement(text, pay, None, pay is None)
            continue
        times = {"annual": 1, "hourly": NHS_HOURS}.get(pay.unit, 0) if pay else 0
        agrees = pay is not None and near(pay.low * times, float(low)) and near(pay.high * times, float(high or low))
        yield Agreement(text, pay, f"{low}-{high}", agrees)


def ashby(data: Path) -> Iterator[Agreement]:
    """Ashby 2025: the summary that people see, beside the structured pay of the whole advert (all of its tiers)."""
    path = data / "ashby_2025.parquet"
    rows = duckdb.sql(
        f"select compensationTierSummary, compensation from '{path}' where compensationTierSummary is not null"
    ).fetchall()
    for text, structured in rows:
        parts = json.loads(structured).get("summaryComponents") or []
        pays = [
            part for part in parts if part["compensationType"] == "Salary" and (part["minValue"] or part["maxValue"])
        ]
        read = first(text, None)
        if not pays:
            yield Agreement(text, read, None, read is None)
            continue
        theirs = pays[0]
        low, high = theirs["minValue"] or theirs["maxValue"], theirs["maxValue"] or theirs["minValue"]
        # The summary is rounded to hundreds, which is what "within 1%" is for.
        agrees = read is not None and near(read.low, low) and near(read.high, high)
        agrees = agrees and (read.unit, read.currency) == (ASHBY_UNITS.get(theirs["interval"]), theirs["currencyCode"])
        yield Agreement(text, read, f"{low}-{high} {theirs['currencyCode']} per {theirs['interval']}", agrees)


def adzuna(data: Path) -> Iterator[Agreement]:
    """Adzuna 2013: the raw text beside one annual figure, the midpoint, with hours and days multiplied."""
    path = data / "adzuna_2013" / "train_rev1_partial_full_columns.parquet"
    for text, normalised in duckdb.sql(f"select SalaryRaw, SalaryNormalized from '{path}'").fetchall():
        pay = first(text, "GBP")
        agrees = pay is not None and near(pay.middle * ADZUNA_A_YEAR[pay.unit], normalised)
        yield Agreement(text, pay, str(normalised), agrees)


def reed(data: Path) -> Iterator[Agreement]:
    """Reed 2018: real pay texts without labels; asked only whether they are read."""
    for (text,) in duckdb.sql(f"select salary_offered from '{data / 'reed_uk_2018_reduced.parquet'}'").fetchall():
        pay = first(text, None)
        yield Agreement(text, pay, "an amount" if any(char.isdigit() for char in text) else None, pay is not None)


SETS = {
    "NHS": (nhs, "nhs_jobs_2020.parquet", 0.90),
    "Ashby": (ashby, "ashby_2025.parquet", 0.97),
    "Adzuna 2013": (adzuna, "adzuna_2013", 0.95),
    "Reed": (reed, "reed_uk_2018_reduced.parquet", 0.97),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the sets")
    parser.add_argument("--show", type=int, default=0, help="how many disagreements of each set to print")
    asked = parser.parse_args()
    for name, (agreements, needs, wanted) in SETS.items():
        if not (asked.data / needs).exists():
            print(f"{name}: skipped, there is no {asked.data / needs}")
            continue
        rows = list(agreements(asked.data))
        quoted = [row for row in rows if row.theirs is not None]
        agreeing = sum(row.agrees for row in quoted)
        ours_alone = sum(row.read is not None for row in rows if row.theirs is None)
        share = agreeing / len(quoted)
        ours = sum(row.read is not None for row in quoted)
        print(
            f"{name}: {len(rows):,} texts; they read {len(quoted):,}, we {ours:,} of these;"
            f" agree {agreeing:,} = {share:.4f} (wanted {wanted}); read by us alone {ours_alone:,}"
        )
        apart = [row for row in rows if not row.agrees]
        for row in random.Random(5).sample(apart, min(asked.show, len(apart))):
            print(f"    {row.text!r:60} we {row.read} they {row.theirs}")


if __name__ == "__main__":
    main()
