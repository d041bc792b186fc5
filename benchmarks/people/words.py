"""Titles, employers and names of invented people in five languages. To add a trade: a row of TRADES.

A trade is a ladder, lowest first; each step is one job named in en, es, pt, fr, de.
"""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("en", "es", "pt", "fr", "de")

# Source: invented ladders of common jobs.
TRADES = (
    (
        "Customer Support Agent|Agente de soporte al cliente|Agente de suporte ao cliente|"
        "Agent de support client|Kundensupport-Mitarbeiter",
        "Senior Customer Support Agent|Agente sénior de soporte al cliente|Agente sénior de suporte ao cliente|"
        "Agent de support client senior|Senior Kundensupport-Mitarbeiter",
        "Customer Support Team Lead|Jefe de equipo de soporte al cliente|Chefe de equipa de suporte ao cliente|"
        "Chef d'équipe support client|Teamleiter Kundensupport",
    ),
    (
        "Accountant|Contable|Contabilista|Comptable|Buchhalter",
        "Senior Accountant|Contable sénior|Contabilista sénior|Comptable senior|Senior Buchhalter",
        "Finance Director|Director financiero|Diretor financeiro|Directeur financier|Finanzdirektor",
    ),
    (
        "Sales Assistant|Dependiente|Assistente de vendas|Vendeur|Verkäufer",
        "Store Manager|Encargado de tienda|Gerente de loja|Responsable de magasin|Filialleiter",
        "Sales Director|Director de ventas|Diretor de vendas|Directeur des ventes|Vertriebsdirektor",
    ),
    (
        "Junior Software Developer|Desarrollador de software júnior|Programador de software júnior|"
        "Développeur logiciel junior|Junior Softwareentwickler",
        "Software Developer|Desarrollador de software|Programador de software|Développeur logiciel|Softwareentwickler",
        "Senior Software Developer|Desarrollador de software sénior|Programador de software sénior|"
        "Développeur logiciel senior|Senior Softwareentwickler",
    ),
    (
        "Receptionist|Recepcionista|Rececionista|Réceptionniste|Rezeptionist",
        "Front Office Manager|Jefe de recepción|Chefe de receção|Chef de réception|Empfangsleiter",
        "Hotel Manager|Director de hotel|Diretor de hotel|Directeur d'hôtel|Hoteldirektor",
    ),
    (
        "Warehouse Operative|Mozo de almacén|Operador de armazém|Magasinier|Lagermitarbeiter",
        "Warehouse Supervisor|Jefe de almacén|Chefe de armazém|Chef d'entrepôt|Lagerleiter",
        "Logistics Director|Director de logística|Diretor de logística|Directeur logistique|Logistikdirektor",
    ),
    (
        "HR Assistant|Auxiliar de recursos humanos|Assistente de recursos humanos|"
        "Assistant ressources humaines|Personalsachbearbeiter",
        "HR Specialist|Técnico de recursos humanos|Técnico de recursos humanos|"
        "Chargé de ressources humaines|Personalreferent",
        "HR Director|Director de recursos humanos|Diretor de recursos humanos|"
        "Directeur des ressources humaines|Personaldirektor",
    ),
    (
        "Marketing Specialist|Especialista en marketing|Especialista de marketing|Chargé de marketing|"
        "Marketingreferent",
        "Senior Marketing Specialist|Especialista sénior en marketing|Especialista sénior de marketing|"
        "Chargé de marketing senior|Senior Marketingreferent",
        "Marketing Director|Director de marketing|Diretor de marketing|Directeur marketing|Marketingdirektor",
    ),
)
# Source: invented; what an internship of any trade is called.
INTERN = ("{} Intern", "{} en prácticas", "Estagiário – {}", "Stagiaire – {}", "Praktikant – {}")

