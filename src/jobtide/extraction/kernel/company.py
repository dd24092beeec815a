"""The weak aliases that are in company (company.py)."""

import numpy as np

from jobtide.extraction.company import REACH
from jobtide.extraction.kernel.columns import (
    BESIDE_TERM,
    BESIDE_WORD,
    CUE_ENDS,
    EDGE,
    END,
    FORM,
    ID,
    IS_COMMON_IN_LISTS,
    IS_PROVED_BY_TECHNOLOGY,
    IS_TECHNICAL,
    LISTED,
    RULE,
    START,
    UNPROVED,
    A,
    B,
)  # fmt: skip
from jobtide.extraction.kernel.compiling import copy_row, inlined, item
from jobtide.extraction.kernel.lists import listed
from jobtide.extraction.kernel.neighbours import beside_its_words, capital_means_nothing, is_small, nearest
from jobtide.extraction.kernel.settling import in_order, merge


@inlined
def in_company(knowledge, desk, size, count, weak, kept):
    """Weak ones that are in company to `desk.company`; returns how many."""
    rules, lower, cased = knowledge.rules, desk.lower, desk.cased
    # In the order in which lists are read; their ID leads back.
    for at in range(weak):
        desk.weak[at, ID] = at
        copy_row(desk.weak, at, desk.company, at)
    in_order(rules, desk.company, weak)
    entries = merge(rules, desk.company, weak, desk.kept, kept, desk.several)
    listed(rules.marks, rules.slugs, lower, desk.several, entries, desk.row, desk.last_of, desk.first_of)
    for at in range(entries):
        if desk.several[at, RULE] == UNPROVED:
            one = desk.several[at, ID]
            desk.weak[one, A] = desk.several[at, A]
            desk.weak[one, B] = desk.several[at, B]
        desk.marks[desk.several[at, START]] |= EDGE
        desk.marks[desk.several[at, END]] |= EDGE
    technical = 0
    for at in range(kept):
        if rules.marks[rules.slugs[desk.kept[at, FORM]]] & IS_TECHNICAL:
            copy_row(desk.kept, at, desk.everything, technical)
            desk.technical_starts[technical] = desk.kept[at, START]
            technical += 1
    company = group = beside = 0
    while group < weak:
        start, end = desk.weak[group, START], desk.weak[group, END]
        # A dot may put the next one before this one.
        while item(desk.turns, 2 * np.int64(item(desk.beside, beside))) < start - REACH - 1:
            beside += 1
        behind = group
        chosen = phrase = -1
        clear = True
        first_slug, all_same = rules.slugs[desk.weak[group, FORM]], True
        while behind < weak and desk.weak[behind, START] == start and desk.weak[behind, END] == end:
            slug = rules.slugs[desk.weak[behind, FORM]]
            all_same &= slug == first_slug
            word = beside_its_words(knowledge.words, rules, lower, size, count, desk, beside, start, end, slug)
            if word >= 0:
                if chosen < 0:
                    chosen, phrase = behind, word
                else:
                    clear &= slug == rules.slugs[desk.weak[chosen, FORM]]
            behind += 1
        one = chosen if chosen >= 0 else group
        group = behind
        if chosen >= 0:
            if clear:
                company = _proved(desk, one, BESIDE_WORD, phrase, 0, company)
        elif all_same:
            if desk.weak[one, A] >= 0 and not (
                rules.marks[first_slug] & IS_COMMON_IN_LISTS and is_small(cased, start, end)
            ):
                company = _proved(desk, one, LISTED, desk.weak[one, A], desk.weak[one, B], company)
            elif rules.marks[first_slug] & IS_PROVED_BY_TECHNOLOGY and not capital_means_nothing(
                cased, size, start, end, desk.marks
            ):
                friend = nearest(lower, desk.weak, one, desk.everything, desk.technical_starts, technical)
                if friend >= 0:
                    a, b = desk.everything[friend, START], desk.everything[friend, END]
                    company = _proved(desk, one, BESIDE_TERM, a, b, company)
    for at in range(entries):
        desk.marks[desk.several[at, START]] &= CUE_ENDS
        desk.marks[desk.several[at, END]] &= CUE_ENDS
    return company


@inlined
def _proved(desk, one, rule, a, b, place):
    copy_row(desk.weak, one, desk.company, place)
    desk.company[place, RULE] = rule
    desk.company[place, A] = a
    desk.company[place, B] = b
    return place + 1
