"""Feeds of adverts in the layouts of those who collect them."""

import io

import pytest

from jobtide.record import BadRecord, Record
from jobtide.sources import formats

INDEED = """<?xml version="1.0" encoding="utf-8"?>
<source>
  <publisher>Acorn</publisher><publisherurl>https://acorn.example</publisherurl>
  <lastBuildDate>Fri, 10 Apr 2026 22:49:39 GMT</lastBuildDate>
  <job>
    <title><![CDATA[Python Developer]]></title><date><![CDATA[Fri, 10 Apr 2026 22:49:39 GMT]]></date>
    <referencenumber><![CDATA[A-17]]></referencenumber><url><![CDATA[https://acorn.example/17]]></url>
    <company><![CDATA[Acorn]]></company><city><![CDATA[Leeds]]></city><state><![CDATA[]]></state>
    <country><![CDATA[UK]]></country><postalcode><![CDATA[LS1 4AP]]></postalcode>
    <description><![CDATA[<p>Python &amp; SQL.</p>]]></description><salary><![CDATA[£50K per Year]]></salary>
    <education><![CDATA[]]></education><jobtype><![CDATA[fulltime, contract]]></jobtype>
    <category><![CDATA[IT]]></category><remotetype><![CDATA[Hybrid remote]]></remotetype>
  </job>
</source>"""
TALENT = """<source><publisher>Acorn</publisher>
<job><title>Tester</title><referencenumber>8</referencenumber><url>https://acorn.example/8</url><company>Acorn</company>
<city>York</city><salary><min>300</min><max>350</max><currency>GBP</currency><period>day</period></salary>
<description>Tests.</description><date>2026-04-02</date><isremote>yes</isremote></job></source>"""
TROVIT = """<trovit><ad><id>9</id><title>Tester</title><url>https://acorn.example/9</url><content>Tests.</content>
<requirements>Java</requirements><city>York</city><region>Yorkshire</region><salary>30000 - 35000</salary>
<company>Acorn</company><contract>Permanent</contract><working_hours>Full time</working_hours><date>02/04/2026</date>
</ad></trovit>"""
JOOBLE = """<jobs><job id="10"><link>https://acorn.example/10</link><name>Tester</name><region>York, Hull</region>
<description><![CDATA[Tests.]]></description><pubdate>02.04.2026</pubdate><updated>05.04.2026</updated>
<salary>from £200 a day</salary><company>Acorn</company><expire>01.05.2026</expire><jobtype>full-time</jobtype></job>
</jobs>"""
NHS = """<?xml version="1.0"?><nhsJobs><totalPages>1</totalPages><totalResults>1</totalResults><vacancyDetails>
<id>C9-1</id><reference>9-IT-1</reference><title>Network Engineer</title><employer>Acorn Trust</employer>
<description>Looks after switches …</description><locations><locations>Leeds, LS1 4AP</locations>
<locations>York</locations></locations><salary>£35,392 to £42,618 a year</salary><type>Permanent</type>
<postDate>2026-04-02T00:00:00</postDate><closeDate>2026-04-20T23:59:00</closeDate><url>https://nhs.example/C9-1</url>
</vacancyDetails></nhsJobs>"""
PERSONIO = """<?xml version="1.0"?><workzag-jobs><position><id>11</id><subcompany>Acorn GmbH</subcompany>
<office>Berlin</office><additionalOffices><office>Hamburg</office><office>Bremen</office></additionalOffices>
<department>IT</department><name>Tester (m/w/d)</name><jobDescriptions>
<jobDescription><name>Tasks &amp; more</name><value><![CDATA[<p>Tests.</p>]]></value></jobDescription>
<jobDescription><name>Profile</name><value> <![CDATA[Java]]> </value></jobDescription></jobDescriptions>
<employmentType>permanent</employmentType><schedule>full-time</schedule><createdAt>2026-04-02T09:13:38+00:00</createdAt>
</position></workzag-jobs>"""

