"""Headings in words of one's own, dates told in words, posts under an employer with dates, jobs without an employer."""

from __future__ import annotations

import pytest

from tests.drawn import drawn
from tests.test_layouts_people import dates, names, read
from tests.test_layouts_themes import HEAD, PLAIN, codes

AGENT = ("Support Agent", "Foo Ltd")
COOK = "Cook, Bar Ltd, Leeds, Jan 2012 - Dec 2013\n"


# ---------------------------------------------------------------- headings


def test_headings_of_one_dress_of_which_one_is_known() -> None:
    found = read(
        "GENARO TREVIÑO SALAS\n\nEXPERIENCIA\n\n"
        "Climas del Huajuco, S.A. de C.V. // Jefe de cuadrilla // 05/22 a hoy\nCuadrilla de 6.\n"
        "Refaccionaria Frío Norte // Vendedor de mostrador // 02/16 a 07/18\nAsesoría a técnicos.\n\n"
        "LO DEL AULA\n\nCONALEP Monterrey, Técnico en Refrigeración // 08/10 a 07/13\n\n"
        "LO DEMÁS\n\nManejo de refrigerantes // 10/19\n"
    )
    assert [employer for _, employer in names(found)] == [
        "Climas del Huajuco, S.A. de C.V.",
        "Refaccionaria Frío Norte",
    ]


def test_own_account_between_the_jobs_is_work() -> None:
    found = read(
        "Marisol Dunleavy\n\nEMPLOYED\n\n[2020/11 - present]\nMallow Street Pharmacy / Operations Lead\n\n"
        "[2016/02 - 2020/08]\nLee Valley Ferries / Ticketing Supervisor\n\n"
        "SELF-EMPLOYED, ALONGSIDE\n\n[2018/01 - present]\nDunleavy Books / Bookkeeper\n\n"
        "LEARNED\n\nBA Hispanic Studies, University College [2009/09 - 2012/06]\n\n"
        "SPEAKS\n\nEnglish, Spanish\n"
    )
    assert dates(found) == [("2020-11", "present"), ("2016-02", "2020-08"), ("2018-01", "present")]


def test_away_from_work_heads_no_jobs() -> None:
    found = read(
        "Callum Strathearn\n\nON THE TOOLS\n\nElectrician\nGlenisla Renewables Ltd\n02/2018 - 08/2021\n\n"
        "Maintenance Electrician\nCarse Fruit Packers Ltd\n09/2015 - 12/2017\n\n"
        "QUALIFICATIONS\n\nSVQ Level 3, 06/2012\n\nAWAY FROM WORK\n\nHill running and an allotment.\n"
    )
    assert dates(found) == [("2018-02", "2021-08"), ("2015-09", "2017-12")]


