"""Names in lines of one pattern, boxes beside each other, dates in margins, pages that imitate something else."""

from __future__ import annotations

from tests.test_layouts_people import names, page, read

# ---------------------------------------------------------------- lines of one pattern


def test_title_behind_words_that_say_so() -> None:
    found = read(
        "Curriculum Vitae di Fausto Tarabusi\n\nESPERIENZE DI LAVORO\n\nDal 02/05/2019 ad oggi\n"
        "presso OFFICINE PEDRONI SRL - Imola (BO)\ncon la mansione di Manutentore meccanico\n"
        "Manutenzione programmata di linee di imballaggio e di confezionamento.\n\nDal 11/01/2016 al 30/04/2019\n"
        "presso CERAMICHE MONTEVENTO SPA - Dozza (BO)\ncon la mansione di Operaio addetto alle presse e al carico\n"
        "Turni a ciclo continuo, cambio stampi, controllo qualità.\n"
    )
    assert names(found) == [
        ("Manutentore meccanico", "OFFICINE PEDRONI SRL"),
        ("Operaio addetto alle presse e al carico", "CERAMICHE MONTEVENTO SPA"),
    ]


def test_skills_below_a_job_are_no_employer_of_the_next_one() -> None:
    found = read(
        "Orla Petheridge\n\nExperience\n\nLumenfold\n4 yrs 8 mos\n\nSenior Customer Success Manager\nFull-time\n"
        "Apr 2023 - Present · 3 yrs\nAustin, Texas, United States\nPortfolio of 42 accounts.\n"
        "Skills: Account Management · Gainsight · Reviews\n\nCustomer Success Manager\nFull-time\n"
        "Aug 2021 - Mar 2023 · 1 yr 8 mos\nAustin, Texas, United States\nBuilt the checklist.\n\n"
        "Onboarding Specialist\nTradewick Payments · Full-time\nJan 2019 - Jul 2021 · 2 yrs 7 mos\nRound Rock, Texas\n"
    )
    assert names(found)[1:] == [
        ("Customer Success Manager", "Lumenfold"),
        ("Onboarding Specialist", "Tradewick Payments"),
    ]


def test_town_that_no_list_has_stands_third_as_in_the_other_lines() -> None:
    found = read(
        "Loretta Spinacorda\n\nEsperienza lavorativa\n\nMaggio 2018 – Dicembre 2021\n"
        "Team leader call center, Voceviva Contact, Torino\n- Ascolto chiamate\n\nOttobre 2015 – Aprile 2018\n"
        "Operatrice call center, Voceviva Contact, Torino\n- Reclami\n\nMarzo 2015 – Agosto 2015\n"
        "Tirocinio in segreteria, Studio Legale Pedroni, Moncalvario\n"
    )
    assert names(found)[2] == ("Tirocinio in segreteria", "Studio Legale Pedroni")
    assert found.positions[2].position.location == "Moncalvario"


def test_strokes_between_employer_title_and_region_and_the_agency_in_brackets() -> None:
    found = read(
        "Leopold Marchbanks\n\nWork Experience\n\nEastern Grid (via Quillfern Agency) / Maintenance Electrician / Norwich\n"
        "5 Feb 2024 – ongoing\nMotors and permits.\n\nSelf-employed / Electrician / Broadland and Waveney\n"
        "1 Sep 2019 – 31 Jan 2024\nRewires.\n\nFenwright Building Services / Electrician / Great Yarmouth\n"
        "12 Sep 2016 – 30 Aug 2019\nSchools.\n"
    )
    assert names(found) == [
        ("Maintenance Electrician", "Eastern Grid"),
        ("Electrician", "Self-employed"),
        ("Electrician", "Fenwright Building Services"),
    ]


def test_house_behind_im_that_no_list_has() -> None:
    line = "<p>{}, Augsburg</p><p>{}</p><ul><li>Dienstplan und Elternabende.</li></ul>"
    found = page(
        line.format("Gruppenleiterin in der Kita Lechzwerge", "01.09.2011 – 31.08.2015")
        + line.format("Erzieherin im Sonnenhof Pankraz", "01.10.2015 – 28.02.2019")
        + line.format("Stellvertretende Leitung in der Kita Lechzwerge", "01.03.2019 – 15.09.2022"),
        "Berufserfahrung",
    )
    assert names(found)[1] == ("Erzieherin", "Sonnenhof Pankraz")
    # A field of work is no house where no other line has one.
    found = page(
        line.format("Mitarbeiterin im Kundendienst Süd, Montevento AG", "01.09.2011 – 31.08.2015")
        + line.format("Mitarbeiterin im Vertrieb Nord, Pedroni AG", "01.10.2015 – 28.02.2019"),
        "Berufserfahrung",
    )
    assert [p.employer for p in found.positions] == ["Montevento AG", "Pedroni AG"]
