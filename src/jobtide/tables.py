"""Every table that jobtide keeps: its columns, their types and what they mean. Said once, here.

Types are Ibis type names. The tables of adverts live in a home and grow; those of an edition are written once.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    meaning: str


@dataclass(frozen=True)
class Table:
    """`sort` are the columns that its rows are sorted by in an edition; together they tell two rows apart."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    sort: tuple[str, ...] = ()

    @property
    def schema(self) -> Mapping[str, str]:
        """Types by column name, in order."""
        return {column.name: column.type for column in self.columns}


def _table(name: str, meaning: str, columns: str, sort: str = "") -> Table:
    """A table from lines of `name type meaning`."""
    parsed = (line.split(None, 2) for line in columns.splitlines() if line.strip())
    return Table(name, meaning, tuple(Column(*parts) for parts in parsed), tuple(sort.split()))


# -- in a home ------------------------------------------------------------------------------------------------------

ADVERTS = _table(
    "adverts",
    "Adverts as received, one row for each version of each; later versions have the same advert and another content.",
    """
    advert          int64          stable hash of (source, id)
    content         int64          stable hash of everything that the source said but the days on which it was seen
    source          string         who published it
    id              string         its name at the source
    url             string         its address at the source
    title           string         headline, plain text
    description     string         plain text
    locations       array<string>  where, as quoted
    employer        string         as quoted
    employment_type string         as quoted
    work_mode       string         as quoted
    pay             string         as quoted
    pay_min         float64        as the source gives it in numbers
    pay_max         float64        as the source gives it in numbers
    pay_unit        string         of pay_min and pay_max, as quoted
    currency        string         of pay_min and pay_max, as quoted
    first_seen      date           posted, or the day of the capture
    last_seen       date           last seen at the source in this version
    closed_at       date           closed by the source
    valid_through   date           last day, by the source's own word
    language        string         as quoted
    reference       string         the employer's or agency's own name for the opening, as quoted
    capture         string         hash of the capture that it came from
    record          int32          its place in the capture, from 0
    ingest          int32          number of the ingest that read it, from 0; the later of two versions seen on the same day stands
    """,
)

SIGHTINGS = _table(
    "sightings",
    "Days on which an advert that was already known was seen again, unchanged.",
    """
    advert    int64   the advert
    content   int64   the version that was seen
    last_seen date    the day
    capture   string  hash of the capture that it was seen in
    """,
)

SIGNATURES = _table(
    "signatures",
    "What is kept of the text of each version of an advert to find others like it.",
    """
    content   int64        the version
    node      int64        hash of all that the columns below say, equal for versions that they do not tell apart; null where the text is too short
    text      int64        hash of the text's letters and digits; null where it is too short
    headed    boolean      whether the headline is the first line of the text
    shingles  int32        five words in a row, without boilerplate
    sketch    binary       MinHash of the shingles, 8 bits a slot; null where the text is too short
    bands     array<int64> hashes of parts of the sketch, of which texts that are alike have some in common
    keys      array<int64> hashes of its first letters, and of headline and employer, likewise
    told      int64        hash of the words of the headline that say which job it is; null where there are none
    letters   int32        letters and digits of the text
    cut       boolean      whether it is an excerpt: short, with an ellipsis before or behind it
    starts    array<int64> hashes of its first letters and digits, 96, 160, 224 and so on of them
    reference string       the advertiser's own name for the opening, as the source or the text says it
    employer_bits int64    stands for the words of the employer's name, see naming.employer_bits; 0 where nobody is named
    """,
)

TEXTS = _table(
    "texts",
    "By what the text of each version of an advert is known among all others.",
    """
    content   int64 the version
    node      int64 as in nodes; null where the text is too short
    text_hash int64 as in readings, where the text is too short; null where it is not
    """,
)

NODES = _table(
    "nodes",
    "The signatures with the places named beside them, each once.",
    """
    node    int64        as in signatures, changed by the places
    text    int64        as in signatures
    sketch  binary       as in signatures
    letters int32        as in signatures
    starts  array<int64> as in signatures
    employer_bits int64  as in signatures
    """,
)

KEYS = _table(
    "keys",
    "By what nodes that may be alike are found.",
    """
    node int64 the node
    key  int64 what others may have too
    """,
)

PAIRS = _table(
    "pairs",
    "Nodes whose texts are alike.",
    """
    low        int64   one node
    high       int64   the other, a larger number
    similarity float64 estimated share of the shingles of both that both have
    begins     boolean whether one, which was cut short, is how the other begins
    """,
)

ENDED = _table(
    "ended",
    "Pairs all of whose common keys became crowds after they were found.",
    """
    low  int64 as in pairs
    high int64 as in pairs
    """,
)

