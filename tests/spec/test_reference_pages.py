# ruff: noqa: E501 the tables are drawn as the pages have them
"""Two pages that the reference site published, line by line, from adverts made to have their figures.

What the pages say is typed in below. The adverts go through the whole pipeline: files, reading, vacancies, an edition,
and `jobtide show` as a user types it.
"""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from jobtide.cli import main
from jobtide.extraction.terms import TermReader
from jobtide.period import with_comparators
from jobtide.reference.load import load
from tests.spec.constructed import Filling, Wanted, advert, days_of, ladder, spread_over

NORTH_WEST_SUMMARY = """
                                               | 6 months to 23 Nov 2025 | Same period 2024 | Same period 2023
Rank                                           | 161     | 195     | 182
Rank change year-on-year                       | +34     | -13     | +107
Permanent jobs requiring a Backend Developer   | 25      | 41      | 16
As % of all permanent jobs in the North West   | 0.50%   | 0.59%   | 0.42%
As % of the Job Titles category                | 0.57%   | 0.62%   | 0.43%
Number of salaries quoted                      | 17      | 36      | 11
10th Percentile                                | £50,300 | -       | £42,500
25th Percentile                                | £52,500 | £48,750 | £50,313
Median annual salary (50th Percentile)         | £60,000 | £52,500 | £62,500
Median % change year-on-year                   | +14.29% | -16.00% | -7.41%
75th Percentile                                | £71,250 | £56,250 | £70,000
90th Percentile                                | £73,750 | £75,000 | £75,000
England median annual salary                   | £67,500 | £52,500 | £72,500
% change year-on-year                          | +28.57% | -27.59% | +7.41%
"""

NORTH_WEST_CATEGORY = """
                                                                        | 6 months to 23 Nov 2025 | Same period 2024 | Same period 2023
Permanent vacancies in the North West with a recognized job title       | 4,392   | 6,605   | 3,685
% of permanent jobs with a recognized job title                         | 87.98%  | 94.48%  | 96.49%
Number of salaries quoted                                               | 2,651   | 3,699   | 2,791
10th Percentile                                                         | £27,250 | £31,250 | £30,000
25th Percentile                                                         | £34,000 | £40,000 | £41,250
Median annual salary (50th Percentile)                                  | £50,000 | £50,000 | £55,000
Median % change year-on-year                                            | -       | -9.09%  | +4.76%
75th Percentile                                                         | £65,000 | £65,000 | £70,000
90th Percentile                                                         | £80,000 | £78,750 | £83,750
England median annual salary                                            | £54,500 | £57,500 | £60,000
% change year-on-year                                                   | -5.22%  | -4.17%  | -
"""

NORTH_WEST_PLACES = """
Location   | Rank change | Vacancies | Median salary | Median change | Live
Cheshire   | +19 | 13 | £67,500 | +28.57% | 1
Manchester | +31 | 11 | £60,000 | +14.29% | 9
Merseyside | -9  | 1  | £40,000 | -20.00% | 2
"""

NORTH_WEST_TOP_30 = """
1 18 (72.00%) DevOps
2 16 (64.00%) Agile
3 14 (56.00%) Problem-Solving
4 9 (36.00%) Code Quality
4 9 (36.00%) Collaborative Culture
4 9 (36.00%) Continuous Improvement
4 9 (36.00%) QA
5 8 (32.00%) CI/CD
5 8 (32.00%) Elixir
5 8 (32.00%) Go
5 8 (32.00%) Mentoring
5 8 (32.00%) Product Roadmap
5 8 (32.00%) Roadmaps
5 8 (32.00%) Ruby
6 7 (28.00%) .NET
6 7 (28.00%) Azure
6 7 (28.00%) SQL
6 7 (28.00%) Unit Testing
7 6 (24.00%) C#
7 6 (24.00%) Clean Code
7 6 (24.00%) Critical Thinking
7 6 (24.00%) Git
7 6 (24.00%) Java
7 6 (24.00%) REST
8 5 (20.00%) API Development
8 5 (20.00%) GitLab
8 5 (20.00%) Project Delivery
8 5 (20.00%) SaaS
8 5 (20.00%) Terraform
8 5 (20.00%) Windows
"""

