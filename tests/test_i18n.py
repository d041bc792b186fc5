from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from messages import ROOT, catalogue, compiled, po_path, sentences

import xpcalc
from xpcalc import i18n
from xpcalc.assessment import Failure
from xpcalc.model import Finding, PartialDate
from xpcalc.pipeline import assess
from xpcalc.pipeline import between as compute
from xpcalc.reports import Options, calculator, candidate_text, codes, explain, text
from xpcalc.reports.codes import DETAILED, FAILURES, FINDINGS, failed, found, told
from xpcalc.reports.verification import render
from xpcalc.rulebook import Rulebook

TRANSLATED = [lang for lang in i18n.LANGUAGES if lang != "en"]
SOURCES = sorted((ROOT / "xpcalc").rglob("*.py"))
REPORTS = sorted((ROOT / "xpcalc" / "reports").glob("*.py"))
SPEAKING = [
    *REPORTS,
    ROOT / "xpcalc" / "profile.py",
    ROOT / "xpcalc" / "disclosure.py",
    ROOT / "xpcalc" / "comparison.py",
]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# ---------------------------------------------------------------- the catalogue


@pytest.mark.parametrize("lang", TRANSLATED)
def test_mo_is_the_po_compiled(lang: str) -> None:
    assert po_path(lang).with_suffix(".mo").read_bytes() == compiled(catalogue(lang))


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_sentence_is_in_the_catalogue_and_no_other(lang: str) -> None:
    # `python -m tests.messages` brings the list up to date.
    assert {message.id for message in catalogue(lang) if message.id} == set(sentences())


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_sentence_is_translated(lang: str) -> None:
    assert [m.id for m in catalogue(lang) if m.id and not m.string] == []
    assert [m.id for m in catalogue(lang) if m.fuzzy and m.id] == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_translations_fill_the_same_places(lang: str) -> None:
    def places(words: str) -> set[str]:
        # {number} is the bare number of {length}: English needs it for "4-month", other languages do not.
        return {
            "length" if each == "number" and "-month" in words else each for each in re.findall(r"\{(\w+)\}", words)
        }

    wrong = [m.id for m in catalogue(lang) if m.id and places(m.id) != places(str(m.string))]
    assert wrong == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_translations_keep_the_spaces_at_their_ends(lang: str) -> None:
    wrong = [m.id for m in catalogue(lang) if m.id and (m.id[0] == " ") != (str(m.string)[0] == " ")]
    assert wrong == []


def test_tables_of_words_are_complete() -> None:
    for table in (i18n._MONTHS, i18n._LONG):
        assert {lang: len(months) for lang, months in table.items()} == dict.fromkeys(i18n.LANGUAGES, 12)
    assert {frozenset(units) for units in i18n._UNITS.values()} == {frozenset(i18n._UNITS["en"])}
    assert {frozenset(names) for names in i18n._NAMES.values()} == {frozenset(i18n._NAMES["en"])}


# ---------------------------------------------------------------- nothing is said past the catalogue

_SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
_CALLS = {"t", "N_", "Report", "compile", "AssertionError", "import_module", "XpcalcError", "UnknownName"}


def untranslated(path: Path) -> Iterator[str]:
    """Yield texts of several words that no t() or N_() holds: they would be English in every language."""

    def walk(node: ast.AST, told: bool) -> Iterator[str]:
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            told = told or called in _CALLS
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not told and _SENTENCE.search(node.value):
            yield f"{path.name}:{node.lineno}: {node.value}"
        for child in ast.iter_child_nodes(node):
            documentation = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            if not documentation:
                yield from walk(child, told)

    yield from walk(ast.parse(path.read_text("utf-8")), False)


# Source: texts of several words that are keys or names, not sentences.
NO_SENTENCES = {
    "profile.py": {
        "support team",
        "tier 1",
        "of ",
        "de ",
    },
    # Errors of the command line are English.
    "pdf.py": {"WeasyPrint, which prints PDF,", "Pango, which WeasyPrint needs (apt-get install libpangoft2-1.0-0),"},
}


@pytest.mark.parametrize("path", SPEAKING, ids=name)
def test_no_sentence_is_written_past_the_catalogue(path: Path) -> None:
    keys = NO_SENTENCES.get(path.name, set())
    assert [each for each in untranslated(path) if each.split(": ", 1)[1] not in keys] == []


def test_the_search_for_such_sentences_finds_them(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text(
        '"""Doc of it."""\nx = wrap("not told here", 3)\ny = t("told to all") + f"{x} and more {t(\'a b\')}"\n'
    )
    assert [each.split(": ")[1] for each in untranslated(path)] == ["not told here", " and more "]


@pytest.mark.parametrize("path", SPEAKING, ids=name)
def test_sentences_are_not_glued_before_translation(path: Path) -> None:
    glued = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("t", "N_")
        and node.args
        and isinstance(node.args[0], (ast.JoinedStr, ast.BinOp))
    ]
    assert glued == []


