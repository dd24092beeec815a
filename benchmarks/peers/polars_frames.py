"""The figures by Polars: lazy frames, one after the other, as one would write them first.

python polars_frames.py TABLES OUT
"""

import sys

import polars as pl

TABLES, OUT = sys.argv[1:3]
places, terms = (pl.read_parquet(f"{TABLES}/{name}.parquet") for name in ("places", "terms"))
periods, month_ends = (pl.read_parquet(f"{TABLES}/{name}.parquet") for name in ("periods", "month_ends"))
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
vacancies = pl.read_parquet(f"{TABLES}/vacancies-*.parquet", columns=columns)
usable = (pl.col("currency") == "GBP") & (
    ((pl.col("employment_type") == "permanent") & (pl.col("pay_unit") == "annual"))
    | ((pl.col("employment_type") == "contract") & pl.col("pay_unit").is_in(["daily", "hourly"]))
)
low, high = pl.col("pay_low"), pl.col("pay_high")
paid = vacancies.select(
    "vacancy",
    "employment_type",
    "first_seen",
    "live",
    unit=pl.when(usable).then("pay_unit"),
    lower=low + 0.25 * (high - low),
    middle=(low + high) / 2,
    upper=low + 0.75 * (high - low),
)
lies_in = pl.concat(
    [
        places.select("slug", within="ancestors").explode("within"),
        places.select("slug", within="slug"),
    ]
).join(places.select(within="slug", place="place"), on="within")
world = places.filter(pl.col("slug") == "world")["place"][0]
named = vacancies.select("vacancy", slug="places").explode("slug").join(lies_in, on="slug").select("vacancy", "place")
everywhere = vacancies.select("vacancy", place=pl.lit(world, pl.Int32))
placed = pl.concat([named, everywhere]).unique()
asked = vacancies.select("vacancy", slug="terms").explode("slug")
asked = asked.join(terms.select("slug", "term", "category"), on="slug").select("vacancy", "term", "category").unique()
in_category = asked.select("vacancy", "category").unique()

PLACE = ["employment_type", "months", "place", "period"]
QUANTILES = {
    "p10": ("lower", 0.1),
    "p25": ("lower", 0.25),
    "p50": ("middle", 0.5),
    "p75": ("upper", 0.75),
    "p90": ("upper", 0.9),
}
PAY = [pl.len().cast(pl.Int64).alias("quoted")] + [
    pl.col(point).quantile(share, "linear").alias(name) for name, (point, share) in QUANTILES.items()
]
pieces: dict[str, list[pl.DataFrame]] = {
    name: [] for name in ("totals", "cells", "cell_pay", "category_cells", "category_pay")
}
for months, period, start, end in periods.rows():
    there = paid.filter(pl.col("first_seen").is_between(start, end)).join(placed, on="vacancy")
    there = there.with_columns(months=pl.lit(months, pl.Int8), period=pl.lit(period, pl.Int8))
    pieces["totals"].append(there.group_by(PLACE).agg(count=pl.len().cast(pl.Int64)))
    for key, members, cells, pay in (
        ("term", asked.select("vacancy", "term"), "cells", "cell_pay"),
        ("category", in_category, "category_cells", "category_pay"),
    ):
        naming = there.lazy().join(members.lazy(), on="vacancy")
        counted = naming.group_by([*PLACE, key]).agg(count=pl.len().cast(pl.Int64))
        spread = naming.filter(pl.col("unit").is_not_null()).group_by([*PLACE, key, "unit"]).agg(PAY)
        for name, frame in ((cells, counted), (pay, spread)):
            pieces[name].append(frame.collect())
found = {name: pl.concat(frames) for name, frames in pieces.items()}


def a_year_earlier(frame: pl.DataFrame, keys: list[str], column: str) -> pl.DataFrame:
    before = frame.select(*keys, period=pl.col("period") - 1, earlier=column)
    return frame.join(before, on=[*keys, "period"], how="left")


cells = found["cells"].with_columns(rank=pl.col("count").rank("dense", descending=True).over(PLACE).cast(pl.Int64))
cells = (
    cells.join(found["totals"].rename({"count": "whole"}), on=PLACE)
    .with_columns(share_of_all=pl.col("count") / pl.col("whole"))
    .drop("whole")
)
category_cells = found["category_cells"].join(found["totals"].rename({"count": "whole"}), on=PLACE)
category_cells = category_cells.with_columns(share_of_all=pl.col("count") / pl.col("whole")).drop("whole")
cells = cells.join(terms.select("term", "category"), on="term").join(
    category_cells.select(*PLACE, "category", whole="count"), on=[*PLACE, "category"]
)
cells = cells.with_columns(share_of_category=pl.col("count") / pl.col("whole")).drop("whole", "category")
cells = a_year_earlier(cells, ["employment_type", "months", "place", "term"], "rank")
cells = cells.with_columns(rank_change=pl.col("earlier") - pl.col("rank")).drop("earlier")
written = {"totals": found["totals"], "cells": cells, "category_cells": category_cells}
for name, key in (("cell_pay", "term"), ("category_pay", "category")):
    compared = a_year_earlier(found[name], ["employment_type", "months", "place", key, "unit"], "p50")
    written[name] = compared.with_columns(p50_change=pl.col("p50") / pl.col("earlier") - 1).drop("earlier")
written["live"] = (
    paid.filter("live")
    .join(placed, on="vacancy")
    .join(asked.select("vacancy", "term"), on="vacancy")
    .group_by("employment_type", "place", "term")
    .agg(live=pl.len().cast(pl.Int64))
)
seen = paid.select("vacancy", "employment_type", month=pl.col("first_seen").dt.strftime("%Y-%m")).join(
    placed, on="vacancy"
)
seen = seen.group_by("employment_type", "place", "month").agg(total=pl.len().cast(pl.Int64))
every = seen.select("employment_type", "place").unique().join(month_ends.select("month").unique(), how="cross")
written["month_totals"] = every.join(seen, on=["employment_type", "place", "month"], how="left").fill_null(0)
for name, frame in written.items():
    frame.write_parquet(f"{OUT}/{name}.parquet")
