"""Headings, words and tables on the terminal; where output is not one, a line stays a line for grep and diff."""

from collections.abc import Iterable, Sequence

_READING_WIDTH = 100  # columns that a line of reading may have
_UNWRAPPED_WIDTH = 240  # columns beside which nothing needs to be wrapped


class Printed:
    """Standard output. Words are never taken for markup."""

    def __init__(self):
        from rich.console import Console

        self._console = Console(highlight=False)
        self._flowing = self._console.is_terminal
        if not self._flowing:
            self._console.width = max(self._console.width, _UNWRAPPED_WIDTH)

    def heading(self, words: str) -> None:
        self._console.print(self._text(words, "bold"))

    def words(self, words: str) -> None:
        width = min(self._console.width, _READING_WIDTH) if self._flowing else None
        self._console.print(self._text(words), width=width, soft_wrap=not self._flowing)

    def blank(self) -> None:
        self._console.print()

    def table(self, headings: Sequence[str], lines: Iterable[Sequence[str]], words: Sequence[int] = (0,)) -> None:
        """The columns numbered `words` are words, the others numbers."""
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
        for number, heading in enumerate(headings):
            is_words = number in words
            justify = "left" if is_words else "right"
            table.add_column(heading, justify=justify, overflow="fold", no_wrap=not is_words)
        for line in lines:
            table.add_row(*(self._text(cell) for cell in line))
        self._console.print(table)

    @staticmethod
    def _text(words: str, style: str = ""):
        from rich.text import Text

        return Text(words, style=style)
