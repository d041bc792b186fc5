"""Names beside which other names stand: clients and contracts, lines that sum up, lines written twice, towns."""

from __future__ import annotations

from tests.test_layouts_people import dates, names, page, read, table

# ---------------------------------------------------------------- lines that sum up over posts


def test_posts_below_a_line_that_sums_up_are_at_its_employer() -> None:
    found = read(
        "Wendell Aske\n\nWork Experience\n\nPINEDROP WIRELESS, Salina, KS | Jun 2009 – Jul 2016\n"
        "Team Lead, Technical Support (Feb 2012 – Jul 2016)\n- 15 agents, evenings and weekends\n"
        "Technical Support Agent (Jun 2009 – Jan 2012)\n- Calls and chats\n\n"
        "Corn Belt Savings, Salina, KS | Jan 2006 – May 2009\nBank Teller\n- Counted the drawers\n"
    )
    assert names(found) == [
        ("Team Lead, Technical Support", "PINEDROP WIRELESS"),
        ("Technical Support Agent", "PINEDROP WIRELESS"),
        ("Bank Teller", "Corn Belt Savings"),
    ]
    assert dates(found) == [("2012-02", "2016-07"), ("2009-06", "2012-01"), ("2006-01", "2009-05")]
    # A job of its own in the years of another keeps its employer.
    found = read(
        "Wendell Aske\n\nWork Experience\n\nPinedrop Stores, Salina, KS | Jun 2009 – Jul 2016\n"
        "Clerk, Corn Belt Mills | Feb 2012 – Mar 2014\n- Letters and files\n"
        "Cashier, Salt Fork Books | Jan 2006 – May 2009\n- Counted the drawers\n"
    )
    assert ("Clerk", "Corn Belt Mills") in names(found)


def test_fields_of_posts_behind_dashes_below_a_line_that_sums_up() -> None:
    found = read(
        "Ottilie Brandvold\n\nWork Experience\n\nKelpworks, Inc. (Sea Farming) | Oct. 2012 – Present\n"
        "Senior Test Engineer - Product Engineering | May 2018 – Present\n- Bought the probers\n"
        "Test Technician - Raft Development Group | Oct. 2012 – Apr. 2018\n- Wrote the log book\n\n"
        "Gullwing Credit Union | Aug. 2008 – May 2010\nPeak-Time Teller\n"
    )
    assert [p.title for p in found.positions] == [
        "Senior Test Engineer - Product Engineering",
        "Test Technician - Raft Development Group",
        "Peak-Time Teller",
    ]
    assert [p.employer for p in found.positions[:2]] == ["Kelpworks, Inc. (Sea Farming)"] * 2


# ---------------------------------------------------------------- accounts, campaigns, contracts


def test_accounts_behind_titles_below_their_employer() -> None:
    found = read(
        "Omar Villanueva\n\nExperiencia laboral\n\nPUENTE TOTAL BPO – Tijuana, B.C. – Marzo 2018 a la fecha (8 años)\n"
        "Gerente de cuenta – cuenta HeliosCasa (energía)\nFebrero 2024 a la fecha\n- 85 agentes\n"
        "Agente bilingüe – cuenta MueveYa (transporte)\nMarzo 2018 – Enero 2024\n- Top 5\n\n"
        "VOZ DEL NORTE – Mexicali, B.C.\nAgente bilingüe – Cuenta de televisión de paga\n"
        "Noviembre 2016 – Febrero 2018\n- Facturación\n"
    )
    assert names(found) == [
        ("Gerente de cuenta", "PUENTE TOTAL BPO"),
        ("Agente bilingüe", "PUENTE TOTAL BPO"),
        ("Agente bilingüe", "VOZ DEL NORTE"),
    ]


def test_campaign_behind_the_employer() -> None:
    found = read(
        "Edgar Zúñiga\n\nExperiencia laboral\n\nGrupo Ocotal (Marzo 2023 - Presente)\nCargo: Auxiliar administrativo\n"
        "- Conciliaciones\n\nMarcafácil BPO – campaña Telmar (Junio 2020 - Noviembre 2022)\n"
        "Cargo: Agente de atención a clientes\n- Llamadas\n"
    )
    assert names(found) == [
        ("Auxiliar administrativo", "Grupo Ocotal"),
        ("Agente de atención a clientes", "Marcafácil BPO"),
    ]


