"""What is looked at before a file is parsed at all: what it is, how big, and whether it is a trap."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from curriplan.domain.finding import Place
from curriplan.exchange.readers.result import UnreadableFile

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold. Bytes, rows, columns, characters, seconds.

    An honest sheet packs about 15 to 1; deflate reaches 1,032 to 1, which only filler comes near to.
    """

    file_bytes: int = 200 * MEGABYTE
    unpacked_bytes: int = 400 * MEGABYTE
    ratio: int = 200
    ratio_from_bytes: int = MEGABYTE
    entries: int = 2_000
    rows: int = 1_000_000
    columns: int = 2_000
    merged_cells: int = 200_000
    cell_characters: int = 32_767
    memory_bytes: int = 2_048 * MEGABYTE
    seconds: int = 180


LIMITS = Limits()


class FileKind(StrEnum):
    """What a file is, by its content and not by its name."""

    WORKBOOK = "workbook"
    TEXT = "text"
    JSON = "json"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SQLITE = b"SQLite format 3\0"
_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
)
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 64 * 1024


def kind_of(path: Path, limits: Limits = LIMITS) -> FileKind:
    """Tell what a file is from its first bytes.

    Raises:
        UnreadableFile: it is not there, no file, empty, too large, an old or protected workbook, a
            programme, or nothing that holds a table.

    """
    where = Place(file=path.name)
    try:
        if not path.exists():
            raise UnreadableFile("import.not_found", where)
        if not path.is_file():
            raise UnreadableFile("import.not_a_file", where)
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as failure:
        raise UnreadableFile("import.no_access", where, reason=failure.strerror or str(failure)) from failure
    if size > limits.file_bytes:
        raise UnreadableFile(
            "import.too_large", where, size=size // MEGABYTE, limit=limits.file_bytes // MEGABYTE
        )
    if head.startswith(_OLE):
        raise UnreadableFile(_ole_code(path), where)
    return _kind_by_head(head, where)


def _kind_by_head(head: bytes, where: Place) -> FileKind:
    if not head.strip(b" \t\r\n\xef\xbb\xbf"):
        raise UnreadableFile("import.empty", where)
    if head.startswith(b"PK"):
        return FileKind.WORKBOOK
    if head.startswith(_SQLITE):
        raise UnreadableFile("import.is_programme", where)
    if head.startswith(_BINARY) or (b"\0" in head and not head.startswith(_WIDE_BOMS)):
        called_workbook = where.file.lower().endswith(".xlsx")
        raise UnreadableFile("import.no_workbook" if called_workbook else "import.binary", where)
    return FileKind.JSON if head.lstrip(b" \t\r\n\xef\xbb\xbf").startswith(b"{") else FileKind.TEXT


def _ole_code(path: Path) -> str:
    """Tell a protected workbook from an old one: only the first has a stream of that name."""
    protected = "EncryptedPackage".encode("utf-16-le") in path.read_bytes()
    return "import.protected" if protected else "import.old_excel"


def check_archive(archive: zipfile.ZipFile, where: Place, limits: Limits = LIMITS) -> None:
    """Look at the list of a workbook's parts, before any of them is unpacked.

    The declared sizes bound what can come out: a part that holds more than it declares breaks off
    with a wrong checksum.

    Raises:
        UnreadableFile: it is no workbook, holds macros, is protected, or would unpack to too much.

    """
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile("import.protected", where)
    if "xl/vbaProject.bin" in names:
        raise UnreadableFile("import.macros", where)
    if not any(PurePosixPath(name).name == "workbook.xml" for name in names):
        raise UnreadableFile("import.no_workbook", where)
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise UnreadableFile("import.workbook_damaged", where)
    if (
        len(parts) > limits.entries
        or sum(part.file_size for part in parts) > limits.unpacked_bytes
        or any(_is_filler(part, limits) for part in parts)
    ):
        raise UnreadableFile("import.bomb", where, limit=limits.unpacked_bytes // MEGABYTE)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _is_filler(part: zipfile.ZipInfo, limits: Limits) -> bool:
    return part.file_size > limits.ratio_from_bytes and part.file_size > limits.ratio * max(
        1, part.compress_size
    )
