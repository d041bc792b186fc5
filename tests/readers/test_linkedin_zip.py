"""LinkedIn archive and its CSV files: both generations of headers, and what people do to the files."""

from __future__ import annotations

import io
import zipfile

import pytest

from xpcalc.assessment import Places
from xpcalc.errors import UnreadableDocument
from xpcalc.model import Document, Entry
from xpcalc.readers import linkedin_zip

HEADER = "Company Name,Title,Description,Location,Started On,Finished On\n"
OLD_HEADER = "Company Name,Description,Location,Start Date,End Date,Title\n"
ROWS = 'Acme Ltd,Support Agent,"Answered tickets\n- Wrote macros","Leeds, UK",Jan 2020,Mar 2021\n'
EDUCATION = "School Name,Start Date,End Date,Notes,Degree Name,Activities\nUni,2010,2014,,BA,\n"
CERTIFICATIONS = "Name,Url,Authority,Started On,Finished On,License Number\nITIL,,Axelos,May 2020,,\n"
VOLUNTEERING = "Company Name,Role,Cause,Started On,Finished On,Description\nRed,Guide,,Jan 2015,,\n"


def archive(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()


def jobs(document: Document) -> list[Entry]:
    assert document.entries is not None
    return [entry for entry in document.entries if entry.section == "experience"]


def fields(entry: Entry) -> tuple[str | None, ...]:
    pieces = (entry.employer, entry.title, entry.location, entry.start, entry.end)
    return tuple(piece.text if piece else None for piece in pieces)


def from_csv(text: str | bytes, name: str = "Positions.csv") -> Document:
    return linkedin_zip.read(text.encode() if isinstance(text, str) else text, name)


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


def test_current_header() -> None:
    document = linkedin_zip.read(archive({"Positions.csv": HEADER + ROWS}), "export.zip")
    (job,) = jobs(document)
    assert document.format == "linkedin-zip"
    assert fields(job) == ("Acme Ltd", "Support Agent", "Leeds, UK", "Jan 2020", "Mar 2021")
    assert [piece.text for piece in job.body] == ["Answered tickets", "Wrote macros"]
    assert not job.ongoing
    assert job.dates is None
    assert document.dated is None


def test_old_header_keeps_dates_as_written() -> None:
    document = from_csv(OLD_HEADER + "Acme Ltd,,Leeds,8/2004,11/2006,Agent\n")
    assert fields(jobs(document)[0]) == ("Acme Ltd", "Agent", "Leeds", "8/2004", "11/2006")
    assert document.format == "linkedin-csv"


def test_every_piece_stands_in_the_text() -> None:
    document = linkedin_zip.read(
        archive({"Positions.csv": HEADER + ROWS, "Skills.csv": "Name\nZendesk\nExcel\n"}), "x.zip"
    )
    assert document.entries
    for entry in document.entries:
        for piece in filter(None, (entry.title, entry.employer, entry.location, entry.start, entry.end, *entry.body)):
            assert piece.span is not None
            assert document.text[piece.span.start : piece.span.stop] == piece.text
    assert [document.text[line.span.start : line.span.stop] for line in document.lines] == [
        line.text for line in document.lines
    ]
    assert "Positions.csv row 2: Acme Ltd | Support Agent | Leeds, UK | Jan 2020 | Mar 2021" in document.text
    assert [line.bullet for line in document.lines[:3]] == [False, False, True]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbf" + (HEADER + ROWS).encode(), id="bom"),
        pytest.param((HEADER + ROWS).replace("\n", "\r\n").encode(), id="crlf"),
        pytest.param((HEADER + ROWS).encode("utf-16"), id="utf-16"),
        pytest.param((HEADER.upper() + ROWS).encode(), id="upper case header"),
        pytest.param(('Notes:\n"Only some, data"\n\n' + HEADER + ROWS).encode(), id="preamble"),
        pytest.param((HEADER.replace(",", " , ") + ROWS).encode(), id="blanks in header"),
        pytest.param(
            (HEADER.replace(",", ";") + ROWS.replace(",", ";").replace("Leeds; UK", "Leeds, UK")).encode(),
            id="semicolons",
        ),
    ],
)
def test_variants_of_the_same_file(data: bytes) -> None:
    assert linkedin_zip.accepts_csv(data[:8192])
    assert fields(jobs(from_csv(data))[0]) == ("Acme Ltd", "Support Agent", "Leeds, UK", "Jan 2020", "Mar 2021")


def test_latin_1_of_a_spreadsheet() -> None:
    data = (HEADER + "Café Río,Cajera,,Cádiz,Jan 2020,Mar 2021\n").encode("cp1252")
    assert fields(jobs(from_csv(data))[0])[:3] == ("Café Río", "Cajera", "Cádiz")


