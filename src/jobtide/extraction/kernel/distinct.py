"""The terms of each advert, each once."""

import numpy as np

from jobtide.extraction.kernel.compiling import compiled, lowest_bit


@compiled
def distinct_terms(titles, descriptions, adverts, bits, offsets, terms):
    """Writes the terms of each advert, each once and in order, to `terms`, and to `offsets` where they begin.

    The two tables of findings are in order of adverts; `bits`, one for each term, are 0 and left so.
    """
    count = title = description = 0
    for advert in range(adverts):
        offsets[advert] = count
        found = False
        while title < len(titles) and titles[title, 0] == advert:
            bits[titles[title, 1] >> 6] |= np.uint64(1) << np.uint64(titles[title, 1] & 63)
            title += 1
            found = True
        while description < len(descriptions) and descriptions[description, 0] == advert:
            bits[descriptions[description, 1] >> 6] |= np.uint64(1) << np.uint64(descriptions[description, 1] & 63)
            description += 1
            found = True
        if found:
            for place in range(len(bits)):
                waiting = bits[place]
                bits[place] = 0
                while waiting != np.uint64(0):
                    terms[count] = place * 64 + np.int64(lowest_bit(waiting))
                    waiting &= waiting - np.uint64(1)
                    count += 1
    offsets[adverts] = count
    return count
