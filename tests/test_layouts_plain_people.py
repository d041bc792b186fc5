"""CVs of people who are no programmers: jobs in single lines, forms of shops, schools among the jobs, own headings."""

from __future__ import annotations

import pytest

from tests.drawn import drawn
from tests.test_layouts_people import dates, names, page, read
from tests.test_layouts_themes import HEAD, PLAIN, Cells, codes, width
from tests.test_layouts_written import kinds
from xpcalc import Assessment, assess


def places(found: Assessment) -> list[str | None]:
    return [held.position.location for held in found.positions]


# ---------------------------------------------------------------- places and houses


def test_town_with_its_postcode_in_no_list() -> None:
    found = page(
        "<h2>Berufserfahrung</h2>"
        "<p><b>Hinterberg Metallbau</b>, 8309 Nürenwil-Süd<br><i>Verkäuferin</i><br>Februar 2009 - Heute</p>"
        "<p><b>Brändli Fenster</b>, 9019 Sankt Orwin<br><i>Verkäuferin</i><br>Mai 2005 - Januar 2009</p>"
    )
    assert names(found) == [("Verkäuferin", "Hinterberg Metallbau"), ("Verkäuferin", "Brändli Fenster")]
    assert places(found) == ["8309 Nürenwil-Süd", "9019 Sankt Orwin"]


def test_street_of_north_america_is_no_town_with_postcode() -> None:
    found = read(
        "Experience\n\nClerk\nAcme Ltd, 7400 Merton Blvd\nMay 2019 - June 2021\n\n"
        "Cashier\nBolt Ltd, 1200 Oak Street\nMay 2016 - April 2019\n"
    )
    assert names(found) == [("Clerk", "Acme Ltd"), ("Cashier", "Bolt Ltd")]


def test_town_before_its_country_in_no_list() -> None:
    found = read(
        "Work Experience\n\nProduction Planner\nFebruary 2022 - present\nCarthage Textiles, Soussa, Tunisia\n\n"
        "Dispatcher\nOctober 2019 - January 2022\nMedenine Freight, Sfaxa, Tunisia\n"
    )
    assert names(found) == [("Production Planner", "Carthage Textiles"), ("Dispatcher", "Medenine Freight")]
    assert places(found) == ["Soussa, Tunisia", "Sfaxa, Tunisia"]


def test_house_before_its_country_is_no_town() -> None:
    found = read(
        "Work Experience\n\nMay 2019 - June 2021\nDispatcher, Quillfern, Spain\n\n"
        "March 2015 - April 2019\nPlanner, Marlowby, Spain\n"
    )
    assert names(found) == [("Dispatcher", "Quillfern"), ("Planner", "Marlowby")]


def test_house_behind_its_country() -> None:
    found = read(
        "Experience\n\nEnglish teacher at Morning Star school in Taiwan     March 2021 - June 2023\n- Lessons\n\n"
        "Clerk at Orwell County library     June 2019 - January 2021\n- Desk\n"
    )
    assert names(found)[0] == ("English teacher", "Morning Star school")


@pytest.mark.parametrize(
    ("word", "title", "other", "text"),
    [
        ("presso", "Addetta allo smistamento", "Cameriera", "Mi occupavo di smistare e di consegnare la posta."),
        ("chez", "Factrice", "Serveuse", "Tri et distribution du courrier dans les communes de la vallée."),
        ("bei", "Zustellerin", "Kellnerin", "Sortieren und Zustellen der Post in den Orten des Tals."),
        ("bij", "Postbezorger", "Serveerster", "Sorteren en bezorgen van de post in de dorpen van het dal."),
    ],
)
def test_line_that_begins_with_at(word: str, title: str, other: str, text: str) -> None:
    found = read(
        f"CV\n\n07/2019 - 05/2024\n{title}\n{word} Recapiti Nordest\n\n{text}\n\n"
        f"02/2015 - 06/2019\n{other}\n{word} Burger Laguna\n\n{text}\n"
    )
    assert names(found) == [(title, "Recapiti Nordest"), (other, "Burger Laguna")]


