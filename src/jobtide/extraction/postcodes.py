"""British postcodes in a location, and the place they lie in."""

import re
from collections.abc import Iterable, Mapping

from jobtide.gazetteer import Gazetteer

# A whole postcode in any case and spacing (S1 2HH, s12hh), or a district in capitals (S1, EC2A).
_WHOLE = re.compile(r"\b([A-Za-z]{1,2}\d[A-Za-z\d]?) ?(\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2})\b")
# M4 and M25 are roads sooner than parts of Manchester; one letter with a digit must end what is said.
_DISTRICT = re.compile(r"(?<![\w£$€.-])([A-Z]{2}\d[A-Z\d]?|[BEGLNSW]\d{1,2}[A-Z]?(?= *(?:$|[,)(\]])))(?![\w.-])")
_ROAD = re.compile(r"corridor|motorway|junction|\bjct\b", re.IGNORECASE)


class Postcodes:
    """Places by postcode district or, where no place names the district, by area."""

    def __init__(self, gazetteer: Gazetteer):
        places: dict[str, str] = {}
        depth: dict[str, int] = {}
        for place in gazetteer:
            for postcode in place.postcodes:
                below = len(gazetteer.lineage(place.slug))
                if below > depth.get(postcode, -1):
                    places[postcode], depth[postcode] = place.slug, below
        self._places: Mapping[str, str] = places
        self._areas = frozenset(re.match("[A-Z]+", postcode)[0] for postcode in places)

    def in_text(self, text: str) -> Iterable[tuple[str, str]]:
        """(slug, postcode as written) of each postcode, whole ones first."""
        if not any(map(str.isdigit, text)):
            return
        whole = False
        for match in _WHOLE.finditer(text):
            slug = self.place_of(match[1].upper())
            if slug is not None:
                whole = True
                yield slug, match[0]
        if whole or _ROAD.search(text):
            return
        for match in _DISTRICT.finditer(text):
            slug = self.place_of(match[1])
            if slug is not None:
                yield slug, match[0]

    def place_of(self, district: str) -> str | None:
        """The place in which a district (EC2A) lies, by its area where nothing nearer is known."""
        area = re.match("[A-Z]+", district)[0]
        if area not in self._areas:
            return None
        bare = district[:-1] if district[-1].isalpha() else district  # EC2A lies in EC2
        return self._places.get(district) or self._places.get(bare) or self._places.get(area)
