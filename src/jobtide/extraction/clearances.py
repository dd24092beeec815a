"""Which security clearance a job asks for, and whether it has to be held already."""

import re

from jobtide.extraction.occurrences import Searched
from jobtide.extraction.vocabulary import Vocabulary
from jobtide.facet import FacetValue
from jobtide.finding import NOT_SAID, ConditionFinding

LEVEL_NOT_SAID = "level not said"
HELD, ELIGIBLE, DESIRABLE = "held", "eligible", "desirable"
OCCURRENCES = 6  # of each word that are looked at in one description
AROUND = 64  # characters beside a word for clearance that are looked at
WORDS = ("clear", "vett", "bpss", "nppv", "sc eligib", "dv eligib")
ANY_WORD = frozenset(WORDS)
_ENDS = {"clear": ("ance", "ed ", "ed,", "ed.", "ed)", "ed/", "ed\n", "ed-", "ed|"), "vett": ("ing", "ed")}
_STOPS = re.compile(r"[.!] |\n|[•|]|\?\?")
# What else is cleared or vetted.
_OTHER = re.compile(
    r"(?:customs|medical|health|site|dbs|crb|police|entry|fda|tax|account|background|port|criminal|occupational"
    r"|pre-employment"
    r"|employment|stock|land|house|right to work|record|credit|border|payment|trade|central|candidate|supplier"
    r"|not)[ -]*$"
)
_NO = re.compile(r"\b(?:no|not|without|non(?![ -]police)|don't|doesn't)\b[^,;:]{0,30}$")
_NO_AFTER = re.compile(
    r"(?:ance|ed|ing)?[^,;.]{0,20}\bnot (?:be )?(?:required|needed|necessary|essential)|\w*[ ]?[:-]+ ?(?:none"
    r"|n/a|no\b|not )"
)
_SECURITY = re.compile(r"(?:security|government|national security|mod|defence|uk)[ -]*$")
_ELIGIBLE = re.compile(
    r"eligib|\b(?:able|ability|willing(?:ness)?|happy|prepared|need|required|have|apply|ready)[ ,]+(?:to"
    r"|for)[ ,]+(?:\w+[ ]){0,3}?"
    r"(?:obtain|gain|get|undergo|undertake|achieve|attain|secure|pass|go through|complete|acquire|be put|apply|sc|dv)"
    r"|\bobtain\b|\bundergo\b|\bclearable\b|\bsubject to\b|\bput through\b|\bgo through\b|\bpass\b|\bachieve\b"
    r"|\bundertake\b"
)
_DESIRABLE = re.compile(r"desirable|prefer|advantag|beneficial|\bbonus\b|nice to have|\bideally\b|\ba plus\b|welcome")
_HELD = re.compile(
    r"\b(?:active|current|currently|existing|valid|already|live|hold|holds|holding|held|possess\w*|in place"
    r"|cleared|vetted)\b"
)


class ClearanceReader:
    def __init__(self, values: tuple[FacetValue, ...]):
        self._near = Vocabulary(values)
        self._alone = Vocabulary(values, ("alone",))

    def read(self, title: Searched, description: Searched) -> tuple[tuple[ConditionFinding, ...], ConditionFinding]:
        """The clearances, each once, and what is needed of them."""
        if not (title.may_hold(ANY_WORD) or description.may_hold(ANY_WORD)):
            return (), NOT_SAID
        found: dict[str, ConditionFinding] = {}
        needs: dict[str, ConditionFinding] = {}
        for where, said in (("title", title), ("description", description)):
            if not said.may_hold(ANY_WORD):
                continue
            for word in said.held(WORDS) if where == "description" else WORDS:
                for at in said.places(word, OCCURRENCES):
                    self._around(word, at, said.text, said.low, where, found, needs)
        if not found:
            return (), NOT_SAID
        if len(found) > 1:
            found.pop(LEVEL_NOT_SAID, None)
        need = next((needs[each] for each in (ELIGIBLE, HELD, DESIRABLE) if each in needs), NOT_SAID)
        return tuple(found.values()), need

    def _around(
        self, word: str, at: int, text: str, low: str, where: str,
        found: dict[str, ConditionFinding], needs: dict[str, ConditionFinding],
    ) -> None:  # fmt: skip
        end = at + len(word)
        if word in _ENDS and not (low.startswith(_ENDS[word], end) or (end + 2 >= len(low) and low.endswith("ed"))):
            return
        start = max(0, at - AROUND)
        for stop in _STOPS.finditer(low, start, at):
            start = stop.end()
        stop = _STOPS.search(low, end, end + AROUND)
        last = stop.start() if stop else min(len(low), end + AROUND)
        before, after = low[start:at], low[end:last]
        if _OTHER.search(before) or _NO.search(before) or _NO_AFTER.match(after):
            return
        vocabulary = self._near if word in _ENDS else self._alone
        named = vocabulary.find(Searched(text[start:last], low[start:last]))
        words = " ".join(text[start:last].split())
        for one in named:
            rule = "beside a word for clearance" if word in _ENDS else "by itself"
            found.setdefault(one.name, ConditionFinding(one.name, text[start:last][one.start : one.end], where, rule))
        if not named:
            if not _SECURITY.search(before):
                return
            found.setdefault(LEVEL_NOT_SAID, ConditionFinding(LEVEL_NOT_SAID, words, where, "security clearance"))
        for need, pattern in ((ELIGIBLE, _ELIGIBLE), (DESIRABLE, _DESIRABLE), (HELD, _HELD)):
            if pattern.search(low, start, last):
                needs.setdefault(need, ConditionFinding(need, words, where, "the words beside it"))
                return
