"""The words around an amount that make it pay, or something else.

Every text here is in lower case: up to some 90 characters before an amount, up to 70 after it.
"""

import re

# An amount called one of these, anywhere, is not base pay.
# Never base pay, whatever label stands before the amount.
_TARGETS = r"o\.?t\.?e\b|on[ -]target|total comp\w*|tc\b|estimated?\b|realistic earnings"
# An amount called one of these is not base pay.
_EXTRAS = (
    rf"{_TARGETS}|bonus(?:es)?\b|commissions?\b|incentives?\b|allowances?\b|equity\b|stock\b|shares\b|options?\b|rsus?\b|relocation|referr?al|refer a friend|retention\b"
    r"|sign(?:ing)?[ -]?on\b|signing\b|joining\b|golden hello|welcome\b|vouchers?\b|contributions?\b|donations?\b|reimburse\w*|stipends?\b|discounts?\b|cash ?back|prizes?\b"
    r"|life (?:assurance|insurance|cover)|training budget|overtime|uplift|supplement|hcas?\b|earnings\b"
)
# The employer's money, and the job's; only right beside the amount.
_MONEY_BEFORE = (
    r"turnover|turning over|revenues?|arr|mrr|gmv|fund(?:s|ed|ing)?|raised?|raising|invest(?:ed|ing|ment|ments|ors?)|valu(?:e|ed|es|ation)|portfolios?|assets|aum|savings?|saved?|worth"
    r"|transactions?|series [a-f]|fundrais\w*|profits?|spend(?:ing)?|spent|seed|backed|budgets?|grants?|fees?|fines?|costs?|costing|salaries|payments|processed?|processing|managing"
    r"|manage|over|exceeding|acquired|acquisition|debt|loans?|orders?|deals?|income|tax|averag\w+|receive"
)
# These only with a word between: "Sales Manager, market leader £40k" and "6 month contract £500 a day" are pay.
_THINGS_BEFORE = r"market|sales|projects?|programmes?|contracts?|cover|pension|perks?|training|learning|wellbeing|wellness|industry|company|business(?:es)?|clients?|customers?"
_MONEY_AFTER = (
    r"(?:turnover|revenues?|arr|mrr|gmv|fund(?:s|ed|ing)?|fundrais\w*|raised?|invest(?:ment|ments|ors?)|valuation|portfolios?|assets|aum|savings?|budgets?|grants?|fees?|fines?|costs?"
    r"|market|series [a-f]|debt|loans?|income|spend|profits?|seed)\b"
)
_LINK = (
    r"(?:of|to|up|is|was|at|in|over|around|approx\w*|circa|about|totalling|total|by|a|an|the|our|your|more|than|additional|extra|further|annual|annually|from|between|another|nearly"
    r"|almost|c\.|with|for|and|on|per|year)"
)
_ADJECTIVES = (
    r"an?|our|your|their|the|annual(?:ly)?|yearly|quarterly|monthly|discretionary|performance|related|based|car|guaranteed|personal|home|office|tech|professional|development|first|year"
    r"|uncapped|realistic|potential|target|new|per|company|employee|cash|flex(?:ible)?|benefits?|private|digital|remote|working|wfh|to|sign|on|retail|successful|friend|candidate|total"
    r"|in|of|towards?|for|as|worth"
)
_EXTRA_BEFORE = re.compile(rf"\b(?:{_EXTRAS})")
_MONEY_RIGHT_BEFORE = re.compile(
    rf"\b(?:(?:{_MONEY_BEFORE})(?:[ ,:(]{{1,2}}{_LINK}){{0,5}}|(?:{_THINGS_BEFORE})(?: {_LINK}){{1,5}}?(?<! up to)(?<! from))[ :(~>=-]{{0,3}}$"
)
# Straight after: "£5,000 joining bonus", "£77,000 OTE"; but not "+ bonus", and not "£30k OTE £45k", whose OTE is £45k.
_RIGHT_AFTER = rf"[ ]?(?:-[ ]?)?(?:(?:{_ADJECTIVES})[ -]){{0,5}}"
_NOT_OF_NEXT = r"(?![ ]?(?:of|up to|to|circa|:|-)?[ ]?[£€$0-9])"
_SOMETHING_AFTER = re.compile(rf"{_RIGHT_AFTER}(?:{_EXTRAS}|{_MONEY_AFTER}){_NOT_OF_NEXT}")
_TARGET_AFTER = re.compile(rf"[ ]?\(?{_RIGHT_AFTER}(?:{_TARGETS}){_NOT_OF_NEXT}")
# What a site puts beside its own guess: "£52,655 per year - estimated".
_ESTIMATE_AFTER = re.compile(r"\W{0,6}(?:(?:per|a) (?:year|annum|month|day|hour)\W{0,4})?(?:est\.|estimated?\b)")
_CLAUSE = re.compile(r"(?<!\bc)(?<!\bca)(?<!approx)[.!?;][ \n]+|(?<!:)(?<!: )(?<!: {2})(?<! is)(?<! of)(?<! to)\n|[•|+·]|\bplus\b")

