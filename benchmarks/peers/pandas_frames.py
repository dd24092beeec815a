"""The figures by pandas: frames joined and grouped, one period at a time, as one would write them first.

python pandas_frames.py TABLES OUT
"""

import glob
import sys

import numpy as np
import pandas as pd

TABLES, OUT = sys.argv[1:3]
places, terms, periods, month_ends = (
    pd.read_parquet(f"{TABLES}/{name}.parquet") for name in ("places", "terms", "periods", "month_ends")
)
columns = [
    "vacancy",
    "employment_type",
    "first_seen",
    "live",
    "pay_unit",
    "pay_low",
    "pay_high",
    "currency",
    "places",
    "terms",
]
vacancies = pd.concat(
    pd.read_parquet(file, columns=columns) for file in sorted(glob.glob(f"{TABLES}/vacancies-*.parquet"))
)
vacancies["first_seen"] = pd.to_datetime(vacancies["first_seen"])
permanent = (vacancies.employment_type == "permanent") & (vacancies.pay_unit == "annual")
contract = (vacancies.employment_type == "contract") & vacancies.pay_unit.isin(["daily", "hourly"])
usable = (vacancies.currency == "GBP") & (permanent | contract)
paid = vacancies[["vacancy", "employment_type", "first_seen", "live"]].copy()
paid["unit"] = vacancies.pay_unit.where(usable)
paid["lower"] = vacancies.pay_low + 0.25 * (vacancies.pay_high - vacancies.pay_low)
paid["middle"] = (vacancies.pay_low + vacancies.pay_high) / 2
paid["upper"] = vacancies.pay_low + 0.75 * (vacancies.pay_high - vacancies.pay_low)
numbers = places[["slug", "place"]].rename(columns={"slug": "within"})
lies_in = pd.concat(
    [
        places[["slug", "ancestors"]].explode("ancestors").rename(columns={"ancestors": "within"}),
        places[["slug"]].assign(within=places.slug),
    ]
).merge(numbers, on="within")[["slug", "place"]]
named = vacancies[["vacancy", "places"]].explode("places").rename(columns={"places": "slug"})
named = named.merge(lies_in, on="slug")[["vacancy", "place"]]
world = int(places.place[places.slug == "world"].iloc[0])
placed = pd.concat([named, vacancies[["vacancy"]].assign(place=world)]).drop_duplicates()
asked = vacancies[["vacancy", "terms"]].explode("terms").rename(columns={"terms": "slug"})
asked = asked.merge(terms[["slug", "term", "category"]], on="slug")[["vacancy", "term", "category"]].drop_duplicates()
in_category = asked[["vacancy", "category"]].drop_duplicates()

PLACE = ["employment_type", "months", "place", "period"]
POINTS = {"lower": {"p10": 0.1, "p25": 0.25}, "middle": {"p50": 0.5}, "upper": {"p75": 0.75, "p90": 0.9}}
pieces = {name: [] for name in ("totals", "cells", "cell_pay", "category_cells", "category_pay")}


def counted(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    return frame.groupby(keys, observed=True).size().rename("count").reset_index()


def spread(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    grouped = frame[frame.unit.notna()].groupby([*keys, "unit"], observed=True)
    found = [grouped.size().rename("quoted")]
    for point, shares in POINTS.items():
        quantiles = grouped[point].quantile(list(shares.values())).unstack()
        found.append(quantiles.set_axis(list(shares), axis=1))
    return pd.concat(found, axis=1).reset_index()


for each in periods.itertuples():
    within = (paid.first_seen >= pd.Timestamp(each.start)) & (paid.first_seen <= pd.Timestamp(each.end))
    there = paid[within].merge(placed, on="vacancy").assign(months=np.int8(each.months), period=np.int8(each.period))
    pieces["totals"].append(counted(there, PLACE))
    for key, members, cells, pay in (
        ("term", asked[["vacancy", "term"]], "cells", "cell_pay"),
        ("category", in_category, "category_cells", "category_pay"),
    ):
        naming = there.merge(members, on="vacancy")
        pieces[cells].append(counted(naming, [*PLACE, key]))
        pieces[pay].append(spread(naming, [*PLACE, key]))
found = {name: pd.concat(frames) for name, frames in pieces.items()}


def a_year_earlier(frame: pd.DataFrame, keys: list[str], column: str) -> pd.DataFrame:
    before = frame[[*keys, "period", column]].rename(columns={column: "earlier"})
    return frame.merge(before.assign(period=before.period - 1), on=[*keys, "period"], how="left")


totals = found["totals"].rename(columns={"count": "whole"})
category_cells = found["category_cells"].merge(totals, on=PLACE)
category_cells["share_of_all"] = category_cells["count"] / category_cells.pop("whole")
cells = found["cells"]
cells["rank"] = cells.groupby(PLACE)["count"].rank("dense", ascending=False).astype("int64")
cells = cells.merge(totals, on=PLACE)
cells["share_of_all"] = cells["count"] / cells.pop("whole")
of_category = category_cells[[*PLACE, "category", "count"]].rename(columns={"count": "whole"})
cells = cells.merge(terms[["term", "category"]], on="term").merge(of_category, on=[*PLACE, "category"])
cells["share_of_category"] = cells["count"] / cells.pop("whole")
cells = a_year_earlier(cells.drop(columns="category"), ["employment_type", "months", "place", "term"], "rank")
cells["rank_change"] = cells.pop("earlier") - cells["rank"]
written = {"totals": found["totals"], "cells": cells, "category_cells": category_cells}
for name, key in (("cell_pay", "term"), ("category_pay", "category")):
    compared = a_year_earlier(found[name], ["employment_type", "months", "place", key, "unit"], "p50")
    compared["p50_change"] = compared.p50 / compared.pop("earlier") - 1
    written[name] = compared
open_now = paid[paid.live].merge(placed, on="vacancy").merge(asked[["vacancy", "term"]], on="vacancy")
written["live"] = counted(open_now, ["employment_type", "place", "term"]).rename(columns={"count": "live"})
seen = (
    paid[["vacancy", "employment_type"]].assign(month=paid.first_seen.dt.strftime("%Y-%m")).merge(placed, on="vacancy")
)
seen = counted(seen, ["employment_type", "place", "month"]).rename(columns={"count": "total"})
every = seen[["employment_type", "place"]].drop_duplicates().merge(month_ends[["month"]].drop_duplicates(), how="cross")
every = every.merge(seen, on=["employment_type", "place", "month"], how="left")
written["month_totals"] = every.assign(total=every.total.fillna(0).astype("int64"))
for name, frame in written.items():
    frame.to_parquet(f"{OUT}/{name}.parquet", index=False)
