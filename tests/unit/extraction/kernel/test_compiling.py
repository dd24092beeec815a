"""Compiled code in other processes, in folders that cannot be written, and nowhere near a page."""

import ast
import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from unit.extraction.kernel.readers import readers

from jobtide.extraction.kernel.sources import AROUND, RULES

ADVERT = ("Java Developer", "Go, Kubernetes and Terraform", None)


def _reads(reader):
    return reader.read_all([ADVERT]).of(0)


def test_a_spawned_process_reads_alike():
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(_reads, readers()[1]).result() == _reads(readers()[1])


def run(code: str, **environment: str) -> str:
    given = {**os.environ, **environment}
    done = subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_showing_and_explaining_import_no_compiler():
    modules = "jobtide.cli, jobtide.pipeline.explaining, jobtide.pipeline.publish, jobtide.extraction.reading"
    assert run(f"import {modules}, sys; print('numba' in sys.modules)") == "False"


def test_where_nothing_can_be_written_code_is_compiled_all_the_same(tmp_path):
    code = (
        "import numba.core.caching as caching\n"
        "for locator in caching.CacheImpl._locator_classes: locator.from_function = classmethod(lambda *_: None)\n"
        "from jobtide.extraction.kernel.words import hash_all\n"
        "import numpy as np\n"
        "found = np.zeros(1, dtype=np.uint64)\n"
        "hash_all(np.zeros(64, dtype=np.uint8), np.array([0, 5], dtype=np.int32), found)\n"
        "print(found[0])"
    )
    assert run(code) == "0"


def test_what_the_machine_code_is_made_from_is_known():
    """Else old code would be taken for the new. Of the others only what builds tables for it may be imported."""
    from jobtide.extraction import kernel

    tables = {"forms", "text"}
    for file in Path(kernel.__file__).parent.glob("*.py"):
        if file.stem in AROUND:
            continue
        imported = {
            node.module.removeprefix("jobtide.extraction.")
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module.startswith("jobtide.extraction.")
        }
        assert {name for name in imported if not name.startswith("kernel")} <= {*RULES, *tables}, file
