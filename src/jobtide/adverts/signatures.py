"""What is kept of a text to find others like it: a MinHash sketch of its shingles, keys, hashes of its beginnings.

A signature says nothing of when an advert was seen, so it is made once for each version and kept.
"""

import zlib
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import rensa

from jobtide.advert import Advert
from jobtide.adverts.boilerplate import LONGEST, PAIRS, SINGLE, words_of
from jobtide.adverts.clean import headline
from jobtide.adverts.naming import ANY_EMPLOYER, GENERIC, NOISE, employer_bits
from jobtide.adverts.references import plain, reference_in
from jobtide.adverts.rules import EXCERPT

SHINGLE = 5  # words
SLOTS = 128  # of a sketch: the standard error of a similarity of 0.5 is 0.044
BANDS, ROWS = 16, 4  # two texts with a similarity of 0.6 share a band with a chance of 0.89, of 0.7 with 0.99
LEAST = 20  # shingles below which a text is too short to be like another
STARTS = tuple(range(96, 513, 64))  # letters and digits of a beginning
OPENINGS = (160, 352)  # of these, which are keys too: boards cut texts at about 300, 450 or 500 characters
_SEED = 1
# All that signatures depend on; those of another version are made anew.
VERSION = f"4 {SHINGLE} {SLOTS} {BANDS} {ROWS} {LEAST} {STARTS} {OPENINGS} {rensa.RMinHash.ALGORITHM_VERSION}"

# Of a text in a Latin script all else than ASCII parts words, as curly quotes do; of any other it makes them.
_LATIN = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 32 for code in range(256))
_OTHER = bytes(code if code > 127 else _LATIN[code] for code in range(256))
_NO_LETTERS = bytes(code for code in range(256) if _LATIN[code] == 32)
_ASCII = bytes(range(128))
SCRIPTS = tuple(np.frombuffer(table, np.uint8) for table in (_LATIN, _OTHER))
_DOTS, _BEHIND_DOTS = ("..", "…"), " \t\n\"')]"
BASE = np.uint64(0x9E3779B97F4A7C15)
_NOISE, _GENERIC = ({word.encode() for word in words} for words in (NOISE, GENERIC))


def signatures(adverts: Sequence[Advert], many: bool = False) -> dict[str, pa.Array]:
    """The columns of tables.SIGNATURES that an advert decides, a row for each. Equal on every machine.

    Where there are `many` of them, also in other calls, it pays to load a compiler: it halves what shingles take.
    """
    folded = [advert.description.encode("utf-8", "replace").lower() for advert in adverts]
    if many:
        from jobtide.adverts.shingling import shingles as found
    else:
        found = shingles
    hashes, offsets = found(folded)
    sizes = np.diff(offsets)
    digests = rensa.RMinHash.digest_matrix_from_flat_token_hashes(hashes, offsets, SLOTS, _SEED).to_rows()
    slots = np.array(digests, np.uint32).reshape(len(folded), SLOTS)
    sketches = [row.tobytes() for row in slots.astype(np.uint8)]
    bands = _bands(slots).tolist()
    rows = [
        _signature(*row) for row in zip(adverts, folded, (sizes >= LEAST).tolist(), sketches, bands, strict=True)
    ]  # fmt: skip
    columns = {name: [row[name] for row in rows] for name in _TYPES} if rows else {name: [] for name in _TYPES}
    return {"shingles": pa.array(sizes.astype(np.int32)), **{n: pa.array(columns[n], t) for n, t in _TYPES.items()}}


_TYPES = {
    "node": pa.int64(), "text": pa.int64(), "headed": pa.bool_(), "sketch": pa.binary(), "bands": pa.list_(pa.int64()),
    "keys": pa.list_(pa.int64()), "told": pa.int64(), "letters": pa.int32(), "starts": pa.list_(pa.int64()), 
    "reference": pa.string(), "employer_bits": pa.int64(), "cut": pa.bool_(),
}  # fmt: skip


