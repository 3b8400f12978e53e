"""Every small change of a rule set: numbers, operators, quantifiers, lists, dates, defaults."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

from chuan_ngheo.rulebook.yaml_file import ScalarText, YamlFile, read_yaml

_SWAPS: Final = {
    "<": ("<=", ">"),
    "<=": ("<", ">="),
    ">": (">=", "<"),
    ">=": (">", "<="),
    "==": ("!=",),
    "+": ("-",),
    "-": ("+",),
    "*": ("+",),
    "and": ("or",),
    "or": ("and",),
    "not": ("",),
    "in": ("not in",),
    "any_member": ("all_members",),
    "all_members": ("any_member",),
}
_CONDITIONS: Final = (
    "definitions",
    "indicators",
    "classes",
    "statuses",
    "benefits",
    "subject_rules",
)
_LISTS: Final = ("priority", "national", "gives_way_to")
_TABLE_STEP: Final = 0.1
POINTS: Final = "b1_points.csv"
_ANSWERS: Final = "b1_answers_in_english.csv"
"""The table of points, and its answers in English, which decide nothing."""
_POINTS_STEP: Final = 5
_COLUMNS_OF_POINTS: Final = (
    "NT_DBSH",
    "NT_TDMNPB",
    "NT_BTB_DHMT",
    "NT_TayNguyen",
    "NT_DNB",
    "NT_DBSCL",
    "ThanhThi",
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one file: ``old`` at a place, on one line or several, becomes ``new``.

    Attributes:
        line: number of the line, from 0.
        column: number of the character in it, from 0.
        name: what to call the change, where the texts are long.
    """

    file: str
    line: int
    column: int
    old: str
    new: str
    name: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line + 1}:{self.column + 1}"
        return f"{place}: {self.name or f'{self.old!r} → {self.new!r}'}"

    def apply(self, folder: Path) -> None:
        """Change the file below ``folder``."""
        path = folder / self.file
        text = path.read_text(encoding="utf-8")
        lines = text.split("\n")
        start = sum(len(line) + 1 for line in lines[: self.line]) + self.column
        end = start + len(self.old)
        if text[start:end] != self.old:
            raise ValueError(f"{self}: the place holds {text[start:end]!r}")
        path.write_text(text[:start] + self.new + text[end:], encoding="utf-8")


def all_mutants(folder: Path) -> list[Mutant]:
    """Return every mutant of the rule set in ``folder``, in a fixed order."""
    found: list[Mutant] = []
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        file = read_yaml(path, name)
        found += _of_rules(name, file)
        found += _of_order(name, file)
    for path in sorted(folder.glob("tables/*.csv")):
        if path.name == _ANSWERS:
            continue
        name = path.relative_to(folder).as_posix()
        found += _of_points(name, path) if path.name == POINTS else _of_table(name, path)
    return found


def _of_rules(name: str, file: YamlFile) -> Iterator[Mutant]:
    for path, text in file.texts.items():
        match path:
            case (section, _, "when" | "value") if section in _CONDITIONS:
                yield from _of_condition(name, text)
            case ("scores", _, "answers", _):
                yield from _of_condition(name, text)
            case ("parameters", _, "value") | ("parameters", _, "values", _):
                yield from _of_number(name, text)
            case ("rulings", int() as place, "default"):
                options = [
                    str(other[3])
                    for other in file.key_positions
                    if other[:3] == ("rulings", place, "options") and len(other) == 4
                ]
                for option in options:
                    if option != text.text:
                        yield _whole(name, text, option)
            case ("benefits", _, str() as key, int()) if key in _LISTS:
                yield _without(name, file, path)
            case (*_, "in_force", "from" | "to"):
                for days in (-1, 1):
                    day = date.fromisoformat(text.text) + timedelta(days=days)
                    yield _whole(name, text, day.isoformat())


def _of_order(name: str, file: YamlFile) -> Iterator[Mutant]:
    """Exchange each answer of a score with the next: the first that holds gives the points."""
    lines = file.text.split("\n")
    answers = [path for path in file.texts if path[0] == "scores" and path[2:3] == ("answers",)]
    for one, other in pairwise(answers):
        if one[:3] == other[:3]:
            start, middle = (file.key_positions[path].line - 1 for path in (one, other))
            text = file.texts[other]
            end = text.first_line - 1 + len(text.columns)
            first, second = "\n".join(lines[start:middle]), "\n".join(lines[middle:end])
            change = f"{other[3]} before {one[3]}"
            yield Mutant(name, start, 0, f"{first}\n{second}", f"{second}\n{first}", change)


