"""A workbook of form 3.1 as rows of facts, with what is wrong with each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.forms.blanks import household_blanks, member_blanks
from chuan_ngheo.forms.contradictions import (
    household_contradictions,
    member_contradictions,
    totals,
)
from chuan_ngheo.forms.grid import Grid, Sheet, read_sheet
from chuan_ngheo.forms.household_columns import HOUSEHOLD_COLUMNS
from chuan_ngheo.forms.member_columns import MEMBER_COLUMNS
from chuan_ngheo.forms.routing import routing_remarks
from chuan_ngheo.forms.rows import KEY, FormRow, household_rows, member_rows
from chuan_ngheo.forms.version import HOUSEHOLD_SHEET, MEMBER_SHEET
from chuan_ngheo.labels import split_path
from chuan_ngheo.validation import resolve_ages


@dataclass(frozen=True, slots=True)
class Form:
    """What a workbook says.

    Attributes:
        households: the rows of the sheet ``Hộ``, in their order.
        members: the rows of the sheet ``Thành viên``, in their order.
        notices: columns that are absent or not of the form.
        household_sheet: the sheet ``Hộ``, for the places of cells.
        member_sheet: the sheet ``Thành viên``.
    """

    households: tuple[FormRow, ...]
    members: tuple[FormRow, ...]
    notices: tuple[Problem, ...]
    household_sheet: Sheet
    member_sheet: Sheet

    @property
    def warnings(self) -> int:
        """How many answers are to be looked at."""
        return sum(len(row.warnings) for row in (*self.households, *self.members))


def form_of(households: Grid, members: Grid) -> Form:
    """Read the cells of the two sheets and check the answers."""
    sheet = read_sheet(households, HOUSEHOLD_SHEET, HOUSEHOLD_COLUMNS)
    member_sheet = read_sheet(members, MEMBER_SHEET, MEMBER_COLUMNS)
    rows, others = household_rows(sheet), member_rows(member_sheet)
    counts = Counter(row.key for row in rows)
    places: dict[str, list[int]] = {}
    for place, member in enumerate(others):
        places.setdefault(member.key, []).append(place)
    for number, household in enumerate(rows):
        # Where two rows have one id, nobody can tell whose the members are.
        alone = bool(household.key) and counts[household.key] == 1
        own = places.get(household.key, []) if alone else []
        rows[number], checked = _check(household, [others[one] for one in own], sheet, member_sheet)
        for place, member in zip(own, checked, strict=True):
            others[place] = member
    notices = (*sheet.notices, *member_sheet.notices)
    return Form(tuple(rows), tuple(others), notices, sheet, member_sheet)


def _check(
    household: FormRow, members: Sequence[FormRow], sheet: Sheet, member_sheet: Sheet
) -> tuple[FormRow, list[FormRow]]:
    """Return a household and its members with what the checks say about them."""
    facts = {
        "review_date": household.facts.get("review_date"),
        "members": [member.facts for member in members],
    }
    ages, contradictions = resolve_ages(facts)
    # Before birth, and where it is not exact, an age decides nothing.
    years = [age.years if isinstance(age.years, int) and age.years >= 0 else None for age in ages]
    checked = [
        member.with_remarks(
            member_sheet,
            (
                *member_blanks(member.facts, member.answers, age),
                *routing_remarks(member.facts, member.answers, age),
                *member_contradictions(member.facts, age),
            ),
        )
        for member, age in zip(members, years, strict=True)
    ]
    for problem in contradictions:
        place, name = split_path(problem.path)
        if place is not None:
            position = member_sheet.position(checked[place].row, name)
            error = replace(problem, position=position, path=name)
            checked[place] = replace(checked[place], errors=(*checked[place].errors, error))
    remarks = [
        *household_blanks(household.facts, household.answers),
        *household_contradictions(household.facts),
    ]
    if members:
        remarks += totals(household.answers, [member.facts for member in members], years)
    return household.with_remarks(sheet, remarks), checked


def link_problems(form: Form) -> Iterator[Problem]:
    """Yield what is wrong between the sheets: ids that repeat, and rows without the other sheet."""
    counts = Counter(row.key for row in form.households if row.key)
    with_members = {row.key for row in form.members}
    for row in form.households:
        position = form.household_sheet.position(row.row, KEY)
        if counts[row.key] > 1:
            found, expected = f"this id in {counts[row.key]} rows", "one row for each household"
            yield Problem("duplicate-household", found, expected, "", position, KEY)
        elif row.key and row.key not in with_members:
            yield Problem("no-members", "no member", "at least one", "", position, KEY)
    seen = Counter((row.key, row.facts.get("member_id")) for row in form.members)
    for row in form.members:
        if row.key not in counts:
            found, expected = "a member of no household", f"an id of the sheet {HOUSEHOLD_SHEET}"
            position = form.member_sheet.position(row.row, KEY)
            yield Problem("orphan-member", found, expected, "", position, KEY)
        identity = (row.key, row.facts.get("member_id"))
        if identity[1] is not None and seen[identity] > 1:
            position = form.member_sheet.position(row.row, "member_id")
            found, expected = "the same member_id again", "each member once"
            yield Problem("duplicate-member", found, expected, "", position, "member_id")
