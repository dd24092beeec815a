"""Whether a job is done onsite, remote or as a mix of both (hybrid), and the words that say so.

Asked in this order: the source's field, the location, the title, the description. Where remote work is offered beside
the office ("REMOTE or ONSITE") the job is remote; where the week is divided between them it is hybrid. An advert that
names only its town says nothing, and so does one that merely has an office, a home page or remote colleagues.
"""

import re

from jobtide.advert import Advert
from jobtide.extraction.occurrences import folded, occurrences, stands_alone
from jobtide.finding import ConditionFinding

ONSITE, HYBRID, REMOTE = "onsite", "hybrid", "remote"
# Where several are said: a divided week explains both others, and remote work beside an office is remote.
ORDER = (HYBRID, REMOTE, ONSITE)
# In a description some words say it outright and some only hint; a hint counts where nothing is said outright.
SURE, HINT = "said", "hinted"
WEIGHT = ((SURE, HYBRID), (SURE, REMOTE), (HINT, HYBRID), (SURE, ONSITE), (HINT, REMOTE), (HINT, ONSITE))

OCCURRENCES = 12  # of each word that are looked at in one description
BEFORE, AFTER = 48, 60  # characters around such a word

# Longer phrases that speak of something else.
_NOT_REMOTE = (
    r"support|sens|desktop|access|monitor|site|control|hands|infra|manage|server|procedure|device|diagnos|assist|branch|location|village|area|communit|office|team|colleague"
    r"|worker|developer|employee|staff|engineer|customer|client|user|host|repositor|data|system|interview|tech|vehicle|code|health|care\b|patient|learning|island|deposit"
    r"|operation|admin|meeting|stakeholder|viewing|api|method|function|service|part|connect|play|work option|co-"
)
_NOT_HYBRID = (
    r"cloud|app|mobile|infra|it\b|env|integrat|search|data|deploy|solution|vehicle|electric|power|identit|archit|ai\b|intel|event|network|multi|estate|platform|project|agile|deliver"
)

# Field, location and headline: short texts, whose every word counts.
_SHORT = re.compile(
    rf"(?P<not_remote>\b(?:no|not|non)[ -]remote\b)"
    rf"|(?P<hybrid>\bhybrid(?![ -](?:{_NOT_HYBRID}))|\b(?:partial(?:ly)?|part|some|semi|occasional)[ -]remote|\bremote \d(?:[-/]\d)? days?|\bpart[ -]office"
    r"|\b\d(?:[-/]\d)? days? (?:(?:a|per) week |/ ?week )?(?:in |at |from )?(?:the )?(?:office|home|remote|on-?site|wfh))"
    rf"|(?P<remote>\bremote(?:ly)?(?![a-z])(?![ -](?:{_NOT_REMOTE}))|\bhome[ -]?based\b|\bhome ?work(?:ing|er)\b|\bwork(?:ing)? from home\b|\bwfh\b|\btelecommut|\btelework|\banywhere\b|^virtual$)"
    r"|(?P<onsite>\bon[ _-]?site\b|\bin[ _-]?office\b|\boffice[ -]based\b|\bin[ _-]person\b|^office$|\bworkplace[ -]based\b)"
)
_SHORT_WORDS = re.compile("remote|hybrid|site|home|office|wfh|tele|anywhere|person|virtual|workplace")

# Neighbourhoods in a description. Names say which side of the word a pattern is for.
_NUMBER = r"(?:one|two|three|four|five|(?<![0-9.,])[1-5](?:\.5)?)"
_DAYS = re.compile(
    rf"\b(?P<low>{_NUMBER})(?: ?(?:[-?/]|or|to) ?(?P<high>{_NUMBER}))?\+?(?: (?:full|working|core|office|set|fixed|anchor|home|remote|on-?site|in-office))?[ -]days?\b"
    r"(?! (?:holiday|annual|leave|paid|of |off\b|training|pto|vacation|sick|volunteer|bank|notice|course|extra|additional|per year|a year))"
    r"|\b(?:once|twice|[1-4]x|[1-4] times)(?: average)? (?:a|per|every) (?:week|month|fortnight)\b|\b[1-4]x per week"
)
_COUNTED = re.compile(rf"{_NUMBER} $")
_FIVE = ("five", "5")
_SENTENCE = re.compile(r"[.!;] |\n|\?\?")
_LABEL = r"(?:location|working?|workplace|type|mode|model|style|pattern|arrangements?|policy|setup|based|role is|position is|job is|we're|currently)"