NORTH_WEST_BY_CATEGORY = """
Application Platforms
1 4 (16.00%) Camunda
2 2 (8.00%) Apache Solr
3 1 (4.00%) Apache
3 1 (4.00%) CMS
3 1 (4.00%) nginx
3 1 (4.00%) Umbraco
Business Applications
1 1 (4.00%) Payment Gateway
Cloud Services
1 7 (28.00%) Azure
2 5 (20.00%) SaaS
3 4 (16.00%) AWS
4 2 (8.00%) Serverless
5 1 (4.00%) Amazon EC2
5 1 (4.00%) Amazon ECS
5 1 (4.00%) Amazon Kinesis
5 1 (4.00%) Amazon S3
5 1 (4.00%) Amazon SQS
5 1 (4.00%) AWS Lambda
5 1 (4.00%) Azure Cosmos DB
5 1 (4.00%) Azure Functions
5 1 (4.00%) Google Analytics
5 1 (4.00%) Stripe
Database & Business Intelligence
1 4 (16.00%) MySQL
2 2 (8.00%) Data Lake
2 2 (8.00%) Data Warehouse
2 2 (8.00%) Elasticsearch
2 2 (8.00%) Relational Database
2 2 (8.00%) SQL Server
3 1 (4.00%) Amazon RDS
3 1 (4.00%) DynamoDB
3 1 (4.00%) MongoDB
3 1 (4.00%) PostgreSQL
3 1 (4.00%) Redis
Development Applications
1 6 (24.00%) Git
2 5 (20.00%) GitLab
3 4 (16.00%) Bitbucket
3 4 (16.00%) Jenkins
3 4 (16.00%) SonarQube
3 4 (16.00%) Sonatype Nexus
4 1 (4.00%) JIRA
4 1 (4.00%) Mocha
4 1 (4.00%) NUnit
4 1 (4.00%) Sinon.JS
General
1 7 (28.00%) Social Skills
2 6 (24.00%) Analytical Skills
3 2 (8.00%) Finance
3 2 (8.00%) Marketing
Libraries, Frameworks & Software Standards
1 7 (28.00%) .NET
2 6 (24.00%) REST
3 3 (12.00%) Node.js
3 3 (12.00%) RESTful
4 2 (8.00%) Spring
4 2 (8.00%) Spring Boot
4 2 (8.00%) Web Services
5 1 (4.00%) .NET Core
5 1 (4.00%) GraphQL
5 1 (4.00%) JSON
5 1 (4.00%) LAMP
5 1 (4.00%) Laravel
5 1 (4.00%) LEMP Stack
5 1 (4.00%) Memcached
5 1 (4.00%) Vue
Miscellaneous
1 8 (32.00%) IoT
2 1 (4.00%) Greenfield Project
2 1 (4.00%) Mobile App
2 1 (4.00%) Product Ownership
Operating Systems
1 5 (20.00%) Windows
2 3 (12.00%) Linux
3 2 (8.00%) Windows Server
Processes & Methodologies
1 18 (72.00%) DevOps
2 16 (64.00%) Agile
3 14 (56.00%) Problem-Solving
4 9 (36.00%) Code Quality
4 9 (36.00%) Collaborative Culture
4 9 (36.00%) Continuous Improvement
5 8 (32.00%) CI/CD
5 8 (32.00%) Mentoring
5 8 (32.00%) Product Roadmap
5 8 (32.00%) Roadmaps
6 7 (28.00%) Unit Testing
7 6 (24.00%) Clean Code
7 6 (24.00%) Critical Thinking
8 5 (20.00%) API Development
8 5 (20.00%) Project Delivery
9 4 (16.00%) Decision-Making
9 4 (16.00%) Infrastructure as Code
9 4 (16.00%) Microservices
9 4 (16.00%) Secure Coding
9 4 (16.00%) Strategic Thinking
Programming Languages
1 8 (32.00%) Elixir
1 8 (32.00%) Go
1 8 (32.00%) Ruby
2 7 (28.00%) SQL
3 6 (24.00%) C#
3 6 (24.00%) Java
4 3 (12.00%) PHP
5 2 (8.00%) JavaScript
5 2 (8.00%) Python
6 1 (4.00%) TypeScript
Qualifications
1 2 (8.00%) Computer Science Degree
1 2 (8.00%) Degree
Quality Assurance & Compliance
1 9 (36.00%) QA
2 2 (8.00%) GDPR
3 1 (4.00%) California Consumer Privacy Act
System Software
1 4 (16.00%) Docker
Systems Management
1 5 (20.00%) Terraform
2 2 (8.00%) Ansible
Vendors
1 2 (8.00%) AppDynamics
1 2 (8.00%) IBM
1 2 (8.00%) Microsoft
1 2 (8.00%) Moogsoft
1 2 (8.00%) Splunk
2 1 (4.00%) Bloomberg
2 1 (4.00%) Google
2 1 (4.00%) PayPal
"""

