"""Both readers of terms find the same in hostile adverts, at exact places, and take no longer than the text is long."""

import pytest
from fuzz.terms import troubles


@pytest.mark.parametrize("seed", range(8))
def test_hostile_adverts_are_read_alike_and_at_exact_places(seed):
    assert list(troubles(seed)) == []


@pytest.mark.slow
@pytest.mark.parametrize("first", range(1_000, 3_000, 100))
def test_thousands_of_hostile_adverts_are_read_alike_and_at_exact_places(first):
    assert [trouble for seed in range(first, first + 100) for trouble in troubles(seed)] == []
