"""Whom something new can matter to: adverts that share a text with an advert that is other, or a pair that is.

Expressions over versions, which are rows of tables.ADVERTS, and rows of tables.TEXTS.
"""

import ibis


def touched(adverts: ibis.Table, named: ibis.Table, lives: ibis.Table) -> ibis.Table:
    """(advert,): those that new files have `named`, and those that versions of these are, or were, taken for.

    `adverts` as their ids say, `lives` the rows of tables.LIVES of now and of before.
    """
    theirs = lives.semi_join(adverts.semi_join(named, "advert"), "content")
    return named.select("advert").union(theirs.select("advert"), distinct=True)


def texts_of(adverts: ibis.Table, texts: ibis.Table, some: ibis.Table) -> ibis.Table:
    """(node, text_hash): the texts that `some` adverts have or had; either is null."""
    contents = adverts.semi_join(some, "advert").select("content")
    return texts.semi_join(contents, "content").select("node", "text_hash").distinct()


def having(adverts: ibis.Table, texts: ibis.Table, some: ibis.Table) -> ibis.Table:
    """(advert,): those that have or had one of `some` texts, rows of `texts_of`."""
    long, short = texts.filter(texts.node.notnull()), texts.filter(texts.node.isnull())
    contents = ibis.union(
        long.semi_join(some, "node").select("content"), short.semi_join(some, "text_hash").select("content")
    )
    return adverts.semi_join(contents, "content").select("advert").distinct()


def paired(pairs: ibis.Table) -> ibis.Table:
    """(node, text_hash): the texts at both ends of `pairs`."""
    ends = pairs.select(node="low").union(pairs.select(node="high"), distinct=True)
    return ends.mutate(text_hash=ibis.null("int64"))
