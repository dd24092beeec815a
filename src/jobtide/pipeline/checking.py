"""The reference data against its own rules, with the reader that reads adverts."""

from jobtide.extraction.terms import TermReader
from jobtide.reference import checks
from jobtide.reference.load import Reference


def problems(reference: Reference) -> list[str]:
    """A sentence for each entry that breaks a rule or is not read as its lines say, naming file and entry."""
    reader = TermReader(reference.taxonomy)

    def reads(title: str, description: str) -> set[str]:
        return {finding.slug for finding in reader.read(title, description, None)}

    return [str(problem) for problem in checks.problems(reference, reads)]
