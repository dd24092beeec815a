"""Which lines the machine code is made from, and whether it is kept already. Imports no compiler."""

import hashlib
from functools import cache
from pathlib import Path

_KERNEL = Path(__file__).parent
# The modules whose numbers and words stand in the machine code, and those here that are only read by the interpreter.
RULES = ("company", "line_ends", "negation", "phrases", "pieces")
AROUND = ("reader", "texts", "sources", "__init__")


@cache
def digest() -> str:
    """Changes when a line does that any of the machine code may have been made from."""
    here = (file for file in sorted(_KERNEL.glob("*.py")) if file.stem not in AROUND)
    sources = (file.read_bytes() for file in (*(_KERNEL.parent / f"{name}.py" for name in RULES), *here))
    return hashlib.sha256(b"".join(sources)).hexdigest()[:12]


def is_kept() -> bool:
    """Whether reading can begin at once; making the machine code takes about a quarter of a minute."""
    return any((_KERNEL / "__pycache__").glob(f"field.read_texts_{digest()}-*.nbc"))
