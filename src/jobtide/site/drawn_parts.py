"""What the kinds of chart share: points that can be read out, lone figures, labels that do not cover each other. Pure.

Parts of specifications are plain dictionaries: a specification is JSON, and reads best as what it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from jobtide.site.axes import Axis, spread
from jobtide.site.scales import Plot

APART = 15  # pixels between labels that stand above each other


@dataclass(frozen=True)
class Point:
    """A figure that can be pointed at: pixels from the chart's left and top, and what it says in words."""

    x: int
    y: int
    words: str


@dataclass(frozen=True)
class Drawn:
    """The part of a specification that is of this kind of chart, and its points from left to right."""

    marks: dict
    points: Sequence[Point] = field(default=())


@dataclass(frozen=True)
class Label:
    """A name beside the end of a line, at a figure of the axis."""

    at: float
    words: str
    colour: str
    is_strong: bool = False


def end_labels(labels: Sequence[Label], axis: Axis, plot: Plot, y: dict, end: float = 1.0) -> list[dict]:
    """Right of where lines end, which is this share of the plot's width; moved apart where they would cover each other.
    `y` is the encoding of the field "at"."""
    x = plot.width * end
    apart = (axis.high - axis.low) * APART / plot.height
    rising = sorted(labels, key=lambda label: label.at)
    places = _within(spread([label.at for label in rising], apart), axis, apart)
    return [
        {
            "data": {"values": [{"at": at, "label": label.words}]},
            "mark": {
                "type": "text", "align": "left", "dx": 9, "clip": False, "color": label.colour,
                "fontWeight": 600 if label.is_strong else 400,
            },
            "encoding": {"x": {"value": x}, "y": y, "text": {"field": "label"}},
        }
        for label, at in zip(rising, places, strict=True)
    ]  # fmt: skip


def only_alone() -> dict:
    return {"transform": [{"filter": "datum.alone"}]}


def _within(places: list[float], axis: Axis, apart: float) -> list[float]:
    """Moved together until none stands below the plot."""
    low = axis.low - apart / 3
    moved = max(0.0, low - places[0]) if places else 0.0
    return [place + moved for place in places]
