"""Codes of findings and failures -> a sentence in the language of the output.

The message of a finding is English and holds its details; this table says the same in general, for other languages and
for blind output, which has no messages. To add a code: a row, then `python -m tests.messages`. To say its details in
other languages as well: its message with names for what varies, in `DETAILED`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from xpcalc.regex import regex

if TYPE_CHECKING:
    from xpcalc.assessment import Failure
    from xpcalc.i18n import Translator
    from xpcalc.model import Finding


def N_(text: str) -> str:
    """Mark a text for the catalogue."""
    return text


# Source: docs/findings.md; one sentence for each code that a stage can give.
FINDINGS: Mapping[str, str] = MappingProxyType(
    {
        "I_APPROXIMATE": N_("dates marked as approximate"),
        "I_CORRECTED": N_("corrections by hand are in these numbers"),
        "I_DUPLICATE_ROW": N_("a row stands twice in the export; it was counted once"),
        "I_EMBEDDED_DATA": N_("read from the Europass data inside the PDF"),
        "I_EMPLOYER_TITLE": N_("the name of an employer looks like a job title"),
        "I_EXTENSION": N_("the ending of the file name and the content are of different kinds"),
        "I_HIDDEN_ITEMS": N_("entries that the person hid in the CV were left out"),
        "I_HIDDEN_TEXT": N_("a few words that are not visible were not counted"),
        "I_HOURS_UNKNOWN": N_("part-time without hours: anything from 0 to the full time"),
        "I_LEAVE_SUBTRACTED": N_("a leave was subtracted, as the policy says"),
        "I_NAMES_UNSURE": N_("title and employer could be the other way round"),
        "I_NOT_STARTED": N_("a job that starts after the as-of date: 0 months counted"),
        "I_NO_DATES": N_("no dates: 0 months counted"),
        "I_NO_END": N_("end unknown: the result is a range"),
        "I_NO_PERSON": N_("a document names no person: taken as about the same one"),
        "I_NO_START": N_("start unknown: the result is a range"),
        "I_OCR": N_("pages without text were read by character recognition"),
        "I_OCR_LAYER": N_("the text of a scanned page was used"),
        "I_OLD_DOCUMENT": N_("the newest date mentioned is old; ongoing jobs count up to the as-of date"),
        "I_ONE_DATE": N_("one date only, where the other jobs have two"),
        "I_OTHER_PERSONS": N_("rows about other people were left out"),
        "I_OVERLAP": N_("jobs overlap: these days count once in the total"),
        "I_PLANNED_END": N_("a job that ends after the as-of date: counted up to that day"),
        "I_SAME_POSITION": N_("the same job is named twice with the same dates: counted once"),
        "I_SCHOOLING": N_("a course of study stands among the jobs: not counted"),
        "I_TEXT_TURNED": N_("words that run upwards were not read"),
        "I_UNDATED": N_("months stated without dates: possible, but not placed"),
        "I_YEAR_ONLY": N_("dates to the year only"),
        "W_CELL_CUT": N_("text too long for a cell was cut"),
        "W_ACTIVE_CONTENT": N_("the file holds a program or an object that would run elsewhere; it was not run here"),
        "W_COMPANY_TOTAL": N_("the printed total of an employer and its positions do not agree"),
        "W_CORRECTIONS_OTHER_FILE": N_("corrections made for another version of this file: none was applied"),
        "W_CORRECTION_UNUSED": N_("a correction does not fit what is read: not applied"),
        "W_CSV_QUOTES": N_("quotation marks in the export are broken; rows may be missing"),
        "W_DATE_LEFT": N_("a line with dates became no position"),
        "W_DATE_OUTSIDE": N_("a line with dates stands outside of all sections"),
        "W_DURATION_MISMATCH": N_("the printed length and the dates do not agree"),
        "W_HIDDEN_TEXT": N_("words that are not visible were not counted"),
        "W_INTERNSHIP_THEN_WORK": N_(
            "an internship and the work after it stand in one line; all of it is counted as work"
        ),
        "W_JOB_AD": N_("this is a job ad, not a CV: xpcalc ad FILE turns it into a rule"),
        "W_LETTER_DATES": N_("a letter states an end before the start"),
        "W_LETTER_EMPLOYER": N_("no employer was found in a letter"),
        "W_LETTER_END": N_("a letter says neither an end nor that the job goes on"),
        "W_LETTER_START": N_("no start of employment was found in a letter"),
        "W_LETTER_UNDECIDED": N_("two names of a letter are equally likely: neither is taken"),
        "W_LONG_ROW": N_("a row of the export has more cells than the header"),
        "W_NEEDS_OCR": N_("pages without text were not read"),
        "W_NOT_DRAWN": N_("text that the page does not draw was not counted"),
        "W_NO_DATES_READ": N_("a section of work experience without dates that could be read"),
        "W_NO_NAMES": N_("a position without a title and employer that can be right: the line may be no job"),
        "W_NO_POSITIONS": N_("no positions with dates were found in this document"),
        "W_NO_POSITIONS_FILE": N_("the archive holds no list of positions"),
        "W_NO_SUCH_DAY": N_(
            "a day that its month does not have: the last of it and the first of the next are both kept"
        ),
        "W_OCR_CONFIDENCE": N_("the scan is hard to read: compare with the pages"),
        "W_OCR_TIMEOUT": N_("a page took too long to read and was left out"),
        "W_ONE_DATE": N_("the newest job has one date only, where the other jobs have two: it may go on"),
        "W_OPEN_END": N_("the end of a job is not there; counted as going on"),
        "W_ORDER": N_("one position breaks the order of time that the others keep"),
        "W_PAGES_TRUNCATED": N_("only the first pages were read"),
        "W_PAGES_UNREADABLE": N_("some pages could not be read"),
        "W_PERSON_DIFFERS": N_("a document is in another name"),
        "W_PART_UNREAD": N_("a part of another format inside the document was not read"),
        "W_REGISTER_DAYS": N_("the days of the lines and the printed total of a vida laboral do not agree"),
        "W_REPAIRED": N_("the PDF is damaged and was repaired; some text may be missing"),
        "W_REVERSED": N_("a job ends before it starts: 0 months counted, more if the two dates are swapped"),
        "W_TEXT_UNREAD": N_("a page stands under no heading that is known; nothing was read from it"),
        "W_TEXT_TURNED": N_("words that run upwards were not read, a year among them"),
        "W_SEVERAL_PEOPLE": N_("the export holds rows of several people"),
        "W_SEVERAL_CVS": N_("the file may hold the CVs of several people, counted here as one"),
        "W_SHORT_ROW": N_("a row of the export has fewer cells than the header"),
        "W_SUSPECT_DIGIT": N_("a year holds a letter that looks like a digit; it was not read as a date"),
        "W_TEXT_DOUBTED": N_(
            "the letters drawn look like others than the text in the file says: compare with the page"
        ),
        "W_TEXT_MISMATCH": N_("the text in the file differs from what is drawn; what is drawn was counted"),
        "W_TRACKED": N_("the document holds tracked changes: insertions were read, deletions not"),
        "W_TWO_READINGS": N_("day and month cannot be told apart: both readings are kept"),
    }
)
# Source: the messages of the stages; what a name in braces stands for is taken over, days are written in the language.
DETAILED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "I_DUPLICATE_ROW": (N_("{row} repeats row {other} and counts once"),),
        "I_CORRECTED": (
            N_("1 correction by hand is in these numbers"),
            N_("{number} corrections by hand are in these numbers"),
        ),
        "I_EXTENSION": (N_("the name ends in .{ending}, the content is {format}"),),
        "I_NOT_STARTED": (N_("{written}: starts after {day}: 0 months counted"),),
        "I_NO_DATES": (N_("{what} has no dates: 0 months counted"),),
        "I_NO_PERSON": (N_("{file} names no person: taken as about the same one"),),
        "I_OLD_DOCUMENT": (
            N_("the newest date mentioned is {newest}; ongoing positions count to {day}"),
            N_("the newest date mentioned, planned ones apart, is {newest}; ongoing positions count to {day}"),
        ),
        "I_ONE_DATE": (N_("{written}: one date only, the others have two"),),
        "I_OTHER_PERSONS": (N_("{file}: {rows} rows about other people were left out"),),
        "I_OVERLAP": (N_("{one} and {other} overlap by {days} days: counted once in the total"),),
        "I_PLANNED_END": (N_("{written}: ends after {day}: counted up to that day"),),
        "I_SAME_POSITION": (
            N_("{what}: named twice with the same dates, counted once"),
            N_("{what}: named twice, once to the year; counted once"),
        ),
        "I_UNDATED": (
            N_("{written}: {months} months stated without dates: possible, none counted"),
            N_("{months} months stated without dates: possible, none counted"),
            N_("{written}: {months} months stated, the place within the dates unknown"),
            N_("{months} months stated, the place within the dates unknown"),
        ),
        "W_INTERNSHIP_THEN_WORK": (
            N_("{words}: an internship and the work after it in one line; all of it is counted as work"),
        ),
        "W_COMPANY_TOTAL": (
            N_("the employer's total {printed} differs from the {months} months of the positions under it"),
        ),
        "W_CORRECTION_UNUSED": (N_("the correction of {field} in {position} does not fit what is read: not applied"),),
        "W_DATE_LEFT": (
            N_("a promotion became no position of its own: {quote}"),
            N_("a dated item became no position: {quote}"),
            N_("a dated line became no position: {quote}"),
            N_("{number} dated lines, more than positions, could not be read: {quote}"),
            N_("{number} dates stand alone and became no position"),
            N_("{number} positions have one date each: starts and ends may stand apart"),
            N_("two dates were not read as a start and an end: {quote}"),
            N_("a date that could not be read became no position: {quote}"),
            N_("a line that ends in a date became no position: {quote}"),
            N_("a second range of dates in one line was not counted: {quote}"),
            N_("a range of dates stands where no position has its time: {quote}"),
            N_("{number} dates stand where no position has its time: {quote}"),
            N_("a date after the end of all positions dates none: {quote}"),
            N_("a range could not be read: {quote}"),
            N_("{number} years stand alone and date no position: {quote}"),
            N_("seasons of several years cannot be counted in months: {quote}"),
            N_("no range of dates was read among the positions: the scan may show more"),
            N_("only one date of a line was read: {quote}"),
            N_("a start without an end: {quote}"),
            N_("the end of a job could not be read: {quote}"),
            N_("the end of a range could not be read: {quote}"),
        ),
        "W_DATE_OUTSIDE": (
            N_("a dated line stands outside of all sections: {quote}"),
            N_("jobs under a heading that is not known, counted as work: {quote}"),
        ),
        "W_DURATION_MISMATCH": (
            N_("{written}: {printed} is printed ({stated} months), the dates make {low} to {high} months"),
            N_("{written}: {printed} is printed ({stated} months), the dates make {shown} months"),
        ),
        "W_LONG_ROW": (N_("{row} has more cells than the header: its fields may be shifted"),),
        "W_ONE_DATE": (
            N_("{written}: one date only, the other jobs have two; counted for that time alone, it may go on"),
        ),
        "W_OPEN_END": (N_("{written}: the end is not there; counted as going on"),),
        "W_PAGES_TRUNCATED": (N_("only the first {read} of {total} pages were read"),),
        "W_PERSON_DIFFERS": (
            N_("{file} is in the name of {other}; the CV says {person}: not compared"),
            N_("{file} is in the name of {other}; the CV says {person}: compared all the same, as asked"),
            N_("{file} is in the name of {other}; the CV does not show this name: not compared"),
            N_("{file} is in the name of {other}; the CV does not show this name: compared all the same, as asked"),
        ),
        "W_REGISTER_DAYS": (
            N_("the lines read add up to {days} days, the report prints {printed}: a line may be missing"),
        ),
        "W_REVERSED": (N_("{written}: ends before it starts: 0 months counted, more if the two dates are swapped"),),
        "W_SHORT_ROW": (N_("{row} has too few cells: its last ones were read as empty"),),
        "W_SUSPECT_DIGIT": (N_("{word} looks like a year with a letter in it; it was not read as a date"),),
    }
)
# Codes whose messages quote a line behind their colon.
_QUOTING = frozenset(("W_DATE_LEFT", "W_DATE_OUTSIDE"))
_NAME = regex(r"\\\{(\w+)\\\}")
_DAY = regex(r"\d{4}-\d{2}-\d{2}")
# Source: docs/findings.md; one sentence for each reason why a document cannot be read, with what to do.
FAILURES: Mapping[str, str] = MappingProxyType(
    {
        "E_AMBIGUOUS": N_("the file could be of two kinds – save it again as one of them"),
        "E_ANSWER": N_("the process that read it sent no proper answer – do not trust this file, ask for another copy"),
        "E_BOMB": N_("the archive is packed far too densely – send the CV alone"),
        "E_CORRECTIONS": N_("the file of corrections beside it cannot be used – correct it, or leave it out"),
        "E_CRASH": N_("the process that read it crashed – ask for another copy, or print it to a new PDF"),
        "E_DAMAGED": N_("the file is damaged – open it and save it again"),
        "E_DIRECTORY": N_("this is a folder – name the files in it"),
        "E_EMPLOYER_LETTER": N_("a letter of an employer, not a CV: use xpcalc verify CV --against FILE"),
        "E_EMPTY": N_("the file is empty – send it again"),
        "E_ENCRYPTED": N_("the file needs a password – save it without a password and try again"),
        "E_INTERNAL": N_("this is a bug of xpcalc – please report it, without the document"),
        "E_JSON": N_("the JSON cannot be read – export the CV again"),
        "E_LETTER": N_("not recognised as a letter: nothing read – compare it by eye"),
        "E_LIMIT_ANSWER": N_("the document gives more data than any CV does – send the CV alone"),
        "E_LIMIT_CSV": N_("the table is too large – send the archive as LinkedIn made it"),
        "E_LIMIT_ENTRIES": N_("the archive holds too many files – send the CV alone"),
        "E_LIMIT_FILE": N_("the file is too large – send the CV alone"),
        "E_LIMIT_JSON": N_("the JSON file is too large or nested too deep – send the CV alone"),
        "E_LIMIT_PIXELS": N_("the picture is too large – make it smaller and try again"),
        "E_LIMIT_RTF": N_("the RTF file is too large or nested too deep – save it as DOCX"),
        "E_LIMIT_TEXT": N_("the document holds too much text – send the CV alone"),
        "E_LIMIT_XML": N_("the document is too large or nested too deep – save it again"),
        "E_MEMORY": N_("reading it takes too much memory – ask for another copy, or print it to a new PDF"),
        "E_NEEDS_OCR": N_(
            "the pages are pictures without text – install character recognition or send a file with text"
        ),
        "E_NOT_ALLOWED": N_("the file may not be read – check its permissions"),
        "E_NOT_FOUND": N_("there is no such file – check the name and the folder"),
        "E_NOT_READ": N_("the file cannot be read – copy it and try again"),
        "E_NOT_REGULAR": N_(
            "this is no file but a pipe, a device or a link – copy the document into a file of its own"
        ),
        "E_OLD_WORD": N_("this is an old Word file – save it as DOCX or PDF"),
        "E_POISON": N_("the run died each time this file was read – look at it with care"),
        "E_SANDBOX": N_("the reading process cannot be started or confined – see xpcalc doctor"),
        "E_TIMEOUT": N_("reading it takes too long – ask for another copy, or print it to a new PDF"),
        "E_UNKNOWN_TYPE": N_("this kind of file is not read – save the CV as PDF or DOCX"),
        "E_XML_DTD": N_("the document declares a DOCTYPE, which no such document has – save it again"),
    }
)


def found(finding: Finding, t: Translator) -> str:
    """Return what a finding says: its own message in English, in other languages the same or what its code means."""
    return told(finding.code, finding.message, t)


def told(code: str, message: str, t: Translator) -> str:
    """Return what a code with its English message says in the language of the output."""
    known = FINDINGS.get(code)
    if message and (t.lang == "en" or known is None):
        return message
    if known is None:
        return code
    for form in DETAILED.get(code, ()):
        if hit := _pattern(form).fullmatch(message):
            return t(form).format(**{k: t.date(v) if _DAY.fullmatch(v) else v for k, v in hit.groupdict().items()})
    before, colon, behind = message.partition(": ")
    if code in _QUOTING and behind:
        return f"{t(known)}: {behind}"
    # "2018 – 2020: dates to the year only"
    return f"{before}: {t(known)}" if colon and behind == known else t(known)


@lru_cache(maxsize=64)
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(_NAME.sub(r"(?P<\1>[^\n]{1,300}?)", re.escape(form)))


def failed(failure: Failure, t: Translator) -> str:
    """Return the line about a document that could not be read."""
    known = FAILURES.get(failure.code)
    if t.lang != "en" and known is not None:
        return f"{failure.name}: {failure.code}: {t(known)}"
    hint = f" – {failure.hint}" if failure.hint else ""
    return f"{failure.name}: {failure.code}: {failure.message}{hint}"


__all__ = ["DETAILED", "FAILURES", "FINDINGS", "failed", "found", "told"]
