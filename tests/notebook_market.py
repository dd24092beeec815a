"""A home with a published market in it, for tests of what reads homes: drawn, so that it is there in no time."""

from pathlib import Path

import markets

MARKET = """
    times day        type      places     terms                         annual      daily   hourly live employer
    9     2025-11-03 permanent manchester developer,java-developer,java 40000-50000 -       -      live acme
    4     2025-10-20 permanent chester    developer,java,sql            55000       -       -      -    bell
    7     2025-09-18 permanent manchester java,sql                      60000-70000 -       -      live -
    2     2025-09-01 permanent london     project-manager               70000-80000 -       -      live cole
    3     2024-10-20 permanent manchester developer,java                42000       -       -      -    acme
    6     2025-08-09 contract  manchester developer,go                  -           400-500 -      live acme
    1     2025-08-09 contract  london     developer,go                  -           -       25.5   -    -
"""


def home(folder: Path) -> Path:
    """A home with one edition, which is current."""
    made, editions = folder / "made", folder / "home" / "editions"
    edition_id = markets.published(made, markets.drawn(MARKET)).edition.id
    editions.mkdir(parents=True)
    (made / "edition").rename(editions / edition_id)
    (editions / "current").write_text(edition_id + "\n", encoding="utf-8")
    return folder / "home"