def test_label_before_the_dates_at_the_end_of_a_line() -> None:
    found = read(
        "EXPERIENCIA LABORAL\n\n"
        "Cajera para Austral Contact Center. Período: Febrero 2012 a Marzo 2014\n\n"
        "Administrativa en Registro Villa Alta 2.Período: Abril 2015 a Agosto 2020\n\n"
        "Empleada Administrativa, Cajera y Atención al Público en Registro Villa Alta 1. Desde Octubre de 2020 hasta "
        "Diciembre 2024\n"
    )
    assert names(found) == [
        ("Cajera", "Austral Contact Center"),
        ("Administrativa", "Registro Villa Alta 2"),
        ("Empleada Administrativa, Cajera y Atención al Público", "Registro Villa Alta 1"),
    ]
    assert dates(found)[2] == ("2020-10", "2024-12")


# ---------------------------------------------------------------- jobs as lines of a list


def test_items_that_end_in_their_dates() -> None:
    found = page(
        "<h2>Trabalhos</h2><ul><li>Empacotadora na empresa Bergamini, de Março de 2016 à Setembro de 2016;</li>"
        "<li>Fiscal de Salão, na empresa Baraúna, de Abril de 2021 até Setembro de 2023;</li></ul>"
    )
    assert names(found) == [("Empacotadora", "Bergamini"), ("Fiscal de Salão", "Baraúna")]
    assert dates(found) == [("2016-03", "2016-09"), ("2021-04", "2023-09")]


def test_items_that_begin_with_their_dates() -> None:
    found = read(
        "ESPERIENZE LAVORATIVE\n\n- dal 02/2021 ad oggi Addetta al banco presso Supermercato Tuttobuono (24 ore)\n"
        "- dal 10/2017 al 12/2020 Addetta alle pulizie presso Splendente soc. coop.\n\nISTRUZIONE\n\nLicenza media\n"
    )
    assert dates(found) == [("2021-02", "present"), ("2017-10", "2020-12")]
    assert names(found)[1] == ("Addetta alle pulizie", "Splendente soc. coop.")


def test_numbered_jobs() -> None:
    found = read(
        "Vida laboral:\n\n1) 04/2005 al 09/2008 - Construcciones Viñuela - Peón de albañil\n"
        "2) 02/2010 al 07/2014 - Fontanería Río - Ayudante de fontanero\n   calderas de gas\n"
    )
    assert dates(found) == [("2005-04", "2008-09"), ("2010-02", "2014-07")]


def test_items_of_a_text_with_dates_among_others_stay_text() -> None:
    found = read(
        "Experience\n\nClerk, Acme Ltd\n05/2018 - 04/2021\n- Counted stock, from January 2019 to March 2019\n"
        "- Moved the archive, from May 2020 to June 2020\n"
    )
    assert dates(found) == [("2018-05", "2021-04")]


def test_dash_and_tab_are_the_mark_of_an_item() -> None:
    rtf = (
        r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0\fs22 EXPERIENCIA PROFESIONAL\par\par "
        r"-\tab Desde octubre de 2017 hasta la actualidad, Contable en Asesor\'eda Monjard\'edn. Llevo la contabilidad "
        r"de unas 40 pymes y aut\'f3nomos, impuestos y cuentas anuales.\par "
        r"-\tab Desde enero de 2006 hasta marzo de 2017, Cajera en Conservas Rib\'e9, S.A.T. Tesorer\'eda, "
        r"subvenciones y relaci\'f3n con bancos. Equipo de 3 personas.\par}"
    )
    found = assess(rtf.encode("latin-1"), name="cv.rtf", as_of="2026-11-21")
    assert dates(found) == [("2017-10", "present"), ("2006-01", "2017-03")]


# ---------------------------------------------------------------- dates


def test_two_ranges_beside_one_job_are_both_counted() -> None:
    found = page(
        "<h2>Work Experience</h2>"
        "<table><tr><td><b>Reef Ledger</b><br>Diver</td>"
        "<td>May 2021 - August 2021, December 2021 - January 2022</td></tr>"
        "<tr><td><b>Bay Charter Co.</b><br>Deckhand</td><td>July 2018 - March 2020</td></tr></table>"
    )
    assert dates(found) == [("2021-05", "2021-08"), ("2021-12", "2022-01"), ("2018-07", "2020-03")]
    assert found.total.rounded == 4 + 2 + 21


def test_california_is_not_about() -> None:
    found = read(
        "Experience\n\nPacific Slice, Lompoc, CA. 3/2012-8/2014 – Crew Leader\nDough and cheese.\n\n"
        "Hoagie Subs, Elko, NV. 1/2019-11/2019 – Cashier\nTill.\n"
    )
    assert dates(found) == [("2012-03", "2014-08"), ("2019-01", "2019-11")]
    assert "I_APPROXIMATE" not in codes(found)


