"""German words."""

from __future__ import annotations

from benchmarks.corpus.words.shape import Words, cut, industry

# Source: invented.
WORDS = Words(
    code="de",
    months=cut("Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"),
    short_months=cut("Jan.|Feb.|März|Apr.|Mai|Juni|Juli|Aug.|Sept.|Okt.|Nov.|Dez."),
    month_form="{m} {y}",
    day_form="{d}. {m} {y}",
    seasons=("Frühjahr", "Sommer", "Herbst"),
    quarter_form="{q}. Quartal {y}",
    to=("bis",),
    since="seit",
    present=("heute", "bis heute", "aktuell", "dato", "jetzt"),
    present_after="heute",
    units=("Jahr", "Jahre", "Monat", "Monate"),
    first=cut("Wiebke|Korbinian|Annegret|Thorben|Swantje|Ottokar|Friederike|Jannis|Roswitha|Malte"),
    last=cut("Hölzenbein|Sandvoss|Kreuzpaintner|Ibendorf|Mühlegger|Trautwein|Achterberg|Meister|Sommer"),
    cities=cut("Kassel|Ulm|Rostock|Freiburg im Breisgau|Graz|Winterthur|Homeoffice|Halle (Saale)|Essen"),
    streets=cut("Lindenallee {n}|Am Mühlgraben {n}b|Kirchgasse {n}"),
    phone="+49 561 55{n}",
    birth="Geburtsdatum: {d:02d}.{m:02d}.{y} in Göttingen",
    headings={
        "summary": ("Profil", "Kurzprofil", "Über mich"),
        "experience": ("Berufserfahrung", "Beruflicher Werdegang", "Berufspraxis"),
        "education": ("Ausbildung", "Bildungsweg", "Studium"),
        "certificates": ("Zertifikate", "Weiterbildung"),
        "projects": ("Projekte", "Ausgewählte Projekte"),
        "publications": ("Veröffentlichungen",),
        "awards": ("Auszeichnungen",),
        "volunteer": ("Ehrenamt", "Ehrenamtliche Tätigkeiten"),
        "skills": ("Kenntnisse", "Fähigkeiten"),
        "languages": ("Sprachen",),
        "interests": ("Interessen",),
        "contact": ("Kontakt",),
    },
    labels={
        "employer": "Arbeitgeber",
        "position": "Position",
        "period": "Zeitraum",
        "place": "Ort",
        "tasks": "Aufgaben",
    },
    at="bei",
    industries=(
        industry(
            "Kundenberater (m/w/d)|Firmenkundenberaterin|Teamleiter/in Kreditprüfung|Filialleiter|"
            "Bereichsleiter, Privatkunden & Vorsorge",
            "Beratung von {n} Haushalten zu Baufinanzierung|Einführung von {tool} im Jahr {year}|"
            "Steigerung der Abschlüsse um {n} % zwischen {year} und {year2}|"
            "Ausbildung von Nachwuchskräften im Schaltergeschäft",
            "Finanzplaner Pro|agree21|Bloomberg",
        ),
        industry(
            "Pflegehelferin|Gesundheits- und Krankenpfleger|Stationsleitung (Innere Medizin)|Pflegedienstleiterin|"
            "Referentin Qualität/Hygiene",
            "Versorgung von {n} Patientinnen und Patienten je Schicht|Dienstplanung mit {tool}|"
            "Umzug der Station {year} ohne Ausfall begleitet|Wundmanagement und Anleitung von Angehörigen",
            "Vivendi|ORBIS|SNAP Ambulant",
        ),
        industry(
            "Anlagenmechaniker|CNC-Dreher|Fertigungsplaner II|Industriemeister Metall|"
            "Werkleiter (kommissarisch), Standort Süd",
            "Rüsten und Einfahren von {n} Drehmaschinen|Ausschuss seit {year} um {n} % gesenkt|"
            "Auswertung der Maschinendaten in {tool}|Leitung der Inventur {year}",
            "SolidWorks|TopSolid|Hydra MES",
        ),
        industry(
            "Sachbearbeiterin Einkauf|Strategischer Einkäufer|Einkäufer/Disponent|Lead Buyer, Elektronik|"
            "Leiterin Beschaffung & Logistik",
            "Verhandlung von {n} Rahmenverträgen|Lieferantenbewertung in {tool} aufgebaut ({year})|"
            "Reduktion der Lagerdauer um {n} Tage|Abstimmung mit Technik und Recht",
            "Jaggaer|proALPHA|Ariba",
        ),
        industry(
            "Jungredakteurin|Redakteur|Redakteurin vom Dienst|Ressortleiter, Wissen|"
            "Stellv. Chefredakteurin (print/online)",
            "Planung von {n} Ausgaben im Jahr|Serie über Flüsse, ausgezeichnet {year}|"
            "Relaunch der Seite mit {tool}|Betreuung freier Autorinnen und Autoren",
            "InDesign|WoodWing|TYPO3",
        ),
    ),
    employers=cut(
        "Oktober Brauhaus GmbH & Co. KG|Volksbank Fuldatal eG|Klinikum Harzblick|Bürgermeister Bau AG|"
        "Meister Krane GmbH|Verlag an der Leine|Stadtwerke Neuenrode|Kontor 12 OHG|Zahnrad Ost KG|Juni Software GmbH"
    ),
    interns=cut("Praktikantin Redaktion|Praktikant im Einkauf|Pflichtpraktikum Fertigung"),
    part_time="Teilzeit",
    freelance=cut("Freier Lektor|Freiberufliche Dozentin|Freiberuflicher Grafiker"),
    volunteer=(("Trainerin Jugendhandball", "TSV Neuenrode"), ("Sanitätshelfer", "Rettungswacht Fuldatal")),
    break_title="Elternzeit",
    degrees=cut("B.Sc. Betriebswirtschaft|M.A. Germanistik|Ausbildung zum Zerspanungsmechaniker|Abitur"),
    schools=cut("Hochschule Fuldatal|Universität Neuenrode|Berufskolleg am Harz"),
    certificates=cut("Ausbildereignungsprüfung (AEVO)|Praxisanleiter|Staplerschein|Lean Green Belt"),
    projects=cut("Bürgerkarte Fuldatal|Offene Werkstatt|Atlas der kleinen Flüsse"),
    publications=cut("Vom Wert der Wege, Wirtschaft vor Ort 3|Pflege im Wandel, Stationsbrief 17"),
    awards=cut("Förderpreis der Stadt Neuenrode|Beste Nachwuchskraft"),
    summary=cut(
        "Mehr als {n} Jahre Erfahrung in kleinen und großen Häusern. Ruhig, genau und verbindlich.|"
        "Fachkraft mit über {n} Jahren Berufserfahrung und Freude an klaren Abläufen."
    ),
    tongues="Deutsch (Muttersprache), Englisch (C1), Polnisch (A2)",
    interests="Bergwandern, Chorgesang, Holzarbeiten",
    page="Seite {n}",
)
