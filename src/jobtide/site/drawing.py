"""Specifications drawn as SVG and PNG, without a browser.

Touches: the fonts that the package brings, for reading.
"""

import re
import threading
from pathlib import Path
from xml.sax.saxutils import escape

from jobtide.site.palette import BACK, DARK

_FONTS = Path(__file__).parent / "fonts"


class Drawing:
    """Draws charts, one at a time: the drawing engine is loaded with the first."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._has_fonts = False

    def svg(self, specification: dict, title: str, description: str) -> str:
        return finished(self._plain(specification), title, description)

    def png(self, specification: dict) -> bytes:
        """Twice the size of the SVG, for sharp print and screens."""
        return self.png_of(self._plain(specification), 2)

    def png_of(self, svg: str, scale: int = 1) -> bytes:
        """Any drawing, in the fonts that the package brings."""
        with self._one_at_a_time:
            return self._engine().svg_to_png(svg, scale=scale)

    def _plain(self, specification: dict) -> str:
        with self._one_at_a_time:
            return self._engine().vegalite_to_svg(specification)

    def _engine(self):
        import vl_convert

        if not self._has_fonts:
            vl_convert.register_font_directory(str(_FONTS))
            self._has_fonts = True
        return vl_convert


def finished(svg: str, title: str, description: str) -> str:
    """The drawing with a title and description for those who cannot see it, and with colours for dark screens."""
    shades = "".join(
        f'[{paint}="{light}"]{{{paint}:{dark}}}' for light, dark in DARK.items() for paint in ("fill", "stroke")
    )
    inside = (
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(description)}</desc>'
        f"<style>@media (prefers-color-scheme:dark){{{shades}}}</style>"
    )
    head = re.match(r"<svg[^>]*>", svg)
    if head is None:
        raise ValueError(f"Not an SVG drawing: {svg[:80]!r}")
    tag = head.group()[:-1] + ' role="img" aria-labelledby="t d">'
    return tag + inside + svg[head.end() :].replace('fill="white"', f'fill="{BACK}"')
