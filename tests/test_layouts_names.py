"""Names over two lines, towns between and behind names, employers that stand once, text that no mark begins."""

from __future__ import annotations

import pytest

from tests.drawn import drawn
from tests.readers.make_docx import docx, p, run
from tests.test_layouts_people import dates, names, read
from tests.test_layouts_themes import BOLD, HEAD, PLAIN, Cells, width
from xpcalc import Assessment, assess

# ---------------------------------------------------------------- towns


def jobs(*lines: str, heading: str = "Experience") -> Assessment:
    text = f"Nora Whitcombe\n\n{heading}\n\n"
    for n, line in enumerate(lines):
        text += f"{line}\n0{n + 1}/{2020 - 2 * n} - 12/{2021 - 2 * n}\n- Kept the books of the house\n\n"
    return read(text)


def test_town_behind_te() -> None:
    found = jobs(
        "Planner, Pakketdienst Snelpost te Nieuwegein", "Chauffeur, Van der Wal te Zwolle", heading="Werkervaring"
    )
    assert names(found) == [("Planner", "Pakketdienst Snelpost"), ("Chauffeur", "Van der Wal")]


def test_town_with_its_state_in_brackets_behind_a_label() -> None:
    form = "Empresa: {} ({} - SP)\nCargo: {}\nPeríodo: De 0{}/2015 a 09/2019\n\n"
    text = form.format("Têxtil Boa Vista", "Americana", "Gerente", 6) + form.format(
        "Rede Farma", "Jundiaí", "Auxiliar", 1
    )
    found = read(f"Nora Whitcombe\n\nExperiência profissional\n\n{text}")
    assert {employer for _, employer in names(found)} == {"Têxtil Boa Vista", "Rede Farma"}


def test_town_with_its_state_between_two_names() -> None:
    found = jobs(
        "Têxtil Boa Vista, Americana - SP - Gerente de Operações",
        "Atacadão Boa Safra, Jundiaí - SP - Coordenador de Logística",
        heading="Experiência profissional",
    )
    assert names(found)[0] == ("Gerente de Operações", "Têxtil Boa Vista")


def test_towns_of_the_long_list_behind_two_strokes() -> None:
    found = jobs(
        "Class Teacher / Broadland Academy / Great Yarmouth",
        "Primary School Teacher / Marsh Lane Infants / Lowestoft",
        "Teaching Assistant / Marsh Lane Infants / Lowestoft",
    )
    assert [employer for _, employer in names(found)] == [
        "Broadland Academy",
        "Marsh Lane Infants",
        "Marsh Lane Infants",
    ]


def test_titles_that_no_list_has_behind_towns_are_no_towns() -> None:
    found = jobs(
        "Atelier 21, Den Bosch | Softwaretester II",
        "Van Mei N.V., Gent | Kweker",
        "Austin Energy, Thuiswerk | Kweker",
        "Nurse & Neighbour, Deventer | Groepsleider",
        heading="Werkervaring",
    )
    assert names(found)[:2] == [("Softwaretester II", "Atelier 21"), ("Kweker", "Van Mei N.V.")]


# ---------------------------------------------------------------- names that break


def wrapped(first: str, second: str, *, room: float, title: str) -> Assessment:
    """A bold employer and a title on one line, which breaks in a column of this width; bullets show how wide it is."""
    cells: Cells = [(60, 60, "Experience", HEAD)]
    y = 80.0
    for n in range(4):
        employer = f"{'Acme Bolt Cedar Delta'.split()[n]} Ltd"
        lines = (first, second) if n == 2 else (title, "")
        cells += [(60, y, f"{employer} |", BOLD), (60 + width(f"{employer} | ", BOLD), y, lines[0], PLAIN)]
        if lines[1]:
            cells.append((60, y + 13, lines[1], PLAIN))
        when = f"01/{2020 - 2 * n} – 12/{2021 - 2 * n}"
        cells += [(60, y + 26, when, "Helvetica-Oblique@9")]
        duty = "• Bargained for frames and rails and kept the stock"
        while width(f"{duty} up", PLAIN) < room:
            duty += " up"
        cells += [(66, y + 39, duty, PLAIN), (66, y + 52, duty[:40], PLAIN)]
        y += 74
    return drawn(cells)


