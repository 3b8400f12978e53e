"""The case files of a rule set. The format is described in ``datasets/cases/README.md``.

A case names members by their position from 1; what this module returns counts from 0, as
decisions do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from chuan_ngheo.audit.cases.columns import in_each_column, read_columns
from chuan_ngheo.audit.cases.expectation import read_expectation, read_subject_expectation
from chuan_ngheo.audit.cases.households import changed, read_model
from chuan_ngheo.audit.cases.strict import (
    CaseFileError,
    check_keys,
    check_value,
    day_of,
    facts_among,
    listed,
    load_yaml,
    mapping,
    require,
)
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.subjects import SUBJECTS, Subject

BASE: Final = "base.yaml"
EXCEPTIONS: Final = "exceptions.yaml"

_CASE_KEYS: Final = ("id", "tests", "title", "rulings", "facts", "members", "expect")
_SUBJECT_KEYS: Final = ("id", "tests", "title", "rulings", "facts", "expect")
_REQUIRED_KEYS: Final = ("id", "tests", "title", "expect")
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Case:
    """One household, or another subject of support, with the outcome that the law gives.

    Attributes:
        rule_set: the id of the rule set that the case was written for.
        file: the name of the file, without ``.yaml``: the topic.
        tests: the place in the law, in Vietnamese words.
        household: every fact, ready to be decided; those of the subject where it is another.
        expect: the expected outcome, with members counted from 0.
        subject: organisation, community, official or house; None for a household.
    """

    rule_set: str
    file: str
    id: str
    tests: str
    title: Mapping[str, str]
    rulings: Mapping[str, str]
    household: Mapping[str, Any]
    expect: Mapping[str, Any]
    subject: Subject | None

    @property
    def name(self) -> str:
        """The file and the id: unique within the rule set."""
        return f"{self.file}/{self.id}"

    @property
    def day(self) -> date | None:
        """The review date."""
        return day_of(self.household.get("review_date"))


def read_cases(folder: Path, rules: RuleSet) -> tuple[Case, ...]:
    """Return every case in a folder, in the order of the files.

    Raises:
        CaseFileError: if there is none, or at the first thing that does not follow the format.
    """
    names = (BASE, EXCEPTIONS)
    files = sorted(path for path in folder.glob("*.yaml") if path.name not in names)
    if not files:
        advice = "Name the folder with --cases FOLDER."
        problem = Problem("case-file", "no case files", "files *.yaml", advice, path=str(folder))
        raise CaseFileError(problem)
    return tuple(case for file in files for case in read_case_file(file, rules))


def read_case_file(file: Path, rules: RuleSet) -> tuple[Case, ...]:
    """Return the cases of one file.

    Raises:
        CaseFileError: at the first thing that does not follow the format.
    """
    document = mapping(load_yaml(file), file.name)
    check_keys(document, ("subject", "base", "columns", "cases"), ("base", "cases"), file.name)
    subject: Subject | None = document.get("subject")
    if subject is not None:
        check_value(subject, SUBJECTS, file.name)
    base = _base(document["base"], subject, file)
    columns = read_columns(document.get("columns", {}), file.name)
    cases = tuple(
        _read_case(written, base, subject, rules, file)
        for item in listed(document["cases"], file.name)
        for written in in_each_column(mapping(item, file.name), columns, file.name)
    )
    names = [case.id for case in cases]
    repeated = sorted({name for name in names if names.count(name) > 1})
    require(not repeated, file.name, f"ids that stand twice: {', '.join(repeated)}")
    return cases


def read_base(folder: Path) -> Mapping[str, Any]:
    """Return the household that the cases of a folder start from."""
    return read_model(load_yaml(folder / BASE), BASE)


def _base(value: object, subject: Subject | None, file: Path) -> dict[str, Any]:
    place = f"{file.name}: base"
    if subject is not None:
        model = mapping(value, place)
        check_keys(model, ("facts",), ("facts",), place)
        return facts_among(model["facts"], SUBJECTS[subject].model_fields, place)
    return read_model(load_yaml(file.parent / value) if isinstance(value, str) else value, place)


def _read_case(
    value: object, base: dict[str, Any], subject: Subject | None, rules: RuleSet, file: Path
) -> Case:
    item = mapping(value, file.name)
    place = f"{file.name}: case {item.get('id')!r}"
    check_keys(item, _CASE_KEYS if subject is None else _SUBJECT_KEYS, _REQUIRED_KEYS, place)
    require(
        bool(_ID.fullmatch(str(item["id"]))), place, "an id that is not lower-case-with-hyphens"
    )
    title = mapping(item["title"], place)
    check_keys(title, ("vi", "en"), ("vi", "en"), place)
    texts = [item["tests"], title["vi"], title["en"]]
    require(all(isinstance(text, str) and text for text in texts), place, "a text is missing")
    rulings = mapping(item.get("rulings", {}), place)
    for name, option in rulings.items():
        check_value(name, rules.rulings, place)
        check_value(option, rules.rulings[name].options, place)
    facts = item.get("facts", {})
    if subject is None:
        found = changed(base, facts, item.get("members", {}), place)
        expect = read_expectation(item["expect"], rules, place)
    else:
        found = {**base, **facts_among(facts, SUBJECTS[subject].model_fields, place)}
        expect = read_subject_expectation(item["expect"], subject, rules, place)
    return Case(
        rules.id, file.stem, str(item["id"]), item["tests"], title, rulings, found, expect, subject
    )
