"""Headings, words and tables on the terminal; where output is not one, a line stays a line for grep and diff."""

from collections.abc import Iterable, Sequence

_READING_WIDTH = 100  # columns that a line of reading may have
_LEAST_WORDS = 14  # columns that a table leaves to names, so that they are not broken to pieces
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

        rows = [tuple(line) for line in lines]
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
        for number, heading in enumerate(headings):
            longest = max((len(row[number]) for row in rows), default=0)
            if number in words:
                table.add_column(heading, overflow="fold", min_width=min(longest, _LEAST_WORDS))
            else:  # headings are broken between words, numbers never
                broken = heading.replace(" ", "\n") if self._flowing and len(heading) > longest else heading
                table.add_column(broken, justify="right", no_wrap=True)
        for row in rows:
            table.add_row(*(self._text(cell) for cell in row))
        self._console.print(table)

    @staticmethod
    def _text(words: str, style: str = ""):
        from rich.text import Text

        return Text(words, style=style)
