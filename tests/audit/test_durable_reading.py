"""durable_rules decides as the reference reading does, by rules of its own, and says why."""

from __future__ import annotations

import itertools
from typing import Any, Final

import pytest

from chuan_ngheo import load_rules
from chuan_ngheo.readings.durable_processes import Processes
from chuan_ngheo.readings.durable_reading import Derived, derive
from chuan_ngheo.validation import read_facts
from tests.audit.agreement import agreement, by_hand, derived, needs_durable
from tests.case_files import read_base
from tests.generators import Facts
from tests.plan.household import AVERAGE, NEAR_POOR
from tests.plan.random_household import random_plan_household
from tests.tables.population import RULE_SETS, generated, other_rulings

pytestmark = needs_durable
GENERATED: Final = 120
MANY: Final = 40


def decisions(*households: Facts, rule_set: str = "nd-07-2021") -> list[Derived]:
    return derived([read_facts(one) for one in households], load_rules(rule_set))


BASE: Final = read_base()


def of_base(**facts: Any) -> Facts:
    return {**BASE, **facts}


def test_the_cases_made_by_hand_and_the_households_of_the_plan() -> None:
    """Those under rulings that few of them have are left to ``durable_agreement``."""
    count = 0
    with Processes() as processes:
        for rule_set, rulings, households in by_hand():
            if len(households) < MANY:
                continue
            found = agreement(households, rule_set, rulings, processes)
            assert found.differences == ()
            count += found.households
    assert count > 1100


@pytest.mark.parametrize("rule_set", RULE_SETS)
@pytest.mark.parametrize("kind", ["default", "other"])
def test_generated_households_with_unknown_facts(rule_set: str, kind: str) -> None:
    rulings = {} if kind == "default" else other_rulings(rule_set)
    with Processes() as processes:
        found = agreement(generated(GENERATED, seed=3), rule_set, rulings, processes)
    assert found.differences == ()
    assert found.households > GENERATED // 2


def test_random_households_of_the_plan() -> None:
    import random  # noqa: PLC0415  for this test only

    households = [random_plan_household(random.Random(seed), 0.2) for seed in range(100)]
    with Processes() as processes:
        found = agreement(households, "kh-132-2022-can-tho", {}, processes)
    assert (found.differences, found.households) == ((), 100)


def test_processes_killed_from_outside_lose_no_household() -> None:
    with Processes() as processes:
        kill_at = frozenset({30, 31, 90})
        found = agreement(generated(200, seed=5), "nd-07-2021", {}, processes, kill_at)
    assert found.differences == ()
    assert found.households == 200
    assert found.restarts >= 2


# The poverty lines of 2022 to 2025 are 1,500,000 dong in rural areas and 2,000,000 in urban ones;
# those of an average living standard 2,250,000 and 3,000,000.
@pytest.mark.parametrize(
    ("area", "income", "possible"),
    [
        ("rural", 1_499_999, {"near_poor"}),
        ("rural", 1_500_000, {"near_poor"}),
        ("rural", 1_500_001, {"average_living_standard"}),
        ("rural", 2_250_000, {"average_living_standard"}),
        ("rural", 2_250_001, {"above_average_living_standard"}),
        ("urban", 2_000_000, {"near_poor"}),
        ("urban", 2_000_001, {"average_living_standard"}),
        ("urban", 3_000_001, {"above_average_living_standard"}),
        ("urban", 2**53 + 1, {"above_average_living_standard"}),
        ("urban", 2**63 - 1, {"above_average_living_standard"}),
        (None, 1_500_000, {"near_poor"}),
        (None, 1_500_001, {"near_poor", "average_living_standard"}),
        (None, 3_000_001, {"above_average_living_standard"}),
    ],
)
def test_income_at_and_beside_the_lines(area: str | None, income: int, possible: set[str]) -> None:
    (found,) = decisions(of_base(area=area, income_per_capita=income))
    assert {*found.possible_classes} == possible


# Three members need 24 square metres.
@pytest.mark.parametrize(
    ("area", "lacking"),
    [
        (23.9, True),
        (24.0, False),
        (24.1, False),
        (23.999999999999996, True),
        (1e-9, True),
        (1e300, False),
        (0.0, True),
        (None, None),
    ],
)
def test_floor_area_at_and_beside_the_limit(area: float | None, lacking: bool | None) -> None:
    assert len(BASE["members"]) == 3
    (found,) = decisions(of_base(floor_area_m2=area))
    assert found.deprivations["housing_area"] is lacking


def test_a_composition_that_is_unknown() -> None:
    (found,) = decisions(of_base(members=None, floor_area_m2=7.9))
    assert found.deprivations["housing_area"] is True
    assert found.deprivations["health_insurance"] is None
    assert found.deprivations["telecom_service"] is None


def test_the_firings_are_evidence_of_every_conclusion() -> None:
    (found,) = decisions(of_base(water_source="river_pond", toilet=None, has_television=True))
    fired = {(item.proposition, item.member): item.value for item in found.fired}
    assert fired["water_source", None] is True
    assert ("hygienic_toilet", None) not in fired
    for name, value in found.deprivations.items():
        assert fired.get((name, None)) is value
    order = [item.proposition for item in found.fired]
    assert order.index("near_poor") > max(
        order.index(name) for name in ("water_source", "employment")
    )
    assert order.index("employment") > order.index("unemployed")


def test_a_firing_keeps_the_whole_numbers_that_it_fired_on() -> None:
    household = of_base(area="rural", income_per_capita=1_400_000)
    (found,) = decisions(household)
    line = next(item for item in found.fired if item.proposition == "at_or_below_poverty_line")
    assert line.facts == {
        "income_per_capita - poverty_line least": -100_000,
        "income_per_capita - poverty_line most": -100_000,
    }
    facts = [item.facts for item in found.fired]
    assert all(
        fact is not None and {type(number) for number in fact.values()} <= {int} for fact in facts
    )


def test_the_same_households_give_the_same_answers_and_firings() -> None:
    households = generated(30, seed=9)
    usable = [read_facts(one) for one in households]
    rules = load_rules("nd-07-2021")
    first, second = derived(usable, rules), derived(usable[::-1], rules)[::-1]
    assert [(one.columns(), one.fired) for one in first] == [
        (one.columns(), one.fired) for one in second
    ]


def test_answers_come_in_the_order_of_the_households() -> None:
    households = [read_facts(of_base(household_id=number)) for number in range(120)]
    with Processes(2) as processes:
        answers = list(derive(households, load_rules("nd-07-2021"), processes))
    assert [answer.household_id for answer in answers] == list(range(120))
    assert {len(list(group)) for _, group in itertools.groupby(map(type, answers))} == {120}


def test_dated_decisions_tell_the_history_of_a_household() -> None:
    # Off the list of the poor less than 36 months before the review: credit (cs1) goes on.
    decided = [
        {"decided_on": "2019-12-01", "list_status": "poor"},
        {"decided_on": "2021-12-01", "list_status": "none"},
    ]
    household = {**NEAR_POOR, **AVERAGE, "list_decisions": decided, "previous_list_status": None}
    (told,) = decisions(household, rule_set="kh-132-2022-can-tho")
    (untold,) = decisions({**household, "list_decisions": None}, rule_set="kh-132-2022-can-tho")
    assert (told.eligibility["cs1"], untold.eligibility["cs1"]) == (True, False)
