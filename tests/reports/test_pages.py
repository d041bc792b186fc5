"""HTML pages: what they show, that they are whole in themselves, and where the bars of the drawing lie."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from careers import AS_OF, CAREERS, text
from click.testing import CliRunner
from lxml import html as parser

from xpcalc import Assessment, Failure, assess
from xpcalc.blind import blind
from xpcalc.cli import OK, USAGE, cli
from xpcalc.comparison import compare
from xpcalc.i18n import translator
from xpcalc.pipeline.inputs import page_pictures
from xpcalc.profile import profile
from xpcalc.reports import Options, render
from xpcalc.reports.comparison import render as render_comparison
from xpcalc.reports.html.environment import css, environment
from xpcalc.reports.html.palette import COLOURS
from xpcalc.reports.html.sheet import sheet
from xpcalc.reports.profile import render as render_profile
from xpcalc.rulebook import Rulebook
from xpcalc.rulecheck import parse_rules

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / "examples" / "ana_ruiz.pdf"
FAILED = Failure("bad.pdf", "E_DAMAGED", "the PDF is damaged", "ask for the file again")
RULES = """\
schema: xpcalc.rules/1
id: desk
title: Support desk
must:
  - months: {function: support.tier1, at_least: 24}
  - months: {at_least: 60}
  - skill: {any_of: [zendesk, freshdesk]}
nice:
  - months: {skill: zendesk, at_least: 12}
