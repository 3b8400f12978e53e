"""Every hand-made case of ``datasets/cases``, and what the cases together cover."""

from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml import YAML

from chuan_ngheo import Step, classify, load_rules
from chuan_ngheo.audit.cases.files import Case
from chuan_ngheo.audit.cases.outcome import differences, outcome
from chuan_ngheo.enumerations import ENUMERATIONS
from chuan_ngheo.vocabulary import ValueType
from tests.case_files import CASES, read_base, read_cases

RULE_SET = "nd-07-2021"
PLAN = "kh-132-2022-can-tho"
BY_POINTS = "tt-07-2021"
ALL = read_cases(RULE_SET)
OF_THE_PLAN = read_cases(PLAN)
OF_POINTS = read_cases(BY_POINTS)
EVERY = (*ALL, *OF_THE_PLAN, *OF_POINTS)
OFFICIAL_ORDER = [
    "employment",
    "dependants",
    "nutrition",
    "health_insurance",
    "adult_education",
    "school_attendance",
    "housing_quality",
    "housing_area",
    "water_source",
    "hygienic_toilet",
    "telecom_service",
    "information_devices",
]


def _household(case: Case) -> dict[str, Any]:
    return {"household_id": case.name, **case.household}


@pytest.mark.parametrize("case", EVERY, ids=lambda case: f"{case.rule_set}/{case.name}")
def test_case(case: Case) -> None:
    lines = outcome(case, load_rules(case.rule_set, rulings=case.rulings))
    if lines:
        heading = [case.name, case.tests, case.title["vi"], case.title["en"]]
        rulings = [f"ruling {name}: {option}" for name, option in case.rulings.items()]
        pytest.fail("\n  ".join([*heading, *rulings, *lines]), pytrace=False)


def test_the_model_household_is_fully_known() -> None:
    base = read_base(RULE_SET)
    rules = load_rules(RULE_SET)
    step_facts = classify(base, rules=rules).to_dict(trace=True)["trace"]
    unknown = {
        path
        for step in step_facts
        for path, value in step["facts"].items()
        if value is None and not path.endswith(("height_cm", "weight_kg"))
    }
    # Only a child is measured, and a child is not asked about a contract.
    adults_only = {"members[2].wage_contract"}
    children_only = {
        f"members[{index}].{name}"
        for index in (0, 1)
        for name in ("stunted", "underweight", "study_level")
    }
    assert unknown <= adults_only | children_only


def test_indicators_stand_in_official_order() -> None:
    assert list(classify(read_base(RULE_SET)).deprivations) == OFFICIAL_ORDER


def _values(step: Step, size: int) -> set[object]:
    """Return the values of a rule in one household: for its members, if it is about members."""
    if step.rule.scope == "household":
        return {step.value}
    found: set[object] = {True} if step.members else set()
    if step.unknown_members:
        found.add(None)
    if len(step.members) + len(step.unknown_members) < size:
        found.add(False)
    return found


def _values_of_every_rule() -> dict[str, set[object]]:
    seen: dict[str, set[object]] = {}
    for case in ALL:
        if "refused" not in case.expect:
            rules = load_rules(case.rule_set, rulings=case.rulings)
            size = len(case.household["members"] or ())
            for step in classify(_household(case), rules=rules).trace:
                seen.setdefault(step.rule.id, set()).update(_values(step, size))
    return seen


def test_every_rule_is_true_false_and_unknown_in_some_case() -> None:
    seen = _values_of_every_rule()
    for rule in load_rules(RULE_SET):
        if rule.type is ValueType.BOOLEAN:
            assert {True, False, None} <= seen[rule.id], rule.id
    counts = {(number, number) for number in (0, 1, 2, 3, 4, 5, 11, 12)}
    assert counts <= seen["deprivation_count"]


@pytest.mark.parametrize("indicator", OFFICIAL_ORDER)
def test_every_value_of_an_indicator_is_expected_in_some_case(indicator: str) -> None:
    values = [case.expect.get("deprivations", {}).get(indicator, "") for case in ALL]
    assert {True, False, None} <= set(values)


