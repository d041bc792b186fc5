"""LinkedIn "Save to PDF": pages of words built from the measured geometry, with invented people."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from xpcalc.layout import Page, Word
from xpcalc.model import Document, Entry
from xpcalc.readers import linkedin_pdf

META = {"Title": "Resume", "Producer": "Apache FOP Version 2.3", "CreationDate": "D:20260408120000Z"}


class Style(NamedTuple):
    x0: float
    size: float
    grey: float
    leading: float
    bold: bool = False


# Source: geometry of real exports: x0 and size in points, lightness of the ink, step to the next line.
STYLES = {
    "side-head": Style(21.6, 13, 0.9, 22),
    "side": Style(21.6, 10.5, 1.0, 13.5),
    "link": Style(21.6, 11, 1.0, 14),
    "name": Style(223.6, 26, 0.098, 28),
    "headline": Style(223.6, 12, 0.098, 15),
    "home": Style(223.6, 12, 0.694, 30),
    "h": Style(223.6, 15.75, 0.098, 27),
    "employer": Style(223.6, 12, 0.098, 15),
    "summary": Style(223.6, 12, 0.098, 18),
    "title": Style(223.6, 11.5, 0.098, 15),
    "total": Style(223.6, 10.5, 0.098, 14),
    "dates": Style(223.6, 10.5, 0.098, 14),
    "place": Style(223.6, 10.5, 0.694, 17),
    "text": Style(223.6, 10.5, 0.098, 14),
    "degree": Style(223.6, 10.5, 0.098, 22),
    "white": Style(223.6, 10.5, 1.0, 14),
    "old-name": Style(50, 20, 0.0, 30, True),
    "old-h": Style(50, 16, 0.0, 24, True),
    "old-bold": Style(50, 13, 0.0, 16, True),
    "old": Style(50, 12, 0.0, 15),
}
MAIN = [("name", "Ana Ruiz"), ("headline", "Support Agent"), ("home", "Madrid, Spain")]
SIDE = [
    ("side-head", "Contact"),
    ("side", "ana@example.com"),
    ("link", "www.linkedin.com/in/ana-ruiz"),
    ("side", "(LinkedIn)"),
]


def page(*lines: tuple[str, str], number: int = 1, of: int = 1) -> list[Word]:
    """Return the words of one page: main and sidebar lines flow down on their own, the footer stands below."""
    words: list[Word] = []
    tops = {True: 30.0, False: 30.0}
    for kind, text in lines:
        style = STYLES[kind]
        side = style.x0 == 21.6
        words += line(text, style, tops[side])
        tops[side] += style.leading
    return words + line(f"Page {number} of {of}", Style(384, 9, 0.0, 0), 772.9)


def line(text: str, style: Style, top: float) -> list[Word]:
    words: list[Word] = []
    x = style.x0
    for token in text.split():
        width = 0.5 * style.size * len(token)
        words.append(
            Word(
                token,
                x,
                top,
                x + width,
                top + style.size,
                style.size,
                style.bold,
                False,
                style.grey,
                "ArialUnicodeMS",
                0,
            )
        )
        x += width + 0.25 * style.size
    return words


def read(*pages: list[Word], meta: dict[str, str] = META) -> Document:
    document = linkedin_pdf.read_pages(pages, "Profile.pdf", "0" * 64, meta)
    assert document is not None
    return document


def profile(*lines: tuple[str, str]) -> Document:
    return read(page(*SIDE, *MAIN, *lines))


def entries(document: Document, section: str = "experience") -> list[Entry]:
    assert document.entries is not None
    return [entry for entry in document.entries if entry.section == section]


def text(piece: Any) -> str | None:
    return piece.text if piece else None


def told(document: Document) -> list[tuple[str | None, ...]]:
    return [(text(e.employer), text(e.title), text(e.dates), text(e.location)) for e in entries(document)]


ACME = [
    ("employer", "Acme Ltd"),
    ("title", "Support Agent"),
    ("dates", "January 2020 - March 2021 (1 year 3 months)"),
    ("place", "Leeds, UK"),
]


def test_one_position() -> None:
    document = profile(("h", "Experience"), *ACME, ("text", "- Answered tickets"), ("text", "• Wrote macros"))
    assert told(document) == [("Acme Ltd", "Support Agent", "January 2020 - March 2021 (1 year 3 months)", "Leeds, UK")]
    (job,) = entries(document)
    assert [piece.text for piece in job.body] == ["Answered tickets", "Wrote macros"]
    assert document.format == "linkedin-pdf"
    assert document.person == "Ana Ruiz"
    assert document.dated == "2026-04-08"
    assert document.pages == 1
    assert "Page 1 of 1" not in document.text


def test_text_lines_and_spans_agree() -> None:
    document = profile(("h", "Experience"), *ACME, ("text", "• Wrote macros"))
    for item in document.lines:
        assert document.text[item.span.start : item.span.stop] == item.text
    assert document.entries
    for entry in document.entries:
        for piece in filter(None, (entry.title, entry.employer, entry.location, entry.dates, *entry.body)):
            assert piece.span is not None
            assert document.text[piece.span.start : piece.span.stop].replace("\n", " ") == piece.text
    assert [item.heading for item in document.lines if item.heading == 1] == [1]
    assert {item.text for item in document.lines if item.column == 1} >= {"Contact", "ana@example.com"}


def test_several_positions_under_one_employer() -> None:
    document = profile(
        ("h", "Experience"),
        ("employer", "Acme Ltd"),
        ("total", "3 years 2 months"),
        ("title", "Team Lead"),
        ("dates", "March 2021 - Present (2 years)"),
        ("title", "Support Agent"),
        ("dates", "January 2020 - March 2021 (1 year 3 months)"),
        ("place", "Leeds, UK"),
        ("text", "Chat"),
        ("employer", "Beta GmbH"),
        ("title", "Clerk"),
        ("dates", "2017 - 2019 (2 years)"),
    )
    assert [row[:3] for row in told(document)] == [
        ("Acme Ltd", "Team Lead", "March 2021 - Present (2 years)"),
        ("Acme Ltd", "Support Agent", "January 2020 - March 2021 (1 year 3 months)"),
        ("Beta GmbH", "Clerk", "2017 - 2019 (2 years)"),
    ]
    assert [job.notes for job in entries(document)] == [("total:3 years 2 months",), (), ()]


SEQUENCE = [
    ("h", "Experience"),
    ("employer", "Acme Ltd"),
    ("total", "3 years 2 months"),
    ("title", "Team Lead"),
    ("dates", "March 2021 - Present (2 years)"),
    ("place", "Leeds, UK"),
    ("text", "• Led five agents"),
    ("title", "Support Agent"),
    ("dates", "January 2020 - March 2021 (1 year 3 months)"),
    ("employer", "Beta GmbH"),
    ("title", "Clerk"),
    ("dates", "2017 - 2019 (2 years)"),
]


@pytest.mark.parametrize("cut", range(1, len(SEQUENCE)))
def test_a_page_break_anywhere_changes_nothing(cut: int) -> None:
    whole = read(page(*SIDE, *MAIN, *SEQUENCE))
    broken = read(page(*SIDE, *MAIN, *SEQUENCE[:cut], of=2), page(*SEQUENCE[cut:], number=2, of=2))
    assert told(broken) == told(whole)
    assert [job.notes for job in entries(broken)] == [job.notes for job in entries(whole)]
    assert [[piece.text for piece in job.body] for job in entries(broken)] == [["Led five agents"], [], []]
    assert "Page" not in broken.text
    assert {item.page for item in broken.lines} == {1, 2}


def test_wrapped_employer_and_title() -> None:
    document = profile(
        ("h", "Experience"),
        ("employer", "The Extraordinarily Long Name of a Society for the Care of"),
        ("employer", "Customers"),
        ("title", "Senior Customer Experience and Customer Support Operations"),
        ("title", "Manager, Europe"),
        ("dates", "May 2019 - June 2020 (1 year 2 months)"),
    )
    assert told(document) == [
        (
            "The Extraordinarily Long Name of a Society for the Care of Customers",
            "Senior Customer Experience and Customer Support Operations Manager, Europe",
            "May 2019 - June 2020 (1 year 2 months)",
            None,
        )
    ]


def test_wrapped_description_is_one_paragraph() -> None:
    (job,) = entries(
        profile(
            ("h", "Experience"),
            *ACME,
            ("text", "• Resolved sixty tickets a week in Notion with a first-contact resolution"),
            ("text", "rate of 81%"),
            ("text", "Trained"),
            ("text", "Coached"),
        )
    )
    assert [piece.text for piece in job.body] == [
        "Resolved sixty tickets a week in Notion with a first-contact resolution rate of 81%",
        "Trained",
        "Coached",
    ]


def test_date_lines_inside_a_description_are_text() -> None:
    document = profile(
        ("h", "Experience"),
        *ACME,
        ("text", "Projects"),
        ("text", "2015 - 2016"),
        ("text", "June 2017 - May 2018 (1 year)"),
        ("text", "3 years"),
    )
    assert len(told(document)) == 1
    assert [piece.text for piece in entries(document)[0].body] == [
        "Projects",
        "2015 - 2016",
        "June 2017 - May 2018 (1 year)",
        "3 years",
    ]


def test_position_without_dates_keeps_its_description() -> None:
    document = profile(
        ("h", "Experience"),
        ("employer", "Acme Ltd"),
        ("title", "Agent"),
        ("text", "2021 product launch across 3 regions"),
    )
    (job,) = entries(document)
    assert job.dates is None
    assert text(job.body[0]) == "2021 product launch across 3 regions"


@pytest.mark.parametrize(
    ("headings", "dates"),
    [
        ("Contactar|Aptitudes principales|Extracto|Experiencia|Educación", "abril de 2021 - Present (5 años)"),
        ("Coordonnées|Principales compétences|Résumé|Expérience|Formation", "août 2024 - mai 2025 (1 an 1 mois)"),
        ("Contato|Principais competências|Resumo|Experiência|Formação acadêmica", "março de 2024 - Present (2 anos)"),
        (
            "Kontakt|Top-Kenntnisse|Zusammenfassung|Berufserfahrung|Ausbildung",
            "März 2019 - Juni 2020 (1 Jahr 4 Monate)",
        ),
        ("Contatti|Competenze principali|Riepilogo|Esperienza|Formazione", "marzo 2019 - Present (7 anni 2 mesi)"),
        ("Contact|Belangrijkste vaardigheden|Samenvatting|Ervaring|Opleiding", "maart 2019 - juni 2020 (1 jaar)"),
        ("Contact|Top Skills|Summary|Experience|Education", "2011 - 2011 (less than a year)"),
        ("İletişim|En Önemli Yetenekler|Özet|Deneyim|Eğitim", "Nisan 2021 - Present (5 yıl)"),
        ("連絡先|主なスキル|概要|職歴|学歴", "2021年4月 - Present (5年)"),
    ],
)
def test_locales(headings: str, dates: str) -> None:
    contact, skills, summary, experience, education = headings.split("|")
    document = read(
        page(
            ("side-head", contact),
            ("side", "ana@example.com"),
            ("side-head", skills),
            ("side", "Zendesk"),
            ("side", "Excel"),
            *MAIN,
            ("h", summary),
            ("summary", "Five years of support."),
            ("h", experience),
            ("employer", "Acme"),
            ("title", "Agent"),
            ("dates", dates),
            ("place", "Madrid"),
            ("h", education),
            ("employer", "Uni"),
            ("degree", "BA, Letters · (2010 - 2014)"),
        )
    )
    assert told(document) == [("Acme", "Agent", dates, "Madrid")]
    assert [text(entry.body[0]) for entry in entries(document, "summary")] == ["Five years of support."]
    assert [text(entry.employer) for entry in entries(document, "education")] == ["Uni"]
    assert [[text(piece) for piece in entry.body] for entry in entries(document, "skills")] == [["Zendesk", "Excel"]]


@pytest.mark.parametrize(
    "lines",
    [
        ["Bachelor of Arts, Letters · (January 2014 - December 2018)"],
        ["Bachelor of Arts, Letters · (January", "2014 - December 2018)"],
        ["Bachelor of Arts, Letters ·", "(January 2014 - December", "2018)"],
    ],
)
def test_education_dates_may_break_over_lines(lines: list[str]) -> None:
    document = profile(("h", "Education"), ("employer", "University of Nowhere"), *(("degree", item) for item in lines))
    (school,) = entries(document, "education")
    assert (text(school.employer), text(school.title), text(school.dates)) == (
        "University of Nowhere",
        "Bachelor of Arts, Letters",
        "January 2014 - December 2018",
    )


def test_education_without_degree_or_dates() -> None:
    document = profile(
        ("h", "Education"),
        ("employer", "Uni"),
        ("degree", "· (2010 - 2014)"),
        ("employer", "School"),
        ("degree", "BSc (class of 2009), Physics · (2005 - 2009)"),
        ("employer", "College"),
    )
    assert [(text(e.employer), text(e.title), text(e.dates)) for e in entries(document, "education")] == [
        ("Uni", None, "2010 - 2014"),
        ("School", "BSc (class of 2009), Physics", "2005 - 2009"),
        ("College", None, None),
    ]


def test_sidebar_over_two_pages() -> None:
    document = read(
        page(
            *SIDE,
            ("side-head", "Top Skills"),
            ("side", "Zendesk"),
            ("side-head", "Languages"),
            ("side", "Spanish (Native or Bilingual)"),
            ("side-head", "Certifications"),
            ("side", "ITIL Foundation"),
            *MAIN,
            ("h", "Experience"),
            *ACME,
            of=2,
        ),
        page(
            ("side", "HubSpot Inbound"),
            ("side-head", "Honors-Awards"),
            ("side", "Hero 2019"),
            ("text", "Chat"),
            number=2,
            of=2,
        ),
    )
    assert [text(e.title) for e in entries(document, "certifications")] == ["ITIL Foundation", "HubSpot Inbound"]
    assert [text(e.title) for e in entries(document, "awards")] == ["Hero 2019"]
    assert [text(piece) for piece in entries(document, "languages")[0].body] == ["Spanish (Native or Bilingual)"]
    assert "ana@example.com" not in {text(e.title) for e in document.entries or ()}
    assert [text(piece) for piece in entries(document)[0].body] == ["Chat"]
    assert document.text.index("Chat") < document.text.index("ITIL Foundation")


def test_hidden_text_is_left_out_and_said() -> None:
    document = profile(
        ("h", "Experience"), *ACME, ("white", "January 2000 - Present (26 years)"), ("white", "CEO"), ("text", "Chat")
    )
    (job,) = entries(document)
    assert [piece.text for piece in job.body] == ["Chat"]
    (finding,) = document.findings
    assert (finding.code, finding.severity) == ("W_HIDDEN_TEXT", "warning")
    assert finding.message.startswith("7 words")
    assert [item.text for item in document.lines if not item.visible] == ["January 2000 - Present (26 years)", "CEO"]


def test_volunteering_and_career_break() -> None:
    document = profile(
        ("h", "Experience"),
        ("employer", "Career Break"),
        ("title", "Caregiving"),
        ("dates", "May 2019 - June 2020 (1 year 2 months)"),
        ("h", "Volunteer Experience"),
        ("employer", "Red Cross"),
        ("title", "Guide"),
        ("dates", "May 2015 - June 2016 (1 year 2 months)"),
    )
    assert document.entries
    assert [(e.section, e.employment) for e in document.entries] == [
        ("career_break", None),
        ("volunteering", "volunteer"),
    ]


@pytest.mark.parametrize(
    ("meta", "dated"),
    [
        (META, "2026-04-08"),
        ({**META, "CreationDate": "20260408"}, "2026-04-08"),
        ({**META, "CreationDate": "D:20269999"}, None),
        ({**META, "CreationDate": ""}, None),
        ({"Producer": "Skia/PDF", "CreationDate": "D:20260408"}, None),
        ({}, None),
    ],
)
def test_date_of_the_export(meta: dict[str, str], dated: str | None) -> None:
    assert read(page(*SIDE, *MAIN, ("h", "Experience"), *ACME), meta=meta).dated == dated


OLD = [
    ("old-name", "Ana Ruiz"),
    ("old", "Support Agent at Acme Ltd"),
    ("old-h", "Summary"),
    ("old", "Five years of support."),
    ("old-h", "Experience"),
    ("old-bold", "Attorney at Law at Smith LLP"),
    ("old", "January 2014 - Present (2 years 3 months)"),
    ("old", "Advised customers"),
    ("old-bold", "Translator"),
    ("old", "2010 - 2013 (3 years)"),
    ("old-h", "Volunteer Experience"),
    ("old-bold", "Guide at Red Cross"),
    ("old", "August 2016 to Present"),
    ("old-h", "Education"),
    ("old-bold", "University of Nowhere"),
    ("old", "BA, Letters, 2006 - 2010"),
    ("old-bold", "Ana Ruiz"),
    ("old", "Contact Ana on LinkedIn"),
]


def test_layout_of_2014_to_2017() -> None:
    words = page(*OLD)
    assert linkedin_pdf.looks_like({}, [Page(1, 612, 792, words)])
    document = read(words, meta={})
    assert told(document) == [
        ("Smith LLP", "Attorney at Law", "January 2014 - Present (2 years 3 months)", None),
        (None, "Translator", "2010 - 2013 (3 years)", None),
    ]
    assert [text(piece) for piece in entries(document)[0].body] == ["Advised customers"]
    (guide,) = entries(document, "volunteering")
    assert (text(guide.employer), text(guide.dates), guide.employment) == (
        "Red Cross",
        "August 2016 to Present",
        "volunteer",
    )
    school = entries(document, "education")[0]
    assert (text(school.employer), text(school.title), text(school.dates)) == (
        "University of Nowhere",
        "BA, Letters",
        "2006 - 2010",
    )
    assert document.person == "Ana Ruiz"


def test_what_is_no_export() -> None:
    plain = page(("old-name", "Ana Ruiz"), ("old", "Contact me on LinkedIn"), ("old-bold", "Agent"), ("old", "Acme"))
    assert linkedin_pdf.read_pages([plain], "cv.pdf", "0" * 64, {}) is None
    assert linkedin_pdf.read_pages([], "cv.pdf", "0" * 64, {}) is None


@pytest.mark.parametrize(
    ("meta", "words", "expected"),
    [
        (META, [], True),
        ({"Title": "Resume", "Producer": "Skia/PDF"}, [], False),
        ({}, page(*SIDE, *MAIN, ("h", "Experience"), *ACME), True),
        ({}, page(*OLD[:8]), False),
    ],
)
def test_looks_like(meta: dict[str, str], words: list[Word], expected: bool) -> None:
    assert linkedin_pdf.looks_like(meta, [Page(1, 612, 792, words)]) is expected
