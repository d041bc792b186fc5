"""Letters: what each kind states, which documents are none, and how many of the invented set are read right."""

from __future__ import annotations

import datetime as dt
import time
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import xpcalc
from benchmarks.letters.make import LOTS, OUTSIDE, USES, letters, letters_as_written, letters_by_others, wordings
from benchmarks.letters.register import Registration, days_of, report_pdf, report_text
from benchmarks.letters.score import FIELDS, Checked, read_letter, score, share, trusted
from xpcalc.assessment import evidence_of
from xpcalc.errors import RulebookError, UnreadableDocument
from xpcalc.letters import LetterWords
from xpcalc.letters.near import MARGIN, best_role
from xpcalc.letters.passages import passages
from xpcalc.letters.words import SLOTS
from xpcalc.model import EMPLOYMENTS
from xpcalc.readers import read
from xpcalc.rulebook import Rulebook, load_rulebook
from xpcalc.statement import LETTER_KINDS, Letter, Statement

TUNED = (*USES, *LOTS, *OUTSIDE)
ROOT = Path(__file__).resolve().parent.parent
GATE = 0.95


def letter(text: str, rulebook: Rulebook, name: str = "letter.txt") -> Letter:
    found = read_letter(text.encode(), name, rulebook)
    assert found is not None, "this is a letter"
    return found


def only(text: str, rulebook: Rulebook) -> Statement:
    statements = letter(text, rulebook).statements
    assert len(statements) == 1
    return statements[0]


def said(statement: Statement) -> tuple[str | None, str | None, str | None, str | None, bool]:
    start, end = (str(day) if day else None for day in (statement.start, statement.end))
    return statement.employer, statement.title, start, end, statement.ongoing


# ---------------------------------------------------------------- the invented set


@cache
def facts() -> list[Checked]:
    return score([11, 12])


def test_the_set_is_what_the_docs_say() -> None:
    made = list(wordings())
    assert len(made) >= 60
    count = {code: sum(w.language == code for w in made) for code in ("en", "es", "pt", "fr", "de")}
    assert min(count["en"], count["es"]) >= 20
    assert min(count.values()) >= 5
    assert {w.use for w in made} == set(USES)
    count = {use: sum(w.use == use for w in made) for use in USES}
    assert count["held out"] == count["seen"]
    assert count["held out"] + count["fresh"] + count["later"] + count["untouched"] >= len(made) / 2
    endings = {truth["file"].rpartition(".")[2] for truth, _ in letters(11)}
    assert endings == {"txt", "docx", "pdf", "html", "odt"}


@pytest.mark.parametrize("field", ["start", "end", "employer", "title"])
def test_all_letters(field: str) -> None:
    own = [fact for fact in facts() if fact.field == field and fact.use in TUNED]
    assert share(own) >= GATE, [f"{f.letter}: {f.true!r}, read {f.read!r}" for f in own if not f.right]


def test_letters_by_others_are_read() -> None:
    own = [fact for fact in facts() if fact.use in OUTSIDE]
    assert len({fact.letter for fact in own}) == 90
    assert trusted(own) >= GATE, "what is read is right"


def test_the_lots_are_what_the_docs_say() -> None:
    made = [truth for truth, _ in letters_as_written()]
    assert [sum(truth["use"] == lot for truth in made) for lot in LOTS] == [40, 20, 20]
    assert len({truth["person"] for truth in made}) == len(made)
    assert [truth["use"] for truth, _ in letters_by_others()] == ["a"] * 30 + ["b"] * 30 + ["c"] * 30


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("use", TUNED)
def test_facts_read_right(use: str, field: str) -> None:
    own = [fact for fact in facts() if fact.use == use and fact.field == field]
    assert own
    assert share(own) >= GATE, [f"{f.letter}: {f.true!r}, read {f.read!r}" for f in own if not f.right]


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr", "de"])
def test_each_language_is_read(language: str) -> None:
    own = [
        f
        for f in facts()
        if f.language == language and f.use in TUNED and f.field in ("start", "end", "employer", "title")
    ]
    assert share(own) >= GATE, [f"{f.letter}: {f.true!r}, read {f.read!r}" for f in own if not f.right]


def test_a_letter_depends_on_its_seed_alone() -> None:
    first, again = ([data for _, data in letters(4, languages=("fr",))] for _ in range(2))
    assert first == again


def test_every_statement_cites_its_line(rulebook: Rulebook) -> None:
    for truth, data in letters(11, languages=("en", "es")):
        document = read(data, truth["file"])
        found = read_letter(data, truth["file"], rulebook)
        for statement in found.statements if found else ():
            evidence = evidence_of(document, statement.span)
            assert evidence is not None, truth["id"]
            assert evidence.line >= 1
            for name, span in statement.spans:
                quoted = document.text[span.start : span.stop]
                value = getattr(statement, name)
                if isinstance(value, str) and "\n" not in quoted and "-" not in quoted:
                    assert " ".join(quoted.split()) == value, (truth["id"], name)


# ---------------------------------------------------------------- what is no letter


def _is_cv(path: Path) -> bool:
    known = path.suffix in (".pdf", ".docx", ".txt", ".odt", ".html", ".md")
    return known and not path.name.startswith(("letter", "job_ad"))


def cvs() -> list[Path]:
    return [p for p in (ROOT / "examples").iterdir() if _is_cv(p)]


@pytest.mark.parametrize("path", cvs(), ids=lambda path: path.name)
def test_a_cv_is_no_letter(path: Path, rulebook: Rulebook) -> None:
    assert read_letter(path.read_bytes(), path.name, rulebook) is None


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "golden").glob("*.[tmh]*[!n]")), ids=lambda path: path.name)
def test_a_golden_cv_is_no_letter(path: Path, rulebook: Rulebook) -> None:
    assert read_letter(path.read_bytes(), path.name, rulebook) is None


