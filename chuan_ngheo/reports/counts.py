"""Counts of households, persons and children by place, with what is unknown kept apart.

Every count is a pair: those for whom something is certain, and those for whom it is possible.
"""

from __future__ import annotations

import operator
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Final, Literal, NamedTuple

import numpy as np
import polars as pl

from chuan_ngheo.readings.definition_columns import DefinitionColumns, definition_columns
from chuan_ngheo.readings.fact_tables import REVIEW, FactTables
from chuan_ngheo.readings.polars_reading import SEPARATOR, decide_tables
from chuan_ngheo.rulebook.rules import RuleSet

ClassName = Literal["poor", "near_poor"]
CLASSES: Final[tuple[ClassName, ClassName]] = ("poor", "near_poor")
CAUSES: Final = (
    "cause_no_land",
    "cause_no_capital",
    "cause_no_labour",
    "cause_no_tools",
    "cause_no_knowledge",
    "cause_no_skills",
    "cause_illness_or_accident",
    "cause_other",
)
"""The causes of poverty of form 3.1 section XIII, in its order."""
CHILD_GROUPS: Final = (
    "child",
    "malnourished_child",
    "uninsured_child",
    "child_not_at_school_level",
)
"""Definitions over members that form 7.11 counts by."""
EITHER: Final = "poor_or_near_poor"
"""Households that are one of both, though it may be unknown which."""
GROUPS: Final = ("without_labour_capacity", "with_person_of_merit")
MINORITY: Final = "head_or_spouse_ethnic_minority"
ETHNIC_GROUP: Final = "head_ethnic_group"
_PLACE: Final = ("area", "district")


class Count(NamedTuple):
    """How many there are for certain, and at most."""

    certain: int = 0
    possible: int = 0

    @property
    def unknown(self) -> int:
        """How many may or may not belong."""
        return self.possible - self.certain

    def plus(self, other: Count) -> Count:
        """Return the sum of both."""
        return Count(self.certain + other.certain, self.possible + other.possible)


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A district in an area; each is empty where it is unknown."""

    area: str
    district: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted.

    Attributes:
        of: ``all`` households of the input, one of the two classes, ``poor_or_near_poor``, or the
            ``undetermined``: those that may be poor or near-poor, but have no certain class.
        what: an indicator, a cause, a definition, or empty for all of them.
        unit: households, persons (recorded members) or children.
        ethnic_group: only households whose head belongs to it; empty for a group not recorded.
        minority: only households whose head or spouse belongs to an ethnic minority.
    """

    of: str
    what: str = ""
    unit: Literal["households", "persons", "children"] = "households"
    ethnic_group: str | None = None
    minority: bool = False


Key = tuple[Measure, Place]


class Counts:
    """All counts of an input.

    Attributes:
        reviews: the first and the last review date, if any is known.
        open_classes: households without a certain class that may be poor or near-poor, by place
            and possible classes.
        rejected: rows that could not be used, and are in no other count.
    """

    def __init__(self) -> None:
        self.numbers: dict[Key, Count] = defaultdict(Count)
        self.open_classes: dict[tuple[Place, str], int] = defaultdict(int)
        self.reviews: tuple[date, date] | None = None
        self.rejected = 0

    def places(self) -> tuple[Place, ...]:
        """Return the places with households, in order."""
        return tuple(sorted({place for _, place in self.numbers}))

    def of(self, measure: Measure, places: Iterable[Place]) -> Count:
        """Return a count over some places."""
        total = Count()
        for place in places:
            total = total.plus(self.numbers.get((measure, place), Count()))
        return total

    def ethnic_groups(self) -> tuple[str, ...]:
        """Return the ethnic groups of poor and near-poor heads, in order; the unknown left out."""
        found = {measure.ethnic_group for measure, _ in self.numbers}
        return tuple(sorted(name for name in found if name))

    def add(self, facts: FactTables, rules: RuleSet, definitions: RuleSet) -> None:
        """Add the households of some tables.

        Args:
            rules: what classifies them.
            definitions: what has the groups, see ``report_definitions``.
        """
        if not facts.households.height:
            return
        frame = _households(facts, rules, definitions)
        self._note_reviews(facts)
        for (area, district), own in frame.group_by(_PLACE, maintain_order=True):
            place = Place(str(area), str(district))
            for measure, count in _measures(own, rules):
                key = (measure, place)
                self.numbers[key] = self.numbers[key].plus(count)
            listed = own.filter(pl.col("class").is_null() & _BELOW)
            for texts, number in listed["possible_classes"].value_counts().iter_rows():
                self.open_classes[place, texts] += number

    def _note_reviews(self, facts: FactTables) -> None:
        if REVIEW not in facts.households.unknown:
            return
        days = facts.households.frame[REVIEW].drop_nulls()
        if not len(days):
            return
        known = [*(self.reviews or ()), *days.to_list()]
        self.reviews = (min(known), max(known))


_BELOW: Final = pl.col("poor possible") | pl.col("near_poor possible")


