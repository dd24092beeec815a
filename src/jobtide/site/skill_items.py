"""Terms that stand beside those of a page, as items of a list. Pure.

A page has hundreds of them: the template engine takes five times as long for what is the same line again and again.
"""

from collections.abc import Sequence

from markupsafe import Markup, escape

from jobtide.shown.lists import SkillLine
from jobtide.site.request import Cell


def skill_items(lines: Sequence[SkillLine], here: Cell, listed: str) -> Markup:
    """`listed` is the address of the page's own vacancies, to which each item adds its term."""
    before, behind = map(escape, here.around())
    counted = escape(listed)
    return Markup(
        "".join(
            f'<li><span>{line.rank}</span> <a href="{counted}&amp;with={line.slug}">{line.count}</a> '
            f'<span>({line.share})</span> <a href="{before}{line.slug}{behind}">{escape(line.term)}{_said(line.term)}'
            "</a></li>\n"
            for line in lines
        )
    )


def _said(term: str) -> str:
    """What makes a link of one or two letters ("Go", "R") understood by those who hear links without what is around."""
    return '<span class="unseen"> jobs</span>' if len(term) <= 2 else ""
