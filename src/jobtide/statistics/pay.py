"""Percentiles of the pay that vacancies quote."""


def paid(members, by):
    """`quoted` and the five percentiles of each group of `by` and unit that quotes any pay.

    P10 and P25 are quantiles of the lower points, P50 of the middles, P75 and P90 of the upper points; all by linear
    interpolation between the two nearest figures (type 7).
    """
    quoting = members.filter(members.unit.notnull())
    spread = quoting.group_by([*by, "unit"]).agg(
        quoted=quoting.count(),
        low=quoting.lower.quantile([0.1, 0.25]),
        p50=quoting.middle.quantile(0.5),
        high=quoting.upper.quantile([0.75, 0.9]),
    )
    return spread.select(
        *by,
        "unit",
        "quoted",
        p10=spread.low[0],
        p25=spread.low[1],
        p50=spread.p50,
        p75=spread.high[0],
        p90=spread.high[1],
    )
