"""A map of places as dots, drawn from nothing but where they are and how many vacancies each has. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HIGHEST, EDGE = 420, 560, 28
LARGEST, SMALLEST = 20.0, 2.0  # radii; the area of a dot is its number of vacancies
_LABELS = 9
_NARROWEST = 0.25  # degrees: a map of one town is no wider than its surroundings
_STYLE = (
    "text{font:11px Inter,system-ui,sans-serif;fill:#1b2733;stroke:#fff;stroke-width:3px;paint-order:stroke}"
    "circle{fill:#12436d;fill-opacity:.55;stroke:#fff;stroke-width:.7}@media(prefers-color-scheme:dark)"
    "{text{fill:#e8ecf0;stroke:#11181f}circle{fill:#8ab8e6;stroke:#11181f}}"
)


@dataclass(frozen=True)
class Dot:
    """A place: `north` and `east` are degrees."""

    name: str
    north: float
    east: float
    count: int


def drawn(dots: Sequence[Dot], title: str, description: str) -> str:
    """The map as SVG; the largest dots lie below the smaller ones and the most have their name beside them."""
    ordered = sorted(dots, key=lambda dot: (-dot.count, dot.name))
    place, height = _projection(ordered)
    most = ordered[0].count
    circles, labels, taken = [], [], []
    for dot in ordered:
        x, y = place(dot)
        radius = max(SMALLEST, LARGEST * math.sqrt(dot.count / most))
        said = escape(f"{dot.name}: {dot.count:,}")
        circles.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"><title>{said}</title></circle>')
        if len(labels) < _LABELS and (label := _label(dot.name, x, y, radius, taken)):
            labels.append(label)
    body = "\n".join((*circles, *labels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-labelledby="t d"><title id="t">{escape(title)}</title>'
        f'<desc id="d">{escape(description)}</desc>'
        f"<style>{_STYLE}</style>\n{body}\n</svg>\n"
    )


def _projection(dots: Sequence[Dot]):
    """Where a dot stands, and how high the map is: a degree east is as long as it is at the map's middle."""
    north, south = max(dot.north for dot in dots), min(dot.north for dot in dots)
    east, west = max(dot.east for dot in dots), min(dot.east for dot in dots)
    shorter = math.cos(math.radians((north + south) / 2))
    wide, high = max((east - west) * shorter, _NARROWEST), max(north - south, _NARROWEST)
    scale = min((WIDTH - 2 * EDGE) / wide, (HIGHEST - 2 * EDGE) / high)
    height = round(high * scale + 2 * EDGE)
    left = (WIDTH - (east - west) * shorter * scale) / 2
    top = (height - (north - south) * scale) / 2

    def place(dot: Dot) -> tuple[float, float]:
        return left + (dot.east - west) * shorter * scale, top + (north - dot.north) * scale

    return place, height


def _label(name: str, x: float, y: float, radius: float, taken: list[tuple[float, float, float]]) -> str | None:
    """The name beside its dot, right or left, where it does not lie on another name; None where it would."""
    wide = 6.2 * len(name)
    for start, anchor in ((x + radius + 3, ""), (x - radius - 3 - wide, ' text-anchor="end"')):
        end = start + wide
        if start < 0 or end > WIDTH:
            continue
        if any(abs(y - other) < 12 and start < last and first < end for first, last, other in taken):
            continue
        taken.append((start, end, y))
        at = end if anchor else start
        return f'<text x="{at:.1f}" y="{y + 4:.1f}"{anchor}>{escape(name)}</text>'
    return None
