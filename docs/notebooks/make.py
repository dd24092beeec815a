"""The notebooks, made anew: each script here is run cell by cell on a demo market, and written with what it showed.

    make notebooks

A script is text and code in cells that begin with "# %% [markdown]" and "# %%"; editors open it as a notebook, and it
is what is reviewed. Needs nothing that jobtide does not need.
"""

import ast
import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
HOME = "../../demo-home"  # where `make demo` puts the market, as seen from here
_LANGUAGE = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python", "pygments_lexer": "ipython3"}


@dataclass(frozen=True)
class Cell:
    is_code: bool
    text: str


def scripts() -> list[Path]:
    return sorted(file for file in HERE.glob("*.py") if file.name != Path(__file__).name)


def cells_of(script: Path) -> Iterator[Cell]:
    parts = script.read_text(encoding="utf-8").split("\n# %%")
    for part in parts[1:] if not parts[0].startswith("# %%") else [parts[0].removeprefix("# %%"), *parts[1:]]:
        kind, _, text = part.partition("\n")
        if "[markdown]" in kind:
            lines = (line.removeprefix("#").removeprefix(" ") for line in text.strip("\n").splitlines())
            yield Cell(False, "\n".join(lines).strip())
        else:
            yield Cell(True, text.strip("\n"))


def run(script: Path, home: str = HOME) -> list[tuple[Cell, list[dict]]]:
    """Each cell with the outputs that it had. `home` is opened in place of the demo's, and passes for it."""
    names: dict[str, object] = {"__name__": "__main__"}
    done, turn = [], 0
    for cell in cells_of(script):
        turn += cell.is_code
        outputs = _outputs(cell.text.replace(HOME, home), names, turn) if cell.is_code else []
        done.append((cell, json.loads(json.dumps(outputs).replace(home, HOME))))
    return done


def notebook(done: list[tuple[Cell, list[dict]]]) -> dict:
    """In the notebook format, 4.5."""
    cells, turn = [], 0
    for number, (cell, outputs) in enumerate(done, 1):
        said: dict = {"id": f"cell-{number}", "metadata": {}, "source": _lines(cell.text)}
        if cell.is_code:
            turn += 1
            cells.append({"cell_type": "code", **said, "execution_count": turn, "outputs": outputs})
        else:
            cells.append({"cell_type": "markdown", **said})
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": _LANGUAGE}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _outputs(code: str, names: dict[str, object], turn: int) -> list[dict]:
    """What the code printed, and what its last line is, as a notebook shows them."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<cell>", "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
    outputs = []
    if printed.getvalue():
        outputs.append({"output_type": "stream", "name": "stdout", "text": _lines(printed.getvalue())})
    if value is not None:
        data = {"text/plain": _lines(repr(value))}
        if hasattr(value, "_repr_html_"):
            data["text/html"] = _lines(value._repr_html_())
        outputs.append({"output_type": "execute_result", "execution_count": turn, "data": data, "metadata": {}})
    return outputs


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = os.environ.get("JOBTIDE_HOME")
        if not home:
            home = f"{folder}/demo-home"
            jobtide = str(Path(sys.executable).with_name("jobtide"))
            subprocess.run([jobtide, "demo", "--no-serve", "--home", home], check=True)
        for script in scripts():
            made = notebook(run(script, home))
            file = script.with_suffix(".ipynb")
            file.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
