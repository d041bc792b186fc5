"""Cases: ZIP, DOCX and ODT: bombs, names, DTDs, depths, forged spans, and text in every container that Word has."""

from __future__ import annotations

import io
import random
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import partial

from benchmarks.hostile.case import BAIT, DAMAGED, DATES, EMPLOYER, LINES, MIB, MONTHS, PERSON, TITLE, Case, deflated

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/%s.main+xml"/></Types>'
)
_WORD = "vnd.openxmlformats-officedocument.wordprocessingml.document"


def _relations(*rows: str) -> str:
    return f'<?xml version="1.0"?><Relationships xmlns="{_RELS}">{"".join(rows)}</Relationships>'


def _relation(kind: str, target: str, mode: str = "", identifier: str = "r1") -> str:
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{identifier}" Type="{_R}/{kind}" Target="{target}"{outside}/>'


_ROOT = _relations(_relation("officeDocument", "word/document.xml"))


def p(text: str, properties: str = "") -> str:
    """Return a paragraph of Word."""
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


HEAD = "".join([p(line) for line in LINES[:3]])
JOB = "".join([p(line) for line in LINES[3:]])
BODY = HEAD + JOB


def body(xml: str, prologue: str = "", namespace: str = _W) -> str:
    """Return word/document.xml."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<w:document xmlns:w="{namespace}" xmlns:r="{_R}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<w:body>{xml}</w:body></w:document>"
    )


def zipped(parts: Mapping[str, str | bytes] | list[tuple[str, str | bytes]], stored: bool = False) -> bytes:
    """Return a ZIP of these parts in this order, duplicates and odd names included."""
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of duplicates
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items() if isinstance(parts, Mapping) else parts:
                archive.writestr(zipfile.ZipInfo(name), data, compress_type=archive.compression)
    return buffer.getvalue()


def docx(
    xml: str = BODY,
    *,
    prologue: str = "",
    extra: Mapping[str, str | bytes] | None = None,
    main: str | bytes | None = None,
    kind: str = _WORD,
    root: str = _ROOT,
    namespace: str = _W,
) -> bytes:
    """Return a DOCX."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES % kind,
        "_rels/.rels": root,
        "word/document.xml": body(xml, prologue, namespace) if main is None else main,
    }
    return zipped({name: data for name, data in (parts | dict(extra or {})).items() if data})


def forged(parts: list[tuple[bytes, bytes, int, int, int]], *, count: int | None = None, tail: bytes = b"") -> bytes:
    """Return a ZIP of (name, packed data, method, stated size, flags) with nothing checked."""
    out, directory = io.BytesIO(), b""
    for name, data, method, size, flags in parts:
        at = out.tell()
        crc = zlib.crc32(data) if method == 0 else 0
        fields = (20, flags, method, 0, 33, crc, len(data), size, len(name), 0)
        out.write(struct.pack("<4sHHHHHIIIHH", b"PK\3\4", *fields) + name + data)
        directory += struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, *fields, 0, 0, 0, 0, at) + name
    start = out.tell()
    number = len(parts) if count is None else count
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, number, number, len(directory), start, len(tail))
    return out.getvalue() + directory + end + tail


def _plain(name: str, text: str | bytes) -> tuple[bytes, bytes, int, int, int]:
    data = text.encode() if isinstance(text, str) else text
    return name.encode(), data, 0, len(data), 0


_FRAME = [_plain("[Content_Types].xml", _TYPES % _WORD), _plain("_rels/.rels", _ROOT)]


def _bomb(mebibytes: int, stated: int | None = None, name: str = "word/document.xml") -> bytes:
    data = deflated(mebibytes)
    return forged([*_FRAME, (name.encode(), data, 8, min(mebibytes * MIB, 2**32 - 2) if stated is None else stated, 0)])


