"""Whether an advert offers a permanent job or a contract, and the words that say so.

Asked in this order: the source's field, the title, a day rate, the description, and at last the conventions of job
boards: "full time" in a field means permanent unless something says contract, and so does silence. Fixed-term,
temporary, freelance and interim jobs are contracts. Internships and voluntary work are neither.
"""

import math
import re

from jobtide.advert import Advert
from jobtide.extraction.occurrences import Searched, ends, stands_alone
from jobtide.finding import ConditionFinding, PayFinding

PERMANENT, CONTRACT = "permanent", "contract"
NEITHER = "neither"  # becomes None, with its words
_SILENT = ConditionFinding(PERMANENT, "", "default", "nothing says contract")

# Hourly pay from here on is a contractor's rate; below, it is a wage, which permanent jobs pay by the hour too. Many
# American ones do. In other currencies nobody can say.
CONTRACTOR_HOURLY_FROM = {"GBP": 20, "EUR": 45, "USD": 75}

OPENING = 300  # characters of a text, after which it may tell of other jobs in brackets
OCCURRENCES = 8  # of each word that are looked at in one description
BEFORE, AFTER = 48, 40  # characters around such a word

_FIELD = re.compile(
    r"(?P<contract>temp[ -]to[ -]perm|contract[ -]to[ -](?:hire|perm)|contract(?:or)?(?! type)|fixed[ _-]?term"
    r"|\bftc\b|temp(?:orary)?(?![a-z])|freelanc|interim"
    r"|seasonal|casual|per[_ -]?diem|locum|\bbank\b|secondment|zero[ -]hours?|\bcover\b)"
    r"|(?P<permanent>\bperm(?:anent)?(?![a-z])|regular|indefinite|\bcdi\b)"
    r"|(?P<neither>intern(?:ship)?(?![a-z])|volunt)"
    r"|(?P<full>full[ _-]?time|part[ _-]?time|\bft\b|\bemployee\b)"
)

_MONTHS = (
    r"(?:[0-9]{1,2}|three|four|six|nine|twelve|eighteen)(?: ?(?:[-?/]|to) ?[0-9]{1,2})?[ ]?\+?[ -]?(?:months?"
    r"|mths?|weeks?)(?![a-z])"
)
# What a contract manager manages.
_ABOUT_CONTRACTS = (
    r"manag|admin|analyst|negotiat|special|lead\b|officer|surveyor|law|lifecycle|support|complian|perform"
    r"|coordinat|co-ordinat|exec|director|assist|owner|cater|clean|handl"
    r"|account|sales|review|draft|counsel|hire manag|research|manufact|payroll|relation"
)
_TITLE = re.compile(
    rf"\b(?=[a-z0-9])(?:(?P<contract>(?<!smart )(?<!sub-)contract(?:or)?\b(?![ -](?:{_ABOUT_CONTRACTS}))|ftc\b"
    rf"|fixed[ -]term\b|freelancer?\b|temp(?:orary)?\b(?![ -]works)|interim\b"
    r"|(?:maternity|paternity|mat|parental leave)(?: leave)? (?:cover|contract)|ir35\b|day rate\b"
    rf"|(?<!in )(?<!within )(?<![0-9][-/?]){_MONTHS}"
    r"(?![ -](?:placement|intern|apprentice|probation|experience|train|program|course)))"
    r"|(?P<permanent>perm(?:anent)?\b)|(?P<neither>intern(?:ship)?\b|industrial placement\b"
    r"|placement (?:year|student)\b|volunteer\b(?! manag| coord)))"
)
_INTERNSHIP_PART = re.compile(r"[|] ?(?:(?:paid|summer|winter|spring|autumn|fall) )*internship ?(?:[|]|$)")
_LENGTH, _INTERN, _FULL_TIME = re.compile(_MONTHS), re.compile(r"\bintern(?:ship)?\b"), re.compile(r"\bfull[ -]?time")
# None of which a title that _TITLE matches can do without.
TITLE_WORDS = frozenset(
    (
        "contract", "ftc", "fixed", "freelance", "temp", "interim", "cover", "ir35", "day rate", "month", "mth", "week",
        "perm", "intern", "placement", "volunteer",
    )
)  # fmt: skip

