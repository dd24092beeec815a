"""Where jobs are, and how people write it."""

from collections.abc import Mapping
from dataclasses import dataclass

from jobtide.demo.chance import Chance, Weighted

_BIG = 15.0  # weight within its region from which a town has a centre that people name
_LONDON = "London"
_ELSEWHERE = "Elsewhere"


@dataclass(frozen=True)
class Spot:
    """Where one job is. `town` is how a sentence names it; `spelled` how the place is always written, else None."""

    region: str
    county: str | None
    town: str
    pay: float
    big: bool
    postcodes: tuple[str, ...]
    spelled: str | None = None


@dataclass(frozen=True)
class Towns:
    spots: Weighted[Spot]
    near: Mapping[str, Weighted[Spot]]  # by region, the towns that share an advert

    def drawn(self, chance: Chance) -> Spot:
        return chance.weighted(self.spots)

    def neighbour(self, spot: Spot, chance: Chance) -> Spot:
        """Another place that the same advert might name: mostly of the same region, perhaps the same place."""
        return chance.weighted(self.near[spot.region] if chance.happens(0.7) else self.spots)


_FORMS = Weighted(
    {
        "{town}": 52,
        "{town}, {county}": 15,
        "{town}, {region}": 5,
        "{town}, UK": 5,
        "{town}, {nation}": 3,
        "{town}, {county}, {nation}, United Kingdom": 2,
        "{town}, {district}": 3,
        "{town} {district}": 3,
        "{town}, {county}, {district}": 2,
        "{district}": 0.5,
        "{town}, {postcode}": 1,
        "{town} City Centre": 2,
        "{town} (Hybrid)": 2.5,
        "{town} / Remote": 1.5,
        "Hybrid - {town}": 1,
        "{town}, Hybrid": 1,
        "{county}, {town}": 1,
        "Near {town}": 0.5,
        "{TOWN}": 0.8,
        "{town}.": 0.2,
    }.items()
)
_NATIONS = ("Scotland", "Wales", "Northern Ireland")


def written(spot: Spot, chance: Chance) -> str:
    """The place as somebody might put it into the location field."""
    if spot.spelled is not None:
        return spot.spelled
    form = chance.weighted(_FORMS)
    if (form.endswith("Centre") and not spot.big) or (spot.county in (None, spot.town) and "{county}" in form):
        form = "{town}"
    district = chance.one(spot.postcodes)
    return form.format(
        town=spot.town,
        TOWN=spot.town.upper(),
        county=spot.county,
        region=spot.region,
        nation=spot.region if spot.region in _NATIONS else "England",
        district=district,
        postcode=f"{district} {chance.whole(1, 9)}{chance.one('ABDEFGHJLN')}{chance.one('ABDEFGHJLN')}",
    )


def towns(sheet: Mapping) -> Towns:
    """The sheet towns.yaml."""
    pairs: list[tuple[Spot, float]] = []
    near: dict[str, Weighted[Spot]] = {}
    for region, entry in sheet.items():
        rows = list(_spots(region, entry))
        total = 0.0
        for _, weight in rows:
            total += weight
        share = float(entry["share"])
        near[region] = Weighted(rows)
        pairs.extend((spot, share * weight / total) for spot, weight in rows)
    return Towns(Weighted(pairs), near)


def _spots(region: str, entry: Mapping):
    pay = float(entry["pay"])
    for line in entry.get("spellings", ()):
        weight, _, spelling = line.partition(" ")
        town = region if region == _LONDON else "the UK" if region == _ELSEWHERE else spelling
        yield Spot(region, None, town, pay, True, (), spelling), float(weight)
    for county, places in entry.get("counties", {}).items():
        for town, line in places.items():
            weight, *postcodes = line.split()
            big = float(weight) >= _BIG
            # a big town pays a little more than the villages around it
            yield (
                Spot(
                    region, county.removesuffix(" (County)"), town, pay * (1.02 if big else 0.98), big, tuple(postcodes)
                ),
                float(weight),
            )
