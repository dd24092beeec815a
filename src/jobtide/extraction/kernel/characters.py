"""What kind of character a byte of folded text is.

Folded text has one byte for each character: ASCII as it is, and one of three codes for a letter of another script.
"""

import numpy as np

from jobtide.extraction.kernel.compiling import inlined

CASELESS, UPPER, LOWER = 0x80, 0x81, 0x82

_SPACES = np.zeros(256, dtype=np.bool_)
_SPACES[[9, 10, 11, 12, 13, 28, 29, 30, 31, 32]] = True
_WORDS = np.zeros(256, dtype=np.bool_)
for _one in b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz":
    _WORDS[_one] = True
_WORDS[128:] = True


@inlined
def is_space(byte):
    return _SPACES[byte]


@inlined
def is_word(byte):
    """Whether it is a letter or a digit."""
    return _WORDS[byte]


@inlined
def is_word_or_line(byte):
    r"""Whether it is \w to a regular expression."""
    return _WORDS[byte] or byte == 95


@inlined
def is_upper(byte):
    return 65 <= byte <= 90 or byte == UPPER


@inlined
def is_lower(byte):
    return 97 <= byte <= 122 or byte == LOWER


@inlined
def after_spaces(text, at, end):
    """The first place from `at` on that is no white space."""
    while at < end and _SPACES[text[at]]:
        at += 1
    return at


@inlined
def stands(text, at, end, word):
    """Whether the bytes of `word` stand at `at`, before `end`."""
    if at + len(word) > end:
        return False
    for step in range(len(word)):  # noqa: SIM110  the compiler takes no generators
        if text[at + step] != word[step]:
            return False
    return True


def letters(word: str) -> np.ndarray:
    """The bytes of a word, for `stands`."""
    return np.frombuffer(word.encode("ascii"), dtype=np.uint8).copy()
