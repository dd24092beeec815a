"""Whether a job is done onsite, remote or as a mix of both (hybrid), and the words that say so.

Asked in this order: the source's field, the location, the title, the description. Where remote work is offered beside
the office ("REMOTE or ONSITE") the job is remote; where the week is divided between them it is hybrid. An advert that
names only its town says nothing.
"""

import re

from jobtide.advert import Advert
from jobtide.finding import ConditionFinding

ONSITE, HYBRID, REMOTE = "onsite", "hybrid", "remote"

# Longer phrases that speak of something else.
_NOT_REMOTE = (
    r"support|sensing|desktop|access|monitor|sites?\b|control|hands|infrastructure|management|server|procedure|device|diagnos|assist|branch|location|village|area"
    r"|communit|office|sens|teams?\b|colleague|worker|developers|employees|staff|engineers|customer|client|user|host|repositor|data|system|interview|tech|vehicle"
    r"|code|health|care\b|patient|learning|island|deposit|operation|administration|meeting|stakeholder|viewing|api|method|function|service|part|and local|connect|play"
)
_NOT_HYBRID = r"cloud|app|mobile|infrastr|it\b|env|integrat|search|data|deploy|solution|vehicle|electric|power|identit|archit|ai\b|intel|event|network|multi|estate|platform"
# The field, a location or a headline: short texts about where the work is done.
_SHORT = re.compile(
    rf"(?P<onsite_no>\b(?:no|not|non)[ -]remote\b|\bremote(?: is)? not (?:possible|available|considered))"
    rf"|(?P<hybrid>\bhybrid(?![ -](?:{_NOT_HYBRID}))|\b(?:partial(?:ly)?|part|some|semi|occasional)[ -]remote|\bremote \d(?:[-–/]\d)? days?|\bflexible hybrid|\bpart[ -]office"
    rf"|\b\d(?:[-–/]\d)? days? (?:(?:a|per|/) ?week )?(?:in |at |from )?(?:the )?(?:office|home|remote|on-?site|wfh))"
    rf"|(?P<remote>(?:\bremote(?:ly)?|REMOTE)(?![a-z])(?![ -](?:{_NOT_REMOTE}))|\bhome[ -]?based\b|\bhome ?work(?:ing|er)\b|\bwork(?:ing)? from home\b|\bwfh\b|\btelecommut\w*|\btelework\w*|\banywhere\b|\bvirtual\b(?= *$))"
    rf"|(?P<onsite>\bon[ _-]?site\b|\bin[ _-]?office\b|\boffice[ -]based\b|\bin[ _-]?person\b|(?<!home )^office$|\bworkplace[ -]based\b)",
    re.IGNORECASE,
)