def test_until_the_date_of_the_letter() -> None:
    found = read(
        "Employment History\n\nOct 2020 – date\tBranch Supervisor, Dyffryn Ltd\nFeb 2016 – Sep 2020\tClerk, Moel Ltd\n"
    )
    assert dates(found) == [("2020-10", "present"), ("2016-02", "2020-09")]


def test_months_behind_their_years_on_both_sides() -> None:
    found = read(
        "Experiencia\n\n2018, feb. – 2019, abril\nIngeniero, Babel Ltd\n\n"
        "2014, oct. – 2017, dic.\nTécnico, Marina Ltd\n"
    )
    assert dates(found) == [("2018-02", "2019-04"), ("2014-10", "2017-12")]


def test_star_for_a_job_that_goes_on() -> None:
    found = read(
        "Experience\n\nSept 2021 – *\nTeacher, Acme School\n\nMay 2014 – Dec 2017\nClerk, Bolt Ltd\n",
    )
    assert dates(found)[0] == ("2021-09", "present")


def test_end_that_nobody_can_read_is_told() -> None:
    found = read(
        "Experiencia\n\nAg. 2020 – Vgte.      Gerente, Hotel Zenit\nJun. 2018 – Jul. 2019   Organizadora, Bolt\n"
        "May. 2015 – Ag. 2018    Recepcionista, Posada Luz\n"
    )
    assert dates(found)[-2:] == [("2018-06", "2019-07"), ("2015-05", "2018-08")]
    assert "W_DATE_LEFT" in codes(found)


def test_dates_between_waves() -> None:
    found = read(
        "Experiencia Laboral\n\nUniformes Regina ~~Febrero 2022 – Actualidad~~\nPuesto: Coordinadora\n\n"
        "Bordados Plata ~~Octubre 2016 – Diciembre 2021~~\nPuesto: Encargada\n"
    )
    assert dates(found) == [("2022-02", "present"), ("2016-10", "2021-12")]


# ---------------------------------------------------------------- what a job is


def test_schools_among_the_jobs_are_education_and_told() -> None:
    found = read(
        "Beruflicher Werdegang\n\n"
        "08/2016 - 08/2017   Verkäufer, Getränkemarkt Huber\n"
        "10/2011 - 06/2013   Studium Bauwesen - TU Lausnitz\n"
        "09/2008 - 07/2011   Realschule Bogenau\n"
    )
    assert dates(found) == [("2016-08", "2017-08")]
    assert [note.finding.code for note in found.findings].count("I_SCHOOLING") == 2
    assert found.total.rounded == 13


@pytest.mark.parametrize("title", ["Student Assistant", "Studienleiter", "Werkstudent", "Licence Manager"])
def test_jobs_with_words_of_courses_stay_jobs(title: str) -> None:
    found = read(f"Experience\n\n{title}\nAcme Ltd\nMay 2019 - April 2021\n\nClerk\nBolt Ltd\nMay 2016 - April 2019\n")
    assert dates(found) == [("2019-05", "2021-04"), ("2016-05", "2019-04")]


def test_intern_with_what_she_was_responsible_for() -> None:
    found = read(
        "Experiencia\n\nFebrero 2016 - Abril 2016\nBecaria, Responsable del huerto, Huertas Luna S.L.\n\n"
        "Mayo 2016 - Abril 2019\nCajera, Bolt S.L.\n"
    )
    assert kinds(found) == ["internship", "work"]


def test_internship_and_leave_told_by_the_first_line_of_the_text() -> None:
    found = page(
        "<h2>Experience</h2><h3>Clerk, Harbour Bank</h3><p>Jan 2021 - Mar 2021</p>"
        "<p>Full-time internship as administration assistant.</p>"
        "<h3>Waiter, Cafe Ida</h3><p>Feb 2022 - Nov 2023</p><p>Full-time job as a waiter.</p>"
    )
    assert kinds(found) == ["internship", "work"]


def test_volunteering_named_where_the_employer_stands() -> None:
    found = read(
        "Expériences\n\nAssistante Commerciale - CDD\nOctobre 2021 - Octobre 2022\n\n"
        "Cheffe de projet - Bénévolat\nOctobre 2020 - Mars 2021\n"
    )
    assert kinds(found)[1] == "volunteer"


