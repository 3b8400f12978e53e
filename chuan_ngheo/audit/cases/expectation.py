"""What a case expects: read strictly against the rule set, with members counted from 0."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from chuan_ngheo.audit.cases.households import HOUSEHOLD_FACTS, MEMBER_FACTS
from chuan_ngheo.audit.cases.strict import (
    check_keys,
    check_value,
    listed,
    mapping,
    positions,
    require,
    truths,
)
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.subjects import Subject

NOT_IN_FORCE: Final = "not_in_force"
REASONS: Final = ("priority", "national", "gives_way_to")
"""The conditions beside a benefit, each a key of ``expect`` and an attribute of the benefit."""
_MEMBER_PATH: Final = re.compile(r"member ([1-9][0-9]*) ([a-z_]+)")
_WORKERS: Final = ("low_income_workers", "possible_low_income_workers")
_MEMBERS: Final = ("eligible_members", "possible_members")


class Members(NamedTuple):
    """The positions (from 0) of the members for whom something holds, and may hold."""

    certain: tuple[int, ...]
    possible: tuple[int, ...]


_Reader = Callable[[Any, RuleSet, str], Any]


def read_expectation(value: object, rules: RuleSet, place: str) -> dict[str, Any]:
    """Return what is expected of a household."""
    expect = mapping(value, place)
    check_keys(expect, _READERS, (), place)
    require(bool(expect), place, "nothing is expected")
    if "refused" in expect:
        check_keys(expect, ("refused",), (), place)
    for perhaps, certain in (_WORKERS[::-1], _MEMBERS[::-1]):
        if perhaps in expect:
            check_keys(expect, _READERS, (certain,), place)
    both = "class" in expect and "possible_classes" in expect
    require(not both, place, "both class and possible_classes: give one, not both")
    return {key: _READERS[key](found, rules, place) for key, found in expect.items()}


def read_subject_expectation(
    value: object, subject: Subject, rules: RuleSet, place: str
) -> dict[str, Any]:
    """Return what is expected of an organisation, community, official or house."""
    expect = mapping(value, place)
    check_keys(expect, ("answers",), ("answers",), place)
    names = [rule.id for rule in rules if rule.kind == "subject_rule" and rule.scope == subject]
    answers = truths(expect["answers"], names, place)
    require(bool(answers), place, "nothing is expected")
    return {"answers": answers}


def _class(value: Any, rules: RuleSet, place: str) -> Any:
    check_value(value, rules.classes, place)
    return value


def _classes(value: Any, rules: RuleSet, place: str) -> list[Any]:
    possible = listed(value, place)
    require(len(possible) > 1, place, "one possible class: give class where only one is possible")
    for name in possible:
        check_value(name, rules.classes, place)
    return possible


def _deprivations(value: Any, rules: RuleSet, place: str) -> dict[str, bool | None]:
    return truths(value, rules.indicators, place)


def _statuses(value: Any, rules: RuleSet, place: str) -> dict[str, bool | None]:
    return truths(value, rules.household_statuses, place)


def _eligibility(value: Any, rules: RuleSet, place: str) -> dict[str, bool | None]:
    return truths(value, rules.benefits, place)


def _count(value: Any, _rules: RuleSet, place: str) -> dict[str, int]:
    if isinstance(value, int):
        return {"certain": value, "possible": value}
    count = mapping(value, place)
    check_keys(count, ("certain", "possible"), ("certain", "possible"), place)
    return count


def _paths(value: Any, _rules: RuleSet, place: str) -> list[str]:
    return [_path(text, place) for text in listed(value, place)]


def _sets_of_paths(value: Any, rules: RuleSet, place: str) -> list[list[str]]:
    return [_paths(paths, rules, place) for paths in listed(value, place)]


def _workers(value: Any, _rules: RuleSet, place: str) -> Any:
    return value if value == NOT_IN_FORCE else list(positions(value, place))


def _members(value: Any, rules: RuleSet, place: str) -> dict[str, tuple[int, ...]]:
    found = mapping(value, place)
    of_members = [name for name, benefit in rules.benefits.items() if benefit.members]
    check_keys(found, of_members, (), place)
    return {name: positions(places, place) for name, places in found.items()}


def _reasons(attribute: str) -> _Reader:
    def read(value: Any, rules: RuleSet, place: str) -> dict[str, dict[str, bool | None]]:
        found = mapping(value, place)
        check_keys(found, rules.benefits, (), place)
        return {
            name: _reasons_of(reasons, getattr(rules.benefits[name], attribute), place)
            for name, reasons in found.items()
        }

    return read


def _reasons_of(value: Any, names: tuple[str, ...], place: str) -> dict[str, Any]:
    """Return for each reason true, false or null, or the members for whom it holds."""
    reasons = mapping(value, place)
    by_member = {name: found for name, found in reasons.items() if isinstance(found, dict)}
    read: dict[str, Any] = truths(
        {name: None if name in by_member else found for name, found in reasons.items()},
        names,
        place,
    )
    for name, found in by_member.items():
        check_keys(found, ("members", "possible"), ("members",), place)
        read[name] = Members(
            positions(found["members"], place), positions(found.get("possible", []), place)
        )
    return read


def _amounts(value: Any, rules: RuleSet, place: str) -> dict[str, Any]:
    found = mapping(value, place)
    single = [name for name, versions in rules.parameters.items() if "" in versions[0].columns]
    check_keys(found, single, (), place)
    return found


def _points(value: Any, rules: RuleSet, place: str) -> dict[str, tuple[int, int] | None]:
    """Return the lowest and the highest points of sums and of single items of a form."""
    found = mapping(value, place)
    names = {*rules.points, *(rule.id for rule in rules if rule.kind == "score")}
    check_keys(found, sorted(names), (), place)
    return {name: _range(points, place) for name, points in found.items()}


def _range(value: Any, place: str) -> tuple[int, int] | None:
    if value is None:
        return None
    if isinstance(value, dict):
        check_keys(value, ("lowest", "highest"), ("lowest", "highest"), place)
        ends = (value["lowest"], value["highest"])
    else:
        ends = (value, value)
    whole = all(isinstance(end, int) and not isinstance(end, bool) for end in ends)
    require(whole, place, f"{value!r} instead of a whole number of points")
    return ends


def _path(text: object, place: str) -> str:
    """Turn ``member 2 sex`` into ``members[1].sex``, and check the name of the fact."""
    member = _MEMBER_PATH.fullmatch(str(text))
    if member is None:
        require(str(text) in HOUSEHOLD_FACTS | {"members"}, place, f"unknown fact {text!r}")
        return str(text)
    require(member[2] in MEMBER_FACTS, place, f"unknown fact {text!r}")
    return f"members[{int(member[1]) - 1}].{member[2]}"


_READERS: Final[dict[str, _Reader]] = {
    "class": _class,
    "possible_classes": _classes,
    "deprivations": _deprivations,
    "deprivation_count": _count,
    "missing_facts": _paths,
    "settled_by": _sets_of_paths,
    "low_income_workers": _workers,
    "possible_low_income_workers": _workers,
    "refused": _paths,
    "household_statuses": _statuses,
    "eligibility": _eligibility,
    "eligible_members": _members,
    "possible_members": _members,
    "priority": _reasons("priority"),
    "national": _reasons("national"),
    "gives_way_to": _reasons("gives_way_to"),
    "amounts": _amounts,
    "points": _points,
}
"""What reads the value of each key."""
