"""The how-to on the workbook of form 3.1 and the page of the sample show what is printed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest

from datasets.generators.form_3_1.__main__ import WORKBOOK
from tests.pages import HOW_TO, run_page

SAMPLE: Final = Path("datasets/form-3-1-sample/form-3-1.xlsx")


def test_the_page_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_page(HOW_TO / "form-3-1.md", capsys, (0, 1, 3)) == 3


def test_the_page_of_the_sample_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    SAMPLE.parent.mkdir(parents=True)
    shutil.copy(WORKBOOK, SAMPLE)
    assert run_page(WORKBOOK.with_name("README.md"), capsys) == 1
