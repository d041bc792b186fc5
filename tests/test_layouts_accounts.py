"""Names beside which other names stand: clients and contracts, lines that sum up, lines written twice, towns."""

from __future__ import annotations

from tests.test_layouts_people import dates, names, page, read

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
