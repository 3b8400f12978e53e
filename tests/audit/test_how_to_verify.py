"""The how-to on verification: its commands and code run and print what the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit.agreement import needs_durable
from tests.pages import HOW_TO, run_page


@needs_durable
def test_the_page_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "datasets").symlink_to(HOW_TO.parents[1] / "datasets")
    monkeypatch.chdir(tmp_path)
    page = HOW_TO / "verify-decisions.md"
    assert run_page(page, capsys, statuses=(0, 0, 1, 0)) == 5
