"""Seed -> who writes about whom: invented names, employers, titles, days. To add a language, add to CAST."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Cast:
    """The names that letters of one language use; `honorifics` are those of women, then of men."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    honorifics: tuple[tuple[str, ...], tuple[str, ...]]
    employers: tuple[str, ...]
    titles: tuple[str, ...]
    cities: tuple[str, ...]
    streets: tuple[str, ...]
    signatories: tuple[str, ...]


# Source: hand-made; no name is that of a person or house that the author knows of.
CAST = {
    "en": Cast(
        ("Hannah", "Priya", "Grace", "Maeve", "Joanna"),
        ("Oliver", "Samuel", "Kwame", "Declan", "Martin"),
        ("Whitlock", "O'Dowd", "Achebe", "Pennington", "Mc Carron", "Vance"),
        (("Ms", "Mrs", "Ms.", "Miss"), ("Mr", "Mr.")),
        ("Larkfield Systems Ltd", "Bright Harbor Inc.", "Copperline Logistics LLC", "Tern & Wright Limited",
         "Osprey Retail Group plc", "Juniper Hill Software, Inc.", "Northgate Support Services Ltd."),
        ("Customer Support Agent", "Senior Software Engineer", "Warehouse Supervisor", "HR Business Partner",
         "Head of Customer Success", "technical support specialist", "Accounts Payable Clerk", "Office Manager"),
        ("Leeds", "Galway", "Portland", "Bristol", "Hartford"),
        ("14 Canal Street", "220 Beacon Avenue", "Unit 6, Mill Park", "3rd Floor, 81 Quay Road"),
        ("HR Manager", "Director of People", "Managing Director", "Human Resources Officer"),
    ),
    "es": Cast(
        ("Marta", "Lucía", "Inés", "Rocío", "María del Carmen"),
        ("Javier", "Andrés", "Íñigo", "Sergio", "José Luis"),
        ("Robledo Sanz", "Ibarra Quintana", "de la Fuente Gil", "Montalvo Reyes", "Peñalba Ríos"),
        (("D.ª", "Doña", "Dña.", "la Sra."), ("D.", "Don", "el Sr.")),
        ("Almena Servicios, S.L.", "GRUPO TORREVIEJO, S.A.", "Clarín Digital S.L.U.",
         "Inversiones del Bajío, S.A. de C.V.",
         "Comercializadora Andina S.A.S.", "Panificadora La Espiga, S. Coop.", "NUBERIA TECH, S.L."),
        ("Agente de Atención al Cliente", "Técnico de Soporte", "Auxiliar Administrativo", "Ingeniera de Software",
         "responsable de tienda", "Jefe de Almacén", "Coordinadora de Recursos Humanos", "operario de producción"),
        ("Valladolid", "Bogotá", "Monterrey", "Sevilla", "Lima"),
        ("Calle Mayor, 14", "Avda. de la Constitución 220", "Polígono Las Eras, nave 6"),
        ("Director de Recursos Humanos", "Administradora única", "gerente", "Jefa de Personal"),
    ),
    "pt": Cast(
        ("Beatriz", "Joana", "Luísa"),
        ("Tiago", "Rafael", "João Pedro"),
        ("Azevedo Pinto", "Carvalhal", "dos Santos Lima", "Figueira"),
        (("Sra.", "a Sra. Dra.", "Dona"), ("Sr.", "o Sr.")),
        ("Rioclaro Sistemas, Lda.", "Mar Alto Comércio Ltda.", "Grupo Penedo S.A.", "Vinhas & Filhos, Lda"),
        ("Assistente de Apoio ao Cliente", "Analista de Suporte", "Técnica de Contabilidade", "Gerente de Loja"),
        ("Braga", "Curitiba", "Porto"),
        ("Rua das Flores, 12", "Av. Paulista, 900"),
        ("Diretora de Recursos Humanos", "Gerente de RH"),
    ),
    "fr": Cast(
        ("Camille", "Élodie", "Anne-Sophie"),
        ("Julien", "Thierry", "Jean-Marc"),
        ("Lavergne", "Dubosc", "de Kermadec", "Poirier"),
        (("Madame", "Mme", "Mademoiselle"), ("Monsieur", "M.")),
        ("Atelier Nuage SAS", "Transports Belmont SARL", "Clairval Assurances S.A.", "Logivert"),
        ("Conseillère clientèle", "Technicien support", "Chef de projet", "Assistante de direction"),
        ("Nantes", "Grenoble", "Lyon"),
        ("12 rue du Port", "4 boulevard Carnot"),
        ("Directrice des ressources humaines", "gérant"),
    ),
    "de": Cast(
        ("Katharina", "Sabine", "Anja"),
        ("Matthias", "Jürgen", "Karl-Heinz"),
        ("Lindqvist", "Brömmer", "von Hagen", "Schwarzkopf"),
        (("Frau",), ("Herr",)),
        ("Nordwall Software GmbH", "Kupferhof Handels GmbH & Co. KG", "Elbtal Logistik AG", "Brennweite Medien UG"),
        ("Kundenberaterin", "Sachbearbeiter Einkauf", "Leiterin Kundenservice", "IT-Systemadministrator"),
        ("Dresden", "Kassel", "Ulm"),
        ("Hafenstraße 12", "Am Markt 4"),
        ("Personalleiterin", "Geschäftsführer"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """One letter's facts. Invariant: first <= moved <= last < second <= second_last <= issued."""

    language: str
    first_name: str
    person: str
    honoured: str  # with the honorific
    employer: str
    title: str
    second_title: str
    city: str
    street: str
    signatory: str
    signatory_woman: str
    role: str
    born: dt.date
    registered: dt.date
    first: dt.date
    moved: dt.date
    last: dt.date
    second: dt.date
    second_last: dt.date
    issued: dt.date
    planned_end: dt.date
    valid: dt.date
    hours: str
    percent: int
    number: str


def invent(rng: Random, language: str, woman: bool) -> Scene:
    """Return the facts of one letter."""
    cast = CAST[language]
    name = rng.choice(cast.women if woman else cast.men)
    families = list(cast.families)
    rng.shuffle(families)
    title, second = rng.sample(cast.titles, 2)
    first = dt.date(rng.randint(2009, 2021), rng.randint(1, 12), rng.randint(1, 28))
    moved = first + dt.timedelta(rng.randint(200, 700))
    last = moved + dt.timedelta(rng.randint(120, 900))
    after = last + dt.timedelta(1 if rng.random() < 0.5 else rng.randint(30, 90))
    after_last = after + dt.timedelta(rng.randint(200, 600))
    person = f"{name} {families[0]}"
    return Scene(
        language,
        name,
        person,
        f"{rng.choice(cast.honorifics[0 if woman else 1])} {person}",
        rng.choice(cast.employers),
        title,
        second,
        rng.choice(cast.cities),
        rng.choice(cast.streets),
        f"{rng.choice(cast.men)} {families[1]}",
        f"{rng.choice(cast.women)} {families[2]}",
        rng.choice(cast.signatories),
        dt.date(rng.randint(1965, 1995), rng.randint(1, 12), rng.randint(1, 28)),
        dt.date(rng.randint(1990, 2005), rng.randint(1, 12), rng.randint(1, 28)),
        first,
        moved,
        last,
        after,
        after_last,
        after_last + dt.timedelta(rng.randint(1, 40)),
        first + dt.timedelta(rng.choice((180, 364))),
        first - dt.timedelta(rng.randint(10, 20)),
        rng.choice(("40", "37.5", "20", "35", "30")),
        rng.choice((50, 60, 75, 80)),
        f"{rng.randint(10_000_000, 99_999_999)}{rng.choice('TRWAGMYFPD')}",
    )
