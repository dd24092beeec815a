"""Sources: one folder for each format, found by listing; each reads a capture's bytes into records.

A folder `sources/<format>/` holds `adapter.py` with

    SUFFIXES                         endings of file names that say this format; () where none does
    looks_like(head) -> bool         whether a capture that begins so is surely of this format
    might_be(head) -> bool           whether it may be, where neither content nor name says more
    columns(stream) -> tuple | None  names of all columns where they are known before reading, else None
    read(stream, wanted, address) -> Iterator[Record | BadRecord]
                                     `wanted`: the columns that matter, None: all; `address`: where the bytes came
                                     from, None where nobody said

and, where they hold,

    GENERAL = True                   a shape that others are special cases of (JSON, XML, HTML): asked after those;
                                     2 for one that such shapes are special cases of
    SOURCE = "greenhouse"            whose adverts these are, where the operator does not say; else the file's name

The adapter of a service whose shape is known names the fields of its records as adverts do (jobtide.advert.FIELDS), so
that no mapping is needed; what it does not understand keeps its own name and is counted as not read.

Reading is pure: the same bytes give the same records. A bad record becomes a BadRecord and the next one is read;
Unreadable is raised only where nothing more can be told apart.
"""
