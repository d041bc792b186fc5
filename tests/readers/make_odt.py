"""Builds ODT files from pieces of OpenDocument XML."""

from __future__ import annotations

from make_docx import packed

NS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{NS}{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
MIME = "application/vnd.oasis.opendocument.text"


def content(body: str, automatic: str = "", prologue: str = "") -> str:
    """Return content.xml."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<office:document-content {NAMESPACES}>'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def odt(
    body: str, *, automatic: str = "", styles: str = "", master: str = "", mime: str = MIME, prologue: str = ""
) -> bytes:
    """Return an ODT with this body."""
    return packed(
        {
            "mimetype": mime,
            "content.xml": content(body, automatic, prologue),
            "styles.xml": (
                f"<office:document-styles {NAMESPACES}><office:styles>{styles}</office:styles>"
                f"<office:master-styles>{master}</office:master-styles></office:document-styles>"
            ),
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{NS}manifest:1.0"/>',
        }
    )


def style(name: str, properties: str, *, family: str = "text", parent: str = "") -> str:
    """Return an automatic style."""
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="{family}"{above}>{properties}</style:style>'
