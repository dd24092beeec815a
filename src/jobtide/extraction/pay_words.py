"""The words around an amount that make it pay, or something else.

Every text here is in lower case: up to some 90 characters before an amount, up to 70 after it.
"""

import re

# An amount called one of these, anywhere, is not base pay.
# Never base pay, whatever label stands before the amount.
_TARGETS = r"o\.?t\.?e\b|on[ -]target|total comp\w*|tc\b|estimated?\b|realistic earnings"
# An amount called one of these is not base pay.
_EXTRAS = (
    rf"{_TARGETS}|bonus(?:es)?\b|commissions?\b|incentives?\b|allowances?\b|equity\b|stock\b|shares\b"
    rf"|(?<!working )options?\b|rsus?\b|relocation|referr?al|refer a friend|retention\b"
    r"|sign(?:ing)?[ -]?on\b|signing\b|joining\b|golden hello|welcome\b|vouchers?\b|contributions?\b|donations?\b"
    r"|reimburse\w*+(?! of)|tuition (?:reimburse|assist|fee|support|aid)|student loans?\b|hackathon"
    r"|stipends?\b|discounts?\b|cash ?back|prizes?\b"
    r"|life (?:assurance|insurance|cover)|training budget|overtime|uplift|supplement|hcas?\b|earnings\b"
)
# The employer's money, and the job's; only right beside the amount.
_MONEY_BEFORE = (
    r"turnover|turning over|revenues?|arr|mrr|gmv|fund(?:s|ed|ing)?|raised?|raising|invest(?:ed|ing|ment|ments"
    r"|ors?)|valu(?:e|ed|es|ation)|portfolios?|assets|aum|savings?|saved?|worth"
    r"|transactions?|series [a-f]|fundrais\w*|profits?|spend(?:ing)?|spent|seed|backed|budgets?|grants?|fees?"
    r"|fines?|costs?|costing|salaries|payments|processed?|processing|managing"
    r"|manage|over|exceeding|acquired|acquisition|debt|loans?|orders?|deals?|income|tax|averag\w+|receive"
)
# These only with a word between: "Sales Manager, market leader £40k" and "6 month contract £500 a day" are pay.
_THINGS_BEFORE = (
    r"market|sales|projects?|programmes?|contracts?|cover|pension|perks?|training|learning|wellbeing|wellness"
    r"|industry|company|business(?:es)?|clients?|customers?"
)
_MONEY_AFTER = (
    r"(?:turnover|revenues?|arr|mrr|gmv|fund(?:s|ed|ing)?|fundrais\w*|raised?|invest(?:ment|ments|ors?)|valuation"
    r"|portfolios?|assets|aum|savings?|budgets?|grants?|fees?|fines?|costs?"
    r"|market|series [a-f]|debt|loans?|income|spend|profits?|seed|once|one[ -]off"
    r")\b"
)
# Paid by the piece, of which nobody knows how many make a year; whatever label stands before the amount.
_PIECE_AFTER = re.compile(r"[ ]?(?:/|per|a) ?(?:task|project|word|article|lesson|session|visit)\b")
_LINK = (
    r"(?:of|to|up|is|was|at|in|over|around|approx\w*|circa|about|totalling|total|by|a|an|the|our|your|more|than"
    r"|additional|extra|further|annual|annually|from|between|another|nearly"
    r"|almost|c\.|with|for|and|on|per|year)"
)
_ADJECTIVES = (
    r"an?|our|your|their|the|annual(?:ly)?|yearly|quarterly|monthly|discretionary|performance|related|based|car"
    r"|guaranteed|personal|home|office|tech|professional|development|first|year"
    r"|uncapped|realistic|potential|target|new|per|calendar|company|employee|cash|flex(?:ible)?|benefits?|private|digital"
    r"|remote|working|wfh|to|sign|on|retail|successful|friend|candidate|total"
    r"|in|of|towards?|for|as|worth"
)
_EXTRA_BEFORE = re.compile(rf"\b(?:{_EXTRAS})")
_MONEY_RIGHT_BEFORE = re.compile(
    rf"\b(?:(?:{_MONEY_BEFORE})(?:[ ,:(]{{1,2}}{_LINK}){{0,5}}"
    rf"|(?:{_THINGS_BEFORE})(?: {_LINK}){{1,5}}?(?<! up to)(?<! from))[ :(~>=-]{{0,3}}$"
)
# Straight after: "£5,000 joining bonus", "£77,000 OTE"; but not "+ bonus", and not "£30k OTE £45k", whose OTE is £45k.
_RIGHT_AFTER = rf"[ ]?(?:-[ ]?)?(?:(?:{_ADJECTIVES})[ -]){{0,5}}"
_NOT_OF_NEXT = r"(?![ ]?(?:of|up to|to|circa|:|-)?[ ]?[£€$0-9])"
_SOMETHING_AFTER = re.compile(rf"{_RIGHT_AFTER}(?:{_EXTRAS}|{_MONEY_AFTER}){_NOT_OF_NEXT}")
_TARGET_AFTER = re.compile(rf"[ ]?\(?{_RIGHT_AFTER}(?:{_TARGETS}){_NOT_OF_NEXT}")
# What a site puts beside its own guess: "£52,655 per year - estimated".
_ESTIMATE_AFTER = re.compile(r"\W{0,6}(?:(?:per|a) (?:year|annum|month|day|hour)\W{0,4})?(?:est\.|estimated?\b)")

