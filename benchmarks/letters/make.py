"""Wordings and a seed -> letters (text, DOCX, ODT, HTML, PDF) with what is true about each.

    python -m benchmarks.letters.make letters/ --seed 1

To add a wording: a block in wordings/<language>.txt, its first line `=== kind f|m dates=STYLE [now|two|two2]`. Truth
follows from the places that the wording names: {s} and {e} are start and end, {p} an end only planned, {m} the day of
a promotion from {title} to {title2}, {s2} and {e2} a second employment, {b} {i} {reg} {v} days that are none of these.
A letter with facts of its own is a block in blind/<lot>/<language>.txt; see `letters_as_written`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.corpus.layouts.archive import archive
from benchmarks.letters.people import Scene, invent

WORDINGS = Path(__file__).parent / "wordings"
BLIND = Path(__file__).parent / "blind"
BY_OTHERS = Path(__file__).parent / "outside"
LANGUAGES = ("en", "es", "pt", "fr", "de")
# "seen": the patterns were made on it; "held out": written before them, looked at after its first figures were noted;
# "fresh": written after those, in the forms that public templates of letters have; "later": written once the
# others were read; "untouched": written last; no word was added for it; "first", "second", "third": whole letters,
# each lot written and run once before it was worked on; "a", "b", "c": files by somebody who
# knew neither reader nor rules.
USES = ("seen", "held out", "fresh", "later", "untouched")
LOTS = ("first", "second", "third")
OUTSIDE = ("a", "b", "c")
FORMATS = ("txt", "docx", "pdf", "html", "odt")
_PLACE = re.compile(r"\{(\w+)\}")

# Source: CLDR, wide month names.
_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
}


@dataclass(frozen=True)
class Wording:
    """One way to write a letter. `use`: what it was looked at for while the patterns were made, one of USES."""

    name: str
    language: str
    kind: str
    flags: frozenset[str]
    dates: str
    text: str
    use: str

    @property
    def places(self) -> frozenset[str]:
        """The names of the places to fill."""
        return frozenset(_PLACE.findall(self.text))


def wordings(languages: Iterable[str] = LANGUAGES) -> Iterator[Wording]:
    """Yield every wording: of the first file of a language every second is held out."""
    for folder in (WORDINGS, *(WORDINGS / use for use in USES[2:])):
        for language in languages:
            if not (folder / f"{language}.txt").exists():
                continue
            blocks = (folder / f"{language}.txt").read_text("utf-8").split("=== ")[1:]
            for number, block in enumerate(blocks, 1):
                head, _, text = block.partition("\n")
                kind, *flags = head.split()
                style = next(flag[6:] for flag in flags if flag.startswith("dates="))
                use = folder.name if folder != WORDINGS else USES[1 - number % 2]
                name = f"{language}-{number:02d}" if folder == WORDINGS else f"{use}-{language}-{number:02d}"
                yield Wording(name, language, kind, frozenset(flags), style, text.strip(), use)


def written(day: dt.date, style: str, language: str) -> str:
    """Return a day as a letter writes it."""
    month = _MONTHS[language][day.month - 1]
    if style == "iso":
        return day.isoformat()
    if style == "num":
        return f"{day:%d/%m/%Y}"
    if style == "dot":
        return f"{day:%d.%m.%Y}"
    if style == "month":
        return f"{month} {day.year}"
    if language == "en":
        suffix = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
        return {
            "long": f"{day.day} {month} {day.year}",
            "us": f"{month} {day.day}, {day.year}",
            "ord": f"{day.day}{suffix} {month} {day.year}",
            "dashed": f"{day.day:02d}-{month[:3]}-{day.year}",
        }[style]
    if language == "de":
        return f"{day.day}. {month} {day.year}"
    if language == "fr":
        return f"{day.day}{'er' if day.day == 1 else ''} {month} {day.year}"
    return f"{day.day} de {month} de {day.year}"


def fill(wording: Wording, scene: Scene) -> str:
    """Return the letter's text."""
    # Why: what somebody signs before the first day is dated before it.
    issued = scene.issued if wording.kind == "certificate_of_employment" else scene.first - dt.timedelta(24)
    days = {
        "s": scene.first, "e": scene.last, "m": scene.moved, "s2": scene.second, "e2": scene.second_last,
        "i": issued, "b": scene.born, "reg": scene.registered, "p": scene.planned_end, "v": scene.valid,
    }  # fmt: skip
    hours = scene.hours if wording.language == "en" else scene.hours.replace(".", ",")
    values = {
        "co": scene.employer, "person": scene.person, "hon": scene.honoured, "first": scene.first_name,
        "last": scene.person.removeprefix(scene.first_name).strip(), "title": scene.title,
        "title2": scene.second_title, "sig": scene.signatory, "sigf": scene.signatory_woman, "sigrole": scene.role,
        "city": scene.city, "street": scene.street, "hours": hours, "pct": str(scene.percent), "id": scene.number,
    }  # fmt: skip
    values |= {name: written(day, wording.dates, wording.language) for name, day in days.items()}
    return _PLACE.sub(lambda hit: values[hit[1]], wording.text)


