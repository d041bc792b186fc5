"""What the user names -> documents: order, links, odd files, lists, patterns, archives and their limits."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from xpcalc.batch.archives import Archives
from xpcalc.batch.sources import Item, Skipped, documents
from xpcalc.errors import UnreadableDocument
from xpcalc.limits import Limits, using


def names(*sources: str | Path, out: str = "") -> list[str]:
    return [item.name for item in documents([str(s) for s in sources], out) if isinstance(item, Item)]


def skipped(*sources: str | Path) -> list[str]:
    return [item.what for item in documents([str(s) for s in sources]) if isinstance(item, Skipped)]


def codes(*sources: str | Path) -> list[str]:
    found = [item for item in documents([str(s) for s in sources]) if isinstance(item, Item)]
    return [item.failure.code for item in found if item.failure]


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_folders_are_walked_in_one_order_and_only_for_documents() -> None:
    for name in (
        "cvs/b.pdf",
        "cvs/a/z.docx",
        "cvs/a/y.txt",
        "cvs/c.mp4",
        "cvs/.hidden.pdf",
        "cvs/~$b.docx",
        "cvs/B.PDF",
    ):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(b"x")
    assert names("cvs") == ["cvs/B.PDF", "cvs/a/y.txt", "cvs/a/z.docx", "cvs/b.pdf"]
    assert skipped("cvs") == [".mp4"]


def test_the_output_folder_is_no_input() -> None:
    Path("cvs/out").mkdir(parents=True)
    Path("cvs/out/results.csv").write_bytes(b"x")
    Path("cvs/a.txt").write_bytes(b"x")
    assert names("cvs", out="cvs/out") == ["cvs/a.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and pipes")
def test_links_and_pipes_in_folders_are_passed_over_and_named_ones_are_said() -> None:
    Path("cvs").mkdir()
    Path("secret.txt").write_bytes(b"x")
    os.symlink("../secret.txt", "cvs/link.txt")
    os.symlink(".", "cvs/loop")
    os.mkfifo("cvs/pipe.txt")
    assert names("cvs") == []
    assert sorted(skipped("cvs")) == ["link", "link", "special file"]
    assert names("cvs/link.txt") == ["cvs/link.txt"]
    assert codes("cvs/link.txt", "cvs/pipe.txt", "nothing.pdf", "no*thing") == [
        "E_NOT_REGULAR",
        "E_NOT_FOUND",
        "E_NOT_FOUND",
    ]


def test_patterns_lists_and_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.txt", "a.txt", "c[1].txt", "d\ne.txt"):
        Path(name).write_bytes(b"x")
    assert names("[ab].txt") == ["a.txt", "b.txt"]
    assert names("c[1].txt") == ["c[1].txt"]
    Path("list").write_bytes(b"\xef\xbb\xbf# CVs\nb.txt\r\n\na.txt\n")
    assert names("@list") == ["b.txt", "a.txt"]
    assert codes("@nolist") == ["E_NOT_READ"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"d\ne.txt\0a.txt\0")))
    assert names("-") == ["d\ne.txt", "a.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text_has_a_shown_form() -> None:
    Path(os.fsdecode(b"\xff.txt")).write_bytes(b"x")
    assert names(".") == ["./\\xff.txt"]


def test_a_zip_of_documents_is_a_folder_and_one_that_is_a_document_is_not() -> None:
    inner = packed({"d.txt": b"inner"})
    files = {
        "b/cv.txt": b"two",
        "a.txt": b"one",
        "x.exe": b"-",
        "__MACOSX/a.txt": b"-",
        ".b.txt": b"-",
        "in.zip": inner,
    }
    Path("cvs.zip").write_bytes(packed(files))
    Path("linkedin.zip").write_bytes(packed({"Profile.csv": b"-", "Positions.csv": b"-"}))
    Path("word.zip").write_bytes(packed({"[Content_Types].xml": b"-", "word/document.xml": b"-"}))
    Path("pictures.zip").write_bytes(packed({"a.exe": b"-"}))
    assert names("cvs.zip") == ["cvs.zip/a.txt", "cvs.zip/b/cv.txt", "cvs.zip/in.zip/d.txt"]
    assert skipped("cvs.zip") == [".exe"]
    assert names("linkedin.zip", "word.zip", "pictures.zip") == ["linkedin.zip", "word.zip", "pictures.zip"]
    found = [item for item in documents(["cvs.zip"]) if isinstance(item, Item)]
    archives = Archives()
    assert [archives.part(item.path, item.members, 100) for item in found] == [b"one", b"two", b"inner"]
    archives.close()


def test_an_archive_inside_an_archive_inside_an_archive_stays_closed() -> None:
    deep = packed({"deep.zip": packed({"cv.txt": b"-"})})
    Path("cvs.zip").write_bytes(packed({"in.zip": deep}))
    assert names("cvs.zip") == ["cvs.zip/in.zip/deep.zip"]


def test_hostile_archives_are_named() -> None:
    Path("many.zip").write_bytes(packed({f"{n}.txt": b"" for n in range(30)}))
    with using(replace(Limits(), zip_entries=20)):
        assert codes("many.zip") == ["E_LIMIT_ENTRIES"]
    Path("twice.zip").write_bytes(packed({"a.txt": b"1", "b.txt": b"2"}).replace(b"b.txt", b"a.txt"))
    data = bytearray(packed({"a.txt": b"a" * 100, "b.txt": b"b" * 100}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = bytes(4)
    Path("over.zip").write_bytes(data)
    assert codes("twice.zip", "over.zip") == ["E_AMBIGUOUS", "E_BOMB"]


def test_what_comes_out_of_an_archive_is_counted() -> None:
    Path("cvs.zip").write_bytes(packed({"bomb.txt": bytes(5_000_000), "a.txt": b"a" * 2000}))
    cut = bytearray(packed({"a.txt": os.urandom(500), "b.txt": b"b"}))
    cut[60] ^= 0xFF
    Path("bad.zip").write_bytes(cut)
    archives = Archives()
    for path, member, limit, code in (
        ("cvs.zip", "bomb.txt", 1 << 25, "E_BOMB"),
        ("cvs.zip", "a.txt", 1000, "E_LIMIT_FILE"),
        ("bad.zip", "a.txt", 1000, "E_DAMAGED"),
        ("cvs.zip", "none.txt", 1000, "E_DAMAGED"),
    ):
        with pytest.raises(UnreadableDocument) as error:
            archives.part(path, (member,), limit)
        assert error.value.code == code
    archives.close()
