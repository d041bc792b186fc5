"""French words."""

from __future__ import annotations

from benchmarks.corpus.words.shape import Words, cut, industry

# Source: invented.
WORDS = Words(
    code="fr",
    months=cut("janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"),
    short_months=cut("janv.|févr.|mars|avr.|mai|juin|juil.|août|sept.|oct.|nov.|déc."),
    month_form="{m} {y}",
    day_form="{d} {m} {y}",
    seasons=("Printemps", "Été", "Automne"),
    quarter_form="T{q} {y}",
    to=("à", "jusqu'à"),
    since="depuis",
    present=("aujourd'hui", "présent", "à ce jour", "actuel", "ce jour", "en cours"),
    present_after="aujourd'hui",
    units=("an", "ans", "mois", "mois"),
    first=cut("Apolline|Gaëtan|Solène|Barthélemy|Maïwenn|Théodore|Bérénice|Corentin|Avril"),
    last=cut("Quéméneur|Delabarre|Froidevaux|Lestrade|Montpezat|Vasseur-Prat|Janvier|Berger"),
    cities=cut("Nantes|Clermont-Ferrand|Namur|Lausanne|Sète|Trois-Rivières|Télétravail|Tours"),
    streets=cut("{n} bis, rue des Tilleuls|{n}, place du 8 Mai 1945|{n} chemin Vert"),
    phone="+33 2 40 55 {n}",
    birth="",
    headings={
        "summary": ("Profil", "À propos"),
        "experience": ("Expérience professionnelle", "Expériences professionnelles", "Parcours professionnel"),
        "education": ("Formation", "Formations", "Études"),
        "certificates": ("Certifications", "Certificats"),
        "projects": ("Projets",),
        "publications": ("Publications",),
        "awards": ("Prix et distinctions", "Distinctions"),
        "volunteer": ("Bénévolat", "Engagement associatif"),
        "skills": ("Compétences",),
        "languages": ("Langues",),
        "interests": ("Centres d'intérêt", "Loisirs"),
        "contact": ("Contact",),
    },
    labels={
        "employer": "Employeur",
        "position": "Poste",
        "period": "Période",
        "place": "Lieu",
        "tasks": "Missions",
    },
    at="chez",
    industries=(
        industry(
            "Vendeur/Vendeuse en librairie|Libraire|Responsable de rayon, Jeunesse|Acheteuse|Directeur de magasin",
            "Conseil à {n} clients par jour|Commandes saisies dans {tool}|"
            "Salon du livre {year} : {n} rencontres organisées|Hausse des ventes de {n} % depuis {year}",
            "Tite-Live|Médialog|Cegid",
        ),
        industry(
            "Aide-soignante|Infirmier diplômé d'État|Infirmière coordinatrice|Cadre de santé|"
            "Directrice des soins (site Nord)",
            "Soins auprès de {n} résidents|Plannings préparés avec {tool}|"
            "Certification obtenue en {year}|Accueil et tutorat des stagiaires",
            "Netsoins|Hôpital Manager|Titan",
        ),
        industry(
            "Dessinateur-projeteur|Chargée d'études II|Ingénieur travaux|Conductrice de travaux, Génie civil|"
            "Directeur de projets / Ouvrages d'art",
            "Plans de {n} ouvrages sous {tool}|Suivi du chantier du tramway, {year}-{year2}|"
            "Budget de {n} M€ tenu|Réunions hebdomadaires avec les riverains",
            "Allplan|Robot Structural|Covadis",
        ),
        industry(
            "Assistant juridique|Juriste d'entreprise|Juriste senior, Contrats|Responsable conformité (H/F)|"
            "Secrétaire général adjoint",
            "Rédaction de {n} contrats par an|Veille réglementaire avec {tool}|"
            "Contentieux de {year} gagné en appel|Formation de {n} managers",
            "Lexis 360|DocuWare|Doctrine",
        ),
    ),
    employers=cut(
        "Librairie Février|Maison Juillet & Fils|Groupe Grand Large SAS|Clinique des 4 Saisons|Mairie de Valombreuse|"
        "Imprimerie du 7 Mars|Le Directeur SARL|Banque du Vieux Port|BTP Lorrain S.A.|Nice Voyages"
    ),
    interns=cut("Stagiaire en librairie|Stage de fin d'études|Stagiaire, Service juridique"),
    part_time="temps partiel",
    freelance=cut("Graphiste freelance|Rédactrice indépendante|Formateur indépendant"),
    volunteer=(("Entraîneuse bénévole", "Club d'aviron de Valombreuse"), ("Bénévole", "Les Paniers du Coeur")),
    break_title="Congé parental",
    degrees=cut("Licence de lettres modernes|Master Droit des affaires|Diplôme d'ingénieur|BTS Bâtiment"),
    schools=cut("Université de Valombreuse|Lycée des Trois Ponts|École d'ingénieurs du Ponant"),
    certificates=cut("Habilitation électrique B1|Sauveteur secouriste du travail|Certificat Voltaire"),
    projects=cut("Bibliothèque de rue|Carte des fontaines|Atelier vélo"),
    publications=cut("Lire à voix haute, Cahiers du Livre 31|Le droit du bruit, Revue locale 6"),
    awards=cut("Prix du jeune libraire|Trophée de l'innovation"),
    summary=cut(
        "Plus de {n} ans d'expérience au service d'équipes exigeantes et bienveillantes.|"
        "Professionnel rigoureux avec {n} ans d'expérience en PME et grands groupes."
    ),
    tongues="Français (langue maternelle), anglais (C1), breton (A2)",
    interests="Aviron, photographie, cuisine",
    page="Page {n}",
)
