"""Lists of vacancies behind figures, populations, comparisons, the first page and places, over a published edition."""

import csv
import io
import re

import pytest
from served_market import served, words


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return served(tmp_path_factory.mktemp("market"), many=60)


def linked(site, address, label):
    """Where the cells of a row lead, with what they print."""
    row = re.search(rf"<tr[^>]*><th[^>]*>(?:<a[^>]*>)?{label}(?:</a>)?</th>(.*?)</tr>", site.get(address).text)[1]
    return [(found[0].replace("&amp;", "&"), found[1]) for found in re.findall(r'<a href="([^"]*)">([^<]*)</a>', row)]


@pytest.mark.parametrize(
    ("page", "label"),
    [
        ("/permanent/uk/java", "Permanent jobs citing Java"),
        ("/permanent/uk/java", "Number of salaries quoted"),
        ("/permanent/north-west/java", "Permanent vacancies with a requirement for coding skills"),
        ("/contract/uk/go", "Number of hourly rates quoted"),
        ("/permanent/uk", "Java"),
        ("/explore?where=java+and+sql&type=permanent&in=uk", "Permanent jobs matching Java and SQL"),
        ("/compare?t=java,sql", "Vacancies"),
    ],
)
def test_a_count_leads_to_as_many_vacancies_as_it_says(site, page, label):
    links = [(address, said) for address, said in linked(site, page, label) if address.startswith("/vacancies")]
    assert links
    for address, said in links:
        assert site.get(address.replace("/vacancies?", "/vacancies.json?")).json()["total"] == int(said)
        assert site.get(address).status_code == 200


def test_a_list_of_vacancies_says_what_it_lists_and_is_leafed_through(site):
    text = words(site, "/vacancies?term=java&in=north-west")
    assert "Permanent vacancies citing Java in the North West" in text
    assert "64 permanent vacancies citing Java were first seen in the 6 months to 23 November 2025" in text
    assert "64 vacancies, of which 1 to 50 · their figures" in text and "Page 1 of 2" in text
    assert "of which 51 to 64" in words(site, "/vacancies?term=java&in=north-west&page=2")
    first, second = (site.get(f"/vacancies?term=java&in=north-west&page={page}").text for page in (1, 2))
    ids = [re.findall(r'<th scope="row"><a href="/vacancies/(v\w+)"', each) for each in (first, second)]
    assert len({*ids[0], *ids[1]}) == 64


def test_live_ones_are_told_apart_from_those_of_the_period(site):
    assert "60 permanent vacancies citing Java are live on 23 November 2025, whenever first seen, in the UK" in words(
        site, "/vacancies?term=java&live=1"
    )
    assert "There is none." in words(site, "/vacancies?term=aws")


def test_a_list_of_vacancies_is_had_as_data(site):
    rows = list(csv.DictReader(io.StringIO(site.get("/vacancies.csv?term=sql").text)))
    assert len(rows) == 4 and rows[0]["places"] == "chester" and rows[0]["edition"]


def test_a_vacancy_has_its_adverts_and_terms(site):
    row = site.get("/vacancies.json?term=sql").json()["rows"][0]
    text = words(site, f"/vacancies/{row['vacancy_id']}")
    assert "One advert is this vacancy." in text and "Chester" in text and "SQL" in text
    assert site.get(f"/vacancies/{row['vacancy_id']}.json").json()["vacancy_id"] == row["vacancy_id"]
    assert site.get("/vacancies/vffffffffffffffff").status_code == 404


def test_a_place_by_another_name_leads_to_the_list_of_its_slug(site):
    moved = site.get("/vacancies?term=java&in=united+kingdom&live=1")
    assert (moved.status_code, moved.headers["location"]) == (
        303,
        "/vacancies?type=permanent&in=uk&term=java&live=1",
    )


@pytest.mark.parametrize(
    "asked", ["years_ago=x", "pay_from=-3", "from=2025-13-01", "category=Cheese", "quoted=weekly", "month=1999-01",
     "page=0"]
)  # fmt: skip
def test_what_cannot_be_asked_of_vacancies_is_said(site, asked):
    assert site.get(f"/vacancies?term=java&{asked}").status_code in (400, 404)


