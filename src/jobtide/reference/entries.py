"""One entry of a YAML file made a Term or a Place. Scalars arrive as text; here they get their types."""

import difflib
import re
from collections.abc import Iterator, Mapping

from jobtide.facet import FACETS, FacetValue
from jobtide.gazetteer import Place
from jobtide.taxonomy import CATEGORIES, Term, slug

KINDS = (
    "world", "country", "nation", "region", "county", "city", "town", "borough", "district", "area", "grouping",
)  # fmt: skip
_TEXT, _LIST, _YES_NO = "text", "list", "yes or no"
_TERM_FIELDS = {
    "slug": _TEXT, "name": _TEXT, "long_name": _TEXT, "parent": _TEXT,
    "strong": _LIST, "exact": _LIST, "weak": _LIST, "company": _LIST, "blockers": _LIST, "hides": _LIST,
    "finds": _LIST, "ignores": _LIST, "asked": _LIST,
}  # fmt: skip
# What stands beside a common phrase where an advert asks for it, and does not merely tell what its firm does.
# Experience alone is no such word unless it follows the phrase: adverts speak everywhere of users' and of years of it.
ASKING = (
    "experience of", "experience in", "experience with", "experience using", "knowledge", "skill", "skills", "skilled",
    "understanding of", "expertise", "proficient", "proficiency", "familiar", "familiarity", "competent", "competency",
    "techniques", "certified", "background in", "ability to",
)  # fmt: skip
_PLACE_FIELDS = {
    "slug": _TEXT, "name": _TEXT, "kind": _TEXT, "parent": _TEXT, "long_name": _TEXT,
    "aliases": _LIST, "weak": _LIST, "company": _LIST, "members": _LIST, "postcodes": _LIST, "article": _YES_NO,
}  # fmt: skip

_FACET_FIELDS = {
    "name": _TEXT, "phrases": _LIST, "exact": _LIST, "alone": _LIST, "blockers": _LIST,
    "finds": _LIST, "ignores": _LIST,
}  # fmt: skip


class BadEntry(ValueError):
    """Not an entry; the message names it and says what is wrong with it."""


def term_of(raw: object, category: str) -> Term:
    """A term of the file's category. Raises BadEntry."""
    fields = _typed(raw, _TERM_FIELDS)
    if category not in CATEGORIES:
        meant = "".join(f" ({one}?)" for one in difflib.get_close_matches(str(category), CATEGORIES, 1))
        raise BadEntry(f"{fields['name']}: its file's category is {category!r}, none of the {len(CATEGORIES)}{meant}")
    asked = fields.pop("asked", ())
    if asked:
        fields["weak"] = tuple(dict.fromkeys((*fields.get("weak", ()), *_in_any_case(asked))))
        fields["strong"] = (*fields.get("strong", ()), *(f"{phrase} experience" for phrase in asked))
        fields["company"] = (*fields.get("company", ()), *ASKING)
    return Term(**{"slug": _slug(fields), **fields, "category": category})


def _in_any_case(phrases: tuple[str, ...]) -> Iterator[str]:
    """Each phrase as it stands in a sentence, at its beginning and in a heading; words in capitals keep them."""
    for phrase in phrases:
        small = " ".join(word if word.isupper() else word.lower() for word in phrase.split(" "))
        yield from (small, small[:1].upper() + small[1:])
        yield re.sub(r"(?<![A-Za-z])[a-z]", lambda first: first[0].upper(), small)


def place_of(raw: object) -> Place:
    """A place. Raises BadEntry."""
    fields = _typed(raw, _PLACE_FIELDS)
    if fields.get("kind") not in KINDS:
        raise BadEntry(f"{fields['name']}: its kind is {fields.get('kind')!r}, none of {', '.join(KINDS)}")
    return Place(**{"slug": _slug(fields), **fields})


def facet_value_of(raw: object, facet: str) -> FacetValue:
    """A value of the file's facet. Raises BadEntry."""
    fields = _typed(raw, _FACET_FIELDS)
    if facet not in FACETS:
        raise BadEntry(f"{fields['name']}: its file's facet is {facet!r}, none of {', '.join(FACETS)}")
    return FacetValue(**{**fields, "facet": facet})


def _slug(fields: Mapping[str, object]) -> str:
    made = slug(str(fields["name"]))
    if not made and "slug" not in fields:
        raise BadEntry(f"{fields['name']}: no slug can be made of its name; give one")
    return made


def _typed(raw: object, known: Mapping[str, str]) -> dict[str, object]:
    if not isinstance(raw, dict):
        raise BadEntry(f"{_short(raw)}: an entry must be a mapping that begins with a name")
    name = raw.get("name")
    if not isinstance(name, str) or not name.strip():
        raise BadEntry(f"{_short(raw)}: the entry has no name")
    typed: dict[str, object] = {}
    for key, value in raw.items():
        if key not in known:
            raise BadEntry(f"{name}: unknown key {key!r}; known are {', '.join(known)}")
        typed[key] = _of_type(name, key, value, known[key])
    return typed


def _of_type(name: str, key: str, value: object, kind: str) -> object:
    if kind == _LIST:
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            raise BadEntry(f"{name}: {key} must be a list of texts, none of them empty")
        return tuple(value)
    if not isinstance(value, str) or not value.strip():
        raise BadEntry(f"{name}: {key} must be a text that is not empty")
    if kind == _YES_NO:
        if value not in ("true", "false"):
            raise BadEntry(f"{name}: {key} must be true or false, not {value!r}")
        return value == "true"
    return value


def _short(raw: object) -> str:
    text = " ".join(str(raw).split())
    return text if len(text) <= 60 else text[:57] + "..."