def _households(facts: FactTables, rules: RuleSet, definitions: RuleSet) -> pl.DataFrame:
    """Return a row for each household: place, class, size, facts, numbers of children."""
    decided = decide_tables(facts, rules).frame
    found = definition_columns(facts, definitions, (*GROUPS, *CHILD_GROUPS))
    count = decided.height
    possible = decided["possible_classes"].str.split(SEPARATOR)
    classes = [
        series
        for name in CLASSES
        for series in (
            (decided["class"] == name).fill_null(value=False).alias(f"{name} certain"),
            possible.list.contains(name).alias(f"{name} possible"),
        )
    ]
    others = [name for name in rules.classes if name not in CLASSES]
    outside = [possible.list.contains(name) for name in others]
    above = reduce(operator.or_, outside, pl.Series([False]).new_from_index(0, count))
    own = facts.households.frame
    texts = [plain_texts(own, name, count) for name in _PLACE]
    texts.append(_ethnic_groups(plain_texts(own, ETHNIC_GROUP, count)))
    truths = [_truth(own, name, count) for name in (MINORITY, *CAUSES)]
    sizes = pl.Series("size", facts.sizes, pl.Int64)
    return pl.DataFrame(
        [
            *texts,
            *truths,
            sizes,
            *classes,
            (~above).alias(EITHER),
            *found.households.iter_columns(),
            *_numbers_of_members(found, facts, count),
            *decided.select("class", "possible_classes", *rules.indicators).iter_columns(),
        ]
    )


def plain_texts(frame: pl.DataFrame, name: str, count: int) -> pl.Series:
    """Return a column of texts with plain spaces and composed letters, empty where unknown."""
    if name not in frame.columns:
        return pl.Series(name, [""], pl.String).new_from_index(0, count)
    texts = frame[name].cast(pl.String).fill_null("")
    known = texts.unique()
    plain = [" ".join(unicodedata.normalize("NFC", text).split()) for text in known]
    return texts.replace_strict(known, plain, return_dtype=pl.String)


def _ethnic_groups(texts: pl.Series) -> pl.Series:
    """Write the names of ethnic groups with one capital in each word, as ``KINH`` and ``kinh``."""
    known = texts.unique()
    plain = [" ".join(word.capitalize() for word in text.split()) for text in known]
    return texts.replace_strict(known, plain, return_dtype=pl.String)


def _truth(frame: pl.DataFrame, name: str, count: int) -> pl.Series:
    if name in frame.columns:
        return frame[name]
    return pl.Series(name, [None], pl.Boolean).new_from_index(0, count)


def _numbers_of_members(
    found: DefinitionColumns, facts: FactTables, count: int
) -> Iterator[pl.Series]:
    """Yield for each group of children how many a household has, for certain and at most."""
    for name in CHILD_GROUPS:
        truths = found.members[name]
        for kind, chosen in (("certain", False), ("possible", True)):
            weights = truths.fill_null(value=chosen).to_numpy()
            numbers = np.bincount(facts.places, weights=weights, minlength=count)
            yield pl.Series(f"{name} {kind}", numbers.astype(np.int64))


def _measures(own: pl.DataFrame, rules: RuleSet) -> Iterator[tuple[Measure, Count]]:
    """Yield all counts of the households of one place."""
    everyone = pl.lit(value=True)
    yield from _in_both_units(own, Measure("all"), everyone, everyone)
    yield from _of_fact(own, "all", MINORITY, everyone, everyone)
    open_ = pl.col("class").is_null() & _BELOW
    yield from _in_both_units(own, Measure("undetermined"), open_, open_)
    below = pl.col(EITHER)
    yield from _in_both_units(own, Measure(EITHER), below, _BELOW)
    for fact in CAUSES:
        yield from _of_fact(own, EITHER, fact, below, _BELOW)
    for name in CLASSES:
        certain, possible = pl.col(f"{name} certain"), pl.col(f"{name} possible")
        yield from _in_both_units(own, Measure(name), certain, possible)
        nobody = pl.col("size") == 0
        yield Measure(name, "without_members"), _count(own, certain & nobody, possible & nobody)
        for fact in (*rules.indicators, *GROUPS, *CAUSES, MINORITY):
            yield from _of_fact(own, name, fact, certain, possible)
        for group in CHILD_GROUPS:
            yield (
                Measure(name, group, "children"),
                Count(
                    _sum(own, certain, f"{group} certain"), _sum(own, possible, f"{group} possible")
                ),
            )
        yield from _of_ethnic_groups(own, name)


def _of_fact(
    own: pl.DataFrame, of: str, fact: str, certain: pl.Expr, possible: pl.Expr
) -> Iterator[tuple[Measure, Count]]:
    holds, may_hold = pl.col(fact).fill_null(value=False), pl.col(fact).fill_null(value=True)
    yield from _in_both_units(own, Measure(of, fact), certain & holds, possible & may_hold)


def _of_ethnic_groups(own: pl.DataFrame, name: ClassName) -> Iterator[tuple[Measure, Count]]:
    minority = pl.col(MINORITY)
    for (group,), part in own.group_by(ETHNIC_GROUP, maintain_order=True):
        measure = Measure(name, ethnic_group=str(group))
        certain, possible = pl.col(f"{name} certain"), pl.col(f"{name} possible")
        yield measure, _count(part, certain, possible)
        yield (
            Measure(name, ethnic_group=str(group), minority=True),
            _count(
                part,
                certain & minority.fill_null(value=False),
                possible & minority.fill_null(value=True),
            ),
        )


def _in_both_units(
    own: pl.DataFrame, measure: Measure, certain: pl.Expr, possible: pl.Expr
) -> Iterator[tuple[Measure, Count]]:
    yield measure, _count(own, certain, possible)
    persons = Measure(measure.of, measure.what, "persons")
    yield persons, Count(_sum(own, certain, "size"), _sum(own, possible, "size"))


def _count(own: pl.DataFrame, certain: pl.Expr, possible: pl.Expr) -> Count:
    return Count(own.filter(certain).height, own.filter(possible).height)


def _sum(own: pl.DataFrame, chosen: pl.Expr, column: str) -> int:
    return int(own.filter(chosen)[column].sum())