def _signature(advert: Advert, folded: bytes, long: bool, sketch: bytes, bands: list[int]) -> dict[str, object]:
    letters = folded.translate(None, _NO_LETTERS)
    headed = _headed(advert)
    row = {
        "headed": headed, "letters": len(letters), "node": None, "text": None, "sketch": None, "bands": [], "keys": [],
        "told": None, "starts": [], "reference": _reference(advert, folded),
        "cut": _cut(advert.description, len(letters)),
        "employer_bits": 0,
    }  # fmt: skip
    if not long:
        return row
    title, employer = _plain(advert.title), _plain((advert.employer or "").casefold())
    starts = _starts(letters)
    keys = [starts[STARTS.index(size)] for size in OPENINGS if len(starts) > STARTS.index(size)]
    places = {word for place in advert.locations for word in _plain(place).split()}
    told = b" ".join(sorted(set(title.split()) - _NOISE - places))
    own = [word for word in employer.split() if word not in _GENERIC]
    if told and own:
        keys.append(_hash(b"employer", told, own[0]))
    of_text = blake2b(letters, digest_size=8)
    of_node = of_text.copy()
    of_node.update(b"\0".join((b"", sketch, title, employer)))
    return row | {
        "text": _number(of_text), "node": _number(of_node), "sketch": sketch, "bands": bands,
        "keys": keys, "told": _hash(told) if told and not (headed and not own) else None, "starts": starts,
        "employer_bits": employer_bits(own) if own else ANY_EMPLOYER if advert.employer else 0,
    }  # fmt: skip


def _headed(advert: Advert) -> bool:
    begun = advert.description.lstrip()[: len(advert.title)].split() == advert.title.split()
    return begun and headline(advert.description) == advert.title


def _cut(text: str, letters: int) -> bool:
    return letters <= EXCERPT and (text.lstrip().startswith(_DOTS) or text.rstrip(_BEHIND_DOTS).endswith(_DOTS))


def _reference(advert: Advert, folded: bytes) -> str | None:
    if advert.reference:
        return plain(advert.reference)
    return reference_in(advert.title.encode("utf-8", "replace").lower()) or reference_in(folded)


def _plain(said: str | None) -> bytes:
    return b" ".join((said or "").encode("utf-8", "replace").translate(_LATIN).split())


def _hash(*parts: bytes) -> int:
    return _number(blake2b(b"\0".join(parts), digest_size=8))


def _number(hashed: blake2b) -> int:
    return int.from_bytes(hashed.digest(), signed=True)


def shingles(texts: Sequence[bytes]) -> tuple[np.ndarray, np.ndarray]:
    """Hashes of every five words in a row, text after text, and where those of each text begin (and the last ends).

    Sentences that hold boilerplate are left out. A sentence ends with a line or with . ! ? before a space.
    """
    raw = np.frombuffer(b"\n" + b"\n".join(texts) + b"\n        ", np.uint8)
    plain = b"\n" + b"\n".join(text.translate(_OTHER if _foreign(text) else _LATIN) for text in texts) + b"\n        "
    data = np.frombuffer(plain, np.uint8)
    space = (data == 32) | (data == 10)
    starts = np.flatnonzero(space[:-1] & ~space[1:]) + 1
    words = _word_hashes(data, starts, np.flatnonzero(~space[:-1] & space[1:]) + 1)
    owner = np.searchsorted(np.flatnonzero(data == 10)[1:], starts)
    stops = ((raw == 46) | (raw == 33) | (raw == 63))[:-1] & (raw[1:] == 32)
    stops |= raw[:-1] == 10
    kept = _not_boilerplate(words, np.cumsum(stops, dtype=np.int32)[starts - 1])
    words, owner = words[kept], owner[kept]
    many = max(len(words) - SHINGLE + 1, 0)
    hashes = np.zeros(many, np.uint64)
    for step in range(SHINGLE):
        hashes = hashes * BASE + words[step : step + many]
    whole = owner[:many] == owner[SHINGLE - 1 :] if many else np.zeros(0, bool)
    counts = np.bincount(owner[:many][whole], minlength=len(texts)) if many else np.zeros(len(texts), np.int64)
    return _mixed(hashes[whole]), np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def boilerplate() -> tuple[np.ndarray, np.ndarray]:
    """The hashes of words that make a sentence boilerplate alone, and of pairs of words that do."""
    return _hashes_of(words_of(SINGLE)), _hashes_of(words_of(PAIRS))


