"""The facts of work: asked of members of 15 years and over."""

from __future__ import annotations

from random import Random
from typing import Any, Final

from datasets.generators.can_tho.assumptions import Group
from datasets.generators.can_tho.drawing import chance, pick
from datasets.generators.can_tho.people import Person

_CONTRACT: Final = {"poor": 0.07, "near_poor": 0.24, "average": 0.42, "above": 0.6}
_REGULAR: Final = {"contract": 0.97, "no_contract": 0.45, "not_wage_work": 0.82}

_UNABLE: Final = {"unable_to_work": 78, "working": 14, "not_seeking": 8}
_MEN: Final = {"working": 92, "not_seeking": 4, "unable_to_work": 4}
_WOMEN: Final = {
    "working": 76,
    "retired_or_homemaker": 17,
    "not_seeking": 3,
    "unable_to_work": 4,
}
_OLD: Final = {"working": 36, "retired_or_homemaker": 46, "unable_to_work": 16, "no_work": 2}
_VERY_OLD: Final = {"retired_or_homemaker": 52, "unable_to_work": 45, "working": 3}
_YOUNG: Final = {"working": 55, "not_seeking": 45}


def work_facts(
    rng: Random, person: Person, group: Group, studying: bool, without_contract_or_work: bool
) -> dict[str, Any]:
    """Return employment, contract and regularity; contract only of people who work."""
    if without_contract_or_work:
        if person.of_working_age and chance(rng, 0.15):
            return _facts("no_work", None, None)
        return _facts("working", "no_contract", chance(rng, _REGULAR["no_contract"]))
    if person.age < 15:
        return _facts(None, None, None)
    status = "studying" if studying else pick(rng, _statuses(person))
    if status != "working":
        return _facts(status, None, None)
    by_contract = 18 <= person.age < 62 and chance(rng, _CONTRACT[group])
    contract = "contract" if by_contract else "not_wage_work"
    return _facts(status, contract, chance(rng, _REGULAR[contract]))


def _facts(status: str | None, contract: str | None, regular: bool | None) -> dict[str, Any]:
    return {"employment_status": status, "wage_contract": contract, "regular_work": regular}


def _statuses(person: Person) -> dict[str, int]:
    if person.disabled:
        return _UNABLE
    if person.age < 18:
        return _YOUNG
    if person.of_working_age:
        return _MEN if person.male else _WOMEN
    # Whoever wants work beyond working age is not counted as unemployed.
    return _OLD if person.age < 72 else _VERY_OLD
