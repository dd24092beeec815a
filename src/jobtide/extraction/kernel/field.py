"""One text read by all the rules (terms.py), and many texts one after the other."""

from typing import NamedTuple

import numpy as np

from jobtide.extraction.kernel.book import Book
from jobtide.extraction.kernel.bracketed import join
from jobtide.extraction.kernel.columns import (
    BESIDE_TERM,
    END,
    EXACT,
    EXACT_CASE,
    FORM,
    ID,
    INSIDE,
    IS_HEAD,
    IS_TITLE,
    LISTED,
    RULE,
    START,
    UNPROVED,
    A,
    B,
)  # fmt: skip
from jobtide.extraction.kernel.company import in_company
from jobtide.extraction.kernel.compiling import compiled, copy_row, inlined, joined, put_row
from jobtide.extraction.kernel.denials import deny, is_named
from jobtide.extraction.kernel.folding import fold
from jobtide.extraction.kernel.lists import listed
from jobtide.extraction.kernel.matching import match, part
from jobtide.extraction.kernel.proofs import is_shouted, is_written, is_written_in_capitals, may_be_a_state
from jobtide.extraction.kernel.rules import Rules
from jobtide.extraction.kernel.settling import in_order, merge, settled
from jobtide.extraction.kernel.stretches import addresses, holds, up_to
from jobtide.extraction.kernel.stretches import in_order as stretches_in_order
from jobtide.extraction.kernel.vocabulary import Words
from jobtide.extraction.kernel.words import scanned
from jobtide.extraction.pieces import EARLIEST, LONGEST

FINDING_WIDTH = 8  # text, term, start, end, rule, a, b, inside
NO_ROOM, ODD_TEXT = -1, -2


class Knowledge(NamedTuple):
    """All that reading needs to know."""

    book: Book
    words: Words
    rules: Rules
    folds: np.ndarray
    legal: np.ndarray  # bool by word: says nothing in an employer's name


@compiled
def read_texts(knowledge, desk, data, offsets, own, own_offsets, first, last, findings, odd):
    """Reads texts first..last; returns (text reached, how many findings there are, whether `desk` had no room).

    `offsets` are where each text begins in `data`, one more than there are texts. Stops early where `desk` or
    `findings` have no room for the next text. Texts that cannot be read here are marked in `odd`.
    """
    count = 0
    for text in range(first, last):
        begin, end = offsets[text], offsets[text + 1]
        before, behind = count, begin
        characters = letters = 0  # of the pieces before
        while begin < end:
            kept, size, way_back, more = ODD_TEXT, 0, False, 0
            if not odd[text]:
                behind, more = end_of_piece(data, begin, end)
                kept, size, way_back = read_text(knowledge, desk, data, begin, behind, own, own_offsets, text)
            if kept == ODD_TEXT:
                odd[text] = True
                count = before
                break
            if kept == NO_ROOM or count + kept > len(findings):
                return text, before, kept == NO_ROOM
            for at in range(kept):
                if desk.out[at]:
                    continue
                start, stop = np.int64(desk.kept[at, START]), np.int64(desk.kept[at, END])
                rule = desk.kept[at, RULE]
                by = letters if rule in (LISTED, BESIDE_TERM) else 0
                a, b = desk.kept[at, A] + by, desk.kept[at, B] + by
                term, inside = knowledge.rules.slugs[desk.kept[at, FORM]], desk.kept[at, INSIDE]
                if way_back:
                    start, stop = desk.origins[start], desk.origins[stop - 1] + 1
                start, stop = characters + start, characters + stop
                row = (np.int32(text), term, np.int32(start), np.int32(stop), rule, np.int32(a), np.int32(b), inside)
                put_row(findings, count, row)
                count += 1
            begin = behind
            characters += more
            letters += size
    return last, count, False


@inlined
def end_of_piece(data, begin, end):
    """Where the piece of a text that begins there ends, and how many characters are in it (pieces.py).

    The number is 0 for a last piece, whose characters nobody asks for.
    """
    if end - begin <= LONGEST:
        return end, 0
    characters = lines = spaces = 0
    line = space = begin
    for at in range(begin, end):
        byte = data[at]
        if byte & 0xC0 == 0x80:
            continue
        if characters == LONGEST:
            if line > begin:
                return line, lines
            if space > begin:
                return space, spaces
            return at, characters
        characters += 1
        if characters > EARLIEST:
            if byte == 10:
                line, lines = at + 1, characters
            elif byte == 32:
                space, spaces = at + 1, characters
    return end, 0


