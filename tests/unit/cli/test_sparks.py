import pytest

from jobtide.cli.sparks import bar, spark


@pytest.mark.parametrize(
    ("figures", "low", "high", "drawn"),
    [
        ([], 0, 0, ""),
        ([0, 0, 0], 0, 0, "▁▁▁"),
        ([5, 5], 5, 5, "▄▄"),  # all equal: neither low nor high
        ([0, 7, 3.5], 0, 7, "▁█▅"),
        ([None, 1, None], 0, 1, " █ "),
    ],
)
def test_a_spark_has_a_block_for_each_figure_and_a_gap_for_none(figures, low, high, drawn):
    assert spark(figures, low, high) == drawn


@pytest.mark.parametrize(
    ("number", "highest", "drawn"), [(0, 0, ""), (0, 9, ""), (9, 9, "████"), (1, 1000, "▏"), (1, 8, "▌")]
)
def test_a_bar_shows_something_of_every_number_above_zero(number, highest, drawn):
    assert bar(number, highest, 4) == drawn
