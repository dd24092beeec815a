"""The reference data against its own rules, with the reader that reads adverts."""

from jobtide.extraction.facets import FacetReader
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
    return [*found, *facet_problems(reference), *measure_problems(load_measures(), reference)]


def facet_problems(reference: Reference) -> list[str]:
    """A sentence for each line of a facet's value that is not read as it says."""
    reader = FacetReader(reference.facets, reference.gazetteer)
    found = []
    for value in reference.facets:
        where = f"facets: {value.facet} {value.name}"
        found += [
            f"{where}: is not found in {line!r}" for line in value.finds if value.name not in reader.values(value, line)
        ]
        found += [
            f"{where}: is found in {line!r}" for line in value.ignores if value.name in reader.values(value, line)
        ]
        if not (value.phrases or value.exact or value.alone):
            found.append(f"{where}: has no words to be found by")
    return found
