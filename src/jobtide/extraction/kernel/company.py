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
from jobtide.extraction.kernel.compiling import copy_row, inlined, item, joined
from jobtide.extraction.kernel.lists import LONGEST_BETWEEN, listed
from jobtide.extraction.kernel.neighbours import beside_its_words, capital_means_nothing, is_small, nearest
from jobtide.extraction.kernel.settling import comes_before, in_order


@joined
def in_company(knowledge, desk, size, count, weak, kept):
    """Weak ones that are in company to `desk.company`; returns how many."""
    rules, lower, cased = knowledge.rules, desk.lower, desk.cased
    # In the order in which lists are read; their ID leads back.
    for at in range(weak):
        desk.weak[at, ID] = at
        desk.weak[at, A] = desk.weak[at, B] = -1
        copy_row(desk.weak, at, desk.company, at)
    in_order(rules, desk.company, weak)
    entries = _close_by(rules, desk, weak, kept)
    listed(rules.marks, rules.slugs, lower, desk.several, entries, desk.row, desk.last_of, desk.first_of)
    for at in range(entries):
        if desk.several[at, RULE] == UNPROVED:
            one = desk.several[at, ID]
            desk.weak[one, A] = desk.several[at, A]
            desk.weak[one, B] = desk.several[at, B]
        desk.marks[desk.several[at, START]] |= EDGE
        desk.marks[desk.several[at, END]] |= EDGE
    technical = -1  # not looked at yet
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
                if technical < 0:
                    technical = _technical(rules, desk, kept)
                friend = nearest(lower, desk.weak, one, desk.everything, desk.technical_starts, technical)
                if friend >= 0:
                    a, b = desk.everything[friend, START], desk.everything[friend, END]
                    company = _proved(desk, one, BESIDE_TERM, a, b, company)
    for at in range(entries):
        desk.marks[desk.several[at, START]] &= CUE_ENDS
        desk.marks[desk.several[at, END]] &= CUE_ENDS
    return company


@inlined
def _close_by(rules, desk, weak, kept):
    """Merges the weak ones, which are in `desk.company`, with those kept that may stand in one list with them.

    Entries of a list stand close to one another: so of any stretch of entries that do, all are left out unless one of
    them is weak. They are in `desk.several` then; returns how many.
    """
    left = right = entries = stretch = 0
    furthest = -LONGEST_BETWEEN
    doubtful = False
    while left < weak or (right < kept and doubtful):
        if right == kept or (left < weak and not comes_before(rules, desk.kept, right, desk.company, left)):
            start, end = desk.company[left, START], desk.company[left, END]
            is_weak = True
        else:
            start, end = desk.kept[right, START], desk.kept[right, END]
            is_weak = False
        if start - furthest > LONGEST_BETWEEN:
            if not doubtful:
                entries = stretch
            stretch = entries
            doubtful = False
        furthest = max(furthest, end)
        if is_weak:
            copy_row(desk.company, left, desk.several, entries)
            left += 1
            doubtful = True
        else:
            copy_row(desk.kept, right, desk.several, entries)
            right += 1
        entries += 1
    return entries if doubtful else stretch


@inlined
def _technical(rules, desk, kept):
    """Copies those kept that are technical to `desk.everything`, and where they start; returns how many."""
    technical = 0
    for at in range(kept):
        if rules.marks[rules.slugs[desk.kept[at, FORM]]] & IS_TECHNICAL:
            copy_row(desk.kept, at, desk.everything, technical)
            desk.technical_starts[technical] = desk.kept[at, START]
            technical += 1
    return technical


@inlined
def _proved(desk, one, rule, a, b, place):
    copy_row(desk.weak, one, desk.company, place)
    desk.company[place, RULE] = rule
    desk.company[place, A] = a
    desk.company[place, B] = b
    return place + 1
