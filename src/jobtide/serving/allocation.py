"""Memory taken from one place by all threads.

The C library of most Linux systems gives each thread a heap of its own, so that threads need not wait for one another.
Python's wait for one another anyway, and each heap keeps what is free in it: a server's memory is twice as full of
holes. With 115 MB of answers kept in the heap there were 30 MB of holes, and 15 MB with one heap for all.

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