_HYBRID_AFTER = re.compile(
    r"[ -]?(?:(?:and|or|/|&) ?)?(?:(?:flexible|remote|home|agile|office|smart) ?)?(?:work(?!load|flow)|role\b|position\b|job\b|remote|office|schedule|basis|arrange|pattern|policy"
    r"|set-?up|way|model\b|contract\b|opportunit|flexib|approach|only\b)|[ ]?(?:[|)\n(]|[-?] ?[1-5])"
)
_HYBRID_BEFORE = re.compile(
    rf"(?:\b{_LABEL}|\bis|\boffer|\bremote|\bonsite|\bpermanent|\bfull[- ]time|\buk|[|(?#\n])[ /:(*,|?-]{{0,4}}(?:(?:a|fully|flexible|currently|and|or|li|bi)[ -]){{0,2}}$|, $"
)
_NO = re.compile(r"\b(?:no|not|not an?|non|isn't an?|nor)[ -]$")
_PARTLY = re.compile(r"\b(?:partial(?:ly)?|part|some|semi|occasional(?:ly)?|flexible|mostly)[ -]$")
_FULLY = re.compile(r"(?:fully|100%|completely|totally|entirely|full[ -]time|permanently|\ball|always|\buk|#li|#bi|global|globally)[ -](?:work(?:ing)? )?$")
_REMOTE_BEFORE = re.compile(
    rf"(?:\b{_LABEL}[ /:(*,|?-]{{1,4}}(?:(?:is|currently|flexible) )?|\b(?:role|position|job|this|vacancy|company|we) (?:is|are|can be|will be) (?:an? )?(?:\w+ )?|[|(?\n*] ?)$"
)
_REMOTE_AFTER = re.compile(
    r"[ -](?:first|only|based|friendly|native|role|position|job\b|opportunit|contract|vacanc|company|uk\b|within the|anywhere|ok\b|work(?:ing)? (?:env|compan|role|position|from))|[ ]?[(/|)\n]"
)
_CHOICE = re.compile(
    r"\b(?:option|abilit|able|choose|choice|possib|occasional|flexib|when (?:required|needed|necessary)|as required|if needed|some|ad.hoc|sometimes|regular|partial|from time to time|part of|benefit)"
)
_WITH_HOME = re.compile(r"(?:home|remote(?:ly)?|wfh)(?: and | or | & |/|, and )(?:in |at |from )?(?:the |our )?$")
_AND_HOME = re.compile(r"s?(?: and | or | & |/)(?:at |from |your |working )*(?:home|remote)")
_OTHER_OFFICE = re.compile(r"(?:back|front|microsoft|ms|post|home|programme|project|patent|open|libre|cabinet|foreign|program|management|box|family|private)[ -]$")
_BASED_AT = re.compile(r"\bbased (?:at|in|out of|from) (?:our|the)(?: [\w&'.-]+){0,3} $")
_WHOLLY = re.compile(r"\b(?:fully|100%|full[ -]time|entirely|strictly|solely|exclusively)[ ,](?:in[ -]?(?:the |our )?|at the |based in (?:the|our) )?$")
_SITE_AFTER = re.compile(r" (?:only|role|position|job\b|5 days|full[ -]time|every day|working (?:only|5|role))")
_SITE_BEFORE = re.compile(rf"(?:\b{_LABEL}[ ]?[:?|-]{{1,2}} ?(?:full[ -]time )?|#li-|\bfull[- ]time,? |[|] ?)$")
_ON = re.compile(r"\bon[ -]?$|(?<=[a-z])on$")


def work_mode(advert: Advert) -> ConditionFinding:
    """onsite, hybrid or remote with the words that show it; None where the advert does not say."""
    if advert.work_mode and (said := _short(advert.work_mode)):
        return ConditionFinding(*said, "work_mode", "the source's field")
    for location in advert.locations:
        if said := _short(location):
            return ConditionFinding(*said, "location", "the location's words")
    if said := _short(advert.title or advert.description[:300].partition("\n")[0]):
        return ConditionFinding(*said, "title", "the title's words")
    return _described(advert.description)


def _short(text: str) -> tuple[str, str] | None:
    low = text[:300].lower()
    if not _SHORT_WORDS.search(low):
        return None
    low = folded(text[:300]).replace("?", "-")
    found: dict[str, str] = {}
    for match in _SHORT.finditer(low):
        found.setdefault(match.lastgroup, text[match.start() : match.end()])
    if "not_remote" in found:
        return ONSITE, found["not_remote"]
    return next(((mode, found[mode]) for mode in ORDER if mode in found), None)


def _described(text: str) -> ConditionFinding:
    found: dict[tuple[str, str], str] = {}
    low = folded(text)
    for word, judge in _JUDGES:
        for at in occurrences(word, low, OCCURRENCES):
            end = at + len(word)
            before, after = low[max(0, at - BEFORE) : at], low[end : end + AFTER]
            said = judge(before, after, text, at)
            if said and said not in found:
                found[said] = " ".join(text[max(0, at - 20) : end + 20].split())
                if said == (SURE, HYBRID):
                    return ConditionFinding(HYBRID, found[said], "description", SURE)
    for certainty, mode in WEIGHT:
        if (certainty, mode) in found:
            return ConditionFinding(mode, found[certainty, mode], "description", certainty)
    return ConditionFinding(None)


