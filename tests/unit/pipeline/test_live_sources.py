"""sources.toml: what it may say, and what is refused."""

import re
import tomllib
from pathlib import Path

import pytest

from jobtide.errors import Error, Unknown
from jobtide.pipeline.live_source import Caps, LiveSource
from jobtide.pipeline.live_sources import live_sources
from jobtide.settings import Home

PAGE = (Path(__file__).parents[3] / "docs" / "fetching.md").read_text(encoding="utf-8")


def said(folder, text):
    (folder / "sources.toml").write_text(text, encoding="utf-8")
    return live_sources(Home(folder))


def test_a_home_without_a_file_has_no_sources(tmp_path):
    assert live_sources(Home(tmp_path)).sources == ()


def test_the_example_of_the_docs_is_understood(tmp_path):
    example = re.search(r"```toml\n(.+?)```", PAGE, re.S)[1]
    found = said(tmp_path, example)
    assert len(found.sources) == len(tomllib.loads(example)["source"])
    assert [source.name for source in found.sources if source.off_because] == []
    assert found.contact.startswith("https://")


def test_every_setting_and_cap_is_documented():
    shown = {name for line in re.findall(r"^\| (`.+?) \|", PAGE, re.M) for name in re.findall(r"`(\w+)`", line)}
    settings = {name.removesuffix("_seconds") for name in LiveSource.__dataclass_fields__} - {"facts"} | {"kind"}
    assert settings | set(Caps.__dataclass_fields__) == shown
    for name, cap in Caps.__dataclass_fields__.items():
        if name != "pages":
            assert f"| `{name}` | {cap.default:g} |" in PAGE or f"| `{name}` | {cap.default} |" in PAGE


BOARD = '[[source]]\nname = "a"\nkind = "greenhouse"\nboards = ["acme"]\n'


