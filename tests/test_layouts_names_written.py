"""Titles, employers and towns as people write them: other signs between them, labels, lines that sum up, told towns."""

from __future__ import annotations

from tests.drawn import drawn
from tests.test_layouts_people import names, page, read
from tests.test_layouts_themes import BOLD, GREY, HEAD, PLAIN, Cells

# ---------------------------------------------------------------- signs between names


def test_wide_dash_before_the_town() -> None:
    found = read(
        "Norma Petrakis\n\nExperience\n\nDental Hygienist , 03/2018 － Current\nBirchwood Smiles － Toledo , OH\n"
        "- Cleaned teeth\n\nDental Assistant , 05/2014 － 02/2018\nMaumee Family Dentistry － Perrysburg , OH\n"
        "- Sterilized trays\n",
        "cv.txt",
    )
    assert names(found) == [
        ("Dental Hygienist", "Birchwood Smiles"),
        ("Dental Assistant", "Maumee Family Dentistry"),
    ]


def test_dash_with_a_blank_on_one_side() -> None:
    found = read(
        "Otis Brandt\n\nExperience\n\nFERNDALE TOWING- Flint, MI | Jan 2020 – Present\nTow Truck Driver\n"
        "- Recovered cars\n\nPIKE AUTO GLASS –Lansing, MI | Jun 2016 – Dec 2019\nGlazier\n- Set windscreens\n",
        "cv.txt",
    )
    assert names(found) == [("Tow Truck Driver", "FERNDALE TOWING"), ("Glazier", "PIKE AUTO GLASS")]


def test_hyphen_before_a_town_with_its_region() -> None:
    found = read(
        "Lucía Arredondo\n\nExperiencia laboral\n\nPeluquera, 02/2021-Actual\nEstética Doña Chelo-Monclova, Coahuila\n"
        "- Cortes y peinados\n\nManicurista, 01/2018-12/2020\nSalón Nácar-Piedras Negras, Coahuila\n- Uñas\n",
        "cv.txt",
    )
    assert names(found) == [("Peluquera", "Estética Doña Chelo"), ("Manicurista", "Salón Nácar")]
    assert found.positions[0].position.location == "Monclova"


def test_town_between_strokes() -> None:
    found = read(
        "Remo Galassi\n\nEsperienze lavorative\n\n11.2019 - in corso / Vetreria Lombardi / Novara / Vetraio\n"
        "taglio e posa\n03.2012 - 09.2019 / Serramenti Ossola / Biella / Falegname\nporte e finestre\n",
        "cv.txt",
    )
    assert names(found) == [("Vetraio", "Vetreria Lombardi"), ("Falegname", "Serramenti Ossola")]


# ---------------------------------------------------------------- labels, marks, contracts


def test_colon_of_a_label_stands_behind_a_tab() -> None:
    cells: Cells = [(60, 60, "EXPERIENCIA LABORAL", HEAD)]
    for y, number, house, title, dates in (
        (90, "1.1", "Viveros Santa Clara", "Jardinera", "Marzo 2021 – Actualidad"),
        (160, "1.2", "Criadero El Trébol", "Cuidadora de animales", "Enero 2017 – Febrero 2021"),
    ):
        cells += [(60, y, number, BOLD), (90, y, "Empresa", BOLD), (170, y, f": {house}", BOLD)]
        cells += [(90, y + 14, "Cargo", PLAIN), (170, y + 14, f": {title}", PLAIN)]
        cells += [(90, y + 28, "Periodo", PLAIN), (170, y + 28, f": {dates}", PLAIN)]
    found = drawn(cells)
    assert names(found) == [("Jardinera", "Viveros Santa Clara"), ("Cuidadora de animales", "Criadero El Trébol")]


def test_marks_before_bold_employers_over_a_form() -> None:
    cells: Cells = [(60, 60, "WORK EXPERIENCE", HEAD)]
    for y, house, title, dates in (
        (90, "Blue Lagoon Resort, Doha, Qatar", "Pool Attendant", "Mar 2021 to till date"),
        (190, "Harbour View Towers, Manama, Bahrain", "Doorman", "Jan 2017 to Feb 2021"),
    ):
        cells += [(60, y, "❖", BOLD), (74, y, house, BOLD)]
        cells += [(60, y + 14, "Position", PLAIN), (150, y + 14, ":", PLAIN), (160, y + 14, title, PLAIN)]
        cells += [(60, y + 28, "Duration", PLAIN), (150, y + 28, ":", PLAIN), (160, y + 28, dates, PLAIN)]
        cells += [(60, y + 42, "Duties & Responsibilities:", BOLD), (70, y + 56, "• Towels, loungers, visitors", PLAIN)]
    found = drawn(cells)
    assert names(found) == [("Pool Attendant", "Blue Lagoon Resort"), ("Doorman", "Harbour View Towers")]


def test_hours_and_contract_behind_the_town() -> None:
    found = read(
        "Odile Marchand\n\nEXPERIENCES PROFESSIONNELLES\n"
        "04/2021 à maintenant : Fleuriste - Les Jardins de Paule (Domfront) CDI 28h\n        bouquets, deuil\n"
        "05/2016 à 12/2020 : Caissière - Épicerie Bocquet (Flers) CDD puis CDI\n        caisse, rayons\n"
        "04/2012 à 10/2015 : Lingère - Résidence des Ormes (Sées)\n"
    )
    assert names(found) == [
        ("Fleuriste", "Les Jardins de Paule"),
        ("Caissière", "Épicerie Bocquet"),
        ("Lingère", "Résidence des Ormes"),
    ]


