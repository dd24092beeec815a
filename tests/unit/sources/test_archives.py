"""The files inside a zip or a tar."""

import gzip
import io
import tarfile
import zipfile
from collections import Counter

import pytest
import zstandard

from jobtide.errors import Unreadable
from jobtide.sources import archives
from jobtide.sources.archives import CLUTTER, ENCRYPTED, LINK, NESTED, SPECIAL, is_archive, members
from jobtide.sources.opening import Opened

FILES = {"a.csv": b"id,title\n1,Tester\n", "2026/b.jsonl": b'{"id": 2}\n' * 400, "empty.csv": b""}


def zipped(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return into.getvalue()


def tarred(files: dict[str, bytes], form: int = tarfile.PAX_FORMAT, mode: str = "w") -> bytes:
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode=mode, format=form) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return into.getvalue()


def whole(stream) -> bytes:
    parts = []
    while more := stream.read(1000):
        parts.append(more)
    return b"".join(parts)


def inside(archive: bytes | io.IOBase, skipped: Counter | None = None) -> dict[str, bytes]:
    stream = io.BytesIO(archive) if isinstance(archive, bytes) else archive
    return {label: whole(member) for label, member in members(stream, "x", skipped)}


class Pipe(io.RawIOBase):
    """Bytes that come once, a few at a time."""

    def __init__(self, data: bytes):
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._data.read(min(size, 700) if size > 0 else 700)


ALIKE = {
    "zip": zipped(FILES),
    "stored": zipped(FILES, zipfile.ZIP_STORED),
    "lzma": zipped(FILES, zipfile.ZIP_LZMA),
    "pax": tarred(FILES),
    "gnu": tarred(FILES, tarfile.GNU_FORMAT),
    "ustar": tarred(FILES, tarfile.USTAR_FORMAT),
    "tar.gz": tarred(FILES, mode="w:gz"),
    "tar.zst": zstandard.ZstdCompressor().compress(tarred(FILES)),
    "zip.gz": gzip.compress(zipped(FILES)),
}


@pytest.mark.parametrize("form", ALIKE)
def test_every_file_comes_with_its_path_for_a_label(form):
    expected = {f"x/{name}": data for name, data in FILES.items()}
    for stream in (io.BytesIO(ALIKE[form]), Pipe(ALIKE[form])):
        assert inside(stream) == expected
    assert is_archive(Opened(io.BytesIO(ALIKE[form])).head)


def test_what_is_no_archive_is_not_taken_for_one():
    for head in (b"", b"id,title", b"\0" * 1024, b"PAR1" * 300, b'{"a": 1}' * 100):
        assert not is_archive(head)


def test_a_file_that_nobody_read_to_its_end_does_not_disturb_the_next():
    for archive in (ALIKE["pax"], ALIKE["zip"]):
        firsts = {label: member.read(3) for label, member in members(io.BytesIO(archive), "x")}
        assert firsts == {"x/a.csv": b"id,", "x/2026/b.jsonl": b'{"i', "x/empty.csv": b""}


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("../../etc/passwd", "x/etc/passwd"),
        ("/etc/passwd", "x/etc/passwd"),
        ("C:\\jobs\\may.csv", "x/jobs/may.csv"),
        ("a/./../b.csv", "x/a/b.csv"),
        ("line\nbreak\u202e.csv", "x/line_break_.csv"),
        ("..", "x/file 1"),
        ("d/" * 300 + "e.csv", "x/" + "d/" * 97 + "e.csv"),
    ],
)
def test_18_a_path_is_a_label_and_leads_nowhere(path, label):
    assert list(inside(zipped({path: b"1"}))) == [label]
    assert list(inside(tarred({path: b"1"}))) == [label]


def test_18_a_nul_in_a_name_ends_it():
    assert list(inside(zipped({"a.csv": b"1"}).replace(b"a.csv", b"a\0csv"))) == ["x/a"]


def test_18_links_and_special_files_are_left_out_and_counted():
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE):
            info = tarfile.TarInfo(f"kind {kind!r}")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        archive.addfile(tarfile.TarInfo("good.csv"))
    skipped = Counter()
    assert list(inside(into.getvalue(), skipped)) == ["x/good.csv"]
    assert skipped == {LINK: 2, SPECIAL: 2}

    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("folder/", "")
        archive.writestr("good.csv", "1")
    skipped = Counter()
    assert list(inside(into.getvalue(), skipped)) == ["x/good.csv"]
    assert skipped == {LINK: 1}


def test_18_archives_inside_archives_are_refused_each_alone():
    held = {
        "a.zip": ALIKE["zip"],
        "b.csv.gz": gzip.compress(b"id\n1\n"),
        "c.tgz": ALIKE["tar.gz"],
        "d.tar": ALIKE["pax"],
    }
    for archive in (zipped(held), tarred(held)):
        skipped = Counter()
        assert inside(archive, skipped) == {"x/b.csv.gz": held["b.csv.gz"]}
        assert skipped == {NESTED: 3}


def test_18_a_zip_that_holds_itself_is_an_archive_inside_an_archive():
    skipped = Counter()
    assert inside(zipped({"r/r.zip": ALIKE["zip"]}), skipped) == {}
    assert skipped == {NESTED: 1}


def test_18_encrypted_files_and_clutter_are_counted():
    archive = bytearray(zipped({"a.csv": b"1", "__MACOSX/._a.csv": b"2", "b/.DS_Store": b"3"}))
    archive[6] |= 1
    archive[archive.index(b"PK\x01\x02") + 8] |= 1
    skipped = Counter()
    assert inside(bytes(archive), skipped) == {}
    assert skipped == {ENCRYPTED: 1, CLUTTER: 2}


def test_18_too_many_files_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "MEMBERS", 20)
    many = {f"{number}.csv": b"1" for number in range(21)}
    for archive in (zipped(many), tarred(many)):
        with pytest.raises(Unreadable, match="more than 20 files"):
            inside(archive)
    monkeypatch.setattr(archives, "_DIRECTORY", 500)
    with pytest.raises(Unreadable, match="their list alone"):
        inside(zipped(many))


def test_01_files_that_grow_out_of_all_proportion_are_refused():
    zeros = {f"{number}.csv": b"\0" * (8 << 20) for number in range(9)}
    for archive in (zipped(zeros), gzip.compress(tarred(zeros))):
        with pytest.raises(Unreadable, match="grows more than"):
            inside(archive)


def test_03_an_archive_that_is_cut_short_or_damaged_is_unreadable():
    for form in ("zip", "pax", "ustar", "tar.gz", "tar.zst"):
        archive = ALIKE[form]
        for end in range(100, min(len(archive), 6_000), 997):
            with pytest.raises(Unreadable):
                inside(archive[:end])
    damaged = bytearray(ALIKE["ustar"])
    damaged[1024 + 5] ^= 1  # the second header
    with pytest.raises(Unreadable, match="one of its headers"):
        inside(bytes(damaged))
    damaged = bytearray(ALIKE["stored"])
    damaged[damaged.index(b"Tester")] ^= 1
    with pytest.raises(Unreadable, match="damaged"):
        inside(bytes(damaged))


def test_names_of_any_length_are_read_but_not_into_memory_without_end():
    long = "d/" * 150 + "name.csv"
    for form in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        (label,) = inside(tarred({long: b"1"}, form))
        assert label.endswith("/name.csv")
        with pytest.raises(Unreadable, match="letters"):
            inside(tarred({"n" * 100_000: b"1"}, form))