def test_account_behind_an_employer_with_its_label() -> None:
    found = read(
        "Yuli Castañeda\n\nExperiencia laboral\n\nEmpresa: Serviandes S.A.S.\nCargo: Asesora\n"
        "Tiempo: Marzo de 2022 a la fecha\n\nEmpresa: Multivoces S.A. – Cuenta Aguas del Páramo\nCargo: Auxiliar\n"
        "Tiempo: Agosto de 2019 a Enero de 2022\n"
    )
    assert names(found) == [("Asesora", "Serviandes S.A.S."), ("Auxiliar", "Multivoces S.A.")]


def test_contracts_of_an_agency_below_a_line_that_sums_up() -> None:
    found = read(
        "Deshawn Aldrich\n\nWork Experience\n\nOxbow Staffing, Columbus, OH | 02/2022-Present\n"
        "Desktop Support Technician – contract at Marrow Health (09/2024-Present)\n- Rollout\n"
        "Help Desk Analyst – contract at Ferrante Foods (02/2022-08/2024)\n- Queue\n\n"
        "Big Elk Electronics, Dayton, OH | 10/2018-01/2022\nSales Associate\n- Home networks\n"
    )
    assert [p.title for p in found.positions[:2]] == ["Desktop Support Technician", "Help Desk Analyst"]
    assert [p.employer for p in found.positions] == ["Oxbow Staffing", "Oxbow Staffing", "Big Elk Electronics"]
    # Where no agency stands, the house it was for is all there is.
    found = read(
        "Deshawn Aldrich\n\nWork Experience\n\n"
        "Desktop Support Technician – contract at Marrow Health (09/2024-Present)\n- Rollout\n"
        "Help Desk Analyst at Ferrante Foods (02/2022-08/2024)\n- Queue\n"
    )
    assert "Marrow Health" in (found.positions[0].employer or "")


def test_client_with_its_label_below_title_and_employer() -> None:
    found = page(
        "<p><b>Anchorline Contact Solutions</b></p><p>Quality Assurance Analyst</p>"
        "<p>Supported Company: BasketBoat</p><p>December 2020 - August 2024</p><ul><li>Evaluated calls</li></ul>"
        "<p><b>Highmoor Connect BPO</b></p><p>Customer Service Representative</p>"
        "<p>Supported Company: Gulf Topup</p><p>September 2017 - April 2019</p><ul><li>Activation calls</li></ul>"
    )
    assert names(found) == [
        ("Quality Assurance Analyst", "Anchorline Contact Solutions"),
        ("Customer Service Representative", "Highmoor Connect BPO"),
    ]


def test_note_in_brackets_whom_an_agency_placed_one_with() -> None:
    found = read(
        "Rogério Bastos\n\nExperiência profissional\n\nVendedor Externo, RHZ Temporários ( Alocado na Laticínios Alva )"
        " – 12/2017 à 05/2019\n- Carteira de bares\n\nPromotor de Vendas, DistriAlfa – 01/2013 à 02/2017\n- Reposição\n"
    )
    assert names(found) == [("Vendedor Externo", "RHZ Temporários"), ("Promotor de Vendas", "DistriAlfa")]


# ---------------------------------------------------------------- labels, full stops, states written short


def test_label_of_the_title_alone() -> None:
    found = read(
        "Javiera Poblete\n\nExperiencia laboral\n\nJunio 2021 a la fecha | Automotora Los Coihues\n"
        "Cargo: Ejecutiva de postventa (Santiago)\nSeguimiento de casos.\n\n"
        "Marzo 2017 – Mayo 2021 | Telaustral Chile S.A.\nCargo: Promotora (Rancagua)\nRetención de clientes.\n"
    )
    assert names(found) == [
        ("Ejecutiva de postventa", "Automotora Los Coihues"),
        ("Promotora", "Telaustral Chile S.A."),
    ]
    assert [p.position.location for p in found.positions] == ["Santiago", "Rancagua"]


def test_labels_of_present_and_previous_employers() -> None:
    form = "{} Employer : {}\nDesignation : {}\nDuration : {}\nLocation : Pune\n\n"
    found = read(
        "Swapnil Gade\n\nEmployment\n\n"
        + form.format("Current", "Udayan Health Assist", "Assistant Manager", "Nov 2022 to Till Date")
        + form.format("Previous", "Webgully Online Services", "Team Lead", "Dec 2018 to Oct 2022")
    )
    assert names(found) == [
        ("Assistant Manager", "Udayan Health Assist"),
        ("Team Lead", "Webgully Online Services"),
    ]