CROWDS = _table(
    "crowds",
    "Keys that so many nodes have that they say nothing.",
    """
    key int64 the key
    """,
)

LIVES = _table(
    "lives",
    "Versions under a source's id that it had used for another vacancy long before.",
    """
    content int64 the version
    advert  int64 the advert that it is a version of: the content hash of the first version of the new vacancy
    """,
)

JOINED = _table(
    "joined",
    "Adverts that are the same opening as an earlier one, and why.",
    """
    advert     int64   the advert
    head       int64   the earliest advert of its vacancy
    other      int64   the earlier advert of the vacancy that it is most alike
    reason     string  the same text, a similar text or the beginning of the text
    similarity float64 estimated share of the shingles of both texts that both have; 1 for the same text
    """,
)

ABSENCES = _table(
    "absences",
    "When an advert of a source was gone, by the day on which it was last seen: two complete rounds later.",
    """
    source  string  the source
    since   date    last seen on this day or later
    until   date    last seen before this day, on which it was absent for the first time
    gone_at date    the day on which it was absent for the second time
    """,
)

_FACETS = """
    seniority         array<string>  trainee to chief, as the title says it
    contract_kind     string         fixed term, temporary, freelance, internship and so on; null where none is named
    ir35              string         inside, outside or undetermined; null where IR35 is not spoken of
    clearance         array<string>  security clearances asked for: SC, DV, BPSS and so on
    clearance_need    string         held (on the first day), eligible or desirable; null where the advert does not say
    office_days_low   float64        days a week in the office, where the work is hybrid
    office_days_high  float64        the same, at most
    remote_limits     array<string>  slugs of the places where those who work remotely have to be
"""

READINGS = _table(
    "readings",
    "What was read in each version of an advert, with one set of reference data.",
    """
    advert            int64          the advert
    content           int64          the version
    text_hash         int64          hash of the folded title and description, equal for identical texts; null where a headline is all that is known
    employer_key      string         the employer's name folded for comparison; null where unknown
    title_term        string         slug of the Job Title that the headline chiefly names
    terms             array<string>  slugs of the terms found, each once, sorted
    words             array<string>  of each of these terms, in their order, the first words that name it
    places            array<string>  slugs of the places named, without ancestors, sorted
    employment_type   string         permanent or contract; null where the advert does not say
    work_mode         string         onsite, hybrid or remote; null where the advert does not say
    pay_unit          string         annual, daily or hourly; null where no pay is quoted
    pay_low           float64        in pay_currency per pay_unit
    pay_high          float64        in pay_currency per pay_unit
    pay_currency      string         ISO 4217
    pay_basis         string         as quoted, monthly × 12 or weekly × 52
    pay_text          string         the words that quote it
    """
    + _FACETS
    + """
    issues            array<string>  what is odd in it, such as pay that nobody is paid; short fixed sentences, sorted
    """,
)

# -- in an edition --------------------------------------------------------------------------------------------------

VACANCIES = _table(
    "vacancies",
    "Vacancies first seen on or before the edition's day.",
    """
    vacancy          int32          number of the vacancy in this edition, from 0, by first day and name
    vacancy_id       string         lasting name of the vacancy
    employment_type  string         permanent or contract
    work_mode        string         onsite, hybrid or remote; null where unknown
    first_seen       date           earliest day on which one of its adverts was seen
    last_seen        date           latest day on which one of its adverts was seen
    live             boolean        open on the edition's day
    title            string         headline of its first advert
    employer         string         as quoted there
    employer_key     string         that name folded for comparison; null where unknown
    url              string         address of that advert
    places           array<string>  slugs of the places named by its adverts, without ancestors, work-from-home among them for remote and hybrid work
    terms            array<string>  slugs of the terms that it matches
    words            array<string>  of each of these terms, in their order, the words in its earliest advert that name it; null or empty where they may not be told
    recognised_title boolean        matches at least one Job Title
    pay_unit         string         annual, daily or hourly; null where no pay is quoted
    pay_low          float64        lower end of the pay
    pay_high         float64        upper end of the pay
    currency         string         ISO 4217
    pay_basis        string         as quoted, monthly × 12 or weekly × 52
    pay_text         string         the words that quote the pay
    adverts          int32          number of adverts judged to be this vacancy
    sources          array<string>  where they were published
    """
    + _FACETS,
    "first_seen vacancy_id",
)

