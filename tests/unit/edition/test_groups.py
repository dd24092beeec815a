"""How far the figures of two groups move together, and whether their intervals keep their word where groups overlap."""

import math

import numpy as np
import pytest

from jobtide import contrast
from jobtide.edition import groups
from jobtide.edition.groups import Whole, of_median, of_share
from jobtide.interval import BOUNDS, Interval, Sample, looked_up, ranks, share_change, stretched

SIZES = [1, 1, 1, 1, 2, 2, 3, 5, 9]


def sample(members: np.ndarray, employers: np.ndarray, middles: np.ndarray | None = None) -> Sample:
    each = np.unique(employers[members], return_counts=True)[1]
    plain = Sample(len(members), len(each), int(each.max(initial=0)), int((each**2).sum()))
    pair = None if middles is None or not len(members) else ranks(looked_up(plain), BOUNDS["error"])
    if pair is None:
        return plain
    low, high = stretched(pair, looked_up(plain), plain.n)
    values = np.sort(middles[members])
    return Sample(plain.n, plain.employers, plain.largest, plain.squares, {
        "error": Interval(float(values[low - 1]), float(values[high - 1]))
    })  # fmt: skip


def market(dice: np.random.Generator, employers: int) -> tuple[np.ndarray, np.ndarray]:
    """Of each vacancy its employer, and how alike that employer's vacancies are as a number between 0 and 1."""
    sizes = dice.choice(SIZES, employers)
    return np.repeat(np.arange(employers), sizes), np.repeat(dice.random(employers), sizes)


def shares_of(mine, theirs, whole, other_whole, employers) -> Interval | None:
    one, other = (Whole(numbers, employers.__getitem__) for numbers in (whole, other_whole))
    if np.array_equal(whole, other_whole):
        other, parting = one, groups.apart(mine, theirs)
    else:
        parting = np.union1d(mine, theirs)
    together = groups.together(of_share(one, mine), of_share(other, theirs))
    worth = groups.effective(employers[parting])
    return contrast.share_difference(
        sample(mine, employers), len(whole), sample(theirs, employers), len(other_whole), together, worth
    )


def medians_of(mine, theirs, middles, employers) -> Interval | None:
    whole = Whole(np.arange(len(employers)), employers.__getitem__)
    medians = [float(np.median(middles[one])) for one in (mine, theirs)]
    above = [np.sign(middles[one] - median) for one, median in zip((mine, theirs), medians, strict=True)]
    together = groups.together(of_median(whole, mine, above[0]), of_median(whole, theirs, above[1]))
    worth = groups.effective(employers[groups.apart(mine, theirs)])
    samples = [sample(one, employers, middles) for one in (mine, theirs)]
    return contrast.median_difference(*medians, *samples, together, worth)


# Of two terms by their own share of an employer's vacancies, and the part that both have.
OVERLAPS = {
    "none": (0.12, 0.10, 0.0), "some": (0.2, 0.15, 0.1), "nearly all": (0.05, 0.02, 0.25),
    "one within": (0.08, 0.0, 0.2), "common": (0.3, 0.3, 0.25), "the same": (0.1, 0.1, 0.1),
}  # fmt: skip


def two_terms(dice, employers: int, overlap: str):
    of, like = market(dice, employers)
    alone, other, both = OVERLAPS[overlap]
    # What an employer asks for is more or less what it asked for before: from 0.3 to 1.7 times the usual.
    bent = 0.3 + 1.4 * like
    draw = dice.random(len(of))
    has_both = draw < both * bent
    has_one = has_both | ((draw >= 0.5) & (draw < 0.5 + alone * bent))
    has_other = has_both | ((draw >= 0.99 - other * bent) & (draw < 0.99) & ~has_one)
    return of, np.flatnonzero(has_one), np.flatnonzero(has_other)


def truth_of(overlap: str) -> float:
    dice = np.random.default_rng(99)
    of, mine, theirs = two_terms(dice, 200_000, overlap)
    return (len(mine) - len(theirs)) / len(of)


@pytest.mark.slow
@pytest.mark.parametrize("overlap", OVERLAPS)
@pytest.mark.parametrize("employers", [60, 400])
def test_intervals_of_shares_hold_the_truth_however_much_two_terms_overlap(overlap, employers):
    dice, truth = np.random.default_rng(7), truth_of(overlap)
    hits, widths, seen = [], [], []
    for _ in range(600):
        of, mine, theirs = two_terms(dice, employers, overlap)
        every = np.arange(len(of))
        interval = shares_of(mine, theirs, every, every, of)
        if interval is not None:
            hits.append(interval.low <= truth <= interval.high)
            widths.append(interval.high - interval.low)
            seen.append((len(mine) - len(theirs)) / len(of))
    width, needed = float(np.mean(widths)), 2 * 1.96 * float(np.std(seen))
    assert np.mean(hits) >= 0.93
    assert 0.85 <= width / needed <= 2.0


PLACES = {"apart": (0.5, 0.0), "overlapping": (0.4, 0.3), "one within": (0.0, 0.3)}


