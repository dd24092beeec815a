"""The pay that one text quotes: a pay field, a title, or the neighbourhoods in a description where pay may stand."""

import re
from typing import NamedTuple

from jobtide.extraction.occurrences import Searched, occurrences
from jobtide.extraction.pay_grammar import plain, quotes_in
from jobtide.extraction.pay_judgement import BELOW, OPENING, Known, issue, judged
from jobtide.finding import PayFinding
from jobtide.issue import Issue
from jobtide.pay import Pay

FIELD_LIMIT = 500  # characters of a pay field or title that are read; nothing that people wrote is longer
WINDOWS = 40  # places of a description that are read closely
BEFORE, NEAR, AFTER = 90, 60, 150  # characters around such a place: context, where an amount may start, context
AHEAD = 12  # characters before such a place in which an amount may begin
BEHIND = 70  # characters after an amount that tell what it is

# Where in a description pay may stand: a sign or code of a currency, or a word for pay, with a figure beside it.
SIGNS = ("£", "$")  # and the euro's
CODES = ("gbp", "eur", "usd")  # in capitals; looked for only where there is no sign, as are the words but the first
WORDS = ("salary", "y rate", "annum")  # in folded text; the second is day, daily and hourly rate
BY_FIGURES = frozenset((*SIGNS, *CODES, *WORDS))
_ANY_SIGN, _SECOND_WORDS = frozenset(SIGNS), frozenset((*CODES, *WORDS[1:]))
# What a company has raised, sold or saved, unless a word for pay stands before it.
_MILLIONS = re.compile(r"[£$€] ?[0-9][0-9.,]{0,9}\+? ?(?:[mMbB](?![a-zA-Z])|[mM]illion|[bB]illion|trillion|[mMbB]n\b)")
_PAY_WORD = re.compile(r"sal|pa[iy]|rem|com|rat|wag|ear|bas|off|per a")
_FIGURE = re.compile("[0-9]")
_NEGATIVE = re.compile(r"-[£€$]?[0-9]")  # nobody pays less than nothing
# The first lines of a text are a headline, where a figure of this shape is pay without a word for it.
HEADLINE = 200
_BARE = re.compile(
    r"[0-9][0-9][0-9]?(?:(?:,?[05]00|[kK])\b)?(?P<range> ?(?:[-–—]|to) ?[0-9]{2,3}(?:,?[05]00|[kK])\b)?"
    r"(?! ?[a-z]*(?:user|employ|people|staff|member|custom|sq|line|server|year|hour))"
)


def pay_of(
    text: str,
    where: str,
    known: Known,
    odd: dict[str, Issue],
    searched: Searched | None = None,
    near: list["Stretch"] | None = None,
) -> tuple[PayFinding, ...]:
    """The pay of one text, best first; what is odd in it is added to `odd`, by its reason.

    `where` is "pay" (all of it is about pay), "title" or "description", for which `searched` may be at hand and what is
    `near` amounts in it.
    """
    if where == "description":
        stretches = near_amounts(searched or Searched(text)) if near is None else near
        if not stretches:
            return ()
    else:
        stretches = (
            [Stretch(0, min(len(text), FIELD_LIMIT), FIELD_LIMIT)] if _FIGURE.search(text) or "thousand" in text else []
        )
    found: dict[Pay, tuple[int, PayFinding]] = {}
    read_to = 0
    for stretch in stretches:
        near = plain(text[stretch.start : stretch.end])
        low = near.lower()
        if len(low) != len(near):
            low = near  # a letter that has two in lower case; positions count more than its words
        for quote in quotes_in(near):
            start, end = stretch.start + quote.start, stretch.start + quote.end
            if start < read_to or start > stretch.starts_to:
                continue
            before = low[max(0, read_to - stretch.start, quote.start - BEFORE) : quote.start]
            read_to = end
            place = OPENING if where == "description" and start < HEADLINE else where
            if where == "pay" and start <= 1 and _NEGATIVE.match(near):
                odd[BELOW] = issue(BELOW, text[:end])
                continue
            it = judged(quote, before, low[quote.end : quote.end + BEHIND], place, known)
            if it.pay is None and it.oddity is None:
                continue
            words = text[start:end].strip(" ([,-")
            if it.oddity and it.oddity not in odd:
                odd[it.oddity] = issue(it.oddity, words)
            if it.pay and (it.pay not in found or found[it.pay][0] < it.weight):
                found[it.pay] = it.weight, PayFinding(it.pay, words, where, it.rule)
    best = sorted(found.values(), key=lambda entry: -entry[0])  # stable: the first of equals stays first
    return tuple(finding for _, finding in best)


class Stretch(NamedTuple):
    """`start`..`end` of a text are read, and an amount is taken when it starts no later than `starts_to`."""

    start: int
    end: int
    starts_to: int


def near_amounts(searched: Searched) -> list[Stretch]:
    """The stretches of a description around what may be pay."""
    text, low = searched.text, searched.low
    places = []
    if searched.may_hold(_ANY_SIGN):
        places += [at for sign in SIGNS for at in searched.places(sign, WINDOWS)]
    if "€" in text:  # no letter of Latin-1, in which texts are folded
        places += occurrences("€", text, WINDOWS)
    if not places and searched.may_hold(_SECOND_WORDS):
        places = [at for code in CODES for at in searched.places(code, WINDOWS) if text[at : at + len(code)].isupper()]
        places += [at for word in WORDS[1:] for at in searched.places(word, WINDOWS)]
    places += searched.places(WORDS[0], WINDOWS)
    for bare in _BARE.finditer(text, 0, HEADLINE):
        if bare["range"] or low.endswith("up to ", 0, bare.start()):
            places.append(bare.start())
    stretches: list[Stretch] = []
    if not places:
        return stretches
    reached = -1
    for at in sorted(places):
        if at <= reached or not _FIGURE.search(text, max(0, at - AHEAD), at + NEAR):
            continue
        if _MILLIONS.match(text, at) and not _PAY_WORD.search(low, max(0, at - BEFORE), at):
            continue
        start, end = max(0, at - BEFORE), min(len(text), at + AFTER)
        while end < len(text) and end > at + NEAR and not text[end].isspace():
            end -= 1  # never through a number
        while start and start < at - NEAR // 2 and not text[start - 1].isspace():
            start += 1
        stretches.append(Stretch(start, end, at + NEAR))
        reached = at + NEAR // 3
        if len(stretches) == WINDOWS:
            break
    return stretches
