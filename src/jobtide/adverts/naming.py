"""The words of headlines, employers and locations that tell one opening from another. Pure."""

import re
import zlib
from collections.abc import Collection, Iterable
from typing import NamedTuple

_WORDS = re.compile(r"[^\W_]+(?:[+#]+|\.(?=[^\W_]))?[^\W_]*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*|\S+@\S+|\[[^\]]*\]")
_AMOUNT = re.compile(
    r"\(\d+\)|[£$€]\s?[\d.,]+\s?k?\b|\b\d+(?:[.,]\d+)?k\b|\b\d{2,}(?:[.,]\d+)*\b"
    r"|\b\d+\+?[- ](?:x )?(?:days?|months?|mths?|weeks?|years?|hours?)\b"
)
_YEAR = re.compile(r"\b20[2-9]\d\b")  # of an intake: "Graduate scheme 2027"
_TOGETHER = re.compile(r"\b(full|front|back)[ -]?(stack|end)\b")
_PARTS = re.compile(r"[,;|~/()]| - ")  # of a location, the nearest first
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[ABD-HJLNP-UW-Z]{2})\b")
# Words of titles that do not say which job it is: how, when and for how long one works, and what boards put there.
_SAYS_NOTHING = """
    a an and at for from in into is of on or our per the to up us we with you your via as be hiring join team role job
    jobs position vacancy opportunity opening new now apply urgent urgently immediate immediately start starts asap
    great exciting fantastic required wanted needed closing soon updated hybrid remote onsite site office home based
    working work wfh flexible full part time fulltime perm permanent contract contractor temp temporary fixed term ftc
    freelance inside outside ir35 month months mth mths week weeks wk wks annum hourly daily rate salary increased
    bonus benefits package excellent competitive plus visa ok welcome interns equity k gbp eur usd f m d w x h mf mfd
    mwd fmd genders gn div uk inc ltd limited com http https
"""
NOISE = frozenset(_SAYS_NOTHING.split())
_LEVELS = {"sr": "senior", "snr": "senior", "jr": "junior", "jnr": "junior"}
# Words of employers' names that many have.
_OF_MANY = """
    ltd limited plc llp llc inc corp co company gmbh ag sa bv nv ab the group holdings uk us europe international
    global recruitment recruiting resourcing consulting consultancy consultants solutions services technology
    technologies systems software it and of for search selection associates partners partnership people jobs careers
    talent
"""
GENERIC = frozenset(_OF_MANY.split())
ANY_EMPLOYER = -1  # the employer_bits of a name of GENERIC words alone, whoever that may be
# Words of locations that say nothing, or that many spots have.
_EVERYWHERE = """
    and the location locations various multiple several global worldwide anywhere international within based united
    states kingdom america usa country nationwide
"""
_OF_SPOTS = """
    city centre center central centro town ville area areas district borough county region province state greater north
    south east west northern southern eastern western upon near emea apac european hospital house clinic surgery school
    university college campus ward mall shopping outlet collection premium retail building street road lane park office
    offices court place square business industrial estate science trading community royal general memorial infirmary
    medical health care home unit site headquarters les sur sous der den und san santa saint sankt new los las del fort
    port bad mount
"""
_SAYS_NOT_WHERE = NOISE | frozenset(_EVERYWHERE.split())
_OF_MANY_SPOTS = frozenset(_OF_SPOTS.split())
_WIDE = _SAYS_NOT_WHERE | _OF_MANY_SPOTS


class Where(NamedTuple):
    """What locations say beside known places: words of the `nearest` part of each, and `every` word of all.

    `known` says that all the nearest words are of known places.
    """

    nearest: frozenset[str]
    every: frozenset[str]
    known: bool
    postcodes: frozenset[str]


def title_words(title: str, places: Iterable[str]) -> frozenset[str]:
    """The words of a title that say which job it is, without those of its places (slugs).

    >>> sorted(title_words("Snr Front-End Developers, Leeds (Hybrid) - £50k", ["leeds"]))
    ['developer', 'frontend', 'senior']
    """
    plain = _TOGETHER.sub(r"\1\2", _AMOUNT.sub(" ", _ADDRESS.sub(" ", title.lower())))
    named = _slug_words(places)
    words = (_LEVELS.get(word, word) for word in _WORDS.findall(plain))
    told = (_singular(word) for word in words if word not in NOISE and word not in named)
    return frozenset(_YEAR.findall(title)).union(told)


def where(locations: Iterable[str], places: Collection[str], over: Collection[str], countries: Iterable[str]) -> Where:
    """What locations say, of which `places` (slugs) were read, `countries` among them; `over` lie these.

    >>> there = where(["Nîmes, France"], ["france"], [], ["france"])
    >>> sorted(there.nearest), sorted(there.every), there.known
    (['nîmes'], ['france', 'nîmes'], False)
    """
    known = _slug_words(places) | _slug_words(over)
    wide = _WIDE | _slug_words(countries)
    only_countries = bool(countries) and not over and set(places) == set(countries)
    nearest, every = set(), known - _OF_MANY_SPOTS
    for location in locations:
        parts = [_place_words(part) for part in _PARTS.split(location.lower())]
        every.update(*(part - _SAYS_NOT_WHERE for part in parts))
        if len(parts) == 1 and only_countries and parts[0].isdisjoint(wide):
            continue  # the country in another language
        nearest.update(next((part - wide for part in parts if part - wide), ()))
    codes = ("".join(code) for location in locations for code in _POSTCODE.findall(location.upper()))
    return Where(frozenset(nearest), frozenset(every), bool(nearest) and nearest <= known, frozenset(codes))


def employer_words(key: str | None) -> frozenset[str]:
    """The words of an employer's name that are its own; all of them where it has no others."""
    words = frozenset((key or "").split())
    return words - GENERIC or words


def employer_bits(words: Iterable[bytes]) -> int:
    """64 bits, as a signed number, that stand for the words of an employer's name less GENERIC ones.

    The bits of some of the words are among those of all, and seldom among those of other words. So where neither of two
    names' bits are among the other's, rules hold for no two employers of these names.
    """
    bits = 0
    for word in words:
        hashed = zlib.crc32(word)
        for shift in (0, 6, 12):
            bits |= 1 << (hashed >> shift & 63)
    return bits - (1 << 64) if bits >> 63 else bits


def _slug_words(slugs: Iterable[str]) -> set[str]:
    return {word for slug in slugs for word in slug.split("-")}


def _place_words(part: str) -> set[str]:
    """Its words of three letters or more, and one of two that stands alone, as states do: "OH"."""
    words = _WORDS.findall(part)
    return {word for word in words if (len(word) > 2 or len(words) == 1) and not any(map(str.isdigit, word))}


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
