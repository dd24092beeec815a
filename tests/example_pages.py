"""Pages typed by hand, for the tests of everything that shows them.

The first two hold the published figures of the two reference pages' tables; where a printed "-" hides a percentile
that equals its neighbour, the true figure stands here.
"""

from datetime import date

from jobtide.page import (
    Bin,
    CategorySummary,
    Cooccurring,
    EditionName,
    Index,
    IndexRow,
    Month,
    Page,
    PaySummary,
    PlaceName,
    PlaceRow,
    Summary,
    TermName,
)
from jobtide.period import with_comparators

NOTHING = (None, None, None)
EDITION = EditionName("2025-11-23.1", date(2025, 11, 23))

UK = PlaceName("uk", "UK", ("UK",), "UK excluding London", "uk-excluding-london", "the UK")
NORTH_WEST = PlaceName(
    "north-west", "North West", ("UK", "England", "North West"), "England", "england", "the North West"
)
STOKE = PlaceName(
    "stoke-on-trent",
    "Stoke-on-Trent",
    ("UK", "England", "West Midlands", "Staffordshire", "Stoke-on-Trent"),
    "Staffordshire",
    "staffordshire",
    "Stoke-on-Trent",
)
BACKEND_DEVELOPER = TermName("backend-developer", "Backend Developer", None, "Job Titles")
BACK_OFFICE = TermName("back-office", "Back Office", None, "General")
PYTHON = TermName("python", "Python", "Python programming language", "Programming Languages")

NO_PAY = PaySummary((0, 0, 0), *[NOTHING] * 8)


def skills(text: str, total: int, category: str = "Processes & Methodologies") -> tuple[Cooccurring, ...]:
    """`1 18 DevOps` lines as entries."""
    entries = []
    for line in text.strip().splitlines():
        rank, count, name = line.split(maxsplit=2)
        slug = name.lower().replace(" ", "-").replace("/", "-").replace("#", "-sharp").replace(".", "dot-")
        entries.append(Cooccurring(int(rank), name, slug, category, int(count), int(count) / total))
    return tuple(entries)


def months(number: int, *units: str, scale: float = 1000.0) -> tuple[Month, ...]:
    """A series that ends in November 2025, with a gap in its second year."""
    series = []
    for index in range(number):
        year, month = divmod(2025 * 12 + 10 - (number - 1 - index), 12)
        wave = 5 + (index * 7) % 11
        empty = 14 <= index <= 16
        median = None if empty else (50 + index * 0.2 + wave * 0.3) * scale
        bands = {"p10": 0.7, "p25": 0.85, "p50": 1.0, "p75": 1.2, "p90": 1.45}
        pay = {unit: {name: None if median is None else median * by for name, by in bands.items()} for unit in units}
        series.append(Month(f"{year}-{month + 1:02d}", 0 if empty else wave, None if empty else wave / 1000, pay))
    return tuple(series)


