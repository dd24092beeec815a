"""Memory taken from one place by all threads.

The C library of most Linux systems gives each thread a heap of its own, so that threads need not wait for one another.
Python's wait for one another anyway, and each heap keeps what is free in it: a server's memory is twice as full of
holes. Measured over answers of 115 MB that are kept: 30 MB of holes, 15 MB with one heap, and 5 MB where answers are
copied as well (`keeping`).

Touches: the C library's settings of this process.
"""

import ctypes

# M_ARENA_MAX of <malloc.h> in the GNU C library.
_MOST_HEAPS = -8


def with_one_heap() -> bool:
    """Whether it could be told so, before there are other threads. Other C libraries have one anyway, or none like
    these."""
    try:
        return bool(ctypes.CDLL(None).gnu_get_libc_version and ctypes.CDLL(None).mallopt(_MOST_HEAPS, 1))
    except (AttributeError, OSError, TypeError):
        return False
