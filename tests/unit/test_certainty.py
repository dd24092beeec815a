"""Intervals, letters and verdicts: values worked out elsewhere, and what must hold for any sample."""

import math
import random
from statistics import median as median_of

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jobtide import certainty, interval
from jobtide.certainty import DOWN, NOT_DETECTABLE, TOO_FEW, UP, Change
from jobtide.interval import BOUNDS, Bound, Interval, Sample, looked_up, ranks, stretched

MEDIAN, QUARTILE, TENTH = BOUNDS["p50"], BOUNDS["p25"], BOUNDS["p10"]


def alone(n: int, bounds=()) -> Sample:
    """`n` vacancies with an employer each."""
    return Sample(n, n, min(n, 1), n, dict(bounds))


def of_employers(*each: int) -> Sample:
    return Sample(sum(each), len(each), max(each, default=0), sum(n * n for n in each))


# -- known values -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "whole", "low", "high"),
    [(25, 4992, 0.0034, 0.0074), (4, 138, 0.0113, 0.0722), (18, 25, 0.52, 0.86), (10, 20, 0.2993, 0.7007)],
)
def test_wilsons_interval_of_a_share(count, whole, low, high):
    found = interval.share_interval(alone(count), whole)
    places = 2 if whole == 25 else 4
    assert (round(found.low, places), round(found.high, places)) == (low, high)


def test_the_interval_of_nothing_starts_at_nothing_and_of_all_ends_at_all():
    nothing, everything = interval.share_interval(alone(0), 50), interval.share_interval(alone(50), 50)
    assert (nothing.low, round(nothing.high, 4)) == (0.0, 0.0713)
    assert (round(everything.low, 4), everything.high) == (0.9287, 1.0)
    assert interval.share_interval(alone(0), 0) is None


@pytest.mark.parametrize(
    ("n", "low_and_high"),
    [(5, None), (6, (1, 6)), (10, (2, 9)), (17, (5, 13)), (36, (12, 25)), (84, (33, 52)), (2651, (1275, 1377))],
)
def test_ranks_that_hold_the_median(n, low_and_high):
    assert ranks(n, MEDIAN) == low_and_high


@pytest.mark.parametrize(("name", "fewest"), [("p50", 6), ("p25", 11), ("p75", 11), ("p10", 29), ("p90", 29)])
def test_bounds_exist_from_the_smallest_sample_whose_ends_hold_the_quantile(name, fewest):
    assert ranks(fewest - 1, BOUNDS[name]) is None
    low, high = ranks(fewest, BOUNDS[name])
    assert (low == 1) or (high == fewest)


# The difference 56/70 - 48/80 of Newcombe's paper (1998), his method 10.
def test_newcombes_interval_of_a_difference_of_shares():
    found = interval.share_change(alone(56), 70, alone(48), 80)
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


def test_mckean_and_schraders_error_of_a_median():
    """20 values: (n+1)/2 - 2.5758 √(n/4) = 4.74, so the 5th and the 16th; 11 steps of 10 over 2 × 2.5758."""
    values = [10.0 * rank for rank in range(1, 21)]
    low, high = ranks(20, BOUNDS["error"])
    assert (low, high) == (5, 16)
    sample = alone(20, {"error": Interval(values[low - 1], values[high - 1])})
    assert math.isclose(interval.median_error(sample), 110 / 5.1516586070978, rel_tol=1e-12)


def test_the_change_of_a_median_by_hand():
    now = alone(20, {"error": Interval(50_000, 50_000 + 2 * interval.Z_OF_99 * 1_000)})
    before = alone(20, {"error": Interval(40_000, 40_000 + 2 * interval.Z_OF_99 * 800)})
    found = interval.median_change(50_000, 0.25, now, before)  # both errors are 2% of their median
    spread = 1.96 * math.sqrt(0.02**2 + 0.02**2)
    assert math.isclose(found.low, 1.25 * math.exp(-spread) - 1, abs_tol=1e-5)
    assert math.isclose(found.high, 1.25 * math.exp(spread) - 1, abs_tol=1e-5)


