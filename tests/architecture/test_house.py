"""docs/architecture.md names every room of the house, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "src" / "jobtide"


def drawing() -> str:
    """The plan of the house: the first block of code."""
    return re.search(r"```\n(.*?)```", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"), re.DOTALL)[1]


def rooms() -> set[str]:
    files = {file.stem for file in HOUSE.glob("*.py") if file.stem != "__init__"}
    return files | {f"{folder.name}/" for folder in HOUSE.iterdir() if (folder / "__init__.py").exists()}


def test_every_module_and_folder_of_the_house_is_on_its_plan():
    named = set(re.findall(r"(?<![\w/])(\w+/?)(?![\w.])", drawing()))
    assert sorted(rooms() - named) == []


def test_what_opens_a_line_of_the_plan_is_there():
    opening = re.findall(r"^  ([a-z_]+/?)(?:<|\s{2,}|$)", drawing().split("src/jobtide/\n")[1], re.MULTILINE)
    assert sorted(set(opening) - rooms()) == []
