"""Lists 6.1 and 6.2 of Annex VI: households after the review, and those that left a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from chuan_ngheo.enumerations import ENUMERATIONS, ListStatus
from chuan_ngheo.review.cells import Parse, identifier, one_of, text, whole
from chuan_ngheo.review.outcome import Leaves, Result, leaves, result_of
from chuan_ngheo.review.read_cases import DECISION_FIELDS
from chuan_ngheo.review.read_rows import Rows
from chuan_ngheo.rulebook.citations import Text
from chuan_ngheo.survey.tables import KEY

Form = Literal["6.1", "6.2"]

PLACE_FIELDS: Final[Mapping[str, Parse]] = {
    "province": text,
    "district": text,
    "commune": text,
    "village": text,
    "area": one_of(*ENUMERATIONS["area"]),
    "persons": whole,
}
"""What the lists show of a household beside its result; ``village`` is thôn, tổ dân phố, ấp."""

LIST_FIELDS: Final[Mapping[str, Parse]] = {
    **DECISION_FIELDS,
    **PLACE_FIELDS,
    "on_list": one_of(*ENUMERATIONS["previous_list_status"]),
}
HOUSEHOLD_FIELDS: Final[Mapping[str, Parse]] = {KEY: identifier, **PLACE_FIELDS}
"""The columns of a table of households that are added to the decisions."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One household of a list.

    Attributes:
        persons: number of members; None if it is not known.
        leaves: the list that it leaves for a better state.
    """

    household_id: str
    result: Result
    province: str | None
    district: str | None
    commune: str | None
    village: str | None
    area: str | None
    persons: int | None
    b1_points: int | None
    b2_points: int | None
    leaves: Leaves | None

    @property
    def place(self) -> tuple[str, str, str]:
        """The province, district and commune; empty where one is not known."""
        return self.province or "", self.district or "", self.commune or ""

    @property
    def note(self) -> Text | None:
        """What the last column of the list says."""
        return _NOTES.get((self.leaves, self.result))


_NOTES: Final[dict[tuple[Leaves | None, Result], Text]] = {
    ("poverty", "near_poor"): Text(
        "Thoát nghèo, trở thành hộ cận nghèo", "Left poverty, is near-poor"
    ),
    ("poverty", "not_poor"): Text(
        "Thoát nghèo, vượt chuẩn cận nghèo", "Left poverty, above the near-poor standard"
    ),
    ("near_poverty", "not_poor"): Text("Thoát cận nghèo", "Left near-poverty"),
}


@dataclass(frozen=True, slots=True)
class Lists:
    """Both lists, by commune and in the order of the decisions.

    Attributes:
        after: list 6.1, poor and near-poor households.
        left: list 6.2; None where nothing says who was on a list before.
        undetermined: households whose result is not known, which are on neither list.
        unknown_before: households that are poor no longer or near-poor, of which it is not known
            whether they were on a list: they may belong on list 6.2.
        not_found: households of the previous lists that the decisions do not have.
    """

    after: tuple[Entry, ...]
    left: tuple[Entry, ...] | None
    undetermined: int
    unknown_before: int
    not_found: int

    def of(self, form: Form) -> tuple[Entry, ...] | None:
        """Return one of the lists."""
        return self.after if form == "6.1" else self.left


def lists_of(this: Rows, previous: Rows | None = None, households: Rows | None = None) -> Lists:
    """Return lists 6.1 and 6.2 from the decisions of a review.

    Args:
        this: decisions with the columns of ``LIST_FIELDS``.
        previous: decisions of the review before; without them the column ``on_list`` says who was
            on a list, and without that there is no list 6.2.
        households: a table that gives places and numbers of persons.
    """
    before = None if previous is None else _results(previous)
    places = {} if households is None else households.by_id()
    counts: Counter[str] = Counter()
    after: list[Entry] = []
    left: list[Entry] = []
    for row in this.rows:
        facts = with_place(row.facts, places.get(row.facts[KEY], {}), LIST_FIELDS)
        result = _result(facts)
        if result is None:
            counts["undetermined"] += 1
            continue
        known, status = _before(facts, before)
        entry = _entry(facts, result, leaves(status, result))
        if result != "not_poor":
            after.append(entry)
        if entry.leaves:
            left.append(entry)
        elif not known and result != "poor":
            counts["unknown_before"] += 1
    ids = {str(row.facts.get(KEY)) for row in (*this.rows, *this.rejected)}
    listed = [key for key, value in (before or {}).items() if value in ("poor", "near_poor")]
    has_before = previous is not None or "on_list" in this.columns
    return Lists(
        tuple(sorted(after, key=_place)),
        tuple(sorted(left, key=_place)) if has_before else None,
        counts["undetermined"],
        counts["unknown_before"] if has_before else 0,
        sum(key not in ids for key in listed),
    )


def _place(entry: Entry) -> tuple[str, str, str]:
    return entry.place


def _result(facts: Mapping[str, Any]) -> Result | None:
    return result_of(facts["class"], facts["not_poor"], facts["possible_classes"] or ())


def _results(previous: Rows) -> dict[str, Result | None]:
    rejected: dict[str, Result | None] = {
        str(row.facts.get(KEY)): None for row in previous.rejected
    }
    return rejected | {row.facts[KEY]: _result(row.facts) for row in previous.rows}


def _before(
    facts: Mapping[str, Any], before: Mapping[str, Result | None] | None
) -> tuple[bool, ListStatus | None]:
    """Return whether it is known on which list a household was, and the list.

    A household that the previous decisions do not have was on none of their lists; one whose row
    could not be read may have been.
    """
    if before is None:
        status: ListStatus | None = facts["on_list"]
        return status is not None, status
    result = before.get(facts[KEY], "not_poor")
    if result is None:
        return False, None
    return True, "none" if result == "not_poor" else result


def with_place(
    facts: Mapping[str, Any], place: Mapping[str, Any], fields: Iterable[str]
) -> dict[str, Any]:
    """Return all fields of a row; what it leaves open comes from where its household lives."""
    own = {name: value for name, value in facts.items() if value is not None}
    return {**dict.fromkeys(fields), **place, **own}


def _entry(facts: Mapping[str, Any], result: Result, left: Leaves | None) -> Entry:
    return Entry(
        household_id=facts[KEY],
        result=result,
        leaves=left,
        b1_points=facts["b1_points"],
        b2_points=facts["b2_points"],
        **{name: facts[name] for name in PLACE_FIELDS},
    )


def is_folder(out: Path) -> bool:
    """Tell whether an output is a folder of CSV files: a path without an ending."""
    return out.suffix == ""