def test_title_that_the_widest_line_leaves_no_room_for() -> None:
    room = width("Cedar Ltd | ", BOLD) + width("Head", PLAIN) + 20
    found = wrapped("Head", "Purchasing & Logistics", room=max(room, 260), title="Clerk")
    assert ("Head", "Cedar Ltd") in names(found)  # there was room: a line of its own
    long = "Head of the Purchasing and Stock Department,"
    found = wrapped(long, "Procurement", room=width(f"Cedar Ltd | {long}", PLAIN) + 8, title="Clerk")
    assert names(found)[2] == (f"{long} Procurement", "Cedar Ltd")


def test_title_that_goes_on_in_small_letters() -> None:
    found = wrapped("Trainee", "in the bookshop", room=400, title="Clerk")
    assert names(found)[2] == ("Trainee in the bookshop", "Cedar Ltd")


# ---------------------------------------------------------------- employers that stand once


def test_employer_and_town_that_stand_once_in_the_type_of_the_text() -> None:
    """What white space sets apart begins a job, whatever its type; a town is no name."""
    cells: Cells = [(60, 60, "Esperienze lavorative", HEAD)]
    y = 80.0
    for employer, town, titles in (
        ("Summer Camps Ltd", "Da remoto", ("Curatrice", "Restauratore di dipinti")),
        ("Marzo & Figli S.r.l.", "Perugia", ("Assistente restauratrice", "Guida museale")),
        ("Trattoria Maggio", "Prato", ("Contabile senior", "Impiegato contabile")),
    ):
        cells += [(60, y, employer, PLAIN), (60, y + 11, town, PLAIN)]
        y += 22
        for title in titles:
            year = 2030 - int(y / 20)
            cells += [(60, y, title, BOLD), (62 + width(title, BOLD), y, f"| 03/{year} — 07/{year + 1}", PLAIN)]
            cells.append((60, y + 11, "Visite per 48 scolaresche. Catalogo digitale in SICaP.", PLAIN))
            y += 32
    found = drawn(cells)
    assert [employer for _, employer in names(found)] == [
        "Summer Camps Ltd",
        "Summer Camps Ltd",
        "Marzo & Figli S.r.l.",
        "Marzo & Figli S.r.l.",
        "Trattoria Maggio",
        "Trattoria Maggio",
    ]


@pytest.mark.parametrize(
    "text", ["Lieferantenbewertung in Jaggaer aufgebaut (2020). Abstimmung mit Technik und Recht."]
)
def test_two_sentences_are_no_employer(text: str) -> None:
    cv = "Nora Whitcombe\n\nBerufserfahrung\n\nACME BAU AG\nEssen\nLead Buyer\nMai 2023 – heute\n" + text + "\n\n"
    cv += "Strategischer Einkäufer\nJuli 2020 – Apr. 2023\n" + text + "\n\n"
    cv += (
        "BOLT GMBH\nUlm\nEinkäuferin\nMärz 2019 – Juni 2020\n"
        + text
        + "\n\nSachbearbeiterin\nDez. 2016 – Feb. 2019\n"
        + text
    )
    assert [employer for _, employer in names(read(cv))] == ["ACME BAU AG", "ACME BAU AG", "BOLT GMBH", "BOLT GMBH"]


def test_internship_below_its_employer_is_no_heading() -> None:
    """The titles wear the dress of the headings, and one of them is the name of a section."""
    bold = "Helvetica-Bold@11"
    cells: Cells = [(60, 60, "Esperienza lavorativa", bold)]
    y = 80.0
    for employer, when, title in (
        ("Banca dell'Adige S.p.A.", "ago 2023 - attuale", "Restauratore di dipinti"),
        ("Marzo & Figli S.r.l.", "mar 2019 - lug 2023", "Assistente restauratrice"),
        ("Firenze Pelli S.n.c.", "set 2018 - dic 2018", "Tirocinio curriculare"),
    ):
        cells += [(60, y, employer, "Helvetica@11"), (440, y, when, "Helvetica@11"), (60, y + 14, title, bold)]
        cells.append((66, y + 28, "• Gestione di 43 bolle al giorno", "Helvetica@11"))
        y += 52
    cells += [(60, y, "Istruzione", bold), (60, y + 16, "Università di Valscura", "Helvetica@11")]
    found = drawn(cells)
    assert names(found)[2] == ("Tirocinio curriculare", "Firenze Pelli S.n.c.")


