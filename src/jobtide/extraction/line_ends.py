"""Line ends that were lost: "SQLComfortable with", "experience in PythonStrong", "environmentSQL".

Boards that take the markup out of an advert glue the last word of a line to the first one of the next. Whether two
words are one name (JavaScript, PowerShell, GitHub) no letter tells, so they are parted only where the second is a word
with which lines of adverts begin, or the first one with which they end, and no name is written so.
"""

import re
from collections.abc import Iterator

# The words with which lines begin, whatever stands glued before them.
_BEGINNING = """
    Experience Experienced Strong What Ability Excellent Knowledge Proven Exposure Provide Providing Must
    Understanding Collaborate Collaborating Collaborative Familiarity Familiar Salary Benefits Required Requirements
    Desirable Desired Desire Ensure Ensuring Contribute Contributing Qualifications Solid Identify Competitive
    Comfortable Your Our Why Implement Implementing Bachelor Bachelors Minimum Essential Demonstrated Demonstrable
    Demonstrate Produce Able Proficiency Proficient Perform Highly Participate Education Supporting Develop
    Developing Expertise Previous Conduct Deliver Delivering Additional Establish Communicate Extensive Translate
    Interested Oversee Enhanced Ideally Proactive Proactively Opportunity Opportunities Troubleshoot Skilled Using
    With Responsible Responsibilities Significant Managing Several Prior Willingness Genuine Passion Practical
    Maintaining Maintain Improve Improving Optimise Optimize Analyse Analyze Understand We You If This Please Good
    Hands Mentor Mentoring Documenting Utilise Utilize Overview Certifications Degree Advanced Flexible Hybrid
    Assist Duration Expert Preferred Attention Participating Nice The They Relevant
"""
# The words with which lines end, before anything that has a capital; headings among them.
_ENDING = """
    skills experience experiences environment environments solutions teams development requirements required projects
    preferred practices applications stakeholders standards technologies management plus processes issues opportunities
    products platforms techniques testing pipelines analysis programmes delivery strategies architecture clients
    implementation frameworks initiatives knowledge desirable desired essential advantageous advantage understanding
    capability capabilities outcomes databases customers methodologies insights principles procedures responsibilities
    workflows documentation specifications algorithms equivalent certification certifications architectures deployment
    background patterns analytics automation governance including using
    Responsibilities Requirements Qualifications Description Overview Summary Benefits
    Administrator Analyst Architect Consultant Designer Developer Engineer Manager Tester
"""
BEGINNING, ENDING = frozenset(_BEGINNING.split()), frozenset(_ENDING.split())
_LONGEST = max(map(len, BEGINNING | ENDING))
# A capital behind a small letter, or behind a capital or digit and before a small letter. What stands before it is
# asked for last, since capitals alone are found five times as fast.
_TURN = re.compile(r"[A-Z](?:(?<=[a-z][A-Z])|(?<=[A-Z0-9][A-Z])(?=[a-z]))")
_NEXT = re.compile(r"[A-Z][a-z]++(?![^\x00-\x7f])")
_LAST = re.compile(r"(?<![^\x00-/:-@\[-`{-\x7f])[A-Za-z][a-z]+\Z")


def lost_line_ends(cased: str) -> Iterator[int]:
    """Where in a text, folded but for its case, a line end belongs between two letters.

    >>> list(lost_line_ends("JavaScript and SQLComfortable with environmentJava"))
    [18, 46]
    """
    for turn in _TURN.finditer(cased):
        at = turn.start()
        following = _NEXT.match(cased, at)
        if following and following[0] in BEGINNING:
            yield at
        elif cased[at - 1].islower():
            before = _LAST.search(cased, max(0, at - _LONGEST), at)
            if before and before[0] in ENDING:
                yield at
