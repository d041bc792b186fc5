"""What tells a leave by its name, and what is a job all the same."""

from __future__ import annotations

import pytest

from tests.test_layouts_people import names, read
from tests.test_layouts_written import kinds
from xpcalc import Rulebook


@pytest.mark.parametrize(
    ("languages", "name"),
    [
        (("en",), "Unemployed"),
        (("en",), "Gap: maternity"),
        (("en",), "Maternity leave and a year abroad"),
        (("en",), "Covid-19 intermission"),
        (("en",), "Travelling"),
        (("de",), "Auslandsaufenthalt Neuseeland"),
        (("de",), "Lücke: Pflege meiner Mutter"),
        (("es",), "Pausa: cuidado de mis hijos"),
        (("nl",), "Pauze: zorg voor mijn vader"),
        (("es",), "En paro"),
        (("es",), "Opositando"),
        (("es",), "Preparación de oposiciones"),
        (("pt",), "À procura de emprego"),
        (("pt",), "Serviço militar obrigatório"),
        (("fr",), "À la recherche d'un emploi"),
        (("de",), "Auf Stellensuche"),
        (("it",), "Alla ricerca di lavoro"),
        (("nl",), "Zonder werk"),
    ],
)
def test_leave_that_stands_alone(rulebook: Rulebook, languages: tuple[str, ...], name: str) -> None:
    assert rulebook.words.leaves(languages).tells(name, alone=True)


@pytest.mark.parametrize(
    "name", ["", "Leave Manager", "Travelling Sales Agent", "Maternity Ward Nurse", "Pflege", "Gap: Acme Ltd"]
)
def test_job_that_begins_like_a_leave(rulebook: Rulebook, name: str) -> None:
    assert not rulebook.words.leaves(("en", "de")).tells(name, alone=True)


@pytest.mark.parametrize("name", ["Preparador de oposiciones", "Técnica de búsqueda de empleo", "Orientadora"])
def test_job_about_what_others_seek(rulebook: Rulebook, name: str) -> None:
    assert not rulebook.words.leaves(("es",)).tells(name, alone=True)


def test_retraining_is_no_work() -> None:
    found = read(
        "Berufserfahrung\n\n06/2022 - heute Teamleiter Kundenservice, Nordlicht GmbH\n"
        "01/2018 - 12/2021 Kundenberater, Hansekontor AG\n01/2015 - 12/2015 Umschulung zum IT-Fachmann\n"
    )
    assert kinds(found) == ["work", "work", "apprenticeship"]


def test_caring_at_an_employer_is_a_job(rulebook: Rulebook) -> None:
    leaves = rulebook.words.leaves(("en",))
    assert leaves.tells("Caring for my mother", alone=True)
    assert not leaves.tells("Caring for my mother", alone=False)


def test_leave_between_two_jobs_belongs_to_neither() -> None:
    found = read(
        "Work experience\n\nSupport Agent, Quillfern Ltd\nMar 2021 - Feb 2023\n- Answered tickets\n\n"
        "Unemployed\nJun 2020 - Feb 2021\n\n"
        "Sales Assistant, Brightmoor Stores\nJan 2018 - May 2020\n- Served customers\n"
    )
    assert names(found)[1] == ("Unemployed", None)
    assert kinds(found)[1] == "leave"