@joined
def read_text(knowledge, desk, data, begin, end, own, own_offsets, text):
    """Reads one piece; returns how many rows of `desk.kept` there are, the length of the piece when folded, and whether
    `desk.origins` has the way back.

    Rows that are set in `desk.out` are no findings. Instead of the number, NO_ROOM or ODD_TEXT.
    """
    rules = knowledge.rules
    cased, lower, marks = desk.cased, desk.lower, desk.marks
    size, way_back = fold(data, begin, end, knowledge.folds, cased, desk.origins, desk.turns)
    if size < 0:
        return ODD_TEXT, 0, False
    count, tails, signs, denying = scanned(cased, size, lower, desk)
    part(knowledge.book, lower, count, tails, desk)
    desk.marked[0] = 0
    found, blocked = match(knowledge.book, lower, count, desk)
    if found > 0:
        kept = _judged(knowledge, desk, size, count, found, blocked, signs, denying)
        if kept > 0 and own_offsets[text] < own_offsets[text + 1]:
            _leave_out_the_employer(rules, desk, kept, own, own_offsets[text], own_offsets[text + 1])
        if kept > 0:
            join(rules, lower, size, desk.kept, kept, desk.out, desk.last_of)
    else:
        kept = found if found == 0 else NO_ROOM
    for spot in range(desk.marked[0]):
        marks[desk.spots[spot]] = 0
    return kept, size, way_back


@joined
def _judged(knowledge, desk, size, count, found, blocked, signs, denying):
    rules, lower, cased = knowledge.rules, desk.lower, desk.cased
    blockers = blocked
    blocked = addresses(lower, size, desk.signs, signs, desk.stretches, blocked)
    if blocked < 0:
        return NO_ROOM
    stretches_in_order(desk.stretches, blockers, blocked, desk.blocked)
    sure = weak = relatives = around = 0
    for at in range(found):
        start, end = desk.found[at, START], desk.found[at, END]
        if blocked:
            around = up_to(desk.blocked, blocked, start, around)
            if holds(desk.blocked, around, start, end):
                continue
        if desk.found[at, RULE] != UNPROVED:
            copy_row(desk.found, at, desk.sure, sure)
            sure += 1
            continue
        form = desk.found[at, FORM]
        exact = rules.kinds[form] == EXACT
        written = is_written(rules, cased, start, end, form)
        if written and exact and not (may_be_a_state(cased, start, end) or is_shouted(cased, size, start, end)):
            copy_row(desk.found, at, desk.sure, sure)
            desk.sure[sure, RULE] = EXACT_CASE
            sure += 1
            continue
        if written or is_written_in_capitals(rules, cased, size, start, end, form):
            copy_row(desk.found, at, desk.weak, weak)
            weak += 1
        if rules.marks[rules.slugs[form]] & IS_HEAD:
            copy_row(desk.found, at, desk.relatives, relatives)
            relatives += 1
    if sure + weak + relatives == 0:
        return 0
    in_order(rules, desk.sure, sure)
    in_order(rules, desk.relatives, relatives)
    company = kept = 0
    for turn in range(2):
        if company:
            several = merge(rules, desk.sure, sure, desk.company, company, desk.several)
            both = merge(rules, desk.several, several, desk.relatives, relatives, desk.everything)
        else:
            both = merge(rules, desk.sure, sure, desk.relatives, relatives, desk.everything)
        kept = settled(rules, desk.everything, both, desk, desk.kept)
        if turn == 1 or weak == 0:
            break
        company = in_company(knowledge, desk, size, count, weak, kept)
        if company == 0:
            break
        in_order(rules, desk.company, company)
    for at in range(kept):
        desk.out[at] = False
    if denying or desk.marked[0]:
        deny(lower, size, desk.marks, desk.kept, kept, desk.out)
    return kept


@joined
def _leave_out_the_employer(rules, desk, kept, own, first, last):
    named = entries = 0
    for at in range(kept):
        is_own = is_named(desk.lower, desk.kept[at, START], desk.kept[at, END], own, first, last)
        if not is_own and rules.marks[rules.slugs[desk.kept[at, FORM]]] & IS_TITLE:
            continue
        copy_row(desk.kept, at, desk.several, entries)
        desk.several[entries, ID] = at
        if is_own:
            desk.several[entries, RULE] = UNPROVED
            named += 1
        entries += 1
    if named == 0:
        return
    listed(rules.marks, rules.slugs, desk.lower, desk.several, entries, desk.row, desk.last_of, desk.first_of)
    for at in range(entries):
        if desk.several[at, RULE] == UNPROVED and desk.several[at, A] < 0:
            desk.out[desk.several[at, ID]] = True