# ---------------------------------------------------------------- codes


def codes_in_the_source() -> set[str]:
    found_: set[str] = set()
    for path in SOURCES:
        if path != Path(codes.__file__):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found_ |= {node.value} if re.fullmatch(r"[WIE]_[A-Z0-9_]+", node.value) else set()
    return found_


# Source: xpcalc.errors; these end a run and are never a Failure in a report.
ENDS_THE_RUN = {"E_ERROR", "E_MISSING_EXTRA", "E_OUTPUT", "E_RULES", "E_UNKNOWN_NAME"}


def test_every_code_has_a_sentence_and_no_other() -> None:
    used = codes_in_the_source()
    assert {code for code in used if code[0] in "WI"} == set(FINDINGS)
    assert {code for code in used if code[0] == "E"} - ENDS_THE_RUN == set(FAILURES)


def test_english_and_spanish_keep_the_details() -> None:
    english, spanish = i18n.translator("en"), i18n.translator("es")
    finding = Finding("I_YEAR_ONLY", "info", "2019 – 2021: dates to the year only")
    assert found(finding, english) == "2019 – 2021: dates to the year only"
    assert found(finding, spanish) == "2019 – 2021: fechas solo con el año"
    assert found(Finding("I_YEAR_ONLY", "info", ""), english) == "dates to the year only"
    assert found(Finding("X_OWN", "info", "as it is"), spanish) == "as it is"
    failure = Failure("a.pdf", "E_EMPTY", "the file is empty (0 bytes)", "send the file again")
    assert failed(failure, english) == "a.pdf: E_EMPTY: the file is empty (0 bytes) – send the file again"
    assert failed(failure, spanish) == "a.pdf: E_EMPTY: el archivo está vacío – envíelo otra vez"


# ---------------------------------------------------------------- whole reports in Spanish

CV = (
    "Nora Vidal\n\nExperiencia laboral\n\n"
    "Agente de soporte\nFaro Nube\nenero de 2020 – marzo de 2021\n- Respuesta a tickets con Zendesk\n\n"
    "Responsable de CX\nFaro Nube\n2018 – 2019\n\n"
    "Becaria de marketing\nTienda Norte\nenero de 2017 – junio de 2017\n"
)
# Source: hand-made; words of the English reports that Spanish does not have.
ENGLISH = re.compile(
    r"\b(the|and|with|months?|years?|days?|positions?|counted|between|total of|employers?|overlap|dates|lines?|page"
    r"|shown|your|what|which|today|because|dropped|rounded|policies)\b"
)


@pytest.mark.parametrize("report", [text, explain, candidate_text])
def test_spanish_reports_hold_no_english(report: object) -> None:
    a = assess(CV.encode(), name="cv.txt", as_of="2026-11-21")
    broken = Failure("otro.pdf", "E_EMPTY", "the file is empty", "send the file again")
    made = report.render([a, broken], Options(lang="es", verbose=True))  # type: ignore[attr-defined]
    lines = [line for line in made.splitlines() if ENGLISH.search(line) and "xpcalc" not in line]
    assert lines == []
    assert "meses" in made


@pytest.mark.parametrize(
    ("start", "end"), [("2020-01", "2021-03-20"), ("2020", "2021"), ("2020-03-15", "present"), ("2021-02-30", "2022")]
)
def test_the_calculator_in_spanish_holds_no_english(start: str, end: str, rulebook: Rulebook) -> None:
    made = calculator.render(compute(start, end, rulebook, as_of="2026-11-21"), "text", "es")
    assert [line for line in made.splitlines() if ENGLISH.search(line)] == []


def test_the_calculator_tells_a_day_that_there_is_not(rulebook: Rulebook) -> None:
    answer = compute("2021-02-30", "2022-01-01", rulebook, as_of="2026-11-21")
    assert [each.code for each in answer.findings] == ["W_NO_SUCH_DAY"]
    assert any("11 to 12 because a month does not have the day" in other.why for other in answer.others)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("1 correction by hand is in these numbers", "hay 1 corrección a mano en estos números"),
        ("5 corrections by hand are in these numbers", "hay 5 correcciones a mano en estos números"),
    ],
)
def test_corrections_are_counted_in_spanish(message: str, said: str) -> None:
    assert told("I_CORRECTED", message, i18n.translator("es")) == said


# ---------------------------------------------------------------- numbers and dates


@pytest.mark.parametrize(
    ("lang", "months", "expected"),
    [("en", 83, "6 years 11 months"), ("es", 83, "6 años y 11 meses"), ("es", 12, "1 año"), ("es", 1, "1 mes")],
)
def test_years(lang: str, months: int, expected: str) -> None:
    assert i18n.translator(lang).years(months) == expected


def test_dates_in_words() -> None:
    t = i18n.translator("es")
    assert t.date("2026-11-21") == "21 de noviembre de 2026"
    assert t.partial(PartialDate(2020, 9)) == "sept 2020"
    assert t.partial(PartialDate(2020, part=33)) == "1.er trimestre de 2020"
    assert t.format_name("linkedin-zip") == "archivo de LinkedIn"