def test_what_is_not_said_is_as_the_kind_is(tmp_path):
    (source,) = said(tmp_path, BOARD).sources
    assert (source.pace_seconds, source.full_every, source.pages, source.off_because) == (1, 1, 500, None)
    assert (source.advert_source("acme"), source.advert_source("")) == ("a/acme", "a")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("sorce = 1", "No setting in the file is called 'sorce'. Did you mean source?"),
        ("[source]\nname = 'a'", "write each source as [[source]]"),
        ("contact = 3", 'contact must be a text in quotes, as in contact = "…", not 3'),
        (
            "[[source]]\nkind = 'greenhouse'",
            'source 1 needs a name of letters, digits, spaces, dots and dashes: name = "…"',
        ),
        ("[[source]]\nname = '../x'", "source 1 needs a name"),
        (
            "[[source]]\nname = 'a'\nkind = 'grenhouse'",
            "a: No kind of source is called 'grenhouse'. Did you mean greenhouse",
        ),
        ("[[source]]\nname = 'a'", 'a: kind = "…" is missing'),
        ("[[source]]\nname = 'a'\nkind = ['greenhouse']", 'a: kind = "…" is missing'),
        ("[[source]]\nname = 'a'\nkind = 'greenhouse'", 'boards = ["…"] is missing: the employer\'s name'),
        (BOARD + "[[source]]\nname = 'a'\nkind = 'jobtech'", "two sources are called 'a'"),
        (BOARD + "bords = []", "No setting in a source is called 'bords'. Did you mean boards"),
        (BOARD + "boards = 'x'", "cannot be read: Cannot overwrite a value"),
        (BOARD.replace("acme", "evil.com/"), "'evil.com/' is no name of a board"),
        (BOARD.replace("acme", "a@b"), "'a@b' is no name of a board"),
        (BOARD + "addresses = ['https://x']", "greenhouse has no addresses"),
        (BOARD + "every = '99999999w'", "a: '99999999w' is longer than ten years"),
        (BOARD + "map = ['wage=salary']", "a: --map wage=salary: an advert has no field 'wage'"),
        (BOARD + "every = '1 fortnight'", '\'1 fortnight\' is no length of time. Write it as "30m", "6h" or "1d"'),
        (BOARD + "every = '5m'", "every = '5m' is more often than Greenhouse job boards allows: every 60 minutes."),
        (BOARD + "enabled = 'no'", "enabled must be true or false, not 'no'"),
        (BOARD + "full_every = 0", "full_every must be a whole number above zero, not 0"),
        (BOARD + "caps = { page = 3 }", "No setting in caps is called 'page'. Did you mean pages"),
        (BOARD + "caps = { pages = 0 }", "caps.pages must be a number above zero"),
        (BOARD + "caps = { pages = 1.5 }", "caps.pages must be a whole number"),
        (BOARD + "caps = { seconds = inf }", "caps.seconds must be a number above zero"),
        (BOARD + "parameters = { keyword = 'x' }", "No setting in parameters of greenhouse is called 'keyword'"),
        (BOARD + "keys = { app_id = 'X' }", "No setting in keys of greenhouse is called 'app_id'"),
        (BOARD + "format = 'jsn_lines'", "No format is called 'jsn_lines'"),
        (BOARD + "consent = true", 'consent must be a text in quotes, as in consent = "…", not True'),
        ("[[source]]\nname = 'a'\nkind = 'feed'", 'addresses = ["https://…"] of feeds are missing'),
        ("[[source]]\nname = 'a'\nkind = 'jobtech'\nboards = ['a']", "jobtech has no boards"),
        ("x = ", "cannot be read"),
        ('contact = "a\\nX-Other: b"', "contact must be an address"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(tmp_path, text, sentence):
    with pytest.raises(Error) as refusal:
        said(tmp_path, text)
    assert sentence in str(refusal.value)
    assert str(tmp_path / "sources.toml") in str(refusal.value)


def test_a_source_that_nobody_set_up_is_refused_with_the_nearest_names(tmp_path):
    found = said(tmp_path, BOARD.replace('"a"', '"employers"'))
    assert [source.name for source in found.chosen(("employers",))] == ["employers"]
    with pytest.raises(Unknown, match=r"No source is called 'employrs'\. Did you mean employers"):
        found.chosen(("employrs",))


def test_what_needs_consent_is_off_until_it_is_declared(tmp_path):
    text = "[[source]]\nname = 'a'\nkind = 'adzuna'\n"
    assert "Adzuna agreed in writing" in said(tmp_path, text).sources[0].off_because
    assert said(tmp_path, text + "consent = 'agreed on 1 May'").sources[0].off_because is None
    assert said(tmp_path, text + "consent = 'x'\nenabled = false").sources[0].off_because == "enabled = false"


def test_keys_come_from_the_environment_under_usual_or_chosen_names(tmp_path):
    text = "[[source]]\nname = 'a'\nkind = 'adzuna'\nconsent = 'x'\nkeys = { app_id = 'MY_ID' }"
    source = said(tmp_path, text).sources[0]
    with pytest.raises(Error, match=r"The key of a is missing\. Set the environment variable MY_ID"):
        source.secrets({"ADZUNA_APP_ID": "1", "ADZUNA_APP_KEY": "2"})
    keys = source.secrets({"MY_ID": "1", "ADZUNA_APP_KEY": "2"})
    assert [(key.name, key.where, key.secret) for key in keys] == [("app_id", "query", "1"), ("app_key", "query", "2")]


def test_a_feed_may_have_keys_of_any_name(tmp_path):
    text = (
        "[[source]]\nname = 'a'\nkind = 'feed'\naddresses = ['https://x']\nkeys = { token = 'A', 'header:X-Key' = 'B' }"
    )
    keys = said(tmp_path, text).sources[0].secrets({"A": "1\n", "B": "2"})
    assert [(key.name, key.where, key.secret) for key in keys] == [("token", "query", "1"), ("X-Key", "header", "2")]


def test_a_key_that_cannot_be_one_is_refused_without_being_told(tmp_path):
    text = "[[source]]\nname = 'a'\nkind = 'reed'\nconsent = 'x'"
    with pytest.raises(Error, match="REED_API_KEY holds characters that no key has") as refusal:
        said(tmp_path, text).sources[0].secrets({"REED_API_KEY": "s3cret\nX: y"})
    assert "s3cret" not in str(refusal.value)