STOKE_SUMMARY = """
                                                  | 6 months to 5 Dec 2025 | Same period 2024 | Same period 2023
Rank                                              | 17      | - | -
Rank change year-on-year                          | -       | - | -
Permanent jobs citing Back Office                 | 4       | 0 | 0
As % of all permanent jobs in Stoke-on-Trent      | 2.90%   | - | -
As % of the General category                      | 6.35%   | - | -
Number of salaries quoted                         | 4       | 0 | 0
10th Percentile                                   | -       | - | -
25th Percentile                                   | £41,250 | - | -
Median annual salary (50th Percentile)            | £42,500 | - | -
75th Percentile                                   | £43,750 | - | -
90th Percentile                                   | -       | - | -
Staffordshire median annual salary                | £42,500 | - | -
"""

STOKE_CATEGORY = """
                                                                    | 6 months to 5 Dec 2025 | Same period 2024 | Same period 2023
Permanent vacancies with a requirement for common skills            | 63      | 114     | 79
As % of all permanent jobs advertised in Stoke-on-Trent             | 45.65%  | 72.61%  | 67.52%
Number of salaries quoted                                           | 37      | 84      | 75
10th Percentile                                                     | £28,787 | £27,500 | £21,500
25th Percentile                                                     | £32,500 | £32,500 | £26,250
Median annual salary (50th Percentile)                              | £40,000 | £35,000 | £40,000
Median % change year-on-year                                        | +14.29% | -12.50% | +5.26%
75th Percentile                                                     | £55,000 | £48,125 | £58,125
90th Percentile                                                     | £67,250 | £58,750 | £70,750
Staffordshire median annual salary                                  | £42,500 | £45,000 | £40,000
% change year-on-year                                               | -5.56%  | +12.50% | -11.11%
"""

STOKE_BY_CATEGORY = """
General
1 4 (100.00%) Law
1 4 (100.00%) Local Government
1 4 (100.00%) Military
Job Titles
1 4 (100.00%) Project Manager
1 4 (100.00%) Traffic Manager
Quality Assurance & Compliance
1 4 (100.00%) COSHH
"""

# A job title that is read as itself and nothing else, for the vacancies that only fill up.
PLAIN_TITLE = "Webmaster"


@pytest.fixture(scope="module")
def reference():
    return load()


@pytest.fixture(scope="module")
def fillers(reference) -> list[str]:
    """Names that are read as themselves and nothing else, and that stand on neither page."""
    reader = TermReader(reference.taxonomy)
    on_a_page = {
        line.split(") ", 1)[1]
        for text in (NORTH_WEST_BY_CATEGORY, STOKE_BY_CATEGORY)
        for line in text.splitlines()
        if ") " in line
    }
    found = []
    for term in reference.taxonomy:
        if term.category in ("Job Titles", "General", "Vendors") or term.name in on_a_page:
            continue
        read = reader.read("A good place to work", f"You will work with: {term.name}.", None)
        if [finding.slug for finding in read] == [term.slug]:
            found.append(term.name)
    assert len(found) >= 400
    return found


def said(figures: str) -> list[str]:
    return figures.split()


