"""Numbers of cells, of which a large market has more than its short columns hold."""

import numpy as np
import pytest

from jobtide import tables
from jobtide.edition.mapped.layout import Layout, whole


@pytest.mark.parametrize("short", [np.uint16, np.int16, np.int32, np.int64])
def test_cells_have_the_same_numbers_however_short_the_digits_that_ask_for_them(short):
    layout, key = Layout(5000, 8000, ("2025-10", "2025-11")), tables.CELL_PAY.sort
    last = {column: layout.size(column) - 1 for column in key}
    many = {column: np.array([digit], short) if column == "term" else digit for column, digit in last.items()}
    assert layout.number(key, last) == layout.numbers(key) - 1 > 1 << 31
    assert layout.number(key, many).tolist() == [layout.numbers(key) - 1]


@pytest.mark.parametrize(("below", "type_"), [((1 << 31) - 1, np.int32), (1 << 31, np.int64)])
def test_the_number_behind_the_last_cell_fits_as_well(below, type_):
    assert whole(below) is type_
    assert int(np.array([below]).astype(type_)[0]) == below
