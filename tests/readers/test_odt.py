from __future__ import annotations

import pytest
from make_docx import packed
from make_odt import MIME, NAMESPACES, odt, style

from xpcalc.errors import UnreadableDocument
from xpcalc.model import Document
from xpcalc.readers import read

BOLD = style("B", '<style:text-properties fo:font-weight="bold"/>')


def of(body: str, **kwargs: str) -> Document:
    return read(odt(body, **kwargs), "cv.odt")


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.visible]


def test_paragraphs_spans_tabs_and_breaks() -> None:
    document = of(
        '<text:p><text:span text:style-name="B">Agent</text:span>, Acme<text:tab/>20<text:span>21</text:span></text:p>'
        "<text:p>Madrid<text:line-break/>Spain</text:p>",
        automatic=BOLD,
    )
    assert texts(document) == ["Agent, Acme", "2021", "Madrid", "Spain"]
    assert document.lines[0].runs == ((0, 5, True, False), (5, 11, False, False))
    assert document.lines[0].row == document.lines[1].row
    assert document.format == "odt"


def test_white_space_collapses_and_counts_are_clamped() -> None:
    document = of('<text:p>a\n   b<text:s text:c="2000000000"/>c<text:s/>d</text:p>')
    # Why: many blanks are how some people move text to the right.
    assert texts(document) == ["a b", "c d"]
    assert document.lines[1].x0 < 1000


def test_headings_by_level_and_by_style() -> None:
    styles = (
        '<style:style style:name="Heading_20_2" style:family="paragraph" style:default-outline-level="2">'
        '<style:text-properties fo:font-weight="bold" fo:font-size="14pt"/></style:style>'
    )
    one, two = of(
        '<text:h text:outline-level="1">Experience</text:h><text:p text:style-name="P1">Agent</text:p>',
        styles=styles,
        automatic=style("P1", "", family="paragraph", parent="Heading_20_2"),
    ).lines
    assert (one.heading, two.heading, two.bold, two.size) == (1, 2, True, 14.0)


def test_lists_nest() -> None:
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    inner = "<text:list>" + item.format("inner", "") + "</text:list>"
    first, second = of("<text:list>" + item.format("outer", inner) + "</text:list>").lines
    assert (first.bullet, second.bullet, second.x0 > first.x0) == (True, True, True)


def test_table_rows_and_repeats() -> None:
    row = '<table:table-row table:number-rows-repeated="1048576">{}</table:table-row>'
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>{}</text:p></table:table-cell>'
    document = of(f"<table:table>{row.format(cell.format('2019') + cell.format('Agent'))}</table:table>")
    assert [(line.row, line.text) for line in document.lines] == [(0, "2019"), (0, "Agent")]


def test_text_box_tracked_changes_notes_and_comments() -> None:
    document = of(
        '<text:tracked-changes><text:changed-region text:id="1"><text:deletion>'
        "<text:p>gone 1999</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p><draw:frame><draw:text-box><text:p>EXPERIENCE</text:p></draw:text-box></draw:frame></text:p>"
        "<text:p>Agent<text:note><text:note-body><text:p>note</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>comment</text:p></office:annotation> at Acme</text:p>"
    )
    assert texts(document) == ["EXPERIENCE", "Agent at Acme"]
    assert [finding.code for finding in document.findings] == ["W_TRACKED"]


@pytest.mark.parametrize(
    "properties", ['text:display="none"', 'fo:color="#ffffff"', 'fo:font-size="1pt"'], ids=["display", "white", "tiny"]
)
def test_hidden_text(properties: str) -> None:
    document = of(
        '<text:p>Agent</text:p><text:p><text:span text:style-name="H">40 years</text:span></text:p>',
        automatic=style("H", f"<style:text-properties {properties}/>"),
    )
    assert [line.text for line in document.lines] == ["Agent"]
    assert (document.findings[0].code, "40 years" in document.text) == ("W_HIDDEN_TEXT", False)


def test_header_comes_last() -> None:
    master = '<style:master-page style:name="S"><style:header><text:p>Irene</text:p></style:header></style:master-page>'
    document = of("<text:p>Agent</text:p>", master=master)
    assert texts(document) == ["Agent", "Irene"]
    assert document.lines[1].column > document.lines[0].column


def test_flat_file() -> None:
    flat = (
        f'<?xml version="1.0"?><office:document {NAMESPACES} office:mimetype="{MIME}"><office:body><office:text>'
        "<text:p>Agent</text:p></office:text></office:body></office:document>"
    )
    document = read(flat.encode(), "cv.fodt")
    assert (document.format, document.text) == ("odt", "Agent")


def test_doctype_is_refused() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        of("<text:p>&e;</text:p>", prologue='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>')
    assert caught.value.code == "E_XML_DTD"


def test_encrypted_by_manifest() -> None:
    data = packed(
        {
            "mimetype": MIME,
            "content.xml": b"\x01\x02",
            "META-INF/manifest.xml": "<manifest><file-entry><encryption-data/></file-entry></manifest>",
        }
    )
    with pytest.raises(UnreadableDocument) as caught:
        read(data, "cv.odt")
    assert caught.value.code == "E_ENCRYPTED"


def test_presentation_is_refused() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(odt("", mime="application/vnd.oasis.opendocument.presentation"), "cv.odp")
    assert (caught.value.code, "presentation" in caught.value.message) == ("E_UNKNOWN_TYPE", True)
