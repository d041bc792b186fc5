from __future__ import annotations

import time

import pytest
from make_docx import RELATIONS, STRICT, W, docx, p, run, table

from xpcalc.errors import UnreadableDocument
from xpcalc.model import Document, Line
from xpcalc.readers import read

NUMBERING = (
    f'<w:numbering xmlns:w="{W}">'
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    "</w:numbering>"
)


def of(body: str, **kwargs: object) -> Document:
    return read(docx(body, **kwargs), "cv.docx")  # type: ignore[arg-type]


def shown(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.visible]


def test_year_over_two_runs_joins() -> None:
    assert shown(of(p(run("2019 – 20"), run("21")))) == ["2019 – 2021"]


def test_text_is_the_lines_and_spans_index_it() -> None:
    document = of(p("Ana Ruiz") + p("Agent\tJan 2020"))
    assert document.text == "Ana Ruiz\nAgent\nJan 2020"
    assert [document.text[line.span.start : line.span.stop] for line in document.lines] == [
        x.text for x in document.lines
    ]
    assert document.format == "docx"
    assert document.pages is None


def test_right_tab_puts_the_date_far_right_on_the_same_row() -> None:
    stops = '<w:tabs><w:tab w:val="right" w:pos="9000"/></w:tabs>'
    title, date = of(p("Agent, Acme\tJan 2020 – Mar 2021", properties=stops)).lines
    assert (title.row, date.row) == (0, 0)
    assert date.x0 > 380
    assert date.text == "Jan 2020 – Mar 2021"


def test_several_tabs_make_one_gap() -> None:
    first, second = of(p("Agent\t\t\t2019")).lines
    assert (first.text, second.text, second.x0 > 140) == ("Agent", "2019", True)


def test_tabs_between_all_words_are_spaces() -> None:
    body = "".join(p("Led\ta\tteam\tof\tfive\tagents") for _ in range(6))
    assert shown(of(body)) == ["Led a team of five agents"] * 6


def test_leading_tab_is_an_indent() -> None:
    (line,) = of(p("\tMadrid")).lines
    assert line.x0 > 80


def test_style_runs_and_bold() -> None:
    title, plain, strong = of(
        p(run("Engineer", "<w:b/>"), run(", Acme Ltd"))
        + p(run("all plain", '<w:b w:val="false"/>'))
        + p(run("by style", '<w:rStyle w:val="Strong"/>'))
    ).lines
    assert title.runs == ((0, 8, True, False), (8, 18, False, False))
    assert title.bold
    assert (plain.bold, plain.runs) == (False, ())
    assert strong.bold


def test_heading_by_name_of_a_translated_style_and_outline_level() -> None:
    first, second, direct = of(
        p("Berufserfahrung", style="berschrift1")
        + p("Agentin", style="Jobs")
        + p("Ausbildung", properties='<w:outlineLvl w:val="2"/>')
    ).lines
    assert (first.heading, first.bold, first.size) == (1, True, 16.0)
    assert (second.heading, second.bold, second.italic, second.size) == (2, False, True, 16.0)
    assert (direct.heading, direct.size) == (3, 11.0)


def test_style_based_on_itself_ends() -> None:
    assert shown(of(p("text", style="Loop"))) == ["text"]


