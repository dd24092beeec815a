"""Pay: the amounts that people choose, and the many ways to write them."""

from dataclasses import dataclass

from jobtide.demo.chance import Chance, Weighted

_DAYS = 132.0  # annual pay that a contractor's daily rate stands for, in days
_HOURS = 1750.0


@dataclass(frozen=True)
class Quote:
    """Pounds per `unit` (annual, daily, hourly); low = high for a single figure."""

    low: float
    high: float
    unit: str


# Of what people round to, in pounds a year.
_STEPS = Weighted({5000: 50, 2500: 12, 1000: 25, 500: 10, 250: 3}.items())
_WIDTHS = Weighted({0.0: 30, 0.06: 8, 0.1: 18, 0.14: 16, 0.18: 13, 0.24: 9, 0.32: 5, 0.45: 1}.items())


def annual(pounds: float, exact: bool, chance: Chance) -> Quote:
    """A salary around `pounds`. `exact` is a scale point, as public bodies pay: £38,682."""
    width = chance.weighted(_WIDTHS)
    low, high = pounds * (1 - width / 2), pounds * (1 + width / 2)
    if exact:
        return Quote(_rounded(low, 1), _rounded(high, 1), "annual")
    step = chance.weighted(_STEPS)
    if pounds < 32_000:
        step = min(step, 1000)
    elif pounds > 90_000:
        step = max(step, 5000)
    return Quote(_rounded(low, step), _rounded(high, step), "annual")


def daily(pounds: float, chance: Chance) -> Quote:
    """A day's rate for work that would pay `pounds` a year."""
    width = chance.weighted(_WIDTHS) if chance.happens(0.6) else 0.0
    rate = pounds / _DAYS
    step = 50 if chance.happens(0.55) else 25 if chance.happens(0.85) else 10
    return Quote(_rounded(rate * (1 - width / 2), step), _rounded(rate * (1 + width / 2), step), "daily")


def hourly(pounds: float, chance: Chance) -> Quote:
    """An hour's rate for work that would pay `pounds` a year."""
    width = chance.weighted(_WIDTHS) if chance.happens(0.4) else 0.0
    rate = pounds / _HOURS
    quarters = 4 if rate > 30 else 2 if chance.happens(0.5) else 4 if chance.happens(0.6) else 1
    low, high = rate * (1 - width / 2), rate * (1 + width / 2)
    return Quote(_rounded(low * quarters, 1) / quarters, _rounded(high * quarters, 1) / quarters, "hourly")


def _rounded(amount: float, step: int) -> float:
    return max(1, int(amount / step + 0.5)) * step


