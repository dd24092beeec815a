"""Names that hold what somebody has typed so far. Pure."""

from collections.abc import Mapping, Sequence

from jobtide.entry import Suggestion
from jobtide.page import PlaceName, TermName
from jobtide.taxonomy import folded


class Suggesting:
    """`cited` and `placed` are vacancies of terms and of places, by slug; none where a slug is missing."""

    def __init__(
        self,
        terms: Sequence[TermName],
        places: Sequence[PlaceName],
        cited: Mapping[str, int],
        placed: Mapping[str, int],
    ):
        # Folding thousands of names takes longer than looking through them, and is done once.
        self._terms = [
            (folded(each.name), folded(each.long_name or ""), cited.get(each.slug, 0), _of_term(each)) for each in terms
        ]
        self._places = [(folded(each.name), "", placed.get(each.slug, 0), _of_place(each)) for each in places]

    def holding(self, text: str, kind: str = "any") -> list[Suggestion]:
        """What is called just this first, then what begins with it, then what has more vacancies, then the shorter;
        none for no text."""
        wanted = folded(text)
        if not wanted:
            return []
        searched = [*(self._terms if kind != "place" else ()), *(self._places if kind != "term" else ())]
        found = [each for each in searched if wanted in each[0] or wanted in each[1]]
        found.sort(
            key=lambda each: (each[0] != wanted, not each[0].startswith(wanted), -each[2], len(each[3].name), each[0])
        )
        return [each[3] for each in found]


def _of_term(term: TermName) -> Suggestion:
    return Suggestion(term.name, term.slug, term.category, True)


def _of_place(place: PlaceName) -> Suggestion:
    above = list(place.path)[-2:-1]
    return Suggestion(place.name, place.slug, f"place in {above[0]}" if above else "place", False)
