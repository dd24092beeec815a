"""The reference data against its own rules, with the reader that reads adverts."""

from jobtide.extraction.terms import TermReader
from jobtide.reference import checks
from jobtide.reference.load import Reference
from jobtide.reference.measure_checks import measure_problems
from jobtide.reference.measures import load_measures


def problems(reference: Reference) -> list[str]:
    """A sentence for each entry that breaks a rule or is not read as its lines say, naming file and entry."""
    reader = TermReader(reference.taxonomy)

    def reads(title: str, description: str) -> set[str]:
        return {finding.slug for finding in reader.read(title, description, None)}

    found = [str(problem) for problem in checks.problems(reference, reads)]
    return [*found, *measure_problems(load_measures(), reference)]
