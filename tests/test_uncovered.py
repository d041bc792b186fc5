"""Dates among the jobs in time that no job covers: a lost job is told, whatever form it was written in."""

from __future__ import annotations

import pytest

from tests.test_layouts_people import dates, read
from tests.test_layouts_themes import codes

NOW = "Support Agent, Acme Ltd, Leeds\nJanuary 2020 - present\nAnswered tickets\n\n"
BEFORE = "Shop Assistant, Foo Ltd, Leeds\nJanuary 2012 - December 2013\nSold shoes\n\n"


def of(text: str, sections: str = "") -> list[str]:
    return codes(read(f"Jane Doe\n\nWork Experience\n\n{NOW}{BEFORE}{text}\n\n{sections}"))


@pytest.mark.parametrize(
    "text",
    [
        "It all began to move when they took me at Bar Ltd to answer the phones, from March 2015 until June 2018, "
        "which was a busy time for all of us there.",
        "- all the odd things that one does for Bar Ltd between June 2016 and August 2018, by day and by night\n",
    ],
)
def test_a_range_in_time_that_no_job_covers_is_told(text: str) -> None:
    assert "W_DATE_LEFT" in of(text)


@pytest.mark.parametrize(
    "text",
    [
        "A project that kept all of us busy, from March 2021 until June 2022, was the move to the new offices.",
        "A course that kept all of us busy, from March 2015 until June 2015, was the one about the telephones.",
        "Maternity leave: March 2015 to June 2018, then two more years with the children, which I do not regret.",
        "The shop was named best of the town in May 2016, and the second best of the town in June 2017.",
    ],
)
def test_time_of_jobs_courses_leaves_and_prizes_is_not(text: str) -> None:
    assert "W_DATE_LEFT" not in of(text)


def test_jobs_told_by_single_months() -> None:
    text = (
        "I joined the Bar Society as a cashier in the month of March 2014, and stayed with them for years, until June "
        "2016. In July 2016 I moved to the Baz Bank, where I was a clerk until September 2019, and liked it."
    )
    assert "W_DATE_LEFT" in of(text)


def test_a_summary_that_tells_of_a_job_which_the_list_leaves_out() -> None:
    summary = (
        "Summary\n\nClerk who worked for the Bar Society from March 2014 until June 2019, and liked every day of it.\n"
    )
    assert "W_DATE_LEFT" in of("", summary)
    assert "W_DATE_LEFT" not in of("", "Education\n\nBA History, Leeds University, from March 2014 until June 2019.\n")


def test_the_one_position_without_a_title_may_be_no_job() -> None:
    text = (
        "Jane Doe\n\nWerkervaring\n\nFoo Bank\nmaart 2020 t/m heden\nfunctie: receptioniste\n\n"
        "{}\njuni 2011 t/m juli 2014\n\nBar Bakkerij\nsept. 2006 t/m mei 2011\nfunctie: verkoopster\n"
    )
    one = read(text.format("In de weer met van alles"))
    assert len(dates(one)) == 3
    assert "W_NO_NAMES" in codes(one)
    assert "W_NO_NAMES" not in codes(read(text.format("Ouderschapsverlof")))
