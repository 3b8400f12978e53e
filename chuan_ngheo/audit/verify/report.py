"""What a verification found."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import Any, Final, Literal

Kind = Literal[
    "different",
    "only_in_decisions",
    "only_in_facts",
    "duplicate",
    "facts_unusable",
    "row_unreadable",
    "engine_failed",
]
CSV_COLUMNS: Final = ("kind", "household_id", "row", "column", "recorded", "rederived")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not agree.

    Attributes:
        row: number of the row in the file of decisions, of one ``only_in_facts`` in that of facts.
        column: the column that differs; empty where it is the whole household.
        recorded: what the decision says.
        rederived: what the engine says.
        detail: what is wrong with the facts, the row or the engine.
    """

    kind: Kind
    household_id: str
    row: int
    column: str = ""
    recorded: Any = None
    rederived: Any = None
    detail: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as plain values for JSON."""
        found: dict[str, Any] = {
            "kind": self.kind,
            "household_id": self.household_id,
            "row": self.row,
        }
        if self.column:
            found |= {
                "column": self.column,
                "recorded": self.recorded,
                "rederived": self.rederived,
            }
        return found | ({"detail": self.detail} if self.detail else {})


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a verification.

    Attributes:
        engine: name and version.
        checked: households that were decided again and compared.
        equal: those of them whose every column agrees.
        unusable: households without a decision whose facts cannot be used.
        missing_columns: columns of a decision that the file lacks.
        unknown_columns: columns of the file that were not verified.
        sample: how many households were asked for; None for all.
    """

    engine: str
    rule_set: str
    rule_set_hash: str
    rulings: dict[str, str]
    file: str
    checked: int
    equal: int
    unusable: int
    missing_columns: tuple[str, ...]
    unknown_columns: tuple[str, ...]
    sample: int | None
    seed: int
    findings: tuple[Finding, ...]

    @property
    def agrees(self) -> bool:
        """Whether there is nothing to report."""
        return not self.findings and not self.missing_columns

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain values for JSON."""
        return {
            "agrees": self.agrees,
            "file": self.file,
            "engine": self.engine,
            "rule_set": self.rule_set,
            "rule_set_hash": self.rule_set_hash,
            "rulings": self.rulings,
            "sample": None if self.sample is None else {"size": self.sample, "seed": self.seed},
            "checked": self.checked,
            "equal": self.equal,
            "facts_unusable_and_not_decided": self.unusable,
            "missing_columns": list(self.missing_columns),
            "unknown_columns": list(self.unknown_columns),
            "findings": [finding.to_dict() for finding in self.findings],
        }

    def to_json(self) -> str:
        """Return the report as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"

    def to_csv(self) -> str:
        """Return the findings as CSV; unknown is an empty cell, truth is true or false."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow((*CSV_COLUMNS, "detail"))
        for name in self.missing_columns:
            writer.writerow(("column_missing", "", "", name, "", "", ""))
        for item in self.findings:
            values = (written(item.recorded), written(item.rederived))
            start = (item.kind, item.household_id, item.row, item.column)
            writer.writerow((*start, *values, item.detail))
        return text.getvalue()


def written(value: Any) -> str:
    """Write a value as the columns of decisions have it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
