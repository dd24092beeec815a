"""An open observatory of the IT job market. In a notebook:

    import jobtide
    market = jobtide.open("jobtide-home")  # or the address of a served market
    market.term("Python", place="London")

Importing this loads nothing else: what is needed comes with the first market that is opened.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from jobtide.notebook.market import Market

__all__ = ["open"]


def open(where: "str | PathLike | None" = None, edition: str | None = None) -> "Market":
    """The market in a folder (a home of the command line) or at an address (of `jobtide serve`).

    Without `where` it is the home that the command line takes: JOBTIDE_HOME, else ./jobtide-home. `edition` is the id
    of an earlier one; without it the current one is read. Raises errors.NoEdition and errors.Unknown, and errors.Error
    where nothing answers. Touches: the folder, or the network.
    """
    from jobtide.notebook.opening import opened

    return opened(where, edition)
