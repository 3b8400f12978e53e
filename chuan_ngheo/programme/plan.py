"""The figures of a plan: budget, targets, baseline, unit costs, its inconsistencies, its lines.

They stand as CSV files in the folder ``plan`` of a rule set; its README gives their origin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from chuan_ngheo.diagnostics import Problem, RuleError
from chuan_ngheo.programme.documents import (
    BaselineRow,
    BudgetRow,
    InconsistencyRow,
    LineRow,
    TargetRow,
    UnitCostRow,
)
from chuan_ngheo.programme.read_rows import RowModel, read_rows
from chuan_ngheo.rulebook.loader import find_rule_set

PLAN_FOLDER = "plan"
DEFAULT_PLAN = "kh-132-2022-can-tho"


@dataclass(frozen=True, slots=True)
class Plan:
    """The figures of a plan, each list in the order of its file."""

    budget: tuple[BudgetRow, ...]
    targets: tuple[TargetRow, ...]
    baseline: tuple[BaselineRow, ...]
    unit_costs: tuple[UnitCostRow, ...]
    inconsistencies: tuple[InconsistencyRow, ...]
    lines: tuple[LineRow, ...]

    def budget_of(self, benefit: str) -> BudgetRow | None:
        """Return the row of the budget that pays for a project or policy, if there is one."""
        return next((row for row in self.budget if benefit in row.benefits), None)

    def baseline_of(self, identifier: str) -> BaselineRow:
        """Return a number that the plan gives for its start."""
        return next(row for row in self.baseline if row.id == identifier)

    def inconsistencies_of_benefit(self, benefit: str) -> tuple[InconsistencyRow, ...]:
        """Return the inconsistencies that touch a project or policy."""
        return tuple(row for row in self.inconsistencies if benefit in row.benefits)

    def inconsistencies_of_target(self, target: str) -> tuple[InconsistencyRow, ...]:
        """Return the inconsistencies that touch a target."""
        return tuple(row for row in self.inconsistencies if target in row.targets)

    def inconsistencies_of_line(self, line: str) -> tuple[InconsistencyRow, ...]:
        """Return the inconsistencies that touch a row of the budget or a line of the plan."""
        return tuple(row for row in self.inconsistencies if line in row.lines)


def load_plan(name: str | Path = DEFAULT_PLAN) -> Plan:
    """Read and check the figures of the plan of a rule set.

    Args:
        name: a shipped rule set with a plan, or the path of the folder of one.

    Raises:
        UnknownRuleSetError: where there is no such rule set.
        RuleError: with every problem of the files; among them a rule set without a plan.
    """
    return read_plan(find_rule_set(name).resolve() / PLAN_FOLDER)


@lru_cache(maxsize=16)
def read_plan(folder: Path) -> Plan:
    """Read and check the figures of a plan in ``folder``.

    Raises:
        RuleError: with every problem of the files.
    """
    if not folder.is_dir():
        found, expected = "no folder of this name", f"a rule set with a plan, as {DEFAULT_PLAN} has"
        raise RuleError((Problem("table-file", found, expected, path=folder.name),))
    problems: list[Problem] = []

    def rows(name: str, model: type[RowModel]) -> tuple[RowModel, ...]:
        found, wrong = read_rows(folder / name, model)
        problems.extend(wrong)
        return found

    plan = Plan(
        rows("budget.csv", BudgetRow),
        rows("targets.csv", TargetRow),
        rows("baseline.csv", BaselineRow),
        rows("unit_costs.csv", UnitCostRow),
        rows("inconsistencies.csv", InconsistencyRow),
        rows("lines.csv", LineRow),
    )
    problems += problems or [*_twice(plan), *_dangling(plan)]
    if problems:
        raise RuleError(tuple(problems))
    return plan


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


def _ids(rows: Sequence[_Identified]) -> list[str]:
    return [row.id for row in rows]


def _twice(plan: Plan) -> Iterator[Problem]:
    """Report ids that stand more than once in a file."""
    files = {
        "budget.csv": [row.code for row in plan.budget],
        "targets.csv": _ids(plan.targets),
        "baseline.csv": _ids(plan.baseline),
        "unit_costs.csv": _ids(plan.unit_costs),
        "inconsistencies.csv": _ids(plan.inconsistencies),
        "lines.csv": _ids(plan.lines),
    }
    for name, ids in files.items():
        for identifier, count in Counter(ids).items():
            if count > 1:
                found = f"{identifier!r} in {count} rows"
                yield Problem("table-file", found, "each id once", path=name)


def _dangling(plan: Plan) -> Iterator[Problem]:
    """Report references from one file to a row that another does not have."""
    codes = {row.code for row in plan.budget}
    targets = set(_ids(plan.targets))
    numbers = codes | set(_ids(plan.baseline)) | set(_ids(plan.unit_costs))
    benefits = {name for row in plan.budget for name in row.benefits}
    known = {"target": targets, "parameter": numbers}
    references = [("budget.csv", row.parent, codes | {""}) for row in plan.budget]
    references += [
        ("lines.csv", name, known[row.became])
        for row in plan.lines
        if row.became in known
        for name in row.refs
    ]
    for row in plan.inconsistencies:
        file = "inconsistencies.csv"
        references += [(file, name, codes | set(_ids(plan.lines))) for name in row.lines]
        references += [(file, name, targets) for name in row.targets]
        references += [(file, name, benefits) for name in row.benefits]
    references += [("targets.csv", name, benefits) for row in plan.targets for name in row.benefits]
    references += [("unit_costs.csv", row.benefit, benefits) for row in plan.unit_costs]
    for file, name, expected in references:
        if name not in expected:
            yield Problem("table-file", repr(name), "an id of another file of the plan", path=file)
