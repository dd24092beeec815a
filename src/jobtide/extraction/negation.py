"""What an advert says it does not want: "no Java needed", "JavaScript (not Java)", "a degree is not required"."""

import re
from collections.abc import Sequence, Set

from jobtide.extraction.candidate import Candidate

# Right before a term they deny it. "not only", "not just" and "no-code" do not, since another word follows.
CUES = (
    "no", "not", "non", "without", "never", "nor", "not a", "not an", "not any", "not in", "not using", "not use",
    "no need for", "not have", "don't have", "doesn't have", "not your typical", "not bound to",
    "rather than pure", "without needing", "without needing to be a", "without needing to know", "without having",
    "no need to know", "no need to learn", "rather than", "instead of", "as opposed to",
    "no experience of", "no experience in", "no experience with", "no experience using", "no knowledge of",
    "no prior", "no previous", "no prior experience of", "no prior experience in", "no prior experience with",
    "no prior knowledge of", "no previous experience of", "no previous experience in", "no previous experience with",
    "not need", "not need to know", "not require", "not require any", "not looking for", "not looking for a",
    "don't use", "don't need", "don't need to know", "don't require", "doesn't require", "don't do", "won't be using",
)  # fmt: skip
_AFTERWARDS = re.compile(
    r"(?:\s(?:experience|knowledge|skills?|background))?\s(?:(?:is|are)\s)?(?:not|isn't|aren't)"
    r"\s(?:(?:strictly|absolutely|actually)\s)?(?:required|needed|necessary)\b(?!\s*,?\s*(?:but|though|however|if))"
)
REACH = 70  # characters that _AFTERWARDS can need
_ALSO = re.compile(r"\s*(?:/|\bor\b|\bnor\b)\s*")


def negated(text: str, cues: Set[int], found: Sequence[Candidate]) -> set[Candidate]:
    """Those of `found` (in order of start) that the folded text denies; "not Java or C#" denies both.

    `cues` are the ends of the CUES in the text.
    """
    if not cues and "n't" not in text:
        return set()
    denied: set[Candidate] = set()
    last: Candidate | None = None  # the outermost that was denied last
    for one in found:
        if last is not None and last.holds(one):
            denied.add(one)
        elif (
            _denied_before(text, one, cues)
            or _AFTERWARDS.match(text, one.end, one.end + REACH)
            or (last is not None and _ALSO.fullmatch(text, last.end, max(last.end, one.start)))
        ):
            denied.add(one)
            last = one
    return denied


def _denied_before(text: str, one: Candidate, cues: Set[int]) -> bool:
    before = one.start - 1
    while before > 0 and one.start - before < 3 and text[before - 1] in " -(":
        before -= 1
    return before in cues and text[before : one.start] in (" ", "-", "  ", " (")
