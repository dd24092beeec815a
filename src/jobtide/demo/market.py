"""The market itself: one advert after the other, in the order in which they were posted.

Touches: the file that it is told to write.
"""

import heapq
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jobtide.demo import boards, copies, headlines, pay_texts, wording
from jobtide.demo.chance import Chance, Weighted
from jobtide.demo.employers import Employers, employers
from jobtide.demo.roles import Role, Roles, roles
from jobtide.demo.sheets import sheet
from jobtide.demo.towns import Spot, Towns, towns
from jobtide.demo.towns import written as place_text
from jobtide.demo.trends import Trends, trends

ADVERTS = 60_000
SEED = 2026
_BY_AGENCY = 0.58
_WITH_PAY = 0.72
_LEAST = 24_000.0  # about what a full-time job at the minimum wage pays, on the last day
_IRISH = "Dublin"  # the one place here whose pay is not in pounds


def write(path: Path, adverts: int, seed: int, as_of: date) -> None:
    """Writes exactly `adverts` lines of JSON, as `jobtide ingest` takes them; the same arguments write the same bytes.

    The adverts were posted in the five years that end on `as_of`, at least one of them on that day.
    """
    dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for advert in drawn(adverts, seed, as_of):
            file.write(dumps(advert))
            file.write("\n")


def drawn(adverts: int, seed: int, as_of: date) -> Iterator[dict]:
    """The same adverts one by one, as mappings: first new ones, and among them those that come back."""
    return (advert for advert, _ in told(adverts, seed, as_of))


def told(adverts: int, seed: int, as_of: date) -> Iterator[tuple[dict, int]]:
    """Each advert with the number of the new one that it is or repeats: the same number is the same opening."""
    chance = Chance(seed)
    market = Market.opened(as_of, chance)
    plan = copies.plan(adverts, chance)
    days = sorted(chance.weighted(market.calendar) for _ in range(plan.fresh))
    if days:
        days[-1] = as_of
    waiting: list[tuple[date, int, dict, int]] = []
    serial = 0
    for number, day in enumerate(days):
        while waiting and waiting[0][0] < day:
            yield heapq.heappop(waiting)[2:]
        advert = market.advert(day, serial, chance)
        serial += 1
        for kind in plan.returns.get(number, ()):
            came_back = copies.returned(advert, kind, day, as_of, serial, chance)
            heapq.heappush(waiting, (came_back.day, serial, came_back.advert, number))
            serial += 1
        if number in plan.broken:
            advert = copies.broken(advert, chance)
        yield advert, number
    while waiting:
        yield heapq.heappop(waiting)[2:]


