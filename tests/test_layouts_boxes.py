"""Names in lines of one pattern, boxes beside each other, dates in margins, pages that imitate something else."""

from __future__ import annotations

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.drawn import drawn
from tests.test_layouts_people import dates, names, page, read
from xpcalc.layout import Page, Word, arrange

Cells = list[tuple[float, float, str, str]]
PLAIN, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"


def width(text: str, font: str = PLAIN, size: float = 10) -> float:
    return stringWidth(text, font, size)


# ---------------------------------------------------------------- lines of one pattern


def test_title_behind_words_that_say_so() -> None:
    found = read(
        "Curriculum Vitae di Fausto Tarabusi\n\nESPERIENZE DI LAVORO\n\nDal 02/05/2019 ad oggi\n"
        "presso OFFICINE PEDRONI SRL - Imola (BO)\ncon la mansione di Manutentore meccanico\n"
        "Manutenzione programmata di linee di imballaggio e di confezionamento.\n\nDal 11/01/2016 al 30/04/2019\n"
        "presso CERAMICHE MONTEVENTO SPA - Dozza (BO)\ncon la mansione di Operaio addetto alle presse e al carico\n"
        "Turni a ciclo continuo, cambio stampi, controllo qualità.\n"
    )
    assert names(found) == [
        ("Manutentore meccanico", "OFFICINE PEDRONI SRL"),
        ("Operaio addetto alle presse e al carico", "CERAMICHE MONTEVENTO SPA"),
    ]


def test_skills_below_a_job_are_no_employer_of_the_next_one() -> None:
    found = read(
        "Orla Petheridge\n\nExperience\n\nLumenfold\n4 yrs 8 mos\n\nSenior Customer Success Manager\nFull-time\n"
        "Apr 2023 - Present · 3 yrs\nAustin, Texas, United States\nPortfolio of 42 accounts.\n"
        "Skills: Account Management · Gainsight · Reviews\n\nCustomer Success Manager\nFull-time\n"
        "Aug 2021 - Mar 2023 · 1 yr 8 mos\nAustin, Texas, United States\nBuilt the checklist.\n\n"
        "Onboarding Specialist\nTradewick Payments · Full-time\nJan 2019 - Jul 2021 · 2 yrs 7 mos\nRound Rock, Texas\n"
    )
    assert names(found)[1:] == [
        ("Customer Success Manager", "Lumenfold"),
        ("Onboarding Specialist", "Tradewick Payments"),
    ]


def test_town_that_no_list_has_stands_third_as_in_the_other_lines() -> None:
    found = read(
        "Loretta Spinacorda\n\nEsperienza lavorativa\n\nMaggio 2018 – Dicembre 2021\n"
        "Team leader call center, Voceviva Contact, Torino\n- Ascolto chiamate\n\nOttobre 2015 – Aprile 2018\n"
        "Operatrice call center, Voceviva Contact, Torino\n- Reclami\n\nMarzo 2015 – Agosto 2015\n"
        "Tirocinio in segreteria, Studio Legale Pedroni, Moncalvario\n"
    )
    assert names(found)[2] == ("Tirocinio in segreteria", "Studio Legale Pedroni")
    assert found.positions[2].position.location == "Moncalvario"


def test_strokes_between_employer_title_and_region_and_the_agency_in_brackets() -> None:
    found = read(
        "Leopold Marchbanks\n\nWork Experience\n\nEastern Grid (via Quillfern Agency) / Maintenance Electrician / "
        "Norwich\n5 Feb 2024 – ongoing\nMotors and permits.\n\nSelf-employed / Electrician / Broadland and Waveney\n"
        "1 Sep 2019 – 31 Jan 2024\nRewires.\n\nFenwright Building Services / Electrician / Great Yarmouth\n"
        "12 Sep 2016 – 30 Aug 2019\nSchools.\n"
    )
    assert names(found) == [
        ("Maintenance Electrician", "Eastern Grid"),
        ("Electrician", "Self-employed"),
        ("Electrician", "Fenwright Building Services"),
    ]


