"""Pages of the documentation whose code runs and whose output is shown."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from chuan_ngheo.cli.main import main

HOW_TO: Final = Path(__file__).parents[1] / "docs" / "how-to"
_BLOCK: Final = re.compile(r"^```(python|text|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block of a page."""

    kind: str
    text: str


def blocks(page: Path) -> list[Block]:
    return [Block(*found) for found in _BLOCK.findall(page.read_text(encoding="utf-8"))]


def as_shown(shown: str, printed: str) -> bool:
    """Compare output; a line ``...`` of the page stands for any lines."""
    return doctest.OutputChecker().check_output(shown, printed, doctest.ELLIPSIS)


def run_page(page: Path, capsys: pytest.CaptureFixture[str], statuses: Sequence[int] = ()) -> int:
    """Run the blocks of a page in the current folder; return how many outputs were compared.

    Args:
        statuses: the exit statuses of its commands, where they are not all 0.
    """
    expected = iter(statuses)
    names: dict[str, Any] = {"__name__": "how_to"}
    compared = 0
    for block in blocks(page):
        if block.kind == "python":
            exec(compile(block.text, str(page), "exec"), names)
            continue
        shown = block.text
        if block.kind == "console":
            command, _, shown = block.text.partition("\n")
            assert main(shlex.split(command.removeprefix("$ chuan-ngheo "))) == next(expected, 0)
        printed = capsys.readouterr().out
        assert as_shown(shown, printed), printed
        compared += 1
    return compared
