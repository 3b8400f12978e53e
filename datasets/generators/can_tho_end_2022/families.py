"""Members who are born, die, come and go; households that split and merge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any, Final

from datasets.generators.can_tho.assumptions import Group
from datasets.generators.can_tho.member_facts import Setting, member_facts
from datasets.generators.can_tho.people import Person
from datasets.generators.can_tho_end_2022.ageing import is_adult, months_of

Facts = dict[str, Any]
_LATEST: Final = 9
"""A child born in 2022 before the review is at most so many months old."""


def change_member(
    rng: Random, what: str, household: Facts, members: list[Facts], group: Group
) -> None:
    """Let one member be born, die, come or leave, in place."""
    review = household["review_date"]
    if what == "died":
        members.remove(max(members, key=lambda one: months_of(one, review) or 0))
    elif what == "left":
        # The head of the household stays.
        members.remove(rng.choice(members[1:]))
    else:
        newborn = what == "born"
        months = rng.randint(1, _LATEST) if newborn else 12 * rng.randint(19, 38)
        person = Person(months, rng.random() < 0.5, False, "none")
        number = next_number(members)
        setting = Setting(
            group,
            household["household_id"],
            review,
            number,
            bool(household["head_or_spouse_ethnic_minority"]),
            newborn,
            (),
            not newborn,
            newborn,
        )
        members.append(member_facts(rng, person, setting))


def next_number(members: Sequence[Facts]) -> int:
    """Return the number of the next member."""
    return max((one["member_id"] for one in members), default=0) + 1


def take_in(host: list[Facts], guests: Sequence[Facts], household_id: str) -> None:
    """Let the members of a household that merges join another one, in place."""
    for guest in guests:
        host.append({**guest, "household_id": household_id, "member_id": next_number(host)})


def split_off(members: list[Facts], count: int, review: date, household_id: str) -> list[Facts]:
    """Let the youngest adults, and children if they are too few, found a household of their own.

    The head of the household stays.

    Returns:
        its members; they are no longer among ``members``.
    """

    def order(one: Facts) -> tuple[bool, int]:
        return (not is_adult(one, review), months_of(one, review) or 0)

    gone = sorted(members[1:], key=order)[:count]
    for one in gone:
        members.remove(one)
    return [
        {**one, "household_id": household_id, "member_id": number}
        for number, one in enumerate(gone, start=1)
    ]