_PAY = re.compile(
    r"(?:salary|remuneration|compensation|package|\bpay(?:ing|s)?\b|\bpaid\b|\b(?:day|daily|hourly) rate|\brates?\b|\bwage|\bearn(?:ing)?\b|\boffering\b|\bbase\b|\bbasic\b|\bper annum)"
    r"(?! gap| rise| increase| sacrifice| review| of sale| of growth)"
)
_LABEL = re.compile(
    r"(?:salary|\b(?:day|daily|hourly|pay) rate|remuneration|\bpaying)"
    r"(?:[ ]?(?:range|band|package|level|is|of|up to|from|to|circa|c\.|between|offered|guide|indication|[:\n(~-])){0,5}[ \n]{0,3}$"
)
_BASE_AFTER = re.compile(r"[ )]{0,2}(?:per annum |pa |p\.a\. |a year )?(?:annual |gross )?(?:base|basic|salary|fte)\b")
_BASE_BEFORE = re.compile(r"\b(?:base|basic)(?: salary| pay)?(?: of| is| up to| from| to| circa| between)?[ :(-]{0,3}$")
_COMES_WITH = re.compile(
    r"[ )]{0,2}(?:[+,&/|(-]|plus|and|with|inc|doe|dependent|depending|negotiable|neg\b)[ ]{0,2}(?:(?:an?|excellent|great|good|full|company|competitive|generous|up to [0-9]+%|[0-9]+%)[ ]){0,2}"
    r"(?:bonus|benefits?|bens\b|package|pension|car\b|doe|on experience|experience|equity|commission|perks|ote|holiday|stock|options|share)|[ ]{0,2}(?:doe|dep\w* on exp|pro[ -]rata|neg(?:otiable)?\b)"
)
_UP_TO = re.compile(r"\b(?:up to|upto|to|max(?:imum)?(?: of)?)[ :]{0,2}$")
_FROM = re.compile(r"\b(?:from|starting(?: at| from)?|min(?:imum)?(?: of)?)[ :]{0,2}$")
_RATE = re.compile(r"\bir35\b|\b(?:day|daily|contract) rate")
_WAGE = re.compile(r"\bpay rate|\brate of pay|\brates?[ :-]{1,3}$|\bwage")
_UNIT_NAMED = {
    "annual": ("year", "ann", "yr", "p.a"),
    "monthly": ("month", "pcm"),
    "weekly": ("week", "wk"),
    "daily": ("day", "dai", "diem"),
    "hourly": ("hour", "hr"),
}


def something_else(before: str, after: str, where: str, salary_sized: bool) -> bool:
    """Whether the words around an amount say that it is a bonus, an allowance, the company's money or an estimate.

    `salary_sized`: a range of more than ten thousand is no bonus; "£40,000 - £50,000 bonus pension" lost its commas.
    """
    if _ESTIMATE_AFTER.match(after):
        return True
    certain = (salary_sized and where != "pay") or _LABEL.search(before)
    if _TARGET_AFTER.match(after) or (not certain and _SOMETHING_AFTER.match(after)):
        return True
    clause = _last_clause(before)
    extra = _last(_EXTRA_BEFORE, clause)
    if extra >= 0 and extra > _last(_PAY, clause):
        return True
    return where in ("description", "opening") and _MONEY_RIGHT_BEFORE.search(clause) is not None


def names_pay(before: str) -> bool:
    """Whether the clause before an amount speaks of pay."""
    return _PAY.search(_last_clause(before)) is not None


def is_labelled(before: str) -> bool:
    """Whether a label of pay stands directly before, so that even a bare number is pay."""
    return _LABEL.search(before) is not None


def is_base(before: str, after: str) -> bool:
    return _BASE_AFTER.match(after) is not None or _BASE_BEFORE.search(before) is not None


def comes_with(after: str) -> bool:
    """Whether what follows is what follows pay: "+ benefits", "DOE", "pro rata"."""
    return _COMES_WITH.match(after) is not None


def is_rate(before: str, after: str) -> bool:
    """Whether a contractor's rate is meant."""
    return _RATE.search(before) is not None or _RATE.search(after[:30]) is not None


def is_wage(before: str) -> bool:
    """Whether a rate of pay is meant, of which a small figure is an hour's."""
    return _WAGE.search(before) is not None


def open_end(before: str) -> str | None:
    """Which end a single figure is: "up to", "from", or None."""
    return "up to" if _UP_TO.search(before) else "from" if _FROM.search(before) else None


def unit_named(words: str | None) -> str | None:
    """The unit that a source's own field names ("YEAR", "per-hour-wage", "1 MONTH"); None where it is not known."""
    said = (words or "").casefold()
    for unit, forms in _UNIT_NAMED.items():
        if any(form in said for form in forms):
            return unit
    return None


def _last_clause(before: str) -> str:
    end = 0
    for match in _CLAUSE.finditer(before):
        end = match.end()
    return before[end:]


def _last(pattern: re.Pattern[str], text: str) -> int:
    found = -1
    for match in pattern.finditer(text):
        found = match.start()
    return found
