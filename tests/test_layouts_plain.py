"""CVs as people type them in a word processor, an editor or an e-mail: slips, paragraphs, breaks of one's own."""

from __future__ import annotations

import pytest

from tests.drawn import drawn
from tests.test_layouts_people import dates, names, page, read
from tests.test_layouts_themes import codes

JOBS = (
    "{}\n\nReceptionist, Palm Dental, Leeds\nMarch 2017 - May 2020\nDiary for three dentists.\n\n"
    "Sales Assistant, Torbay Shoes, Leeds\nSeptember 2012 - September 2014\nEvenings at college.\n\n"
    "{}\n\nSouth Devon College, Level 3 Business Administration, 2012-2014\n"
)


@pytest.mark.parametrize(
    ("work", "study"),
    [
        ("Experience", "Edcuation"),
        ("Experiance", "Education"),
        ("Work Expirience:", "Educaton:"),
        ("EMPLOYMENT HISTROY", "Education"),
    ],
)
def test_headings_with_one_slip_of_the_keyboard(work: str, study: str) -> None:
    assert len(dates(read("Jodie Lamprey\n\n" + JOBS.format(work, study)))) == 2


@pytest.mark.parametrize("line", ["Position", "Employer:", "Educator", "Organisation"])
def test_labels_and_words_of_their_own_are_no_slips(line: str) -> None:
    found = read(
        f"Jodie Lamprey\n\nExperience\n\nShop Assistant, Foo Ltd\nMay 2015 - May 2016\n{line}\n\n" + JOBS.format("", "")
    )
    assert ("2017-03", "2020-05") in dates(found)


def test_paragraphs_that_hold_names_dates_in_brackets_and_text() -> None:
    found = read(
        "Encarna Luján\n\nDonde he trabajado\n\n"
        "Asesoría Llanos, técnica de nóminas (de febrero 2019 a hoy). Nóminas de 85 empresas, unos 900 trabajadores. "
        "Contratos, altas y bajas, partes y cartas a la mutua todos los meses.\n\n"
        "Pausa por cuidado de hijos (de enero 2016 a enero 2019). Dos niños seguidos, sin trabajo en este tiempo.\n\n"
        "Cuchillerías Romero S.A., administrativa (de mayo 2009 a diciembre 2015). Nóminas de fábrica, horas extra, "
        "partes de accidente, facturas de proveedores y el archivo de todo ello.\n\n"
        "Gestoría Tinajeros, auxiliar administrativa (de octubre 2006 a abril 2009). Matriculaciones, recados.\n"
    )
    assert dates(found) == [
        ("2019-02", "present"),
        ("2016-01", "2019-01"),
        ("2009-05", "2015-12"),
        ("2006-10", "2009-04"),
    ]
    assert found.positions[1].position.employment == "leave"
    assert names(found)[::2] == [
        ("técnica de nóminas", "Asesoría Llanos"),
        ("administrativa", "Cuchillerías Romero S.A."),
    ]


def test_dates_with_white_space_above_open_their_paragraphs() -> None:
    found = read(
        "Milagros Ticona\nCocinera\nArequipa\n\nEsto es lo que he hecho desde que salí del colegio, en orden:\n\n"
        "Marzo del 2008 a diciembre del 2010\nAyudante de cocina en Picantería La Sachaca. Pelar, picar y lavar.\n\n"
        "Enero del 2013 a junio del 2017\nCocinera en Restaurante El Sillar. Menú diario, 120 platos.\n\n"
        "Julio del 2017 a julio del 2021\nSin empleo por la cuarentena, cuidando a mi mamá.\n\n"
        "Agosto del 2021 hasta la actualidad\nJefa de cocina en Clínica Santa Rosario. Dietas, 90 pacientes.\n"
    )
    assert names(found)[:2] == [
        ("Ayudante de cocina", "Picantería La Sachaca"),
        ("Cocinera", "Restaurante El Sillar"),
    ]
    assert names(found)[3] == ("Jefa de cocina", "Clínica Santa Rosario")
    assert [each.position.employment for each in found.positions] == ["work", "work", "leave", "work"]


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Werkervaring", "Thuis met de kinderen"),
        ("Experience", "Home with our two children"),
        ("Expérience professionnelle", "À la maison avec mes enfants"),
        ("Berufserfahrung", "Zu Hause bei den Kindern"),
        ("Experiencia", "Sin trabajo (operación de rodilla)"),
        ("Esperienza lavorativa", "A casa con i figli"),
    ],
)
def test_breaks_in_words_of_ones_own(heading: str, line: str) -> None:
    jobs = "Foo, Bar S.A.\n01/2018 - 12/2020\n\n{}\n01/2016 - 12/2017\n\nBaz, Bar S.A.\n01/2014 - 12/2015\n"
    found = read(f"{heading}\n\n{jobs.format(line)}")
    assert [each.position.employment for each in found.positions] == ["work", "leave", "work"]


