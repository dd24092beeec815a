"""Where a term stands among all terms of the same type, place and period."""

import ibis

from jobtide.statistics.counts import PLACE


def ranked(cells):
    """Cells with `rank`: dense, 1 = most; ties share a rank and the next one is +1."""
    among_all_terms = ibis.window(group_by=list(PLACE), order_by=cells["count"].desc())
    # Ibis numbers ranks from 0.
    return cells.mutate(rank=(ibis.dense_rank().over(among_all_terms) + 1).cast("int64"))