_ANNUAL_RANGES = Weighted(
    {
        "£{low} - £{high}": 16,
        "£{low} - £{high} per annum": 20,
        "£{low} to £{high} per annum": 5,
        "£{low}-£{high}": 5,
        "£{low} – £{high}": 3,
        "£{low} - £{high} a year": 4,
        "£{low} to £{high}": 3,
        "£{lowk}k - £{highk}k": 9,
        "£{lowk}k-{highk}k": 4,
        "£{lowk}k - £{highk}k per annum": 4,
        "£{lowk}-{highk}k": 3,
        "£{lowk}K - £{highk}K + bonus": 2,
        "£{lowraw} - £{highraw} per annum": 5,
        "£{lowraw}-£{highraw}": 2,
        "£{low}.00 - £{high}.00 per year": 3,
        "GBP {low} - {high}": 2,
        "{lowraw} - {highraw} GBP": 1,
        "£{low} - £{high} + benefits": 5,
        "£{low} - £{high} per annum + bonus + private healthcare": 3,
        "£{low} - £{high} DOE": 3,
        "£{low} - £{high} per annum, depending on experience": 2,
        "£{low} - £{high} pa": 3,
        "£{low} - £{high} p.a.": 2,
        "Salary £{low} - £{high}": 2,
        "Between £{low} and £{high}": 1,
        "From £{low} to £{high} per annum": 1,
        "£{low} - £{high} (plus 10% bonus)": 1.5,
        "£{low} rising to £{high}": 0.7,
    }.items()
)
_ANNUAL_SINGLES = Weighted(
    {
        "£{high}": 14,
        "£{high} per annum": 14,
        "Up to £{high}": 14,
        "Up to £{high} per annum": 8,
        "Up to £{highk}k": 8,
        "up to £{highk}K DOE": 4,
        "£{highk}k": 7,
        "Circa £{high}": 5,
        "c. £{highk}k": 3,
        "circa £{highk}K + bonus": 3,
        "£{highraw} per annum": 4,
        "£{highk}k + benefits": 3,
        "£{high} + car allowance": 2,
        "£{high} a year": 2,
        "Around £{high}": 1.5,
        "£{high} DOE": 3,
        "£{high} per annum plus pension": 2,
        "£{high} pro rata": 0.6,
    }.items()
)
_COMMISSION = Weighted(
    {
        "£{lowk}k basic, £{otek}k OTE": 4,
        "£{low} - £{high} basic (OTE £{ote})": 4,
        "£{high} + commission": 3,
        "£{low} basic + uncapped commission": 2,
        "£{low} - £{high}, double OTE": 2,
        "£{lowk}k - £{highk}k + OTE": 3,
        "Basic salary up to £{high}, OTE £{ote}": 3,
    }.items()
)
_DAILY_RANGES = Weighted(
    {
        "£{low} - £{high} per day": 30,
        "£{low}-£{high} per day": 8,
        "£{low} to £{high} per day": 5,
        "£{low} - £{high} per day (Inside IR35)": 7,
        "£{low} - £{high} per day, outside IR35": 7,
        "£{low} - £{high} p/d": 4,
        "£{low} - £{high}pd": 3,
        "£{low}-{high}/day": 4,
        "£{low} - £{high} daily": 3,
        "£{low}.00 - £{high}.00 per day": 3,
        "£{low} - £{high} a day": 2,
        "£{low}-{high} per day umbrella": 2,
    }.items()
)
_DAILY_SINGLES = Weighted(
    {
        "£{high} per day": 22,
        "Up to £{high} per day": 12,
        "£{high} per day (Inside IR35)": 7,
        "£{high} per day outside IR35": 7,
        "£{high}pd": 5,
        "£{high} p/d": 4,
        "£{high}/day": 4,
        "circa £{high} per day": 3,
        "£{high} a day": 2,
        "£{high} PD (umbrella)": 2,
        "Day rate £{high}": 2,
        "up to £{high} per day DOE": 2,
    }.items()
)
_HOURLY_RANGES = Weighted(
    {
        "£{low} - £{high} per hour": 20,
        "£{low}-£{high} per hour": 5,
        "£{low} to £{high} per hour": 3,
        "£{low} - £{high} ph": 3,
        "£{low} - £{high} an hour": 2,
    }.items()
)
_HOURLY_SINGLES = Weighted(
    {
        "£{high} per hour": 20,
        "£{high}ph": 4,
        "£{high} p/h": 3,
        "£{high}/hr": 2,
        "Up to £{high} per hour": 5,
        "£{high} per hour PAYE": 3,
        "£{high} an hour": 2,
        "£{high} per hour inside IR35": 3,
    }.items()
)
_UNSAID = Weighted(
    {
        "Competitive": 24,
        "Competitive salary": 12,
        "Negotiable": 9,
        "Salary negotiable": 3,
        "DOE": 6,
        "Depending on experience": 4,
        "Market rate": 4,
        "Market related": 2,
        "Attractive package": 3,
        "Competitive + benefits": 5,
        "Salary on application": 2,
        "Excellent": 1,
        "TBC": 2,
        "Unspecified": 2,
        "": 8,
    }.items()
)
_UNSAID_CONTRACT = Weighted(
    {"Market rate": 10, "Negotiable": 8, "Competitive": 6, "DOE": 4, "Market rates": 3, "": 6}.items()
)


def written(quote: Quote, chance: Chance, *, commission: bool = False) -> str:
    """The quote as somebody might write it."""
    single = quote.low == quote.high
    if quote.unit == "daily":
        form = chance.weighted(_DAILY_SINGLES if single else _DAILY_RANGES)
    elif quote.unit == "hourly":
        form = chance.weighted(_HOURLY_SINGLES if single else _HOURLY_RANGES)
    elif commission and chance.happens(0.6):
        form = chance.weighted(_COMMISSION)
    else:
        form = chance.weighted(_ANNUAL_SINGLES if single else _ANNUAL_RANGES)
    return filled(form, quote)


def unsaid(contract: bool, chance: Chance) -> str:
    """What stands where pay should."""
    return chance.weighted(_UNSAID_CONTRACT if contract else _UNSAID)


def short(quote: Quote, chance: Chance) -> str:
    """The quote as a headline has it: £80k, £550pd."""
    if quote.unit == "daily":
        return filled(chance.one(("£{high}pd", "£{high}/day", "£{high} per day", "up to £{high}pd")), quote)
    if quote.unit == "hourly":
        return filled(chance.one(("£{high}ph", "£{high} per hour")), quote)
    forms = ("£{highk}k", "£{highk}K", "£{high}", "£{lowk}-{highk}k")
    return filled(chance.one(forms if quote.low < quote.high else forms[:3]), quote)


def filled(form: str, quote: Quote) -> str:
    if quote.unit == "hourly":
        return form.format(low=_pence(quote.low), high=_pence(quote.high))
    low, high = int(quote.low), int(quote.high)
    ote = high * 8 // 5 // 5000 * 5000
    return form.format(
        low=f"{low:,}",
        high=f"{high:,}",
        lowraw=low,
        highraw=high,
        lowk=_thousands(low),
        highk=_thousands(high),
        ote=f"{ote:,}",
        otek=ote // 1000,
    )


def _thousands(pounds: int) -> str:
    """45, 47.5, 38.7: what stands before the k."""
    tenths = (pounds + 50) // 100
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def _pence(pounds: float) -> str:
    pence = int(pounds * 100 + 0.5)
    return str(pence // 100) if pence % 100 == 0 else f"{pence // 100}.{pence % 100:02d}"
