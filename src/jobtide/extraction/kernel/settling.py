"""Which of several candidates that overlap stay (overlap.py)."""

from jobtide.extraction.kernel.columns import (
    END,
    FORM,
    INSIDE,
    IS_TITLE,
    IS_VENDOR,
    RELATIVE,
    RULE,
    START,
    UNPROVED,
    WEAK,
    A,
)
from jobtide.extraction.kernel.compiling import copy_row, inlined

DEEPEST = 12


@inlined
def comes_before(rules, rows, row, others, other):
    """Whether a row of one table must stand before a row of another."""
    if rows[row, START] != others[other, START]:
        return rows[row, START] < others[other, START]
    if rows[row, END] != others[other, END]:
        return rows[row, END] > others[other, END]
    return rules.ranks[rows[row, FORM]] < rules.ranks[others[other, FORM]]


@inlined
def in_order(rules, rows, count):
    """Sorts what is nearly in order; equals keep theirs. There is room for one more row."""
    for at in range(1, count):
        if comes_before(rules, rows, at, rows, at - 1):
            copy_row(rows, at, rows, count)
            place = at
            while place > 0 and comes_before(rules, rows, count, rows, place - 1):
                copy_row(rows, place - 1, rows, place)
                place -= 1
            copy_row(rows, count, rows, place)


@inlined
def merge(rules, first, first_count, second, second_count, into):
    """Merges two that are in order; of equals those of `first` come before. Returns how many."""
    left = right = 0
    for at in range(first_count + second_count):
        if right == second_count or (left < first_count and not comes_before(rules, second, right, first, left)):
            copy_row(first, left, into, at)
            left += 1
        else:
            copy_row(second, right, into, at)
            right += 1
    return first_count + second_count


@inlined
def settled(rules, everything, count, desk, into):
    """What stays of `everything`, which is in order; returns how many rows `into` has then."""
    titles = others = 0
    for at in range(count):
        if rules.marks[rules.slugs[everything[at, FORM]]] & IS_TITLE:
            copy_row(everything, at, desk.titles, titles)
            titles += 1
    if titles:
        titles = _layer(rules, desk.titles, titles, desk.inside, desk.kept_titles)
    if titles == 0:
        return _layer(rules, everything, count, desk.inside, into)
    before = 0
    for at in range(count):
        slug = rules.slugs[everything[at, FORM]]
        if rules.marks[slug] & IS_TITLE:
            continue
        while before < titles and desk.kept_titles[before, START] <= everything[at, START]:
            before += 1
        hidden, relative = False, -1
        for place in range(max(0, before - DEEPEST), before):
            if desk.kept_titles[place, END] >= everything[at, END]:
                title = rules.slugs[desk.kept_titles[place, FORM]]
                hidden |= _is_among(rules.hidden, rules.hidden_firsts, title, slug)
                if relative < 0 and _is_among(rules.families, rules.family_firsts, title, slug):
                    relative = title
        if hidden:
            continue
        copy_row(everything, at, desk.others, others)
        if everything[at, RULE] == UNPROVED and relative >= 0:
            _prove(desk.others, others, relative)
        others += 1
    others = _layer(rules, desk.others, others, desk.inside, desk.kept_others)
    return merge(rules, desk.kept_titles, titles, desk.kept_others, others, into)


@inlined
def _layer(rules, rows, count, inside, into):
    kept, furthest, within = 0, -1, 0
    for at in range(count):
        if rows[at, START] >= furthest:
            if rows[at, RULE] != UNPROVED:
                copy_row(rows, at, into, kept)
                inside[0] = kept
                within = 1
                furthest = rows[at, END]
                kept += 1
        elif rows[at, END] <= furthest and _stays(rules, rows, at, into, inside, within, kept):
            inside[within] = kept
            within += 1
            kept += 1
    return kept


@inlined
def _stays(rules, rows, at, into, inside, within, kept):
    """Whether it stays inside what has been kept around it; if so, it is row `kept` of `into`."""
    slug, end = rules.slugs[rows[at, FORM]], rows[at, END]
    first = last = relative = -1
    for place in range(within):
        holder = inside[place]
        if into[holder, END] < end:
            continue
        holding = rules.slugs[into[holder, FORM]]
        if holding == slug or _is_among(rules.hidden, rules.hidden_firsts, holding, slug):
            return False
        if first < 0:
            first = holding
        if relative < 0 and _is_among(rules.families, rules.family_firsts, holding, slug):
            relative = holding
        last = holder
    if relative < 0:
        if rows[at, RULE] == UNPROVED or rules.kinds[rows[at, FORM]] == WEAK or rules.marks[slug] & IS_VENDOR:
            return False
        if into[last, START] == rows[at, START] and into[last, END] == end:
            return False
    copy_row(rows, at, into, kept)
    if relative >= 0:
        _prove(into, kept, relative)
    else:
        into[kept, INSIDE] = first
    return True


@inlined
def _prove(rows, row, relative):
    rows[row, RULE] = RELATIVE
    rows[row, A] = relative
    rows[row, INSIDE] = -1


@inlined
def _is_among(terms, firsts, holder, slug):
    """Whether the term is in the list of the one that holds it."""
    for at in range(firsts[holder], firsts[holder + 1]):  # noqa: SIM110  the compiler takes no generators
        if terms[at] == slug:
            return True
    return False