def backend_developers_in_the_north_west(fillers) -> list[Wanted]:
    now, last, before, first = with_comparators(date(2025, 11, 23), 6)

    def backend(within, location, *pays, without_pay=0, seen=None):
        days = days_of(within)
        quoted = [f"£{pay} per annum" for pay in pays] + [None] * without_pay
        return [Wanted("Backend Developer", next(days), location, pay=pay, seen=seen) for pay in quoted]

    cheshire = backend(
        now, "Cheshire", *said("50,000 51,000 55,000 58,000 67,500 71,250 73,750 73,750 80,000"), without_pay=4
    )
    manchester = backend(now, "Manchester", *said("50,500 52,500 57,500 60,000 62,500 70,000 72,500"), without_pay=4)
    merseyside = backend(now, "Merseyside", "40,000")
    here = cheshire + manchester + merseyside
    listed = {
        line.split(") ", 1)[1]: int(line.split()[1])
        for line in (NORTH_WEST_TOP_30 + NORTH_WEST_BY_CATEGORY).splitlines()
        if ") " in line
    }
    inside = {
        "Product Roadmap": "Roadmaps", "Spring Boot": "Spring", ".NET Core": ".NET", "SQL Server": "SQL",
        "Windows Server": "Windows", "Azure Cosmos DB": "Azure", "Azure Functions": "Azure", "AWS Lambda": "AWS",
        "Computer Science Degree": "Degree", "RESTful": "REST",
    }  # fmt: skip
    spread_over(here, listed, inside)
    for vacancy in (cheshire[0], *manchester[:9], merseyside[0]):
        vacancy.seen = now.end
    long_open = Wanted("Backend Developer", date(2025, 3, 3), "Merseyside", seen=now.end)
    ranges = ["45,000 - £60,000"] * 28
    here += [long_open]
    here += backend(last, "Merseyside", "50,000", without_pay=4)
    here += backend(last, "Cheshire", *ranges[:6], "75,000", "75,000")
    here += backend(last, "Manchester", *ranges[6:], *["75,000"] * 5, without_pay=1)
    figures = said("40,000 42,500 50,000 50,625 55,000 62,500 65,000 70,000 70,000 75,000 80,000")
    here += backend(before, "Cheshire", *figures, without_pay=5) + backend(first, "Cheshire", "67,500", "67,500")
    elsewhere = backend(now, "London", *["67,500"] * 10) + backend(before, "London", *["72,500"] * 10)

    names = iter([fillers[start:] for start in (0, 0, 0, 0)])
    now_counts = ladder(next(names), 25, 159)
    for step, name in enumerate(list(now_counts)[:9], start=2):
        now_counts[name] = {"": now_counts[name][""] - step, "Merseyside": step}
    last_counts = ladder(next(names), 41, 193)
    for places, start, many in (("Cheshire", 8, 19), ("Manchester", 28, 31)):
        for step, name in enumerate(list(last_counts)[100 : 100 + many], start=start + 1):
            last_counts[name] = {**last_counts[name], places: step, "": last_counts[name][""] - step}
    usual = {"location": "North West", "title": PLAIN_TITLE}
    fillings = [
        Filling(now, total=4967, titled=4367, quoting=2634, spread=(27_250, 34_000, 50_000, 65_000, 80_000),
                inside={"Merseyside": 10}, counts=now_counts, **usual),
        Filling(last, total=6950, titled=6564, quoting=3663, spread=(31_250, 40_000, 50_000, 65_000, 78_750),
                inside={"Cheshire": 60, "Manchester": 70}, counts=last_counts, **usual),
        Filling(before, total=3803, titled=3669, quoting=2780, spread=(30_000, 41_250, 55_000, 70_000, 83_750),
                counts=ladder(next(names), 16, 180), **usual),
        Filling(first, total=420, titled=400, quoting=200, spread=(30_000, 40_000, 52_500, 70_000, 80_000),
                counts=ladder(next(names), 2, 287), **usual),
        *(Filling(within, "London", total=many, titled=many, title=PLAIN_TITLE, quoting=many, spread=[median] * 5)
          for within, many, median in ((now, 1000, 54_500), (last, 1500, 57_500), (before, 1500, 60_000), (first, 400, 60_000))),
    ]  # fmt: skip
    return [*here, *elsewhere, *(vacancy for filling in fillings for vacancy in filling.vacancies())]


def back_office_in_stoke(fillers) -> list[Wanted]:
    now, last, before, first = with_comparators(date(2025, 12, 5), 6)
    days = days_of(now)
    cited = {"Back Office", "Law", "Local Government", "Military", "COSHH"}
    title = "Project Manager / Traffic Manager"
    here = [Wanted(title, next(days), "Stoke-on-Trent", set(cited), "£40,000 - £45,000 per annum") for _ in range(4)]
    spreads = {
        now: (33, 26, 75, _pays_of_now()),
        last: (
            84,
            30,
            43,
            [27_500] * 15 + [32_500] * 17 + [35_000] * 20 + [47_500] * 10 + [48_125] * 4 + [58_750] * 18,
        ),
        before: (75, 4, 38, [21_500] * 13 + [26_250] * 15 + [40_000] * 19 + [58_125] * 15 + [70_750] * 13),
        first: (30, 0, 10, [38_000] * 30),
    }
    made = []
    for within, (quoting, silent, others, pays) in spreads.items():
        days = days_of(within)
        assert len(pays) == quoting
        quoted = [*pays, *[None] * silent]
        made += [
            Wanted(PLAIN_TITLE, next(days), "Stoke-on-Trent", {"Finance"}, pay and f"£{pay:,} per annum")
            for pay in quoted
        ]
        made += [Wanted(PLAIN_TITLE, next(days), "Stoke-on-Trent") for _ in range(others)]
    beside = {now: 42_500, last: 45_000, before: 40_000, first: 45_000}
    for within, median in beside.items():
        days = days_of(within)
        made += [Wanted(PLAIN_TITLE, next(days), "Stafford", {"Finance"}, f"£{median:,} per annum") for _ in range(150)]
    silent = [vacancy for vacancy in made if not vacancy.terms and now.start <= vacancy.day <= now.end]
    # Ranks above 4: the plain title and Finance take two, fourteen more terms the rest.
    for name, by_place in ladder(fillers, 4, 14).items():
        for vacancy in silent[: by_place[""]]:
            vacancy.terms.add(name)
    return here + made


