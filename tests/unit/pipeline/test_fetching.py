"""Fetching from servers that behave and misbehave; numbers are those of the list of hostile inputs."""

import json
import os
import signal
import subprocess
import sys
import time as real_time
from dataclasses import replace
from datetime import timedelta

import live_apis
import pyarrow.parquet as pq
import pytest
from loopback import Imagined, Loopback, http, one_after_the_other

from jobtide.errors import Busy, Unwritable
from jobtide.landing import Landing
from jobtide.lock import locked
from jobtide.pipeline.fetch_state import statuses
from jobtide.pipeline.fetching import Wanted, fetch
from jobtide.pipeline.live_sources import live_sources
from jobtide.pipeline.source_list import listed
from jobtide.settings import Home, Settings

BOARD = "/v1/boards/acme/jobs"
LEVER = "/v0/postings/acme"
TEACHING = "/api/v1/jobs.json"


class Trial:
    """A home with sources of one server, in an imagined time."""

    def __init__(self, folder, server, *sources: str):
        self.home, self.server, self.time = Home(folder), server, Imagined()
        entries = []
        for number, source in enumerate(sources):
            name = "" if "name =" in source else f'name = "s{number}"\n'
            pace = "" if "pace =" in source else 'pace = "0s"\n'
            entries.append(
                f'[[source]]\n{name}{pace}at = "{server.url}"\nallow_private = ["{server.host}"]\n{source}\n'
            )
        (folder / "sources.toml").write_text("\n".join(entries), encoding="utf-8")

    def fetch(self, **wanted):
        self.server.seen.clear()
        sources = live_sources(self.home).sources
        return fetch(self.home, Settings(workers=1), sources, Wanted(**wanted), self.time.world())

    def one(self, **wanted):
        (outcome,) = self.fetch(**wanted)
        return outcome

    def next_day(self, **wanted):
        self.time.pass_by(24 * 3600)
        return self.one(**wanted)

    @property
    def entries(self):
        return Landing(self.home).entries()

    @property
    def complete_days(self):
        return {source: len(days) for source, days in Landing(self.home).rounds().items()}


GREENHOUSE = 'kind = "greenhouse"\nboards = ["acme"]'
LEVER_SOURCE = 'kind = "lever"\nboards = ["acme"]'
SCHOOLS = 'kind = "teaching_vacancies"'


def test_each_answer_is_a_capture_with_its_address_and_the_day_it_came(tmp_path):
    with Loopback({BOARD: live_apis.greenhouse(3)}) as server:
        trial = Trial(tmp_path, server, GREENHOUSE)
        done = trial.one()
        (entry,) = trial.entries
        assert (done.state, done.complete, done.counts.received) == ("ok", True, 3)
        assert entry.address == "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true"
        assert (entry.source, entry.seen_at.isoformat(), trial.complete_days) == (
            "s0/acme",
            "2026-03-02",
            {"s0/acme": 1},
        )


def test_several_pages_are_complete_together(tmp_path):
    with Loopback({LEVER: live_apis.lever(230)}) as server:
        trial = Trial(tmp_path, server, LEVER_SOURCE)
        assert trial.one().complete
        assert (len(trial.entries), trial.complete_days) == (3, {"s0/acme": 1})


def test_what_has_not_changed_is_seen_again_today(tmp_path):
    body = live_apis.greenhouse(3)(None).split(b"\r\n\r\n", 1)[1]
    site = lambda got: http(304) if got.headers.get("if-none-match") == '"1"' else http(200, body, ETag='"1"')  # noqa: E731
    with Loopback({BOARD: site}) as server:
        trial = Trial(tmp_path, server, GREENHOUSE)
        trial.one()
        again = trial.next_day()
        assert (again.state, again.bytes, again.counts.repeated, again.complete) == ("not modified", 0, 3, True)
        assert trial.complete_days == {"s0/acme": 2}
        assert len({entry.capture for entry in trial.entries}) == 1