def test_letters_that_count_jobs_are_no_part_of_their_names() -> None:
    found = read(
        "Fernanda Quillca\n\nExperiencia laboral\n\na) Hotel Coricancha Plaza, Cusco.\nCargo: Jefa de recepción.\n"
        "Tiempo: Desde enero del 2023 hasta la actualidad.\nb) Hostal Balcón de San Blas, Cusco.\n"
        "Cargo: Recepcionista.\nTiempo: Desde abril del 2019 hasta marzo del 2020.\n"
    )
    assert [p.employer for p in found.positions] == ["Hotel Coricancha Plaza", "Hostal Balcón de San Blas"]


def test_house_behind_im_that_no_list_has() -> None:
    line = "<p>{}, Augsburg</p><p>{}</p><ul><li>Dienstplan und Elternabende.</li></ul>"
    found = page(
        line.format("Gruppenleiterin in der Kita Lechzwerge", "01.09.2011 – 31.08.2015")
        + line.format("Erzieherin im Sonnenhof Pankraz", "01.10.2015 – 28.02.2019")
        + line.format("Stellvertretende Leitung in der Kita Lechzwerge", "01.03.2019 – 15.09.2022"),
        "Berufserfahrung",
    )
    assert names(found)[1] == ("Erzieherin", "Sonnenhof Pankraz")
    # A field of work is no house where no other line has one.
    found = page(
        line.format("Mitarbeiterin im Kundendienst Süd, Montevento AG", "01.09.2011 – 31.08.2015")
        + line.format("Mitarbeiterin im Vertrieb Nord, Pedroni AG", "01.10.2015 – 28.02.2019"),
        "Berufserfahrung",
    )
    assert [p.employer for p in found.positions] == ["Montevento AG", "Pedroni AG"]


# ---------------------------------------------------------------- boxes and margins


def test_dates_in_a_margin_set_a_little_higher_than_their_lines() -> None:
    """LaTeX sets notes in the margin so, with a wide blank behind the full stop of a month."""
    cells: Cells = [(147, 70, "Matteus Hargrove", "Helvetica@17"), (147, 100, "Kitchens", f"{PLAIN}@11")]
    jobs = (
        ("Jan. 2024–now", "", "Head Chef", "The Lobster Creel, Glasgow. Seafood and a brigade of eight."),
        ("May 2021–Oct.", "2023", "Sous Chef", "Ardnamurray House Hotel, Oban. Breakfast and menus with the garden."),
        ("Feb. 2018–Mar.", "2020", "Chef de Partie", "Brass Monkey, Edinburgh. Larder, then sauce."),
        ("Sept. 2015–Jan.", "2018", "Commis Chef", "Brass Monkey, Edinburgh."),
        ("June 2013–Aug.", "2015", "Kitchen Porter", "Craigmill Arms, Edinburgh. Pots, then starters."),
        ("Aug. 2011–Mar.", "2013", "Waiter", "Craigmill Arms, Edinburgh. Tables and the till."),
    )
    for n, (begun, year, title, rest) in enumerate(jobs):
        y = 120 + 32 * n
        end = 117 if year else 138
        cells += [(end - (4.8 if year else 0) - width(begun, ITALIC), y, begun, ITALIC)]
        cells += [(117, y, year, ITALIC)] if year else []
        cells += [(147.4, y + 4.6, f"{title},", f"{BOLD}@11")]
        cells += [(147.4 + width(f"{title}, ", BOLD, 11), y + 4.6, rest, f"{PLAIN}@11")]
        cells += [(147.4, y + 18, "Gross profit and two rosettes kept.", f"{PLAIN}@11")] if n < 3 else []
    found = drawn(cells)
    assert dates(found) == [
        ("2024-01", "present"),
        ("2021-05", "2023-10"),
        ("2018-02", "2020-03"),
        ("2015-09", "2018-01"),
        ("2013-06", "2015-08"),
        ("2011-08", "2013-03"),
    ]
    assert names(found)[1] == ("Sous Chef", "Ardnamurray House Hotel")


