"""Records of a feed in the layout of Talent.com: Indeed's, but for pay, which stands in parts.

<salary><min>40000</min><max>50000</max><currency>GBP</currency><period>year</period></salary>
"""

import re

from jobtide.sources.indeed import adapter as indeed
from jobtide.sources.indeed.adapter import columns, might_be, read

__all__ = ["SUFFIXES", "columns", "looks_like", "might_be", "read"]

SUFFIXES = ()

_PARTED = re.compile(rb"<salary[^>]{0,200}>[^<]{0,200}<(?!!|/)", re.IGNORECASE)


def looks_like(head: bytes) -> bool:
    return indeed.looks_like(head) and _PARTED.search(head) is not None