# Neighbourhoods of a word in a description.
_OF_JOB = r"(?:role|position|opportunit|job\b|basis|assignment|vacancy|post\b|engagement|appointment|placement|gig)"
_TYPE_BEFORE = re.compile(
    r"\b(?:(?:contract|job|employment|position|role|vacancy|appointment)(?:[ -](?:types?|status|terms?|term))?"
    r"|types?|term|terms|duration)[ ]?[:?|*-]{1,4}\s{0,3}(?:uk )?(?:full[ -]?time,? ?(?:[/-] ?)?)?$"
)
_MARK = re.compile("[:?|*-]")
_MONTHS_BEFORE = re.compile(
    rf"\b{_MONTHS}(?: ?'s?)?[ ,?-]{{0,3}}(?:\(?(?:initial|rolling|fixed[ -]term|fixed|temporary|interim|paid"
    rf"|day rate|freelance|agency|inside ir35|outside ir35)\)? ){{0,3}}$"
)
_LINE_BEFORE = re.compile(r"(?:^|\n)[ *?-]*$")
_LINE_AFTER = re.compile(r"[ *]*(?:\n|$)")
_NOT_ONLY_CONTRACT = re.compile(
    r"(?:smart|permanent or|perm or|permanent and|any|government|sub|sub-|client|customer|service|commercial|our"
    r"|your|the|(?<=[a-z])-|/|supply) ?$"
)
_IR35_BEFORE = re.compile(r"(?:inside|outside)(?: of)?[ (:-]{1,2}$")
_IR35_AFTER = re.compile(r"[ :)(-]{0,3}(?:inside|outside|status|determin)")
_CONTRACT_AFTER = re.compile(rf" (?:{_OF_JOB}|length|duration)(?!s| manag)|[ ]?[-?:(] ?{_MONTHS}")
_PERMANENT_AFTER = re.compile(
    rf"(?:anent)?,? (?:full[ -]time,? )?(?:{_OF_JOB}|contract|employee|staff member|full|hybrid|remote)"
    rf"|(?:anent)?[ ]*(?:[|\n•]|$)"
)
_PERMANENT_BEFORE = re.compile(r"(?:\bfull[ -]?time[,/ ]{1,3}(?:and )?|[|•,] ?|\bis an? |\bon an? |\ba )$")
_PERMANENT_NOT = re.compile(
    r"(?:anent)? (?:recruit|employment ag|placement|resid|right|and temp|or temp|and contract|or contract"
    r"|position in the future|make|damage|health|disab|storage|deletion|team)"
)


def employment_type(
    advert: Advert,
    pay: tuple[PayFinding, ...],
    description: Searched | None = None,
    headline: Searched | None = None,
) -> ConditionFinding:
    """permanent or contract, with the words that show it; None for internships and voluntary work.

    `description` and `headline` are the advert's, where they are at hand for several readers.
    """
    field = _field(advert.employment_type)
    if field is not None and field[0] != "full":
        return _finding(*field, "employment_type", "the source's field")
    title = _title(headline or Searched(advert.headline))
    if title is not None and not (field and title[0] == NEITHER):
        return _finding(*title, "title", "the title's words")
    if pay and pay[0].pay.unit == "daily":
        return ConditionFinding(CONTRACT, pay[0].text, pay[0].where, "a day rate")
    if (said := _described(description or Searched(advert.description))) is not None:
        return _finding(*said, "description", "the description's words")
    if field is not None:
        return ConditionFinding(PERMANENT, field[1], "employment_type", "full or part time, and nothing says contract")
    if (
        pay
        and pay[0].pay.unit == "hourly"
        and pay[0].pay.high >= CONTRACTOR_HOURLY_FROM.get(pay[0].pay.currency, math.inf)
    ):
        return ConditionFinding(CONTRACT, pay[0].text, pay[0].where, "an hourly rate")
    if pay and pay[0].pay.unit == "annual":
        return ConditionFinding(PERMANENT, pay[0].text, pay[0].where, "annual pay, and nothing says contract")
    return _SILENT


def said_to_be_contract(advert: Advert, description: Searched | None = None, headline: Searched | None = None) -> bool:
    """Whether the advert's own words, its pay aside, say contract."""
    return employment_type(advert, (), description, headline).value == CONTRACT


def _finding(kind: str, words: str, where: str, rule: str) -> ConditionFinding:
    if kind == NEITHER:
        return ConditionFinding(None, words, where, f"{rule}; neither permanent nor contract")
    return ConditionFinding(kind, words, where, rule)


def _field(text: str | None) -> tuple[str, str] | None:
    """The first kind that the field names; "full" only where it names nothing else."""
    if not text:
        return None
    full = None
    for match in _FIELD.finditer(text[:200].lower()):
        if match.lastgroup != "full":
            return match.lastgroup, match[0]
        full = full or ("full", match[0])
    return full