def test_boxes_with_a_date_in_small_print_and_words_drawn_in_pieces() -> None:
    """A heading over two more boxes stands over the left one; what stands at its right is no job."""
    title, small = f"{BOLD}@11", f"{PLAIN}@8.5"
    cells: Cells = [(56, 60, "BRUNO ARIZMENDI", f"{BOLD}@20"), (56, 190, "Experiencia", f"{BOLD}@15")]
    boxes = (
        (68, 230, "Ingeniero de soporte en sitio", "Ene 2023 - Actual", "Nube Cimatario", "Tickets de segundo nivel;"),
        (326, 230, "Técnico de mesa de ayuda", "Feb 2020 - Dic 2022", "Grupo Corregidora", "300 usuarios, inventario"),
        (68, 350, "Técnico en redes", "Jul 2018 - Ene 2020", "Redes del Bajío", "Cableado, puntos de acceso, cámaras."),
        (326, 350, "Vendedor", "Sep 2017 - Mar 2018", "PC Tequisquiapan", "Venta y armado de equipos de oficina."),
        (68, 500, "Ing. en Sistemas", "Ago 2013 - Jun 2017", "Instituto Tecnológico de San Juan", ""),
        (326, 500, "Cisco CCNA", "2024", "Academia NetBajío", ""),
    )
    for x, y, name, when, house, text in boxes:
        start = x + 224 - width(when, PLAIN, 8.5) - 9 - width(name, BOLD, 11) if "sitio" in name else x
        head, tail = (name[:4], name[4:]) if name.startswith("Técnico") else (name, "")
        cells += [(start, y, head, title), (x + 224 - width(when, PLAIN, 8.5), y - 1, when, small)]
        cells += [(start + width(head, BOLD, 11), y, tail, title)] if tail else []
        cells += [(x, y + 15, house, PLAIN)] + ([(x, y + 39, text, PLAIN), (x, y + 53, text, PLAIN)] if text else [])
    cells += [(56, 460, "Estudios", f"{BOLD}@15")]
    found = drawn(cells)
    assert names(found) == [
        ("Ingeniero de soporte en sitio", "Nube Cimatario"),
        ("Técnico de mesa de ayuda", "Grupo Corregidora"),
        ("Técnico en redes", "Redes del Bajío"),
        ("Vendedor", "PC Tequisquiapan"),
    ]


def test_three_panels_of_which_lists_know_one_heading_in_the_row() -> None:
    head = f"{PLAIN}@15"
    cells: Cells = [(23, 60, "Naia Etxeandia", f"{PLAIN}@20"), (200, 58, "Tiendas", head), (440, 58, "Estudios", head)]
    cells += [(23, 120, "Dependienta", PLAIN), (23, 133, "688 555 140", PLAIN), (23, 146, "naia@caja.example", PLAIN)]
    cells += [(23, 190, "Idiomas", head), (23, 220, "Euskera, castellano", PLAIN)]
    cells += [(440, 85, "Técnica superior en", PLAIN), (440, 98, "Estilismo", PLAIN)]
    cells += [(440, 112, "Sep ’13 → Jun ’15", f"{PLAIN}@9"), (440, 126, "Escuela de Arte", PLAIN)]
    cells += [(440, 155, "Mano para", head), (440, 186, "Costura, Shopify", PLAIN)]
    jobs = (
        ("Encargada de tienda", "Feb ’22 → hoy | Vitoria-Gasteiz", "Modas Zadorra", "Cinco personas y pedidos."),
        ("Visual merchandiser", "Sep ’19 → Ene ’22 | Bilbao", "Grupo Nervión", "Once tiendas del norte."),
        ("Dependienta", "Abr ’17 → Ago ’19 | Bilbao", "Grupo Nervión", "Sección de señora."),
        ("Dependienta", "Oct ’15 → Mar ’17 | Bilbao", "Zapatería Gorbea", "Almacén y venta."),
    )
    for n, lines in enumerate(jobs):
        cells += [(200, 85 + 68 * n + 14 * k, text, f"{PLAIN}@9" if k == 1 else PLAIN) for k, text in enumerate(lines)]
    found = drawn(cells)
    assert names(found) == [(job[0], job[2]) for job in jobs]
    assert found.positions[0].start == "2022-02"


