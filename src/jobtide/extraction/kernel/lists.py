"""Candidates that stand in one list (company.py, `listed`)."""

from jobtide.extraction.kernel.characters import after_spaces, is_space, letters, stands
from jobtide.extraction.kernel.columns import END, FORM, IS_TECHNICAL, IS_VENDOR, RULE, START, UNPROVED, A, B
from jobtide.extraction.kernel.compiling import compiled, inlined

LONGEST_BETWEEN = 12
_UNLISTED = 3
_AND, _OR, _AND_OR = letters("and"), letters("or"), letters("and/or")


@compiled
def listed(marks, slugs, lower, entries, count, row, last_of, first_of):
    """Judges the unproved ones of `entries`, which are in order of start, longer before shorter.

    Columns A and B of those that stand in a list become where their companion stands; A of all others -1. `row`,
    `last_of` and `first_of` (by term, holding -1 and left so) are places to work.
    """
    size = 0
    for at in range(count):
        if entries[at, RULE] == UNPROVED:
            entries[at, A] = entries[at, B] = -1
        if size:
            last = row[size - 1]
            if entries[at, START] < entries[last, END]:
                if entries[at, START] == entries[last, START] and entries[at, END] == entries[last, END]:
                    row[size] = at
                    size += 1
                continue
            if not _lies_between(lower, entries[last, END], entries[at, START]):
                _judge(marks, slugs, entries, row, size, last_of, first_of)
                size = 0
        row[size] = at
        size += 1
    _judge(marks, slugs, entries, row, size, last_of, first_of)


@inlined
def _lies_between(lower, start, end):
    """Whether it is what parts the entries of a list."""
    if end - start > LONGEST_BETWEEN:
        return False
    at = after_spaces(lower, start, end)
    if at == end:
        return False
    byte = lower[at]
    # , / ; | & ( * +
    if byte == 44 or byte == 47 or byte == 59 or byte == 124 or byte == 38 or byte == 40 or byte == 42 or byte == 43:
        at = after_spaces(lower, at + 1, end)
        if at == end:
            return True
        if lower[at] == 45 or lower[at] == 42:  # the bullet of the next entry, - or *
            return at + 1 < end and is_space(lower[at + 1]) and after_spaces(lower, at + 1, end) == end
        if byte != 44:
            return False
    elif byte == 45:
        return at > start and at + 1 < end and is_space(lower[at + 1]) and after_spaces(lower, at + 1, end) == end
    if stands(lower, at, end, _AND_OR) and after_spaces(lower, at + 6, end) == end:
        return True
    if stands(lower, at, end, _AND):
        at += 3
    elif stands(lower, at, end, _OR):
        at += 2
    else:
        return False
    return after_spaces(lower, at, end) == end


@inlined
def _judge(marks, slugs, entries, row, size, last_of, first_of):
    technical = anything = -1
    unsure = 0
    for place in range(size):
        one = row[place]
        if entries[one, RULE] == UNPROVED:
            unsure += 1
        elif technical < 0:
            if anything < 0:
                anything = one
            if marks[slugs[entries[one, FORM]]] & IS_TECHNICAL:
                technical = one
    if unsure == 0 or (size == unsure and size < _UNLISTED):
        return
    if technical >= 0:
        anything = technical
    # The two terms whose last occurrence in the row comes first.
    later = earlier = -1
    terms = 0
    if technical < 0:
        for place in range(size - 1, -1, -1):
            slug = slugs[entries[row[place], FORM]]
            if last_of[slug] < 0:
                last_of[slug] = place
                terms += 1
                later, earlier = earlier, slug
            first_of[slug] = row[place]
    for place in range(size):
        one = row[place]
        if entries[one, RULE] != UNPROVED:
            continue
        slug = slugs[entries[one, FORM]]
        other = technical if marks[slug] & (IS_TECHNICAL | IS_VENDOR) else anything
        if other < 0 and terms >= _UNLISTED:
            other = first_of[later] if later != slug else first_of[earlier]
        if other >= 0:
            entries[one, A] = entries[other, START]
            entries[one, B] = entries[other, END]
    if technical < 0:
        for place in range(size):
            slug = slugs[entries[row[place], FORM]]
            last_of[slug] = first_of[slug] = -1