def page(**changes) -> Page:
    """Backend Developer in the North West, 6 months to 23 November 2025, with what `changes` replaces."""
    fields = {
        "edition": EDITION,
        "term": BACKEND_DEVELOPER,
        "place": NORTH_WEST,
        "employment_type": "permanent",
        "months": 6,
        "periods": with_comparators(date(2025, 11, 23), 6)[:3],
        "summary": Summary(
            rank=(161, 195, 182),
            rank_change=(34, -13, 107),
            count=(25, 41, 16),
            share_of_all=(25 / 4992, 41 / 6991, 16 / 3819),
            share_of_category=(25 / 4392, 41 / 6605, 16 / 3685),
            pay={
                "annual": PaySummary(
                    quoted=(17, 36, 11),
                    p10=(50300, 48750, 42500),
                    p25=(52500, 48750, 50312.5),
                    p50=(60000, 52500, 62500),
                    p75=(71250, 56250, 70000),
                    p90=(73750, 75000, 75000),
                    p50_change=(60000 / 52500 - 1, 52500 / 62500 - 1, 62500 / 67500 - 1),
                    parent_p50=(67500, 52500, 72500),
                    parent_p50_change=(67500 / 52500 - 1, 52500 / 72500 - 1, 72500 / 67500 - 1),
                )
            },
        ),
        "category": CategorySummary(
            name="Job Titles",
            count=(4392, 6605, 3685),
            share_of_all=(4392 / 4992, 6605 / 6991, 3685 / 3819),
            pay={
                "annual": PaySummary(
                    quoted=(2651, 3699, 2791),
                    p10=(27250, 31250, 30000),
                    p25=(34000, 40000, 41250),
                    p50=(50000, 50000, 55000),
                    p75=(65000, 65000, 70000),
                    p90=(80000, 78750, 83750),
                    p50_change=(0.0, 50000 / 55000 - 1, 55000 / 52500 - 1),
                    parent_p50=(54500, 57500, 60000),
                    parent_p50_change=(54500 / 57500 - 1, 57500 / 60000 - 1, 0.0),
                )
            },
        ),
        "all_count": (4992, 6991, 3819),
        "places": (
            PlaceRow("Cheshire", "cheshire", 19, 13, 67500, 67500 / 52500 - 1, 1),
            PlaceRow("Manchester", "manchester", 31, 11, 60000, 60000 / 52500 - 1, 9),
            PlaceRow("Merseyside", "merseyside", -9, 1, 40000, -0.2, 2),
        ),
        "cooccurring": skills(
            """
            1 18 DevOps
            2 16 Agile
            3 14 Problem-Solving
            4 9 Code Quality
            4 9 Collaborative Culture
            4 9 QA
            5 8 CI/CD
            5 8 Elixir
            5 8 Go
            6 7 .NET
            6 7 Azure
            6 7 SQL
            7 6 C#
            7 6 Git
            7 6 REST
            8 5 SaaS
            8 5 Terraform
            """,
            25,
        ),
        "cooccurring_by_category": {
            "Cloud Services": skills("1 7 Azure\n2 5 SaaS\n3 4 AWS\n4 2 Serverless", 25, "Cloud Services"),
            "Applications": (),
            "Libraries, Frameworks & Software Standards": skills(
                "1 7 .NET\n2 6 REST\n3 3 Node.js\n4 2 Spring Boot", 25, "Libraries, Frameworks & Software Standards"
            ),
            "Processes & Methodologies": skills("1 18 DevOps\n2 16 Agile\n3 14 Problem-Solving", 25),
            "Programming Languages": skills("1 8 Elixir\n1 8 Go\n1 8 Ruby\n2 7 SQL", 25, "Programming Languages"),
        },
        "series": months(60, "annual"),
        "histogram": {
            "annual": tuple(
                Bin(low, low + 5000, count)
                for low, count in zip(range(40000, 80000, 5000), (2, 1, 4, 0, 5, 2, 2, 1), strict=True)
            )
        },
        "live": 12,
    }
    return Page(**{**fields, **changes})


def back_office(**changes) -> Page:
    """Back Office in Stoke-on-Trent, 6 months to 5 December 2025."""
    fields = {
        "edition": EditionName("2025-12-05.1", date(2025, 12, 5)),
        "term": BACK_OFFICE,
        "place": STOKE,
        "periods": with_comparators(date(2025, 12, 5), 6)[:3],
        "summary": Summary(
            rank=(17, None, None),
            rank_change=NOTHING,
            count=(4, 0, 0),
            share_of_all=(4 / 138, 0.0, 0.0),
            share_of_category=(4 / 63, None, None),
            pay={
                "annual": PaySummary(
                    quoted=(4, 0, 0),
                    p10=(41250, None, None),
                    p25=(41250, None, None),
                    p50=(42500, None, None),
                    p75=(43750, None, None),
                    p90=(43750, None, None),
                    p50_change=NOTHING,
                    parent_p50=(42500, None, None),
                    parent_p50_change=NOTHING,
                )
            },
        ),
        "category": CategorySummary(
            name="General",
            count=(63, 114, 79),
            share_of_all=(63 / 138, 114 / 157, 79 / 117),
            pay={
                "annual": PaySummary(
                    quoted=(37, 84, 75),
                    p10=(28787, 27500, 21500),
                    p25=(32500, 32500, 26250),
                    p50=(40000, 35000, 40000),
                    p75=(55000, 48125, 58125),
                    p90=(67250, 58750, 70750),
                    p50_change=(40000 / 35000 - 1, 35000 / 40000 - 1, 40000 / 38000 - 1),
                    parent_p50=(42500, 45000, 40000),
                    parent_p50_change=(42500 / 45000 - 1, 45000 / 40000 - 1, 40000 / 45000 - 1),
                )
            },
        ),
        "all_count": (138, 157, 117),
        "places": (),
        "cooccurring": (),
        "cooccurring_by_category": {
            "General": skills("1 4 Law\n1 4 Local Government\n1 4 Military", 4, "General"),
            "Job Titles": skills("1 4 Project Manager\n1 4 Traffic Manager", 4, "Job Titles"),
            "Quality Assurance & Compliance": skills("1 4 COSHH", 4, "Quality Assurance & Compliance"),
        },
        "series": months(1, "annual"),
        "histogram": {"annual": ()},
        "live": 0,
    }
    return page(**{**fields, **changes})


