"""The compiled rules at work on many adverts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from jobtide.extraction.employer import LEGAL
from jobtide.extraction.employer import own_words as words_of_employer
from jobtide.extraction.forms import Form
from jobtide.extraction.kernel import columns
from jobtide.extraction.kernel.book import compiled_book
from jobtide.extraction.kernel.desk import Desk, desk, with_candidates
from jobtide.extraction.kernel.distinct import distinct_terms
from jobtide.extraction.kernel.employers import own_words
from jobtide.extraction.kernel.field import FINDING_WIDTH, Knowledge, read_texts
from jobtide.extraction.kernel.folding import table, without_letters
from jobtide.extraction.kernel.rules import rules_of
from jobtide.extraction.kernel.texts import Texts
from jobtide.extraction.kernel.vocabulary import numbered
from jobtide.extraction.phrases import words_in
from jobtide.extraction.pieces import LONGEST, pieces
from jobtide.extraction.terms import TermReader
from jobtide.extraction.text import fold
from jobtide.finding import TermFinding
from jobtide.taxonomy import Taxonomy

_CANDIDATES = 4096  # to begin with; more where a text has more
_PIECE = 4 * LONGEST  # bytes that a piece of text may take
_RULES = {
    columns.STRONG_ALIAS: "strong alias",
    columns.EXACT_CASE: "exact case",
    columns.LISTED: "listed with ",
    columns.BESIDE_TERM: "in company of ",
}


class BatchTermReader:
    """Reads the terms of a taxonomy in many adverts at once. Build it once; it can be pickled.

    What it finds is what `plain` finds, which also reads the rare text that the compiled rules have no code for: with
    characters beyond the first two planes of Unicode, or with foreign letters where the taxonomy has such too.
    """

    def __init__(self, taxonomy: Taxonomy, plain: TermReader):
        self.plain = plain
        self.slugs = tuple(sorted(taxonomy.terms))
        self.names = tuple(taxonomy.terms[slug].name for slug in self.slugs)
        book = plain.book
        forms = _forms_of(book)
        company = {
            term.slug: [words for words in map(words_in, term.company) if words and all(map(str.isascii, words))]
            for term in taxonomy
            if term.company
        }
        self.company = tuple(" ".join(words) for slug in self.slugs for words in company.get(slug, ()))
        spoken = {word for phrases in company.values() for words in phrases for word in (*words, words[-1] + "s")}
        in_phrases = set(_words_of(book))
        words, number = numbered(filter(str.isascii, {*in_phrases, *spoken, *LEGAL}))
        spoken_numbers = {
            slug: [[*map(number.get, phrase), number.get(phrase[-1] + "s")] for phrase in phrases]
            for slug, phrases in company.items()
        }
        form_numbers = {id(form): at for at, form in enumerate(forms)}
        rules = rules_of(taxonomy, forms, plain.overlap.families, plain.overlap.hides, spoken_numbers, words)
        last_words = np.concatenate([rules.final_hashes, rules.plural_hashes])
        self._desks: list[Desk] = []
        self._books = tuple(
            compiled_book(book.nodes(), number, words, form_numbers, last_words, plain.overlap.heads, titles)
            for titles in (True, False)
        )
        self._knowledge = Knowledge(
            self._books[0],
            words,
            rules,
            table() if all(map(str.isascii, in_phrases)) else without_letters(table()),
            np.array([word in LEGAL for word in number], dtype=np.bool_),
        )

    def read(self, titles: Texts, descriptions: Texts, employers: Texts) -> "BatchFindings":
        """Every finding in every advert; the three are equally many."""
        room = self._room(employers.longest)
        own = self._own(employers, room)
        found = self._found(titles, own, True, room), self._found(descriptions, own, False, room)
        if room.longest == _PIECE:
            self._desks.append(room)
        return BatchFindings(self, (titles, descriptions, employers), found)

    def read_all(self, adverts: Iterable[tuple[str, str, str | None]]) -> "BatchFindings":
        """The same, for titles, descriptions and employers as they are at hand."""
        columns_of = list(zip(*adverts, strict=True)) or [(), (), ()]
        return self.read(*map(Texts.of, columns_of))

    def read_columns(self, titles: Any, descriptions: Any, employers: Iterable[str | None]) -> "BatchFindings":
        """The same, for titles and descriptions that lie in columns of Arrow; nobody has to make bytes of them."""
        return self.read(Texts.of_column(titles), Texts.of_column(descriptions), Texts.of(employers))

    def rule(self, code: int, number: int, stretch: str) -> str:
        """The rule in words; `number` and `stretch` are what it names."""
        if code == columns.BESIDE_WORD:
            return f"in company of the word {self.company[number]}"
        if code == columns.RELATIVE:
            return f"inside {self.names[number]}, which is of its family"
        return _RULES[code] + stretch if code in (columns.LISTED, columns.BESIDE_TERM) else _RULES[code]

    def _room(self, longest: int) -> Desk:
        """A desk that is free; none is used by two threads at once. Those for longer names than any are not kept."""
        if longest > _PIECE:
            return desk(longest, _CANDIDATES, len(self.slugs))
        try:
            return self._desks.pop()
        except IndexError:
            return desk(_PIECE, _CANDIDATES, len(self.slugs))

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_desks": []}

    def _own(self, employers: Texts, room: Desk) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The words of the employers' names, where those of each begin, and which could not be read."""
        known = self._knowledge
        size = int(employers.offsets[-1] - employers.offsets[0])
        own = np.zeros(2 * size + employers.longest + 8, dtype=np.uint8)
        places, odd = np.zeros(len(employers) + 1, dtype=np.int64), np.zeros(len(employers), dtype=np.bool_)
        names = employers.data, employers.offsets
        own_words(known.words, known.legal, known.folds, room, *names, own, places, odd)
        return own, places, odd

    def _found(
        self, texts: Texts, own: tuple[np.ndarray, np.ndarray, np.ndarray], is_title: bool, room: Desk
    ) -> "_Found":
        names, name_offsets, odd = own[0], own[1], own[2].copy()
        data, offsets = texts.data, texts.offsets
        knowledge = self._knowledge._replace(book=self._books[not is_title])
        candidates, place, tables = _CANDIDATES, 0, []
        some = int(offsets[-1] - offsets[0]) // 50
        findings = np.empty((max(some, 2 * _CANDIDATES), FINDING_WIDTH), dtype=np.int32)
        while place < len(texts):
            reached, count, was_narrow = read_texts(
                knowledge, room, data, offsets, names, name_offsets, place, len(texts), findings, odd
            )
            tables.append(findings[:count].copy() if reached < len(texts) else findings[:count])
            if was_narrow:
                candidates *= 4
                room = with_candidates(room, candidates)
            elif reached == place:
                findings = np.empty((4 * len(findings), FINDING_WIDTH), dtype=np.int32)
            place = reached
        if len(tables) > 1:
            return _Found(np.concatenate(tables), odd)
        return _Found(tables[0] if tables else findings[:0], odd)


