"""Every case of docs/hostile-inputs.md has a test: one that carries its number, or one that the page names."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CASES = {
    int(found[1]): found[2]
    for found in re.finditer(
        r"^\| (\d+) \|.*\| ([^|]*) ?\|$", (ROOT / "docs/hostile-inputs.md").read_text(encoding="utf-8"), re.M
    )
}
SERVING = {69}  # of requests, which are no input
_NUMBERED = re.compile(r"""def test_0?(\d{1,2})_|\bid=f?"0?(\d{1,2})[ :]|\bids=\["(\d{1,2}) """)


def numbered() -> dict[int, set[str]]:
    found = defaultdict(set)
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for numbers in _NUMBERED.findall(file.read_text(encoding="utf-8")):
            found[int(next(filter(None, numbers)))].add(str(file.relative_to(ROOT)))
    return found


def test_every_case_is_on_the_page():
    assert set(CASES) == set(range(1, 73)) - SERVING


@pytest.mark.parametrize("number", sorted(CASES))
def test_a_case_has_a_test(number):
    named = re.findall(r"`(tests/[^:`]+)::(\w+)`", CASES[number])
    for file, name in named:
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file} has no {name}"
    assert named or numbered()[number], f"nothing tests case {number}"
