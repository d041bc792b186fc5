"""Findings that catch a bad parse: each check has a document that earns it and one that does not."""

from __future__ import annotations

import pytest

import xpcalc

AS_OF = "2026-11-21"


def codes(text: str, name: str = "cv.txt") -> set[str]:
    found = xpcalc.assess(text.encode(), name=name, as_of=AS_OF).findings
    return {each.code for each in found}


PLAIN = """Rosa Quill
rosa.quill@example.com

WORK EXPERIENCE

Support Agent, Acorn Ltd (Jan 2020 - Mar 2021)
- Answered 40 tickets a day

Team Lead, Birch GmbH (Apr 2021 - Present)
- Led a team of 8
"""


def test_a_clean_document_earns_no_warning() -> None:
    assert not {code for code in codes(PLAIN) if code.startswith("W_")}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PLAIN + "\nTeam Lead, Birch GmbH (Apr 2021 - Present)\n- Led a team of 8\n", "I_SAME_POSITION"),
        ("Rosa Quill\n\nWORK EXPERIENCE\n\nSupport Agent, Acorn Ltd\n- Tickets\n- Chats\n", "W_NO_DATES_READ"),
        (
            PLAIN + "\n\f" + PLAIN.replace("Rosa", "Ivo").replace("rosa", "ivo").replace("Acorn", "Cedar"),
            "W_SEVERAL_CVS",
        ),
        (PLAIN.replace("Support Agent, Acorn Ltd (Jan 2020 - Mar 2021)", "Jan 2020 - Mar 2021"), "W_NO_NAMES"),
        (
            PLAIN.replace("(Jan 2020 - Mar 2021)", "(Jan 2020 - )").replace("Acorn Ltd", "Acorn Ltd"),
            "W_OPEN_END",
        ),
        (PLAIN.replace("(Apr 2021 - Present)", "Apr 2021 until forever"), "W_DATE_LEFT"),
        (PLAIN.replace("(Apr 2021 - Present)", "Apr 2021 – whenever"), "W_DATE_LEFT"),
        (PLAIN.replace("(Apr 2021 - Present)", "Apr 2021-Nutzt"), "W_DATE_LEFT"),
        (
            "Rosa Quill\n\nWORK EXPERIENCE\n\n- Lead, Birch GmbH since May 2022\n"
            "- Agent, Acorn Ltd, May 2021 - May 2022\n- Clerk, Cedar Ltd, May 2020 - May 2021\n",
            "W_DATE_LEFT",
        ),
        (
            "Rosa Quill\n\nWORK EXPERIENCE\n\n"
            + "".join([f"Team Lead, Birch GmbH\nqq {y} - {y + 1} qq Leeds\n- Led\n" for y in (2018, 2020, 2022)])
            + "- Since 2019 lead\n",
            "W_DATE_LEFT",
        ),
    ],
)
def test_each_check_speaks_up(text: str, code: str) -> None:
    assert code in codes(text)
    assert code not in codes(PLAIN)


ROWS = """Rosa Quill

WORK EXPERIENCE

Support Agent
Acorn Ltd
{}
- Answered 40 tickets a day

Team Lead
Birch GmbH
Apr 2021 - Present
- Led a team of 8
"""


@pytest.mark.parametrize(
    "dates", ["01/2019 ergo 03/2020", "I*2019 - III*2020", "m1/2019 - m3/2020", "De ene. de 2019 a mar. de 2020"]
)
def test_a_job_whose_dates_are_written_in_an_unknown_way_is_not_left_out_silently(dates: str) -> None:
    assert "W_DATE_LEFT" in codes(ROWS.format(dates))
    assert "W_DATE_LEFT" not in codes(ROWS.format("01/2019 - 03/2020"))
    assert "W_DATE_LEFT" not in codes(ROWS.format("01/2019 - 03/2020\n- Grew CSAT from 74% in 2019 to 91% in 2020"))


def test_starts_and_ends_that_stand_apart_are_not_counted_silently() -> None:
    job = "{}  {}\n          Answered the letters of customers\n{}\n\n"
    dates = [("Mar 2021", "Jan 2018"), ("Dec 2017", "May 2015"), ("Apr 2015", "Jun 2013")]
    text = "".join([job.format(end, f"Agent at Acorn Ltd {n}", start) for n, (end, start) in enumerate(dates)])
    assert "W_DATE_LEFT" in codes("Rosa Quill\n\nWORK EXPERIENCE\n\n" + text)
