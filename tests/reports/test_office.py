"""LibreOffice prints the workbook: every form on one page across, for a small province."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from chuan_ngheo.reports.workbook import write_workbook
from tests.office import converted, letters_of, need_an_office, plain
from tests.reports import households as hand
from tests.reports.test_report_command import SHEETS

pytestmark = pytest.mark.office


@pytest.fixture(scope="module", autouse=True)
def needs_an_office() -> None:
    need_an_office()


def test_every_form_prints_on_one_page_across(tmp_path: Path) -> None:
    write_workbook(tmp_path / "tables.xlsx", hand.reported(hand.written(tmp_path)))
    pages = PdfReader(converted(tmp_path / "tables.xlsx", "pdf", tmp_path)).pages
    assert len(pages) == len(SHEETS)
    for sheet, page in zip(SHEETS, pages, strict=True):
        assert page.mediabox.width > page.mediabox.height
        if sheet.startswith("7."):
            letters = letters_of(page)
            assert plain(f"Mẫu số {sheet}.") in letters
            # What stands beside the grid is not printed.
            assert plain("Chưa rõ: cột") not in letters
