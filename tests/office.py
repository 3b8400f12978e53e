"""LibreOffice for tests: convert a workbook, and read what stands on its pages."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from pypdf import PageObject

OFFICE: Final = shutil.which("soffice")


def need_an_office() -> None:
    """Skip where LibreOffice is not installed, unless it has to be."""
    if OFFICE is None and not os.environ.get("OFFICE_REQUIRED"):
        pytest.skip("not installed: LibreOffice")
    assert OFFICE is not None


def converted(path: Path, suffix: str, folder: Path) -> Path:
    """Return the file that LibreOffice makes of a workbook."""
    command = [
        OFFICE or "",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        suffix,
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{suffix}"


def letters_of(page: PageObject) -> str:
    """Return the letters of a page as ``plain`` gives them."""
    return plain(page.extract_text())


def plain(text: str) -> str:
    """Return a text without spaces and without the letters that only Vietnamese has.

    A font that lacks some of these is helped out by another, and their order in a page is lost.
    """
    return "".join(letter for letter in text if letter.isascii() and not letter.isspace())
