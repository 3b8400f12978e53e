"""``what-if``: the smallest changes against brute force, effects, questions."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations, product
from pathlib import Path
from typing import Any, Final

import pytest

from chuan_ngheo import InvalidFactsError, UnknownRuleSetError, classify, load_rules
from chuan_ngheo.audit.what_if.aims import Aim
from chuan_ngheo.audit.what_if.answer import WhatIf, decided_with, what_if
from chuan_ngheo.audit.what_if.changes import Changes, smallest_changes
from chuan_ngheo.audit.what_if.household import UNCHANGEABLE, Subject
from chuan_ngheo.audit.what_if.text import write_what_if
from chuan_ngheo.labels import split_path
from chuan_ngheo.validation import read_facts
from tests.command_line import HOUSEHOLDS, run
from tests.generators import INCOMES, random_household
from tests.plan.household import NEAR_POOR, POOR, changed

Captured = pytest.CaptureFixture[str]
DECREE: Final = load_rules("nd-07-2021")
PLAN: Final = load_rules("kh-132-2022-can-tho")


def base(**facts: Any) -> dict[str, Any]:
    """A rural couple with a daughter of 8: near-poor, deprived in nothing."""
    return changed(facts, {})


def paths(changes: Changes | None) -> set[tuple[str, ...]]:
    assert changes is not None
    return {change.facts for change in changes.found}


def ways(changes: Changes | None, *facts: str) -> set[tuple[Any, ...]]:
    assert changes is not None
    return {way for change in changes.found if change.facts == facts for way in change.ways}


def test_a_household_at_the_line_leaves_its_class_with_one_dong_more() -> None:
    found = what_if(base(income_per_capita=1_500_000)).changes
    assert found is not None
    assert found.size == 1
    assert ways(found, "income_per_capita") == {(1_500_001,)}
    assert ("area",) not in paths(found)  # in a town the line is 2,000,000: near-poor still


def test_an_income_between_two_lines_can_go_both_ways() -> None:
    found = what_if(base(income_per_capita=1_800_000)).changes
    assert ways(found, "income_per_capita") == {(1_500_000,), (2_250_001,)}
    assert ways(found, "area") == {("urban",)}


def test_to_be_poor_a_household_lacks_three_indicators() -> None:
    """Each of twelve indicators can be the third beside two that are lacking already."""
    two = base(income_per_capita=1_000_000, water_source="river_pond", toilet="none")
    found = what_if(two, to="poor").changes
    assert found is not None
    assert found.size == 1
    assert ways(found, "floor_area_m2") == {(23.9,)}  # 8 m2 for each of three
    assert ways(found, "members[0].has_health_insurance") == {(False,)}
    assert ways(found, "members[2].studying") == {(False,)}
    assert ways(found, "members[0].wage_contract") == {("no_contract",)}
    assert ("wall_durable",) not in paths(found)  # two of three parts make a house weak


def test_two_facts_are_changed_where_one_is_not_enough() -> None:
    """A father of 15 would be a second child, out of school; but no one can make him younger."""
    one = base(income_per_capita=1_000_000, water_source="river_pond")
    answer = what_if(one, to="poor", largest=2)
    assert paths(answer.changes) == {("members[0].birth_date",), ("members[1].birth_date",)}
    found = answer.changeable
    assert found is not None
    assert found.size == 2
    assert ("floor_area_m2", "toilet") in paths(found)
    assert ("wall_durable", "column_durable") not in paths(found)
    assert all(len(change.facts) == 2 for change in found.found)
    assert all("water_source" not in change.facts for change in found.found)
    none = smallest_changes(answer.subject, Aim("poor", value=True), 1, changeable=True)
    assert (none.size, none.found) == (0, ())


def test_facts_that_nobody_can_change_are_marked() -> None:
    """The daughter is not asked to go to school before 3; no one can make her younger."""
    household = changed(
        {"income_per_capita": 1_000_000, "water_source": "river_pond", "toilet": "none"},
        {2: {"studying": False, "study_level": None}},
    )
    found = what_if(household).changes
    assert found is not None
    younger = [one for one in found.found if one.facts == ("members[2].birth_date",)]
    assert [one.unchangeable for one in younger] == [("members[2].birth_date",)]
    assert (12 * 3 - 1,) in younger[0].ways
    school = [one for one in found.found if one.facts == ("members[2].studying",)]
    assert [one.unchangeable for one in school] in ([], [()])


def test_a_benefit_is_lost_and_gained() -> None:
    insured = changed(POOR, {})
    assert classify(insured, rules=PLAN).eligibility["cs2a"].eligible is True
    lost = what_if(insured, rules=PLAN, benefit="cs2a").changes
    assert lost is not None
    assert lost.aim == Aim("cs2a", False)
    assert ("water_source",) in paths(lost)  # two deprivations: near-poor
    gained = what_if(base(), rules=PLAN, benefit="da1").changes
    assert gained is not None
    assert gained.aim.value is False


def test_a_date_of_recognition_can_be_the_change() -> None:
    """A household with an average living standard that escaped poverty within 36 months."""
    household = base(income_per_capita=2_000_000, left_poor_list_on=date(2020, 5, 31))
    found = what_if(household, rules=PLAN, benefit="da1").changes
    assert found is not None
    assert (date(2020, 6, 1),) in ways(found, "left_poor_list_on")
    assert {"left_poor_list_on"} <= UNCHANGEABLE


def assignments(subject: Subject, size: int) -> Iterator[Mapping[str, Any]]:
    """Every change of so many facts, of all that any rule on classes reads."""
    names = {name for rule in DECREE.classes for name in DECREE.rule(rule).facts}
    for chosen in combinations(subject.known(names), size):
        for values in product(*(subject.options(path) for path in chosen)):
            yield dict(zip(chosen, values, strict=True))


@pytest.mark.parametrize("seed", range(12))
def test_one_fact_against_brute_force(seed: int) -> None:
    rng = random.Random(seed)
    household = random_household(rng, rng.choice((0.0, 0.1)))
    subject = Subject(read_facts(household), DECREE)
    decision = classify(household)
    for aim in aims(decision.class_):
        working: set[tuple[str, ...]] = set()
        for changes in assignments(subject, 1):
            facts = subject.evaluate(subject.changed(changes))
            if facts is not None and aim.reached(facts):
                working.add(tuple(changes))
        found = smallest_changes(subject, aim, 1)
        assert paths(found) == working, aim
        check_ways(subject, found)


def aims(class_: str | None) -> list[Aim]:
    if class_ is None:
        return [Aim("poor", True), Aim("near_poor", True)]
    others = [Aim(name, True) for name in DECREE.classes if name != class_]
    return [Aim(class_, False), *others]


def check_ways(subject: Subject, found: Changes) -> None:
    """Every way that is suggested works, by the public reading."""
    for change in found.found:
        for way in change.ways:
            changes = dict(zip(change.facts, way, strict=True))
            decision = decided_with(subject, changes)
            if found.aim.value:
                assert decision.class_ == found.aim.subject
            else:
                assert found.aim.subject not in decision.possible_classes


@pytest.mark.parametrize("seed", range(5))
def test_two_facts_against_brute_force(seed: int) -> None:
    """Of a household of one, with few facts, so that every pair can be tried."""
    rng = random.Random(100 + seed)
    household = random_household(rng, 0.0)
    household["members"] = household["members"][:1]
    household["members"][0] = {"age": 40, "has_health_insurance": rng.random() < 0.5}
    subject = Subject(read_facts(household), DECREE)
    for aim in aims(classify(household).class_):
        found = smallest_changes(subject, aim, 2)
        if found.size == 1:
            continue
        working: set[tuple[str, ...]] = set()
        for changes in assignments(subject, 2):
            facts = subject.evaluate(subject.changed(changes))
            if facts is not None and aim.reached(facts):
                working.add(tuple(changes))
        assert paths(found) == working, aim
        check_ways(subject, found)


@pytest.mark.parametrize("seed", range(20))
def test_no_other_value_of_one_fact_does_what_no_suggestion_does(seed: int) -> None:
    """Values off the limits of the law: any income, any floor area."""
    rng = random.Random(200 + seed)
    household = random_household(rng, 0.0)
    decision = classify(household)
    found = what_if(household).changes
    if decision.class_ is None or found is None:
        return
    suggested = paths(found) if found.size == 1 else set()
    for name, values in (
        ("income_per_capita", [rng.randrange(4_000_000) for _ in range(40)] + [*INCOMES]),
        ("floor_area_m2", [round(rng.uniform(0, 100), 1) for _ in range(40)]),
    ):
        for value in values:
            other = classify({**household, name: value})
            if other.class_ not in (None, decision.class_):
                assert (name,) in suggested


def test_rulings_are_switched_one_by_one() -> None:
    household = changed(
        {**POOR, "income_per_capita": 1_500_000},
        {0: {"wage_contract": "no_contract", "regular_work": False}},
    )
    household["water_source"] = "piped"
    decision = classify(household)
    assert decision.class_ == "poor"  # floor area, toilet, irregular wage work
    effects = {(one.name, one.other): one for one in what_if(household).effects}
    regular = effects["irregular_wage_work", "only_regular"]
    assert regular.possible_classes == ("near_poor",)
    assert regular.class_changes
    assert regular.deprivations == {"employment": (True, False)}
    assert effects["working_age", "fifteen_and_over"].changes_nothing


def test_another_date_changes_ages() -> None:
    """On 1 June 2023 the daughter is 8; the husband of 40 has not reached 60 and 9 months."""
    household = changed({}, {0: {"age_months": None, "age": None, "birth_date": date(2008, 6, 1)}})
    effect = what_if(household, against_review_date=date(2022, 6, 1)).effects[-1]
    assert (effect.kind, effect.other) == ("review_date", "2022-06-01")
    with pytest.raises(InvalidFactsError):
        what_if(household, against_review_date=date(2030, 1, 1))


def test_another_rule_set_is_compared_by_what_both_have() -> None:
    effect = what_if(base(), rules=PLAN, against_rules=DECREE).effects[-1]
    assert (effect.kind, effect.other, effect.changes_nothing) == ("rules", "nd-07-2021", True)


def test_an_undetermined_household_is_asked_what_settles_most_first() -> None:
    """Two deprivations are certain; the toilet decides between poor and near-poor."""
    two = {"income_per_capita": 1_000_000, "water_source": "river_pond", "floor_area_m2": 10.0}
    answer = what_if(base(**two, toilet=None))
    (question,) = answer.questions.next
    assert question.fact == "toilet"
    assert question.most_left == 1
    assert set(question.answers) == {("poor",), ("near_poor",)}
    assert set(question.answers["poor",]) == {"simple_pit", "fish_pond", "none", "other"}
    assert answer.questions.enough == (("toilet",),)
    assert answer.changes is None


def test_income_is_asked_before_what_matters_below_the_line_only() -> None:
    """An income above the line settles the class; a toilet never does without the income."""
    two = {"water_source": "river_pond", "floor_area_m2": 10.0}
    answer = what_if(base(**two, toilet=None, income_per_capita=None))
    assert [question.fact for question in answer.questions.next] == ["income_per_capita", "toilet"]
    assert answer.questions.next[0].most_left == 2
    assert answer.questions.next[1].most_left == 3
    assert answer.questions.enough == (("income_per_capita", "toilet"),)


def test_of_a_benefit_that_is_unknown_it_is_told_what_to_ask() -> None:
    """Housing is for the poor and near-poor on the list of the commune who live in the area."""
    answer = what_if(base(resides_in_area=None), rules=PLAN, benefit="da4")
    assert answer.changes is None
    assert (answer.open_benefit, answer.missing_for_benefit) == ("da4", ("resides_in_area",))
    assert "undetermined; to ask: Resides in the area" in write_what_if(answer, "en")
    assert what_if(base(), rules=PLAN, benefit="da4").open_benefit is None


def test_members_that_are_unknown_are_asked_last() -> None:
    answer: WhatIf = what_if(base(members=None, income_per_capita=1_000_000))
    assert answer.questions.next[-1].fact == "members"
    assert answer.questions.next[-1].most_left is None


@pytest.mark.parametrize(("to", "benefit"), [("rich", None), (None, "da9"), (None, "da1")])
def test_an_unknown_class_or_benefit_is_named(to: str | None, benefit: str | None) -> None:
    with pytest.raises(UnknownRuleSetError, match="id-unknown"):
        what_if(base(), to=to, benefit=benefit)


def test_the_command_prints_both_languages(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("households.json").write_text(json.dumps(HOUSEHOLDS, default=str), encoding="utf-8")
    assert run("what-if", "households.json", "--household", 2, "--language", "vi") == 0
    out = capsys.readouterr().out
    assert "Thay đổi nhỏ nhất" in out
    assert "→ 1.500.000 đồng/người/tháng" in out
    assert run("what-if", "households.json", "--household", 4, "--language", "en") == 0
    assert "To ask, by how much each settles" in capsys.readouterr().out
    assert run("what-if", "households.json", "--household", 1, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["class"] == "poor"
    assert found["changes"]["size"] == 1
    assert run("what-if", "households.json", "--household", 1, "--to", "rich") == 3
    assert "id-unknown" in capsys.readouterr().err


def test_paths_are_split() -> None:
    assert split_path("members[2].age") == (2, "age")
    assert split_path("area") == (None, "area")
    assert NEAR_POOR["members"][2]["age_months"] == 100