def _pays_of_now() -> list[int]:
    """33 figures that make, with four ranges of 40,000 to 45,000, the five percentiles of the page."""
    low = [28_000, 28_000, 28_000, 28_430, 29_025, 30_000, 31_000, 32_000, 32_500, 32_500, 33_000, 34_000, 35_000]
    middle = [36_000, 37_000, 38_000, 39_000, 40_000, 40_000]
    high = [
        46_000,
        48_000,
        50_000,
        52_000,
        55_000,
        55_000,
        56_000,
        58_000,
        60_000,
        66_250,
        68_750,
        70_000,
        72_000,
        75_000,
    ]
    return low + middle + high


def shown(folder: Path, vacancies: list[Wanted], as_of: str, term: str, place: str) -> str:
    """What `jobtide show` prints after `ingest` and `publish`, as into a pipe."""
    file = folder / "adverts.jsonl"
    file.write_text("".join(json.dumps(advert(n, each)) + "\n" for n, each in enumerate(vacancies)), encoding="utf-8")
    home = ["--home", str(folder / "home")]
    for command in (
        ["ingest", str(file), "--seen-at", as_of, *home],
        ["publish", "--as-of", as_of, *home],
        ["show", term, "--in", place, *home],
    ):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def north_west(tmp_path_factory, fillers) -> str:
    vacancies = backend_developers_in_the_north_west(fillers)
    return shown(tmp_path_factory.mktemp("north-west"), vacancies, "2025-11-23", "Backend Developer", "North West")


@pytest.fixture(scope="module")
def stoke(tmp_path_factory, fillers) -> str:
    vacancies = back_office_in_stoke(fillers)
    return shown(tmp_path_factory.mktemp("stoke"), vacancies, "2025-12-05", "Back Office", "Stoke-on-Trent")


@pytest.mark.parametrize(
    "table", [NORTH_WEST_SUMMARY, NORTH_WEST_CATEGORY, NORTH_WEST_PLACES], ids=["summary", "category", "locations"]
)
def test_backend_developer_in_the_north_west_has_the_tables_of_the_reference_page(north_west, table):
    assert_stands_in(north_west, cells(table))


def test_backend_developer_in_the_north_west_has_the_top_30_of_the_reference_page(north_west):
    assert_stands_in(north_west, lines(NORTH_WEST_TOP_30))
    assert "Top 30" in north_west


def test_backend_developer_in_the_north_west_has_every_category_of_the_reference_page(north_west):
    assert_stands_in(north_west, lines(NORTH_WEST_BY_CATEGORY))


def test_the_page_in_the_north_west_is_headed_as_the_reference_page_is(north_west):
    assert_stands_in(
        north_west, ["Backend Developer Job Trends in the North West", "Backend Developer", "England > North West"]
    )


@pytest.mark.parametrize("table", [STOKE_SUMMARY, STOKE_CATEGORY], ids=["summary", "category"])
def test_back_office_in_stoke_has_the_tables_of_the_reference_page(stoke, table):
    assert_stands_in(stoke, cells(table))


def test_back_office_in_stoke_has_every_category_of_the_reference_page_and_no_overall_list(stoke):
    assert_stands_in(stoke, lines(STOKE_BY_CATEGORY))
    assert "Top " not in stoke


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip("\n").splitlines() if line.strip()]


def cells(table: str) -> list[str]:
    """A drawn table's lines with one space between cells, as printed ones are compared."""
    return [" ".join(cell.strip() for cell in line.split("|")).strip() for line in lines(table)]


def assert_stands_in(printed: str, expected: list[str]) -> None:
    """The expected lines follow each other in what was printed, rules and blank lines aside."""
    got = [" ".join(line.replace("─", " ").split()) for line in printed.splitlines()]
    got = [line for line in got if line]
    starts = [number for number, line in enumerate(got) if line == expected[0]]
    best = max((_in_common(got[start:], expected) for start in starts), default=0)
    assert best == len(expected), f"expected {expected[best]!r} after {expected[:best][-1:]}"


def _in_common(got: list[str], expected: list[str]) -> int:
    same = 0
    for one, other in zip(got, expected, strict=False):
        if one != other:
            break
        same += 1
    return same
