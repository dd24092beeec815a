"""The ways in which people spell one name, so that reference data need not list them."""

import re

# British and American spellings of one word; both ways.
_PAIRS = (
    ("isation", "ization"), ("isations", "izations"), ("ising", "izing"), ("ise", "ize"), ("ised", "ized"),
    ("ises", "izes"), ("iser", "izer"), ("isers", "izers"), ("isational", "izational"),
    ("yse", "yze"), ("ysed", "yzed"), ("ysing", "yzing"), ("yser", "yzer"), ("ysers", "yzers"),
    ("elling", "eling"), ("elled", "eled"), ("eller", "eler"), ("ellers", "elers"),
    ("viour", "vior"), ("vioural", "vioral"), ("centre", "center"), ("centres", "centers"),
    ("fence", "fense"), ("licence", "license"), ("licences", "licenses"), ("logue", "log"),
)  # fmt: skip
_OTHER = {ending: other for pair in _PAIRS for ending, other in (pair, pair[::-1])}
_ENDING = re.compile(rf"(\w{{2,}}?)({'|'.join(sorted(_OTHER, key=len, reverse=True))})(?!\w)")


def spellings(name: str, plural: bool = False) -> set[str]:
    """The name itself and its other spellings, case kept: of both sides of the Atlantic, and/&, apostrophe or not.

    With `plural`, also the plural of its last word where that has four letters or more.

    >>> sorted(spellings("Data Visualisation Tool", plural=True))  # doctest: +NORMALIZE_WHITESPACE
    ['Data Visualisation Tool', 'Data Visualisation Tools', 'Data Visualization Tool', 'Data Visualization Tools']
    """
    found = {name}
    found |= {_ENDING.sub(lambda at: at[1] + _OTHER[at[2]], spelling) for spelling in found}
    found |= {re.sub(r"\s*&\s*", " and ", spelling) for spelling in found}
    found |= {re.sub(r"\s+and\s+", " & ", spelling) for spelling in found}
    found |= {re.sub(r"['’]", "", spelling) for spelling in found}
    if plural:
        found |= {plural_of(spelling) for spelling in found}
    return found


def plural_of(name: str) -> str:
    """Its plural; the name itself where the last word is short, no word, or a plural already."""
    if not re.search(r"[A-Za-z]{4}$", name) or name[-1] in "sS":
        return name
    if re.search(r"[^aeiouAEIOU][yY]$", name):
        return name[:-1] + ("IES" if name[-2:].isupper() else "ies")
    return name + ("es" if re.search(r"(?i)(ch|sh|x|z)$", name) else "s")
