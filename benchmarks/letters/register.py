"""Rows -> an invented informe de vida laboral, as text or as a PDF laid out like the official one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
_HEADS = (
    "RÉGIMEN", "EMPRESA", "", "FECHA ALTA", "FECHA DE\nEFECTO DE ALTA", "FECHA DE\nBAJA", "C.T.", "CTP %", "G.C.",
    "DÍAS",
)  # fmt: skip


@dataclass(frozen=True)
class Registration:
    """One line of the table; `last` None = still registered; account "" = none (benefits, own account)."""

    regime: str
    account: str
    name: str
    first: dt.date
    last: dt.date | None
    contract: str = "100"
    share: str = "---"
    group: str = "05"

    def cells(self, issued: dt.date) -> tuple[str, ...]:
        """Return the cells as printed."""
        days = ((self.last or issued) - self.first).days + 1
        end = f"{self.last:%d.%m.%Y}" if self.last else "---"
        return (
            self.regime, self.account or "-----------", self.name, f"{self.first:%d.%m.%Y}", f"{self.first:%d.%m.%Y}",
            end, self.contract, self.share, self.group, _dotted(days),
        )  # fmt: skip


def days_of(rows: Sequence[Registration], issued: dt.date) -> int:
    """Return the days of all lines together."""
    return sum(((row.last or issued) - row.first).days + 1 for row in rows)


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _opening(person: str, issued: dt.date, total: int) -> str:
    return (
        f"De los antecedentes obrantes en la Tesorería General de la Seguridad Social al día {issued.day} de "
        f"{_MONTHS[issued.month - 1]} de {issued.year}, resulta que D/Dª {person} , nacido/a el 4 de mayo de 1985, con "
        "Número de la Seguridad Social 280000000001, D.N.I. 00000000T, domicilio en CALLE INVENTADA 1, ha figurado en "
        "situación de alta en el Sistema de la Seguridad Social durante un total de"
    ) + f"\n{_dotted(total)} días"


def report_text(person: str, rows: Sequence[Registration], issued: dt.date, total: int | None = None) -> str:
    """Return the report as text; names longer than a cell go on in the next line."""
    lines = ["INFORME DE VIDA LABORAL", _opening(person, issued, days_of(rows, issued) if total is None else total), ""]
    lines += ["INFORME DE VIDA LABORAL - SITUACIONES", "SITUACIÓN/ES", " ".join(_HEADS[:2]), ""]
    for row in rows:
        cells = row.cells(issued)
        if len(row.name) > 30 and " " in row.name:
            head, _, tail = row.name.rpartition(" ")
            lines += [f"{cells[0]} {cells[1]} {head}", tail, " ".join(cells[3:])]
        else:
            lines.append(" ".join(cells))
    return "\n".join(lines) + "\n"


def report_pdf(person: str, rows: Sequence[Registration], issued: dt.date, total: int | None = None) -> bytes:
    """Return the report as a PDF: a page with the totals, then the ruled table."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

    body = ParagraphStyle("body", fontName="Helvetica", fontSize=9, leading=12)
    cell = ParagraphStyle("cell", fontName="Helvetica", fontSize=7, leading=8)
    head = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=12, leading=16)
    opening = _opening(person, issued, days_of(rows, issued) if total is None else total).split("\n")
    data: list[list[object]] = [list(_HEADS)]
    for row in rows:
        cells = row.cells(issued)
        data.append([*cells[:2], Paragraph(cells[2], cell), *cells[3:]])
    table = Table(data, colWidths=[60, 70, 150, 60, 70, 60, 35, 35, 35, 45], repeatRows=1)
    table.setStyle([("FONTSIZE", (0, 0), (-1, -1), 7), ("GRID", (0, 0), (-1, -1), 0.5, colors.grey)])
    flow: list[Flowable] = [
        Paragraph("INFORME DE VIDA LABORAL", head), *[Paragraph(part, body) for part in opening], PageBreak(),
        Paragraph("INFORME DE VIDA LABORAL - SITUACIONES", head), Paragraph("SITUACIÓN/ES", body), table,
    ]  # fmt: skip
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=landscape(A4), leftMargin=40, rightMargin=40, invariant=1).build(flow)
    return out.getvalue()