MEMBERS = _table(
    "members",
    "The adverts of each vacancy that several adverts make.",
    """
    vacancy         int32         the vacancy
    turn            int32         number of the advert in its vacancy, from 0, the earliest first
    source          string        who published it
    id              string        its name there
    title           string        headline
    employer        string        as quoted
    places          array<string> slugs of the places named
    employment_type string        permanent or contract
    pay_text        string        the words that quote the pay
    first_seen      date          first day on which it was seen
    last_seen       date          last day on which it was seen
    url             string        its address
    joined_to       int32         turn of the advert that it is most alike; null for the first
    reason          string        why it was joined: the same text, a similar text or the beginning of the text
    similarity      float64       estimated share of the shingles of both texts that both have
    """,
    "vacancy turn",
)

TERMS = _table(
    "terms",
    "The taxonomy as used.",
    """
    term      int32   number of the term in this edition, from 0, in the order of names
    slug      string  lasting name
    name      string  as shown
    long_name string  written out
    category  string  one of the 19
    aliases   array<string> other ways to write it
    """,
    "term",
)

PLACES = _table(
    "places",
    "The gazetteer as used.",
    """
    place      int32          number of the place in this edition, from 0, in the order of names
    slug       string         lasting name
    name       string         as shown
    long_name  string         written out
    in_sentence string        with its article
    kind       string         country, region, county, town, grouping and so on
    parent     string         slug of the place above
    comparator string         slug of the place whose medians stand beside this one's
    path       array<string>  names from the country down to the place
    ancestors  array<string>  slugs of the places and groupings in which its vacancies also count
    aliases    array<string>  other names
    latitude   float64        degrees north of the middle of its postcode districts; null where none is known
    longitude  float64        degrees east of it
    """,
    "place",
)

PLACED = _table(
    "placed",
    "In which places each vacancy counts, ancestors and groupings included.",
    """
    place   int32  the place
    vacancy int32  the vacancy
    """,
    "place vacancy",
)

ASKED = _table(
    "asked",
    "Which terms each vacancy matches.",
    """
    term    int32  the term
    vacancy int32  the vacancy
    """,
    "term vacancy",
)

PERIODS = _table(
    "periods",
    "The periods of this edition: 6 and 3 months, now and one, two and three years earlier.",
    """
    months int8  length
    period int8  0 this one, 1 a year earlier, 2, 3
    start  date  first day
    end    date  last day
    """,
    "months period",
)

MONTH_ENDS = _table(
    "month_ends",
    "The months since the first data, each with the period that ends with it.",
    """
    months int8   length of the period
    month  string calendar month, 2025-11
    start  date   first day of the period
    end    date   its last day: the month's last, or the edition's day
    """,
    "months month",
)

MONTH_TOTALS = _table(
    "month_totals",
    "All vacancies of a type and place first seen in each month since the first data.",
    """
    employment_type string  permanent or contract
    place           int32   the place
    month           string  calendar month, 2025-11
    total           int64   vacancies
    """,
    "employment_type place month",
)

_CELL = """
    employment_type string  permanent or contract
    months          int8    length of the period
    place           int32   the place
"""

TOTALS = _table(
    "totals",
    "All vacancies of a type, place and period.",
    _CELL
    + """
    period          int8    0 this one, 1 a year earlier, 2, 3
    count           int64   vacancies
    """,
    "employment_type months place period",
)

CELLS = _table(
    "cells",
    "Vacancies of a type, place and period that match a term; a row where there is at least one.",
    _CELL
    + """
    term              int32   the term
    period            int8    0 this one, 1 a year earlier, 2, 3
    count             int64   vacancies
    rank              int64   dense rank by count over all terms of the same type, place and period, 1 = most
    rank_change       int64   last year's rank less this one; null when either is missing
    share_of_all      float64 count / all vacancies of the type, place and period
    share_of_category float64 count / vacancies matching any term of the term's category
    """,
    "employment_type months place term period",
)

_PAY = """
    unit            string  annual, daily or hourly
    quoted          int64   vacancies with a usable figure in this unit
    p10             float64 10th percentile of the lower points
    p25             float64 25th percentile of the lower points
    p50             float64 median of the middles
    p75             float64 75th percentile of the upper points
    p90             float64 90th percentile of the upper points
    p50_change      float64 median / last year's median - 1; null when either is missing
"""

CELL_PAY = _table(
    "cell_pay",
    "Pay quoted in a cell; a row where there is at least one figure in the unit.",
    _CELL
    + """
    term            int32   the term
    period          int8    0 this one, 1 a year earlier, 2, 3
    """
    + _PAY,
    "employment_type months place term period unit",
)

CATEGORY_CELLS = _table(
    "category_cells",
    "Vacancies of a type, place and period that match any term of a category (Job Titles: with a recognised title).",
    _CELL
    + """
    category        string  one of the 19
    period          int8    0 this one, 1 a year earlier, 2, 3
    count           int64   vacancies
    share_of_all    float64 count / all vacancies of the type, place and period
    """,
    "employment_type months place category period",
)

