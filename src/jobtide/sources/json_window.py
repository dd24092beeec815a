"""The text of a capture in a window that moves on over it."""

import codecs
import re

from jobtide.sources.opening import Opened
from jobtide.sources.text import as_windows, utf8

_SPACE = re.compile(r"[ \t\r\n\ufeff\x1e]*")  # x1e comes before each value of a JSON text sequence
_GAP = re.compile(r"[ \t\r\n\ufeff\x1e,]*")
_ESCAPED = re.compile("[\udc80-\udcff]")


class Window:
    """`text` from `at` on has not been read; what lies before may go when the window moves."""

    def __init__(self, opened: Opened):
        self._chunks = utf8(opened)
        self._strict = codecs.getincrementaldecoder("utf-8")()
        self._lax = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self.text = ""
        self.at = 0
        self.odd = False  # whether some of the text may not have been UTF-8
        self._before = 0
        self._ended = False

    def more(self) -> bool:
        """Takes in more text and lets go of what was read; False at the end. Other indexes go wrong."""
        if self._ended:
            return False
        chunk = next(self._chunks, None)
        self._ended = chunk is None
        left = self.text[self.at :]
        self.odd = self.odd and _ESCAPED.search(left) is not None
        more = self._decoded(chunk or b"", self._ended)
        self._before += self.at
        self.text, self.at = left + more, 0
        return not self._ended or bool(more)

    def position(self) -> int:
        """Characters of the capture before `at`."""
        return self._before + self.at

    def space(self) -> str:
        """Goes to the next character that says something, and gives it; "" at the end."""
        return self._skipped(_SPACE)

    def gap(self) -> str:
        """The same, over commas too."""
        return self._skipped(_GAP)

    def taken(self, end: int) -> tuple[str, bool]:
        """The text up to an index, and whether all of it was UTF-8."""
        text = self.text[self.at : end]
        self.at = end
        if self.odd and _ESCAPED.search(text):
            return as_windows(text), False
        return text, True

    def _skipped(self, what: re.Pattern) -> str:
        while True:
            self.at = what.match(self.text, self.at).end()
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def _decoded(self, chunk: bytes, final: bool) -> str:
        before = self._strict.getstate()
        try:
            return self._strict.decode(chunk, final)
        except UnicodeDecodeError:
            self._lax.setstate(before)
            text = self._lax.decode(chunk, final)
            self.odd = True
            self._strict.setstate(self._lax.getstate())
            return text
