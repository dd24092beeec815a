"""The words around the tables: headings, introductions and column headings, right for every kind of page."""

import re
from datetime import date

from jobtide.page import EVERYTHING, Index, Page, PlaceName
from jobtide.pay import units_of
from jobtide.shown import numbers
from jobtide.taxonomy import JOB_TITLES

UK = "uk"
A_UNIT = {"annual": "a year", "daily": "a day", "hourly": "an hour"}
PAY = {"annual": "salary", "daily": "daily rate", "hourly": "hourly rate"}
# What a vacancy that asks for something of a category asks for.
FAMILIES = {
    "Application Platforms": "application platform skills",
    "Applications": "application skills",
    "Business Applications": "business application skills",
    "Cloud Services": "cloud computing skills",
    "Communications & Networking": "communications or networking skills",
    "Database & Business Intelligence": "database or business intelligence skills",
    "Development Applications": "development application skills",
    "General": "common skills",
    "Job Titles": "a recognized job title",
    "Libraries, Frameworks & Software Standards": "library, framework or software standard skills",
    "Miscellaneous": "miscellaneous skills",
    "Operating Systems": "operating system skills",
    "Processes & Methodologies": "process or methodology skills",
    "Programming Languages": "coding skills",
    "Qualifications": "academic or professional qualifications",
    "Quality Assurance & Compliance": "quality assurance or compliance skills",
    "System Software": "system software skills",
    "Systems Management": "systems management skills",
    "Vendors": "vendor-specific skills",
}
# Capitals that are said as a word, and letters whose own names begin with a vowel: an HR Manager, but a SAN Engineer.
_SAID_AS_WORDS = frozenset(
    {"HANA", "LAMP", "LAN", "LIMS", "MEAN", "MERN", "NAS", "NOC", "RAN", "REST", "SAN", "SAS", "SCADA", "SIEM", "SOC"}
)
_LETTERS_WITH_VOWELS = frozenset("AEFHILMNORSX")
_SOUNDS_LIKE_YOU = re.compile(r"us[ae]|uni(?!n|m)|util|euro|one\b", re.IGNORECASE)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip  # strftime's names change with the machine's language


def heading(page: Page) -> str:
    """Backend Developer Job Trends in the North West; no place where it is the UK."""
    if page.is_population:
        return f"Job Trends{_in_place(page.place)}: {page.term.name}"
    return f"{page.term.name} Job Trends{_in_place(page.place)}"


def long_name(page: Page) -> str:
    return page.term.long_name or page.term.name


def breadcrumb(place: PlaceName) -> str:
    """England > North West: the place above and the place, or the place alone."""
    return " > ".join(list(place.path)[-2:])


def introduction(page: Page) -> tuple[str, str]:
    """What is known at a glance, and what the table below it covers. Right with any number of vacancies, none too."""
    if not page.summary.count[0]:
        return _none_advertised(page), coverage(page)
    if not any(page.summary.pay[unit].quoted[0] for unit in units_of(page.employment_type)):
        return _no_pay_quoted(page), coverage(page)
    return _median_quoted(page), coverage(page)


def coverage(page: Page) -> str:
    pay = "salaries" if page.employment_type == "permanent" else "rates"
    years = [period.end.year for period in page.periods[1:3]]
    return (
        f"The table follows {_demand(page)} and the {pay} offered in {page.place.in_sentence}, beside the same "
        f"{page.months} months of {_listed([str(year) for year in years])}."
    )


def column_headings(page: Page) -> tuple[str, ...]:
    """6 months to 23 Nov 2025 | Same period 2024 | Same period 2023"""
    first, *earlier = page.periods[:3]
    return (f"{page.months} months to {short_day(first.end)}", *(f"Same period {each.end.year}" for each in earlier))


