"""The definitions of figures from the YAML files of reference/measures/, a chapter each, in the order of their names.

Touches: the reference folder.
"""

import hashlib
import json
from dataclasses import asdict, fields
from pathlib import Path

import yaml

from jobtide.errors import BadReference
from jobtide.measure import SURFACES, Chapter, Example, Measure, Measures
from jobtide.reference.load import LOADER, own_folder

_TEXTS = ("id", "name", "question", "population", "unit", "rule", "shown")
_LISTS = ("functions", "queries", "caveats")
_EXAMPLE_TEXTS = ("words", "vacancies", "surface", "term", "category", "place", "employment_type")


def load_measures(folder: Path | None = None) -> Measures:
    """All definitions; of another `folder` laid out like reference/ where one is given.

    Raises BadReference, naming file and measure, for what cannot be read as one.
    """
    chapters, taken, problems = [], {}, []
    for file in sorted(((folder or own_folder()) / "measures").glob("*.yaml")):
        try:
            chapters.append(_chapter(file, taken))
        except (ValueError, yaml.YAMLError) as error:
            problems.append(f"measures/{file.name}: {' '.join(str(error).split())}")
    if problems:
        raise BadReference("\n".join(problems))
    text = json.dumps([asdict(chapter) for chapter in chapters], sort_keys=True, ensure_ascii=False)
    return Measures(tuple(chapters), hashlib.sha256(text.encode()).hexdigest())


def _chapter(file: Path, taken: dict[str, str]) -> Chapter:
    """`taken` holds the ids so far and the files that they stand in."""
    content = yaml.load(file.read_bytes(), Loader=LOADER)  # BaseLoader: makes nothing but text
    if not isinstance(content, dict) or set(content) != {"chapter", "words", "measures"}:
        raise ValueError("must hold just the keys chapter, words, measures")
    measures = []
    for raw in content["measures"]:
        measure = _measure(raw)
        if measure.id in taken:
            raise ValueError(f"{measure.id}: the id is taken already, in {taken[measure.id]}")
        taken[measure.id] = f"measures/{file.name}"
        measures.append(measure)
    return Chapter(content["chapter"], _paragraphs(content["words"]), tuple(measures))


def _measure(raw: object) -> Measure:
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
        raise ValueError(f"{str(raw)[:60]}: a measure is a mapping with an id")
    said = dict(raw)
    name = said["id"]
    made: dict[str, object] = {key: _text(name, key, said.pop(key, None)) for key in _TEXTS}
    made |= {key: _list(name, key, said.pop(key, [])) for key in _LISTS}
    keys = said.pop("keys", None)
    if not isinstance(keys, dict) or set(keys) - set(SURFACES):
        raise ValueError(f"{name}: keys are lists under {', '.join(SURFACES)}")
    made["keys"] = {surface: _list(name, f"keys of {surface}", listed) for surface, listed in keys.items()}
    made["example"] = _example(name, said.pop("example", None))
    if said:
        raise ValueError(f"{name}: unknown key {next(iter(said))!r}; known are {_names(Measure)}")
    return Measure(**made)


def _example(name: str, raw: object) -> Example:
    if not isinstance(raw, dict) or not isinstance(raw.get("figures"), dict):
        raise ValueError(f"{name}: an example is a mapping with figures")
    said = dict(raw)
    figures = {
        key: tuple(_list(name, key, figure)) if isinstance(figure, list) else _text(name, key, figure)
        for key, figure in said.pop("figures").items()
    }
    made: dict[str, object] = {key: _text(name, key, said.pop(key)) for key in _EXAMPLE_TEXTS if key in said}
    if "months" in said:
        made["months"] = int(said.pop("months"))
    if said:
        raise ValueError(f"{name}: an example has no {next(iter(said))!r}; it has {_names(Example)}")
    if not {"words", "vacancies"} <= set(made):
        raise ValueError(f"{name}: an example needs words and vacancies")
    return Example(figures=figures, **{**made, "vacancies": raw["vacancies"].rstrip()})


def _text(name: str, key: str, value: object) -> str:
    """One paragraph: how a text is broken into lines in the file says nothing."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name}: {key} must be a text that is not empty")
    return " ".join(value.split())


def _list(name: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise ValueError(f"{name}: {key} must be a list of texts")
    return tuple(" ".join(one.split()) for one in value)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip())


def _names(shape: type) -> str:
    return ", ".join(field.name for field in fields(shape))
