"""The how-to on surveys: its code runs and prints what the page shows."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.pages import HOW_TO, Block, blocks, run_page

PAGE: Final = HOW_TO / "classify-a-survey.md"
MAPPING: Final = Path(__file__).with_name("world_bank_mapping.py")


def test_the_mapping_of_the_page_is_the_tested_one() -> None:
    assert blocks(PAGE)[0] == Block("python", MAPPING.read_text(encoding="utf-8"))


def test_the_page_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_page(PAGE, capsys) == 5
