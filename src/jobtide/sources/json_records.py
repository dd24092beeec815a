"""Records of JSON documents, one after the other, in constant memory and with exact counts.

A capture holds one document or several: on one line, over many lines, one a line. A document is

    [record, record, …]                     an array of them, or of documents that hold them
    {"jobs": [record, record, …], …}        an object with a list of them, at a known path
    record                                  one of them

A record that is bad (not JSON, not an object, NaN, nested too deeply, over 5 MB) is told with its reason, and the next
one is read. A capture that ends inside a document gives the records before its end and then a bad one that says CUT, so
that half an answer never passes for a whole one.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from jobtide.issue import Issue
from jobtide.record import BadRecord, Record
from jobtide.sources.json_ends import Ending, Next
from jobtide.sources.json_outline import Path, begun, path_in
from jobtide.sources.json_text import RAW, BadJson, JsonText
from jobtide.sources.json_window import Window
from jobtide.sources.opening import Opened
from jobtide.sources.text import LONGEST, NOT_UTF8

CUT = "not JSON, the document is cut short"
_WINDOW = 1 << 20  # characters in which an object that holds records has begun its list
_LOOKED_AHEAD = 32 << 20  # characters that are read in vain, in all, for the ends of values that have none
_PLAUSIBLE = re.compile(r"\s*(?:[,\]\[{}]|$)")  # what may follow a value; white space and the next one
_LIST_OF_OBJECTS = re.compile(r"\[\s*\{")


def json_records(opened: Opened, lists: Sequence[Path]) -> Iterator[Record | BadRecord]:
    """The records of a capture whose objects hold lists of them at the first of the paths `lists`, or are records."""
    return iter(JsonRecords(opened, lambda value: path_in(value, lists)))


class JsonRecords:
    """Iterates over the records of a capture.

    `list_of` gives the path to the list of records in an object that holds some; None for an object that is a record.
    `around` holds the texts and numbers that stood before that list in the object: the employer of a board.
    """

    def __init__(self, opened: Opened, list_of: Callable[[object], Path | None]):
        self.around: dict[str, object] = {}
        self._window = Window(opened)
        self._list_of = list_of
        self._json = JsonText()
        self._position = 0
        self._ahead = _LOOKED_AHEAD
        self._cut = False

    def __iter__(self) -> Iterator[Record | BadRecord]:
        window = self._window
        while first := window.gap():
            if first == "[":
                yield from self._list()
            elif first == "{":
                yield from self._object()
            else:
                yield self._slowly()

    def _object(self) -> Iterator[Record | BadRecord]:
        """An object that is a record or holds some."""
        window = self._window
        while True:
            try:
                value, end = self._json.begun(window.text, window.at)
            except (ValueError, RecursionError):
                end, _ = Ending().after(window.text, window.at)
                if end is None and len(window.text) - window.at < _WINDOW and window.more():
                    continue
                value = begun(window.text[window.at : end])
                if (path := self._list_of(value)) is None:
                    yield self._slowly()
                    return
            break
        path = self._list_of(value)
        if path is None:
            yield self._record(value, *window.taken(end))
        else:
            self.around = {}
            yield from self._members(path)

    def _members(self, path: Path) -> Iterator[Record | BadRecord]:
        """The records in the list at a path into an object."""
        window = self._window
        window.at += 1
        while (first := window.gap()) == '"':
            key = self._passed().text
            if window.space() != ":":
                break
            window.at += 1
            first = window.space()
            is_next = key[1:-1] == path[0]
            if is_next and first == "[" and len(path) == 1:
                yield from self._list()
            elif is_next and first == "{" and len(path) > 1:
                yield from self._members(path[1:])
            elif not first or (passed := self._passed()).cut:
                break
            elif first not in "[{" and not passed.too_long:
                with suppress(BadJson):
                    self.around[key[1:-1]] = self._json.value(passed.text)
        if window.space() == "}":
            window.at += 1
        elif not window.space():
            yield from self._cut_short("inside an object that holds records")
        else:
            yield self._slowly()

    def _list(self, inner: bool = False) -> Iterator[Record | BadRecord]:
        """The records of a list; those of the lists and objects in it too, where they hold some."""
        window, read, list_of = self._window, self._json.begun, self._list_of
        window.at += 1
        while (first := window.gap()) != "]":
            if first == "{":
                try:
                    value, end = read(window.text, window.at)
                except (ValueError, RecursionError):
                    yield self._slowly()
                    continue
                path = list_of(value)
                if path is None:
                    yield self._record(value, *window.taken(end))
                else:
                    self.around = {}
                    yield from self._members(path)
            elif first == "[" and not inner and _LIST_OF_OBJECTS.match(window.text, window.at):
                yield from self._list(inner=True)
            elif first:
                yield self._slowly()
            else:
                yield from self._cut_short("inside a list of records")
                return
        window.at += 1

    def _record(self, value: object, text: str, is_utf8: bool) -> Record | BadRecord:
        try:
            if not is_utf8:
                value = self._json.value(text)
            if not isinstance(value, dict):
                return self._bad("not an object", f"a {type(value).__name__}", text)
            fields, issues = self._json.mended(value, text)
        except BadJson as error:
            return self._bad(error.reason, error, text)
        self._position += 1
        return Record(self._position - 1, fields, issues if is_utf8 else (NOT_UTF8, *issues))

    def _slowly(self) -> Record | BadRecord:
        """A record that could not be read at once: it goes on behind the window, or is bad."""
        window, next_ = self._window, Next.after(self._window.text, self._window.at)
        passed = self._passed(next_)
        if passed.cut:
            self._cut = True
            return self._bad(CUT, "inside a record", passed.text)
        if passed.too_long:
            return self._bad("longer than 5 MB", "", passed.text)
        text = passed.text
        try:
            value = self._json.value(text)
        except BadJson as error:
            if error.reason == "not JSON" and next_ is not None and (found := next_.likely.search(text, 1)):
                window.at -= len(text) - found.start()  # quotes too few here and there seemed to be right together
                text = text[: found.start()]
            return self._bad(error.reason, error, text)
        return self._record(value, text, passed.is_utf8)

    def _cut_short(self, where: str) -> Iterator[BadRecord]:
        """Told once, however deep inside the capture ends."""
        if not self._cut:
            self._cut = True
            yield self._bad(CUT, where)

    def _bad(self, reason: str, detail: object, text: str = "") -> BadRecord:
        self._position += 1
        where = f"before character {self._window.position() + 1}"
        return BadRecord(self._position - 1, Issue(reason, f"{where}: {detail}"[:200]), text[:RAW])

    def _passed(self, next_: Next | None = None) -> "_Passed":
        """Goes behind a value, or behind what is left of one that has no end.

        `next_` tells how the record behind it may begin: one quote too few makes all that follows part of a record.
        """
        window, ending = self._window, Ending()
        at, beginning = window.at, ""
        while True:
            stop = (None if self._ahead > 0 else self._begins(next_)) or len(window.text)
            end, at = ending.after(window.text, at, stop)
            if end is not None:
                if not (ending.is_even and _PLAUSIBLE.match(window.text, end)):
                    end = self._begins(next_, before=end, or_perhaps=not ending.is_even) or end
                break
            if stop < len(window.text):
                end = stop
                break
            if at - window.at > LONGEST:
                if (end := self._begins(next_, or_perhaps=True)) is not None:
                    break
                beginning, next_, window.at = beginning or window.text[window.at : window.at + RAW], None, at
            at -= window.at
            if not window.more():
                if (end := self._begins(next_, or_perhaps=True)) is not None:
                    break
                is_word = not beginning and window.text[window.at :][:1] not in ("{", "[", '"')
                text, is_utf8 = window.taken(len(window.text))
                return _Passed(beginning or text, is_utf8, cut=not is_word)
        text, is_utf8 = window.taken(end)
        return _Passed(beginning or text, is_utf8, too_long=bool(beginning) or len(text) > LONGEST)

    def _begins(self, next_: Next | None, before: int | None = None, or_perhaps: bool = False) -> int | None:
        """Where in the window the next record may begin; None where nothing looks like it."""
        window = self._window
        before = len(window.text) if before is None else before
        if next_ is None:
            return None
        found = next_.likely.search(window.text, window.at + 1, before)
        if found is None and or_perhaps:
            found = next_.perhaps.search(window.text, window.at + 1, before)
        if found is None:
            return None
        self._ahead -= before - window.at
        return found.start()


@dataclass(frozen=True, slots=True)
class _Passed:
    """`text` is only its beginning where the value was too long to be held."""

    text: str
    is_utf8: bool
    cut: bool = False
    too_long: bool = False
