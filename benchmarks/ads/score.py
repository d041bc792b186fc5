"""Invented job ads, and the rules that a person would write -> precision, recall. Run: python -m benchmarks.ads.score.

To add an ad: ads/NAME.txt (or .html) and truth/NAME.yaml, by the conventions of README.md. `--missing` prints what
differs in the ads that may be looked at; those of held_out.txt and first_look.txt are counted and never shown.
"""

from __future__ import annotations

import io
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from xpcalc import load_rulebook
from xpcalc.ads import Ad, read_ad
from xpcalc.ads.ad import data_of
from xpcalc.rulebook import Rulebook

HERE = Path(__file__).parent
# Made on the fly from the text of the same name, so that lines break and bullets hide as they do in files.
DOCX = ("en06", "es06", "en27")
PDF = ("en16", "es16")
Key = tuple[str, str, str]  # strength, kind, what it is about without the number of months


@dataclass
class Score:
    """Counts of criteria, and of months among those found."""

    ads: int = 0
    wanted: int = 0
    found: int = 0
    right: int = 0
    months: int = 0
    exact: int = 0
    vague: int = 0
    named: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(self.found, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.wanted, 1)

    @property
    def months_exact(self) -> float:
        return self.exact / max(self.months, 1)

    def line(self, name: str) -> str:
        vague = f"; vague wordings named {self.named}/{self.vague}"
        months = f"months exact {self.months_exact:.3f} ({self.exact}/{self.months})"
        return (
            f"{name:<9} {self.ads} ads: precision {self.precision:.3f} ({self.right}/{self.found}), recall "
            f"{self.recall:.3f} ({self.right}/{self.wanted}), {months}{vague}"
        )


def source(name: str) -> tuple[bytes, str]:
    """Return the bytes of an ad and the name of its file; a few become DOCX and PDF."""
    path = next((HERE / "ads").glob(f"{name}.*"))
    if name in DOCX:
        return docx(path.read_text("utf-8")), f"{name}.docx"
    if name in PDF:
        return pdf(path.read_text("utf-8")), f"{name}.pdf"
    return path.read_bytes(), path.name


def docx(text: str) -> bytes:
    from xml.sax.saxutils import escape

    from tests.readers.make_docx import docx as make
    from tests.readers.make_docx import p, run

    return make("".join([p(run(escape(line))) for line in text.splitlines()]))


def pdf(text: str) -> bytes:
    from textwrap import wrap

    from reportlab.pdfgen.canvas import Canvas

    data = io.BytesIO()
    page = Canvas(data, pagesize=(595, 842), invariant=True)
    y = 800
    for line in text.splitlines():
        for part in wrap(line, 90) or [""]:
            page.setFont("Helvetica", 10)
            page.drawString(50, y, part)
            y -= 14
    page.save()
    return data.getvalue()


def key(strength: str, data: dict[str, Any]) -> tuple[Key, list[int]]:
    """Return what a requirement is about, and its numbers of months."""
    ((kind, inner),) = [(k, v) for k, v in data.items() if k not in ("id", "text")][:1]
    if isinstance(inner, dict) and len(inner.get("all_of") or ()) == 1 and isinstance(inner["all_of"], list):
        # Why: all of one thing is that thing, in whichever of the two words a truth says it.
        inner = {**{k: v for k, v in inner.items() if k != "all_of"}, "any_of": inner["all_of"]}
    if kind in ("any", "all"):
        parts = [key("", part) for part in inner]
        return (strength, kind, str(sorted(str(each[0]) for each in parts))), [n for each in parts for n in each[1]]
    about = {k: tuple(v) if isinstance(v, list) else (v,) for k, v in inner.items()}
    numbers = [about.pop("at_least")[0]] if kind == "months" else []
    return (strength, kind, str(sorted((k, tuple(sorted(map(str, v)))) for k, v in about.items()))), numbers


def keys(data: dict[str, Any]) -> tuple[Counter[Key], dict[Key, list[int]]]:
    found: Counter[Key] = Counter()
    numbers: dict[Key, list[int]] = {}
    for strength in ("must", "nice"):
        for each in data.get(strength) or []:
            about, months = key(strength, each)
            found[about] += 1
            numbers.setdefault(about, []).extend(months)
    return found, numbers


def made(ad: Ad) -> dict[str, Any]:
    return {strength: [data_of(each.node) for each in ad.of(strength)] for strength in ("must", "nice")}  # type: ignore[arg-type]


def add(score: Score, name: str, ad: Ad, truth: dict[str, Any]) -> None:
    score.ads += 1
    wanted, months = keys(truth)
    found, read = keys(made(ad))
    score.wanted += wanted.total()
    score.found += found.total()
    score.right += (wanted & found).total()
    for each in wanted & found:
        score.months += len(months[each])
        score.exact += sum(Counter(months[each]).values()) - (Counter(months[each]) - Counter(read[each])).total()
    said = " ".join([f"{each.quote} {each.what}" for each in ad.unclear]).lower()
    for phrase in truth.get("vague") or []:
        score.vague += 1
        score.named += phrase.lower() in said
        if phrase.lower() not in said:
            score.wrong.append(f"{name}: not named as unclear: {phrase}")
    score.wrong += [f"{name}: missed {each}" for each in (wanted - found).elements()]
    score.wrong += [f"{name}: too much {each}" for each in (found - wanted).elements()]
    score.wrong += [
        f"{name}: months {read[each]}, not {months[each]}: {each}"
        for each in wanted & found
        if sorted(months[each]) != sorted(read[each])
    ]


def run(book: Rulebook | None = None) -> tuple[Score, Score]:
    """Return the scores of the ads that may be looked at and of those held out."""
    book = book or load_rulebook()
    hidden, last = names("held_out"), names("first_look")
    open_ads = {path.stem for path in (HERE / "truth").glob("*.yaml")} - hidden - last
    return scored(open_ads, book), scored(hidden, book)


def first_look(book: Rulebook | None = None) -> Score:
    """Return the score of the last lot, which nothing was mended for."""
    return scored(names("first_look"), book or load_rulebook())


def names(table: str) -> set[str]:
    return set((HERE / f"{table}.txt").read_text("utf-8").split())


def scored(ads: set[str], book: Rulebook) -> Score:
    score = Score()
    for ad in sorted(ads):
        truth = yaml.safe_load((HERE / "truth" / f"{ad}.yaml").read_text("utf-8"))
        data, name = source(ad)
        add(score, ad, read_ad(data, book, name=name), truth)
    return score


def main() -> None:
    seen, held = run()
    if "--missing" in sys.argv:
        print("\n".join(seen.wrong))
    both = Score(*[getattr(seen, name) + getattr(held, name) for name in list(Score.__dataclass_fields__)[:-1]])
    for name, score in (("open", seen), ("held out", held), ("both", both), ("last lot", first_look())):
        if score.ads:
            print(score.line(name))


if __name__ == "__main__":
    main()
