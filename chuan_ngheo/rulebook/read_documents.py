"""Read the files of a rule set into documents; say where each one departs from the format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from chuan_ngheo.diagnostics import Position, Problem, nearest
from chuan_ngheo.rulebook import documents
from chuan_ngheo.rulebook.departures import departures
from chuan_ngheo.rulebook.yaml_file import Path_, Value, YamlFile, read_yaml

_SECTION_MODELS: dict[str, type[BaseModel]] = {
    "rulings": documents.RulingDocument,
    "parameters": documents.ParameterDocument,
    "definitions": documents.DefinitionDocument,
    "point_tables": documents.PointTableDocument,
    "scores": documents.ScoreDocument,
    "indicators": documents.IndicatorDocument,
    "classes": documents.ClassDocument,
    "statuses": documents.StatusDocument,
    "benefits": documents.BenefitDocument,
    "subject_rules": documents.SubjectRuleDocument,
}
Document = TypeVar("Document", bound=BaseModel)
_ID = re.compile(r"\bid: *['\"]?([a-z][a-z0-9_]*)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a rule file: the document and where it stands.

    Attributes:
        folder: the folder of the rule set that it stands in; another one where it is inherited.
    """

    section: str
    document: Any
    file: YamlFile
    path: Path_
    folder: Path

    def position(self, *below: str | int) -> Position:
        """Return the place of the entry or of a part of it."""
        return self.file.position((*self.path, *below))


@dataclass(slots=True)
class RuleDocuments:
    """The header of a rule set and the entries of its other files.

    Attributes:
        left_out: ids of entries that could not be read. They are reported; what follows only
            from their absence is not.
        standard: id of the standard that it rests on instead of the one that it extends.
    """

    header: documents.RuleSetDocument | None
    header_file: YamlFile
    entries: list[Entry] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    standard: str = ""


def read_documents(folder: Path, header: str) -> RuleDocuments:
    """Read all YAML files of ``folder``.

    Entries that depart from the format are left out and reported; the rest is kept, so that
    one run reports the problems of all entries.
    """
    found = RuleDocuments(None, _named(folder, folder / header))
    for path in sorted({*folder.rglob("*.yaml"), folder / header}):
        if path != folder / header:
            _read_entries(_named(folder, path), folder, found)
        elif not path.is_file():
            _refuse_header(f"no file {header}", found)
        else:
            _read_header(found)
    return found


def _named(folder: Path, path: Path) -> YamlFile:
    return read_yaml(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")


def _refuse_header(what: str, found: RuleDocuments) -> None:
    keys = ", ".join(
        name for name, item in documents.RuleSetDocument.model_fields.items() if item.is_required()
    )
    place = found.header_file.position(())
    found.problems.append(
        Problem("rule-set-incomplete", what, f"a header with the keys {keys}", position=place)
    )


def _read_header(found: RuleDocuments) -> None:
    file = found.header_file
    found.problems += file.problems
    if not file.usable:
        return
    if not isinstance(file.value, dict):
        _refuse_header("no header", found)
        return
    found.header = _validate(documents.RuleSetDocument, file.value, file, (), found.problems)


def _read_entries(file: YamlFile, folder: Path, found: RuleDocuments) -> None:
    found.problems += file.problems
    if not file.usable:
        found.left_out |= set(_ID.findall(file.text))
        return
    sections = ", ".join(_SECTION_MODELS)
    if not isinstance(file.value, dict):
        expected = f"a mapping with any of {sections}"
        found.problems.append(
            Problem("wrong-type", "no mapping", expected, position=file.position(()))
        )
        found.left_out |= set(_ID.findall(file.text))
        return
    for section, items in file.value.items():
        place: Path_ = (section,)
        if section not in _SECTION_MODELS:
            advice = nearest(section, list(_SECTION_MODELS))
            key = file.key_positions[place]
            found.problems.append(
                Problem("unknown-key", repr(section), f"one of {sections}", advice, position=key)
            )
        elif not isinstance(items, list):
            found.problems.append(
                Problem("wrong-type", "no list", "a list", position=file.position(place))
            )
        else:
            for index, item in enumerate(items):
                _read_entry(item, file, (section, index), folder, found)
            continue
        found.left_out |= _ids_below(items)


def _read_entry(
    item: Value, file: YamlFile, path: Path_, folder: Path, found: RuleDocuments
) -> None:
    section = str(path[0])
    document = _validate(_SECTION_MODELS[section], item, file, path, found.problems)
    if document is None:
        found.left_out |= _ids_below(item)
    else:
        found.entries.append(Entry(section, document, file, path, folder))


def _ids_below(value: Value) -> set[str]:
    """Return the ids of the entries below ``value``."""
    if isinstance(value, list):
        return set().union(*map(_ids_below, value))
    if isinstance(value, dict):
        own = value.get("id")
        return {own} if isinstance(own, str) else set().union(*map(_ids_below, value.values()))
    return set()


def _validate(
    model: type[Document], value: object, file: YamlFile, base: Path_, problems: list[Problem]
) -> Document | None:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        problems += departures(error, file, base, model)
        return None
