"""A stretch of folded text that may be a term."""

from dataclasses import dataclass

from jobtide.extraction.forms import Form


@dataclass(frozen=True, slots=True, eq=False)  # one occurrence is itself alone, and quick to look up
class Candidate:
    """`form` was found at start..end of the folded text; `rule` says why it is taken for a finding, once it is."""

    start: int
    end: int
    form: Form
    rule: str = ""

    def because(self, rule: str) -> "Candidate":
        return Candidate(self.start, self.end, self.form, rule)

    def holds(self, other: "Candidate") -> bool:
        return self.start <= other.start and other.end <= self.end

    def gap_to(self, other: "Candidate") -> int:
        """Characters between the two; negative where they overlap."""
        return max(self.start, other.start) - min(self.end, other.end)