def test_full_stop_between_employer_and_town() -> None:
    form = "Empresa: {}\nCargo: {}\nDesde {}.\nFunciones: Atención por chat.\n\n"
    found = read(
        "Yorman Peñuela\n\nExperiencia laboral\n\n"
        + form.format("Finteca Pay LLC. Miami, EE.UU.", "Agente", "Febrero de 2022 hasta la presente fecha")
        + form.format("Fibranova Aragua C.A.. Valencia", "Técnico", "Octubre de 2018 hasta Diciembre de 2021")
        + form.format("Escuela Gral. San Martín", "Auxiliar", "Marzo de 2015 hasta Agosto de 2018")
    )
    assert [p.employer for p in found.positions] == [
        "Finteca Pay LLC",
        "Fibranova Aragua C.A.",
        "Escuela Gral. San Martín",
    ]


def test_town_with_its_state_written_short() -> None:
    found = read(
        "Perla Cantú\n\nExperiencia laboral\n\nCajera, Abarrotes Don Chuy, Linares, N.L., 02/2021 - 05/2023\n"
        "- Corte de caja\n\nAuxiliar, Papelería El Cometa, Montemorelos, N.L., 01/2018 - 12/2020\n- Copias\n"
    )
    assert names(found) == [("Cajera", "Abarrotes Don Chuy"), ("Auxiliar", "Papelería El Cometa")]
    assert found.positions[0].position.location == "Linares, N.L."


def test_label_of_earlier_work_before_the_names() -> None:
    found = read(
        "Marcus Ellefson\n\nWork Experience\n\n"
        "Support Manager, Hearthstone Payments, Salina, KS (Aug 2016 – Apr 2020)\n"
        "- Built the desk\n\nEarlier career: Bank Teller, Corn Belt Savings, Emporia, KS (May 2007 – May 2009)\n"
    )
    assert names(found) == [("Support Manager", "Hearthstone Payments"), ("Bank Teller", "Corn Belt Savings")]


# ---------------------------------------------------------------- lines written twice


def test_page_that_prints_each_name_twice() -> None:
    twice = "{0}\n{0}\n"
    found = read(
        "Priya Rathmore\n\n" + twice.format("Experience") + twice.format("Rovelle") + "Full-time · 6 yrs 3 mos\n"
        "Manchester, England, United Kingdom · Hybrid\n"
        + twice.format("Customer Support Team Lead")
        + "May 2023 - Present · 2 yrs 11 mos\nManaging a remote team of 9.\n"
        + twice.format("Customer Support Specialist")
        + "Jan 2020 - May 2023 · 3 yrs 5 mos\n"
        + twice.format("Guest Services Assistant")
        + twice.format("Hotel Corvino · Full-time")
        + "Jun 2018 - Dec 2019 · 1 yr 7 mos\nSalford, England\nReception, bookings and night audit.\n\n"
        + twice.format("Education")
        + twice.format("University of Eastmere")
        + "2015 - 2018\n"
    )
    assert names(found) == [
        ("Customer Support Team Lead", "Rovelle"),
        ("Customer Support Specialist", "Rovelle"),
        ("Guest Services Assistant", "Hotel Corvino"),
    ]


# ---------------------------------------------------------------- towns that stand alone or behind a dash


def test_town_behind_a_dash_before_its_region() -> None:
    form = "<p><b>{}</b></p><p>{}</p><p>{}</p><p>Reservas y cambios</p>"
    found = page(
        form.format(
            "Recepcionista", "Camping Cala Brava - Santanyí, Islas Baleares", "De mayo de 2022 a octubre de 2022"
        )
        + form.format("Monitora", "Escuela de Esquí Valle Hondo - Benasquino (Huesca)", "De enero a abril de 2021")
        + form.format("Operaria", "Equipo de Calidad - Minas Ferrosas del Norte, Oviedo", "De mayo a agosto de 2019"),
        "Experiencia laboral",
    )
    assert [p.employer for p in found.positions][:2] == ["Camping Cala Brava", "Escuela de Esquí Valle Hondo"]
    assert "Minas Ferrosas" in (found.positions[2].employer or "")


