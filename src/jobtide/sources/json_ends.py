"""Where in a text a value of JSON ends, and where the next one may begin if it has no end."""

import re
from dataclasses import dataclass

_REST = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+(")?', re.DOTALL)
_STEP = re.compile(rf'([\[{{\]}}])|"{_REST.pattern}', re.DOTALL)
_WORD = re.compile(r'[^,\]}\s"\[{]*')
# One or two keys: what lies inside records often has the first of them too.
_SHORT_VALUE = r'\s*(?:[^"{}\[\],]{1,40}|"[^"\\]{0,200}")\s*'
_BEGINNING = re.compile(rf'\{{\s*"([^"\\]{{1,100}})"\s*:(?:{_SHORT_VALUE},\s*"([^"\\]{{1,100}})"\s*:)?')


class Ending:
    """Looks for the end of a value that may reach over many windows. Brackets are counted, texts passed over.

    `is_even` says whether as many curly brackets were closed as were opened.
    """

    def __init__(self) -> None:
        self._depth = self._curly = 0
        self._begun = self._inside = False  # the value; a text of it

    @property
    def is_even(self) -> bool:
        return self._curly == 0

    def after(self, text: str, start: int, stop: int | None = None) -> tuple[int | None, int]:
        """The index behind the value, None where it is not before `stop`; and where to go on when there is more.

        `start` is where the value begins, later where the call before said. `stop` is the end of the text if not given.
        """
        stop = len(text) if stop is None else stop
        if not self._begun and text[start] not in '{["':
            end = _WORD.match(text, start).end()
            end += end == start  # a bracket that closes nothing
            return (end if end < stop else None), start
        self._begun = True
        if self._inside:
            rest = _REST.match(text, start, stop)
            start, self._inside = rest.end(), rest[1] is None
            if self._inside or self._depth == 0:
                return (None if self._inside else start), start
        for step in _STEP.finditer(text, start, stop):
            if step[1] is not None:
                by = 1 if step[1] in "[{" else -1
                self._depth += by
                if step[1] in "{}":
                    self._curly += by
            elif step[2] is None:
                self._inside = True
                return None, step.end()
            if self._depth <= 0:
                return step.end(), step.end()
        return None, stop


@dataclass(frozen=True, slots=True)
class Next:
    """How a record begins that follows one like it: with the same two keys, or with the same one."""

    likely: re.Pattern
    perhaps: re.Pattern

    @classmethod
    def after(cls, text: str, start: int) -> "Next | None":
        """None where no object begins here."""
        found = _BEGINNING.match(text, start)
        if not found:
            return None
        first = rf'(?<=[}},])\s*\{{\s*"{re.escape(found[1])}"\s*:'
        second = rf'{_SHORT_VALUE},\s*"{re.escape(found[2])}"\s*:' if found[2] else ""
        return cls(re.compile(first + second), re.compile(first))