def _title(searched: Searched) -> tuple[str, str] | None:
    """The first kind that the title names; an internship only where it is the one thing offered."""
    if not searched.may_hold(TITLE_WORDS):
        return None
    title, low = searched.text, searched.low
    neither = None
    for match in _TITLE.finditer(low):
        words = title[match.start() : match.end()]
        if match.lastgroup == CONTRACT and "|" in low and -1 < low.find("full") < match.start():
            return PERMANENT, title[low.find("full") : match.end()]  # "Full-time or contract" in a hiring thread
        if match.lastgroup != NEITHER:
            if _LENGTH.fullmatch(match[0]) and _INTERN.search(low):
                continue  # an internship of six months
            return match.lastgroup, words
        neither = neither or (NEITHER, words)
    if neither and _FULL_TIME.search(low):
        return None
    # Of a list of openings an internship is one, unless it is what a part of the headline says of all.
    return neither if neither is None or "|" not in low or _INTERNSHIP_PART.search(low) else None


def _described(searched: Searched) -> tuple[str, str] | None:
    """The kind that the description says first."""
    if not searched.may_hold(_WORDS):
        return None
    text, low = searched.text, searched.low
    first: tuple[int, str, str] | None = None
    for word in searched.held(_WORD_ORDER):
        judge = _JUDGE_OF[word]
        for at in searched.places(word, OCCURRENCES):
            if first and at > first[0]:
                break
            end = at + len(word)
            kind = judge(low[max(0, at - BEFORE) : at], low[end : end + AFTER], text, at)
            if kind:
                first = at, kind, " ".join(text[max(0, at - 20) : end + 20].split())
                break
    return first and first[1:]


def _follows_label(before: str) -> bool:
    """Whether the label of a field stands before a word, which no label does without its mark."""
    return ends(_MARK, before, 32) is not None and _TYPE_BEFORE.search(before) is not None


def _follows_months(before: str) -> bool:
    return ("th" in before or "week" in before) and _MONTHS_BEFORE.search(before) is not None


def _contract(before: str, after: str, text: str, at: int) -> str | None:
    if after[:2] == "or" and after[2:3] != "s":
        said = before.endswith(("independent ", "hourly ", "freelance ", "1099 ", "w2 ")) or _follows_label(before)
        return CONTRACT if said else None
    if after.startswith("ual"):
        return CONTRACT if after.startswith(("ual basis", "ual role", "ual position")) else None
    if not stands_alone(text, at, at + 8) or re.match(rf"[ -](?:{_ABOUT_CONTRACTS})", after):
        return None
    if (
        _follows_months(before)
        or _follows_label(before)
        or before.endswith(("fixed term ", "fixed-term ", "rolling ", "initial ", "day rate ", "1099 ", "w2 "))
    ):
        return CONTRACT
    if before.endswith("permanent "):
        return PERMANENT
    if at < OPENING and before.endswith("(") and after.startswith(")"):
        return CONTRACT
    if ends(_LINE_BEFORE, before, 8) and _LINE_AFTER.match(after):
        return CONTRACT
    return CONTRACT if _CONTRACT_AFTER.match(after) and not ends(_NOT_ONLY_CONTRACT, before, 20) else None


def _permanent(before: str, after: str, text: str, at: int) -> str | None:
    if (before[-1:].isalpha() and not text[at].isupper()) or _PERMANENT_NOT.match(after):
        return None
    if _follows_label(before) or _PERMANENT_AFTER.match(after) or ends(_PERMANENT_BEFORE, before, 20):
        return PERMANENT if after.startswith("anent") or not after[:1].isalpha() else None
    return None


def _named(pattern: str):
    """A judge of a word that is a contract where the pattern follows it or where the label of a field precedes it."""
    follows = re.compile(pattern)

    def judge(before: str, after: str, text: str, at: int) -> str | None:
        if before.endswith(("any ", "or ", "and ", "other ", "supply of ")):
            return None
        line = ends(_LINE_BEFORE, before, 8) and _LINE_AFTER.match(after.removeprefix("ary"))
        return CONTRACT if line or follows.match(after) or _follows_label(before) else None

    return judge


def _ir35(before: str, after: str, text: str, at: int) -> str | None:
    return CONTRACT if ends(_IR35_BEFORE, before, 16) or _IR35_AFTER.match(after) else None


def _ftc(before: str, after: str, text: str, at: int) -> str | None:
    return CONTRACT if _follows_months(before) or _follows_label(before) or after.startswith(" until") else None


JUDGES = (
    ("contract", _contract),
    ("perm", _permanent),
    ("fixed", _named(rf"[- ]term(?: ?\(| *[|,.\n]| (?:contract|{_OF_JOB}|until|for|of)| ?- ?{_MONTHS})")),
    ("tempor", _named(rf"ary (?:contract\b|{_OF_JOB})")),
    ("freelance", _named(rf" (?:{_OF_JOB}|project|contract)")),
    ("ir35", _ir35),
    ("ftc", _ftc),
)
_JUDGE_OF, _WORD_ORDER = dict(JUDGES), tuple(word for word, _ in JUDGES)
_WORDS = frozenset(_WORD_ORDER)
