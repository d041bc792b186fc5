"""Columns that nearly touch, columns of three cells a row, margins that are columns in nothing but their headings."""

from __future__ import annotations

from tests.drawn import drawn
from tests.test_layouts_people import dates, names
from tests.test_layouts_themes import BOLD, HEAD, PLAIN, Cells, codes, width

ITALIC = "Helvetica-Oblique@11"


def test_side_bar_beside_dates_employers_and_towns() -> None:
    """A row of three cells stands beside one line of the side bar (the class friggeri), and no label repeats."""
    bar = (
        (156, "contact", "Helvetica-Bold@14"),
        (166, "Tulsa, OK", PLAIN),
        (178, "918-555-0171", PLAIN),
        (189, "jp@roadmail.example", "Helvetica@8"),
        (216, "languages", "Helvetica-Bold@14"),
        (231, "English", PLAIN),
        (254, "skills", "Helvetica-Bold@14"),
        (264, "Reefer units", PLAIN),
        (281, "load securement", PLAIN),
        (300, "route planning", PLAIN),
    )
    cells: Cells = [(145 - width(text, font), y, text, font) for y, text, font in bar]
    cells += [(173, 158, "profile", "Helvetica-Bold@17"), (173, 209, "work experience", "Helvetica-Bold@17")]
    cells += [(173, 179, "Driver, a million miles without an accident.", PLAIN)]
    jobs = (
        (231, "2016–Present", "Redbud Freight Lines", "Long-haul Driver", "Loads between Oklahoma and California."),
        (281, "2011–2016", "Osage Flatbed", "Regional Driver", "Steel and lumber, securement and tarping."),
        (322, "2008–2011", "Sooner Bottling", "Delivery Driver", "14 to 18 stops a day with a pallet jack."),
    )
    for y, when, employer, title, text in jobs:
        cells += [(173, y, when, PLAIN), (244, y, employer, BOLD), (523, y, "Tulsa, OK", "Helvetica@8")]
        cells += [(244, y + 12, title, PLAIN), (244, y + 24, text, PLAIN)]
    cells += [(173, 383, "education", "Helvetica-Bold@17"), (173, 402, "2004–2008", PLAIN)]
    cells += [(244, 402, "High School Diploma", BOLD), (244, 413, "Muskogee East High School", PLAIN)]
    found = drawn(cells)
    assert dates(found) == [("2016", "present"), ("2011", "2016"), ("2008", "2011")]
    assert names(found)[1] == ("Regional Driver", "Osage Flatbed")


def test_full_line_of_a_column_that_nearly_touches_the_next() -> None:
    """A name as wide as its column, in the type of the employer beside it, is no line across the page."""
    x = 35 + width("NORTHLAND STATE UNIVER-", BOLD) + 3.5
    bar = (
        (116, "EDUCATION", "Helvetica@16"),
        (132, "NORTHLAND STATE UNIVER-", BOLD),
        (145, "SITY", BOLD),
        (158, "BSN, Nursing", BOLD),
        (170, "Sep 2013 – May 2017", BOLD),
        (203, "SKILLS", "Helvetica@16"),
        (217, "Ventilator management", PLAIN),
        (229, "family communication", PLAIN),
        (262, "LANGUAGES", "Helvetica@16"),
        (276, "English", PLAIN),
        (288, "Spanish", PLAIN),
    )
    cells: Cells = [(148, 58, "Devon Achterberg", "Helvetica@40"), (x, 116, "WORK EXPERIENCE", "Helvetica@16")]
    cells += [(35, y, text, font) for y, text, font in bar]
    for y, ward, when in (
        (132, "Intensive Care Unit", "Jan 2020 – Current | Duluth, MN"),
        (218, "Surgery", "Aug 2017 – Dec 2019 | Duluth, MN"),
    ):
        cells += [(x, y, "SUPERIOR MEDICAL CENTER | Registered Nurse,", BOLD), (x, y + 13, ward, BOLD)]
        cells += [(x, y + 25, when, BOLD), (x + 15, y + 37, "• Care for one to two patients in a mixed unit", PLAIN)]
        cells += [(x + 15, y + 50, "• Member of the working group of the house", PLAIN)]
    found = drawn(cells)
    assert dates(found) == [("2020-01", "present"), ("2017-08", "2019-12")]
    assert names(found)[0] == ("Registered Nurse, Intensive Care Unit", "SUPERIOR MEDICAL CENTER")


def test_heading_and_dates_in_the_margin_are_no_column() -> None:
    """The last line of the profile, a heading and a date stand left of a job that has none of these."""
    cells: Cells = [(118, 246, "Profile", HEAD), (118, 315, "Experience", HEAD)]
    cells += [(118, 271, "Nurse for the old, of late in charge of a ward at night and by day in the con-", PLAIN)]
    cells += [(118, 285, "valescent home.", PLAIN)]
    jobs = (
        (339, "04/2020–now", "Manager, Acme Hospital"),
        (416, "10/2015–03/2020", "Nurse, Bolt Hospital"),
        (465, "09/2012–09/2015", "Carer, Cedar Hospital"),
    )
    x = 132 + width("10/2015–03/2020", ITALIC) + 5
    for y, when, header in jobs:
        cells += [
            (132, y, when, ITALIC),
            (x, y, f"{header}, at the river in Olden-", BOLD),
            (x, y + 13, "burg.", PLAIN),
        ]
        cells.append((x, y + 26, "Served thirty people with two colleagues.", PLAIN))
        if y == jobs[0][0]:
            cells += [(x, y + 39, "Wrote the plans of the month and the", PLAIN), (x, y + 52, "reports.", PLAIN)]
    cells += [(118, 522, "Education", HEAD), (132, 547, "10/2009–08/2012", ITALIC), (x, 547, "Diploma", PLAIN)]
    found = drawn(cells)
    assert dates(found) == [("2020-04", "present"), ("2015-10", "2020-03"), ("2012-09", "2015-09")]
    assert names(found)[0] == ("Manager", "Acme Hospital")
    assert "W_DATE_OUTSIDE" not in codes(found)
