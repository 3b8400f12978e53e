"""The how-to on coverage: its command prints what the page shows."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.pages import HOW_TO, run_page

PAGE: Final = HOW_TO / "coverage.md"


def test_the_page_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_page(PAGE, capsys) == 1
