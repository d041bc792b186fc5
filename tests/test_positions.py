"""Entries -> positions: kinds of employment, shares of part-time, ends that are not there, fields of formats."""

from __future__ import annotations

import json

import pytest
from careers import AS_OF

from xpcalc import Assessment, assess
from xpcalc.rulebook import Rulebook


def job(
    title: str, rulebook: Rulebook, employer: str = "Quillfern Ltd", dates: str = "Jan 2020 – Dec 2020"
) -> Assessment:
    text = f"Nora Whitcombe\n\nWORK EXPERIENCE\n\n{title}\n{employer}\n{dates}\n- Answered tickets\n"
    return assess(text.encode(), name="cv.txt", as_of=AS_OF, rulebook=rulebook)


def kind(title: str, rulebook: Rulebook, employer: str = "Quillfern Ltd") -> str:
    (held,) = job(title, rulebook, employer).positions
    return held.employment


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Support Agent", "work"),
        ("Support Intern", "internship"),
        ("Marketing Internship", "internship"),
        ("Marketing Manager (Internship)", "internship"),
        ("Internship Coordinator", "work"),
        ("Internal Auditor", "work"),
        ("International Sales Manager", "work"),
        ("Apprentice Electrician", "apprenticeship"),
        ("Volunteer Teacher", "volunteer"),
        ("Freelance Translator", "freelance"),
        ("Barista (part-time)", "part_time"),
        ("Barista (10 hours per week)", "part_time"),
        ("Barista, part-time, 19.5 h/week", "part_time"),
        ("Barista (40 hours per week)", "work"),
        ("Barista (24 hours a day, 7 days a week)", "work"),
        ("Contractor Manager", "work"),
    ],
)
def test_kind_of_employment(title: str, expected: str, rulebook: Rulebook) -> None:
    assert kind(title, rulebook) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Prácticas en marketing", "internship"),
        ("Becaria de marketing", "internship"),
        ("Coordinador de prácticas", "work"),
        ("Recepcionista (media jornada)", "part_time"),
        ("Recepcionista (20 horas semanales)", "part_time"),
        ("Recepcionista (40 h/semana)", "work"),
        ("Traductora freelance", "freelance"),
    ],
)
def test_kind_of_employment_in_spanish(title: str, expected: str, rulebook: Rulebook) -> None:
    text = (
        f"Lucía Fernández\n\nEXPERIENCIA LABORAL\n\n{title}\nNaranjos Digital\nenero de 2020 – diciembre de 2020\n"
        "- Atención de llamadas de los clientes y apoyo al equipo\n"
    )
    (held,) = assess(text.encode(), name="cv.txt", as_of=AS_OF, rulebook=rulebook).positions
    assert held.employment == expected


def test_the_name_of_an_employer_makes_no_internship(rulebook: Rulebook) -> None:
    assert kind("Account Manager", rulebook, employer="Intern Placement Ltd") == "work"


def test_a_break_whose_line_was_cut_in_two_is_no_job(rulebook: Rulebook) -> None:
    assert kind("Caring for a parent", rulebook, employer="Career break") == "leave"
    assert kind("Caring for a parent", rulebook, employer="Leave Services Ltd") == "work"


@pytest.mark.parametrize(
    ("title", "share"),
    [
        ("Receptionist (part-time, 50%)", (50, 100)),
        ("Receptionist (part-time 20 h of 40 h)", (40, 80)),
        ("Receptionist (part-time, 10 of 40 hours)", (20, 80)),
        ("Receptionist (part-time, 19,25 von 38,5 Stunden)", (1925, 3850)),
        ("Receptionist (18 hours per week of 36 hours)", (36, 72)),
        ("Receptionist (10 hours per week)", None),
        ("Receptionist (part-time)", None),
        ("Receptionist", None),
    ],
)
def test_share_of_full_time(title: str, share: tuple[int, int] | None, rulebook: Rulebook) -> None:
    (held,) = job(title, rulebook).positions
    assert held.position.part_time == share


def test_part_time_counts_calendar_months(rulebook: Rulebook) -> None:
    assert job("Receptionist (part-time, 50%)", rulebook).total.rounded == 12


