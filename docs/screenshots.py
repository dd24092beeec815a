"""The pictures of README.md and docs/, made anew: a demo market, served, photographed in headless Chromium.

make screenshots
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).parent / "images"
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
# name: (address, width, height, colour scheme)
PICTURES = {
    "home": ("/", 1280, 1150, "light"),
    "page": ("/permanent/uk/python", 1280, 1500, "light"),
    "page-dark": ("/permanent/london/data-engineer", 1280, 1100, "dark"),
    "page-phone": ("/permanent/uk/python", 390, 1200, "light"),
    "index": ("/permanent/uk", 1280, 1000, "light"),
    "places": ("/permanent/uk#places", 1280, 900, "light"),
    "contract": ("/contract/uk/java", 1280, 1500, "light"),
    "category": ("/categories/cloud-services?type=permanent&in=uk", 1280, 1000, "light"),
    "vacancies": ("/vacancies?type=permanent&in=uk&term=python", 1280, 900, "light"),
    "explore": ("/explore?type=permanent&in=uk&where=python+and+(aws+or+azure)", 1280, 1000, "light"),
    "compare": ("/compare?t=python,java,go&in=london&type=permanent", 1280, 1100, "light"),
    "definition": ("/definitions/median", 1280, 1100, "light"),
}


@contextmanager
def served(home: str) -> Iterator[str]:
    """The address of a demo market that is being served."""
    jobtide = str(Path(sys.executable).with_name("jobtide"))
    subprocess.run([jobtide, "demo", "--no-serve", "--home", home], check=True)
    process = subprocess.Popen([jobtide, "serve", "--home", home, "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().split()[2]
    finally:
        process.terminate()
        process.wait()


def photographed(site: str) -> None:
    """Takes every picture of the site that is served there."""
    IMAGES.mkdir(exist_ok=True)
    browser_path = next(path for path in CHROMIUM if Path(path).exists())
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=browser_path, args=flags)
        for name, (address, width, height, scheme) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto(site + address)
            page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=IMAGES / f"{name}.png")
            page.close()
        browser.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, served(f"{folder}/home") as site:
        photographed(site)


if __name__ == "__main__":
    main()
