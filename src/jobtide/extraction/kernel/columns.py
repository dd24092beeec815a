"""The columns of a table of candidates, and the marks that say what is known of them.

A candidate is a row of 32-bit numbers: where it starts and ends in the folded text, its form, and the rule that makes
it a finding. The rule is one of the codes below with what it names: a stretch of text A..B, a company word A, or a
term A; INSIDE is the term inside which it was kept, else -1. ID is for whoever needs to find a row again.
"""

START, END, FORM, RULE, A, B, INSIDE, ID = range(8)
WIDTH = 8

UNPROVED, STRONG_ALIAS, EXACT_CASE, BESIDE_WORD, LISTED, BESIDE_TERM, RELATIVE = range(7)

STRONG, EXACT, WEAK, BLOCKER, NOT = range(5)  # kinds of forms, in the order of forms.py

# Marks of a term.
IS_TITLE, IS_TECHNICAL, IS_VENDOR, IS_PROVED_BY_TECHNOLOGY, IS_HEAD, IS_COMMON_IN_LISTS = 1, 2, 4, 8, 16, 32

# Marks of a place in the text.
CUE_ENDS, EDGE = 1, 2
