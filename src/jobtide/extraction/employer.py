"""The employer's own name, which its adverts are full of and which is no skill."""

import re

from jobtide.extraction.phrases import words_in

# Words of company names that say nothing.
LEGAL = frozenset(
    {
        *("ltd", "limited", "plc", "llp", "llc", "inc", "incorporated", "corp", "corporation", "co", "company"),
        *("gmbh", "ag", "sa", "bv", "nv", "ab", "as", "oy", "pty", "pvt", "the", "group", "holdings"),
        *("uk", "us", "usa", "emea", "europe", "international", "global"),
        *("systems", "software", "technologies", "technology", "solutions", "labs", "services", "consulting"),
        *("com", "eu", "sarl", "srl", "se", "kg", "kgaa", "aps", "oyj", "asa", "pbc"),
        *("america", "americas", "worldwide", "federal"),
    }
)


def own_words(employer: str | None) -> tuple[str, ...]:
    """The words of the name without the legal and the empty ones; () where nothing is left or nobody is named.

    >>> own_words("Oracle UK Ltd")
    ('oracle',)
    """
    return tuple(word for word in words_in(employer or "") if word not in LEGAL)


_OPENING = 3_000  # characters of a text in which it presents whom it is from
_NAME = r"([A-Z0-9][\w.&'’-]*(?: (?:[A-Z0-9&][\w.&'’-]*|of|and)){0,3}?)"
_KINDS = (
    r"(?:company|companies|start-?up|scale-?up|leaders?|leading|provider|firm|agency|consultancy|charity|business|bank|"
    r"organi[sz]ation|institution|group|team|marketplace|studio|retailer|manufacturer|unicorn)"
)
_BEGINS = r"(?:^\W{0,4}|[.!?] )"
_PRESENTED = tuple(
    re.compile(pattern, re.M)
    for pattern in (
        rf"^\W{{0,4}}(?:About|Who is|Why(?: join)?|Join|Life at|Working (?:at|for)) {_NAME}\W{{0,3}}$",
        rf"\b[Aa]t {_NAME},? (?:we|our|you)\b",
        rf"{_BEGINS}{_NAME} (?:is|are) (?:currently |now |actively )?(?:hiring|recruiting|seeking|looking for)\b",
        rf"{_BEGINS}{_NAME},? (?:is|are) (?:a|an|the|one of)\b[^.\n]{{0,60}}\b{_KINDS}\b",
        rf"{_BEGINS}{_NAME} (?:works with|was founded|was born|is on a mission|exists to|employs)\b",
        rf"{_BEGINS}{_NAME} (?:operates in|serves|has offices|helps)\b",
        rf"\A\W{{0,4}}{_NAME} (?:brings|provides|offers|builds|delivers|creates|enables|makes|designs|powers)\b",
        rf"{_BEGINS}{_NAME}, (?:a|an|the) [^.,\n]{{0,50}}\b(?i:{_KINDS}), ",
    )
)
# Said at the end of a text as often as at its beginning.
_EQUAL = re.compile(
    rf"{_BEGINS[:-1]}|\n){_NAME} (?:is|are) (?:proud to be |committed to being )?(?:an? )?"
    r"(?:[Ee]qual[- ][Oo]pportunit|Disability Confident|disability confident|equal employment)",
    re.M,
)
_EQUAL_WORDS = ("pportunit", "onfident", "equal employment")
_HEADLINE = re.compile(r"\s*([^|\n(]{2,60}?)\s*(?:\([^)|\n]*\)\s*)?\|[^|\n]*\|")
# A headline that begins with the job has no employer first.
_ROLE = re.compile(
    r"\b(?:engineer|developer|analyst|manager|designer|architect|consultant|administrator|scientist|tester|director|lead|"
    r"head|specialist|officer|programmer|technician|executive|assistant|support|intern|senior|junior|graduate|hiring)",
    re.I,
)
_NOBODY = frozenset(
    ("us", "we", "you", "it", "they", "this", "that", "there", "here", "our client", "the role", "join us")
)


def presented(title: str, description: str) -> str | None:
    """Whom an advert is from, by its own words where its source does not say; None where it does not present itself.

    A headline of three parts begins with it, as those of hiring threads do; else "About Acme", "At Acme, we", "Acme is
    hiring", "Acme is a leading provider", "Acme is an equal opportunity employer".

    >>> presented("Developer", "Work on maps. At Acme Maps, we like hills.")
    'Acme Maps'
    """
    first = title or description.lstrip().partition("\n")[0]
    if "|" in first and (named := _HEADLINE.match(first)) and not _ROLE.search(named[1]):
        return named[1]
    opening = description[:_OPENING]
    for presents in _PRESENTED:
        for named in presents.finditer(opening):
            if named[1].lower() not in _NOBODY:
                return named[1]
    if not any(word in description for word in _EQUAL_WORDS):
        return None
    return next((one[1] for one in _EQUAL.finditer(description) if one[1].lower() not in _NOBODY), None)
