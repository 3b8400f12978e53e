"""The case files of ``datasets/cases``, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from chuan_ngheo import load_rules
from chuan_ngheo.audit.cases import files
from chuan_ngheo.audit.cases.files import Case

CASES: Final = Path(__file__).resolve().parent.parent / "datasets" / "cases"


def read_cases(rule_set: str = "nd-07-2021") -> tuple[Case, ...]:
    """Return every case of a rule set, in the order of the files."""
    return files.read_cases(CASES / rule_set, load_rules(rule_set))


def read_base(rule_set: str = "nd-07-2021") -> Mapping[str, Any]:
    """Return the household that the cases of a rule set start from."""
    return files.read_base(CASES / rule_set)
