"""The job title that a headline says, in its own words where they say more than a Job Title of the taxonomy does.

"Bilingual Kiln Engineer - Leeds" names no title that we know but Engineer: there the headline's words, without
seniority, contract and place, are the title in its normal form. It is for whoever reads one advert; figures count
Job Titles.
"""

import re
from collections.abc import Collection

from jobtide.extraction.phrases import words_in
from jobtide.extraction.roles import (
    ASIDE,
    ASIDE_PHRASE,
    EDGES,
    RANKS,
    REGIONS,
    as_written,
    cased,
    is_role,
    letters,
    singular,
)
from jobtide.extraction.titles import PARTED, SENIORITY, ChiefTitle, Chosen, parts_of
from jobtide.finding import NOT_SAID, ConditionFinding, TermFinding
from jobtide.taxonomy import APART, JOB_TITLES, Taxonomy

_OF = re.compile(r"\b(?:director|head|chief|president|[aes]?vp|dean) of \w", re.I)
_TURN = re.compile(r"\s(?:for|with|to|in|at|on(?! rails\b)|wanted|needed|required|who)\s", re.I)
_AND_ROLE = re.compile(r"\s+and\s+(\w+)\s*$", re.I)
_IN_TEST = re.compile(r"^(?:\s+\w+)?\s+in test\b", re.I)
_FURTHER_ROLE = re.compile(r"\s+(\w+)")
_ABBREVIATED = re.compile(r"\s\([A-Z]{2,6}\)\s")  # Security Operations (SOC) Engineer
_OWN_ABBREVIATION = re.compile(r"\s*\([A-Z]{2,6}\)$")  # Site Reliability Engineer (SRE)
_GLUED_RANK = re.compile(r"\b(Sr|Snr|Jr|Jnr)\.(?=\w)", re.I)  # Sr.Staff Engineer
_MOST_JOINED = 6
_MOST = 4  # words before a role, beyond which they tell of a product or a team
_FULL_STACK = re.compile(r"\bfull-?stack\b", re.I)
_LOST_SHARP = re.compile(r"\bC (?:(asp)?\.?net|wcf|wpf)\b", re.I)  # "C Net Developer": some boards take signs away
_DISCIPLINES = frozenset(("android", "backend", "frontend", "fullstack", "ios", "mobile", "web"))
_NO_TOOLS = (*APART, "Business Applications", "Processes & Methodologies")
_OF_ANYTHING = ("software", "data")  # titles of a whole field, whose products are told before them
_OF_A_TEAM = ("ai", "ml")  # a Data Engineer's or a Technical Writer's field, which makes no other title of it


