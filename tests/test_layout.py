"""Words with boxes -> lines in reading order: rows, cells, columns, running heads."""

from __future__ import annotations

from xpcalc.layout import Page, Word, arrange
from xpcalc.model import Line

HEADINGS = {"Experience": "experience", "Skills": "skills", "Education": "education", "Contact": "contact"}
SIZE = 10.0


def section_of(text: str) -> str | None:
    return HEADINGS.get(text)


def at(x: float, top: float, text: str, bold: bool = False) -> list[Word]:
    """Return the words of a run of text, half a size wide each letter."""
    words = []
    for token in text.split():
        width = 0.5 * SIZE * len(token)
        words.append(Word(token, x, top, x + width, top + SIZE, SIZE, bold, False, 0.0, "Test", 0))
        x += width + 0.25 * SIZE
    return words


def page(*runs: list[Word], number: int = 1) -> Page:
    return Page(number, 595.0, 842.0, [word for run in runs for word in run])


def lines(*pages: Page) -> tuple[Line, ...]:
    text, found = arrange(pages, section_of)
    for line in found:
        assert text[line.span.start : line.span.stop] == line.text
    return found


def texts(*pages: Page) -> list[str]:
    return [line.text for line in lines(*pages)]


JOBS = [
    at(60, 100, "Experience", bold=True),
    at(60, 120, "Support Lead", bold=True),
    at(430, 120, "Apr 2021 – Present"),
    at(60, 135, "Brightmoor Ltd"),
    at(60, 150, "Led a team of six agents across two long shifts every week"),
    at(60, 175, "Support Agent", bold=True),
    at(430, 175, "Jan 2020 – Mar 2021"),
    at(60, 190, "Quillfern Ltd"),
    at(60, 205, "Answered sixty tickets a day and wrote the macros for all"),
]


def test_a_date_at_the_margin_stays_on_the_row_of_its_job() -> None:
    found = lines(page(*JOBS))
    rows = {line.text: line.row for line in found}
    assert rows["Support Lead"] == rows["Apr 2021 – Present"]
    assert rows["Support Agent"] == rows["Jan 2020 – Mar 2021"]
    assert rows["Support Lead"] < rows["Brightmoor Ltd"] < rows["Support Agent"]
    assert len({line.column for line in found}) == 1


def test_reading_order_does_not_hang_on_the_order_in_the_file() -> None:
    assert texts(page(*reversed(JOBS))) == texts(page(*JOBS))


def test_words_of_one_run_are_one_line() -> None:
    assert texts(page(*JOBS))[:3] == ["Experience", "Support Lead", "Apr 2021 – Present"]


def test_a_sidebar_is_read_apart_from_the_jobs() -> None:
    side = [
        at(40, 100, "Skills", bold=True),
        at(40, 118, "Zendesk"),
        at(40, 133, "Jira"),
        at(40, 148, "Excel"),
        at(40, 180, "Contact", bold=True),
        at(40, 198, "Leeds"),
        at(40, 213, "nora@example.com"),
    ]
    main = [[w._replace(x0=w.x0 + 140, x1=w.x1 + 140) for w in run] for run in JOBS if run[0].x0 < 400]
    dates = [run for run in JOBS if run[0].x0 >= 400]
    found = texts(page(*side, *main, *dates))
    skills = found.index("Skills")
    assert found[skills : skills + 4] == ["Skills", "Zendesk", "Jira", "Excel"]
    job = found.index("Support Lead")
    assert found[job + 1 : job + 3] == ["Apr 2021 – Present", "Brightmoor Ltd"]
    assert found.index("Experience") < job < found.index("Support Agent")


def test_running_heads_and_page_numbers_stand_in_the_margin() -> None:
    def sheet(number: int) -> Page:
        head = at(60, 20, "Nora Whitcombe CV")
        foot = at(280, 815, f"Page {number} of 3")
        return page(head, *JOBS, foot, number=number)

    found = lines(*[sheet(n) for n in (1, 2, 3)])
    feet = [line for line in found if line.text.startswith("Page ")]
    assert len(feet) == 3
    assert {line.column for line in feet} == {-1}
    assert all(line.column != -1 for line in found if line.text == "Support Lead")


def test_a_list_marker_is_taken_off_and_kept_as_a_fact() -> None:
    found = lines(page(at(60, 100, "Support Lead", bold=True), at(70, 118, "• Led a team"), at(70, 133, "• Hired two")))
    assert [(line.text, line.bullet) for line in found] == [
        ("Support Lead", False),
        ("Led a team", True),
        ("Hired two", True),
    ]


