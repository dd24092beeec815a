"""Hostile adverts by seed, and what must hold when both readers of terms have read them.

    PYTHONPATH=tests python tests/fuzz/terms.py --seconds 600 --seed 0

reads seed after seed until the time is up, and prints the seeds in which something did not hold.
"""

import argparse
import random
import re
import string
import time
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from unit.extraction.kernel.readers import readers

from jobtide.extraction.forms import BLOCKER, forms
from jobtide.extraction.negation import CUES
from jobtide.extraction.phrases import unglued, words_in
from jobtide.finding import TermFinding
from jobtide.reference.load import load

ADVERTS = 40  # of each seed
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202e\u0301\u0308"
_FOREIGN = (
    "Привет",
    "日本語",
    "한국어",
    "שלום",
    "مرحبا",
    "ΣΊΣΥΦΟΣ",
    "İstanbul",
    "ǅ",
    "straße",
    "ﬁne",
    "ﷺ",
    "½",
    "①",
    "٣",
)
_EMOJI = ("🚀", "👩\u200d💻", "🇬🇧", "❤️", "✅", "•", "→", "™", "…", "–", "’", "“")
_GAPS = (
    *" -/_&'.;,|()[]\n\t+#:*\\@",
    "",
    "  ",
    " / ",
    " & ",
    " - ",
    ", ",
    " and ",
    " or ",
    ". ",
    "\u00a0",
    "\r\n",
    " • ",
)
_ODD = ("\ud800", "\udfff", "\U0001d54f", "\U0010ffff", "\x00", "\x1c", "\x7f", "\u2028", "\ue000", "\u212a", "\u0130")
_HTML = ("<li>", "</li>", "<b>", "</b>", "<br/>", "&amp;", "&nbsp;", "&#43;", '<a href="https://go.dev/java">', "<p>")
_PLAIN = (
    *("the", "team", "and", "we", "are", "looking", "for", "a", "person", "who", "will", "work", "with", "data", "on"),
    *("our", "platform", "is", "not", "required"),
)


@cache
def aliases() -> tuple[str, ...]:
    return tuple(sorted({phrase for phrase, form in forms(load().taxonomy)}))


@cache
def _weak() -> tuple[str, ...]:
    return tuple(sorted({alias for term in load().taxonomy for alias in (*term.weak, *term.exact)}))


@cache
def _company() -> tuple[str, ...]:
    return tuple(sorted({word for term in load().taxonomy for word in term.company}))


