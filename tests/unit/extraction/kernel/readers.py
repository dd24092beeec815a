"""The plain reader and the compiled one, of the whole taxonomy, and a strategy for texts that try every rule."""

from functools import cache

from hypothesis import strategies as st

from jobtide.extraction.kernel.reader import BatchTermReader
from jobtide.extraction.negation import CUES
from jobtide.extraction.terms import TermReader
from jobtide.finding import TermFinding
from jobtide.reference.load import load


@cache
def readers() -> tuple[TermReader, BatchTermReader]:
    taxonomy = load().taxonomy
    plain = TermReader(taxonomy)
    return plain, BatchTermReader(taxonomy, plain)


def both(adverts: list[tuple[str, str, str | None]]) -> list[tuple[tuple[TermFinding, ...], tuple[TermFinding, ...]]]:
    """What each of the two finds in (title, description, employer)."""
    plain, batches = readers()
    found = batches.read_all(adverts)
    return [(plain.read(*advert), found.of(at)) for at, advert in enumerate(adverts)]


@cache
def words() -> st.SearchStrategy[str]:
    """Aliases in several cases, words of company, blockers, denials, addresses, and words that mean nothing."""
    taxonomy = load().taxonomy
    weak = [alias for term in taxonomy for alias in (*term.weak, *term.exact)]
    aliases = [alias for term in taxonomy for alias in (term.name, *term.strong)]
    company = [word for term in taxonomy for word in term.company]
    blockers = [word for term in taxonomy for word in term.blockers]
    employers = ["Oracle", "Elastic", "GitLab", "Acme"]
    plain = [
        *("the", "is not required", "isn't needed", "are not strictly necessary but", "experience not required"),
        *("and", "or", "nor", "and/or", "etc.", "e.g.", "i.e.", "END OF THE LINE IN CAPITALS", "Ann Arbor, MI"),
        *("https://www.python.org/java", "jobs@stripe.com", "www.go.dev", "sap.com", "@ home", "you@", "://"),
        *("Java8+", "html5", "Python3", "C++11", "2020", "Node.js", "x.co", "(API)", "Mr Ember Labs", "a"),
    ]
    some = st.sampled_from
    named = some(aliases) | some(weak) | some(weak)
    cased = st.builds(lambda word, how: how(word), named, some([str, str, str.upper, str.lower, str.title]))
    return cased | cased | some(company) | some(blockers) | some(CUES) | some(plain) | some(employers)


_GAPS = (
    *(
        " ",
        " ",
        " ",
        ", ",
        " / ",
        "/",
        "\n",
        ". ",
        "; ",
        " - ",
        "-",
        " & ",
        "! ",
        "  ",
        "",
        ".",
        "_",
        "'",
        "|",
        " (",
        ") ",
    ),
    *("\t", " and ", " or ", ",", "\\", "\\-", " • ", "’", " – ", "\u00a0", "\u200b", "\u00ad", "™", "…", ": ", "   "),
    *("\r\n", "\x1c", "+", "#"),
)
_ODD = (
    *(
        "é",
        "ﬁ",
        "ß",
        "Ｊａｖａ",
        "İ",
        "ſ",
        "½",
        "①",
        "日本",
        "Привет",
        "ПРИВЕТ",
        "한국",
        "🚀",
        "👩\u200d💻",
        "𝐉𝐚𝐯𝐚",
        "𝄞",
    ),
    *("٣", "java٣3", "ǅ", "ﷺ", "\u0301", "Σίσυφος", "ª", "²", "\u2028", "\ue000", "\U0010ffff", "\x00", "\x7f", "´"),
    *("−", "\u212a"),
)


def texts(most: int = 30) -> st.SearchStrategy[str]:
    gaps = st.sampled_from(_GAPS)
    piece = st.tuples(words() | words() | words() | words() | st.sampled_from(_ODD) | st.text(max_size=6), gaps)
    return st.lists(piece, max_size=most).map(lambda pieces: "".join(word + gap for word, gap in pieces))
