"""What is kept with a vacancy besides: seniority, kind of contract, IR35, clearance, office days, remote limits."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide.advert import Advert
from jobtide.extraction import conditions, pay
from jobtide.extraction.facets import FacetReader
from jobtide.pipeline.checking import facet_problems
from jobtide.reference.load import load

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def reference():
    return load()


@pytest.fixture(scope="module")
def reader(reference):
    return FacetReader(reference.facets, reference.gazetteer)


def facets(reader, **said):
    advert = Advert("test", "1", first_seen=DAY, last_seen=DAY, **{"title": "Developer", "description": ""} | said)
    employment_type = conditions.employment_type(advert, pay.read(advert))
    return reader.read(advert, employment_type, conditions.work_mode(advert))


def values(findings):
    return " ".join(finding.value for finding in findings)


def test_every_line_of_the_reference_data_is_read_as_it_says(reference):
    assert facet_problems(reference) == []


@pytest.mark.parametrize(
    ("title", "seniority"),
    [
        ("Senior Java Developer", "senior"),
        ("Sr. Data Engineer", "senior"),
        ("Junior / Mid-Level PHP Developer", "junior mid"),
        ("Graduate Software Engineer", "graduate"),
        ("Trainee Network Technician", "trainee"),
        ("Entry-level Support Analyst", "entry level"),
        ("Lead Engineer", "lead"),
        ("Principal Consultant", "principal"),
        ("Head of Data", "head"),
        ("Engineering Director", "director"),
        ("VP Engineering", "director"),
        ("CTO", "chief"),
        ("Staff Software Engineer", "staff"),
        ("Executive Assistant to the CEO", ""),
        ("Head Office IT Support", ""),
        ("Lead Generation Executive", ""),
        ("Graduate Recruiter", ""),
        ("Staff Nurse", ""),
        ("Java Developer", ""),
        ("Misleading Principals", ""),
    ],
)
def test_seniority_is_what_the_title_says(reader, title, seniority):
    assert values(facets(reader, title=title).seniority) == seniority


def test_seniority_in_a_description_is_of_somebody_else(reader):
    assert facets(reader, description="You report to the Head of Engineering and a senior developer.").seniority == ()


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"title": "Project Manager - 12 month FTC"}, "fixed term"),
        ({"title": "Project Manager (Maternity Cover)"}, "fixed term"),
        ({"employment_type": "TEMPORARY"}, "temporary"),
        ({"employment_type": "Temp to Perm"}, "temp to perm"),
        ({"title": "Freelance Designer"}, "freelance"),
        ({"title": "Interim Head of IT"}, "interim"),
        ({"employment_type": "INTERN"}, "internship"),
        ({"description": "This is a 6 month fixed-term contract."}, "fixed term"),
        ({"title": "Contract Java Developer"}, None),
        ({"employment_type": "Permanent", "title": "Temporary Works Engineer"}, None),
        ({"title": "Investment Bank - Java Developer", "employment_type": "Permanent"}, None),
    ],
)
def test_the_kind_of_contract_is_named_by_the_words_that_made_it_one(reader, said, kind):
    assert facets(reader, **said).contract_kind.value == kind


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("£500 per day, outside IR35", "outside"),
        ("£450 - £500 a day (Inside IR35)", "inside"),
        ("IR35 status: Outside", "outside"),
        ("IR35: Inside IR35 via an umbrella company", "inside"),
        ("This role has been deemed inside IR35", "inside"),
        ("The role falls within IR35", "inside"),
        ("Out of scope of IR35", "outside"),
        ("IR35: TBC", "undetermined"),
        ("IR35 status to be determined", "undetermined"),
        ("Inside or outside IR35, we are open", "undetermined"),
        ("You know what IR35 is", None),
        ("No word of it", None),
    ],
)
def test_ir35_is_inside_outside_or_undetermined(reader, words, status):
    assert facets(reader, description=words).ir35.value == status
    assert facets(reader, pay=words[:80]).ir35.value == status


@pytest.mark.parametrize(
    ("words", "clearance", "need"),
    [
        ("Active SC clearance required.", "SC", "held"),
        ("You must hold current DV clearance", "DV", "held"),
        ("Must be eligible for SC clearance", "SC", "eligible"),
        ("Able to obtain SC or DV clearance", "SC DV", "eligible"),
        ("SC/DV cleared", "SC DV", "held"),
        ("Security Clearance: eSC", "eSC", None),
        ("eDV cleared", "eDV", "held"),
        ("BPSS is needed before you start", "BPSS", None),
        ("You will undergo NPPV3 vetting", "NPPV", "eligible"),
        ("CTC clearance desirable", "CTC", "desirable"),
        ("Developed Vetting (DV) is essential", "DV", None),
        ("Active TS/SCI clearance", "TS/SCI", "held"),
        ("You will need security clearance", "level not said", None),
        ("You must be willing to undergo security clearance", "level not said", "eligible"),
        ("No security clearance is required", "", None),
        ("Security clearance is not required", "", None),
        ("Security clearance: none", "", None),
        ("Subject to a satisfactory DBS clearance", "", None),
        ("Customs clearance for our clients", "", None),
        ("Our clearance sale is on. Columbia, SC", "", None),
        ("A clear communicator", "", None),
    ],
)
def test_clearance_is_read_with_what_is_needed_of_it(reader, words, clearance, need):
    found = facets(reader, description=words)
    assert (values(found.clearance), found.clearance_need.value) == (clearance, need)


def test_a_title_asks_for_clearance_too(reader):
    found = facets(reader, title="SC Cleared Java Developer")
    assert (values(found.clearance), found.clearance_need.value) == ("SC", "held")
    assert found.clearance[0].text == "SC"


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Hybrid: 2 days a week in the office", "2"),
        ("Hybrid working, 2-3 days per week on site", "2-3"),
        ("Hybrid. In the office three days a week and at home the rest", "3"),
        ("Hybrid working with two days from home each week", "3"),
        ("Hybrid - 3 days WFH", "2"),
        ("Hybrid, in the office once a fortnight", "0.5"),
        ("Hybrid, you come into the office twice a week", "2"),
        ("Hybrid. 25 days holiday. 3 days of volunteering", None),
        ("Hybrid working", None),
        ("Remote, with 2 days a year in the office", None),
    ],
)
def test_hybrid_work_has_its_days_in_the_office(reader, words, days):
    assert facets(reader, description=words).office_days.value == days


@pytest.mark.parametrize(
    ("said", "limits"),
    [
        ({"locations": ("Remote (UK only)",)}, "uk"),
        ({"locations": ("Remote - UK",)}, "uk"),
        ({"title": "Acme | Developer | REMOTE (US/Canada)"}, "us canada"),
        ({"description": "Fully remote within the UK."}, "uk"),
        ({"description": "This role is fully remote. You must be based in Ireland."}, "ireland"),
        ({"description": "Fully remote, UK only."}, "uk"),
        ({"description": "Remote from anywhere in Europe."}, "europe"),
        ({"locations": ("Remote",)}, ""),
        ({"description": "Fully remote with us."}, ""),
        ({"description": "Fully remote, US timezones."}, ""),
        ({"locations": ("Remote (UK preferred)",)}, ""),
        ({"description": "Based in our office in the UK."}, ""),
    ],
)
def test_remote_work_may_be_limited_to_places(reader, said, limits):
    assert values(facets(reader, **said).remote_limits) == limits


def test_each_finding_carries_its_words_and_its_rule(reader):
    found = facets(reader, title="Senior Developer", description="SC clearance. £500 a day outside IR35.")
    for finding in (*found.seniority, *found.clearance, found.ir35):
        assert finding.text and finding.where and finding.rule


PIECES = st.sampled_from(
    ["SC", "clearance", "cleared", "IR35", "inside", "outside", "remote", "UK", "only", "hybrid", "2", "days", "office",
     " ", " ", ", ", "(", ")", "\n", "must be based in ", "week", "once a ", "İ", "1,", "senior"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_a_crash(reader, text):
    for said in ({"title": text}, {"description": f"Hybrid remote. {text}"}, {"locations": (text,)}):
        found = facets(reader, **said)
        if found.office_days.value:
            low, _, high = found.office_days.value.partition("-")
            assert 0 < float(low) <= float(high or low) < 5


@pytest.mark.parametrize(
    "piece", ["1,", "SC clear", "remote UK, ", "hybrid 2 day ", "ir35 ", "must be based in ", "UK only "]
)
def test_work_is_bounded_however_long_the_text(reader, piece):
    import time

    text = piece * 20_000
    start = time.process_time()
    facets(reader, title=text, description=text, locations=(text,))
    assert time.process_time() - start < 1