CATEGORY_PAY = _table(
    "category_pay",
    "Pay quoted in a category as a whole.",
    _CELL
    + """
    category        string  one of the 19
    period          int8    0 this one, 1 a year earlier, 2, 3
    """
    + _PAY,
    "employment_type months place category period unit",
)

CATEGORY_SAMPLES = _table(
    "category_samples",
    "Who stands behind the figures of a category, and which values bound its pay: without a unit, of all its vacancies.",
    _CELL
    + """
    category        string  one of the 19
    period          int8    0 this one, 1 a year earlier, 2, 3
    unit            string  annual, daily or hourly: of the vacancies that quote pay in it; null: of all
    n               int64   vacancies
    employers       int64   distinct employers among them; one that is not known counts as one of its own
    largest         int64   vacancies of the employer that has most
    squares         int64   sum over employers of the square of how many vacancies each has
    lower_low       array<float64> values of the lower points at the low ranks of P10 and P25; null without a unit
    lower_high      array<float64> the same at their high ranks
    middle_low      array<float64> values of the middles at the low ranks of P50 and of its standard error
    middle_high     array<float64> the same at their high ranks
    upper_low       array<float64> values of the upper points at the low ranks of P75 and P90
    upper_high      array<float64> the same at their high ranks
    """,
    "employment_type months place category period unit",
)

RANKS = _table(
    "ranks",
    "Which order statistics, counted from 1, bound percentiles of so many independent values; null where none do.",
    """
    effective       int64          number of independent values
    lower_low       array<int64>   the low ranks of P10 and P25
    lower_high      array<int64>   their high ranks
    middle_low      array<int64>   the low ranks of P50 and of its standard error
    middle_high     array<int64>   their high ranks
    upper_low       array<int64>   the low ranks of P75 and P90
    upper_high      array<int64>   their high ranks
    """,
    "effective",
)

LIVE = _table(
    "live",
    "Live vacancies of a type and place that match a term, whenever first seen.",
    """
    employment_type string  permanent or contract
    place           int32   the place
    term            int32   the term
    live            int64   vacancies
    """,
    "employment_type place term",
)

# What vacancies, terms and places say already: not kept, but asked for by their queries.
MEMBERSHIPS = (PLACED, ASKED)
EDITION = (
    VACANCIES, MEMBERS, TERMS, PLACES, PERIODS, MONTH_ENDS, TOTALS, CELLS, CELL_PAY, CATEGORY_CELLS,
    CATEGORY_PAY, LIVE, MONTH_TOTALS, CATEGORY_SAMPLES, RANKS,
)  # fmt: skip

# -- of figures, as files -------------------------------------------------------------------------------------------

_SOURCE = """
    edition         string  id of the edition
    note            string  what must be said of its data (synthetic data); null for ordinary ones
"""

INDEX_ROWS = _table(
    "index",
    "The terms with a vacancy in the period, of a type and place.",
    """
    rank            int64   dense rank by count over all terms of the same type, place and period, 1 = most
    rank_change     int64   last year's rank less this one; null when either is missing
    term            string  name of the term
    slug            string  lasting name of the term
    category        string  one of the 19
    p50             float64 median pay, a year's of permanent and a day's of contract vacancies
    p50_change      float64 median / last year's median - 1; null when either is missing
    count           int64   vacancies
    share_of_all    float64 count / all vacancies of the type, place and period
    live            int64   live vacancies, whenever first seen
    """
    + _SOURCE,
    "rank slug",
)

PAGE_FIGURES = _table(
    "page",
    "Every figure of a page but its charts: a row each.",
    """
    part            string  what it is of: term, category, all, place (within), cooccurring (terms that go with it)
    name            string  which of them
    unit            string  annual, daily or hourly, of figures of pay
    figure          string  which figure
    period_start    date    first day of its period
    period_end      date    last day of its period
    value           float64 the figure, true and unrounded; shares and changes as fractions
    measure         string  id of the definition that says what it means
    """
    + _SOURCE,
)

SERIES = _table(
    "series",
    "A page's months.",
    """
    month           string  calendar month, 2025-11
    count           int64   vacancies first seen in the month
    share           float64 count / all vacancies of the month; null in months without any
    """
    + "".join(
        f"""
    {unit}_{name}   float64 {name} of {unit} pay in the period that ends with the month; null where there is none"""
        for unit in ("annual", "daily", "hourly")
        for name in ("p10", "p25", "p50", "p75", "p90")
    )
    + _SOURCE,
    "month",
)
