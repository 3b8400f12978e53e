"""LibreOffice prints the workbook: every form on one page across, for a small province."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from pypdf import PdfReader

from chuan_ngheo.reports.workbook import write_workbook
from tests.reports import households as hand
from tests.reports.test_report_command import SHEETS

pytestmark = pytest.mark.office

OFFICE: Final = shutil.which("soffice")


@pytest.fixture(scope="module", autouse=True)
def needs_an_office() -> None:
    if OFFICE is None and not os.environ.get("OFFICE_REQUIRED"):
        pytest.skip("not installed: LibreOffice")
    assert OFFICE is not None


def test_every_form_prints_on_one_page_across(tmp_path: Path) -> None:
    write_workbook(tmp_path / "tables.xlsx", hand.reported(hand.written(tmp_path)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE or "", profile, "--headless", "--convert-to", "pdf", "tables.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    pages = PdfReader(tmp_path / "tables.pdf").pages
    assert len(pages) == len(SHEETS)
    for sheet, page in zip(SHEETS, pages, strict=True):
        assert page.mediabox.width > page.mediabox.height
        text = "".join(page.extract_text().split())
        if sheet.startswith("7."):
            assert f"Mẫusố{sheet}." in text
            # What stands beside the grid is not printed.
            assert "Chưarõ:cột" not in text
