"""Every count of a page, and which vacancies it counts: what drilling down must find."""

from collections.abc import Iterator
from dataclasses import replace

from jobtide.page import EVERYTHING, Page
from jobtide.population import Counted, Population


def counts_of(page: Page, asked: Population) -> Iterator[tuple[str, int, Population, str, Counted]]:
    """What the count is, the count, and the population, place and figure that the vacancies behind it are asked by."""
    here, nobody = page.place.slug, Population()
    of_category = None if page.category.name == EVERYTHING else page.category.name
    for ago in range(3):
        own = Counted(years_ago=ago)
        yield f"summary.count {ago}", page.summary.count[ago], asked, here, own
        yield f"all.count {ago}", page.all_count[ago], nobody, here, own
        category = replace(own, category=of_category)
        yield f"category.count {ago}", page.category.count[ago], nobody, here, category
        for unit, pay in page.summary.pay.items():
            yield f"{unit} quoted {ago}", pay.quoted[ago], asked, here, replace(own, quoted=unit)
            many = page.category.pay[unit].quoted[ago]
            yield f"{unit} quoted of category {ago}", many, nobody, here, replace(category, quoted=unit)
    yield "live", page.live, asked, here, Counted(live=True)
    for row in page.places:
        yield f"count in {row.slug}", row.count, asked, row.slug, Counted()
        yield f"live in {row.slug}", row.live, asked, row.slug, Counted(live=True)
    for entry in page.cooccurring:
        yield f"beside {entry.slug}", entry.count, asked, here, Counted(beside=entry.slug)
    for entries in page.cooccurring_by_category.values():
        for entry in entries:
            yield f"beside {entry.slug}", entry.count, asked, here, Counted(beside=entry.slug)
    for month in page.series:
        yield f"month {month.month}", month.count, asked, here, Counted(month=month.month)
    for unit, bins in page.histogram.items():
        for each in bins:
            figure = Counted(quoted=unit, middle_from=each.low, middle_below=each.high)
            yield f"{unit} {each.low} to {each.high}", each.count, asked, here, figure