def category_heading(page: Page) -> str:
    kind = page.employment_type.capitalize()
    if page.category.name in (JOB_TITLES, EVERYTHING):
        return f"All {kind} IT Vacancies{_in_place(page.place)}"
    skills = " Skills" if page.category.name in ("General", "Miscellaneous") else ""
    return f"All {page.category.name}{skills}{_in_place(page.place)}"


def category_introduction(page: Page) -> str:
    kind, where = page.employment_type, page.place.in_sentence
    if page.category.name == EVERYTHING:
        return f"To compare with: every {kind} IT vacancy in {where}, whatever it asks for."
    if page.category.name == JOB_TITLES:
        return (
            f"To compare with: every {kind} IT vacancy in {where} whose headline names a job title that we know. "
            "The second row tells how many do."
        )
    belongs = "What is asked for belongs" if page.is_population else f"{page.term.name} belongs"
    return (
        f"{belongs} to {page.category.name}. To compare with: every {kind} vacancy in {where} that asks "
        f"for {FAMILIES[page.category.name]} of any kind."
    )


def section_heading(page: Page, section: str) -> str:
    """`section` such as "Vacancy Trend" with the term before it and the place behind it."""
    if page.is_population:
        return f"{section}{_in_place(page.place)}: {page.term.name}"
    return f"{page.term.name} {section}{_in_place(page.place)}"


def vacancy_trend_caption(page: Page) -> str:
    named = "match" if page.is_population else "name it in their headline" if _is_title(page) else "cite it"
    return (
        f"Of all {page.employment_type} IT vacancies first seen each month in {page.place.in_sentence}, "
        f"the share of those that {named}."
    )


def pay_trend_caption(page: Page, unit: str) -> str:
    return (
        f"Median {PAY[unit]} quoted in the {page.months} months to the end of each month, with the bands that hold the "
        "middle half and the middle eight tenths."
    )


def histogram_caption(page: Page, unit: str) -> str:
    return f"How many {_vacancies(2)} quoted which {PAY[unit]} in {within(page)}; a range counts at its middle."


def locations_introduction(page: Page) -> str:
    pay = PAY[units_of(page.employment_type)[0]]
    return (
        f"Where {_demand(page)} was advertised within {page.place.in_sentence} in {within(page)}, with the median "
        f"{pay}. A vacancy that names several places counts in each. "
        "The rank change is on the same months a year before."
    )


def cooccurring_heading(page: Page) -> str:
    """Headed with the list's true length."""
    return f"{page.term.name}: Top {len(page.cooccurring)} Co-Occurring Skills{_in_place(page.place)}"


def cooccurring_introduction(page: Page) -> str:
    total = page.summary.count[0]
    return (
        f"What else the {numbers.count(total)} {page.employment_type} {_vacancies(total)} asked for, the commonest "
        f"first: rank, vacancies, and their share of all that {_matched(page)}."
    )


def by_category_heading(page: Page) -> str:
    return f"{page.term.name}: Co-Occurring Skills by Category{_in_place(page.place)}"


def by_category_introduction(page: Page) -> str:
    return "The same in each category, at most 20 of each."


def live_sentence(page: Page) -> str:
    """How many are open on the edition's day, whenever they were first seen."""
    number = "no" if not page.live else "one" if page.live == 1 else numbers.count(page.live)
    is_or_are = "is" if page.live == 1 else "are"
    return f"On {long_day(page.edition.as_of)} {number} such {_vacancies(page.live)} {is_or_are} live."


def index_heading(index: Index) -> str:
    return f"{index.employment_type.capitalize()} IT Job Index{_in_place(index.place)}"


def index_introduction(index: Index) -> str:
    return (
        f"{numbers.count(index.all_count)} {index.employment_type} IT {_vacancies(index.all_count)} "
        f"{_were(index.all_count)} advertised in {index.place.in_sentence} in the {index.months} months to "
        f"{long_day(index.period.end)}. Every job title, skill and technology that they asked for is ranked here."
    )


