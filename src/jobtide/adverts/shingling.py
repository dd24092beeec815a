"""The shingles of many texts at once, by compiled code: those that `signatures.shingles` finds with whole arrays.

To import this module is to import the compiler; nobody does who signs but a few adverts.
"""

from collections.abc import Sequence

import numpy as np

from jobtide.adverts import signatures
from jobtide.adverts.boilerplate import LONGEST
from jobtide.machine_code import compiled

_SPACE, _STOPS = 32, (46, 33, 63)  # . ! ?


def shingles(texts: Sequence[bytes]) -> tuple[np.ndarray, np.ndarray]:
    """As `signatures.shingles`."""
    edges, offsets = (np.zeros(len(texts) + 1, np.int64) for _ in range(2))
    np.cumsum([len(text) for text in texts], out=edges[1:])
    data = np.frombuffer(b"".join(texts), np.uint8)
    most = max(map(len, texts), default=0) // 2 + 1  # words of a text
    hashes = np.empty(len(data) // 2 + 1, np.uint64)
    _write_shingles(
        data, edges, *signatures.SCRIPTS, *(each for some in signatures.boilerplate() for each in (_low(some), some)),
        LONGEST, signatures.SHINGLE, signatures.BASE, np.empty(most, np.uint64), np.empty(most, np.int32),
        hashes, offsets,
    )  # fmt: skip
    return hashes[: offsets[-1]], offsets


def _low(some: np.ndarray) -> np.ndarray:
    """Of which lowest bits any of the numbers are: most of what is not among them is found so at once."""
    low = np.zeros(1 << 16, np.bool_)
    low[(some & np.uint64(0xFFFF)).astype(np.int64)] = True
    return low


@compiled
def _mixed(value):
    """Each bit of 64 depends on all others."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@compiled
def _is_among(value, low, some):
    if low[value & np.uint64(0xFFFF)]:
        for one in some:
            if one == value:
                return True
    return False


@compiled
def _write_shingles(
    data, edges, latin, other, low_single, single, low_pairs, pairs, longest, size, base,
    words, sentences, hashes, offsets,
):  # fmt: skip
    """Writes the hashes of all shingles of `size` words to `hashes`, and to `offsets` where those of each text begin.

    Text n is data[edges[n]:edges[n + 1]], folded. `latin` and `other` say what a byte is in a text of the one and of
    the other kind of script. `words` and `sentences` are room for what one text has of them.
    """
    count = 0
    for text in range(len(edges) - 1):
        first, end = edges[text], edges[text + 1]
        foreign = 0
        for at in range(first, end):
            foreign += data[at] > 127
        table = other if 4 * foreign > end - first else latin
        many = 0
        sentence = 0
        length = 0
        head, tail = np.uint64(0), np.uint64(0)
        for at in range(first, end + 1):
            byte = table[data[at]] if at < end else np.uint8(_SPACE)
            if byte != _SPACE:
                if length == 0:
                    sentences[many] = sentence
                if length < 8:
                    head |= np.uint64(byte) << np.uint64(8 * length)
                tail = tail >> np.uint64(8) | np.uint64(byte) << np.uint64(56)
                length += 1
                continue
            if length > 0:
                if length <= 8:
                    tail = np.uint64(0)
                words[many] = _mixed(head + _mixed(tail + np.uint64(length)))
                many += 1
                length = 0
                head, tail = np.uint64(0), np.uint64(0)
            if at < end:
                raw = data[at]
                ends = raw == _STOPS[0] or raw == _STOPS[1] or raw == _STOPS[2]
                if raw == 10 or (ends and at + 1 < end and data[at + 1] == _SPACE):
                    sentence += 1
        begin = 0
        kept = 0
        while begin < many:
            after = begin
            is_boilerplate = False
            while after < many and sentences[after] == sentences[begin]:
                word = words[after]
                is_boilerplate |= _is_among(word, low_single, single)
                if after + 1 < many and sentences[after + 1] == sentences[begin]:
                    is_boilerplate |= _is_among(word * base + words[after + 1], low_pairs, pairs)
                after += 1
            if not is_boilerplate or after - begin > longest:
                for at in range(begin, after):
                    words[kept] = words[at]
                    kept += 1
            begin = after
        for at in range(kept - size + 1):
            value = np.uint64(0)
            for step in range(size):
                value = value * base + words[at + step]
            hashes[count] = _mixed(value)
            count += 1
        offsets[text + 1] = count
