"""Something odd in the data: recorded, counted, published, and the run goes on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Issue:
    """One oddity of one record.

    `reason` is a short fixed sentence that can be counted ("neither title nor description"); `detail` is what was
    seen, cut to 200 characters. `fatal` issues put the record into the quarantine; the others stay with the advert.
    """

    reason: str
    detail: str = ""
    fatal: bool = True