def of_map(counted: list[tuple[str, int]]) -> str:
    """What a map of dots shows: how many places, and which have the most."""
    first = sorted(counted, key=lambda pair: (-pair[1], pair[0]))[:5]
    most = ", ".join(f"{name} {numbers.count(count)}" for name, count in first)
    places = "1 place" if len(counted) == 1 else f"{numbers.count(len(counted))} places"
    order = "most of them in " if len(counted) > len(first) else ""
    return f"A dot for each of {places}, as large as its number of vacancies: {order}{most}."


def within(page: Page) -> str:
    """the 6 months to 23 November 2025"""
    return f"the {page.months} months to {long_day(page.periods[0].end)}"


def short_day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def long_day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_and_year(month: str) -> str:
    """2025-11 → November 2025"""
    year, number = month.split("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def a_or_an(words: str) -> str:
    """The article by sound: an Analyst, a User Researcher, an HR Manager, a SAN Engineer, a .NET Developer."""
    first = re.split(r"[\s/&-]", words.strip(), maxsplit=1)[0]
    if not first or not first[0].isalnum():
        return "a"
    if first[0].isdigit():
        return "an" if first.startswith(("8", "11", "18")) else "a"
    if len(first) == 1 or (first.isupper() and first not in _SAID_AS_WORDS):
        return "an" if first[0].upper() in _LETTERS_WITH_VOWELS else "a"
    if _SOUNDS_LIKE_YOU.match(first):
        return "a"
    return "an" if first[0].lower() in "aeiou" else "a"


def _median_quoted(page: Page) -> str:
    total, medians = page.summary.count[0], []
    for unit in units_of(page.employment_type):
        summary = page.summary.pay[unit]
        if not summary.quoted[0]:
            continue
        basis = f"{numbers.count(summary.quoted[0])} {_plural(PAY[unit], summary.quoted[0])}"
        if not medians:
            basis += f" in {numbers.count(total)} {page.employment_type} {_vacancies(total)}"
        medians.append(f"{numbers.pay(summary.p50[0], unit, page.edition.currency)} {A_UNIT[unit]} ({basis})")
    pay = "salary" if page.employment_type == "permanent" else "rate"
    verb = "matching" if page.is_population else "citing"
    subject = f"{page.term.name} vacancies" if _is_title(page) else f"Vacancies {verb} {page.term.name}"
    return (
        f"{subject} advertised in {page.place.in_sentence} in {within(page)} quoted a median {pay} of "
        f"{' and '.join(medians)}."
    )


def _no_pay_quoted(page: Page) -> str:
    total = page.summary.count[0]
    pay = "salary" if page.employment_type == "permanent" else "rate"
    none = f"and it quoted no {pay}" if total == 1 else f"but none of them quoted a {pay}"
    number = "One" if total == 1 else numbers.count(total)
    return (
        f"{number} {page.employment_type} {_vacancies(total)} {_matching(page)} {_were(total)} advertised in "
        f"{page.place.in_sentence} in {within(page)}, {none}."
    )


def _none_advertised(page: Page) -> str:
    return (
        f"No {page.employment_type} vacancies {_matching(page)} were advertised in {page.place.in_sentence} "
        f"in {within(page)}."
    )


def _matching(page: Page) -> str:
    name = page.term.name
    if page.is_population:
        return f"matching {name}"
    return f"for {a_or_an(name)} {name}" if _is_title(page) else f"citing {name}"


def _matched(page: Page) -> str:
    verb = "match" if page.is_population else "name" if _is_title(page) else "cite"
    return f"{verb} {page.term.name}"


def _demand(page: Page) -> str:
    return f"{page.employment_type} work {_matching(page)}"


def _is_title(page: Page) -> bool:
    return page.term.category == JOB_TITLES and not page.is_population


def _in_place(place: PlaceName) -> str:
    return "" if place.slug == UK else f" in {place.in_sentence}"


def _vacancies(number: int) -> str:
    return "vacancy" if number == 1 else "vacancies"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _plural(noun: str, number: int) -> str:
    if number == 1:
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
