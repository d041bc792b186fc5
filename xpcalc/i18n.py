"""Language of the output -> words for it. Months and plurals by table, sentences by gettext catalogue.

To add a language: `xpcalc/locale/XX/LC_MESSAGES/xpcalc.po`, and a row in each table here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

    from xpcalc.model import PartialDate

LANGUAGES = ("en", "es")

# Source: Unicode CLDR, abbreviated month names of the format style.
_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "es": "ene feb mar abr may jun jul ago sept oct nov dic".split(),
}
_LONG = {
    "en": "January February March April May June July August September October November December".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
}
_PARTS = {
    21: "spring {year}",
    22: "summer {year}",
    23: "autumn {year}",
    24: "winter {year}",
    33: "Q1 {year}",
    34: "Q2 {year}",
    35: "Q3 {year}",
    36: "Q4 {year}",
    37: "early {year}",
    38: "mid {year}",
    39: "late {year}",
    40: "H1 {year}",
    41: "H2 {year}",
}
_UNITS = {
    "en": {
        "month": ("month", "months"),
        "year": ("year", "years"),
        "day": ("day", "days"),
        "page": ("page", "pages"),
    },
    "es": {
        "month": ("mes", "meses"),
        "year": ("año", "años"),
        "day": ("día", "días"),
        "page": ("página", "páginas"),
    },
}
_NAMES = {
    "en": {
        "en": "English",
        "es": "Spanish",
        "pt": "Portuguese",
        "fr": "French",
        "de": "German",
        "it": "Italian",
        "nl": "Dutch",
        "ca": "Catalan",
        "pl": "Polish",
    },
    "es": {
        "en": "inglés",
        "es": "español",
        "pt": "portugués",
        "fr": "francés",
        "de": "alemán",
        "it": "italiano",
        "nl": "neerlandés",
        "ca": "catalán",
        "pl": "polaco",
    },
}
_FORMATS = {
    "pdf": "PDF",
    "docx": "DOCX",
    "odt": "ODT",
    "rtf": "RTF",
    "html": "HTML",
    "text": "text",
    "markdown": "Markdown",
    "linkedin-pdf": "LinkedIn PDF",
    "linkedin-zip": "LinkedIn archive",
    "linkedin-csv": "LinkedIn CSV",
    "json-resume": "JSON Resume",
    "reactive-resume": "Reactive Resume",
    "europass": "Europass",
    "europass-pdf": "Europass PDF",
}


class Translator:
    """Calls give a sentence in the language; methods give dates and counts."""

    def __init__(self, lang: str, catalogue: NullTranslations | None) -> None:
        self.lang = lang if lang in LANGUAGES else "en"
        self._catalogue = catalogue

    def __call__(self, text: str) -> str:
        return self._catalogue.gettext(text) if self._catalogue and text else text

    def count(self, unit: str, number: int) -> str:
        """Return "1 month", "2 months"."""
        one, many = _UNITS[self.lang][unit]
        return f"{number} {one if number == 1 else many}"

    def years(self, months: int) -> str:
        """Return "6 years 11 months"."""
        whole, rest = divmod(months, 12)
        joint = " y " if self.lang == "es" else " "
        parts = [self.count("year", whole)] if whole else []
        parts += [self.count("month", rest)] if rest or not whole else []
        return joint.join(parts)

    def date(self, iso: str) -> str:
        """Return "21 November 2026"."""
        year, month, day = [int(x) for x in iso.split("-")]
        name = _LONG[self.lang][month - 1]
        return f"{day} de {name} de {year}" if self.lang == "es" else f"{day} {name} {year}"

    def partial(self, value: PartialDate) -> str:
        """Return a date at its own precision: "2019", "Mar 2019", "5 Mar 2019", "early 2019"."""
        year = f"{value.year:04d}"
        if value.part is not None:
            text = self(_PARTS.get(value.part, "{year}")).format(year=year)
        elif value.month is None:
            text = year
        else:
            text = f"{_MONTHS[self.lang][value.month - 1]} {year}"
            if value.day is not None:
                text = f"{value.day} {text}"
        return f"~{text}" if value.approximate else text

    def month(self, iso: str) -> str:
        """Return "Mar 2021" for 2021-03 and 2021 for 2021."""
        year, _, month = iso.partition("-")
        return f"{_MONTHS[self.lang][int(month[:2]) - 1]} {year}" if month else year

    def language_name(self, code: str) -> str:
        """Return "Spanish" for es."""
        return _NAMES[self.lang].get(code, code)

    def format_name(self, name: str) -> str:
        """Return "LinkedIn archive" for linkedin-zip."""
        return self(_FORMATS.get(name, name))


@lru_cache(maxsize=8)
def translator(lang: str) -> Translator:
    """Return the translator for a language; English needs no catalogue."""
    if lang == "en" or lang not in LANGUAGES:
        return Translator("en", None)
    import gettext
    from pathlib import Path

    folder = Path(__file__).with_name("locale")
    return Translator(lang, gettext.translation("xpcalc", folder, [lang], fallback=True))
