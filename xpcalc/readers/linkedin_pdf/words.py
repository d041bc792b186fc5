"""Headings of the exports by interface language, and the shape of their date lines.

To add an interface language: add its headings to `HEADINGS` and `SIDEBAR`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from xpcalc.regex import regex

# Source: headings of the exports in seven interface languages; Certifications, Languages, Honors-Awards stay English.
HEADINGS = {
    "summary": "summary extracto acerca_de résumé resumo zusammenfassung riepilogo samenvatting podsumowanie",
    "experience": "experience experiencia expérience experiência berufserfahrung esperienza ervaring doświadczenie",
    "education": (
        "education educación formation formação_acadêmica formação ausbildung formazione opleiding wykształcenie"
    ),
    "volunteering": "volunteer_experience volunteering voluntariado bénévolat ehrenamt volontariato vrijwilligerswerk",
    "projects": "projects proyectos projets projetos projekte progetti projecten",
    "certifications": "certifications certificaciones licenses licenses_&_certifications",
    "publications": "publications publicaciones",
    "organizations": "organizations organizaciones",
    "courses": "courses cursos cours",
    "awards": "honors_and_awards honors-awards honors test_scores",
    "skills": "skills skills_&_expertise aptitudes compétences competências",
    "languages": "languages idiomas",
    "interests": "interests intereses",
}
# Source: as above; the contact block comes first in every export, the skills second.
SIDEBAR = {
    "contact": "contact contactar coordonnées contato kontakt contatti contattare contactgegevens",
    "skills": (
        "top_skills aptitudes_principales principales_compétences principais_competências top-kenntnisse "
        "competenze_principali belangrijkste_vaardigheden najważniejsze_umiejętności"
    ),
    "languages": "languages",
    "certifications": "certifications",
    "awards": "honors-awards",
    "publications": "publications",
    "patents": "patents",
}


def _folded(table: Mapping[str, str]) -> dict[str, str]:
    return {word.replace("_", " "): section for section, words in table.items() for word in words.split()}


MAIN, SIDE = _folded(HEADINGS), _folded(SIDEBAR)

# Source: dates in seven interface languages: "abril de 2021", "März 2019", "2017".
_POINT = r"(?:[^\W\d_]{1,14}\.?\s(?:del?\s)?)?(?:19|20)\d\d"
# Why: a description may hold years and ranges; only a line that is nothing else counts, and only in its place.
DATES = regex(
    rf"{_POINT}(?:\s?(?:[-–—‐‑]|to)\s?(?:{_POINT}|[^\W\d_]{{2,14}}))?\s?(?:\([^()]{{1,80}}\)?)?$", re.IGNORECASE
)
# Why: interface languages without a table write the same shape in other words ("2021年4月 - Present (5年)").
FOREIGN_DATES = regex(r".{0,12}(?:19|20)\d\d.{0,20} [-–] .{2,30}\([^()]{1,40}\)$")
