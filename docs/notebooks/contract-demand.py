# %% [markdown]
# # Is contract demand recovering?
#
# Counts follow the sources that are read, so demand is asked for as a share: how much of what is advertised is
# contract work, and of what kind. The market is the demo's, which is made up.

# %%
import jobtide

market = jobtide.open("../../demo-home")
market

# %% [markdown]
# ## The share of contracts among all vacancies, by quarter
#
# `table` gives whole tables of the edition, as Arrow; DuckDB, pandas and Polars take them as they are. The last quarter
# has only as many months as the edition.

# %%
import duckdb

totals = market.table("month_totals")
quarters = duckdb.sql("""
    SELECT month[:4] || ' Q' || ((month[6:]::INT - 1) // 3 + 1) AS quarter,
           sum(total) FILTER (employment_type = 'contract') AS contracts, sum(total) AS vacancies
    FROM totals WHERE place = 'uk' GROUP BY quarter ORDER BY quarter
""").fetchall()
most = max(contracts / vacancies for _, contracts, vacancies in quarters)
for quarter, contracts, vacancies in quarters:
    share = contracts / vacancies
    print(f"{quarter}  {contracts:6,} of {vacancies:6,}  {share:6.1%}  {'█' * round(30 * share / most)}")

# %% [markdown]
# ## Is the last year's change more than chance?
#
# The two periods are counts of independent vacancies at best; the standard error of their shares says how much they
# would differ by chance alone.

# %%
contracts, permanent = (market.term("Developer", contract=contract).page.all_count for contract in (True, False))
share = [contracts[at] / (contracts[at] + permanent[at]) for at in (0, 1)]
error = sum(share[at] * (1 - share[at]) / (contracts[at] + permanent[at]) for at in (0, 1)) ** 0.5
low, high = share[0] - share[1] - 1.96 * error, share[0] - share[1] + 1.96 * error
verdict = "recovering" if low > 0 else "falling" if high < 0 else "no detectable change"
print(f"{share[0]:.1%} of this period's vacancies are contracts, {share[1]:.1%} a year before")
print(f"The difference lies between {low:+.2%} and {high:+.2%}: {verdict}")

# %% [markdown]
# ## Which contract skills moved?
#
# `movers` lists what moved by more than chance explains, with the rate of false alarms held over all terms that were
# looked at. An empty list is an answer too.

# %%
market.movers(contract=True, limit=5)

# %% [markdown]
# ## What contracts pay
#
# Rates are by the day and by the hour, and are never turned into each other.

# %%
developer = market.term("Developer", contract=True)
developer

# %%
rate = {row["figure"]: row for row in developer.summary if row["unit"] == "daily"}
median = rate["p50"]
print(f"Median day rate £{median['value']:,.0f} (£{median['low']:,.0f} to £{median['high']:,.0f})")
print(f"Against a year before: {rate['p50_change']['certainty']}")
