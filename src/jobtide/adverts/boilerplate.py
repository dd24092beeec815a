"""Words that make a sentence boilerplate: equal opportunities, agency notices, how to apply, privacy.

Only fixed words are known, so that a text is cut the same way whatever else a home holds and whenever it came.
"""

# Two words in a row, each seen in adverts of many advertisers.
PAIRS = """
equal opportunity, equal opportunities, equal employment, employment opportunity, opportunities employer,
opportunity employer, without regard, regardless of, sexual orientation, gender identity, protected characteristics,
protected characteristic, disability confident, reasonable adjustments, reasonable adjustment,
reasonable accommodation, reasonable accommodations, celebrate diversity, to diversity, inclusive workplace,
qualified applicants, background check, background checks, employment agency, employment business,
recruitment agency, recruitment agencies, recruitment consultancy, recruitment specialist, recruitment specialists,
privacy policy, privacy notice, data protection, personal data, and conditions, by applying, to apply, apply now,
apply today, apply online, apply via, please apply, click apply, click on, click the, click here, your cv, updated cv,
submit your, your application, covering letter, cover letter, the volume, high volume, been successful,
successful candidates, successful applicants, shortlisted candidates, unsuccessful on, a friend, referral scheme,
follow us, visit our, our website, more information, further information, further details, call us, contact us,
hesitate to, closing date, closing soon, job reference, reference number, please quote, on behalf,
advertised on, originally posted, this advert, job alert, job alerts, similar jobs, report this
"""
SINGLE = "gdpr, unsolicited, www, http, https, email, regret"
LONGEST = 120  # words of a sentence that is cut; a longer one is a whole text without full stops


def words_of(listed: str) -> list[bytes]:
    """The entries of a list above."""
    return [" ".join(entry.split()).encode() for entry in listed.split(",")]
