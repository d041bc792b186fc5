"""Dates as people write them, 700 phrases in seven languages, each read as the date of a job in a whole CV.

Source: tests/cases/date_phrases.csv, hand-made by somebody who had not seen the grammar. Shape: language, phrase, start
and end at the precision of the phrase; a quarter or half year is told by its first and last month.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from xpcalc import Rulebook, assess
from xpcalc.model import PartialDate

CASES = Path(__file__).parent / "cases" / "date_phrases.csv"
# Heading, title, employer, text.
CVS = {
    "en": ("Work Experience", "Support Agent", "Quillfern Ltd", "Answered tickets by telephone for our customers"),
    "es": ("Experiencia laboral", "Agente de soporte", "Quillfern S.L.", "Atención por teléfono a los clientes"),
    "pt": ("Experiência profissional", "Assistente administrativo", "Quillfern Lda.", "Atendimento aos clientes"),
    "fr": (
        "Expérience professionnelle",
        "Conseiller clientèle",
        "Quillfern SARL",
        "Réponses aux clients par téléphone",
    ),
    "de": ("Berufserfahrung", "Sachbearbeiterin", "Quillfern GmbH", "Beantwortung von Anfragen der Kunden am Telefon"),
    "it": (
        "Esperienza lavorativa",
        "Impiegato amministrativo",
        "Quillfern S.r.l.",
        "Risposte alle richieste dei clienti",
    ),
    "nl": ("Werkervaring", "Medewerker klantenservice", "Quillfern B.V.", "Beantwoorden van vragen van klanten"),
}
# Months of the sub-year codes: quarters, half years.
PARTS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}


def rows(language: str) -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["language"] == language]


def written(date: PartialDate | None, side: int) -> str:
    if date is not None and date.part in PARTS:
        return f"{date.year}-{PARTS[date.part][side]:02d}"
    return str(date).rstrip("~") if date is not None else ""


def test_there_are_many_of_each_language() -> None:
    assert {language: len(rows(language)) for language in CVS} == {
        "en": 200, "es": 200, "pt": 60, "fr": 60, "de": 60, "it": 60, "nl": 60
    }  # fmt: skip


@pytest.mark.parametrize(
    "layout", ["{title}\n{employer}\n{phrase}\n- {text}\n", "{phrase}\n{title}, {employer}\n- {text}\n"]
)
@pytest.mark.parametrize("language", CVS)
def test_phrase_dates_the_job(language: str, layout: str, rulebook: Rulebook) -> None:
    heading, title, employer, text = CVS[language]
    wrong = []
    for row in rows(language):
        job = layout.format(title=title, employer=employer, phrase=row["phrase"], text=text)
        cv = f"Nora Whitcombe\nnora@example.com\n\n{heading}\n\n{job}"
        found = assess(cv.encode(), name="cv.txt", as_of="2026-11-01", rulebook=rulebook)
        dates = [held.position.dates for held in found.positions]
        seen = [(written(d.start, 0), "present" if d.ongoing else written(d.end, 1)) for d in dates if d is not None]
        names = [(p.title, p.employer) for p in found.positions]
        if seen != [(row["start"], row["end"])] or names != [(title, employer)]:
            wrong.append((row["phrase"], seen, names))
    assert wrong == []
