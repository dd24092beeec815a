"""Long texts, cut into pieces that are read one by one, so that no text needs more room than a piece.

No advert that anybody wrote is so long. What stands in two pieces is in no company and in no list with one another.
"""

from collections.abc import Iterator

LONGEST = 50_000  # characters
EARLIEST = LONGEST - LONGEST // 4  # a piece is cut behind its last line end from here on, else behind its last space


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each piece, which together are the text. Where neither line nor word ends, any place will do.

    >>> [end - start for start, end in pieces("word " * 20_000)]
    [50000, 50000]
    """
    start = 0
    while len(text) - start > LONGEST:
        for mark in "\n ":
            end = text.rfind(mark, start + EARLIEST, start + LONGEST) + 1
            if end:
                break
        end = end or start + LONGEST
        yield start, end
        start = end
    yield start, len(text)
