from datetime import date
from types import SimpleNamespace

from jobtide.shown import quality


def test_the_introduction_says_what_the_edition_rests_on():
    assert quality.introduction({"adverts": 1200, "vacancies": 1}).startswith(
        "This edition rests on 1,200 adverts of 1 vacancy. "
    )


def test_settings_that_say_nothing_are_left_out():
    settings = {"currency": "GBP", "root_place": "uk", "repost_days": None, "shown": {}}
    inputs = SimpleNamespace(
        as_of=date(2025, 11, 23), software="1", reference="a", definitions="b", adverts=(), settings=settings
    )
    labels = [line.label for line in quality.inputs(SimpleNamespace(id="x", inputs=inputs, quality={}))]
    assert "Setting: currency" in labels
    assert not {"Setting: repost days", "Setting: shown"} & set(labels)
