"""The words around an amount that make it pay, or something else.

Every text here is in lower case: up to some 90 characters before an amount, up to 70 after it.
"""

import re

# An amount called one of these, anywhere, is not base pay.
_EXTRAS = (
    r"bonus(?:es)?|o\.?t\.?e\b|on[ -]target|commissions?|incentives?|allowances?|equity|stock|shares|options?\b|rsus?\b|relocation|referr?al"
    r"|refer a friend|retention|sign(?:ing)?[ -]?on|signing|joining|golden hello|welcome|vouchers?|contributions?|donations?|reimburse\w*|stipends?"
    r"|discounts?|cash ?back|prizes?|total comp\w*|tc\b|estimated?\b|life (?:assurance|insurance|cover)|training budget|overtime|uplift|supplement|hcas?\b"
)
# The employer's money, and the job's; only where they stand right beside the amount ("Sales Manager £40k" is pay).
_BUSINESS = (
    r"turnover|turning over|revenues?|arr\b|mrr\b|gmv\b|fund(?:s|ed|ing)?|raised?|raising|invest(?:ed|ing|ment|ments|ors?)|valu(?:e|ed|es|ation)|portfolios?|assets"
    r"|aum\b|savings?|saved?|worth|market|sales|projects?|programmes?|contracts?|transactions?|series [a-f]|fundrais\w*|profits?|spend(?:ing)?|spent|seed|backed"
    r"|budgets?|grants?|fees?|fines?|costs?|costing|cover|pension|perks?|training|learning|wellbeing|wellness|salaries|industry|opportunity|company|business(?:es)?"
    r"|payments?|processed?|processing|managing|manage|over|exceeding|acquired|acquisition|debt|loans?|orders?|deals?|clients?|customers?|revenue|income|tax|receive up to"
)
_LINK = r"(?:of|to|up|is|was|at|in|over|around|approx\w*|approximately|circa|about|totalling|total|by|a|an|the|our|your|more|than|additional|extra|further|annual|annually|from|between|another|nearly|almost|c\.|with|for|and|on|per|year)"
_EXTRA_BEFORE = re.compile(rf"\b(?:{_EXTRAS})")
_BUSINESS_BEFORE = re.compile(rf"\b(?:{_BUSINESS})(?:[ ,:(]{{1,2}}{_LINK}){{0,5}}[ :(~>=-]{{0,3}}$")
_ADJECTIVES = (
    r"an?|our|your|their|the|annual(?:ly)?|yearly|quarterly|monthly|discretionary|performance|related|based|car|guaranteed|personal|home|office|tech|professional|development|first"
    r"|year|uncapped|realistic|potential|target|new|per|company|employee|cash|flex(?:ible)?|benefits?|private|digital|remote|working|wfh|to|sign|on|retail|successful|friend|candidate|total|in|of|towards?|for|as|worth|on"
)
# Straight after: "£5,000 joining bonus", "£77,000 OTE"; but not "+ bonus", and not "£30k OTE £45k", whose OTE is £45k.
_SOMETHING_AFTER = re.compile(
    rf"[ )\]]{{0,2}}(?:[-(][ ]?)?(?:(?:{_ADJECTIVES})[ -]){{0,5}}(?:{_EXTRAS}|{_BUSINESS})(?![ ]?(?:of|up to|to|circa|:|-)?[ ]?[£€$0-9])"
)
_CLAUSE = re.compile(r"(?<!\bc)(?<!\bca)(?<!approx)[.!?;][ \n]+|(?<!:)(?<!: )(?<!: {2})\n|[•|+·]|\bplus\b")

_PAY = re.compile(
    r"(?:salary|remuneration|compensation|package|\bpay(?:ing|s)?\b|\bpaid\b|\b(?:day|daily|hourly) rate|\brates?\b|\bwage|\bearn(?:ing)?\b|\boffering\b|\bbase\b|\bbasic\b|\bper annum)"
    r"(?! gap| rise| increase| sacrifice| review| of sale| of growth)"
)
_LABEL = re.compile(
    r"(?:salary|\b(?:day|daily|hourly|pay) rate|remuneration)"
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
_UNIT_NAMED = {
    "annual": ("year", "ann", "yr", "p.a"),
    "monthly": ("month", "pcm"),
    "weekly": ("week", "wk"),
    "daily": ("day", "dai", "diem"),
    "hourly": ("hour", "hr"),
}


def something_else(before: str, after: str, where: str) -> bool:
    """Whether the words around an amount say that it is a bonus, an allowance, the company's money or an estimate."""
    if _SOMETHING_AFTER.match(after):
        return True
    clause = _last_clause(before)
    extra = _last(_EXTRA_BEFORE, clause)
    if extra >= 0 and extra > _last(_PAY, clause):
        return True
    return where == "description" and _BUSINESS_BEFORE.search(clause) is not None


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
