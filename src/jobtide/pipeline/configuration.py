"""The settings of a home, from its settings.toml.

Touches: settings.toml in the home, for reading.
"""

import tomllib
from dataclasses import fields
from pathlib import Path

from jobtide.errors import Error
from jobtide.extraction.currencies import CODES
from jobtide.pay import UNITS
from jobtide.settings import Home, Settings
from jobtide.showing import FIELDS

_KINDS = {"str": (str,), "int": (int,), "float": (int, float)}
_IN_WORDS = {"str": 'a text in quotes, as in "uk"', "int": "a whole number", "float": "a number"}


def settings_of(home: Home) -> Settings:
    """The home's settings; what settings.toml does not name is as usual.

    Error for a key or a value that cannot be meant.
    """
    file = home.settings_file
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Error(f"{file} cannot be read: {error}.") from error
    known = {field.name: getattr(field.type, "__name__", field.type) for field in fields(Settings)}
    if "shown" in said:
        said["shown"] = _shown(said["shown"], file)
    for key, value in said.items():
        if key not in known:
            raise Error(f"{file}: there is no setting {key!r}. The settings are {', '.join(known)}.")
        if key == "shown":
            continue
        if not isinstance(value, _KINDS[known[key]]) or isinstance(value, bool):
            raise Error(f"{file}: {key} must be {_IN_WORDS[known[key]]}, not {value!r}.")
        if isinstance(value, int | float) and not 0 < value < float("inf"):
            raise Error(f"{file}: {key} must be above zero, not {value!r}.")
    settings = Settings(**said)
    if settings.currency not in CODES:
        raise Error(f"{file}: currency must be one of {', '.join(sorted(CODES))}, not {settings.currency!r}.")
    if settings.assumed_employment_type not in UNITS.values():
        raise Error(
            f"{file}: assumed_employment_type must be permanent or contract, not {settings.assumed_employment_type!r}."
        )
    return settings


def _shown(said: object, file: Path) -> dict[str, list[str]]:
    """The table of what may be shown, by source."""
    example = f'as in my-board = ["title", "url"]; there are {", ".join(FIELDS)}'
    if not isinstance(said, dict):
        raise Error(f"{file}: [shown] must be a table with a list of fields for each source, {example}.")
    for source, fields_of in said.items():
        if not isinstance(fields_of, list) or any(not isinstance(each, str) for each in fields_of):
            raise Error(f"{file}: [shown] {source} must be a list of fields, {example}.")
        for each in fields_of:
            if each not in FIELDS:
                raise Error(f"{file}: [shown] {source} names {each!r}, which is no field, {example}.")
    return said