_PAY = re.compile(
    r"(?:salary|remuneration|compensation|(?<!relocation )(?<!relocation support )package"
    r"|\bpay(?:ing|s)?\b|\bpaid\b|\brates?\b|\bwage"
    r"|\bearn(?:ing)?\b|\boffering\b|\bbase\b|\bbasic\b|\bper annum)"
    r"(?! gap| rise| increase| sacrifice| review| of sale| of growth)"
)
# One of which each of the two has.
_PAY_WORDS = (
    "salary", "remuneration", "compensation", "package", "pay", "paid", "rate", "wage", "earn", "offering", "base",
    "basic", "per annum",
)  # fmt: skip
_LABEL = re.compile(
    r"(?:salary|\b(?:day|daily|hourly|pay) rate|remuneration|\bpaying)"
    r"(?:[ ]?(?:range|band|package|level|is|of|up to|from|to|circa|c\.|between|offered|guide|indication"
    r"|[:\n(~-])){0,5}[ \n]{0,3}$"
)
_BASE_AFTER = re.compile(r"[ )]{0,2}(?:per annum |pa |p\.a\. |a year )?(?:annual |gross )?(?:base|basic|salary|fte)\b")
_BASE_BEFORE = re.compile(
    r"\b(?:base|basic|fte|full[ -]time equivalent)(?: salary| pay)?(?: of| is| up to| from| to| circa"
    r"| between)?[ :(-]{0,3}$"
)
_ACTUAL_AFTER = re.compile(r"[ )]{0,2}(?:per annum |pa |p\.a\. )?(?:actual|pro[ -]?rated)\b")
_PRO_RATA_AFTER = re.compile(r"[ ),(-]{0,3}(?:per annum |pa |p\.a\. |a year )?\(?pro[ -]?rata\b")
_ACTUAL_BEFORE = re.compile(r"\b(?:actual|pro[ -]?rated)(?: salary| pay| annual| earnings)*(?: of| is)?[ :(-]{0,3}$")
# What a number in a headline may count.
_NOUN_AFTER = re.compile(
    r"[ +]{0,3}(?:in [0-9]|first year|user|employee|people|staff|member|custom|client|follower|seat|student"
    r"|server|device|line"
    r"|record|request|site"
    r"|store|branch|job|year|hour|day|month|week|sq|km|mile|download|compan|business|startup|resident|patient"
    r"|household|endpoint"
    r"|node|query|queries|event|transaction|tps|rps|race|run)"
)
_COMES_WITH = re.compile(
    r"[ )]{0,2}(?:[+,&/|(-]|plus|and|with|inc|doe|dependent|depending|negotiable|neg\b)[ ]{0,2}(?:(?:an?|excellent"
    r"|great|good|full|company|competitive|generous|up to [0-9]+%|[0-9]+%)[ ]){0,2}"
    r"(?:bonus|benefits?|bens\b|package|pension|car\b|doe|on experience|experience|equity|commission|perks|ote"
    r"|holiday|stock|options|share)|[ ]{0,2}(?:doe|dep\w* on exp|pro[ -]rata|neg(?:otiable)?\b)"
)
_UP_TO = re.compile(r"\b(?:up to|upto|to|max(?:imum)?(?: of)?)[ :]{0,2}$")
_FROM = re.compile(r"\b(?:from|starting(?: at| from)?|min(?:imum)?(?: of)?)[ :]{0,2}$")
_RATE = re.compile(r"\bir35\b|\b(?:day|daily|contract) rate")
_WAGE = re.compile(r"\bpay rate|\brate of pay|\brates?[ :-]{1,3}$|\bwage")
_ABBREVIATED = (" c", " ca", "circa", "approx", "max", "min")
_GOES_ON = (":", " is", " of", " to")
# How the words before an amount name its unit: "day rate: ", "an annual salary of ".
_UNITS_BEFORE = (
    ("per annum", "annual"), ("annual ", "annual"), ("annually", "annual"), ("p.a", "annual"), ("per year", "annual"),
    ("per month", "monthly"), ("monthly", "monthly"), ("per week", "weekly"), ("weekly", "weekly"),
    ("per day", "daily"), ("daily", "daily"), ("day rate", "daily"), ("p/d", "daily"),
    ("per hour", "hourly"), ("hourly", "hourly"), ("p/h", "hourly"),
)  # fmt: skip
_UNIT_NAMED = {
    "annual": ("year", "ann", "yr", "p.a"),
    "monthly": ("month", "pcm"),
    "weekly": ("week", "wk"),
    "daily": ("day", "dai", "diem"),
    "hourly": ("hour", "hr"),
}