EXPECTED = {
    "indeed": (INDEED, {
        "id": "A-17", "url": "https://acorn.example/17", "title": "Python Developer",
        "description": "<p>Python &amp; SQL.</p>", "employer": "Acorn", "employment_type": "fulltime, contract",
        "work_mode": "Hybrid remote", "posted_at": "Fri, 10 Apr 2026 22:49:39 GMT", "location": ["Leeds, LS1 4AP, UK"],
        "pay": "£50K per Year", "category": "IT",
    }),
    "talent": (TALENT, {
        "id": "8", "url": "https://acorn.example/8", "title": "Tester", "description": "Tests.", "employer": "Acorn",
        "work_mode": "true", "posted_at": "2026-04-02", "location": ["York"], "pay_min": 300.0, "pay_max": 350.0,
        "pay_unit": "day", "currency": "GBP",
    }),
    "trovit": (TROVIT, {
        "id": "9", "url": "https://acorn.example/9", "title": "Tester", "description": "Tests.\n\nJava",
        "employer": "Acorn", "posted_at": "02/04/2026", "location": ["York, Yorkshire"], "pay_min": 30000.0,
        "pay_max": 35000.0, "employment_type": "Permanent, Full time",
    }),
    "jooble": (JOOBLE, {
        "id": "10", "url": "https://acorn.example/10", "title": "Tester", "description": "Tests.",
        "location": "York, Hull", "employer": "Acorn", "employment_type": "full-time", "posted_at": "02.04.2026",
        "valid_through": "01.05.2026", "pay": "from £200 a day", "updated": "05.04.2026",
    }),
    "nhs_jobs": (NHS, {
        "id": "C9-1", "reference": "9-IT-1", "title": "Network Engineer", "employer": "Acorn Trust",
        "description": "Looks after switches …", "location": ["Leeds, LS1 4AP", "York"],
        "pay": "£35,392 to £42,618 a year", "employment_type": "Permanent", "posted_at": "2026-04-02T00:00:00",
        "valid_through": "2026-04-20T23:59:00", "url": "https://nhs.example/C9-1",
    }),
    "personio": (PERSONIO, {
        "id": "11", "title": "Tester (m/w/d)", "employer": "Acorn GmbH", "posted_at": "2026-04-02T09:13:38+00:00",
        "department": "IT", "description": "<h3>Tasks &amp; more</h3>\n<p>Tests.</p>\n<h3>Profile</h3>\nJava",
        "location": ["Berlin", "Hamburg", "Bremen"], "employment_type": "permanent, full-time",
    }),
}  # fmt: skip


def records(text: str, name: str, address: str | None = None) -> list[Record | BadRecord]:
    return list(formats.formats()[name].read(io.BytesIO(text.encode()), None, address))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_layout_is_recognised_and_read_field_by_field(name):
    text, fields = EXPECTED[name]
    assert formats.name_of(formats.recognised(text.encode(), "x.xml")) == name
    (record,) = records(text, name)
    assert record.fields == fields


@pytest.mark.parametrize("name", EXPECTED)
def test_03_a_feed_that_is_cut_short_says_so(name):
    text = EXPECTED[name][0]
    assert records(text[: text.rindex("</")].rstrip(), name)[-1].issue.reason == "not XML, the document is cut short"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("indeed", "<source></source>"),
        ("trovit", "<trovit/>"),
        ("nhs_jobs", "<nhsJobs><totalResults>0</totalResults></nhsJobs>"),
    ],
)
def test_a_feed_of_a_known_layout_may_be_empty(name, text):
    assert records(text, name) == []


def test_an_address_gives_the_adverts_of_a_career_site_theirs():
    (record,) = records(PERSONIO, "personio", "https://acorn.jobs.personio.de/xml?language=en")
    assert record.fields["url"] == "https://acorn.jobs.personio.de/job/11"


@pytest.mark.parametrize(
    ("salary", "pay"),
    [
        ('<salary currency="EUR" period="month">3000</salary>',
         {"pay_min": 3000.0, "pay_max": 3000.0, "currency": "EUR", "pay_unit": "month"}),
        ("<salary_min>300</salary_min><salary_max>350</salary_max><salary_currency>GBP</salary_currency>",
         {"pay_min": 300.0, "pay_max": 350.0, "currency": "GBP"}),
        ("<salary>Competitive</salary>", {"pay": "Competitive"}),
        ("<salary/>", {}),
        ("<salary>£30k</salary><salary>b</salary>", {"pay": "£30k"}),
    ],
)  # fmt: skip
def test_pay_may_stand_in_words_in_parts_or_beside_them(salary, pay):
    (record,) = records(f"<source><job><title>x</title>{salary}</job></source>", "indeed")
    assert record.fields == {"title": "x"} | pay


def test_names_are_the_same_in_capitals_and_places_may_be_several():
    (record,) = records("<source><JOB><Title>x</Title><City>York</City><City>Hull</City></JOB></source>", "indeed")
    assert record.fields == {"title": "x", "location": ["York", "Hull"]}


@pytest.mark.parametrize(
    "feed",
    ["<source><publisher>Acorn</publisher></source>", '<?xml version="1.0"?>\n<jobs>\n</jobs>', "<jobs/>", "<trovit/>"],
)
def test_a_feed_without_adverts_is_a_feed(feed):
    adapter = formats.recognised(feed.encode(), "feed.xml")
    assert formats.name_of(adapter) != "xml_feed"
    assert list(adapter.read(io.BytesIO(feed.encode()))) == []
