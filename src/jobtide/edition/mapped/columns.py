"""Arrays in files: written in pieces, mapped into memory when they are read.

Touches: the folder it is given.
"""

from pathlib import Path

import numpy as np

from jobtide.errors import Error


def create(folder: Path, name: str, dtype: object, rows: int) -> np.ndarray:
    """An array of zeros in a file, to be filled."""
    return np.lib.format.open_memmap(_file(folder, name), mode="w+", dtype=dtype, shape=(rows,))


def save(folder: Path, name: str, values: np.ndarray) -> None:
    np.save(_file(folder, name), values)


class Columns:
    """The arrays of a folder, each mapped when it is first asked for."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._open: dict[str, np.ndarray] = {}

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