def test_bullets_by_numbering_by_style_and_typed() -> None:
    one, two, none, typed, heading = of(
        p("direct", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + p("style", style="Dots")
        + p("no mark", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
        + p("•\ttyped")
        + p("1 Experience", style="berschrift1", properties='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        parts={"word/numbering.xml": NUMBERING},
    ).lines
    assert (one.bullet, two.bullet, none.bullet) == (True, True, False)
    assert (typed.text, typed.bullet) == ("typed", True)
    assert (heading.bullet, heading.heading) == (False, 1)


def test_dash_that_closes_a_range_is_no_bullet() -> None:
    assert shown(of(p("Jan 2017") + p("– Present") + p("Agent"))) == ["Jan 2017", "– Present", "Agent"]


def test_content_controls_insertions_and_deletions() -> None:
    document = of(
        "<w:sdt><w:sdtContent>" + p("In a control") + "</w:sdtContent></w:sdt>"
        "<w:p><w:sdt><w:sdtContent>" + run("Inline ") + "</w:sdtContent></w:sdt>"
        '<w:del w:id="1" w:author="x"><w:r><w:delText>Gone 2005</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="x">' + run("Acme") + "</w:ins>"
        "<w:moveFrom>" + run("moved away") + "</w:moveFrom></w:p>"
    )
    assert shown(document) == ["In a control", "Inline Acme"]
    assert [finding.code for finding in document.findings] == ["W_TRACKED"]


def test_fields_keep_results_only() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "x 1999" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("ana@example.com") + "</w:p>"
    )
    assert shown(of(body)) == ["ana@example.com"]


def test_text_box_once_and_a_long_one_after_the_text() -> None:
    def box(inner: str) -> str:
        content = f"<w:txbxContent>{inner}</w:txbxContent>"
        return (
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
            f"{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r>"
        )

    sidebar = "".join(p(f"Skill {n}") for n in range(4))
    document = of(p(box(p("EXPERIENCE"))) + p(box(sidebar)) + p("Agent, Acme"))
    assert shown(document) == ["EXPERIENCE", "Agent, Acme", "Skill 0", "Skill 1", "Skill 2", "Skill 3"]
    assert [line.column for line in document.lines][:2] == [0, 0]
    assert document.lines[-1].column > 0


@pytest.mark.parametrize(
    "properties", ["<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:color w:val="FEFEFE"/>', '<w:sz w:val="2"/>']
)
def test_hidden_text_is_told_and_left_out(properties: str) -> None:
    document = of(p("Agent") + p(run("Kubernetes 40 years", properties)))
    assert [line.text for line in document.lines] == ["Agent"]
    assert "Kubernetes" not in document.text
    assert [(finding.code, "Kubernetes" in finding.message) for finding in document.findings] == [
        ("W_HIDDEN_TEXT", True)
    ]


def test_hidden_words_inside_a_line_do_not_join_it() -> None:
    document = of(p("Agent at ", run("secret", "<w:vanish/>"), "Acme"))
    assert [line.text for line in document.lines] == ["Agent at Acme"]
    assert "secret" not in document.text


def test_white_on_a_dark_ground_is_visible() -> None:
    white = run("CONTACT", '<w:color w:val="FFFFFF"/>')
    dark = '<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>'
    document = of(
        table([f"{dark}{p(white)}", "Acme"]) + p(white, properties='<w:shd w:val="clear" w:fill="000000"/>') + p("end")
    )
    assert all(line.visible for line in document.lines)


def test_job_table_comes_row_by_row() -> None:
    document = of(
        table(
            ["2020 – 2021", p(run("Agent", "<w:b/>")) + p("Acme, Madrid") + p("• answered")],
            [p("2017 –") + p("Present"), p("Clerk")],
        )
    )
    assert [(line.row, line.text) for line in document.lines] == [
        (0, "2020 – 2021"),
        (0, "Agent"),
        (1, "Acme, Madrid"),
        (2, "answered"),
        (3, "2017 –"),
        (3, "Clerk"),
        (4, "Present"),
    ]
    assert {line.column for line in document.lines} == {0}
    assert document.lines[1].x0 > document.lines[0].x0 == document.lines[4].x0


def test_layout_table_comes_column_by_column() -> None:
    left = "".join(p(f"side {n}") for n in range(7))
    right = "".join(p(f"main {n}") for n in range(9))
    document = of(p("Ana Ruiz") + table([left, right]) + p("end"))
    assert shown(document) == ["Ana Ruiz", *(f"side {n}" for n in range(7)), *(f"main {n}" for n in range(9)), "end"]
    assert [line.column for line in document.lines] == [0] + [1] * 7 + [2] * 9 + [3]
    assert document.lines[1].top == document.lines[8].top
    assert document.lines[-1].top >= document.lines[-2].bottom


def test_sidebar_merged_over_the_rows_of_jobs() -> None:
    side = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + "".join(p(f"side {n}") for n in range(8))
    more = "<w:tcPr><w:vMerge/></w:tcPr>" + p("")
    jobs = [p(f"Job {n}") + p(f"Acme {n}") for n in range(4)]
    document = of(table([side, jobs[0]], *([more, job] for job in jobs[1:])))
    assert shown(document)[:8] == [f"side {n}" for n in range(8)]
    assert shown(document)[8:] == [text for n in range(4) for text in (f"Job {n}", f"Acme {n}")]


def test_nested_tables_keep_their_text() -> None:
    assert shown(of(table([table(["inner", "2019"]) + p("after")]))) == ["inner", "2019", "after"]


@pytest.mark.parametrize("span", ["2000000000", "-3", "abc", "9" * 400])
def test_forged_spans_are_clamped(span: str) -> None:
    cell = f'<w:tcPr><w:gridSpan w:val="{span}"/><w:vMerge/></w:tcPr>' + p("kept")
    assert shown(of(table([cell, "too"]))) == ["kept", "too"]


def test_line_breaks_hyphens_and_symbols() -> None:
    body = (
        "<w:p><w:r><w:t>Ana</w:t><w:br/><w:t>e</w:t><w:noBreakHyphen/><w:t>mail ac</w:t><w:softHyphen/>"
        "<w:t>tual</w:t></w:r>"
        '<w:r><w:br/><w:sym w:font="Symbol" w:char="F0B7"/><w:t xml:space="preserve"> item</w:t></w:r></w:p>'
    )
    lines = of(body).lines
    assert [line.text for line in lines][:2] == [
        "Ana",
        "e-mail actual",
    ]
    assert (lines[2].text, lines[2].bullet) == ("item", True)


def test_unicode_is_tidied() -> None:
    (line,) = of(p("Mu\u0308nchen\u00a02019\u00ad2021 ze\u200bro \u202e2019\u202c 2019²")).lines
    assert line.text == "München 2019-2021 zero 2019 2019²"


def test_empty_paragraphs_and_spacing_are_gaps() -> None:
    spaced = '<w:spacing w:before="240"/>'
    a, b, c, d = of(p("a") + p("b") + p("") + p("c") + p("d", properties=spaced)).lines
    assert b.top == a.bottom
    assert c.top > b.bottom + 5
    assert d.top == c.bottom + 12


def test_headers_and_footers_are_columns_at_the_end() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{RELATIONS}/header" Target="header1.xml"/>'
        f'<Relationship Id="b" Type="{RELATIONS}/header" Target="header2.xml"/>'
        f'<Relationship Id="c" Type="{RELATIONS}/footer" Target="footer1.xml"/></Relationships>'
    )
    header = f'<w:hdr xmlns:w="{W}">{p("Ana Ruiz")}</w:hdr>'
    document = of(
        p("Agent"),
        parts={
            "word/_rels/document.xml.rels": relations,
            "word/header1.xml": header,
            "word/header2.xml": header,
            "word/footer1.xml": f'<w:ftr xmlns:w="{W}">{p("Page 1")}</w:ftr>',
        },
    )
    assert shown(document) == ["Agent", "Ana Ruiz", "Page 1"]
    columns = [line.column for line in document.lines]
    assert columns == sorted(set(columns))


def test_strict_namespace() -> None:
    assert shown(of(p(run("Agent", "<w:b/>")), namespace=STRICT, styles="")) == ["Agent"]


@pytest.mark.parametrize("name", ["cv.docm", "cv.dotx", "cv"])
def test_macro_and_template_names(name: str) -> None:
    assert read(docx(p("Agent")), name).findings == ()


def test_doctype_is_refused() -> None:
    bad = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + f'<w:document xmlns:w="{W}"/>'
    with pytest.raises(UnreadableDocument) as caught:
        of("", parts={"word/document.xml": bad})
    assert caught.value.code == "E_XML_DTD"


def test_doctype_in_utf16_is_refused() -> None:
    bad = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x []>' + f'<w:document xmlns:w="{W}"/>'
    with pytest.raises(UnreadableDocument) as caught:
        of("", parts={"word/document.xml": bad.encode("utf-16")})  # type: ignore[dict-item]
    assert caught.value.code == "E_XML_DTD"


def test_depth_is_limited() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        of("<w:tbl><w:tr><w:tc>" * 500 + p("x") + "</w:tc></w:tr></w:tbl>" * 500)
    assert caught.value.code == "E_LIMIT_XML"


def test_no_text_is_said() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        of(p(""))
    assert caught.value.code == "E_EMPTY"


def test_two_pages_are_fast() -> None:
    body = "".join(
        p(run(f"Agent {n}", "<w:b/>"), f", Acme\tJan 20{n:02} – Mar 20{n:02}") + p("did things " * 12, style="Dots") * 4
        for n in range(10, 25)
    )
    data = docx(body)
    of(body)
    times = []
    for _ in range(5):
        start = time.process_time()
        read(data, "cv.docx")
        times.append(time.process_time() - start)
    # Why: 8 ms is the aim on a free core; the shared machines of CI are given five times that.
    assert min(times) < 0.040, f"{min(times) * 1000:.1f} ms"


def test_lines_are_values() -> None:
    assert all(isinstance(line, Line) and hash(line) for line in of(p("x") + p("y")).lines)
