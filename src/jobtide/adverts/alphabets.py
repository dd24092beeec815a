"""Words whose letters are of two alphabets: "Рython" with a Cyrillic Р looks like Python and is another word."""

import re

_OTHER = "\u0400-\u052fΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"  # Cyrillic, and the Greek letters that look like Latin ones
_MIXED = re.compile(rf"[A-Za-z][{_OTHER}]|[{_OTHER}][A-Za-z]")
_BEFORE, _AFTER = re.compile(r"\w*$"), re.compile(r"\w*")
_SHOWN = 40  # characters to each side
_LEADS = (b"\xce", b"\xcf", b"\xd0", b"\xd1", b"\xd2", b"\xd3", b"\xd4")  # with which their UTF-8 begins


def mixed_word(text: str) -> str | None:
    """The first word of two alphabets, None where there is none.

    >>> mixed_word("Senior \u0420ython dev"), mixed_word("IT-специалист, 5 μm")
    ('\u0420ython', None)
    """
    if text.isascii():
        return None
    written = text.encode("utf-8", "ignore")  # ten times faster than a pattern, and most texts are done with it
    if not any(lead in written for lead in _LEADS):
        return None
    found = _MIXED.search(text)
    if found is None:
        return None
    start, end = found.span()
    return (
        _BEFORE.search(text[max(0, start - _SHOWN) : start])[0] + found[0] + _AFTER.match(text[end : end + _SHOWN])[0]
    )