def truth_of(wording: Wording, scene: Scene) -> dict[str, Any]:
    """Return what is true about the letter; days at the precision of its dates."""

    def shown(day: dt.date) -> str:
        return f"{day:%Y-%m}" if wording.dates == "month" else day.isoformat()

    has = wording.places
    end = shown(scene.last) if "e" in has else None
    first: dict[str, Any] = {
        "employer": scene.employer,
        "title": scene.title,
        "start": shown(scene.first),
        "end": end,
        "ongoing": "now" in wording.flags,
        "planned_end": shown(scene.planned_end) if "p" in has else None,
        "weekly_hours": float(scene.hours) if "hours" in has else None,
        "part_time": scene.percent if "pct" in has else None,
    }
    stated = [first]
    if "m" in has:
        stated = [
            first | {"end": shown(scene.moved - dt.timedelta(1))},
            first | {"title": scene.second_title, "start": shown(scene.moved)},
        ]
    if "s2" in has:
        second = {"title": scene.second_title, "start": shown(scene.second), "end": shown(scene.second_last)}
        stated = [first, first | second]
    return {
        "kind": wording.kind,
        "language": wording.language,
        "wording": wording.name,
        "use": wording.use,
        "person": scene.person,
        "statements": stated,
    }


def letters_as_written(languages: Iterable[str] = LANGUAGES) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield (truth, text) of every letter of the lots.

    Shape: a block is `=== kind | person`, then `> employer | title | start | end | extras` for each statement (the end
    a day, "now" or "-"; extras are hours=, pct= and planned=), then the letter.
    """
    for lot in LOTS:
        for language in languages:
            path = BLIND / lot / f"{language}.txt"
            blocks = path.read_text("utf-8").split("=== ")[1:] if path.exists() else []
            for number, block in enumerate(blocks, 1):
                lines = block.split("\n")
                kind, person = lines[0].split(" | ")
                told = [line[2:] for line in lines[1:] if line.startswith("> ")]
                truth = {"kind": kind, "language": language, "wording": f"{lot}-{language}-{number:02d}", "use": lot}
                truth |= {"person": person, "statements": [_stated(line) for line in told]}
                yield truth, "\n".join(lines[1 + len(told) :]).strip()


def _stated(line: str) -> dict[str, Any]:
    employer, title, start, end, *rest = (cell.strip() for cell in line.split("|"))
    extras = dict(extra.split("=") for extra in " ".join(rest).split())
    return {
        "employer": employer,
        "title": None if title == "-" else title,
        "start": None if start == "-" else start,
        "end": None if end in ("now", "-") else end,
        "ongoing": end == "now",
        "planned_end": extras.get("planned"),
        "weekly_hours": float(extras["hours"]) if "hours" in extras else None,
        "part_time": int(extras["pct"]) if "pct" in extras else None,
    }


# ---------------------------------------------------------------- formats


def _paragraphs(text: str) -> list[str]:
    return text.split("\n")


def _text(text: str, rng: Random) -> bytes:
    """Return the letter as text, wrapped like a typewriter does, long words parted at some ends of lines."""
    width = rng.choice((62, 72, 80))
    lines: list[str] = []
    for paragraph in _paragraphs(text):
        wrapped = textwrap.wrap(paragraph, width) or [""]
        for at in range(len(wrapped) - 1):
            head, _, rest = wrapped[at + 1].partition(" ")
            room = width - len(wrapped[at]) - 2
            # Why 4 letters each side: typesetters never leave less; a capital or a digit is never parted.
            if rng.random() < 0.3 and head.isalpha() and head.islower() and len(head) > 8 and room >= 4:
                wrapped[at] += f" {head[:4]}-"
                wrapped[at + 1] = f"{head[4:]} {rest}".strip()
        lines += wrapped
    return ("\n".join(lines) + "\n").encode()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def _p(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _docx(text: str, rng: Random) -> bytes:
    """Return the letter as a Word file; rows with bars are a table."""
    body = ""
    for paragraph in _paragraphs(text):
        cells = paragraph.split(" | ")
        if len(cells) > 1:
            row = "".join(f"<w:tc>{_p(cell)}</w:tc>" for cell in cells)
            body = body.removesuffix("</w:tbl>") if body.endswith("</w:tbl>") else f"{body}<w:tbl>"
            body += f"<w:tr>{row}</w:tr></w:tbl>"
        else:
            body += _p(paragraph)
    return archive(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_KIND}"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATION}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        }
    )


def _odt(text: str, rng: Random) -> bytes:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "text")
    )
    body = "".join(f"<text:p>{escape(paragraph)}</text:p>" for paragraph in _paragraphs(text.replace(" | ", "    ")))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def _html(text: str, rng: Random) -> bytes:
    parts = []
    for block in text.split("\n\n"):
        rows = [row.split(" | ") for row in block.split("\n")]
        if any(len(row) > 1 for row in rows):
            cells = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
            parts.append(f"<table>{cells}</table>")
        else:
            parts.append("<p>" + "<br>".join(escape(row[0]) for row in rows) + "</p>")
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>" + "\n".join(parts) + "</body></html>"
    ).encode()


def _pdf(text: str, rng: Random) -> bytes:
    """Return the letter as a PDF page, justified or ragged."""
    from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

    style = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14)
    style.alignment = rng.choice((TA_JUSTIFY, TA_LEFT))
    flow: list[Flowable] = []
    for block in text.split("\n\n"):
        rows = block.split("\n")
        if any(" | " in row for row in rows):
            flow.append(Table([row.split(" | ") if " | " in row else [row] for row in rows], hAlign="LEFT"))
        else:
            flow += [Paragraph(escape(row, quote=False), style) for row in rows]
        flow.append(Spacer(1, 10))
    out = BytesIO()
    page = SimpleDocTemplate(out, pagesize=A4, leftMargin=70, rightMargin=70, invariant=1)
    page.build(flow)
    return out.getvalue()


_WRITERS = {"txt": _text, "docx": _docx, "odt": _odt, "html": _html, "pdf": _pdf}


def letters(
    seed: int, rounds: int = 1, languages: Iterable[str] = LANGUAGES, formats: Iterable[str] = FORMATS
) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield (truth, bytes) of every letter; a letter depends on the seed, its wording and its round alone."""
    kinds = tuple(formats)
    for wording in wordings(languages):
        for round_ in range(rounds):
            rng = Random(f"{seed}/{wording.name}/{round_}")
            scene = invent(rng, wording.language, "f" in wording.flags)
            ending = rng.choice(kinds)
            key = f"{wording.name}-{seed}-{round_}"
            truth = {"id": key, "file": f"{key}.{ending}", **truth_of(wording, scene)}
            yield truth, _WRITERS[ending](fill(wording, scene), rng)
    for truth, text in letters_as_written(languages):
        for round_ in range(rounds):
            rng = Random(f"{seed}/{truth['wording']}/{round_}")
            ending = rng.choice(kinds)
            key = f"{truth['wording']}-{seed}-{round_}"
            yield {"id": key, "file": f"{key}.{ending}", **truth}, _WRITERS[ending](text, rng)


def letters_by_others(languages: Iterable[str] = LANGUAGES) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield (truth, bytes) of every letter of the lots that somebody else wrote, as files."""
    spoken = tuple(languages)
    for lot in OUTSIDE:
        for truth in json.loads((BY_OTHERS / lot / "truth.json").read_text("utf-8")):
            if truth["language"] in spoken:
                yield truth, (BY_OTHERS / lot / truth["file"]).read_bytes()


def main() -> None:
    """Read the command line and write the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1, help="letters of each wording (default: %(default)s)")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    truths = []
    for truth, data in letters(given.seed, given.rounds):
        (given.out / truth["file"]).write_bytes(data)
        truths.append(truth)
    (given.out / "truth.json").write_text(json.dumps(truths, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{len(truths)} letters in {given.out}")


if __name__ == "__main__":
    main()
