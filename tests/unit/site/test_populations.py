import pytest

from jobtide.site.populations import asking, counted_of, population_of
from jobtide.site.request import BadRequest, Cell
from jobtide.site.views import strong

HERE = Cell("permanent", "uk")


class Nobody:
    def find_term(self, name):
        raise AssertionError(name)


def test_parameters_come_back_as_they_were_and_others_are_ignored():
    asked = asking(
        {"work_mode": ["remote"], "where": [" a  and b "], "live": ["1"], "utm": ["x"], "employer": [""]}, HERE
    )
    assert asked.path("/vacancies") == ("/vacancies?type=permanent&in=uk&where=a%20%20and%20b&work_mode=remote&live=1")
    assert asked.choosing().path("/explore", ".json") == (
        "/explore.json?type=permanent&in=uk&where=a%20%20and%20b&work_mode=remote"
    )
    assert asked.with_(live="").one("live") == "" and asked.with_(month="2025-11").one("month") == "2025-11"


def test_amounts_may_be_written_as_people_write_them():
    assert population_of(Nobody(), asking({"pay_from": ["£70,000"]}, HERE)).pay_from == 70000
    assert counted_of(Nobody(), asking({"years_ago": ["2"], "live": ["yes"]}, HERE)).years_ago == 2


@pytest.mark.parametrize(
    "given",
    [{"pay_from": ["nan"]}, {"pay_from": ["-1"]}, {"from": ["yesterday"]}, {"employer": ["x"] * 21},
     {"term": ["x" * 1001]}],
)  # fmt: skip
def test_what_means_nothing_is_refused(given):
    with pytest.raises(BadRequest):
        population_of(Nobody(), asking(given, HERE))


def test_the_figure_that_matters_is_set_off_and_all_else_stays_text():
    assert strong("a <b> of £1 and £10", "£10", "-") == "a &lt;b&gt; of £1 and <strong>£10</strong>"
