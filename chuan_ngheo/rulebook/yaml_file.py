"""Strict YAML 1.2 with the place of every value kept for messages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from chuan_ngheo.diagnostics import Position, Problem
from chuan_ngheo.rulebook.yaml_nodes import Node, compose_plain

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]
Path_ = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?(?:[0-9]+|[0-9]{1,3}(?:_[0-9]{3})+)")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class ScalarText:
    """The text of a scalar as it stands in the file, with the place of each of its lines."""

    text: str
    file: str
    first_line: int
    columns: tuple[int, ...]

    def locate(self, line: int, column: int) -> Position:
        """Return the place of ``line`` (from 1) and ``column`` (from 0) of the text."""
        return Position(self.file, self.first_line + line - 1, self.columns[line - 1] + column + 1)


@dataclass(slots=True)
class YamlFile:
    """The value of one file, and where each part of it stands.

    Attributes:
        text: the file as text, as far as it can be read.
        usable: whether ``value`` holds the file; if not, ``problems`` say why.
    """

    name: str
    text: str = ""
    usable: bool = True
    value: Value = None
    positions: dict[Path_, Position] = field(default_factory=dict)
    key_positions: dict[Path_, Position] = field(default_factory=dict)
    texts: dict[Path_, ScalarText] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def position(self, path: Path_) -> Position:
        """Return the place of ``path``, or of the nearest part above it that stands there."""
        while path:
            if path in self.positions:
                return self.positions[path]
            path = path[:-1]
        return self.positions.get((), Position(self.name, 1, 1))

    def refuse(self, found: str, expected: str, advice: str, place: Position) -> YamlFile:
        """Note that the file cannot be read at all."""
        self.usable = False
        self.problems.append(Problem("yaml-syntax", found, expected, advice, position=place))
        return self


def read_yaml(file: Path, name: str) -> YamlFile:
    """Read ``file``; problems of syntax are in the result, not raised.

    The result is shared by all callers that read the same text; it is not to be changed.

    Args:
        name: how messages call the file.
    """
    try:
        data = file.read_bytes()
    except OSError:
        place = Position(name, 1, 1)
        return YamlFile(name).refuse("no readable file", "a YAML file in UTF-8", "", place)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        result = YamlFile(name, data.decode("utf-8", errors="replace"))
        place = end_of(data[: error.start].decode("utf-8-sig"), name)
        advice = "Save the file as UTF-8."
        return result.refuse("text that is not UTF-8", "a YAML file in UTF-8", advice, place)
    return _parse(text.replace("\r\n", "\n").replace("\r", "\n"), name)


def end_of(text: str, name: str) -> Position:
    """Return the place just after ``text``, the beginning of a file."""
    lines = re.split(r"\r\n|\r|\n", text)
    return Position(name, len(lines), len(lines[-1]) + 1)


@lru_cache(maxsize=256)
def _parse(text: str, name: str) -> YamlFile:
    result = YamlFile(name, text)
    try:
        root = compose_plain(text)
        if root is None:
            from chuan_ngheo.rulebook.yaml_strict import compose_strictly  # noqa: PLC0415  seldom

            root = compose_strictly(result)
        if root is not None:
            result.value = _Reader(result, text.split("\n")).read(root, ())
    except RecursionError:
        place = Position(name, 1, 1)
        return result.refuse("values nested too deeply", "a rule file", "", place)
    return result


class _Reader:
    """Turns composed nodes into plain values and notes where they stand."""

    def __init__(self, result: YamlFile, lines: list[str]) -> None:
        self.result = result
        self.lines = lines

    def read(self, node: Node, path: Path_) -> Value:
        self.result.positions[path] = self._place(node)
        if node.id == "mapping":
            return self._mapping(node, path)
        if node.id == "sequence":
            return [self.read(child, (*path, index)) for index, child in enumerate(node.value)]
        if node.id == "scalar":
            self.result.texts[path] = self._text(node)
            return _scalar(node)
        return None

    def _place(self, node: Node) -> Position:
        mark = node.start_mark
        return Position(self.result.name, mark.line + 1, mark.column + 1)

    def _mapping(self, node: Node, path: Path_) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            place = self._place(key_node)
            if key_node.id != "scalar":
                self._refuse("wrong-type", "a structure as a key", "a key that is a word", place)
                continue
            key = str(key_node.value)
            if key in values:
                first = self.result.key_positions[(*path, key)].line
                found = f"{key!r} for the second time (first on line {first})"
                self._refuse("duplicate-key", found, "each key once", place)
                continue
            self.result.key_positions[(*path, key)] = place
            values[key] = self.read(value_node, (*path, key))
        return values

    def _refuse(self, code: str, found: str, expected: str, place: Position) -> None:
        self.result.problems.append(Problem(code, found, expected, position=place))

    def _text(self, node: Node) -> ScalarText:
        start, end = node.start_mark, node.end_mark
        if node.style in ("|", ">"):
            raw = self.lines[start.line + 1 : end.line + (1 if end.column else 0)]
            while raw and not raw[-1].strip():
                raw = raw[:-1]
            first_line = start.line + 2
            columns = [len(line) - len(line.lstrip()) for line in raw]
        else:
            quote = 1 if node.style else 0
            raw = self.lines[start.line : end.line + 1]
            raw[-1] = raw[-1][: end.column - quote]
            columns = [len(line) - len(line.lstrip()) for line in raw]
            columns[0] = start.column + quote
            first_line = start.line + 1
        pieces = [line[column:].rstrip() for line, column in zip(raw, columns, strict=True)]
        return ScalarText("\n".join(pieces), self.result.name, first_line, tuple(columns))


_PLAIN: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}


def _scalar(node: Node) -> Value:
    text = str(node.value)
    if node.style:
        return text
    if text in _PLAIN:
        return _PLAIN[text]
    readers: tuple[tuple[re.Pattern[str], Callable[[str], Value]], ...] = (
        (_INTEGER, int),
        (_FLOAT, float),
    )
    for pattern, convert in readers:
        if pattern.fullmatch(text):
            try:
                return convert(text)
            except ValueError:  # a whole number of thousands of digits
                return text
    return text
