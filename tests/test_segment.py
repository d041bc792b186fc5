"""Free text -> entries: layouts people use, each read as title, employer, place and dates."""

from __future__ import annotations

import pytest
from careers import AS_OF

from xpcalc import Assessment, assess
from xpcalc.rulebook import Rulebook

Names = list[tuple[str | None, str | None, str]]


def names(text: str, rulebook: Rulebook) -> Names:
    return [(h.title, h.employer, h.written) for h in read(text, rulebook).positions]


def read(text: str, rulebook: Rulebook) -> Assessment:
    return assess(text.encode(), name="cv.txt", as_of=AS_OF, rulebook=rulebook)


EXPECTED: Names = [
    ("Support Team Lead", "Brightmoor Ltd", "Apr 2021 – Present"),
    ("Support Agent", "Quillfern Ltd", "Jan 2020 – Mar 2021"),
]

LAYOUTS = {
    "title, employer, dates": """
Support Team Lead
Brightmoor Ltd
Apr 2021 – Present
- Led a team of six agents
Support Agent
Quillfern Ltd
Jan 2020 – Mar 2021
- Answered tickets
""",
    "employer, title, dates": """
Brightmoor Ltd
Support Team Lead
Apr 2021 – Present
- Led a team of six agents

Quillfern Ltd
Support Agent
Jan 2020 – Mar 2021
- Answered tickets
""",
    "dates first": """
Apr 2021 – Present
Support Team Lead
Brightmoor Ltd
- Led a team of six agents

Jan 2020 – Mar 2021
Support Agent
Quillfern Ltd
- Answered tickets
""",
    "one line with bars": """
Support Team Lead | Brightmoor Ltd | Apr 2021 – Present
- Led a team of six agents

Support Agent | Quillfern Ltd | Jan 2020 – Mar 2021
- Answered tickets
""",
    "one line with commas": """
Support Team Lead, Brightmoor Ltd, Apr 2021 – Present
- Led a team of six agents

Support Agent, Quillfern Ltd, Jan 2020 – Mar 2021
- Answered tickets
""",
    "at": """
Support Team Lead at Brightmoor Ltd (Apr 2021 – Present)
- Led a team of six agents

Support Agent at Quillfern Ltd (Jan 2020 – Mar 2021)
- Answered tickets
""",
    "dates at the right": """
Support Team Lead                                  Apr 2021 – Present
Brightmoor Ltd
- Led a team of six agents

Support Agent                                     Jan 2020 – Mar 2021
Quillfern Ltd
- Answered tickets
""",
    "dates in brackets, no bullets": """
Support Team Lead (Apr 2021 – Present)
Brightmoor Ltd

Support Agent (Jan 2020 – Mar 2021)
Quillfern Ltd
""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(layout: str, rulebook: Rulebook) -> None:
    text = f"Nora Whitcombe\n\nWORK EXPERIENCE\n{LAYOUTS[layout]}\nEDUCATION\n\nBA, University of Leeds, 2016 – 2019\n"
    assert names(text, rulebook) == EXPECTED


def test_several_positions_under_one_employer(rulebook: Rulebook) -> None:
    text = """Nora Whitcombe

WORK EXPERIENCE

Ravenshore Software Ltd

Product Manager
March 2020 – October 2024
- Owned the billing product

Business Analyst
July 2016 – February 2020
- Wrote requirements
"""
    assert names(text, rulebook) == [
        ("Product Manager", "Ravenshore Software Ltd", "March 2020 – October 2024"),
        ("Business Analyst", "Ravenshore Software Ltd", "July 2016 – February 2020"),
    ]


@pytest.mark.parametrize(
    "section",
    [
        "EDUCATION\n\nBA in Linguistics\nUniversity of Leeds\n2009 – 2012",
        "CERTIFICATIONS\n\nScrum Master\nScrum Guild\nMay 2018 – May 2020",
        "PROJECTS\n\nSupport bot\nJan 2017 – Dec 2018",
        "PUBLICATIONS\n\nOn tickets, Journal of Queues, 2015 – 2016",
        "REFERENCES\n\nJane Whitlock, Manager at Tallow & Reed, 2012 – 2019",
    ],
    ids=lambda section: section.split("\n")[0],
)
@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_other_sections_are_no_jobs(section: str, first: bool, rulebook: Rulebook) -> None:
    jobs = "WORK EXPERIENCE\n\nSupport Agent\nQuillfern Ltd\nJan 2020 – Mar 2021\n- Answered tickets"
    text = "Nora Whitcombe\n\n" + "\n\n".join([section, jobs] if first else [jobs, section]) + "\n"
    assert names(text, rulebook) == [EXPECTED[1]]


def test_dates_inside_the_text_of_a_job_are_no_jobs(rulebook: Rulebook) -> None:
    text = """Nora Whitcombe

WORK EXPERIENCE

Support Agent
Quillfern Ltd
Jan 2020 – Mar 2021
- Cut the backlog from 900 to 40 between June 2020 and December 2020
- Won the team award of 2020
"""
    assert names(text, rulebook) == [EXPECTED[1]]


def test_no_heading_at_all(rulebook: Rulebook) -> None:
    text = """Nora Whitcombe
Leeds

Support Agent
Quillfern Ltd
Jan 2020 – Mar 2021
- Answered tickets
"""
    assert names(text, rulebook) == [EXPECTED[1]]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("WORK EXPERIENCE", "work"), ("INTERNSHIPS", "internship"), ("VOLUNTEERING", "volunteer")],
)
def test_kind_by_section(heading: str, kind: str, rulebook: Rulebook) -> None:
    jobs = "WORK EXPERIENCE\n\nSupport Agent\nQuillfern Ltd\nJan 2020 – Mar 2021\n\n"
    extra = "" if kind == "work" else f"{heading}\n\nEvent Assistant\nNorthbeck Centre\nJun 2018 – Aug 2018\n"
    found = [h.employment for h in read(f"Nora Whitcombe\n\n{jobs}{extra}", rulebook).positions]
    assert found == (["work"] if kind == "work" else ["work", kind])


def test_place_is_no_employer(rulebook: Rulebook) -> None:
    text = "Nora Whitcombe\n\nWORK EXPERIENCE\n\nSupport Agent\nQuillfern Ltd, Madrid, Spain\nJan 2020 – Mar 2021\n"
    (held,) = read(text, rulebook).positions
    assert (held.employer, held.location) == ("Quillfern Ltd", "Madrid, Spain")