def test_a_remark_behind_the_dates_is_no_part_of_the_employer() -> None:
    found = read(
        "# Sunil\n\n## jobs\n\n- IT Technician @ Coventry Bearings Ltd (2017-11 → 2021-04)\n"
        "- Kitchen Porter @ The Weavers Arms (2010-11 → 2013-07), weekends\n",
        name="cv.md",
    )
    assert names(found)[1] == ("Kitchen Porter", "The Weavers Arms")


def test_a_line_in_small_letters_below_a_town_is_no_part_of_the_employer() -> None:
    found = read(
        "Berufserfahrung\n\n01.03.2018 - heute, Kraftfahrer bei Spedition Fuldatal, Kassel\nWechselbrücke, nachts\n\n"
        "01.08.2006 - 31.05.2012, Gleisbauer bei Bahnbau Nordhessen, Kassel\nviel Nachtschicht\n"
    )
    assert names(found)[1] == ("Gleisbauer", "Bahnbau Nordhessen")


def test_the_sign_of_a_quotation_marks_the_items_of_a_list() -> None:
    text = (
        "EXPERIENCIAS\n\n> Analista de suporte N2, Porto Sistemas, abril de 2022 até hoje\n  Redes, plantão.\n\n"
        "> Analista de suporte N1, Telecom Azul, setembro de 2018 a março de 2022\n  Telefone.\n\n"
        "ESTUDO\n\nDireito, 2010\n"
    )
    assert names(read(text)) == [
        ("Analista de suporte N2", "Porto Sistemas"),
        ("Analista de suporte N1", "Telecom Azul"),
    ]


def test_the_school_of_an_occupation_is_no_job() -> None:
    found = read(
        "Ce que j'ai fait\n\nDepuis mars 2022 : aide-soignante chez EHPAD Les Hortensias (Quimper)\n"
        "Toilettes, repas.\n\n"
        "D'octobre 2016 à août 2017 : école d'aide-soignante, IFAS de Cornouaille, diplôme obtenu\n\n"
        "De mai 2013 à septembre 2016 : auxiliaire de vie chez Adom'Services (Douarnenez)\nMénage, courses.\n"
    )
    assert dates(found) == [("2022-03", "present"), ("2013-05", "2016-09")]
    assert "I_SCHOOLING" in codes(found)


def test_items_that_go_on_behind_their_dates() -> None:
    body = "".join(
        f"<li>{line}</li>"
        for line in (
            "Exploitante transport, Messagerie du Cher, Bourges : de novembre 2019 à ce jour. 35 conducteurs, litiges, "
            "palettes, planning de la semaine et du week-end, relations avec les clients.",
            "Assistante d'exploitation, Fret Sologne, Vierzon : de janvier 2016 à octobre 2019. Saisie des commandes.",
            "Standardiste, Mairie de Saint-Amandin : d'avril 2014 à décembre 2015.",
        )
    )
    found = page(f"<ul>{body}</ul>", "Mon parcours professionnel")
    assert dates(found) == [("2019-11", "present"), ("2016-01", "2019-10"), ("2014-04", "2015-12")]


def test_a_range_of_a_sentence_that_breaks_over_the_line() -> None:
    found = read(
        "Dear Mrs Okafor,\n\nI am currently a Lettings Negotiator at Dovecote Residential in Lincoln,\n"
        "I started there in June 2022. I do viewings, references, inventories and\nmost of the deposit disputes.\n\n"
        "Before that I was a Housing Assistant at Lindum Homes from February 2018\nuntil May 2022. Mainly arrears, and "
        "repairs reporting, and the tenants\nnewsletter.\n"
    )
    assert ("2018-02", "2022-05") in dates(found)
    assert "W_DATE_LEFT" in codes(found)  # the job of today, told by its start alone


