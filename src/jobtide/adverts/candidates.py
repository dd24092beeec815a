"""Which texts may be alike: those that share a key. Expressions, so that any engine can find them.

Keys are parts of the sketch, its beginning, headline and employer; parts of the sketch within a place, and the headline
within a place. Texts are found among others by what is new: `fresh` nodes against `nodes`, which hold them too. A key
that more than CROWD nodes share says nothing (a template with a town filled in, a common headline in a big town) and
is a crowd: no pair rests on crowds alone, and one that came to do so ends. As keys only ever gain nodes, what remains
does not depend on the order in which nodes came.
"""

import ibis

from jobtide import tables

CROWD = 50  # nodes that share one key, at most
_IN_A_PLACE = 8  # parts of the sketch that are keys within a place


def texts(signatures: ibis.Table, readings: ibis.Table, blocks: ibis.Table) -> ibis.Table:
    """Rows of tables.TEXTS: the node of each signature, changed by the places named, so that one text in two places is
    two nodes.

    `blocks` has (slug, code, own, near): for each place its own code, that of the place above it, which is near too,
    and those of all above that.
    """
    named = _named(readings, blocks)
    marks = named.filter(named.own).group_by("content").agg(mark=named.code.bit_xor())
    found = signatures.select("content", "node").left_join(marks, "content")
    found = found.left_join(readings.select("content", "text_hash"), "content")
    node = found.node ^ ibis.coalesce(found.mark, 0)
    return found.select("content", node=node, text_hash=ibis.ifelse(node.isnull(), found.text_hash, ibis.null("int64")))


def fresh_nodes(signatures: ibis.Table, texts: ibis.Table, nodes: ibis.Table) -> ibis.Table:
    """Rows of tables.NODES for what no node stands for yet."""
    unknown = texts.filter(texts.node.notnull()).anti_join(nodes, "node").select("content", "node")
    # Signatures with one node agree in all of these columns.
    one = unknown.group_by("node").agg(content=unknown.content.min())
    return one.join(signatures.drop("node").distinct(on="content"), "content").select(*tables.NODES.schema)


def fresh_keys(
    signatures: ibis.Table, texts: ibis.Table, fresh: ibis.Table, readings: ibis.Table, blocks: ibis.Table
) -> ibis.Table:
    """Rows of tables.KEYS for nodes that are fresh."""
    of_text = signatures.select("content", "bands", "keys", "told")
    known = texts.semi_join(fresh, "node").select("content", "node").join(of_text, "content")
    named = _named(readings, blocks)
    # Of versions with one node the parts of the sketch and the places are the same, so one of them is enough.
    one = known.semi_join(known.group_by("node").agg(content=known.content.min()), "content")
    there = one.join(named.filter(named.near).select("content", "code").distinct(), "content")
    told = known.filter(known.told.notnull()).join(named.select("content", "code").distinct(), "content")
    parts = there.select("node", "code", part=there.bands[:_IN_A_PLACE].unnest())
    said = ibis.union(
        known.select("node", key=known["keys"].unnest()), told.select("node", key=told.told ^ told.code), distinct=True
    )
    return ibis.union(
        said, one.select("node", key=one.bands.unnest()), parts.select("node", key=parts.part ^ parts.code)
    )


def keys_of_fresh(keys: ibis.Table, fresh: ibis.Table | None, part: int, parts: int) -> ibis.Table:
    """(node, key): of one of `parts` of all keys, those that a fresh node has; all of them where `fresh` is None."""
    of_part = keys if parts == 1 else keys.filter((keys.key & (parts - 1)) == part)
    if fresh is None:
        return of_part
    return of_part.semi_join(of_part.semi_join(fresh, "node").select("key").distinct(), "key")


def ended(pairs: ibis.Table, keys: ibis.Table, crowds: ibis.Table, more: ibis.Table) -> ibis.Table:
    """Rows of tables.ENDED: pairs with common keys among `more`, the latest of `crowds`, and none beside all these."""
    crowded = keys.semi_join(more, "key").select("node").distinct()
    doubtful = pairs.semi_join(crowded.rename(low="node"), "low").semi_join(crowded.rename(high="node"), "high")
    doubtful = doubtful.select("low", "high")
    either = doubtful.select(node="low").union(doubtful.select(node="high"), distinct=True)
    quiet = keys.semi_join(either, "node").anti_join(crowds, "key")
    of_low, of_high = quiet.rename(low="node"), quiet.rename(high="node")
    common = doubtful.join(of_low, "low").join(of_high, ["high", "key"]).select("low", "high").distinct()
    return doubtful.anti_join(common, ["low", "high"])


def _named(readings: ibis.Table, blocks: ibis.Table) -> ibis.Table:
    return readings.select("content", slug=readings.places.unnest()).join(blocks, "slug").drop("slug")
