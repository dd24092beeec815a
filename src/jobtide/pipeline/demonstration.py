"""A synthetic market in a home of its own, through the same pipeline as any other.

Touches: the demo's home, which is made anew.
"""

import json
import shutil
from collections.abc import Callable
from datetime import date

from jobtide.demo import LABEL, market
from jobtide.errors import Error
from jobtide.pipeline.ingest import Options, ingest
from jobtide.pipeline.publish import publish
from jobtide.reference.load import Reference
from jobtide.settings import Home, Settings

_MARK = "demo.json"  # says that the home holds nothing but a demo, and which


def make(
    home: Home,
    settings: Settings,
    reference: Reference,
    adverts: int,
    seed: int,
    as_of: date,
    say: Callable[[str], None],
) -> str:
    """The id of the demo's edition. A home that holds anything but an earlier demo is refused."""
    mark = home.folder / _MARK
    if mark.exists():
        shutil.rmtree(home.folder)
    elif home.folder.exists() and any(home.folder.iterdir()):
        raise Error(f"{home.folder} holds something other than a demo. Name another folder with --home.")
    home.scratch.mkdir(parents=True)
    mark.write_text(json.dumps({"adverts": adverts, "seed": seed, "as_of": as_of.isoformat()}) + "\n", encoding="utf-8")
    home.label_file.write_text(LABEL + "\n", encoding="utf-8")
    file = home.scratch / "demo.jsonl"
    say(f"Writing {adverts:,} invented adverts …")
    market.write(file, adverts, seed, as_of)
    say("Ingesting them …")
    report = ingest(home, settings, [file], Options(seen_at=as_of), as_of)
    file.unlink()
    total = report.total
    say(
        f"{total.received:,} received = {total.accepted:,} accepted + {total.repeated:,} repeated "
        f"+ {total.quarantined:,} quarantined"
    )
    say("Reading and publishing …")
    return publish(home, settings, reference, as_of).id
