"""Strict YAML 1.2 with the place of every value kept for messages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StreamMark
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.tokens import AliasToken, AnchorToken, TagToken

from chuan_ngheo.diagnostics import Position, Problem

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]
Path_ = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?(?:[0-9]+|[0-9]{1,3}(?:_[0-9]{3})+)")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?")
_MARKS = {AliasToken: "an alias", AnchorToken: "an anchor", TagToken: "a tag"}
_MAY_MARK = re.compile(r"(?:^|[\s\[{,:])(?:[&*]\S|!)")


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
        place = _end_of(data[: error.start].decode("utf-8-sig"), name)
        advice = "Save the file as UTF-8."
        return result.refuse("text that is not UTF-8", "a YAML file in UTF-8", advice, place)
    return _parse(text.replace("\r\n", "\n").replace("\r", "\n"), name)


def _end_of(text: str, name: str) -> Position:
    """Return the place just after ``text``, the beginning of a file."""
    lines = re.split(r"\r\n|\r|\n", text)
    return Position(name, len(lines), len(lines[-1]) + 1)


@lru_cache(maxsize=256)
def _parse(text: str, name: str) -> YamlFile:
    result = YamlFile(name, text)
    try:
        root = YAML(typ="safe", pure=True).compose(text)
        result.problems += _marks(text, name)
        if any(problem.found == _MARKS[AliasToken] for problem in result.problems):
            result.usable = False
        elif root is not None:
            result.value = _Reader(result, text.split("\n")).read(root, ())
    except MarkedYAMLError as error:
        return _refuse_syntax(result, error)
    except ReaderError as error:
        place = _end_of(text[: error.position], name)
        found = f"the character U+{ord(text[error.position]):04X}"
        return result.refuse(found, "text without control characters", "Remove it.", place)
    except RecursionError:
        place = Position(name, 1, 1)
        return result.refuse("values nested too deeply", "a rule file", "", place)
    return result


def _refuse_syntax(result: YamlFile, error: MarkedYAMLError) -> YamlFile:
    what = str(error.problem or error.context or "a syntax error")
    mark: StreamMark | None = error.problem_mark or error.context_mark
    advice = "Check indentation, colons, quotes and brackets near this place."
    if "end of stream" in what and error.context_mark:
        mark, what = error.context_mark, "a quote or bracket that is not closed"
    elif r"'\t'" in what:
        what, advice = "a tab", "Indent with spaces."
    place = Position(result.name, mark.line + 1, mark.column + 1) if mark else result.position(())
    return result.refuse(what.removeprefix("found "), "valid YAML 1.2", advice, place)


def _marks(text: str, name: str) -> Iterator[Problem]:
    """Report every anchor, alias and tag; read the tokens only where there may be one."""
    if not _MAY_MARK.search(text):
        return
    for token in YAML(typ="safe", pure=True).scan(text):
        for kind, called in _MARKS.items():
            if isinstance(token, kind):
                mark = token.start_mark
                place = Position(name, mark.line + 1, mark.column + 1)
                advice = "Write the values again, or in quotes if the text begins with & * or !."
                yield Problem("yaml-alias", called, "plain values", advice, position=place)


class _Reader:
    """Turns composed nodes into plain values and notes where they stand."""

    def __init__(self, result: YamlFile, lines: list[str]) -> None:
        self.result = result
        self.lines = lines

    def read(self, node: Node, path: Path_) -> Value:
        self.result.positions[path] = self._place(node)
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.read(child, (*path, index)) for index, child in enumerate(node.value)]
        if isinstance(node, ScalarNode):
            self.result.texts[path] = self._text(node)
            return _scalar(node)
        return None

    def _place(self, node: Node) -> Position:
        mark = node.start_mark
        return Position(self.result.name, mark.line + 1, mark.column + 1)

    def _mapping(self, node: MappingNode, path: Path_) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            place = self._place(key_node)
            if not isinstance(key_node, ScalarNode):
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
            try:
                return convert(text)
            except ValueError:  # a whole number of thousands of digits
                return text
    return text
