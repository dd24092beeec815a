"""What is pay in an advert, how much, and for which unit of time."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobtide.advert import Advert
from jobtide.extraction import pay_grammar, pay_texts
from jobtide.extraction.currencies import BANDS, HIGHER_TOP
from jobtide.extraction.occurrences import Searched
from jobtide.extraction.pay import pay_in, read, reading
from jobtide.extraction.reading import pay_columns

DAY = date(2026, 3, 2)


def advert(**said):
    said = {"title": "Developer", "description": ""} | said
    return Advert("test", "1", first_seen=DAY, last_seen=DAY, **said)


def first(findings):
    return (
        (findings[0].pay.low, findings[0].pay.high, findings[0].pay.unit, findings[0].pay.currency)
        if findings
        else None
    )


IN_THE_FIELD = [
    # text                                            low      high     unit       currency
    ("£40k - £50k",                                   40_000,  50_000,  "annual",  "GBP"),
    ("40-50K",                                        40_000,  50_000,  "annual",  "GBP"),
    ("£45,000 to 50,000 p.a. + bonus",                45_000,  50_000,  "annual",  "GBP"),
    ("up to £60k",                                    60_000,  60_000,  "annual",  "GBP"),
    ("From £38,500",                                  38_500,  38_500,  "annual",  "GBP"),
    ("c. £55k",                                       55_000,  55_000,  "annual",  "GBP"),
    ("circa £55,000 + car",                           55_000,  55_000,  "annual",  "GBP"),
    ("£500-£550 p/d (inside IR35)",                   500,     550,     "daily",   "GBP"),
    ("£22.50ph",                                      22.5,    22.5,    "hourly",  "GBP"),
    ("£400/day",                                      400,     400,     "daily",   "GBP"),
    ("£425 a day",                                    425,     425,     "daily",   "GBP"),
    ("£350 daily",                                    350,     350,     "daily",   "GBP"),
    ("Day rate: £375 - £425",                         375,     425,     "daily",   "GBP"),
    ("£430 inside IR35",                              430,     430,     "daily",   "GBP"),
    ("$150.3K – $221K • Offers Equity",               150_300, 221_000, "annual",  "USD"),
    ("CA$130K – CA$185K",                             130_000, 185_000, "annual",  "CAD"),
    ("$72,000 - $98,000 CAD",                         72_000,  98_000,  "annual",  "CAD"),
    ("€95.00 - €105.00 per hour",                     95,      105,     "hourly",  "EUR"),
    ("20000 - 30000/annum 20K-30K",                   20_000,  30_000,  "annual",  "GBP"),
    ("Up to 35,000 per year + 30000.00-35000.00",     30_000,  35_000,  "annual",  "GBP"),
    ("From 26,000 to 32,000 per year",                26_000,  32_000,  "annual",  "GBP"),
    ("£30,000 pro rata",                              30_000,  30_000,  "annual",  "GBP"),
    ("GBP 45.000",                                    45_000,  45_000,  "annual",  "GBP"),
    ("45.000 €",                                      45_000,  45_000,  "annual",  "EUR"),
    ("€ 45,50 per hour",                              45.5,    45.5,    "hourly",  "EUR"),
    ("37,600 - circa 56,400",                         37_600,  56_400,  "annual",  "GBP"),
    ("19,800 \xa0- 33,400\xa0 PLN/Month",             19_800,  33_400,  "monthly", "PLN"),
    ("CHF 110'000 - 130'000",                         110_000, 130_000, "annual",  "CHF"),
    ("£45\u2009000\u2013£50\u202f000",                45_000,  50_000,  "annual",  "GBP"),
    ("forty five thousand pounds",                    45_000,  45_000,  "annual",  "GBP"),
    ("Band 6 - £31,365 - £37,890",                    31_365,  37_890,  "annual",  "GBP"),
    ("30k-£40,000",                                   30_000,  40_000,  "annual",  "GBP"),
    ("£40-50,000",                                    40_000,  50_000,  "annual",  "GBP"),
    ("£30,000 - £31,000k",                            30_000,  31_000,  "annual",  "GBP"),
    ("£40,000£50,000 per annum",                      40_000,  50_000,  "annual",  "GBP"),
    ("£50,000 - £40,000",                             40_000,  50_000,  "annual",  "GBP"),
    ("$0 - $90K",                                     90_000,  90_000,  "annual",  "USD"),
    ("£2,500 per month",                              2_500,   2_500,   "monthly", "GBP"),
    ("£650 pw",                                       650,     650,     "weekly",  "GBP"),
    ("£30K/yr - £40K/yr",                             30_000,  40_000,  "annual",  "GBP"),
    ("50000-60000 - OTE 120,000",                     50_000,  60_000,  "annual",  "GBP"),
    ("£30k basic, £45k OTE",                          30_000,  30_000,  "annual",  "GBP"),
    ("£25,000 + £5,000 joining bonus",                25_000,  25_000,  "annual",  "GBP"),
    ("£10.25 - £14.50",                               10.25,   14.5,    "hourly",  "GBP"),
    ("Up to £52k (£44k-£46k base plus allowance)",    44_000,  46_000,  "annual",  "GBP"),
    ("£55,000 rising to £60,000",                     55_000,  60_000,  "annual",  "GBP"),
    ("£25k, increasing to £28k after probation",      25_000,  28_000,  "annual",  "GBP"),
    ("£19,737 (rising to £21,892 on qualification)",  19_737,  21_892,  "annual",  "GBP"),
    ("£26,100. - £31,500. per annum",                 26_100,  31_500,  "annual",  "GBP"),
    ("£25.92 (ph) - £41.48",                          25.92,   41.48,   "hourly",  "GBP"),
    ("£10.00 - £14.00",                               10,      14,      "hourly",  "GBP"),
    ("£36,500 Per Annum, reimbursement of fees",      36_500,  36_500,  "annual",  "GBP"),
    ("£29,888 \u200b - £36,738 per annum",            29_888,  36_738,  "annual",  "GBP"),
    ("£55/60k",                                       55_000,  60_000,  "annual",  "GBP"),
    ("£18,000 actual (FTE £30,000)",                  30_000,  30_000,  "annual",  "GBP"),
    ("£30,000 pro rata (actual £18,000)",             30_000,  30_000,  "annual",  "GBP"),
    ("£92,000. 00 - £99,000. 00 per annum",           92_000,  99_000,  "annual",  "GBP"),
    ("45k€ et 55k€",                                  45_000,  55_000,  "annual",  "EUR"),
    ("£37,008\np.a.\n",                               37_008,  37_008,  "annual",  "GBP"),
    ("£32k per annum, 22.5 hours",                    32_000,  32_000,  "annual",  "GBP"),
    ("75,000 SEK per month",                          75_000,  75_000,  "monthly", "SEK"),
    ("£41-401k",                                      41_000,  401_000, "annual",  "GBP"),
    ("120,000 zł per year",                           120_000, 120_000, "annual",  "PLN"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "low", "high", "unit", "currency"), IN_THE_FIELD)
def test_every_form_of_a_pay_field_is_read(text, low, high, unit, currency):
    assert first(pay_in(text, "pay", "GBP")) == (low, high, unit, currency)


@pytest.mark.parametrize(
    "text",
    [
        "Competitive",
        "DOE",
        "Negotiable + benefits",
        "Band 6",
        "Grade 7 hourly rate",
        "OTE £100k",
        "£77,000 OTE",
        "£40,000 - £4,500",
        "£18,000 - £240,000 per annum",
        "£600,000",
        "£45 per annum",
        "£1",
        "£0",
        "-£5",
        "£999,999,999",
        "30-40",
        "£20",
        "£500",
        "bonus of £20,000",
        "£15,000 car allowance",
        "0.5% - 1%",
        "401k",
        "£3.5m",
        "37.5 hours per week",
        "$200.00 - $275,000.00",
        "25.5 days of holiday",
        "35,000 kr per month",
        "¥8,000,000",
        "Rs 40,000 per month",
        "40,000 PKR per month",
        "-£30,000",
        "£1.2bn turnover",
        "£10k per session (negotiable)",
        "£10,500 per session per annum",
        "33,400  roubles",
    ],
)
def test_what_is_not_certain_pay_is_left_unread(text):
    assert pay_in(text, "pay", "GBP") == ()


def test_a_bare_number_is_not_read_where_no_currency_is_known():
    assert pay_in("40,000 - 45,000 per annum", "pay") == ()


def test_a_dollar_is_the_sources_own_dollar_and_else_the_us_one():
    assert first(pay_in("$90k", "pay", "AUD")) == (90_000, 90_000, "annual", "AUD")
    assert first(pay_in("$90k", "pay", "GBP")) == (90_000, 90_000, "annual", "USD")


IN_A_DESCRIPTION = [
    ("We need a tester. Salary: £32,000 - £36,000 depending on experience.", (32_000, 36_000, "annual", "GBP")),
    ("**Salary:**\nup to £55\\-60k\nLocation: Hull", (55_000, 60_000, "annual", "GBP")),
    ("**Remuneration:**\n* £65K Base\n* Pension", (65_000, 65_000, "annual", "GBP")),
    ("Salary 27,000 - 32,000 Monday to Friday", (27_000, 32_000, "annual", "GBP")),
    (
        "We build tools for people who build tools. " * 6 + "The rate is £450 - £500 per day.",
        (450, 500, "daily", "GBP"),
    ),
    ("Fully remote, UK-based£400 – £500 per day (Outside IR35)3–6 Month Contract", (400, 500, "daily", "GBP")),
    ("Type: Contract Compensation: $30–$60/hour Location: Remote", (30, 60, "hourly", "USD")),
    ("Pay range:\n£41,000\n—\n£48,000 GBP", (41_000, 48_000, "annual", "GBP")),
    ("Data Engineer - Leeds - up to 75,000 - hybrid", (75_000, 75_000, "annual", "GBP")),
    ("Pay rate: £15.36. Three months.", (15.36, 15.36, "hourly", "GBP")),
    ("Salary: up to £90,000 Bonus Pension Healthcare", (90_000, 90_000, "annual", "GBP")),
    ("Acme | Remote | £50-80k + Bonus | https://acme.example", (50_000, 80_000, "annual", "GBP")),
]


@pytest.mark.parametrize(("text", "expected"), IN_A_DESCRIPTION)
def test_pay_is_found_in_a_description(text, expected):
    assert first(read(advert(description=text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We have raised $30M from investors and make £2bn turnover.",
        "Last year we raised £45,000 for charity.",
        "You will manage a budget of £50,000 - £80,000.",
        "A training budget of £1,500 per year and a £500 home office allowance.",
        "Refer a friend and get a £10,000 referral bonus.",
        "Relocation support of up to £20,000.",
        "London\n£56,900\nper year - estimated\nFull time\nApply now",
        "Analysts command salaries of £50k.",
        "We process £250,000 per day for 40,000 merchants.",
        "Competitive salary, 401k, 25 days of holiday and 3 days in the office.",
        "The on-target earnings for the role are £90,000 - £110,000.",
        "Clients pay lawyers rates averaging $300 / hour.",
        "Two days per week with us. Your relocation support package is up to £9,000.",
        "Up to $12,000 per calendar year in tuition reimbursement.",
        "Perks\n$12,000 Student Loan Repayment ($5,000 part-time)",
        "We pay for your travel to our $20k hackathon.",
    ],
)
def test_other_money_in_a_description_is_not_pay(text):
    assert read(advert(description="Some words about us come first. " * 8 + text)) == ()


def test_a_title_may_quote_pay_without_a_sign():
    assert first(read(advert(title="Business Analyst - Sheffield - 75-85k"))) == (75_000, 85_000, "annual", "GBP")
    assert first(read(advert(title="Developer £450 per day"))) == (450, 450, "daily", "GBP")
    assert first(read(advert(title="Ruby Developer 35,000 Liverpool"))) == (35_000, 35_000, "annual", "GBP")
    assert first(read(advert(title="Data Engineer - 75k - Leeds"))) == (75_000, 75_000, "annual", "GBP")
    assert read(advert(title="Head of Engineering (198508)")) == ()
    assert read(advert(title="Developer of a site with 40k users")) == ()
    assert read(advert(title="Recruiter - 100k in 3 years")) == ()


def test_the_pay_text_wins_over_the_numbers_and_both_over_the_description():
    both = {"pay_min": 30_000.0, "pay_max": 35_000.0, "description": "Salary: £90,000"}
    assert first(read(advert(pay="£41k", **both))) == (41_000, 41_000, "annual", "GBP")
    assert first(read(advert(pay="Competitive", **both))) == (30_000, 35_000, "annual", "GBP")
    assert first(read(advert(description="Salary: £90,000"))) == (90_000, 90_000, "annual", "GBP")


RATES = [
    # title                           description                  min       max      expected
    ("Java Developer £600/day",       "",                          144_000,  156_000, (600, 600, "daily", "GBP")),
    ("Java Developer",                "Rate: £430 per day, 6 months.", 103_200, None, (430, 430, "daily", "GBP")),
    ("Java Developer £400-£500 p/d",  "",                          96_000,   120_000, (400, 500, "daily", "GBP")),
    ("Test Engineer - £22.50 per hour", "",                        43_200,   43_200,  (22.5, 22.5, "hourly", "GBP")),
    ("Java Developer £600/day",       "",                          60_000,   70_000,  None),
    ("Java Developer - £600",         "",                          144_000,  144_000, None),
    ("Java Developer",                "Pay £50k. Lunch £8 a day.", 50_000,   50_000,  None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "description", "low", "high", "expected"), RATES)
def test_a_rate_that_a_board_made_a_year_of_is_read_as_the_rate(title, description, low, high, expected):
    found = read(advert(title=title, description=description, pay_min=low, pay_max=high))
    assert first(found) == (expected or (low, high, "annual", "GBP"))
    assert ("by the year" in found[0].rule) == (expected is not None)


NUMBERS = [
    # min      max      unit        currency  expected
    (50_000,   60_000,  "YEAR",     "EUR",    (50_000, 60_000, "annual", "EUR")),
    (50_000,   None,    None,       None,     (50_000, 50_000, "annual", "GBP")),
    (0,        45_000,  None,       None,     (45_000, 45_000, "annual", "GBP")),
    (60_000,   50_000,  None,       None,     (50_000, 60_000, "annual", "GBP")),
    (0,        0,       "YEAR",     "GBP",    None),
    (25,       30,      "1 HOUR",   "USD",    (25, 30, "hourly", "USD")),
    (225,      275,     None,       None,     None),
    (-5,       None,    None,       None,     None),
    (float("nan"), None, None,      None,     None),
    (float("inf"), 50_000, None,    None,     None),
    (40_000,   40_000,  "fortnight", "GBP",   None),
]  # fmt: skip


@pytest.mark.parametrize(("low", "high", "unit", "currency", "expected"), NUMBERS)
def test_55_the_sources_numbers_are_read_with_zero_as_missing(low, high, unit, currency, expected):
    assert first(read(advert(pay_min=low, pay_max=high, pay_unit=unit, currency=currency))) == expected


def test_a_small_figure_without_a_unit_is_a_day_rate_only_in_a_contract():
    assert first(read(advert(pay="£350 - £450", employment_type="Contract"))) == (350, 450, "daily", "GBP")
    assert read(advert(pay="£350 - £450", employment_type="Permanent")) == ()


def test_a_bare_number_takes_the_markets_currency_only_where_the_market_is_known():
    assert first(read(advert(pay="40,000 - 45,000"), "EUR")) == (40_000, 45_000, "annual", "EUR")
    assert read(advert(pay="40,000 - 45,000"), None) == ()


def test_a_finding_quotes_the_words_that_were_written():
    text = "Head office in Hull. Salary: £32\u2009000\u2013£36\u2009000 per annum, and a bicycle."
    finding = read(advert(description=text))[0]
    assert finding.text in text
    assert finding.text == "£32\u2009000\u2013£36\u2009000 per annum"
    assert (finding.where, finding.rule) == ("description", "after the word for pay; a range; annual: its unit is said")


@pytest.mark.parametrize(
    ("text", "figures", "basis"),
    [
        ("£2,500 per month", (30_000, 30_000, "annual", "GBP"), "monthly × 12"),
        ("£600 - £700 per week", (31_200, 36_400, "annual", "GBP"), "weekly × 52"),
        ("£30,000", (30_000, 30_000, "annual", "GBP"), "as quoted"),
        ("£450 per day", (450, 450, "daily", "GBP"), "as quoted"),
        ("£25 per hour", (25, 25, "hourly", "GBP"), "as quoted"),
    ],
)
def test_only_months_and_weeks_become_annual_and_say_so(text, figures, basis):
    finding = pay_in(text, "pay", "GBP")[0]
    pay_, said = finding.pay.for_figures
    assert ((pay_.low, pay_.high, pay_.unit, pay_.currency), said) == (figures, basis)
    assert (basis in finding.rule) == (basis != "as quoted")
    columns = pay_columns(finding)
    assert (columns["pay_low"], columns["pay_unit"], columns["pay_basis"]) == (figures[0], figures[2], basis)


def test_a_month_of_pay_that_makes_no_plausible_year_enters_no_figure():
    finding = pay_in("£700 per month", "pay", "GBP")[0]
    assert finding.pay.unit == "monthly"
    assert set(pay_columns(finding).values()) == set(pay_columns(None).values()) == {None}


ODD = [
    ({"pay": "£5,000 per day"}, "pay is above what is plausible for its unit"),
    ({"pay": "£999,999,999"}, "pay is above what is plausible for its unit"),
    ({"pay": "£45 per annum"}, "pay is below what is plausible for its unit"),
    ({"pay": "-£30,000"}, "pay is below what is plausible for its unit"),
    ({"pay": "£18,000 - £240,000 per annum"}, "pay has ends that are tenfold apart or more"),
    ({"pay": "£40,000 - £4,500"}, "pay has no certain unit"),
    ({"pay": "£1"}, "pay has no certain unit"),
    ({"pay_min": 225, "pay_max": 275}, "pay has no certain unit"),
    ({"pay_min": 0, "pay_max": 10_000}, "pay is below what is plausible for its unit"),  # a form's lowest bracket
    ({"pay_min": 1, "pay_unit": "YEAR"}, "pay is below what is plausible for its unit"),
    ({"pay_min": 1e12, "pay_unit": "YEAR"}, "pay is above what is plausible for its unit"),
    ({"description": "Salary: £450 per year."}, "pay is below what is plausible for its unit"),
]


@pytest.mark.parametrize(("said", "reason"), ODD)
def test_53_an_amount_outside_its_band_is_an_issue_and_is_not_repaired(said, reason):
    found = reading(advert(**said))
    assert (found.findings, [issue.reason for issue in found.issues]) == ((), [reason])
    assert not found.issues[0].fatal and found.issues[0].detail


def test_53_ends_in_the_wrong_order_are_put_right_and_counted():
    for said in ({"pay": "£50,000 - £40,000"}, {"pay_min": 50_000, "pay_max": 40_000}):
        found = reading(advert(**said))
        assert first(found.findings) == (40_000, 50_000, "annual", "GBP")
        assert [issue.reason for issue in found.issues] == ["pay has its ends in the wrong order"]


@pytest.mark.parametrize("text", ["£20,000 pro rata", "£20,000 per annum (pro rata)", "£20,000 - £24,000, pro-rata"])
def test_pay_of_which_a_part_is_paid_is_read_whole_and_says_so(text):
    finding = pay_in(text, "pay", "GBP")[0]
    assert finding.pay.low == 20_000
    assert "pro rata" in finding.rule
    assert "pro rata" not in pay_in("£20,000 per annum", "pay", "GBP")[0].rule


@pytest.mark.parametrize(
    ("said", "pay"),
    [
        ({"pay": "30-40"}, None),  # thousands or hours?
        ({"pay": "£0"}, None),
        ({"pay": "OTE £100k"}, None),
        ({"pay": "£40k, OTE £100k"}, (40_000, 40_000, "annual", "GBP")),
        ({"pay": "up to £60k"}, (60_000, 60_000, "annual", "GBP")),
        ({"pay": "£3,000 per month"}, (3_000, 3_000, "monthly", "GBP")),
        ({"pay": "£40,000 - €50,000"}, (40_000, 40_000, "annual", "GBP")),
        ({"pay_min": 0, "pay_max": 0}, None),
    ],
)
def test_53_odd_pay_is_what_it_says_or_nothing(said, pay):
    assert first(read(advert(**said))) == pay


@pytest.mark.parametrize("text", ["£0", "Competitive", "£40,000 + £4k car", "£2m turnover", "£40k, bonus £100"])
def test_what_is_no_odd_pay_is_no_issue(text):
    assert reading(advert(pay=text)).issues == ()


def test_two_currencies_are_no_range():
    found = pay_in("£40k - €50k", "pay")
    assert [(one.pay.low, one.pay.high, one.pay.currency) for one in found] == [
        (40_000, 40_000, "GBP"),
        (50_000, 50_000, "EUR"),
    ]


def test_no_unit_is_converted_into_another():
    findings = pay_in("£16.40 per hour (£32,920 per annum)", "pay", "GBP")
    assert [(f.pay.low, f.pay.unit) for f in findings] == [(16.4, "hourly"), (32_920, "annual")]


PIECES = st.sampled_from(
    [
        "£",
        "$",
        "€",
        "k",
        "K",
        ",",
        ".",
        "-",
        "–",
        " ",
        "to",
        "per annum",
        "per day",
        "p/h",
        "/",
        "+",
        "bonus",
        "OTE",
        "Salary",
        ":",
        "\n",
        "(",
        ")",
        "0",
        "1",
        "9",
        "45",
        "500",
        "000",
        "45,000",
        "1e9",
        "٣",
        "½",
        "up to",
        "million",
        "GBP",
        "İ",
        "\x00",
        "İstanbul £",
        "thousand",
        "forty",
    ]
)


@given(
    st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)),
    st.sampled_from(["pay", "title", "description"]),
)
@example("İ" * 80 + "Salary £40,000", "description")
@example("£" * 200, "pay")
def test_whatever_is_written_pay_is_finite_ordered_and_in_its_band(text, where):
    for finding in pay_in(text, where, "GBP"):
        low, high = BANDS[finding.pay.unit]
        assert 0 < finding.pay.low <= finding.pay.high < 10 * finding.pay.low
        if finding.pay.currency == "GBP":
            assert low <= finding.pay.low and finding.pay.high <= high
        elif finding.pay.currency == "USD":
            assert finding.pay.high <= HIGHER_TOP * high
        assert finding.text in text


@given(
    low=st.integers(10, 499),
    more=st.integers(0, 400),
    sign=st.sampled_from(["£", "€", "$", "GBP ", "EUR "]),
    written=st.sampled_from(
        [
            "{s}{a}k - {s}{b}k",
            "{s}{a}-{b}k",
            "{s}{a},000 to {s}{b},000",
            "{s}{a}000–{b}000",
            "{s}{a},000-{b},000 per annum",
        ]
    ),
)
def test_however_a_range_of_thousands_is_written_it_is_the_same_range(low, more, sign, written):
    high = min(low + more, 499)
    if high >= 10 * low:
        return
    pay = pay_in(written.format(s=sign, a=low, b=high), "pay")[0].pay
    assert (pay.low, pay.high, pay.unit) == (low * 1000, high * 1000, "annual")


@pytest.mark.parametrize(
    "attack",
    [
        "1,",
        "1",
        "£",
        "£1,",
        "9" * 28,
        "£1-",
        "(1.",
        "1 000 ",
        "forty thousand ",
        "£40k-",
        "salary ",
        "£45,000 - ",
        "to ",
        "$1 to ",
        "((((",
        "per annum ",
        "1. 00 ",
    ],
)
def test_54_work_grows_with_the_length_of_the_text_and_no_faster(attack):
    """Counted in steps, for clocks lie: the patterns are run over a text, and one ten times as long."""

    def steps(times):
        text = (attack * times)[: times * 20]
        return len(list(pay_grammar.quotes_in(pay_grammar.plain(text)))), len(pay_texts.near_amounts(Searched(text)))

    (few, near_few), (many, near_many) = steps(200), steps(2_000)
    assert many <= 10 * few + 40
    assert near_many <= max(pay_texts.WINDOWS, near_few)


def test_a_description_of_any_length_is_read_in_a_bounded_number_of_stretches():
    assert read(advert(description="1," * 100_000)) == ()
    assert len(pay_texts.near_amounts(Searched("£1 salary " * 100_000))) <= pay_texts.WINDOWS


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(65_000.0, 70_000.0, "65,000 - 70,000"), (65_000.0, 65_000.0, "65,000"), (None, 12.5, "12.50")],
)
def test_numbers_of_a_source_are_shown_as_people_write_them(low, high, words):
    assert read(advert(pay_min=low, pay_max=high, pay_unit="YEAR" if low else "HOUR"))[0].text == words