def test_bold_and_place_come_along() -> None:
    head, *_ = lines(page(*JOBS))
    assert (head.text, head.bold, head.page, head.x0, head.top) == ("Experience", True, 1, 60, 100)


def test_pages_follow_each_other() -> None:
    found = lines(page(*JOBS), page(at(60, 60, "Education", bold=True), at(60, 80, "BA, Leeds"), number=2))
    assert [line.page for line in found] == sorted(line.page for line in found)
    assert found[-1].text == "BA, Leeds"


def test_an_empty_page_is_no_trouble() -> None:
    assert arrange([page()], section_of) == ("", ())
    assert texts(page(), page(at(60, 60, "Support Lead"), number=2)) == ["Support Lead"]


def test_the_nodes_of_a_line_of_time_belong_to_no_date() -> None:
    rows = [
        at(60, 120, "Apr 2021 – ●"),
        at(60, 160, "Jan 2019 –") + at(112, 160, "●"),
        at(60, 200, "May") + at(112, 200, "●"),
    ]
    titles = [at(140, 120 + 40 * n, "Support Lead", bold=True) for n in range(3)]
    found = lines(page(at(60, 100, "Experience", bold=True), *rows, *titles))[1:]
    assert [line.text for line in found] == [
        "Apr 2021 –",
        "Support Lead",
        "Jan 2019 –",
        "Support Lead",
        "May",
        "Support Lead",
    ]
    assert found[0].x1 < 111
    assert not any([line.bullet for line in found])


def test_a_dash_before_a_month_and_year_marks_no_item() -> None:
    jobs = at(60, 120, "febrero de 2014") + at(200, 120, "Support Lead", bold=True)
    found = lines(page(at(60, 100, "Experience", bold=True), jobs, at(60, 135, "– marzo de 2017")))
    assert [(line.text, line.bullet) for line in found][-1] == ("– marzo de 2017", False)


def test_dots_that_lead_to_a_date_part_it_from_its_name() -> None:
    for dots in ("........................", ". . . . . . . . . .", "____________", "......"):
        found = lines(
            page(at(60, 100, f"Brightmoor Ltd, Leeds {dots} 2019 – 2021"), at(60, 120, "Then 3.5 ... or more"))
        )
        assert [line.text for line in found] == ["Brightmoor Ltd, Leeds", "2019 – 2021", "Then 3.5 ... or more"]


def test_dots_alone_on_a_row_stay() -> None:
    assert texts(page(at(60, 100, "Experience"), at(60, 120, "........................"))) == [
        "Experience",
        "........................",
    ]


def card(x: float, top: float, name: str, dates: str) -> list[list[Word]]:
    told = ("Led a team of six on two long shifts", "Answered sixty tickets every day")
    return [
        at(x, top, name, bold=True),
        at(x, top + 13, dates),
        *[at(x, top + 26 + 13 * n, t) for n, t in enumerate(told)],
    ]


CARDS = [
    at(40, 80, "Experience", bold=True),
    *card(50, 110, "Lead", "Apr 2021 – Present"),
    *card(320, 110, "Agent", "Jan 2020 – Mar 2021"),
    *card(50, 200, "Cashier", "May 2016 – Dec 2019"),
    *card(320, 200, "Waiter", "Jan 2014 – Apr 2016"),
]
BELOW = [at(40, 290, "Education", bold=True), at(40, 305, "BA in Linguistics"), at(310, 290, "Skills", bold=True)]
BELOW += [at(310, 305, "Zendesk")]


def test_cards_side_by_side_are_read_row_by_row_under_their_heading() -> None:
    for more in ([], BELOW):
        found = texts(page(*CARDS, *more))
        order = [found.index(name) for name in ("Experience", "Lead", "Agent", "Cashier", "Waiter")]
        assert order == sorted(order)
        assert order[2] - order[1] == 4
        if more:
            assert order[-1] < found.index("Education") < found.index("BA in Linguistics") < found.index("Skills")


def test_jobs_at_both_sides_of_a_time_line_are_read_from_the_top_down() -> None:
    jobs = [("Lead", "Apr 2021 – Present"), ("Agent", "Jan 2020 – Mar 2021"), ("Cashier", "May 2016 – Dec 2019")]
    jobs += [("Waiter", "Jan 2014 – Apr 2016")]
    runs = [run for n, job in enumerate(jobs) for run in card(50 + 270 * (n % 2), 110 + 60 * n, *job)]
    found = texts(page(at(40, 80, "Experience", bold=True), *runs))
    assert [text for text in found if text in dict(jobs)] == [name for name, _ in jobs]


