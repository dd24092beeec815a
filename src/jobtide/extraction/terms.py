"""Terms read in an advert: which of the words that look like a term are one.

The rules, in the order in which they are applied (reference/README.md has them with examples):
1. Nothing is read inside a blocker or inside an address of the web or of mail.
2. A strong alias is a finding; an exact one is if it is written exactly so. Where that proves nothing, since everything
   around it is in capitals or it may be a state of the USA (Ann Arbor, MI), it is treated as a weak one.
3. A weak alias is a finding in company only (company.py).
4. Of findings that overlap, the leftmost and longest stays, and what may stay inside it (overlap.py).
5. What the text denies ("no Java needed", negation.py) and the employer's own name are no findings.
6. A name and the abbreviation of it in brackets are one finding (bracketed.py).
A Job Title is read in the advert's title only.
"""

import re
from collections.abc import Iterator, Sequence

from jobtide.extraction.addresses import addresses
from jobtide.extraction.blocked import Blocked
from jobtide.extraction.bracketed import joined
from jobtide.extraction.candidate import Candidate
from jobtide.extraction.company import Company, listed, may_be_a_state
from jobtide.extraction.employer import own_words
from jobtide.extraction.forms import BLOCKER, EXACT, NOT, STRONG, Form, cased_words, forms
from jobtide.extraction.negation import CUES, negated
from jobtide.extraction.overlap import Overlap
from jobtide.extraction.phrases import PhraseBook, words_in
from jobtide.extraction.pieces import pieces
from jobtide.extraction.text import Folded, fold
from jobtide.finding import TermFinding
from jobtide.taxonomy import Taxonomy

_AROUND = 40  # characters to either side that show whether a text shouts
_SHOUTED_LETTERS = 6
_ABBREVIATION = re.compile(r" ?\(\w{2,8}\)")  # behind a blocker: "Active Pharmaceutical Ingredient (API)"


class TermReader:
    """Reads the terms of a taxonomy in adverts. Build it once; it can be pickled."""

    def __init__(self, taxonomy: Taxonomy):
        self.book = PhraseBook((*forms(taxonomy), *((cue, Form(NOT)) for cue in CUES)))
        self._company = Company(taxonomy)
        self.overlap = Overlap(taxonomy)
        self._heads = self.overlap.heads

    def read(self, title: str, description: str, employer: str | None = None) -> tuple[TermFinding, ...]:
        """Every occurrence of every term, those of the title first, in order of start, longer before shorter."""
        own = own_words(employer)
        return (*self.read_text(title, "title", own), *self.read_text(description, "description", own))

    def read_text(self, text: str, where: str, own: tuple[str, ...]) -> Iterator[TermFinding]:
        """The findings of one text; `own` are the words of the employer's name (employer.py)."""
        for first, behind in pieces(text):
            for one, start, end in self._read(text[first:behind], where == "title", own):
                start, end = first + start, first + end
                yield TermFinding(one.form.slug, where, start, end, text[start:end], one.rule)

    def _read(self, text: str, is_title: bool, own: tuple[str, ...]) -> Iterator[tuple[Candidate, int, int]]:
        """What is found in a piece of text, and where it starts and ends there."""
        folded = fold(text)
        candidates, cues = self._looked_up(folded, is_title)
        sure, weak, relatives = [], [], []
        for one in candidates:
            if one.rule:
                sure.append(one)
                continue
            shouted = _is_shouted(folded.cased, one)
            doubtful = shouted or may_be_a_state(folded.cased, one)
            written = _is_written(folded.cased, one, shouted)
            if written and one.form.kind == EXACT and not doubtful:
                sure.append(one.because("exact case"))
                continue
            if written:
                weak.append(one)
            if one.form.slug in self._heads:
                relatives.append(one)
        kept = self.overlap.settled(sure, relatives)
        company = list(self._company.kept(folded, weak, kept)) if weak else ()
        if company:
            kept = self.overlap.settled((*sure, *company), relatives)
        out = negated(folded.text, cues, kept) | _naming_employer(folded, kept, own)
        for one in joined((one for one in kept if one not in out), folded.text):
            yield one, *folded.span(one.start, one.end)

    def _looked_up(self, folded: Folded, is_title: bool) -> tuple[list[Candidate], set[int]]:
        """What may be a term, and the ends of the words that deny what follows."""
        candidates, blockers, cues = [], [], set()
        for start, end, form in self.book.matches(folded):
            kind = form.kind
            if kind == BLOCKER:
                blockers.append((start, end))
                bracket = _ABBREVIATION.match(folded.text, end)
                if bracket:  # apart, so that a name that is some other term's blocker is found before its abbreviation
                    blockers.append(bracket.span())
            elif kind == NOT:
                cues.add(end)
            elif is_title or not form.is_title:
                candidates.append(Candidate(start, end, form, "strong alias" if kind == STRONG else ""))
        blocked = Blocked((*blockers, *addresses(folded.text)))
        if blocked:
            candidates = [one for one in candidates if not blocked.holds(one.start, one.end)]
        return candidates, cues


def _is_written(cased: str, one: Candidate, shouted: bool) -> bool:
    """Whether it stands there in the case that its alias demands; where all is in capitals, any would do."""
    written = cased[one.start : one.end]
    if written == one.form.written:
        return True
    if not written.isalnum():  # words with gaps between them, and which gaps makes no difference
        written = cased_words(written)
    return written == one.form.written or (shouted and written == one.form.written.upper())


def _is_shouted(cased: str, one: Candidate) -> bool:
    if not cased[one.start : one.end].isupper():
        return False
    around = cased[max(0, one.start - _AROUND) : one.start] + cased[one.end : one.end + _AROUND]
    return around.upper() == around and sum(map(str.isupper, around)) >= _SHOUTED_LETTERS


def _naming_employer(folded: Folded, kept: Sequence[Candidate], own: tuple[str, ...]) -> set[Candidate]:
    """Those that are the employer's name and stand in no list of skills."""
    if not own:
        return set()
    text = folded.text
    named = [one for one in kept if text.startswith(own[0], one.start) and words_in(text[one.start : one.end]) == own]
    # A headline's "Acme | Developer" is no list of skills.
    in_lists = listed(folded, named, [one for one in kept if not one.form.is_title]) if named else {}
    return {one for one in named if one not in in_lists}
