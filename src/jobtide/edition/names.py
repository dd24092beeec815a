"""The names of an edition's terms and places, by slug, by number and as people type them.

Touches: the edition's files, for reading.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from jobtide.edition.lookup import Entry, Lookup
from jobtide.edition.opened import Opened
from jobtide.entry import TermEntry
from jobtide.errors import Unknown
from jobtide.page import PlaceName, TermName


class Names(Opened):
    def find_term(self, name: str) -> TermName:
        """By name, long name, alias or slug, in any case. Raises Unknown with the nearest names."""
        return self._term_names[self._terms.find(name).slug]

    def find_place(self, name: str) -> PlaceName:
        return self._place_names[self._places.find(name).slug]

    def terms(self) -> Sequence[TermName]:
        return list(self._term_names.values())

    def places(self) -> Sequence[PlaceName]:
        return list(self._place_names.values())

    def term_number(self, slug: str) -> int:
        return self._numbered("term", self._term_numbers, slug)

    def place_number(self, slug: str) -> int:
        return self._numbered("place", self._place_numbers, slug)

    def knows_term(self, slug: str) -> bool:
        return slug in self._term_numbers

    def term_numbered(self, number: int) -> TermName:
        return self._terms_by_number[number]

    def places_below(self, slug: str) -> Mapping[int, PlaceName]:
        """The places right below, by their numbers."""
        return self._below.get(slug, {})

    def comparator(self, slug: str) -> str | None:
        """Slug of the place whose medians stand beside this one's."""
        return self._place_names[slug].parent_slug

    def term_entries(self) -> Sequence[TermEntry]:
        """All terms, in the order of their names."""
        return [TermEntry(*row[1:5], tuple(row[5])) for row in self._named.terms]

    @cached_property
    def _term_names(self) -> dict[str, TermName]:
        return {row[1]: TermName(*row[1:5]) for row in self._named.terms}

    @cached_property
    def _terms_by_number(self) -> dict[int, TermName]:
        return {row[0]: self._term_names[row[1]] for row in self._named.terms}

    @cached_property
    def _place_names(self) -> dict[str, PlaceName]:
        names = {row[1]: row[2] for row in self._named.places}
        return {
            slug: PlaceName(slug, name, path, names.get(comparator), comparator, in_sentence)
            for _, slug, name, _, path, comparator, in_sentence, *_ in self._named.places
        }

    @cached_property
    def _below(self) -> dict[str, dict[int, PlaceName]]:
        below: dict[str, dict[int, PlaceName]] = {}
        for number, slug, *_, parent in self._named.places:
            below.setdefault(parent, {})[number] = self._place_names[slug]
        return below

    @cached_property
    def _terms(self) -> Lookup:
        return Lookup("term", (Entry(*row[:4], tuple(row[5])) for row in self._named.terms))

    @cached_property
    def _places(self) -> Lookup:
        return Lookup("place", (Entry(*row[:4], tuple(row[7])) for row in self._named.places))

    @cached_property
    def _term_numbers(self) -> dict[str, int]:
        return {row[1]: row[0] for row in self._named.terms}

    @cached_property
    def _place_numbers(self) -> dict[str, int]:
        return {row[1]: row[0] for row in self._named.places}

    @staticmethod
    def _numbered(kind: str, numbers: dict[str, int], slug: str) -> int:
        if slug not in numbers:
            raise Unknown(kind, slug)
        return numbers[slug]