def test_blank_between_comma_and_quote() -> None:
    document = from_csv(HEADER + 'Acme, "Agent, nights" ,,Leeds, "Jan 2020" ,May 2021\n')
    assert fields(jobs(document)[0]) == ("Acme", "Agent, nights", "Leeds", "Jan 2020", "May 2021")


@pytest.mark.parametrize(
    ("start", "end", "ongoing"),
    [
        ("Jan 2020", "", True),
        ("Jan 2020", "Present", True),
        ("Jan 2020", " present ", True),
        ("2006", "May 2019", False),
        ("", "May 2019", False),
        ("", "", False),
    ],
)
def test_open_ends(start: str, end: str, ongoing: bool) -> None:
    (job,) = jobs(from_csv(HEADER + f"Acme,Agent,,,{start},{end}\n"))
    assert job.ongoing is ongoing
    assert (job.start.text if job.start else "") == start
    assert (job.end.text if job.end else "") == end.strip()


def test_short_row_warns_and_counts_as_ongoing() -> None:
    document = from_csv(HEADER + "Acme,Agent,,Leeds,Jan 2020\nBeta,Clerk\n")
    first, second = jobs(document)
    assert first.ongoing
    assert not second.ongoing
    assert codes(document) == ["W_SHORT_ROW", "W_SHORT_ROW"]


def test_long_row_warns() -> None:
    assert codes(from_csv(HEADER + "Acme, Inc,Agent,,Leeds,Jan 2020,Feb 2021\n")) == ["W_LONG_ROW"]


def test_near_duplicate_rows_count_once() -> None:
    document = from_csv(
        HEADER
        + "Acme Ltd.,Agent,,,Jan 2020,Mar 2021\n"
        + " acme ltd,  Agent ,other words,Leeds,Jan 2020,Mar 2021\n"
        + "Acme Ltd,Agent,,,Apr 2021,May 2022\n"
    )
    assert [fields(job)[3] for job in jobs(document)] == ["Jan 2020", "Apr 2021"]
    (finding,) = document.findings
    assert (finding.code, finding.severity) == ("I_DUPLICATE_ROW", "info")
    assert finding.span is not None
    assert document.text[finding.span.start : finding.span.stop].startswith("Positions.csv row 3: acme ltd")


def test_unclosed_quote_warns() -> None:
    document = from_csv(HEADER + 'Acme,Agent,"Answered,Leeds,Jan 2020,Mar 2021\nBeta,Clerk,,,Jan 2019,Dec 2019\n')
    assert "W_CSV_QUOTES" in codes(document)


def test_formula_cells_and_nul_stay_text() -> None:
    document = from_csv(HEADER + "=cmd|' /C calc'!A0,+1 Agent\x00,,,Jan 2020,Mar 2021\n")
    assert fields(jobs(document)[0])[:2] == ("=cmd|' /C calc'!A0", "+1 Agent")


def test_the_other_files_of_the_archive() -> None:
    document = linkedin_zip.read(
        archive(
            {
                "Basic/Profile.csv": "First Name,Last Name,Headline,Summary\nAna,Ruiz,Agent,5 years of Zendesk\n",
                "Basic/Positions.csv": HEADER + ROWS,
                "Basic/Education.csv": EDUCATION,
                "Basic/Certifications.csv": CERTIFICATIONS,
                "Basic/Volunteering.csv": VOLUNTEERING,
                "Basic/Projects.csv": "Title,Description,Url,Started On,Finished On\nShop,Built,,Jan 2018,Feb 2018\n",
                "Basic/Skills.csv": "Name\nZendesk\nExcel\n",
                "Basic/Languages.csv": "Name,Proficiency\nSpanish,Native\n",
                "__MACOSX/Basic/._Positions.csv": b"\x00\x05\x16\x07",
                "Basic/messages.csv": "FROM,TO,CONTENT\nx,y,private\n",
            }
        ),
        "export.zip",
    )
    assert document.entries
    assert document.person == "Ana Ruiz"
    assert "Agent" in document.lines[0].text
    assert "private" not in document.text
    found = {entry.section: entry for entry in document.entries}
    assert list(found) == [
        "summary",
        "experience",
        "volunteering",
        "education",
        "certifications",
        "projects",
        "skills",
        "languages",
    ]
    assert [piece.text for piece in found["languages"].body] == ["Spanish (Native)"]
    assert found["volunteering"].employment == "volunteer"
    assert found["volunteering"].ongoing
    assert found["experience"].employment is None
    assert [piece.text for piece in found["skills"].body] == ["Zendesk", "Excel"]
    assert "Skills: Zendesk\nSkills: Excel" in document.text
    assert found["certifications"].employer is not None
    assert found["certifications"].employer.text == "Axelos"
    assert not found["certifications"].ongoing