@dataclass(frozen=True)
class _Found:
    table: np.ndarray  # text, term, start, end, rule, a, b, inside; in order of text
    odd: np.ndarray  # texts that were not read


class BatchFindings:
    """What was read in a batch of adverts: as numbers, and as findings for those that are asked for."""

    def __init__(self, reader: BatchTermReader, texts: tuple[Texts, Texts, Texts], found: tuple[_Found, _Found]):
        self._reader, self.texts, self._found = reader, texts, found
        self._odd = {
            (at, is_title): tuple(self._plainly(int(at), is_title))
            for is_title, part in ((True, found[0]), (False, found[1]))
            for at in np.flatnonzero(part.odd)
        }

    def __len__(self) -> int:
        return len(self.texts[0])

    @cached_property
    def _firsts(self) -> tuple[list[int], ...]:
        """Where the findings of each advert begin in the table of titles and in that of descriptions."""
        edges = np.arange(len(self) + 1)
        return tuple(np.searchsorted(part.table[:, 0], edges).tolist() for part in self._found)

    def terms(self) -> list[list[str]]:
        """For each advert the slugs of its terms, each once, in order."""
        tables = [part.table for part in self._found]
        if self._odd:
            tables = [self._with_odd(table, is_title) for table, is_title in zip(tables, (True, False), strict=True)]
        offsets = np.zeros(len(self) + 1, dtype=np.int32)
        terms = np.empty(sum(map(len, tables)), dtype=np.int32)
        bits = np.zeros(len(self._reader.slugs) // 64 + 1, dtype=np.uint64)
        count = distinct_terms(*tables, len(self), bits, offsets, terms)
        slugs = [self._reader.slugs[term] for term in terms[:count].tolist()]
        return [slugs[first:last] for first, last in pairwise(offsets.tolist())]

    def words(self) -> list[list[str]]:
        """For each advert, of each of its terms as `terms` has them, the first words that name it, title first."""
        tables = [part.table for part in self._found]
        rows = np.concatenate(tables)
        of_title = len(tables[0])
        key = rows[:, 0].astype(np.int64) * len(self._reader.slugs) + rows[:, 1]
        _, first = np.unique(key, return_index=True)
        starts, ends = (rows[first, column].tolist() for column in (2, 3))
        texts = [*self.texts[0].all(), *self.texts[1].all()]
        of_text = (rows[first, 0] + len(self) * (first >= of_title)).tolist()
        said = [texts[text][start:end] for text, start, end in zip(of_text, starts, ends, strict=True)]
        edges = np.searchsorted(rows[first, 0], np.arange(len(self) + 1)).tolist()
        words = [said[first:last] for first, last in pairwise(edges)]
        for at in {at for at, _ in self._odd}:
            plain: dict[str, str] = {}
            for finding in self.of(at):
                plain.setdefault(finding.slug, finding.text)
            words[at] = [plain[slug] for slug in sorted(plain)]
        return words

    def _with_odd(self, table: np.ndarray, is_title: bool) -> np.ndarray:
        """The table with rows for what the plain reader found, of which only advert and term are filled in."""
        number = {slug: at for at, slug in enumerate(self._reader.slugs)}
        more = [
            (at, number[one.slug], *[0] * (FINDING_WIDTH - 2))
            for (at, of_title), findings in self._odd.items()
            if of_title == is_title
            for one in findings
        ]
        both = np.concatenate([table, np.array(more, dtype=np.int32).reshape(-1, FINDING_WIDTH)])
        return both[np.argsort(both[:, 0], kind="stable")]

    def of_title(self, at: int) -> tuple[TermFinding, ...]:
        return self._of(at, True)

    def of(self, at: int) -> tuple[TermFinding, ...]:
        """The findings of one advert, those of the title first, in order of start, longer before shorter."""
        return (*self._of(at, True), *self._of(at, False))

    def _of(self, at: int, is_title: bool) -> tuple[TermFinding, ...]:
        if (at, is_title) in self._odd:
            return self._odd[at, is_title]
        part, where = (0, "title") if is_title else (1, "description")
        first, last = self._firsts[part][at], self._firsts[part][at + 1]
        if first == last:
            return ()
        text = self.texts[part][at]
        return tuple(self._shown(self._found[part].table[first:last].tolist(), text, where))

    def _shown(self, rows: list[list[int]], text: str, where: str) -> Iterator[TermFinding]:
        reader = self._reader
        cased = ""
        if any(row[4] in (columns.LISTED, columns.BESIDE_TERM) for row in rows):
            cased = "".join(fold(text[start:end]).cased for start, end in pieces(text))
        for _, term, start, end, rule, a, b, inside in rows:
            said = reader.rule(rule, a, cased[a:b])
            if inside >= 0:
                said = f"{said} inside {reader.names[inside]}"
            yield TermFinding(reader.slugs[term], where, start, end, text[start:end], said)

    def _plainly(self, at: int, is_title: bool) -> Iterator[TermFinding]:
        titles, descriptions, employers = self.texts
        text, where = (titles, "title") if is_title else (descriptions, "description")
        return self._reader.plain.read_text(text[at], where, words_of_employer(employers[at]))


def _forms_of(book) -> list[Form]:
    found, waiting = {}, list(book.nodes().values())
    while waiting:
        node = waiting.pop()
        found |= {id(payload): payload for payload, _ in node.ends}
        waiting.extend(node.follow.values())
    return list(found.values())


def _words_of(book) -> Iterator[str]:
    waiting = list(book.nodes().values())
    while waiting:
        node = waiting.pop()
        yield node.word
        waiting.extend(node.follow.values())