def test_an_application_is_no_letter(rulebook: Rulebook) -> None:
    text = (
        "Dear Ms Vance,\n\nI am writing to apply for the position of Support Agent. Since 3 March 2019 I have"
        " worked for\n"
        "Larkfield Systems Ltd as a Customer Support Agent. My CV is enclosed.\n\nYours sincerely\nPriya Achebe\n"
    )
    assert read_letter(text.encode(), "letter.txt", rulebook) is None


def test_a_cv_that_names_certificates_and_contracts_is_no_letter(rulebook: Rulebook) -> None:
    text = (
        "Ana Ruiz\n\nEXPERIENCIA\nAgente de soporte, Almena S.L., 1 de marzo de 2019 - 30 de junio de 2021\n"
        "Contrato de trabajo indefinido. Certificado de empresa disponible.\n\nFORMACIÓN\nGrado en Historia, 2015\n"
    )
    assert read_letter(text.encode(), "cv.txt", rulebook) is None


JOB = "Support Agent, Nimbus Cloud Ltd, London\n1 March 2021 - 30 June 2024\n"
EMPLEO = "Agente de soporte, Faro Digital S.A., Madrid\n1 de marzo de 2021 - 30 de junio de 2024\n"


@pytest.mark.parametrize(
    "text",
    [
        f"Tom Bright\n\nWORK EXPERIENCE\n\n{JOB}\nLANGUAGES\nEnglish native\n",
        f"Tom Bright\n\nWORK EXPERIENCE\n\n{JOB}",
        f"Tom Bright\n\nEMPLOYMENT HISTORY\n\n{JOB}\nLANGUAGES\nEnglish native\n",
        f"Tom Bright\n\nPROFILE\nFriendly and patient.\n\nEMPLOYMENT HISTORY\n\n{JOB}",
        f"Tom Bright\n\nEMPLOYMENT HISTORY\n\n{JOB}\nINTERESTS\nChess\n",
        f"Tom Bright\n\nEMPLOYMENT HISTORY\n\n{JOB}\nREFERENCES\nJane Doe\n",
        f"Tom Bright\n\nWORK EXPERIENCE\n\n{JOB}\nREFERENCE\nJane Doe, Nimbus\n",
        f"Ana Pons Vidal\n\nEXPERIENCIA LABORAL\n\n{EMPLEO}\nREFERENCIAS LABORALES\nJuan Gil, Faro Digital\n",
        f"Ana Pons Vidal\n\nHISTORIAL LABORAL\n\n{EMPLEO}\nOTROS DATOS\nCarnet B\n",
        f"Ana Pons Vidal\n\nEXPERIENCIA LABORAL\n\n{EMPLEO}\nIDIOMAS\nEspañol nativo\n",
    ],
)
def test_a_cv_never_confirms_itself(text: str, tmp_path: Path) -> None:
    cv = tmp_path / "cv.txt"
    cv.write_text(text, "utf-8")
    shown = xpcalc.verify(cv, [cv], as_of=dt.date(2026, 11, 21))
    assert [source.kind for source in shown.sources] == ["cv"]
    assert [row.status for row in shown.rows] == ["consistent"]


def test_a_history_of_employment_is_a_certificate(rulebook: Rulebook) -> None:
    text = (
        f"EMPLOYMENT HISTORY\n\nThis is to certify that Tom Bright was employed as below.\n\n{JOB}\nBrenda Cole, HR\n"
    )
    assert letter(text, rulebook).kind == "certificate_of_employment"


@pytest.mark.parametrize(
    ("text", "is_letter"),
    [
        (
            "Dear Ms Vance,\n\nPlease find the minutes of our meeting enclosed.\n\nYours sincerely,\nPriya Achebe\n",
            True,
        ),
        ("Grace Achebe drove our van from 3 March 2019 to 5 June 2021 and we were sorry to lose her.\n", True),
        ("Estimados señores:\n\nAdjunto la factura de marzo.\n\nUn cordial saludo,\nLuis Gil\n", True),
        (
            "Ana Ruiz\n\nWork experience\n\nSupport agent, Almena Ltd, 2019 - 2021\nClerk, Tern Ltd, 2015 - 2019\n",
            False,
        ),
        ("Ana Ruiz\n\nExperience\nClerk, Tern Ltd, 2015 - 2019\n\nEducation\nBA, 2014\n\nBest regards,\nAna\n", False),
    ],
)
def test_a_letter_of_which_nothing_is_read_is_never_a_cv(text: str, is_letter: bool, tmp_path: Path) -> None:
    cv = tmp_path / "cv.txt"
    cv.write_text("Ana Ruiz\n\nExperience\nClerk, Tern Ltd, March 2015 - May 2019\n\nEducation\nBA, 2014\n", "utf-8")
    (tmp_path / "other.txt").write_text(text, "utf-8")
    shown = xpcalc.verify(cv, [tmp_path / "other.txt"], as_of=dt.date(2024, 1, 1))
    assert [failure.code for failure in shown.failures] == ["E_LETTER"] * is_letter
    assert [source.kind for source in shown.sources] == ["cv"] * (not is_letter)


def test_a_letter_is_not_assessed_as_a_cv(rulebook: Rulebook) -> None:
    text = CERTIFICATE.format("as a Support Agent from 3 March 2021 to 5 June 2022.")
    with pytest.raises(UnreadableDocument) as caught:
        xpcalc.assess(text.encode(), name="letter.txt", rulebook=rulebook, as_of=dt.date(2024, 1, 1))
    assert (caught.value.code, caught.value.hint) == ("E_EMPLOYER_LETTER", "use xpcalc verify CV --against FILE")


