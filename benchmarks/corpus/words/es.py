"""Spanish words."""

from __future__ import annotations

from benchmarks.corpus.words.shape import Words, cut, industry

# Source: invented.
WORDS = Words(
    code="es",
    months=cut("enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"),
    short_months=cut("ene|feb|mar|abr|may|jun|jul|ago|sept|oct|nov|dic"),
    month_form="{m} de {y}",
    day_form="{d} de {m} de {y}",
    seasons=("Primavera", "Verano", "Otoño"),
    quarter_form="T{q} {y}",
    to=("a", "hasta"),
    since="desde",
    present=("actualidad", "la actualidad", "presente", "actualmente", "hoy", "Actual"),
    present_after="la actualidad",
    units=("año", "años", "mes", "meses"),
    first=cut("Macarena|Gonzalo|Itziar|Anselmo|Rocío|Fermín|Nieves|Ulises|Candela|Abril"),
    last=cut("Zubeldia Rojo|Carrascosa Gil|Montalbán Ruiz|Echeverri Sanz|Peñalver Ortiz|Marzo Iglesias"),
    cities=cut("Zaragoza|Oviedo|Cádiz|Rosario|Arequipa|Puebla|Teletrabajo|San Sebastián|León"),
    streets=cut("C/ del Olmo, {n}, 3.º B|Avda. de la Constitución {n}|Calle 12 de Octubre, {n}"),
    phone="+34 976 55 0{n}",
    birth="Fecha de nacimiento: {d:02d}/{m:02d}/{y}",
    headings={
        "summary": ("Perfil", "Perfil profesional", "Sobre mí"),
        "experience": ("Experiencia profesional", "Experiencia laboral", "Experiencia", "Trayectoria profesional"),
        "education": ("Formación", "Formación académica", "Estudios"),
        "certificates": ("Certificados", "Cursos y certificados"),
        "projects": ("Proyectos",),
        "publications": ("Publicaciones",),
        "awards": ("Premios", "Premios y reconocimientos"),
        "volunteer": ("Voluntariado",),
        "skills": ("Competencias", "Habilidades"),
        "languages": ("Idiomas",),
        "interests": ("Intereses",),
        "contact": ("Contacto",),
    },
    labels={
        "employer": "Empresa",
        "position": "Puesto",
        "period": "Periodo",
        "place": "Lugar",
        "tasks": "Funciones",
    },
    at="en",
    industries=(
        industry(
            "Auxiliar administrativo|Técnico/a de nóminas|Técnica de RR. HH. II|Responsable de selección|"
            "Directora de Personas y Cultura",
            "Gestión de nóminas de {n} personas con {tool}|Selección de {n} perfiles en {year}|"
            "Negociación del convenio {year}–{year2}|Acogida y formación de nuevas incorporaciones",
            "A3 Nómina|Meta4|Bizneo",
        ),
        industry(
            "Camarera de sala|Jefe/a de rango|Recepcionista (turno de noche)|Subdirector de hotel|"
            "Directora de Alojamiento, Zona Norte",
            "Atención a {n} mesas por turno|Apertura del restaurante de verano en {year}|"
            "Control de reservas con {tool}|Reducción de quejas en un {n} %",
            "CoverManager|Opera PMS|Avirato",
        ),
        industry(
            "Peón agrícola|Capataz de finca|Técnica agrónoma|Ingeniero agrónomo, riego y suelos|Gerente de cooperativa",
            "Riego por goteo en {n} hectáreas|Campaña de vendimia {year} con {n} temporeros|"
            "Mapas de suelos en {tool}|Certificación ecológica obtenida en {year}",
            "QGIS|Agroptima|Hispatec",
        ),
        industry(
            "Diseñador gráfico júnior|Diseñadora UX/UI|Director de arte|Responsable de producto digital|"
            "Jefa de Diseño (Latinoamérica)",
            "Rediseño de la tienda con {tool} y mejora del {n} %|Sistema visual de {n} marcas|"
            "Taller anual de tipografía desde {year}|Pruebas con personas usuarias",
            "Sketch|Illustrator|Miro",
        ),
        industry(
            "Operario de montaje|Oficial 1.ª electricista|Encargado de mantenimiento|Jefe de turno|"
            "Director/a de planta",
            "Mantenimiento de {n} líneas de envasado|Parada general de {year} terminada a tiempo|"
            "Órdenes de trabajo en {tool}|Ahorro energético del {n} % entre {year} y {year2}",
            "Prisma GMAO|EPLAN|Wonderware",
        ),
    ),
    employers=cut(
        "Editorial Enero S.L.|Banco Primavera S.A.|Clínica 24 Horas|Hermanos Doce & Cía.|Bodegas Julio Abril|"
        "Ayuntamiento de Valdehierro|Cooperativa La Espiga|Hotel Madrid Sur|Gráficas Tres Ríos|Panadería 1962"
    ),
    interns=cut("Becaria de diseño|Prácticas en mantenimiento|Becario, Departamento Legal"),
    part_time="media jornada",
    freelance=cut("Fotógrafa freelance|Traductor autónomo|Consultora freelance"),
    volunteer=(("Monitora de ocio", "Asociación Valdehierro Joven"), ("Voluntario de acogida", "Casa del Camino")),
    break_title="Excedencia por cuidado de hijos",
    degrees=cut("Grado en Relaciones Laborales|Ingeniería Agronómica|CFGS Gestión de Alojamientos|Máster en Diseño"),
    schools=cut("Universidad de Valdehierro|IES Tres Ríos|Escuela Superior del Campo"),
    certificates=cut("Carné de manipulador|Prevención de Riesgos Laborales (60 h)|Carné fitosanitario"),
    projects=cut("Huerto compartido|Mapa sonoro del barrio|Archivo de carteles"),
    publications=cut("Suelos vivos, Cuadernos del Campo 8|El rótulo pintado, Revista de Oficios 21"),
    awards=cut("Premio Joven Talento|Accésit de cartelismo"),
    summary=cut(
        "Profesional con más de {n} años de experiencia, orientada a resultados y al trato cercano.|"
        "{n} años de experiencia en empresas pequeñas y grandes. Orden, calma y buen humor."
    ),
    tongues="Español (nativo), inglés (B2), euskera (A1)",
    interests="Montaña, teatro aficionado, huerto",
    page="Página {n}",
)