@pytest.mark.parametrize(
    ("figure", "low", "high", "letter"),
    [
        (100, 95.1, 104.9, "A"), (100, 90.3, 109.7, "A"), (100, 85, 115, "B"), (100, 62, 138, "C"),
        (100, 60, 140, "D"), (50_000, 50_000, 50_000, "A"), (0.0, 0.0, 0.1, "D"),
    ],
)  # fmt: skip
def test_letters_by_the_coefficient_of_variation(figure, low, high, letter):
    assert certainty.reliability(figure, Interval(low, high)) == letter


def test_a_figure_without_an_interval_is_d_and_no_figure_has_no_letter():
    assert certainty.reliability(50_000, None) == "D"
    assert certainty.reliability(None, None) is None


@pytest.mark.parametrize(
    ("interval", "word"),
    [
        (Interval(0.01, 0.2), UP), (Interval(-0.2, -0.01), DOWN), (Interval(-0.1, 0.2), NOT_DETECTABLE),
        (Interval(0.0, 0.2), NOT_DETECTABLE), (None, TOO_FEW),
    ],
)  # fmt: skip
def test_verdicts(interval, word):
    assert certainty.verdict(interval) == word


@pytest.mark.parametrize(
    ("each", "employers", "effective", "dominated"),
    [((), 0, 0.0, False), ((4,), 1, 1.0, True), ((1, 1, 1, 1), 4, 4.0, False), ((2, 2), 2, 2.0, False),
     ((3, 1, 1), 3, 25 / 11, True), ((1,), 1, 1.0, True)],
)  # fmt: skip
def test_who_stands_behind_a_figure(each, employers, effective, dominated):
    sample = of_employers(*each)
    assert (sample.employers, sample.effective_n, sample.dominated) == (employers, effective, dominated)


def test_under_six_independent_adverts_nothing_is_said_of_a_share_that_changed():
    assert interval.share_change(alone(5), 100, alone(0), 100) is None
    assert interval.share_change(alone(6), 100, alone(0), 100) is not None
    assert interval.share_change(of_employers(40, 2), 100, of_employers(3), 100) is None
    assert interval.share_change(alone(40), 100, alone(0), 0) is None


def test_a_rank_moves_detectably_only_with_its_share():
    up, same, few = Change(0.1, 0.2, UP), Change(-0.1, 0.1, NOT_DETECTABLE), Change(None, None, TOO_FEW)
    assert certainty.rank_change(3, up).verdict == UP
    assert certainty.rank_change(-3, up).verdict == NOT_DETECTABLE
    assert certainty.rank_change(0, up).verdict == NOT_DETECTABLE
    assert certainty.rank_change(3, same).verdict == NOT_DETECTABLE
    assert certainty.rank_change(3, few).verdict == TOO_FEW
    assert certainty.rank_change(None, up).verdict == TOO_FEW


# -- what holds for any sample ----------------------------------------------------------------------------------------


def chance_of_holding(n: int, bound: Bound, low: int, high: int) -> float:
    """That the quantile of any continuous distribution lies between the two order statistics of n."""
    q = bound.quantile
    return sum(math.comb(n, k) * q**k * (1 - q) ** (n - k) for k in range(low, high))


@pytest.mark.parametrize("name", ["p10", "p25", "p50", "p75", "p90"])
def test_looked_up_ranks_hold_the_quantile_in_95_of_100_samples_and_narrower_ones_do_not(name):
    bound = BOUNDS[name]
    for n in range(6, interval.EXACT + 1):
        if (pair := ranks(n, bound)) is None:
            continue
        low, high = pair
        assert 1 <= low < high <= n
        assert chance_of_holding(n, bound, low, high) >= 0.95 - 1e-12, n
        if low > 1 and high < n:
            assert chance_of_holding(n, bound, 0, low) > 0 and chance_of_holding(n, bound, low + 1, n + 1) < 0.975


