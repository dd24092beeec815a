"""The figures by DuckDB: plain SQL, one query for each table, as one would write it first.

python duckdb_queries.py TABLES OUT
"""

import sys

import duckdb

TABLES, OUT = sys.argv[1:3]
db = duckdb.connect(config={"memory_limit": "8GB", "temp_directory": f"{OUT}/spilled"})
db.execute(f"CREATE VIEW vacancies AS SELECT * FROM '{TABLES}/vacancies-*.parquet'")
for name in ("terms", "places", "periods", "month_ends"):
    db.execute(f"CREATE TABLE {name} AS SELECT * FROM '{TABLES}/{name}.parquet'")
db.execute("""
    CREATE TABLE paid AS
    SELECT vacancy, employment_type, first_seen, live,
           CASE WHEN usable THEN pay_unit END AS unit,
           pay_low + 0.25 * (pay_high - pay_low) AS lower,
           (pay_low + pay_high) / 2 AS middle,
           pay_low + 0.75 * (pay_high - pay_low) AS upper
    FROM (SELECT *, currency = 'GBP' AND ((employment_type = 'permanent' AND pay_unit = 'annual')
                 OR (employment_type = 'contract' AND pay_unit IN ('daily', 'hourly'))) AS usable FROM vacancies)
""")
db.execute("""
    CREATE TABLE placed AS
    WITH lies_in AS (SELECT slug, unnest(ancestors) AS within FROM places UNION SELECT slug, slug FROM places),
         named AS (SELECT vacancy, unnest(places) AS slug FROM vacancies),
         counts_in AS (SELECT vacancy, within FROM named JOIN lies_in USING (slug)
                       UNION SELECT vacancy, 'world' FROM vacancies)
    SELECT place, vacancy FROM counts_in JOIN places ON within = slug
""")
db.execute("""
    CREATE TABLE asked AS
    SELECT DISTINCT term, category, vacancy
    FROM (SELECT vacancy, unnest(terms) AS slug FROM vacancies) JOIN terms USING (slug)
""")
db.execute("CREATE TABLE in_category AS SELECT DISTINCT category, vacancy FROM asked")
db.execute("""
    CREATE TABLE there AS
    SELECT v.*, months, period, place
    FROM paid v JOIN periods p ON v.first_seen BETWEEN p.start AND p."end" JOIN placed USING (vacancy)
""")


def write(name: str, query: str) -> None:
    db.execute(f"CREATE TABLE {name} AS {query}")
    db.execute(f"COPY {name} TO '{OUT}/{name}.parquet' (FORMAT parquet, COMPRESSION zstd)")


GROUP = "employment_type, months, place, {key}, period"
PERCENTILES = """
    count(*) AS quoted, quantile_cont(lower, 0.1) AS p10, quantile_cont(lower, 0.25) AS p25,
    quantile_cont(middle, 0.5) AS p50, quantile_cont(upper, 0.75) AS p75, quantile_cont(upper, 0.9) AS p90
"""
write("totals", "SELECT employment_type, months, place, period, count(*) AS count FROM there GROUP BY ALL")
write(
    "category_cells",
    """
    SELECT c.*, c.count / t.count AS share_of_all
    FROM (SELECT employment_type, months, place, category, period, count(*) AS count
          FROM there JOIN in_category USING (vacancy) GROUP BY ALL) c
    JOIN totals t USING (employment_type, months, place, period)
""",
)
write(
    "cells",
    """
    WITH counted AS (SELECT employment_type, months, place, term, period, count(*) AS count
                     FROM there JOIN asked USING (vacancy) GROUP BY ALL),
         ranked AS (SELECT *, dense_rank() OVER (PARTITION BY employment_type, months, place, period
                                                 ORDER BY count DESC) AS rank FROM counted)
    SELECT r.*, b.rank - r.rank AS rank_change, r.count / t.count AS share_of_all,
           r.count / c.count AS share_of_category
    FROM ranked r
    LEFT JOIN ranked b ON b.employment_type = r.employment_type AND b.months = r.months AND b.place = r.place
                       AND b.term = r.term AND b.period = r.period + 1
    JOIN totals t ON t.employment_type = r.employment_type AND t.months = r.months AND t.place = r.place
                  AND t.period = r.period
    JOIN terms ON terms.term = r.term
    JOIN category_cells c ON c.employment_type = r.employment_type AND c.months = r.months AND c.place = r.place
                          AND c.period = r.period AND c.category = terms.category
""",
)
for name, key, members in (("cell_pay", "term", "asked"), ("category_pay", "category", "in_category")):
    write(
        name,
        f"""
        WITH spread AS (SELECT employment_type, months, place, {key}, period, unit, {PERCENTILES}
                        FROM there JOIN {members} USING (vacancy) WHERE unit IS NOT NULL GROUP BY ALL)
        SELECT s.*, s.p50 / b.p50 - 1 AS p50_change
        FROM spread s LEFT JOIN spread b ON b.employment_type = s.employment_type AND b.months = s.months
             AND b.place = s.place AND b.{key} = s.{key} AND b.unit = s.unit AND b.period = s.period + 1
    """,
    )
write(
    "live",
    """
    SELECT employment_type, place, term, count(*) AS live
    FROM paid JOIN placed USING (vacancy) JOIN asked USING (vacancy) WHERE live GROUP BY ALL
""",
)
write(
    "month_totals",
    """
    WITH seen AS (SELECT employment_type, place, strftime(first_seen, '%Y-%m') AS month, count(*) AS total
                  FROM paid JOIN placed USING (vacancy) GROUP BY ALL)
    SELECT employment_type, place, month, coalesce(total, 0) AS total
    FROM (SELECT DISTINCT employment_type, place FROM seen) CROSS JOIN (SELECT DISTINCT month FROM month_ends)
    LEFT JOIN seen USING (employment_type, place, month)
""",
)
