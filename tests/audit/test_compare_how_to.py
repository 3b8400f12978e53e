"""The how-to on comparisons: its code runs and prints what the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages import HOW_TO, run_page


def test_the_page_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_page(HOW_TO / "compare.md", capsys) == 7
    assert "Near-poor" in Path("classes.svg").read_text(encoding="utf-8")
