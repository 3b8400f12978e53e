"""Strict reading of the values in a case file: a slip is an error, never a default."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from chuan_ngheo.diagnostics import Problem, ProblemError

_FORMAT: Final = "the format that datasets/cases/README.md describes"


class CaseFileError(ProblemError):
    """A case file that does not follow the format."""


def require(holds: bool, place: str, message: str) -> None:
    """Check one thing of a case file.

    Raises:
        CaseFileError: if it does not hold.
    """
    if not holds:
        raise CaseFileError(Problem("case-file", message, _FORMAT, path=place))


def load_yaml(file: Path) -> object:
    """Return the plain values of a file.

    Raises:
        CaseFileError: if it cannot be read, is not YAML, or has a key twice.
    """
    try:
        return YAML(typ="safe", pure=True).load(file)
    except (OSError, YAMLError, ValueError) as error:
        message = " ".join(str(error).split())
        raise CaseFileError(Problem("case-file", message, _FORMAT, path=file.name)) from error


def mapping(value: object, place: str) -> dict[Any, Any]:
    """Return the value, which must be a mapping."""
    require(isinstance(value, dict), place, f"{value!r} instead of a mapping")
    return value if isinstance(value, dict) else {}


def listed(value: object, place: str) -> list[Any]:
    """Return the value, which must be a list."""
    require(isinstance(value, list), place, f"{value!r} instead of a list")
    return value if isinstance(value, list) else []


def truths(value: object, names: Collection[str], place: str) -> dict[str, bool | None]:
    """Return a mapping from some of the names to true, false or null."""
    found = mapping(value, place)
    check_keys(found, names, (), place)
    for name, truth in found.items():
        message = f"{name}: {truth!r} instead of true, false or null"
        require(truth is None or isinstance(truth, bool), place, message)
    return found


def positions(value: object, place: str) -> tuple[int, ...]:
    """Return positions of members counted from 0; a case counts them from 1."""
    found = listed(value, place)
    for position in found:
        fits = isinstance(position, int) and position >= 1
        require(fits, place, f"{position!r} instead of the position of a member, from 1")
    return tuple(position - 1 for position in found)


def facts_among(value: object, names: Collection[str], place: str) -> dict[str, Any]:
    """Return facts of the vocabulary by name."""
    facts = mapping(value, place)
    check_keys(facts, names, (), place)
    return dict(facts)


def check_keys(
    value: Mapping[Any, Any], known: Collection[Any], required: Iterable[Any], place: str
) -> None:
    """Check that every key is known and that none that is required is absent."""
    for key in value:
        require(key in known, place, f"{key!r} is not one of {', '.join(map(str, known))}")
    for key in required:
        require(key in value, place, f"{key!r} is missing")


def check_value(value: object, known: Iterable[str], place: str) -> None:
    """Check that a value is one of those known."""
    names = tuple(known)
    require(value in names, place, f"{value!r} is not one of {', '.join(names)}")


def day_of(value: object) -> date | None:
    """Return a date that stands in a file as such or as text; None for anything else."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
