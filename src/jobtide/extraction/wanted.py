"""Whom a text says it looks for, where its headline names no more than the employer ("Acme | London | remote")."""

import re
from collections.abc import Iterator

_OPENING = 2_000  # characters of a text in which that is said
_LONGEST = 120  # characters of what is said
_CUE = re.compile(
    r"(?:\b(?:looking|need|wanting|want|hope|hoping|plan|planning) to"
    r" (?:add|hire|recruit|find|meet|take on|bring on|employ)"
    r"|\blooking for|\bhiring|\bseeking|\bseeks?|\bsearching for|\brecruiting|\bin search of|\bin need of"
    r"|\b(?:we|we['’]re|we are) need(?:ing)?|\b(?:opening|vacancy|opportunity|position|role)s? (?:for|as)"
    r"|\bif you(?:['’]re| are) an?|\brole of|\bposition of|\bjoin (?:us|our team|the team) as)\b:?\s",
    re.I,
)
# A line that only lists somebody: "* Backend Engineer (Go)", "Data Scientist - https://...".
_LISTED = re.compile(
    r"^[\s*•·–>#\d.)-]*([^\W\d_][^\n]{3,98}[^\s.,!?:;])$|^\s*[*•·–>-]\s*([^\W\d_][^\n:]{3,58}):\s", re.M
)
_DENIED = re.compile(r"(?:\bnot|n['’]t|\bno longer)\s(?:\w+\s)?$", re.I)
# Where the words that name them end: "a developer who has used Go", "an engineer to run Kubernetes".
_END = re.compile(r"[.!?;](?=\s|$)|\n|\s(?:who|whose|with|that|to|at|in|having|capable|able|interested)\s", re.I)


def wanted(text: str) -> Iterator[str]:
    """The stretches of a text's opening that name whom it looks for, then the lines that only list somebody.

    >>> list(wanted("Acme makes maps. We're looking for a Java developer who knows Go."))
    ['a Java developer']
    """
    opening = text[:_OPENING]
    for cue in _CUE.finditer(opening):
        if _DENIED.search(opening, max(0, cue.start() - 20), cue.start()):
            continue
        said = opening[cue.end() : cue.end() + _LONGEST]
        end = _END.search(said)
        said = (said[: end.start()] if end else said).strip()
        if said:
            yield said
    for line in _LISTED.finditer(opening):
        yield line[1] or line[2]
