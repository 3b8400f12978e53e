"""The how-to on surveys: its code runs and prints what the page shows."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from chuan_ngheo.cli.main import main

PAGE: Final = Path(__file__).parents[2] / "docs" / "how-to" / "classify-a-survey.md"
MAPPING: Final = Path(__file__).with_name("world_bank_mapping.py")
_BLOCK: Final = re.compile(r"^```(python|text|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block of the page."""

    kind: str
    text: str


def blocks() -> list[Block]:
    return [Block(*found) for found in _BLOCK.findall(PAGE.read_text(encoding="utf-8"))]


def as_shown(shown: str, printed: str) -> bool:
    """Compare output; a line ``...`` of the page stands for any lines."""
    return doctest.OutputChecker().check_output(shown, printed, doctest.ELLIPSIS)


def test_the_mapping_of_the_page_is_the_tested_one() -> None:
    assert blocks()[0] == Block("python", MAPPING.read_text(encoding="utf-8"))


def test_the_page_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "how_to"}
    compared = 0
    for block in blocks():
        if block.kind == "python":
            exec(compile(block.text, str(PAGE), "exec"), names)
            continue
        shown = block.text
        if block.kind == "console":
            command, _, shown = block.text.partition("\n")
            assert main(shlex.split(command.removeprefix("$ chuan-ngheo "))) == 0
        printed = capsys.readouterr().out
        assert as_shown(shown, printed), printed
        compared += 1
    assert compared == 5