@pytest.mark.parametrize(
    ("said", "bounds"),
    [
        ("(10 hours per week)", (0, 12)),
        ("part-time, 10 h/week", (0, 12)),
        ("(part-time, 10 of 40 hours)", (3, 3)),
        ("(40 hours per week)", (12, 12)),
    ],
)
def test_written_hours_count_where_shares_count(said: str, bounds: tuple[int, int], rulebook: Rulebook) -> None:
    text = f"Ana Pons\n\nEXPERIENCE\n\nNight Porter, {said}\nHotel Bond, London\nJanuary 2022 - December 2022\n"
    a = assess(text.encode(), name="cv.txt", as_of=AS_OF, rulebook=rulebook, policy="prorated")
    assert (a.total.rounded_low, a.total.rounded_high) == bounds
    assert ("I_HOURS_UNKNOWN" in [f.code for f in a.findings]) is (bounds[0] == 0)


@pytest.mark.parametrize(
    ("said", "bounds"),
    [
        ("part-time since July 2022, 50 %", (9, 9)),
        ("since July 2022 20 of 40 hours", (9, 9)),
        ("part-time since July 2022", (6, 12)),
        ("part-time, 20 of 40 hours, from January 2022 to April 2022", (10, 10)),
        ("until June 2022 full-time, then 20 of 40 hours", (6, 12)),
    ],
)
def test_a_share_that_began_later(said: str, bounds: tuple[int, int], rulebook: Rulebook) -> None:
    text = f"Ana Pons\n\nEXPERIENCE\n\nNight Porter, Hotel Bond, London\nJanuary 2022 - December 2022 ({said})\n"
    a = assess(text.encode(), name="cv.txt", as_of=AS_OF, rulebook=rulebook, policy="prorated")
    assert (a.total.rounded_low, a.total.rounded_high) == bounds


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Support Agent (internship, 6 months, then permanent)", "work"),
        ("Support Agent (6-month internship)", "work"),
        ("Intern, later Support Agent", "work"),
        ("Support Agent (internship)", "internship"),
        ("Support Agent (24-month internship)", "internship"),
    ],
)
def test_an_internship_that_became_work(title: str, kind: str, rulebook: Rulebook) -> None:
    text = f"Ana Pons\n\nEXPERIENCE\n\n{title}\nHotel Bond, London\nJanuary 2020 - March 2022\n"
    a = assess(text.encode(), name="cv.txt", as_of=AS_OF, rulebook=rulebook)
    assert [held.position.employment for held in a.positions] == [kind]
    assert ("W_INTERNSHIP_THEN_WORK" in [f.finding.code for f in a.findings]) is (kind == "work")


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("{title}, Hotel Bond, London (part-time, 10 of 40 hours)\n{dates}", 3),
        ("{title}, Hotel Bond, London\n{dates} (part-time, 10 of 40 hours)", 3),
        ("{title}, Hotel Bond, London\n{dates} (20 of 40 hours)", 6),
        ("{title}, Hotel Bond, London\n{dates}\n- part-time, 20 of 40 hours", 6),
        ("{title}, Hotel Bond, London\n{dates}\n- Workload: 50 %\n- Answered calls.", 6),
        ("{title} (50 %)\nHotel Bond, London\n{dates}", 6),
        ("{title}\nHotel Bond, London\n{dates} · 50 %", 6),
        ("{title}\nHotel Bond, London\n{dates} (100 %)", 12),
        ("{title}\nHotel Bond, London\n{dates} (40 of 40 hours)", 12),
        ("{title}\nHotel Bond, London\n{dates}\n- Raised bookings by 50 %", 12),
        ("{title}\nHotel Bond, London\n{dates}\n- Trained staff in 20 of 40 hours of courses", 12),
    ],
)
def test_a_stated_share_is_enough_wherever_it_stands(said: str, months: int, rulebook: Rulebook) -> None:
    header = said.format(title="Night Porter", dates="January 2022 - December 2022")
    text = f"Ana Pons\n\nEXPERIENCE\n\n{header}\n"
    a = assess(text.encode(), name="cv.txt", as_of=AS_OF, rulebook=rulebook, policy="prorated")
    assert (a.total.rounded_low, a.total.rounded_high) == (months, months)
    (held,) = a.positions
    assert held.employment == ("work" if months == 12 else "part_time")


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("a tiempo parcial 50 %", (50, 100)),
        ("jornada del 50 %", (50, 100)),
        ("20 de 40 horas semanales", (40, 80)),
        ("Pensum 60 %", (60, 100)),
        ("19,25 von 38,5 Std.", (1925, 3850)),
        ("20 z 40 godzin", (40, 80)),
        # Why: turns of watches, not hours of a week.
        ("12/36 horas", None),
        ("80-100 %", None),
    ],
)
def test_shares_in_the_words_of_any_language(said: str, share: tuple[int, int] | None, rulebook: Rulebook) -> None:
    (held,) = job(f"Receptionist ({said})", rulebook).positions
    assert (held.position.part_time, held.employment) == (share, "part_time" if share else "work")