class SaidTitle:
    """Says a headline's title in its normal form. Build it once. `places`, folded, are part of no title."""

    def __init__(self, taxonomy: Taxonomy, chief: ChiefTitle, places: Collection[str]):
        self._taxonomy, self._chief, self._places = taxonomy, chief, places

    def of(self, findings: tuple[TermFinding, ...], title: str) -> ConditionFinding:
        """The title and the words that say it; NOT_SAID where the headline names no role.

        Where the Job Title that the headline is chiefly about is specific, it is that, as the headline words it, with
        the word or the terms right before it (Kiosk Software Engineer) and a role joined to it (Tester and Developer).
        Where none is known, or only one of a single word, it is the words of the first part that ends in a role.
        "Head of ..." is all of its part.
        """
        chosen = self._chief.chosen(findings, title)
        if chosen is None:
            own = self._own_words(title)
            return ConditionFinding(own, title, "title", "the headline's own words") if own else NOT_SAID
        name = self._taxonomy.terms[chosen.slug].name
        said = self._of_what(chosen, title) or (
            self._widened(chosen, findings, title) if chosen.specific else self._own_words(title)
        )
        said = _LOST_SHARP.sub(_with_sharp, _FULL_STACK.sub("Full Stack", said))
        alone = letters(said) == letters(singular(chosen.finding.text))  # Biostatistician, which counts as Statistician
        if not said or said == name or not (chosen.specific or " " in said or alone):
            return ConditionFinding(name, title, "title", "the chief one of the headline")
        return ConditionFinding(said, title, "title", f"{name} in the headline's own words")

    def of_discipline(self, title: str) -> ConditionFinding:
        """Back-End Developer of "Acme | Backend | London", which says what is developed and not by whom."""
        said = next((part for part in parts_of(title) if letters(part) in _DISCIPLINES), None)
        slug = said and self._chief.developer_of(said)
        return ConditionFinding(self._taxonomy.terms[slug].name, title, "title", "its discipline") if slug else NOT_SAID

    def _of_what(self, chosen: Chosen, title: str) -> str:
        """All of "Head of Data Architecture", whichever shorter one is known."""
        begin, end = _begin_of_part(title, chosen.finding.start), _end_of_part(title, chosen.finding.end)
        said = title[begin:end]
        return self._role_of(said) if _OF.search(said) else ""

    def _widened(self, chosen: Chosen, findings: tuple[TermFinding, ...], title: str) -> str:
        one = chosen.finding
        if chosen.slug != one.slug:
            return self._taxonomy.terms[chosen.slug].name
        beside = [
            term
            for term in findings
            if term.where == "title" and self._taxonomy.terms[term.slug].category != JOB_TITLES
        ]
        said = self._first_of_two(one) or self._spelled(one, beside)
        rest = title[one.end : _end_of_part(title, one.end)]
        joined, further = _AND_ROLE.match(rest), _FURTHER_ROLE.match(rest)
        if joined and is_role(joined[1]):
            said += f" and {as_written(singular(joined[1]))}"
        elif further and is_role(further[1]) and further[1].lower() not in SENIORITY:
            said += f" {as_written(singular(further[1]))}"
        if _IN_TEST.search(rest) and not said.endswith("Test"):
            said += " in Test"
        return " ".join((*self._before(one, beside, title), said))

    def _first_of_two(self, one: TermFinding) -> str:
        """Project Manager of "Project Manager / Business Analyst"."""
        first, slash, _ = one.text.partition("/")
        return self._role_of(first) if slash and first and is_role(first.split()[-1]) else ""

    def _spelled(self, one: TermFinding, beside: list[TermFinding]) -> str:
        """The finding's words; the name where they are only another spelling of it, or lack a role (SRE, DBA)."""
        name = self._taxonomy.terms[one.slug].name
        if "&" in one.text:
            name = name.replace(" and ", " & ")
        text = _OWN_ABBREVIATION.sub("", one.text)
        words = as_written(text).split()
        words[-1] = singular(words[-1])
        if not any(map(is_role, words)) or letters(" ".join(words)) == letters(name):
            return name
        said, at = "", one.start
        for term in beside:  # .NET of NET
            if at <= term.start and term.end <= one.start + len(text) and self._as_named(term) != term.text:
                said, at = said + one.text[at - one.start : term.start - one.start] + self._as_named(term), term.end
        words = as_written(said + text[at - one.start :]).split()
        named = {word.lower(): word for word in name.split()}
        return " ".join(named.get(word.lower(), word) for word in (*words[:-1], singular(words[-1])))

    def _before(self, one: TermFinding, beside: list[TermFinding], title: str) -> list[str]:
        """The words before the finding that say which one it is: one word, terms, or words joined to it by "and"."""
        begin = _begin_of_part(title, one.start)
        words = self._stripped(title[begin : one.start] + " role").split()[:-1]
        if not words:
            return self._slashed(begin, beside, title)
        if "&" in words or "and" in words:
            return words if len(words) <= _MOST else []
        if title[:begin].rstrip().endswith("/"):  # "Agile / Waterfall Project Manager" is either
            return []
        if words_in(words[0])[:1] and words_in(words[0])[0] in _OF_A_TEAM:
            return []
        terms = [term for term in beside if begin <= term.start and term.end <= one.start]
        for term in terms:
            if words_in(term.text) == words_in(" ".join(words)):
                return [self._as_named(term)]
        said = words_in(one.text)
        if len(words) > 1 and (said[0] in _OF_ANYTHING or len(words) + len(said) > _MOST):
            tools = [self._as_named(term) for term in terms if self._is_tool(term)]
            return tools[:1] if len(words) < _MOST else []
        if len(words[0]) == 1:
            return []
        return [cased(word) for word in words]

    def _slashed(self, begin: int, beside: list[TermFinding], title: str) -> list[str]:
        """The technology before the slash of "PHP / WordPress Developer"."""
        for term in beside:
            if (
                self._is_tool(term)
                and title[term.end : begin].strip() == "/"
                and not self._stripped(title[_begin_of_part(title, term.start) : term.start] + " role")[:-5]
            ):
                return [self._as_named(term)]
        return []

    def _is_tool(self, term: TermFinding) -> bool:
        return self._taxonomy.terms[term.slug].category not in _NO_TOOLS

    def _as_named(self, term: TermFinding) -> str:
        name = self._taxonomy.terms[term.slug].name
        return name if letters(name) == letters(term.text) else term.text

    def _own_words(self, title: str) -> str:
        """The words of the first part that ends in a role and has more; else the first role alone; "" without any."""
        alone, title = "", _ABBREVIATED.sub(" ", title)
        parted = [(0, ""), *((mark.end(), mark[0]) for mark in PARTED.finditer(title))]
        parts = [title[begin : _end_of_part(title, begin)] for begin, _ in parted]
        for at, part in enumerate(parts):
            said = self._role_of(part)
            if " " in said and said.lower() != "vice president":
                return said
            rank = said or self._stripped(part)
            if rank.lower() in RANKS and at + 1 < len(parts) and parted[at + 1][1] == ",":
                of = self._stripped(parts[at + 1])
                if of and not self._role_of(parts[at + 1]):
                    return f"Head of {of}" if rank.lower() == "head" else f"{of} {rank}"
            if said.lower() in (*RANKS, "associate") and at and parted[at][1] == "," and not alone:
                return f"{self._stripped(parts[at - 1])} {said}".strip()
            alone = alone or said
        return alone

    def _role_of(self, part: str) -> str:
        """The part's words as far as its role; "" where it has none."""
        turn = _TURN.search(part)
        said = part[: turn.start()] if turn else part
        words = self._stripped(said).split()
        if _OF.search(said):
            return " ".join(words)
        ends = [at for at, word in enumerate(words) if is_role(word)]
        if ends == [0] and len(words) > 1 and words[0].lower() == "executive":  # Executive Recruitment
            return ""
        if not ends or ends[-1] > (_MOST_JOINED if "&" in words or "and" in words else _MOST):
            return ""
        return " ".join((*map(cased, words[: ends[-1]]), as_written(singular(words[ends[-1]]))))

    def _stripped(self, words: str) -> str:
        """Without the seniority in it, and without contract, place and numbers at either end."""
        said = _GLUED_RANK.sub(r"\1 ", words).strip()
        while said:
            aside = ASIDE_PHRASE.match(said)
            if aside:
                said = said[aside.end() :]
                continue
            first, _, rest = said.partition(" ")
            low = first.strip(EDGES).lower()
            if not rest or rest.startswith("of ") or (low and low not in ASIDE and low not in self._places):
                break
            said = rest.lstrip()
        kept = [word.strip(EDGES) or word for word in said.split() if word.strip("*")]  # stars stand for figures
        while len(kept) > 1 and (kept[-1].lower() in self._places or kept[-1].lower() in REGIONS):
            kept.pop()
        while len(kept) > 1 and kept[0] in ("&", "and"):
            del kept[0]
        return " ".join(word for at, word in enumerate(kept) if word.lower() not in SENIORITY or at == len(kept) - 1)


def _with_sharp(said: re.Match[str]) -> str:
    net = said[0].lower().endswith("net")
    return f"C# {'ASP.NET' if said[1] else '.NET' if net else said[0][2:]}"


def _begin_of_part(title: str, at: int) -> int:
    """Where the part begins that holds a position."""
    begin = 0
    for parted in PARTED.finditer(title, 0, at):
        begin = parted.end()
    return begin


def _end_of_part(title: str, at: int) -> int:
    parted = PARTED.search(title, at)
    return parted.start() if parted else len(title)
