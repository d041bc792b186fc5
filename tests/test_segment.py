"""Free text -> entries: layouts people use, each read as title, employer, place and dates."""

from __future__ import annotations

import pytest
from careers import AS_OF

from xpcalc import Assessment, assess
from xpcalc.rulebook import Rulebook

Names = list[tuple[str | None, str | None, str]]


def names(text: str, rulebook: Rulebook) -> Names:
    return [(h.title, h.employer, h.written) for h in read(text, rulebook).positions]


def read(text: str, rulebook: Rulebook) -> Assessment:
    return assess(text.encode(), name="cv.txt", as_of=AS_OF, rulebook=rulebook)


EXPECTED: Names = [
    ("Support Team Lead", "Brightmoor Ltd", "Apr 2021 – Present"),
    ("Support Agent", "Quillfern Ltd", "Jan 2020 – Mar 2021"),
]

LAYOUTS = {
    "title, employer, dates": """
Support Team Lead
Brightmoor Ltd
Apr 2021 – Present
- Led a team of six agents
Support Agent
Quillfern Ltd
Jan 2020 – Mar 2021
- Answered tickets
""",
    "employer, title, dates": """
Brightmoor Ltd
Support Team Lead
Apr 2021 – Present
- Led a team of six agents

Quillfern Ltd
Support Agent
Jan 2020 – Mar 2021
- Answered tickets
""",
    "dates first": """
Apr 2021 – Present
Support Team Lead
Brightmoor Ltd
- Led a team of six agents

Jan 2020 – Mar 2021
Support Agent
Quillfern Ltd
- Answered tickets
""",
    "one line with bars": """
Support Team Lead | Brightmoor Ltd | Apr 2021 – Present
- Led a team of six agents

Support Agent | Quillfern Ltd | Jan 2020 – Mar 2021
- Answered tickets
""",
    "one line with commas": """
Support Team Lead, Brightmoor Ltd, Apr 2021 – Present
- Led a team of six agents

Support Agent, Quillfern Ltd, Jan 2020 – Mar 2021
- Answered tickets
""",
    "square brackets": """
Support Team Lead, Brightmoor Ltd [Apr 2021 – Present]
- Led a team of six agents

Support Agent, Quillfern Ltd [Jan 2020 – Mar 2021]
- Answered tickets
""",
    "marks before the titles only": """
▸ Support Team Lead | Brightmoor Ltd
Apr 2021 – Present
Led a team of six agents in two shifts and wrote the weekly report.

▸ Support Agent | Quillfern Ltd
Jan 2020 – Mar 2021
Answered sixty tickets a day and wrote the macros for all agents.
""",
    "dates after a slash": """
Apr 2021 – Present // Support Team Lead // Brightmoor Ltd
- Led a team of six agents

Jan 2020 – Mar 2021 // Support Agent // Quillfern Ltd
- Answered tickets
""",
    "at": """
Support Team Lead at Brightmoor Ltd (Apr 2021 – Present)
- Led a team of six agents

Support Agent at Quillfern Ltd (Jan 2020 – Mar 2021)
- Answered tickets
""",
    "dates at the right": """
Support Team Lead                                  Apr 2021 – Present
Brightmoor Ltd
- Led a team of six agents

Support Agent                                     Jan 2020 – Mar 2021
Quillfern Ltd
- Answered tickets
""",
    "dates in brackets, no bullets": """
Support Team Lead (Apr 2021 – Present)
Brightmoor Ltd

Support Agent (Jan 2020 – Mar 2021)
Quillfern Ltd
""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(layout: str, rulebook: Rulebook) -> None:
    text = f"Nora Whitcombe\n\nWORK EXPERIENCE\n{LAYOUTS[layout]}\nEDUCATION\n\nBA, University of Leeds, 2016 – 2019\n"
    assert names(text, rulebook) == EXPECTED


def test_several_positions_under_one_employer(rulebook: Rulebook) -> None:
    text = """Nora Whitcombe

WORK EXPERIENCE

Ravenshore Software Ltd

Product Manager
March 2020 – October 2024
- Owned the billing product

Business Analyst
July 2016 – February 2020
- Wrote requirements
"""
    assert names(text, rulebook) == [
        ("Product Manager", "Ravenshore Software Ltd", "March 2020 – October 2024"),
        ("Business Analyst", "Ravenshore Software Ltd", "July 2016 – February 2020"),
    ]


@pytest.mark.parametrize(
    "section",
    [
        "EDUCATION\n\nBA in Linguistics\nUniversity of Leeds\n2009 – 2012",
        "CERTIFICATIONS\n\nScrum Master\nScrum Guild\nMay 2018 – May 2020",
        "PROJECTS\n\nSupport bot\nJan 2017 – Dec 2018",
        "PUBLICATIONS\n\nOn tickets, Journal of Queues, 2015 – 2016",
        "REFERENCES\n\nJane Whitlock, Manager at Tallow & Reed, 2012 – 2019",
    ],
    ids=lambda section: section.split("\n")[0],
)
@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_other_sections_are_no_jobs(section: str, first: bool, rulebook: Rulebook) -> None:
    jobs = "WORK EXPERIENCE\n\nSupport Agent\nQuillfern Ltd\nJan 2020 – Mar 2021\n- Answered tickets"
    text = "Nora Whitcombe\n\n" + "\n\n".join([section, jobs] if first else [jobs, section]) + "\n"
    assert names(text, rulebook) == [EXPECTED[1]]


def test_dates_inside_the_text_of_a_job_are_no_jobs(rulebook: Rulebook) -> None:
    text = """Nora Whitcombe

WORK EXPERIENCE

Support Agent
Quillfern Ltd
Jan 2020 – Mar 2021
- Cut the backlog from 900 to 40 between June 2020 and December 2020
- Won the team award of 2020
"""
    assert names(text, rulebook) == [EXPECTED[1]]


def test_no_heading_at_all(rulebook: Rulebook) -> None:
    text = """Nora Whitcombe
Leeds

Support Agent
Quillfern Ltd
Jan 2020 – Mar 2021
- Answered tickets
"""
    assert names(text, rulebook) == [EXPECTED[1]]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("WORK EXPERIENCE", "work"), ("INTERNSHIPS", "internship"), ("VOLUNTEERING", "volunteer")],
)
def test_kind_by_section(heading: str, kind: str, rulebook: Rulebook) -> None:
    jobs = "WORK EXPERIENCE\n\nSupport Agent\nQuillfern Ltd\nJan 2020 – Mar 2021\n\n"
    extra = "" if kind == "work" else f"{heading}\n\nEvent Assistant\nNorthbeck Centre\nJun 2018 – Aug 2018\n"
    found = [h.employment for h in read(f"Nora Whitcombe\n\n{jobs}{extra}", rulebook).positions]
    assert found == (["work"] if kind == "work" else ["work", kind])


def test_place_is_no_employer(rulebook: Rulebook) -> None:
    text = "Nora Whitcombe\n\nWORK EXPERIENCE\n\nSupport Agent\nQuillfern Ltd, Madrid, Spain\nJan 2020 – Mar 2021\n"
    (held,) = read(text, rulebook).positions
    assert (held.employer, held.location) == ("Quillfern Ltd", "Madrid, Spain")


# Each: what the print of others has, and title and employer of its jobs. Every case failed once.
NAMES: dict[str, tuple[str, list[tuple[str | None, str | None]]]] = {
    "a town that only the long list has": (
        """
Shift Lead
Quillfern Foods, Daventry
Oct 2020 – Present
- Led a team of six agents
Driver
Brightmoor, Coventry
Jan 2018 – Sep 2020
- Drove at night
""",
        [("Shift Lead", "Quillfern Foods"), ("Driver", "Brightmoor")],
    ),
    "where towns are usual, an unknown one is one": (
        """
Shift Lead
Quillfern, Coventry
Oct 2020 – Present
- Led a team of six agents
Driver
Brightmoor, Leeds
Jan 2018 – Sep 2020
- Drove at night
Deckhand
Ferries Oy, Plover Quay
Jan 2016 – Dec 2017
- Stood watch
""",
        [("Shift Lead", "Quillfern"), ("Driver", "Brightmoor"), ("Deckhand", "Ferries Oy")],
    ),
    "a house that is called like a town": (
        """
Jefa de departamento
Liverpool, Ciudad de México
enero 2020 – actualidad
- Inventarios anuales de toda la planta
Recepcionista
Almacenes Brisa, Puebla
marzo 2016 – diciembre 2019
- Atención telefónica
Vendedora
Telas Luna, Puebla
enero 2014 – febrero 2016
- Caja
""",
        [("Jefa de departamento", "Liverpool"), ("Recepcionista", "Almacenes Brisa"), ("Vendedora", "Telas Luna")],
    ),
    "a public house of a town": (
        """
Klantadviseur
Gemeente Zwolle, Zwolle
jan 2020 – heden
- Loket
Medewerker klantenservice
Quillfern, Zwolle
mrt 2016 – dec 2019
- Telefoon
""",
        [("Klantadviseur", "Gemeente Zwolle"), ("Medewerker klantenservice", "Quillfern")],
    ),
    "letters that stand for a sign": (
        """
Klantmanager werk
GA
Gemeente Assen · Fulltime
okt 2014 – heden
- Caseload van 110 inwoners
Vakkenvuller
BH
Brink Handel · Parttime
jun 2009 – dec 2013
- Avonden en zaterdagen
""",
        [("Klantmanager werk", "Gemeente Assen"), ("Vakkenvuller", "Brink Handel")],
    ),
    "a full stop in the name of a house": (
        """
Peón
Obras Hnos. Pardo
enero 2020 – actualidad
- Zanjas
Conductor
Transportes Luna
marzo 2016 – diciembre 2019
- Reparto
""",
        [("Peón", "Obras Hnos. Pardo"), ("Conductor", "Transportes Luna")],
    ),
    "one house twice is no town": (
        """
Socia fundadora — Brisa & Luna Abogados
Feb 2020 → actualmente
- 190 asuntos
Asociada sénior — Cuatroarcos
Ene 2017 – Ene 2020
- Planes de igualdad
Asociada — Cuatroarcos
Sep 2014 – Dic 2016
- Juicios
""",
        [
            ("Socia fundadora", "Brisa & Luna Abogados"),
            ("Asociada sénior", "Cuatroarcos"),
            ("Asociada", "Cuatroarcos"),
        ],
    ),
    "a form that names neither employer nor title": (
        """
Supervisora de plataforma
Quillfern
Septiembre de 2017 – Abril de 2021
Categoría: Atención a clientes
Nivel: Empleado/a
Población: Zaragoza
Campaña de una aseguradora
Teleoperadora
Brightmoor
Noviembre de 2014 – Agosto de 2017
Categoría: Atención a clientes
Nivel: Empleado/a
Población: Zaragoza
Recepción de 70 llamadas diarias
""",
        [("Supervisora de plataforma", "Quillfern"), ("Teleoperadora", "Brightmoor")],
    ),
    "a task below the dates is no employer": (
        """
Gemeente Assen
Senior beleidsmedewerker
jan 2021 – heden
Groningen
Inkoop van huishoudelijke hulp met 9 raadsvoorstellen.
Beleidsmedewerker
mrt 2018 – dec 2020
Groningen
Evaluatie van de wijkteams in 2019.
""",
        [("Senior beleidsmedewerker", "Gemeente Assen"), ("Beleidsmedewerker", "Gemeente Assen")],
    ),
    "a slash between title and employer": (
        """
Assistant Headteacher / Wensum Bridge Primary Academy
Sep 2019 – Present
- Led assessment
Year 3 Teacher / Holt Community School
Sep 2014 – Aug 2019
- Taught 30 pupils
""",
        [("Assistant Headteacher", "Wensum Bridge Primary Academy"), ("Year 3 Teacher", "Holt Community School")],
    ),
    "a note behind the employer": (
        """
Electrician
Strachan Electrical (sole trader)
Sep 2019 – Present
- Rewired houses
Technician
Quillfern Energy (3 on / 3 off)
Sep 2014 – Aug 2019
- Kept turbines running
""",
        [("Electrician", "Strachan Electrical"), ("Technician", "Quillfern Energy")],
    ),
    "a state behind a slash, a town in brackets": (
        """
Vendedor interno
Quillfern Ltda., Curitiba/PR
março de 2019 – atual
- Atendimento ao cliente de toda a região
Atendente de loja
Lojas Brisa (Figueira, Curitiba)
março de 2014 – fevereiro de 2019
- Caixa e reposição de produtos da loja
""",
        [("Vendedor interno", "Quillfern Ltda."), ("Atendente de loja", "Lojas Brisa")],
    ),
    "villages behind names, one of which is known": (
        """
Sous Chef, Slate Quarry Inn, Easdale
Sep 2019 – Present
- Langoustines from the boat
Chef de Partie, Eriska Hotel, Benderloch (summer)
Sep 2016 – Aug 2019
- Sauces
Kitchen Porter, Mountain Café, Oban
Sep 2014 – Aug 2016
- Pots
""",
        [
            ("Sous Chef", "Slate Quarry Inn"),
            ("Chef de Partie", "Eriska Hotel"),
            ("Kitchen Porter", "Mountain Café"),
        ],
    ),
    "sentences behind range and colon": (
        """
- 2018 to date: Founder & Designer at Achterberg Studio, Portland, OR. Identity, packaging and print for food and
  drink brands; 40+ launches. Press checks at printers in Portland and Tacoma.
- 2015 to 2018: Senior Designer at Moxie & Plum, Portland, OR. Led packaging for two national grocery accounts.
- 2013 to 2015: Junior Designer at Quillfern, New York, NY. Artwork.
""",
        [
            ("Founder & Designer", "Achterberg Studio"),
            ("Senior Designer", "Moxie & Plum"),
            ("Junior Designer", "Quillfern"),
        ],
    ),
    "a town nobody lists, before its state": (
        """
Agent
Hill Country Regional – Kerrville, TX
January 2021 - July 2023
- Helped people
Cashier
Pecan Grove Living – Spoonwick, OH
February 2019 - December 2020
- Helped people
""",
        [("Agent", "Hill Country Regional"), ("Cashier", "Pecan Grove Living")],
    ),
    "a bracket in the bracket of a place": (
        """
Staff Engineer
Ledgerline (Austin, TX (remote))
January 2021 - July 2023
- Helped people
""",
        [("Staff Engineer", "Ledgerline")],
    ),
    "titles that are followed by towns": (
        """
DPD
Transport Supervisor, Leeds
August 2023 - Present
- Helped people
Musgrave
Warehouse Operative, Kilcockle
January 2021 - July 2023
- Helped people
Irish Ferries
Courier, Dublin
January 2019 - December 2020
- Helped people
""",
        [("Transport Supervisor", "DPD"), ("Warehouse Operative", "Musgrave"), ("Courier", "Irish Ferries")],
    ),
    "a field of work after a comma, an employer after at": (
        """
Senior Staff Nurse, Emergency Department at North Bristol NHS Trust
January 2021 - July 2023
- Helped people
Bank Nurse at Spire Bristol Hospital
January 2019 - December 2020
- Helped people
""",
        [
            ("Senior Staff Nurse, Emergency Department", "North Bristol NHS Trust"),
            ("Bank Nurse", "Spire Bristol Hospital"),
        ],
    ),
    "a field of work that another title ends in": (
        """
Second in Department, Mathematics
Silverdale Academy, Sheffield
January 2021 - July 2023
- Helped people
Teacher of Mathematics
Tapton School, Leeds
January 2019 - December 2020
- Helped people
""",
        [("Second in Department, Mathematics", "Silverdale Academy"), ("Teacher of Mathematics", "Tapton School")],
    ),
    "a contract that begins a title": (
        """
Maternity cover, Teacher of Science
Hills Road College
January 2021 - July 2023
- Helped people
""",
        [("Maternity cover, Teacher of Science", "Hills Road College")],
    ),
}


@pytest.mark.parametrize("case", NAMES)
def test_names(case: str, rulebook: Rulebook) -> None:
    text, expected = NAMES[case]
    heading = "Experiencia" if any(letter in text for letter in "íó") or "enero" in text else "Experience"
    found = read(f"Ana Lindqvist\n\n{heading}\n{text}", rulebook).positions
    assert [(held.title, held.employer) for held in found] == expected


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Summer seasons 2015–2018", True),
        ("Saisons d'été 2016 à 2019", True),
        ("Stagioni invernali 2017-2020", True),
        ("Temporadas de verano 2015-2018", True),
        ("Winter season 2018/19", False),
    ],
)
def test_seasons_of_several_years_are_told(written: str, told: bool, rulebook: Rulebook) -> None:
    text = f"Ana\n\nExperience\n\nCook\nBrisa Hotel\nJan 2020 – Mar 2021\n\nCommis\nLuna Hotel\n{written}\n"
    found = [f.message for f in read(text, rulebook).findings if f.code == "W_DATE_LEFT" and "seasons" in f.message]
    assert bool(found) == told
