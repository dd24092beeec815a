"""settings.toml: what it may say, and what is refused."""

from dataclasses import fields
from pathlib import Path

import pytest

from jobtide.errors import Error, Unknown
from jobtide.extraction.reading import AdvertReader
from jobtide.pipeline.configuration import settings_of
from jobtide.reference.load import load
from jobtide.settings import Home, Settings


def home(folder, text=None):
    if text is not None:
        (folder / "settings.toml").write_text(text, encoding="utf-8")
    return Home(folder)


def test_a_home_without_a_file_has_the_usual_settings(tmp_path):
    assert settings_of(home(tmp_path)) == Settings()
    assert settings_of(home(tmp_path, "")) == Settings()


def test_what_the_file_names_is_set_and_the_rest_is_as_usual(tmp_path):
    said = settings_of(home(tmp_path, 'root_place = "ireland"\ncurrency = "EUR"\nlive_days = 45\nmemory_gib = 2\n'))
    assert said == Settings(root_place="ireland", currency="EUR", live_days=45, memory_gib=2)


def test_what_may_be_shown_is_said_source_by_source(tmp_path):
    said = settings_of(home(tmp_path, '[shown]\nboard = ["title"]\n"*" = []\n'))
    assert said == Settings(shown={"board": ["title"], "*": []})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('curency = "EUR"', "there is no setting 'curency'"),
        ("currency = 3", "currency must be a text in quotes"),
        ('currency = "euro"', "currency must be one of AED"),
        ('live_days = "30"', "live_days must be a whole number"),
        ("live_days = true", "live_days must be a whole number"),
        ("workers = 0", "workers must be above zero"),
        ("memory_gib = inf", "memory_gib must be above zero"),
        ('assumed_employment_type = "both"', "must be permanent or contract"),
        ("currency = ", "cannot be read"),
        ("shown = 1", "must be a table"),
        ('[shown]\nboard = "title"', "must be a list of fields"),
        ('[shown]\nboard = ["text"]', "'text', which is no field"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(tmp_path, text, sentence):
    with pytest.raises(Error, match=sentence):
        settings_of(home(tmp_path, text))


def test_a_root_place_that_nobody_knows_is_refused_where_adverts_are_read():
    reference = load()
    with pytest.raises(Unknown, match="No place is called 'irland'"):
        AdvertReader.of(reference.taxonomy, reference.gazetteer, Settings(root_place="irland"))


def test_every_setting_is_documented():
    page = (Path(__file__).parents[3] / "docs" / "settings.md").read_text(encoding="utf-8")
    for setting in fields(Settings):
        usually = getattr(Settings(), setting.name)
        shown = f'"{usually}"' if isinstance(usually, str) else str(usually)
        assert f"| `{setting.name}` | `{shown}` |" in page