@cache
def _spelt() -> dict[str, set[tuple[str, ...]]]:
    """The words of every alias of each term."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for phrase, form in forms(load().taxonomy):
        if form.kind != BLOCKER:
            found.setdefault(form.slug, set()).add(words_in(phrase))
    return found


class Writer:
    """Writes hostile texts with one source of chance."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)
        self._kinds: tuple[Callable[[], str], ...] = (
            self.list_of_aliases, self.pieces, self.glued, self.symbols, self.with_invisible, self.taken_apart,
            self.in_odd_case, self.foreign, self.emoji, self.html, self.repeated, self.at_an_edge, self.beside_company,
            self.denied, self.bracketed, self.mutated, self.anything, self.addresses, self.shouted,
        )  # fmt: skip

    def advert(self) -> tuple[str, str, str | None]:
        title = self.text()[:120] if self.chance.random() < 0.5 else self.alias()
        employer = self.chance.choice((None, "Acme", self.alias(), self.alias() + " Ltd", self.chance.choice(_FOREIGN)))
        return title, self.text(), employer

    def text(self) -> str:
        parts = [self.chance.choice(self._kinds)() for _ in range(self.chance.choice((1, 1, 1, 2, 4)))]
        return self.gap().join(parts)

    def alias(self) -> str:
        return self.chance.choice(self.chance.choice((aliases(), _weak())))

    def gap(self) -> str:
        return self.chance.choice(_GAPS)

    def some(self, make: Callable[[], str], most: int = 12) -> str:
        return "".join(make() + self.gap() for _ in range(self.chance.randint(1, most)))

    def list_of_aliases(self) -> str:
        return self.some(self.alias, 25)

    def pieces(self) -> str:
        """Beginnings and ends of aliases."""

        def piece() -> str:
            alias = self.alias()
            at = self.chance.randint(0, len(alias))
            return self.chance.choice((alias[:at], alias[at:], alias + alias[at:], alias[:at] + alias))

        return self.some(piece)

    def glued(self) -> str:
        """Aliases one behind the other, and with digits and pluses behind them."""
        tail = ("", "8", "8+", "11", "2019", "20190", "+", "++", "#", "x", "s", "'s", ".js", ".")
        return self.some(lambda: self.alias() + self.chance.choice((*tail, self.alias())))

    def symbols(self) -> str:
        letters = string.punctuation + " \n" + self.chance.choice(("", "aA1", "é", "\\"))
        return self.some(lambda: "".join(self.chance.choices(letters, k=self.chance.randint(1, 40))) + self.alias(), 5)

    def with_invisible(self) -> str:
        def spoilt() -> str:
            alias = self.alias()
            at = self.chance.randint(0, len(alias))
            return alias[:at] + self.chance.choice(_INVISIBLE) * self.chance.choice((1, 1, 70)) + alias[at:]

        return self.some(spoilt)

    def taken_apart(self) -> str:
        def accented() -> str:
            alias = "".join(letter + self.chance.choice(("", "", "\u0301")) for letter in self.alias())
            return unicodedata.normalize(self.chance.choice(("NFC", "NFD", "NFKC", "NFKD")), alias)

        return self.some(accented)

    def in_odd_case(self) -> str:
        def cased() -> str:
            return "".join(self.chance.choice((letter.upper(), letter.lower(), letter)) for letter in self.alias())

        return self.some(cased)

    def foreign(self) -> str:
        wide = {code: code + 0xFEE0 for code in range(33, 127)}
        return self.some(
            lambda: self.chance.choice((
                self.chance.choice(_FOREIGN), self.alias(), self.alias().translate(wide), self.chance.choice(_ODD),
            ))
        )  # fmt: skip

    def emoji(self) -> str:
        return self.some(lambda: self.chance.choice(_EMOJI) * self.chance.choice((1, 1, 30)) + self.alias())

    def html(self) -> str:
        return self.some(lambda: self.chance.choice(_HTML) + self.alias() + self.chance.choice(_HTML))

    def repeated(self) -> str:
        piece = self.alias() + self.gap() + self.chance.choice(("", self.alias(), "("))
        return piece * self.chance.choice((2, 10, 200))

    def at_an_edge(self) -> str:
        """Aliases at every place of a block of sixty-four bytes."""
        return self.some(
            lambda: self.chance.choice(("x", " ", "é", "a ", ".")) * self.chance.randint(0, 70) + self.alias(), 6
        )

    def beside_company(self) -> str:
        """Weak aliases, and about as far from them as they look the words that prove them."""

        def beside() -> str:
            between = " ".join(self.chance.choices(_PLAIN, k=14))[: self.chance.randint(60, 84)]
            return self.chance.choice(_company()) + self.chance.choice((" ", ", ", "s ", "")) + between + " "

        return self.some(lambda: beside() + self.chance.choice(_weak()) + " " + beside(), 4)

    def denied(self) -> str:
        after = ("", " is not required", " experience isn't needed, but", " not strictly necessary", " or ", "/")

        def said() -> str:
            between = self.chance.choice((" ", "-", "  ", " ("))
            return self.chance.choice(CUES) + between + self.alias() + self.chance.choice(after)

        return self.some(said)

    def bracketed(self) -> str:
        spelt = self.chance.choice(list(_spelt().values()))
        names = [" ".join(words) for words in spelt]
        name = self.chance.choice
        marks = ("(", " (", " ( ", "[", "（", "\\(", "(\u200b"), (")", " )", "]", "）", "")
        return self.some(
            lambda: name(names) + name(marks[0]) + name(names) + name(marks[1]) + name(("", "(" + name(names) + ")"))
        )

    def mutated(self) -> str:
        text = list(" ".join(self.chance.choices((*_PLAIN, *self.chance.choices(aliases(), k=20)), k=60)))
        for _ in range(self.chance.randint(1, 60)):
            at = self.chance.randrange(len(text))
            text[at] = self.chance.choice(
                ("", " ", ",", ".", "\n", "(", ")", "'", "A", "é", text[at] * 2, text[at].upper())
            )
        return "".join(text)

    def anything(self) -> str:
        points = self.chance.choice(((32, 127), (0, 0x250), (0x250, 0x3000), (0, 0xFFFF), (0, 0x10FFFF)))
        return "".join(chr(self.chance.randint(*points)) for _ in range(self.chance.randint(1, 80)))

    def addresses(self) -> str:
        signs = ("://", "www.", "@", ".com", ".co.uk", ".io/", "www", "http://www.", "w.", ".", ".dev", ":/", "//")
        return self.some(
            lambda: self.chance.choice(signs) + self.chance.choice(("", self.alias(), "x", "Java", "/")), 20
        )

    def shouted(self) -> str:
        return self.list_of_aliases().upper()


def adverts(seed: int) -> list[tuple[str, str, str | None]]:
    writer = Writer(seed)
    return [writer.advert() for _ in range(ADVERTS)]


def troubles(seed: int) -> Iterator[str]:
    """What does not hold: both find the same, and the words of a finding are an alias of its term."""
    plain, batches = readers()
    given = adverts(seed)
    found = batches.read_all(given)
    slugs = found.terms()
    for at, advert in enumerate(given):
        wanted, got = plain.read(*advert), found.of(at)
        if wanted != got:
            yield f"seed {seed}, advert {at}: {set(wanted) ^ set(got)} in {advert!r}"
        if slugs[at] != sorted({one.slug for one in wanted}):
            yield f"seed {seed}, advert {at}: terms {slugs[at]}"
        yield from (
            f"seed {seed}, advert {at}: {one} is no alias in {advert!r}" for one in wanted if not _is_alias(one, advert)
        )


def _is_alias(finding: TermFinding, advert: tuple[str, str, str | None]) -> bool:
    text = advert[finding.where == "description"]
    if text[finding.start : finding.end] != finding.text:
        return False
    known = _spelt()[finding.slug]
    # A trade mark parts words, and would become two letters of the next one.
    plain = unicodedata.normalize("NFKC", finding.text.replace("™", " "))
    named = (words_in(part) for part in re.split(r"[(\[]", plain))
    return all(words in known or _glue_taken_off(words, known) for words in named)


def _glue_taken_off(words: tuple[str, ...], known: set[tuple[str, ...]]) -> bool:
    """Whether some alias is what is left where versions are glued to some of the words; the plus is not shown."""
    return any(
        len(alias) == len(words)
        and all(a in (b, unglued(b), unglued(b + "+")) for a, b in zip(alias, words, strict=True))
        for alias in known
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=0, help="the first")
    asked = options.parse_args()
    until, seed, count = time.monotonic() + asked.seconds, asked.seed, 0
    while time.monotonic() < until:
        for trouble in troubles(seed):
            count += 1
            print(trouble, flush=True)
        seed += 1
    print(f"seeds {asked.seed} to {seed - 1}, {ADVERTS} adverts each: {count} troubles")


if __name__ == "__main__":
    main()
