"""Which texts may be alike: those that share a key. Expressions, so that any engine can find them.

Keys are parts of the sketch, its beginning, headline and employer; parts of the sketch within a place, and the headline
within a place. Texts are found among others by what is new: `fresh` nodes against `nodes`, which hold them too. A key
that more than CROWD nodes share says nothing (a template with a town filled in, a common headline in a big town) and
is a crowd: no pair rests on crowds alone. As keys only ever gain nodes, what remains does not depend on the order in
which nodes came.
"""

import ibis

from jobtide import tables

CROWD = 50  # nodes that share one key, at most
_IN_A_PLACE = 8  # parts of the sketch that are keys within a place


def placed(signatures: ibis.Table, readings: ibis.Table, blocks: ibis.Table) -> ibis.Table:
    """Signatures, each node changed by the places named, so that one text in two places is two nodes.

    `blocks` has (slug, code, own, near): for each place its own code, that of the place above it, which is near too,
    and those of all above that.
    """
    columns = list(signatures.columns)
    named = _named(readings, blocks)
    named = named.filter(named.own)
    marks = named.group_by("content").agg(mark=named.code.bit_xor())
    found = signatures.left_join(marks, "content")
    return found.mutate(node=found.node ^ ibis.coalesce(found.mark, 0)).select(columns)


def fresh_nodes(placed: ibis.Table, nodes: ibis.Table) -> ibis.Table:
    """Rows of tables.NODES for what no node stands for yet."""
    unknown = placed.filter(placed.node.notnull()).anti_join(nodes, "node")
    # Signatures with one node agree in all of these columns.
    others = {name: unknown[name].arbitrary() for name in tables.NODES.schema if name != "node"}
    return unknown.group_by("node").agg(**others)


def fresh_keys(placed: ibis.Table, fresh: ibis.Table, readings: ibis.Table, blocks: ibis.Table) -> ibis.Table:
    """Rows of tables.KEYS for nodes that are fresh."""
    known = placed.semi_join(fresh, "node")
    named = _named(readings, blocks)
    there = known.join(named.filter(named.near).select("content", "code").distinct(), "content")
    told = known.filter(known.told.notnull()).join(named.select("content", "code").distinct(), "content")
    parts = there.select("node", "code", part=there.bands[:_IN_A_PLACE].unnest())
    return ibis.union(
        known.select("node", key=known.bands.unnest()),
        known.select("node", key=known["keys"].unnest()),
        parts.select("node", key=parts.part ^ parts.code),
        told.select("node", key=told.told ^ told.code),
        distinct=True,
    )


def shared_keys(keys: ibis.Table, fresh: ibis.Table, part: int, parts: int) -> ibis.Table:
    """(node, key, size): the keys of one of `parts` that a fresh node shares with another node, and how many do."""
    of_part = keys if parts == 1 else keys.filter((keys.key & (parts - 1)) == part)
    of_fresh = of_part.semi_join(fresh, "node").select("key").distinct()
    of_all = of_part.semi_join(of_fresh, "key")
    sizes = of_all.group_by("key").agg(size=of_all.count())
    return of_all.join(sizes.filter(sizes["size"] > 1), "key").select("node", "key", "size")


def crowds(shared: ibis.Table) -> ibis.Table:
    return shared.filter(shared["size"] > CROWD).select("key").distinct()


def candidates(shared: ibis.Table, fresh: ibis.Table) -> ibis.Table:
    """(low, high): pairs of nodes with a key in common that is no crowd, at least one of them fresh; low < high."""
    few = shared.filter(shared["size"] <= CROWD).select("node", "key")
    of_fresh = few.semi_join(fresh, "node").select("key", other="node")
    pairs = of_fresh.join(few, "key").filter(lambda pair: pair.node != pair.other)
    return pairs.select(low=ibis.least(pairs.node, pairs.other), high=ibis.greatest(pairs.node, pairs.other)).distinct()


def to_compare(candidates: ibis.Table, nodes: ibis.Table) -> ibis.Table:
    """Candidates beside what tells how alike they are."""
    low = nodes.rename({f"low_{name}": name for name in nodes.columns})
    high = nodes.rename({f"high_{name}": name for name in nodes.columns})
    found = candidates.join(low, candidates.low == low.low_node)
    return found.join(high, found.high == high.high_node).drop("low_node", "high_node")


def resting_on_more_than_crowds(pairs: ibis.Table, keys: ibis.Table, crowds: ibis.Table) -> ibis.Table:
    """Pairs less those all of whose common keys have become crowds."""
    crowded = keys.semi_join(crowds, "key").select("node").distinct()
    doubtful = pairs.semi_join(crowded.rename(low="node"), "low").semi_join(crowded.rename(high="node"), "high")
    quiet = keys.semi_join(crowded, "node").anti_join(crowds, "key")
    of_low, of_high = quiet.rename(low="node"), quiet.rename(high="node")
    common = doubtful.join(of_low, "low").join(of_high, ["high", "key"]).select("low", "high").distinct()
    return pairs.anti_join(doubtful, ["low", "high"]).union(pairs.semi_join(common, ["low", "high"]))


def _named(readings: ibis.Table, blocks: ibis.Table) -> ibis.Table:
    return readings.select("content", slug=readings.places.unnest()).join(blocks, "slug").drop("slug")
