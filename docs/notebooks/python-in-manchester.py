# %% [markdown]
# # What is Python worth in Manchester, and how sure is that?
#
# A question with three answers: the figure, its margin, and who stands behind it. The market here is the demo's, which
# is made up: `make demo` builds it. Put the folder of your own market in its place, or the address of a served one.

# %%
import jobtide

market = jobtide.open("../../demo-home")
market

# %% [markdown]
# ## The figure
#
# A page has everything that is published of a term in a place. Its charts are those of the site.

# %%
manchester = market.term("Python", place="Manchester")
manchester

# %% [markdown]
# ## How sure it is
#
# The interval is that of independent vacancies: twenty equal adverts of one agency count as one voice. The letter is
# that of the Office for National Statistics for estimates of earnings, from A (precise) to D (too uncertain to use).

# %%
figures = {row["figure"]: row for row in manchester.summary}
median, sure = figures["p50"], figures["p50"]["certainty"]
print(f"Median £{median['value']:,.0f}, 95% interval £{median['low']:,.0f} to £{median['high']:,.0f}: {sure}")
print(f"A year ago £{median['a_year_ago']:,.0f}: {figures['p50_change']['certainty']}")
behind = manchester.page.summary.pay["annual"].certainty
voices = f"{behind.n[0]} salaries from {behind.employers[0]} employers"
print(f"{voices} say as much as {behind.effective_n[0]:.0f} independent ones")

# %% [markdown]
# ## Is it less than in London?
#
# Intervals of two places may overlap although their medians differ for certain, so the difference has an interval of
# its own. It is a fraction: -0.1 means a tenth less.

# %%
compared = market.compare("Python", place=["Manchester", "London", "UK excluding London"])
compared

# %%
for row in compared.differences:
    if row["figure"] == "pay.annual.p50" and row["low"] is not None:
        interval = f"{row['low']:+.1%} to {row['high']:+.1%}"
        print(f"{row['first']} beside {row['second']}: {row['value']:+.1%} ({interval}), {row['verdict']}")

# %% [markdown]
# ## What the vacancies look like
#
# Behind every count stand the vacancies that it counts. Tables go to Arrow, pandas, Polars or DuckDB as they are.

# %%
manchester.chart("histogram")

# %%
print(f"{manchester.count} vacancies counted, {len(manchester.vacancies)} listed")
for row in list(manchester.vacancies)[:5]:
    print(row["first_seen"], "|", row["title"], "|", row["employer"], "|", row["pay_text"])

# %% [markdown]
# ## And for seniors?
#
# Any population has the same page. The smaller it is, the wider its margin.

# %%
for seniority in ("junior", "senior", "lead"):
    some = market.where("python", place="North West", seniority=seniority)
    row = next(row for row in some.summary if row["figure"] == "p50")
    if row["low"] is None:
        print(f"{seniority}: {some.count} vacancies, too few for an interval")
    else:
        interval = f"£{row['low']:,.0f} to £{row['high']:,.0f}"
        print(f"{seniority}: {some.count} vacancies, median £{row['value']:,.0f} ({interval})")
