"""Which way imports may point: the sentences of docs/architecture.md, each held against every module."""

import ast
from pathlib import Path

import pytest

import jobtide

PACKAGE = Path(jobtide.__file__).parent
WORLDLY = {"__init__", "engine", "spark", "landing", "durable", "lock", "arrow", "kept", "statements"}
NOUNS = {path.stem for path in PACKAGE.glob("*.py")} - WORLDLY
STAGES = {"reference", "sources", "landing", "engine", "adverts", "extraction", "statistics", "edition", "demo"}
SURFACES = {"site", "cli", "api", "serving", "notebook", "exports"}
# Modules of the standard library and elsewhere that reach outside the process.
WORLD = {"duckdb", "pyarrow", "socket", "subprocess", "urllib", "httpx", "fastapi", "uvicorn", "requests", "sqlite3"}
PURE = {"extraction", "statistics", "shown"}


def rooms() -> dict[str, set[str]]:
    """The modules that each module imports, by dotted name below jobtide; others by the name of their package."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        module = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        imports = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "jobtide":
                names = [f"{node.module}.{alias.name}" for alias in node.names if is_module(node.module, alias.name)]
                names = names or [node.module]
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            imports |= {
                name.removeprefix("jobtide.") if name.startswith("jobtide.") else name.split(".")[0] for name in names
            }
        found[module or "jobtide"] = imports
    return found


def is_module(package: str, name: str) -> bool:
    place = PACKAGE.parent.joinpath(*package.split("."), name)
    return place.is_dir() or place.with_suffix(".py").exists()


def room(module: str) -> str:
    return module.split(".")[0]


def refuse(arrows: list[str], sentence: str) -> None:
    assert not arrows, f"{sentence}\n" + "\n".join(f"  {arrow}" for arrow in arrows)


ALL = sorted((module, imported) for module, imports in rooms().items() for imported in imports)


def test_nouns_import_only_nouns_and_the_standard_library():
    ours = NOUNS | STAGES | SURFACES | {"shown", "pipeline"}
    foreign = WORLD | {
        "yaml",
        "ibis",
        "numpy",
        "click",
        "rich",
        "jinja2",
        "altair",
        "rapidfuzz",
        "selectolax",
        "zstandard",
    }
    arrows = [
        f"{module} → {imported}"
        for module, imported in ALL
        if module in NOUNS and (room(imported) in ours - NOUNS or imported in foreign)
    ]
    refuse(arrows, "Imports point from everything to the nouns, never back.")


def test_no_stage_imports_another_stage():
    arrows = [
        f"{module} → {imported}"
        for module, imported in ALL
        if room(module) in STAGES and room(imported) in STAGES and room(module) != room(imported)
    ]
    refuse(arrows, "No stage imports another stage; only pipeline knows their order.")


def test_no_stage_imports_a_surface():
    arrows = [f"{m} → {i}" for m, i in ALL if room(m) in STAGES | {"shown"} and room(i) in SURFACES | {"pipeline"}]
    refuse(arrows, "Data flows to the surfaces; nothing before them knows them.")


@pytest.mark.parametrize("pure", sorted(PURE))
def test_nothing_pure_imports_what_touches_the_world(pure):
    arrows = [f"{m} → {i}" for m, i in ALL if room(m) == pure and (i in WORLD or room(i) in {"engine", "landing"})]
    refuse(arrows, f"{pure} is pure: it imports nothing that touches the world.")


def test_surfaces_read_figures_only_through_the_reader():
    allowed = {"edition.reader", "edition.shelf", "edition.manifest"}
    hidden = {"statistics", "engine", "adverts", "landing", "sources"}
    arrows = [
        f"{module} → {imported}"
        for module, imported in ALL
        if room(module) in SURFACES
        and (room(imported) in hidden or (room(imported) == "edition" and imported not in allowed))
    ]
    refuse(arrows, "Surfaces read figures only through edition.reader, and compute nothing.")


def test_the_surfaces_do_not_know_each_other():
    # `jobtide serve` starts the site; that is all that one says to the other.
    arrows = [f"{m} → {i}" for m, i in ALL if room(m) == "site" and room(i) == "cli"]
    refuse(arrows, "The site does not know the command line.")


def test_no_room_has_a_vague_name():
    vague = {"utils", "util", "helpers", "common", "misc", "core", "base", "manager", "tools"}
    assert not [module for module in rooms() if vague & set(module.split("."))]