def _not_boilerplate(words: np.ndarray, sentence: np.ndarray) -> np.ndarray:
    """Whether each word stands in a sentence that is no boilerplate."""
    if not len(words):
        return np.ones(0, bool)
    single, pairs = boilerplate()
    hits = _among(words, single)
    together = words[:-1] * BASE + words[1:]
    hits[:-1] |= _among(together, pairs) & (sentence[:-1] == sentence[1:])
    dropped = np.zeros(sentence[-1] + 1, bool)
    dropped[sentence[hits]] = True
    dropped &= np.bincount(sentence) <= LONGEST
    return ~dropped[sentence]


def _among(values: np.ndarray, some: np.ndarray) -> np.ndarray:
    # A table of the lowest bits finds most of what is not among them several times faster than a search does.
    low = np.zeros(1 << 16, bool)
    low[(some & np.uint64(0xFFFF)).astype(np.int64)] = True
    found = low[(values & np.uint64(0xFFFF)).astype(np.int64)]
    found[found] = np.isin(values[found], some)
    return found


def _hashes_of(entries: Sequence[bytes]) -> np.ndarray:
    """Of each entry: the hash of a word, or of two words in a row."""
    data = np.frombuffer(b" " + b" ".join(entries) + b"         ", np.uint8)
    space = data == 32
    starts = np.flatnonzero(space[:-1] & ~space[1:]) + 1
    words = _word_hashes(data, starts, np.flatnonzero(~space[:-1] & space[1:]) + 1)
    if len(words) == len(entries):
        return words
    return words[0::2] * BASE + words[1::2]


def _foreign(text: bytes) -> bool:
    return not text.isascii() and 4 * len(text.translate(None, _ASCII)) > len(text)


def _word_hashes(data: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Of each word, by its length, its first and its last eight bytes. Eight bytes must follow the last word."""
    eight = np.ndarray((len(data) - 7,), "<u8", data, strides=(1,))
    lengths = (ends - starts).astype(np.uint64)
    short = np.minimum(lengths, np.uint64(8)) * np.uint64(8)
    first = eight[starts] & (np.uint64(0xFFFFFFFFFFFFFFFF) >> (np.uint64(64) - short))
    last = np.where(lengths > 8, eight[np.maximum(ends - 8, 0)], np.uint64(0))
    return _mixed(first + _mixed(last + lengths))


def _mixed(values: np.ndarray) -> np.ndarray:
    """Each bit of 64 depends on all others."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _bands(sketch: np.ndarray) -> np.ndarray:
    """One number for each band of a sketch."""
    keys = np.zeros((len(sketch), BANDS), np.uint64)
    for row in range(ROWS):
        keys = keys * BASE + sketch[:, row : BANDS * ROWS : ROWS].astype(np.uint64)
    return _mixed(keys + np.arange(1, BANDS + 1, dtype=np.uint64) * BASE).view(np.int64)


def _starts(letters: bytes) -> list[int]:
    hashes, first, second, done = [], 0, 1, 0
    for size in STARTS:
        if size > len(letters):
            break
        part = letters[done:size]
        first, second, done = zlib.crc32(part, first), zlib.adler32(part, second), size
        hashes.append((first << 31) ^ second)
    return hashes
