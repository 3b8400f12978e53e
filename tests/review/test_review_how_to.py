"""The page on the review shows what comes out."""

from __future__ import annotations

import pytest

from tests.pages import HOW_TO, run_page


@pytest.mark.usefixtures("in_an_empty_folder")
def test_the_page_shows_what_comes_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_page(HOW_TO / "review-process.md", capsys) == 6
