"""The facts of a case: the model household or subject of its file, with some of them changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chuan_ngheo.audit.cases.strict import check_keys, facts_among, listed, mapping, require
from chuan_ngheo.facts import Household, Member

HOUSEHOLD_FACTS: Final = frozenset(Household.model_fields) - {"members"}
MEMBER_FACTS: Final = frozenset(Member.model_fields)


def read_model(value: object, place: str) -> dict[str, Any]:
    """Return the household that the cases of a file start from."""
    base = mapping(value, place)
    check_keys(base, ("facts", "members"), ("facts", "members"), place)
    facts = facts_among(base["facts"], HOUSEHOLD_FACTS, place)
    members = [facts_among(item, MEMBER_FACTS, place) for item in listed(base["members"], place)]
    return {**facts, "members": members}


def changed(base: Mapping[str, Any], facts: object, members: object, place: str) -> dict[str, Any]:
    """Return the household with other facts and other members."""
    return {
        **base,
        **facts_among(facts, HOUSEHOLD_FACTS, place),
        "members": _members(members, base["members"], place),
    }


def _members(value: object, base: list[dict[str, Any]], place: str) -> list[dict[str, Any]] | None:
    """Apply the changes of a case to the members; null makes the composition unknown."""
    if value is None:
        return None
    changes = mapping(value, place)
    if "only" in changes:
        check_keys(changes, ("only",), (), place)
        return [_member(item, base, place) for item in listed(changes["only"], place)]
    check_keys(changes, (*range(1, len(base) + 1), "add"), (), place)
    members = [
        {**member, **facts_among(changes.get(position, {}), MEMBER_FACTS, place)}
        for position, member in enumerate(base, start=1)
    ]
    added = listed(changes.get("add", []), place)
    return [*members, *(_member(item, base, place) for item in added)]


def _member(value: object, base: list[dict[str, Any]], place: str) -> dict[str, Any]:
    facts = facts_among(value, MEMBER_FACTS | {"like"}, place)
    if "like" not in facts:
        return facts
    position = facts.pop("like")
    require(position in range(1, len(base) + 1), place, f"like: {position} is not a member")
    return {**base[position - 1], **facts}