@pytest.mark.parametrize(
    "text",
    [
        "Grace Achebe\n\nSupport Agent, Tern Ltd, March 2015 - May 2019\nClerk, Larkfield Ltd, 2012 - 2015\n",
        "Grace Achebe\ngrace@example.org\n\nI have worked as a Support Agent at Tern Ltd since 3 March 2015.\n",
        "Ana Ruiz\n\nExperiencia\nAgente de soporte, Almena S.L., marzo de 2019 - junio de 2021\n",
    ],
)
def test_a_cv_without_headings_is_assessed(text: str, rulebook: Rulebook) -> None:
    day = dt.date(2024, 1, 1)
    assert xpcalc.assess(text.encode(), name="cv.txt", rulebook=rulebook, as_of=day).document.name == "cv.txt"


@pytest.mark.parametrize("path", cvs(), ids=lambda path: path.name)
def test_an_example_is_not_taken_for_a_letter(path: Path, rulebook: Rulebook) -> None:
    assert xpcalc.assess(path, rulebook=rulebook, as_of=dt.date(2026, 11, 1)).positions


# ---------------------------------------------------------------- words around a date


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("She came aboard at our Leeds office on {date}", "start"),
        ("he handed in his keys and finished on {date}", "end"),
        ("the probationary period ends on {date}", "never"),
        ("please let us know by {date}", "never"),
        ("this offer lapses on {date}", "never"),
        ("took over the team and was promoted on {date}", "moved"),
        ("on {date} she joined and", "start"),
    ],
)
def test_what_a_date_is_by_the_words_around_it(sentence: str, role: str, rulebook: Rulebook) -> None:
    words = LetterWords.from_mapping({"en": rulebook.raw["letters/en"]})  # type: ignore[dict-item]
    said = sentence.lower().split()
    best = best_role(words.near.of_date(said, said.index("{date}")))
    assert best.name == role
    assert best.lead > MARGIN


def test_a_verb_belongs_to_the_date_that_it_stands_with(rulebook: Rulebook) -> None:
    words = LetterWords.from_mapping({"de": rulebook.raw["letters/de"]})  # type: ignore[dict-item]
    said = "sie ist am {date} in unser haus eingetreten und am {date} ausgeschieden".split()
    first, last = (n for n, word in enumerate(said) if word == "{date}")
    assert [best_role(words.near.of_date(said, at)).name for at in (first, last)] == ["start", "end"]


def test_two_names_as_likely_are_neither_taken(rulebook: Rulebook) -> None:
    text = (
        "To whom it may concern\n\nMs Grace Achebe and Ms Hannah Vance were employed by Tern Ltd as Support Agents"
        " from 3 March 2021 to 5 June 2022.\n"
    )
    found = letter(text, rulebook)
    assert found.person in (None, "Grace Achebe", "Hannah Vance")
    assert ("W_LETTER_UNDECIDED" in [f.code for f in found.findings]) is (found.person is None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "SEPARATION STATEMENT\n\nWorker: Samir Haddad\nEmployer: Bluegum Civil Pty Ltd\n\n"
            "Role            Commenced     Finished\nPlant Operator  15/01/2018    17/12/2021\n",
            ("Bluegum Civil Pty Ltd", "Plant Operator", "2018-01-15", "2021-12-17", False),
        ),
        (
            "Ballyduff Joinery Ltd\n\n9 September 2018\n\nRe: Grace Achebe\n\nGrace came to us on 11 June 2012, was a"
            " Cabinet Maker throughout and left on 31 August 2018.\n\nPadraig Hogan\nOwner\n",
            ("Ballyduff Joinery Ltd", "Cabinet Maker", "2012-06-11", "2018-08-31", False),
        ),
        (
            "Tern GmbH\n\nArbeitszeugnis\n\nFrau Anja Brömmer trat am 1. August 2009 in unser Unternehmen ein und war"
            " als Mediengestalterin tätig. Frau Brömmer verlässt uns mit dem heutigen Tage.\n\nHameln, 30. Juni 2021\n",
            ("Tern GmbH", "Mediengestalterin", "2009-08-01", "2021-06-30", False),
        ),
    ],
)
def test_other_words_for_it(text: str, expected: tuple[str, str, str, str | None, bool], rulebook: Rulebook) -> None:
    assert said(only(text, rulebook)) == expected


# ---------------------------------------------------------------- hard cases

CERTIFICATE = """\
CERTIFICATE OF EMPLOYMENT

This is to certify that Ms Grace Achebe, born on 4 May 1990, was employed by Tern & Wright Limited, a company
founded on 1 January 1987, {}

Leeds, 12 September 2024
"""


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        (
            "as a Support Agent from 3 March 2021 to 5 June 2022.",
            ("Tern & Wright Limited", "Support Agent", "2021-03-03", "2022-06-05", False),
        ),
        (
            "as a Support Agent from the 3rd day of March 2021 up to and including the 5th of June 2022.",
            ("Tern & Wright Limited", "Support Agent", "2021-03-03", "2022-06-05", False),
        ),
        (
            "and has worked there since 3 March 2021 as Head of Support.",
            ("Tern & Wright Limited", "Head of Support", "2021-03-03", None, True),
        ),
    ],
)
def test_no_date_of_birth_issue_or_company(
    ending: str, expected: tuple[str, str, str, str | None, bool], rulebook: Rulebook
) -> None:
    found = letter(CERTIFICATE.format(ending), rulebook)
    assert [said(statement) for statement in found.statements] == [expected]
    assert (found.person, str(found.issued)) == ("Grace Achebe", "2024-09-12")


