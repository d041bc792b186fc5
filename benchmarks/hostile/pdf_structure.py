"""Cases: PDFs whose skeleton is wrong: cross-references, page trees, nesting, lengths, encryption, cuts and flips."""

from __future__ import annotations

import hashlib
import random
import struct
import zlib
from collections.abc import Callable
from functools import partial

from benchmarks.hostile.case import DAMAGED, MONTHS, Case
from benchmarks.hostile.pdf_parts import CONTENT, GOOD, Objects, changed, page, simple, stream, written

_TABLE = GOOD.rfind(b"xref\n0 ")
_START = GOOD.rfind(b"startxref")


def _kids(numbers: range | list[int], count: int) -> bytes:
    return b"<< /Type /Pages /Count %d /Kids [%b] >>" % (count, b" ".join([b"%d 0 R" % n for n in numbers]))


def _distinct_pages(count: int) -> bytes:
    objects = simple()
    objects[2] = _kids(range(10, 10 + count), count)
    objects |= dict.fromkeys(range(10, 10 + count), b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>")
    objects[10] = page()
    return written(objects)


def _deep_tree(depth: int) -> bytes:
    objects = simple()
    objects[2] = _kids([10], 1)
    for n in range(10, 10 + depth):
        objects[n] = b"<< /Type /Pages /Parent %d 0 R /Count 1 /Kids [%d 0 R] >>" % (
            n - 1 if n > 10 else 2,
            n + 1 if n < 9 + depth else 3,
        )
    return written(objects)


def _tree_of_ten(levels: int) -> bytes:
    objects = simple()
    objects[2] = _kids([10] * 10, 10**levels)
    for n in range(levels - 1):
        objects[10 + n] = _kids([11 + n if n < levels - 2 else 3] * 10, 10)
    return written(objects)


def _xref_stream(index: bytes, widths: bytes, rows: bytes = b"\x01\0\0\0\0\0" * 6) -> bytes:
    data = zlib.compress(rows)
    body = GOOD[:_TABLE]
    entries = b"/Type /XRef /Size 2147483647 /Index %b /W %b /Root 1 0 R /Filter /FlateDecode" % (index, widths)
    return body + b"99 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF" % (stream(data, entries), len(body))


def _object_stream(first: bytes, count: bytes, extends: bytes = b"") -> bytes:
    entries = b"/Type /ObjStm /N %b /First %b %b" % (count, first, extends)
    return changed(o6=stream(b"1 0 2 4 << >> << >>", entries))


# Source: ISO 32000-1, 7.6.3.3, algorithms 2, 3 and 4 (revision 2: RC4 with a key of 40 bits).
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) & 255
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + box[i]) & 255
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) & 255])
    return bytes(out)


def _encrypted(user: bytes, owner: bytes) -> bytes:
    padded = [(word + _PADDING)[:32] for word in (user, owner)]
    identifier = bytes(16)
    o = _rc4(hashlib.md5(padded[1], usedforsecurity=False).digest()[:5], padded[0])
    key_input = padded[0] + o + struct.pack("<i", -4) + identifier
    key = hashlib.md5(key_input, usedforsecurity=False).digest()[:5]
    u = _rc4(key, _PADDING)
    own = hashlib.md5(key + b"\x04\0\0\0\0", usedforsecurity=False).digest()[:10]
    objects = simple()
    objects[4] = stream(_rc4(own, CONTENT))
    words = (o.hex().encode(), u.hex().encode(), identifier.hex().encode(), identifier.hex().encode())
    trailer = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%b> /U <%b> >> /ID [<%b> <%b>]" % words
    return written(objects, trailer)


