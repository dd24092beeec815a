"""The name of an employer, so folded that most ways of writing it are one."""

import re
from functools import lru_cache

_LEGAL_FORMS = re.compile(r"\b(?:ltd|limited|plc|llp|inc|llc|gmbh|ag|bv|sa|co|uk|group)\b")


@lru_cache(maxsize=20_000)  # a market has far fewer employers than adverts
def employer_key(name: str | None) -> str | None:
    """An employer's name without case, punctuation and legal form; None where nothing is left of it."""
    if name is None:
        return None
    words = re.sub(r"[^\w&+]+", " ", name.casefold())
    return " ".join(_LEGAL_FORMS.sub(" ", words).split()) or None