def test_internship_behind_an_employer_is_no_town() -> None:
    lines = ("Comune di Valscura | Impiegato contabile", "Casa Editrice Luglio | Tirocinio curriculare")
    cells: Cells = [(60, 60, "Esperienza lavorativa", HEAD)]
    for n, line in enumerate((lines[0], lines[0], lines[1])):
        y = 80.0 + 50 * n
        when = f"mag {2019 - 2 * n} – giu {2020 - 2 * n}"
        cells += [(60, y, line, BOLD), (440, y, when, PLAIN), (60, y + 13, ("Potenza", "Prato", "Cuneo")[n], PLAIN)]
        cells.append((66, y + 26, "• Registrazione di 40 fatture al mese", PLAIN))
    assert names(drawn(cells))[2] == ("Tirocinio curriculare", "Casa Editrice Luglio")


@pytest.mark.parametrize("once", [True, False])
def test_date_behind_the_title_where_the_employer_stands_once(once: bool) -> None:
    """Elsewhere the date stands behind the employer, below the title."""
    cells: Cells = [(60, 60, "Experience", HEAD)]
    title, house = ("Helvetica-Oblique@10", BOLD) if once else (BOLD, PLAIN)
    y = 80.0
    for n, employer in enumerate(("Acme Bank plc", "Bolt & Sons", "Cedar Ltd", "Delta Ltd")):
        alone = (n == 1) == once
        when = f"(May {2021 - 3 * n} to August {2022 - 3 * n})"
        if alone:
            cells += [(60, y, employer, house), (60, y + 13, "Leeds", PLAIN)]
            y += 26
            cells += [(60, y, f"Adviser {when}", title)]
        else:
            cells += [(60, y, "Adviser of firms", title), (60, y + 13, f"{employer} {when}", house)]
            y += 13
        cells += [(66, y + 13, "• Lent the houses of forty families their roofs", PLAIN)]
        cells += [(66, y + 26, "• Taught the young to count", PLAIN)]
        y += 52
    assert len(drawn(cells).positions) == 4


def test_name_that_breaks_behind_vom() -> None:
    found = read(
        "Nora Whitcombe\n\nBerufserfahrung\n\n"
        "Acme AG | Redakteurin vom\nDienst\nMai 2020 – heute\n- Plante das Blatt\n\n"
        "Bolt AG | Redakteurin\nMai 2017 – April 2020\n- Plante das Blatt\n"
    )
    assert names(found)[0] == ("Redakteurin vom Dienst", "Acme AG")


def word(*paragraphs: tuple[str, str]) -> Assessment:
    """A Word document of (text, style): "b" bold, "l" an item of a list."""
    body = [
        p(run(text, "<w:b/>" if style == "b" else ""), style="Dots" if style == "l" else "")
        for text, style in paragraphs
    ]
    return assess(docx("".join(body)), name="cv.docx", as_of="2026-11-21")


def test_leave_beside_its_date_heads_no_section() -> None:
    """In the dress of the headings; the jobs after it are jobs."""
    found = word(
        ("Berufserfahrung", "b"),
        ("CNC-Dreher\t2010-01 – 2012-04", "b"),
        ("Acme GmbH, Essen", ""),
        ("Leitung der Inventur", "l"),
        ("Elternzeit\t2009-03 – 2009-12", "b"),
        ("Mechaniker\t2008-08 – 2009-02", "b"),
        ("Bolt GmbH, Essen", ""),
        ("Fräsen und Drehen", "l"),
        ("Ausbildung", "b"),
        ("Realschule, Essen", ""),
    )
    assert found.total.months == 28 + 7


def test_open_date_alone_below_a_long_title() -> None:
    found = word(
        ("Experiência profissional", "b"),
        ("Câmara de Vilar Seco, Braga", "b"),
        ("Diretora de Ensino (Básico e Secundário)", ""),
        ("desde 06.12.2023", ""),
        ("Feira de ciências com 20 trabalhos", "l"),
        ("Colégio Luz, Braga", "b"),
        ("Vice-diretora", ""),
        ("08.02.2020–23.11.2023", ""),
        ("Turmas de 12 alunos", "l"),
    )
    assert dates(found)[0] == ("2023-12-06", "present")
