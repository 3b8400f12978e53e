"""What is wrong with a row of a table, as text in a column of the table."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Final

from chuan_ngheo.diagnostics import Position, Problem
from chuan_ngheo.forms.places import CellPosition

PROBLEMS: Final = "#problems"
"""Column of the parts: why a row cannot be used; null for most rows."""


def pack(problems: Iterable[Problem]) -> str | None:
    """Return problems as text; None if there are none."""
    found = [asdict(problem) for problem in problems]
    return json.dumps(found, ensure_ascii=False) if found else None


def unpack(text: str | None) -> tuple[Problem, ...]:
    """Return the problems that ``pack`` wrote."""
    problems: list[Problem] = []
    for item in json.loads(text) if text else ():
        place = item.pop("position")
        kind = CellPosition if place and "heading" in place else Position
        problems.append(Problem(**item, position=kind(**place) if place else None))
    return tuple(problems)