def _flipped(seed: int) -> bytes:
    chance = random.Random(seed)
    data = bytearray(GOOD)
    for _ in range(chance.choice((1, 3, 10, 40))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _mutated(seed: int) -> bytes:
    """Return the good file with numbers and names of its objects swapped for odd ones; the frame stays whole."""
    chance = random.Random(seed)
    odd = (b"-1", b"0", b"99999999999", b"2147483648", b"null", b"3 0 R", b"[ ]", b"<< >>", b"/Page", b"(x)", b"1e38")
    objects: Objects = simple()
    for _ in range(chance.choice((1, 2, 4))):
        number = chance.choice(list(objects))
        head, mark, rest = objects[number].partition(b"stream\n")
        parts = head.split(b" ")
        parts[chance.randrange(len(parts))] = chance.choice(odd)
        objects[number] = b" ".join(parts) + mark + rest
    return written(objects)


def _case(name: str, row: str, make: Callable[[], bytes], expect: str = "read", **rest: object) -> Case:
    return Case(f"pdf_{name}.pdf", row, make, expect, **rest)  # type: ignore[arg-type]


# Answers to a file that is broken somewhere: refused by name, repaired, or read in part; never silence.
_BROKEN = ("read", "E_DAMAGED", "E_EMPTY", "E_NEEDS_OCR", "E_ENCRYPTED", "E_UNKNOWN_TYPE", "E_TIMEOUT", "E_CRASH")

CASES: tuple[Case, ...] = (
    _case("good", "C1", lambda: GOOD, months=MONTHS),
    # page trees
    _case("pages_100k_one_object", "C2", lambda: changed(o2=_kids([3] * 100_000, 100_000)), "W_PAGES_TRUNCATED"),
    _case("pages_20k", "C2", partial(_distinct_pages, 20_000), "W_PAGES_TRUNCATED", slow=True),
    _case("pages_150", "C2", partial(_distinct_pages, 150), "W_PAGES_TRUNCATED"),
    _case("count_two_billion", "C2", lambda: changed(o2=_kids([3], 2_000_000_000)), months=None),
    _case("count_negative", "C2", lambda: changed(o2=_kids([3], -5)), also=("E_DAMAGED",)),
    _case("count_is_a_name", "C2", lambda: changed(o2=b"<< /Type /Pages /Kids [3 0 R] /Count /x >>"), also=_BROKEN),
    _case("tree_holds_itself", "C2", lambda: changed(o2=_kids([2, 3], 2)), also=("E_DAMAGED",)),
    _case("tree_20k_deep", "C2", partial(_deep_tree, 20_000), "E_EMPTY", also=_BROKEN),
    _case("tree_60_deep", "C2", partial(_deep_tree, 60), also=("E_DAMAGED",)),
    _case("tree_of_a_billion", "C2", partial(_tree_of_ten, 9), "I_SAME_POSITION", also=("W_PAGES_TRUNCATED", *_BROKEN)),
    _case("no_kids", "C2", lambda: changed(o2=b"<< /Type /Pages /Count 1 >>"), "W_PAGES_UNREADABLE", also=_BROKEN),
    _case("no_catalog", "C2", lambda: changed(o1=b"null"), "W_REPAIRED", also=_BROKEN),
    # cross-references, lengths, references
    _case("xref_prev_is_itself", "C3", lambda: written(simple(), b"/Prev SELF"), months=MONTHS),
    _case("xref_prev_beyond_the_end", "C3", lambda: written(simple(), b"/Prev 99999999"), months=MONTHS),
    _case("startxref_huge", "C3", lambda: written(simple(), start=b"9" * 20), months=MONTHS),
    _case("startxref_negative", "C3", lambda: written(simple(), start=b"-7"), months=MONTHS),
    _case("startxref_missing", "C3", lambda: GOOD[:_START], months=MONTHS),
    _case("size_two_billion", "C3", lambda: GOOD.replace(b"/Size 6", b"/Size 2147483647"), months=MONTHS),
    _case("section_two_billion", "C3", lambda: GOOD.replace(b"xref\n0 6", b"xref\n0 2147483647"), months=MONTHS),
    _case("xref_stream_index", "C3", lambda: _xref_stream(b"[0 2147483647]", b"[1 4 1]"), months=MONTHS),
    _case("xref_stream_widths", "C3", lambda: _xref_stream(b"[0 10]", b"[2000000000 2000000000 1]"), months=MONTHS),
    _case("xref_stream_negative", "C3", lambda: _xref_stream(b"[-5 10]", b"[1 -4 1]"), months=MONTHS),
    _case("object_stream_count", "C3", lambda: _object_stream(b"8", b"2000000000"), months=MONTHS),
    _case("object_stream_first", "C3", lambda: _object_stream(b"-8", b"2"), months=MONTHS),
    _case("object_stream_extends_itself", "C3", lambda: _object_stream(b"8", b"2", b"/Extends 6 0 R"), months=MONTHS),
    _case("length_is_itself", "C3", lambda: changed(o4=stream(CONTENT, length=b"4 0 R")), months=MONTHS),
    _case("length_too_long", "C3", lambda: changed(o4=stream(CONTENT, length=b"99999999999")), months=MONTHS),
    _case("length_negative", "C3", lambda: changed(o4=stream(CONTENT, length=b"-1")), months=MONTHS),
    _case("reference_to_itself", "C3", lambda: changed(o3=page(contents=b"6 0 R"), o6=b"6 0 R"), "E_EMPTY", also=_BROKEN),
    _case(
        "references_in_a_ring",
        "C3",
        lambda: changed(o3=page(contents=b"6 0 R"), o6=b"7 0 R", o7=b"6 0 R"),
        "E_EMPTY",
        also=_BROKEN,
    ),
    _case("contents_20k_times", "C4", lambda: changed(o3=page(contents=b"[" + b"4 0 R " * 20_000 + b"]")), "E_LIMIT_TEXT", also=("read", "E_TIMEOUT"), slow=True),
    # nesting
    _case("arrays_100k_deep", "C4", lambda: changed(o6=b"[" * 100_000 + b"]" * 100_000), months=MONTHS),
    _case(
        "catalog_50k_deep",
        "C4",
        lambda: changed(o1=b"<< /Type /Catalog /Pages 2 0 R /X " + b"<< /A " * 50_000 + b"1" + b" >>" * 50_000 + b" >>"),
        also=_BROKEN,
    ),
    _case("content_arrays_deep", "C4", lambda: written(simple(CONTENT + b"[" * 200_000 + b"]" * 200_000)), months=MONTHS),
    _case("q_million_deep", "C4", lambda: written(simple(b"q " * 1_000_000 + CONTENT)), also=_BROKEN, slow=True),
    _case("string_500k_deep", "C4", lambda: written(simple(CONTENT + b"BT (" + b"(" * 500_000)), months=MONTHS),
    _case("dictionary_not_closed", "C4", lambda: written(simple() | {3: page()[:-3]}), also=_BROKEN),
    # passwords
    _case("password", "A3", partial(_encrypted, b"secret", b"owner"), "E_ENCRYPTED"),
    _case("password_of_the_owner", "A3", partial(_encrypted, b"", b"owner"), months=MONTHS),
    _case("encrypt_unknown", "A3", lambda: written(simple(), b"/Encrypt << /Filter /Odd /V 99 >>"), "E_ENCRYPTED"),
    _case("encrypt_is_itself", "A3", lambda: written(simple(), b"/Encrypt 4 0 R"), "read", also=_BROKEN),
    # active content
    *[
        _case(f"active_{name}", "C8", partial(changed, **{"o1": b"<< /Type /Catalog /Pages 2 0 R %b >>" % entry}),
              "W_ACTIVE_CONTENT", months=MONTHS)
        for name, entry in (
            ("javascript", b"/OpenAction << /S /JavaScript /JS (while\\(1\\){}) >>"),
            ("launch", b"/AA << /O << /S /Launch /F (/bin/sh) >> >>"),
            ("launch_on_open", b"/OpenAction << /S /Launch /Win << /F (cmd.exe) /P (/c calc) >> >>"),
            ("names_javascript", b"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> >>"),
            ("xfa", b"/AcroForm << /XFA (<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><t>&e;</t>) /Fields [] >>"),
            ("submit_form", b"/OpenAction << /S /SubmitForm /F (http://127.0.0.1:9/) >>"),
            ("escaped_name", b"/OpenAction << /S /Java#53cript /JS (1) >>"),
        )
    ],
    _case("embedded_nothing", "C8", lambda: changed(o1=b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) >>] >> >> >>"), months=MONTHS),
    _case("link_to_the_web", "C8", lambda: changed(
        o3=page(extra=b"/Annots [6 0 R]"),
        o6=b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://127.0.0.1:9/) >> >>",
    ), months=MONTHS),
    # cut, flipped, wrapped
    *[
        _case(f"cut_{share}", "D1", partial(GOOD.__getitem__, slice(len(GOOD) * share // 100)), expect, also=_BROKEN)
        for share, expect in ((10, "E_DAMAGED"), (25, "E_EMPTY"), (50, "E_EMPTY"), (75, "read"), (90, "read"), (99, "read"))
    ],
    *[_case(f"flip_{seed:02}", "D1", partial(_flipped, seed), DAMAGED[x], also=_BROKEN) for seed, x in enumerate("ERRRREEREDREDDEREDEREREDEDEERR")],
    *[_case(f"mutant_{seed:02}", "C6", partial(_mutated, seed), DAMAGED[x], also=_BROKEN) for seed, x in enumerate("RRRRRRERRRRREERRERRRERRERREEREERREEERREE")],
    _case("one_byte", "D1", lambda: b"%", "W_NO_POSITIONS", also=("E_EMPTY", "E_UNKNOWN_TYPE")),
    _case("zero_bytes", "D1", lambda: b"", "E_EMPTY"),
    _case("header_only", "D1", lambda: b"%PDF-1.7\n", "E_DAMAGED"),
    _case("junk_before", "D1", lambda: b"J" * 1000 + GOOD, months=MONTHS),
    _case("junk_before_1M", "D1", lambda: b"J" * 1_000_000 + GOOD, "W_NO_POSITIONS", also=("I_EXTENSION",)),
    _case("junk_after_1M", "D1", lambda: GOOD + bytes(1_000_000), months=MONTHS),
    _case("random", "D1", lambda: random.Random(5).randbytes(4096), "E_UNKNOWN_TYPE"),
    _case("is_a_program", "D1", lambda: b"\x7fELF" + bytes(100), "E_UNKNOWN_TYPE"),
    _case("is_half_a_zip", "D1", lambda: b"PK\3\4" + bytes(100), "E_DAMAGED"),
    _case("is_html", "D1", lambda: b"<html><script>alert(1)</script></html>", "E_EMPTY", also=("E_DAMAGED",)),
)
