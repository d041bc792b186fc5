"""Plain text and Markdown; to add a form, write it and a row in LAYOUTS."""

from __future__ import annotations

import textwrap
from random import Random

from benchmarks.corpus.layouts.layout import Layout
from benchmarks.corpus.layouts.pdf_parts import mark_of
from benchmarks.corpus.text import Section, View


def _place(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _aligned(view: View, rng: Random) -> bytes:
    """Columns made of spaces: dates at the left or at the right edge."""
    left = rng.random() < 0.5
    mark = mark_of(rng) or "*"
    out = [view.name.upper(), view.headline, *view.contact, ""]
    deep = max(len(job.dates.line) for job in view.jobs) + 3

    def pair(first: str, dates: str) -> str:
        return f"{dates:<{deep}}{first}" if left else f"{first:<{max(60, len(first) + 3)}}{dates:>20}"

    for section in view.sections:
        out += [section.heading.upper(), "-" * len(section.heading)]
        for job in section.jobs:
            indent = " " * deep if left else "  "
            out.append(pair(job.title, job.dates.line))
            if job.employer:
                out.append((" " * deep if left else "") + _place(job.employer, job.location))
            out += [f"{indent}{mark} {text}" for text in job.bullets]
            out.append("")
        out += [pair(_place(entry.title, entry.place), entry.dates) for entry in section.entries]
        out += [*section.lines, ""]
    return "\n".join(out).encode()


def _wrapped(view: View, rng: Random) -> bytes:
    """Everything broken at 72 characters, as mail programs do."""
    mark = rng.choice(("*", "-", "o"))
    out = [view.name, *view.contact, ""]

    def fold(text: str, hang: str = "") -> list[str]:
        return textwrap.wrap(text, 72, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)

    def body(section: Section) -> None:
        for job in section.jobs:
            out.extend(fold(f"{_place(job.title, job.employer, job.location)} ({job.dates.plain})"))
            for text in job.bullets:
                out.extend(fold(f"{mark} {text}", "  "))
            out.append("")
        for entry in section.entries:
            out.extend(fold(f"{mark} {_place(entry.title, entry.place, entry.dates)}", "  "))
        for line in section.lines:
            out.extend(fold(line))

    for section in view.sections:
        out += [section.heading.upper(), ""]
        body(section)
        out.append("")
    return "\n".join(out).encode()


def _stacked(view: View, rng: Random) -> bytes:
    """One fact a line, blocks parted by empty lines."""
    mark = mark_of(rng)
    out = [view.name, view.headline, *view.contact, "", ""]
    for section in view.sections:
        out += [section.heading, ""]
        for job in section.jobs:
            out += [part for part in (job.employer, job.title, job.dates.line, job.location) if part]
            out += [f"{mark} {text}".strip() for text in job.bullets]
            out.append("")
        for entry in section.entries:
            out += [part for part in (entry.title, entry.place, entry.dates) if part]
            out.append("")
        out += [*section.lines, ""]
    return "\r\n".join(out).encode()


def _markdown(view: View, rng: Random) -> bytes:
    mode = rng.randint(0, 2)
    out = [f"# {view.name}", "", f"*{view.headline}*", "", " | ".join(view.contact), ""]
    for section in view.sections:
        out += [f"## {section.heading}", ""]
        for job in section.jobs:
            if mode == 0:
                out += [f"### {job.title}", "", f"**{job.employer}**, {job.location} " if job.employer else "", ""]
                out += [f"*{job.dates.line}*", ""]
            elif mode == 1:
                out += [f"### {job.employer} — {job.title}" if job.employer else f"### {job.title}", ""]
                out += [" | ".join(part for part in (job.dates.line, job.location) if part), ""]
            else:
                out += [f"**{job.title}** | {_place(job.employer, job.location)} | {job.dates.line}", ""]
            out += [f"- {text}" for text in job.bullets]
            out.append("")
        out += [f"- {_place(entry.title, entry.place)} ({entry.dates})" for entry in section.entries]
        out += [*section.lines, ""]
    return "\n".join(out).encode()


LAYOUTS = (
    Layout("txt-aligned", "text", "txt", _aligned),
    Layout("txt-wrapped", "text", "txt", _wrapped),
    Layout("txt-stacked", "text", "txt", _stacked),
    Layout("markdown", "text", "md", _markdown),
)
