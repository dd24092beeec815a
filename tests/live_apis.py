"""Servers that answer as the APIs of live sources do: their shapes and their paging, with invented adverts."""

import json
from collections.abc import Callable
from html import escape

from loopback import Got, http

TEXT = "We look for somebody who knows Python and PostgreSQL, to build services in Leeds with a team of six."
Site = Callable[[Got], bytes]


def _json(value: object, **headers: str) -> bytes:
    return http(200, json.dumps(value), Content_Type="application/json", **headers)


def _slice(count: int, start: int, each: int) -> range:
    return range(count)[start : start + each]


def greenhouse(count: int) -> Site:
    def site(got: Got) -> bytes:
        jobs = [
            {
                "id": n,
                "title": f"Python Developer {n}",
                "content": f"&lt;p&gt;{TEXT}&lt;/p&gt;",
                "location": {"name": "Leeds"},
                "absolute_url": f"https://boards.greenhouse.io/acme/jobs/{n}",
                "updated_at": "2026-02-01T10:00:00-05:00",
            }
            for n in range(count)
        ]
        return _json({"jobs": jobs, "meta": {"total": count}})

    return site


def lever(count: int) -> Site:
    def site(got: Got) -> bytes:
        rows = _slice(count, int(got.query["skip"]), int(got.query["limit"]))
        return _json(
            [
                {
                    "id": f"id-{n}",
                    "text": f"Python Developer {n}",
                    "descriptionPlain": TEXT,
                    "description": TEXT,
                    "categories": {"location": "Leeds", "commitment": "Permanent"},
                    "createdAt": 1_770_000_000_000,
                    "hostedUrl": f"https://jobs.lever.co/acme/{n}",
                }
                for n in rows
            ]
        )

    return site


def ashby(count: int) -> Site:
    return lambda got: _json(
        {
            "apiVersion": "1",
            "jobs": [
                {
                    "id": f"id-{n}",
                    "title": f"Python Developer {n}",
                    "location": "Leeds",
                    "isListed": True,
                    "descriptionPlain": TEXT,
                    "descriptionHtml": TEXT,
                    "publishedAt": "2026-02-01T10:00:00.000+00:00",
                    "employmentType": "FullTime",
                    "jobUrl": f"https://jobs.ashbyhq.com/acme/{n}",
                }
                for n in range(count)
            ],
        }
    )


def workable(count: int) -> Site:
    return lambda got: _json(
        {
            "name": "Acme",
            "description": "",
            "jobs": [
                {
                    "title": f"Python Developer {n}",
                    "shortcode": f"S{n}",
                    "description": TEXT,
                    "city": "Leeds",
                    "country": "United Kingdom",
                    "published_on": "2026-02-01",
                    "url": f"https://apply.workable.com/j/S{n}",
                }
                for n in range(count)
            ],
        }
    )


def smartrecruiters(count: int) -> Site:
    def site(got: Got) -> bytes:
        entry = {
            "location": {"city": "Leeds", "country": "gb"},
            "company": {"name": "Acme", "identifier": "acme"},
            "releasedDate": "2026-02-01T10:00:00.000Z",
        }
        last = got.path.rsplit("/", 1)[1]
        if last != "postings":
            sections = {"jobDescription": {"title": "Job", "text": TEXT}}
            return _json({"id": last, "name": f"Python Developer {last}", "jobAd": {"sections": sections}} | entry)
        rows = _slice(count, int(got.query["offset"]), int(got.query["limit"]))
        content = [{"id": str(7000 + n), "name": f"Python Developer {n}"} | entry for n in rows]
        return _json({"offset": int(got.query["offset"]), "limit": 100, "totalFound": count, "content": content})

    return site


def recruitee(count: int) -> Site:
    return lambda got: _json(
        {
            "offers": [
                {
                    "id": n,
                    "title": f"Python Developer {n}",
                    "description": TEXT,
                    "requirements": "",
                    "location": "Leeds",
                    "published_at": "2026-02-01 10:00:00 UTC",
                    "careers_url": f"https://acme.recruitee.com/o/{n}",
                    "company_name": "Acme",
                    "status": "published",
                }
                for n in range(count)
            ]
        }
    )