@pytest.mark.slow
@pytest.mark.parametrize("places", PLACES)
def test_intervals_of_shares_hold_the_truth_in_places_that_overlap(places):
    """The share is 0.3 in what one place has alone, 0.2 elsewhere."""
    alone, both = PLACES[places]
    dice = np.random.default_rng(8)
    hits, widths, seen = [], [], []
    first = alone + both
    share_of_first = (0.3 * alone + 0.2 * both) / first
    truth = share_of_first - (0.2 if both or alone < 1 else 0)
    for _ in range(600):
        of, like = market(dice, 200)
        where, draw = dice.random(len(of)), dice.random(len(of))
        here, there = where < first, where >= alone
        asks = draw < np.where(where < alone, 0.3, 0.2) * (0.3 + 1.4 * like)
        numbers = np.arange(len(of))
        whole, other = numbers[here], numbers[there]
        interval = shares_of(numbers[here & asks], numbers[there & asks], whole, other, of)
        assert interval is not None
        hits.append(interval.low <= truth <= interval.high)
        widths.append(interval.high - interval.low)
        seen.append(asks[here].mean() - asks[there].mean())
    width, needed = float(np.mean(widths)), 2 * 1.96 * float(np.std(seen))
    assert np.mean(hits) >= 0.93
    assert 0.85 <= width / needed <= 2.0


@pytest.mark.slow
@pytest.mark.parametrize("overlap", ["none", "some", "nearly all", "one within", "common"])
def test_intervals_of_medians_hold_the_truth_however_much_two_terms_overlap(overlap):
    """What both pay is 50,000 by half; what one pays alone is a tenth more."""
    dice = np.random.default_rng(9)

    def drawn(employers: int):
        of, mine, theirs = two_terms(dice, employers, overlap)
        generous = dice.normal(0, 0.15, employers)[of]
        middles = 50_000 * np.exp(generous + dice.normal(0, 0.2, len(of)))
        middles[np.setdiff1d(mine, theirs)] *= 1.1
        return of, mine, theirs, middles

    of, mine, theirs, middles = drawn(200_000)
    truth = float(np.median(middles[mine]) / np.median(middles[theirs]) - 1)
    hits, widths, seen = [], [], []
    for _ in range(600):
        of, mine, theirs, middles = drawn(300)
        interval = medians_of(mine, theirs, middles, of)
        if interval is not None:
            hits.append(interval.low <= truth <= interval.high)
            widths.append(math.log((1 + interval.high) / (1 + interval.low)))
            seen.append(math.log(np.median(middles[mine]) / np.median(middles[theirs])))
    width, needed = float(np.mean(widths)), 2 * 1.96 * float(np.std(seen))
    assert np.mean(hits) >= 0.93
    assert 0.85 <= width / needed <= 2.0


def test_groups_that_share_nobody_have_the_interval_of_a_change():
    one, other = Sample(30, 25, 3, 40), Sample(20, 20, 1, 20)
    assert contrast.share_difference(one, 100, other, 120, 0.0, 45.0) == share_change(one, 100, other, 120)


def test_what_both_groups_have_parts_them_by_nothing():
    """Ninety vacancies in both, ten in one alone: the ten alone say how sure the difference is."""
    employers = np.arange(400)
    both, alone = np.arange(90), np.arange(90, 100)
    every = np.arange(400)
    found = shares_of(np.concatenate([both, alone]), both, every, every, employers)
    assert found is not None
    assert 0.005 < found.low < 0.025 < found.high < 0.05
    ignored = share_change(sample(np.arange(100), employers), 400, sample(both, employers), 400)
    assert ignored.high - ignored.low > 3 * (found.high - found.low)
    # Five of them could all have fallen on one side by chance; and of one agency they are worth one.
    assert shares_of(np.arange(95), both, every, every, employers) is None
    assert shares_of(np.concatenate([both, alone]), both, every, every, np.minimum(employers, 90)) is None


def test_the_same_group_twice_does_not_differ():
    employers, members = np.repeat(np.arange(100), 2), np.arange(0, 200, 3)
    whole = Whole(np.arange(200), employers.__getitem__)
    assert groups.together(of_share(whole, members), of_share(whole, members)) == pytest.approx(1)
    assert groups.shared(members, members) == len(members)
    assert len(groups.apart(members, members)) == 0


def test_an_employer_that_is_in_both_places_moves_both():
    """The correlation is that of what each employer has above the share, by hand."""
    employers = np.array([0, 0, 1, 1, 2, 3, 0, 0, 1, 4])
    here, there = np.arange(6), np.arange(6, 10)
    mine, theirs = np.array([0, 1, 4]), np.array([6, 9])
    first = {0: 2 - 0.5 * 2, 1: -0.5 * 2, 2: 1 - 0.5, 3: -0.5}
    second = {0: 1 - 0.5 * 2, 1: -0.5, 4: 1 - 0.5}
    product = sum(first.get(one, 0) * second.get(one, 0) for one in range(5))
    size = math.sqrt(sum(one**2 for one in first.values()) * sum(one**2 for one in second.values()))
    one, other = (Whole(numbers, employers.__getitem__) for numbers in (here, there))
    assert groups.together(of_share(one, mine), of_share(other, theirs)) == pytest.approx(product / size)


def test_nothing_moves_with_nothing():
    whole = Whole(np.arange(0), np.arange(3).__getitem__)
    nothing = np.zeros(0, np.int64)
    assert groups.together(of_share(whole, nothing), of_share(whole, nothing)) == 0.0
    assert groups.effective(nothing) == 0.0
