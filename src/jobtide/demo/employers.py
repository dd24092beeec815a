"""Employers and agencies that do not exist, drawn once for a market."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jobtide.demo.chance import Chance, Weighted, zipf
from jobtide.demo.towns import Spot, Towns

EMPLOYERS = 400
AGENCIES = 80
# Where the staff of an employer work, as its adverts tend to say; "" says nothing.
_HABITS = Weighted({"hybrid": 48, "remote": 14, "onsite": 24, "": 14}.items())


@dataclass(frozen=True)
class Employer:
    """`sector` is a key of the sheet; `says` and `knows` are how its adverts speak of it and of its subject."""

    name: str
    sector: str
    pay: float
    says: Sequence[str]
    knows: Sequence[str]
    home: Spot
    work_mode: str
    html: bool


@dataclass(frozen=True)
class Agency:
    """`niche` is the family of roles that half of its adverts are for."""

    name: str
    niche: str
    html: bool


@dataclass(frozen=True)
class Employers:
    direct: Weighted[Employer]
    by_niche: Mapping[str, Weighted[Agency]]
    agencies: Weighted[Agency]

    def agency(self, family: str, chance: Chance) -> Agency:
        niche = self.by_niche.get(family)
        return chance.weighted(niche if niche is not None and chance.happens(0.6) else self.agencies)


def employers(sheet: Mapping, towns: Towns, families: Sequence[str], chance: Chance) -> Employers:
    """The employers and agencies of one market; the same draws make the same ones."""
    names = chance.some([head + tail for head in sheet["heads"] for tail in sheet["tails"]], EMPLOYERS)
    sectors = Weighted((sector, float(entry["share"])) for sector, entry in sheet["sectors"].items())
    direct = [_employer(name, chance.weighted(sectors), sheet, towns, chance) for name in names]
    agencies = [
        Agency(f"{head} {word}", chance.one(families), chance.happens(0.45))
        for word in sheet["agencies"]["words"]
        for head in sheet["agencies"]["heads"]
    ][:AGENCIES]
    agencies = chance.some(agencies, AGENCIES)
    by_niche = {
        family: zipf(own) for family in families if (own := [agency for agency in agencies if agency.niche == family])
    }
    return Employers(zipf(direct, 12.0), by_niche, zipf(agencies, 5.0))


def _employer(stem: str, sector: str, sheet: Mapping, towns: Towns, chance: Chance) -> Employer:
    entry = sheet["sectors"][sector]
    home = towns.drawn(chance)
    if sector == "public" or (sector in ("health", "education") and chance.happens(0.4)):
        body = chance.one(sheet["public_bodies"])
        name = f"{stem} {body}" if chance.happens(0.75) else f"A {body[0].lower()}{body[1:]}"
    else:
        name = f"{stem} {chance.one(entry['words'])}" if chance.happens(0.85) else stem
        name += "" if name.endswith("LLP") else chance.weighted(_LEGAL_FORMS)
    return Employer(
        name,
        sector,
        float(entry["pay"]) * chance.scatter(0.06),
        entry["says"],
        entry["knows"],
        home,
        chance.weighted(_HABITS),
        chance.happens(0.6),
    )


_LEGAL_FORMS = Weighted({"": 70, " Ltd": 16, " Limited": 6, " Group": 5, " plc": 3}.items())
