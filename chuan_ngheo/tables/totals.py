"""The summary of a batch, summed up part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations

import numpy as np
import polars as pl

from chuan_ngheo.api import classify
from chuan_ngheo.labels import split_path
from chuan_ngheo.readings.arrays import TRUE, UNKNOWN, Array, Codes
from chuan_ngheo.readings.cells import read_cells, tally
from chuan_ngheo.readings.cells.kinds import Column
from chuan_ngheo.readings.polars_reading import SEPARATOR
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.rows import Row
from chuan_ngheo.survey.summary import BenefitCount, ClassCount, IndicatorCount, Summary

_Sums = Counter[tuple[str | None, str]]


class Totals:
    """Sums over the decisions of households.

    Attributes:
        recipients: how many members are certainly eligible for each benefit that goes to members;
            None once a part could not tell.
        missing: how many undetermined households miss each fact, of those that were asked.
    """

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self._counted = rules.classes[:2]
        truths = [Column(name, pl.Boolean()) for name in (*rules.indicators, *rules.benefits)]
        sets = (
            SEPARATOR.join(one)
            for count in range(1, len(rules.classes) + 1)
            for one in combinations(rules.classes, count)
        )
        self._columns = (
            Column("class", pl.String(), rules.classes),
            Column("possible_classes", pl.String(), tuple(sets)),
            *truths,
        )
        self.sums: _Sums = Counter()
        self.open: Counter[str] = Counter()
        self.without_members = 0
        self.recipients: Counter[str] | None = Counter()
        self.missing: Counter[str] = Counter()
        self.asked = 0

    def add(self, decisions: pl.DataFrame, size: str) -> None:
        """Add decisions.

        Args:
            size: name of the column with the number of recorded members.
        """
        if not decisions.height:
            return
        cells = read_cells(decisions, self._columns).values
        sizes = np.ascontiguousarray(decisions[size].to_numpy(), np.int64)
        classes = (*self.rules.classes, None)
        groups = np.minimum(cells["class"].positions, len(self.rules.classes))
        for name in (*self.rules.indicators, *self.rules.benefits):
            counts = np.zeros((len(classes), 3, 2), np.int64)
            tally(cells[name], groups, sizes, counts)
            self._add(name, counts)
        households = np.bincount(groups, minlength=len(classes))
        persons = np.bincount(groups, sizes, len(classes))
        for place, class_ in enumerate(classes):
            self.sums[class_, "households"] += int(households[place])
            self.sums[class_, "persons"] += int(persons[place])
        sets: Codes = cells["possible_classes"]
        found = np.bincount(sets.positions[groups == len(classes) - 1], minlength=len(sets.values))
        for texts, number in zip(sets.values, found.tolist(), strict=True):
            if number:
                self.open[texts] += number
        self.without_members += int((sizes == 0).sum())

    def _add(self, name: str, counts: Array) -> None:
        """Add how many households, with how many persons, have a truth: by class and truth."""
        if name in self.rules.benefits:
            (_, _), (unknown, _), (true, persons) = counts.sum(axis=0).tolist()
            self.sums[None, f"{name} persons"] += persons
            self.sums[None, f"{name} true"] += true
            self.sums[None, f"{name} unknown"] += unknown
            return
        for class_, own in zip(self._counted, counts[:, :, 0].tolist(), strict=False):
            self.sums[class_, f"{name} true"] += own[TRUE]
            self.sums[class_, f"{name} unknown"] += own[UNKNOWN]

    def add_recipients(self, found: Mapping[str, int] | None) -> None:
        """Add the members who are certainly eligible, or note that a part could not tell."""
        if found is None or self.recipients is None:
            self.recipients = None
        else:
            self.recipients.update(found)

    def ask(self, rows: Iterable[Row]) -> None:
        """Count the facts that undetermined households miss."""
        for row in rows:
            decision = classify(row.facts, rules=self.rules)
            self.missing.update({split_path(path)[1] for path in decision.missing_facts})
            self.asked += 1

    def summary(self) -> Summary:
        """Return the summary of all that was added."""
        sums, classes = self.sums, (*self.rules.classes, None)
        return Summary(
            self.rules,
            sum(sums[name, "households"] for name in classes),
            sum(sums[name, "persons"] for name in classes),
            self.without_members,
            tuple(self._class(name) for name in self.rules.classes),
            self._class(None),
            tuple(
                (tuple(texts.split(SEPARATOR)), number)
                for texts, number in sorted(
                    self.open.items(), key=lambda item: (-item[1], item[0].split(SEPARATOR))
                )
            ),
            tuple(
                IndicatorCount(
                    name, class_, sums[class_, f"{name} true"], sums[class_, f"{name} unknown"]
                )
                for class_ in self._counted
                for name in self.rules.indicators
            ),
            tuple(sorted(self.missing.items(), key=lambda item: (-item[1], item[0]))),
            tuple(self._benefit(name) for name in self.rules.benefits),
            self.asked,
        )

    def _class(self, name: str | None) -> ClassCount:
        return ClassCount(name or "", self.sums[name, "households"], self.sums[name, "persons"])

    def _benefit(self, name: str) -> BenefitCount:
        persons: int | None = self.sums[None, f"{name} persons"]
        if self.rules.benefits[name].members:
            persons = None if self.recipients is None else self.recipients[name]
        true, unknown = (self.sums[None, f"{name} {kind}"] for kind in ("true", "unknown"))
        return BenefitCount(name, true, unknown, persons)