@pytest.mark.parametrize("name", ["p10", "p25", "p50", "p75", "p90"])
@pytest.mark.parametrize("n", [201, 350, 777, 1000])
def test_the_normal_form_holds_about_as_often_as_the_exact_one(name, n):
    low, high = ranks(n, BOUNDS[name])
    assert 0.945 <= chance_of_holding(n, BOUNDS[name], low, high) <= 0.97


def quantile(values: list[float], share: float) -> float:
    position = share * (len(values) - 1)
    below = int(position)
    above = min(below + 1, len(values) - 1)
    return values[below] + (position - below) * (values[above] - values[below])


employers = st.lists(st.integers(1, 9), min_size=1, max_size=60) | st.lists(st.integers(1, 3), min_size=40, max_size=90)


@given(employers, st.sampled_from(["p10", "p25", "p50", "p75", "p90"]), st.integers(0, 2**32))
def test_the_interval_of_a_percentile_contains_it(each, name, seed):
    sample, drawn = of_employers(*each), random.Random(seed)
    if (pair := ranks(looked_up(sample), BOUNDS[name])) is None:
        return
    values = sorted(drawn.choice([40_000, 45_000, 50_000, drawn.uniform(20_000, 90_000)]) for _ in range(sample.n))
    low, high = stretched(pair, looked_up(sample), sample.n)
    assert 1 <= low <= high <= sample.n
    assert values[low - 1] <= quantile(values, BOUNDS[name].quantile) <= values[high - 1]


@given(employers, st.integers(0, 5000))
def test_the_interval_of_a_share_contains_it_and_stays_between_nothing_and_all(each, others):
    sample = of_employers(*each)
    found = interval.share_interval(sample, sample.n + others)
    assert 0 <= found.low <= sample.n / (sample.n + others) <= found.high <= 1


def width(interval: Interval) -> float:
    return interval.high - interval.low


@given(st.integers(1, 400), st.integers(0, 4000), st.integers(2, 9))
def test_more_adverts_of_the_same_share_are_surer(n, others, times):
    less, more = alone(n), alone(n * times)
    assert width(interval.share_interval(more, (n + others) * times)) < width(interval.share_interval(less, n + others))


@given(employers, st.integers(1, 4000))
def test_fewer_employers_are_less_sure(each, others):
    n = sum(each)
    assume(len(each) < n)
    spread, gathered = alone(n), of_employers(*each)
    whole = n + others
    assert width(interval.share_interval(gathered, whole)) > width(interval.share_interval(spread, whole))
    if pair := ranks(looked_up(gathered), MEDIAN):
        low, high = stretched(pair, looked_up(gathered), n)
        assert high - low >= ranks(n, MEDIAN)[1] - ranks(n, MEDIAN)[0]


@given(st.sampled_from(["p10", "p25", "p50", "p75", "p90"]), st.integers(29, 900))
def test_four_times_the_adverts_bound_a_percentile_more_closely(name, n):
    (low, high), (lower, higher) = ranks(n, BOUNDS[name]), ranks(4 * n, BOUNDS[name])
    assert (higher - lower) / (4 * n) < (high - low) / n


MIRRORED = {UP: DOWN, DOWN: UP, NOT_DETECTABLE: NOT_DETECTABLE, TOO_FEW: TOO_FEW}


@given(employers, st.integers(0, 300), employers, st.integers(0, 300))
def test_a_change_of_share_looked_at_from_the_other_end_says_the_opposite(each, others, earlier, earlier_others):
    now, before = of_employers(*each), of_employers(*earlier)
    forth = interval.share_change(now, now.n + others, before, before.n + earlier_others)
    back = interval.share_change(before, before.n + earlier_others, now, now.n + others)
    assert MIRRORED[certainty.verdict(forth)] == certainty.verdict(back)


positive = st.floats(10, 1e6)


