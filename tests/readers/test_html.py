from __future__ import annotations

import time

import pytest

from xpcalc.errors import UnreadableDocument
from xpcalc.model import Document
from xpcalc.readers import read


def of(body: str, head: str = "") -> Document:
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>CV</title>{head}</head><body>{body}</body></html>"
    return read(page.encode(), "cv.html")


def rows(document: Document) -> list[tuple[int, str]]:
    return [(line.row, line.text) for line in document.lines if line.visible]


def test_headings_paragraphs_and_lists() -> None:
    h, p, li, inner = of("<h2>Work</h2><p>Agent <b>at</b> Acme</p><ul><li>one<ul><li>two</li></ul></li></ul>").lines
    assert (h.heading, h.bold, h.size > p.size) == (2, True, True)
    assert (p.text, p.runs) == ("Agent at Acme", ((0, 6, False, False), (6, 8, True, False), (8, 13, False, False)))
    assert (li.bullet, inner.bullet, inner.x0 > li.x0) == (True, True, True)
    assert p.top > h.bottom


def test_white_space_collapses_and_inline_stays_in_the_line() -> None:
    assert rows(of("<p>\n  <span>Agent</span>\n  <span>2019&nbsp;&ndash; 2021</span></p>")) == [
        (0, "Agent 2019 – 2021")
    ]


def test_neighbours_held_apart_by_style_sheets_get_a_blank() -> None:
    assert rows(of("<p><span>Jan</span><span>2020</span></p><p>H<sub>2</sub>O <b>E</b><span>xperience</span></p>")) == [
        (0, "Jan 2020"),
        (1, "H2O Experience"),
    ]


def test_breaks_and_blocks_end_lines() -> None:
    assert [text for _, text in rows(of("Ana<br>Madrid<div>Agent<div>Acme</div>2019</div><address>x</address>"))] == [
        "Ana",
        "Madrid",
        "Agent",
        "Acme",
        "2019",
        "x",
    ]


def test_table_rows_and_definition_lists() -> None:
    document = of(
        "<table><thead><tr><th>When</th><th>What</th></tr></thead><tr><td width='30%'>2019</td>"
        "<td><b>Agent</b><br>Acme</td></tr></table><dl><dt>Skills</dt><dd>Excel</dd></dl>"
    )
    assert rows(document) == [
        (0, "When"),
        (0, "What"),
        (1, "2019"),
        (1, "Agent"),
        (2, "Acme"),
        (3, "Skills"),
        (4, "Excel"),
    ]
    assert document.lines[0].bold


def test_flex_rows_and_floats_share_the_row() -> None:
    head = "<style>.row { display: flex } .date { float: right }</style>"
    document = of(
        "<div class='row'><div>Agent</div><div>2019</div></div><p>Clerk <span class='date'>2017</span></p>"
        "<div style='display:flex;flex-direction:column'><div>a</div><div>b</div></div>",
        head,
    )
    assert rows(document) == [(0, "Agent"), (0, "2019"), (1, "Clerk"), (1, "2017"), (2, "a"), (3, "b")]
    assert document.lines[3].x0 > 400


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>secret</p>",
        "<p style='visibility: hidden'>secret</p>",
        "<p hidden>secret</p>",
        "<p style='color:#fff'>secret</p>",
        "<p style='color: rgb(255, 255, 255)'>secret</p>",
        "<p style='font-size:1px'>secret</p>",
        "<p style='opacity:0'>secret</p>",
        "<p style='position:absolute;left:-9999px'>secret</p>",
        "<font color='white'>secret</font>",
        "<div style='display:none'><p style='display:block'>secret</p></div>",
    ],
)
def test_hidden_text_is_told_and_left_out(hidden: str) -> None:
    document = of(f"<p>Agent</p>{hidden}")
    assert [(line.text, line.visible) for line in document.lines] == [("Agent", True)]
    assert "secret" not in document.text
    assert [(finding.code, "secret" in finding.message) for finding in document.findings] == [("I_HIDDEN_TEXT", True)]


def test_hidden_by_class_but_not_by_print_rules() -> None:
    head = "<style>/* .a { } */ .gone, #x { display: none } @media print { .seen { display: none } }</style>"
    document = of("<p class='gone'>a</p><p id='x'>b</p><p class='seen'>c</p>", head)
    assert [line.text for line in document.lines] == ["c"]


@pytest.mark.parametrize(
    "body",
    [
        "<div style='background:#123456'><p style='color:white'>CONTACT</p></div>",
        "<table><tr bgcolor='#000000'><td><font color='#ffffff'>CONTACT</font></td></tr></table>",
        "<p style='visibility:hidden'><span style='visibility:visible'>CONTACT</span></p>",
    ],
)
def test_white_on_dark_is_visible(body: str) -> None:
    assert [line.visible for line in of(body).lines] == [True]


def test_scripts_templates_and_comments_are_dropped() -> None:
    assert rows(
        of("<script>alert('1999')</script><!-- 1998 --><template>1997</template><svg><text>x</text></svg>Agent")
    ) == [(0, "Agent")]


def test_visible_text_of_time_stays() -> None:
    assert rows(of("<time datetime='2001-01'>Jan 2020</time>")) == [(0, "Jan 2020")]


def test_items_that_are_jobs_are_no_bullets() -> None:
    lines = of("<ul><li><div>Agent</div><div>Acme</div><ul><li>did</li></ul></li></ul>").lines
    assert [line.bullet for line in lines] == [False, False, True]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    declared = "" if encoding == "utf-16" else f"<meta charset='{'iso-8859-1' if encoding == 'cp1252' else encoding}'>"
    page = f"<html><head>{declared}</head><body><p>José – “Zürich”</p></body></html>"
    assert read(page.encode(encoding), "cv.htm").text == "José – “Zürich”"


def test_xhtml_with_declaration() -> None:
    page = '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>José</p></body></html>'
    document = read(page.encode(), "cv.xhtml")
    assert (document.format, document.text, document.findings) == ("html", "José", ())


def test_entities_and_external_things_are_not_fetched() -> None:
    page = '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/hostname">]><html><body><p>a&e;b</p></body></html>'
    assert "a" in read(page.encode(), "cv.html").text


def test_depth_is_said_or_survived() -> None:
    try:
        document = of("<div>" * 20_000 + "deep")
    except UnreadableDocument as error:
        code = error.code
    else:
        code = document.text
    assert code in {"E_LIMIT_XML", "deep"}


def test_is_fast() -> None:
    body = "<h2>Work</h2>" + "".join(
        f"<div><b>Agent {n}</b> <span class='d'>20{n}</span></div><ul>" + "<li>did things all day</li>" * 4 + "</ul>"
        for n in range(10, 25)
    )
    of(body)
    times = []
    for _ in range(5):
        start = time.process_time()
        of(body)
        times.append(time.process_time() - start)
    # Why: 5 ms is the aim on a free core; the shared machines of CI are given five times that.
    assert min(times) < 0.025, f"{min(times) * 1000:.1f} ms"


def test_hidden_words_with_a_number_are_a_warning() -> None:
    document = read(b"<p>Nora</p><p style='color:#fff'>10 years at Google</p>", "cv.html")
    assert [(finding.code, finding.severity) for finding in document.findings] == [("W_HIDDEN_TEXT", "warning")]
