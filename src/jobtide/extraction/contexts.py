"""Words in the text around them, to be looked at."""

from dataclasses import dataclass

WIDTH = 70  # characters to either side
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Context:
    """`said` as it is written, between what stands before and after it on the same lines, parted by " / "."""

    before: str
    said: str
    after: str
    rule: str = ""


def around(text: str, start: int, end: int, rule: str = "", width: int = WIDTH) -> Context:
    """Whole words only, as far as there are any.

    >>> around("We run Kafka on Kubernetes.", 7, 12, width=8)
    Context(before='We run ', said='Kafka', after=' on…', rule='')
    """
    first, last = max(0, start - width), min(len(text), end + width)
    before, after = text[first:start], text[end:last]
    if first and not text[first - 1].isspace():
        before = _ELLIPSIS + (before[before.find(" ") :] if " " in before[:-1] else before)
    if last < len(text) and not text[last].isspace():
        after = (after[: after.rfind(" ")] if " " in after[1:] else after) + _ELLIPSIS
    return Context(_on_one_line(before), text[start:end], _on_one_line(after), rule)


def _on_one_line(text: str) -> str:
    return " / ".join(line for line in text.replace("\r", "").split("\n"))