# Source: invented; brand | rest of the legal name without its form.
_HOUSES = {
    "en": "Fernwick|Digital Services;Oakhollow|Retail;Brightquay|Software;Larkspur|Hospitality;Tidewell|Logistics;"
    "Stonebarrow|Consulting;Marlowe & Finch|;Pendry Foods|;Hazelmere|Care;Quillon|Systems;Corvane|Analytics;"
    "Westerby|Travel",
    "es": "Faroval|Servicios Digitales;Almendra Viva|;Torrelinde|Distribución;Brezal|Telecomunicaciones;"
    "Nubarta|Software;Olivares del Sur|Alimentación;Cierzo|Logística;Miravalles|Hoteles;Sotoverde|Consultores;"
    "Lumbrera|Energía;Pinarejo|Seguros;Castaño y Vega|",
    "pt": "Solmarim|Serviços Digitais;Ribeira Nova|;Atalaia|Logística;Pinhal Verde|Alimentação;Lusoterra|Tecnologia;"
    "Vale da Serra|Hotelaria;Maresia|Turismo;Candeeiro|Consultoria",
    "fr": "Valmorel|Services Numériques;Hautefontaine|;Clairépine|Logistique;Moulinvert|Alimentation;Orvanne|Conseil;"
    "Belrivage|Hôtellerie;Sablonnet|Assurances;Tremblay Duhamel|",
    "de": "Falkenrot|Digital;Lindenquell|;Nordhagen|Logistik;Waldbrunner|Lebensmittel;Steinmar|Software;"
    "Rosenhain|Hotels;Kieferbach|Versicherungen;Brandt & Möller|",
}
_FORMS = {
    "en": ("Ltd", "Limited", "plc", "Inc."),
    "es": ("S.L.", "S.A.", "S.L.U."),
    "pt": ("Lda.", "S.A.", "Unipessoal Lda"),
    "fr": ("SARL", "SAS", "S.A."),
    "de": ("GmbH", "AG", "GmbH & Co. KG"),
}
# Source: invented; houses known by their initials: short, long.
INITIALS = {
    "en": ("TBW", "Thornbury Baking Works"),
    "es": ("IBT", "Industrias Balear de Tejidos"),
    "pt": ("CMP", "Companhia Moagem do Porto"),
    "fr": ("SLR", "Société Laitière du Rhône"),
    "de": ("NBW", "Nordbayerische Badische Werke"),
}
# Source: invented; two houses that share a word.
TWINS = {
    "en": ("Nova Logistics", "Nova Analytics"),
    "es": ("Nova Logística", "Nova Analítica"),
    "pt": ("Nova Logística", "Nova Analítica"),
    "fr": ("Nova Logistique", "Nova Analytique"),
    "de": ("Nova Logistik", "Nova Analytik"),
}


@dataclass(frozen=True, slots=True)
class House:
    """One employer: what people call it, and its legal name."""

    brand: str
    legal: str


def houses(language: str) -> list[House]:
    """Return the employers of a language."""
    found = []
    for number, each in enumerate(_HOUSES[language].split(";")):
        brand, _, rest = each.partition("|")
        form = _FORMS[language][number % len(_FORMS[language])]
        comma = ", " if language == "es" and number % 2 else " "
        found.append(House(brand, f"{brand} {rest}".strip() + comma + form))
    return found


def initials(language: str) -> House:
    """Return the house known by its initials."""
    short, long = INITIALS[language]
    return House(short, f"{long} {_FORMS[language][1]}")


def twins(language: str) -> tuple[House, House]:
    """Return two houses that share a word."""
    one, other = TWINS[language]
    return House(one, f"{one} {_FORMS[language][0]}"), House(other, f"{other} {_FORMS[language][1]}")


def title(trade: int, step: int, language: str) -> str:
    """Return the name of a job."""
    return TRADES[trade][step].split("|")[LANGUAGES.index(language)]


def intern_title(trade: int, language: str) -> str:
    """Return the name of an internship in a trade."""
    return INTERN[LANGUAGES.index(language)].format(title(trade, 0, language))