def test_hours_below_the_dates_make_part_time(rulebook: Rulebook) -> None:
    assert kind("Night Porter", rulebook) == "work"
    text = (
        "Ana Pons\n\nEXPERIENCE\n\nNight Porter\nHotel Bond, London\nJanuary 2022 - December 2022\n"
        "20 hours per week\nAnswered calls.\n"
    )
    (held,) = assess(text.encode(), name="cv.txt", as_of=AS_OF, rulebook=rulebook).positions
    assert held.employment == "part_time"


def test_open_end_goes_on_and_is_said_where_others_say_present(rulebook: Rulebook) -> None:
    text = (
        "Nora Whitcombe\n\nWORK EXPERIENCE\n\nSupport Lead\nBrightmoor Ltd\nApr 2021 – Present\n\n"
        "Support Agent\nQuillfern Ltd\nJan 2020 –\n"
    )
    a = assess(text.encode(), name="cv.txt", as_of=AS_OF, rulebook=rulebook)
    assert [h.end for h in a.positions] == ["present", "present"]
    (finding,) = [f for f in a.findings if f.code == "W_OPEN_END"]
    assert finding.severity == "warning"
    alone = job("Support Agent", rulebook, dates="Jan 2020 –")
    assert [h.end for h in alone.positions] == ["present"]
    assert "W_OPEN_END" not in [f.code for f in alone.findings]


def test_reversed_dates_count_nothing_for_sure(rulebook: Rulebook) -> None:
    a = job("Support Agent", rulebook, dates="Dec 2020 – Jan 2020")
    assert (a.total.rounded_low, a.total.rounded, a.total.rounded_high) == (0, 0, 12)
    assert "W_REVERSED" in [f.code for f in a.findings]


@pytest.mark.parametrize(
    ("dates", "start", "end", "bounds"),
    [
        ("2019 – 2021", "2019", "2021", (12, 24, 36)),
        ("2019", "2019", "2019", (0, 6, 12)),
        ("10/03/2021 – 24/01/2022", "2021-03-10", "2022-01-24", (11, 11, 11)),
        ("Mar 2019 – 2020", "2019-03", "2020", (10, 16, 22)),
        ("since April 2026", "2026-04", "present", (8, 8, 8)),
    ],
)
def test_dates_keep_the_precision_written(
    dates: str, start: str, end: str, bounds: tuple[int, int, int], rulebook: Rulebook
) -> None:
    a = job("Support Agent", rulebook, dates=dates)
    (held,) = a.positions
    assert (held.start, held.end) == (start, end)
    assert (a.total.rounded_low, a.total.rounded, a.total.rounded_high) == bounds


def test_fields_of_a_format_need_no_range(rulebook: Rulebook) -> None:
    resume = {
        "basics": {"name": "Mia Jansen"},
        "work": [
            {"name": "Ravenshore", "position": "Developer", "startDate": "2019-09"},
            {"name": "Lumenfield", "position": "Tester", "startDate": "2017-02-13", "endDate": "2019-08-31"},
            {"name": "Northbeck", "position": "Clerk"},
        ],
    }
    a = assess(json.dumps(resume).encode(), name="resume.json", as_of=AS_OF, rulebook=rulebook)
    assert [(h.title, h.employer, h.start, h.end) for h in a.positions] == [
        ("Developer", "Ravenshore", "2019-09", "present"),
        ("Tester", "Lumenfield", "2017-02-13", "2019-08-31"),
        ("Clerk", "Northbeck", None, None),
    ]
    assert [h.duration.rounded for h in a.positions] == [87, 31, 0]
    assert "I_NO_DATES" in [f.code for f in a.findings]
