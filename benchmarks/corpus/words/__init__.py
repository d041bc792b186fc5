"""Invented words -> one `Words` a language; to add a language, add a module with WORDS and a line in LANGUAGES."""

from __future__ import annotations

from importlib import import_module

from benchmarks.corpus.words.shape import Words

# Source: the languages the tool promises to read; one module each beside this file.
LANGUAGES = ("en", "es", "pt", "fr", "de", "it", "nl")

# Source: invented; names that look like titles, places, months, dates or numbers on purpose.
ODD_EMPLOYERS = (
    "August Home|March & Co|Austin Energy|Manager Magazin|May & Sons Joinery|Present Time Media|7 Oaks Bakery|"
    "3Lakes Logistics B.V.|Consultant House Ltd|Lisbon Bridge Hotels|Route 66 Haulage Inc.|Engineer & Partner AG|"
    "Florence Care Homes|Summer Camps Ltd|Hotel Avril|Director's Cut Films|Senior Living Group|H2O Werke GmbH|"
    "Atelier 21|Chef & Chef|Boston Tea Rooms|Studio 1984|Set & Match S.L.|Mars Brothers & Cie|Nurse & Neighbour|"
    "Trainee Works e.V.|Teacher's Pet Supplies|O'Dell Shipping plc"
).split("|")


def words_of(language: str) -> Words:
    """Return the words of one language."""
    words: Words = import_module(f"benchmarks.corpus.words.{language}").WORDS
    return words
