"""A location given as latitude and longitude, and the place that lies there.

The place is that of the postcode district whose middle is nearest, or what it has in common with others as near. Points
far from every district are not read: they may lie anywhere. Nothing is put right: 0,0 and swapped numbers are issues.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jobtide.gazetteer import Gazetteer
from jobtide.issue import Issue

NULL = "coordinates of a location are 0,0"
SWAPPED = "coordinates of a location are swapped"
IMPOSSIBLE = "coordinates of a location lie nowhere on Earth"
FARTHEST_KM = 12  # from the middle of a district: beyond, the point may lie in another country
AS_NEAR = (1.5, 0.3)  # middles up to so many times as far as the nearest, and so many km more, are as near
_KM_A_DEGREE = 111.2

_NUMBER = r"([-+]?\d{1,3}(?:\.\d{1,15})?)"
_PAIR = re.compile(
    r"[^\w+-]{0,6}(?P<point>point)?(?:geo|coordinates?|lat(?:itude)?)?[^\w+-]{0,6}"
    rf"{_NUMBER} ?°? ?(?P<ns>[ns])?\s{{0,3}}[,;/\s]\s{{0,3}}[\"']?(?:lon(?:g(?:itude)?)?|lng)?[\s:=\"']{{0,5}}"
    rf"{_NUMBER} ?°? ?(?P<ew>[ew])?[^\w+-]{{0,4}}",
    re.IGNORECASE,
)
_STARTS = frozenset("0123456789-+({[\"'")


@dataclass(frozen=True, slots=True)
class Point:
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Lies:
    """The place at a point, None where none is known, and what is odd about the point."""

    slug: str | None = None
    rule: str = ""
    issue: Issue | None = None


class Coordinates:
    """`place_of` gives the slug of a postcode district's place, None where it is not known."""

    def __init__(self, gazetteer: Gazetteer, place_of: Callable[[str], str | None]):
        known = sorted((middle, district) for district, middle in gazetteer.districts.items())
        self._norths = [north for (north, _), _ in known]
        self._middles: list[tuple[Point, str]] = [(Point(*middle), district) for middle, district in known]
        self._lineage: Mapping[str, tuple[str, ...]] = {
            slug: (slug, *gazetteer.lineage(slug)) for _, district in self._middles if (slug := place_of(district))
        }
        self._place_of = place_of

    def in_text(self, text: str) -> Lies | None:
        """None where the text is no pair of coordinates."""
        if text[:1] not in _STARTS and text[:3].lower() not in ("lat", "geo", "poi", "coo"):
            return None
        point = point_in(text)
        if point is None:
            return None
        if point == Point(0, 0):
            return _odd(NULL, text)
        if not (-90 <= point.north <= 90 and -180 <= point.east <= 180):
            return _odd(IMPOSSIBLE, text)
        near = self._near(point)
        if not near:
            return _odd(SWAPPED, text) if self._near(Point(point.east, point.north)) else Lies()
        lines = [self._lineage[slug] for district in near if (slug := self._place_of(district))]
        if not lines:
            return Lies()
        common = next(slug for slug in lines[0] if all(slug in line for line in lines))
        return Lies(common, f"at {', '.join(near[:3])}")

    def _near(self, point: Point) -> list[str]:
        """The districts nearest to a point, nearest first."""
        degrees = FARTHEST_KM / _KM_A_DEGREE
        first = bisect_left(self._norths, point.north - degrees)
        last = bisect_right(self._norths, point.north + degrees)
        away = sorted((_km(point, middle), district) for middle, district in self._middles[first:last])
        if not away or away[0][0] > FARTHEST_KM:
            return []
        reach = away[0][0] * AS_NEAR[0] + AS_NEAR[1]
        return [district for km, district in away if km <= reach]


def point_in(text: str) -> Point | None:
    """The point that a text is, all of it: "51.5,-0.12", "52.48° N, 1.89° W", "lat: 51.5, lon: -0.12"."""
    match = _PAIR.fullmatch(text[:100])
    if match is None:
        return None
    first, second = match[2], match[4]
    if "." not in first + second and {float(first), float(second)} != {0}:
        return None  # 2, 5: days, or numbers of houses
    north = float(first) * (-1 if (match["ns"] or "").lower() == "s" else 1)
    east = float(second) * (-1 if (match["ew"] or "").lower() == "w" else 1)
    return Point(east, north) if match["point"] else Point(north, east)


def _km(one: Point, other: Point) -> float:
    """Exact enough within a country."""
    across = (one.east - other.east) * math.cos(math.radians(one.north))
    return _KM_A_DEGREE * math.hypot(one.north - other.north, across)


def _odd(reason: str, text: str) -> Lies:
    return Lies(issue=Issue(reason, text[:200], fatal=False))
