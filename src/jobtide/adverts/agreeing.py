"""The loop over pairs of sketches."""

import numpy as np

from jobtide.machine_code import compiled


@compiled
def agreeing(sketch, low, high):
    """In how many slots the sketches at `low` and at `high` agree."""
    found = np.zeros(len(low), np.uint8)
    for at in range(len(low)):
        one, other, agree = sketch[low[at]], sketch[high[at]], 0
        for slot in range(len(one)):
            agree += one[slot] == other[slot]
        found[at] = agree
    return found
