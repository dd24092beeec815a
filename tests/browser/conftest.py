"""A browser, and the site served to it. `reader_source` is what the site shows: override it for other figures."""

import os
import shutil
import threading
import time
from contextlib import contextmanager

import pytest
import uvicorn
from example_reader import Source, labelled

from jobtide.serving.app import create_app

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@pytest.fixture(scope="session")
def reader_source():
    return Source(labelled("synthetic data"))


@pytest.fixture(scope="session")
def address(reader_source, serving):
    """Where the site is served, on a free port, while the tests run."""
    with serving(reader_source) as found:
        yield found


@pytest.fixture(scope="session")
def serving():
    """Serves other figures: `with serving(source) as address`."""
    return _serving


@contextmanager
def _serving(reader_source):
    server = uvicorn.Server(uvicorn.Config(create_app(reader_source), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def browser():
    if _CHROMIUM is None:
        reason = "no Chromium on this machine"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser, address):
    """Opens a page of the site; afterwards nothing may have been logged as an error or asked of another host."""
    contexts, wrong = [], []

    def open_page(path: str, *, width: int = 1280, dark: bool = False, script: bool = True):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith(address) else wrong.append(asked.url))
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
