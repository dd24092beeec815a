"""The tables of figures again, counted by machine code over sorted arrays: what the embedded engine runs by default.

`figures` and what it uses say what each figure means. Here the same tables come from the vacancies laid out as arrays,
some thirty times faster: a period's vacancies are gone through once for counts, and in the order of their pay for
percentiles, so that nothing is sorted by cell. Whoever changes a figure changes it in both; the tests make the same
tables in both ways and compare every value.

    population   the arrays: vacancies in order, with the places and terms that each counts in
    present      the places and terms that any of them has
    counting     the loops
    cells        one group of cells: counts, ranks, percentiles and who stands behind them
    cube         all tables of figures, in pieces in the order of their keys
"""
