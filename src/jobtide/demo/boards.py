"""Invented job boards: how each writes an advert down, and how adverts come back."""

from dataclasses import dataclass
from datetime import date, timedelta

from jobtide.demo.chance import Chance, Weighted


@dataclass(frozen=True)
class Board:
    """`html` is the share of descriptions in HTML; `numbers` that of pay given as numbers rather than as text."""

    name: str
    number: int  # ids start from it
    html: float
    numbers: float
    lists: bool = False  # location is a list of texts
    clock: bool = False  # dates come with a time
    valid_days: int = 0  # 0: the board does not say how long adverts are valid
    snippets: float = 0.0  # the share of descriptions that are cut short


BOARDS = (
    Board("board-tech", 41_000_000, html=0.5, numbers=0.12, valid_days=42),
    Board("board-north", 7_200_000, html=0.2, numbers=0.0, snippets=0.1),
    Board("board-contracts", 880_000, html=0.35, numbers=0.05, clock=True),
    Board("board-careers", 100_000, html=1.0, numbers=0.45, lists=True, clock=True),
)
TECH, NORTH, CONTRACTS, CAREERS = BOARDS
_NORTHERN = ("North West", "North East", "Yorkshire", "Scotland")

_PERMANENT = {
    TECH: Weighted({"Permanent": 60, "permanent": 8, "Full time": 10, "": 16, "Permanent, Full-time": 6}.items()),
    NORTH: Weighted({"Permanent": 46, "Perm": 12, "Full Time": 12, "": 30}.items()),
    CONTRACTS: Weighted({"Permanent": 60, "": 40}.items()),
    CAREERS: Weighted({"FULL_TIME": 66, "Full-time": 10, "PART_TIME": 4, "Permanent": 8, "": 12}.items()),
}
_CONTRACT = {
    TECH: Weighted({"Contract": 66, "contract": 6, "": 16, "Contract/Temporary": 8, "Freelance": 4}.items()),
    NORTH: Weighted({"Contract": 50, "Temporary": 14, "Temp": 4, "": 32}.items()),
    CONTRACTS: Weighted({"Contract": 80, "CONTRACTOR": 10, "": 10}.items()),
    CAREERS: Weighted({"CONTRACTOR": 56, "TEMPORARY": 18, "Contract": 10, "": 16}.items()),
}
_FIXED_TERM = Weighted(
    {"Fixed Term Contract": 40, "Fixed-term": 20, "FTC": 8, "Contract": 14, "Temporary": 8, "": 10}.items()
)


def board_for(contract: bool, by_agency: bool, region: str, chance: Chance) -> Board:
    """Where such an advert tends to be published."""
    weights = {
        TECH: 50,
        NORTH: 38 if region in _NORTHERN else 4,
        CONTRACTS: 46 if contract else 1,
        CAREERS: 4 if by_agency else 60,
    }
    return chance.weighted(Weighted(weights.items()))


def employment_type(board: Board, contract: bool, fixed_term: bool, chance: Chance) -> str:
    """As the board spells it; "" where it leaves that to the text."""
    if fixed_term:
        return chance.weighted(_FIXED_TERM)
    return chance.weighted((_CONTRACT if contract else _PERMANENT)[board])


def described(board: Board, html: bool, description: str, chance: Chance) -> str:
    """The description as it arrives: cut short, with entities and the scars of careless conversions."""
    if html:
        if chance.happens(0.08):
            description = description.replace("£", "&pound;").replace("–", "&ndash;")
        return description.replace(". ", ".&nbsp; ") if chance.happens(0.06) else description
    if chance.happens(board.snippets):
        end = description.rfind(" ", 0, chance.whole(380, 520))
        return description[:end] + " ..."
    return description.replace("£", "Â£").replace("’", "â€™") if chance.happens(0.003) else description


def published(board: Board, serial: int, chance: Chance) -> dict[str, str]:
    """Source, id and address of a new advert on the board."""
    number = board.number + serial * 7 + chance.whole(0, 6)
    name = f"{board.name[6:7]}{number}" if board.lists else str(number)
    return {"source": board.name, "id": name, "url": f"https://{board.name}.example/jobs/{name}"}


def dated(board: Board, posted: date, as_of: date, chance: Chance) -> dict[str, str]:
    """When it was posted, last seen and, where the board says so, closed; nothing is seen after `as_of`.

    Half of all adverts are gone within three weeks, a few stay for months.
    """
    days = (
        chance.whole(3, 21)
        if chance.happens(0.5)
        else chance.whole(14, 45)
        if chance.happens(0.8)
        else chance.whole(40, 100)
    )
    gone = posted + timedelta(days=days)
    seen = min(gone, as_of)
    dates = {"posted_at": _stamp(board, posted, chance), "seen_at": seen.isoformat()}
    if gone <= as_of and chance.happens(0.3):
        dates["closed_at"] = gone.isoformat()
    if board.valid_days and chance.happens(0.6):
        dates["valid_through"] = (posted + timedelta(days=board.valid_days)).isoformat()
    return dates


def _stamp(board: Board, day: date, chance: Chance) -> str:
    if not board.clock:
        return day.isoformat()
    return f"{day.isoformat()}T{chance.whole(6, 20):02d}:{chance.whole(0, 59):02d}:{chance.whole(0, 59):02d}Z"