def test_jobs_told_in_bold_beside_a_bar_and_closed_by_their_dates() -> None:
    def told(y: float, *pieces: str) -> Cells:
        x, line = 20.0, []
        for n, text in enumerate(pieces):
            line.append((x, y, text, f"{BOLD if n % 2 else PLAIN}@8.6"))
            x += width(text, BOLD if n % 2 else PLAIN, 8.6)
        return line

    small = f"{PLAIN}@8.6"
    cells: Cells = [(14, 37, "Iracema Tupinambá", f"{BOLD}@17"), (14, 74, "Jornada", f"{BOLD}@12.7")]
    cells += told(97, "Na ", "Escola Semente do Norte", ", em Goiânia, como ", "Coordenadora pedagógica")
    cells += [
        (20, 107, "14 professores, projeto de leitura, reuniões com famílias", small),
        (20, 117.5, "Março/2022 até hoje", small),
    ]
    cells += told(135, "Na ", "Escola Semente do Norte", ", em Goiânia, como ", "Professora alfabetizadora")
    cells += [(20, 145, "Primeiro e segundo anos", small), (20, 155.5, "Fevereiro/2018 até Fevereiro/2022", small)]
    cells += told(173, "No ", "Colégio Municipal Araguaia", ", em Anápolis, como ", "Professora do ensino")
    cells += [(20, 183, "fundamental", f"{BOLD}@8.6"), (20, 193.5, "Quarto ano, contrato temporário", small)]
    cells += [(20, 204, "Abril/2014 até Dezembro/2017", small), (14, 239, "Estudos", f"{BOLD}@12.7")]
    cells += [
        (20, 261, "Universidade do Planalto", f"{BOLD}@8.6"),
        (20, 272, "Fevereiro/2010 até Dezembro/2013", small),
    ]
    heads = ((75, "Fale comigo"), (128, "Sei fazer"), (201, "Gosto de"))
    bar = ((97, "(62) 95555-0150"), (107, "iracema@rocha.example"), (149, "Alfabetização"), (159.5, "Inclusão"))
    bar += ((170, "Google Sala de Aula"), (180.5, "Libras básico"), (221, "Quintal, tambor, cordel"))
    cells += [(417, y, text, f"{BOLD}@9.8") for y, text in heads] + [(417, y, text, small) for y, text in bar]
    found = drawn(cells)
    assert names(found) == [
        ("Coordenadora pedagógica", "Escola Semente do Norte"),
        ("Professora alfabetizadora", "Escola Semente do Norte"),
        ("Professora do ensino fundamental", "Colégio Municipal Araguaia"),
    ]
    assert dates(found)[0] == ("2022-03", "present")


# ---------------------------------------------------------------- pages in dresses of their own


def test_headings_that_somebody_types_into_a_shell() -> None:
    job = "<li>{}, <b>{}</b><ul><li>{}</li><li>Laravel, colas</li></ul></li>"
    found = read(
        "<html><body><p>$ whoami</p><p>Iván Recalde, desarrollador web en Quito.</p><p>$ ls -l ~/experience</p><ul>"
        + job.format("Desarrollador backend", "Agencia Mitad", "desde 01-10-2022")
        + job.format("Encargado de cabinas", "Cyber Chaski", "01-03-2020 al 30-09-2022")
        + "</ul><p>$ ls -l ~/education</p><ul><li>Ingeniería en Software, <b>Escuela del Pichincha</b>"
        "<ul><li>01-09-2012 al 31-07-2017</li></ul></li></ul><p>$ cat skills.txt</p><p>PHP, MySQL</p><p>$ exit</p>"
        "</body></html>",
        "cv.html",
    )
    assert names(found) == [("Desarrollador backend", "Agencia Mitad"), ("Encargado de cabinas", "Cyber Chaski")]


