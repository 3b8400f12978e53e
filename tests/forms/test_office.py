"""LibreOffice opens the workbooks: every sheet on paper, every answer read back the same."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from pypdf import PdfReader

from chuan_ngheo.forms.workbook import write_workbook
from chuan_ngheo.survey.read import read_input
from datasets.generators.form_3_1.__main__ import WORKBOOK

pytestmark = pytest.mark.office

OFFICE: Final = shutil.which("soffice")


@pytest.fixture(scope="module", autouse=True)
def needs_an_office() -> None:
    if OFFICE is None and not os.environ.get("OFFICE_REQUIRED"):
        pytest.skip("not installed: LibreOffice")
    assert OFFICE is not None


def converted(path: Path, suffix: str, folder: Path) -> Path:
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


def test_the_template_prints_every_sheet_on_few_pages(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    write_workbook(path)
    pdf = PdfReader(converted(path, "pdf", tmp_path))
    pages = ["".join(page.extract_text().split()) for page in pdf.pages]
    assert "phiênbản1–hướngdẫn" in pages[0]
    answers = [page for page in pages if "Mãhộ" in page and "Hướngdẫn" not in page]
    # Four pages for the columns of households, one for those of members.
    assert len(answers) == 5
    assert all(title in answers[-1] for title in ("3.Quanhệ", "19.Bệnh", "Ngườidântộc"))


def test_answers_saved_by_libreoffice_are_read_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    saved = read_input(converted(WORKBOOK, "xlsx", folder))
    given = read_input(WORKBOOK)
    assert [row.facts for row in saved.rows] == [row.facts for row in given.rows]
    assert saved.notices == given.notices
