"""Adverts that come back: posted again, on other boards, changed; and the few that are broken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from jobtide.demo import boards
from jobtide.demo.chance import Chance, Weighted

# Of a thousand adverts. The others are new ones.
REPOSTED = 80  # the same text under a new id, weeks later
ELSEWHERE = 75  # the same text on another board
EDITED = 25  # on another board, with small edits
BY_AGENCY = (
    15  # the same opening through another agency: its name, its first and last words, a word changed here and there
)
CUT = 10  # on another board, which shows only how the text begins
CHANGED = 6  # the same source and id, in a new version
BROKEN = 3  # new adverts with something missing or absurd


@dataclass(frozen=True)
class Plan:
    """How many new adverts there are; which of them (numbers in the order of days) come back and how, or are broken."""

    fresh: int
    returns: Mapping[int, tuple[str, ...]]
    broken: frozenset[int]


@dataclass(frozen=True)
class Returned:
    """An advert that came back, and the day on which it did."""

    day: date
    advert: dict


def plan(adverts: int, chance: Chance) -> Plan:
    """A plan that makes `adverts` in all."""
    kinds: list[str] = []
    for kind, per_thousand in (
        ("reposted", REPOSTED),
        ("elsewhere", ELSEWHERE),
        ("edited", EDITED),
        ("by agency", BY_AGENCY),
        ("cut", CUT),
        ("changed", CHANGED),
    ):
        kinds.extend([kind] * (adverts * per_thousand // 1000))
    fresh = adverts - len(kinds)
    returns: dict[int, tuple[str, ...]] = {}
    for kind in kinds:
        number = chance.whole(0, fresh - 1)
        returns[number] = (*returns.get(number, ()), kind)
    numbers = [number for number in range(fresh) if number not in returns]
    return Plan(fresh, returns, frozenset(chance.some(numbers, adverts * BROKEN // 1000)))


def returned(advert: dict, kind: str, day: date, as_of: date, serial: int, chance: Chance) -> Returned:
    """The advert of `day` once more, later but not after `as_of`."""
    soonest, latest = _SOONEST_AND_LATEST[kind]
    back = min(day + timedelta(days=chance.whole(soonest, latest)), as_of)
    again = dict(advert)
    if kind == "changed":
        again.update(_revised(advert, chance))
        again["seen_at"] = max(back, date.fromisoformat(advert["seen_at"])).isoformat()
        return Returned(back, again)
    board = next(board for board in boards.BOARDS if board.name == advert["source"])
    if kind != "reposted":
        board = chance.one([other for other in boards.BOARDS if other is not board])
    for name in ("closed_at", "valid_through"):
        again.pop(name, None)
    again.update(boards.published(board, serial, chance))
    again.update(boards.dated(board, back, as_of, chance))
    if isinstance(again["location"], list) != board.lists:
        again["location"] = [again["location"]] if board.lists else " / ".join(again["location"])
    if kind in _REWRITTEN:
        again = _REWRITTEN[kind](again, chance)
    return Returned(back, again)


def _edited(advert: dict, chance: Chance) -> dict:
    """Small edits: a closing line, another headline, no employer."""
    edit = chance.whole(0, 3)
    if edit == 0:
        advert["description"] += chance.weighted(_LAST_LINES).format(ref=advert["id"])
    elif edit == 1:
        advert["title"] = f"{advert['title']} - {chance.one(('New', 'Apply now', 'Immediate start', 'Great team'))}"
    elif edit == 2:
        advert["description"] = advert["description"].replace("We are", "We're").replace("You will", "You'll")
        advert["title"] = advert["title"].replace(" - ", " – ")
    else:
        advert.pop("employer", None)
        advert["description"] += "\n\nThis advert was posted on behalf of the employer."
    return advert


def _by_agency(advert: dict, chance: Chance) -> dict:
    """What another agency makes of the advert that its client gave it."""
    advert["employer"] = f"{chance.one(_NAMES)} {chance.one(('Recruitment', 'Resourcing', 'Search'))}"
    words = advert["description"].split(" ")
    for at in range(20, len(words), 45):
        words[at] = chance.one(_LOOSE)
    advert["description"] = f"{chance.one(_BEFORE)}\n\n{' '.join(words)}\n\n{chance.one(_BEHIND)}"
    return advert


def _cut(advert: dict, chance: Chance) -> dict:
    text = re.sub(r"<[^>]+>", " ", advert["description"])
    end = text.rfind(" ", 0, chance.whole(430, 500))
    advert["description"] = text[:end] + " ..."
    return advert


_SOONEST_AND_LATEST = {
    "reposted": (7, 42), "elsewhere": (0, 6), "edited": (0, 9), "by agency": (0, 14), "cut": (0, 6), "changed": (1, 20),
}  # fmt: skip
_REWRITTEN = {"edited": _edited, "by agency": _by_agency, "cut": _cut}
_NAMES = ("Merrowick", "Tallbridge", "Osperley", "Quenby Lane", "Harrowmead", "Fennimore")
_LOOSE = ("really", "also", "truly", "then", "indeed")
_BEFORE = (
    "We act as an employment agency for this role.",
    "Our agency is proud to bring you this opening; apply today and quote our name.",
)
_BEHIND = (
    "We are an equal opportunities agency. To apply, send us your CV.",
    "Please apply through our website. Our privacy policy tells how we use your personal data.",
)
_LAST_LINES = Weighted(
    {
        "\n\nPlease quote {ref} when you apply.": 4,
        "\n\nReference: {ref}": 4,
        "\n\nApply now!": 2,
    }.items()
)


def _revised(advert: dict, chance: Chance) -> dict:
    """What somebody put right in an advert that stays up."""
    if chance.happens(0.4):
        return {
            "title": advert["title"] + chance.one((" (Hybrid)", " - Updated", " - closing soon", " - salary increased"))
        }
    if "pay" in advert and chance.happens(0.4):
        return {"pay": advert["pay"] + chance.one((" + bonus", " plus benefits", ", negotiable"))}
    return {"description": advert["description"] + "\n\nUpdate: interviews will be held next week."}


def broken(advert: dict, chance: Chance) -> dict:
    """What a record looks like when something went wrong on the way."""
    advert = dict(advert)
    kind = chance.whole(0, 6)
    if kind == 0:
        del advert["title"], advert["description"]
    elif kind == 1:
        advert["title"], advert["description"] = "", "   "
    elif kind == 2:
        advert["posted_at"] = chance.one(("31/02/2024", "yesterday-ish", "2099-12-31", "0001-01-01", "1970-01-01"))
    elif kind == 3:
        advert["title"], advert["description"] = "***", "---"
    elif kind == 4:
        advert.pop("pay", None)
        advert["pay_min"], advert["pay_max"] = chance.one(
            ((1, 1), (999_999_999, 999_999_999), (-5, 40_000), (450_000, 4_500))
        )
    elif kind == 5:
        advert["pay"] = chance.one(("£1 - £999,999,999", "£45,000 - £4,500", "0 to 20 to 20800", "£££"))
    else:
        advert["seen_at"] = chance.one(("2024-13-45", "1999-01-01"))
    return advert
