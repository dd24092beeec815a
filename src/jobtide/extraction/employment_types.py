"""Whether an advert offers a permanent job or a contract, and the words that say so.

Asked in this order: the source's field, the title, a day rate, the description, and at last the conventions of job
boards: "full time" in a field means permanent unless something says contract, and so does silence. Fixed-term, temporary,
freelance and interim jobs are contracts. Internships and voluntary work are neither.
"""

import re

from jobtide.advert import Advert
from jobtide.finding import ConditionFinding, PayFinding

PERMANENT, CONTRACT = "permanent", "contract"
NEITHER = "neither"  # becomes None, with its words

# Hourly pay from here on is a contractor's rate; below, it is a wage, which permanent jobs pay by the hour too.
CONTRACTOR_HOURLY_FROM = 20

_FIELD = re.compile(
    r"(?P<contract>temp[ -]to[ -]perm|contract[ -]to[ -](?:hire|perm)|contract(?:or)?(?! type)|fixed[ _-]?term|\bftc\b|temp(?:orary)?(?![a-z])|freelanc|interim"
    r"|seasonal|casual|per[_ -]?diem|locum|\bbank\b|secondment|zero[ -]hours?|cover\b)"
    r"|(?P<permanent>\bperm(?:anent)?(?![a-z])|regular|indefinite|\bcdi\b)"
    r"|(?P<neither>intern(?:ship)?(?![a-z])|volunt)"
    r"|(?P<full>full[ _-]?time|part[ _-]?time|\bft\b|\bemployee\b)",
    re.IGNORECASE,
)

_MONTHS = r"(?:\d{1,2}|three|four|six|nine|twelve|eighteen)(?:[ ]?(?:[-–/]|to)[ ]?\d{1,2})?[ ]?\+?[ -]?(?:months?|mths?|weeks?)(?![a-z])"
_TITLE = re.compile(
    rf"(?P<contract>(?<!smart )(?<!sub)(?<!sub-)\bcontract(?:or)?\b(?![ -](?:manage|manager|administrat|analyst|negotiat|specialist|lead|officer|surveyor|law|lifecycle"
    rf"|support|complian|perform|coordinat|co-ordinat|exec|director|assistant|owner|catering|clean|handler|account|sales|review|drafting|counsel|hire manager|research|manufactur|payroll|relation))"
    rf"|\bftc\b|\bfixed[ -]term\b|\bfreelancer?\b|\btemp(?:orary)?\b(?![ -]works)|\binterim\b|\b(?:maternity|paternity|mat|parental leave)(?: leave)? (?:cover|contract)"
    rf"|\bir35\b|\bday rate\b|\b{_MONTHS}(?![ -](?:placement|intern|apprentice|probation|experience|training|program|course)))"
    rf"|(?P<permanent>\bperm(?:anent)?\b)|(?P<neither>\bintern(?:ship)?\b|\bindustrial placement\b|\bplacement (?:year|student)\b|\bvolunteer\b(?! manag| coord))",
    re.IGNORECASE,
)

_OF_JOB = r"(?:role|position|opportunity|job|basis|assignment|vacancy|post\b|engagement|appointment|placement|gig)"
_TYPE = r"(?:(?:contract|job|employment|position|role|vacancy|appointment)(?:[ -]types?)?|types?|term|duration)[ ]?[:\-–|*]{1,4}\s{0,3}(?:full[ -]?time,? ?(?:[/-] ?)?)?"
_TEXT = re.compile(
    rf"(?P<permanent>\bpermanent,? (?:full[ -]time )?(?:{_OF_JOB}|contract|employ(?!ment (?:agency|business))|staff member|full|hybrid|remote)|\bpermanent(?= *$)|[|,•-] ?perm(?:anent)?\b(?= *(?:[|,.•(\n-]|$))"
    rf"|\bpermanent (?=[A-Z][a-z]+:)|{_TYPE}(?:UK )?perm(?:anent)?|\bfull[ -]time,? (?:and )?permanent)"
    rf"|(?P<contract>\b{_MONTHS}(?: ?'s?)?[ ,-]{{0,3}}(?:(?:initial|rolling|fixed[ -]term|fixed|temporary|interim|paid|day rate|freelance) ){{0,3}}(?:contract(?!s| work experience)|ftc\b|fixed[ -]term|assignment|secondment|engagement)"
    rf"|\b(?:inside|outside)(?: of)?(?: scope of)? ir35|\bir35[ :-]{{1,3}}(?:inside|outside|status)|\bfixed[ -]term (?:contract|{_OF_JOB}|until|for|of)|\bfixed[ -]term(?= *[|,.\n(-])|\bftc\b"
    rf"|(?<!smart )(?<!permanent or )(?<!perm or )(?<!\bany )(?<!government )(?<!-)\bcontract (?:{_OF_JOB}|length|duration)(?!s)|\b(?:rolling|initial|day rate) contract\b"
    rf"|\bfreelance (?:{_OF_JOB}|project|contract)|\btemporary (?:contract|{_OF_JOB})|\b(?:maternity|paternity) (?:leave )?(?:cover|contract)"
    rf"|{_TYPE}(?:temporary|contract(?:or)?\b|fixed|ftc|freelance|interim)|\b(?:independent|hourly|freelance) contractor|\bc2c\b|\bcorp[ -]to[ -]corp\b|\b(?:paid )?day rate (?:of|role|contract))"
    r"|(?P<line>^[ *•-]*(?:contract|permanent|temporary|freelance|fixed term)[ *]*$)",
    re.IGNORECASE | re.MULTILINE,
)
ANCHORS = ("ontract", "ONTRACT", "ermanent", "ERMANENT", "emporary", "reelance", "IR35", "ir35", "ixed", "FTC", "aternity", "C2C", "Perm", "ay rate")
BEFORE, AFTER = 50, 60
WINDOWS = 30