@given(positive, positive, st.floats(0, 1e5), st.floats(0, 1e5))
def test_a_change_of_a_median_looked_at_from_the_other_end_says_the_opposite(median, earlier, error, earlier_error):
    now = alone(9, {"error": Interval(1, 1 + error)})
    before = alone(9, {"error": Interval(1, 1 + earlier_error)})
    forth = interval.median_change(median, median / earlier - 1, now, before)
    back = interval.median_change(earlier, earlier / median - 1, before, now)
    assert forth.low <= median / earlier - 1 + 1e-9 and median / earlier - 1 <= forth.high + 1e-9
    assume(min(abs(end) for each in (forth, back) for end in (each.low, each.high)) > 1e-9)
    assert MIRRORED[certainty.verdict(forth)] == certainty.verdict(back)


# -- against a bootstrap over employers -------------------------------------------------------------------------------


def market(drawn: random.Random, employers: int, large: int) -> list[list[float]]:
    """The pay that each employer's adverts quote: some employers have many, all of much the same pay."""
    found = []
    for number in range(employers):
        usual = drawn.gauss(50_000, 9_000)
        found.append([usual + drawn.gauss(0, 1_500) for _ in range(large if number % 7 == 0 else 1)])
    return found


def sample_of(employers: list[list[float]]) -> Sample:
    sample = of_employers(*map(len, employers))
    values, bounds = sorted(value for each in employers for value in each), {}
    for name, bound in BOUNDS.items():
        if pair := ranks(looked_up(sample), bound):
            low, high = stretched(pair, looked_up(sample), sample.n)
            bounds[name] = Interval((values[low - 1]), values[high - 1])
    return Sample(sample.n, sample.employers, sample.largest, sample.squares, bounds)


def bootstrap(employers: list, statistic, drawn: random.Random, times: int = 400) -> Interval:
    """The middle 95% of the statistic of as many employers, drawn with replacement with all their adverts."""
    found = sorted(statistic([drawn.choice(employers) for _ in employers]) for _ in range(times))
    return Interval(found[int(0.025 * times)], found[int(0.975 * times) - 1])


def median_pay(employers: list[list[float]]) -> float:
    return median_of(value for each in employers for value in each)


@pytest.mark.parametrize("large", [1, 4, 12])
def test_medians_are_as_sure_as_a_bootstrap_over_employers_says(large):
    """Averaged over drawn markets: neither much narrower nor more than twice as wide."""
    drawn = random.Random(large)
    closed, resampled = [], []
    for _ in range(12):
        employers = market(drawn, 90, large)
        closed.append(width(sample_of(employers).bounds["p50"]))
        resampled.append(width(bootstrap(employers, median_pay, drawn)))
    assert 0.85 <= sum(closed) / sum(resampled) <= 2.0


@pytest.mark.parametrize("large", [1, 4, 12])
def test_small_shares_are_as_sure_as_a_bootstrap_over_employers_says(large):
    """A term that few employers ask for, in all their adverts."""
    drawn = random.Random(large)
    closed, resampled = [], []

    def share(employers: list[tuple[int, bool]]) -> float:
        return sum(many for many, asks in employers if asks) / sum(many for many, _ in employers)

    for _ in range(12):
        employers = [(large if number % 7 == 0 else 1, drawn.random() < 0.1) for number in range(400)]
        matching = of_employers(*(many for many, asks in employers if asks))
        closed.append(width(interval.share_interval(matching, sum(many for many, _ in employers))))
        resampled.append(width(bootstrap(employers, share, drawn)))
    assert 0.85 <= sum(closed) / sum(resampled) <= 1.5


@pytest.mark.parametrize("large", [1, 4, 12])
def test_changes_of_medians_are_as_sure_as_a_bootstrap_over_employers_says(large):
    drawn = random.Random(large)
    closed, resampled = [], []
    for _ in range(10):
        now, before = market(drawn, 90, large), market(drawn, 70, large)
        here, there = median_pay(now), median_pay(before)
        closed.append(width(interval.median_change(here, here / there - 1, sample_of(now), sample_of(before))))
        ratios = sorted(
            median_pay([drawn.choice(now) for _ in now]) / median_pay([drawn.choice(before) for _ in before])
            for _ in range(300)
        )
        resampled.append(ratios[292] - ratios[7])
    assert 0.85 <= sum(closed) / sum(resampled) <= 2.0
