"""An amount of pay as quoted, with its unit."""

from dataclasses import dataclass

# Units that figures are computed in, and the employment type whose pages show each. Never converted into each other.
UNITS = {"annual": "permanent", "daily": "contract", "hourly": "contract"}


def units_of(employment_type: str) -> tuple[str, ...]:
    """The pay units of a permanent or contract page, in the order of the page."""
    return tuple(unit for unit, shown_for in UNITS.items() if shown_for == employment_type)


@dataclass(frozen=True)
class Pay:
    """A range of pay, 0 < low <= high, in `currency` (ISO 4217) per `unit`.

    `unit` is one of annual, daily, hourly, monthly, weekly; only the first three enter figures. A single figure, and an
    end that is not given ("up to £60k"), is low = high.
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