def employment_type(advert: Advert, pay: tuple[PayFinding, ...]) -> ConditionFinding:
    """permanent or contract, with the words that show it; None for internships and voluntary work."""
    field = _field(advert.employment_type)
    if field is not None and field[0] != "full":
        return _finding(field[0], field[1], "employment_type", "the source's field")
    title = _title(_headline(advert))
    if title is not None and not (field and title[0] == NEITHER):
        return _finding(*title, "title", "the title's words")
    if pay and pay[0].pay.unit == "daily":
        return ConditionFinding(CONTRACT, pay[0].text, pay[0].where, "a day rate")
    said = _description(advert.description)
    if said is not None:
        return _finding(*said, "description", "the description's words")
    if field is not None:
        return ConditionFinding(PERMANENT, field[1], "employment_type", "full or part time, and nothing says contract")
    if pay and pay[0].pay.unit == "hourly" and pay[0].pay.high >= CONTRACTOR_HOURLY_FROM:
        return ConditionFinding(CONTRACT, pay[0].text, pay[0].where, "an hourly rate")
    if pay and pay[0].pay.unit == "annual":
        return ConditionFinding(PERMANENT, pay[0].text, pay[0].where, "annual pay, and nothing says contract")
    return ConditionFinding(PERMANENT, "", "default", "nothing says contract")


def said_to_be_contract(advert: Advert) -> bool:
    """Whether the advert's own words, its pay aside, say contract."""
    return employment_type(advert, ()).value == CONTRACT


def _finding(kind: str, words: str, where: str, rule: str) -> ConditionFinding:
    if kind == NEITHER:
        return ConditionFinding(None, words, where, f"{rule}; neither permanent nor contract")
    return ConditionFinding(kind, words, where, rule)


def _field(text: str | None) -> tuple[str, str] | None:
    """The first kind that the field names; "full" only where it names nothing else."""
    full = None
    for match in _FIELD.finditer((text or "")[:200]):
        if match.lastgroup != "full":
            return match.lastgroup, match[0]
        full = full or ("full", match[0])
    return full


def _title(title: str) -> tuple[str, str] | None:
    """The first kind that the title names; an internship only where it is the one thing offered."""
    neither = None
    for match in _TITLE.finditer(title):
        if match.lastgroup != NEITHER:
            return match.lastgroup, match[0]
        neither = neither or (NEITHER, match[0])
    return None if neither and ("full" in title.casefold() or "|" in title) else neither


def _description(text: str) -> tuple[str, str] | None:
    best = None
    for start, end in _near_words(text):
        for match in _TEXT.finditer(text, start, end):
            if best is None or match.start() < best.start():
                best = match
            break
        if best is not None:
            break
    if best is None:
        return None
    words = best[0].strip(" *\n")
    if best.lastgroup == "line":
        return (PERMANENT if "perm" in words.casefold() else CONTRACT), words
    return best.lastgroup, words


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


def _headline(advert: Advert) -> str:
    """The title, or where it is missing the first line of the text, as in hiring threads."""
    return (advert.title or advert.description[:300].partition("\n")[0])[:300]
