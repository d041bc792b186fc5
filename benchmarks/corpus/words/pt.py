"""Portuguese words."""

from __future__ import annotations

from benchmarks.corpus.words.shape import Words, cut, industry

# Source: invented.
WORDS = Words(
    code="pt",
    months=cut("janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro"),
    short_months=cut("jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez"),
    month_form="{m} de {y}",
    day_form="{d} de {m} de {y}",
    seasons=("Primavera", "Verão", "Outono"),
    quarter_form="{q}.º trimestre de {y}",
    to=("a", "até"),
    since="desde",
    present=("atual", "presente", "até o momento", "atualmente", "o presente", "hoje"),
    present_after="hoje",
    units=("ano", "anos", "mês", "meses"),
    first=cut("Jandira|Leopoldo|Iracema|Baltazar|Quitéria|Otávio|Marisol|Dinis|Benedita"),
    last=cut("Vasconcelos Prado|Teixeirinha|Abrantes Melo|Saldanha|Figueiró|Castanheira Luz|Janeiro"),
    cities=cut("Aveiro|Évora|Curitiba, PR|Recife, PE|Joinville, SC|Luanda|Remoto|Braga"),
    streets=cut("Rua das Camélias, {n}|Av. 25 de Abril, {n}, 2.º Esq.|Travessa do Forno {n}"),
    phone="+351 234 550 {n}",
    birth="",
    headings={
        "summary": ("Perfil", "Resumo profissional", "Sobre mim"),
        "experience": ("Experiência profissional", "Experiência", "Histórico profissional"),
        "education": ("Formação académica", "Formação", "Educação"),
        "certificates": ("Certificações", "Cursos"),
        "projects": ("Projetos",),
        "publications": ("Publicações",),
        "awards": ("Prémios", "Prêmios"),
        "volunteer": ("Voluntariado", "Trabalho voluntário"),
        "skills": ("Competências", "Habilidades"),
        "languages": ("Idiomas",),
        "interests": ("Interesses",),
        "contact": ("Contacto",),
    },
    labels={"employer": "Empresa", "position": "Cargo", "period": "Período", "place": "Local", "tasks": "Atividades"},
    at="na",
    industries=(
        industry(
            "Assistente Fiscal|Analista Fiscal II|Analista Contábil Sênior|Coordenador(a) de Tributos|"
            "Controller, América do Sul",
            "Apuração de impostos de {n} filiais|Fechamento mensal em {tool}|"
            "Auditoria de {year} concluída sem ressalvas|Redução de {n} % nas multas",
            "TOTVS Protheus|Primavera BSS|Sage",
        ),
        industry(
            "Educadora de infância|Professor de Matemática|Coordenadora pedagógica|Vice-diretor(a)|"
            "Diretora de Ensino (Básico e Secundário)",
            "Turmas de {n} alunos por ano|Feira de ciências de {year} com {n} trabalhos|"
            "Avaliações na plataforma {tool}|Apoio a famílias recém-chegadas",
            "Escola Virtual|GeoGebra|Inovar",
        ),
        industry(
            "Auxiliar de produção|Técnico/a de manutenção|Encarregado de turno|Engenheira de processos|"
            "Gerente Industrial, Unidade Norte",
            "Manutenção de {n} teares|Projeto de energia solar entre {year} e {year2}|"
            "Indicadores em {tool}|Formação de {n} operadores em {year}",
            "Infraspeak|Elipse E3|Minitab",
        ),
        industry(
            "Vendedora|Consultor de vendas externo|Supervisora de loja|Gerente Regional de Vendas|"
            "Head de Varejo & Franquias",
            "Carteira de {n} clientes|Meta superada em {n} % em {year}|Registo de visitas em {tool}|"
            "Abertura de duas lojas desde {year}",
            "PHC|Moskit|RD Station",
        ),
    ),
    employers=cut(
        "Mercearia Setembro Lda.|Grupo Maré Alta S.A.|Têxteis Rio 7|Colégio Luz & Saber|Banco do Outeiro|"
        "Padaria São João 1910|Construtora Março Ltda.|Hospital Novo Porto|Câmara de Vilar Seco|Diretora Filmes"
    ),
    interns=cut("Estagiária de contabilidade|Estágio curricular em engenharia|Estagiário"),
    part_time="meio período",
    freelance=cut("Fotógrafo freelancer|Tradutora independente|Designer freelancer"),
    volunteer=(("Monitor de leitura", "Casa da Ponte"), ("Voluntária", "Banco Alimentar de Vilar Seco")),
    break_title="Pausa na carreira (licença parental)",
    degrees=cut(
        "Licenciatura em Gestão|Bacharelado em Ciências Contábeis|Mestrado em Ensino|Curso Técnico em Mecânica"
    ),
    schools=cut("Universidade de Vilar Seco|Instituto Politécnico da Ria|Escola Técnica do Recôncavo"),
    certificates=cut("CRC ativo|Formação de formadores (CCP)|NR-10"),
    projects=cut("Horta da escola|Rádio do bairro|Mapa dos moinhos"),
    publications=cut("Ensinar frações, Cadernos de Aula 5|Teares e tempo, Revista da Ria 14"),
    awards=cut("Prémio Boa Prática|Vendedor do ano"),
    summary=cut(
        "Profissional com mais de {n} anos de experiência, rigor e gosto por ensinar.|"
        "{n} anos de experiência em equipas pequenas e grandes empresas."
    ),
    tongues="Português (nativo), inglês (B2), espanhol (B1)",
    interests="Surf, cinema, cerâmica",
    page="Página {n}",
)
