"""What the words around "hybrid", "remote", "office", "home" and the like say about where a job is done.

Each judge is given up to 48 characters before its word and 60 after it, both folded (occurrences.py), the text itself
and the word's place in it; it answers how certain it is and of which mode, or None.
"""

import re

from jobtide.extraction.occurrences import ends, stands_alone

ONSITE, HYBRID, REMOTE = "onsite", "hybrid", "remote"
# Some words say it outright and some only hint.
SURE, HINT = "said", "hinted"
HEADLINE = 200  # characters of a text that may be a headline
BEFORE, AFTER = 48, 60  # characters around a word that a judge is given

# Longer phrases that speak of something else.
NOT_REMOTE = (
    r"support|sens|desktop|access|monitor|site|control|hands|infra|manage|server|procedure|device|diagnos|assist"
    r"|branch|location|village|area|communit|office|team|colleague"
    r"|worker|developer|employee|staff|engineer|customer|client|user|host|repositor|data|system|interview|tech"
    r"|vehicle|code|health|care\b|patient|learning|island|deposit"
    r"|operation|admin|meeting|stakeholder|viewing|api|method|function|service|part|connect|play|work option|co-"
)
NOT_HYBRID = (
    r"cloud|app|mobile|infra|it\b|env|integrat|search|data|deploy|solution|vehicle|electric|power|identit|archit"
    r"|ai\b|intel|event|network|multi|estate|platform|project|agile|deliver"
)

# Neighbourhoods in a description. Names say which side of the word a pattern is for.
_NUMBER = r"(?:one|two|three|four|five|(?<![0-9.,])[1-5](?:\.5)?)"
_DAYS = re.compile(
    rf"\b(?P<low>{_NUMBER})(?: ?(?:[-?/]|or|to) ?(?P<high>{_NUMBER}))?\+?(?: (?:full|working|core|office|set|fixed"
    rf"|anchor|home|remote|on-?site|in-office))?[ -]days?\b"
    r"(?! (?:holiday|annual|leave|paid|of |off\b|training|pto|vacation|sick|volunteer|bank|notice|course|extra"
    r"|additional|per year|a year))"
    r"|\b(?:once|twice|[1-4]x|[1-4] times)(?: average)? (?:a|per|every) (?:week|month|fortnight)\b|\b[1-4]x per week"
)
_COUNTED = re.compile(rf"{_NUMBER} $")
_FIVE = ("five", "5")
_SENTENCE = re.compile(r"[.!;] |\n|\?\?")
_LABEL = (
    r"(?:location|work(?:ing)?|workplace|type|mode|model|style|pattern|arrangements?|policy|setup|based|role is"
    r"|position is|job is|we're|currently)"
)

