"""The words that titles end in, in this field and in others, and the words beside them that name no title."""

import re

from jobtide.extraction.titles import SENIORITY

_ROLES = frozenset(
    """
    accountant actuary administrator adviser advisor advocate agent ambassador animator architect artist assessor
    assistant associate auditor barista barrister bookkeeper broker builder buyer carer cashier chef cleaner clerk
    coach coder consultant contractor controller coordinator copywriter counsel counsellor curator dentist designer
    developer director doctor driver ecologist editor engineer estimator evaluator evangelist examiner executive
    expert facilitator fellow fitter freelancer generalist handler hygienist illustrator inspector installer
    instructor intern internship interpreter investigator journalist labourer lawyer lead leader lecturer librarian
    linguist machinist manager marketer mechanic mentor merchandiser modeler modeller negotiator nurse officer
    operative operator owner paralegal partner planner plumber porter practitioner president processor producer
    professor programmer publisher receptionist recruiter representative researcher reviewer scheduler scientist
    secretary sme solicitor specialist steward strategist supervisor surveyor teacher tester trader trainer
    translator treasurer tutor underwriter verifier waiter warden welder worker writer
    """.split()  # noqa: SIM905  a list of quoted words is no easier to read
)
# Biologist, electrician, photographer, therapist: they are many, and nothing else ends so.
_LEARNED = re.compile(r".*(?:analyst|chemist|economist|grapher|ician|ologist|pharmacist|physicist|iatrist|therapist)$")
REGIONS = frozenset(("apac", "emea", "eu", "uk", "us", "usa"))  # as places, part of no title
# They say of which rank or kind a job is, or where, and not what is done in it. Before a role they are left out.
ASIDE = (
    SENIORITY
    | REGIONS
    | frozenset(
        """
    associate contract contractor deputy experienced founding freelance hybrid i ii iii interim intern iv locum mid new
    onsite perm permanent remote skilled talented temp temporary urgent vp wanted
    """.split()  # noqa: SIM905
    )
)
ASIDE_PHRASE = re.compile(
    r"(?:(?:full|part|fixed)[ -](?:time|term)|(?:entry|mid)[ -]level|vice president(?! of)|home[ -]based"
    r"|\w+[ -]speaking|\S*\d\S*(?:\s+line)?)\s+",
    re.I,
)
RANKS = frozenset(("director", "head", "lead", "manager", "president"))  # "Director, Sales" is one of sales
EDGES = ".,:;'\"!*–—-"
_WRITTEN_OUT = {
    "admin": "Administrator",
    "dev": "Developer",
    "eng": "Engineer",
    "internship": "Intern",
    "mgr": "Manager",
}
_SHORT = re.compile(rf"\b({'|'.join(_WRITTEN_OUT)})s?\b(?![-/])", re.I)
_DEVELOPMENT = re.compile(r"\bdev(?= (?!ops)[a-z])", re.I)  # Software Dev Engineer
_NO_LETTER = re.compile(r"[^a-z0-9+#&]+")
_LONGEST_ABBREVIATION = 5  # letters; a longer word in capitals is only loud


def is_role(word: str) -> bool:
    """
    >>> is_role("Geologists"), is_role("Co-ordinator"), is_role("Sales")
    (True, True, False)
    """
    low = singular(word.strip(EDGES)).replace("-", "").lower()
    return low in _ROLES or _LEARNED.match(low) is not None


def singular(word: str) -> str:
    """A role in the singular; other words as they are."""
    low = word.lower()
    if low.endswith("s") and (low[:-1] in _ROLES or _LEARNED.match(low[:-1])):
        return word[:-1]
    return word


def as_written(words: str) -> str:
    """Words with spaces between them and capitals where titles have them, short roles written out.

    >>> as_written("SOFTWARE dev"), as_written("PHP/web developer")
    ('Software Developer', 'PHP Web Developer')
    """
    said = _DEVELOPMENT.sub("Development", words.replace("/", " "))
    said = _SHORT.sub(lambda short: _WRITTEN_OUT[short[1].lower()], said)
    return " ".join(map(cased, said.split()))


def cased(word: str) -> str:
    """A word with the capitals that it has in a title."""
    if word.islower() and word not in ("and", "of"):
        return word[:1].upper() + word[1:]
    return word.capitalize() if word.isupper() and len(word) > _LONGEST_ABBREVIATION else word


def letters(words: str) -> str:
    """The letters alone, by which spellings of one title are told to be one: front-end, front end, frontend."""
    return _NO_LETTER.sub("", words.lower())