def test_town_with_its_state_on_the_line_of_towns() -> None:
    found = read(
        "Raymond Esterbrook\n\nWork Experience\n\n"
        "Fort Calder Logistics Center\nFort Calder, CA\nIT Specialist\n"
        "08/2016 to Present\n- Installed workstations\n\n"
        "Sierra Regional Health\nSacramento, CA\nIT Support Technician\n"
        "03/2012 to 07/2016\n- Desk side support\n\n"
        "Delta Plain Community College\nStockton, CA\nHelp Desk Assistant\n"
        "09/2010 to 02/2012\n- Answered calls\n"
    )
    assert names(found) == [
        ("IT Specialist", "Fort Calder Logistics Center"),
        ("IT Support Technician", "Sierra Regional Health"),
        ("Help Desk Assistant", "Delta Plain Community College"),
    ]


def test_town_that_no_list_has_behind_a_legal_form() -> None:
    found = read(
        "Gwilym Prys\n\nWork Experience\n\nWorkshop Manager, Coed Mawr Joinery Ltd, Llanfechyn\n"
        "February 2020 to date\n- Cut waste of oak\n\nBench Hand, Dyfi Doors\nSeptember 2004 to April 2011\n- Doors\n"
    )
    assert names(found) == [("Workshop Manager", "Coed Mawr Joinery Ltd"), ("Bench Hand", "Dyfi Doors")]


def test_title_of_one_word_before_a_full_stop() -> None:
    found = page(
        "<p><b>Flebosur Salud (2017-2019)</b></p><p>Recepcionista. Mendoza. Atención telefónica, recetas.</p>"
        "<p><b>Altanera Inmobiliaria (2013-2016)</b></p><p>Secretaria administrativa. Mendoza. Archivo y agenda.</p>",
        "Experiencia laboral",
    )
    assert names(found) == [
        ("Recepcionista", "Flebosur Salud"),
        ("Secretaria administrativa", "Altanera Inmobiliaria"),
    ]


# ---------------------------------------------------------------- notes, quotes and labels beside names


def test_number_of_posts_behind_the_dates_of_a_line_that_sums_up() -> None:
    found = page(
        "<p><b>Larkspur Payroll 2019-02 — Present · 3 positions</b></p><p>www.larkspur.example</p>"
        "<p><b>Senior Onboarding Specialist 2024-04 — Present</b></p><ul><li>Launches for 900 employees</li></ul>"
        "<p><b>Onboarding Specialist 2021-07 — 2024-03</b></p><ul><li>40 small customers in parallel</li></ul>"
        "<p><b>Helpdesk Agent 2019-02 — 2021-06</b></p><ul><li>Payslip questions at the end of the month</li></ul>"
        "<p><b>Crosswell Academy 2016-09 — 2018-12</b></p><p><b>Cover Supervisor</b></p><ul><li>All subjects</li></ul>"
    )
    assert names(found) == [
        ("Senior Onboarding Specialist", "Larkspur Payroll"),
        ("Onboarding Specialist", "Larkspur Payroll"),
        ("Helpdesk Agent", "Larkspur Payroll"),
        ("Cover Supervisor", "Crosswell Academy"),
    ]


def test_employers_in_french_quotes() -> None:
    found = read(
        "Karima Vauquelin -- responsable clientèle -- Lyon\n\n### Mon expérience\n\n# de sept. 2022 à ce jour\n"
        "Responsable d'équipe chez « Prévoyance Bressane » (Lyon, 38 h/semaine)\n - 12 conseillers\n\n"
        "# de janv. 2020 à août 2022\nConseillère clientèle chez « Prévoyance Bressane »\n - réclamations\n\n"
        "# de fév. 2017 à nov. 2019\nTéléconseillère chez « Alloméo Contact » (Grenoble)\n - vente\n"
    )
    assert names(found) == [
        ("Responsable d'équipe", "Prévoyance Bressane"),
        ("Conseillère clientèle", "Prévoyance Bressane"),
        ("Téléconseillère", "Alloméo Contact"),
    ]
    assert found.positions[0].location == "Lyon"


def test_german_titles_in_houses_and_notes_behind_dates() -> None:
    found = read(
        "Ayşe Kallmeyer\nHamburg-Altona\n\nBerufserfahrung\n\n"
        "Juni 2022 bis Dezember 2024: Kundenberaterin bei der Zahlfix GmbH in Hamburg.\n\n"
        "August 2018 bis Mai 2022: Schichtleiterin im Café Strandgut, Hamburg-Ottensen. Kasse, Dienstplan.\n\n"
        "Oktober 2019 bis September 2020 (nebenher, samstags): Stadtführerin bei Kaikante Touren.\n\n"
        "März 2018 bis Juni 2018: Praktikum im Reisebüro Nahblick, Altona.\n\n"
        "Mai 2014 bis Februar 2018: Mitarbeiterin im Kundendienst bei Lüdke GmbH, Hamburg.\n"
    )
    assert [(title, (house or "").rstrip(".")) for title, house in names(found)] == [
        ("Kundenberaterin", "Zahlfix GmbH"),
        ("Schichtleiterin", "Café Strandgut"),
        ("Stadtführerin", "Kaikante Touren"),
        ("Praktikum", "Reisebüro Nahblick"),
        ("Mitarbeiterin im Kundendienst", "Lüdke GmbH"),
    ]


