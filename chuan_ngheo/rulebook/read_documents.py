"""Read the files of a rule set into documents; say where each one departs from the format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from chuan_ngheo.diagnostics import Position, Problem, nearest
from chuan_ngheo.rulebook import documents
from chuan_ngheo.rulebook.yaml_file import Path_, YamlFile, read_yaml

_MONEY_TEXT = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_SECTION_MODELS: dict[str, type[BaseModel]] = {
    "rulings": documents.RulingDocument,
    "parameters": documents.ParameterDocument,
    "definitions": documents.DefinitionDocument,
    "indicators": documents.IndicatorDocument,
    "classes": documents.ClassDocument,
    "statuses": documents.StatusDocument,
}
_UNION_TAGS = frozenset({"int", "float", "str", "constrained-str"})
Document = TypeVar("Document", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a rule file: the document and where it stands."""

    section: str
    document: Any
    file: YamlFile
    path: Path_

    def position(self, *below: str | int) -> Position:
        """Return the place of the entry or of a part of it."""
        return self.file.position((*self.path, *below))


@dataclass(frozen=True, slots=True)
class RuleDocuments:
    """The header of a rule set and the entries of its other files."""

    header: documents.RuleSetDocument
    header_file: YamlFile
    entries: tuple[Entry, ...]


def read_documents(folder: Path, header: str) -> tuple[RuleDocuments | None, list[Problem]]:
    """Read all YAML files of ``folder``.

    Entries that depart from the format are left out and reported; the rest is kept, so that
    one run reports the problems of all entries.
    """
    files = sorted(folder.rglob("*.yaml"))
    problems: list[Problem] = []
    found: documents.RuleSetDocument | None = None
    header_file = YamlFile(f"{folder.name}/{header}")
    entries: list[Entry] = []
    for path in files:
        name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        file = read_yaml(path, name)
        problems += file.problems
        if any(problem.code == "yaml-syntax" for problem in file.problems):
            continue
        if path == folder / header:
            header_file = file
            found = _validate(documents.RuleSetDocument, file.value, file, (), problems)
        else:
            entries += _entries(file, problems)
    if found is None:
        if not problems:
            problems.append(
                Problem(
                    "rule-set-incomplete", "no header", header, position=header_file.position(())
                )
            )
        return None, problems
    return RuleDocuments(found, header_file, tuple(entries)), problems


def _entries(file: YamlFile, problems: list[Problem]) -> list[Entry]:
    if not isinstance(file.value, dict):
        problems.append(
            Problem(
                "wrong-type",
                "no mapping",
                f"a mapping with any of {', '.join(_SECTION_MODELS)}",
                position=file.position(()),
            )
        )
        return []
    entries: list[Entry] = []
    for section, items in file.value.items():
        model = _SECTION_MODELS.get(section)
        if model is None:
            problems.append(
                Problem(
                    "unknown-key",
                    repr(section),
                    f"one of {', '.join(_SECTION_MODELS)}",
                    nearest(section, list(_SECTION_MODELS)),
                    position=file.key_positions[(section,)],
                )
            )
            continue
        if not isinstance(items, list):
            problems.append(
                Problem("wrong-type", "no list", "a list", position=file.position((section,)))
            )
            continue
        for index, item in enumerate(items):
            path: Path_ = (section, index)
            document = _validate(model, item, file, path, problems)
            if document is not None:
                entries.append(Entry(section, document, file, path))
    return entries


def _validate(
    model: type[Document], value: object, file: YamlFile, base: Path_, problems: list[Problem]
) -> Document | None:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        seen: set[tuple[str, Path_]] = set()
        for details in error.errors():
            path = (*base, *(step for step in details["loc"] if step not in _UNION_TAGS))
            key = (details["type"] if details["type"] == "missing" else "", path)
            if key not in seen:
                seen.add(key)
                problems.append(_problem(details, path, file, model))
        return None


def _problem(details: ErrorDetails, path: Path_, file: YamlFile, model: type[BaseModel]) -> Problem:
    kind = details["type"]
    name = str(path[-1]) if path else ""
    if kind == "missing":
        code = "missing-citation" if name == "citation" else "missing-key"
        return Problem(code, f"no {name!r}", f"a key {name!r}", position=file.position(path[:-1]))
    if kind == "extra_forbidden":
        keys = _keys(model)
        return Problem(
            "unknown-key",
            repr(name),
            "a key of the rule format",
            nearest(name, keys),
            position=file.key_positions.get(path, file.position(path)),
        )
    value = details["input"]
    if isinstance(value, str) and _MONEY_TEXT.fullmatch(value):
        digits = re.sub(r"[.,]", "_", value)
        return Problem(
            "money-form", repr(value), f"a whole number: {digits}", position=file.position(path)
        )
    if kind == "too_short" and name == "citation":
        return Problem(
            "missing-citation", "an empty list", "at least one", position=file.position(path)
        )
    shown = repr(value) if value is None or isinstance(value, str | int | float) else "a structure"
    expected = details["msg"].removeprefix("Input should be ")
    return Problem("wrong-type", shown, expected, position=file.position(path))


def _keys(model: type[BaseModel]) -> list[str]:
    """Return every key of the format below ``model``, as it is written in files."""
    names: list[str] = []
    definitions = model.model_json_schema().get("$defs", {})
    for schema in (model.model_json_schema(), *definitions.values()):
        names += schema.get("properties", {})
    return names
