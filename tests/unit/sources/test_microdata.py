"""Things that a page describes by attributes, in the shape of JSON-LD."""

from selectolax.lexbor import LexborHTMLParser

from jobtide.sources.microdata import things

POSTING = """
<div itemscope itemtype="http://schema.org/JobPosting">
  <h1 itemprop="title">Test <b>Engineer</b></h1>
  <meta itemprop="datePosted" content="2026-03-01">
  <time itemprop="validThrough" datetime="2026-04-01">1 April</time>
  <a itemprop="url" href="/jobs/7">Apply</a>
  <data itemprop="identifier" value="7">seven</data>
  <span itemprop="employmentType" content="FULL_TIME">Permanent</span>
  <div itemprop="description"><p>One.</p><p>Two.</p></div>
  <div itemprop="hiringOrganization employer" itemscope itemtype="http://schema.org/Organization">
    <span itemprop="name">Acorn</span><img itemprop="logo" src="a.png"></div>
  <div itemprop="jobLocation" itemscope itemtype="http://schema.org/Place">
    <div itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">
      <span itemprop="addressLocality">Leeds</span></div></div>
</div>"""


def found(page: str) -> list[dict]:
    return list(things(LexborHTMLParser(page), "JobPosting"))


def test_properties_are_read_from_where_each_element_keeps_them():
    (posting,) = found(POSTING)
    assert posting == {
        "@type": ["http://schema.org/JobPosting"],
        "title": ["Test Engineer"],
        "datePosted": ["2026-03-01"],
        "validThrough": ["2026-04-01"],
        "url": ["/jobs/7"],
        "identifier": ["7"],
        "employmentType": ["FULL_TIME", "Permanent"],
        "description": ['<div itemprop="description"><p>One.</p><p>Two.</p></div>'],
        "hiringOrganization": [
            {"@type": ["http://schema.org/Organization"], "name": ["Acorn"], "logo": ["a.png"]},
        ],
        "employer": [{"@type": ["http://schema.org/Organization"], "name": ["Acorn"], "logo": ["a.png"]}],
        "jobLocation": [
            {
                "@type": ["http://schema.org/Place"],
                "address": [{"@type": ["http://schema.org/PostalAddress"], "addressLocality": ["Leeds"]}],
            }
        ],
    }


def test_a_page_of_several_gives_each_and_none_of_those_inside_another():
    inner = (
        '<div itemprop="related" itemscope itemtype="http://schema.org/JobPosting"><i itemprop=title>Similar</i></div>'
    )
    one = f'<div itemscope itemtype="https://schema.org/JobPosting"><b itemprop=title>One</b>{inner}</div>'
    listed = '<li itemprop=item itemscope itemtype="https://schema.org/JobPosting"><b itemprop=title>Two</b></li>'
    page = one + f'<ul itemscope itemtype="https://schema.org/ItemList">{listed}</ul>'
    assert [posting["title"] for posting in found(page)] == [["One"], ["Two"]]


def test_properties_that_stand_elsewhere_are_found_by_reference():
    page = """<p id=place><span itemprop=jobLocation>Leeds</span></p>
    <div itemscope itemtype="http://schema.org/JobPosting" itemref="place nowhere"><b itemprop=title>One</b></div>"""
    assert found(page)[0]["jobLocation"] == ["Leeds"]


def test_a_posting_that_ends_before_its_properties_keeps_them():
    page = """<ul itemscope itemtype="http://schema.org/BreadcrumbList"><li itemprop=name>Jobs</li></ul>
    <article itemscope itemtype="http://schema.org/JobPosting"></article><h1 itemprop=title>One</h1>
    <p itemprop=hiringOrganization itemscope><b itemprop=name>Acorn</b></p>"""
    (posting,) = found(page)
    assert posting["title"] == ["One"]
    assert posting["hiringOrganization"][0]["name"] == ["Acorn"]
    assert "name" not in posting


def test_rdfa_lite_is_read_alike():
    page = """<div vocab="http://schema.org/" typeof="JobPosting" resource="#job"><b property="schema:title">One</b>
    <p property="hiringOrganization" typeof="Organization"><i property=name>Acorn</i></p></div>"""
    (posting,) = found(page)
    assert (posting["title"], posting["@id"]) == (["One"], "#job")
    assert posting["hiringOrganization"][0]["name"] == ["Acorn"]
