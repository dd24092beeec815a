"""Lists of vacancies by term and place, and of both by vacancy, in eras whose files an edition takes over."""

import itertools

import numpy as np
import pytest

from jobtide.edition.mapped import eras, laying_postings
from jobtide.edition.mapped.columns import Columns, save
from jobtide.edition.mapped.laying_postings import Before
from jobtide.edition.mapped.postings import Postings
from jobtide.edition.mapped.stretch import Lists

KEYS = 5  # nobody has the key 4
# By employment type and era, the keys of each vacancy.
KEYS_OF = [[[1, 3], [], [0, 1, 2]], [], [[1]], [[3]], [[0, 2], [2]], [[3], [], [1, 2, 3]]]


class Given:
    """A stretch of vacancies of one type; `kept` is the number of its first one in an earlier edition."""

    def __init__(self, keys_of: list[list[int]], kept: int | None = None):
        self._keys_of, self._kept = keys_of, kept

    def many(self, kind: int) -> int:
        return len(self._keys_of)

    def before(self, kind: int) -> int | None:
        return self._kept

    def lists(self, key: str, kind: int) -> Lists:
        keys = np.array([key for keys in self._keys_of for key in keys], np.uint16)
        return Lists(np.cumsum([0, *map(len, self._keys_of)]), keys)


