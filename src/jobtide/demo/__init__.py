"""A synthetic UK IT market: adverts as people write them, by employers that do not exist.

chance      draws that come out alike on every machine
sheets      the curated sheets (*.yaml) of this folder, as text
trends      how the market, its terms and its pay move over five years
roles       job titles, and what each asks for
towns       where jobs are, and how people write it
employers   invented employers and agencies
headlines   titles with the noise that surrounds them
pay_texts   pay in the many forms that people write
wording     descriptions
boards      the invented job boards: their ids, dates, spellings, and what they repeat
market      the draws, in order: one advert after the other, and the file
"""

LABEL = "Synthetic data: a demonstration market that a program made up. No employer, advert or figure here is real."
