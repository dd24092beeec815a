"""A published market with words that spreadsheets, CSV readers and JSON readers stumble over."""

from datetime import date

import markets

from jobtide.edition.reader import Reader

TITLES = [
    "Java Developer", "=HYPERLINK(1)", "-5 days, SQL", 'two\nlines, "quoted"', "NA", "Größe \u2028 ✓", "@cmd",
]  # fmt: skip


def published(folder) -> Reader:
    rows = [
        markets.vacancy(
            number, title=title, employer="Acme; Co", terms=["java", "sql"][: 1 + number % 2], places=["chester"],
            first_seen=date(2025, 11 - number, 3), pay_unit="annual", pay_low=40_000.5, pay_high=50_000.0,
            currency="GBP", pay_text="£40k to £50k as the advert says it", sources=["=board"], live=number % 2 == 0,
        )
        for number, title in enumerate(TITLES)
    ]  # fmt: skip
    rows.append(markets.vacancy(len(TITLES), employment_type="contract", terms=["go"], places=["london"]))
    return markets.published(folder, rows)
