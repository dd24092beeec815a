"""The curated sheets of this folder.

Touches: the package's own files.
"""

from collections.abc import Mapping
from importlib import resources

import yaml

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar is text: NO is Norway, 1.0 is a version


def sheet(name: str) -> Mapping:
    """What `demo/{name}.yaml` says, scalars as text."""
    return yaml.load(resources.files("jobtide.demo").joinpath(f"{name}.yaml").read_text("utf-8"), Loader=_Loader)