def test_the_file_nearest_to_the_root_wins() -> None:
    deep = HEADER + "Beta,Clerk,,,Jan 2000,Mar 2001\n"
    document = linkedin_zip.read(archive({"a/b/Positions.csv": deep, "positions.CSV": HEADER + ROWS}), "x.zip")
    assert [fields(job)[0] for job in jobs(document)] == ["Acme Ltd"]


def test_archive_without_positions_warns() -> None:
    document = linkedin_zip.read(
        archive({"Profile.csv": "First Name,Last Name\nAna,Ruiz\n", "Skills.csv": "Name\nSQL\n"}), "x"
    )
    assert codes(document) == ["W_NO_POSITIONS_FILE"]


@pytest.mark.parametrize(
    ("names", "accepted"),
    [
        (("Positions.csv",), True),
        (("Basic_LinkedInDataExport/positions.csv",), True),
        (("Profile.csv", "Skills.csv"), True),
        (("Profile.csv",), False),
        (("word/document.xml",), False),
        (("__MACOSX/._Positions.csv",), False),
    ],
)
def test_accepts_archives(names: tuple[str, ...], accepted: bool) -> None:
    assert linkedin_zip.accepts(names) is accepted


@pytest.mark.parametrize(
    ("head", "accepted"),
    [
        (HEADER, True),
        (OLD_HEADER, True),
        ("Title,Description,Url,Started On,Finished On\n", True),
        ("Name\nSQL\n", False),
        ("Company Name,Title\nAcme,Agent\n", False),
        ("Jan 2020, Mar 2021, Acme\n", False),
        ('{"Company Name": "Title, Started On"}', False),
    ],
)
def test_accepts_csv_by_its_header(head: str, accepted: bool) -> None:
    assert linkedin_zip.accepts_csv(head.encode()) is accepted


@pytest.mark.parametrize(
    "data",
    [
        pytest.param((HEADER + "Acme,Agent," + "x" * 200_000 + ",,Jan 2020,\n").encode(), id="field"),
        pytest.param((HEADER + "," * 300 + "x\n").encode(), id="columns"),
        pytest.param((HEADER + "a,b\n" * 100_001).encode(), id="rows"),
    ],
)
def test_limits(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        from_csv(data)
    assert caught.value.code == "E_LIMIT_CSV"


def test_a_csv_of_something_else() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        from_csv("a,b\n1,2\n")
    assert caught.value.code == "E_UNKNOWN_TYPE"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("preamble", ["", 'Notes:\n"of the export,\nin two lines"\n\n'])
def test_lines_are_those_of_the_file(end: str, preamble: str) -> None:
    positions = (
        preamble + HEADER + ROWS + '\nBolt Ltd,Clerk,"\n\nFiled letters\n\nWrote minutes",York,Jan 2018,Dec 2019\n'
        '"Nine\nHills",Cook,Cooked soups,Hull,Jan 2015,Dec 2016\n'
    ).replace("\n", end)
    files = {
        "Positions.csv": positions,
        "Profile.csv": 'First Name,Last Name,Headline,Summary\nAna,Ruiz,Agent,"Kind.\nQuick."\n'.replace("\n", end),
        "Skills.csv": f"Name{end}Zendesk{end}{end}Excel{end}",
        "Languages.csv": f"Name,Proficiency{end}Irish,{end}English,Native{end}",
    }
    document = linkedin_zip.read(archive(files), "export.zip")
    places = Places(document)
    rows = {name: text.split(end) for name, text in files.items()}
    found = {}
    for line in document.lines:
        place = places.evidence(line.span)
        assert place is not None
        found[line.text.partition(": ")[2] or line.text] = place.line
    top = preamble.count("\n")
    told = {
        "Acme Ltd | Support Agent | Leeds, UK | Jan 2020 | Mar 2021": (2, "Acme Ltd"),
        "Answered tickets": (2, "Answered tickets"),
        "Wrote macros": (3, "Wrote macros"),
        "Bolt Ltd | Clerk | York | Jan 2018 | Dec 2019": (5, "Bolt Ltd"),
        "Filed letters": (7, "Filed letters"),
        "Wrote minutes": (9, "Wrote minutes"),
        "Nine Hills | Cook | Hull | Jan 2015 | Dec 2016": (10, "Nine"),
        "Cooked soups": (11, "Cooked soups"),
    }
    for text, (number, words) in told.items():
        assert found[text] == top + number
        assert words in rows["Positions.csv"][found[text] - 1]
    assert (found["Ana Ruiz | Agent"], found["Kind."], found["Quick."]) == (2, 2, 3)
    assert (found["Zendesk"], found["Excel"], found["Irish"], found["English (Native)"]) == (2, 4, 2, 3)
