"""This period against the same one a year earlier."""


def a_year_earlier(figures, keys, column: str):
    """The figure `column` of each row's comparator, under the name `earlier`; rows without one have null.

    `keys` tell the rows of one period apart.
    """
    earlier = figures.select(
        *(figures[key].name(f"{key}_") for key in keys),
        period_=(figures.period - 1).cast("int8"),
        earlier=figures[column],
    )
    same = [figures[key] == earlier[f"{key}_"] for key in (*keys, "period")]
    return figures.left_join(earlier, same).drop(*(f"{key}_" for key in (*keys, "period")))


def with_rank_change(cells):
    """Cells with `rank_change`: last year's rank less this one, so that + is up."""
    keys = ("employment_type", "months", "place", "term")
    compared = a_year_earlier(cells, keys, "rank")
    return compared.mutate(rank_change=compared.earlier - compared["rank"]).drop("earlier")


def with_median_change(pay, keys):
    """Pay with `p50_change`: the median / last year's - 1, from unrounded medians."""
    compared = a_year_earlier(pay, (*keys, "unit"), "p50")
    return compared.mutate(p50_change=compared.p50 / compared.earlier - 1).drop("earlier")
