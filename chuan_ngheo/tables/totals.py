"""The summary of a batch, summed up part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

import polars as pl

from chuan_ngheo.api import classify
from chuan_ngheo.labels import split_path
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
        found = decisions.group_by("class").agg(
            pl.len().alias("households"), pl.col(size).sum().alias("persons")
        )
        for row in found.iter_rows(named=True):
            for name in ("households", "persons"):
                self.sums[row["class"], name] += row[name]
        for class_ in self._counted:
            own = decisions.filter(pl.col("class") == class_)
            self._add(class_, own.select(_counts((*self.rules.indicators,))))
        self._add(None, decisions.select(_counts((*self.rules.benefits,), size)))
        undetermined = decisions.filter(pl.col("class").is_null())["possible_classes"]
        self.open.update(dict(undetermined.value_counts().iter_rows()))
        self.without_members += int((decisions[size] == 0).sum())

    def add_recipients(self, found: Mapping[str, int] | None) -> None:
        """Add the members who are certainly eligible, or note that a part could not tell."""
        if found is None or self.recipients is None:
            self.recipients = None
        else:
            self.recipients.update(found)

    def _add(self, class_: str | None, counts: pl.DataFrame) -> None:
        for column in counts.iter_columns():
            self.sums[class_, column.name] += column.item()

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


@lru_cache(maxsize=64)
def _counts(names: tuple[str, ...], size: str = "") -> list[pl.Expr]:
    """Count where each column is true and where it is unknown; with a size also the persons."""
    found: list[pl.Expr] = []
    for name in names:
        found.append(pl.col(name).sum().alias(f"{name} true"))
        found.append(pl.col(name).is_null().sum().alias(f"{name} unknown"))
        if size:
            found.append(pl.col(size).filter(pl.col(name)).sum().alias(f"{name} persons"))
    return found