def test_only_capitals_are_joined_to_the_word_that_touches_them() -> None:
    near = [Word("à", 100, 100, 105, 110, SIZE, False, False, 0.0, "Test", 0)]
    near += [Word("juin", 105.5, 100, 125, 110, SIZE, False, False, 0.0, "Test", 0)]
    assert texts(page(at(77, 100, "2019") + near)) == ["2019 à juin"]
    assert texts(page([w._replace(text={"à": "W", "juin": "ork"}[w.text]) for w in near])) == ["Work"]


def test_cards_that_begin_anywhere_are_read_column_by_column() -> None:
    runs = [*card(50, 110, "Lead", "Apr 2021 – Present"), *card(320, 110, "Agent", "Jan 2020 – Mar 2021")]
    runs += [*card(50, 190, "Cashier", "May 2016 – Dec 2019"), *card(320, 216, "Waiter", "Jan 2014 – Apr 2016")]
    runs += [at(320, 162, "Wrote the macros and the help pages"), at(320, 175, "Trained new colleagues every month")]
    found = texts(page(at(40, 80, "Experience", bold=True), *runs, *[run for run in BELOW if run[0].x0 < 300]))
    order = [found.index(name) for name in ("Lead", "Cashier", "Agent", "Waiter", "Education")]
    assert order == sorted(order)


def test_jobs_in_turns_about_a_line_of_time_stand_above_columns() -> None:
    jobs = [("Lead", "Apr 2021 – Present"), ("Agent", "Jan 2020 – Mar 2021"), ("Cashier", "May 2016 – Dec 2019")]
    runs = [run for n, job in enumerate(jobs) for run in card(50 + 270 * (n % 2), 110 + 60 * n, *job)]
    side = [at(320, 320, "Skills", bold=True), *[at(320, 335 + 13 * n, "Zendesk and Excel") for n in range(5)]]
    side += [at(40, 320, "Education", bold=True), *[at(40, 335 + 13 * n, "BA in Linguistics") for n in range(5)]]
    found = texts(page(at(250, 80, "Experience", bold=True), *runs, *side))
    assert [text for text in found if text in dict(jobs)] == [name for name, _ in jobs]
    assert found.index("Cashier") < found.index("Education") < found.index("Skills")


def test_a_break_between_jobs_heads_no_column() -> None:
    labels = ("Name", "Phone", "Mail", "Town", "Street")
    left = [at(57, 20, "Contact", bold=True), *[at(57, 40 + 20 * n, label) for n, label in enumerate(labels)]]
    left.append(at(57, 160, "Experience", bold=True))
    right = [at(187, 40 + 20 * n, "Ann Lee") for n in range(5)]
    for n, name in enumerate(("Lead", "Parental leave", "Agent", "Cashier")):
        left.append(at(57, 180 + 40 * n, f"0{n + 1}.2016 – 0{n + 3}.2018"))
        right += [at(187, 180 + 40 * n, name, bold=True), at(198, 194 + 40 * n, "Led a team of six on two long shifts")]
    kinds = HEADINGS | {"Parental leave": "career_break"}
    _, found = arrange([page(*left, *right)], kinds.get)
    rows = {line.text: line.row for line in found}
    assert len({line.column for line in found}) == 1
    assert rows["Agent"] == rows["03.2016 – 05.2018"]


def test_the_size_of_small_capitals_is_that_of_their_first_letters() -> None:
    small = [w._replace(size=8.0) for w in at(73, 100, "QUALIFICATIONS")]
    (line,) = lines(page(at(50, 100, "SOME") + small))
    assert line.size == SIZE


def test_small_capitals_that_the_file_writes_small_are_as_large_as_the_capitals() -> None:
    heading = [w if w.text[0].isupper() else w._replace(size=7.1) for w in at(50, 100, "Istruzione e formazione", True)]
    (line,) = lines(page(heading))
    assert line.size == SIZE
    beside = [w if w.text[0].isupper() else w._replace(size=4.0) for w in at(50, 100, "Acme and its many branches")]
    (line,) = lines(page(beside))
    assert line.size == 4.0


def test_a_mark_between_two_lines_marks_neither() -> None:
    mark = Word("•", 45, 105.8, 48, 115.8, SIZE, False, False, 0.0, "Test", 0)
    found = lines(page(at(60, 100, "Quillfern Ltd", bold=True), [mark], at(60, 111.6, "Agent")))
    assert not any(line.bullet for line in found)
