"""Compose YAML 1.2 with ruamel.yaml, and say what is wrong with a text that is no rule file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StreamMark
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.tokens import AliasToken, AnchorToken, TagToken, Token

from chuan_ngheo.diagnostics import Position, Problem
from chuan_ngheo.rulebook.yaml_file import YamlFile, end_of
from chuan_ngheo.rulebook.yaml_nodes import Node, may_mark

_MARKS: Final[dict[type[Token], str]] = {
    AliasToken: "an alias",
    AnchorToken: "an anchor",
    TagToken: "a tag",
}


def compose_strictly(file: YamlFile) -> Node | None:
    """Compose the text of a file; problems go into the file.

    Returns:
        the root; None if the text is empty, or not usable.
    """
    try:
        root: Node | None = YAML(typ="safe", pure=True).compose(file.text)
        file.problems += _marks(file)
    except MarkedYAMLError as error:
        _refuse_syntax(file, error)
        return None
    except ReaderError as error:
        found = f"the character U+{ord(file.text[error.position]):04X}"
        place = end_of(file.text[: error.position], file.name)
        file.refuse(found, "text without control characters", "Remove it.", place)
        return None
    if any(problem.found == _MARKS[AliasToken] for problem in file.problems):
        file.usable = False
        return None
    return root


def _refuse_syntax(file: YamlFile, error: MarkedYAMLError) -> None:
    what = str(error.problem or error.context or "a syntax error")
    mark: StreamMark | None = error.problem_mark or error.context_mark
    advice = "Check indentation, colons, quotes and brackets near this place."
    if "end of stream" in what and error.context_mark:
        mark, what = error.context_mark, "a quote or bracket that is not closed"
    elif r"'\t'" in what:
        what, advice = "a tab", "Indent with spaces."
    place = Position(file.name, mark.line + 1, mark.column + 1) if mark else file.position(())
    file.refuse(what.removeprefix("found "), "valid YAML 1.2", advice, place)


def _marks(file: YamlFile) -> Iterator[Problem]:
    """Report every anchor, alias and tag; read the tokens only where there may be one."""
    if not may_mark(file.text):
        return
    for token in YAML(typ="safe", pure=True).scan(file.text):
        for kind, called in _MARKS.items():
            if isinstance(token, kind):
                mark = token.start_mark
                place = Position(file.name, mark.line + 1, mark.column + 1)
                advice = "Write the values again, or in quotes if the text begins with & * or !."
                yield Problem("yaml-alias", called, "plain values", advice, position=place)
