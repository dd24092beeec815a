"""The notebooks run, and say what their scripts say; on a small market of their own, since the demo takes a while."""

import importlib.util
import json
from pathlib import Path

import markets
import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "notebooks"
SKILLS = ["Docker", "AWS", "Terraform", "CI/CD"]


def _make():
    spec = importlib.util.spec_from_file_location("make_notebooks", FOLDER / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


make = _make()
SCRIPTS = make.scripts()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A market that has what the notebooks ask for."""
    folder = tmp_path_factory.mktemp("market")
    taxonomy = markets.taxonomy(
        **{"Job Titles": ["Developer"], "Programming Languages": ["Python"], "System Software": ["Kubernetes"],
           "General": SKILLS}
    )  # fmt: skip
    slugs = ["docker", "aws", "terraform", "ci-cd"]
    rows = [
        markets.vacancy(
            number, places=[["manchester", "london", "chester"][number % 3]], employer=f"Firm {number}",
            employment_type="contract" if number % 4 == 0 else "permanent", recognised_title=True,
            terms=sorted(["developer", "kubernetes", "python", slugs[number % 4], slugs[number % 3]]),
            seniority=[["senior", "lead", "junior"][number % 3]], currency="GBP", live=number % 5 == 0,
            pay_unit="daily" if number % 4 == 0 else "annual",
            pay_low=400.0 + number if number % 4 == 0 else 40_000.0 + 100 * number,
            pay_high=500.0 + number if number % 4 == 0 else 50_000.0 + 100 * number,
            first_seen=markets.AS_OF.replace(year=2025 - number % 2, month=1 + number % 11),
        )
        for number in range(240)
    ]  # fmt: skip
    edition_id = markets.published(folder, rows, taxonomy).edition.id
    editions = folder / "home" / "editions"
    editions.mkdir(parents=True)
    (folder / "edition").rename(editions / edition_id)
    (editions / "current").write_text(edition_id + "\n", encoding="utf-8")
    return folder / "home"


def test_there_are_three():
    assert len(SCRIPTS) == 3


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_every_cell_runs_and_shows_something(script, home):
    done = make.run(script, str(home))
    shown = [cell for cell, outputs in done if cell.is_code and outputs]
    assert len(shown) >= 4
    assert str(home) not in json.dumps(make.notebook(done))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_what_is_kept_was_made_from_the_script_as_it_is_now(script):
    kept = json.loads(script.with_suffix(".ipynb").read_text(encoding="utf-8"))
    cells = list(make.cells_of(script))
    assert ["".join(cell["source"]) for cell in kept["cells"]] == [cell.text for cell in cells], "run make notebooks"
    assert [cell["cell_type"] == "code" for cell in kept["cells"]] == [cell.is_code for cell in cells]
    assert all(
        cell["outputs"] for cell in kept["cells"] if cell["cell_type"] == "code" and "def " not in cell["source"][0]
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_it_is_small_and_in_the_notebook_format(script):
    file = script.with_suffix(".ipynb")
    assert file.stat().st_size < 200_000
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert (kept["nbformat"], kept["nbformat_minor"]) == (4, 5)
    import nbformat

    nbformat.validate(nbformat.from_dict(kept))