def test_a_population_has_the_parts_of_a_terms_page_and_its_charts(site):
    address = "/explore?where=java+and+not+sql&type=permanent&in=uk"
    text = words(site, address)
    assert "Permanent jobs matching Java and not SQL 60 3 0" in text and "Middle half" in text
    chart = re.search(r'src="(/explore/pay\.svg[^"]*)"', site.get(address).text)[1].replace("&amp;", "&")
    assert site.get(chart).headers["content-type"] == "image/svg+xml"
    assert site.get(address.replace("/explore?", "/explore.json?")).json()["summary"]["count"] == [60, 3, 0]


def test_a_mistaken_expression_is_shown_again_with_the_place_of_the_mistake(site):
    answer = site.get("/explore?where=java+and+(sql")
    assert answer.status_code == 400 and 'value="java and (sql"' in answer.text and "<pre>" in answer.text
    unknown = site.get("/explore?where=javva")
    assert unknown.status_code == 404 and "Perhaps you meant Java" in unknown.text


def test_terms_places_and_periods_are_set_side_by_side(site):
    text = words(site, "/compare?t=java,sql")
    assert "Java and SQL in the UK, permanent" in text and "Vacancies 64 4" in text
    assert "Java in Manchester and Chester" in words(site, "/compare?t=java&in=manchester,chester")
    assert "Java this year and before" in words(site, "/compare?t=java&by=periods")
    assert "Java in Manchester and Chester" in words(site, "/compare?term=java&place=manchester&place=chester")
    assert "Perhaps you meant Java" in site.get("/compare?terms=javva,sql").text
    assert site.get("/compare?t=java,sql&in=manchester,chester").status_code == 400
    assert "Perhaps you meant Java" in site.get("/compare?t=javva,sql").text


@pytest.mark.parametrize("chart", ["vacancies", "pay"])
def test_a_comparison_has_a_line_for_each_term_in_common_charts(site, chart):
    asked = "t=java,sql&type=permanent"
    assert f"/compare/{chart}.svg?t=java%2Csql" in site.get(f"/compare?{asked}").text
    svg = site.get(f"/compare/{chart}.svg?{asked}").text
    assert svg.startswith("<svg") and ">Java<" in svg and ">SQL<" in svg
    spec = site.get(f"/compare/{chart}.json?{asked}").json()
    assert len([layer for layer in spec["layer"] if layer["mark"]["type"] == "line"]) == 2
    assert site.get(f"/compare/{chart}.csv?{asked}").text.startswith("name,slug,month,count,share,annual_p50")


@pytest.mark.parametrize("asked", ["t=java&by=periods", "t=aws,azure"])
def test_a_comparison_without_pay_to_draw_has_no_chart_of_it(site, asked):
    assert "/compare/pay.svg" not in site.get(f"/compare?{asked}").text
    assert site.get(f"/compare/pay.svg?{asked}").status_code == 404


def test_the_first_page_has_both_types_and_leads_on(site):
    text = words(site, "/")
    assert "66 permanent and 7 contract IT vacancies were advertised in the UK" in text
    assert "Permanent vacancies 66 3 a year before" in text and "What moved" in text
    moved = site.get("/?sort=p50&category=General")
    assert moved.headers["location"] == "/permanent/uk?category=General&sort=p50&order=desc"


def test_an_index_has_the_places_in_and_beside_its_own(site):
    text = words(site, "/permanent/north-west")
    assert "Manchester 60" in text and "Cheshire 4" in text and "Others in England: London 2" in text
    assert "North West" in words(site, "/places") and site.get("/places.json").json()["places"][0]["name"] == "UK"


@pytest.mark.parametrize(
    ("address", "header"),
    [
        ("/movers.csv", "way,term,slug"),
        ("/compare.csv?t=java,sql", "name,slug,term,place,period_start,period_end,unit,figure,value"),
        ("/places.csv", "name,slug,parent,count"),
        ("/explore.csv?where=java+and+sql", "part,name,unit,figure"),
    ],
)
def test_lists_and_comparisons_are_had_as_csv(site, address, header):
    text = site.get(address).text
    assert text.startswith(header)
    assert all(row["edition"] for row in csv.DictReader(io.StringIO(text)))


def test_what_can_be_had_as_data_is_there(site):
    text = site.get("/data").text
    for address in set(re.findall(r'href="(/[^"]*\.(?:json|csv)[^"]*)"', text)):
        if not address.startswith(("/data/", "/api/")):
            assert site.get(address.replace("&amp;", "&")).status_code == 200, address
