"""The whole list: plans, people, deprivations and facts put together as two tables."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any, Final

import polars as pl

from datasets.generators.can_tho.assumptions import DEPENDANT_MAJORITY, SEED
from datasets.generators.can_tho.deprivations import (
    HOUSEHOLD_INDICATORS,
    choose,
    choose_count,
    choose_evidence,
    choose_users,
)
from datasets.generators.can_tho.drawing import chance
from datasets.generators.can_tho.dwelling import household_facts
from datasets.generators.can_tho.member_facts import Setting, member_facts
from datasets.generators.can_tho.people import Person, compose
from datasets.generators.can_tho.plans import Plan, make_plans
from datasets.generators.can_tho.unknowns import Facts, blank_answers, leave_open

_STATE_CARD: Final = {"poor": 0.6}
"""Share with state-paid cards, mostly from an earlier list, of households not deprived of them."""

TYPES: Final[dict[str, Any]] = {
    **dict.fromkeys(("review_date", "birth_date"), pl.Date),
    **dict.fromkeys(("left_poor_list_on", "left_near_poor_list_on"), pl.Date),
    **dict.fromkeys(("income_per_capita", "member_id", "age", "age_months"), pl.Int64),
    **dict.fromkeys(("floor_area_m2", "height_cm", "weight_kg"), pl.Float64),
    **dict.fromkeys(
        (
            *("household_id", "area", "region", "province", "district", "commune"),
            *("water_source", "toilet", "sex", "employment_status", "wage_contract"),
            *("study_level", "general_education", "vocational_training", "social_allowance"),
        ),
        pl.String,
    ),
}
"""Column types; every other column is true or false."""


def make_review_list(seed: int = SEED) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the tables of households and of members, in the same order of households."""
    rng = Random(seed)
    households: list[Facts] = []
    members: list[Facts] = []
    for number, plan in enumerate(make_plans(rng), start=1):
        household, own = one_household(rng, plan, number)
        households.append(household)
        members += own
    return _table(households), _table(members)


def one_household(rng: Random, plan: Plan, number: int) -> tuple[Facts, list[Facts]]:
    """Return the facts of a household that a plan describes, and those of its members."""
    open_ = plan.group == "undetermined"
    outnumbered = chance(rng, DEPENDANT_MAJORITY[plan.base]) and plan.kind in {"", "income"}
    people = compose(rng, plan.size, plan.base, outnumbered)
    deprived = _deprivations(rng, plan, people)
    household = household_facts(rng, plan, number, deprived)
    members = _members(rng, plan, household["household_id"], people, deprived)
    if open_:
        leave_open(rng, plan.kind, deprived, household, members, people)
    blank_answers(rng, plan.group, deprived, household, members)
    return household, members


def _deprivations(rng: Random, plan: Plan, people: tuple[Person, ...]) -> frozenset[str]:
    match plan.kind:
        case "one_indicator":
            return choose_count(rng, plan.base, plan.urban, people, 2)
        case "several_indicators":
            return choose_count(rng, plan.base, plan.urban, people, rng.choice((0, 1, 1)))
        case "birth_date" | "members":
            # Deprivations that no member's answer can change.
            return frozenset(rng.sample(HOUSEHOLD_INDICATORS[:4], 2))
        case _:
            return choose(rng, plan.base, plan.urban, people)


def _members(
    rng: Random, plan: Plan, household_id: str, people: tuple[Person, ...], deprived: frozenset[str]
) -> list[Facts]:
    evidence = choose_evidence(rng, deprived, people)
    users = choose_users(rng, deprived, people)
    state_card = "health_insurance" not in deprived and chance(rng, _STATE_CARD.get(plan.base, 0))
    infant = any(person.months < 18 for person in people)
    return [
        member_facts(
            rng,
            person,
            Setting(
                plan.base,
                household_id,
                plan.review_date,
                position + 1,
                plan.minority,
                state_card,
                {name for name, showing in evidence.items() if position in showing},
                position in users,
                infant,
            ),
        )
        for position, person in enumerate(people)
    ]


def _table(rows: Iterable[Facts]) -> pl.DataFrame:
    listed = list(rows)
    schema = {name: TYPES.get(name, pl.Boolean) for name in listed[0]}
    return pl.DataFrame(listed, schema=schema)