def test_a_promotion_makes_two_statements(rulebook: Rulebook) -> None:
    text = (
        "CERTIFICADO DE EMPRESA\n\nQue D.ª Ana Ruiz Gil prestó servicios en Almena Servicios, S.L. desde el 1"
        " de marzo de"
        " 2019 hasta el 30 de junio de 2023. Ingresó como Agente de Soporte y el 1 de enero de 2021 fue"
        " ascendida a Jefa de"
        " Equipo.\n\nMadrid, a 5 de julio de 2023\n"
    )
    first, second = letter(text, rulebook).statements
    assert said(first) == ("Almena Servicios, S.L.", "Agente de Soporte", "2019-03-01", "2020-12-31", False)
    assert said(second) == ("Almena Servicios, S.L.", "Jefa de Equipo", "2021-01-01", "2023-06-30", False)


def test_two_employments_in_one_sentence(rulebook: Rulebook) -> None:
    text = (
        "SERVICE CERTIFICATE\n\nMr Declan Vance served with Osprey Retail Group plc as Office Manager from 1"
        " March 2012 to"
        " 30 June 2014 and as HR Business Partner from 1 September 2015 to 31 May 2018.\n"
    )
    assert [said(s)[1:4] for s in letter(text, rulebook).statements] == [
        ("Office Manager", "2012-03-01", "2014-06-30"),
        ("HR Business Partner", "2015-09-01", "2018-05-31"),
    ]


def test_the_end_of_a_fixed_term_is_planned_not_shown(rulebook: Rulebook) -> None:
    text = (
        "CONTRATO DE TRABAJO TEMPORAL\n\nEmpresa: Almena Servicios, S.L.\nTrabajadora: Ana Ruiz Gil\n"
        "Categoría profesional: Agente de Soporte\nFecha de inicio: 01/03/2021\nFecha de fin: 31/08/2021\n"
    )
    statement = only(text, rulebook)
    assert (str(statement.start), statement.end, str(statement.planned_end)) == ("2021-03-01", None, "2021-08-31")
    assert (statement.ongoing, statement.employment) == (False, "temporary")


def test_hyphens_at_line_ends_are_joined_and_spans_kept(rulebook: Rulebook) -> None:
    text = (
        "To Whom It May Concern\n\nThis is to certify that Mr Declan Vance was employed by Osprey Retail\n"
        "Group plc from 1 March 2012 to 30 June 2014 as a technical sup-\nport specialist with an excellent record.\n"
    )
    statement = only(text, rulebook)
    assert said(statement)[:2] == ("Osprey Retail Group plc", "technical support specialist")
    place = statement.where("title")
    assert place is not None
    assert read(text.encode(), "a.txt").text[place.start : place.stop] == "technical sup-\nport specialist"


def test_wrapped_lines_make_one_passage() -> None:
    text = "Leeds\n\nThis is a line that fills the width of the page and then goes\non in the next until it ends.\n"
    assert [p.text for p in passages(read(text.encode(), "a.txt"))] == [
        "Leeds",
        text.split("\n\n")[1].strip().replace("\n", " "),
    ]


def test_the_signatory_is_not_the_person(rulebook: Rulebook) -> None:
    text = (
        "CERTIFICADO LABORAL\n\nD. Luis Gómez Prado, con DNI 00000000T, en calidad de gerente de la empresa"
        " Almena Servicios,"
        " S.L., certifica que D.ª Ana Ruiz Gil, con DNI 00000001R, trabajó como Agente de Soporte del 1 de"
        " marzo de 2019 al 30"
        " de junio de 2021.\n\nFdo.: Luis Gómez Prado\n"
    )
    found = letter(text, rulebook)
    assert (found.person, found.statements[0].title) == ("Ana Ruiz Gil", "Agente de Soporte")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("This is to certify that Mr Tom Baker was employed by {} as Shop Assistant from 1 May 2016 to 3 May 2018.", 0),
        ("We confirm that Tom Baker worked at {} as Shop Assistant from 1 May 2016 to 3 May 2018.", 0),
        ("Re: Tom Baker\n\nTom was employed by {} as Shop Assistant from 1 May 2016 to 3 May 2018.", 0),
        (
            "{} certifica que D. José Herrero Gil trabajó como dependiente del 1 de mayo de 2016 al 3 de mayo de 2018.",
            1,
        ),
        ("{} certifica que José Herrero Gil trabajó como dependiente del 1 de mayo de 2016 al 3 de mayo de 2018.", 1),
        ("Arbeitszeugnis\n\nFrau Anna Schneider war vom 01.05.2016 bis zum 03.05.2018 bei der {} als Köchin tätig.", 2),
        ("Nous certifions que Mme Anne Boulanger a travaillé chez {} comme vendeuse du 1/5/2016 au 3/5/2018.", 3),
    ],
)
def test_a_surname_may_be_an_occupation(text: str, person: int, rulebook: Rulebook) -> None:
    names = ("Tom Baker", "José Herrero Gil", "Anna Schneider", "Anne Boulanger")
    assert letter(text.format("Greenleaf Ltd"), rulebook).person == names[person]


