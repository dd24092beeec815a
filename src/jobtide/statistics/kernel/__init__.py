"""The tables of figures again, counted by machine code over sorted arrays: what the embedded engine runs by default.

`figures` and what it uses say what each figure means. Here the same tables come from the vacancies laid out as arrays,
some thirty times faster: the vacancies of each place are gone through once for counts, and in the order of their pay
for percentiles, so that of a cell only what stands near them is sorted, and each figure is written where its row will
stand. Whoever changes
a figure changes it in both; the tests make the same tables in both ways and compare every value.

    population   the arrays: vacancies in order, with the places and terms that each counts in
    present      the places and terms that any of them has
    counting     the loops over places and terms
    marking      those over categories, which are few
    picking      those that pick percentiles and bounds of pay
    cells        the cells of some places: counts, percentiles and who stands behind them
    standing     where percentiles and bounds stand among sorted values
    cube         all tables of figures, in pieces in the order of their keys
"""
