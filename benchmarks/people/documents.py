"""A person and what one document says -> its bytes. To add a kind of document: a function and a row of WRITERS."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Mapping
from html import escape
from random import Random

from benchmarks.corpus.careers import Job, month_end
from benchmarks.corpus.layouts import LAYOUTS
from benchmarks.corpus.layouts.archive import archive
from benchmarks.corpus.text import DateStyle, Section, ShownJob, View, show_dates
from benchmarks.corpus.words import words_of
from benchmarks.people.shape import Line, Paper, Person

# Source: layouts that xpcalc reads without a fault: this set measures what stands between documents, not reading.
CV_LAYOUTS = ("txt-aligned", "html-flex", "html-list", "docx-tab-right", "docx-stacked", "markdown")
_PRECISION = {"long": "month", "slash": "month", "year": "year", "daylong": "day"}
_NUMBERED = {"es": "{d} de {m} de {y}", "pt": "{d} de {m} de {y}", "fr": "{d} {m} {y}", "de": "{d}. {m} {y}"}


def written(day: dt.date, language: str) -> str:
    """Return a day in words."""
    words = words_of(language)
    form = _NUMBERED.get(language, "{d} {m} {y}")
    return form.format(d=day.day, m=words.months[day.month - 1], y=day.year)


def cv(person: Person, paper: Paper, rng: Random) -> tuple[str, bytes]:
    """Return (ending, bytes) of a CV."""
    words = words_of(paper.language)
    style = DateStyle(paper.dates, " – ", "present", words.present[0], False)
    jobs = []
    for line in paper.lines:
        # Why: the page prints days; `show_dates` makes months or years of them.
        start, end = line.start, line.end
        if _PRECISION[paper.dates] == "month" and end is not None:
            end = month_end(end)
        job = Job(line.employer, line.title, start, end, "work", "")
        bullets = [words.industries[0].bullets[0].format(tool="Excel", n=rng.randint(3, 40), year="", year2="")]
        jobs.append(
            ShownJob(line.title, line.employer, "", show_dates(start, end, style, words, person.as_of), bullets, job)
        )
    jobs.sort(key=lambda job: job.job.start, reverse=True)
    sections = [Section("experience", words.headings["experience"][0], jobs=jobs)]
    sections.append(Section("languages", words.headings["languages"][0], lines=[words.tongues]))
    mail = f"{person.name.split()[0].lower()}@example.org"
    view = View(words, person.name, "", [mail], sections, style)
    layout = LAYOUTS[rng.choice(CV_LAYOUTS)]
    return layout.ending, layout.draw(view, rng)


def linkedin(person: Person, paper: Paper, rng: Random) -> tuple[str, bytes]:
    """Return a LinkedIn archive."""
    short = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

    def month(day: dt.date | None) -> str:
        return "" if day is None else f"{short[day.month - 1]} {day.year}"

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Company Name", "Title", "Description", "Location", "Started On", "Finished On"])
    for line in sorted(paper.lines, key=lambda each: each.start, reverse=True):
        writer.writerow([line.employer, line.title, "", "", month(line.start), month(line.end)])
    first, _, last = person.name.partition(" ")
    profile = io.StringIO()
    rows = csv.writer(profile, lineterminator="\n")
    rows.writerow(["First Name", "Last Name", "Maiden Name", "Address", "Birth Date", "Headline", "Summary"])
    rows.writerow([first, last, "", "", "", paper.lines[0].title, ""])
    return "zip", archive({"Profile.csv": profile.getvalue(), "Positions.csv": out.getvalue()})


# Source: invented wordings, made before the patterns of letters were seen.
_CERTIFICATES = {
    "en": (
        "{employer}\n\n{issued}\n\nTo whom it may concern\n\nThis is to certify that {name} was employed by "
        "{employer} as "
        "{title} from {start} to {end}.{hours}\n\nYours faithfully,\nHuman Resources",
        "{employer}\n\n{issued}\n\nCERTIFICATE OF EMPLOYMENT\n\nWe hereby confirm that {name} worked at "
        "{employer} from "
        "{start} until {end} in the position of {title}.{hours}\n\nHuman Resources Department\n{employer}",
    ),
    "es": (
        "{employer}\n\nCERTIFICADO DE EMPRESA\n\n{employer} certifica que D./D.ª {name} ha prestado "
        "servicios en esta empresa "
        "con la categoría de {title} desde el {start} hasta el {end}.{hours}\n\nY para que conste, se firma "
        "el presente "
        "certificado en Madrid, a {issued}.",
        "{employer}\n\nCERTIFICADO LABORAL\n\nPor la presente se certifica que {name} trabajó en {employer} "
        "desde el {start} "
        "hasta el {end}, desempeñando el puesto de {title}.{hours}\n\nMadrid, {issued}\nRecursos Humanos",
    ),
    "pt": (
        "{employer}\n\nDECLARAÇÃO\n\nDeclara-se, para os devidos efeitos, que {name} trabalhou na empresa "
        "{employer} com a "
        "categoria de {title} de {start} até {end}.{hours}\n\nLisboa, {issued}",
    ),
    "fr": (
        "{employer}\n\nATTESTATION DE TRAVAIL\n\nNous soussignés, {employer}, certifions que {name} a été "
        "employé(e) dans "
        "notre entreprise en qualité de {title} du {start} au {end}.{hours}\n\nFait à Lyon, le {issued}",
    ),
    "de": (
        "{employer}\n\nArbeitszeugnis\n\n{name} war vom {start} bis zum {end} als {title} bei der {employer} "
        "beschäftigt.{hours}\n\nMünchen, {issued}\nPersonalabteilung",
    ),
}
_ONGOING = {
    "en": (
        "{employer}\n\n{issued}\n\nTo whom it may concern\n\nThis is to certify that {name} has been "
        "employed by {employer} "
        "since {start} as {title}.{hours}\n\nYours faithfully,\nHuman Resources",
    ),
    "es": (
        "{employer}\n\nCERTIFICADO DE EMPRESA\n\n{employer} certifica que D./D.ª {name} presta servicios en "
        "esta empresa "
        "desde el {start} con la categoría de {title}.{hours}\n\nY para que conste, se firma el presente "
        "certificado en "
        "Madrid, a {issued}.",
    ),
    "pt": (
        "{employer}\n\nDECLARAÇÃO\n\nDeclara-se, para os devidos efeitos, que {name} trabalha na empresa "
        "{employer} desde "
        "{start} com a categoria de {title}.{hours}\n\nLisboa, {issued}",
    ),
    "fr": (
        "{employer}\n\nATTESTATION DE TRAVAIL\n\nNous soussignés, {employer}, certifions que {name} est "
        "employé(e) dans notre "
        "entreprise depuis le {start} en qualité de {title}.{hours}\n\nFait à Lyon, le {issued}",
    ),
    "de": (
        "{employer}\n\nArbeitsbescheinigung\n\nHiermit bestätigen wir, dass {name} seit dem {start} als "
        "{title} bei der "
        "{employer} beschäftigt ist.{hours}\n\nMünchen, {issued}\nPersonalabteilung",
    ),
}
_OFFERS = {
    "en": (
        "{employer}\n\n{issued}\n\nDear {name},\n\nOffer of employment\n\nWe are pleased to offer you the "
        "position of {title} "
        "at {employer}. Your employment will begin on {start}.{hours}\n\nYours sincerely,\nHuman Resources",
    ),
    "es": (
        "{employer}\n\nMadrid, {issued}\n\nOFERTA DE EMPLEO\n\nEstimado/a {name}:\n\nNos complace ofrecerle "
        "el puesto de "
        "{title} en {employer}. La fecha de incorporación será el {start}.{hours}\n\nAtentamente,\nRecursos Humanos",
    ),
    "pt": (
        "{employer}\n\nLisboa, {issued}\n\nPROPOSTA DE EMPREGO\n\nCaro/a {name},\n\nTemos o prazer de lhe "
        "oferecer o cargo de "
        "{title} na {employer}. A data de início será {start}.{hours}\n\nAtenciosamente,\nRecursos Humanos",
    ),
    "fr": (
        "{employer}\n\nLyon, le {issued}\n\nPROMESSE D'EMBAUCHE\n\nMadame, Monsieur {name},\n\nNous avons le "
        "plaisir de vous "
        "proposer le poste de {title} au sein de {employer}. Votre contrat débutera le {start}.{hours}\n\nLa Direction",
    ),
    "de": (
        "{employer}\n\nMünchen, {issued}\n\nStellenangebot\n\nSehr geehrte(r) {name},\n\nwir freuen uns, "
        "Ihnen die Stelle als "
        "{title} bei der {employer} anzubieten. Das Arbeitsverhältnis beginnt am {start}.{hours}\n\nPersonalabteilung",
    ),
}
_HOURS = {
    "en": " The weekly working time is {h} hours, full time being 40 hours.",
    "es": " La jornada es de {h} horas semanales sobre 40 horas a tiempo completo.",
    "pt": " O horário é de {h} horas semanais, sendo o tempo completo de 40 horas.",
    "fr": " La durée du travail est de {h} heures par semaine sur 40 heures à temps plein.",
    "de": " Die wöchentliche Arbeitszeit beträgt {h} Stunden bei 40 Stunden in Vollzeit.",
}


def _letter(texts: Mapping[str, tuple[str, ...]], person: Person, paper: Paper, rng: Random) -> tuple[str, bytes]:
    line = paper.lines[0]
    words = {
        "employer": line.employer,
        "title": line.title,
        "name": paper.person or person.name,
        "start": written(line.start, paper.language),
        "end": written(line.end, paper.language) if line.end else "",
        "issued": written(paper.issued or person.as_of, paper.language),
        "hours": "" if line.hours is None else _HOURS[paper.language].format(h=line.hours),
    }
    text = rng.choice(texts[paper.language]).format(**words)
    if rng.random() < 0.5:
        return "txt", text.encode()
    parts = "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in text.split("\n\n"))
    head = f'<!DOCTYPE html>\n<html lang="{paper.language}"><head><meta charset="utf-8"></head>'
    page = f"{head}<body>{parts}</body></html>\n"
    return "html", page.encode()


def certificate(person: Person, paper: Paper, rng: Random) -> tuple[str, bytes]:
    """Return a certificate of employment."""
    return _letter(_ONGOING if paper.lines[0].end is None else _CERTIFICATES, person, paper, rng)


def offer(person: Person, paper: Paper, rng: Random) -> tuple[str, bytes]:
    """Return an offer letter."""
    return _letter(_OFFERS, person, paper, rng)


def vida_laboral(person: Person, paper: Paper, rng: Random) -> tuple[str, bytes]:
    """Return Spain's record of registrations as text in columns."""

    def day(when: dt.date | None) -> str:
        return "---" if when is None else f"{when:%d.%m.%Y}"

    issued = paper.issued or person.as_of
    out = [
        "TESORERÍA GENERAL DE LA SEGURIDAD SOCIAL",
        "",
        "INFORME DE VIDA LABORAL",
        "",
        f"De los antecedentes obrantes en la Tesorería General de la Seguridad Social al día {written(issued, 'es')},",
        f"resulta que D/Dª {person.name.upper()}, nacido/a el 3 de mayo de 1985,",
        "con Número de la Seguridad Social 281234567890,",
        "D.N.I. 000000000T, ha figurado en situación de alta en el Sistema de la Seguridad Social.",
        "",
        f"{'RÉGIMEN':<10} {'C.C.C.':<14} {'EMPRESA':<44} {'FECHA ALTA':<12} {'F. EFECTO':<12} {'FECHA BAJA':<12} "
        f"{'C.T.':<5} {'CTP %':<6} {'G.C.':<5} DÍAS",
    ]
    for line in sorted(paper.lines, key=lambda each: each.start, reverse=True):
        days = ((line.end or issued) - line.start).days + 1
        share = "---" if line.hours is None else f"{line.hours / 40 * 100:.1f}".replace(".", ",")
        contract = "200" if line.hours else "100"
        out.append(
            f"{'GENERAL':<10} {'28123456789':<14} {line.employer.upper():<44} {day(line.start):<12} "
            f"{day(line.start):<12} {day(line.end):<12} {contract:<5} {share:<6} {'05':<5} {days}"
        )
    return "txt", ("\n".join(out) + "\n").encode()


def hr_export(person: Person, paper: Paper, rng: Random) -> tuple[str, bytes]:
    """Return an HR export: a row a job."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["person", "employer", "title", "start", "end", "weekly_hours", "full_time_hours"])
    for line in paper.lines:
        end = "" if line.end is None else line.end.isoformat()
        hours = line.hours or 40
        writer.writerow([person.name, line.employer, line.title, line.start.isoformat(), end, hours, 40])
    writer.writerow(
        ["Zoltan Beispiel", paper.lines[0].employer, paper.lines[0].title, "2011-01-01", "2012-01-31", 40, 40]
    )
    return "csv", out.getvalue().encode()


Writer = Callable[[Person, Paper, Random], tuple[str, bytes]]
WRITERS: dict[str, Writer] = {
    "cv": cv,
    "linkedin": linkedin,
    "certificate_of_employment": certificate,
    "offer_letter": offer,
    "vida_laboral": vida_laboral,
    "hr_export": hr_export,
}
__all__ = ["WRITERS", "Line", "written"]
