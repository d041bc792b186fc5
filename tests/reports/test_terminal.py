"""What a person sees on a terminal, a real pseudo one: colours, blocks, widths, the line of progress."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from xpcalc import Assessment, Failure, assess, verify
from xpcalc.cli.progress import At, drawn
from xpcalc.cli.shell import has_blocks
from xpcalc.comparison import compare
from xpcalc.profile import profile
from xpcalc.reports import Options, explain, render
from xpcalc.reports.comparison import render as render_comparison
from xpcalc.reports.profile import render as render_profile
from xpcalc.reports.terminal import STYLES
from xpcalc.reports.text import cells, cut
from xpcalc.reports.verification import render as render_verification
from xpcalc.rulebook import Rulebook

AS_OF = "2026-11-21"
SGR = re.compile(r"\x1b\[[0-9;]*m")
OURS = {f"\x1b[{code}m" for code in (*STYLES.values(), "0")}
# What a terminal obeys, and what rich would.
HOSTILE = "Lead \x1b[2J\x1b]0;title\x07\x9b2J\u202eevil\u2066 [red]ink[/red] :smile: [link=file:///]x[/link]"
Job = tuple[str, str, str, str]
JOBS: tuple[Job, ...] = (
    ("Team Lead", "Brightmoor", "2023-01", ""),
    ("Support Agent", "Quillfern", "2021-01", "2022-12"),
    ("Receptionist", "Brisamar", "2018", "2019"),
)


def resume(*jobs: Job) -> bytes:
    keys = ("position", "name", "startDate", "endDate")
    work = [{key: value for key, value in zip(keys, job, strict=True) if value} for job in jobs]
    return json.dumps({"basics": {"name": "Nora"}, "work": work}).encode()


def made(rulebook: Rulebook, *jobs: Job, rules: Sequence[str] = (), name: str = "cv.json") -> Assessment:
    return assess(resume(*(jobs or JOBS)), name=name, as_of=AS_OF, rulebook=rulebook, rules=list(rules))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cv.json").write_bytes(resume(*JOBS))
    return tmp_path


def drawing(shown: str) -> list[str]:
    """Return the lines from the head of the timeline to the blank line behind it."""
    lines = shown.splitlines()
    start = lines.index("Timeline")
    return lines[start : lines.index("", start)]


def live(shown: str) -> list[str]:
    """Return the characters that would do something on a terminal."""
    return [ch for ch in shown if ch != "\n" and unicodedata.category(ch) in ("Cc", "Cf")]


# ---------------------------------------------------------------- the timeline


def test_a_row_a_position_on_one_axis(rulebook: Rulebook) -> None:
    _, years, lead, agent, desk, legend = drawing(render([made(rulebook)], "text"))
    # 2018-01-01 to 2026-11-21 are 3,247 days on 60 columns; the names take 2 + 13 + 2. By hand, days * 60 / 3247:
    columns = {"2018": 0, "2019": 7, "2020": 13, "2021": 20, "2022": 27, "2023": 34, "2024": 40, "2025": 47, "2026": 54}
    assert {year: years.index(year) - 17 for year in columns} == columns
    assert lead == "  Team Lead      ·      ·     ·      ·      ·      " + "█" * 26 + ">"
    assert (agent.index("█") - 17, agent.count("█")) == (20, 14)
    assert desk.index("░") == 17
    # 2018 to 2019 by years: 31 December 2018 and 1 January 2019 are sure, which is less than half a column.
    assert (desk.count("░"), desk.count("█")) == (13, 0)
    assert legend == "  █ sure   ░ possible (dates not precise)   > goes on"


def test_what_does_not_count_has_a_lighter_block_and_comes_last(rulebook: Rulebook) -> None:
    shown = render([made(rulebook, ("Intern", "Almenara", "2019-01", "2019-12"), *JOBS)], "text")
    rows = drawing(shown)
    assert rows[-2].startswith("  Intern")
    assert rows[-2].count("▒") >= 6
    assert "█" not in rows[-2]
    assert "▒ not in the total" in rows[-1]


def test_a_short_job_is_seen_and_neighbours_do_not_overlap(rulebook: Rulebook) -> None:
    jobs = (("A", "Acme", "2001-01-01", "2001-01-05"), ("B", "Bond", "2001-01-06", "2026-11-21"))
    rows = drawing(render([made(rulebook, *jobs)], "text"))
    assert [row.count("█") for row in rows[2:4]] == [1, 60]


def test_none_for_one_position_when_quiet_or_without_dates(rulebook: Rulebook) -> None:
    assert "Timeline" not in render([made(rulebook, JOBS[0])], "text")
    assert "Timeline" not in render([made(rulebook)], "text", Options(quiet=True))
    assert "Timeline" not in render([made(rulebook, JOBS[0], ("Cook", "Bistro", "", ""))], "text")


def test_signs_where_there_are_no_blocks(rulebook: Rulebook) -> None:
    shown = render([made(rulebook, ("Intern", "Almenara", "2019-01", "2019-12"), *JOBS)], "text", Options(blocks=False))
    rows = drawing(shown)
    assert rows[2].rstrip(">").endswith("#")
    assert {"#", "-", "=", ">"} <= set("".join(rows))
    assert "\n".join(rows).isascii()


def test_names_tell_positions_apart(rulebook: Rulebook) -> None:
    teacher = [("Teacher", f"School {n}", f"{2010 + n}-01", f"{2010 + n}-12") for n in range(3)]
    assert [row.split("  ")[1] for row in drawing(render([made(rulebook, *teacher)], "text"))[2:5]] == [
        "School 0",
        "School 1",
        "School 2",
    ]
    grown = [(f"Grade {n}", "Acme", f"{2010 + n}-01", f"{2010 + n}-12") for n in range(3)]
    assert drawing(render([made(rulebook, *grown)], "text"))[2].startswith("  Grade 0")


@pytest.mark.parametrize("first", ["1950", "1999", "2019", "2026"])
@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_the_drawing_fits_and_its_years_are_apart(first: str, width: int, rulebook: Rulebook) -> None:
    a = made(rulebook, ("長い肩書き" * 9, "Acme", f"{first}-01", ""), ("x" * 200, "Bond", f"{first}-02", f"{first}-03"))
    rows = drawing(render([a], "text", Options(width=width)))
    assert [row for row in rows if cells(row) > width] == []
    assert re.fullmatch(r" +(\d{4}(  +|$))+", rows[1])
    lead, other = (cells(re.split("[█·]", row)[0]) for row in rows[2:4])
    assert lead <= other < lead + width // 4


def test_a_cut_name_takes_no_more_than_its_columns() -> None:
    assert cut("short", 5) == "short"
    assert cut("Customer Support", 10) == "Customer…"
    assert cells(cut("東京東京東京", 6)) <= 6


# ---------------------------------------------------------------- colours


def test_colour_changes_no_letter_and_uses_our_styles_only(rulebook: Rulebook) -> None:
    a = made(rulebook, ("Agent", "Acme", "2023-05", "2020-01"), *JOBS, rules=["support"])
    for results in ([a], [Failure("bad.pdf", "E_DAMAGED", "the PDF is damaged", "ask again")]):
        plain, coloured = (render(results, "text", Options(colour=on)) for on in (False, True))
        assert SGR.sub("", coloured) == plain
        assert coloured != plain
        assert set(SGR.findall(coloured)) <= OURS
        # A line may be cut out: what it begins, it ends.
        assert [line for line in coloured.splitlines() if "\x1b" in line and SGR.findall(line)[-1] != "\x1b[0m"] == []
    warned = [line for line in render([a], "text", Options(colour=True)).splitlines() if "\x1b[33m! " in line]
    assert warned, "a warning has its mark as well as its colour"


def test_verdicts_have_their_word_in_colour(rulebook: Rulebook, tmp_path: Path) -> None:
    rule = tmp_path / "job.yaml"
    asked = [("a", "support", 12), ("b", "support", 400), ("c", "administration", 12)]
    lines = [f"  - {{id: {key}, months: {{function: {what}, at_least: {months}}}}}" for key, what, months in asked]
    rule.write_text("schema: xpcalc.rules/1\nid: job\ntitle: Job\nmust:\n" + "\n".join(lines) + "\n", "utf-8")
    shown = render([made(rulebook, rules=[str(rule)])], "text", Options(colour=True))
    assert "\x1b[32mshown\x1b[0m: at least 12 months" in shown
    assert "\x1b[1mnot shown\x1b[0m: at least 400 months" in shown
    assert "\x1b[33mcannot be decided\x1b[0m: at least 12 months" in shown


def test_profile_in_colour_has_the_same_letters(rulebook: Rulebook) -> None:
    p = profile(made(rulebook), rulebook.taxonomy, "en")
    plain, coloured = (render_profile([p], "text", Options(colour=on)) for on in (False, True))
    assert isinstance(coloured, str)
    assert SGR.sub("", coloured) == plain
    assert "\x1b[1mTotal experience" in coloured


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_profile_fits_a_narrow_terminal_and_its_total_stands_under_its_parts(lang: str, rulebook: Rulebook) -> None:
    a = made(rulebook, *JOBS, ("Support Agent, Zendesk", "Fernrook", "2010", "2017"))
    shown = str(render_profile([profile(a, rulebook.taxonomy, lang)], "text", Options(width=40, lang=lang)))
    assert [line for line in shown.splitlines() if cells(line) > 40] == []
    parts = [re.match(r" +[\d–]+ (months|meses)(?=  )", line) for line in shown.split("\n\n")[2].splitlines()]
    ends = [match.end() for match in parts if match]
    assert len(ends) >= 3
    assert len(set(ends)) == 1


def test_the_trace_in_colour_has_the_same_letters(rulebook: Rulebook) -> None:
    a = made(rulebook, rules=["support"])
    plain, coloured = (
        explain.render([a], options)
        + explain.render_rules([a], options)
        + explain.render_label([a], options, "function", "support.tier1")
        for options in (Options(), Options(colour=True))
    )
    assert SGR.sub("", coloured) == plain
    assert "\x1b[1m1. Positions" in coloured
    assert "\x1b[1mnot shown\x1b[0m: " in coloured or "\x1b[32mshown\x1b[0m: " in coloured


def test_documents_side_by_side_in_colour_have_the_same_letters(folder: Path) -> None:
    (folder / "other.json").write_bytes(resume(*JOBS[:2]))
    v = verify(folder / "cv.json", [folder / "other.json", folder / "none.pdf"], as_of=AS_OF, rules=["support"])
    plain, coloured = (render_verification(v, "text", Options(colour=on)) for on in (False, True))
    assert isinstance(coloured, str)
    assert SGR.sub("", coloured) == plain
    assert "\x1b[31m[–] none.pdf" in coloured


@pytest.mark.parametrize("width", [40, 80, 100])
def test_the_table_of_a_comparison_is_plain_text_to_rich(width: int, rulebook: Rulebook) -> None:
    a = made(rulebook, rules=["support"], name=f"cv{HOSTILE}.json")
    b = made(rulebook, (HOSTILE, HOSTILE, "2020-01", "2021-03"), rules=["support"], name="[bold]b[/bold].json")
    table = compare([a, b, Failure(f"{HOSTILE}.pdf", "E_DAMAGED", "the PDF is damaged", "ask again")])
    coloured = render_comparison(table, "text", Options(width=width, colour=True))
    assert isinstance(coloured, str)
    shown = SGR.sub("", coloured)
    assert live(shown) == []
    assert "[bold]b[/bo" in shown
    assert [line for line in shown.splitlines() if cells(line) > width] == []
    words = set(re.findall(r"[\w–]+", str(render_comparison(table, "text", Options(width=width)))))
    assert words - set(re.findall(r"[\w–]+", shown)) == set()


def test_the_table_has_rules_of_signs_where_there_are_no_blocks(rulebook: Rulebook) -> None:
    table = compare([made(rulebook, rules=["support"])])
    shown = render_comparison(table, "text", Options(colour=True, blocks=False))
    assert isinstance(shown, str)
    assert "─" not in shown
    assert "---" in shown


def test_no_report_loads_rich_before_it_draws_a_table() -> None:
    code = (
        "import sys; import xpcalc.cli, xpcalc.cli.progress, xpcalc.reports.text_timeline, xpcalc.reports.profile_text,"
        "xpcalc.reports.comparison_text; assert not [m for m in sys.modules if m.partition('.')[0] == 'rich']"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# ---------------------------------------------------------------- a real terminal


def on_terminal(args: Sequence[str], columns: int, cwd: Path, **env: str) -> tuple[int, str, str]:
    """Return exit code, output and errors of xpcalc with both on pseudo terminals of this width."""
    pytest.importorskip("pty")
    import fcntl
    import pty
    import termios
    import threading

    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM", "COLUMNS", "LINES")}
    ends = [pty.openpty(), pty.openpty()]
    for _, slave in ends:
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "xpcalc", *args],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=ends[0][1],
        stderr=ends[1][1],
        env={**kept, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", **env},
    ) as process:
        taken: list[bytes] = [b"", b""]

        def take(n: int) -> None:
            while True:
                try:
                    data = os.read(ends[n][0], 65536)
                except OSError:  # the other end is closed
                    return
                if not data:
                    return
                taken[n] += data

        threads = [threading.Thread(target=take, args=(n,)) for n in range(2)]
        for _, slave in ends:
            os.close(slave)
        for thread in threads:
            thread.start()
        code = process.wait(120)
        for thread in threads:
            thread.join(20)
    for master, _ in ends:
        os.close(master)
    encoding = env.get("PYTHONIOENCODING", "utf-8")
    out, err = (data.decode(encoding).replace("\r\n", "\n") for data in taken)
    return code, out, err


def piped(args: Sequence[str], cwd: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    kept = {**os.environ, "PYTHONIOENCODING": "utf-8", "TERM": "xterm-256color", **env}
    return subprocess.run([sys.executable, "-m", "xpcalc", *args], cwd=cwd, env=kept, capture_output=True, check=False)


ASK = ("cv.json", "--as-of", AS_OF, "--rules", "support")


@pytest.mark.parametrize(("columns", "width"), [(40, 40), (80, 80), (120, 100)])
def test_terminals_of_any_width(columns: int, width: int, folder: Path, rulebook: Rulebook) -> None:
    code, shown, _ = on_terminal(ASK, columns, folder)
    assert code == 0
    expected = render([made(rulebook, rules=["support"])], "text", Options(width=width, colour=True))
    assert shown == str(expected).replace(": today", ": as you said")
    assert max([cells(SGR.sub("", line)) for line in shown.splitlines()]) <= width


AD = "Support Agent\n\nRequirements\n- At least three years of customer support, Zendesk, Jira\n- whatever\n"


@pytest.mark.parametrize(
    "asked",
    [
        ("ad", "ad.txt", "--format", "text"),
        ("between", "2021-03-10", "2022-01-24"),
        ("rules", "show", "support", "--sentence"),
        ("explain", "cv.json", "--as-of", AS_OF),
    ],
    ids=lambda asked: asked[0],
)
def test_all_texts_fit_forty_columns(asked: tuple[str, ...], folder: Path) -> None:
    (folder / "ad.txt").write_text(AD, "utf-8")
    code, shown, _ = on_terminal(asked, 40, folder, NO_COLOR="1")
    assert code == 0
    assert max(cells(line) for line in shown.splitlines()) <= 40


def test_a_sentence_in_a_pipe_stays_one_line(folder: Path) -> None:
    kept = piped(("rules", "show", "support", "--sentence"), folder).stdout.decode()
    assert max(map(len, kept.splitlines())) > 100


def test_no_color_and_dumb_terminals_get_plain_text(folder: Path) -> None:
    _, coloured, _ = on_terminal(ASK, 80, folder, NO_COLOR="")  # empty is as if it were not there
    _, plain, errors = on_terminal(ASK, 80, folder, NO_COLOR="1")
    _, dumb, _ = on_terminal(ASK, 80, folder, TERM="dumb")
    assert "\x1b[1m" in coloured
    assert "\x1b" not in plain + errors
    assert dumb == plain == SGR.sub("", coloured)


def test_pipes_and_files_get_plain_text_whatever_the_terminal(folder: Path) -> None:
    kept = piped(ASK, folder).stdout
    assert b"\x1b" not in kept
    code, shown, _ = on_terminal([*ASK, "-o", "report.txt"], 120, folder)
    assert (code, shown) == (0, "")
    assert (folder / "report.txt").read_bytes() == kept


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
def test_an_encoding_without_the_signs_is_no_crash(encoding: str, folder: Path) -> None:
    (folder / "cv.json").write_bytes(resume(("Łódź 東京 █", "Acme", "2015-01", "2016-12"), *JOBS))
    result = piped(ASK, folder, PYTHONIOENCODING=encoding)
    assert (result.returncode, result.stderr) == (0, b"")
    # Where the encoding is ASCII, click writes UTF-8.
    rows = drawing(result.stdout.decode(encoding if encoding != "ascii" else "utf-8").replace("\r\n", "\n"))
    assert ("###" in rows[2]) == (encoding != "cp437")
    assert has_blocks(encoding) == (encoding == "cp437")


def test_names_and_titles_give_the_terminal_no_orders(folder: Path) -> None:
    name = "cv\x1b[2J\x1b]0;t\x07\u202e[red].json"
    (folder / name).write_bytes(resume((HOSTILE, HOSTILE, "2020-01", "2021-03"), *JOBS))
    (folder / "bad\x1b[2J.pdf").write_bytes(b"")
    for command in ((), ("compare",), ("profile",)):
        code, shown, errors = on_terminal([*command, name, "cv.json", "bad\x1b[2J.pdf", *ASK[1:]], 80, folder)
        assert code == 3
        assert set(SGR.findall(shown)) <= OURS
        assert live(SGR.sub("", shown)) == []
        assert live(errors.replace("\r\x1b[K", "")) == []
        assert "[red]" in shown
        assert ":smile:" in shown or command == ("compare",)


# ---------------------------------------------------------------- progress


@pytest.fixture
def several(folder: Path) -> list[str]:
    for n in range(3):
        (folder / f"cv{n}.json").write_bytes(resume(*JOBS))
    (folder / "empty.json").write_bytes(b"")
    return ["cv0.json", "empty.json", "cv1.json", "cv2.json", "--as-of", AS_OF, "--format", "csv"]


def test_several_files_have_a_bar_with_counts(several: list[str], folder: Path) -> None:
    code, shown, errors = on_terminal(several, 80, folder)
    assert (code, shown.count("\n")) == (3, 14)
    steps = errors.split("\r\x1b[K")
    assert steps[1] == "░" * 16 + "  0 of 4, 0 failed"
    assert any(step.startswith("█" * 16 + "  4 of 4, 1 failed") for step in steps)
    # The bar is wiped out before anything else is said.
    assert steps[-1] == "xpcalc: empty.json: E_EMPTY: the file is empty (0 bytes) – send the file again\n"
    assert max([cells(step) for step in steps[:-1]]) < 80


@pytest.mark.parametrize(("more", "env"), [(["--quiet"], {}), ([], {"TERM": "dumb"})])
def test_no_bar_when_quiet_or_where_nothing_can_be_drawn_over(
    more: list[str], env: dict[str, str], several: list[str], folder: Path
) -> None:
    _, _, errors = on_terminal([*several, *more], 80, folder, **env)
    assert errors.startswith("xpcalc: empty.json")


def test_no_bar_in_a_pipe_and_none_for_one_file(several: list[str], folder: Path) -> None:
    assert piped(several, folder).stderr.startswith(b"xpcalc: empty.json")
    assert on_terminal(ASK, 80, folder)[2] == ""


def test_a_batch_has_the_same_bar(several: list[str], folder: Path) -> None:
    code, _, errors = on_terminal(["batch", *several[:4], "-o", "out", "--as-of", AS_OF, "--workers", "1"], 80, folder)
    assert code == 3
    assert "█" * 16 + "  4 of 4, 1 failed" in errors


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 200])
def test_the_line_is_shorter_than_the_terminal(columns: int) -> None:
    for at in (At(0, 3), At(2, 3), At(3, 3, 3), At(99_999, 100_000, 12, 5)):
        for tail in ("", "cv.pdf", "東京" * 40, "page 12 of 30 by OCR"):
            assert cells(drawn(at, 4000, columns, tail)) < columns


def test_the_line_says_how_fast_and_how_long_still() -> None:
    assert drawn(At(12, 40, 1), 4, 80, "cv.pdf") == "████░░░░░░░░░░░░  12 of 40, 1 failed, 3.0/s, 10 s left  cv.pdf"
    assert drawn(At(12, 40, 1), 4, 40) == "12 of 40, 1 failed, 3.0/s, 10 s left"
    assert drawn(At(39, 40), 20, 80).endswith("1.9/s, 1 s left")
