"""What two judges from outside say of each kind of page: the Nu HTML checker, and Lighthouse.

    make audit
    python benchmarks/audit.py --tools DIR [--home DIR] [--only nu|lighthouse] [PATH …]

`--tools` is a folder in which `npm install vnu-jar lighthouse` was run; the checker needs Java. Without --home a demo
market is made first. Exits 1 if the checker finds anything, or if a score of home, index or term page is below 98 in
three goes: Lighthouse measures the speed of the whole machine, so the best of three counts.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from serving import served

LEAST, GOES = 98, 3
SCORED = ("/", "/permanent/uk", "/permanent/uk/python")
PAGES = (
    *SCORED, "/contract/london/java?months=3", "/permanent/world/cobol", "/categories", "/categories/cloud-services",
    "/places", "/movers", "/definitions", "/definitions/median", "/methodology", "/quality", "/editions", "/data",
    "/about", "/explore", "/explore?where=python+and+aws", "/compare", "/compare?t=python,java", "/search?q=java",
    "/search?q=xyzzy", "/vacancies?term=python", "/embed/permanent/uk/python/pay", "/permanent/nowhere/python",
    "/permanent/uk/python/pay.svg", "/permanent/uk/python/histogram.svg", "/static/site.css",
)  # fmt: skip
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def checked(tools: Path, address: str, paths: list[str], folder: Path) -> list[str]:
    """What the Nu checker finds, a line each."""
    for path in paths:
        body, ending = _got(address + path)
        (folder / f"{_named(path)}.{ending}").write_bytes(body)
    jar = next(tools.glob("node_modules/vnu-jar/build/dist/vnu.jar"))
    command = ["java", "-jar", str(jar), "--format", "json", "--also-check-css", "--also-check-svg", str(folder)]
    messages = json.loads(subprocess.run(command, capture_output=True, text=True).stderr)["messages"]
    return [
        f"{Path(found['url']).stem}: {found['type']}: {found['message']} {found.get('extract', '')[:120]!r}"
        for found in messages
        if found["type"] == "error" or found.get("subType") == "warning"
    ]


def scored(tools: Path, url: str, chromium: str) -> dict[str, int]:
    """Lighthouse's four scores, of 100, as a phone on a slow line has the page."""
    command = [
        str(tools / "node_modules/.bin/lighthouse"), url, "--output=json", "--quiet", "--no-enable-error-reporting",
        "--only-categories=performance,accessibility,best-practices,seo",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "CHROME_PATH": chromium})
    if done.returncode:
        raise SystemExit(f"Lighthouse failed at {url}:\n{done.stderr[-1000:]}")
    report = json.loads(done.stdout)
    for audit in report["audits"].values():
        if audit["score"] is not None and audit["score"] < 0.9 and audit["scoreDisplayMode"] in ("binary", "numeric"):
            print(f"    {audit['id']}: {audit.get('displayValue', '')} {audit['title']}")
    return {name: round(100 * found["score"]) for name, found in report["categories"].items()}


def best(tools: Path, url: str, chromium: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for _ in range(GOES):
        scores = scored(tools, url, chromium)
        found = {name: max(score, found.get(name, 0)) for name, score in scores.items()}
        if min(found.values()) >= LEAST:
            break
    return found


def _got(url: str) -> tuple[bytes, str]:
    try:
        with urllib.request.urlopen(url) as answer:
            kind, body = answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as error:  # pages that say what is wrong are pages too
        kind, body = error.headers.get_content_type(), error.read()
    return body, {"text/html": "html", "image/svg+xml": "svg", "text/css": "css"}[kind]


def _named(path: str) -> str:
    return "".join(each if each.isalnum() else "_" for each in path) or "home"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--tools", type=Path, required=True)
    parser.add_argument("--home")
    parser.add_argument("--only", choices=("nu", "lighthouse"))
    asked = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        home = asked.home or f"{folder}/home"
        if not asked.home:
            jobtide = str(Path(sys.executable).with_name("jobtide"))
            subprocess.run([jobtide, "demo", "--no-serve", "--home", home], check=True)
        pages = Path(folder) / "pages"
        pages.mkdir()
        with served(home) as server:
            address = f"http://127.0.0.1:{server.port}"
            if asked.only != "lighthouse":
                found = checked(asked.tools, address, asked.paths or list(PAGES), pages)
                print(f"Nu: {len(found)} found on {len(asked.paths or PAGES)} pages", *found, sep="\n  ", flush=True)
                wrong += len(found)
            if asked.only != "nu":
                chromium = next(path for name in CHROMIUM if (path := shutil.which(name)))
                for path in asked.paths or SCORED:
                    scores = best(asked.tools, address + path, chromium)
                    print(
                        f"Lighthouse {path}: {'  '.join(f'{name} {score}' for name, score in scores.items())}",
                        flush=True,
                    )
                    wrong += min(scores.values()) < LEAST
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