def test_columns_whose_left_headings_are_in_no_list() -> None:
    left = [
        ("LO QUE CUENTO", HEAD),
        ("Encofrado y tarrajeo de obras grandes,", PLAIN),
        ("lectura de planos y metrados.", PLAIN),
        ("DONDE ESTUVE", HEAD),
        ("Constructora Chachani S.A.C.", PLAIN),
        ("Maestro de obra", PLAIN),
        ("(Febrero del 2022 a la fecha)", PLAIN),
        ("Edificio de nueve pisos en Cayma;", PLAIN),
        ("Constructora Misti S.A.C.", PLAIN),
        ("Capataz de acabados", PLAIN),
        ("(Julio del 2019 a Enero del 2022)", PLAIN),
    ]
    right = [
        ("Consorcio Vial Colca", PLAIN),
        ("Operario de obra", PLAIN),
        ("(Marzo del 2016 a Mayo del 2019)", PLAIN),
        ("Muros de contención del tramo Chivay.", PLAIN),
        ("Inmobiliaria Sur S.A.C.", PLAIN),
        ("Oficial de obra", PLAIN),
        ("(Agosto del 2013 a Diciembre del 2015)", PLAIN),
        ("ESTUDIOS", HEAD),
        ("SENCICO, Edificaciones", PLAIN),
        ("CURSOS", HEAD),
        ("Trabajos en altura", PLAIN),
    ]
    cells = [(60.0, 140.0 + 22 * n, text, font) for n, (text, font) in enumerate(left)]
    cells += [(320.0, 129.0 + 22 * n, text, font) for n, (text, font) in enumerate(right)]
    found = drawn(cells)
    assert [p.start for p in found.positions] == ["2022-02", "2019-07", "2016-03", "2013-08"]


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize("word", ["and", "&", "y", ","])
def test_two_ranges_in_one_line_are_two_times(word: str) -> None:
    found = read(f"Experience\n\nSupport Agent, Foo Ltd, London, Jan 2020 - Dec 2021 {word} Mar 2023 - present\n{COOK}")
    assert dates(found)[:2] == [("2020-01", "2021-12"), ("2023-03", "present")]


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ("from March 2019 for 18 months", "2020-08"),
        ("March 2019, for 6 months", "2019-08"),
        ("since March 2019", "present"),
    ],
)
def test_how_long_a_job_went_on(written: str, end: str) -> None:
    found = read(f"Experience\n\nSupport Agent, Foo Ltd, London, {written}\n{COOK}")
    assert (names(found)[0], dates(found)[0]) == (AGENT, ("2019-03", end))


def test_years_are_no_exact_length() -> None:
    found = read(f"Experience\n\nSupport Agent, Foo Ltd, London, from March 2019 for 2 years\n{COOK}")
    held = found.positions[0].position.dates
    assert held is not None
    assert str(held.end) == "2021-02~"


def test_job_of_which_only_the_end_is_told() -> None:
    found = read(f"Experience\n\nSupport Agent, Foo Ltd, London, until Dec 2021\n{COOK}")
    assert (names(found)[0], dates(found)[0]) == (AGENT, (None, "2021-12"))
    assert "I_NO_START" in codes(found)
    assert (found.total.rounded_low, found.total.rounded_high) == (24, 600)


# ---------------------------------------------------------------- employers


@pytest.mark.parametrize("inner", ["", "  "])
def test_posts_that_fill_the_time_of_their_employer(inner: str) -> None:
    found = read(
        "EXPERIENCE\n\nGlobex Iberia (Jan 2017 – Present)\n\n"
        f"{inner}Head of Customer Experience\n{inner}Jul 2022 – Present\n{inner}Leading a team of 25 people\n\n"
        f"{inner}Customer Service Agent\n{inner}Jan 2017 – Jun 2022\n{inner}Zendesk, Genesys\n\n"
        f"Initech (Mar 2014 – Nov 2016)\n{inner}Call center agent\n"
    )
    assert names(found) == [
        ("Head of Customer Experience", "Globex Iberia"),
        ("Customer Service Agent", "Globex Iberia"),
        ("Call center agent", "Initech"),
    ]


def test_job_without_an_employer_has_none() -> None:
    found = read(
        "Experience\n\nSupport Agent\nFoo Ltd, Leeds\nJan 2020 - Dec 2022\n\n"
        "Freelance Translator\nJan 2017 - Dec 2019\n\nWaitress\nJan 2016 - Dec 2016\n"
    )
    assert names(found) == [AGENT, ("Freelance Translator", None), ("Waitress", None)]


# ---------------------------------------------------------------- lists, forms, prose


def test_jobs_that_are_items_over_their_dates() -> None:
    found = read(
        "ANTECEDENTES DOCENTES\n\n- MAESTRA DE GRADO (titular), Escuela Juana Azurduy, Rosario:\n"
        "  01/03/2019 hasta la actualidad. 4° grado, turno mañana.\n"
        "- MAESTRA REEMPLAZANTE, Escuela Islas Malvinas, Soldini:\n  02/05/2012 al 27/12/2013.\n\n"
        "OTROS ANTECEDENTES LABORALES\n\n- EMPLEADA ADMINISTRATIVA, Mutual La Fraternal, Rosario:\n"
        "  01/08/2008 al 30/04/2012. Cobros.\n"
    )
    assert [employer for _, employer in names(found)] == [
        "Escuela Juana Azurduy",
        "Escuela Islas Malvinas",
        "Mutual La Fraternal",
    ]


