"""Which terms vacancies should match, as people write it: python and (aws or azure) and not java.

`and` binds more tightly than `or`; names need quotes only where they hold one of these words or a bracket. The result
is a tree of All, AnyOf, NoneOf and Named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from jobtide.errors import Error, Unknown

LONGEST, DEEPEST, MOST_NAMES = 1000, 20, 60  # characters, brackets within brackets, names
_GRAMMAR = r"""
    ?start: either
    ?either: both (_OR both)*            -> any_of
    ?both: one (_AND one)*               -> all
    ?one: _NOT one                       -> none_of
        | "(" either ")"
        | QUOTED                         -> quoted
        | WORD+                          -> named
    QUOTED: /"[^"]*"/
    WORD: /(?!(?:and|or|not)(?![^\s()"]))[^\s()"]+/i
    _AND: /and(?![^\s()"])/i
    _OR: /or(?![^\s()"])/i
    _NOT: /not(?![^\s()"])/i
    %import common.WS
    %ignore WS
"""


class BadExpression(Error):
    """What was written cannot be understood; the message points at the place, `position` counts characters to it from
    0. It is None where the expression as a whole is too much."""

    def __init__(self, message: str, position: int | None = None):
        super().__init__(message)
        self.position = position


@dataclass(frozen=True)
class Named:
    """A term, by its slug."""

    slug: str


@dataclass(frozen=True)
class All:
    parts: "Sequence[Tree]"


@dataclass(frozen=True)
class AnyOf:
    parts: "Sequence[Tree]"


@dataclass(frozen=True)
class NoneOf:
    part: "Tree"


Tree = Named | All | AnyOf | NoneOf


def parsed(text: str, slug_of: Callable[[str], str]) -> Tree:
    """The tree of an expression. `slug_of` finds a term by its name and raises Unknown, which is passed on.

    Raises BadExpression.
    """
    from lark import UnexpectedInput, UnexpectedToken

    if len(text) > LONGEST:
        raise BadExpression(f"The expression has {len(text):,} characters; {LONGEST:,} are allowed.")
    if _depth(text) > DEEPEST:
        raise BadExpression(f"More than {DEEPEST} brackets or denials lie within each other in the expression.")
    try:
        tree = _parser().parse(text)
    except UnexpectedInput as error:
        ends = isinstance(error, UnexpectedToken) and error.token.type == "$END"
        at = len(text) if ends else error.pos_in_stream
        raise BadExpression(_pointing(text, at), at) from error
    found = _built(tree, slug_of)
    names = len(named(found))
    if names > MOST_NAMES:
        raise BadExpression(f"The expression has {names} names; {MOST_NAMES} are allowed.")
    return found


def named(tree: Tree) -> Sequence[Named]:
    """Every name in the tree, as often as it stands there."""
    if isinstance(tree, Named):
        return (tree,)
    parts = (tree.part,) if isinstance(tree, NoneOf) else tree.parts
    return tuple(name for part in parts for name in named(part))


def asked_for(tree: Tree) -> Sequence[str]:
    """Slugs of the names that stand under no `not`."""
    if isinstance(tree, Named):
        return (tree.slug,)
    if isinstance(tree, NoneOf):
        return ()
    return tuple(dict.fromkeys(slug for part in tree.parts for slug in asked_for(part)))


def written(tree: Tree, name_of: Callable[[str], str]) -> str:
    """The expression in one form, with the names of terms: what a page of it is called."""
    if isinstance(tree, Named):
        return name_of(tree.slug)
    if isinstance(tree, NoneOf):
        return f"not {_inner(tree.part, name_of)}"
    between = " and " if isinstance(tree, All) else " or "
    return between.join(_inner(part, name_of) for part in tree.parts)


def _inner(tree: Tree, name_of: Callable[[str], str]) -> str:
    inside = written(tree, name_of)
    return f"({inside})" if isinstance(tree, All | AnyOf) else inside


@cache
def _parser():
    from lark import Lark

    return Lark(_GRAMMAR, parser="lalr")


def _built(tree, slug_of: Callable[[str], str]) -> Tree:
    if tree.data in ("named", "quoted"):
        first = tree.children[0]
        try:
            return Named(slug_of(first[1:-1] if tree.data == "quoted" else " ".join(tree.children)))
        except Unknown as unknown:
            unknown.position = first.start_pos
            raise
    parts = tuple(_built(child, slug_of) for child in tree.children)
    if tree.data == "none_of":
        return NoneOf(parts[0])
    return parts[0] if len(parts) == 1 else All(parts) if tree.data == "all" else AnyOf(parts)


def _depth(text: str) -> int:
    """How deep the tree can become: brackets within brackets, and one `not` after the other."""
    deepest = depth = denials = 0
    for word in text.replace("(", " ( ").replace(")", " ) ").split():
        depth += (word == "(") - (word == ")")
        denials = denials + 1 if word.lower() == "not" else denials if word == "(" else 0
        deepest = max(deepest, depth + denials)
    return deepest


def _pointing(text: str, at: int) -> str:
    shown = " ".join(text.split("\n"))
    here = "here the expression ends too early" if at >= len(text) else f"{text[at]!r} cannot stand here"
    return f"The expression cannot be understood: {here}.\n  {shown}\n  {' ' * at}^"