def laid_out(folder, of_eras: list[list[Given]], before: Before | None = None) -> Postings:
    folder.mkdir(parents=True)
    written = eras.write([sum(stretch.many(0) for stretch in stretches) for stretches in of_eras], folder)
    parts = [(era, number // 3, of_era) for number, (era, of_era) in enumerate(zip(written, of_eras, strict=True))]
    laying_postings.lay_out("term", KEYS, parts, folder, before)
    return Postings("term", Columns(folder))


def every_file(folder) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


@pytest.fixture(params=[1, 3, 100])
def at_once(request, monkeypatch):
    monkeypatch.setattr(laying_postings, "_ROWS", request.param)
    monkeypatch.setattr(laying_postings, "_NEAR", request.param)


@pytest.fixture
def postings(tmp_path, at_once) -> Postings:
    return laid_out(tmp_path / "now", [[Given(of_era[:2]), Given(of_era[2:])] for of_era in KEYS_OF])


EVERY = [keys for of_era in KEYS_OF for keys in of_era]


@pytest.mark.parametrize(("start", "end"), [(0, 10), (0, 3), (1, 4), (2, 9), (3, 10), (4, 5), (6, 6)])
def test_each_key_lists_its_vacancies_in_order_whatever_the_eras(postings, start, end):
    for key in range(KEYS):
        asked = [number for number in range(start, end) if key in EVERY[number]]
        assert postings.of(key, start, end).tolist() == asked


def test_keys_of_vacancies_come_in_the_order_of_the_vacancies(postings):
    for numbers in ([], [0], [9], [1, 2, 3], [0, 4, 5, 6, 9], list(range(10))):
        asked = np.array(numbers, np.int32)
        assert postings.keys_of(asked).tolist() == [key for number in numbers for key in EVERY[number]]
        assert postings.many_of(asked).tolist() == [len(EVERY[number]) for number in numbers]


def test_sizes_and_numbers_between_bounds_are_counted_over_all_eras(postings):
    having = [[number for number, keys in enumerate(EVERY) if key in keys] for key in range(KEYS)]
    assert postings.sizes().tolist() == [len(each) for each in having]
    bounds = np.array([0, 2, 2, 5, 9, 10])
    for key, mine in enumerate(having):
        expected = [sum(low <= number < high for number in mine) for low, high in itertools.pairwise(bounds)]
        assert postings.counted(key, bounds).tolist() == expected


def test_all_belong_only_where_each_era_has_all(tmp_path):
    postings = laid_out(tmp_path / "now", [[Given([[0, 1], [0]])], [], [Given([[0, 1]])], [Given([[0]])], [], []])
    assert (postings.has_all(0, 4), postings.has_all(1, 4)) == (True, False)


def test_bits_say_of_every_era_who_belongs(tmp_path, monkeypatch, postings):
    monkeypatch.setattr(laying_postings, "_BITS", 4)  # the keys 1, 2 and 3 have more than one of four
    laying_postings.lay_out_bits("term", len(EVERY), tmp_path / "now")
    having = Postings("term", Columns(tmp_path / "now"))
    numbers = np.arange(len(EVERY), dtype=np.int32)
    for key in range(KEYS):
        assert (having.bits_of(key) is not None) == (key in (1, 2, 3))
        assert having.among(numbers, key).tolist() == [key in keys for keys in EVERY]


def test_an_edition_of_before_there_were_eras_has_one(tmp_path):
    save(tmp_path, "vacancy.type_ends", np.array([0, 2, 3]))
    save(tmp_path, "term.ends", np.array([0, 1, 3]))
    save(tmp_path, "term.vacancies", np.array([1, 0, 2], np.int32))
    save(tmp_path, "term.starts", np.array([0, 1, 2, 3]))
    save(tmp_path, "term.of_vacancy", np.array([1, 0, 1], np.uint16))
    postings = Postings("term", Columns(tmp_path))
    assert [postings.of(key, 0, 3).tolist() for key in (0, 1)] == [[1], [0, 2]]
    assert postings.keys_of(np.array([0, 2], np.int32)).tolist() == [1, 1]


@pytest.mark.parametrize(
    ("what", "now", "taken"),
    [
        # Each era as stretches: their vacancies' keys, and where the first one stood.
        ("all stand", [[([[1], [2, 3]], 0)], [([[3]], 2)], [([[0]], 3)]], [0, 1, 2]),
        ("read again and the same", [[([[1]], None), ([[2, 3]], 1)], [([[3]], None)], [([[0]], 3)]], [0, 1, 2]),
        ("one has another key", [[([[1]], 0), ([[2, 4]], None)], [([[3]], 2)], [([[0]], 3)]], [1, 2]),
        ("one has a key fewer", [[([[1]], 0), ([[2]], None)], [([[3]], 2)], [([[0]], 3)]], [1, 2]),
        ("keys the same, of others", [[([[1, 2]], None), ([[3]], None)], [([[3]], 2)], [([[0]], 3)]], [1, 2]),
        ("one went", [[([[1]], 0)], [([[3]], 2)], [([[0]], 3)]], [1, 2]),
        ("one came", [[([[1], [2, 3]], 0)], [([[3]], 2), ([[1]], None)], [([[0]], 3)]], [0, 2]),
        ("an era moved on", [[([[1], [2, 3]], 0), ([[3]], 2)], [], [([[0]], 3)]], [2]),
    ],
)  # fmt: skip
def test_lists_of_an_era_are_taken_over_only_where_they_are_the_same(tmp_path, what, now, taken):
    then = [[Given([[1], [2, 3]])], [Given([[3]])], [Given([[0]])]]
    laid_out(tmp_path / "then", then)
    took: list[str] = []

    def take(name: str) -> None:
        took.append(name)
        (tmp_path / "now" / f"{name}.npy").hardlink_to(tmp_path / "then" / f"{name}.npy")

    of_eras = [[Given(keys_of, kept) for keys_of, kept in stretches] for stretches in now]
    laid_out(tmp_path / "now", of_eras, Before(Columns(tmp_path / "then"), take))
    laid_out(tmp_path / "anew", of_eras)
    assert every_file(tmp_path / "now") == every_file(tmp_path / "anew")
    assert took == [f"term.{part}.{era}" for era in taken for part in eras.PARTS], what


def test_eras_begin_with_years_before_the_newest_month():
    assert eras.first_months("2025-11") == ["2020-01", "2024-01"]