_HYBRID_AFTER = re.compile(
    r"[ -]?(?:(?:and|or|/|&) ?)?(?:(?:flexible|remote|home|agile|office|smart) ?)?(?:work(?!load|flow)|role\b"
    r"|position\b|job\b|remote|office|schedule|basis|arrange|pattern|policy"
    r"|set-?up|way|model\b|contract\b|opportunit|flexib|approach|only\b)|[ ]?(?:[|)\n(]|[-?] ?[1-5])"
)
_HYBRID_BEFORE = re.compile(
    rf"(?:^|\b{_LABEL}|\bis|\boffer|\bremote|\bonsite|\bpermanent|\bfull[- ]time|\buk|[|(?#\n])"
    rf"[ /:(*,|?-]{{0,4}}(?:(?:a|fully|flexible|currently|and|or|li|bi)[ -]){{0,2}}$"
)
# "whether remote, hybrid or in the office" is about colleagues.
_LISTED = re.compile(
    r"(?:remote|office|office-based|on-?site),? (?:or |and )?hybrid,? (?:or|and) |whether [\w ,]{0,20}hybrid"
)
_HYBRID_ELSE = re.compile(rf"[ )-]{{1,3}}(?:{NOT_HYBRID})")
_REMOTE_ELSE = re.compile(rf"[ -](?:{NOT_REMOTE})")
_REMOTE_PEOPLE = re.compile(r"[ -](?:team|colleague|staff|employee|worker|developer|engineer)")  # "a fully remote team"
_REMOTE_NO = re.compile(r"(?: work(?:ing)?)?[ ]?[:?=-]{1,2} ?no\b")
_NO = re.compile(
    r"\b(?:no|not|not an?|non|isn't an?|nor|not (?:do|offer|support|consider)(?:ing)?)[ -]$"
    r"|n't (?:do|offer|support|consider|allow) $"
)
_PARTLY = re.compile(r"\b(?:partial(?:ly)?|part|some|semi|occasional(?:ly)?|flexible|mostly)[ -]$")
_PARTING = (" ", "-")
_MAINLY = re.compile(r"\b(?:predominantly|primarily|mainly|largely)[ -]$")
_FULLY = re.compile(
    r"(?:fully|100%|completely|totally|entirely|full[ -]time|permanently|\ball|always|\buk|#li|#bi|global"
    r"|globally)[ -](?:work(?:ing)? )?$"
)
_REMOTE_BEFORE = re.compile(
    rf"(?:\bfull[ -]time[,/|-]{{1,2}} ?|\b{_LABEL}[ /:(*,|?-]{{1,4}}(?:(?:is|currently|flexible|us|uk|eu) )?"
    rf"|(?<!re)location: "
    rf"|\b(?:role|position|job|this|vacancy|company|we) (?:is|are|can be|will be) (?:an? )?(?:\w+ )?|^|[|(?\n*] ?)$"
)
_REMOTE_AFTER = re.compile(
    r"[ -](?:first|only|based|friendly|native|role|position|job\b|opportunit|contract|vacanc|company|uk\b"
    r"|within the|anywhere|ok\b|basis|(?:is )?(?:okay|fine|possible|welcome)\b|is ok\b"
    r"|work(?:ing)? (?:env|compan|role|position|from))|[ ]?[(/|)\n]"
)
_CHOICE = re.compile(
    r"\b(?:option|abilit|able|choose|choice|possib|occasional|flexib|when (?:required|needed|necessary)"
    r"|as required|if needed|some|ad.hoc|sometimes|regular|partial|from time to time|part of|benefit)"
)
_WITH_HOME = re.compile(r"(?:home|remote(?:ly)?|wfh)(?: and | or | & |/|, and )(?:in |at |from )?(?:the |our )?$")
_AND_HOME = re.compile(r"s?(?: and | or | & |/)(?:at |from |your |working )*(?:home|remote)")
_OTHER_OFFICE = re.compile(
    r"(?:back|front|microsoft|ms|post|home|programme|project|patent|open|libre|cabinet|foreign|program|management"
    r"|box|family|private)[ -]$"
)
_BASED_AT = re.compile(r"\bbased (?:at|in|out of|from) (?:our|the)(?: [\w&'.-]+){0,3} $")
_WHOLLY = re.compile(
    r"\b(?:fully|100%|full[ -]time|entirely|strictly|solely|exclusively)[ ,](?:in[ -]?(?:the |our )?|at the "
    r"|based in (?:the|our) )?$"
)
_AND_OTHERS = re.compile(r"[ -]based,? (?:and|or|/) ?(?:remote|hybrid|home)")
# Not a care home based in a town, nor home-based treatment.
_HOME_BASED = re.compile(
    r"[ -]?based(?: (?:role|position|job|work|opportunit|with|and|but|or|contract)| ?[|,.)(\n?/-]|$)"
)
_SITE_AFTER = re.compile(r" (?:only|role|position|job\b|5 days|full[ -]time|every day|working (?:only|5|role))")
_SITE_BEFORE = re.compile(rf"(?:\b{_LABEL}[ ]?[:?|-]{{1,2}} ?(?:full[ -]time )?|#li-|\bfull[- ]time,? )$")
# A part of a headline by itself: "| On-site |", "Berlin (on-site)".
_SITE_ALONE_BEFORE = re.compile(r"[|(] ?$")
_SITE_ALONE_AFTER = re.compile(
    r" ?(?:[]|),([\n/]|$|[1-5] days)| (?:in|at|with|or|and|only|full|part|work(?:ing)?|role|position|-)\b"
)
# Search and clouds are hybrid too.
_HYBRID_TECH = re.compile(
    r"\b(?:rag|retriev|search|vector|cloud|keyword|semantic|sparse|dense|on-prem)\w*[ /,(-]{0,3}$"
)
# An office that is somewhere, and not the job: "our care office based in Leeds".
_OF_JOB = re.compile(
    r"(?:\b(?:is|are|be|an?|fully|full[ -]time|role|position|mainly|primarily|100%|and|or|mostly)|[,|(:\n?*-]|^) ?$"
)
_HOME_LABEL = re.compile(r"(?:location|type|mode|arrangement|pattern)s?[ ]?[:|-]{1,2} ?(?:work|working) from $")
_ON = re.compile(r"\bon[ -]?$|(?<=[a-z])on$")


def _hybrid(before: str, after: str, text: str, at: int) -> tuple[str, str] | None:
    if (
        _HYBRID_ELSE.match(after)
        or ends(_HYBRID_TECH, before, 16)
        or _LISTED.search(before + "hybrid" + after[:24])
        or not stands_alone(text, at, at + 6)
    ):
        return None
    if at < HEADLINE and text[at] == "H" and before.endswith(("/ ", "- ", "? ", ", ")):
        return SURE, HYBRID
    if text[at : at + 6] == "HYBRID" or _HYBRID_AFTER.match(after) or ends(_HYBRID_BEFORE, before, 44):
        return SURE, HYBRID
    return None