def test_assignments_through_an_agency() -> None:
    form = "<p><b>{}</b></p><p>{}</p><p>{}</p><p>Kept the records</p>"
    found = page(
        form.format("Shift Coordinator", "Ridgeway Staffing", "March 2024 – Present")
        + form.format("Warehouse Associate", "Various assignments through Swiftline", "Jan 2022 – Feb 2024")
        + form.format("Stock Controller", "Aldersgate Interiors plc", "July 2018 – September 2021")
    )
    assert names(found)[1] == ("Warehouse Associate", "Swiftline")


def test_spanish_label_of_the_employer() -> None:
    form = "<p>Fechas: {}</p><p>Profesión o cargo desempeñado: {}</p><p>Nombre del empleador: {}</p>"
    found = page(
        form.format("15/03/2022 - Actualidad", "Recepcionista", "Hotel Puerta Baja")
        + form.format("01/07/2018 - 30/09/2018", "Camarera de pisos", "Apartamentos Playa Honda"),
        "Experiencia laboral",
    )
    assert names(found) == [("Recepcionista", "Hotel Puerta Baja"), ("Camarera de pisos", "Apartamentos Playa Honda")]


def test_tasks_below_titles_in_a_table() -> None:
    found = table(
        [
            ["Van", "Tot", "Functie", "Bedrijf"],
            ["jun 2022", "heden", "Baliemedewerker<br>Taken: inchecken, groepen<br>en kas", "Hotel Maaskade"],
            ["apr 2020", "mei 2022", "Medewerker vakantiepark<br>Taken: winkel", "Duinpark Zandoog"],
            ["sep 2018", "mrt 2020", "Verkoopmedewerker<br>Taken: kassa, magazijn", "Schoenhuis Kweens"],
        ],
        "Werkervaring",
    )
    assert names(found) == [
        ("Baliemedewerker", "Hotel Maaskade"),
        ("Medewerker vakantiepark", "Duinpark Zandoog"),
        ("Verkoopmedewerker", "Schoenhuis Kweens"),
    ]


def test_hours_in_brackets_stay_behind_a_labelled_title() -> None:
    form = "<p>Employer: {}</p><p>Job title: {}</p><p>Dates: {}</p>"
    found = page(
        form.format("Bellamoor Garden Centres", "Cashier (part-time, 16 hrs)", "03/2020 - 04/2022")
        + form.format("Caver Motor Group", "Purchase Ledger Clerk", "05/2022 - 06/2024")
    )
    # Why: the share of full time is read from them.
    assert names(found)[0] == ("Cashier (part-time, 16 hrs)", "Bellamoor Garden Centres")


def test_bracket_that_a_sentence_opens_behind_a_title() -> None:
    found = read(
        "Nuria Casal\n\nExperiencia\n\n"
        "Desde octubre de 2023 trabajo como jefa de recepción en el Hotel Los Olmos, en Getafe.\n\n"
        "Entre junio de 2016 y enero de 2021 trabajé en Clínica Veterinaria Zarpa como auxiliar de recepción "
        "(media jornada, mientras estudiaba).\n"
    )
    assert ("auxiliar de recepción", "Clínica Veterinaria Zarpa") in names(found)


# ---------------------------------------------------------------- towns behind titles and behind names


def test_towns_behind_titles_that_lists_hardly_have() -> None:
    form = "<p><b>{} · {}</b></p><p>{}</p><p>Kept the books of the night shift in order</p>"
    found = page(
        form.format("Hotel Kelvindale", "11.2022 – now", "Night Auditor, Glasgow")
        + form.format("Albergo La Lucciola", "03.2020 – 10.2022", "Receptionist, Bellagio (Lake Como)")
        + form.format("Clydeside Hostels", "06.2017 – 02.2020", "Night Porter, Glasgow")
        + form.format("Tarbrax Call Centre", "09.2015 – 05.2017", "Telephone Agent, Paisley")
    )
    assert names(found) == [
        ("Night Auditor", "Hotel Kelvindale"),
        ("Receptionist", "Albergo La Lucciola"),
        ("Night Porter", "Clydeside Hostels"),
        ("Telephone Agent", "Tarbrax Call Centre"),
    ]


