"""Strict YAML 1.2 with the place of every value kept for messages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from chuan_ngheo.diagnostics import Position, Problem

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]
Path_ = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?[0-9]+(?:_[0-9]+)*")
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
    """The value of one file, and where each part of it stands."""

    name: str
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


def read_yaml(file: Path, name: str) -> YamlFile:
    """Read ``file``; problems of syntax are in the result, not raised.

    The result is shared by all callers that read the same text; it is not to be changed.

    Args:
        name: how messages call the file.
    """
    result = YamlFile(name)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        found = "text that is not UTF-8" if isinstance(error, ValueError) else "no readable file"
        result.problems.append(
            Problem("yaml-syntax", found, "a YAML file in UTF-8", position=Position(name, 1, 1))
        )
        return result
    return _parse(text, name)


@lru_cache(maxsize=256)
def _parse(text: str, name: str) -> YamlFile:
    result = YamlFile(name)
    yaml = YAML(typ="safe", pure=True)
    try:
        root = yaml.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Position(name, mark.line + 1, mark.column + 1) if mark else Position(name, 1, 1)
        found = str(error.problem or error.context or "a syntax error")
        result.problems.append(Problem("yaml-syntax", found, "valid YAML 1.2", position=place))
        return result
    if root is not None:
        result.value = _Reader(result, text.split("\n")).read(root, ())
    return result


class _Reader:
    """Turns composed nodes into plain values and notes where they stand."""

    def __init__(self, result: YamlFile, lines: list[str]) -> None:
        self.result = result
        self.lines = lines
        self.seen: set[int] = set()

    def read(self, node: Node, path: Path_) -> Value:
        start = node.start_mark
        place = Position(self.result.name, start.line + 1, start.column + 1)
        self.result.positions[path] = place
        alias = id(node) in self.seen
        self.seen.add(id(node))
        if alias or node.anchor or str(node.tag) not in _TAGS:
            self.result.problems.append(
                Problem("yaml-alias", "an anchor, alias or tag", "plain values", position=place)
            )
            if alias:
                return None
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.read(child, (*path, index)) for index, child in enumerate(node.value)]
        if isinstance(node, ScalarNode):
            self.result.texts[path] = self._text(node)
            return _scalar(node)
        return None

    def _mapping(self, node: MappingNode, path: Path_) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            mark = key_node.start_mark
            place = Position(self.result.name, mark.line + 1, mark.column + 1)
            if key in values:
                first = self.result.key_positions[(*path, key)]
                self.result.problems.append(
                    Problem(
                        "duplicate-key",
                        f"{key!r} for the second time (first on line {first.line})",
                        "each key once",
                        position=place,
                    )
                )
                continue
            self.result.key_positions[(*path, key)] = place
            values[key] = self.read(value_node, (*path, key))
        return values

    def _text(self, node: ScalarNode) -> ScalarText:
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


_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp")
)
_PLAIN: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}


def _scalar(node: ScalarNode) -> Value:
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
            return convert(text)
    return text
