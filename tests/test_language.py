"""Section headings, titles, employers, places and languages are told by word tables; every case is invented."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from xpcalc.language import TOWN, Language, Words, fold, forms, strip_accents

RULES = Path(__file__).parent.parent / "rules"
CODES = ("en", "es", "pt", "fr", "de", "it", "nl", "ca", "pl")


@cache
def words() -> Words:
    def load(name: str) -> dict[str, object]:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        data: dict[str, object] = yaml.load((RULES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)
        return data

    languages = {code: Language.from_mapping(code, load(f"languages/{code}")) for code in CODES}
    return Words.from_mapping(load("employers"), load("places"), languages)


# ---------------------------------------------------------------------- sections

SECTIONS = {
    "en": """
        Experience = experience | WORK EXPERIENCE = experience | Professional Experience: = experience
        Employment History = experience | E X P E R I E N C E = experience | W O R K   E X P E R I E N C E = experience
        W ORK E XPERIENCE = experience | Work = experience | Career = experience | Additional experience = experience
        Other Experience = experience | EMPLOYMENT -------- = experience | Experience & Education = experience
        Education and Experience = experience | Work experience (continued) = experience
        2. Work Experience = experience
        II. Employment = experience | • Experience = experience | Professional   background = experience
        Education & Training = education | Education and Training = education | EDUCATION = education
        Skills and Tech = skills | Professional Skills Summary = summary | Proficiencies = skills | Top Skills = skills
        Honors-Awards = awards | Recognition = awards | Writing = publications | Service = volunteering
        Volunteer Experience = volunteering | Profiles = contact | Info = contact
        Licenses & Certifications = certifications
        Certifications = certifications | Courses = training | Languages = languages | Projects = projects
        Internships = internships | Patents = other | Organizations = other | Military Service = other
        Memberships = other | References = references | Interests and hobbies = interests | Career break = career_break
        Highlights = None | Experience at Acme Ltd = None | Senior Engineer = None | Education Manager = None
        Skills: Python, SQL = None | London = None | 2019 - 2021 = None | Experienced = None | = None | --- = None
    """,
    "es": """
        Experiencia = experience | EXPERIENCIA LABORAL = experience | Experiencia profesional: = experience
        Experiencia previa = experience | Trayectoria profesional = experience | Historial laboral = experience
        Vida laboral = experience | Otros trabajos = experience | Empleos anteriores = experience
        Formación y experiencia = experience | E X P E R I E N C I A = experience | Work Experience = experience
        Contactar = contact | Aptitudes principales = skills | Extracto = summary | Educación = education
        EDUCACION = education | Formación académica = education | FORMACION = education | Formación y cursos = education
        Formación complementaria = training | Cursos = training | Idiomas = languages | Habilidades = skills
        Conocimientos informáticos = skills | Competencias digitales = skills | Certificaciones = certifications
        Permiso de conducir = certifications | Voluntariado = volunteering | Publicaciones = publications
        Premios y reconocimientos = awards | Referencias = references | Aficiones = interests
        Intereses y aficiones = interests | Datos personales = contact | Pausa profesional = career_break
        Prácticas profesionales = internships | Otros datos de interés = other | Proyectos = projects
        Capacidades y competencias sociales = skills | Perfil = summary | Sobre mí = summary
        Experiencia en Acme = None | Responsable de tienda = None | Madrid = None | Universidad de Oviedo = None
    """,
    "pt": """
        Experiência = experience | EXPERIÊNCIA PROFISSIONAL = experience | Histórico profissional = experience
        Experiências anteriores = experience | Percurso profissional = experience | Contato = contact
        Principais competências = skills | Resumo = summary | Formação acadêmica = education
        Habilitações literárias = education | Educação e formação = education | Idiomas = languages
        Cursos complementares = training | Certificações = certifications | Voluntariado = volunteering
        Dados pessoais = contact | Estágios = internships | Objetivo profissional = summary | Analista = None
    """,
    "fr": """
        Expérience = experience | EXPERIENCES PROFESSIONNELLES = experience | Parcours professionnel = experience
        Emplois occupés = experience | Coordonnées = contact | Principales compétences = skills | Résumé = summary
        Formation = education | Études et formation = education | Langues = languages
        Centres d’intérêt = interests | CENTRES D'INTÉRÊT = interests | Loisirs = interests | Bénévolat = volunteering
        Stages = internships | Formation continue = training | Expérience et formation = experience
        Permis de conduire = certifications | Informations complémentaires = other | Chef de projet = None
    """,
    "de": """
        Berufserfahrung = experience | BERUFLICHER WERDEGANG = experience | Praktische Erfahrungen = experience
        Bisherige Tätigkeiten = experience | Ausbildung = education | Schul- und Berufsausbildung = education
        Studium und Ausbildung = education | Aus- und Weiterbildung = education | EDV-Kenntnisse = skills
        Sprachkenntnisse = languages | Weiterbildungen = training | Praktika = internships | Ehrenamt = volunteering
        Persönliche Daten = contact | Hobbys und Interessen = interests | Kenntnisse & Fähigkeiten = skills
        Fu\u0308hrerschein = certifications | Wehrdienst / Zivildienst = other | Teamleiter = None
    """,
    "it": """
        Esperienza = experience | Esperienze lavorative = experience | ESPERIENZA PROFESSIONALE = experience
        Istruzione e formazione = education | Competenze = skills | Capacità e competenze = skills
        CAPACITA' E COMPETENZE PERSONALI = skills | Lingue = languages | Corsi di formazione = training
        Informazioni personali = contact | Patente di guida = certifications | Tirocini = internships
        Volontariato = volunteering | Riepilogo = summary | Ulteriori informazioni = other | Cameriere = None
    """,
    "nl": """
        Werkervaring = experience | WERKERVARING = experience | Loopbaan = experience | Opleidingen = education
        Opleiding en training = education | Vaardigheden = skills | Talen = languages | Cursussen = training
        Stages = internships | Vrijwilligerswerk = volunteering | Hobby’s = interests | Personalia = contact
        Persoonlijke gegevens = contact | Profiel = summary | Rijbewijs = certifications | Verkoper = None
    """,
    "ca": """
        Experiència = experience | EXPERIÈNCIA LABORAL = experience | Experiència professional = experience
        Formació acadèmica = education | Formació complementària = training | Idiomes = languages
        Coneixements informàtics = skills | Dades personals = contact | Pràctiques = internships
        Voluntariat = volunteering | Interessos = interests | Altres dades d'interès = other | Cambrer = None
    """,
    "pl": """
        Doświadczenie zawodowe = experience | DOŚWIADCZENIE = experience | Historia zatrudnienia = experience
        Wykształcenie = education | Umiejętności = skills | Języki obce = languages | Szkolenia = training
        Kursy i szkolenia = training | Zainteresowania = interests | Dane osobowe = contact | Staże = internships
        Wolontariat = volunteering | Kelner = None
    """,
}
SECTION_CASES = [
    (code, *(part.strip() for part in case.rpartition("=")[::2]))
    for code, table in SECTIONS.items()
    for line in table.strip().split("\n")
    for case in line.split(" | ")
]


@pytest.mark.parametrize(("code", "heading", "kind"), SECTION_CASES)
def test_section_of(code: str, heading: str, kind: str) -> None:
    assert words().section_of(heading, (code,)) == (None if kind == "None" else kind)


def test_a_heading_counts_in_the_languages_of_the_document_and_english() -> None:
    assert words().section_of("Berufserfahrung", ("es",)) is None
    assert words().section_of("Work Experience", ("de",)) == "experience"
    assert words().section_of("Berufserfahrung") == "experience"
    assert words().section_of("Formation", ("fr",)) == "education"


def test_long_lines_are_no_headings() -> None:
    assert words().section_of("experience " * 8, ("en",)) is None
    assert words().section_of("x" * 10_000, ("en",)) is None


def test_the_end_of_a_wrapped_sentence_is_no_heading() -> None:
    assert words().section_of("proyectos.", ("es",)) is None
    assert words().section_of("experience,", ("en",)) is None
    assert words().section_of("Experience.", ("en",)) == "experience"


def test_inner_headings_are_weak() -> None:
    assert words().is_inner("Logros:", ("es",))
    assert words().is_inner("KEY ACHIEVEMENTS", ("en",))
    assert words().is_inner("Praktikum", ("de",))
    assert not words().is_inner("Experiencia laboral", ("es",))


# ---------------------------------------------------------------------- titles

TITLES = [
    ("en", "Senior Customer Support Engineer"),
    ("en", "Head of Sales"),
    ("en", "VP, Customer Success"),
    ("en", "Registered Nurse"),
    ("en", "Barista"),
    ("en", "Forklift Driver"),
    ("en", "Founder & CEO"),
    ("en", "Technical Support Specialist (Tier 2)"),
    ("en", "English Teacher"),
    ("en", "Warehouse Operative"),
    ("es", "Agente de atención al cliente"),
    ("es", "Encargada de tienda"),
    ("es", "Técnico de soporte informático N2"),
    ("es", "Mozo de almacén"),
    ("es", "Enfermera"),
    ("es", "Responsable de calidad"),
    ("es", "Profesora de Educación Infantil"),
    ("es", "Team Leader"),
    ("pt", "Analista de suporte pleno"),
    ("pt", "Assistente administrativa"),
    ("pt", "Operador de caixa"),
    ("fr", "Chargée de clientèle"),
    ("fr", "Chef de projet informatique"),
    ("fr", "Aide-soignante"),
    ("fr", "Ingénieur d'études"),
    ("de", "Kundenberaterin"),
    ("de", "Filialleiter"),
    ("de", "Softwareentwickler (m/w/d)"),
    ("de", "Gesundheits- und Krankenpflegerin"),
    ("de", "Sachbearbeiter Einkauf"),
    ("de", "Kaufmännische Angestellte"),
    ("it", "Addetto alle vendite"),
    ("it", "Impiegata amministrativa"),
    ("it", "Cuoco"),
    ("nl", "Medewerker klantenservice"),
    ("nl", "Teamleider logistiek"),
    ("nl", "Verpleegkundige"),
    ("ca", "Tècnica de suport"),
    ("ca", "Cambrer"),
    ("pl", "Specjalista ds. obsługi klienta"),
    ("pl", "Kierownik sklepu"),
]
NO_TITLES = [
    ("en", "Northwind Traders Ltd"),
    ("en", "Austin, TX"),
    ("en", "January 2019 – March 2021"),
    ("en", "Reduced the backlog by 40 % within six months of joining and kept it there"),
    ("en", "Zendesk, Jira, Confluence"),
    ("es", "Universidad de Valladolid"),
    ("es", "Gestión de incidencias y resolución de consultas por teléfono y correo electrónico"),
    ("fr", "Université de Rennes"),
    ("de", "Stadtwerke Musterstadt"),
    ("it", "Politecnico di Torino"),
    ("nl", "Gemeente Utrecht"),
    ("en", ""),
]


@pytest.mark.parametrize(("code", "text"), TITLES)
def test_titles_score_high(code: str, text: str) -> None:
    assert words().title_score(text, (code,)) >= 0.7


@pytest.mark.parametrize(("code", "text"), NO_TITLES)
def test_other_lines_score_low_as_titles(code: str, text: str) -> None:
    assert words().title_score(text, (code,)) <= 0.4


# ---------------------------------------------------------------------- employers

EMPLOYERS = [
    "Northwind Traders Ltd", "Acme, Inc.", "Contoso LLC", "Tailspin GmbH", "Müller & Söhne GmbH & Co. KG",
    "Muster AG", "Lumen e.V.", "Alfa Servicios S.L.", "Brisa S.A.", "Comercial Norte, S.A. de C.V.",
    "Nuvem Tecnologia Ltda.", "Maré Alta, Lda", "Atelier Bleu SARL", "Vent d'Ouest SAS", "Aurora S.r.l.",
    "Stella S.p.A.", "Polder B.V.", "Zonder Zorgen N.V.", "Fjord A/S", "Wisla Sp. z o.o.", "Kanga Pty Ltd",
    "University of Northshire", "Hospital San Telmo", "Ayuntamiento de Villarejo", "Mairie de Belleville",
    "Gemeente Dijkerdam", "Comune di Belfiore", "Kreisklinik Talheim", "Stadtwerke Musterstadt", "Grupo Altamira",
    "Freelance", "Autónomo", "selbstständig", "Libero professionista", "zzp'er", "Self-employed", "Indépendante",
]  # fmt: skip
NO_EMPLOYERS = [
    "Senior Customer Support Agent", "Agente de ventas", "Austin, TX", "Marzo de 2019 – Actualidad", "Led a team of 8",
    "Store Manager", "Encargada de tienda",
    "Handled 60 tickets a day with a CSAT of 95", "as a co", "Python, Django, Flask", "sas", "",
]  # fmt: skip


@pytest.mark.parametrize("text", EMPLOYERS)
def test_employers_score_high(text: str) -> None:
    assert words().employer_score(text) >= 0.7


@pytest.mark.parametrize("text", NO_EMPLOYERS)
def test_other_lines_score_low_as_employers(text: str) -> None:
    assert words().employer_score(text) < 0.5


def test_a_legal_form_at_the_end_decides() -> None:
    assert words().employer_score("Acme Ltd") == 1.0
    assert words().employer_score("Acme Ltd, London") == 1.0
    assert words().employer_score("Acme Ltd") > words().employer_score("Acme Solutions") > 0


# ---------------------------------------------------------------------- places

PLACES = [
    "Madrid", "Madrid, España", "Austin, TX", "Remote", "Lisboa, Portugal (remoto)", "London, UK", "Paris, France",
    "Greater London, United Kingdom", "Madrid y alrededores, España", "Área metropolitana de Barcelona",
    "San Francisco Bay Area", "São Paulo, SP", "São Paulo, Brasil", "Ciudad de México", "CDMX, México", "Berlin",
    "München, Deutschland", "Wien, Österreich", "Milano (MI)", "Roma, Italia", "Utrecht, Nederland", "Home Office",
    "Télétravail", "New York, NY, USA", "28013 Madrid", "Toronto, ON", "Buenos Aires, Argentina", "Warszawa",
    "Girona, Catalunya", "Dubai, UAE", "Berlin / Remote", "Bruxelles, Belgique", "Híbrido", "Genève, Suisse",
]  # fmt: skip
NO_PLACES = ["Senior Engineer", "Acme Ltd", "Marketing", "2019 - 2021", "IT", "in", "Project Manager, IT", "Python", ""]
HALF_PLACES = ["Villanueva del Monte, León, España", "Acme Ltd, Madrid", "Reading", "Charlotte", "Universidad, Madrid"]


@pytest.mark.parametrize("text", PLACES)
def test_whole_places_score_one(text: str) -> None:
    assert words().place_score(text) == 1.0


@pytest.mark.parametrize("text", NO_PLACES)
def test_other_lines_are_no_places(text: str) -> None:
    assert words().place_score(text) == 0.0


@pytest.mark.parametrize("text", HALF_PLACES)
def test_parts_and_doubtful_names_are_half_places(text: str) -> None:
    assert 0.0 < words().place_score(text) < 1.0


# ---------------------------------------------------------------------- detection

SNIPPETS = {
    "en": [
        "Work Experience\nSupport Agent, Acme\nAnswered calls and emails from customers and resolved their issues.",
        "I am a nurse with ten years of experience in the care of older people.",
        "Led the team that built our billing platform",
        "Profile\nDriver with a clean licence. Skills\nEducation",
        "Managed a store with 12 employees and increased revenue by 20 %.",
        "Barista at the Corner Cafe, June 2019 to May 2021. Served customers and trained new staff.",
        "Responsible for the accounts of more than 40 clients",
    ],
    "es": [
        "Experiencia laboral\nAgente de atención al cliente. Resolución de incidencias y gestión de reclamaciones.",
        "Soy enfermera con diez años de experiencia en el cuidado de personas mayores.",
        "Lideré el equipo que desarrolló la plataforma de facturación",
        "Camarero en el bar La Esquina, de junio de 2019 a mayo de 2021.",
        "Gestión de una tienda con doce empleados y aumento de las ventas",
        "Perfil\nConductor con permiso C\nIdiomas\nFormación",
        "Encargada de los pedidos, del almacén y de la atención a los proveedores",
        "Contactar\nAptitudes principales\nExtracto\nExperiencia\nEducación",
    ],
    "pt": [
        "Experiência profissional\nAtendente de suporte. Resolução de chamados e gestão de reclamações dos clientes.",
        "Sou enfermeira com dez anos de experiência no cuidado de idosos.",
        "Liderei a equipe que desenvolveu a plataforma de faturamento",
        "Garçom no bar da Esquina, de junho de 2019 a maio de 2021.",
        "Gestão de uma loja com doze funcionários e aumento das vendas",
        "Responsável pelos pedidos, pelo armazém e pelo atendimento aos fornecedores",
        "Contato\nPrincipais competências\nResumo\nExperiência\nFormação acadêmica",
    ],
    "fr": [
        "Expérience professionnelle\nConseillère clientèle. Traitement des réclamations et suivi des dossiers.",
        "Je suis infirmière avec dix ans d'expérience dans les soins aux personnes âgées.",
        "J'ai dirigé l'équipe qui a développé la plateforme de facturation",
        "Serveur au bar du Coin, de juin 2019 à mai 2021.",
        "Gestion d'un magasin de douze employés et hausse des ventes",
        "Coordonnées\nPrincipales compétences\nRésumé\nExpérience\nFormation",
        "Chargée des commandes, de l'entrepôt et de l'accueil des fournisseurs",
    ],
    "de": [
        "Berufserfahrung\nKundenberaterin. Bearbeitung von Kundenanfragen und Betreuung der Bestandskunden.",
        "Ich bin Pflegefachkraft mit zehn Jahren Erfahrung in der Altenpflege.",
        "Leitung des Teams, das die Abrechnungsplattform entwickelt hat",
        "Kellner in der Bar zur Ecke, von Juni 2019 bis Mai 2021.",
        "Führung einer Filiale mit zwölf Mitarbeitern und Steigerung des Umsatzes",
        "Kontakt\nTop-Kenntnisse\nZusammenfassung\nBerufserfahrung\nAusbildung",
        "Verantwortlich für die Bestellungen, das Lager und den Empfang der Lieferanten",
    ],
    "it": [
        "Esperienze lavorative\nAddetta al servizio clienti. Gestione dei reclami e assistenza alla clientela.",
        "Sono un'infermiera con dieci anni di esperienza nella cura degli anziani.",
        "Ho guidato la squadra che ha sviluppato la piattaforma di fatturazione",
        "Cameriere presso il bar dell'Angolo, da giugno 2019 a maggio 2021.",
        "Gestione di un negozio con dodici dipendenti e aumento delle vendite",
        "Contatti\nCompetenze principali\nRiepilogo\nEsperienza\nIstruzione",
        "Responsabile degli ordini, del magazzino e dell'accoglienza dei fornitori",
    ],
    "nl": [
        "Werkervaring\nMedewerker klantenservice. Beantwoorden van vragen en behandelen van klachten van klanten.",
        "Ik ben verpleegkundige met tien jaar ervaring in de zorg voor ouderen.",
        "Leiding over het team dat het facturatieplatform heeft gebouwd",
        "Kelner in de bar op de hoek, van juni 2019 tot mei 2021.",
        "Beheer van een winkel met twaalf medewerkers en stijging van de omzet",
        "Contact\nBelangrijkste vaardigheden\nSamenvatting\nErvaring\nOpleiding",
        "Verantwoordelijk voor de bestellingen, het magazijn en de ontvangst van leveranciers",
    ],
    "ca": [
        "Experiència laboral\nAgent d'atenció al client. Resolució d'incidències i gestió de reclamacions.",
        "Soc infermera amb deu anys d'experiència en la cura de la gent gran.",
        "Vaig liderar l'equip que va desenvolupar la plataforma de facturació",
        "Cambrer al bar La Cantonada, de juny de 2019 a maig de 2021.",
        "Gestió d'una botiga amb dotze treballadors i augment de les vendes",
        "Responsable de les comandes, del magatzem i dels proveïdors",
        "Dades personals\nExperiència professional\nFormació\nIdiomes",
    ],
    "pl": [
        "Doświadczenie zawodowe\nKonsultantka. Obsługa klienta i rozpatrywanie reklamacji.",
        "Jestem pielęgniarką z dziesięcioletnim doświadczeniem w opiece nad osobami starszymi.",
        "Kierowanie zespołem, który zbudował platformę do rozliczeń",
        "Kelner w barze na rogu, od czerwca 2019 do maja 2021.",
        "Zarządzanie sklepem oraz zwiększenie sprzedaży",
        "Wykształcenie\nUmiejętności\nJęzyki",
    ],
}


@pytest.mark.parametrize(("text", "score"), [("Daventry", TOWN), ("54321 Daventry", TOWN), ("Daventry Foods", 0.0)])
def test_a_town_of_the_long_list_is_less_than_half_a_proof(text: str, score: float) -> None:
    table = Words.from_mapping({}, words().places, {}, {"da": "dalton, daventry, dax"})
    assert table.place_score(text) == score


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in SNIPPETS.items() for text in texts])
def test_detect(code: str, text: str) -> None:
    assert words().detect(text) == (code,)


def test_detect_english_headings_over_spanish_text() -> None:
    body = "Atención a los clientes por teléfono y resolución de incidencias en la tienda durante el turno de noche.\n"
    found = words().detect("Work Experience\n" + body * 3 + "Skills\nEducation\nLanguages\n" + body)
    assert found == ("es", "en")


def test_detect_two_languages_in_running_text() -> None:
    spanish = "Soy técnica de soporte con más de cinco años en el sector y en la atención a los clientes. "
    english = "I am a support engineer and I have worked with the team that was responsible for all of our clients. "
    assert set(words().detect(spanish + english)) == {"es", "en"}


def test_english_titles_do_not_make_spanish_text_english() -> None:
    text = "Customer Support Agent en Acme\nTeam Leader en Contoso\nAtención a los clientes y gestión de las ventas."
    assert words().detect(text) == ("es",)


@pytest.mark.parametrize("text", ["", "12345 67890", "Zendesk Jira Slack", "李明 北京"])
def test_detect_says_nothing_without_evidence(text: str) -> None:
    assert words().detect(text) == ()


def test_detect_reads_a_bounded_part_of_a_text() -> None:
    assert words().detect("the and of to in for with " * 20_000)[0] == "en"


# ---------------------------------------------------------------------- language


def test_forms_stand_with_and_without_accents() -> None:
    assert set(forms("März")) == {"märz", "marz"}
    assert "dreissig" in forms("dreißig")
    assert strip_accents("łódź") == "lodz"
    assert fold("  Jefa-de  ÁREA, (IT) ") == "jefa de area it"


def test_language_maps_words_to_edtf_codes() -> None:
    spanish = words().languages["es"]
    assert (spanish.seasons["otono"], spanish.quarters["tercer trimestre"]) == (23, 35)
    assert (spanish.halves["segundo semestre"], spanish.parts["mediados de"]) == (41, 38)
    assert words().languages["fr"].quarters["4ème trimestre"] == 36
    assert words().languages["en"].date_orders["en-US"] == "MDY"


def test_from_mapping_takes_month_numbers_as_strings() -> None:
    assert Language.from_mapping("xx", {"months": {"3": ["março"]}}).months == {"março": 3, "marco": 3}
