"""The headline of an advert: a job title, and what people put around it."""

from jobtide.demo.chance import Chance, Weighted

_PLAIN = 0.52  # headlines that are the bare title

# {more} is what follows; {title} may stand anywhere. {tech} names a technology, {short} is pay as a headline has it.
_NOISE = Weighted(
    {
        "{title} - {town}": 12,
        "{title} – {town}": 4,
        "{title} ({mode})": 12,
        "{title} - {mode}": 9,
        "{title} - {subject}": 9,
        "{title} - {tech}": 8,
        "{title} ({tech})": 7,
        "{title}, {town}": 4,
        "{title} | {town} | {mode}": 4,
        "{title} - {short}": 9,
        "{title} - {subject} - {short}": 4,
        "{title} – up to {short}": 3,
        "{title} ({short})": 3,
        "{title} - Ref {ref}": 4,
        "{title} [{ref}]": 2,
        "{title} (m/f/d)": 1.5,
        "{title} x {n}": 1.5,
        "{title} - Urgent": 1.5,
        "URGENT: {title}": 1,
        "{title} - Immediate Start": 2,
        "{title} (SC Cleared)": 2.5,
        "{title} - SC Clearance": 1.5,
        "{title} wanted": 0.6,
        "{title} - {subject} - {town}": 3,
        "{subject} - {title}": 2,
        "{title} / {tech}": 2,
        "{title} – great benefits": 1,
        "{title} ({town}/{mode})": 2,
        "{title} *{mode}*": 1,
        "{title} - Permanent": 1.5,
        "{title}!": 0.3,
    }.items()
)
_CONTRACT_NOISE = Weighted(
    {
        "{title} - Contract": 10,
        "{title} - {months} month contract": 8,
        "{title} (Contract)": 6,
        "{title} - Inside IR35": 6,
        "{title} - Outside IR35": 6,
        "{title} ({mode}) - Inside IR35": 3,
        "Contract {title}": 2,
        "{title} – {months} months – {town}": 4,
        "{title} - {short}": 6,
        "{title} - SC Cleared - {months} months": 3,
        "{title} - {tech} - Contract": 3,
        "{title} FTC": 1,
    }.items()
)


def with_level(title: str, level: str) -> str:
    """Senior + Data Engineer; a title that says its level already keeps it."""
    words = title.split()
    if level in ("Graduate", "Junior", "Trainee") and words[-1] in ("Architect", "Lead", "Director"):
        return title
    if not level or words[0] in (
        "Senior",
        "Lead",
        "Head",
        "Principal",
        "Chief",
        "Director",
        "CTO",
        "CIO",
        "VP",
        "Group",
    ):
        return title
    if level == "Lead" and words[-1] == "Lead":
        return title
    return f"{level} {title}"


def headline(
    title: str,
    *,
    contract: bool,
    town: str,
    mode: str,
    subject: str,
    tech: str | None,
    short: str | None,
    months: int,
    chance: Chance,
) -> str:
    """The title as the advert has it. `short` is pay as a headline puts it (£60k), None where it may not be told."""
    if not chance.happens(_PLAIN):
        form = chance.weighted(_CONTRACT_NOISE if contract and chance.happens(0.6) else _NOISE)
        tech = None if tech and tech.split()[0] in title else tech  # no "Java Developer - Java"
        wants = {"{tech}": tech, "{short}": short, "{mode}": mode or None, "{town}": None if town == "the UK" else town}
        if not any(slot in form and value is None for slot, value in wants.items()):
            mode = {"hybrid": "Hybrid", "remote": "Remote", "onsite": "On-site"}.get(mode, "")
            subject = subject[0].upper() + subject[1:]
            title = form.format(
                title=title,
                town=town,
                mode=mode,
                subject=subject,
                tech=tech,
                short=short,
                months=months,
                n=chance.whole(2, 4),
                ref=f"{chance.one('ABJKPRS')}{chance.one('CDEMNT')}{chance.whole(1000, 99999)}",
            )
    if chance.happens(0.025):
        return title.upper()
    return title.lower() if chance.happens(0.006) else title