@pytest.mark.parametrize(
    ("said", "hours", "share"),
    [
        ("Jornada: 50 %", None, Fraction(1, 2)),
        ("Jornada: 62,5 %", None, Fraction(5, 8)),
        ("Jornada: 20/40 horas", None, Fraction(1, 2)),
        ("Jornada: 20 horas", 20, None),
        ("Trabajó 20 de 40 horas semanales.", 20, Fraction(1, 2)),
        ("Su jornada era de 20 horas semanales de 40.", 20, Fraction(1, 2)),
    ],
)
def test_hours_are_read_as_in_a_cv(said: str, hours: int | None, share: Fraction | None, rulebook: Rulebook) -> None:
    told = (
        "Trabajador: Ana Ruiz Gil\nEmpresa: Almena S.L.\nPuesto: Agente\n"
        "Fecha de inicio: 01/06/2018\nFecha de fin: 30/11/2020\n"
    )
    found = only(f"CERTIFICADO DE EMPRESA\n\n{told}{said}\n", rulebook)
    assert (found.weekly_hours, found.part_time) == (hours, share)


def test_an_office_with_an_honorific_is_nobody(rulebook: Rulebook) -> None:
    text = (
        "CERTIFICADO\n\nEl Sr. Director de Recursos Humanos de Almena S.L. certifica que el trabajador prestó servicios"
        " como dependiente desde el 1 de enero de 2016 hasta el 30 de abril de 2018.\n"
    )
    found = letter(text, rulebook)
    assert (found.person, found.named) == (None, ())


def test_an_interim_certificate_goes_on(rulebook: Rulebook) -> None:
    text = (
        "ZWISCHENZEUGNIS\n\nFrau Anja Brömmer, geboren am 2. März 1985, ist seit dem 1. April 2019 in unserem"
        " Unternehmen, der"
        " Nordwall Software GmbH, als Kundenberaterin tätig.\n\nDresden, 3. Mai 2024\n"
    )
    found = letter(text, rulebook)
    assert (found.interim, found.statements[0].ongoing) == (True, True)
    assert (found.person, str(found.issued)) == ("Anja Brömmer", "2024-05-03")


def test_hours_and_share_are_read(rulebook: Rulebook) -> None:
    text = (
        "Arbeitsbestätigung\n\nHiermit bestätigen wir, dass Herr Jürgen Schwarzkopf vom 1. April 2019 bis 31."
        " März 2021 bei der"
        " Elbtal Logistik AG als Sachbearbeiter mit 20 Wochenstunden in Teilzeit (50 %) angestellt war.\n"
    )
    statement = only(text, rulebook)
    assert (statement.weekly_hours, statement.part_time, statement.employment) == (20, Fraction(1, 2), "part_time")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("CERTIFICATE OF EMPLOYMENT\n\nMs Grace Achebe worked for Tern Ltd as a clerk.\n", ["W_LETTER_START"]),
        (
            "CERTIFICATE OF EMPLOYMENT\n\nMs Grace Achebe worked from 1 May 2019 to 3 June 2020 as a clerk.\n",
            ["W_LETTER_EMPLOYER"],
        ),
        (
            "CERTIFICATE OF EMPLOYMENT\n\nMs Grace Achebe began work at Tern Ltd on 1 May 2019.\n",
            ["W_LETTER_END"],
        ),
        (
            "CERTIFICATE OF EMPLOYMENT\n\nEmployee: Grace Achebe\nEmployer: Tern Ltd\nStart date: 1 May 2020\n"
            "End date: 3 June 2019\n",
            ["W_LETTER_DATES"],
        ),
    ],
)
def test_what_is_missing_is_named(text: str, codes: list[str], rulebook: Rulebook) -> None:
    assert [finding.code for finding in letter(text, rulebook).findings] == codes


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("el cinco de marzo de dos mil doce", "el 5     de marzo de 2012        "),
        ("desde el dieciséis (16) de febrero de 2015", "desde el            16  de febrero de 2015"),
        ("the first of April two thousand and eighteen", "the 1     of April 2018                     "),
        ("nineteen ninety-nine", "1999                "),
        ("two customers and three agents", "two customers and three agents"),
    ],
)
def test_days_and_years_in_words(words: str, shown: str, rulebook: Rulebook) -> None:
    files = {code: rulebook.raw[f"letters/{code}"] for code in ("en", "es")}
    figures = LetterWords.from_mapping(files).spelled.figures(words)  # type: ignore[arg-type]
    assert (figures, len(figures)) == (shown, len(words))


def test_a_range_broken_over_lines_is_one(rulebook: Rulebook) -> None:
    text = (
        "CERTIFICATE OF SERVICE\n\nName: Grace Achebe\nEmployer: Tern Ltd\nPosition: Clerk\n"
        "Period: 1 February 2020 to\n31 March 2021\n"
    )
    assert said(only(text, rulebook))[2:4] == ("2020-02-01", "2021-03-31")


OFFER = "We are pleased to offer you the position of Support Team Lead at Foo Ltd, starting on 8 January 2024."


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (f"Dear Nora,\n\n{OFFER}\n\nKind regards,\nPeter Marsh\nFoo Ltd\n", "Nora"),
        (f"Dear Nora,\n\n{OFFER}\n\nBest wishes,\nPeter Marsh\n\nAccepted: ________ Nora Quill\n", "Nora Quill"),
        (f"Dear Candidate,\n\n{OFFER}\n\nKind regards,\nPeter Marsh\n", None),
        (f"{OFFER}\n\nKind regards,\nPeter Marsh\n", None),
        (
            "Liebe Nora,\n\nwir freuen uns, dir die Stelle als Teamleiterin Kundenservice bei der Foo GmbH ab dem 8. "
            "Januar 2024 anbieten zu können.\n\nViele Grüße\nPeter Marsch\n",
            "Nora",
        ),
        (
            "Estimada Nora:\n\nNos complace ofrecerte el puesto de agente en Foo S.L., con fecha de incorporación "
            "el 8 de enero de 2024.\n\nUn saludo,\nPedro Mars Gil\n",
            "Nora",
        ),
        (
            "Chère Nora,\n\nNous avons le plaisir de vous proposer le poste de responsable d'équipe chez Foo SARL à "
            "compter du 8 janvier 2024.\n\nCordialement,\nPierre Mars\n",
            "Nora",
        ),
    ],
)
def test_who_signs_an_offer_is_not_whom_it_is_about(text: str, person: str | None, rulebook: Rulebook) -> None:
    found = letter(text, rulebook)
    assert (found.kind, found.person, found.named) == ("offer_letter", person, ())


