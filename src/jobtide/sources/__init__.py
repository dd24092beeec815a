"""Sources: one folder for each format, found by listing; each reads a capture's bytes into records.

A folder `sources/<format>/` holds `adapter.py` with

    SUFFIXES                         endings of file names that say this format
    looks_like(head) -> bool         whether a capture that begins so is surely of this format
    might_be(head) -> bool           whether it may be, where neither content nor name says more
    columns(stream) -> tuple | None  names of all columns where they are known before reading, else None
    read(stream, wanted) -> Iterator[Record | BadRecord]    `wanted`: the columns that matter; None: all

Reading is pure: the same bytes give the same records. A bad record becomes a BadRecord and the next one is read;
Unreadable is raised only where nothing more can be told apart.
"""
