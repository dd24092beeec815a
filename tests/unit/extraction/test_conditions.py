"""Permanent or contract; onsite, hybrid or remote; and the words that say so."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.advert import Advert
from jobtide.extraction.conditions import employment_type, work_mode
from jobtide.extraction.occurrences import folded
from jobtide.extraction.pay import read

DAY = date(2026, 3, 2)


def advert(**said):
    said = {"title": "Developer", "description": ""} | said
    return Advert("test", "1", first_seen=DAY, last_seen=DAY, **said)


def kind(**said):
    it = advert(**said)
    return employment_type(it, read(it)).value


def mode(**said):
    return work_mode(advert(**said)).value


FIELDS = [
    ("FULL_TIME", "permanent"),
    ("CONTRACTOR", "contract"),
    ("Permanent", "permanent"),
    ("Contract", "contract"),
    ("FTC", "contract"),
    ("fixed term", "contract"),
    ("TEMPORARY", "contract"),
    ("Temp", "contract"),
    ("Freelance", "contract"),
    ("6 month contract", "contract"),
    ("Full Time, Contract", "contract"),
    ("Permanent, full-time", "permanent"),
    ("Contract, part-time", "contract"),
    ("permanent (will consider contract)", "permanent"),
    ("Contract to Hire", "contract"),
    ("Temp to perm", "contract"),
    ("PART_TIME", "permanent"),
    ("PER_DIEM", "contract"),
    ("INTERN", None),
    ("VOLUNTEER", None),
    ("OTHER", "permanent"),
    ("", "permanent"),
]


@pytest.mark.parametrize(("field", "expected"), FIELDS)
def test_the_field_of_the_source_comes_first(field, expected):
    assert kind(employment_type=field) == expected


def test_full_time_means_permanent_unless_something_says_contract():
    assert kind(employment_type="FULL_TIME") == "permanent"
    assert kind(employment_type="FULL_TIME", title="Contract Java Developer") == "contract"
    assert kind(employment_type="FULL_TIME", pay="£450 per day") == "contract"
    assert kind(employment_type="FULL_TIME", description="This is a 12 month fixed term contract.") == "contract"


TITLES = [
    ("Software Engineer Intern (Fullstack)", None),
    ("Software Engineer Internship (6 months)", None),
    ("Contract Java Developer", "contract"),
    ("Java Developer - 6 months", "contract"),
    ("Python Contractor", "contract"),
    ("BI Analyst (12 month FTC)", "contract"),
    ("Data Analyst - Fixed Term", "contract"),
    ("Freelance Designer", "contract"),
    ("Interim Head of IT", "contract"),
    ("Tester - Outside IR35", "contract"),
    ("HR Adviser (maternity cover)", "contract"),
    ("Contract Manager", "permanent"),
    ("Contracts Manager", "permanent"),
    ("Smart Contract Developer", "permanent"),
    ("Subcontract Buyer", "permanent"),
    ("Temperature Engineer", "permanent"),
    ("Permanent Developer", "permanent"),
    ("Perm / Contract Developer", "permanent"),
    ("Software Engineering Internship", None),
    ("Internal Auditor", "permanent"),
    ("Acme | Engineers, Interns | London | Full-time", "permanent"),
    ("Acme | Developer | Full-time or contract", "permanent"),
    ("Acme | From seed to series A in 6-10 weeks", "permanent"),
    ("Contract Negotiation Lead", "permanent"),
    ("Developer (temp to perm)", "contract"),
    ("Acme | Web Developer | Paid Internship | Onsite", None),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_the_title_says_the_type_but_a_contract_manager_is_not_on_contract(title, expected):
    assert kind(title=title) == expected


def test_a_day_rate_is_a_contract_and_so_is_an_hourly_rate_above_a_wage():
    assert kind(pay="£500 per day") == "contract"
    assert kind(pay="£45 per hour") == "contract"
    assert kind(pay="£12.50 per hour") == "permanent"
    assert kind(pay="£45,000") == "permanent"


DESCRIPTIONS = [
    ("Initial 6 month contract in Leeds.", "contract"),
    ("The role is Outside IR35.", "contract"),
    ("This is a contract role for a bank.", "contract"),
    ("Contract Type: Fixed Term\nClosing Date: 3 May", "contract"),
    ("Job Types: Full-time, PermanentSalary: £40,000", "permanent"),
    ("Senior Analyst\nContract\nApply for this job", "contract"),
    ("Fully remote3–6 Month ContractAbout us", "contract"),
    ("You will be an independent contractor.", "contract"),
    ("Employment Type: 1099 Contract (Fully Remote)", "contract"),
    ("This is a 1099 contractor assignment.", "contract"),
    ("Web Analytics - Contract opportunity - Leeds", "contract"),
    ("Gig contract (6 months).", "contract"),
    ("3-6 Month Agency Contract", "contract"),
    ("Status: Project-Based (Contract)", "contract"),
    ("An engineer is sought on a contractual basis.", "contract"),
    ("Anvils are what we make. " * 15 + "Openings: Smith (contract), Striker", "permanent"),
    ("Staff keep their contractual rights.", "permanent"),
    ("You have permanent residency in the UK.", "permanent"),
    ("A permanent role; the last holder was on a 6 month contract.", "permanent"),
    ("We are an agency for permanent recruitment and a business for the supply of temporary workers.", "permanent"),
    ("You will negotiate contracts and manage contract renewals.", "permanent"),
    ("Call us about this or any temporary roles.", "permanent"),
    ("Part-time, contract, or freelance roles have no such benefits.", "permanent"),
    ("", "permanent"),
]


@pytest.mark.parametrize(("text", "expected"), DESCRIPTIONS)
def test_the_description_says_the_type_where_nothing_else_does(text, expected):
    assert kind(description=text) == expected


def test_silence_is_permanent_by_convention_and_says_that_it_is():
    finding = employment_type(advert(), ())
    assert (finding.value, finding.where, finding.rule) == ("permanent", "default", "nothing says contract")


def test_a_type_is_shown_with_its_words():
    finding = employment_type(advert(title="Tester (12 Month FTC)"), ())
    assert (finding.value, finding.text, finding.where) == ("contract", "12 Month", "title")


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("REMOTE", "remote"),
        ("TELECOMMUTE", "remote"),
        ("Hybrid", "hybrid"),
        ("Hybrid remote", "hybrid"),
        ("On-site", "onsite"),
        ("on_site", "onsite"),
        ("In office", "onsite"),
        ("no", None),
    ],
)
def test_the_work_mode_field_comes_first(field, expected):
    assert mode(work_mode=field) == expected


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("Remote", "remote"),
        ("Remote - UK", "remote"),
        ("Home Based", "remote"),
        ("London (Hybrid)", "hybrid"),
        ("Leeds / Remote", "remote"),
        ("Anywhere", "remote"),
        ("London", None),
        ("London Office", None),
    ],
)
def test_a_location_may_be_a_work_mode(location, expected):
    assert mode(locations=(location,)) == expected


HEADLINES = [
    ("Acme | Developer | London | ONSITE", "onsite"),
    ("Acme | Developer | REMOTE or ONSITE", "remote"),
    ("Acme | Berlin | REMOTE/ONSITE", "remote"),
    ("Acme - Full Time - Remote OK", "remote"),
    ("Acme | Remote only", "remote"),
    ("Acme | London | no remote", "onsite"),
    ("Acme, London (no remotes)", "onsite"),
    ("RPA Developer (Automation Anywhere)", None),
    ("Acme | Hybrid (3 days in office)", "hybrid"),
    ("Analyst - partially remote", "hybrid"),
    ("Remote Support Engineer", None),
    ("Remote Sensing Scientist", None),
    ("Hybrid Cloud Architect", None),
    ("Hybrid Mobile Developer", None),
]


@pytest.mark.parametrize(("title", "expected"), HEADLINES)
def test_a_headline_says_the_mode_and_its_jargon_does_not(title, expected):
    assert mode(title=title) == expected


def test_the_first_line_is_the_headline_of_an_advert_without_a_title():
    assert mode(title="", description="Acme | Developer | REMOTE\nWe make anvils.") == "remote"


SAID = [
    ("We are a fully remote team.", "remote"),
    ("Remote-first since 2015.", "remote"),
    ("Location: Remote", "remote"),
    ("This role is home-based.", "remote"),
    ("#LI-Remote", "remote"),
    ("Head of EngineeringRemote UK | plus bonus", "remote"),
    ("Work from home 3 days a week.", "hybrid"),
    ("You will spend 2 days in the office.", "hybrid"),
    ("We're in the office two days a week (Tuesday/Wednesday).", "hybrid"),
    ("Hybrid working, free fruit.", "hybrid"),
    ("Data Analyst London / Hybrid My client is growing", "hybrid"),
    ("Project Manager\nLeeds - Hybrid\n£40,000", "hybrid"),
    ("Mode of work: Remote Our client is a bank", "remote"),
    ("Job type: Full-Time, Remote Hours: nine to five", "remote"),
    ("You will work on a remote basis.", "remote"),
    ("Data Engineer\nLeeds / Remote\nSalary: £40,000", "remote"),
    ("Apply for all benefits.Location: Remote — Spain", "remote"),
    ("This position may be performed remotely, with travel.", "remote"),
    ("You work remotely (in Germany).", "remote"),
    ("£400 per day | Predominantly Remote | Outside IR35", "remote"),
    ("Predominantly remote, with 1 day a week in our Leeds office.", "hybrid"),
    ("This role is onsite in Leeds.", "onsite"),
    ("Location: Work from home", "remote"),
    ("Location: Berlin (On-site) At Acme we make anvils", "onsite"),
    ("Anvil Maker | Leeds | onsite in town | full-time", "onsite"),
    ("We don't do remote work.", "onsite"),
    ("All duties are performed on-site.", "onsite"),
    ("Chancery Lane (3 office days/week)", "hybrid"),
    ("Work remotely for part of the week? The option is yours: work remotely for part of it.", "hybrid"),
    ("Office based, with flexibility towards working from home when required.", "hybrid"),
    ("This is an office-based role.", "onsite"),
    ("5 days a week in the office.", "onsite"),
    ("You will be based at our offices in Hull.", "onsite"),
    ("Remote: No", "onsite"),
    ("You will give remote support and use remote desktop at remote sites.", None),
    ("We run a hybrid cloud and a hybrid app.", None),
    ("Analyst - Remote Sensing - Leeds", None),
    ("Retrieval (RAG/hybrid), reranking and evaluation.", None),
    ("good coffee | on site restaurant | dental care", None),
    ("You will manage a busy care office based in Leeds.", None),
    ("We work with remote colleagues and back office systems.", None),
    ("A nursing home based in Luton.", None),
    ("Whether you are remote, hybrid, or in our office, you belong.", None),
    ("We do not offer remote-only roles.", None),
    ("25 days holiday and an office dog.", None),
    ("See our website and home page.", None),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_the_description_says_the_mode(text, expected):
    assert mode(description=text) == expected


@given(st.text(max_size=300))
def test_folding_keeps_every_place(text):
    assert len(folded(text)) == len(text)


PIECES = st.sampled_from(
    [
        "remote",
        "Remote",
        "hybrid",
        "office",
        "home",
        "site",
        "on",
        "work from ",
        "5 days",
        " ",
        "\n",
        "-",
        "contract",
        "permanent",
        "fixed term",
        "6 month ",
        "İ",
        "ß",
        ":",
        "no ",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_is_written_the_answers_are_among_those_allowed(text):
    for said in (
        {"title": text},
        {"description": text},
        {"locations": (text,)},
        {"employment_type": text, "work_mode": text},
    ):
        it = advert(**said)
        assert employment_type(it, ()).value in ("permanent", "contract", None)
        assert work_mode(it).value in ("onsite", "hybrid", "remote", None)


def test_a_description_of_any_length_is_answered():
    for words in ("remote hybrid office home site ", "contract perm fixed tempor freelance ir35 ftc ", "1,"):
        it = advert(description=words * 20_000)
        assert employment_type(it, ()).value in ("permanent", "contract")
        assert work_mode(it).value in ("onsite", "hybrid", "remote", None)


@pytest.mark.parametrize(
    ("pay", "expected"),
    [
        ("£45 per hour", "contract"),
        ("£12.50 per hour", "permanent"),
        ("$30 - $40 per hour", "permanent"),
        ("$110 per hour", "contract"),
        ("€95 per hour", "contract"),
    ],
)
def test_an_hourly_rate_is_a_contractors_where_it_is_no_wage(pay, expected):
    assert kind(pay=pay) == expected
