"""The moment until which an answer may be worked on.

Touches: the clock.
"""

import time

from jobtide.errors import TooLong


class Deadline:
    """So many seconds from now."""

    def __init__(self, seconds: float):
        self._seconds, self._until = seconds, time.monotonic() + seconds

    def check(self) -> None:
        """Raises TooLong once the time is over."""
        if time.monotonic() > self._until:
            raise TooLong(
                f"This takes longer than the {self._seconds:g} seconds that an answer may take. Ask for fewer "
                "vacancies: name a term, a place or days."
            )
