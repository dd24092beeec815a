"""What search engines and shared links are told of a term's page: its data set, where it stands, its card. Pure.

The data set follows schema.org/Dataset, the path schema.org/BreadcrumbList; both are data in the page, which no browser
runs.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from jobtide.exports.dictionary import LICENCE_ADDRESS
from jobtide.page import Page
from jobtide.pay import units_of
from jobtide.shown import sentences
from jobtide.site.charts import charts_of
from jobtide.site.request import Cell

_FORMS = {"csv": "text/csv", "json": "application/json"}
# What the figures are called, and their units (UN/CEFACT has none for money a day; words are understood).
_MEASURED = (("Advertised vacancies", "vacancies"), ("Share of all advertised vacancies", "fraction"), ("Rank", "rank"))


@dataclass(frozen=True)
class Described:
    """`linked` is JSON-LD that may stand in a script element; `card` the address of a picture of CARD_SIZE."""

    title: str
    address: str
    card: str
    linked: str


def described(page: Page, here: Cell, site: str, trail: Sequence[tuple[str, str | None]]) -> Described:
    """`site` is where the site is, such as https://jobs.example.org; `trail` names places with their addresses."""
    title = sentences.heading(page)
    graph = [_data_set(page, here, site, title), _path(trail, site)]
    linked = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    # Nothing in it may end the script element that it stands in.
    return Described(title, f"{site}{here.path()}", f"{site}{here.path('/card.png')}", linked.replace("<", "\\u003c"))


def _data_set(page: Page, here: Cell, site: str, title: str) -> dict:
    introduction = " ".join(sentences.introduction(page))
    label = f" {page.edition.label}" if page.edition.label else ""
    pay = [(f"Advertised {sentences.PAY[unit]}", f"{page.edition.currency} {sentences.A_UNIT[unit]}")
           for unit in units_of(page.employment_type)]  # fmt: skip
    months = [month.month for month in page.series] or [f"{page.periods[0].start:%Y-%m}"]
    return {
        "@type": "Dataset",
        "name": f"{title}, {page.employment_type}",
        "description": f"{introduction}{label}",
        "url": f"{site}{here.current.path()}",
        "identifier": f"{site}{here.path(edition=page.edition.id)}",
        "version": page.edition.id,
        "dateModified": page.edition.as_of.isoformat(),
        "temporalCoverage": f"{months[0]}/{page.periods[0].end.isoformat()}",
        "spatialCoverage": {"@type": "Place", "name": ", ".join(reversed(list(page.place.path) or [page.place.name]))},
        "isAccessibleForFree": True,
        "license": LICENCE_ADDRESS,
        "creator": {"@type": "Organization", "name": "jobtide", "url": f"{site}/"},
        "keywords": [page.term.name, page.term.category, "job vacancies", "pay", "labour market"],
        "measurementTechnique": f"{site}/methodology",
        "variableMeasured": [
            {"@type": "PropertyValue", "name": name, "unitText": unit} for name, unit in (*_MEASURED, *pay)
        ],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": f"{site}{address}"}
            for address, media_type in [
                *((here.path(f".{form}"), media_type) for form, media_type in _FORMS.items()),
                *((here.path(f"/{chart.name}.csv"), "text/csv") for chart in charts_of(page) if chart.has_data),
            ]
        ],
    }


def _path(trail: Sequence[tuple[str, str | None]], site: str) -> dict:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": at, "name": name, **({"item": f"{site}{address}"} if address else {})}
            for at, (name, address) in enumerate(trail, start=1)
        ],
    }
