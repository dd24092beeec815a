"""What the taxonomy says of each form and each term, as arrays (forms.py, company.py, overlap.py)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from jobtide.extraction.forms import COMMON_IN_LISTS, KINDS, SOFT_CATEGORIES, UNPROVED_BY_TECHNOLOGY, VENDORS, Form
from jobtide.extraction.kernel.columns import (
    IS_COMMON_IN_LISTS,
    IS_HEAD,
    IS_PROVED_BY_TECHNOLOGY,
    IS_TECHNICAL,
    IS_TITLE,
    IS_VENDOR,
)  # fmt: skip
from jobtide.extraction.kernel.vocabulary import Words, hashes_of
from jobtide.taxonomy import JOB_TITLES, Taxonomy

SEEN_BITS = 512


class Rules(NamedTuple):
    """Forms and terms by number; the numbers of terms are in the order of their slugs.

    Lists of lists lie one behind the other: those of entry n at firsts[n]..firsts[n + 1].
    """

    kinds: np.ndarray  # by form
    slugs: np.ndarray  # by form
    ranks: np.ndarray  # by form: the surer first, then the one of the earlier slug
    letters: np.ndarray  # what forms must be written like, then the same in capitals
    written: np.ndarray  # by form: firsts into `letters`
    capitals: np.ndarray  # by form: firsts into `letters`
    never: np.ndarray  # by form: written in letters that folded text cannot have
    marks: np.ndarray  # by term
    families: np.ndarray  # terms
    family_firsts: np.ndarray  # by term
    hidden: np.ndarray  # terms
    hidden_firsts: np.ndarray  # by term
    company_firsts: np.ndarray  # by term: its phrases of company
    phrase_firsts: np.ndarray  # by phrase: its words
    phrase_words: np.ndarray
    final_hashes: np.ndarray  # by phrase: of its last word
    plural_hashes: np.ndarray  # by phrase: of its last word with an s
    seen: np.ndarray  # by term, SEEN_BITS bits for hashes: those of the last words of its company


def rules_of(
    taxonomy: Taxonomy,
    forms: Sequence[Form],
    families: Mapping[str, Iterable[str]],
    hides: Mapping[str, Iterable[str]],
    company: Mapping[str, Sequence[Sequence[int]]],
    words: Words,
) -> Rules:
    """`company` has the phrases of each term as numbers of `words`, the last being the plural of the one before."""
    slugs = sorted(taxonomy.terms)
    number = {slug: at for at, slug in enumerate(slugs)}
    heads = {head for family in families.values() for head in family}
    kinds = np.array([KINDS.index(form.kind) for form in forms], dtype=np.int8)
    of_form = np.array([number.get(form.slug, -1) for form in forms], dtype=np.int32)
    small = [form.written for form in forms]
    large = [form.written.upper() for form in forms]
    never = np.array([not (a.isascii() and b.isascii()) for a, b in zip(small, large, strict=True)], dtype=np.bool_)
    seen = ["" if odd else text for text, odd in zip((*small, *large), (*never, *never), strict=True)]
    starts = np.zeros(len(seen) + 1, dtype=np.int32)
    np.cumsum([len(text) for text in seen], out=starts[1:])
    hashes = hashes_of(words.letters, words.starts)
    bits = np.zeros((len(slugs), SEEN_BITS // 8), dtype=np.uint8)
    for at, slug in enumerate(slugs):
        for phrase in company.get(slug, ()):
            for word in phrase[-2:]:
                bit = int(hashes[word]) % SEEN_BITS
                bits[at, bit >> 3] |= 1 << (bit & 7)
    phrases = [phrase for slug in slugs for phrase in company.get(slug, ())]
    return Rules(
        kinds=kinds,
        slugs=of_form,
        ranks=kinds.astype(np.int64) * (len(slugs) + 1) + of_form + 1,
        letters=np.frombuffer("".join(seen).encode("ascii") + bytes(8), dtype=np.uint8).copy(),
        written=starts[: len(forms) + 1].copy(),
        capitals=starts[len(forms) :].copy(),
        never=never,
        marks=np.array([_marks(taxonomy.terms[slug].category, slug in heads) for slug in slugs], dtype=np.int32),
        families=_flat([[number[head] for head in families.get(slug, ())] for slug in slugs]),
        family_firsts=_firsts([len(tuple(families.get(slug, ()))) for slug in slugs]),
        hidden=_flat([[number[one] for one in hides.get(slug, ()) if one in number] for slug in slugs]),
        hidden_firsts=_firsts([sum(one in number for one in hides.get(slug, ())) for slug in slugs]),
        company_firsts=_firsts([len(company.get(slug, ())) for slug in slugs]),
        phrase_firsts=_firsts([len(phrase) - 1 for phrase in phrases]),
        phrase_words=_flat([phrase[:-1] for phrase in phrases]),
        final_hashes=hashes[[phrase[-2] for phrase in phrases]],
        plural_hashes=hashes[[phrase[-1] for phrase in phrases]],
        seen=bits,
    )


def _marks(category: str, is_head: bool) -> int:
    return (
        IS_TITLE * (category == JOB_TITLES)
        | IS_TECHNICAL * (category not in SOFT_CATEGORIES)
        | IS_VENDOR * (category == VENDORS)
        | IS_PROVED_BY_TECHNOLOGY * (category not in UNPROVED_BY_TECHNOLOGY)
        | IS_HEAD * is_head
        | IS_COMMON_IN_LISTS * (category in COMMON_IN_LISTS)
    )


def _firsts(lengths: Sequence[int]) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int32)]).astype(np.int32)


def _flat(lists: Sequence[Sequence[int]]) -> np.ndarray:
    return np.array([one for several in lists for one in several], dtype=np.int32)
