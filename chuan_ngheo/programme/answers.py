"""The answers on one household as rows: its benefits, their members, what conflicts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from chuan_ngheo.decision import Decision
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.programme.conflict import Conflict
from chuan_ngheo.programme.conflicts import SAME_AREA_DEFAULT, AreaLevel, conflicts
from chuan_ngheo.programme.register import Register
from chuan_ngheo.survey.write import SEPARATOR

ANSWER_SUFFIXES: Final = (".json", ".jsonl", ".ndjson", ".csv")


@dataclass(frozen=True)
class Answers:
    """What one household is entitled to.

    Attributes:
        decision: the decision on the household, which holds the answers.
        member_ids: the id of each member as given; None where it has none.
        conflicts: marks from the register; they change no answer.
        notices: grants to members whom the household does not have.
    """

    decision: Decision
    member_ids: tuple[int | str | None, ...]
    conflicts: tuple[Conflict, ...]
    notices: tuple[Problem, ...] = ()

    def conflicts_of(self, benefit: str) -> tuple[Conflict, ...]:
        """Return the conflicts of one benefit."""
        return tuple(item for item in self.conflicts if item.benefit.id == benefit)

    @property
    def is_open(self) -> bool:
        """Whether a benefit is unknown or in conflict."""
        unknown = any(item.eligible is None for item in self.decision.eligibility.values())
        return unknown or bool(self.conflicts)

    def to_dict(self) -> dict[str, Any]:
        """Return the answers as plain values for JSON; members with position and id."""
        decision = self.decision
        return {
            "household_id": decision.household_id,
            "class": decision.class_,
            "possible_classes": list(decision.possible_classes),
            "review_date": decision.review_date.isoformat() if decision.review_date else None,
            "rule_set": decision.rules.id,
            "rule_set_hash": decision.rules.hash,
            "rulings": dict(decision.rules.chosen),
            "eligibility": {
                name: {
                    **item.to_dict(),
                    "members": self._named(item.members),
                    "unknown_members": self._named(item.unknown_members),
                    "conflicts": [mark.to_dict() for mark in self.conflicts_of(name)],
                }
                for name, item in decision.eligibility.items()
            },
        }

    def to_rows(self) -> Iterator[dict[str, Any]]:
        """Yield one row of plain cells for each benefit; several values are joined by "|"."""
        for name, item in self.decision.eligibility.items():
            marks = self.conflicts_of(name)
            yield {
                "household_id": self.decision.household_id,
                "class": self.decision.class_,
                "benefit": name,
                "line": item.benefit.line,
                "eligible": item.eligible,
                "members": _joined(item.members),
                "member_ids": _joined(self.member_ids[place] for place in item.members),
                "unknown_members": _joined(item.unknown_members),
                "priority": _joined(mark.id for mark in item.priority if mark.value),
                "possible_priority": _joined(mark.id for mark in item.priority if not mark.value),
                "missing_facts": _joined(item.missing_facts),
                "differs_from_national": _joined(mark.id for mark in item.differs_from_national),
                "conflicts": _joined(_short(mark) for mark in marks if mark.value),
                "possible_conflicts": _joined(_short(mark) for mark in marks if not mark.value),
            }

    def _named(self, places: Iterable[int]) -> list[dict[str, Any]]:
        return [{"position": place, "member_id": self.member_ids[place]} for place in places]


def answers_of(
    decision: Decision,
    facts: Mapping[str, Any],
    register: Register,
    area_level: AreaLevel = SAME_AREA_DEFAULT,
) -> Answers:
    """Put the answers on one household together.

    Args:
        facts: the facts that were decided.
        register: support already granted, of any household.
        area_level: see :func:`chuan_ngheo.programme.conflicts.conflicts`.
    """
    ids = tuple(member.get("member_id") for member in facts.get("members") or ())
    grants = register.of(decision.household_id)
    known = {"None", *(str(value) for value in ids)}
    complete = facts.get("members") is not None and None not in ids
    strangers = sum(str(grant.member_id) not in known for grant in grants)
    notices = (_strangers(strangers),) if strangers and complete else ()
    marks = conflicts(decision, facts, grants, area_level=area_level)
    return Answers(decision, ids, marks, notices)


def _strangers(count: int) -> Problem:
    return Problem(
        "grant-member-unknown",
        f"{count} grants to a member_id that the household does not have",
        "the member_id of one of its members",
        "Correct the id, or leave it out where it is not known.",
        path="member_id",
    )


def to_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV; unknown is an empty cell, truth is true or false."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    for number, row in enumerate(rows):
        if number == 0:
            writer.writerow(row)
        writer.writerow(
            str(value).lower() if isinstance(value, bool) else value for value in row.values()
        )
    return text.getvalue()


def to_json(items: Sequence[Mapping[str, Any]], *, single: bool = False) -> str:
    """Return items as JSON: an object for a single one, else a list."""
    if single and len(items) == 1:
        return json.dumps(items[0], ensure_ascii=False, indent=2) + "\n"
    lines = ",\n".join(_lines(items))
    return f"[\n{lines}\n]\n" if items else "[]\n"


def to_json_lines(items: Iterable[Mapping[str, Any]]) -> str:
    """Return items as JSON lines."""
    return "".join(line + "\n" for line in _lines(items))


def _lines(items: Iterable[Mapping[str, Any]]) -> list[str]:
    return [json.dumps(item, ensure_ascii=False) for item in items]


def _joined(values: Iterable[object]) -> str:
    return SEPARATOR.join("" if value is None else str(value) for value in values)


def _short(mark: Conflict) -> str:
    return f"{mark.kind}:{mark.other.id}"
