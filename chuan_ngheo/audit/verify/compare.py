"""Compare recorded decisions with what an engine says of the same facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from chuan_ngheo.audit.verify.engines import Rederived, Source
from chuan_ngheo.audit.verify.recorded import HASH, Recorded, RecordedDecisions
from chuan_ngheo.audit.verify.report import Finding, Report
from chuan_ngheo.audit.verify.sample import sample
from chuan_ngheo.rulebook.rules import RuleSet

Listen = Callable[[Rederived], None]


def _ignore(_: Rederived) -> None:
    """Take no note of a household."""


def verify(
    decisions: RecordedDecisions,
    source: Source,
    rules: RuleSet,
    engine: str,
    *,
    size: int | None = None,
    seed: int = 0,
    listen: Listen = _ignore,
) -> Report:
    """Decide households again and report every difference.

    Args:
        engine: name and version of what decides in ``source``.
        size: how many households to check; None checks all.
        listen: is given every household as the engine decides it.
    """
    by_id: dict[str, list[Recorded]] = {}
    unreadable: list[Finding] = []
    for row in decisions.rows:
        if row.problem is not None:
            problem = f"{row.problem.found}; expected {row.problem.expected}"
            unreadable.append(Finding("row_unreadable", "", row.row, detail=problem))
        else:
            by_id.setdefault(row.household_id, []).append(row)
    chosen = None
    if size is not None:
        chosen = sample([*by_id, *source.identities()], size, seed)
        by_id = {name: rows for name, rows in by_id.items() if name in chosen}
    tally = _Tally(by_id, decisions.columns, rules.hash)
    for item in source.derive(chosen):
        listen(item)
        tally.add(item)
    findings = [*unreadable, *tally.findings, *tally.rest()]
    findings.sort(key=lambda item: (item.kind == "only_in_facts", item.row))
    return Report(
        engine,
        rules.id,
        rules.hash,
        dict(rules.chosen),
        decisions.file,
        tally.checked,
        tally.equal,
        tally.unusable,
        decisions.missing,
        decisions.unknown,
        size,
        seed,
        tuple(findings),
    )


@dataclass(slots=True)
class _Tally:
    """What was found so far."""

    by_id: Mapping[str, list[Recorded]]
    columns: tuple[str, ...]
    hash: str
    checked: int = 0
    equal: int = 0
    unusable: int = 0
    findings: list[Finding] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def add(self, item: Rederived) -> None:
        """Compare one household."""
        rows = self.by_id.get(item.household_id, [])
        self.seen.add(item.household_id)
        if item.columns is None:
            self._add_undecided(item, rows)
            return
        if not rows:
            self.findings.append(Finding("only_in_facts", item.household_id, item.row))
            return
        found = [finding for row in rows for finding in self._compared(row, item.columns)]
        self.checked += 1
        self.equal += not found
        self.findings += found

    def rest(self) -> Iterator[Finding]:
        """Yield what only the decisions have, and ids that stand there more than once."""
        for name, rows in self.by_id.items():
            if name not in self.seen:
                yield from (Finding("only_in_decisions", name, row.row) for row in rows)
            if len(rows) > 1:
                detail = ", ".join(str(row.row) for row in rows)
                yield from (Finding("duplicate", name, row.row, detail=detail) for row in rows)

    def _add_undecided(self, item: Rederived, rows: Sequence[Recorded]) -> None:
        recorded = [row.row for row in rows]
        if item.failure:
            for row in recorded or [item.row]:
                name = item.household_id
                self.findings.append(Finding("engine_failed", name, row, detail=item.failure))
            return
        self.unusable += not recorded
        detail = "; ".join(f"{problem.path}: {problem.code}" for problem in item.problems)
        for row in recorded:
            self.findings.append(Finding("facts_unusable", item.household_id, row, detail=detail))

    def _compared(self, row: Recorded, derived: Mapping[str, object]) -> Iterator[Finding]:
        for column in self.columns:
            found = self.hash if column == HASH else derived[column]
            recorded = row.cells[column]
            if recorded != found or isinstance(recorded, bool) != isinstance(found, bool):
                yield Finding("different", row.household_id, row.row, column, recorded, found)