"""


@pytest.fixture(scope="module")
def example(rulebook: Rulebook) -> Assessment:
    rules = [*parse_rules(RULES, "desk", rulebook), "support"]
    return assess(EXAMPLE, as_of=AS_OF, rulebook=rulebook, rules=rules)


@pytest.fixture(scope="module")
def several(rulebook: Rulebook) -> list[Assessment | Failure]:
    rules = parse_rules(RULES, "desk", rulebook)
    read = [assess(text(c), name=f"{c.key}.txt", as_of=AS_OF, rulebook=rulebook, rules=rules) for c in CAREERS]
    return [*read, FAILED]


@pytest.fixture(scope="module")
def pages(example: Assessment, several: list[Assessment | Failure], rulebook: Rulebook) -> dict[str, str]:
    """Return every kind of page in both languages."""
    made = {}
    for lang in ("en", "es"):
        options = Options(lang=lang)
        drawn = options._replace(pages=page_pictures([EXAMPLE], [example]))
        table = compare([example, *several], taxonomy=rulebook.taxonomy, lang=lang)
        profiles = [profile(a, rulebook.taxonomy, lang) for a in (example, several[0]) if isinstance(a, Assessment)]
        made[f"one {lang}"] = str(render([example], "html", options))
        made[f"drawn {lang}"] = str(render([example], "html", drawn))
        made[f"several {lang}"] = str(render([example, *several], "html", options))
        made[f"none {lang}"] = str(render([FAILED], "html", options))
        made[f"comparison {lang}"] = str(render_comparison(table, "html", options))
        made[f"profile {lang}"] = str(render_profile(profiles[:1], "html", options))
        made[f"profiles {lang}"] = str(render_profile([*profiles, FAILED], "html", options))
    return made


KINDS = [
    f"{kind} {lang}" for kind in "one drawn several none comparison profile profiles".split() for lang in ("en", "es")
]


def tree(page: str) -> parser.HtmlElement:
    return parser.document_fromstring(page.encode("utf-8"))


def words(element: parser.HtmlElement) -> str:
    return " ".join(element.text_content().split())


# ---------------------------------------------------------------- every page


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_whole_in_itself(kind: str, pages: dict[str, str]) -> None:
    root = tree(pages[kind])
    assert root.xpath("//script | //link | //iframe | //object | //embed | //form | //base") == []
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on"), f"{name} of {element.tag}"
            assert name != "style", "blocked by the content security policy of the local page"
            if name.endswith(("href", "src")):
                assert value.startswith(("#", "data:image/png;base64,"))
    assert "@import" not in css()
    assert "url(" not in css()
    assert not re.search(r"https?://", pages[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_policy_names_the_style_inside(kind: str, pages: dict[str, str]) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", pages[kind], re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = tree(pages[kind]).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;")


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_in_order(kind: str, pages: dict[str, str]) -> None:
    root = tree(pages[kind])
    assert root.get("lang") == kind[-2:]
    assert words(root.xpath("//title")[0])
    assert len(root.xpath("//h1")) == len(root.xpath("//main")) == 1
    levels = [int(h.tag[1]) for h in root.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    identifiers = root.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    targets = [value[1:] for value in root.xpath("//@href") if value.startswith("#")]
    assert set(targets) <= set(identifiers)
    assert set(root.xpath("//@aria-labelledby")) <= set(identifiers)
    for table in root.xpath("//table"):
        assert table.xpath("./caption")
    assert root.xpath("//th[not(@scope)]") == []
    for drawing in root.xpath("//svg[not(ancestor-or-self::*[@aria-hidden='true'])]"):
        assert drawing.get("role") == "img"
        assert drawing.get("aria-label")


@pytest.mark.parametrize("kind", ["several", "comparison", "profiles"])
def test_no_english_is_left_in_spanish(kind: str, pages: dict[str, str]) -> None:
    shown = words(tree(pages[f"{kind} es"]).xpath("//main")[0])
    for english in (
        "months of experience",
        "not counted",
        "Requirements",
        "Positions",
        "Timeline",
        "Findings",
        "Skills",
    ):
        assert english not in shown


@pytest.mark.parametrize("kind", KINDS)
def test_colours_are_never_the_only_carrier(kind: str, pages: dict[str, str]) -> None:
    """Every coloured swatch of the legend has a letter, and the words beside it."""
    for item in tree(pages[kind]).xpath("//*[@class='chip']"):
        assert words(item)


def contrast(one: str, two: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted([light(one), light(two)], reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_letters_and_edges_of_bars_can_be_seen() -> None:
    for colour in COLOURS:
        assert contrast(colour.ink, colour.fill) >= 4.5
        assert contrast(colour.edge, "#ffffff") >= 3


# ---------------------------------------------------------------- one document


def test_headline_shows_bounds_policy_and_day(pages: dict[str, str]) -> None:
    head = words(tree(pages["one en"]).xpath("//*[@class='headline']")[0])
    assert head.startswith("79 to 103 months of experience Likely 91 months (7 years 7 months)")
    assert "As of 21 November 2026 (as you said), counted by policy default" in head


def test_positions_bars_claims_and_versions_are_there(pages: dict[str, str], example: Assessment) -> None:
    root = tree(pages["one en"])
    rows = [[words(cell) for cell in row] for row in root.xpath("//table[@class='positions']//tbody/tr[@id]")]
    assert [row[0] for row in rows] == ["57", "11", "12–36", "3"]
    assert rows[0][1] == "Mar 2022 – present"
    assert rows[0][2].startswith("Customer Support Team Lead Brightmoor Software, Madrid A Team lead / supervision")
    assert "internship" in rows[3][2]
    (claims,) = root.xpath("//table[@class='claims']")
    assert "4 years of Zendesk 48 67 understated" in words(claims)
    shown = words(root)
    for value in (example.document.sha256, example.rulebook, example.version, "I_YEAR_ONLY"):
        assert value in shown


def test_requirements_have_one_of_three_results_and_their_lines(pages: dict[str, str]) -> None:
    root = tree(pages["one en"])
    found = [words(each) for each in root.xpath("//*[@class='check']/*[@class='outcome']")]
    assert {each.replace(" nice to have", "") for each in found} == {"shown", "not shown"}
    proof = words(root.xpath("//details[@class='proof']")[0])
    assert "page 1, line 10 Customer Support Agent, 10 March 2021 – 24 January 2022" in proof


def test_lines_of_the_document_stand_with_their_neighbours(pages: dict[str, str]) -> None:
    (block,) = tree(pages["one en"]).xpath("//*[@id='d1e-p2']")
    assert [words(line) for line in block.xpath(".//li")] == [
        "9 Set up the Zendesk help centre and its macros",
        "10 Customer Support Agent 10 March 2021 – 24 January 2022",
        "11 Quillfern Travel, Madrid",
        "12 Answered sixty tickets a day in Zendesk",
    ]
    assert [words(line) for line in block.xpath(".//li[@class='marked']/mark")] == [
        "Customer Support Agent 10 March 2021 – 24 January 2022",
        "Quillfern Travel, Madrid",
    ]


def test_quiet_leaves_findings_out(example: Assessment) -> None:
    assert "I_YEAR_ONLY" not in render([example], "html", Options(quiet=True))


def test_a_file_that_was_not_read_is_named(pages: dict[str, str]) -> None:
    for kind in ("none en", "several en", "comparison en", "profiles en"):
        assert "bad.pdf: E_DAMAGED: the PDF is damaged – ask for the file again" in words(tree(pages[kind]))


def test_warnings_are_said_at_the_top(rulebook: Rulebook) -> None:
    cv = "Nora\n\nWORK EXPERIENCE\n\nAgent\nAcme Ltd\nMarch 2021 – January 2020\n"
    root = tree(str(render([assess(cv.encode(), name="cv.txt", as_of=AS_OF, rulebook=rulebook)], "html")))
    (warning,) = root.xpath("//header//*[@class='warn']")
    assert words(warning) == "Look again: one place where the numbers may be wrong"


# ---------------------------------------------------------------- the drawing


def bars(a: Assessment) -> dict[str, list[tuple[str, float, float]]]:
    drawing = sheet(a, translator("en")).timeline
    assert drawing is not None
    return {
        row.label: [(b.kind, float(b.x.rstrip("%")), float(b.width.rstrip("%"))) for b in row.bars]
        for row in drawing.rows
    }


def at(day: date, first: date, last: date) -> float:
    """Return where a day lies: the axis ends the day after `last`, at 97 per cent."""
    return 97 * (day - first).days / ((last - first).days + 1)


def test_bars_lie_where_their_days_are(example: Assessment) -> None:
    found = bars(example)
    first, last = date(2017, 1, 1), date(2026, 11, 21)
    kind, x, width = found["Customer Support Agent"][0]
    assert kind == "certain"
    assert x == pytest.approx(at(date(2021, 3, 10), first, last), abs=0.01)
    assert x + width == pytest.approx(at(date(2022, 1, 25), first, last), abs=0.02)
    assert found["Customer Support Team Lead"][0][1] + found["Customer Support Team Lead"][0][2] == pytest.approx(97)
    assert [kind for kind, _, _ in found["Customer Service Intern"]] == ["apart"]


def test_ends_that_are_not_certain_are_drawn_so(example: Assessment) -> None:
    before, after, sure = bars(example)["Receptionist"]
    assert (before[0], after[0], sure[0]) == ("possible", "possible", "certain")
    assert before[1] + before[2] == pytest.approx(sure[1], abs=0.02)
    assert sure[1] + sure[2] == pytest.approx(after[1], abs=0.02)
    whole = bars(example)["The total, each day once"]
    assert before in whole
    assert sure in whole


def test_days_that_overlap_are_marked(several: Sequence[Assessment | Failure]) -> None:
    by_name = {a.document.name: a for a in several if isinstance(a, Assessment)}
    drawing = sheet(by_name["en_overlap.txt"], translator("en")).timeline
    assert drawing is not None
    ((x, width),) = drawing.overlaps
    first, last = date(2019, 1, 1), date(2026, 11, 21)
    assert float(x[:-1]) == pytest.approx(at(date(2020, 6, 1), first, last), abs=0.01)
    assert float(width[:-1]) == pytest.approx(97 * 214 / ((last - first).days + 1), abs=0.01)
    none = sheet(by_name["en_months.txt"], translator("en")).timeline
    assert none is not None
    assert none.overlaps == ()


def test_a_position_without_dates_has_words_for_a_bar(rulebook: Rulebook) -> None:
    cv = b'{"basics": {"name": "Nora"}, "work": [{"position": "Agent", "name": "A", "startDate": "2020-01", '
    cv += b'"endDate": "2021-03"}, {"position": "Clerk", "name": "B"}]}'
    drawing = sheet(assess(cv, name="cv.json", as_of=AS_OF, rulebook=rulebook), translator("en")).timeline
    assert drawing is not None
    assert {row.label: row.note for row in drawing.rows}["Clerk"] == "no dates to draw"


def test_jobs_at_one_time_stand_in_lanes(several: Sequence[Assessment | Failure], rulebook: Rulebook) -> None:
    from xpcalc.reports.html.comparison import board

    made = board(compare(several, taxonomy=rulebook.taxonomy), translator("en"))
    assert made.timeline is not None
    row = next(row for row in made.timeline.rows if row.label == "en_overlap.txt")
    assert len({bar.y for bar in row.bars}) == 2
    (one,) = [row for row in made.timeline.rows if row.label == "en_months.txt"]
    assert len({bar.y for bar in one.bars}) == 1


# ---------------------------------------------------------------- pages of the document


def test_pages_show_the_lines_marked(pages: dict[str, str], example: Assessment) -> None:
    from PIL import Image

    (figure,) = tree(pages["drawn en"]).xpath("//figure")
    (uri,) = figure.xpath(".//image/@href")
    image = Image.open(io.BytesIO(base64.b64decode(uri.partition(",")[2])))
    assert image.size == (827, 1170)
    line = next(line for line in example.document.lines if line.text == "Quillfern Travel, Madrid")
    marks = [{k: float(m.get(k)) for k in ("x", "y", "width", "height")} for m in figure.xpath(".//rect")]
    (mark,) = [m for m in marks if m["y"] <= line.top <= line.bottom <= m["y"] + m["height"] and m["x"] <= line.x0]
    assert line.x1 <= mark["x"] + mark["width"]
    # Two lines of each of four positions, dates apart, and the claim.
    assert len(marks) == 4 * 3 + 1


def test_pages_are_drawn_only_on_request_and_never_blind(tmp_path: Path) -> None:
    for flags, drawn in (((), False), (("--pages",), True), (("--pages", "--blind"), False)):
        out = tmp_path / "report.html"
        run = CliRunner().invoke(cli, [str(EXAMPLE), "--as-of", AS_OF, *flags, "--format", "html", "-o", str(out)])
        assert run.exit_code == OK, run.output
        page = out.read_text("utf-8")
        assert ("<figure" in page) is drawn
        assert ("Ana Ruiz" in page) is False
        assert ("ana_ruiz" in page) is ("--blind" not in flags)


def test_a_file_that_changed_gives_no_picture(tmp_path: Path, example: Assessment) -> None:
    other = tmp_path / "ana_ruiz.pdf"
    other.write_bytes(EXAMPLE.read_bytes() + b"\n")
    assert page_pictures([other, tmp_path / "gone.pdf"], [example]) == {}
    ((digest, (picture,)),) = page_pictures([EXAMPLE], [example]).items()
    assert digest == example.document.sha256
    assert (picture.page, picture.width, picture.media_type) == (1, 595.0, "image/png")


def test_blind_pages_name_nobody(example: Assessment) -> None:
    page = str(render([blind(example)], "html"))
    assert "Ana" not in page
    assert "ana_ruiz" not in page
    assert "91 months" in page


# ---------------------------------------------------------------- comparison and profile


def test_comparison_has_a_row_a_column_and_a_sheet_each(pages: dict[str, str], several: list[Assessment]) -> None:
    root = tree(pages["comparison en"])
    (table,) = root.xpath("//table[@class='matrix']")
    heads = [words(th) for th in table.xpath(".//thead//th")]
    assert heads[0] == "Candidate"
    assert heads[1].startswith("at least 24 months")
    assert "Customer support level by months" in heads
    assert heads[-1] == "Total months"
    rows = {words(tr[0]): [words(cell) for cell in tr[1:]] for tr in table.xpath(".//tbody/tr")}
    assert rows["en_years.txt"][1] == "cannot be decided 36–84 months"
    assert rows["ana_ruiz.pdf"][-1] == "79–103"
    names = [words(each) for each in root.xpath("//details[@class='candidate']/summary/strong")]
    assert names == list(rows)
    for link in table.xpath(".//tbody//th/a"):
        (opened,) = root.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert words(opened.xpath(".//h3")[0]) == words(link)


def test_letters_mean_the_same_in_table_and_sheets(pages: dict[str, str]) -> None:
    found: dict[str, set[str]] = {}
    for chip in tree(pages["comparison en"]).xpath("//*[@class='chip'][.//text]"):
        letter, _, label = words(chip).partition(" ")
        found.setdefault(label, set()).add(letter)
    assert len(found) > 5
    assert all(len(letters) == 1 for letters in found.values())


def test_parts_of_a_profile_fill_the_bar(pages: dict[str, str]) -> None:
    root = tree(pages["profile en"])
    parts = root.xpath("//svg[@class='parts']/rect")
    assert sum(float(p.get("width")[:-1]) for p in parts) == pytest.approx(100, abs=0.05)
    at_ = 0.0
    for part in parts:
        assert float(part.get("x")[:-1]) == pytest.approx(at_, abs=0.02)
        at_ += float(part.get("width")[:-1])
    assert "57 months leading a team" in words(root)


# ---------------------------------------------------------------- same bytes, size, time


@pytest.mark.parametrize("name", ["html", "md", "xlsx"])
def test_same_result_same_bytes(name: str, example: Assessment, several: list[Assessment | Failure]) -> None:
    results = [example, *several]
    assert render(results, name) == render(results, name)


def test_a_report_is_small(pages: dict[str, str]) -> None:
    assert len(pages["one en"].encode()) <= 300_000
    assert len(pages["drawn en"].encode()) <= 400_000


@pytest.mark.speed
def test_reports_are_quick(example: Assessment, several: list[Assessment | Failure], rulebook: Rulebook) -> None:
    render([example], "html")
    start = time.process_time()
    render([example], "html")
    assert time.process_time() - start <= 0.06
    read = [a for a in several if isinstance(a, Assessment)]
    many = [
        replace(read[n % len(read)], document=replace(read[n % len(read)].document, name=f"cv{n}.txt"))
        for n in range(200)
    ]
    table = compare(many, taxonomy=rulebook.taxonomy)
    start = time.process_time()
    page = render_comparison(table, "html")
    assert time.process_time() - start <= 4
    assert str(page).count('<details class="candidate"') == 200


def test_templates_know_no_way_around_escaping() -> None:
    for path in (ROOT / "xpcalc" / "reports" / "html" / "templates").glob("*.html"):
        source = path.read_text("utf-8")
        assert not re.search(r"\|\s*safe|autoescape|Markup", source), path.name
        assert not re.search(r"\son[a-z]+=|\sstyle=", source), path.name
    assert environment("en").autoescape is True


# ---------------------------------------------------------------- paper


def test_pdf_prints_everything_and_twice_the_same(example: Assessment) -> None:
    pytest.importorskip("weasyprint")
    import pypdfium2 as pdfium

    data = render([example], "pdf", Options(pages=page_pictures([EXAMPLE], [example])))
    assert isinstance(data, bytes)
    assert data == render([example], "pdf", Options(pages=page_pictures([EXAMPLE], [example])))
    document = pdfium.PdfDocument(data)
    shown = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    for expected in (
        "79 to 103",
        "Brightmoor Software",
        "Answered sixty tickets",
        "I_YEAR_ONLY",
        "2018-07-01 .. 2020-06-30",
    ):
        assert expected in shown, "what is folded on the screen is open on paper"
    assert [round(x) for x in document[0].get_size()] == [595, 842]
    document.close()


def test_bytes_do_not_go_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    import xpcalc.cli.shell as shell

    monkeypatch.setattr(shell, "on_terminal", lambda: True)
    for name in ("xlsx", "pdf"):
        run = CliRunner().invoke(cli, [str(EXAMPLE), "--format", name])
        assert run.exit_code == USAGE
        assert f"{name} is no text for a terminal: name a file with -o report.{name}" in run.output
