"""Where a few fixed words stand in a long text, and what stands around them.

Reading everything about pay, employment type and work mode with one large pattern costs a hundred times what it takes
to look for a dozen words; so the words are looked for first, and only their neighbourhoods are read.
"""


def folded(text: str) -> str:
    """The text in lower case, character for character: positions in it are positions in the text.

    Letters outside Latin-1 become "?" and those outside ASCII keep their case; no word that is looked for has any.
    Dashes and no-break blanks are outside too: a pattern that allows "-" has to allow "?".
    """
    return text.encode("latin-1", "replace").lower().decode("latin-1")


def occurrences(word: str, low: str, limit: int) -> list[int]:
    """The first `limit` places where a folded text holds a word."""
    at = low.find(word)
    if at < 0:
        return []
    places = [at]
    while len(places) < limit and (at := low.find(word, at + len(word))) >= 0:
        places.append(at)
    return places


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a word of its own, or was glued to its neighbours by lost markup ("DayRemoteUK")."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    starts = not before.isalpha() or (before.islower() and text[start].isupper())
    return starts and (not after.isalpha() or (after.isupper() and text[end - 1].islower()))
