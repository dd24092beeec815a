"""An amount of pay as quoted, with its unit."""

from dataclasses import dataclass

# Units that figures are computed in, and the employment type whose pages show each. Never converted into each other.
UNITS = {"annual": "permanent", "daily": "contract", "hourly": "contract"}
# Units that become annual, and the basis on which, which is kept with the figure. Days and hours never do: nobody knows
# how many of them a contractor works.
TIMES_A_YEAR = {"monthly": 12, "weekly": 52}
BASES = {unit: f"{unit} × {times}" for unit, times in TIMES_A_YEAR.items()}
AS_QUOTED = "as quoted"


def units_of(employment_type: str) -> tuple[str, ...]:
    """The pay units of a permanent or contract page, in the order of the page."""
    return tuple(unit for unit, shown_for in UNITS.items() if shown_for == employment_type)


def between(low, high, part):
    """What lies so far, from 0 to 1, on the way from one figure to the other: numbers, or arrays of them.

    To the last bit what Spark's `percentile` gives.
    """
    return low + (high - low) * part


@dataclass(frozen=True)
class Pay:
    """A range of pay, 0 < low <= high, in `currency` (ISO 4217) per `unit`.

    `unit` is one of annual, daily, hourly, monthly, weekly; the last two enter figures as annual. A single figure, and
    an end that is not given ("up to £60k"), is low = high.
    """

    low: float
    high: float
    unit: str
    currency: str

    @property
    def lower(self) -> float:
        """A quarter of the way into the range: what P10 and P25 are quantiles of."""
        return self.low + 0.25 * (self.high - self.low)

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    @property
    def upper(self) -> float:
        """Three quarters of the way into the range: what P75 and P90 are quantiles of."""
        return self.low + 0.75 * (self.high - self.low)

    @property
    def for_figures(self) -> tuple["Pay", str]:
        """The pay in a unit that figures are computed in, and its basis: "as quoted", "monthly × 12", "weekly × 52"."""
        times = TIMES_A_YEAR.get(self.unit)
        if times is None:
            return self, AS_QUOTED
        return Pay(self.low * times, self.high * times, "annual", self.currency), BASES[self.unit]
