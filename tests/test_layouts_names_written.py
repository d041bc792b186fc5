"""Titles, employers and towns as people write them: other signs between them, labels, lines that sum up, told towns."""

from __future__ import annotations

from tests.test_layouts_people import names, read

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
