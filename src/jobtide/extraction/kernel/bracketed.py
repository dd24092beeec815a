"""Names that stand in the bracket behind another name of the same thing (bracketed.py)."""

from jobtide.extraction.kernel.characters import is_space
from jobtide.extraction.kernel.columns import END, FORM, START
from jobtide.extraction.kernel.compiling import inlined


@inlined
def join(rules, lower, size, kept, count, out, last_of):
    """Sets `out` for those in a bracket, which the name before it then reaches around.

    `last_of` (by term, holding -1 and left so) is a place to work.
    """
    first = count
    for at in range(count):
        if not out[at] and _stands_in_bracket(lower, kept[at, START], kept[at, END], size) >= 0:
            first = at
            break
    if first == count:
        return
    for at in range(count):
        if out[at]:
            continue
        slug, start = rules.slugs[kept[at, FORM]], kept[at, START]
        before = last_of[slug]
        if at >= first and before >= 0 and kept[before, END] < start:
            closing = _stands_in_bracket(lower, start, kept[at, END], size)
            if closing >= 0 and _is_opening(lower, kept[before, END], start):
                kept[before, END] = closing
                out[at] = True
                continue
        last_of[slug] = at
    for at in range(count):
        last_of[rules.slugs[kept[at, FORM]]] = -1


@inlined
def _stands_in_bracket(lower, start, end, size):
    """The place behind the bracket that closes right behind the end, where one opens right before the start; -1."""
    at = start - 1
    if at > 0 and is_space(lower[at]):
        at -= 1
    if at < 0 or (lower[at] != 40 and lower[at] != 91):
        return -1
    if end < size and is_space(lower[end]):
        end += 1
    return end + 1 if end < size and (lower[end] == 41 or lower[end] == 93) else -1


@inlined
def _is_opening(lower, start, end):
    """Whether it is a bracket, with a space on either side or none."""
    if is_space(lower[start]):
        start += 1
    if start < end and is_space(lower[end - 1]):
        end -= 1
    return end - start == 1 and (lower[start] == 40 or lower[start] == 91)