def test_15_a_source_that_never_changes_is_not_believed_for_ever(tmp_path):
    lying = lambda got: http(304) if "if-none-match" in got.headers else live_apis.greenhouse(3 + len(seen))(got)  # noqa: E731
    seen = []

    def site(got):
        answer = lying(got)
        return answer.replace(b"Connection", b'ETag: "1"\r\nConnection')

    with Loopback({BOARD: site}) as server:
        trial = Trial(tmp_path, server, GREENHOUSE + "\nrefetch_every = 3")
        states = []
        for _ in range(5):
            states.append(trial.next_day().state)
            seen.append(1)
        assert states == ["ok", "not modified", "not modified", "ok", "not modified"]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        pytest.param(
            http(200, "<!DOCTYPE html><html>Sorry"), "a page for people where json is due", id="8 an error page"
        ),
        pytest.param(http(200, "\n<!-- x --><html><div id=captcha>"), "captcha", id="8 a captcha"),
        pytest.param(http(200, "[]", Cf_Mitigated="challenge"), "wants to see a person", id="8 a challenge"),
        pytest.param(http(403, "<html>"), "HTTP 403", id="8 forbidden"),
    ],
)
def test_a_page_for_people_is_a_blocked_source_not_one_without_adverts(tmp_path, answer, sentence):
    with Loopback({BOARD: one_after_the_other(live_apis.greenhouse(20)(None), answer)}) as server:
        trial = Trial(tmp_path, server, GREENHOUSE)
        trial.one()
        done = trial.next_day()
        assert (done.state, done.complete, done.pages) == ("blocked", False, 0)
        assert sentence in done.reason
        assert trial.complete_days == {"s0/acme": 1}


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        pytest.param(
            http(200, '{"jobs": [{"id": 1'), "no JSON, or was cut short", id="4 cut short, of the right length"
        ),
        pytest.param(http(200, b'{"jobs": [' + b" " * 70_000_000), "larger than 67,108,864 bytes", id="5 a flood"),
        pytest.param(http(200, '{"error": "over quota"}'), "has no list jobs", id="52 another shape"),
        pytest.param(http(200, '{"jobs": [{"name": 1}]}'), "adverts have no id", id="52 ids that are gone"),
        pytest.param(http(200, "null"), "has no list jobs", id="null"),
        pytest.param(http(200, "[" * 100_000), "no JSON", id="44 depth"),
        pytest.param(http(404), "nothing at", id="a board that is gone"),
        pytest.param(http(500), "HTTP 500", id="an error"),
        pytest.param(
            http(307, Location="https://www.example.com/"), "another host", id="11 a dead board leads elsewhere"
        ),
    ],
)
def test_a_fetch_that_failed_closes_nothing_and_says_why(tmp_path, answer, sentence):
    with Loopback({BOARD: one_after_the_other(live_apis.greenhouse(20)(None), answer)}) as server:
        trial = Trial(tmp_path, server, GREENHOUSE + "\ncaps = { tries = 1 }")
        assert trial.one().complete
        for _ in range(3):
            done = trial.next_day()
            assert (done.state in ("failed", "refused"), done.complete) == (True, False)
            assert sentence in done.reason
        assert trial.complete_days == {"s0/acme": 1}


@pytest.mark.parametrize(("now", "complete"), [(0, False), (9, False), (10, True), (19, True)])
def test_9_far_fewer_adverts_than_before_close_nothing(tmp_path, now, complete):
    with Loopback(
        {BOARD: one_after_the_other(live_apis.greenhouse(20)(None), live_apis.greenhouse(now)(None))}
    ) as server:
        trial = Trial(tmp_path, server, GREENHOUSE)
        trial.one()
        done = trial.next_day()
        assert (done.state, done.complete) == ("ok" if complete else "degraded", complete)
        if not complete:
            assert f"it gave {now} adverts where it had 20: nothing is closed" in done.reason
            assert trial.next_day().state == "degraded"  # the smaller number is not got used to
            accepted = trial.next_day(accept_fewer=True)
            assert (accepted.state, accepted.complete) == ("ok", now > 0)  # an empty fetch never closes anything
            assert trial.next_day().state == "ok"


def test_13_pages_that_repeat_themselves_end_at_once_and_close_nothing(tmp_path):
    page = live_apis.lever(200)
    for_ever = lambda got: page(replace(got, target=got.target.replace("skip=", "skip=0&x=")))  # noqa: E731
    with Loopback({LEVER: for_ever}) as server:
        done = Trial(tmp_path, server, LEVER_SOURCE).one()
        assert (len(server.paths()), done.state, done.complete, done.counts.accepted) == (2, "degraded", False, 100)
        assert done.reason == "its pages repeat what earlier ones held"


