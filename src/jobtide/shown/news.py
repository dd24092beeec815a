"""What an edition tells that an earlier one did not, in sentences."""

from collections.abc import Iterator

from jobtide import news
from jobtide.certainty import UP
from jobtide.news import News, TermNews
from jobtide.shown import numbers
from jobtide.shown.sentences import PAY, long_day

_MOST_IN_TITLE = 3
_MOST_TERMS = 40


def named(term: str | None, place: str, employment_type: str, months: int) -> str:
    """Python in London, permanent; without a term What moved in London, permanent."""
    months_said = "" if months == 6 else f", {months} months"
    return f"{term or 'What moved'} in {place}, {employment_type}{months_said}"


def title(found: News) -> str:
    """Python: share of all up to 12.50%; of several terms the first and how many more."""
    said = [f"{one.term.name} {_in_short(found, one)}" for one in found.terms[:_MOST_IN_TITLE]]
    more = len(found.terms) - _MOST_IN_TITLE
    return "; ".join(said) + (f"; and {more:,} more" if more > 0 else "")


def paragraphs(found: News) -> Iterator[str]:
    """When, and a paragraph for each term."""
    for one in found.terms[:_MOST_TERMS]:
        yield " ".join(sentences(found, one))
    if len(found.terms) > _MOST_TERMS:
        yield f"And {len(found.terms) - _MOST_TERMS:,} more terms."
    yield (
        f"Of the {found.months} months to {long_day(found.edition.as_of)}, against the last edition in which there was "
        f"news or else that of {long_day(found.earlier.as_of)}. Shares and medians whose change chance explains are "
        "left out."
    )


def sentences(found: News, one: TermNews) -> Iterator[str]:
    """What is news of one term, then what stands beside it."""
    now, before = one.count
    kind, where, name = found.employment_type, found.place.in_sentence, one.term.name
    if news.ADDED in one.kinds:
        yield f"{name} is new among the terms that are looked for: {_vacancies(now, kind)} in {where}."
    elif news.NEW in one.kinds:
        yield f"{name} has {_vacancies(now, kind)} in {where}; there were none."
    elif news.VANISHED in one.kinds:
        yield f"{name} has no {kind} vacancy in {where} any more; there {_were(before)} {numbers.count(before)}."
    else:
        yield (
            f"{name}: {numbers.share(one.share_of_all[0])} of all {kind} vacancies in {where}, "
            f"{_after('share_of_all_change', one)} {numbers.share(one.share_of_all[1])} "
            f"({_vacancies(now, kind)} after {numbers.count(before)})."
        )
    if news.RANK in one.kinds:
        perhaps = "" if news.SHARE in one.kinds else "; chance may explain it"
        yield f"Its rank is {numbers.rank(one.rank[0])}, after {numbers.rank(one.rank[1])}{perhaps}."
    for unit, (median, earlier) in one.p50.items():
        verdict = one.certainty[f"pay.{unit}.p50_change"].verdict
        if news.MEDIAN in one.kinds and verdict in ("up", "down"):
            pay = (numbers.pay(amount, unit, found.edition.currency) for amount in (median, earlier))
            amount, was = pay
            yield f"The median {PAY[unit]} is {amount}, {verdict} from {was}."


def _in_short(found: News, one: TermNews) -> str:
    if news.ADDED in one.kinds or news.NEW in one.kinds:
        return "is new"
    if news.VANISHED in one.kinds:
        return "is gone"
    if news.SHARE in one.kinds:
        verdict = one.certainty["share_of_all_change"].verdict
        return f"{verdict} to {numbers.share(one.share_of_all[0])} of all"
    if news.RANK in one.kinds:
        return f"at rank {numbers.rank(one.rank[0])} after {numbers.rank(one.rank[1])}"
    unit = next(unit for unit in one.p50 if one.certainty[f"pay.{unit}.p50_change"].verdict in ("up", "down"))
    verdict = one.certainty[f"pay.{unit}.p50_change"].verdict
    return f"median {PAY[unit]} {verdict} to {numbers.pay(one.p50[unit][0], unit, found.edition.currency)}"


def _after(change: str, one: TermNews) -> str:
    verdict = one.certainty[change].verdict
    return f"{'up' if verdict == UP else 'down'} from" if news.SHARE in one.kinds else "after"


def _vacancies(many: int, kind: str) -> str:
    return f"{numbers.count(many)} {kind} {'vacancy' if many == 1 else 'vacancies'}"


def _were(many: int) -> str:
    return "was" if many == 1 else "were"