def _remote(before: str, after: str, text: str, at: int) -> tuple[str, str] | None:
    if after.startswith("ly"):
        return _remotely(before, after)
    if not stands_alone(text, at, at + 6):
        return None
    parted = before[-1:] in _PARTING  # else none of the words that need a blank or dash after them stands there
    fully = parted and ends(_FULLY, before, 24) is not None
    if _REMOTE_ELSE.match(after) and not (fully and _REMOTE_PEOPLE.match(after)):
        return None
    if parted and ends(_NO, before, 26):
        return None if after.startswith(("-only", " only", "-first", " first")) else (SURE, ONSITE)
    if _REMOTE_NO.match(after):
        return SURE, ONSITE
    if (parted and ends(_PARTLY, before, 16)) or after.startswith(" days"):
        return SURE, HYBRID
    if days := _days(before, after):
        return SURE, days if days == HYBRID else REMOTE
    if parted and ends(_MAINLY, before, 16):
        return HINT, REMOTE
    if at < HEADLINE and text[at] == "R" and before.endswith(("/ ", "- ", "? ", ", ")):
        return SURE, REMOTE
    if fully or text[at : at + 6] == "REMOTE" or _REMOTE_AFTER.match(after) or ends(_REMOTE_BEFORE, before, 46):
        return SURE, REMOTE
    if (before[-1:].isalpha()) or (after[:1].isalpha()):
        return SURE, REMOTE  # glued: a heading of its own before the markup was lost
    return None


def _remotely(before: str, after: str) -> tuple[str, str] | None:
    if _days(before, after):
        return SURE, HYBRID
    if before.endswith(("work ", "working ")) and (_CHOICE.search(before) or _CHOICE.search(after[:30])):
        return HINT, HYBRID
    if ends(_FULLY, before, 24) or after.startswith(("ly from anywhere", "ly within", "ly in the uk", "ly from")):
        return SURE, REMOTE
    said = before.endswith(("work ", "working ", "based ", "performed "))
    return (HINT, REMOTE) if said and after[2:4].strip(" ")[:1] in ("", ".", ",", "\n", "(") else None


def _office(before: str, after: str, text: str, at: int) -> tuple[str, str] | None:
    if after.startswith("r") or ends(_OTHER_OFFICE, before, 14):
        return None
    if days := _days(before, after):
        return SURE, days
    if ends(_COUNTED, before, 8) and after.startswith((" day", "-day")):
        return SURE, HYBRID
    if after.startswith((" based", "-based", "-first", " first")):
        if _AND_OTHERS.match(after) or (after.startswith(" based in") and not ends(_OF_JOB, before, 16)):
            return None
        return (
            (HINT, HYBRID)
            if "mostly" not in before and _CHOICE.search(_SENTENCE.split(after, maxsplit=1)[0])
            else (SURE, ONSITE)
        )
    if ends(_WITH_HOME, before, 32) or _AND_HOME.match(after):
        return HINT, HYBRID
    if ends(_WHOLLY, before, 36) or ("based" in before and _BASED_AT.search(before)):
        return HINT, ONSITE
    return None


def _home(before: str, after: str, text: str, at: int) -> tuple[str, str] | None:
    if before[-1:].isalpha() and not stands_alone(text, at, at + 4):
        return None
    if after.startswith(("based", "-based", " based")):
        return (SURE, REMOTE) if _HOME_BASED.match(after) else None
    if before.endswith(("no ", "not ")):
        return None
    if after.startswith(("working", "-working", " working")) or before.endswith(("work from ", "working from ")):
        if _days(before, after):
            return SURE, HYBRID
        if ends(_FULLY, before.removesuffix("from ").removesuffix("work ").removesuffix("working "), 24):
            return SURE, REMOTE
        if ends(_HOME_LABEL, before, 40):
            return SURE, REMOTE
        if _CHOICE.search(before) or _CHOICE.search(after[:40]):
            return HINT, HYBRID
        return None
    if before.endswith(("from ", "at ")) and _days(before, after):
        return SURE, HYBRID
    return None


def _site(before: str, after: str, text: str, at: int) -> tuple[str, str] | None:
    if not ends(_ON, before, 4) or after[:1].isalpha():
        return None
    before = before[: before.rindex("on")]
    if days := _days(before, after):
        return SURE, days
    if _SITE_AFTER.match(after) or ends(_SITE_BEFORE, before, 40) or ends(_WHOLLY, before, 36):
        return SURE, ONSITE
    if ends(_SITE_ALONE_BEFORE, before, 3) and _SITE_ALONE_AFTER.match(after):
        return SURE, ONSITE
    if before.endswith(("role is ", "position is ", "job is ")) and after.startswith((" in ", " at ")):
        return SURE, ONSITE
    if before.endswith(("performed ", "done ")) or (
        before.endswith(("work ", "working ")) and after.startswith((" in ", " at "))
    ):
        return HINT, ONSITE
    return None


def _in_person(before: str, after: str, text: str, at: int) -> tuple[str, str] | None:
    if days := _days(before, after):
        return SURE, days
    return (SURE, ONSITE) if after.startswith((" role", " position", " job")) or ends(_WHOLLY, before, 36) else None


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
JUDGES = (
    ("hybrid", _hybrid),
    ("remote", _remote),
    ("office", _office),
    ("home", _home),
    ("site", _site),
    ("in-person", _in_person),
    ("distributed ", _distributed),
)