def lines_of(*pieces: tuple[str, float, float]) -> list[str]:
    """Return the lines of words that follow each other in the file: text, white space behind it, way down behind it."""
    words: list[Word] = []
    x = top = 100.0
    for text, gap, down in pieces:
        words.append(Word(text, x, top, x + 6 * len(text), top + 10, 10.0, False, False, 0.0, "Times", 0))
        x, top = (x + 6 * len(text) + gap, top) if not down else (100.0, top + down)
    return [line.text for line in arrange([Page(1, 595.0, 842.0, words)], lambda _text: None)[1]]


def test_letters_kerned_so_far_that_they_read_as_words() -> None:
    """groff prints so; a letter that leans over is another thing, and may leave no blank behind it."""
    end = 3.0
    kerned = lines_of(
        *(("Rampar", 0.2, 0), ("ts", end, 0), ("Ltd", 0, 20)),
        *(("Networ", 0.2, 0), ("k", end, 0), ("Engineer", 0, 20)),
        *(("the", end, 0), ("platfor", 0.2, 0), ("m", 0, 20)),
        *(("Imog", 0.1, 0), ("en", 0, 20)),
    )
    assert kerned == ["Ramparts Ltd", "Network Engineer", "the platform", "Imogen"]
    leaning = lines_of(("Administratief", 0.2, 0), ("medewerker", 0, 20), ("Bouwbedrijf", 0.2, 0), ("van", 0, 20))
    assert leaning == ["Administratief medewerker", "Bouwbedrijf van"]


def test_title_that_is_the_only_line_of_a_text() -> None:
    job = "* {}\n  {}\n* {}\n  {}\n\n"
    found = read(
        "Graça Moutinho\n\nExperiência profissional\n\n"
        + job.format("Desde setembro de 2021", "RESTAURANTE O SOBREIRO, ÉVORA", "Cozinheira de 1.ª", "Sopas e açordas.")
        + job.format("De janeiro de 2018 a julho de 2021", "POUSADA ALTA, ESTREMOZ", "Cozinheira de 2.ª", "Banquetes.")
        + job.format("De maio de 2013 a dezembro de 2017", "CANTINA DO LAR, REDONDO", "Ajudante de cozinha", "Dietas.")
    )
    assert [p.title for p in found.positions] == ["Cozinheira de 1.ª", "Cozinheira de 2.ª", "Ajudante de cozinha"]


def test_employer_in_a_dress_of_its_own_opens_the_text() -> None:
    job = "<section><h2>{} <small>{}</small></h2><p><em>{}</em>. {}</p></section>"
    found = read(
        "<html><body><h1>Bartholomew Quist</h1><p>Business operations, Toronto. bart@quist.example</p>"
        + job.format(
            "Operations Manager",
            "Mar 2021 – Dec 2025",
            "Sprucewood Analytics",
            "Forecast, territory plan, two mergers of systems.",
        )
        + job.format(
            "Operations Analyst", "Jul 2017 – Feb 2021", "Lakeshore Medical", "Commission runs, dashboards, price book."
        )
        + job.format("Sales Representative", "Jan 2014 – Jun 2017", "Lakeshore Medical", "Hospitals in Ontario.")
        + "<section><h2>Handy with</h2><p>SQL, Tableau</p></section></body></html>",
        "cv.html",
    )
    assert names(found) == [
        ("Operations Manager", "Sprucewood Analytics"),
        ("Operations Analyst", "Lakeshore Medical"),
        ("Sales Representative", "Lakeshore Medical"),
    ]