AGENT, LEAD = "2020-03-01", "2022-07-01"


@pytest.mark.parametrize(
    ("sentences", "posts"),
    [
        (
            "Zwischenzeugnis\n\nFrau Nora Quill ist seit dem 1. März 2020 in unserem Hause tätig, zunächst als "
            "Kundenberaterin, seit 1. Juli 2022 als Teamleiterin Kundenservice.",
            [("Kundenberaterin", AGENT, "2022-06-30"), ("Teamleiterin Kundenservice", LEAD, None)],
        ),
        (
            "Arbeitszeugnis\n\nFrau Nora Quill war vom 1. März 2020 bis 31. März 2023 in unserem Hause tätig, zunächst "
            "als Kundenberaterin, ab 1. Juli 2022 als Teamleiterin Kundenservice.",
            [("Kundenberaterin", AGENT, "2022-06-30"), ("Teamleiterin Kundenservice", LEAD, "2023-03-31")],
        ),
        (
            "Zwischenzeugnis\n\nFrau Nora Quill war vom 1. März 2020 bis 30. Juni 2022 als Kundenberaterin tätig "
            "und ist seit 1. Juli 2022 als Teamleiterin Kundenservice beschäftigt.",
            [("Kundenberaterin", AGENT, "2022-06-30"), ("Teamleiterin Kundenservice", LEAD, None)],
        ),
        (
            "To whom it may concern\n\nThis is to certify that Ms Nora Quill has worked for Bar GmbH since 1 March "
            "2020, initially as a Customer Adviser, and as Customer Service Team Lead since 1 July 2022.",
            [("Customer Adviser", AGENT, "2022-06-30"), ("Customer Service Team Lead", LEAD, None)],
        ),
        (
            "Certificado de empresa\n\nCertificamos que Dña. Nora Quill trabaja en Bar GmbH desde el 1 de marzo "
            "de 2020, primero como recepcionista y desde el 1 de julio de 2022 como coordinadora de equipo.",
            [("recepcionista", AGENT, "2022-06-30"), ("coordinadora de equipo", LEAD, None)],
        ),
        # the house is older than the job
        (
            "Zwischenzeugnis\n\nDie Bar GmbH ist seit 2. Mai 2001 im Versandhandel tätig. Frau Nora Quill ist seit 1. "
            "Juli 2022 als Teamleiterin Kundenservice beschäftigt.",
            [("Teamleiterin Kundenservice", LEAD, None)],
        ),
    ],
)
def test_a_later_start_with_a_title_is_a_promotion(
    sentences: str, posts: list[tuple[str, str, str | None]], rulebook: Rulebook
) -> None:
    heading, _, body = sentences.partition("\n\n")
    found = letter(f"Bar GmbH\n{heading}\n\n{body}\n\nBerlin, 15.05.2023\n", rulebook)
    assert [said(s)[1:4] for s in found.statements] == posts
    assert found.findings == ()


# ---------------------------------------------------------------- informe de vida laboral

ISSUED = dt.date(2024, 8, 5)
ROWS = (
    Registration("GENERAL", "28100000001", "ALMENA SERVICIOS, S.L.", dt.date(2023, 2, 1), None),
    Registration(
        "GENERAL", "28100000002", "VACACIONES RETRIBUIDAS Y NO DISFRUTADAS", dt.date(2022, 9, 1),
        dt.date(2022, 9, 10), "---",
    ),
    Registration("GENERAL", "", "PRESTACION DESEMPLEO. EXTINCION", dt.date(2022, 3, 1), dt.date(2022, 8, 31), "---"),
    Registration(
        "GENERAL", "28100000003", "COMERCIALIZADORA DE PRODUCTOS DEL NORTE, S.A.", dt.date(2019, 5, 6),
        dt.date(2022, 2, 28), "501", "50,0",
    ),
    Registration("AUTONOMO", "", "LUGO", dt.date(2017, 4, 1), dt.date(2019, 3, 31), "---", "---", "--"),
)  # fmt: skip


@pytest.mark.parametrize("name", ["report.txt", "report.pdf"])
def test_vida_laboral(name: str, rulebook: Rulebook) -> None:
    make: Any = report_pdf if name.endswith("pdf") else report_text
    data = make("ANA RUIZ GIL", ROWS, ISSUED)
    found = read_letter(data if isinstance(data, bytes) else data.encode(), name, rulebook)
    assert found is not None
    assert (found.kind, found.person, str(found.issued)) == ("vida_laboral", "ANA RUIZ GIL", "2024-08-05")
    assert (found.total_days, found.findings) == (days_of(ROWS, ISSUED), ())
    told = [(s.employer, str(s.start), str(s.end) if s.end else None, s.work, s.employment) for s in found.statements]
    assert told == [
        ("ALMENA SERVICIOS, S.L.", "2023-02-01", None, True, None),
        (None, "2022-09-01", "2022-09-10", False, None),
        (None, "2022-03-01", "2022-08-31", False, None),
        ("COMERCIALIZADORA DE PRODUCTOS DEL NORTE, S.A.", "2019-05-06", "2022-02-28", True, "temporary"),
        (None, "2017-04-01", "2019-03-31", True, "freelance"),
    ]
    assert [s.ongoing for s in found.statements] == [True, False, False, False, False]
    assert [s.part_time for s in found.statements] == [None, None, None, Fraction(1, 2), None]


