"""What may be shown of adverts, source by source: an operator's word on words that are not ours.

    {"my-board": ["title", "url"], "*": ["title", "employer", "url"]}

Of a source that is named, only these fields are shown, of every other those of "*", or all where that is not said.
"""

from collections.abc import Mapping, Sequence

# Fields that may be kept back, with the columns of tables.VACANCIES and tables.MEMBERS that hold their words.
FIELDS: Mapping[str, Sequence[str]] = {
    "title": ("title",),
    "employer": ("employer", "employer_key"),
    "url": ("url",),
    "pay": ("pay_text",),
    "words": ("words",),
}
OTHERS = "*"
Shown = Mapping[str, Sequence[str]]


def hides(shown: Shown, field: str) -> tuple[bool, tuple[str, ...]]:
    """Whether sources that are not named keep a field back, and which named ones do otherwise than those.

    >>> hides({"a": ["title"], "b": ["url"], "*": ["title"]}, "url")
    (True, ('b',))
    """
    usually = field not in shown.get(OTHERS, FIELDS)
    return usually, tuple(
        sorted(source for source, fields in shown.items() if source != OTHERS and (field not in fields) != usually)
    )
