"""What a check says about a row before its place in the workbook is known."""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal["error", "warning"]
"""``error``: the household cannot be classified. ``warning``: it is, and the answer is doubtful
or missing."""


class Remark(NamedTuple):
    """One thing about one answer.

    Attributes:
        column: the name of the column.
    """

    level: Level
    code: str
    column: str
    found: str
    expected: str
    advice: str = ""
