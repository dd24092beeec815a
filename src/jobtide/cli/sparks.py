"""Charts of one line: a spark for a series, a bar for a number."""

from collections.abc import Sequence

_BLOCKS = "▁▂▃▄▅▆▇█"
_EIGHTHS = " ▏▎▍▌▋▊▉"


def spark(figures: Sequence[float | None], low: float, high: float) -> str:
    """A block for each figure, the lowest at `low` and the tallest at `high`; a gap where there is none.

    >>> spark([0, 1, None, 4], 0, 4)
    '▁▃ █'
    """
    return "".join(" " if figure is None else _block(figure, low, high) for figure in figures)


def bar(number: float, highest: float, width: int) -> str:
    """`width` columns for the highest number, in steps of an eighth; something is seen of every number above zero.

    >>> bar(1, 4, 8)
    '██'
    """
    eighths = round(8 * width * number / highest) if highest else 0
    if number > 0:
        eighths = max(eighths, 1)
    full, part = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[part] if part else "")


def _block(figure: float, low: float, high: float) -> str:
    if high <= low:
        return _BLOCKS[3] if figure else _BLOCKS[0]
    step = int((figure - low) / (high - low) * (len(_BLOCKS) - 1) + 0.5)
    return _BLOCKS[min(max(step, 0), len(_BLOCKS) - 1)]
