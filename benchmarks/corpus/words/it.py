"""Italian words."""

from __future__ import annotations

from benchmarks.corpus.words.shape import Words, cut, industry

# Source: invented.
WORDS = Words(
    code="it",
    months=cut("gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"),
    short_months=cut("gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic"),
    month_form="{m} {y}",
    day_form="{d} {m} {y}",
    seasons=("Primavera", "Estate", "Autunno"),
    quarter_form="{q}° trimestre {y}",
    to=("a", "fino a"),
    since="dal",
    present=("oggi", "presente", "in corso", "attuale", "ad oggi", "attualmente"),
    present_after="oggi",
    units=("anno", "anni", "mese", "mesi"),
    first=cut("Fiammetta|Ludovico|Ginevra|Ermanno|Ottavia|Zeno|Domitilla|Saverio|Aprilia"),
    last=cut("Brambati|Castelvecchio|Dall'Orso|Fontanarossa|Quagliotti|Ruggeroni|Maggio|Sarto"),
    cities=cut("Trieste|Lecce|Cuneo|Perugia|Bolzano|Lugano|Da remoto|Prato|Potenza"),
    streets=cut("Via XX Settembre, {n}|Corso del Popolo {n}/A|Piazza 4 Novembre, {n}"),
    phone="+39 040 555 {n}",
    birth="",
    headings={
        "summary": ("Profilo", "Profilo professionale", "Chi sono"),
        "experience": ("Esperienza professionale", "Esperienze lavorative", "Esperienza lavorativa"),
        "education": ("Istruzione", "Istruzione e formazione", "Formazione"),
        "certificates": ("Certificazioni", "Corsi"),
        "projects": ("Progetti",),
        "publications": ("Pubblicazioni",),
        "awards": ("Premi", "Premi e riconoscimenti"),
        "volunteer": ("Volontariato",),
        "skills": ("Competenze",),
        "languages": ("Lingue",),
        "interests": ("Interessi",),
        "contact": ("Contatti",),
    },
    labels={
        "employer": "Datore di lavoro",
        "position": "Posizione",
        "period": "Periodo",
        "place": "Sede",
        "tasks": "Mansioni",
    },
    at="presso",
    industries=(
        industry(
            "Sarta|Modellista|Responsabile di reparto, Confezione|Product Manager (maglieria)|Direttrice di produzione",
            "Cartamodelli per {n} capi a stagione|Collezione {year} consegnata in anticipo|"
            "Sviluppo taglie con {tool}|Riduzione degli scarti del {n} %",
            "Lectra|CLO 3D|Gerber",
        ),
        industry(
            "Impiegato contabile|Addetta/o paghe e contributi|Contabile senior|Responsabile amministrativa|"
            "Direttore Amministrazione, Finanza e Controllo",
            "Registrazione di {n} fatture al mese|Bilancio {year} chiuso entro marzo|"
            "Passaggio a {tool} nel {year}|Rapporti con banche e revisori",
            "Zucchetti|TeamSystem|Profis",
        ),
        industry(
            "Guida museale|Assistente restauratrice|Restauratore di dipinti|Curatrice|Responsabile Collezioni e Mostre",
            "Visite per {n} scolaresche|Restauro di {n} tele tra il {year} e il {year2}|"
            "Catalogo digitale in {tool}|Prestiti internazionali e assicurazioni",
            "SICaP|TMS Collections|Omeka",
        ),
        industry(
            "Magazziniere|Operatore logistico|Addetto spedizioni/import-export|Capo turno|Responsabile logistica Sud",
            "Gestione di {n} bolle al giorno|Inventario {year} con scarto inferiore all'uno per cento|"
            "Turni pianificati con {tool}|Consegne puntuali al {n} %",
            "Stesi|Dedalus WMS|Sigep",
        ),
    ),
    employers=cut(
        "Marzo & Figli S.r.l.|Maglificio 1958|Museo del Sale|Trattoria Maggio|Banca dell'Adige S.p.A.|"
        "Comune di Valscura|Studio Sarto e Associati|Ferrovie del Golfo|Firenze Pelli S.n.c.|Casa Editrice Luglio"
    ),
    interns=cut("Stagista, Ufficio Acquisti|Tirocinante in restauro|Tirocinio curriculare"),
    part_time="part-time",
    freelance=cut("Traduttrice freelance|Fotografo libero professionista|Consulente freelance"),
    volunteer=(("Soccorritrice volontaria", "Croce di Valscura"), ("Volontario", "Banco del Pane")),
    break_title="Pausa professionale (congedo parentale)",
    degrees=cut("Laurea in Economia aziendale|Diploma di ragioneria|Laurea magistrale in Beni culturali"),
    schools=cut("Università di Valscura|Istituto tecnico Da Ponte|Accademia del Golfo"),
    certificates=cut("Patentino del muletto|ECDL Full Standard|Primo soccorso aziendale"),
    projects=cut("Archivio dei mestieri|Orto urbano|Mappa dei mulini"),
    publications=cut("Il blu di guado, Quaderni del Restauro 9|Botteghe, Rivista di Valscura 2"),
    awards=cut("Premio Giovani Artigiani|Menzione d'onore"),
    summary=cut(
        "Professionista con oltre {n} anni di esperienza, precisa e collaborativa.|"
        "Più di {n} anni di esperienza in piccole e grandi imprese."
    ),
    tongues="Italiano (madrelingua), inglese (B2), tedesco (B1)",
    interests="Vela, ceramica, scacchi",
    page="Pagina {n}",
)
