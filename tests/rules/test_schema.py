"""The JSON Schemas for editors: as printed, accepting what ships, refusing what is broken."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest
from ruamel.yaml import YAML

from chuan_ngheo.cli.main import main

RULES: Final = Path(__file__).resolve().parents[2] / "rules"
SHIPPED: Final = sorted(RULES.glob("*/*.yaml"))
NAMES: Final = ("rule-set", "rule-file")
_FIRST_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((RULES / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


def plain(path: Path) -> dict[str, Any]:
    """Read a YAML file as a validator sees it: dates are text."""
    value = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    found: dict[str, Any] = json.loads(json.dumps(value, default=str))
    return found


def is_valid(name: str, value: object) -> bool:
    return bool(jsonschema.Draft202012Validator(schema(name)).is_valid(value))


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_what_the_command_prints(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "schema", name]) == 0
    assert capsys.readouterr().out == (RULES / f"{name}.schema.json").read_text(encoding="utf-8")


def test_no_other_schema_is_shipped() -> None:
    assert sorted(path.name for path in RULES.glob("*.schema.json")) == sorted(
        f"{name}.schema.json" for name in NAMES
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_valid_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


def test_rule_files_are_shipped() -> None:
    names = {path.relative_to(RULES).as_posix() for path in SHIPPED}
    assert {"nd-07-2021/rule_set.yaml", "nd-07-2021/income.yaml"} <= names


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_shipped_file_names_its_schema_and_follows_it(path: Path) -> None:
    first_line = path.read_text(encoding="utf-8").split("\n", 1)[0]
    found = _FIRST_LINE.fullmatch(first_line)
    assert found, first_line
    named = (path.parent / found[1]).resolve()
    assert named.is_file()
    name = "rule-set" if path.name in ("rule_set.yaml", "procedure.yaml") else "rule-file"
    assert named == RULES / f"{name}.schema.json"
    jsonschema.Draft202012Validator(schema(name)).validate(plain(path))


def without(*keys: str | int) -> Callable[[Any], None]:
    """Return a change that removes what stands below these keys."""

    def change(value: Any) -> None:
        for key in keys[:-1]:
            value = value[key]
        del value[keys[-1]]

    return change


def with_(new: object, *keys: str | int) -> Callable[[Any], None]:
    """Return a change that puts ``new`` below these keys."""

    def change(value: Any) -> None:
        for key in keys[:-1]:
            value = value[key]
        value[keys[-1]] = new

    return change


BROKEN: Final[dict[str, tuple[str, Callable[[Any], None]]]] = {
    "no citation": ("income.yaml", without("definitions", 0, "citation")),
    "empty citation": ("income.yaml", with_([], "definitions", 0, "citation")),
    "no English label": ("income.yaml", without("definitions", 0, "label", "en")),
    "unknown key": ("income.yaml", with_("x", "definitions", 0, "conditon")),
    "unknown section": ("income.yaml", with_([], "definition")),
    "unknown confidence": ("income.yaml", with_("sure", "definitions", 0, "confidence")),
    "unknown scope": ("income.yaml", with_("person", "definitions", 0, "scope")),
    "id with a capital": ("income.yaml", with_("Low", "definitions", 0, "id")),
    "value in quotes": ("income.yaml", with_("1_500_000", "parameters", 0, "values", "rural")),
    "no list": ("income.yaml", with_({}, "parameters")),
    "header without id": ("rule_set.yaml", without("rule_set")),
    "header with a bad id": ("rule_set.yaml", with_("ND 07", "rule_set")),
    "header without a last day": ("rule_set.yaml", without("in_force", "to")),
    "header with an unknown key": ("rule_set.yaml", with_("x", "colour")),
    "header with a text for a list": ("rule_set.yaml", with_("poor", "classes")),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_does_not_follow_its_schema(fault: str) -> None:
    file, change = BROKEN[fault]
    name = "rule-set" if file == "rule_set.yaml" else "rule-file"
    good = plain(RULES / "nd-07-2021" / file)
    assert is_valid(name, good)
    broken = copy.deepcopy(good)
    change(broken)
    assert not is_valid(name, broken)


def test_a_header_is_not_a_rule_file_and_a_rule_file_no_header() -> None:
    header, rules = (
        plain(RULES / "nd-07-2021" / file) for file in ("rule_set.yaml", "income.yaml")
    )
    assert not is_valid("rule-file", header)
    assert not is_valid("rule-set", rules)
