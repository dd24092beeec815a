"""Which of many changes are real: where a thousand are looked at, chance alone would call fifty of them sure.

The list of what moved is made by the rule of Benjamini and Hochberg (1995), in which the commoner terms weigh more
(Genovese, Roeder and Wasserman, 2006): of the changes on it at most one in ten is expected to be chance's, and where
nothing moved the list is empty in nine editions of ten.
"""

import math
from collections.abc import Sequence

FALSE_RATE = 0.10
# Terms below these say nothing that a list of what moved should say, however sure: one campaign of a few employers.
LEAST_VACANCIES, LEAST_EMPLOYERS = 20, 10


def chance(difference: float, variance: float) -> float:
    """How often chance alone would part two shares so far or further, either way, by the normal distribution."""
    if not difference:
        return 1.0
    return math.erfc(abs(difference) / math.sqrt(2 * variance)) if variance > 0 else 1.0


def detected(chances: Sequence[float], weights: Sequence[float] | None = None, rate: float = FALSE_RATE) -> list[bool]:
    """Of each chance whether its change is to be believed among all of them.

    `weights` are above zero and say how much each is to be looked at beside the others; only their ratios matter.

    >>> detected([0.001, 0.8, 0.02, 0.04], rate=0.05)
    [True, False, True, False]
    """
    many = len(chances)
    usual = sum(weights) / many if weights else 1.0
    weighted = [one * usual / weight for one, weight in zip(chances, weights or [1.0] * many, strict=True)]
    order = sorted(range(many), key=weighted.__getitem__)
    last = max((place for place, at in enumerate(order, 1) if weighted[at] <= rate * place / many), default=0)
    believed = [False] * many
    for at in order[:last]:
        believed[at] = True
    return believed