@pytest.mark.parametrize(("heading", "same"), [("Experience", "same hotel"), ("Experiencia", "la misma empresa")])
def test_the_same_employer_is_the_one_above(heading: str, same: str) -> None:
    found = read(
        f"{heading}\n\n08/2020 - 12/2023\nSupervisor, Royal Avon Hotel, Bath\n\n05/2017 - 07/2020\nWaiter, {same}\n\n"
        "10/2014 - 04/2017\nPorter, Kypseli Taverna, Bristol\n"
    )
    assert [employer for _, employer in names(found)][:2] == ["Royal Avon Hotel", "Royal Avon Hotel"]


@pytest.mark.parametrize(
    "jobs",
    [
        "Dal 02/2020 ad oggi, Officine Franciacorta S.r.l. (Rovato), manutentore elettromeccanico. {0}\n\n"
        "Dal 09/2015 al 01/2020, Climatech S.n.c. (Brescia), installatore. {0}\n",
        "Manutentore elettromeccanico presso Officine Franciacorta S.r.l., Rovato. Febbraio 2020 - oggi. {0}\n\n"
        "Installatore presso Climatech S.n.c., Brescia. Settembre 2015 - gennaio 2020. {0}\n",
    ],
)
def test_paragraphs_with_their_dates_first_or_behind_the_names(jobs: str) -> None:
    text = "Manutenzione programmata delle presse e dei robot, ricerca guasti sui quadri, turni di reperibilità. " * 2
    found = read(f"ESPERIENZE PROFESSIONALI\n\n{jobs.format(text)}")
    assert dates(found) == [("2020-02", "present"), ("2015-09", "2020-01")]


def test_lines_that_begin_in_bold_are_no_headings_and_hide_none() -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    bold, plain = "Helvetica-Bold@11", "Helvetica@11"
    cells = [(57.0, 60.0, "Peg Dunleavy", "Helvetica-Bold@17"), (57.0, 100.0, "What I can do", bold)]
    said = (("Run an office.", "Diaries, payroll for 60, supplier contracts, audits."),)
    said += (("Look after people.", "Fourteen reception staff over the years."),)
    said += (("Keep the books honest.", "Sage, monthly management accounts."),)
    for n, (lead, rest) in enumerate(said):
        cells += [
            (57.0, 120 + 20 * n, lead, bold),
            (57 + stringWidth(f"{lead} ", "Helvetica-Bold", 11), 120 + 20 * n, rest, plain),
        ]
    cells += [(57.0, 200.0, "Where I did it", bold)]
    jobs = (("Office Manager, Corrib Veterinary Group, Galway", "Feb 2018 – now"),)
    jobs += (("Accounts Clerk, Shannonside Co-operative, Limerick", "May 2006 – July 2012"),)
    for n, (job, date) in enumerate(jobs):
        cells += [(57.0, 220 + 20 * n, job, plain), (440.0, 220 + 20 * n, date, plain)]
    cells += [(57.0, 280.0, "Qualifications", bold), (57.0, 300.0, "Accounting Technician, Regional College", plain)]
    cells += [
        (57.0, 320.0 + 20 * n, text, plain) for n, text in enumerate(("Safepass", "Manual handling", "First aid"))
    ]
    assert dates(drawn(cells)) == [("2018-02", "present"), ("2006-05", "2012-07")]


def test_forms_that_close_with_dates_and_the_reason_for_leaving() -> None:
    job = (
        "{}, Toledo, OH\nPosition held: {}\n- Fourteen stops a day, hand truck and liftgate\nDates employed: {}\t{}\n\n"
    )
    reasons = ("Reason for leaving: n/a", "Reason for leaving: better pay", "Reason for leaving: company sold")
    jobs = (
        ("Swamp Beverage Co.", "Route Driver", "June 2019 to present", reasons[0]),
        ("Maumee Movers", "Crew Lead", "April 2014 to May 2019", reasons[1]),
        ("Creek Ice Company", "Delivery Helper", "May 2008 to August 2010", reasons[2]),
    )
    found = read("EMPLOYMENT\n\n" + "".join([job.format(*each) for each in jobs]))
    assert names(found) == [(title, house) for house, title, _, _ in jobs]
    assert dates(found)[0] == ("2019-06", "present")