def _hybrid(before: str, after: str, text: str, at: int) -> tuple[str, str] | None:
    if re.match(rf"[ -](?:{_NOT_HYBRID})", after) or not stands_alone(text, at, at + 6):
        return None
    if text[at : at + 6] == "HYBRID" or _HYBRID_AFTER.match(after) or _HYBRID_BEFORE.search(before):
        return SURE, HYBRID
    return None


def _remote(before: str, after: str, text: str, at: int) -> tuple[str, str] | None:
    if after.startswith("ly"):
        return _remotely(before, after)
    if not stands_alone(text, at, at + 6):
        return None
    if re.match(rf"[ -](?:{_NOT_REMOTE})", after):
        return None
    if _NO.search(before):
        return SURE, ONSITE
    if _PARTLY.search(before):
        return SURE, HYBRID
    if days := _days(before, after):
        return SURE, days if days == HYBRID else REMOTE
    if _FULLY.search(before) or text[at : at + 6] == "REMOTE" or _REMOTE_AFTER.match(after) or _REMOTE_BEFORE.search(before):
        return SURE, REMOTE
    if (before[-1:].isalpha()) or (after[:1].isalpha()):
        return SURE, REMOTE  # glued: a heading of its own before the markup was lost
    return None


def _remotely(before: str, after: str) -> tuple[str, str] | None:
    if _days(before, after):
        return SURE, HYBRID
    if _CHOICE.search(before) or _CHOICE.search(after[:30]):
        return HINT, HYBRID
    if _FULLY.search(before) or after.startswith(("ly from anywhere", "ly within", "ly in the uk", "ly from")):
        return SURE, REMOTE
    return (HINT, REMOTE) if before.endswith(("work ", "working ", "based ")) and after[2:3] in ".,\n" else None


def _office(before: str, after: str, text: str, at: int) -> tuple[str, str] | None:
    if after.startswith("r") or _OTHER_OFFICE.search(before):
        return None
    if days := _days(before, after):
        return SURE, days
    if _COUNTED.search(before) and after.startswith((" day", "-day")):
        return SURE, HYBRID
    if after.startswith((" based", "-based", "-first", " first")):
        return (HINT, HYBRID) if "mostly" not in before and _CHOICE.search(after) else (SURE, ONSITE)
    if _WITH_HOME.search(before) or _AND_HOME.match(after):
        return HINT, HYBRID
    if _WHOLLY.search(before) or _BASED_AT.search(before):
        return HINT, ONSITE
    return None


def _home(before: str, after: str, text: str, at: int) -> tuple[str, str] | None:
    if before[-1:].isalpha() and not stands_alone(text, at, at + 4):
        return None
    if after.startswith(("based", "-based", " based")):
        return None if "care" in after[:14] else (SURE, REMOTE)
    if after.startswith(("working", "-working", " working")) or before.endswith(("work from ", "working from ")):
        if _days(before, after):
            return SURE, HYBRID
        if _FULLY.search(before.removesuffix("from ").removesuffix("work ").removesuffix("working ")):
            return SURE, REMOTE
        if _CHOICE.search(before) or _CHOICE.search(after[:40]):
            return HINT, HYBRID
        return None
    if before.endswith(("from ", "at ")) and _days(before, after):
        return SURE, HYBRID
    return None


def _site(before: str, after: str, text: str, at: int) -> tuple[str, str] | None:
    if not _ON.search(before) or after[:1].isalpha():
        return None
    before = before[: before.rindex("on")]
    if days := _days(before, after):
        return SURE, days
    if _SITE_AFTER.match(after) or _SITE_BEFORE.search(before) or _WHOLLY.search(before):
        return SURE, ONSITE
    return None


def _in_person(before: str, after: str, text: str, at: int) -> tuple[str, str] | None:
    if days := _days(before, after):
        return SURE, days
    return (SURE, ONSITE) if after.startswith((" role", " position", " job")) or _WHOLLY.search(before) else None


def _days(before: str, after: str) -> str | None:
    """hybrid where the same sentence counts some days of the week, onsite where it counts all five, else None."""
    if "day" not in before and "day" not in after and "week" not in after:
        return None
    start = 0
    for match in _SENTENCE.finditer(before):
        start = match.end()
    sentence = _SENTENCE.split(after, maxsplit=1)[0]
    match = _DAYS.search(before, start) or _DAYS.search(sentence)
    if match is None:
        return None
    return ONSITE if match["low"] in _FIVE else HYBRID


def _distributed(before: str, after: str, text: str, at: int) -> tuple[str, str] | None:
    return (HINT, REMOTE) if after.startswith(("company", "by ", "first")) else None


# In this order, for a divided week settles it.
_JUDGES = (
    ("hybrid", _hybrid), ("remote", _remote), ("office", _office), ("home", _home), ("site", _site), ("in-person", _in_person),
    ("distributed ", _distributed),
)  # fmt: skip