@dataclass(frozen=True)
class Market:
    """Everything that adverts are drawn from."""

    trends: Trends
    calendar: Weighted[date]
    roles: Roles
    towns: Towns
    employers: Employers
    wording: wording.Wording

    @classmethod
    def opened(cls, as_of: date, chance: Chance) -> "Market":
        moves = trends(sheet("trends"), as_of)
        asks = sheet("profiles")
        every_role = roles(sheet("roles"), asks, moves)
        places = towns(sheet("towns"))
        families = tuple(dict.fromkeys(role.family.name for role in every_role.roles))
        advertisers = employers(sheet("employers"), places, families, chance)
        return cls(moves, moves.calendar(), every_role, places, advertisers, wording.Wording(sheet("wording"), asks))

    def advert(self, day: date, serial: int, chance: Chance) -> dict:
        """A new advert, posted on `day`."""
        step = self.trends.step(day)
        role = self.roles.drawn(chance, step)
        employer = chance.weighted(self.employers.direct)
        agency = self.employers.agency(role.family.name, chance) if chance.happens(_BY_AGENCY) else None
        contract = chance.happens(
            role.family.contract * self.trends.overall("contracts", step) * (1.4 if agency else 0.65)
        )
        fixed_term = contract and chance.happens(0.45 if agency is None else 0.06)
        spot = employer.home if agency is None and chance.happens(0.8) else self.towns.drawn(chance)
        mode = self._work_mode(employer.work_mode, spot, step, chance)
        board = boards.board_for(contract, agency is not None, spot.region, chance)
        level, factor = chance.weighted(role.levels)
        title = headlines.with_level(chance.weighted(role.spellings), level)
        asked = self.roles.asked(role, step, chance)
        euros = _IRISH in (spot.spelled or "")
        drift = self.trends.overall("pay", step)
        quote = _quote(
            drift * max(_LEAST, role.annual * factor * spot.pay * employer.pay * chance.scatter(0.13)),
            contract and not fixed_term,
            employer.sector in ("public", "health", "education"),
            chance,
        )
        told = _Told.drawn(quote, board, role, contract and not fixed_term, chance)
        months = chance.one((3, 6, 6, 6, 9, 12, 12)) if not fixed_term else chance.one((6, 9, 12, 12, 12, 18, 24))
        advertiser = agency.name if agency else employer.name
        html = chance.happens(board.html)
        facts = wording.Facts(
            role=role,
            title=title,
            level=level,
            asked=asked,
            contract=contract,
            months=months,
            advertiser=advertiser,
            by_agency=agency is not None,
            sector=employer.sector,
            says=chance.one(employer.says),
            knows=employer.knows,
            town=spot.town,
            work_mode=mode if chance.happens(0.75) else "",
            pay=told.in_text,
            pay_unit=quote.unit,
            html=html,
        )
        headline = headlines.headline(
            title,
            contract=contract,
            town=spot.town,
            mode=mode,
            subject=chance.one(employer.knows),
            tech=asked.chief,
            short=None if told.hidden else pay_texts.short(quote, chance),
            months=months,
            chance=chance,
        )
        advert = boards.published(board, serial, chance)
        advert["title"] = headline
        advert["description"] = boards.described(board, html, self.wording.description(facts, chance), chance)
        advert["location"] = self._locations(spot, board, chance)
        if chance.happens(0.97):
            advert["employer"] = advertiser
        _add(advert, "employment_type", boards.employment_type(board, contract, fixed_term, chance))
        _add(advert, "work_mode", mode if mode and chance.happens(0.35) else "")
        advert.update(told.fields)
        advert.update(boards.dated(board, day, self.trends.as_of, chance))
        return _in_euros(advert) if euros else advert

    def _work_mode(self, habit: str, spot: Spot, step: int, chance: Chance) -> str:
        """hybrid, remote, onsite or "" (it does not say)."""
        if "remote" in spot.town.lower() or "home" in spot.town.lower():
            return "remote"
        if habit in ("remote", "hybrid") and not chance.happens(0.75 * self.trends.overall(habit, step)):
            return chance.one(("onsite", "", "hybrid"))
        return habit if chance.happens(0.85) else ""

    def _locations(self, spot: Spot, board: boards.Board, chance: Chance) -> str | list[str]:
        """What stands in the location field; one advert in twenty names more than one place."""
        texts = [place_text(spot, chance)]
        if spot.spelled is None and chance.happens(0.05):
            for _ in range(chance.whole(1, 2)):
                texts.append(place_text(self.towns.neighbour(spot, chance), chance))
            texts = list(dict.fromkeys(texts))
            if not board.lists:
                return chance.one((" / ", " or ", "; ", " | ")).join(texts)
        return texts if board.lists else texts[0]


@dataclass(frozen=True)
class _Told:
    """Where an advert tells its pay: in fields, in the description (`in_text`), or nowhere (`hidden`)."""

    fields: dict
    in_text: str | None
    hidden: bool

    @classmethod
    def drawn(cls, quote: pay_texts.Quote, board: boards.Board, role: Role, contract: bool, chance: Chance) -> "_Told":
        if not chance.happens(_WITH_PAY):
            words = pay_texts.unsaid(contract, chance)
            return cls({"pay": words} if words and chance.happens(0.8) else {}, None, True)
        text = pay_texts.written(quote, chance, commission=role.commission)
        fields = {}
        if chance.happens(board.numbers):
            fields = {"pay_min": _number(quote.low), "pay_max": _number(quote.high)}
            if quote.low == quote.high and chance.happens(0.5):
                del fields["pay_min"]
            unit = {"annual": "year", "daily": "day", "hourly": "hour"}[quote.unit]
            _add(fields, "pay_unit", unit if chance.happens(0.9) else "")
            _add(fields, "currency", "GBP" if chance.happens(0.9) else "")
        elif chance.happens(0.8):
            fields = {"pay": text}
        in_text = text if not fields or chance.happens(0.2) else None
        return cls(fields, in_text, False)


def _quote(annual_gbp: float, by_rate: bool, exact: bool, chance: Chance) -> pay_texts.Quote:
    """Contracts pay by the day, and by the hour where the pay is low."""
    if not by_rate:
        return pay_texts.annual(annual_gbp, exact and chance.happens(0.6), chance)
    if chance.happens(0.75 if annual_gbp < 33_000 else 0.25 if annual_gbp < 45_000 else 0.05):
        return pay_texts.hourly(annual_gbp, chance)
    return pay_texts.daily(annual_gbp, chance)


def _number(amount: float) -> int | float:
    return int(amount) if amount == int(amount) else amount


def _add(advert: dict, name: str, value: str) -> None:
    if value:
        advert[name] = value


def _in_euros(advert: dict) -> dict:
    for name in ("title", "description", "pay"):
        if name in advert:
            advert[name] = advert[name].replace("£", "€").replace("GBP", "EUR")
    if "currency" in advert:
        advert["currency"] = "EUR"
    return advert
