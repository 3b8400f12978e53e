"""Where an entry departs from the format: the errors of the models, in plain words."""

from __future__ import annotations

import re
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from chuan_ngheo.diagnostics import Problem, nearest
from chuan_ngheo.expression.units import whole_amount
from chuan_ngheo.rulebook.yaml_file import Path_, YamlFile

_CURRENCY = " ?(?:đ|đồng|VND|VNĐ)"
_MONEY_TEXT = re.compile(
    rf"(\d{{1,3}}(?:[., ]\d{{3}})+|\d+(?:_\d+)+)(?:{_CURRENCY})?|(\d+){_CURRENCY}"
)
_NUMBER_TEXT = re.compile(r"[-+]?[0-9][0-9_]*(?:\.[0-9]+)?")
_UNION_TAGS: Final = (("int",), ("float",), ("str",))
_NUMBER_KINDS: Final = frozenset({"int_type", "float_type", "int_from_float"})
_EXPECTED: Final = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "string_type": "text",
    "string_too_short": "text that is not empty",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
}
_PATTERNS: Final = {
    "^[a-z][a-z0-9_]*$": "a word of lower case letters, digits and underscores",
    "^[a-z0-9]+(-[a-z0-9]+)*$": "lower case letters and digits, joined by hyphens",
}


def departures(
    error: ValidationError, file: YamlFile, base: Path_, model: type[BaseModel]
) -> list[Problem]:
    """Return one problem for each place where a value departs from the format."""
    places: dict[tuple[bool, Path_], list[ErrorDetails]] = {}
    for details in error.errors():
        steps = details["loc"]
        if details["type"] not in ("missing", "extra_forbidden") and steps[-1:] in _UNION_TAGS:
            steps = steps[:-1]
        places.setdefault((details["type"] == "missing", (*base, *steps)), []).append(details)
    return [_problem(found, path, file, model) for (_, path), found in places.items()]


def _problem(
    found: list[ErrorDetails], path: Path_, file: YamlFile, model: type[BaseModel]
) -> Problem:
    kind = found[0]["type"]
    name = str(path[-1]) if path else ""
    if kind == "missing":
        code = "missing-citation" if name == "citation" else "missing-key"
        return Problem(code, f"no {name!r}", f"a key {name!r}", position=file.position(path[:-1]))
    if kind == "extra_forbidden":
        return Problem(
            "unknown-key",
            repr(name),
            "a key of the rule format",
            nearest(name, _keys(model)),
            position=file.key_positions.get(path, file.position(path)),
        )
    if kind == "too_short" and name == "citation":
        return Problem(
            "missing-citation", "an empty list", "at least one", position=file.position(path)
        )
    if name == "[key]":
        place = file.key_positions.get(path[:-1], file.position(path[:-1]))
        return Problem("wrong-type", repr(path[-2]), _expected(found), position=place)
    return _wrong_value(found, path, file)


def _wrong_value(found: list[ErrorDetails], path: Path_, file: YamlFile) -> Problem:
    value: Any = found[0]["input"]
    place = file.position(path)
    number = any(details["type"] in _NUMBER_KINDS for details in found)
    if number and isinstance(value, str):
        money = _MONEY_TEXT.fullmatch(value)
        if money:
            advice = "Write it without quotes and unit, with _ before every three digits."
            amount = whole_amount(money[1] or money[2])
            return Problem("money-form", repr(value), amount, advice, position=place)
    advice = ""
    if number and isinstance(value, str) and _NUMBER_TEXT.fullmatch(value):
        advice = "Remove the quotes."
    elif found[0]["type"] == "literal_error" and isinstance(value, str):
        advice = nearest(value, _values(found[0]))
    shown = repr(value) if value is None or isinstance(value, str | int | float) else "a structure"
    return Problem("wrong-type", shown, _expected(found), advice, position=place)


def _expected(found: list[ErrorDetails]) -> str:
    """Say what is expected; a value of several possible types has an error for each."""
    return " or ".join(dict.fromkeys(map(_expected_by, found)))


def _expected_by(details: ErrorDetails) -> str:
    kind = details["type"]
    if kind == "literal_error":
        return f"one of {', '.join(_values(details))}"
    if kind == "too_short":
        return f"at least {details['ctx']['min_length']} entries"
    if kind == "string_pattern_mismatch":
        return _PATTERNS[details["ctx"]["pattern"]]
    return _EXPECTED.get(kind, details["msg"])


def _values(details: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']*)'", details["ctx"]["expected"])


def _keys(model: type[BaseModel]) -> list[str]:
    """Return every key of the format below ``model``, as it is written in files."""
    schema = model.model_json_schema()
    parts = (schema, *schema.get("$defs", {}).values())
    return [name for part in parts for name in part.get("properties", {})]
