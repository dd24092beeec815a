"""An edition's report on itself, row by row: how much it rests on, and how much of that could be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jobtide.shown import numbers
from jobtide.shown.sentences import long_day

# Labels in the order of the report, by the key of the figure.
_LABELS = {
    "adverts": "Adverts",
    "vacancies": "Vacancies that they are",
    "share_contract": "Contracts",
    "share_live": "Live on the edition's day",
    "share_recognised_title": "With a job title that we know",
    "share_term": "With a term found",
    "share_place": "With a place found",
    "share_pay": "Quoting pay",
    "share_work_mode": "Saying how the work is done",
}


@dataclass(frozen=True)
class Line:
    """`key` is that of the figure in the report, None for what is no figure."""

    label: str
    said: str
    key: str | None = None


def report(quality: Mapping[str, object]) -> tuple[Line, ...]:
    """The figures; shares in percent."""
    return tuple(
        Line(label, numbers.share(quality[key]) if key.startswith("share_") else numbers.count(quality[key]), key)
        for key, label in _LABELS.items()
        if quality.get(key) is not None
    )


def introduction(quality: Mapping[str, object]) -> str:
    """How much the edition rests on."""
    adverts, vacancies = (numbers.count(quality[key]) for key in ("adverts", "vacancies"))
    return (
        f"This edition rests on {adverts} {'advert' if adverts == '1' else 'adverts'} of {vacancies} "
        f"{'vacancy' if vacancies == '1' else 'vacancies'}. What an advert does not say cannot be read: the shares "
        "tell how complete the figures are, and not how right."
    )


def issues(quality: Mapping[str, object]) -> tuple[Line, ...]:
    """What was odd in the adverts, the most frequent first."""
    counted = quality.get("issues") or {}
    return tuple(
        Line(f"{words[:1].upper()}{words[1:]}", numbers.count(many))
        for words, many in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    )


def inputs(manifest) -> tuple[Line, ...]:
    """What the edition was made from, of its manifest."""
    said, files = manifest.inputs, manifest.inputs.adverts
    lines = [
        Line("Edition", manifest.id),
        Line("Figures as of", long_day(said.as_of)),
        Line("Made with", f"jobtide {said.software}"),
        Line("Reference data", said.reference[:12]),
        Line("Definitions", said.definitions[:12]),
        Line("Files of adverts", numbers.count(len(files))),
        *(
            Line(f"Setting: {name.replace('_', ' ')}", str(value))
            for name, value in sorted(said.settings.items())
            if value is not None and value != {}
        ),
    ]
    if first := manifest.quality.get("first_seen"):
        lines.insert(2, Line("First vacancy seen", long_day(date.fromisoformat(str(first)))))
    return tuple(lines)
