"""What each category is, and the words around the pages of categories."""

from jobtide.page import Categories, CategoryPage, PlaceName
from jobtide.pay import units_of
from jobtide.shown import numbers
from jobtide.shown.sentences import A_UNIT, FAMILIES, UK, long_day
from jobtide.taxonomy import JOB_TITLES

# What belongs to each category.
WHAT = {
    "Application Platforms": "What applications run on: web and application servers, content and process platforms.",
    "Applications": "Ready-made software that people work with, from spreadsheets to design tools.",
    "Business Applications": "Software that a business runs on: finance, customers, supply, staff.",
    "Cloud Services": "Clouds and the services rented from them.",
    "Communications & Networking": "Networks, protocols and devices, and what people call and meet with.",
    "Database & Business Intelligence": "Where data is kept, moved, modelled and reported.",
    "Development Applications": "The tools with which software is written, built, tested and released.",
    "General": "Sectors, languages, attributes and common skills.",
    "Job Titles": "What vacancies are called in their headlines, without seniority.",
    "Libraries, Frameworks & Software Standards": "What software is built with and the formats and standards it keeps.",
    "Miscellaneous": "Whatever is asked for in IT and belongs nowhere else.",
    "Operating Systems": "Operating systems and their versions.",
    "Processes & Methodologies": "Ways of working, disciplines and practices.",
    "Programming Languages": "Languages that programs, queries and scripts are written in.",
    "Qualifications": "Degrees, certificates, memberships and security clearances.",
    "Quality Assurance & Compliance": "Standards, laws and regulations, and the work of keeping to them.",
    "System Software": "Software between the operating system and applications: containers, middleware, security.",
    "Systems Management": "What systems are provisioned, watched and kept running with.",
    "Vendors": "Companies whose products or services are named.",
}  # fmt: skip


def page_heading(page: CategoryPage) -> str:
    """Cloud Services: Demand and Pay in the North West; no place where it is the UK."""
    return f"{page.category.name}: Demand and Pay{_in_place(page.place)}"


def page_introduction(page: CategoryPage) -> str:
    """What the category is, how large, and what it pays. Right with any number of vacancies."""
    return f"{WHAT[page.category.name]} {_demand(page)}"


def coverage(page: CategoryPage) -> str:
    pay = "salaries" if page.employment_type == "permanent" else "rates"
    years = " and ".join(str(period.end.year) for period in page.periods[1:3])
    return (
        f"The category as a whole: demand and the {pay} offered in {page.place.in_sentence}, beside the same "
        f"{page.months} months of {years}."
    )


def terms_heading(page: CategoryPage) -> str:
    return f"{page.category.name} by Demand{_in_place(page.place)}"


def terms_introduction(page: CategoryPage) -> str:
    return "Its terms that have a vacancy. Ranks are among the terms of all categories."


def list_heading(found: Categories) -> str:
    return f"Categories of {found.employment_type.capitalize()} IT Vacancies{_in_place(found.place)}"


def list_introduction(found: Categories) -> str:
    return (
        f"What the {numbers.count(found.all_count)} {found.employment_type} vacancies advertised in "
        f"{found.place.in_sentence} in the {found.months} months to {long_day(found.period.end)} ask for, by kind. "
        "A vacancy counts in every category that it asks for something of."
    )


def list_headings(found: Categories) -> tuple[str, ...]:
    pay = "salary" if found.employment_type == "permanent" else "daily rate"
    return ("Category", "Terms", "Vacancies", "% of all", f"Median {pay}", "Median change")


def list_lines(found: Categories) -> list[tuple[str, str, tuple[str, ...]]]:
    """(category, slug, printed cells)."""
    unit = units_of(found.employment_type)[0]
    return [
        (
            row.category,
            row.slug,
            (
                numbers.count(row.terms),
                numbers.count(row.count),
                numbers.share(row.share_of_all),
                numbers.pay(row.p50, unit, found.edition.currency),
                numbers.median_change(row.p50_change),
            ),
        )
        for row in found.rows
    ]


def _demand(page: CategoryPage) -> str:
    count, where = page.category.count[0], page.place.in_sentence
    within = f"the {page.months} months to {long_day(page.periods[0].end)}"
    if not count:
        return f"No {page.employment_type} vacancy of {where} asked for any of it in {within}."
    if page.category.name == JOB_TITLES:
        matched = "had a job title that we know"
    else:
        matched = f"asked for {FAMILIES[page.category.name]}"
    share = numbers.share(page.category.share_of_all[0])
    told = f"Of all {page.employment_type} vacancies in {where} in {within}, {share} {matched}"
    medians = [
        f"{numbers.pay(summary.p50[0], unit, page.edition.currency)} {A_UNIT[unit]}"
        for unit, summary in page.category.pay.items()
        if summary.quoted[0]
    ]
    if not medians:
        return f"{told}."
    pay = "salary" if page.employment_type == "permanent" else "rate"
    return f"{told}, at a median {pay} of {' and '.join(medians)}."


def _in_place(place: PlaceName) -> str:
    return "" if place.slug == UK else f" in {place.in_sentence}"