def test_form_of_colombia_whose_newest_end_is_blank() -> None:
    def block(head: str, house: str, start: str, end: str, title: str) -> str:
        rows = [
            ("EMPRESA O ENTIDAD", "MUNICIPIO", "TELÉFONO"),
            (house, "Quibdó", "604 555 0190"),
            ("FECHA DE INGRESO", "FECHA DE RETIRO", ""),
            (start, end, ""),
            ("CARGO O CONTRATO", "DEPENDENCIA", "DIRECCIÓN"),
            (title, "Urgencias", "Carrera 1"),
        ]
        cells = "".join(["<tr>" + "".join([f"<td>{cell}</td>" for cell in row]) + "</tr>" for row in rows])
        return f"<p>{head}</p><table>{cells}</table>"

    body = block(
        "EMPLEO ACTUAL",
        "Hospital San Jerónimo",
        "DÍA 11 MES 05 AÑO 2020",
        "DÍA -- MES -- AÑO ---- (ACTUAL)",
        "Enfermera",
    ) + block(
        "EMPLEO ANTERIOR", "Droguería La Yesquita", "DÍA 02 MES 02 AÑO 2014", "DÍA 31 MES 10 AÑO 2016", "Vendedora"
    )
    heading = "EXPERIENCIA LABORAL (relacione en orden cronológico comenzando por el actual)"
    found = read(f"<html><body><h1>Luz Dary Mosquera</h1><h2>{heading}</h2>{body}</body></html>", "cv.html")
    assert names(found) == [("Enfermera", "Hospital San Jerónimo"), ("Vendedora", "Droguería La Yesquita")]
    assert dates(found) == [("2020-05-11", "present"), ("2014-02-02", "2016-10-31")]


def test_headings_in_bold_italics_of_markdown() -> None:
    found = read(
        "**CASIMIRO ALBORNOZ** | Quito\n\n***Formación***\n\nTecnólogo, Instituto Equinoccial (2010-2013)\n\n"
        "***Cocinas***\n\n**Hostería Pululahua** - *Jefe de cocina*\n\n- Carta de temporada\n\n"
        "Desde: abril/2019. Hasta: la fecha.\n\n**Hotel Mitad** - *Cocinero de línea*\n\n- Desayunos\n\n"
        "Desde: septiembre/2013. Hasta: mayo/2015.\n\n***Reconocimientos***\n\nFinalista, 2021\n",
        "cv.md",
    )
    assert dates(found) == [("2019-04", "present"), ("2013-09", "2015-05")]


def test_jobs_told_in_sentences_are_not_lost_in_silence() -> None:
    found = read(
        "Gus Wetherell * Property & facilities * Glasgow\n\n"
        "Now. Facilities Manager at Kelvingrove Student Living, Glasgow, since January 2020. 1,140 beds, "
        "four buildings, 16 staff plus contractors. Fire risk, lifts, boilers, summer turnaround, night phone.\n\n"
        "Before. Assistant Facilities Manager at Clyde Arc Offices, Glasgow, August 2014 to December 2019. Helpdesk, "
        "space moves, cleaning and security contracts.\n\n"
        "Earlier career. Caretaker, Hyndland Parish School, Glasgow (March 2009 to July 2014). Joiner, Maryhill "
        "Shopfitters, Glasgow (September 2003 to February 2009).\n\n"
        "Trained. SVQ Carpentry and Joinery, Anniesland College, 2003. IWFM Level 4, 2017. Certificate, October 2015.\n"
    )
    assert "W_DATE_LEFT" in codes(found)