def contract(**changes) -> Page:
    """A contract page of a skill in the UK, with daily and hourly rates."""
    daily = PaySummary(
        quoted=(120, 98, 0),
        p10=(302.5, 300, None),
        p25=(412.5, 375, None),
        p50=(500, 475, None),
        p75=(600, 600, None),
        p90=(725, 700, None),
        p50_change=(500 / 475 - 1, None, None),
        parent_p50=(475, 450, 425),
        parent_p50_change=(475 / 450 - 1, 450 / 425 - 1, None),
    )
    hourly = PaySummary(
        quoted=(3, 1, 0),
        p10=(22.5, 30, None),
        p25=(25.125, 30, None),
        p50=(41.255, 30, None),
        p75=(55, 30, None),
        p90=(61, 30, None),
        p50_change=(41.255 / 30 - 1, None, None),
        parent_p50=(40, 30, None),
        parent_p50_change=(40 / 30 - 1, None, None),
    )
    fields = {
        "term": PYTHON,
        "place": UK,
        "employment_type": "contract",
        "summary": Summary(
            rank=(12, 15, None),
            rank_change=(3, None, None),
            count=(1320, 1050, 0),
            share_of_all=(0.0912, 0.085, None),
            share_of_category=(0.21, 0.2, None),
            pay={"daily": daily, "hourly": hourly},
        ),
        "category": CategorySummary(
            "Programming Languages", (6200, 5200, 0), (0.43, 0.41, None), {"daily": daily, "hourly": NO_PAY}
        ),
        "all_count": (14474, 12352, 0),
        "series": months(40, "daily", "hourly", scale=9.0),
        "histogram": {
            "daily": tuple(Bin(low, low + 50, 3 + (low // 50) % 5) for low in range(250, 800, 50)),
            "hourly": (),
        },
    }
    return page(**{**fields, **changes})


def nothing(**changes) -> Page:
    """A page without a single vacancy."""
    none = Summary(NOTHING, NOTHING, (0, 0, 0), NOTHING, NOTHING, {"annual": NO_PAY})
    fields = {
        "summary": none,
        "category": CategorySummary("Job Titles", (0, 0, 0), NOTHING, {"annual": NO_PAY}),
        "all_count": (0, 0, 0),
        "places": (),
        "cooccurring": (),
        "cooccurring_by_category": {},
        "series": (),
        "histogram": {"annual": ()},
        "live": 0,
    }
    return page(**{**fields, **changes})


def index(**changes) -> Index:
    rows = (
        IndexRow(1, 0, "Agile", "agile", "Processes & Methodologies", 60000.0, 0.0, 1812, 0.363, 420),
        IndexRow(2, 3, "SQL", "sql", "Programming Languages", 52500.0, 0.05, 1200, 0.2404, 310),
        IndexRow(3, -1, "C#", "c-sharp", "Programming Languages", 58000.0, -0.0333, 900, 0.1803, 200),
        IndexRow(3, None, "R&D <Lab>", "r-and-d", "General", None, None, 900, 0.00085, 0),
    )
    fields = {
        "edition": EDITION,
        "place": NORTH_WEST,
        "employment_type": "permanent",
        "months": 6,
        "period": with_comparators(date(2025, 11, 23), 6)[0],
        "all_count": 4992,
        "total": len(rows),
        "rows": rows,
    }
    return Index(**{**fields, **changes})