def test_towns_behind_names_without_a_sign() -> None:
    form = "<p><b>{} - {}</b></p><p><b>{}</b></p><p>Wagens rijden en partijen controleren.</p>"
    found = page(
        form.format("Maaskade Koelhuis B.V. Rotterdam", "Ploegleider", "mrt-2021 - heden")
        + form.format("Bloemenveiling De Els Naaldwijk", "Logistiek medewerker", "sept-2016 - feb-2021")
        + form.format("Drukkerij Van Esperen Gouda", "Inpakker", "jan-2014 - aug-2016"),
        "Werkervaring",
    )
    assert names(found) == [
        ("Ploegleider", "Maaskade Koelhuis B.V."),
        ("Logistiek medewerker", "Bloemenveiling De Els"),
        ("Inpakker", "Drukkerij Van Esperen"),
    ]


def test_town_behind_a_legal_form_and_family_names() -> None:
    form = "<p><b>{}</b></p><p>{}</p><p>{}</p><p>Kept the books</p>"
    found = page(
        form.format("Clerk", "Acorn Mills Ltd Leeds", "03/2020 - 04/2022")
        + form.format("Cashier", "Bluebell Stores", "05/2016 - 02/2020")
        + form.format("Recepcionista", "Taller Hermanos Soria", "05/2014 - 02/2016")
    )
    assert names(found) == [
        ("Clerk", "Acorn Mills Ltd"),
        ("Cashier", "Bluebell Stores"),
        ("Recepcionista", "Taller Hermanos Soria"),
    ]


# ---------------------------------------------------------------- columns of jobs, titles that open the text


def test_table_with_a_column_for_each_job() -> None:
    found = table(
        [
            ["Concepto", "Empleo actual", "Empleo anterior", "Empleo anterior"],
            [
                "Tiempo que prestó sus servicios",
                "De 10/2022 a la fecha",
                "De 01/2020 a 09/2022",
                "De 05/2017 a 10/2019",
            ],
            ["Nombre de la compañía", "Hotel Fuente Clara", "Posada del Marqués", "Boutique Azucena"],
            ["Teléfono", "55 0000 7001", "55 0000 7002", "55 0000 7003"],
            ["Puesto", "Recepcionista nocturna", "Recepcionista", "Vendedora de piso"],
            ["Motivo de separación", "—", "Mejor horario", "Cierre"],
        ],
        "Empleo actual y anteriores",
    )
    assert names(found) == [
        ("Recepcionista nocturna", "Hotel Fuente Clara"),
        ("Recepcionista", "Posada del Marqués"),
        ("Vendedora de piso", "Boutique Azucena"),
    ]
    assert dates(found) == [("2022-10", "present"), ("2020-01", "2022-09"), ("2017-05", "2019-10")]


def test_house_called_like_a_title_over_a_text_that_opens_with_one() -> None:
    found = page(
        "<h4>Hotel Casa Lirios (junio 2021 – hoy)</h4><p>Recepcionista. Turno vespertino, caja chica y reservas.</p>"
        "<h4>Consultorios Tepeyac (septiembre 2018 – mayo 2021)</h4>"
        "<p>Secretaria médica. Agenda de 5 doctores, facturación, cobro de consultas y archivo.</p>"
        "<h4>Óptica Serrana (marzo 2012 – febrero 2018)</h4><p>Vendedora. Atención al público, inventario anual.</p>",
        "Experiencia laboral",
    )
    assert names(found) == [
        ("Recepcionista", "Hotel Casa Lirios"),
        ("Secretaria médica", "Consultorios Tepeyac"),
        ("Vendedora", "Óptica Serrana"),
    ]


def test_job_held_beside_another() -> None:
    found = page(
        "<p>Jefe de turno, Depósito Central Urbieta (Coslada). Octubre 2022 – hoy. Turno de noche.</p>"
        "<p>En paralelo: Formador de carretillas, Autoescuela Trébol (sábados). Enero 2023 – junio 2024.</p>"
        "<p>Mozo de almacén, Muebles Zubieta (Vitoria). Octubre 2013 – marzo 2016.</p>",
        "Experiencia laboral",
    )
    assert names(found)[1][0] == "Formador de carretillas"
