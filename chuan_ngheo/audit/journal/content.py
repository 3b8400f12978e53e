"""What a record says of a decision: its outcome, and no fact of the household."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib.metadata import version
from typing import Any

from chuan_ngheo.audit.journal.canonical import facts_hash, household_hash
from chuan_ngheo.audit.journal.parts import Header, Record
from chuan_ngheo.decision import Decision


def decision_content(decision: Decision) -> dict[str, Any]:
    """Return the outcome of a decision as plain values."""
    day = decision.review_date
    return {
        "class": decision.class_,
        "possible_classes": list(decision.possible_classes),
        "deprivations": dict(decision.deprivations),
        "eligibility": {name: item.eligible for name, item in decision.eligibility.items()},
        "household_statuses": dict(decision.household_statuses),
        "missing_facts": list(decision.missing_facts),
        "review_date": day.isoformat() if day else None,
    }


def record_of(
    decision: Decision, header: Header, number: int, previous: str, time: str, engine: str
) -> Record:
    """Return the record of a decision.

    Args:
        number: its place in the journal.
        previous: hash of the record before it, or of the header.
    """
    name = decision.household_id
    return Record(
        number=number,
        previous=previous,
        time=time,
        household=None if name is None else household_hash(header.key, name),
        facts=facts_hash(header.key, decision.facts),
        rule_set={"id": decision.rules.id, "hash": decision.rules.hash},
        rulings=dict(decision.rules.chosen),
        engine={"name": engine, "version": _version()},
        decision=decision_content(decision),
    )


@cache
def _version() -> str:
    return version("chuan-ngheo")


def write_time(time: datetime) -> str:
    """Write a time of UTC to the second: 2026-01-31T08:00:00Z."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
