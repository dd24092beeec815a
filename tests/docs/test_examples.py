"""What the docs tell a reader to type works: every command line is understood, and those of the README are run."""

import csv
import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from jobtide.cli import main

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NOT_RUN = ("serve", "demo")  # these would go on until they are stopped; the browser tests start them


def command_lines(page: Path) -> list[list[str]]:
    """The words of each line that starts with jobtide, its continuations joined and its comment left out."""
    text = re.sub(r"\\\n\s*", " ", page.read_text(encoding="utf-8"))
    lines = re.findall(r"^(?:    |\$ )?(jobtide .+)$", text, flags=re.MULTILINE)
    return [shlex.split(line, comments=True)[1:] for line in lines]


EXAMPLES = [(page.name, words) for page in PAGES for words in command_lines(page)]


@pytest.mark.parametrize(
    ("page", "words"), EXAMPLES, ids=[f"{page}: {' '.join(words)[:60]}" for page, words in EXAMPLES]
)
def test_a_command_line_in_the_docs_is_understood(page, words):
    name, *rest = words
    command = main.get_command(click.Context(main), name)
    assert command is not None, f"{page} names jobtide {name}, which there is not"
    command.make_context(name, rest, resilient_parsing=False)


def test_the_readmes_commands_run_one_after_the_other(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with (tmp_path / "adverts.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "job_title", "description", "location", "salary", "date"])
        writer.writerow([1, "Backend Developer", "Go and AWS.", "Manchester", "£60k", "2025-11-20"])
        writer.writerow([2, "Data Engineer", "Python and SQL.", "London", "£70k - £80k", "2025-11-21"])
    ran = []
    for words in command_lines(ROOT / "README.md"):
        if words[0] not in NOT_RUN:
            result = CliRunner().invoke(main, words)
            assert result.exit_code == 0, f"jobtide {shlex.join(words)}\n{result.output}"
            ran.append(words[0])
    assert {"ingest", "publish", "show", "index", "explain"} <= set(ran)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_docs_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    broken = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert not broken
