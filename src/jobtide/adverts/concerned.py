"""Whom something new can matter to: adverts that share a text with an advert that is other, or a pair that is.

Expressions over rows of tables.TEXTS.
"""

import ibis


def texts_of(said: ibis.Table) -> ibis.Table:
    """(node, text_hash): the texts in rows of tables.TEXTS; either is null."""
    return said.select("node", "text_hash").distinct()


def having(texts: ibis.Table, some: ibis.Table) -> ibis.Table:
    """(content,): the versions with one of `some` texts, rows of `texts_of`."""
    long, short = texts.filter(texts.node.notnull()), texts.filter(texts.node.isnull())
    return ibis.union(
        long.semi_join(some, "node").select("content"), short.semi_join(some, "text_hash").select("content")
    )


def paired(pairs: ibis.Table) -> ibis.Table:
    """(node, text_hash): the texts at both ends of `pairs`."""
    ends = pairs.select(node="low").union(pairs.select(node="high"), distinct=True)
    return ends.mutate(text_hash=ibis.null("int64"))
