"""Each kind of observation is seen when it is made, and only then: small rules, by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from chuan_ngheo import load_rules
from chuan_ngheo.audit.cover.folders import measure_folder
from chuan_ngheo.audit.cover.measure import Coverage
from chuan_ngheo.audit.cover.wanted import Observation, wanted
from tests.audit.small_cases import GOOD, write_cases

ANY = "expect: {deprivation_count: {certain: 0, possible: 2}}"
UNKNOWN = "facts: {}; " + ANY
CHILD = "expect: {deprivations: {nutrition: %s}}"


def measured(folder: Path, *bodies: str) -> Coverage:
    found = measure_folder(GOOD, write_cases(folder, *bodies))
    assert [str(problem) for problem in found.problems] == []
    return found


def states(folder: Path, body: str, entry: str, part: str) -> set[str]:
    """Return the states of one part that one case shows."""
    seen = measured(folder, body).seen
    return {item.state for item in seen if (item.entry, item.part) == (entry, part)}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("income_per_capita: 1_499_998, area: rural", set()),
        ("income_per_capita: 1_499_999, area: rural", {"rural: below"}),
        ("income_per_capita: 1_500_000, area: rural", {"rural: at"}),
        ("income_per_capita: 1_500_001, area: rural", {"rural: above"}),
        ("income_per_capita: 1_500_002, area: rural", set()),
        ("income_per_capita: 2_000_000, area: urban", {"urban: at"}),
        ("income_per_capita: 2_000_001, area: urban", {"urban: above"}),
        ("income_per_capita: null, area: rural", {"unknown"}),
        ("income_per_capita: 1_500_000, area: null", {"key unknown"}),
        ("income_per_capita: 1_700_000, area: null", {"unknown", "key unknown"}),
    ],
)
def test_a_threshold_is_seen_next_to_it_for_each_value_of_its_key(
    tmp_path: Path, facts: str, expected: set[str]
) -> None:
    body = f"facts: {{{facts}}}; {ANY}"
    part = "income_per_capita <= poverty_line"
    assert states(tmp_path, body, "low_income", part) == expected


def child(facts: str, nutrition: str) -> str:
    return f"members: {{1: {{{facts}}}}}; {CHILD % nutrition}"


@pytest.mark.parametrize(
    ("facts", "nutrition", "expected"),
    [
        ("sex: male, age_months: 0, height_cm: 46.0", "true", {"male: below", "male: first row"}),
        ("sex: male, age_months: 0, height_cm: 46.1", "false", {"male: at", "male: first row"}),
        ("sex: male, age_months: 0, height_cm: 46.2", "false", {"male: above", "male: first row"}),
        ("sex: male, age_months: 0, height_cm: 46.3", "false", {"male: first row"}),
        (
            "sex: female, age_months: 11, height_cm: 45.4",
            "false",
            {"female: at", "female: first row", "female: before a row"},
        ),
        (
            "sex: female, age_months: 12, height_cm: 68.8",
            "true",
            {"female: below", "female: last row", "female: at a row"},
        ),
        (
            "sex: female, age_months: 13, height_cm: 60.0",
            "true",
            {"female: last row", "female: after a row"},
        ),
        ("sex: null, age_months: 13, height_cm: 60.0", "true", {"key unknown"}),
        ("sex: male, age_months: 13, height_cm: null", "null", {"unknown"}),
        # At 16 the height settles nothing.
        ("sex: male, age_months: 192, height_cm: 71.0", "false", set()),
    ],
)
def test_a_table_is_seen_by_its_limits_and_by_its_rows(
    tmp_path: Path, facts: str, nutrition: str, expected: set[str]
) -> None:
    found = states(tmp_path, child(facts, nutrition), "nutrition", "height_cm < height_limit")
    assert found == expected


@pytest.mark.parametrize(
    ("facts", "nutrition", "expected"),
    [
        ("age_months: 191, sex: male, height_cm: 50.0", "true", {"below"}),
        ("age_months: 192, sex: male, height_cm: 50.0", "false", {"at"}),
        ("age_months: 204, sex: male, height_cm: 50.0", "false", {"above"}),
        ("age_months: 216, sex: male, height_cm: 50.0", "false", set()),
        ("age_months: null, sex: male, height_cm: 40.0", "null", {"unknown"}),
        # A tall person of 16 shows nothing of the age: the height settles it.
        ("age_months: 192, sex: male, height_cm: 150.0", "false", set()),
        ("age_months: 191, sex: male, height_cm: 150.0", "false", set()),
    ],
)
def test_a_part_is_seen_only_where_it_decides(
    tmp_path: Path, facts: str, nutrition: str, expected: set[str]
) -> None:
    assert states(tmp_path, child(facts, nutrition), "nutrition", "age < 16") == expected


def test_another_member_who_settles_the_rule_hides_the_first(tmp_path: Path) -> None:
    low = "sex: male, age_months: 191, height_cm: 50.0"
    body = f"members: {{1: {{{low}}}, add: [{{{low}}}]}}; {CHILD % 'true'}"
    assert states(tmp_path, body, "nutrition", "age < 16") == set()


FIRST = "water_source in ('other', 'unprotected_spring')"
SECOND = "water_source == 'river_pond'"


@pytest.mark.parametrize(
    ("source", "rulings", "deprived", "first", "second", "ruling"),
    [
        ("other", "", "true", {"other"}, set(), set()),
        ("piped", "", "false", {"piped"}, {"piped"}, set()),
        ("river_pond", "", "true", set(), {"river_pond"}, {"true"}),
        ("river_pond", "clean", "false", {"river_pond"}, set(), {"false"}),
        ("null", "", "null", {"unknown"}, {"unknown"}, set()),
    ],
)
def test_values_and_rulings_are_seen_where_they_decide(
    tmp_path: Path,
    source: str,
    rulings: str,
    deprived: str,
    first: set[str],
    second: set[str],
    ruling: set[str],
) -> None:
    chosen = f"rulings: {{river_water: {rulings}}}; " if rulings else ""
    expect = f"expect: {{deprivations: {{clean_water: {deprived}}}}}"
    body = f"{chosen}facts: {{water_source: {source}}}; {expect}"
    seen = measured(tmp_path, body).seen
    for part, expected in ((FIRST, first), (SECOND, second), ("river_water == 'dirty'", ruling)):
        found = {item.state for item in seen if (item.entry, item.part) == ("clean_water", part)}
        assert found == expected
    option = rulings or "dirty"
    assert {item.state for item in seen if item.entry == "river_water"} == {option}


def test_rules_are_seen_true_false_and_unknown(tmp_path: Path) -> None:
    poor = "facts: {income_per_capita: 1, area: rural, water_source: %s}; expect: {class: %s}"
    for source, name, state in (("other", "poor", "true"), ("piped", "not_poor", "false")):
        body = poor % (source, name)
        body = body.replace("; ", "; members: {1: {age: 40}}; ", 1)
        assert states(tmp_path, body, "poor", "") == {state}
    assert states(tmp_path, UNKNOWN, "poor", "") == {"unknown"}


@pytest.mark.parametrize(
    ("day", "expect", "expected"),
    [
        ("2025-02-23", ANY, {"2025-02-23"}),
        ("2025-02-24", ANY, {"2025-02-24"}),
        ("null", ANY, {"unknown"}),
        ("2027-01-01", "expect: {refused: [review_date]}", {"2027-01-01"}),
    ],
)
def test_review_dates_are_seen_even_where_they_are_refused(
    tmp_path: Path, day: str, expect: str, expected: set[str]
) -> None:
    body = f"facts: {{review_date: {day}}}; {expect}"
    for entry in ("good", "worker"):
        assert states(tmp_path, body, entry, "review_date") == expected


def test_what_is_wanted_of_a_period_and_of_a_version() -> None:
    everything = wanted(load_rules(GOOD))
    days = {
        entry: [item.state for item in everything if item[:2] == (entry, "review_date")]
        for entry in ("good", "worker", "low_income")
    }
    last = ["2026-12-30", "2026-12-31", "2027-01-01", "unknown"]
    assert days["good"] == ["2021-12-31", "2022-01-01", "2022-01-02", *last]
    assert days["worker"] == ["2025-02-23", "2025-02-24", "2025-02-25", *last]
    assert days["low_income"] == []


def test_what_is_wanted_of_a_comparison_a_list_a_class_and_a_count() -> None:
    everything = wanted(load_rules(GOOD))

    def of(entry: str, part: str) -> list[str]:
        return [item.state for item in everything if item[:2] == (entry, part)]

    assert of("low_income", "income_per_capita <= poverty_line") == [
        *("rural: below", "rural: at", "rural: above"),
        *("urban: below", "urban: at", "urban: above"),
        *("key unknown", "unknown"),
    ]
    assert of("worker", "household_class == 'poor'") == ["poor", "not_poor", "unknown"]
    assert of("worker", "employment_status == 'working'")[:2] == ["working", "no_work"]
    # Two indicators: of "at least 1" none, one and both can be; of "none" no fewer can.
    counted = "count_true(clean_water, nutrition)"
    assert of("poor", f"{counted} >= 1") == ["below", "at", "above", "unknown"]
    assert of("not_poor", f"{counted} == 0") == ["at", "above", "unknown"]
    assert of("poor", f"{counted} >= 1 (2)") == []
    assert of("river_water", "") == ["dirty", "clean"]
    assert Observation("nutrition", "", "unknown") in everything


def test_a_case_that_fails_observes_nothing(tmp_path: Path) -> None:
    right = "facts: {income_per_capita: 1_500_000, area: rural}; " + ANY
    wrong = right.replace("certain: 0", "certain: 1")
    found = measure_folder(GOOD, write_cases(tmp_path, wrong))
    assert found.seen == frozenset()
    (problem,) = found.problems
    assert problem.code == "case-fails"
    assert problem.path == "good/all/case-1"
    assert measure_folder(GOOD, write_cases(tmp_path, right)).seen
