"""Arrays in files: written in pieces, mapped into memory when they are read.

Touches: the folder it is given.
"""

from pathlib import Path

import numpy as np

from jobtide.errors import Error

_NEAR = 1 << 20  # bytes that are written at once: of more, each costs twice as much


def save(folder: Path, name: str, values: np.ndarray) -> None:
    column = Growing(folder, name, values.dtype)
    column.add(values)
    column.close()


class Growing:
    """An array in a file that is written from its beginning on, and whose length is not known before its end."""

    def __init__(self, folder: Path, name: str, dtype: object):
        self._file, self._dtype, self._rows = _file(folder, name), np.dtype(dtype), 0
        self._stream = self._file.open("wb", buffering=0)
        self._write(self._header())

    def add(self, values: np.ndarray) -> None:
        many = _NEAR // self._dtype.itemsize
        for start in range(0, len(values), many):
            self._write(np.ascontiguousarray(values[start : start + many], self._dtype).view(np.uint8).data)
        self._rows += len(values)

    def close(self) -> None:
        self._stream.seek(0)
        self._write(self._header())
        self._stream.close()

    def _write(self, said: bytes | memoryview) -> None:
        written = 0
        while written < len(said):  # a full disk takes a part first, and refuses the next
            written += self._stream.write(memoryview(said)[written:])

    def _header(self) -> bytes:
        """As numpy writes it, with room for any number of rows."""
        said = f"{{'descr': {self._dtype.str!r}, 'fortran_order': False, 'shape': ({self._rows},), }}"
        return b"\x93NUMPY\x01\x00" + (118).to_bytes(2, "little") + said.ljust(117).encode() + b"\n"


class Columns:
    """The arrays of a folder, each mapped when it is first asked for."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._open: dict[str, np.ndarray] = {}

    def has(self, name: str) -> bool:
        return _file(self._folder, name).exists()

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self._open:
            try:
                mapped = np.load(_file(self._folder, name), mmap_mode="r")
            except (OSError, ValueError, EOFError) as error:
                raise Error(f"{_file(self._folder, name)} cannot be read: {error}. See `jobtide verify`.") from error
            self._open[name] = np.asarray(mapped)  # the class around it costs more at each use than the use itself
        return self._open[name]


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.npy"
