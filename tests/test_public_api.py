"""The public API: what another program imports and relies on."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import chuan_ngheo
from chuan_ngheo import (
    Household,
    InvalidFactsError,
    Member,
    RuleError,
    UnknownRuleSetError,
    classify,
    load_rules,
)

POOR: dict[str, Any] = {
    "household_id": "H1",
    "review_date": "2022-10-03",
    "area": "rural",
    "income_per_capita": 1_500_000,
    "wall_durable": False,
    "column_durable": False,
    "roof_durable": True,
    "floor_area_m2": 15.9,
    "water_source": "river_pond",
    "toilet": "septic",
    "has_television": True,
    "members": [
        {
            "member_id": 1,
            "birth_date": "1980-05-17",
            "sex": "female",
            "employment_status": "working",
            "wage_contract": "not_wage_work",
            "has_health_insurance": True,
            "social_allowance": "none",
            "uses_internet": True,
        },
        {
            "member_id": 2,
            "birth_date": "2012-03-01",
            "sex": "male",
            "has_health_insurance": True,
            "studying": True,
            "study_level": "primary",
            "height_cm": 140.0,
            "social_allowance": "none",
            "uses_internet": False,
        },
    ],
}


def changed(**facts: Any) -> dict[str, Any]:
    return {**copy.deepcopy(POOR), **facts}


def test_mapping_json_and_model_give_the_same_decision() -> None:
    from_mapping = classify(POOR)
    from_json = classify(json.dumps(POOR))
    from_model = classify(Household.model_validate(POOR))
    assert from_mapping == from_json == from_model
    assert from_mapping.class_ == "poor"
    assert [name for name, value in from_mapping.deprivations.items() if value] == [
        "housing_quality",
        "housing_area",
        "water_source",
    ]
    assert from_mapping.deprivation_count == (3, 3)


def test_rules_are_a_rule_set_or_a_name() -> None:
    assert classify(POOR, rules="nd-07-2021") == classify(POOR, rules=load_rules("nd-07-2021"))


def test_a_decision_is_frozen_and_the_rule_set_too() -> None:
    decision = classify(POOR)
    for frozen, name in ((decision, "class_"), (decision.rules, "id")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(frozen, name, "other")
    chosen: Any = decision.rules.chosen
    with pytest.raises(TypeError):
        chosen["rainwater"] = "not_clean"


def test_json_has_the_agreed_keys() -> None:
    found = json.loads(classify(POOR).to_json())
    expected = {
        "household_id",
        "class",
        "possible_classes",
        "deprivations",
        "deprivation_count",
        "missing_facts",
        "rule_set",
    }
    assert expected <= set(found)
    assert found["household_id"] == "H1"
    assert found["class"] == "poor"
    assert found["possible_classes"] == ["poor"]
    assert found["deprivation_count"] == {"certain": 3, "possible": 3}
    assert found["missing_facts"] == []
    assert found["rule_set"] == "nd-07-2021"
    assert list(found["deprivations"]) == [
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


def test_the_trace_names_rule_value_facts_members_citation_and_rulings() -> None:
    household = changed(water_source="rainwater")
    household["members"][0]["employment_status"] = "no_work"
    household["members"][0]["wage_contract"] = None
    decision = classify(household)
    employment = decision.step("employment")
    assert employment.value is True
    assert employment.members == (0,)
    assert employment.unknown_members == ()
    assert decision.facts_behind(employment)["members[0].employment_status"] == "no_work"
    assert employment.rule.citations[0].write("vi") == "mục 1.1 Phụ lục Nghị định 07/2021/NĐ-CP"
    assert employment.rulings["working_age"] == "labour_code"
    assert "working_age" in employment.unconfirmed
    assert decision.step("water_source").rulings == {
        "rainwater": "clean",
        "purchased_water": "clean",
    }
    line = decision.step("at_or_below_poverty_line")
    assert dict(line.facts) == {"area": "rural", "income_per_capita": 1_500_000}
    assert line.parameters == {"poverty_line": 1_500_000}
    retirement = decision.step("of_working_age").parameters
    assert retirement == {
        "members[0].retirement_age": 668,  # 55 years 8 months for women in 2022
        "members[1].retirement_age": 726,  # 60 years 6 months for men in 2022
    }


def test_the_trace_as_json_says_what_is_unknown() -> None:
    household = changed(water_source=None)
    del household["members"][1]["height_cm"]
    found = classify(household).to_dict(trace=True)
    steps = {step["rule"]: step for step in found["trace"]}
    assert steps["water_source"]["value"] is None
    assert steps["water_source"]["facts"] == {"water_source": None}
    assert steps["nutrition"]["unknown_members"] == [1]
    assert steps["deprivation_count"]["value"] == (2, 4)
    json.dumps(found)


def test_switching_a_ruling_changes_the_decision() -> None:
    household = changed(water_source="rainwater")
    assert classify(household).class_ == "near_poor"
    strict = load_rules(rulings={"rainwater": "not_clean"})
    assert classify(household, rules=strict).class_ == "poor"
    assert strict.hash != load_rules().hash


def test_unknown_names_say_what_is_near() -> None:
    with pytest.raises(UnknownRuleSetError, match="nd-07-2021"):
        load_rules("nd-07-2022")
    with pytest.raises(RuleError, match=r"unknown-ruling.*Did you mean 'rainwater'"):
        load_rules(rulings={"rainwaters": "clean"})
    with pytest.raises(RuleError, match=r"unknown-option.*clean, not_clean"):
        load_rules(rulings={"rainwater": "dirty"})


def test_contradictions_are_found_in_models_too() -> None:
    member = Member(age=4, age_months=90)
    with pytest.raises(InvalidFactsError, match=r"members\[0\]\.age_months"):
        classify(Household(members=(member,)))


def test_it_prints_well_in_a_terminal_and_a_notebook() -> None:
    decision = classify(POOR)
    assert "DECISION: Poor household (poor)" in str(decision)
    html = decision._repr_html_()
    assert html.startswith("<pre>")
    assert "Poor household" in html
    assert "poor" in repr(decision)
    assert len(repr(decision)) < 1000


def test_one_rule_set_serves_many_threads() -> None:
    rules = load_rules(rulings={"purchased_water": "not_clean"})
    households = [
        changed(household_id=number, income_per_capita=1_499_000 + number) for number in range(2000)
    ]
    alone = [classify(household, rules=rules).to_json() for household in households]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda one: classify(one, rules=rules).to_json(), households))
    assert together == alone


def test_rule_sets_can_be_copied_and_compared() -> None:
    assert load_rules() is load_rules("nd-07-2021")
    assert load_rules() != load_rules(rulings={"rainwater": "not_clean"})
    assert hash(load_rules()) == hash(load_rules())


def test_importing_the_package_loads_no_data_library() -> None:
    code = (
        "import sys, chuan_ngheo; from chuan_ngheo import classify, load_rules, Household, Member;"
        "classify({'area': 'rural', 'income_per_capita': 1});"
        "print([name for name in ('polars', 'pandas', 'rich', 'numpy') if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert found.strip() == "[]"


def test_public_names_exist_and_others_do_not() -> None:
    for name in chuan_ngheo.__all__:
        assert getattr(chuan_ngheo, name) is not None
        assert name in dir(chuan_ngheo)
    with pytest.raises(AttributeError, match="no_such_name"):
        chuan_ngheo.no_such_name  # noqa: B018


def test_everything_can_travel_between_processes() -> None:
    household = Household.model_validate(POOR)
    rules = load_rules(rulings={"rainwater": "not_clean"})
    decision = classify(household, rules=rules)
    for thing in (household, rules, decision):
        assert pickle.loads(pickle.dumps(thing)) == thing
        assert copy.copy(thing) == thing
        assert copy.deepcopy(thing) == thing
    again = pickle.loads(pickle.dumps(decision))
    assert again.to_json(trace=True) == decision.to_json(trace=True)
    assert again.rules.rulings.keys() == rules.rulings.keys()
    assert len({decision, again}) == 1