_N = r"(?:\d(?:\.5)?|one|two|three|four|1x|2x|3x)(?: ?(?:[-–/]|or|to) ?(?:\d|two|three|four))?(?: full)?"
_A_WEEK = r"(?:(?: ?(?:a|per|each|every|/|out of (?:5|five)) ?)(?:week|month|wk)?|(?: ?days?)? weekly)"
_OFFICE = r"(?:office|on[ -]?site|in[ -]person|hub|studio|hq\b|headquarters|campus)"
_TEXT = re.compile(
    rf"(?P<onsite>\b(?:5|five)(?: full)? days? ?(?:a|per|/|each)? ?(?:week)?,? ?(?:in|from|at|on)?[ -]?(?:the |our )?{_OFFICE}|\b(?:100%|fully|full[ -]time|entirely|5 days?|strictly)[ -](?:(?:in|on|at)[ -])?(?:the )?{_OFFICE}"
    rf"|\bon[ -]?site (?:only|role|position|job|working|5 days|full[ -]time)|\b(?:role|position|job|this) is (?:an? )?(?:fully )?(?:{_OFFICE}|in[ -]office)(?![ -]first and)"
    rf"|\boffice[ -](?:based|first)|\bin[ -]office (?:role|position|job)|#li-onsite|\b(?:no|not a) remote (?:work|option|position|role)?|\b(?:location|work(?:ing)?(?:[ -]?place)?(?: (?:mode|type|arrangements?|pattern|style))?)[ ]?[:\-–]{{1,2}} ?(?:full[ -]time )?(?:on[ -]?site|in[ -]office)"
    rf"|\bbased (?:at|in|out of|from) (?:our|the)(?: [\w&'.-]+){{0,3}} (?:offices?|hq|headquarters|studio)\b)"
    rf"|(?P<hybrid>\b{_N} ?days?{_A_WEEK}?,? ?(?:working |to work |spent |based |of |is )?(?:in|at|from|on|into|with)?[ -]?(?:the |our |your )?(?:[\w&'-]+ ){{0,2}}(?:{_OFFICE}|home|remote(?:ly)?|wfh)\b"
    rf"|\b{_N} (?:(?:in[ -])?office|on[ -]?site|wfh|remote|home) days?|\b(?:{_OFFICE}|home|wfh|remotely|remote)(?: working| work)?[ ,(:-]{{1,3}}(?:at least |minimum |min |up to |for |around |approximately |about ){{0,2}}{_N} ?(?:days?|x|times)(?: ?(?:a|per|each|every|/)? ?(?:week|month))"
    rf"|\bhybrid[ -](?:(?:and |or |/ ?)?(?:flexible |remote |home |agile |office )?(?:work(?:ing|place|ers?)?\b(?! ?(?:load|flow))|role|position|job|remote|office|schedule|basis|arrangement|pattern|policy|set-?up|way)|model (?:of|where|with|-|–)|model\b|team\b(?= env)|contract\b|opportunit|flexib|approach\b)"
    rf"|\b(?:location|work(?:ing)?|type|mode|model|style|pattern|arrangements?|policy|based|role is|position is|job is|offer|remote)[ /:(*,|–-]{{1,4}}(?:(?:a|is|fully|flexible|currently|and) ){{0,2}}hybrid\b(?![ -](?:{_NOT_HYBRID}))|[|(•\n-] ?hybrid\b(?= *(?:[|)\n.,(–-]|working|from|in\b|$))|#li-hybrid|\bhybrid(?= *[|)\n(])|\bhybrid only\b|, hybrid\b(?= *[.,|\n])|\bHYBRID\b"
    rf"|\bblended working|\b(?:mix|mixture|combination|blend|split|balance|divided?)(?: of| between)? (?:\w+ ){{0,3}}(?:home|remote|office|in[ -]person|on-?site)[\w -]{{0,12}}(?: and |/| & |, )(?:\w+ ){{0,3}}(?:home|remote|office|on-?site|in[ -]person)"
    rf"|\b(?:partial(?:ly)?|part|semi)[ -]remote|\b(?:work )?remotely (?:for )?(?:part|some) of|\b(?:occasional|some|flexible|regular|partial|ad[ -]hoc)(?:ly)? (?:home|remote|homeworking|wfh)(?:[ -]?work(?:ing)?)?\b|\b(?:occasional(?:ly)?|flexib\w+|option\w*|ability|able|opportunity|choose|possib\w+)[\w ]{{0,20}}(?:work(?:ing)?) (?:from home|remotely)"
    rf"|\bwork(?:ing)? (?:from home|remotely) (?:when|where|as|if|on|some|part|occasional|options?|flexib|policy|up to|available|days?)|\b(?:home and office|office and (?:at )?home|home/office|office/home|office or (?:at )?home|from home and|in the office and)\b|\b[1-9]0% ?(?:-[1-9]0%)? ?(?:of (?:your|the|their) (?:time|week) )?(?:in(?:[ -]the)?|on|at|remote|from)[ -]?(?:the )?(?:office|site|home)?\b(?=.{{0,20}}(?:office|site|home|remote)))"
    rf"|(?P<remote>\b(?:fully|100%|completely|totally|entirely|full[ -]?time|permanently|all|always)[ -]remote(?:ly)?|\bremote[ -](?:first|only|based|friendly|native|work(?:ing)? from|\(|uk\b|within|anywhere)|\bremote (?:role|position|job|opportunity|contract|vacancy|company|work(?:ing)? (?:environment|company))|\bremote/|\bUK[ -]remote"
    rf"|\bwork(?:ing)?[ -](?:remotely )?from[ -]anywhere|\bwork(?:ing)? (?:fully|completely|100%|entirely) (?:remote(?:ly)?|from home)|\b(?:role|position|job|this|we are|we're|team|company) (?:is|are|can be|will be)? ?(?:an? )?(?:fully |100% |completely |entirely )?(?:remote\b(?![ -](?:{_NOT_REMOTE}))|home[ -]based)"
    rf"|\b(?:location|work(?:ing)?|workplace|type|mode|model|style|pattern|arrangements?|based|UK|EU|Europe)[ /:(*,|–-]{{1,4}}(?:(?:is|fully|currently|flexible|global|UK|EU) ){{0,2}}remote\b(?![ -](?:{_NOT_REMOTE}))|[|(•\n-] ?remote\b(?= *(?:[|)\n.,(/–-]|uk\b|from|within|only|ok|$))|#li-remote|REMOTE(?![A-Z])|(?<=[a-z])Remote\b"
    rf"|\bhome[ -]?based\b(?! business| care)|\b(?:role|position|job) (?:is )?(?:from|at) home|\bwork (?:permanently|full[ -]time) from home|\bglobal(?:ly)? remote|\bdistributed[ -](?:first|company|by)|\bremote workforce|\bwork remotely\b(?! (?:with|and effectively|as part)))",
    re.IGNORECASE | re.MULTILINE,
)
ANCHORS = ("emote", "EMOTE", "ybrid", "YBRID", "office", "Office", "OFFICE", " home", "Home", "HOME", "-home", "site", "SITE", "WFH", "wfh", "in-person", "in person", "anywhere", "lended", "istributed-", "istributed by")
BEFORE, AFTER = 60, 70
WINDOWS = 40
# Where several are said: a divided week explains both others, and remote work beside an office is remote.
ORDER = (HYBRID, REMOTE, ONSITE)


