"""``rules prove``: the shipped rule sets hold, broken ones are found with a household."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from chuan_ngheo import Decision, RuleSet, classify, load_rules
from chuan_ngheo.audit.proof import arithmetic
from chuan_ngheo.audit.proof.axes import truth_axis
from chuan_ngheo.audit.proof.bounds import Truths
from chuan_ngheo.audit.proof.exactness import examine
from chuan_ngheo.audit.proof.findings import Finding
from chuan_ngheo.audit.proof.prove import Proof, prove
from chuan_ngheo.rulebook.loader import rule_set_names
from tests.audit.broken_rules import BROKEN, Broken
from tests.command_line import run

Captured = pytest.CaptureFixture[str]
CLASSES_STATES = 3**12 * 3 * 14
"""Twelve indicators, area, and income: 0, at and beside each of the four lines, and unknown."""
CLASSES_STATES_BY_POINTS = (6 + 15 + 1) * (3 + 3 + 1) * 2 * 14 * 2
"""B1 (at and beside 140 and 175), B2 (20, 30, 40), each known, between two of these, and unknown;
area known; income; two options of a ruling."""


@pytest.fixture(scope="module", params=rule_set_names())
def proof(request: pytest.FixtureRequest) -> Proof:
    return prove(load_rules(request.param))


def test_a_shipped_rule_set_holds(proof: Proof) -> None:
    assert [finding.write("en") for finding in proof.findings] == []
    by_points = bool(proof.rules.points)
    assert proof.class_states == (CLASSES_STATES_BY_POINTS if by_points else CLASSES_STATES)
    assert proof.statements is not None


def test_every_class_and_benefit_has_a_household(proof: Proof) -> None:
    rules = proof.rules
    wanted = {*rules.classes, *(name for name in rules.benefits if name in rules.rules)}
    assert proof.witnesses.keys() == wanted
    for name, household in proof.witnesses.items():
        decision = classify(household, rules=rules)
        if name in rules.classes:
            assert decision.class_ == name
        else:
            assert decision.eligibility[name].eligible is True


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_a_broken_rule_set_is_found_with_a_household(broken: Broken, tmp_path: Path) -> None:
    rules = load_rules(broken.write(tmp_path))
    found = [
        finding
        for finding in prove(rules).findings
        if (finding.code, finding.subject) == (broken.code, broken.subject)
    ]
    assert found, broken.name
    if not broken.shown:
        return
    assert found[0].household is not None
    _check_household(found[0], load_rules(tmp_path / broken.rule_set, rulings=found[0].rulings))
    _check_case(found[0])


def _check_household(finding: Finding, rules: RuleSet) -> None:
    """The household shows what the finding says, by the reference reading."""
    decision = classify(finding.household or {}, rules=rules)
    match finding.code:
        case "proof-no-class":
            assert decision.possible_classes == ()
        case "proof-two-classes":
            assert all(decision.step(name).value is True for name in finding.subject)
        case "proof-unreachable":
            assert decision.step(finding.subject[0]).value is False
        case "proof-not-monotone-in-income":
            _check_poorer(finding, rules, "income_per_capita")
        case "proof-not-monotone-in-deprivation":
            better, poorer = (
                classify(one or {}, rules=rules) for one in (finding.household, finding.other)
            )
            if finding.subject == ("b2_points",):
                assert _points(better, "b2_points") < _points(poorer, "b2_points")
                assert (better.class_, poorer.class_) == ("poor", "near_poor")
                return
            assert (better.deprivations[finding.subject[0]], better.class_) == (False, "poor")
            assert (poorer.deprivations[finding.subject[0]], poorer.class_) == (True, "near_poor")
        case "proof-not-monotone-in-points":
            fewer, more = (
                classify(one or {}, rules=rules) for one in (finding.household, finding.other)
            )
            assert _points(fewer, "b1_points") < _points(more, "b1_points")
            assert (fewer.household_statuses["not_poor"], more.household_statuses["not_poor"]) == (
                True,
                False,
            )
        case "proof-answer-never-given":
            assert (finding.household or {})["electricity_kwh_per_month"] >= 160
        case "proof-never-true" | "proof-part-never-decides":
            assert decision.step(finding.subject[0]).value in (True, False)
        case "proof-never-false":
            assert decision.step(finding.subject[0]).value is True
        case "proof-too-wide" | "proof-undecided":
            assert decision.step(finding.subject[0]).value is None


def _points(decision: Decision, name: str) -> int:
    """Return points that are known."""
    bounds = decision.points[name]
    assert bounds is not None
    assert bounds[0] == bounds[1]
    return int(bounds[0])


def _check_poorer(finding: Finding, rules: RuleSet, fact: str) -> None:
    household = finding.household or {}
    decision = classify(household, rules=rules)
    order = rules.classes.index
    assert decision.class_ is not None
    more = [household[fact] + step for step in (1, 250_000, 1_000_000)]
    if finding.other is not None:
        more.append(finding.other[fact])
    incomes = [*more, *(household[fact] - step for step in (1, 1_000)), 0]
    for income in incomes:
        other = classify({**household, fact: max(income, 0)}, rules=rules)
        if other.class_ is None:
            continue
        ranks = sorted(
            [(household[fact], order(decision.class_)), (max(income, 0), order(other.class_))]
        )
        if ranks[0][1] > ranks[1][1]:
            return
    pytest.fail("no income shows it")


def _check_case(finding: Finding) -> None:
    """The household is YAML of the form of case files, with the same facts."""
    document: Any = YAML(typ="safe", pure=True).load(finding.case())
    assert document["cases"][0]["id"] == finding.code
    facts = document["base"]["facts"]
    household = finding.household or {}
    told = {name: value for name, value in household.items() if name != "members"}
    assert facts == told
    assert document["base"]["members"] == list(household.get("members") or [])


def test_each_limit_of_points_is_met_exactly_and_one_step_to_both_sides() -> None:
    rules = load_rules("tt-07-2021")
    proof = prove(rules)
    assert [(one.name, dict(one.facts), one.points) for one in proof.reached] == [
        ("b1_points", {"area": "rural"}, 135),
        ("b1_points", {"area": "rural"}, 140),
        ("b1_points", {"area": "rural"}, 145),
        ("b1_points", {"area": "urban"}, 170),
        ("b1_points", {"area": "urban"}, 175),
        ("b1_points", {"area": "urban"}, 180),
        ("b2_points", {}, 20),
        ("b2_points", {}, 30),
        ("b2_points", {}, 40),
    ]
    for one in proof.reached:
        decision = classify(one.household or {}, rules=rules)
        assert decision.points[one.name] == (one.points, one.points)
        if one.name == "b1_points":
            above = one.points > {"rural": 140, "urban": 175}[dict(one.facts)["area"]]
            assert decision.household_statuses["not_poor"] is above
    assert proof.points["b2_points"] == (0, 120)
    assert proof.scores == sum(rule.kind == "score" for rule in rules)


@pytest.mark.parametrize(
    ("certain", "possible", "fault"),
    [
        ((False, True, False), (False, True, True), None),
        ((False, True, True), (False, True, True), "too_narrow"),
        ((False, True, False), (False, True, False), "too_narrow"),
        ((True, True, False), (True, True, True), "too_wide"),
        ((False, False, False), (False, False, True), "too_wide"),
        ((False, False, False), (False, True, False), "undecided"),
    ],
)
def test_an_answer_is_exact_or_not(
    certain: tuple[bool, ...], possible: tuple[bool, ...], fault: str | None
) -> None:
    """Of one fact that is false, true or unknown."""
    answer = Truths(np.array(certain), np.array(possible))
    (exact,) = examine([answer], np.array(True), (truth_axis("wall_durable"),))
    found = {
        name for name in ("undecided", "too_narrow", "too_wide") if getattr(exact, name) is not None
    }
    assert found == ({fault} if fault else set())


def test_the_command_prints_the_proof_of_every_rule_set(capsys: Captured) -> None:
    assert run("rules", "prove", "--language", "vi") == 0
    out = capsys.readouterr().out
    for name in rule_set_names():
        assert f"{name}: mọi điều đều đúng" in out
    assert "22.320.522 trạng thái" in out


def test_the_command_shows_a_household_that_breaks_a_rule_set(
    tmp_path: Path, capsys: Captured
) -> None:
    folder = BROKEN[3].write(tmp_path)
    assert run("rules", "prove", folder, "--language", "en") == 1
    out = capsys.readouterr().out
    assert "[proof-two-classes] (poor, near_poor)" in out
    assert "cases:" in out
    assert run("rules", "prove", folder, "--format", "json") == 1
    (one,) = json.loads(capsys.readouterr().out)
    assert one["findings"][0]["code"] == "proof-two-classes"
    assert one["findings"][0]["household"]["members"]


def test_without_z3_the_proof_says_what_it_leaves_out(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(arithmetic, "is_available", lambda: False)
    assert run("rules", "prove", "nd-07-2021", "--language", "en") == 0
    assert "every amount: not proved, z3 is not installed" in capsys.readouterr().out
