"""Jobs as portals, old forms and letters show them: told, numbered, with their town, employer or projects aside.

To add one, write its jobs and a row in LAYOUTS; one that says the dates otherwise, or more than a career holds, needs a
`view` too, since the truth is taken from the view.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape
from random import Random
from typing import NamedTuple

from benchmarks.corpus.careers import Career, month_end, month_shift
from benchmarks.corpus.layouts import docx, forms, html, pdf_blocks, pdf_lines
from benchmarks.corpus.layouts.layout import Layout
from benchmarks.corpus.layouts.pdf_parts import bullets, mark_of, new_sheet
from benchmarks.corpus.layouts.sheet import WIDTH, Column, pages
from benchmarks.corpus.text import DateStyle, Section, ShownJob, ShownOther, View, groups, show_dates, view_of


class Told(NamedTuple):
    """How a language tells a job: words about two dates or days, before a lone month or year, then what it was."""

    begun: tuple[str, str]
    ended: tuple[str, str]
    lone: tuple[str, str]
    was: str
    been: str
    town: str


# Source: hand-made.
TOLD = {
    "en": Told(
        ("From", "From"),
        ("to", "to"),
        ("In", "In"),
        "I worked as {title} at {employer}{town}.",
        "I have been working as {title} at {employer}{town}.",
        " in ",
    ),
    "es": Told(
        ("Desde", "Desde"),
        ("hasta", "hasta"),
        ("En", "En"),
        "trabajé como {title} en {employer}{town}.",
        "trabajo como {title} en {employer}{town}.",
        " en ",
    ),
    "pt": Told(
        ("De", "De"),
        ("a", "a"),
        ("Em", "Em"),
        "trabalhei como {title} na empresa {employer}{town}.",
        "trabalho como {title} na empresa {employer}{town}.",
        " em ",
    ),
    "fr": Told(
        ("De", "Du"),
        ("à", "au"),
        ("En", "En"),
        "j'ai travaillé comme {title} chez {employer}{town}.",
        "je travaille comme {title} chez {employer}{town}.",
        " à ",
    ),
    "de": Told(
        ("Von", "Vom"),
        ("bis", "bis zum"),
        ("Im", "Im Jahr"),
        "war ich als {title} bei {employer}{town} tätig.",
        "bin ich als {title} bei {employer}{town} tätig.",
        " in ",
    ),
    "it": Told(
        ("Da", "Dal"),
        ("a", "al"),
        ("A", "Nel"),
        "ho lavorato come {title} presso {employer}{town}.",
        "lavoro come {title} presso {employer}{town}.",
        " a ",
    ),
    "nl": Told(
        ("Van", "Van"),
        ("tot", "tot"),
        ("In", "In"),
        "werkte ik als {title} bij {employer}{town}.",
        "werk ik als {title} bij {employer}{town}.",
        " in ",
    ),
}
# Source: the places of the word tables that are no towns.
REMOTE = {"Remote", "Teletrabajo", "Remoto", "Télétravail", "Homeoffice", "Da remoto", "Thuiswerk"}

# Source: seen in portals: heading of a job; "I work here" and yes; school and degree.
NUMBERED = {
    "en": ("Work Experience", "I currently work here", "Yes", "School or University", "Degree"),
    "es": ("Experiencia laboral", "Actualmente trabajo aquí", "Sí", "Centro", "Título"),
    "pt": ("Experiência profissional", "Trabalho aqui atualmente", "Sim", "Instituição", "Curso"),
    "fr": ("Expérience professionnelle", "Je travaille actuellement ici", "Oui", "Établissement", "Diplôme"),
    "de": ("Berufserfahrung", "Ich arbeite derzeit hier", "Ja", "Hochschule oder Schule", "Abschluss"),
    "it": ("Esperienza lavorativa", "Attualmente lavoro qui", "Sì", "Istituto", "Titolo di studio"),
    "nl": ("Werkervaring", "Ik werk hier momenteel", "Ja", "School of universiteit", "Diploma"),
}

# Source: the European curriculum vitae of 2002: dates, employer, title, tasks.
EUROPASS = {
    "en": (
        "Dates (from – to)",
        "Name and address of employer",
        "Occupation or position held",
        "Main activities and responsibilities",
    ),
    "es": (
        "Fechas (de – a)",
        "Nombre y dirección del empleador",
        "Puesto o cargo ocupados",
        "Principales actividades y responsabilidades",
    ),
    "pt": (
        "Datas (de – até)",
        "Nome e endereço do empregador",
        "Função ou cargo ocupado",
        "Principais actividades e responsabilidades",
    ),
    "fr": (
        "Dates (de – à)",
        "Nom et adresse de l'employeur",
        "Fonction ou poste occupé",
        "Principales activités et responsabilités",
    ),
    "de": (
        "Datum (von – bis)",
        "Name und Adresse des Arbeitgebers",
        "Beruf oder Funktion",
        "Wichtigste Tätigkeiten und Zuständigkeiten",
    ),
    "it": (
        "Date (da – a)",
        "Nome e indirizzo del datore di lavoro",
        "Tipo di impiego",
        "Principali mansioni e responsabilità",
    ),
    "nl": (
        "Data (van – tot)",
        "Naam en adres van de werkgever",
        "Functie of beroep",
        "Voornaamste taken en verantwoordelijkheden",
    ),
}

# Source: hand-made; client and project as heads of a table.
PROJECTS = {
    "en": ("Client", "Project"),
    "es": ("Cliente", "Proyecto"),
    "pt": ("Cliente", "Projeto"),
    "fr": ("Client", "Projet"),
    "de": ("Kunde", "Projekt"),
    "it": ("Cliente", "Progetto"),
    "nl": ("Klant", "Project"),
}
MONTHS = 24  # a job with projects lasts at least so long


def _by_day(form: str, code: str) -> bool:
    """Tell whether a language puts an article before such dates; in Italian it does before years, too."""
    return form in ("daydot", "daylong") or (code == "it" and form == "year")


def _telling(career: Career, style: DateStyle, rng: Random) -> View:
    """Dates with the words of a sentence between them: "March 2018 to June 2020", "since May 2022"."""
    ended = TOLD[career.words.code].ended[_by_day(style.form, career.words.code)]
    return view_of(career, replace(style, separator=f" {ended} ", opening="since", duration=False), rng)


def _told(section: Section, view: View, *, apart: bool) -> str:
    """Return a sentence for each job, its tasks behind it or in a paragraph of their own."""
    told = TOLD[view.words.code]
    out = []
    for job in section.jobs:
        when = job.dates.plain
        if job.dates.last == "present":
            when, body = when[0].upper() + when[1:], told.been
        elif job.dates.end:
            when, body = f"{told.begun[_by_day(view.style.form, view.words.code)]} {when}", told.was
        else:
            when, body = f"{told.lone[when.isdigit()]} {when}", told.was
        if view.words.code == "fr" and when[3:4].casefold() in "aéo":
            when = when.replace("De ", "D'", 1)
        town = f" ({job.location})" if job.location in REMOTE else f"{told.town}{job.location}"
        first = body.format(title=job.title, employer=job.employer, town=town) if job.employer else f"– {job.title}."
        tasks = [". ".join(job.bullets[:1]), "; ".join(job.bullets[1:])]
        done = " ".join(f"{text.rstrip('.')}." for text in tasks if text)
        paragraphs = [f"{when} {first}", done] if apart else [f"{when} {first} {done}".rstrip()]
        out += [f"<p>{escape(text)}</p>" for text in paragraphs if text]
    return "".join(out)


def _letter(view: View, rng: Random) -> bytes:
    return html.draw(view, rng, jobs=partial(_told, apart=rng.random() < 0.5))


def _town(column: Column, job: ShownJob, _: str) -> None:
    column.say(job.title, "b")
    if job.employer:
        column.say(f"{job.employer}-{job.location}")
    column.say(job.dates.line)


def _numbered(view: View, rng: Random) -> bytes:
    """Every job and every school below a heading of its own, labels above their values."""
    words = view.words
    labels, (place, begun, left) = words.labels, forms.LABELS[words.code]
    heading, here, yes, school, degree = NUMBERED[words.code]
    out = [f"<h1>{escape(view.name)}</h1><p>{'<br>'.join(map(escape, view.contact))}</p>"]

    def part(text: str, pairs: list[tuple[str, str]]) -> None:
        shown = [f"<div>{escape(label)}</div><div>{escape(value)}</div>" for label, value in pairs if value]
        out.append(f"<h3>{escape(text)}</h3>{''.join(shown)}")

    for section in view.sections:
        if section.kind not in ("experience", "education"):
            out.append(f"<h2>{escape(section.heading)}</h2>")
        for number, job in enumerate(section.jobs, 1):
            start, end = forms.ends(job, view)
            last = (here, yes) if job.dates.last == "present" else (left, end)
            rows = [(labels["position"], job.title), (labels["employer"], job.employer), (place, job.location)]
            tasks = ". ".join(job.bullets)
            part(f"{heading} {number}", [*rows, (begun, start), last, (labels["tasks"], tasks)])
        for number, entry in enumerate(section.entries, 1):
            if section.kind == "education":
                pairs = [(school, entry.place), (degree, entry.title), (labels["period"], entry.dates)]
                part(f"{words.headings['education'][0]} {number}", pairs)
            else:
                out.append(f"<p>{escape(', '.join(filter(None, (entry.title, entry.place, entry.dates))))}</p>")
        out += [f"<p>{escape(line)}</p>" for line in section.lines]
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{"".join(out)}</body></html>'.encode()


def _europass(section: Section, view: View) -> str:
    rows = []
    for job in section.jobs:
        values = ([job.dates.line], [docx.place(job)], [job.title], job.bullets)
        rows += [
            [docx.cell(3400, docx.paragraph(f"• {label}")), docx.cell(6200, *map(docx.paragraph, value))]
            for label, value in zip(EUROPASS[view.words.code], values, strict=True)
            if any(value)
        ]
    return docx.ruled(rows, (3400, 6200))


def _margin(view: View, rng: Random) -> bytes:
    """Employer and town once in the left margin; at its right the titles, each with its dates right behind it."""
    sheet = new_sheet(rng)
    whole, wide = Column(sheet, pages()), 118.0
    mark = mark_of(rng)

    def jobs(section: Section) -> None:
        for run in groups(section.jobs):
            whole.need(64)
            side = Column(sheet, pages(pdf_blocks.LEFT, wide))
            main = Column(sheet, pages(pdf_blocks.LEFT + wide + 14, WIDTH - 2 * pdf_blocks.LEFT - wide - 14))
            pdf_blocks.abreast(whole, side)
            pdf_blocks.abreast(whole, main)
            side.say(run[0].employer, "b")
            side.say(run[0].location)
            for job in run:
                main.need(44)
                main.row([(job.title, "b"), (job.dates.line, "")])
                bullets(main, job, mark)
            whole.index, whole.y = max((main.index, main.y), (side.index, side.y + 7))

    pdf_blocks.body(whole, view, mark, jobs)
    return sheet.bytes()


def _consulting(career: Career, style: DateStyle, rng: Random) -> View:
    """Put two or three projects inside one long job, in place of its bullets."""
    view = view_of(career, style, rng)
    words, plain = career.words, replace(style, opening="present", duration=False)
    held = rng.choice([job for job in view.jobs if job.employer and career.months(job.job) >= MONTHS])
    count = rng.randint(2, 3)
    step = MONTHS // count
    employers = {job.employer for job in career.jobs}
    clients = rng.sample([name for name in words.employers if name not in employers], count)
    for number, (client, name) in enumerate(zip(clients, rng.sample(words.projects, count), strict=True)):
        start = month_shift(held.job.start, number * step + 1)
        end = month_end(month_shift(start, rng.randint(3, step - 2) - 1))
        shown = show_dates(start, end, plain, words, career.as_of)
        truth: dict[str, str | None] = {"section": "projects", "name": client, "title": name}
        truth |= {"start": shown.first, "end": shown.last}
        held.projects.append(ShownOther(name, client, shown.line, truth))
    if not career.ascending:
        held.projects.reverse()
    held.bullets, held.job.tools = [], []
    return view


def _project_table(section: Section, view: View) -> str:
    head = (view.words.labels["period"], *PROJECTS[view.words.code])
    out = []
    for job in section.jobs:
        place = ", ".join(part for part in (job.employer, job.location) if part)
        first, title = (place, f"<p>{escape(job.title)}</p>") if place else (job.title, "")
        row = f'<div class="row"><b>{escape(first)}</b><span>{escape(job.dates.line)}</span></div>{title}'
        rows = [head, *((each.dates, each.place, each.title) for each in job.projects)] if job.projects else []
        cells = ["<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in each) + "</tr>" for each in rows]
        out.append(row + (f"<table>{''.join(cells)}</table>" if cells else html.listed(job)))
    return "".join(out)


LAYOUTS = (
    Layout("html-told", "html", "html", _letter, view=_telling),
    Layout("pdf-hyphen-town", "pdf-lines", "pdf", partial(pdf_lines.draw, head=_town)),
    Layout("html-numbered-form", "forms", "html", _numbered),
    Layout("docx-old-europass", "docx", "docx", partial(docx.draw, jobs=_europass)),
    Layout("pdf-margin-employers", "pdf-blocks", "pdf", _margin, grouped=True),
    Layout(
        "html-projects-table",
        "html",
        "html",
        partial(html.draw, jobs=_project_table),
        months=MONTHS,
        view=_consulting,
    ),
)
