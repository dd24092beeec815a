"""How many vacancies there are, and what part of all that is."""

BESIDE = ("employment_type", "months", "place")  # whose periods are set beside each other
PLACE = (*BESIDE, "period")
CELL = ("employment_type", "months", "place", "term", "period")
CATEGORY = ("employment_type", "months", "place", "category", "period")


def counted(members, by):
    """`count`: rows of `members`, each a vacancy that stands once in each group of `by`."""
    return members.group_by(list(by)).agg(count=members.count())


def with_share(counts, totals, name: str, on):
    """Counts with `name`: count / the count of the matching row of `totals`."""
    whole = totals.select(*on, whole=totals["count"])
    return counts.join(whole, list(on)).mutate(**{name: lambda t: t["count"] / t.whole}).drop("whole")


def live(vacancies, placed, asked):
    """(employment_type, place, term, live): vacancies open on the edition's day, whenever first seen."""
    open_now = vacancies.filter(vacancies.live).select("vacancy", "employment_type")
    matching = open_now.join(placed, "vacancy").join(asked, "vacancy")
    return matching.group_by(["employment_type", "place", "term"]).agg(live=matching.count())


def month_totals(vacancies, placed, month_ends):
    """(employment_type, place, month, total): all vacancies first seen in each month, 0 in months without any."""
    months = month_ends.select("month").distinct()
    dated = vacancies.select("vacancy", "employment_type", month=vacancies.first_seen.strftime("%Y-%m"))
    there = dated.join(placed, "vacancy")
    seen = there.group_by(["employment_type", "place", "month"]).agg(total=there.count())
    every = seen.select("employment_type", "place").distinct().cross_join(months)
    keys = ["employment_type", "place", "month"]
    return every.left_join(seen, keys).select(*keys, total=seen.total.fill_null(0))
