"""Measured income and points of the forms: two methods, each on its own."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan_ngheo import RuleError, classify, classify_by_both, load_rules
from tests.command_line import run, write_tables
from tests.vector_households import WORKER, vector_household

POINTS: Final = "tt-07-2021"
VECTORS: Final = {
    "rural": (vector_household("rural"), 150, False),
    "urban": (vector_household("urban"), 170, True),
    "urban with refrigerator": (vector_household("urban", has_refrigerator=True), 175, True),
    "urban with refrigerator and air conditioner": (
        vector_household("urban", has_refrigerator=True, air_conditioner_count=1),
        185,
        False,
    ),
    "rural with five members": (vector_household("rural", children=3), 135, True),
}


@pytest.mark.parametrize("name", VECTORS)
def test_the_points_counted_by_hand(name: str) -> None:
    household, points, inside = VECTORS[name]
    decision = classify(household, rules=POINTS)
    assert decision.points["b1_points"] == (points, points)
    assert decision.household_statuses["not_poor"] is not inside
    if inside:
        assert decision.class_ == "near_poor"
    else:
        assert decision.possible_classes == (
            "average_living_standard",
            "above_average_living_standard",
        )


def test_more_than_half_dependants_is_deprived_in_the_household_of_five() -> None:
    assert classify(VECTORS["rural with five members"][0], rules=POINTS).points["b2_points"] == (
        20,
        20,
    )


@pytest.mark.parametrize(("deprivations", "expected"), [(2, "near_poor"), (3, "poor")])
def test_thirty_points_of_form_b2_make_a_poor_household(deprivations: int, expected: str) -> None:
    """Employment is one; the others are water and, with less than 8 m² each, floor area."""
    changed: dict[str, Any] = {"water_source": "river_pond"}
    if deprivations == 3:
        changed["floor_area_m2"] = 31
    decision = classify(vector_household("urban", **changed), rules=POINTS)
    assert decision.points["b2_points"] == (10 * deprivations, 10 * deprivations)
    assert decision.class_ == expected


@pytest.mark.parametrize(
    ("income", "expected"),
    [
        (1_500_001, "average_living_standard"),
        (2_249_999, "average_living_standard"),
        (2_250_000, "average_living_standard"),
        (2_250_001, "above_average_living_standard"),
    ],
)
def test_measured_income_alone_tells_the_average_living_standard(
    income: int, expected: str
) -> None:
    household = vector_household("rural", income_per_capita=income)
    assert classify(household, rules=POINTS).class_ == expected


@pytest.mark.parametrize(
    ("option", "expected"),
    [("average", "average_living_standard"), ("not_average", "above_average_living_standard")],
)
def test_low_income_above_the_limit_of_points_is_a_ruling(option: str, expected: str) -> None:
    found = classify_by_both(
        vector_household("rural", income_per_capita=1_500_000),
        rulings={"low_income_above_point_limit": option},
    )
    assert found.points.class_ == expected
    assert found.income.class_ == "near_poor"
    assert found.agree is False


@given(st.one_of(st.none(), st.integers(0, 4_000_000)), st.sampled_from([*VECTORS]))
def test_neither_method_reads_the_result_of_the_other(income: int | None, name: str) -> None:
    household, _, inside = VECTORS[name]
    by_points = classify({**household, "income_per_capita": income}, rules=POINTS)
    assert (by_points.class_ == "near_poor") is inside
    assert by_points.household_statuses["not_poor"] is not inside
    measured = {**household, "income_per_capita": income}
    richer = {**measured, "has_car": True, "motorcycle_count": 3, "cattle_count": 9}
    assert classify(measured).possible_classes == classify(richer).possible_classes


def test_what_both_give_is_the_class() -> None:
    found = classify_by_both(vector_household("urban", income_per_capita=2_000_000))
    assert (found.class_, found.agree, found.disagreement("en")) == ("near_poor", True, "")


def test_the_disagreement_names_both_sides_and_their_articles() -> None:
    found = classify_by_both(vector_household("urban", income_per_capita=2_000_001))
    assert found.class_ is None
    assert found.possible_classes == ("near_poor", "average_living_standard")
    vi, en = found.disagreement("vi"), found.disagreement("en")
    for part in ("2.000.001 đồng", "2.000.000 đồng", "B1 = 170", "175 điểm", "Nghị định 07/2021"):
        assert part in vi
    for part in ("2,000,001 dong", "near-poor household", "B1 = 170", "Circular 07/2021"):
        assert part in en


def test_without_measured_income_the_methods_are_not_said_to_differ() -> None:
    found = classify_by_both(vector_household("urban"))
    assert found.points.class_ == "near_poor"
    assert (found.class_, found.agree) == (None, None)


MIXED: Final = [
    vector_household("rural", household_id=1, income_per_capita=1_200_000),
    vector_household("urban", household_id=2, income_per_capita=2_000_000),
    vector_household("rural", children=3, household_id=3, income_per_capita=None),
    vector_household("rural", household_id=4, income_per_capita=3_000_000),
    vector_household("urban", household_id=5, income_per_capita=1, motorcycle_count=None),
]
AGREE: Final = [False, True, None, True, None]
CLASSES: Final = [None, "near_poor", None, "above_average_living_standard", None]


@pytest.mark.usefixtures("in_an_empty_folder")
def test_the_command_line_gives_both_decisions(capsys: pytest.CaptureFixture[str]) -> None:
    Path("five.json").write_text(json.dumps(MIXED), encoding="utf-8")
    assert run("classify", "five.json", "--method", "both", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["methods_agree"] for one in found] == AGREE
    assert [one["class"] for one in found] == CLASSES
    assert [one["methods"]["points"]["points"]["b1_points"]["lowest"] for one in found] == [
        150,
        170,
        135,
        150,
        155,
    ]
    assert found[0]["disagreement"]["en"].startswith("The two methods differ")


@pytest.mark.usefixtures("in_an_empty_folder")
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_tables_give_what_json_gives(engine: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_tables(Path(), MIXED, ".csv")
    assert run("classify", ".", "--method", "both", "--format", "csv", "--engine", engine) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    words = {True: "true", False: "false", None: ""}
    assert [row["methods_agree"] for row in rows] == [words[value] for value in AGREE]
    assert [row["class"] or None for row in rows] == CLASSES
    for row, household in zip(rows, MIXED, strict=True):
        both = classify_by_both(household)
        assert row["possible_classes"] == "|".join(both.possible_classes)
        assert row["class_by_income"] == (both.income.class_ or "")
        assert row["class_by_points"] == (both.points.class_ or "")
        assert row["possible_classes_by_points"] == "|".join(both.points.possible_classes)


@pytest.mark.usefixtures("in_an_empty_folder")
def test_the_summary_counts_where_the_methods_differ(capsys: pytest.CaptureFixture[str]) -> None:
    write_tables(Path(), MIXED, ".csv")
    arguments = ("classify", ".", "--method", "both", "--out", "both.parquet")
    assert run(*arguments, "--language", "vi") == 0
    said = capsys.readouterr().out
    assert "1 hộ mà hai cách không khớp nhau" in said
    assert pl.read_parquet("both.parquet")["methods_agree"].to_list() == AGREE
    assert run(*arguments, "--strict") == 1


@pytest.mark.usefixtures("in_an_empty_folder")
def test_a_method_and_a_rule_set_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("classify", "x.json", "--method", "points", "--rules", "nd-07-2021")
    assert stopped.value.code == 2
    assert "not allowed with" in capsys.readouterr().err


@pytest.mark.usefixtures("in_an_empty_folder")
def test_the_method_chooses_the_rule_set(capsys: pytest.CaptureFixture[str]) -> None:
    Path("one.json").write_text(json.dumps(MIXED[1]), encoding="utf-8")
    for method, rules in (("income", "nd-07-2021"), ("points", "tt-07-2021")):
        assert run("classify", "one.json", "--method", method, "--format", "json") == 0
        assert json.loads(capsys.readouterr().out)["rule_set"] == rules


PLAN: Final = "kh-132-2022-can-tho"
PLAN_BY_POINTS: Final = "kh-132-2022-can-tho@tt-07-2021"


def test_a_plan_on_points_gives_support_by_the_class_of_the_points() -> None:
    """B1 of 170 is near-poor in a town; the measured income lies above every line."""
    household = vector_household("urban", income_per_capita=9_000_000)
    by_income, by_points = (classify(household, rules=name) for name in (PLAN, PLAN_BY_POINTS))
    assert (by_income.class_, by_points.class_) == ("above_average_living_standard", "near_poor")
    assert by_points.rules.id == PLAN_BY_POINTS
    assert [by_income.eligibility["cs2b"].eligible, by_points.eligibility["cs2b"].eligible] == [
        False,
        True,
    ]
    assert by_points.points["b1_points"] == (170, 170)


def test_a_plan_on_its_own_standard_is_the_plan() -> None:
    assert load_rules(f"{PLAN}@nd-07-2021") == load_rules(PLAN)


@pytest.mark.parametrize("name", ["nd-07-2021@tt-07-2021", f"{PLAN}@{PLAN}"])
def test_a_rule_set_rests_on_a_standard_only(name: str) -> None:
    with pytest.raises(RuleError) as caught:
        load_rules(name)
    assert [problem.code for problem in caught.value.problems] == ["wrong-type"]


@pytest.mark.usefixtures("in_an_empty_folder")
def test_eligibility_takes_the_method(capsys: pytest.CaptureFixture[str]) -> None:
    household = vector_household("urban", household_id=1, income_per_capita=9_000_000)
    Path("one.json").write_text(json.dumps(household), encoding="utf-8")
    for method, eligible in (("income", False), ("points", True)):
        assert run("eligibility", "one.json", "--method", method, "--format", "json") == 0
        (found,) = [json.loads(capsys.readouterr().out)]
        found = found[0] if isinstance(found, list) else found
        assert found["eligibility"]["cs2b"]["eligible"] is eligible


def test_what_the_form_does_not_ask_of_children_leaves_the_points_exact() -> None:
    """Columns 11 and 15 to 19 of form 3.1 are blank for a child of 14, and asked from 15 on.

    At 15 there are three workers (35 points instead of 25); a qualification may add 10 points, a
    civil servant 5.
    """
    household = vector_household("rural")
    asked = ("vocational_training", "monthly_benefit", "nonfarm_work_3_months", "work_kind")
    for age, expected in ((14, (150, 150)), (15, (160, 175))):
        child = {**WORKER, "age": age, "age_months": 12 * age, "employment_status": "studying"}
        child = {name: value for name, value in child.items() if name not in asked}
        people = [*household["members"][:3], child]
        decision = classify({**household, "members": people}, rules=POINTS)
        assert decision.points["b1_points"] == expected


@pytest.mark.usefixtures("in_an_empty_folder")
def test_explain_gives_both_and_how_they_differ(capsys: pytest.CaptureFixture[str]) -> None:
    Path("one.json").write_text(json.dumps(MIXED[0]), encoding="utf-8")
    assert run("explain", "one.json", "--method", "both", "--language", "vi") == 0
    said = capsys.readouterr().out
    assert said.startswith("Hai cách không khớp nhau")
    places = [said.find(part) for part in ("THEO THU NHẬP", "1.200.000", "THEO ĐIỂM", "150 điểm")]
    assert -1 not in places
    assert run("explain", "one.json", "--method", "both", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["methods_agree"] is False
    assert run("explain", "one.json", "--method", "both", "--format", "html") == 3
    assert "--method income" in capsys.readouterr().err


@pytest.mark.usefixtures("in_an_empty_folder")
@pytest.mark.parametrize(
    ("household", "said"),
    [(MIXED[1], "Both methods give the same class."), (MIXED[2], "Whether the methods agree is")],
)
def test_explain_says_that_the_methods_agree_or_that_it_is_open(
    household: dict[str, Any], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("one.json").write_text(json.dumps(household), encoding="utf-8")
    assert run("explain", "one.json", "--method", "both") == 0
    assert capsys.readouterr().out.startswith(said)
