"""The words that titles end in, in this field and in others, and the words beside them that name no title."""

import re

from jobtide.extraction.titles import SENIORITY

_ROLES = frozenset(
    """
    accountant actuary adjuster administrator adviser advisor advocate agent ambassador animator apprentice
    apprenticeship architect artist assembler assessor assistant associate auditor bailiff baker barber barista
    barrister bartender bookkeeper bricklayer broker builder butcher buyer canvasser captain carer caretaker
    caseworker cashier chaplain chef cleaner clerk coach coder cofounder collector consultant contractor controller
    conveyancer cook coordinator copywriter counsel counsellor counselor courier curator dealer decorator
    demonstrator dentist designer dev developer dietitian director dispatcher dispenser doctor draftsman draughtsman
    draughtsperson driver ecologist editor eng engineer estimator evaluator evangelist examiner exec executive expert
    fabricator facilitator farmer fellow fitter foreman forwarder founder freelancer fundraiser gardener generalist
    glazier groomer groundworker guard hacker hairdresser handler handyman host hygienist illustrator inspector
    installer instructor integrator intern internship interpreter investigator joiner journalist keeper labourer
    lawyer lead leader lecturer librarian linguist loader machinist maker manager marketer matron mechanic mentor
    merchandiser midwife miller modeler modeller moderator negotiator nurse officer operative operator optometrist
    owner packer painter paralegal paramedic paraplanner partner pilot planner plasterer plumber podiatrist polisher
    porter practitioner president processor producer professor programmer promoter publisher ranger receptionist
    recruiter registrar representative researcher reviewer rider rigger roofer scaffolder scheduler scientist
    secretary skipper sme solicitor sourcer specialist sprayer steward strategist stylist supervisor surveyor tailor
    teacher tester toolmaker trader tradesman trainer translator treasurer turner tutor underwriter valeter valuer
    verifier waiter warden welder worker writer
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
    associate based contract contractor deputy experienced founding freelance hod hybrid i ii iii interim intern iv
    locum mid new onsite or perm permanent remote role roles skilled talented temp temporary urgent vp wanted
    """.split()  # noqa: SIM905
    )
)
ASIDE_PHRASE = re.compile(
    r"(?:(?:full|part|fixed)[ -](?:time|term)|(?:entry|mid)[ -]level|vice president(?! of)|home[ -]based"
    r"|\w+[ -]speaking|\S*\d\S*(?:\s+line)?)\s+",
    re.I,
)
RANKS = frozenset(
    ("director", "head", "lead", "manager", "president", "svp", "vp")
)  # "Director, Sales" is one of sales
EDGES = ".,:;'\"!*–—-"
_WRITTEN_OUT = {
    "admin": "Administrator",
    "apprenticeship": "Apprentice",
    "dev": "Developer",
    "eng": "Engineer",
    "exec": "Executive",
    "internship": "Intern",
    "mgr": "Manager",
}
_SHORT = re.compile(rf"\b({'|'.join(_WRITTEN_OUT)})s?\b(?![-/]| ops)", re.I)
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
    if word.islower() and word not in ("and", "of", "on"):
        return word[:1].upper() + word[1:]
    return word.capitalize() if word.isupper() and len(word) > _LONGEST_ABBREVIATION else word


def letters(words: str) -> str:
    """The letters alone, by which spellings of one title are told to be one: front-end, front end, frontend."""
    return _NO_LETTER.sub("", words.lower())
