"""The employer's own name, which its adverts are full of and which is no skill."""

from jobtide.extraction.phrases import words_in

# Words of company names that say nothing.
LEGAL = frozenset(
    {
        *("ltd", "limited", "plc", "llp", "llc", "inc", "incorporated", "corp", "corporation", "co", "company"),
        *("gmbh", "ag", "sa", "bv", "nv", "ab", "as", "oy", "pty", "pvt", "the", "group", "holdings"),
        *("uk", "us", "usa", "emea", "europe", "international", "global"),
        *("systems", "software", "technologies", "technology", "solutions", "labs"),
    }
)


def own_words(employer: str | None) -> tuple[str, ...]:
    """The words of the name without the legal and the empty ones; () where nothing is left or nobody is named.

    >>> own_words("Oracle UK Ltd")
    ('oracle',)
    """
    return tuple(word for word in words_in(employer or "") if word not in LEGAL)