def personio(count: int) -> Site:
    rows = "".join(
        f"<position><id>{n}</id><name>Python Developer {n}</name><office>Leeds</office>"
        f"<jobDescriptions><jobDescription><name>Role</name><value><![CDATA[<p>{TEXT}</p>]]></value></jobDescription></jobDescriptions>"
        f"<createdAt>2026-02-01T10:00:00+00:00</createdAt></position>"
        for n in range(count)
    )
    return lambda got: http(200, f"<?xml version='1.0'?><workzag-jobs>{rows}</workzag-jobs>", Content_Type="text/xml")


def teaching_vacancies(count: int) -> Site:
    def site(got: Got) -> bytes:
        page = int(got.query["page"])
        pages = -(-count // 100)
        data = [
            {
                "@context": "http://schema.org",
                "@type": "JobPosting",
                "title": f"Network Manager {n}",
                "description": TEXT,
                "datePosted": "2026-02-01T10:00:00+00:00",
                "jobLocation": {"address": {"addressLocality": "Leeds"}},
                "hiringOrganization": {"name": "A School"},
                "url": f"https://teaching-vacancies.service.gov.uk/jobs/{n}",
            }
            for n in _slice(count, page * 100 - 100, 100)
        ]
        return _json(
            {
                "info": {"title": "GOV UK Teaching Vacancies"},
                "openapi": "3.0.0",
                "data": data,
                "links": {},
                "meta": {"totalPages": pages, "count": count},
            }
        )

    return site


def nhs_jobs(count: int) -> Site:
    def site(got: Got) -> bytes:
        page, pages = int(got.query["page"]), -(-count // 100)
        rows = "".join(
            f"<vacancyDetails><id>{n}</id><reference>R{n}</reference><title>Data Analyst {n}</title>"
            f"<description>{TEXT}</description><employer>A Trust</employer><type>Permanent</type>"
            f"<salary>£40,000 a year</salary><postDate>2026-02-01T10:00:00</postDate>"
            f"<locations><location>Leeds, LS1 4DY</location></locations><url>https://www.jobs.nhs.uk/{n}</url></vacancyDetails>"
            for n in _slice(count, page * 100 - 100, 100)
        )
        start = f"<nhsJobs><totalPages>{pages}</totalPages><totalResults>{count}</totalResults>"
        return http(200, f"{start}{rows}</nhsJobs>", Content_Type="application/xml")

    return site


def adzuna(count: int) -> Site:
    def site(got: Got) -> bytes:
        assert (got.query["app_id"], got.query["app_key"]) == ("an-id", "a-key")
        rows = _slice(count, int(got.path.rsplit("/", 1)[1]) * 50 - 50, 50)
        results = [
            {
                "id": str(n),
                "title": f"Python Developer {n}",
                "description": TEXT,
                "created": "2026-02-01T10:00:00Z",
                "redirect_url": f"https://www.adzuna.co.uk/{n}",
                "location": {"display_name": "Leeds", "area": ["UK", "Leeds"]},
                "company": {"display_name": "Acme"},
                "salary_is_predicted": "0",
            }
            for n in rows
        ]
        return _json({"count": count, "results": results})

    return site


def reed(count: int) -> Site:
    def site(got: Got) -> bytes:
        assert got.headers["authorization"].startswith("Basic ")
        rows = _slice(count, int(got.query["resultsToSkip"]), int(got.query["resultsToTake"]))
        results = [
            {
                "jobId": n,
                "employerName": "Acme",
                "jobTitle": f"Python Developer {n}",
                "locationName": "Leeds",
                "minimumSalary": None,
                "maximumSalary": None,
                "currency": "GBP",
                "date": "01/02/2026",
                "jobDescription": TEXT,
                "jobUrl": f"https://www.reed.co.uk/jobs/{n}",
            }
            for n in rows
        ]
        return _json({"results": results, "totalResults": count})

    return site


def hacker_news(count: int) -> Site:
    def site(got: Got) -> bytes:
        if "author_whoishiring" in got.query["tags"]:
            titles = [
                "Who wants to be hired? (March 2026)",
                "Who is hiring? (March 2026)",
                "Who is hiring? (February 2026)",
            ]
            hits = [{"objectID": str(at), "title": f"Ask HN: {title}"} for at, title in enumerate(titles)]
            return _json({"hits": hits, "nbPages": 1})
        thread = got.query["tags"].rsplit("_", 1)[1]
        newest = int(got.query.get("numericFilters", f"created_at_i<={count - 1}").rpartition("=")[2])
        hits = [
            {
                "objectID": f"{thread}{n:05}",
                "author": "somebody",
                "comment_text": f"Acme {n} | Python Developer | Leeds<p>{TEXT}",
                "created_at": "2026-02-01T10:00:00Z",
                "created_at_i": n,
                "parent_id": int(thread),
                "story_id": int(thread),
            }
            for n in range(newest, max(-1, newest - 1000), -1)
        ]
        return _json({"hits": hits, "nbPages": 1, "page": 0})

    return site


def arbeitnow(count: int) -> Site:
    def site(got: Got) -> bytes:
        page = int(got.query["page"])
        data = [
            {
                "slug": f"job-{n}",
                "company_name": "Acme",
                "title": f"Python Developer {n}",
                "description": TEXT,
                "remote": False,
                "url": f"https://www.arbeitnow.com/{n}",
                "tags": [],
                "job_types": [],
                "location": "Leeds",
                "created_at": 1_770_000_000,
            }
            for n in _slice(count, page * 100 - 100, 100)
        ]
        return _json({"data": data, "links": {"next": "?page=" if page * 100 < count else None}, "meta": {}})

    return site


def remotive(count: int) -> Site:
    jobs = [
        {
            "id": n,
            "url": f"https://remotive.com/{n}",
            "title": f"Python Developer {n}",
            "company_name": "Acme",
            "category": "Software",
            "job_type": "full_time",
            "publication_date": "2026-02-01T10:00:00",
            "candidate_required_location": "UK",
            "salary": "",
            "description": TEXT,
        }
        for n in range(count)
    ]
    return lambda got: _json({"0-legal-notice": "…", "job-count": count, "jobs": jobs})


def remote_ok(count: int) -> Site:
    jobs = [
        {
            "id": str(n),
            "slug": f"s{n}",
            "epoch": 1_770_000_000,
            "date": "2026-02-01T10:00:00+00:00",
            "company": "Acme",
            "position": f"Python Developer {n}",
            "tags": ["python"],
            "description": TEXT,
            "location": "UK",
            "salary_min": 0,
            "salary_max": 0,
            "url": f"https://remoteok.com/{n}",
        }
        for n in range(count)
    ]
    return lambda got: _json([{"legal": "Please link back."}, *jobs])


def jobicy(count: int) -> Site:
    jobs = [
        {
            "id": n,
            "url": f"https://jobicy.com/{n}",
            "jobTitle": f"Python Developer {n}",
            "companyName": "Acme",
            "jobIndustry": ["Dev"],
            "jobType": ["full-time"],
            "jobGeo": "UK",
            "jobLevel": "Any",
            "jobExcerpt": "",
            "jobDescription": TEXT,
            "pubDate": "2026-02-01 10:00:00",
        }
        for n in range(count)
    ]
    return lambda got: _json({"apiVersion": "2", "jobCount": count, "jobs": jobs})


def himalayas(count: int) -> Site:
    def site(got: Got) -> bytes:
        start = int(got.query.get("cursor", 0))
        jobs = [
            {
                "title": f"Python Developer {n}",
                "excerpt": "",
                "companyName": "Acme",
                "employmentType": "Full Time",
                "locationRestrictions": ["United Kingdom"],
                "description": TEXT,
                "pubDate": 1_770_000_000,
                "applicationLink": f"https://himalayas.app/{n}",
                "guid": f"https://himalayas.app/{n}",
            }
            for n in _slice(count, start, 20)
        ]
        more = {"nextCursor": str(start + 20)} if start + 20 < count else {}
        return _json({"jobs": jobs, "totalCount": count} | more)

    return site


def the_muse(count: int) -> Site:
    def site(got: Got) -> bytes:
        page = int(got.query["page"])
        results = [
            {
                "id": n,
                "name": f"Python Developer {n}",
                "contents": TEXT,
                "type": "external",
                "company": {"name": "Acme"},
                "publication_date": "2026-02-01T10:00:00Z",
                "locations": [{"name": "Leeds, United Kingdom"}],
                "levels": [],
                "refs": {"landing_page": f"https://www.themuse.com/{n}"},
            }
            for n in _slice(count, page * 20, 20)
        ]
        return _json({"page": page, "page_count": -(-count // 20), "total": count, "results": results})

    return site


def usajobs(count: int) -> Site:
    def site(got: Got) -> bytes:
        assert (got.headers["authorization-key"], got.headers["user-agent"]) == ("a-key", "me@example.org")
        items = [
            {
                "MatchedObjectId": str(n),
                "MatchedObjectDescriptor": {
                    "PositionID": f"P{n}",
                    "PositionTitle": f"IT Specialist {n}",
                    "PositionURI": f"https://www.usajobs.gov/{n}",
                    "OrganizationName": "An Agency",
                    "QualificationSummary": TEXT,
                    "PublicationStartDate": "2026-02-01",
                    "PositionLocation": [{"LocationName": "Boston, Massachusetts"}],
                    "PositionRemuneration": [],
                    "UserArea": {"Details": {"JobSummary": TEXT}},
                },
            }
            for n in _slice(count, int(got.query["Page"]) * 250 - 250, 250)
        ]
        result = {
            "SearchResultItems": items,
            "SearchResultCountAll": count,
            "UserArea": {"NumberOfPages": str(-(-count // 250))},
        }
        return _json({"SearchResult": result})

    return site


def jobtech(count: int) -> Site:
    def site(got: Got) -> bytes:
        day = got.query["updated-after"][8:10]
        rows = [
            {
                "id": f"{day}{n}",
                "headline": f"Python Developer {n}",
                "description": {"text": TEXT},
                "publication_date": "2026-02-01T10:00:00",
                "employer": {"name": "Acme"},
                "removed": False,
                "workplace_address": {"municipality": "Stockholm"},
                "webpage_url": f"https://arbetsformedlingen.se/{n}",
            }
            for n in range(count)
        ]
        return http(200, "\n".join(map(json.dumps, rows)), Content_Type="application/jsonl")

    return site


def feed(count: int) -> Site:
    items = "".join(
        f"<item><guid>g{n}</guid><title>Python Developer {n}</title><link>https://jobs.example.net/{n}</link>"
        f"<pubDate>Sun, 01 Feb 2026 10:00:00 GMT</pubDate><description>{escape(TEXT)}</description></item>"
        for n in range(count)
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Jobs</title>{items}</channel></rss>'
    return lambda got: http(200, body, Content_Type="application/rss+xml")


def pages(count: int) -> Site:
    """/sitemap.xml and the pages that it lists."""

    def site(got: Got) -> bytes:
        here = f"http://{got.headers['host']}"
        if got.path == "/sitemap.xml":
            return http(200, f"<sitemapindex><sitemap><loc>{here}/jobs.xml</loc></sitemap></sitemapindex>")
        if got.path == "/jobs.xml":
            rows = "".join(f"<url><loc>{here}/jobs/{n}</loc><lastmod>2026-02-01</lastmod></url>" for n in range(count))
            return http(200, f"<urlset><url><loc>{here}/about</loc></url>{rows}</urlset>")
        posting = {
            "@context": "https://schema.org",
            "@type": "JobPosting",
            "title": f"Python Developer {got.path[6:]}",
            "description": TEXT,
            "datePosted": "2026-02-01",
            "hiringOrganization": {"@type": "Organization", "name": "Acme"},
            "jobLocation": {"@type": "Place", "address": "Leeds"},
        }
        script = f'<script type="application/ld+json">{json.dumps(posting)}</script>'
        return http(200, f"<!doctype html><html><head>{script}</head><body></body></html>", Content_Type="text/html")

    return site
