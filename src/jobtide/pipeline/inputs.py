"""All that an edition is made from, as its manifest says it: where two have the same, they are the same edition.

Touches: the home, for reading.
"""

import importlib.metadata
from dataclasses import asdict
from datetime import date
from pathlib import Path

from jobtide.adverts.store import segments
from jobtide.edition import manifest
from jobtide.measure import Measures
from jobtide.reference.load import Reference
from jobtide.settings import Home, Settings

# Settings that change how an edition is made but not what is in it.
_WITHOUT_EFFECT = (
    "expect_from", "expect_history", "expect_news", "expect_share", "expect_median", "memory_gib", "workers",
)  # fmt: skip


def inputs_of(home: Home, settings: Settings, reference: Reference, measures: Measures, as_of: date) -> manifest.Inputs:
    files = [*segments(home.adverts), *segments(home.sightings), *segments(home.absences)]
    said = {name: value for name, value in asdict(settings).items() if name not in _WITHOUT_EFFECT}
    return manifest.Inputs(
        as_of=as_of,
        software=importlib.metadata.version("jobtide"),
        reference=reference.digest,
        definitions=measures.digest,
        settings=said,
        adverts={str(file.relative_to(home.folder)): file.stat().st_size for file in files},
        label=_label(home.label_file),
    )


def _label(file: Path) -> str | None:
    return file.read_text(encoding="utf-8").strip() if file.exists() else None