# ---------------------------------------------------------------- headings


def test_headings_of_work_in_no_list() -> None:
    found = read(
        "Josie Marl\n\nCHILDCARE EXPERIENCE\n\nNanny, The Kettle Family, Leeds     Jan. 2022 - May 2024\nMeals\n\n"
        "RELATED EXPERIENCE\n\nTeacher, Tiny Steps School, Leeds     Jun. 2016 - Jul. 2019\nDaily reports\n"
    )
    assert dates(found) == [("2022-01", "2024-05"), ("2016-06", "2019-07")]


def test_heading_that_lacks_an_s() -> None:
    found = read(
        "Maëlle Quéven\n\nCompétences\n\nAccueil et gestion du courrier dans les bureaux\n\n"
        "Expériences professionnelle\n\n09/2019 - aujourd’hui\nChargée de gestion, Mutuelle des Vallées\n"
        "Prise en charge des dossiers et des réclamations\n"
    )
    assert dates(found) == [("2019-09", "present")]


@pytest.mark.parametrize("line", ["CUSTOMER EXPERIENCE", "SOCIAL WORK"])
def test_names_of_fields_head_no_section(line: str) -> None:
    found = read(
        "Experience\n\nAgent, Acme Ltd\nMay 2019 - April 2021\nTickets\n\n"
        f"Education\n\n{line}\n2009 - 2012\nOrwell College\n"
    )
    assert dates(found) == [("2019-05", "2021-04")]


def test_jobs_right_below_the_name_with_other_experience_below() -> None:
    found = page(
        "<h1>Dawn Wicket</h1><p>A calm pharmacist.</p>"
        "<h3>Saltwell Hospital</h3><h4>Lead Pharmacist (May 2022 - Present)</h4><ul><li>Cancer services</li></ul>"
        "<h3>Triple Pharmacy</h3><h4>Senior Pharmacist (July 2021 - April 2022)</h4><ul><li>Care homes</li></ul>"
        "<h2>Other experience</h2><h3>Libra Books</h3><p>Bookseller (March 2014 - August 2014)</p>"
    )
    assert dates(found) == [("2022-05", "present"), ("2021-07", "2022-04"), ("2014-03", "2014-08")]


def test_item_that_heads_items_of_another_kind() -> None:
    found = page(
        "<h2>Werkervaring</h2><ul><li>Vaste betrekkingen<ul>"
        "<li>maart 2019-heden: operator bij Petrodok NV</li>"
        "<li>oktober 2012-februari 2019: technieker bij Lumipapier</li></ul></li>"
        "<li>Extracurriculaire activiteiten<ul><li>2010-2011: verantwoordelijke Home Beatrijs</li></ul></li></ul>"
    )
    assert dates(found) == [("2019-03", "present"), ("2012-10", "2019-02")]


def test_form_of_a_shop() -> None:
    found = read(
        "SOLICITUD DE EMPLEO\n\nEMPLEOS ANTERIORES\n\nNombre de la compañia: TIENDAS AL CENTAVO\nPuesto: CAJERA\n"
        "Fecha ingreso: 04/06/2018     Fecha salida: 26/02/2021\nSueldo inicial: $980 sem.\n\n"
        "Nombre de la compañia: ESTANCIA GIRASOL\nPuesto: AUXILIAR\n"
        "Fecha ingreso: 15/08/2016     Fecha salida: 31/05/2018\nSueldo inicial: $900 sem.\n"
    )
    assert names(found) == [("CAJERA", "TIENDAS AL CENTAVO"), ("AUXILIAR", "ESTANCIA GIRASOL")]
    assert dates(found) == [("2018-06-04", "2021-02-26"), ("2016-08-15", "2018-05-31")]


def test_definitions_of_markdown() -> None:
    found = read(
        "# Gonzalo Freire\n\n## Situación profesional actual\n\nPuesto\n:   *Responsable de calidad*\n\n"
        "Organismo\n:   Obradores Norteños, S.A.\n\nFecha de inicio\n:   2 de Abril de 2018\n\n"
        "## Experiencia laboral\n\n05/2014 - 03/2018\n:   Aceros Mittelgrün, S.A.\n\n*Técnico*. Quemadores.\n",
        "cv.md",
    )
    assert ("Responsable de calidad", "Obradores Norteños, S.A.") in names(found)


def test_job_of_several_lines_in_one_item() -> None:
    found = page(
        "<h2>Work Experience</h2><ul><li><b>February 2022 - present</b><br>Carthage Textiles<br>Production Planner<br>"
        "<i>Plans four halls.</i></li>"
        "<li><b>October 2019 - January 2022</b><br>Medina Freight<br>Dispatcher<br></li></ul>"
    )
    assert names(found) == [("Production Planner", "Carthage Textiles"), ("Dispatcher", "Medina Freight")]


def test_start_of_a_form_without_an_end_is_no_single_day() -> None:
    found = read(
        "Experiencia laboral\n\nPuesto: Responsable de calidad\nEmpresa: Obradores Norteños, S.A.\n"
        "Fecha de inicio: 2 de Abril de 2018\n\nPuesto: Técnico\nEmpresa: Aceros Mittelgrün, S.A.\n"
        "Fecha de inicio: 1 de mayo de 2014\nFecha de fin: 31 de marzo de 2018\n"
    )
    assert (found.total.rounded_low, found.total.rounded_high) == (47, 47 + 104)


def test_jobs_under_a_heading_in_no_list_are_counted_and_told() -> None:
    found = page(
        "<h1>Yoann Marchal</h1><h2>Compétences</h2><p>Accueil, service</p>"
        "<h2>En salle</h2><p><b>Chef de rang, Le Sémaphore, Angers</b><br>Avril 2023 à ce jour</p>"
        "<p><b>Serveur, L’Estaminet, Angers</b><br>Septembre 2022 à Mars 2023</p>"
        "<h2>Autres expériences</h2><p><b>Préparateur de commandes, Anjou SARL</b><br>Mai 2021 à Juin 2022</p>"
        "<h2>Formation</h2><p>Bac pro<br>2018 à 2020</p>"
    )
    assert dates(found) == [("2023-04", "present"), ("2022-09", "2023-03"), ("2021-05", "2022-06")]
    assert "W_DATE_OUTSIDE" in codes(found)


def test_three_columns_below_a_row_of_headings() -> None:
    cells: Cells = [
        (40, 50, "Perla Montalvo", "Helvetica@20"),
        *[(x, 110, text, HEAD) for x, text in ((40, "Historial laboral"), (220, "Formación"), (400, "Aptitudes"))],
        (40, 140, "Cajera de tienda, 02/2024-", PLAIN),
        (40, 153, "11/2025", PLAIN),
        (220, 150, "Técnica en Administración,", PLAIN),
        (220, 163, "2020 Centro de Bachillerato", PLAIN),
        (400, 150, "Manejo de terminal", PLAIN),
        (40, 166, "Súper Garza, Matamoros", PLAIN),
        (400, 163, "Trabajo en equipo", PLAIN),
        (40, 190, "Demostradora, 06/2022-01/2024", PLAIN),
        (40, 203, "Lácteos Sierra, Matamoros", PLAIN),
    ]
    found = drawn(cells)
    assert dates(found) == [("2024-02", "2025-11"), ("2022-06", "2024-01")]
    assert names(found)[0] == ("Cajera de tienda", "Súper Garza")


@pytest.mark.parametrize("house", ["4000 Kitchens Ltd", "Auditors ISO 27001"])
def test_numbers_that_are_no_postcode(house: str) -> None:
    found = read(f"Experience\n\nCashier\n{house}\nMay 2019 - June 2021\n\nClerk\nBolt Mills\nMay 2016 - April 2019\n")
    assert names(found)[0] == ("Cashier", house)


@pytest.mark.parametrize("ward", ["Maternity", "Recovery", "Travel"])
def test_first_line_of_the_text_that_is_a_ward_is_no_leave(ward: str) -> None:
    found = page(
        "<h2>Experience</h2><h3>Nurse, Acme Hospital</h3><p>May 2019 - June 2021</p>"
        f"<ul><li>{ward}</li><li>Births</li></ul>"
    )
    assert kinds(found) == ["work"]


def test_civil_service_below_its_house_is_a_leave() -> None:
    found = page(
        "<h2>Werdegang</h2><h3>Kassierin, Wald GmbH</h3><p>Mai 2019 - Juni 2021</p><ul><li>Kassa am Eingang</li></ul>"
        "<h3>Rettungsdienst Steinbach</h3><p>September 2017 - Mai 2018</p><ul><li>Zivildienst</li></ul>"
    )
    assert kinds(found) == ["work", "leave"]


def test_jobs_told_in_numbered_sentences_over_two_lines() -> None:
    found = page(
        "<h2>Professional Experience</h2>"
        "<p><b>1. Working as a SALES EXECUTIVE in Al Noor Foodstuff Trading L.L.C., Sharjah</b><br>"
        "<b>from 05/2021 to till date.</b></p><p>Job Responsibilities:</p><ul><li>Handling 140 outlets</li></ul>"
        "<p><b>2. Worked as a VAN SALESMAN in Gulf Pearl Beverages Co., Dubai from 02/2018 to</b><br>"
        "<b>03/2021.</b></p>"
        "<p>Job Responsibilities:</p><ul><li>Daily route</li></ul>"
    )
    assert dates(found) == [("2021-05", "present"), ("2018-02", "2021-03")]
    assert names(found)[0] == ("SALES EXECUTIVE", "Al Noor Foodstuff Trading L.L.C.")


def test_months_a_blank_before_their_years() -> None:
    found = read(
        "Berufserfahrung\n\n09 2019 – 04 2022     Webentwickler, Digital GmbH\n"
        "03 – 12 2016          Verkäufer, Netzwerk OG\n07/08 2010            Kellner, Alpenwirt GmbH\n"
    )
    assert dates(found) == [("2019-09", "2022-04"), ("2016-03", "2016-12"), ("2010-07", "2010-08")]


@pytest.mark.parametrize("text", ["Windows 10 2019 – 2021", "Level 03 2019 – 2021"])
def test_numbers_of_names_are_no_months(text: str) -> None:
    found = read(f"Experience\n\nTrainer, {text}\nAcme Ltd\n\nClerk, 2015 – 2018\nBolt Ltd\n")
    assert dates(found)[0] == ("2019", "2021")


def test_current_post_under_a_heading_of_its_own() -> None:
    found = read(
        "Posición actual\n\nabr. 2021-presente    Ingeniera de diseño, TECSYS Cántabra, S.L.\n\nEducación formal\n\n"
        "2008-2014             Ingeniería de minas, Universidad de Cantaria\n\nPuestos ocupados\n\n"
        "sep. 2017-mar. 2021   Ingeniera de producto, Fotónica Norteña, S.A.\n"
    )
    assert dates(found) == [("2021-04", "present"), ("2017-09", "2021-03")]


def test_parts_of_a_form_with_numbers_and_notes() -> None:
    found = read(
        "Application form\n\nSECTION 1 PERSONAL DETAILS\n\nSurname: Okonjo\n\n"
        "SECTION 3 PREVIOUS EMPLOYMENT (most recent first, please explain any gaps)\n\n"
        "08/01/2018 – 27/08/2021   Room Leader, Acorns Nursery\n"
        "14/09/2015 – 05/01/2018   Nursery Nurse, Acorns Nursery\n\n"
        "SECTION 4 EDUCATION AND TRAINING\n\n2010 – 2014   Calder College\n"
    )
    assert dates(found) == [("2018-01-08", "2021-08-27"), ("2015-09-14", "2018-01-05")]


def test_course_whose_subject_is_a_job() -> None:
    found = read(
        "EXPÉRIENCES PROFESSIONNELLES\n\nJuillet 2017 – mars 2018   Aide-soignante, Clinique des Lys\n"
        "2016 – 2017                Formation d'aide-soignante\n"
        "Février 2011 – août 2016   Auxiliaire de vie, ADMR du Lac\n"
    )
    assert dates(found) == [("2017-07", "2018-03"), ("2011-02", "2016-08")]


def test_range_until_and_with_in_dutch() -> None:
    found = read(
        "Werkervaring\n\n05-03-2012 t.e.m. 30-05-2014: Agrobloem NV (Orderpicker)\n"
        "23-09-2019 tot heden: Zeker NV (Klerk)\n"
    )
    assert dates(found) == [("2012-03-05", "2014-05-30"), ("2019-09-23", "present")]


def test_member_of_a_club_without_pay() -> None:
    found = page(
        "<h2>Expériences</h2><h3>Câbleuse, ADELOR SARL</h3><p>Septembre 2014 - Janvier 2015</p><p>Armoires.</p>"
        "<h3>Membre du club de robotique, Clubmeca</h3><p>Septembre 2009 - Août 2014</p>"
        "<p>Membre bénévole du club du lycée.</p>"
    )
    assert kinds(found) == ["work", "volunteer"]


