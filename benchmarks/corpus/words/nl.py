"""Dutch words."""

from __future__ import annotations

from benchmarks.corpus.words.shape import Words, cut, industry

# Source: invented.
WORDS = Words(
    code="nl",
    months=cut("januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"),
    short_months=cut("jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec"),
    month_form="{m} {y}",
    day_form="{d} {m} {y}",
    seasons=("Voorjaar", "Zomer", "Najaar"),
    quarter_form="Q{q} {y}",
    to=("tot", "t/m"),
    since="sinds",
    present=("heden", "nu", "vandaag", "huidig", "tot heden", "present"),
    present_after="heden",
    units=("jaar", "jaar", "maand", "maanden"),
    first=cut("Maartje|Wouter|Fenna|Sjoerd|Liesbeth|Gijs|Hilde|Ruben|Juno"),
    last=cut("van Oudenaarden|Terpstra|Hoogeveld|de Winter|Spijkerman|Brouwershaven|Zomer|Kuiper"),
    cities=cut("Zwolle|Deventer|Leeuwarden|Gent|Mechelen|Paramaribo|Thuiswerk|Den Bosch"),
    streets=cut("Lindelaan {n}|Oude Gracht {n}-II|Dorpsstraat {n}a"),
    phone="+31 38 555 0{n}",
    birth="",
    headings={
        "summary": ("Profiel", "Over mij"),
        "experience": ("Werkervaring", "Ervaring", "Loopbaan"),
        "education": ("Opleiding", "Opleidingen"),
        "certificates": ("Certificaten", "Cursussen"),
        "projects": ("Projecten",),
        "publications": ("Publicaties",),
        "awards": ("Prijzen", "Onderscheidingen"),
        "volunteer": ("Vrijwilligerswerk",),
        "skills": ("Vaardigheden",),
        "languages": ("Talen",),
        "interests": ("Interesses", "Hobby's"),
        "contact": ("Contact",),
    },
    labels={
        "employer": "Werkgever",
        "position": "Functie",
        "period": "Periode",
        "place": "Plaats",
        "tasks": "Taken",
    },
    at="bij",
    industries=(
        industry(
            "Begeleider (m/v)|Groepsleider|Jeugdzorgwerker II|Teamleider wonen|Manager Zorg, regio Oost",
            "Begeleiding van {n} jongeren|Roosters gemaakt in {tool}|Nieuwe locatie geopend in {year}|"
            "Overleg met gemeente en ouders",
            "ONS|Zilliz|Ecare",
        ),
        industry(
            "Bloemist|Kweker|Teeltspecialist|Bedrijfsleider kas|Hoofd Teelt & Techniek",
            "Teelt van {n} soorten planten|Klimaat geregeld met {tool}|Energieverbruik {n} % lager sinds {year}|"
            "Open dagen in {year} en {year2}",
            "LetsGrow|Priva|Hoogendoorn",
        ),
        industry(
            "Testmedewerker|Softwaretester II|Testautomatiseerder|Product Owner / Scrum Master|Hoofd Kwaliteit",
            "Testplan voor {n} koppelingen|Overstap naar {tool} in {year}|"
            "Doorlooptijd met {n} % verkort|Werkgroep toegankelijkheid geleid",
            "Cypress|TestRail|Robot Framework",
        ),
        industry(
            "Monteur|Eerste monteur (elektro)|Werkvoorbereider|Projectleider installatie|Vestigingsmanager",
            "Aanleg van {n} laadpalen|Tekeningen in {tool}|Storingen binnen {n} uur opgelost|"
            "Renovatie stadhuis, {year}-{year2}",
            "Stabicad|Syntess|Revit",
        ),
    ),
    employers=cut(
        "Kwekerij Maart B.V.|Zorggroep De Linde|Gemeente Oudeveld|Bakker & Zn. V.O.F.|Drukkerij 3 Meren|"
        "Leider Software B.V.|Scholengroep De Wadden|Stichting Augustus|Utrecht Fietsen|Van Mei Installaties N.V."
    ),
    interns=cut("Stagiair testen|Stagiaire, afdeling Inkoop|Afstudeerstage"),
    part_time="parttime",
    freelance=cut("Zelfstandig fotograaf|Freelance tekstschrijver|Freelance trainer"),
    volunteer=(("Taalmaatje", "Bibliotheek Oudeveld"), ("Vrijwilliger", "Voedselbank De Wadden")),
    break_title="Loopbaanonderbreking (mantelzorg)",
    degrees=cut("HBO Sociaal Werk|MBO 4 Elektrotechniek|BSc Informatica|VWO"),
    schools=cut("Hogeschool Oudeveld|Universiteit van het Oosten|ROC De Linde"),
    certificates=cut("VCA-VOL|BHV|ISTQB Foundation"),
    projects=cut("Buurtmoestuin|Digitale dorpskaart|Repaircafé"),
    publications=cut("Licht in de kas, Teeltblad 11|Samen testen, Vakschrift 3"),
    awards=cut("Innovatieprijs Oost|Monteur van het jaar"),
    summary=cut(
        "Meer dan {n} jaar ervaring in kleine en grote teams; nuchter en nauwkeurig.|"
        "Professional met {n} jaar ervaring en oog voor mensen."
    ),
    tongues="Nederlands (moedertaal), Engels (C1), Duits (B1)",
    interests="Schaatsen, fotografie, koken",
    page="Pagina {n}",
)