@pytest.mark.parametrize(
    ("opening", "person"),
    [
        ("D./Dª TOMÁS BAKER, nacido el 3 de mayo de 1995", "TOMÁS BAKER"),
        ("resulta que D./Dª EVA GIL PAZ, nacido/a el 3 de mayo de 1995", "EVA GIL PAZ"),
        ("Doña TERESA DEL\nRÍO PAZ, nacida el 3 de mayo de 1995", "TERESA DEL RÍO PAZ"),
        ("D./Dª GIL PAZ, EVA, nacida el 3 de mayo de 1995", "EVA GIL PAZ"),
        ("D/Da EVA GIL PAZ, con N.A.F. 46 1234567890", "EVA GIL PAZ"),
        ("EVA GIL PAZ, titular del D.N.I. 00000000T", "EVA GIL PAZ"),
        ("Nombre y apellidos: EVA GIL PAZ", "EVA GIL PAZ"),
        ("D./Dª eva gil paz", None),
    ],
)
def test_whom_a_register_is_about(opening: str, person: str | None, rulebook: Rulebook) -> None:
    head, _, table = report_text("ANA RUIZ GIL", ROWS, ISSUED).partition("INFORME DE VIDA LABORAL - ")
    total = "ha figurado en situación de alta en el Sistema de la Seguridad Social durante un total de"
    text = f"{head[:24]}\n{opening}\n{total}\n{days_of(ROWS, ISSUED)} días\n\n{table}"
    assert letter(text, rulebook).person == person


def test_a_missing_line_of_the_register_is_noticed(rulebook: Rulebook) -> None:
    text = report_text("ANA RUIZ GIL", ROWS[1:], ISSUED, total=days_of(ROWS, ISSUED))
    found = read_letter(text.encode(), "report.txt", rulebook)
    assert found is not None
    assert [finding.code for finding in found.findings] == ["W_REGISTER_DAYS"]


# ---------------------------------------------------------------- HR exports


def test_rows_of_an_hr_export_are_cited_by_their_line(tmp_path: Path) -> None:
    cv, rows = tmp_path / "cv.txt", tmp_path / "hr.csv"
    cv.write_text("Ana Ruiz\n\nEXPERIENCE\n\nClerk, Tern Ltd, March 2015 - May 2019\n", "utf-8")
    rows.write_text(
        "person;employer;title;start;end;weekly_hours\nLuis Gil;Tern Ltd;Cook;01/06/2016;31/05/2017;40\n"
        "Ana Ruiz;Tern Ltd;Clerk;01/03/2015;31/05/2019;40\n",
        "utf-8",
    )
    shown = xpcalc.verify(cv, [rows], as_of=dt.date(2024, 1, 1))
    (entry,) = shown.sources[0].entries
    assert entry.evidence is not None
    assert entry.evidence.line == 3
    assert entry.evidence.quote.startswith("row 3: Tern Ltd | Clerk")


def test_lines_of_an_hr_export_count_blank_rows_and_lines_in_cells(tmp_path: Path) -> None:
    cv, rows = tmp_path / "cv.txt", tmp_path / "hr.csv"
    cv.write_text("Ana Ruiz\n\nEXPERIENCE\n\nClerk, Tern Ltd, March 2015 - May 2019\n", "utf-8")
    rows.write_text(
        'person;employer;title;start;end\n\nAna Ruiz;"Hall\nLtd";Cook;01/06/2012;31/05/2013\n\n'
        "Ana Ruiz;Tern Ltd;Clerk;01/03/2015;31/05/2019\n",
        "utf-8",
    )
    shown = xpcalc.verify(cv, [rows], as_of=dt.date(2024, 1, 1))
    assert [entry.evidence and entry.evidence.line for entry in shown.sources[0].entries] == [3, 6]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_hr_export(delimiter: str, rulebook: Rulebook) -> None:
    rows = (
        "person employer title start end weekly_hours full_time_hours employment evidence".split(),
        ["Ana Ruiz", "Almena", "Support agent", "2020-01-15", "2021-03-31", "20", "40", "temporary", "payslips"],
        ["Ana Ruiz", "Almena", "Team lead", "2021-04-01", "", "40", "40", "", ""],
    )
    found = letter("\n".join(delimiter.join(row) for row in rows) + "\n", rulebook, "export.csv")
    assert (found.kind, found.person, found.findings) == ("hr_export", "Ana Ruiz", ())
    first, second = found.statements
    assert said(first) == ("Almena", "Support agent", "2020-01-15", "2021-03-31", False)
    assert (first.weekly_hours, first.part_time, first.employment) == (20, Fraction(1, 2), "temporary")
    assert (said(second), second.part_time, second.person) == (
        ("Almena", "Team lead", "2021-04-01", None, True), None, "Ana Ruiz",
    )  # fmt: skip


def test_hr_export_in_spanish_with_dates_as_written(rulebook: Rulebook) -> None:
    text = "Empleado;Empresa;Puesto;Fecha de alta;Fecha de baja\nAna Ruiz;Almena;Agente;15/01/2020;3 de marzo de 2021\n"
    assert said(only(text, rulebook))[2:4] == ("2020-01-15", "2021-03-03")


def test_rows_of_several_people_keep_their_person(rulebook: Rulebook) -> None:
    text = "name,company,title,start,end\nAna Ruiz,Almena,Agent,2020-01,\nIan Vance,Almena,Clerk,2019-02,2019-03\n"
    found = letter(text, rulebook, "export.csv")
    assert (found.person, [s.person for s in found.statements]) == (None, ["Ana Ruiz", "Ian Vance"])
    document = read(text.encode(), "export.csv")
    assert [finding.code for finding in document.findings] == ["W_SEVERAL_PEOPLE"]


def test_an_unread_date_of_an_export_is_named(rulebook: Rulebook) -> None:
    found = letter("employer,title,start,end\nAlmena,Agent,soon,later\n", rulebook, "export.csv")
    assert [finding.code for finding in found.findings] == ["W_LETTER_START", "W_LETTER_END"]


def test_a_huge_export_is_refused() -> None:
    text = "employer,title,start\n" + "Almena,Agent,2020-01\n" * 20_001
    with pytest.raises(UnreadableDocument) as caught:
        read(text.encode(), "export.csv")
    assert caught.value.code == "E_LIMIT_CSV"


def test_other_tables_are_no_hr_export() -> None:
    assert read(b"Company Name,Title,Started On\nAlmena,Agent,Jan 2020\n", "Positions.csv").format == "linkedin-csv"
    assert read(b"city,employer,colour\nLeeds,Almena,red\n", "a.csv").format == "text"


# ---------------------------------------------------------------- hostile


def test_a_row_that_ends_with_to_date_goes_on(rulebook: Rulebook) -> None:
    found = letter(
        "HISTORIA LABORAL\n\nSe hace constar que doña Irma Tovar Luna ha desempeñado en Lácteos Brisa S.A. estos"
        " cargos:\n\nCARGO | DESDE | HASTA\n\nAuxiliar de planta | 05/10/2009 | 31/03/2012\n\n"
        "Jefe de turno | 01/04/2012 | Actual\n",
        rulebook,
    )
    assert [(str(s.start), s.ongoing) for s in found.statements] == [("2009-10-05", False), ("2012-04-01", True)]


def test_a_promotion_parts_the_whole_time_that_stands_beside_its_first_part(rulebook: Rulebook) -> None:
    found = letter(
        "To whom it may concern\n\n"
        "Isla Brand was employed by Moorfoot Salmon Ltd between 4 March 2013 and 31 May 2021.\n\n"
        "From 4 March 2013 to 30 June 2016 she was Assistant Site Manager. On 1 July 2016 she became Site Manager.\n\n"
        "3 June 2021\n",
        rulebook,
    )
    assert [(str(s.start), str(s.end)) for s in found.statements] == [
        ("2013-03-04", "2016-06-30"),
        ("2016-07-01", "2021-05-31"),
    ]


def test_the_line_below_a_name_says_which_party_it_is(rulebook: Rulebook) -> None:
    statement = only(
        "Arbeitsvertrag\n\nZwischen dem\n\nHort Sonnentau e. V., Ackerstraße 8, 99084 Erfurt\n\n"
        'nachfolgend "Träger" -\n\nund\n\nJutta Wendisch, Nordstraße 4, 99085 Erfurt\n\n'
        'nachfolgend "Beschäftigte" -\n\nDie Beschäftigte wird ab dem 01.02.2023 als Erzieherin eingestellt.\n',
        rulebook,
    )
    assert (statement.employer, statement.person) == ("Hort Sonnentau e. V.", "Jutta Wendisch")


@pytest.mark.parametrize(
    "text",
    [
        "CERTIFICATE OF EMPLOYMENT\n\n" + "Ms Grace Achebe was employed by " * 3000,
        "CONTRATO DE TRABAJO\n\n" + "De una parte, " * 5000,
        "INFORME DE VIDA LABORAL\n" + "GENERAL 28100000001 " * 5000,
        "INFORME DE VIDA LABORAL\n" + ("GENERAL 28100000001 A\n" + "X" * 70 + "\n") * 3000,
        "CERTIFICADO\n\n" + "1 de marzo de 2020 " * 3000,
    ],
)
def test_repetition_costs_no_more_than_seconds(text: str, rulebook: Rulebook) -> None:
    before = time.process_time()
    read_letter(text.encode(), "letter.txt", rulebook)
    assert time.process_time() - before < 10


# ---------------------------------------------------------------- rules/letters


@pytest.mark.parametrize("path", sorted((ROOT / "rules" / "letters").glob("*.yaml")), ids=lambda path: path.stem)
def test_rules_of_letters(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("# Source: ")
    data = yaml.safe_load(text)
    words = LetterWords.from_mapping({path.stem: data})
    assert set(dict(words.employment)) <= set(EMPLOYMENTS)
    assert set(data["kinds"]) <= set(LETTER_KINDS)
    assert {slot for slot in SLOTS if slot not in ("not_employer",)} <= {
        slot for pattern in data["patterns"] for slot in SLOTS if f"{{{slot}}}" in pattern
    }


def test_a_misspelt_slot_or_key_is_named() -> None:
    with pytest.raises(RulebookError) as caught:
        LetterWords.from_mapping({"en": {"patterns": ["since {begin}"], "titels": []}})
    assert [problem.partition(":")[2].split(":")[0].strip() for problem in caught.value.problems] == [
        "$.titels",
        "$.patterns",
    ]


def test_own_rules_of_letters_are_checked(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "en.yaml").write_text('patterns: ["since {begin}"]\n', "utf-8")
    with pytest.raises(RulebookError, match=r"letters/en\.yaml:1"):
        load_rulebook(tmp_path)