def test_an_unknown_language_is_english() -> None:
    assert i18n.translator("xx")("Findings") == "Findings"


@pytest.mark.parametrize(
    ("jobs", "said"),
    [
        (
            "Agent, Tern Ltd, Jan 2018 - Dec 2019\nClerk, Wren Ltd, Jan 2019 - Dec 2020",
            "Clerk, Wren Ltd y Agent, Tern Ltd coinciden durante 365 días: cuentan una vez en el total",
        ),
        ("Agent, Tern Ltd, Jan 2018 - present", "la fecha más reciente que se menciona es el 31 de enero de 2018; los"),
        ("Agent, Tern Ltd, 2018 - 2019", "2018 - 2019: fechas solo con el año"),
        ("Agent, Tern Ltd, Mar 2030 - present", "Mar 2030 - present: empieza después del 1 de enero de 2026: 0 meses"),
        ("Agent, Tern Ltd, Jan 2025 - Mar 2026", "Jan 2025 - Mar 2026: termina después del 1 de enero de 2026"),
        ("Agent, Tern Ltd, Mar 2020 - Mar 2019", "Mar 2020 - Mar 2019: termina antes de empezar"),
        (
            "Agent, Tern Ltd, Jan 2018 - Dec 2018 (3 yrs 2 mos)",
            "pone 3 yrs 2 mos (38 meses), de las fechas salen 12 meses",
        ),
    ],
)
def test_findings_keep_their_details_in_spanish(jobs: str, said: str, rulebook: Rulebook) -> None:
    cv = f"Nora Whitcombe\n\nEXPERIENCE\n\n{jobs}\n"
    a = xpcalc.assess(cv.encode(), name="cv.txt", as_of="2026-01-01", rulebook=rulebook)
    says = [found(noted.finding, i18n.translator("es")) for noted in a.findings]
    assert any(said in each for each in says), says
    assert all(each.message for each in (noted.finding for noted in a.findings))


@pytest.mark.parametrize(
    ("code", "message", "said"),
    [
        ("W_DATE_LEFT", "a dated line became no position: Initech (2014)", "no se tomó como puesto: Initech (2014)"),
        ("I_NO_PERSON", "a.txt names no person: taken as about the same one", "a.txt no nombra a nadie: se toma como"),
        ("I_OTHER_PERSONS", "hr.csv: 2 rows about other people were left out", "hr.csv: filas sobre otras personas"),
        (
            "W_PERSON_DIFFERS",
            "a.txt is in the name of Luis Gil; the CV says Ana Ruiz: not compared",
            "a.txt está a nombre de Luis Gil; el CV dice Ana Ruiz: no se comparó",
        ),
        (
            "W_REGISTER_DAYS",
            "the lines read add up to 900 days, the report prints 950: a line may be missing",
            "las líneas leídas suman 900 días y el informe pone 950",
        ),
        ("W_DATE_LEFT", "", "una línea con fechas no se tomó como puesto"),
    ],
)
def test_details_of_messages_in_spanish(code: str, message: str, said: str) -> None:
    assert said in told(code, message, i18n.translator("es"))
    assert told(code, message, i18n.translator("en")) == (message or FINDINGS[code])


def test_verify_tells_its_rules_in_the_language_asked_for(tmp_path: Path) -> None:
    cv = tmp_path / "cv.txt"
    cv.write_text("Nora Whitcombe\n\nEXPERIENCE\n\nSupport agent, Tern Ltd, Jan 2018 - Dec 2019\n", "utf-8")
    made = xpcalc.verify(cv, [cv], rules=["support"], as_of="2026-01-01", lang="es")
    shown = str(render(made, "text", Options(lang="es")))
    assert "Atención y soporte al cliente" in shown
    assert "months" not in shown


@pytest.mark.parametrize(("code", "form"), [(code, form) for code, forms in DETAILED.items() for form in forms])
def test_every_detailed_message_has_its_details_in_spanish(code: str, form: str) -> None:
    names = re.findall(r"{(\w+)}", form)
    values = {name: f"[{n} {name}]" for n, name in enumerate(names)}
    shown = told(code, form.format(**values), i18n.translator("es"))
    assert shown != form.format(**values)
    assert [name for name in names if values[name] not in shown] == []


def test_details_are_those_of_the_messages() -> None:
    """A message that is worded anew would fall back to what its code means, without its details."""
    source = "".join(
        re.sub(r'"\s*\n\s*f?"', "", path.read_text("utf-8"))
        for path in (ROOT / "xpcalc").rglob("*.py")
        if path.name != "codes.py"
    )
    for form in [form for code in ("W_DATE_LEFT", "W_DATE_OUTSIDE") for form in DETAILED[code]]:
        longest = max(re.split(r"{\w+}", form), key=len).strip()
        assert longest in source, form