def work_mode(advert: Advert) -> ConditionFinding:
    """onsite, hybrid or remote with the words that show it; None where the advert does not say."""
    if advert.work_mode and (said := _short(advert.work_mode[:200])):
        return ConditionFinding(*said, "work_mode", "the source's field")
    for location in advert.locations:
        if said := _short(location[:200]):
            return ConditionFinding(*said, "location", "the location's words")
    if said := _short((advert.title or advert.description[:300].partition("\n")[0])[:300]):
        return ConditionFinding(*said, "title", "the title's words")
    if said := _description(advert.description):
        return ConditionFinding(*said, "description", "the description's words")
    return ConditionFinding(None)


def _short(text: str) -> tuple[str, str] | None:
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        found.setdefault(match.lastgroup, match[0])
    if "onsite_no" in found:
        return ONSITE, found["onsite_no"]
    return next(((mode, found[mode]) for mode in ORDER if mode in found), None)


def _description(text: str) -> tuple[str, str] | None:
    found: dict[str, str] = {}
    for start, end in _near_words(text):
        for match in _TEXT.finditer(text, start, end):
            found.setdefault(match.lastgroup, match[0].strip(" \n|(,-"))
        if HYBRID in found:
            break
    return next(((mode, found[mode]) for mode in ORDER if mode in found), None)


def _near_words(text: str) -> list[tuple[int, int]]:
    places = []
    for anchor in ANCHORS:
        at = text.find(anchor)
        while at >= 0 and len(places) < 4 * WINDOWS:
            places.append(at)
            at = text.find(anchor, at + 1)
    stretches: list[tuple[int, int]] = []
    for at in sorted(places):
        start, end = max(0, at - BEFORE), min(len(text), at + AFTER)
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], end)
        elif len(stretches) < WINDOWS:
            stretches.append((start, end))
    return stretches
