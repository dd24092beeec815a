"""The picture beside a shared link: a term's name, its median, its number of vacancies and their trend. Pure.

1200 by 630 pixels, as the Open Graph protocol's readers expect; drawn as SVG, turned into PNG by drawing.py.
"""

import textwrap
from xml.sax.saxutils import escape

from jobtide.page import Page
from jobtide.pay import units_of
from jobtide.shown import numbers, sentences
from jobtide.site.palette import ACCENT, BACK, GRID, LINE, QUIET, TEXT

WIDTH, HEIGHT = 1200, 630
_LEFT, _RIGHT = 72, 1128
_TREND = (452, 560)  # the top and the bottom of the line
_ON_A_LINE = {72: 26, 56: 34, 44: 43}  # characters that fit, by the size of the type


def card(page: Page) -> str:
    """As SVG. What is not known is left out; a term without a vacancy says so."""
    size, lines = _fitted(page.term.name)
    top = 168
    unit = units_of(page.employment_type)[0]
    pay = page.summary.pay[unit]
    figures = [
        (numbers.pay(pay.p50[0], unit, page.edition.currency), f"median {sentences.PAY[unit]}", ACCENT),
        (numbers.count(page.summary.count[0]), f"{page.employment_type} vacancies", TEXT),
        (numbers.share(page.summary.share_of_all[0]), "of all", TEXT),
    ]
    figures = [each for each in figures if each[0] != numbers.MISSING]
    below = top + (len(lines) - 1) * size * 1.1
    parts = [
        _text(_LEFT, 78, 26, QUIET, f"{page.place.name} · {page.employment_type} · {page.months} months to "
              f"{sentences.short_day(page.periods[0].end)}"),
        *(_text(_LEFT, top + at * size * 1.1, size, TEXT, line, 600) for at, line in enumerate(lines)),
        *_row(figures, below + 122),
        _trend(page),
        f'<path d="M{_LEFT} {HEIGHT - 52}H{_RIGHT}" stroke="{GRID}"/>',
        _text(_LEFT, HEIGHT - 18, 24, LINE, "jobtide", 600),
        _text(_RIGHT, HEIGHT - 18, 22, QUIET, _whence(page), anchor="end"),
    ]  # fmt: skip
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{BACK}"/><rect width="14" height="{HEIGHT}" fill="{LINE}"/>'
        f"{''.join(parts)}</svg>"
    )


def _fitted(name: str) -> tuple[int, list[str]]:
    """The largest type in which the name fits on two lines, else the smallest with the end cut off."""
    for size, characters in _ON_A_LINE.items():
        lines = textwrap.wrap(name, characters)
        if len(lines) <= 2:
            return size, lines
    return size, textwrap.wrap(name, characters, max_lines=2, placeholder="…")


def _row(figures: list[tuple[str, str, str]], y: float) -> list[str]:
    parts, x = [], float(_LEFT)
    for figure, name, colour in figures:
        parts += [_text(x, y, 64, colour, figure, 600), _text(x, y + 38, 24, QUIET, name)]
        x += max(len(figure) * 38, len(name) * 13) + 50
    return parts or [_text(_LEFT, y, 40, QUIET, "No vacancy in this period")]


def _trend(page: Page) -> str:
    """The share of all vacancies by month, gaps as gaps."""
    shares = [month.share for month in page.series]
    most = max((share for share in shares if share is not None), default=0)
    if len(shares) < 2 or not most:
        return ""
    top, bottom = _TREND
    pieces, drawing = [], False
    for at, share in enumerate(shares):
        if share is not None:
            x = _LEFT + (_RIGHT - _LEFT) * at / (len(shares) - 1)
            pieces.append(f"{'L' if drawing else 'M'}{x:.1f} {bottom - (bottom - top) * share / most:.1f}")
        drawing = share is not None
    return f'<path d="{"".join(pieces)}" fill="none" stroke="{LINE}" stroke-width="4" stroke-linejoin="round"/>'


def _whence(page: Page) -> str:
    said = f"Share of all vacancies by month · edition of {sentences.short_day(page.edition.as_of)}"
    return f"{said} · {page.edition.label.split(':')[0].rstrip('.')}" if page.edition.label else said


def _text(x: float, y: float, size: int, colour: str, words: str, weight: int = 400, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-family="Inter" font-size="{size}" font-weight="{weight}" fill="{colour}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )
