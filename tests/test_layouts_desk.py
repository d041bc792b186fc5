"""What lies on a desk: forms with marks, dates joined by dots and commas, leaves in words, towns behind names."""

from __future__ import annotations

from tests.drawn import drawn
from tests.test_layouts_people import dates, names, page, read, table
from tests.test_layouts_themes import BOLD, HEAD, PLAIN, Cells
from xpcalc import Assessment


def counted(found: Assessment) -> list[bool]:
    return [h.counted for h in found.positions]


# ---------------------------------------------------------------- dates


def test_ranges_joined_by_a_dot() -> None:
    found = read(
        "Rocío Zabaleta\n\nExperiencia\n\nMAR 2021 · DIC 2023\nAgente de soporte\nTiendas Brumalina | Bogotá\n\n"
        "JUL 2018 · FEB 2021\nAsesora comercial\nModas Quintera S.A.S. | Tunja\n",
        "cv.txt",
    )
    assert dates(found) == [("2021-03", "2023-12"), ("2018-07", "2021-02")]


def test_ranges_joined_by_a_comma() -> None:
    found = read(
        "Iago Valadim\n\nExperiência\n\nDesenvolvedor na Orbitália\nAgosto 2022, Julho 2023 | São Paulo, SP\n"
        "- Portal de cursos\n\nProgramador na Lojas Jacarina\nFevereiro 2015, Março 2019 | Osasco, SP\n- Intranet\n",
        "cv.txt",
    )
    assert dates(found) == [("2022-08", "2023-07"), ("2015-02", "2019-03")]


def test_two_months_beside_ranges_stay_two_months() -> None:
    found = read(
        "Iago Valadim\n\nExperiência\n\nMonitor na Orbitália\nAgosto 2022, Julho 2023 | São Paulo, SP\n- Jogos\n\n"
        "Programador na Lojas Jacarina\nFevereiro 2015 - Março 2019 | Osasco, SP\n- Intranet\n",
        "cv.txt",
    )
    assert ("2022-08", "2023-07") not in dates(found)


def test_town_behind_the_date_of_a_job_further_out() -> None:
    cells: Cells = [(60, 60, "WORK EXPERIENCE", HEAD), (60, 90, "Baobab Gate Ltd", BOLD), (60, 104, "Abuja", PLAIN)]
    y = 118.0
    for title, period in (
        ("Project Manager", "March 2021 – Present"),
        ("Site Engineer", "August 2017 – February 2021"),
    ):
        cells += [
            (70, y, title, BOLD),
            (70, y + 14, period, PLAIN),
            (76, y + 28, "Housing units in four phases", PLAIN),
        ]
        y += 44
    cells += [(60, y, "Resident Engineer", BOLD), (60, y + 14, "Adomako & Partners Ltd", PLAIN)]
    cells += [(60, y + 28, "May 2013 – July 2017 · Kumasi", PLAIN), (70, y + 42, "Supervision of feeder roads", PLAIN)]
    found = drawn(cells)
    assert dates(found)[2:] == [("2013-05", "2017-07")]
    assert names(found)[2] == ("Resident Engineer", "Adomako & Partners Ltd")


def test_month_cut_short_in_a_wrapped_range() -> None:
    found = read(
        "Ornella Pisaneschi\n\nEsperienze professionali\n\ngenn. 2014 - lugl. 2017\n"
        "Disegnatrice\nStudio Tecnico Rovelli\n",
        "cv.txt",
    )
    assert dates(found) == [("2014-01", "2017-07")]


def test_labelled_dates_end_the_text_of_a_job() -> None:
    text = "Brindaba atención al cliente en español y portugués para una agencia de viajes, con cinco compañeros más"
    found = read(
        f"Delia Arango\n\nExperiencia:\n\nConcertina:\n\n{text}. Tiempo: sep. 2021 a mayo 2023.\n\nAlmacén Bali:\n\n"
        f"{text}. Tiempo: nov. 2018 a dic. 2019.\n",
        "cv.txt",
    )
    assert dates(found) == [("2021-09", "2023-05"), ("2018-11", "2019-12")]
    assert [house for _, house in names(found)] == ["Concertina", "Almacén Bali"]


def test_achievement_with_a_year_is_no_job() -> None:
    found = read(
        "Yamile Pertuz\n\nExperiencia\n\nAnalista PQR\nSalud Brisa EPS\nBarranquilla | Desde 07/2021 - Hasta 05/2023\n"
        "Logros: Disminución de tutelas en 2022\n\nAgente omnicanal\nConecta Coral BPO\n"
        "Barranquilla | Desde 11/2018 - Hasta 05/2021\nLogros: No registra\n",
        "cv.txt",
    )
    assert dates(found) == [("2021-07", "2023-05"), ("2018-11", "2021-05")]


# ---------------------------------------------------------------- forms


def test_form_with_marks_and_broken_labels() -> None:
    cells: Cells = [(60, 60, "Esperienza lavorativa", HEAD)]
    y = 90.0
    for period, house, title in (
        ("Da marzo 2016 a maggio 2020", "Cantieri Tripodelli S.n.c., Andria", "Saldatore carpentiere"),
        ("Settembre 2008 – Febbraio 2016", "Metalvento S.r.l., Barletta", "Operaio specializzato"),
    ):
        cells += [(60, y, "• Date (da – a)", PLAIN), (240, y, period, PLAIN)]
        cells += [(60, y + 16, "• Nome e indirizzo del datore di", PLAIN), (240, y + 16, house, PLAIN)]
        cells += [(60, y + 29, "lavoro", PLAIN)]
        cells += [(60, y + 45, "• Tipo di azienda o settore", PLAIN), (240, y + 45, "Cantieristica", PLAIN)]
        cells += [(60, y + 61, "• Tipo di impiego", PLAIN), (240, y + 61, title, PLAIN)]
        cells += [(60, y + 77, "• Principali mansioni e", PLAIN), (240, y + 77, "Saldature TIG e MIG", PLAIN)]
        cells += [(60, y + 90, "responsabilità", PLAIN)]
        y += 120
    assert names(drawn(cells)) == [
        ("Saldatore carpentiere", "Cantieri Tripodelli S.n.c."),
        ("Operaio specializzato", "Metalvento S.r.l."),
    ]


def test_numbered_form_with_a_label_that_no_list_has() -> None:
    job = "{}.\tCompany\t: {}\n\tDesignation\t: {}\n\tDuration\t: {}\n\tKey plan\t: {}\n\tCore Responsibility\n"
    found = read(
        "R. Kannan\n\nEXPERIENCE PROFILE\n\n"
        + job.format(1, "Thendral Constructions", "Site Engineer", "June 2014 to Sep 2016", "Load Bearing Residential")
        + job.format(2, "Vaigai Builders", "Technical Assistant", "Oct 2016 to July 2018", "Storm Water Drain"),
        "cv.txt",
    )
    assert names(found) == [
        ("Site Engineer", "Thendral Constructions"),
        ("Technical Assistant", "Vaigai Builders"),
    ]


def test_form_with_dates_from_and_to() -> None:
    cells: Cells = [(60, 60, "Employment history", HEAD)]
    y = 90.0
    for house, title, first, last in (
        ("Brackenmoor Primary School", "Teaching Assistant", "06/09/2021", "Still in post"),
        ("Little Alders Day Nursery", "Nursery Nurse", "16/04/2018", "27/08/2021"),
    ):
        for label, value in (
            ("Name of employer", house),
            ("Position held", title),
            ("Date from", first),
            ("Date to", last),
            ("Main duties", "Reading groups"),
        ):
            cells += [(60, y, label, PLAIN), (220, y, value, PLAIN)]
            y += 16
        y += 14
    found = drawn(cells)
    assert dates(found) == [("2021-09-06", "present"), ("2018-04-16", "2021-08-27")]


def test_text_behind_a_label_is_no_employer() -> None:
    found = read(
        "# Tomás Vilhares\n\n# Jobs\n\n_Position_ : Electronics technician\n_Location_ : Lisboa, Portugal\n"
        "_Date_: Feb. 2017 - Dec. 2018\n_Description_: Repaired radios\n\n* * *\n\n_Position_ : Workshop assistant\n"
        "_Location_ : Porto, Portugal\n_Date_: Jan. 2013 - Dec. 2014\n_Description_: Harness wiring\n",
        "cv.md",
    )
    assert names(found) == [("Electronics technician", None), ("Workshop assistant", None)]


# ---------------------------------------------------------------- what is no job


def test_leave_and_something_else() -> None:
    found = read(
        "Perla Bizzarri\n\nEsperienze professionali\n\n02.2020 - 12.2022  Impiegata, Fiduciaria Ceneri SA\n"
        "01.2019 - 01.2020  Congedo maternità e soggiorno linguistico\n"
        "03.2015 - 12.2018  Segretaria, Garage Bizzoni Sagl\n",
        "cv.txt",
    )
    assert counted(found) == [True, False, True]


def test_time_out_to_care() -> None:
    found = read(
        "Aoife Brannigan\n\nExperience\n\nMarch 2018 to June 2020, Customer Care Agent, Aerwing Airlines\n"
        "October 2016 to February 2018, Receptionist, Ballinmore Dental Practice\n"
        "July 2020 to August 2021: time out to care for my mother and do a French diploma (evenings).\n",
        "cv.txt",
    )
    assert counted(found) == [True, True, False]


def test_maternity_leave_and_a_job_is_a_job() -> None:
    found = read(
        "Perla Bizzarri\n\nExperience\n\n02.2020 - 12.2022  Clerk, Ceneri Ltd\n"
        "01.2019 - 01.2020  Maternity leave and Team Leader, Garage Bizzoni Ltd\n",
        "cv.txt",
    )
    assert counted(found) == [True, True]


def test_leave_in_brackets_between_jobs() -> None:
    found = read(
        "Uxía Cambeiro\n\nExperiencia\n\n02-2021 a 12-2021: Grabadora de datos, Asesoría Mariñas. Lugo\n"
        "06-2017 a 03-2020: Camarera, Cafetería O Peirao. Sada\n\n(Abril 2020 a enero 2021: ERTE y desempleo)\n",
        "cv.txt",
    )
    assert counted(found) == [True, True, False]


def test_learning_in_a_title_is_no_apprenticeship() -> None:
    found = read(
        "Fatou Diarrassouba\n\nExpérience professionnelle\n\nDe février 2021 à mars 2023\n"
        "Responsable suivi-évaluation et apprentissage\nJigiya Sahel SARL, Dakar\n",
        "cv.txt",
    )
    assert counted(found) == [True]


def test_schools_with_dates() -> None:
    found = read(
        "Precious Adaobi\n\nWORKING EXPERIENCE WITH DATES\n\nQuickparcel Logistics (Ilorin)\nCustomer Service Officer\n"
        "February, 2021 - March, 2023\n\nINSTITUTIONS ATTENDED WITH DATES\n\nKwara Vale College\n2016 - 2018\n",
        "cv.txt",
    )
    assert dates(found) == [("2021-02", "2023-03")]


def test_section_that_begins_behind_its_name() -> None:
    found = read(
        "Renzo Paucarmayta\n\nExperiencia\n\n03/2021 - 12/2023 / Inka Hosting / Operador de soporte\n- tickets\n\n"
        "06/2019 - 03/2020 / Municipalidad de Yarahua / Digitador\n- contrato\n\n"
        "Estudios: Computación e Informática, Instituto Misti (2017-2018)\n"
        "Cursos: Zendesk (abril 2022), Inglés (2023)\n",
        "cv.txt",
    )
    assert dates(found) == [("2021-03", "2023-12"), ("2019-06", "2020-03")]


# ---------------------------------------------------------------- names and towns


def test_town_behind_a_house_where_other_jobs_have_theirs() -> None:
    found = read(
        "Amaia Larreta\n\nExperiencia laboral\n\nDesde octubre de 2017 hasta marzo de 2020, "
        "Contable en Asesoría Roblena, S.L., Sevilla. Impuestos y nóminas\n\n"
        "Desde mayo de 2001 hasta diciembre de 2005, Oficial administrativo en "
        "Conservas Argana, S.L., Villafosca. Facturas y archivo\n",
        "cv.txt",
    )
    assert names(found) == [
        ("Contable", "Asesoría Roblena, S.L."),
        ("Oficial administrativo", "Conservas Argana, S.L."),
    ]


def test_town_before_its_region() -> None:
    cells: Cells = [(60, 60, "EXPERIENCIA PROFESIONAL", HEAD)]
    for y, house, title, period in (
        (90, "Talleres Goierrena, S. Coop., Beasain (Gipuzkoa)", "Tornero-fresador", "03/04/2018 – 28/02/2020"),
        (150, "Forjas Oriana, S.A., Ordizia (Gipuzkoa)", "Operario de prensa", "16/09/2013 – 28/03/2018"),
    ):
        cells += [(60, y, period, PLAIN), (220, y, house, BOLD), (220, y + 14, title, PLAIN)]
    assert names(drawn(cells)) == [
        ("Tornero-fresador", "Talleres Goierrena, S. Coop."),
        ("Operario de prensa", "Forjas Oriana, S.A."),
    ]


def test_provinces_of_italy_and_brazil() -> None:
    found = read(
        "Samuele Zamengati\n\nEsperienze lavorative\n\nPiscine Comunali Montellana\tMontello Basso (TV), Italia\n"
        "Bagnino\tGiugno 2020 - Settembre 2020\n\nSRV Elettrica\tSanta Bona di Sotto (VE)\n"
        "Magazziniere\tAgosto 2018 - Gennaio 2020\n",
        "cv.txt",
    )
    assert names(found) == [("Bagnino", "Piscine Comunali Montellana"), ("Magazziniere", "SRV Elettrica")]
    found = read(
        "Iracema Tavora\n\nExperiência profissional\n\nRecepcionista\nPousada Recanto Ipezal, Taquarizinho, SP\n"
        "11/2021 - 10/2023\n\nBalconista\nPadaria Pão Serrano, Taquarizinho, SP\n03/2019 - 09/2021\n",
        "cv.txt",
    )
    assert names(found) == [("Recepcionista", "Pousada Recanto Ipezal"), ("Balconista", "Padaria Pão Serrano")]


def test_title_and_employer_at_a_stroke() -> None:
    found = read(
        "# Maëlle Kerbrat\n\n## Expérience professionnelle\n\n"
        "### Chargé de Communication / Union des Kinés Vertelande\n"
        "📅 Jan 2023 - Mars 2024  \nNantillac\n\n"
        "### Chef de rayon / Brico-Lorande\n📅 Fév 2016 - Août 2020  \nRezelin\n",
        "cv.md",
    )
    assert names(found) == [
        ("Chargé de Communication", "Union des Kinés Vertelande"),
        ("Chef de rayon", "Brico-Lorande"),
    ]


def test_title_and_employer_without_a_sign() -> None:
    found = read(
        "Orla Penn\n\nExperience\n\n04/2020 to 12/2022 Accountant Hartwell Paper Products - Nashua, NH\n- Month end\n\n"
        "01/2018 to 03/2020 Inventory Control Manager Sorrel Brothers Lumber - Concord, NH\n- Stock counts\n",
        "cv.txt",
    )
    assert names(found) == [
        ("Accountant", "Hartwell Paper Products"),
        ("Inventory Control Manager", "Sorrel Brothers Lumber"),
    ]


def test_length_before_a_title() -> None:
    found = read(
        "Ronan Keogh\n\nExperience\n\n* 4 years as Test Automation Lead at Corrib Pay from April 2018 to May 2022\n"
        "* 5 years as QA Engineer at Liffey Travel from June 2012 to December 2017\n",
        "cv.txt",
    )
    assert names(found) == [("Test Automation Lead", "Corrib Pay"), ("QA Engineer", "Liffey Travel")]


def test_what_a_generator_of_sites_is_told_is_no_text() -> None:
    found = read(
        "---\nlayout: page\ntitle: Curriculum Vitae\npermalink: /cv/\n---\n\n**07/2020 – 03/2023**\n\nCapo Officina\n"
        '{: style="font-size: 1.6rem"}\n\nF.A.R.O. S.r.l.\n\n- Parco macchine\n\n**05/2016 – 07/2020**\n\nManutentore\n'
        '{: style="font-size: 1.6rem"}\n\nTipografie Verbena S.p.A.\n\n- Officina\n',
        "cv.md",
    )
    assert names(found) == [("Capo Officina", "F.A.R.O. S.r.l."), ("Manutentore", "Tipografie Verbena S.p.A.")]


def test_jobs_above_the_text_of_a_site_are_kept() -> None:
    found = read(
        "---\nname: Ada Finch\njobs:\n  - Clerk, Acorn Ltd, 03/2015 - 04/2018\n---\n\n# Experience\n\n"
        "Agent, Birch Ltd\n05/2018 - 06/2020\n",
        "cv.md",
    )
    assert "03/2015" in found.document.text


def test_words_before_a_house_are_no_name() -> None:
    cells: Cells = [(60, 60, "Experiences", HEAD)]
    for y, period, title, house in (
        (90, "December 2020 - March 2022", "Kernel Engineer", "Rootfolk"),
        (150, "July 2017 - December 2020", "Linux Engineer", "Zigtrace"),
    ):
        cells += [(60, y, f"{period}: {title}", BOLD), (60, y + 14, "Permanent job in ", PLAIN)]
        cells += [(142, y + 14, house, BOLD), (70, y + 28, "• Platform design", PLAIN)]
    assert names(drawn(cells)) == [("Kernel Engineer", "Rootfolk"), ("Linux Engineer", "Zigtrace")]


# ---------------------------------------------------------------- records and tables


def test_form_whose_title_comes_last() -> None:
    form = "Name of company: {}\nPeriod: {}\nLocation: {}\nDesignation: {}\n\n"
    found = read(
        "Ramesh Ansarwal\n\nExperience\n\n"
        + form.format("Ganpatrao Builders", "02.01.2022 TO 30.06.2023", "Navi Mumbai", "Bar Bending Foreman")
        + form.format("Mangalore Infra Ltd.", "08.02.2020TO30.12.2021", "Kutch", "Steel Supervisor")
        + form.format("P. R. Dashwal & Sons", "15.06.2017 TO 20.11.2019", "Howrah", "Site Supervisor"),
        "cv.txt",
    )
    assert names(found) == [
        ("Bar Bending Foreman", "Ganpatrao Builders"),
        ("Steel Supervisor", "Mangalore Infra Ltd."),
        ("Site Supervisor", "P. R. Dashwal & Sons"),
    ]
    assert dates(found)[1] == ("2020-02-08", "2021-12-30")


def test_columns_of_dates_that_touch() -> None:
    heads = ("COMPANY", "VESSEL", "RANK", "SIGNED ON", "SIGNED OFF", "REASON")
    edges = (40.0, 160.0, 250.0, 300.0, 372.0, 444.0)
    cells: Cells = [(40, 60, "SEA SERVICE EXPERIENCE", HEAD)]
    cells += [(x, 90, head, "Helvetica-Bold@8") for x, head in zip(edges, heads, strict=True)]
    rows = (
        ("Visayan Bulkers Corp.", "MV Coral Lily", "BOSUN", "14-FEB-2024 22-NOV-2024 Finished"),
        ("Visayan Bulkers Corp.", "MV Coral Fern", "", "A.B. 03-APR-2022 18-JAN-2023 Finished"),
        ("Norfjell Crewing Inc.", "MT Fjell Swan", "A.B.", "20-JUN-2019 25-APR-2020 Finished"),
    )
    for n, (house, ship, rank, rest) in enumerate(rows):
        y = 108 + 18 * n
        cells += [(40, y, house, PLAIN), (160, y, ship, PLAIN)]
        cells += [(250, y, rank, PLAIN), (300, y, rest, PLAIN)] if rank else [(250, y, rest, PLAIN)]
    assert dates(drawn(cells)) == [
        ("2024-02-14", "2024-11-22"),
        ("2022-04-03", "2023-01-18"),
        ("2019-06-20", "2020-04-25"),
    ]


def test_months_of_a_year_in_brackets() -> None:
    found = read(
        "Nahuel Ibarra\n\nExperiencia\n\n- Enero 2017 – Octubre 2018: Bartender en Gran Hotel Potrera.\n"
        "- 2013 (enero a noviembre): Repositor en Supermercado Atomina.\n",
        "cv.txt",
    )
    assert dates(found) == [("2017-01", "2018-10"), ("2013-01", "2013-11")]


def codes(found: Assessment) -> set[str]:
    return {noted.finding.code for noted in found.findings}


def test_pause_told_last_breaks_no_order() -> None:
    jobs = "".join([f"Clerk, Acorn {n} Ltd\t0{n}/20{22 - 2 * n} - 12/20{23 - 2 * n}\n" for n in range(1, 5)])
    assert "W_ORDER" not in codes(read(f"Ada Finch\n\nExperience\n\n{jobs}Maternity leave\t01/2022 - 06/2022\n"))
    assert "W_ORDER" in codes(read(f"Ada Finch\n\nExperience\n\n{jobs}Clerk, Birch Ltd\t01/2022 - 06/2022\n"))


def test_days_of_a_course_are_no_job_without_a_section() -> None:
    text = "Ada Finch\n\nTrain the Trainer, Cebu, {}\n\nExperience\n\nClerk, Acorn Ltd\t01/2020 - 12/2021\n"
    assert "W_DATE_OUTSIDE" not in codes(read(text.format("June 14-16, 2022")))
    assert "W_DATE_OUTSIDE" in codes(read(text.format("06/2022 - 09/2022")))


# ---------------------------------------------------------------- dates over several lines, and in the middle of them


def test_since_over_until() -> None:
    found = page(
        "<table><tr><td>Desde el 04/09/2015<br>hasta el 28/02/2020</td><td>Auxiliar administrativa en CLÍNICA SONRISAL"
        "<br>Cobros y agenda</td></tr>"
        "<tr><td>Desde el 01/11/2010<br>hasta el 31/07/2014</td><td>Dependienta en MERCERÍA "
        "DEDALINA<br>Pedidos</td></tr></table>",
        "Datos profesionales",
    )
    assert dates(found) == [("2015-09-04", "2020-02-28"), ("2010-11-01", "2014-07-31")]


def test_two_jobs_since_stay_two() -> None:
    found = read("Ada Finch\n\nExperience\n\nSince 03/2021\tClerk, Acorn Ltd\nSince 05/2019\tTreasurer, Birch Ltd\n")
    assert dates(found) == [("2021-03", "present"), ("2019-05", "present")]


def test_dash_of_a_margin_taken_for_a_mark() -> None:
    cells: Cells = [(60, 60, "EXPERIENCE", HEAD)]
    jobs = (
        ("Apr 2021", "Feb 2023", "Guest Relations Agent", "Quayside Flats, London", "Long stay guests, keys"),
        ("Oct 2019", "Mar 2021", "Night Auditor", "Hotel Marchmain, Edinburgh", "End of day, cash"),
        ("Jun 2017", "Sep 2019", "Receptionist", "Pension Almarina, Sitges", "Check-in, extranet"),
    )
    for n, (start, end, title, house, task) in enumerate(jobs):
        y = 90.0 + 60 * n
        cells += [(60, y, start, PLAIN), (120, y, title, BOLD), (80, y + 14, "–", PLAIN), (120, y + 14, house, PLAIN)]
        cells += [(60, y + 28, end, PLAIN), (120, y + 28, task, PLAIN)]
    found = drawn(cells)
    assert dates(found) == [("2021-04", "2023-02"), ("2019-10", "2021-03"), ("2017-06", "2019-09")]
    assert names(found)[0] == ("Guest Relations Agent", "Quayside Flats")


def test_dates_between_title_and_employer_without_a_sign() -> None:
    found = read(
        "Dolores Quade\n\nExperience\n\nStaff Accountant 01/2022 to 06/2023 Palmetta Lane Properties Tampa, FL\n"
        "Prepare journal entries and monthly owner statements.\n\n"
        "Accounting Clerk 05/2018 to 12/2021 Sunray Grocers Orlando, "
        "FL\nMatched purchase orders, and moved 11 buildings to Yardi in 2021 without a late one.\n",
        "cv.txt",
    )
    assert dates(found) == [("2022-01", "2023-06"), ("2018-05", "2021-12")]


def test_season_beside_its_months_is_no_job() -> None:
    found = table(
        [
            ["Hiver 2024-2025", "Hôtel Tétralys", "Réceptionniste", "déc. 2024 → avril 2025"],
            ["Été 2024", "Musée du Lac Clair", "Billettiste", "juin 2024 → sept. 2024"],
        ],
        "Expérience professionnelle",
    )
    assert dates(found) == [("2024-12", "2025-04"), ("2024-06", "2024-09")]


def test_picture_before_the_date_and_the_place() -> None:
    found = read(
        "Éloïse Marchal\n\nExpérience professionnelle\n\nSecrétaire comptable\nGarage Tissotel\n"
        "▦ Janvier 2022 - Août 2024 ⚲ Bourgoin\n\n"
        "Hôtesse de caisse\nSuper Bressan\n▦ Octobre 2020 - Décembre 2021 ⚲ Bourg\n"
    )
    assert dates(found) == [("2022-01", "2024-08"), ("2020-10", "2021-12")]


# ---------------------------------------------------------------- forms in a line, in pairs, in sentences


def test_form_in_one_line() -> None:
    found = read(
        "Sjoerd Wiarda\n\nWerkervaring\n\n- Periode: 03-2021 t/m 08-2023; Werkgever: Scheepswerf Kinderdam; Functie: "
        "Administratief medewerker; Taken: facturen\n- Periode: 07-2019 t/m 02-2021; Werkgever: Uitzendbureau Vlotweg; "
        "Functie: Productiemedewerker; Taken: inpak\n",
        "cv.txt",
    )
    assert dates(found) == [("2021-03", "2023-08"), ("2019-07", "2021-02")]
    assert names(found)[0] == ("Administratief medewerker", "Scheepswerf Kinderdam")


def test_values_set_in_below_their_labels() -> None:
    record = (
        "<dl><dt>Job title</dt><dd>{}</dd><dt>Company</dt><dd>{}</dd><dt>Start date</dt><dd>{}</dd>"
        "<dt>End date</dt><dd>{}</dd></dl>"
    )
    found = page(
        record.format("Night Shift Manager", "Dunmore Depot", "14/06/2021", "Current job")
        + record.format("VNA Driver", "Brackwell Wines", "02/05/2017", "28/05/2021"),
        "Work history (2 of 2 records)",
    )
    assert names(found) == [("Night Shift Manager", "Dunmore Depot"), ("VNA Driver", "Brackwell Wines")]
    assert dates(found) == [("2021-06-14", "present"), ("2017-05-02", "2021-05-28")]


def test_sentence_that_links_to_the_one_before() -> None:
    found = read(
        "Harriet Colebran\n\nMy background in short:\n\n"
        "Since February 2022 I have been working as Team Leader at Brindle "
        "Parcels Ltd in Croydon.\n\n"
        "Before that I was a Senior Adviser with Tallow Energy in Bromley from May 2018 until "
        "January 2022. I handled letters.\n\nEducation: BTEC Business, Southmoor College, 2011-2013.\n",
        "cv.txt",
    )
    assert dates(found) == [("2022-02", "present"), ("2018-05", "2022-01")]
    assert names(found)[1] == ("Senior Adviser", "Tallow Energy")


def test_headings_behind_marks() -> None:
    cells: Cells = [(60, 60, "• EXPERIÊNCIA PROFISSIONAL", BOLD)]
    cells += [
        (60, 90, "[ 15/01/2018 – 31/08/2022 ] Operador de empilhador", PLAIN),
        (60, 104, "Conservas Marinas", BOLD),
    ]
    cells += [(60, 134, "[ 01/06/2015 – 30/11/2017 ] Repositor", PLAIN), (60, 148, "Hiper Ericena", BOLD)]
    cells += [(60, 190, "• EDUCAÇÃO E FORMAÇÃO", BOLD)]
    cells += [(60, 220, "[ 14/09/2011 – 20/06/2014 ] Curso de Logística", PLAIN), (60, 234, "Escola do Oeste", PLAIN)]
    found = drawn(cells)
    assert dates(found) == [("2018-01-15", "2022-08-31"), ("2015-06-01", "2017-11-30")]
    assert found.positions[0].position.title == "Operador de empilhador"


def test_time_abroad_and_two_leaves() -> None:
    found = read(
        "Imke Feddersen\n\nBerufserfahrung\n\n07/2015 - 03/2018  Rezeptionistin, Strandhotel Seeschwalm\n"
        "11/2018 - 02/2019  Auslandsaufenthalt Neuseeland\n03/2019 - 12/2023  Empfangsmitarbeiterin, Hotel Alstertal\n"
    )
    assert counted(found) == [True, False, True]
    found = table(
        [
            ["Employer", "Position held", "From", "To"],
            ["Acorn Ltd", "Clerk", "01/2021", "08/2023"],
            ["Travelling / caring for grandmother", "", "06/2020", "12/2020"],
            ["Birch Ltd", "Travelling Sales Agent", "03/2018", "05/2020"],
        ]
    )
    assert counted(found) == [True, False, True]


def test_student_union_is_no_course() -> None:
    found = read(
        "Ada Finch\n\nExperience\n\n01/2021 - 08/2023  Clerk, Acorn Ltd\n10/2019 - 06/2020  Student Union Bar Staff, "
        "University of Brackwater\n"
    )
    assert dates(found) == [("2021-01", "2023-08"), ("2019-10", "2020-06")]


def test_gap_of_a_form_and_a_course_of_advanced_studies() -> None:
    found = table(
        [
            ["Employer", "Position held", "From", "To"],
            ["Moorland School", "Teaching Assistant", "04/09/2021", "Present post"],
            ["Gap: maternity", "", "01/11/2014", "30/09/2015"],
        ]
    )
    assert dates(found)[0] == ("2021-09-04", "present")
    assert counted(found) == [True, False]
    found = read(
        "Reto Zumstein\n\nWerdegang\n\n03.2021 - 12.2023: Zimmermann, Rohnhof AG\n09.2018 - 06.2019: CAS in Bauphysik, "
        "Fachhochschule Zürichwald\n",
    )
    assert counted(found) == [True]
