"""From where a market is read: a folder or an address."""

import os
from os import PathLike
from pathlib import Path

from jobtide.errors import Error
from jobtide.notebook.market import Market

_USUAL = "jobtide-home"


def opened(where: str | PathLike | None, edition: str | None = None) -> Market:
    """`where` is an address where it begins with http:// or https://, else a folder. Raises Error."""
    text = os.fspath(where) if where is not None else os.environ.get("JOBTIDE_HOME") or _USUAL
    if text.startswith(("http://", "https://")):
        from jobtide.notebook.served import Served

        return Market(Served(text, edition))
    from jobtide.notebook.local import Local

    folder = Path(text).expanduser()
    if not folder.is_dir():
        raise Error(
            f"There is no folder {text}. Name the home of a market, or the address of a served one (https://…)."
        )
    return Market(Local(folder, edition))
