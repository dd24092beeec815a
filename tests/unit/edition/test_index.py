"""The index against a query that says the same thing."""

import itertools
import random

import pytest

from jobtide.edition.index_of import SORTS
from tests.markets import TAXONOMY, published
from tests.unit.edition.test_mapped import TODAY, market

QUERY = """
    SELECT * FROM (
    SELECT c.rank, c.rank_change, t.name AS term, t.slug, t.category, p.p50, p.p50_change, c.count, c.share_of_all,
           coalesce(l.live, 0) AS live
    FROM cells c JOIN terms t USING (term)
    LEFT JOIN cell_pay p ON (p.employment_type, p.months, p.place, p.term, p.period, p.unit)
                          = (c.employment_type, c.months, c.place, c.term, c.period, $unit)
    LEFT JOIN live l ON (l.employment_type, l.place, l.term) = (c.employment_type, c.place, c.term)
    WHERE c.employment_type = $kind AND c.months = $months AND c.place = $place AND c.period = 0
      AND (len($categories) = 0 OR t.category IN (SELECT unnest($categories)))
      AND (len($terms) = 0 OR t.slug IN (SELECT unnest($terms)))
      AND ($search = '' OR contains(lower(t.name), $search) OR contains(lower(coalesce(t.long_name, '')), $search))
    ) ORDER BY {column} {direction} NULLS LAST, lower(term), slug
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    return published(tmp_path_factory.mktemp("index"), market(11, 700), as_of=TODAY)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("reverse", [False, True], ids=["usual", "reversed"])
def test_every_order_and_filter_gives_the_rows_of_the_query(reader, sort, reverse):
    dice = random.Random(5)
    cells = itertools.product(("uk", "north-west", "world", "chester"), ("permanent", "contract"), (6, 3))
    for place, kind, months in cells:
        asked = {
            "categories": dice.sample(sorted({term.category for term in TAXONOMY}), dice.randrange(3)),
            "terms": dice.sample(sorted(TAXONOMY.terms), dice.choice([0, 0, 4])),
            "search": dice.choice(["", "", "ja", "DEVELOP", "nothing has this in it"]),
        }
        column = "lower(term)" if sort == "term" else sort
        direction = "DESC" if SORTS[sort] != reverse else "ASC"
        expected = reader.rows(
            QUERY.format(column=column, direction=direction),
            {
                "kind": kind, "months": months, "place": reader.place_number(place),
                "unit": "annual" if kind == "permanent" else "daily", **asked, "search": asked["search"].lower(),
            },
        )  # fmt: skip
        found = reader.index(place, kind, months, sort=sort, reverse=reverse, limit=None, **asked)
        assert [tuple(vars(row).values()) for row in found.rows] == expected, (place, kind, months, asked)
        assert found.total == len(expected)
        part = reader.index(place, kind, months, sort=sort, reverse=reverse, limit=2, offset=1, **asked)
        assert (part.rows, part.total) == (found.rows[1:3], found.total)