def _overlapping(files: int) -> bytes:
    """Return entries that all share one packed kernel: petabytes from kilobytes."""
    kernel = deflated(64)
    name = b"word/document.xml"
    fields = (20, 0, 8, 0, 33, 0, len(kernel), 64 * MIB)
    out = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", *fields, len(name), 0) + name + kernel
    rows = [name, *[b"w/%d" % n for n in range(files - 1)]]
    directory = b"".join(
        [struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, *fields, len(row), 0, 0, 0, 0, 0, 0) + row for row in rows]
    )
    return out + directory + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, files, files, len(directory), len(out), 0)


def _matryoshka(levels: int) -> bytes:
    data = b" " * (10 * MIB)
    for level in range(levels):
        data = zipped({f"{n}.{'zip' if level else 'csv'}": data for n in range(10)})
    return data


def _symlink() -> bytes:
    buffer = io.BytesIO(docx())
    with zipfile.ZipFile(buffer, "a") as archive:
        link = zipfile.ZipInfo("word/link.xml")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def _locked() -> bytes:
    data = bytearray(docx())
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def _compound(*streams: str) -> bytes:
    """Return the head of an OLE compound file with these names in its directory."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join([s.encode("utf-16-le") for s in streams]) + bytes(999)


def _flipped(data: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    out = bytearray(data)
    for _ in range(chance.choice((1, 3, 10))):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


LAUGHS = "<!DOCTYPE l [<!ENTITY l0 'lol'>" + "".join(
    [f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10)]
) + "]>"  # fmt: skip
QUADRATIC = "<!DOCTYPE x [<!ENTITY a '" + "A" * 50_000 + "'>]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
FETCHED = "<!DOCTYPE x [<!ENTITY e SYSTEM 'http://127.0.0.1:9/x'>]>"
PARAMETER = "<!DOCTYPE x [<!ENTITY % p SYSTEM 'file:///etc/hostname'> %p;]>"

_ON = "urn:oasis:names:tc:opendocument:xmlns:"
_ODT_NS = " ".join(
    [
        f'xmlns:{k}="{_ON}{v}:1.0"'
        for k, v in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"))
    ]
)
_ODT_BODY = "".join([f"<text:p>{line}</text:p>" for line in LINES])
_ODT_MIME = "application/vnd.oasis.opendocument.text"


def flat(xml: str = _ODT_BODY, prologue: str = "", root: str = "document-content") -> str:
    """Return content.xml, or with root="document" a flat ODT."""
    return (
        f'<?xml version="1.0"?>{prologue}<office:{root} {_ODT_NS} office:version="1.3" office:mimetype="{_ODT_MIME}">'
        f"<office:body><office:text>{xml}</office:text></office:body></office:{root}>"
    )


def odt(xml: str = _ODT_BODY, prologue: str = "", **extra: str) -> bytes:
    """Return an ODT; `styles_xml=...` is styles.xml."""
    parts = {"mimetype": _ODT_MIME, "content.xml": flat(xml, prologue), "META-INF/manifest.xml": "<m/>"}
    names = {"styles_xml": "styles.xml", "manifest": "META-INF/manifest.xml", "content": "content.xml"}
    return zipped(parts | {names[key]: value for key, value in extra.items()})


def _case(name: str, row: str, make: Callable[[], bytes], expect: str = "read", **rest: object) -> Case:
    ending = "" if "." in name else ".odt" if name.startswith("odt") else ".docx"
    return Case(name + ending, row, make, expect, **rest)  # type: ignore[arg-type]


_XML = ("E_XML_DTD", ("root:x:0",))


def _dtd(name: str, make: Callable[[], bytes]) -> Case:
    return _case(name, "B1", make, "E_XML_DTD", absent=("root:x:0", "lollol"))


def _contained(name: str, before: str, after: str, **rest: object) -> Case:
    """Return the job inside a container that Word would show."""
    return _case(f"docx_in_{name}", "B5", partial(docx, HEAD + before + JOB + after), months=MONTHS, **rest)


def _span(value: str) -> Callable[[], bytes]:
    cell = f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{value}"/></w:tcPr>{JOB}</w:tc></w:tr></w:tbl>'
    return partial(docx, HEAD + cell)


_BROKEN = ("read", "E_DAMAGED", "E_AMBIGUOUS", "E_ENCRYPTED", "E_UNKNOWN_TYPE", "E_EMPTY", "E_BOMB", "E_LIMIT_ENTRIES")
_TABLE = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
_MERGED = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>%s</w:tc></w:tr>"
_BOX = f'<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{JOB}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'
_HEADER = f'<?xml version="1.0"?><w:hdr xmlns:w="{_W}">{JOB}</w:hdr>'
_STYLE_LOOP = (
    f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
)
_STYLE_CHAIN = f'<w:styles xmlns:w="{_W}">' + "".join(
    [f'<w:style w:type="paragraph" w:styleId="S{n}"><w:basedOn w:val="S{n + 1}"/></w:style>' for n in range(20_000)]
) + "</w:styles>"  # fmt: skip

CASES: tuple[Case, ...] = (
    # bombs
    _case("docx_good", "A1", docx, months=MONTHS),
    _case("docx_bomb_1G", "A1", partial(_bomb, 1024), "E_BOMB"),
    _case("docx_bomb_4G", "A1", partial(_bomb, 4096), "E_BOMB", slow=True),
    _case("docx_bomb_40M", "A1", partial(_bomb, 40), "E_BOMB"),
    _case("docx_size_lies", "A1", partial(_bomb, 1024, 10), "E_BOMB"),
    _case("docx_size_lies_below", "A1", lambda: forged([*_FRAME, (b"word/document.xml", zlib.compress(body(BODY).encode())[2:-4], 8, 10, 0)]), "E_DAMAGED"),
    _case("docx_bomb_in_a_picture", "A1", lambda: forged([*_FRAME, _plain("word/document.xml", body(BODY)), (b"word/media/i.png", deflated(1024), 8, 1024 * MIB, 0)]), months=MONTHS),
    _case("docx_bomb_in_styles", "A1", lambda: forged([*_FRAME, _plain("word/document.xml", body(BODY)), (b"word/styles.xml", deflated(256), 8, 256 * MIB, 0), _plain("word/_rels/document.xml.rels", _relations(_relation("styles", "styles.xml")))]), "E_BOMB", also=("read",)),
    _case("docx_bomb_in_types", "A1", lambda: forged([(b"[Content_Types].xml", deflated(256), 8, 256 * MIB, 0), _plain("word/document.xml", body(BODY))]), "read", also=("E_BOMB",)),
    _case("docx_paragraphs_4M", "A1", lambda: docx("<w:p/>" * 4_000_000), "E_BOMB", also=("E_EMPTY", "E_LIMIT_XML", "E_TIMEOUT", "E_MEMORY"), slow=True),
    _case("docx_ratio_below_the_floor", "A1", partial(docx, BODY + p(" " * 900_000)), months=MONTHS),
    _case("zip_overlap.zip", "A1", partial(_overlapping, 900), "E_BOMB"),
    _case("zip_in_zip.zip", "A1", partial(_matryoshka, 3), "E_UNKNOWN_TYPE", slow=True),
    _case("zip_in_zip_once.zip", "A1", lambda: zipped({"inner.zip": docx()}), "E_UNKNOWN_TYPE"),
    _case("odt_bomb", "A1", lambda: forged([_plain("mimetype", _ODT_MIME), _plain("META-INF/manifest.xml", "<m/>"), (b"content.xml", deflated(512), 8, 512 * MIB, 0)]), "E_BOMB"),
    _case("linkedin_bomb.zip", "A1", lambda: forged([(b"Positions.csv", deflated(512), 8, 512 * MIB, 0)]), "E_BOMB"),
    _case("linkedin_mime_bomb.zip", "A1", lambda: forged([(b"mimetype", deflated(512), 8, 512 * MIB, 0)]), "E_BOMB"),
    # names and directories
    *[
        _case(f"docx_name_{label}", "A2", partial(docx, extra={name: "x"}), months=MONTHS)
        for label, name in (
            ("slip", "../../../../xpcalc_slip.txt"), ("absolute", "/tmp/xpcalc_slip.txt"), ("drive", "C:\\x.txt"),
            ("backslash", "..\\..\\x.txt"), ("device", "CON"), ("escape", "a\n\x1b[31mb"), ("empty_folder", "x//y"),
            ("surrogate", "\ufffe\u202e.xml"), ("long", "n" * 60_000),
        )
    ],
    _case("docx_symlink_inside", "A2", _symlink, months=MONTHS, absent=("root:x:0",)),
    _case("docx_locked", "A3", _locked, "E_ENCRYPTED"),
    _case("docx_locked_by_office", "A3", partial(_compound, "EncryptionInfo", "EncryptedPackage"), "E_ENCRYPTED"),
    _case("docx_is_old_word", "A3", partial(_compound, "WordDocument"), "E_OLD_WORD"),
    _case("docx_is_empty_ole", "A3", partial(_compound), "E_OLD_WORD"),
    _case("odt_locked", "A3", partial(odt, manifest='<m><e n="content.xml"><encryption-data/></e></m>'), "E_ENCRYPTED"),
    _case("docx_document_twice", "A4", lambda: zipped([("[Content_Types].xml", _TYPES % _WORD), ("_rels/.rels", _ROOT), ("word/document.xml", body(BODY)), ("word/document.xml", body(p(BAIT)))]), "E_AMBIGUOUS"),
    _case("docx_picture_twice", "A4", lambda: zipped([("word/document.xml", body(BODY)), ("word/media/a.png", "x"), ("word/media/a.png", "y")]), "E_AMBIGUOUS"),
    _case("docx_case_twins", "A4", partial(docx, extra={"word/Document.xml": body(p(BAIT))}), months=MONTHS, also=("E_AMBIGUOUS",)),
    _case("docx_and_odt", "A4", partial(docx, extra={"mimetype": _ODT_MIME, "content.xml": flat(), "META-INF/manifest.xml": "<m/>"}), "E_AMBIGUOUS"),
    _case("docx_60k_entries", "A5", lambda: forged([*_FRAME, _plain("word/document.xml", body(BODY)), *[_plain(f"x/{n}", "") for n in range(60_000)]]), "E_LIMIT_ENTRIES"),
    _case("docx_count_lies", "A5", lambda: forged([*_FRAME, _plain("word/document.xml", body(BODY))], count=65_535), "E_LIMIT_ENTRIES"),
    _case("docx_count_too_low", "A5", lambda: forged([*_FRAME, _plain("word/document.xml", body(BODY)), *[_plain(f"x/{n}", "") for n in range(5000)]], count=3), also=("E_LIMIT_ENTRIES", "E_DAMAGED")),
    _case("docx_count_zero", "A5", lambda: forged([*_FRAME, _plain("word/document.xml", body(BODY))], count=0), also=_BROKEN),
    _case("docx_long_comment", "A5", lambda: forged([*_FRAME, _plain("word/document.xml", body(BODY))], tail=b"PK\5\6" * 9_000), "E_DAMAGED", also=_BROKEN),
    _case("docx_method_99", "A5", lambda: forged([*_FRAME, (b"word/document.xml", b"x", 99, 1, 0)]), "E_DAMAGED"),
    _case("docx_method_14", "A5", lambda: forged([*_FRAME, (b"word/document.xml", b"x", 14, 1, 0)]), "E_DAMAGED"),
    _case("docx_junk_before", "A5", lambda: b"junk" * 100 + docx(), also=_BROKEN),
    _case("docx_junk_after", "A5", lambda: docx() + b"junk" * 100, also=_BROKEN),
    # DTDs
    _dtd("docx_laughs", partial(docx, p("&l9;"), prologue=LAUGHS)),
    _dtd("docx_quadratic", partial(docx, p("&a;" * 50_000), prologue=QUADRATIC)),
    _dtd("docx_outside_file", partial(docx, p("&e;"), prologue=OUTSIDE)),
    _dtd("docx_outside_address", partial(docx, p("&e;"), prologue=FETCHED)),
    _dtd("docx_parameter", partial(docx, BODY, prologue=PARAMETER)),
    _dtd("docx_laughs_in_relations", partial(docx, root=_ROOT.replace("<Rel", LAUGHS + "<Rel", 1))),
    _dtd("docx_laughs_in_styles", partial(docx, extra={"word/styles.xml": LAUGHS + f'<w:styles xmlns:w="{_W}">&l9;</w:styles>'})),
    _dtd("docx_utf16_dtd", lambda: docx(main=(OUTSIDE + body(p("&e;")).partition("?>")[2]).encode("utf-16"))),
    _dtd("docx_dtd_after_4k", partial(docx, p("&e;"), prologue="<!--" + "x" * 5000 + "-->" + OUTSIDE)),
    _dtd("odt_laughs", partial(odt, "<text:p>&l9;</text:p>", LAUGHS)),
    _dtd("odt_outside", partial(odt, "<text:p>&e;</text:p>", OUTSIDE)),
    _dtd("odt_laughs_in_styles", partial(odt, styles_xml=LAUGHS + "<s>&l9;</s>")),
    _dtd("odt_flat_outside.fodt", lambda: flat("<text:p>&e;</text:p>", OUTSIDE, "document").encode()),
    # XML that is too much
    _case("docx_100k_deep", "B2", partial(docx, "<w:p>" * 100_000 + "</w:p>" * 100_000), "E_BOMB", also=("E_LIMIT_XML",)),
    _case("docx_20k_deep", "B2", partial(docx, "<w:p>" * 20_000 + "</w:p>" * 20_000), "E_LIMIT_XML"),
    _case("docx_text_11M", "B2", partial(docx, p("A" * 11_000_000)), "E_BOMB", also=("E_LIMIT_TEXT", "E_LIMIT_XML"), slow=True),
    _case("docx_attribute_11M", "B2", partial(docx, f'<w:p w:rsidR="{"A" * 11_000_000}"/>'), "E_BOMB", also=("E_LIMIT_XML",), slow=True),
    _case("docx_attributes_100k", "B2", partial(docx, "<w:p " + " ".join([f'a{n}="1"' for n in range(100_000)]) + "/>" + BODY), also=("E_LIMIT_XML", "E_TIMEOUT")),
    _case("docx_namespaces_20k", "B2", partial(docx, "<w:p " + " ".join([f'xmlns:a{n}="u:{n}"' for n in range(20_000)]) + "/>" + BODY), also=("E_LIMIT_XML", "E_TIMEOUT")),
    _case("docx_name_100k", "B2", partial(docx, f"<{'n' * 100_000}/>" + BODY), "E_LIMIT_XML", also=("read", "E_DAMAGED")),
    _case("docx_bad_xml", "B2", lambda: docx(main=body(BODY)[:-20]), "E_DAMAGED"),
    _case("docx_bad_utf8", "B2", lambda: docx(main=body(BODY).encode()[:-60] + b"\xff\xfe" + body(BODY).encode()[-60:]), "E_DAMAGED"),
    _case("docx_unknown_encoding", "B2", lambda: docx(main=body(BODY).replace("UTF-8", "klingon")), "E_DAMAGED", also=("read",)),
    _case("docx_entity_unknown", "B2", partial(docx, p("&nothing;")), "E_DAMAGED"),
    _case("docx_control_reference", "B2", partial(docx, p("&#0;&#27;[2J")), "E_DAMAGED"),
    _case("docx_main_is_empty", "B2", lambda: docx(main=b" "), "E_DAMAGED"),
    _case("docx_no_main", "B2", lambda: zipped({"[Content_Types].xml": _TYPES % _WORD, "_rels/.rels": _ROOT}), "E_DAMAGED"),
    _case("docx_no_body", "B2", lambda: docx(main=f'<w:document xmlns:w="{_W}"/>'), "E_DAMAGED"),
    _case("docx_no_relations", "B2", partial(docx, root=""), months=MONTHS),
    _case("docx_styles_in_a_ring", "B2", partial(docx, '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr></w:p>' + BODY, extra={"word/styles.xml": _STYLE_LOOP}), months=MONTHS),
    _case("docx_styles_20k_long", "B2", partial(docx, '<w:p><w:pPr><w:pStyle w:val="S0"/></w:pPr></w:p>' + BODY, extra={"word/styles.xml": _STYLE_CHAIN}), months=MONTHS),
    # tables
    *[_case(f"docx_span_{label}", "B3", _span(value), months=MONTHS) for label, value in (("50M", "50000000"), ("2G", "2000000000"), ("minus", "-3"), ("words", "abc"), ("huge", "9" * 400), ("arabic", "\u0663"))],
    _case("docx_merge_in_row_1", "B3", partial(docx, HEAD + "<w:tbl>" + _MERGED % JOB + "</w:tbl>"), months=MONTHS),
    _case("docx_merge_3000_rows", "B3", partial(docx, HEAD + "<w:tbl>" + _MERGED % JOB + _MERGED % p("x") * 3000 + "</w:tbl>"), months=MONTHS),
    _case("docx_tables_60_deep", "B3", partial(docx, HEAD + _TABLE[0] * 30 + JOB + _TABLE[1] * 30), months=None, also=("E_LIMIT_XML",)),
    _case("docx_tables_2000_deep", "B3", partial(docx, _TABLE[0] * 2000 + BODY + _TABLE[1] * 2000), "E_LIMIT_XML"),
    _case("docx_empty_cells_50k", "B3", partial(docx, BODY + "<w:tbl>" + ("<w:tr>" + "<w:tc/>" * 500 + "</w:tr>") * 100 + "</w:tbl>"), months=MONTHS),
    # containers
    _contained("content_control", "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    _contained("insertion", '<w:ins w:id="1" w:author="a">', "</w:ins>"),
    _contained("custom_xml", "<w:customXml>", "</w:customXml>"),
    _contained("table", *_TABLE),
    _contained("table_in_table", _TABLE[0] * 2, _TABLE[1] * 2),
    _case("docx_in_text_box", "B5", partial(docx, HEAD + _BOX), months=MONTHS),
    _case("docx_in_fallback_twice", "B5", partial(docx, HEAD + f"<w:p><w:r><mc:AlternateContent><mc:Choice>{_BOX}</mc:Choice><mc:Fallback>{_BOX}</mc:Fallback></mc:AlternateContent></w:r></w:p>"), months=MONTHS),
    _case("docx_in_header", "B5", partial(docx, HEAD, extra={"word/header1.xml": _HEADER, "word/_rels/document.xml.rels": _relations(_relation("header", "header1.xml"))}), months=MONTHS, also=("read",)),
    _case("docx_deleted", "B5", partial(docx, BODY + f'<w:p><w:del w:id="1"><w:r><w:delText>{BAIT}</w:delText></w:r></w:del></w:p>'), "W_TRACKED", months=MONTHS, absent=("Ghostwood",)),
    _case("docx_alt_chunk", "B5", partial(docx, BODY + '<w:altChunk r:id="r9"/>', extra={"word/afchunk.html": f"<html>{BAIT}</html>"}), "W_PART_UNREAD", months=MONTHS),
    _case("docx_field_code", "B5", partial(docx, BODY + f'<w:p><w:r><w:instrText>DDEAUTO cmd "/c calc" {BAIT}</w:instrText></w:r></w:p>'), months=MONTHS, absent=("DDEAUTO",)),
    *[
        _case(f"docx_hidden_{label}", "F2", partial(docx, BODY + p(BAIT, look)), "W_HIDDEN_TEXT", months=MONTHS)
        for label, look in (("vanish", "<w:vanish/>"), ("white", '<w:color w:val="FFFFFF"/>'), ("near_white", '<w:color w:val="FDFDFD"/>'), ("one_point", '<w:sz w:val="2"/>'))
    ],
    # kinds
    _case("docx_macros.docm", "B6", partial(docx, kind="vnd.ms-word.document.macroEnabled", extra={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "W_ACTIVE_CONTENT", months=MONTHS),
    _case("docx_template.dotx", "B6", partial(docx, kind="vnd.openxmlformats-officedocument.wordprocessingml.template"), months=MONTHS),
    _case("docx_strict", "B6", partial(docx, namespace=_STRICT), months=MONTHS),
    _case("docx_named.pdf", "B6", docx, "I_EXTENSION", months=MONTHS),
    _case("docx_is_html", "B6", lambda: ("<html><body>" + "".join([f"<p>{x}</p>" for x in LINES])).encode(), "I_EXTENSION", months=MONTHS),
    _case("docx_is_rtf", "B6", lambda: rb"{\rtf1 hello}", "I_EXTENSION"),
    _case("docx_outside_main", "B7", partial(docx, root=_relations(_relation("officeDocument", "http://127.0.0.1:9/x", "External"))), months=MONTHS),
    _case("docx_main_climbs", "B7", partial(docx, root=_relations(_relation("officeDocument", "../../../../etc/passwd"))), months=MONTHS, absent=("root:x:0",)),
    _case("docx_outside_template", "B7", partial(docx, extra={"word/_rels/settings.xml.rels": _relations(_relation("attachedTemplate", "http://127.0.0.1:9/t.dotm", "External"))}), months=MONTHS),
    _case("docx_outside_header", "B7", partial(docx, extra={"word/_rels/document.xml.rels": _relations(_relation("header", "http://127.0.0.1:9/h", "External"), _relation("styles", "../../../etc/passwd"))}), months=MONTHS),
    # ODT
    _case("odt_good", "B4", odt, months=MONTHS),
    _case("odt_blanks_2G", "B4", partial(odt, '<text:p>a<text:s text:c="2000000000"/>b</text:p>' + _ODT_BODY), months=MONTHS),
    _case("odt_blanks_minus", "B4", partial(odt, '<text:p>a<text:s text:c="-5"/>b</text:p>' + _ODT_BODY), months=MONTHS),
    _case("odt_rows_repeated", "B4", partial(odt, '<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row></table:table>' + _ODT_BODY), months=None),
    _case("odt_span_2G", "B4", partial(odt, '<table:table><table:table-row><table:table-cell table:number-columns-spanned="2000000000"><text:p>x</text:p></table:table-cell></table:table-row></table:table>' + _ODT_BODY), months=None),
    _case("odt_5k_deep", "B4", partial(odt, "<text:p>" * 5000 + "</text:p>" * 5000), "E_LIMIT_XML"),
    _case("odt_200k_deep", "B4", partial(odt, "<text:p>" * 200_000 + "</text:p>" * 200_000), "E_BOMB", also=("E_LIMIT_XML",)),
    _case("odt_style_in_a_ring", "B4", partial(odt, _ODT_BODY, styles_xml=f'<office:document-styles {_ODT_NS}><office:styles><style:style style:name="A" style:parent-style-name="A"/></office:styles></office:document-styles>'), months=MONTHS),
    _case("odt_empty_paragraphs_500k", "B4", partial(odt, "<text:p/>" * 500_000 + _ODT_BODY), "E_BOMB", also=("read", "E_LIMIT_XML", "E_TIMEOUT"), slow=True),
    _case("odt_spreadsheet", "B4", lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), "E_UNKNOWN_TYPE"),
    _case("odt_flat.fodt", "B4", lambda: flat(root="document").encode(), months=MONTHS),
    # cut and flipped
    *[_case(f"docx_cut_{share}", "D1", partial(docx().__getitem__, slice(len(docx()) * share // 100)), "E_DAMAGED") for share in (10, 50, 90, 99)],
    *[_case(f"docx_flip_{seed:02}", "D1", lambda seed=seed: _flipped(docx(), seed), DAMAGED[x], also=_BROKEN) for seed, x in enumerate("RRRDRDBDDDDDDDDDDDDD")],
    *[_case(f"odt_flip_{seed:02}", "D1", lambda seed=seed: _flipped(odt(), seed), DAMAGED[x], also=_BROKEN) for seed, x in enumerate("DDRDDBUDDD")],
)  # fmt: skip

__all__ = ["CASES", "DATES", "EMPLOYER", "PERSON", "TITLE", "docx", "flat", "forged", "odt", "p", "zipped"]
