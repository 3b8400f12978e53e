"""The how-to on official tables: its code runs and prints what the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages import HOW_TO, run_page


def test_the_page_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_page(HOW_TO / "official-tables.md", capsys) == 2
    assert Path("tables.xlsx").is_file()
