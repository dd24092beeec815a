"""Every kind of live source, against a server that answers as its API does: paging, adverts, a second fetch."""

import live_apis
import pytest
from loopback import Imagined, Loopback, http

from jobtide.pipeline.fetching import Wanted, fetch
from jobtide.pipeline.live_sources import live_sources
from jobtide.settings import Home, Settings
from jobtide.sources import formats
from jobtide.sources.facts import all_facts

KEYS = {"ADZUNA_APP_ID": "an-id", "ADZUNA_APP_KEY": "a-key", "REED_API_KEY": "a-key", "USAJOBS_EMAIL": "me@example.org",
        "USAJOBS_API_KEY": "a-key"}  # fmt: skip
BOARDS = 'boards = ["acme"]'
FEED = 'addresses = ["{url}/feed.xml"]\n'
PAGES = 'parameters = { sitemaps = ["{url}/sitemap.xml"], match = ["*/jobs/*"] }'
#    kind                 adverts  requests  adverts read  complete  set up with
KINDS = [
    ("greenhouse",          3,     1,         3,  True,  BOARDS),
    ("lever",             230,     3,       230,  True,  BOARDS),
    ("lever",             200,     3,       200,  True,  BOARDS),
    ("ashby",               3,     1,         3,  True,  BOARDS),
    ("workable",            3,     1,         3,  True,  BOARDS),
    ("smartrecruiters",    12,    13,        12,  True,  BOARDS),
    ("recruitee",           3,     1,         3,  True,  BOARDS),
    ("personio",            3,     1,         3,  True,  BOARDS),
    ("teaching_vacancies", 230,    3,       230,  True,  ""),
    ("teaching_vacancies", 200,    2,       200,  True,  ""),
    ("nhs_jobs",          230,     3,       230,  True,  ""),
    ("adzuna",            120,     3,       120,  False, ""),
    ("reed",              120,     2,       120,  False, ""),
    ("hacker_news",      1003,     5,      2006,  False, ""),
    ("arbeitnow",         120,     2,       120,  True,  ""),
    ("remotive",            3,     1,         3,  True,  ""),
    ("remote_ok",           3,     1,         3,  False, ""),
    ("jobicy",              3,     1,         3,  False, ""),
    ("himalayas",          50,     3,        50,  True,  ""),
    ("the_muse",           50,     3,        50,  False, ""),
    ("usajobs",           260,     2,       260,  True,  ""),
    ("jobtech",             3,     2,         6,  False, "parameters = { days = 2 }"),
    ("feed",                3,     1,         3,  False, FEED),
    ("feed",                3,     1,         3,  True,  FEED + "parameters = { whole = true }"),
    ("pages",               3,     5,         3,  True,  PAGES),
]  # fmt: skip


def test_every_kind_is_tried():
    assert {row[0] for row in KINDS} == set(all_facts())


@pytest.mark.parametrize(
    ("kind", "adverts", "requests", "read", "complete", "setting"), KINDS, ids=[f"{row[0]} {row[1]}" for row in KINDS]
)
def test_a_kind_is_asked_page_by_page_and_read(tmp_path, kind, adverts, requests, read, complete, setting):
    facts = all_facts()[kind]
    assert facts.format is None or facts.format in formats.formats()
    time, site = Imagined(), getattr(live_apis, kind)(adverts)

    class Everywhere(dict):
        def get(self, path, otherwise):
            return http(404) if path == "/robots.txt" else site

    with Loopback(Everywhere()) as server:
        consent = 'consent = "agreed"' if facts.needs_consent else ""
        at = "" if facts.addresses else f'at = "{server.url}"'
        text = f"""
            [[source]]
            name = "here"
            kind = "{kind}"
            allow_private = ["{server.host}"]
            pace = "0s"
            {at}
            {consent}
            {setting.replace("{url}", server.url)}
        """
        (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
        home = Home(tmp_path)
        wanted = Wanted(environment=KEYS, full=True)

        def once():
            server.seen.clear()
            return fetch(home, Settings(workers=1), live_sources(home).sources, wanted, time.world())[0]

        first = once()
        assert (first.state, first.reason) == ("ok", "")
        assert len(server.paths()) == requests
        assert (first.adverts, first.complete) == (read, complete)
        overlap = 2 if kind == "hacker_news" else 0  # a second question for each thread begins at the first one's end
        assert (first.counts.accepted, first.counts.repeated, first.counts.quarantined) == (read, overlap, 0)
        if kind != "jobtech":  # it is asked for news alone
            time.pass_by(24 * 3600)
            again = once()
            assert again.state in ("ok", "not modified")
            assert (again.counts.accepted, again.counts.repeated, again.complete) == (0, read + overlap, complete)
        ledger = (tmp_path / "landing" / "ledger.jsonl").read_text(encoding="utf-8")
        assert not any(secret in ledger for secret in KEYS.values())
        for file in tmp_path.rglob("*.sqlite"):
            assert not any(secret.encode() in file.read_bytes() for secret in ("a-key", "an-id"))
