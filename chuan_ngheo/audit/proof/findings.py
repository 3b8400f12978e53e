"""What a proof found to be wrong, with the household that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chuan_ngheo.audit.proof.search import Household
from chuan_ngheo.diagnostics import Position
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.plain_values import plain
from chuan_ngheo.proof_diagnostics import PROOF_DIAGNOSTICS


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold of a rule set.

    Attributes:
        code: identifier of the diagnostic.
        subject: ids of the rules or indicators that it concerns.
        position: the place of the rule in its file; None if it concerns the classes as a whole.
        part: the number of the part of the condition, from 1, for what concerns one; else 0.
        household: a household that shows it; None if none was found, or none is needed.
        other: the household to compare with, for what is not monotone.
        rulings: options other than the defaults under which it shows.
    """

    code: str
    subject: tuple[str, ...]
    position: Position | None
    part: int = 0
    household: Household | None = None
    other: Household | None = None
    rulings: Mapping[str, str] = field(default_factory=dict)

    def write(self, language: Language) -> str:
        """Write the finding in one line."""
        place = f"{self.position}: " if self.position else ""
        names = f" ({', '.join(self.subject)})" if self.subject else ""
        part = pick((f" Phần thứ {self.part}.", f" Part {self.part}."), language)
        meaning = pick(PROOF_DIAGNOSTICS[self.code], language)
        return f"{place}[{self.code}]{names} {meaning}{part if self.part else ''}"

    def case(self) -> str:
        """Write the household as a case file: the outcome is left for the law to say."""
        if self.household is None:
            return ""
        lines = [
            "base:",
            *(f"  {line}" for line in write_household(self.household)),
            "cases:",
            *self._case(self.code, ""),
        ]
        if self.other is not None:
            lines += self._case(f"{self.code}-beside", _changes(self.household, self.other))
        return "\n".join(lines) + "\n"

    def _case(self, name: str, changes: str) -> list[str]:
        vi, en = PROOF_DIAGNOSTICS[self.code]
        found = [
            f"  - id: {name}",
            '    tests: ""  # the place in the law',
            f'    title: {{vi: "{vi}", en: "{en}"}}',
        ]
        if self.rulings:
            found.append(f"    rulings: {_flow(self.rulings)}")
        if changes:
            found.append(f"    facts: {changes}")
        return [*found, "    expect: {}  # what the law says"]

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as plain values for JSON."""
        return {
            "code": self.code,
            "subject": list(self.subject),
            "position": str(self.position) if self.position else None,
            "part": self.part or None,
            "household": plain(self.household),
            "other": plain(self.other),
            "rulings": dict(self.rulings),
        }


def write_household(household: Household) -> list[str]:
    """Write a household as lines of YAML: its facts and its members."""
    facts = {name: value for name, value in household.items() if name != "members"}
    members = household.get("members") or []
    return [
        "facts:" if facts else "facts: {}",
        *(f"  {name}: {_scalar(value)}" for name, value in facts.items()),
        "members:" if members else "members: []",
        *(f"  - {_flow(member)}" for member in members),
    ]


def _changes(household: Household, other: Household) -> str:
    changed = {
        name: value
        for name, value in other.items()
        if name != "members" and household.get(name) != value
    }
    gone = {name: None for name in household if name not in other}
    return _flow({**changed, **gone}) if changed or gone else ""


def _flow(values: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{name}: {_scalar(value)}" for name, value in values.items()) + "}"


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"{value:_}"
    return f'"{value}"' if value == "none" else str(plain(value))
