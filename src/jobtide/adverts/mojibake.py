"""Text whose UTF-8 somebody took for Windows-1252 or Latin-1 ("Â£50k", "â€“"), as it was meant.

Only a line that has one of the tell-tale pairs is looked at, and ftfy judges whether it is better after than before.
"""

import re

# How the bytes of £ é ’ – and emoji look in such text: a first letter, then what stands for a byte from 0x80 to 0xbf.
# Quotation marks may follow a capital Ã in earnest: Portuguese in capitals, in quotes.
_SECOND = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’•˜™š›œžŸ"
_BLANK = re.compile(r"(?:^|(?<=\s))Â(?=\s|$)", re.M)  # what is left of a hard space that became a plain one
_TELL_TALE = re.compile(f"[Ââð][{_SECOND}“”–—]|Ã[{_SECOND}]")


def repaired(text: str) -> str:
    """The text as it was meant; the very same object where nothing tells that it was decoded wrongly.

    >>> repaired("Â£50k â€“ Â£60k"), repaired("Château d’Âge – 50 £"), repaired("Analyst - Â DV Cleared")
    ('£50k – £60k', 'Château d’Âge – 50 £', 'Analyst - DV Cleared')
    """
    if text.isascii() or not ("Â" in text or "â" in text or "Ã" in text or "ð" in text):
        return text
    if "Â" in text and _BLANK.search(text):
        text = re.sub("  +", " ", _BLANK.sub("", text))
    if not _TELL_TALE.search(text):
        return text
    from ftfy import fix_encoding  # takes a moment to import, and few adverts need it

    lines = [fix_encoding(line) if _TELL_TALE.search(line) else line for line in text.split("\n")]
    mended = "\n".join(lines)
    return text if mended == text else mended