def test_volunteering_behind_a_dash_is_no_employer() -> None:
    found = read(
        "# Odile Marchand\n\nLyon, France\n\n## Expériences\n\n### Guide de musée - CDD\n"
        "**Musée Lanvin - Juin 2023 - Décembre 2024 | Lyon, France**\n- Visites\n\n### Animatrice - Bénévolat\n"
        "**Octobre 2020 - Mars 2021 | Lyon, France**\n- Jeux\n",
        "cv.md",
    )
    assert "Bénévolat" not in [employer for _, employer in names(found)]


# ---------------------------------------------------------------- tasks and totals


def test_tasks_behind_the_dates_are_no_names() -> None:
    found = read(
        "Ivone Prates\n\nExperiência\n\nConfeiteira na Doceria Flor de Sal (mar/2021 a hoje): bolos, encomendas\n\n"
        "Ajudante de cozinha na Cantina Bom Prato (fev/2016 a dez/2020): saladas, limpeza\n"
    )
    assert names(found) == [
        ("Confeiteira", "Doceria Flor de Sal"),
        ("Ajudante de cozinha", "Cantina Bom Prato"),
    ]


def test_tasks_in_small_letters_below_two_names() -> None:
    found = read(
        "Femke Baars\n\nWerkervaring\n\n"
        "01-2020 / nu       Kapster\n                   Salon Haarfijn, Tilburg, 28 uur\n"
        "                   knippen, kleuren, kassa\n\n08-2014 / 11-2019  Baliemedewerker\n"
        "                   Zwembad De Welle, Tilburg\n                   lesgroep, kaartverkoop\n"
    )
    assert names(found) == [("Kapster", "Salon Haarfijn"), ("Baliemedewerker", "Zwembad De Welle")]


def test_total_behind_an_employer_over_dated_posts() -> None:
    found = read(
        "Otis Brandt\n\nExperience\n\nLAKE HURON FERRY LINES, Alpena, MI 06/2015 – Present\n"
        "Deck Supervisor   04/2020 – Present\n- Crew of nine\nDeckhand   06/2015 – 03/2020\n- Lines and ropes\n\n"
        "SAGINAW MARINA, Saginaw, MI\nDock Attendant   05/2012 – 05/2015\n- Fuel\n"
    )
    assert names(found) == [
        ("Deck Supervisor", "LAKE HURON FERRY LINES"),
        ("Deckhand", "LAKE HURON FERRY LINES"),
        ("Dock Attendant", "SAGINAW MARINA"),
    ]


def test_lone_employer_whose_dates_hold_those_of_the_titles_below() -> None:
    found = page(
        "<p><b>Cedarline Mills – Macon, GA (02/2016 to Current)</b></p>"
        "<p><b>Shift Supervisor | 11/2021 to Current</b></p><ul><li>Led 18 people</li></ul>"
        "<p><b>Machine Operator | 02/2016 to 10/2021</b></p><ul><li>Ran two looms</li></ul>"
        "<p><b>Perry Feed Store – Perry, GA</b></p><p><b>Warehouse Worker | 01/2013 to 01/2016</b></p>"
        "<ul><li>Loaded trucks</li></ul>"
    )
    assert names(found) == [
        ("Shift Supervisor", "Cedarline Mills"),
        ("Machine Operator", "Cedarline Mills"),
        ("Warehouse Worker", "Perry Feed Store"),
    ]


# ---------------------------------------------------------------- towns that no list has


def test_town_of_the_address_stands_behind_employers() -> None:
    found = read(
        "Gino Ferrand\nRue du Lac 4, 3965 Montrouvier\n\nExperience\n\nButcher\nHalles Perret, Montrouvier\n"
        "Jan 2020 - Present\n- Cut meat\n\nDriver\nGarage Bonnard\nFeb 2016 - Dec 2019\n- Drove\n"
    )
    assert names(found) == [("Butcher", "Halles Perret"), ("Driver", "Garage Bonnard")]
    assert found.positions[0].position.location == "Montrouvier"


def test_town_of_a_school_stands_at_the_right_of_employers() -> None:
    cells: Cells = [(60, 60, "EXPERIENCE", HEAD)]
    for y, house, town, title, dates in (
        (90, "Ostra Tours", "Valmorada", "Travel Agent", "Jan 2019 – Present"),
        (150, "Selvamar", "Valmorada", "Product Manager", "May 2014 – Dec 2018"),
    ):
        cells += [(60, y, house, BOLD), (480, y, town, PLAIN)]
        cells += [(60, y + 14, title, GREY), (440, y + 14, dates, GREY), (70, y + 28, "• Sold trips", PLAIN)]
    cells += [(60, 220, "EDUCATION", HEAD), (60, 240, "Colegio Andino", BOLD), (450, 240, "Valmorada, Chile", PLAIN)]
    found = drawn(cells)
    assert names(found) == [("Travel Agent", "Ostra Tours"), ("Product Manager", "Selvamar")]
