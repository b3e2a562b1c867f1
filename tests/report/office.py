"""LibreOffice without a window, each time with a profile of its own."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

LONGEST = 150
_STORED = re.compile(rb"(</f>)<v>[^<]*</v>")


def soffice() -> str:
    """Return the program, or skip the test where it is not installed."""
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    return found


def converted(source: Path, target: str, folder: Path) -> Path:
    """Return a file as LibreOffice writes it in another format."""
    out = folder / f"as_{target}"
    profile = (folder / "profile").as_uri()
    command = [
        soffice(),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--convert-to",
        target,
        "--outdir",
        str(out),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)
    return out / f"{source.stem}.{target}"


def without_stored_values(data: bytes) -> bytes:
    """Return a workbook whose formulas have lost their values, so that whoever opens it must calculate."""
    target = BytesIO()
    taken = 0
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(target, "w") as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                content, count = _STORED.subn(rb"\1", content)
                taken += count
            after.writestr(part, content)
    assert taken, "the workbook has no stored value to take away"
    return target.getvalue()


def pages(pdf: Path) -> list[tuple[float, float]]:
    """Return width and height of each page in points."""
    found = shutil.which("pdfinfo")
    if found is None:
        pytest.skip("pdfinfo (poppler) is not installed")
    told = subprocess.run([found, "-l", "999", str(pdf)], check=True, capture_output=True, text=True).stdout
    sizes = re.findall(r"Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)", told)
    return [(float(wide), float(high)) for wide, high in sizes]
