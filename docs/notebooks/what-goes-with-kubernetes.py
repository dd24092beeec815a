# %% [markdown]
# # Which skills go with Kubernetes, and do they pay?
#
# The market is the demo's, which is made up; the steps are the same on a real one.

# %%
import jobtide

market = jobtide.open("../../demo-home")
kubernetes = market.term("Kubernetes")
kubernetes

# %% [markdown]
# ## What goes with it
#
# `share` is of all Kubernetes vacancies. A common skill goes with everything, so what is telling is how much more often
# it is named here than elsewhere: its share here over its share of all vacancies.

# %%
everywhere = {row["slug"]: row["share_of_all"] for row in market.index()}
common = [row for row in kubernetes.cooccurring if row["count"] >= 30]
lift = {row["term"]: row["share"] / everywhere[row["slug"]] for row in common}
for row in sorted(common, key=lambda row: -lift[row["term"]])[:12]:
    print(f"{row['term']:28} {row['share']:5.0%} of them, {lift[row['term']]:4.1f} times as often as elsewhere")

# %% [markdown]
# ## Do they pay?
#
# Kubernetes with each of these skills beside Kubernetes without it. Each row has the median with its 95% interval;
# where two intervals do not meet, the difference is there for certain, and where they do, it may be chance.


# %%
def pay(expression, **cell):
    page = market.where(expression, **cell)
    row = next(row for row in page.summary if row["figure"] == "p50")
    return page.count, row["value"], row["low"], row["high"]


def pounds(amount):
    return "too few" if amount is None else f"£{amount:,.0f}"


found = []
for row in sorted(common, key=lambda row: -row["count"])[:10]:
    name = '"' + row["term"] + '"'
    found.append((row["term"], pay(f"kubernetes and {name}"), pay(f"kubernetes and not {name}")))
for term, (many, median, low, high), (others, other, other_low, other_high) in found:
    apart = None not in (low, high, other_low, other_high) and (low > other_high or high < other_low)
    verdict = "apart" if apart else "may be chance"
    print(f"{term:24} with {pounds(median)} (of {many:,})  without {pounds(other)} (of {others:,})  {verdict}")

# %% [markdown]
# Ten comparisons at 95% are wrong somewhere in four of ten cases. A difference that matters should be looked at in
# another place, another period, or another edition before it is believed. Here is the largest one, among contracts.

# %%
term, *_ = max(found, key=lambda each: (each[1][1] or 0) - (each[2][1] or 0))
for expression in (f'kubernetes and "{term}"', f'kubernetes and not "{term}"'):
    many, median, low, high = pay(expression, contract=True)
    print(f"{expression}: {pounds(median)} a day ({pounds(low)} to {pounds(high)}), {many:,} contracts")