def test_now_over_the_month_of_the_start() -> None:
    cells: Cells = [(40, 50, "Work Experience", HEAD)]
    for y, when, name, below in (
        (80, "Current", "Service Designer at Kaleva Mutual, Turku", "Feb 2022"),
        (130, "Aug 2018 - Dec 2021", "Graphic Designer at Mainos Viiri, Turku", ""),
        (180, "Jan 2016 - Jun 2018", "Shop Assistant at Kirja Lamppu, Salo", ""),
    ):
        cells += [(140 - width(when, PLAIN), y, when, PLAIN), (175, y, name, PLAIN), (175, y + 13, "Print", PLAIN)]
        cells += [(140 - width(below, PLAIN), y + 13, below, PLAIN)] if below else []
    assert dates(drawn(cells))[0] == ("2022-02", "present")


def test_forms_under_headings_of_countries() -> None:
    found = read(
        "EXPERIENCE IN GULF\n\nCOMPANY NAME   : AL SAQR TRANSPORT EST.\nDESIGNATION    : HEAVY DRIVER\n"
        "PERIOD         : JULY 2018 TO TILL NOW\nPLACE          : ABU DHABI\n\n"
        "EXPERIENCE IN INDIA\n\nCOMPANY NAME   : ANTONY TRAVELS\nDESIGNATION    : BUS DRIVER\n"
        "PERIOD         : FEB. 2005 TO SEPT. 2011\nPLACE          : KERALA\n"
    )
    assert dates(found) == [("2018-07", "present"), ("2005-02", "2011-09")]
    assert names(found)[1] == ("BUS DRIVER", "ANTONY TRAVELS")


@pytest.mark.parametrize("mark", ["- ", ""])
def test_title_is_the_first_line_below_the_employer(mark: str) -> None:
    found = read(
        f"Work Experience\n\nPaperlark Cards : October 2020 – Current\n{mark}Release manager\n- Ships the cards\n\n"
        f"Halfway Inn : June 2019 – October 2019\n{mark}Web Developer\n- Turned a prototype into a site\n\n"
        f"Ironduck : August 2017 – May 2019\n{mark}Lead Developer\n- Built a swap site\n"
    )
    assert names(found) == [
        ("Release manager", "Paperlark Cards"),
        ("Web Developer", "Halfway Inn"),
        ("Lead Developer", "Ironduck"),
    ]


def test_first_items_that_are_tasks_are_no_titles() -> None:
    found = read(
        "Work Experience\n\nPaperlark Cards : October 2020 – Current\n- Release of the cards\n- Ships the cards\n\n"
        "Halfway Inn : June 2019 – October 2019\n- Turned a prototype into a site\n- Moved the hosting\n"
    )
    assert [title for title, _ in names(found)] == [None, None]


def test_full_stops_between_names() -> None:
    found = page(
        "<h2>Expériences professionnelles</h2>"
        "<p><b>09/2019-aujourd’hui . Chargée de Gestion .</b><br><b>Mutuelle des Vallées . Lyon</b></p><p>Dossiers</p>"
        "<p><b>04/2014-10/2018 . Cheffe de Rang .</b><br><b>Crêperie Ti Gwen . Quimper</b></p><p>Gestion des stocks</p>"
    )
    assert names(found) == [("Chargée de Gestion", "Mutuelle des Vallées"), ("Cheffe de Rang", "Crêperie Ti Gwen")]


def test_days_of_years_in_two_digits() -> None:
    found = read(
        "Work Experience\n\n14 Sept. 18 to Till date   Junior Engineer, Himalaya Works Ltd\n"
        "1st Jul 15 to 17th Feb 17   Site Engineer, Thakur Ltd\n"
    )
    assert dates(found) == [("2018-09-14", "present"), ("2015-07-01", "2017-02-17")]


def test_names_of_nothing_but_signs() -> None:
    rows = "Company Name,Title,Description,Location,Started On,Finished On\n,??,,,May 2019,Apr 2021\n"
    found = assess(rows.encode(), name="Positions.csv", as_of="2026-11-21")
    assert dates(found) == [("2019-05", "2021-04")]