def test_every_class_is_expected_in_some_case() -> None:
    classes = load_rules(RULE_SET).classes
    assert {case.expect.get("class") for case in ALL} >= set(classes)
    possible = {name for case in ALL for name in case.expect.get("possible_classes", [])}
    assert possible >= set(classes)


def test_every_option_of_every_ruling_is_chosen_in_some_case() -> None:
    rulings = load_rules(RULE_SET).rulings.values()
    chosen = {pair for case in ALL for pair in case.rulings.items()}
    chosen |= {(ruling.id, ruling.default) for ruling in rulings}
    wanted = {(ruling.id, option) for ruling in rulings for option in ruling.options}
    assert wanted == chosen


def test_every_option_that_is_not_the_default_changes_some_case() -> None:
    """A case with the option differs from the same household under the default."""
    rulings = load_rules(RULE_SET).rulings.values()
    unused = {
        (ruling.id, option)
        for ruling in rulings
        for option in ruling.options
        if option != ruling.default
    }
    for case in ALL:
        pairs = set(case.rulings.items()) & unused
        if len(case.rulings) == 1 and pairs and "refused" not in case.expect:
            usual = classify(_household(case), rules=load_rules(RULE_SET))
            if differences(case, usual):
                unused -= pairs
    assert unused == set()


def test_every_ruling_on_points_changes_some_case() -> None:
    """A case with the option differs from the same household under the default."""
    own = [name for name in load_rules(BY_POINTS).rulings if name not in load_rules().rulings]
    assert own == [
        "third_motorcycle_central_highlands",
        "above_seven_members",
        "nonfarm_kinds",
        "no_answer_below_15",
        "low_income_above_point_limit",
        "form_a_labour_contract",
    ]
    for name in own:
        under_it = [case for case in OF_POINTS if set(case.rulings) == {name}]
        usual = load_rules(BY_POINTS)
        assert any(differences(case, classify(_household(case), rules=usual)) for case in under_it)


@pytest.mark.parametrize("name", ["b1_points", "b2_points"])
def test_points_are_expected_exactly_between_bounds_and_around_every_limit(name: str) -> None:
    limits = {"b1_points": (135, 140, 145, 170, 175, 180), "b2_points": (20, 30, 40)}
    found = {case.expect["points"].get(name) for case in OF_POINTS if "points" in case.expect}
    assert {(points, points) for points in limits[name]} <= found
    assert any(points is not None and points[0] < points[1] for points in found)


def _facts_used() -> set[str]:
    rules = load_rules(RULE_SET)
    used = {name for rule in rules for name in rule.facts}
    return used | {name for versions in rules.parameters.values() for name in [versions[0].key]}


def test_every_value_of_every_enumeration_appears_in_some_case() -> None:
    seen: set[tuple[str, object]] = set()
    for case in ALL:
        seen |= {(name, value) for name, value in case.household.items() if name != "members"}
        for member in case.household["members"] or ():
            seen |= set(member.items())
    wanted = {
        (name, value)
        for name, values in ENUMERATIONS.items()
        if name in _facts_used()
        for value in values
    }
    assert len(wanted) == 56
    assert sorted(wanted - seen) == []


def test_names_of_cases_are_unique() -> None:
    names = [(case.rule_set, case.name) for case in EVERY]
    assert len(names) == len(set(names))


def test_every_case_cites_the_law_and_has_both_titles() -> None:
    instruments = ("Nghị định", "Thông tư", "Bộ luật", "Luật", "Kế hoạch", "Quyết định")
    for case in EVERY:
        assert any(word in case.tests for word in instruments), case.name
        assert case.title["vi"] != case.title["en"], case.name


def test_titles_are_not_repeated_within_a_file() -> None:
    for place in {(case.rule_set, case.file) for case in EVERY}:
        for language in ("vi", "en"):
            found = [case for case in EVERY if (case.rule_set, case.file) == place]
            titles = [case.title[language] for case in found]
            assert sorted({t for t in titles if titles.count(t) > 1}) == [], place


def test_no_amount_is_read_as_text() -> None:
    """``1_500_000`` is a number in YAML 1.2 as this reader takes it."""
    document = YAML(typ="safe", pure=True).load(CASES / RULE_SET / "base.yaml")
    assert document["facts"]["income_per_capita"] == 1200000
