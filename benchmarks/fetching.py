"""What fetching costs beside the waiting: pages a second of processor time, and memory, from a server on the loopback.

    python benchmarks/fetching.py [--adverts 20000] [--pages 1000]

Three kinds: one large answer (a Greenhouse board), pages of a hundred (Lever), and single pages of a sitemap, each a
capture of its own. A second fetch, a day later, sees the same adverts again. Without a pace between requests, which
politeness asks for in earnest.
"""

import argparse
import json
import resource
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import live_apis
from loopback import Imagined, Loopback, http

from jobtide.pipeline.fetching import Wanted, fetch
from jobtide.pipeline.live_sources import live_sources
from jobtide.settings import Home, Settings

FILLER = "Experience of services in production, of tests and of people who use them is what we look for. " * 25


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--adverts", type=int, default=20_000)
    options.add_argument("--pages", type=int, default=1_000)
    said = options.parse_args()
    live_apis.TEXT += FILLER
    print(f"{'kind':<14}{'fetch':<8}{'requests':>10}{'adverts':>10}{'MB':>8}{'CPU s':>9}{'wall s':>9}{'ms a page':>11}")
    for kind, many, setting in (
        ("greenhouse", said.adverts, 'boards = ["acme"]'),
        ("lever", said.adverts, 'boards = ["acme"]\ncaps = { pages = 100000 }'),
        ("pages", said.pages, 'parameters = { sitemaps = ["{url}/sitemap.xml"] }\ncaps = { pages = 100000 }'),
    ):
        measure(kind, many, setting)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB (server included)")


def measure(kind: str, many: int, setting: str) -> None:
    site = kept(getattr(live_apis, kind)(many))

    class Everywhere(dict):
        def get(self, path, otherwise):
            return http(404) if path == "/robots.txt" else site

    with tempfile.TemporaryDirectory() as folder, Loopback(Everywhere()) as server:
        at = "" if kind == "pages" else f'at = "{server.url}"\n'
        setting = setting.replace("{url}", server.url)
        (Path(folder) / "sources.toml").write_text(
            f'[[source]]\nname = "s"\nkind = "{kind}"\npace = "0s"\nallow_private = ["{server.host}"]\n{at}{setting}\n'
        )
        imagined, home = Imagined(), Home(Path(folder))
        for name in ("first", "second"):
            server.seen.clear()
            wall, used = time.perf_counter(), time.process_time()
            (done,) = fetch(home, Settings(workers=1), live_sources(home).sources, Wanted(), imagined.world())
            wall, used = time.perf_counter() - wall, time.process_time() - used
            if not done.complete:
                raise SystemExit(json.dumps(done.reason))
            print(
                f"{kind:<14}{name:<8}{len(server.paths()):>10,}{done.counts.received:>10,}{done.bytes / 1e6:>8.1f}"
                f"{used:>9.2f}{wall:>9.2f}{1000 * used / len(server.paths()):>11.2f}"
            )
            imagined.moment += timedelta(days=1)


def kept(site):
    """Each answer is made once, so that the server's work is not measured twice."""
    answers = {}

    def answer(got):
        if got.target not in answers:
            answers[got.target] = site(got)
        return answers[got.target]

    return answer


if __name__ == "__main__":
    main()
