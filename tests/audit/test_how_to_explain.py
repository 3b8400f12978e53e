"""The how-to on explanations: its code runs and prints what the page shows."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.pages import HOW_TO, run_page

PAGE: Final = HOW_TO / "explain-a-decision.md"


def test_the_page_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_page(PAGE, capsys) == 5
    page = Path("h1.html").read_text(encoding="utf-8")
    assert "<dt>Ngày lập</dt><dd>20/10/2022</dd>" in page
