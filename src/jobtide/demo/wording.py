"""Descriptions: what adverts say below their headline, in paragraphs and lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jobtide.demo.chance import Chance, Weighted, zipf
from jobtide.demo.roles import Asked, Role

# How likely an advert of a family is to speak of something, where it is not as in the others.
_USUAL = {"methods": 0.42, "degrees": 0.2, "standards": 0.14, "vendors": 0.07, "certificates": 0.0, "licences": 0.04}
_ODDS = {
    "software": {"methods": 0.62, "degrees": 0.26},
    "frontend": {"methods": 0.55},
    "data": {"degrees": 0.3, "standards": 0.2, "certificates": 0.06},
    "ai": {"degrees": 0.46},
    "cloud": {"methods": 0.55, "certificates": 0.16},
    "infrastructure": {"certificates": 0.2, "vendors": 0.14, "licences": 0.1},
    "network": {"certificates": 0.34, "vendors": 0.2, "licences": 0.15},
    "support": {"methods": 0.15, "certificates": 0.2, "licences": 0.24, "degrees": 0.12, "vendors": 0.1},
    "service": {"certificates": 0.22, "standards": 0.24, "vendors": 0.15},
    "security": {"certificates": 0.4, "standards": 0.42, "degrees": 0.22},
    "testing": {"methods": 0.6, "certificates": 0.18},
    "analysis": {"methods": 0.6, "certificates": 0.14},
    "project": {"methods": 0.5, "certificates": 0.36},
    "architecture": {"methods": 0.5, "certificates": 0.24, "standards": 0.24},
    "applications": {"certificates": 0.22},
    "hardware": {"degrees": 0.52, "standards": 0.2, "licences": 0.06},
    "quantitative": {"degrees": 0.6},
    "commercial": {"licences": 0.2, "methods": 0.1, "vendors": 0.16, "degrees": 0.14},
}
_CLEARED = {"defence": 0.55, "public": 0.2, "consultancy": 0.14, "health": 0.12, "education": 0.25, "science": 0.05}
_SPOKEN_AS_VOWEL = (
    "SRE", "SDET", "SOC", "SQL", "SAP", "ML", "NOC", "RPA", "FPGA", "HRIS", "RF", "HPC", "SEO", "NLP", "MBSE", "LLM",
    "MI ", "MSP", "NHS",
)  # fmt: skip
_SPOKEN_AS_CONSONANT = ("U", "utility")


@dataclass(frozen=True)
class Facts:
    """What a description is about. `pay` is the text of the pay where the description tells it, else None."""

    role: Role
    title: str
    level: str
    asked: Asked
    contract: bool
    months: int
    advertiser: str
    by_agency: bool
    sector: str
    says: str
    knows: Sequence[str]
    town: str
    work_mode: str
    pay: str | None
    pay_unit: str
    html: bool


@dataclass
class Text:
    """A description as it grows: paragraphs, headings and lists."""

    blocks: list[tuple[str, object]] = field(default_factory=list)

    def paragraph(self, *sentences: str) -> None:
        if words := " ".join(sentence for sentence in sentences if sentence):
            self.blocks.append(("paragraph", words))

    def heading(self, words: str) -> None:
        self.blocks.append(("heading", words))

    def bullets(self, items: list[str]) -> None:
        if items:
            self.blocks.append(("list", [item[0].upper() + item[1:] for item in items]))

    def html(self, chance: Chance) -> str:
        heading = chance.one(("<p><strong>{}</strong></p>", "<h3>{}</h3>", "<b>{}:</b><br>", "<p><b>{}</b></p>"))
        parts = []
        for kind, content in self.blocks:
            if kind == "list":
                parts.append("<ul>" + "".join(f"<li>{_escaped(item)}</li>" for item in content) + "</ul>")
            elif kind == "heading":
                parts.append(heading.format(_escaped(content)).replace("?:", "?"))
            else:
                parts.append(f"<p>{_escaped(content)}</p>")
        return "".join(parts)

    def plain(self, chance: Chance) -> str:
        bullet = chance.one(("- ", "* ", "• ", "", "· "))
        colon = chance.one((":", "", ":"))
        parts = []
        for kind, content in self.blocks:
            if kind == "list":
                parts.append("\n".join(bullet + item for item in content))
            else:
                parts.append(content + colon if kind == "heading" and content[-1] != "?" else content)
        return ("\n" if bullet and chance.happens(0.25) else "\n\n").join(parts)


class Wording:
    """Writes descriptions from the sheets wording.yaml and profiles.yaml."""

    def __init__(self, sheet: Mapping, asks: Mapping):
        self.sheet = sheet
        self.soft = zipf(asks["soft"], 4.0)
        self.methods = zipf(asks["methods"], 1.5)
        self.degrees = zipf(asks["degrees"], 1.0)
        self.clearances = zipf(asks["clearances"], 2.0)
        self.standards = zipf(asks["standards"], 2.0)
        self.certificates = asks["certificates"]
        self.vendors = zipf(asks["vendors"], 3.0)

    def description(self, facts: Facts, chance: Chance) -> str:
        """600 to 2,000 characters, mostly."""
        text, say = Text(), _Saying(self.sheet, facts, chance)
        self._opening(text, say, facts, chance)
        self._duties(text, say, facts, chance)
        self._needs(text, say, facts, chance)
        self._wishes(text, say, facts, chance)
        self._terms_of_work(text, say, facts, chance)
        self._closing(text, say, facts, chance)
        return text.html(chance) if facts.html else text.plain(chance)

    def _opening(self, text, say, facts, chance) -> None:
        kind = "agency" if facts.by_agency else "direct"
        if facts.contract and facts.by_agency and chance.happens(0.7):
            kind = "contract"
        text.paragraph(say(f"openings.{kind}"), say("innocent") if chance.happens(0.1) else "")
        if chance.happens(0.75):
            if chance.happens(0.4):
                text.heading(say("headings.about"))
            about = chance.one(facts.role.family.about)
            level = self.sheet["levels"].get(facts.level)
            text.paragraph(about, say(f"levels.{facts.level}") if level and chance.happens(0.6) else "")

    def _duties(self, text, say, facts, chance) -> None:
        if chance.happens(0.15):
            return
        text.heading(say("headings.duties"))
        duties = []
        for duty in chance.some(facts.role.family.duties, chance.whole(3, 6)):
            if ("{a}" in duty and facts.asked.chief is None) or ("{b}" in duty and facts.asked.platform is None):
                continue
            duties.append(duty.replace("{a}", facts.asked.chief or "").replace("{b}", facts.asked.platform or ""))
        text.bullets(duties)

    def _needs(self, text, say, facts, chance) -> None:
        odds = {**_USUAL, **_ODDS.get(facts.role.family.name, {})}
        needs = facts.asked.needs
        text.heading(say("headings.needs"))
        items = []
        if chance.happens(0.22):
            text.paragraph(say("needs.sentences", terms=listed(needs, chance, " / " if chance.happens(0.1) else ", ")))
        else:
            left = needs
            while left:
                size = 1 + int(chance.random() * 3.6)
                items.append(say("needs.bullets", terms=listed(left[:size], chance)))
                left = left[size:]
        if chance.happens(0.62):
            soft = [chance.weighted(self.soft) for _ in range(chance.whole(1, 3))]
            items.append(say("soft", terms=listed(list(dict.fromkeys(soft)), chance)))
        if chance.happens(odds["degrees"]):
            items.append(say("degrees", terms=chance.weighted(self.degrees)))
        if chance.happens(odds["certificates"]):
            items.append(say("certificates", terms=chance.one(self.certificates[facts.role.family.name])))
        if chance.happens(odds["standards"]):
            items.append(say("standards", terms=chance.weighted(self.standards)))
        text.bullets(items)
        sentences = []
        if chance.happens(odds["methods"]):
            methods = [chance.weighted(self.methods) for _ in range(chance.whole(1, 3))]
            sentences.append(say("methods", terms=listed(list(dict.fromkeys(methods)), chance)))
        if chance.happens(0.3):
            sentences.append(say("sectors", knows=chance.one(facts.knows)))
        if chance.happens(odds["vendors"]):
            sentences.append(say("vendors", terms=listed([chance.weighted(self.vendors)], chance)))
        if chance.happens(odds["licences"]):
            sentences.append(say("licences"))
        if chance.happens(_CLEARED.get(facts.sector, 0.02)):
            sentences.append(say("clearances", terms=chance.weighted(self.clearances)))
        text.paragraph(*sentences)

    def _wishes(self, text, say, facts, chance) -> None:
        wishes = facts.asked.wishes[:8]
        if not wishes:
            return
        if chance.happens(0.5):
            text.heading(say("headings.wishes"))
            items = []
            while wishes:
                size = 1 + int(chance.random() * 3)
                items.append(say("wishes", terms=listed(wishes[:size], chance)))
                wishes = wishes[size:]
            text.bullets(items)
        else:
            text.paragraph(say("wishes", terms=listed(wishes, chance)) + ".")

    def _terms_of_work(self, text, say, facts, chance) -> None:
        sentences = []
        if facts.work_mode:
            sentences.append(say(f"modes.{facts.work_mode}"))
        if facts.contract:
            sentences.append(say("starts") if chance.happens(0.6) else "")
            sentences.append(say("tax") if chance.happens(0.55) else "")
        if facts.pay is not None:
            sentences.append(say(f"pay.{facts.pay_unit}", pay=facts.pay))
        text.paragraph(*sentences)
        if not facts.contract and chance.happens(0.6):
            offers = chance.some(self.sheet["offers"], chance.whole(2, 6))
            if chance.happens(0.75):
                text.heading(say("headings.offers"))
                text.bullets(offers)
            else:
                text.paragraph("We offer " + listed([offer[0].lower() + offer[1:] for offer in offers], chance) + ".")

    def _closing(self, text, say, facts, chance) -> None:
        sentences = [say("innocent") for _ in range(chance.weighted(_INNOCENT))]
        if chance.happens(0.6):
            sentences.append(say("agency_closings" if facts.by_agency else "direct_closings"))
        text.paragraph(*sentences)


_INNOCENT = Weighted({0: 30, 1: 40, 2: 22, 3: 8}.items())


class _Saying:
    """One of the sheet's sentences under a name, its slots filled with the facts of one advert."""

    def __init__(self, sheet: Mapping, facts: Facts, chance: Chance):
        self.sheet, self.chance = sheet, chance
        self.slots = {
            "title": facts.title,
            "a_title": with_article(facts.title),
            "employer": facts.advertiser,
            "says": facts.says,
            "a_says": with_article(facts.says),
            "town": facts.town,
        }
        self.months = facts.months

    def __call__(self, name: str, **slots: str) -> str:
        sentences = self.sheet
        for step in name.split("."):
            sentences = sentences[step]
        sentence = self.chance.one(sentences)
        if "{" not in sentence:
            return sentence
        few = self.months if "month" in sentence else self.chance.whole(2, 3 if "week" in sentence else 6)
        filled = sentence.format(**self.slots, **slots, n=few)
        return filled if filled[0].isupper() else filled[0].upper() + filled[1:]


def listed(things: Sequence[str], chance: Chance, comma: str = ", ") -> str:
    """a, b and c."""
    if len(things) < 2:
        return things[0] if things else ""
    if comma != ", " or chance.happens(0.25):
        return comma.join(things)
    return f"{', '.join(things[:-1])} {'or' if chance.happens(0.1) else 'and'} {things[-1]}"


def with_article(title: str) -> str:
    """a Data Engineer, an IT Manager, an SRE, a UX Designer; likewise an MSP, a utility."""
    vowel = title[0] in "AEIOUaeiou" and not title.startswith(_SPOKEN_AS_CONSONANT)
    return f"an {title}" if vowel or title.startswith(_SPOKEN_AS_VOWEL) else f"a {title}"


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
