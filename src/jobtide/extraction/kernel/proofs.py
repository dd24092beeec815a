"""Whether a candidate is written as its alias demands (terms.py, company.py)."""

import numpy as np

from jobtide.extraction.company import STATES
from jobtide.extraction.kernel.characters import is_lower, is_upper, is_word
from jobtide.extraction.kernel.compiling import inlined
from jobtide.extraction.kernel.words import next_word

AROUND = 40
SHOUTED_LETTERS = 6
_STATES = np.zeros((256, 256), dtype=np.bool_)
for _state in STATES:
    _STATES[ord(_state[0]), ord(_state[1])] = True


@inlined
def is_written(rules, cased, start, end, form):
    """Whether the form stands there in its case."""
    return not rules.never[form] and _is(rules.letters, rules.written[form], rules.written[form + 1], cased, start, end)


@inlined
def is_written_in_capitals(rules, cased, size, start, end, form):
    """Whether it stands there in capitals, where all is in capitals and any case would do."""
    return (
        not rules.never[form]
        and _is(rules.letters, rules.capitals[form], rules.capitals[form + 1], cased, start, end)
        and is_shouted(cased, size, start, end)
    )


@inlined
def _is(letters, first, last, cased, start, end):
    """Whether letters[first:last] stand at start..end, as they are or with other gaps between the words."""
    if cased[start] != letters[first] and is_word(cased[start]):  # a dot before the first word is none of its letters
        return False
    if last - first == end - start:
        same = True
        for step in range(end - start):
            same &= letters[first + step] == cased[start + step]
        if same:
            return True
    plain = True
    for at in range(start, end):
        plain &= is_word(cased[at])
    if plain:
        return False
    at, wanted = start, first
    while True:
        begin, at = next_word(cased, at, end)
        if begin == at:
            return wanted == last
        if wanted > first:
            if wanted == last or letters[wanted] != 32:
                return False
            wanted += 1
        if wanted + at - begin > last:
            return False
        for place in range(begin, at):
            if cased[place] != letters[wanted]:
                return False
            wanted += 1


@inlined
def is_shouted(cased, size, start, end):
    """Whether it stands in capitals, and what is around it too."""
    capitals = 0
    for at in range(start, end):
        if is_lower(cased[at]):
            return False
        capitals += is_upper(cased[at])
    if capitals == 0:
        return False
    capitals = 0
    for at in range(max(0, start - AROUND), start):
        if is_lower(cased[at]):
            return False
        capitals += is_upper(cased[at])
    for at in range(end, min(size, end + AROUND)):
        if is_lower(cased[at]):
            return False
        capitals += is_upper(cased[at])
    return capitals >= SHOUTED_LETTERS


@inlined
def may_be_a_state(cased, start, end):
    """Whether it is written like the state in "Ann Arbor, MI"."""
    return (
        end - start == 2
        and start >= 2
        and _STATES[cased[start], cased[start + 1]]
        and cased[start - 2] == 44
        and cased[start - 1] == 32
    )
