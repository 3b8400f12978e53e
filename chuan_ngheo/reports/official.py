"""The official tables 7.1 to 7.11 of a classified population."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chuan_ngheo.reports.causes import cause_table
from chuan_ngheo.reports.children import child_table
from chuan_ngheo.reports.choices import CHOICES
from chuan_ngheo.reports.context import Context
from chuan_ngheo.reports.counts import Counts, Place
from chuan_ngheo.reports.deprivations import deprivation_tables
from chuan_ngheo.reports.groups import ethnic_table, group_table
from chuan_ngheo.reports.layout import OfficialTable
from chuan_ngheo.reports.movement import NO_MOVEMENTS, MovementNumbers, movement_tables
from chuan_ngheo.reports.population import NO_POPULATION, Population
from chuan_ngheo.reports.reconciliation import Difference, reconcile
from chuan_ngheo.reports.results import results_table
from chuan_ngheo.rulebook.rules import RuleSet


@dataclass(frozen=True)
class OfficialReport:
    """The eleven tables with what is to be known about them.

    Attributes:
        rules: what classified the households.
        definitions: what had the groups of forms 7.8 and 7.11.
        tables: in the order of their forms.
        undetermined: households without a certain class that may be poor or near-poor, by place
            and possible classes.
        rejected: rows of the input that could not be used, and are in no table.
        year: the year of the review, if it is known.
        differences: where tables do not agree.
    """

    rules: RuleSet
    definitions: RuleSet
    tables: tuple[OfficialTable, ...]
    undetermined: Mapping[tuple[Place, str], int]
    choices: Mapping[str, str]
    year: int | None
    province: str
    reviews: tuple[date, date] | None
    differences: tuple[Difference, ...]
    rejected: int

    def table(self, form: str) -> OfficialTable:
        """Return one table, such as ``7.1``.

        Raises:
            StopIteration: if there is no such form.
        """
        return next(table for table in self.tables if table.form == form)

    @property
    def unexplained(self) -> tuple[Difference, ...]:
        """Return the differences that unknown facts do not explain."""
        return tuple(item for item in self.differences if not item.explained)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the tables.

    Attributes:
        status: ``preliminary`` or ``official``.
    """

    year: int | None = None
    province: str = ""
    status: str = "preliminary"


def official_report(
    counts: Counts,
    rules: RuleSet,
    definitions: RuleSet,
    *,
    population: Population = NO_POPULATION,
    movements: MovementNumbers = NO_MOVEMENTS,
    choices: Mapping[str, str] | None = None,
    heading: Heading | None = None,
) -> OfficialReport:
    """Make the official tables.

    Args:
        rules: what classified the households.
        definitions: what had the groups that they were counted by.
        choices: options of ``CHOICES`` other than the defaults, by name.
    """
    heading = heading or Heading()
    chosen = {name: (choices or {}).get(name, choice.default) for name, choice in CHOICES.items()}
    labels = {name: rules.rule(name).label for name in rules.indicators}
    indicators = {name: (label.in_("vi"), label.in_("en")) for name, label in labels.items()}
    context = Context(counts, indicators, population, chosen, heading.status, movements.places())
    tables = (
        results_table(context),
        *movement_tables(context, movements),
        *deprivation_tables(context),
        group_table(context),
        ethnic_table(context),
        cause_table(context),
        child_table(context),
    )
    year = heading.year
    if year is None and counts.reviews and counts.reviews[0].year == counts.reviews[1].year:
        year = counts.reviews[0].year
    return OfficialReport(
        rules,
        definitions,
        tables,
        dict(sorted(counts.open_classes.items())),
        chosen,
        year,
        heading.province,
        counts.reviews,
        reconcile(tables, chosen, movements.explained),
        counts.rejected,
    )