class Around:
    """The words around one amount, in lower case. What they say is looked for when it is asked."""

    __slots__ = ("_clause", "_named", "after", "before")

    def __init__(self, before: str, after: str):
        self.before, self.after = before, after
        self._clause: str | None = None
        self._named = 0

    @property
    def clause(self) -> str:
        """What the clause says before the amount."""
        if self._clause is None:
            self._clause = _last_clause(self.before)
            self._named = _end_of_pay(self._clause)
        return self._clause

    def names_pay(self) -> bool:
        return bool(self.clause) and self._named > 0

    def is_labelled(self) -> bool:
        """Whether the amount is directly labelled: "Salary: ", "day rate of ". Then even a bare number is pay."""
        near = self.before[-45:]
        said = "salary" in near or "rate" in near or "paying" in near or "remuneration" in near
        return said and _LABEL.search(near) is not None

    def something_else(self, beside_pay: bool, in_text: bool) -> bool:
        """Whether a bonus, an allowance, the company's money or an estimate is meant.

        `beside_pay`: what follows comes on top, as in "£40,000 - £50,000 bonus pension", which lost its commas.
        `in_text`: in a description, where the company's money is spoken of too.
        """
        after = self.after
        if _ESTIMATE_AFTER.match(after) or _TARGET_AFTER.match(after) or _PIECE_AFTER.match(after):
            return True
        if self.is_labelled():
            return False
        if not beside_pay and _SOMETHING_AFTER.match(after):
            return True
        clause = self.clause
        since_pay = clause[self._named :]
        if not since_pay.strip():
            return False
        return _EXTRA_BEFORE.search(since_pay) is not None or (
            in_text and _MONEY_RIGHT_BEFORE.search(clause[-60:]) is not None
        )

    def is_base(self) -> bool:
        return _BASE_AFTER.match(self.after) is not None or _BASE_BEFORE.search(self.before[-36:]) is not None

    def is_part_time(self) -> bool:
        """Whether the amount is what is left of full-time pay for fewer hours."""
        return _ACTUAL_AFTER.match(self.after) is not None or _ACTUAL_BEFORE.search(self.before[-36:]) is not None

    def is_pro_rata(self) -> bool:
        """Whether the amount is of full-time work, of which the job is a part."""
        return _PRO_RATA_AFTER.match(self.after) is not None

    def stands_alone(self) -> bool:
        """Whether no noun follows that it could count."""
        return _NOUN_AFTER.match(self.after) is None

    def comes_with(self) -> bool:
        """Whether what follows is what follows pay: "+ benefits", "DOE", "pro rata"."""
        return _COMES_WITH.match(self.after) is not None

    def is_rate(self) -> bool:
        """Whether a contractor's rate is meant."""
        before, after = self.before, self.after[:30]
        return (("35" in before or " rate" in before) and _RATE.search(before) is not None) or (
            ("35" in after or " rate" in after) and _RATE.search(after) is not None
        )

    def is_wage(self) -> bool:
        """Whether a rate of pay is meant, of which a small figure is an hour's."""
        return _WAGE.search(self.before) is not None

    def open_end(self) -> str | None:
        """Which end a single figure is: "up to", "from", or None."""
        near = self.before[-16:]
        return "up to" if _UP_TO.search(near) else "from" if _FROM.search(near) else None

    def unit(self) -> str | None:
        """The unit that the words before the amount name last; None where they name none."""
        before = self.before
        if not (
            "ly" in before
            or "per " in before
            or "ann" in before
            or "rate" in before
            or "p." in before
            or "p/" in before
        ):
            return None
        last, named = -1, None
        for words, unit in _UNITS_BEFORE:
            at = before.rfind(words, last + 1)
            if at > last:
                last, named = at, unit
        return named


def unit_named(words: str | None) -> str | None:
    """The unit that a source's own field names ("YEAR", "per-hour-wage", "1 MONTH"); None where it is not known."""
    said = (words or "").casefold()
    for unit, forms in _UNIT_NAMED.items():
        if any(form in said for form in forms):
            return unit
    return None


def _end_of_pay(clause: str) -> int:
    """Where the last word for pay in a clause ends; 0 where there is none."""
    end = 0
    for word in _PAY_WORDS:
        at = clause.rfind(word)
        while at >= 0:
            if match := _PAY.match(clause, at):
                end = max(end, match.end())
                break
            at = clause.rfind(word, 0, at)
    return end


def _last_clause(before: str) -> str:
    """The words since the last sentence, line, bullet or plus; a line that a colon or "is" ends goes on."""
    start = 0
    for mark in ("•", "|", "+", "·", " plus "):
        start = max(start, before.rfind(mark) + len(mark)) if mark in before else start
    for mark in (". ", "! ", "? ", "; ", ".\n", "!\n", "?\n", ";\n"):
        at = before.rfind(mark, start)
        while at >= 0 and before[:at].endswith(_ABBREVIATED):
            at = before.rfind(mark, start, at)
        start = max(start, at + 2) if at >= 0 else start
    at = before.rfind("\n", start)
    while at >= 0 and before[start:at].rstrip().endswith(_GOES_ON):
        at = before.rfind("\n", start, at)
    return before[max(start, at + 1) :]
