"""Cases: HTML, RTF and the XML of Europass: depth, entities, scripts, hidden text, forged control words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from benchmarks.hostile.case import BAIT, LINES, MONTHS, Case
from benchmarks.hostile.packages import FETCHED, LAUGHS, OUTSIDE, PARAMETER


def html(body: str = "", head: str = "") -> bytes:
    """Return the CV as a page, with more head and body."""
    cv = "".join([f"<p>{line}</p>" for line in LINES])
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{cv}{body}</body></html>".encode()


def rtf(body: bytes = b"", head: bytes = b"") -> bytes:
    """Return the CV as RTF, with more before and behind."""
    cv = b"".join([line.encode() + b"\\par " for line in LINES])
    return b"{\\rtf1\\ansi " + head + cv + body + b"}"


def europass(inner: str = "", prologue: str = "") -> bytes:
    """Return the CV as Europass XML 3."""
    job = (
        '<WorkExperience><Period><From year="2015" month="--01"/><To year="2019" month="--03"/></Period>'
        "<Position><Label>Support Engineer</Label></Position><Employer><Name>Bramblewick Ltd</Name></Employer></WorkExperience>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prologue}'
        '<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass"><LearnerInfo><Identification><PersonName>'
        f"<FirstName>Ada</FirstName><Surname>Quill</Surname></PersonName></Identification>{inner}"
        f"<WorkExperienceList>{job}</WorkExperienceList></LearnerInfo></SkillsPassport>"
    ).encode()


def _case(name: str, row: str, make: Callable[[], bytes], expect: str = "read", **rest: object) -> Case:
    return Case(name, row, make, expect, **rest)  # type: ignore[arg-type]


def _hidden(name: str, style: str) -> Case:
    make = partial(html, f"<p style='{style}'>{BAIT}</p>")
    return _case(f"html_hidden_{name}.html", "F2", make, "W_HIDDEN_TEXT", months=MONTHS)


def _kept(name: str, row: str, body: str, head: str = "", **rest: object) -> Case:
    return _case(f"html_{name}.html", row, partial(html, body, head), months=MONTHS, **rest)


def _word(name: str, body: bytes, head: bytes = b"", **rest: object) -> Case:
    rest.setdefault("months", MONTHS)
    return _case(f"rtf_{name}.rtf", "D3", partial(rtf, body, head), **rest)  # type: ignore[arg-type]


CASES: tuple[Case, ...] = (
    # HTML
    _case("html_good.html", "D4", html, months=MONTHS),
    _case("html_200k_deep.html", "D4", lambda: html("<div>" * 200_000), "E_LIMIT_XML", also=("read",)),
    _case("html_bold_100k_deep.html", "D4", lambda: html("<b>" * 100_000 + "x"), "E_LIMIT_XML", also=("read",)),
    _case("html_tables_5k_deep.html", "D4", lambda: html("<table><tr><td>" * 5000), "E_LIMIT_XML", also=("read",)),
    _kept("attributes_50k", "D4", "<p " + " ".join([f"a{n}=1" for n in range(50_000)]) + ">x</p>", also=("E_TIMEOUT",)),
    _kept("attribute_1M", "D4", f"<p title='{'x' * 1_000_000}'>x</p>"),
    _kept("attribute_open", "D4", "<p title='" + "x" * 5000),
    _kept("tag_open", "D4", "<p" + " x" * 5000),
    _kept("comment_open", "D4", "<!-- " + BAIT, absent=("Ghostwood",)),
    _kept("comments_10k", "D4", "<!--x-->" * 10_000),
    _kept("script", "E2", f"<script>document.write('{BAIT}')</script>", absent=("Ghostwood",)),
    _kept("script_open", "E2", "<script>while(1){" + BAIT, absent=("Ghostwood",)),
    _kept("handlers", "E2", "<img src=x onerror=alert(1)><svg onload=alert(1)><a href='javascript:alert(1)'>x</a>"),
    _kept("frame", "D4", "<iframe src='http://127.0.0.1:9/'></iframe><object data='file:///etc/passwd'></object>", absent=("root:x:0",)),
    _kept("import", "D4", "", "<link rel=stylesheet href='http://127.0.0.1:9/a.css'><style>@import url(http://127.0.0.1:9/b.css);</style>"),
    _kept("style_1M", "D4", "", "<style>" + "p.a{color:red}" * 70_000 + "</style>"),
    _kept("style_not_closed", "D4", "", "<style>p{color:red}</style><style>p{" + "color:red;" * 5000 + "</style>"),
    _kept("style_selectors_50k", "D4", "", "<style>" + ",".join([f".c{n}" for n in range(50_000)]) + "{color:red}</style>"),
    _kept("style_odd_numbers", "D4", "", "<style>p{font-size:99999999999999px;margin:-1e99em;text-indent:NaN}</style>", also=("W_HIDDEN_TEXT",)),
    _kept("entities", "D4", "&#0;&#x110000;&#xD800;&nosuch;&#99999999999999999999;&amp" * 200),
    _kept("base", "D4", "", "<base href='http://127.0.0.1:9/'><meta http-equiv=refresh content='0;url=file:///etc/passwd'>"),
    _kept("span_2G", "D4", "<table><tr><td colspan=2000000000 rowspan=2000000000>x</td></tr></table>"),
    _kept("cells_50k", "D4", "<table>" + ("<tr>" + "<td>" * 500) * 100, also=("E_LIMIT_XML",)),
    _case("html_dtd_laughs.html", "B1", lambda: LAUGHS.encode() + b"<html><body>" + b"".join([f"<p>{x}</p>".encode() for x in LINES]) + b"&l9;", months=None, absent=("lollol",)),
    _case("html_dtd_outside.html", "B1", lambda: OUTSIDE.encode() + b"<html><body><p>x</p>&e;", absent=("root:x:0",)),
    _case("html_charset_odd.html", "D4", lambda: html().replace(b"utf-8", b"x-no-such-charset"), months=MONTHS),
    _case("html_charset_utf7.html", "D4", lambda: html("+ADw-script+AD4-").replace(b"utf-8", b"utf-7"), months=MONTHS),
    _case("html_charset_codec.html", "D4", lambda: html().replace(b"utf-8", b"hex"), months=MONTHS),
    _case("html_charset_zlib.html", "D4", lambda: html().replace(b"utf-8", b"zlib"), months=MONTHS),
    _case("html_charset_idna.html", "D4", lambda: html("é" * 3000).replace(b"utf-8", b"idna"), months=None),
    _case("html_charset_escape.html", "D4", lambda: html("\\N{BULLET}").replace(b"utf-8", b"unicode_escape"), months=MONTHS),
    _case("html_nul.html", "D4", lambda: html("a\0b"), months=MONTHS),
    _case("html_empty_body.html", "D4", lambda: b"<html><body></body></html>", "E_EMPTY"),
    _hidden("display", "display:none"),
    _hidden("visibility", "visibility:hidden"),
    _hidden("white", "color:#fff"),
    _hidden("white_rgb", "color: rgb( 255 , 255, 255 )"),
    _hidden("tiny", "font-size:0"),
    _hidden("one_pixel", "font-size:1px"),
    _hidden("transparent", "opacity:0"),
    _hidden("clear", "color:transparent"),
    _hidden("off_left", "position:absolute;left:-9999px"),
    _hidden("indent", "text-indent:-9999px"),
    _case("html_hidden_attribute.html", "F2", lambda: html(f"<p hidden>{BAIT}</p>"), "W_HIDDEN_TEXT", months=MONTHS),
    _case("html_hidden_class.html", "F2", lambda: html(f"<p class=h>{BAIT}</p>", "<style>.h{display:none}</style>"), "W_HIDDEN_TEXT", months=MONTHS),
    # RTF
    _case("rtf_good.rtf", "D3", rtf, months=MONTHS),
    _case("rtf_million_deep.rtf", "D3", lambda: rtf(b"{" * 1_000_000 + b"x"), "E_LIMIT_RTF"),
    _case("rtf_pictures_not_closed.rtf", "D3", lambda: rtf(b"{\\pict " * 200_000), "E_LIMIT_RTF"),
    _word("bin_1e12", b"\\bin999999999999 abc", also=("W_NO_POSITIONS",)),
    _word("bin_minus", b"\\bin-5 abc"),
    _word("unicode_numbers", b"\\u2000000000? \\u-99999? \\uc999999999 \\u65 x"),
    _word("half_a_pair", b"\\u-10187? lone \\u-9000?"),
    _word("bad_hex", b"\\'zz \\'9 \\'"),
    _word("ends_in_a_slash", b"\\"),
    _word("backslashes_1M", b"\\" * 1_000_001),
    _word("word_2M", b"a" * 1_900_000, also=("E_LIMIT_TEXT",)),
    _case("rtf_word_10M.rtf", "D3", lambda: rtf(b"a" * 10_000_000), "E_LIMIT_TEXT", slow=True),
    _word("control_word_1M", b"\\" + b"a" * 1_000_000 + b" x"),
    _word("number_long", b"\\fs" + b"9" * 5000 + b" x"),
    _word("sizes", b"\\fs-20 a\\fs0 b\\fs99999999999 c\\li-999999999 d\\sb2000000000 e", also=("W_HIDDEN_TEXT",)),
    _word("fonts_50k", b"", b"{\\fonttbl" + b"".join([b"{\\f%d\\fcharset%d A;}" % (n, n % 300) for n in range(50_000)]) + b"}"),
    _word("colours_50k", b"", b"{\\colortbl" + b"\\red255\\green999\\blue-1;" * 50_000 + b"}"),
    _word("styles_20k", b"", b"{\\stylesheet" + b"{\\s1 heading 9;}" * 20_000 + b"}"),
    _word("cells_without_row", b"\\cell\\row\\cell\\trowd\\cellx-5\\cell\\cellx99999999999\\row" * 200),
    _word("cells_20k", b"\\trowd" + b"\\cellx1" * 20_000 + b"\\intbl" + b" a\\cell" * 20_000 + b"\\row", also=("E_LIMIT_TEXT", "read"), months=None),
    _word("groups_closed_twice", b"}}}}}} more {\\b"),
    _word("field", b"{\\field{\\*\\fldinst DDEAUTO cmd}{\\fldrslt shown}}", absent=("DDEAUTO",)),
    _word("object", b"{\\object\\objdata " + b"41" * 2000 + b"}", expect="W_ACTIVE_CONTENT"),
    _word("include", b"{\\field{\\*\\fldinst INCLUDETEXT \"/etc/passwd\"}}", absent=("root:x:0",)),
    _case("rtf_header_only.rtf", "D3", lambda: b"{\\rtf1", "E_EMPTY"),
    _case("rtf_hidden.rtf", "F2", lambda: rtf(b"{\\v " + BAIT.encode() + b"}"), "W_HIDDEN_TEXT", months=MONTHS),
    _case("rtf_hidden_white.rtf", "F2", lambda: rtf(b"{\\cf1 " + BAIT.encode() + b"}", b"{\\colortbl;\\red255\\green255\\blue255;}"), "W_HIDDEN_TEXT", months=MONTHS),
    # Europass
    _case("europass_good.xml", "B1", europass, months=MONTHS),
    *[
        _case(f"europass_{name}.xml", "B1", partial(europass, inner, prologue), "E_XML_DTD", absent=("root:x:0", "lollol"))
        for name, inner, prologue in (
            ("laughs", "<Headline>&l9;</Headline>", LAUGHS.replace("DOCTYPE l", "DOCTYPE SkillsPassport")),
            ("outside", "<Headline>&e;</Headline>", OUTSIDE), ("fetched", "<Headline>&e;</Headline>", FETCHED), ("parameter", "", PARAMETER),
        )
    ],
    _case("europass_20k_deep.xml", "B2", lambda: europass("<Headline>" * 20_000 + "</Headline>" * 20_000), "E_LIMIT_XML"),
    _case("europass_cut.xml", "D1", lambda: europass()[:-40], "E_DAMAGED"),
    _case("europass_dates_odd.xml", "B2", lambda: europass().replace(b'year="2015" month="--01"', b'year="99999" month="--77" day="---99"'), also=("W_NO_POSITIONS",)),
    _case("europass_photo.xml", "B2", lambda: europass("<Photo><Data>" + "QUFB" * 20_000 + "</Data></Photo>"), months=MONTHS),
    _case("xml_unknown.xml", "D1", lambda: b"<?xml version='1.0'?><thing xmlns='u:x'>x</thing>", "E_UNKNOWN_TYPE"),
    _case("svg.svg", "B1", lambda: b"<?xml version='1.0'?>" + OUTSIDE.encode() + b"<svg xmlns='http://www.w3.org/2000/svg'><text>&e;</text></svg>", "E_UNKNOWN_TYPE", also=("E_XML_DTD",), absent=("root:x:0",)),
)  # fmt: skip
