"""A page and an index in the terminal: the same words as on the site, with sparklines and bars for its charts.

Nothing depends on colour. Where output is not a terminal nothing is wrapped or set in columns, so that a label and its
figures stay on one line for grep and diff.
"""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from jobtide.cli.sparks import bar, spark
from jobtide.page import Bin, Cooccurring, Index, Month, Page
from jobtide.pay import units_of
from jobtide.shown import certainty, lists, numbers, sentences
from jobtide.shown.rows import Row, category_rows, summary_rows

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

# Columns that a line of reading may have, and columns beside which nothing needs to be wrapped.
_READING_WIDTH = 100
_NARROW = 80  # columns up to which a table's columns are set close
_LEAST_WORDS = 14  # columns that a table leaves to names, so that they are not lost
_UNWRAPPED_WIDTH = 240
_BAR_WIDTH = 36
_IN_BOLD = ("p50",)


def render_page(page: Page, console: "Console") -> None:
    """Print a term's page, in the order that docs and site have too. Touches: the console (a pipe's is made wide)."""
    _Printer(console).page(page)


def render_index(index: Index, console: "Console") -> None:
    """Print an index, and how many terms it has beside those shown. Touches: the console (a pipe's is made wide)."""
    _Printer(console).index(index)


class _Printer:
    def __init__(self, console: "Console"):
        self.console = console
        self.flowing = console.is_terminal
        if not self.flowing:
            console.width = max(console.width, _UNWRAPPED_WIDTH)

    def page(self, page: Page) -> None:
        self._label(page.edition.label)
        self._heading(sentences.heading(page))
        self._words(sentences.long_name(page))
        self._words(sentences.breadcrumb(page.place))
        self._blank()
        for paragraph in (*sentences.introduction(page), sentences.live_sentence(page)):
            self._words(paragraph)
        self._rows(page, summary_rows(page))
        self._quiet(certainty.of_block(page, page.summary))
        self._section(sentences.category_heading(page), sentences.category_introduction(page))
        self._rows(page, category_rows(page))
        self._quiet(certainty.of_block(page, page.category))
        self._vacancy_trend(page)
        for unit in units_of(page.employment_type):
            self._pay_trend(page, unit)
        for unit in units_of(page.employment_type):
            self._histogram(page, unit)
        self._locations(page)
        self._skills(page)
        if page.summary.certainty is not None:
            self._quiet(certainty.LEGEND)
        self._words(f"Edition {page.edition.id}")

    def index(self, index: Index) -> None:
        self._label(index.edition.label)
        self._heading(sentences.index_heading(index))
        self._words(sentences.breadcrumb(index.place))
        self._blank()
        self._words(sentences.index_introduction(index))
        headings = lists.index_headings(index)
        lines = ((line.term, *line.cells) for line in lists.index_lines(index))
        self._table(headings, lines)
        self._words(
            f"{numbers.count(len(index.rows))} of {numbers.count(index.total)} terms. Edition {index.edition.id}"
        )

    # -- sections of a page --

    def _rows(self, page: Page, rows: Iterable[Row]) -> None:
        first, *others = sentences.column_headings(page)
        broken = [first.replace(" to ", " to\n"), *(heading.replace("period ", "period\n") for heading in others)]
        headings = broken if self.flowing else [first, *others]
        styled = {row.label for row in rows if row.key in _IN_BOLD}
        self._table(["", *headings], ((row.label, *row.cells) for row in rows), bold=styled)

    def _vacancy_trend(self, page: Page) -> None:
        heading = sentences.section_heading(page, "Job Vacancy Trend")
        self._section(heading, sentences.vacancy_trend_caption(page))
        if not page.series:
            return self._nothing()
        top = max((month.share or 0 for month in page.series), default=0)
        lines = []
        for year, months in _by_year(page.series):
            shares = [month and month.share for month in months]
            known = [share for share in shares if share is not None]
            vacancies = sum(month.count for month in months if month)
            ends = (
                (numbers.trend_share(min(known)), numbers.trend_share(max(known))) if known else (numbers.MISSING,) * 2
            )
            lines.append((year, spark(shares, 0, top), numbers.count(vacancies), *ends))
        self._table(("Year", "Jan to Dec", "Vacancies", "Lowest share", "Highest share"), lines, beside=2)

    def _pay_trend(self, page: Page, unit: str) -> None:
        series = [month.pay.get(unit, {}) for month in page.series]
        medians = [pay["p50"] for pay in series if pay.get("p50") is not None]
        if not medians and unit == "hourly":
            return
        heading = sentences.section_heading(page, _titled(unit, "Trend"))
        self._section(heading, f"{sentences.pay_trend_caption(page, unit)} The figures are each year's last.")
        if not medians:
            return self._nothing()
        lines = []
        for year, months in _by_year(page.series):
            pays = [month.pay.get(unit, {}) if month else {} for month in months]
            known = [pay for pay in pays if pay.get("p50") is not None]
            last = (
                [
                    numbers.pay(known[-1][name], unit, page.edition.currency)
                    for name in ("p10", "p25", "p50", "p75", "p90")
                ]
                if known
                else []
            )
            trend = spark([pay.get("p50") for pay in pays], min(medians), max(medians))
            lines.append((year, trend, *(last or [numbers.MISSING] * 5)))
        self._table(("Year", "Jan to Dec", "10th", "25th", "Median", "75th", "90th"), lines, beside=2)

    def _histogram(self, page: Page, unit: str) -> None:
        bins = page.histogram.get(unit, ())
        if not bins:
            return
        heading = sentences.section_heading(page, _titled(unit, "Histogram"))
        self._section(heading, sentences.histogram_caption(page, unit))
        highest = max(each.count for each in bins)
        lines = (
            (_edges(each, unit, page.edition.currency), numbers.count(each.count), bar(each.count, highest, _BAR_WIDTH))
            for each in bins
        )
        self._table((sentences.PAY[unit].capitalize(), "Vacancies", ""), lines, left=2)

    def _locations(self, page: Page) -> None:
        lines = lists.location_lines(page)
        if lines:
            self._section(sentences.section_heading(page, "Job Locations"), sentences.locations_introduction(page))
            self._table(lists.location_headings(page), ((line.name, *line.cells) for line in lines))
            self._quiet(certainty.of_places(page))
        if page.place.parent is not None:
            self._words(f"Compare with {page.place.parent}")
            self._blank()

    def _skills(self, page: Page) -> None:
        if top := lists.cooccurring(page):
            self._section(sentences.cooccurring_heading(page), sentences.cooccurring_introduction(page))
            self._entries(top)
        if blocks := lists.cooccurring_blocks(page):
            self._section(sentences.by_category_heading(page), sentences.by_category_introduction(page))
            for block in blocks:
                self._heading(block.category)
                self._entries(block.entries)

    # -- what they are made of --

    def _entries(self, entries: Sequence[Cooccurring]) -> None:
        from rich.columns import Columns
        from rich.text import Text

        if not self.flowing:
            for entry in entries:
                self._words(lists.cooccurring_line(entry))
        else:
            wide = max(len(numbers.count(entry.count)) for entry in entries)
            lines = [
                f"{entry.rank:>2} {numbers.count(entry.count):>{wide}} ({numbers.share(entry.share)}) {entry.term}"
                for entry in entries
            ]
            self.console.print(Columns([Text(line) for line in lines], column_first=True, padding=(0, 3), equal=True))
        self._blank()

    def _table(
        self,
        headings: Sequence[str],
        lines: Iterable[Sequence[str]],
        *,
        left: int | None = None,
        beside: int = 1,
        bold: Iterable[str] = (),
    ) -> None:
        """`beside` columns at the left, and the column numbered `left`, are words; the others are numbers.

        On a narrow terminal headings of numbers are broken between words and words between letters, numbers never.
        """
        table = _empty_table(self.console.width)
        rows = [tuple(line) for line in lines]
        for number, heading in enumerate(headings):
            longest = max((len(row[number]) for row in rows), default=0)
            if number < beside or number == left:
                table.add_column(heading, overflow="fold", min_width=min(longest, _LEAST_WORDS))
            else:
                broken = _broken(heading, longest) if self.flowing and "\n" not in heading else heading
                table.add_column(broken, justify="right", overflow="fold", no_wrap=True)
        for line in rows:
            table.add_row(*(_text(cell) for cell in line), style="bold" if line[0] in bold else None)
        self.console.print(table, highlight=False)
        self._blank()

    def _section(self, heading: str, introduction: str) -> None:
        self._heading(heading)
        self._words(introduction)

    def _heading(self, words: str) -> None:
        self.console.print(_text(words, "bold"))

    def _label(self, label: str | None) -> None:
        if label:
            self.console.print(_text(f"* {label} *", "bold"))

    def _words(self, words: str) -> None:
        width = min(self.console.width, _READING_WIDTH) if self.flowing else None
        self.console.print(_text(words), width=width, soft_wrap=not self.flowing, highlight=False)

    def _quiet(self, words: str) -> None:
        if words:
            self._words(words)
            self._blank()

    def _nothing(self) -> None:
        self._words("No figures yet.")
        self._blank()

    def _blank(self) -> None:
        self.console.print()


def _by_year(series: Sequence[Month]) -> list[tuple[str, list[Month | None]]]:
    """Twelve months a year, None for those outside the series."""
    by_month = {month.month: month for month in series}
    years = sorted({month.month[:4] for month in series})
    return [(year, [by_month.get(f"{year}-{number:02d}") for number in range(1, 13)]) for year in years]


def _edges(each: Bin, unit: str, currency: str) -> str:
    return f"{numbers.pay(each.low, unit, currency)} to {numbers.pay(each.high, unit, currency)}"


def _titled(unit: str, what: str) -> str:
    return f"{sentences.PAY[unit].title()} {what}"


def _text(words: str, style: str = ""):
    from rich.text import Text

    return Text(words, style=style)


def _broken(heading: str, width: int) -> str:
    """Lines no wider than `width`, where words allow."""
    return "\n".join(wrap(heading, max(width, *map(len, heading.split()), 1), break_long_words=False))


def _empty_table(width: int) -> "Table":
    from rich import box
    from rich.table import Table

    between = (0, 1) if width > _NARROW else (0, 0)
    return Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=between, header_style="bold")
