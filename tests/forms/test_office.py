"""LibreOffice opens the workbooks: every sheet on paper, every answer read back the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from chuan_ngheo.forms.workbook import write_workbook
from chuan_ngheo.survey.read import read_input
from datasets.generators.form_3_1.__main__ import WORKBOOK
from tests.office import converted, letters_of, need_an_office, plain

pytestmark = pytest.mark.office


@pytest.fixture(scope="module", autouse=True)
def needs_an_office() -> None:
    need_an_office()


def test_the_template_prints_every_sheet_on_few_pages(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    write_workbook(path)
    pdf = PdfReader(converted(path, "pdf", tmp_path))
    pages = [letters_of(page) for page in pdf.pages]
    assert plain("phiên bản 2 – hướng dẫn") in pages[0]
    answers = [page for page in pages if plain("Mã hộ") in page and plain("Hướng dẫn") not in page]
    # Four pages for the columns of households, one for those of members.
    assert len(answers) == 5
    assert all(plain(title) in answers[-1] for title in ("3. Quan hệ", "19. Bệnh", "Người dân tộc"))


def test_answers_saved_by_libreoffice_are_read_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    saved = read_input(converted(WORKBOOK, "xlsx", folder))
    given = read_input(WORKBOOK)
    assert [row.facts for row in saved.rows] == [row.facts for row in given.rows]
    assert saved.notices == given.notices
