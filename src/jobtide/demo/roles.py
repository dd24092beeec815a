"""Job titles by family, and what an advert for each asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jobtide.demo.chance import Chance, Weighted, zipf
from jobtide.demo.trends import Trends

# How likely an advert is to name a pack of terms that its profile holds as must, common or occasional.
NAMED = {"must": 0.9, "common": 0.3, "occasional": 0.065}
TOGETHER = 0.68  # how likely the other terms of a pack are, once the first is named
MOST_TERMS = 26


@dataclass(frozen=True)
class Family:
    """Roles that are written about in the same words."""

    name: str
    contract: float
    tails: tuple[Weighted[str], ...]
    clouds: Weighted[str]
    about: tuple[str, ...]
    duties: tuple[str, ...]


@dataclass(frozen=True)
class Role:
    """A job title with its other spellings; `annual` is the median in pounds outside London, on the last day."""

    title: str
    spellings: Weighted[str]
    family: Family
    weight: float
    annual: float
    profiles: tuple[str, ...]
    one_of: Weighted[str] | None
    levels: Weighted[tuple[str, float]]
    commission: bool = False


@dataclass(frozen=True)
class Asked:
    """What one advert asks for: terms in the order of importance, the rest of them as wishes.

    `chief` is the technology that the job is about and `platform` what it runs on; None where there is none to name.
    """

    needs: list[str]
    wishes: list[str]
    chief: str | None
    platform: str | None


@dataclass
class Roles:
    """All roles, ready to be drawn at any step of the five years."""

    roles: tuple[Role, ...]
    profiles: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]
    trends: Trends
    _packs: dict = field(default_factory=dict)
    _weights: dict = field(default_factory=dict)

    def drawn(self, chance: Chance, step: int) -> Role:
        if step not in self._weights:
            self._weights[step] = Weighted(
                (role, role.weight * self.trends.of("titles", role.title, step)) for role in self.roles
            )
        return chance.weighted(self._weights[step])

    def asked(self, role: Role, step: int, chance: Chance) -> Asked:
        names = list(role.profiles)
        if role.one_of is not None:
            names.append(self._choice(role.title, role.one_of, step, chance))
        cloud = self._choice(role.family.name, role.family.clouds, step, chance)
        detail = chance.between(0.65, 1.4)  # some adverts list everything, some very little
        needs, wishes = [], []
        for name in dict.fromkeys([*names, cloud]):
            if name != "none":
                self._ask(name, step, chance, detail, needs, wishes)
        for tail in role.family.tails:
            while chance.happens(0.36):
                wishes.append(chance.weighted(tail))
        needs = list(dict.fromkeys(needs))[:MOST_TERMS]
        chief = self._chief([*names[::-1], cloud], needs)
        platform = self._chief([cloud, *names], [term for term in needs if term != chief])
        return Asked(needs, [term for term in dict.fromkeys(wishes) if term not in needs], chief, platform)

    def _choice(self, owner: str, choices: Weighted[str], step: int, chance: Chance) -> str:
        key = (owner, step)
        if key not in self._weights:
            bounds = (0.0, *choices.bounds)
            self._weights[key] = Weighted(
                (name, (bounds[n + 1] - bounds[n]) * self.trends.of("profiles", name, step))
                for n, name in enumerate(choices.things)
            )
        return chance.weighted(self._weights[key])

    def _ask(self, profile: str, step: int, chance: Chance, detail: float, needs: list, wishes: list) -> None:
        key = (profile, step)
        if key not in self._packs:
            self._packs[key] = self._likely(profile, step)
        random = chance.random
        for likely, essential, terms, others in self._packs[key]:
            if random() < (likely if essential else likely * detail):
                target = needs if essential or random() < 0.72 else wishes
                target.append(terms[0])
                for term, likely_too in zip(terms[1:], others, strict=True):
                    if random() < likely_too:
                        target.append(term)

    def _likely(self, profile: str, step: int) -> list:
        packs = []
        for strength, rows in self.profiles[profile].items():
            for terms in rows:
                moves = [self.trends.of("asked", term, step) for term in terms]
                essential = strength == "must"
                likely = NAMED[strength] * (min(1.0, moves[0] * 1.6) if essential else moves[0])
                packs.append(
                    (min(likely, 0.97), essential, terms, [min(0.95, TOGETHER * min(move, 1.4)) for move in moves[1:]])
                )
        return packs

    def _chief(self, names: list[str], asked: list[str]) -> str | None:
        """The first thing with a name of its own that these profiles must have and that the advert names."""
        for name in names:
            for terms in self.profiles[name]["must"] if name != "none" else ():
                if terms[0] in asked and not terms[0].islower():
                    return terms[0]
        return None


def roles(sheet: Mapping, asks: Mapping, trends: Trends) -> Roles:
    """The roles of the sheets roles.yaml and profiles.yaml."""
    levels = {name: _levels(words) for name, words in sheet["levels"].items()}
    tails = {name: zipf(tuple(terms), 6.0) for name, terms in asks["tails"].items()}
    every = []
    for name, entry in sheet["families"].items():
        family = Family(
            name,
            float(entry["contract"]),
            tuple(tails[tail] for tail in entry["tails"]),
            _weighted(entry["clouds"]),
            tuple(entry["about"]),
            tuple(entry["duties"]),
        )
        for row in entry["roles"]:
            other = row.get("also", [])
            every.append(
                Role(
                    row["title"],
                    Weighted([(row["title"], 1.0), *((title, 1.0 / (n + 3)) for n, title in enumerate(other))]),
                    family,
                    float(row["weight"]),
                    float(row["pay"]) * 1000,
                    tuple(row["asks"]),
                    _weighted(row["one_of"]) if "one_of" in row else None,
                    levels[row.get("levels", entry["levels"])],
                    row.get("commission") == "true",
                )
            )
    profiles = {
        name: {strength: tuple(tuple(pack.split(" + ")) for pack in rows) for strength, rows in profile.items()}
        for name, profile in asks["profiles"].items()
    }
    for profile in profiles.values():
        profile.setdefault("must", ())
    return Roles(tuple(every), profiles, trends)


def _weighted(entry: Mapping[str, str]) -> Weighted[str]:
    return Weighted((name, float(weight)) for name, weight in entry.items())


def _levels(words: Mapping[str, str]) -> Weighted[tuple[str, float]]:
    """`Senior: 26 1.24` is 26 times in a hundred, and pays 1.24 as much."""
    rows = [(word, *(float(number) for number in numbers.split())) for word, numbers in words.items()]
    return Weighted(((word, factor), weight) for word, weight, factor in rows)