def test_label_before_the_employers_alone() -> None:
    found = read(
        "Experiencia\n\nCarretillero\nEmpresa: Harinas Pisuerga, S.A.\nCarga de cisternas.\n10.2021 a presente\n\n"
        "Mozo de almacén\nEmpresa: Logística Campos, S.L.\nPreparación de pedidos por voz.\n03.2018 a 09.2021\n"
    )
    assert names(found) == [("Carretillero", "Harinas Pisuerga, S.A."), ("Mozo de almacén", "Logística Campos, S.L.")]


def test_words_that_join_names_are_no_part_of_them() -> None:
    found = read(
        "Donatella Spadavecchia\n\nEsperienze\n\n"
        "dal 09/2022 presso Calzature Adriatica (Ancona) come responsabile di negozio\n"
        "dal 06/2015 al 09/2017 presso Profumeria Iris (Senigallia) come commessa\n"
    )
    assert names(found) == [("responsabile di negozio", "Calzature Adriatica"), ("commessa", "Profumeria Iris")]


def test_numbers_of_jobs_are_no_part_of_their_employers() -> None:
    found = read(
        "Positions held\n\n1. Humber Schools Trust\nPosition: Kitchen Manager\nDates: 2 September 2024 to present\n\n"
        "2. Fishermans Rest\nPosition: Sous Chef\nDates: 10 March 2014 to 23 December 2018\n"
    )
    assert names(found) == [("Kitchen Manager", "Humber Schools Trust"), ("Sous Chef", "Fishermans Rest")]


def test_break_told_below_a_list_of_jobs() -> None:
    found = read(
        "## Parcours\n\n- **Depuis février 2022 — Conseillère clientèle**\n    - chez *Tarn Énergies*, Montauban\n"
        "- **D'octobre 2018 à décembre 2021 — Téléconseillère**\n    - chez *Vocalis*, Toulouse\n"
        "- **De mars 2015 à août 2018 — Hôtesse de caisse**\n    - chez *Supermarché Les Arcades*, Castres\n\n"
        "Entre septembre 2012 et février 2015 : voyage puis congé parental.\n\n## Études\n\n- Baccalauréat, 2010\n",
        "cv.md",
    )
    assert dates(found)[:3] == [("2022-02", "present"), ("2018-10", "2021-12"), ("2015-03", "2018-08")]
    assert found.total.rounded == 42 + 39 + 58, "the break is no month"


def test_posts_in_brackets_that_are_items_below_their_employers() -> None:
    found = read(
        "<html><body><h1>Leandro Basualdo</h1><h2>Dónde trabajé</h2><ul><li>Cooperativa Eléctrica Paraná Sur<ul>"
        "<li>Jefe de soporte [2024-03 / actual]. 6 técnicos a cargo, guardias.</li>"
        "<li>Analista NOC [2020-06 / 2024-02]. Zabbix, Mikrotik.</li></ul></li>"
        "<li>Sanatorio Laprida<ul><li>Técnico de sistemas [2016-11 / 2020-03]. Mesa de ayuda.</li></ul></li></ul>"
        "</body></html>",
        "cv.html",
    )
    assert dates(found) == [("2024-03", "present"), ("2020-06", "2024-02"), ("2016-11", "2020-03")]


def test_start_over_end_without_a_sign() -> None:
    found = read(
        "Employment\n\nLine Cook\nTidewater Oyster House\nMarch 2023\nPresent\nGrill and raw bar\n\n"
        "Prep Cook\nSt. Brendan Village\nJanuary 2022\nSeptember 2024\nSoft diets\n\n"
        "Dishwasher\nPho Saigon Harbor\nJuly 2020\nDecember 2021\n"
    )
    assert dates(found) == [("2023-03", "present"), ("2022-01", "2024-09"), ("2020-07", "2021-12")]
