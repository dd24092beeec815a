"""How many days a week a hybrid job is done in the office."""

import re

from jobtide.extraction.occurrences import Searched
from jobtide.finding import NOT_SAID, ConditionFinding

WORDS = ("day", "once", "twice")
ANY_WORD = frozenset(WORDS)
OCCURRENCES = 10  # of "day" that are looked at in one description
WEEK = 5
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "once": 1, "twice": 2}
_NUMBER = r"(?:one|two|three|four|five|(?<![0-9.,£])[1-5](?:\.5)?)"
_COUNT = re.compile(
    rf"\b(?=[1-5otf])(?:(?P<low>{_NUMBER})(?: ?(?:[-?/]|or|to|and) ?(?P<high>{_NUMBER}))?\+?"
    rf"(?: (?P<kind>full|working|core|office|set|fixed|anchor|home"
    rf"|remote|on-?site|in-office|wfh|minimum))?[ -]?days?\b(?! (?:holiday|annual|leave|paid|off\b|training|pto"
    rf"|vacation|sick|volunteer"
    rf"|bank|notice|course|extra|additional|per year|a year))"
    r"|(?P<times>once|twice)(?= (?:a|per|every) (?:week|fortnight|month)\b))"
)
_MAYBE_COUNTED = re.compile("[1-5]|one|two|three|four|five")
LONGEST = 32  # characters of a count before its "day"
_EVERY = re.compile(
    r"^[ ,]*(?:(?:only|min|minimum|max)[ ])?(?:a|per|each|every|/|in a|p/)[ ]?(?P<span>week|fortnight|two weeks"
    r"|month|wk|w\b)"
)
_OFFICE = re.compile(
    r"office|on-?[ ]?site|in[- ]person|\bhq\b|\bhub\b|workplace|headquarters|studio|client site|in [a-z]+ london\b"
)
_HOME = re.compile(r"\bhome\b|\bremote|\bwfh\b")
# "In the office 2 days a week, the rest from home": what leads up to the count is nearer than what follows it.
_LEADS_UP = (
    r"[ ,:(-]{0,3}(?:for|at least|a minimum of|minimum of|minimum|min|up to"
    r"|only|about|around|approx\w*|usually|typically|on|just|\b)"
)
_OFFICE_BEFORE = re.compile(rf"(?:{_OFFICE.pattern})(?:{_LEADS_UP}){{0,2}}[ ,:(-]*$")
_HOME_BEFORE = re.compile(rf"(?:{_HOME.pattern}|remotely)(?:{_LEADS_UP}){{0,2}}[ ,:(-]*$")
_STOPS = re.compile(r"[.!;] |\n|[•|]|\?\?")
_WEEKS = {"fortnight": 2.0, "two weeks": 2.0, "month": 52 / 12}
AROUND = 60


def office_days(texts: tuple[tuple[str, Searched], ...]) -> ConditionFinding:
    """Days a week in the office as "2" or "2-3", first text first. `texts`: (where, text).

    Days at home are counted from a week of five.
    """
    for where, searched in texts:
        if not searched.may_hold(ANY_WORD):
            continue
        for word in searched.held(WORDS) if where == "description" else WORDS:
            for at in searched.places(word, OCCURRENCES):
                low = searched.low
                if word == "day" and not _MAYBE_COUNTED.search(low, max(0, at - LONGEST), at):
                    continue
                if (found := _at(at, where, searched.text, low)) is not None:
                    return found
    return NOT_SAID


def _at(at: int, where: str, text: str, low: str) -> ConditionFinding | None:
    start = max(0, at - AROUND)
    for stop in _STOPS.finditer(low, start, at):
        start = stop.end()
    stop = _STOPS.search(low, at, at + AROUND)
    end = stop.start() if stop else min(len(low), at + AROUND)
    count = next((match for match in _COUNT.finditer(low, start, end) if match.start() <= at < match.end()), None)
    if count is None:
        return None
    days = _days(count)
    rule = "days in the office"
    after = low[count.end() : end]
    every = _EVERY.match(after)
    if every and (weeks := _WEEKS.get(every["span"])):
        days, rule = tuple(round(day / weeks, 2) for day in days), f"days in the office each {every['span']}"
    where_spent = _spent(count["kind"] or "", low[start : count.start()], after)
    if where_spent is None:
        return None
    if where_spent == "home":
        if every and every["span"] in _WEEKS:
            return None
        days, rule = (WEEK - days[1], WEEK - days[0]), f"{WEEK} less the days at home"
    if not 0 < days[0] <= days[1] < WEEK:
        return None
    value = f"{days[0]:g}" if days[0] == days[1] else f"{days[0]:g}-{days[1]:g}"
    words = " ".join(text[max(start, count.start() - 24) : min(end, count.end() + 36)].split())
    return ConditionFinding(value, words, where, rule)


def _days(count: re.Match[str]) -> tuple[float, float]:
    if count["times"]:
        return (float(_NUMBERS[count["times"]]),) * 2
    low, high = (_NUMBERS.get(each) or float(each) for each in (count["low"], count["high"] or count["low"]))
    return (float(low), float(high)) if low <= high else (float(high), float(low))


def _spent(kind: str, before: str, after: str) -> str | None:
    """Where the days are spent: by the word nearest after the count, else nearest before it."""
    if kind in ("office", "onsite", "on-site", "in-office"):
        return "office"
    if kind in ("home", "remote", "wfh"):
        return "home"
    if _OFFICE_BEFORE.search(before):
        return "office"
    if _HOME_BEFORE.search(before):
        return "home"
    office, home = _OFFICE.search(after), _HOME.search(after)
    if office and (home is None or office.start() < home.start()):
        return "office"
    if home:
        return "home"
    nearest = {"office": -1, "home": -1}
    for name, pattern in (("office", _OFFICE), ("home", _HOME)):
        for match in pattern.finditer(before):
            nearest[name] = match.start()
    if nearest["office"] == nearest["home"]:
        return None
    return max(nearest, key=nearest.get)
