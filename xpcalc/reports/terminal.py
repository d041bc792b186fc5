"""Lines of text -> the same lines with the colours of a terminal. To add a style: a row in STYLES.

Invariant: a colour says nothing that the words or a mark do not say as well; nothing but `STYLES` reaches the terminal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

# Source: ECMA-48, SGR. The sixteen named colours only, which follow the user's theme, light or dark. What a document
# does not show is no alarm: it has no colour, as in the HTML report.
STYLES: Mapping[str, str] = MappingProxyType(
    {
        "strong": "1",
        "faint": "2",
        "warning": "33",
        "failed": "31",
        "met": "32",
        "not_met": "1",
        "undecided": "33",
        "bar": "36",
    }
)


def paint(text: str, style: str, colour: bool) -> str:
    """Return the text in a style, as it is where there is no colour. Invariant: the text is clean already."""
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if colour and text.strip() else text


def painted(lines: Sequence[str], style: str, colour: bool) -> list[str]:
    """Return lines in a style, each by itself, so that any of them may be cut out or scrolled away."""
    if not colour:
        return list(lines)
    return [_after_indent(line, len(line), style) for line in lines]


def led(lines: Sequence[str], lead: str, style: str, colour: bool) -> list[str]:
    """Return lines with their first words, the lead, in a style, as far as they stand on the first line."""
    if not colour or not lines:
        return list(lines)
    first = lines[0]
    stop = len(first) - len(first.lstrip(" ")) + len(lead)
    return [_after_indent(first, stop, style), *lines[1:]]


def _after_indent(line: str, stop: int, style: str) -> str:
    start = len(line) - len(line.lstrip(" "))
    return line[:start] + paint(line[start:stop], style, True) + line[stop:]


__all__ = ["STYLES", "led", "paint", "painted"]