@pytest.mark.parametrize("there", ["/feed.xml", "/feed.xml?page=2"])
def test_13_a_next_that_leads_back_ends_at_once(tmp_path, there):
    def site(got):
        items = "".join(f"<entry><id>{n}</id><title>Developer {n}</title></entry>" for n in range(2))
        return http(200, f'<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="{there}"/>{items}</feed>')

    with Loopback({"/feed.xml": site}) as server:
        source = f'kind = "feed"\naddresses = ["{server.url}/feed.xml"]'
        done = Trial(tmp_path, server, source).one()
        assert len(server.paths()) == (1 if there == "/feed.xml" else 2)
        assert (done.state, done.reason) == ("degraded", "its pages lead back to earlier ones")


def test_13_pages_without_end_stop_at_the_cap(tmp_path):
    with Loopback({LEVER: live_apis.lever(100_000)}) as server:
        done = Trial(tmp_path, server, LEVER_SOURCE + "\ncaps = { pages = 4 }").one()
        assert (len(server.paths()), done.state, done.complete) == (4, "degraded", False)
        assert done.reason == "its cap of 4 pages was reached (caps.pages)"
        assert done.counts.accepted == 400  # what came is kept


@pytest.mark.parametrize(("cap", "sentence"), [("bytes = 60000", "60,000 bytes"), ("seconds = 3", "3 s")])
def test_other_caps_stop_a_fetch_too(tmp_path, cap, sentence):
    with Loopback({LEVER: live_apis.lever(100_000)}) as server:
        done = Trial(tmp_path, server, f'{LEVER_SOURCE}\npace = "1s"\ncaps = {{ {cap} }}').one()
        assert sentence in done.reason
        assert 0 < len(server.paths()) < 6


