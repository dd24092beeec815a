"""How much could be read in the vacancies of an edition, and what was odd in its adverts."""


def recognised(vacancies):
    """One row: the number of vacancies, and the shares with a recognised title, a place, a term, pay and work mode."""
    found = vacancies
    return found.agg(
        vacancies=found.count(),
        first_seen=found.first_seen.min(),
        share_contract=(found.employment_type == "contract").mean(),
        share_recognised_title=found.recognised_title.mean(),
        share_place=(found.places.length() > 0).mean(),
        share_term=(found.terms.length() > 0).mean(),
        share_pay=found.pay_unit.notnull().mean(),
        share_work_mode=found.work_mode.notnull().mean(),
        share_live=found.live.mean(),
    )


def issues(adverts, readings):
    """(issue, adverts): how many adverts have each oddity, by its reason."""
    odd = adverts.join(readings.select("content", "issues"), "content").select(issue=lambda read: read.issues.unnest())
    return odd.group_by("issue").agg(adverts=odd.count()).order_by("issue")
