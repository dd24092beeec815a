"""How loops over arrays become machine code."""

from collections.abc import Callable

import numba


def compiled(function: Callable) -> Callable:
    """The function as machine code, free of the interpreter's lock.

    It is kept on disk, where the package's folder or the user's can be written, and made anew when its file changes.
    """
    options = {"nogil": True, "error_model": "numpy"}
    try:
        return numba.njit(cache=True, **options)(function)
    except RuntimeError:
        return numba.njit(**options)(function)