def shifting(count: int, gone: int):
    """Teaching Vacancies, where `gone` adverts of the first page go while the second is read."""
    asked = []

    def site(got):
        asked.append(got)
        page = int(got.query["page"])
        data = [
            {"url": f"https://example.org/{n}", "title": f"Technician {n}", "description": live_apis.TEXT}
            for n in range(count)
        ]
        if len(asked) > 1:
            del data[:gone]
        some = data[page * 100 - 100 : page * 100]
        return http(
            200,
            json.dumps(
                {
                    "data": some,
                    "meta": {"totalPages": -(-len(data) // 100), "count": count if len(asked) == 1 else len(data)},
                }
            ),
        )

    return site


def test_14_pages_that_shift_are_read_once_more_and_adverts_counted_once(tmp_path):
    with Loopback({TEACHING: shifting(230, 3)}) as server:
        done = Trial(tmp_path, server, SCHOOLS).one()
        assert [got.query["page"] for got in server.seen if got.path == TEACHING] == ["1", "2", "3", "1", "2", "3"][
            : len(server.paths())
        ]
        assert (done.state, done.adverts) == ("ok", 230)


def test_14_what_stays_short_is_not_complete(tmp_path):
    site = live_apis.teaching_vacancies(230)
    lossy = lambda got: site(got).replace(b"/jobs/150", b"/jobs/149") if "page=2" in got.target else site(got)  # noqa: E731
    with Loopback({TEACHING: lossy}) as server:
        done = Trial(tmp_path, server, SCHOOLS).one()
        assert len(server.paths()) == 6  # it was looked at twice
        assert (done.state, done.complete, done.reason) == ("degraded", False, "it tells of 230 adverts and gave 229")


def test_where_news_alone_is_asked_for_it_stops_at_what_is_known(tmp_path):
    count = 950
    with Loopback({TEACHING: lambda got: newest_first(count)(got)}) as server:
        trial = Trial(tmp_path, server, SCHOOLS + "\nfull_every = 3")
        told = []
        for count in (950, 960, 1170, 1170):  # noqa: B007 (the server reads it)
            done = trial.next_day()
            told.append((len(server.paths()), done.counts.accepted, done.complete))
        assert told == [(10, 950, True), (1, 10, False), (3, 210, False), (12, 0, True)]


def newest_first(count: int):
    def site(got):
        numbers = range(count - 1, -1, -1)
        page = int(got.query["page"])
        data = [
            {
                "@type": "JobPosting",
                "url": f"https://example.org/{n}",
                "title": f"Technician {n}",
                "description": live_apis.TEXT,
            }
            for n in numbers[page * 100 - 100 : page * 100]
        ]
        return http(200, json.dumps({"data": data, "meta": {"totalPages": -(-count // 100), "count": count}}))

    return site


def test_nhs_jobs_is_asked_for_what_was_published_since(tmp_path):
    with Loopback({"/api/v1/search_xml": live_apis.nhs_jobs(3)}) as server:
        trial = Trial(tmp_path, server, 'kind = "nhs_jobs"')
        trial.one()
        assert "publishedFrom" not in server.paths()[0]
        assert trial.next_day().complete is False
        assert "publishedFrom=2026-03-01" in server.paths()[0]
        assert trial.next_day(full=True).complete is True


def test_jobtech_goes_on_where_the_last_fetch_began(tmp_path):
    with Loopback({"/v2/stream": live_apis.jobtech(1)}) as server:
        trial = Trial(tmp_path, server, 'kind = "jobtech"\nparameters = { days = 2 }')
        trial.one()
        assert [got.query["updated-after"] for got in server.seen[1:]] == ["2026-02-28T09:00:00", "2026-03-01T09:00:00"]
        trial.time.pass_by(3600)
        trial.one()
        assert [got.query["updated-after"] for got in server.seen] == ["2026-03-02T08:50:00"]


def test_one_boards_failure_stops_no_other_and_spoils_no_others_completeness(tmp_path):
    answers = {
        "/v1/boards/a/jobs": live_apis.greenhouse(3),
        "/v1/boards/b/jobs": http(404),
        "/v1/boards/c/jobs": live_apis.greenhouse(4),
    }
    with Loopback(answers) as server:
        trial = Trial(tmp_path, server, 'kind = "greenhouse"\nboards = ["a", "b", "c"]')
        done = trial.one()
        assert (done.state, done.counts.received) == ("degraded", 7)
        assert done.reason.startswith("b: there is nothing at") and done.reason.endswith("(1 of 3 failed)")
        assert trial.complete_days == {"s0/a": 1, "s0/c": 1}


def test_one_sources_failure_stops_no_other(tmp_path):
    with Loopback({BOARD: live_apis.greenhouse(3), LEVER: http(200, "<html>")}) as server:
        trial = Trial(tmp_path, server, 'kind = "reed"\nconsent = "ok"', LEVER_SOURCE, 'kind = "adzuna"', GREENHOUSE)
        reed, lever, adzuna, greenhouse = trial.fetch()
        assert (reed.state, "REED_API_KEY" in reed.reason) == ("failed", True)
        assert (lever.state, adzuna.state, greenhouse.state) == ("blocked", "off", "ok")
        assert "Adzuna agreed in writing" in adzuna.reason


def test_a_host_that_fails_again_and_again_is_left_alone(tmp_path):
    with Loopback({f"/v1/boards/{name}/jobs": http(502) for name in "abcdefgh"}) as server:
        boards = json.dumps(list("abcdefgh"))
        done = Trial(tmp_path, server, f'kind = "greenhouse"\nboards = {boards}\ncaps = {{ tries = 1 }}').one()
        assert (done.state, len(server.paths())) == ("failed", 3)


def test_10_a_source_that_wants_to_be_left_alone_is(tmp_path):
    answer = http(429, Retry_After="7200")
    with Loopback({LEVER: answer}) as server:
        trial = Trial(tmp_path, server, LEVER_SOURCE)
        done = trial.one()
        assert (done.state, len(server.paths())) == ("failed", 1)
        assert "asks to be left alone for 7,200 s" in done.reason
        trial.time.pass_by(7000)
        left = trial.one()
        assert (left.state, server.seen) == ("not due", [])
        assert "left alone until 2026-03-02 11:00 UTC" in left.reason
        server.answers[LEVER] = live_apis.lever(3)
        trial.time.pass_by(300)
        assert trial.one().state == "ok"


def test_10_for_a_day_at_most(tmp_path):
    with Loopback({LEVER: http(503, Retry_After="1000000000")}) as server:
        trial = Trial(tmp_path, server, LEVER_SOURCE)
        trial.one()
        assert statuses(trial.home)["s0"].not_before == trial.time.moment + timedelta(days=1)


def test_17_a_tenant_that_disallows_everything_is_refused(tmp_path):
    with Loopback({"/robots.txt": http(200, "User-agent: *\nDisallow: /"), BOARD: live_apis.greenhouse(3)}) as server:
        done = Trial(tmp_path, server, GREENHOUSE).one()
        assert (done.state, server.paths()) == ("refused", [])
        assert "robots.txt disallows it" in done.reason


def test_what_is_not_due_is_skipped_and_said(tmp_path):
    with Loopback({BOARD: live_apis.greenhouse(3)}) as server:
        trial = Trial(tmp_path, server, GREENHOUSE + '\nevery = "6h"')
        assert trial.one(due=True).state == "ok"
        trial.time.pass_by(3600)
        done = trial.one(due=True)
        assert (done.state, done.reason, server.seen) == ("not due", "next at 2026-03-02 15:00 UTC", [])
        assert trial.one().state in ("ok", "not modified")  # somebody asked for it
        trial.time.pass_by(6 * 3600)
        assert trial.one(due=True).state == "ok"


def test_57_a_clock_that_was_set_back_silences_nobody(tmp_path):
    with Loopback({BOARD: live_apis.greenhouse(3)}) as server:
        trial = Trial(tmp_path, server, GREENHOUSE)
        trial.one()
        trial.time.moment -= timedelta(days=400)
        assert trial.one(due=True).state == "ok"
        assert statuses(trial.home)["s0"].run == 2


def test_62_an_advert_is_gone_after_two_complete_fetches_without_it(tmp_path):
    with Loopback({BOARD: live_apis.greenhouse(20)}) as server:
        trial = Trial(tmp_path, server, GREENHOUSE)
        trial.one()
        server.answers[BOARD] = live_apis.greenhouse(19)
        trial.next_day()
        server.answers[BOARD] = http(500)
        trial.next_day()
        assert trial.complete_days == {"s0/acme": 2}
        server.answers[BOARD] = live_apis.greenhouse(19)
        trial.next_day()
        assert trial.complete_days == {"s0/acme": 3}


def test_an_answer_that_cannot_be_read_at_all_is_kept_and_said(tmp_path):
    with Loopback({"/feed.xml": live_apis.feed(3)}) as server:
        source = f'kind = "feed"\naddresses = ["{server.url}/feed.xml"]\nformat = "parquet"'
        done = Trial(tmp_path, server, source).one()
        assert (done.state, done.complete, done.counts.received) == ("degraded", False, 0)
        assert [str(file) in done.reason for file in (tmp_path / "landing").rglob("*.zst")] == [True]
        assert [one.format for one in Landing(Home(tmp_path)).unreadable()] == ["parquet"]


def test_52_an_answer_of_another_shape_is_kept_to_be_looked_at(tmp_path):
    with Loopback({BOARD: http(200, '{"vacancies": [{"id": 1}]}')}) as server:
        done = Trial(tmp_path, server, GREENHOUSE).one()
        (file,) = (tmp_path / "landing").rglob("*.zst")
        assert done.state == "failed"
        assert done.reason.endswith(f"its shape has changed. The answer is kept as {file}")
        (kept,) = Landing(Home(tmp_path)).unreadable()
        assert (kept.capture, kept.format) == (file.name.split(".")[0], "greenhouse")


def test_adverts_that_cannot_be_read_close_nothing(tmp_path):
    odd = http(200, json.dumps({"jobs": [{"id": n} for n in range(20)], "meta": {"total": 20}}))
    with Loopback({BOARD: odd}) as server:
        trial = Trial(tmp_path, server, GREENHOUSE)
        done = trial.one()
        assert (done.complete, done.counts.accepted, done.counts.received) == (False, 0, 20)
        assert done.counts.quarantined == 20
        assert trial.complete_days == {}


@pytest.mark.parametrize(
    "body",
    [
        "\n".join(json.dumps({"id": n, "title": "Tester"}) for n in range(300))[:-9],
        "<jobs>"
        + "".join(f'<job id="{n}"><name>Tester</name></job>' for n in range(300))
        + '<job id="300"><!--</jobs>',
    ],
    ids=["JSON Lines", "XML"],
)
def test_3_a_feed_that_ends_in_the_middle_of_an_advert_is_not_complete_however_long_it_is(tmp_path, body):
    with Loopback({"/feed": http(200, body)}) as server:
        source = (
            f'kind = "feed"\naddresses = ["{server.url}/feed"]\nmap = ["title=name"]\nparameters = {{ whole = true }}'
        )
        trial = Trial(tmp_path, server, source if body[0] == "<" else source.replace('map = ["title=name"]', ""))
        done = trial.one()
        assert (done.counts.accepted, done.counts.quarantined) in ((299, 1), (300, 1))
        assert (done.state, done.complete, trial.complete_days) == ("degraded", False, {})
        assert done.reason == f"{server.url}/feed: it is cut short"


def test_two_fetches_at_once_the_second_is_refused(tmp_path):
    with Loopback({BOARD: live_apis.greenhouse(3)}) as server:
        trial = Trial(tmp_path, server, GREENHOUSE)
        with locked(Home(tmp_path / "fetching"), "fetch"), pytest.raises(Busy, match=r"\(fetch\)"):
            trial.one()


def test_a_fetch_waits_for_another_writer_of_the_home(tmp_path):
    with Loopback({BOARD: live_apis.greenhouse(3)}) as server:
        trial = Trial(tmp_path, server, GREENHOUSE)
        held = locked(trial.home, "publish")
        held.__enter__()
        waits = []

        def sleep(seconds):
            waits.append(seconds)
            trial.time.pass_by(seconds)
            if len(waits) == 3:
                held.__exit__(None, None, None)

        world = replace(trial.time.world(), sleep=sleep)
        (done,) = fetch(trial.home, Settings(workers=1), live_sources(trial.home).sources, Wanted(), world)
        assert (done.state, len(waits)) == ("ok", 3)


PROGRAM = """
import sys
from pathlib import Path
from jobtide.pipeline.fetching import Wanted, fetch
from jobtide.pipeline.live_sources import live_sources
from jobtide.settings import Home, Settings
home = Home(Path(sys.argv[1]))
print([each.state for each in fetch(home, Settings(workers=1), live_sources(home).sources, Wanted())])
"""


@pytest.mark.parametrize("killed_at", [1, 3])
def test_a_fetch_that_was_killed_goes_on_at_its_next_page(tmp_path, killed_at):
    process = None

    def site(got):
        if len(server.paths()) == killed_at + 1 and process.poll() is None and not killed:
            killed.append(True)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        return live_apis.lever(450)(got)

    killed = []
    with Loopback({LEVER: site}) as server:
        trial = Trial(tmp_path, server, LEVER_SOURCE)
        process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path)])
        process.wait(60)
        assert killed
        (row,) = listed(trial.home, trial.time.moment)
        assert row["state"] == "interrupted"
        assert trial.entries == []
        trial.time.moment = trial.time.moment.fromtimestamp(real_time.time(), trial.time.moment.tzinfo)
        done = trial.one()
        skips = [int(got.query["skip"]) for got in server.seen if got.path == LEVER]
        assert skips == list(range(killed_at * 100, 500, 100))  # the page it died on, and what follows
        assert (done.state, done.complete, done.counts.accepted, done.pages) == ("ok", True, 450, 5)


def test_a_fetch_that_was_killed_long_ago_or_set_up_otherwise_begins_anew(tmp_path):
    with Loopback({LEVER: live_apis.lever(450)}) as server:
        trial = Trial(tmp_path, server, LEVER_SOURCE)

        class Killed(BaseException):
            pass

        def die(got):
            raise SystemExit

        world = trial.time.world()
        calls = []

        def clock():
            calls.append(1)
            if len(calls) > 12:
                raise Killed
            return trial.time.passed

        with pytest.raises(Killed):
            fetch(
                trial.home, Settings(workers=1), live_sources(trial.home).sources, Wanted(), replace(world, clock=clock)
            )
        assert statuses(trial.home)["s0"].state == "running"
        asked = len(server.paths())
        assert 0 < asked < 5
        trial.time.pass_by(25 * 3600)
        trial.one()
        assert len(server.paths()) == 5


def test_where_other_adverts_are_asked_for_nothing_is_compared_with_before(tmp_path):
    with Loopback({"/api/v1/search_xml": live_apis.nhs_jobs(40)}) as server:
        trial = Trial(tmp_path, server, 'kind = "nhs_jobs"')
        trial.one()
        server.answers["/api/v1/search_xml"] = live_apis.nhs_jobs(5)
        Trial(tmp_path, server, 'kind = "nhs_jobs"\nparameters = { keyword = "software" }')
        done = trial.next_day()
        assert "publishedFrom" not in server.paths()[0]
        assert (done.state, done.complete) == ("ok", True)


def test_pages_whose_day_has_not_changed_are_not_asked_for_again(tmp_path):
    site = live_apis.pages(6)
    with Loopback({path: site for path in ("/sitemap.xml", "/jobs.xml", *(f"/jobs/{n}" for n in range(6)))}) as server:
        source = f'kind = "pages"\nparameters = {{ sitemaps = ["{server.url}/sitemap.xml"], match = ["*/jobs/*"] }}'
        trial = Trial(tmp_path, server, source + "\nrefetch_every = 2")
        assert (trial.one().complete, len(server.paths())) == (True, 8)
        again = trial.next_day()
        assert (again.state, again.complete, len(server.paths())) == ("not modified", True, 2)
        assert (trial.next_day().state, len(server.paths())) == ("ok", 8)


def test_a_page_that_is_gone_is_an_advert_that_is_gone(tmp_path):
    site = live_apis.pages(12)
    paths = ("/sitemap.xml", "/jobs.xml", *(f"/jobs/{n}" for n in range(11)))
    with Loopback({path: site for path in paths}) as server:
        source = f'kind = "pages"\nparameters = {{ sitemaps = ["{server.url}/sitemap.xml"], match = ["*/jobs/*"] }}'
        done = Trial(tmp_path, server, source).one()
        assert (done.state, done.complete, done.adverts) == ("ok", True, 11)


def test_a_home_that_cannot_be_written_to_is_a_refusal(tmp_path):
    with Loopback({}) as server:
        trial = Trial(tmp_path, server, GREENHOUSE)
        (tmp_path / "fetching").write_text("a file in the way", encoding="utf-8")
        with pytest.raises(Unwritable, match="cannot be written to"):
            trial.one()


def test_71_a_disk_that_is_full_is_a_refusal_and_the_next_fetch_goes_on(tmp_path, monkeypatch):
    keep, calls = Landing.keep, []

    def full(landing, stream):
        calls.append(1)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        return keep(landing, stream)

    monkeypatch.setattr(Landing, "keep", full)
    with Loopback({LEVER: live_apis.lever(450)}) as server:
        trial = Trial(tmp_path, server, LEVER_SOURCE)
        with pytest.raises(Unwritable, match=r"No space left on device.*What was there before is kept"):
            trial.one()
        done = trial.one()
        assert [got.query["skip"] for got in server.seen if got.path == LEVER] == ["200", "300", "400"]
        assert (done.state, done.complete, done.counts.accepted) == ("ok", True, 450)


def test_a_fault_of_ours_costs_one_source_alone(tmp_path, monkeypatch):
    def faulty(request, body, asked):
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr("jobtide.sources.lever.requests.after", faulty)
    with Loopback({BOARD: live_apis.greenhouse(3), LEVER: live_apis.lever(3)}) as server:
        lever, greenhouse = Trial(tmp_path, server, LEVER_SOURCE, GREENHOUSE).fetch()
        assert (lever.state, greenhouse.state) == ("failed", "ok")
        assert "a fault of jobtide itself, please report it (ZeroDivisionError in test_fetching.py" in lever.reason


@pytest.mark.slow
def test_killed_at_twenty_moments_a_fetch_ends_as_one_that_nobody_disturbed(tmp_path):
    site = live_apis.lever(950)

    def adverts(folder):
        rows = [file for file in sorted((folder / "adverts").glob("*.parquet"))]
        return sorted(id_ for file in rows for id_ in pq.read_table(file, columns=["id"])["id"].to_pylist())

    whole, disturbed = tmp_path / "whole", tmp_path / "disturbed"
    with Loopback({LEVER: slowly_of(site)}) as server:
        for folder in (whole, disturbed):
            folder.mkdir()
            Trial(folder, server, LEVER_SOURCE)
        subprocess.run([sys.executable, "-c", PROGRAM, str(whole)], check=True, timeout=60)
        asked, killed = len(server.paths()), 0
        for moment in range(20):
            process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(disturbed)])
            before = len(server.paths())
            while len(server.paths()) - before < moment % 5 and process.poll() is None:
                real_time.sleep(0.005)
            real_time.sleep(0.03 * moment)
            killed += process.poll() is None
            process.kill()
            process.wait()
        subprocess.run([sys.executable, "-c", PROGRAM, str(disturbed)], check=True, timeout=60)
    assert (asked, killed > 10) == (10, True)
    assert adverts(disturbed) == adverts(whole)
    assert Landing(Home(disturbed)).rounds().keys() == Landing(Home(whole)).rounds().keys()


def slowly_of(site):
    def slow(got):
        real_time.sleep(0.05)
        return site(got)

    return slow
