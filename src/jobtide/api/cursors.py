"""Where the next part of a list begins, as a text that says so to nobody but this API. Pure.

A cursor belongs to one list of one edition, which never changes: the parts together are the whole, each row once.
"""

import base64
import hashlib
import json
from collections.abc import Sequence

from jobtide.api.parameters import BadParameter

_OFFSET_MOST = 10**12


def written(edition: str, question: str, offset: int) -> str:
    """`question` is whatever tells one list from another."""
    said = json.dumps([edition, _digest(question), offset])
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def offset_of(cursor: str | None, edition: str, question: str) -> int:
    """How many rows were given already. Raises BadParameter for a cursor of another list or edition."""
    if cursor is None:
        return 0
    try:
        padded = cursor.encode() + b"=" * (-len(cursor) % 4)
        of_edition, of_question, offset = json.loads(base64.b64decode(padded, b"-_", validate=True))
    except (ValueError, TypeError, RecursionError):
        raise BadParameter("cursor", "This is no cursor. Begin without one, and follow the links named next.") from None
    if of_edition != edition:
        raise BadParameter(
            "cursor",
            f"This cursor is of edition {str(of_edition)[:40]}, and {edition} is asked. Name the edition with "
            "`edition=`, as the links named next do, or begin again without a cursor.",
        )
    if of_question != _digest(question) or type(offset) is not int or not 0 <= offset < _OFFSET_MOST:
        raise BadParameter("cursor", "This cursor is of another list: it fits only what it came with.")
    return offset


def question_of(path: str, given: Sequence[tuple[str, str]]) -> str:
    """What tells one list from another: all of an address but where and how long a part of it is."""
    return json.dumps([path, sorted(pair for pair in given if pair[0] not in ("cursor", "limit", "edition"))])


def _digest(question: str) -> str:
    return hashlib.sha256(question.encode("utf-8", "surrogatepass")).hexdigest()[:12]