def _whole(name: str, text: ScalarText, new: str) -> Mutant:
    return Mutant(name, text.first_line - 1, text.columns[0], text.text, new)


def _of_number(name: str, text: ScalarText) -> Iterator[Mutant]:
    for step in (-1, 1):
        yield _whole(name, text, str(int(text.text) + step))


def _without(name: str, file: YamlFile, path: tuple[str | int, ...]) -> Mutant:
    """Drop one entry from a list on one line, with the comma beside it."""
    *above, place = path
    entry = file.texts[path]
    start, end = entry.columns[0], entry.columns[0] + len(entry.text)
    before = file.texts.get((*above, int(place) - 1))
    after = file.texts.get((*above, int(place) + 1))
    if before:
        start = before.columns[0] + len(before.text)
    elif after:
        end = after.columns[0]
    line = file.text.split("\n")[entry.first_line - 1]
    return Mutant(name, entry.first_line - 1, start, line[start:end], "")


def _of_condition(name: str, text: ScalarText) -> Iterator[Mutant]:
    wrapped = io.StringIO(f"(\n{text.text}\n)").readline
    tokens = [
        token
        for token in tokenize.generate_tokens(wrapped)
        if token.type in (tokenize.NAME, tokenize.NUMBER, tokenize.OP, tokenize.STRING)
    ]
    for number, token in enumerate(tokens):
        line, column = token.start[0] - 2, token.start[1]
        if not 0 <= line < len(text.columns):
            continue
        at = (name, text.first_line - 1 + line, text.columns[line] + column, token.string)
        if token.type == tokenize.NUMBER:
            for step in (-1, 1):
                yield Mutant(*at, str(int(token.string) + step))
        elif token.type == tokenize.STRING:
            yield from _of_text(at, tokens, number)
        elif token.string in _SWAPS and not (token.string == "in" and _negated(tokens, number)):
            for new in _SWAPS[token.string]:
                yield Mutant(*at, new)


def _negated(tokens: list[tokenize.TokenInfo], number: int) -> bool:
    return tokens[number - 1].string == "not"


def _of_text(
    at: tuple[str, int, int, str], tokens: list[tokenize.TokenInfo], number: int
) -> Iterator[Mutant]:
    """Drop a value from a list by repeating its neighbour; move a date by a day."""
    text = at[3].strip("'\"")
    if len(text) == 10 and text[4:5] == "-":
        for days in (-1, 1):
            yield Mutant(*at, f"'{date.fromisoformat(text) + timedelta(days=days)}'")
        return
    before, after = tokens[number - 1].string, tokens[number + 1].string
    if before == "(" and after == ",":
        yield Mutant(*at, tokens[number + 2].string)
    elif before == ",":
        yield Mutant(*at, tokens[number - 2].string)


def _of_points(name: str, path: Path) -> Iterator[Mutant]:
    """Give each cell of a table of points 5 points more."""
    lines = path.read_text(encoding="utf-8").splitlines()
    width = len(_COLUMNS_OF_POINTS)
    if not lines[0].endswith(",".join(_COLUMNS_OF_POINTS)):
        raise ValueError(f"{name}: the last columns are not {', '.join(_COLUMNS_OF_POINTS)}")
    for number, line in enumerate(lines[1:], start=1):
        before, *cells = line.rsplit(",", width)
        column = len(before) + 1
        for cell in cells:
            if cell:
                yield Mutant(name, number, column, cell, str(int(cell) + _POINTS_STEP))
            column += len(cell) + 1


def _of_table(name: str, path: Path) -> Iterator[Mutant]:
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines[1:], start=1):
        column = 0
        for place, cell in enumerate(line.split(",")):
            if place == 0:
                for step in (-1, 1):
                    yield Mutant(name, number, column, cell, str(int(cell) + step))
            elif place > 1:
                for change in (-_TABLE_STEP, _TABLE_STEP):
                    yield Mutant(name, number, column, cell, f"{float(cell) + change:.1f}")
            column += len(cell) + 1
