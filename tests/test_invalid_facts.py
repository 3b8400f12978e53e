"""Facts that cannot be used: every problem with its path, what was found, what was expected."""

from __future__ import annotations

import json
import math
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple

import pytest
from pydantic import ValidationError

from chuan_ngheo import Household, InvalidFactsError, Member, classify, classify_subject
from chuan_ngheo.cli.main import main
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.enumerations import ENUMERATIONS
from chuan_ngheo.subjects import Subject

NAME: Final = "Nguyễn Thị Hoa"
NUMBER: Final = "079185012345"
"""The name and the identity number of nobody."""

DONG: Final = "a whole number or null"
DAY: Final = "a date of the calendar written YYYY-MM-DD, or null"


def problems_of(household: Any) -> tuple[Problem, ...]:
    with pytest.raises(InvalidFactsError) as caught:
        classify(household)
    return caught.value.problems


def only_problem(household: Any) -> Problem:
    problems = problems_of(household)
    assert len(problems) == 1, problems
    return problems[0]


def of_member(**facts: Any) -> dict[str, Any]:
    return {"review_date": "2022-10-03", "members": [{"age": 40}, facts]}


class Wrong(NamedTuple):
    """A household fact that cannot be used, and what is said of it."""

    name: str
    value: Any
    code: str
    found: str
    expected: str
    advice: str = ""


WRONG: Final = [
    Wrong("income_per_capita", 1_500_000.0, "fact-type", "1500000.0", DONG, "Give whole dong"),
    Wrong("income_per_capita", 1_499_999.5, "fact-type", "1499999.5", DONG, "Give whole dong"),
    Wrong("income_per_capita", "1500000", "fact-type", "'1500000'", DONG, "Give whole dong"),
    Wrong("income_per_capita", "1.500.000", "fact-type", "'1.500.000'", DONG, "Give whole dong"),
    Wrong("income_per_capita", -1, "fact-value", "-1", "a number from 0 on", "Give whole dong"),
    Wrong("income_per_capita", True, "fact-type", "True", DONG),
    Wrong("income_per_capita", math.nan, "fact-type", "nan", DONG),
    Wrong("income_per_capita", math.inf, "fact-type", "inf", DONG),
    Wrong("income_per_capita", Decimal(5), "fact-type", "a Decimal", DONG),
    Wrong(
        "income_per_capita",
        2**63,
        "fact-value",
        "a number of 19 digits",
        "a number below 9223372036854775808",
    ),
    Wrong("floor_area_m2", math.nan, "fact-value", "nan", "a finite number"),
    Wrong("floor_area_m2", -math.inf, "fact-value", "-inf", "a finite number"),
    Wrong("floor_area_m2", -0.5, "fact-value", "-0.5", "a number from 0 on"),
    Wrong("floor_area_m2", "40", "fact-type", "'40'", "a number or null"),
    Wrong("area", "rurall", "fact-value", "'rurall'", "one of rural, urban, or null", "'rural'"),
    Wrong("area", "Rural", "fact-value", "'Rural'", "one of rural, urban, or null"),
    Wrong("area", 1, "fact-value", "1", "one of rural, urban, or null"),
    Wrong("area", ["rural"], "fact-value", "a list", "one of rural, urban, or null"),
    Wrong("water_source", "bottle", "fact-value", "'bottle'", "bottled, river_pond", "'bottled'"),
    Wrong("toilet", "male", "fact-value", "'male'", "one of septic, semi_septic"),
    Wrong("has_radio", 1, "fact-type", "1", "true, false or null"),
    Wrong("has_radio", "true", "fact-type", "'true'", "true, false or null"),
    Wrong("has_radio", {}, "fact-type", "an object", "true, false or null"),
    Wrong("province", 92, "fact-type", "92", "text or null"),
    Wrong("household_id", 1.5, "fact-type", "1.5", "text, a whole number or null"),
    Wrong("household_id", True, "fact-type", "True", "text, a whole number or null"),
    Wrong("review_date", "2022-02-30", "fact-date", "'2022-02-30'", DAY),
    Wrong("review_date", "31/12/2022", "fact-date", "'31/12/2022'", DAY, "'2022-12-31'"),
    Wrong("review_date", "3-10-2022", "fact-date", "'3-10-2022'", DAY, "'2022-10-03'"),
    Wrong("review_date", "2022-10-3", "fact-date", "'2022-10-3'", DAY),
    Wrong("review_date", "20221003", "fact-date", "'20221003'", DAY),
    Wrong("review_date", "", "fact-date", "''", DAY),
    Wrong("review_date", 44837, "fact-date", "44837", DAY),
    Wrong("review_date", datetime(2022, 10, 3), "fact-date", "a datetime", DAY, "without the time"),
    Wrong("left_poor_list_on", "2022-13-01", "fact-date", "'2022-13-01'", DAY),
    Wrong("members", "two", "fact-type", "text of 3 characters", "a list of members or null"),
    Wrong("members", {}, "fact-type", "an object", "a list of members or null"),
    Wrong("incom_per_capita", 5, "fact-unknown", "not in the vocabulary", "a field", "'income_per"),
    Wrong("colour", "red", "fact-unknown", "not in the vocabulary", "a field", "Remove the field"),
    Wrong("sex", "male", "fact-unknown", "not in the vocabulary", "a field", "fact of a member"),
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong.name}={wrong.value!r}")
def test_a_wrong_fact_is_named_with_what_was_found_and_expected(wrong: Wrong) -> None:
    problem = only_problem({wrong.name: wrong.value})
    assert (problem.code, problem.path) == (wrong.code, wrong.name)
    assert wrong.found in problem.found
    assert wrong.expected in problem.expected
    assert wrong.advice in problem.advice
    assert str(problem).startswith(f"{wrong.name}: [{wrong.code}] found ")


MEMBER_WRONG: Final = [
    Wrong("age", -1, "fact-value", "-1", "a number from 0 on"),
    Wrong("age", 131, "fact-value", "131", "a number up to 130"),
    Wrong("age", 4.0, "fact-type", "4.0", "a whole number or null"),
    Wrong("age_months", 1572, "fact-value", "1572", "a number below 1572"),
    Wrong("height_cm", 0, "fact-value", "0", "a number above 0"),
    Wrong("height_cm", 1050, "fact-value", "1050", "a number up to 300"),
    Wrong("birth_date", "2015-02-29", "fact-date", "'2015-02-29'", DAY),
    Wrong("birth_date", "01.09.2015", "fact-date", "'01.09.2015'", DAY, "'2015-09-01'"),
    Wrong("birth_date", "2015", "fact-date", "'2015'", DAY),
    Wrong("sex", "femal", "fact-value", "'femal'", "one of male, female, or null", "'female'"),
    Wrong("member_id", [1], "fact-type", "a list", "text, a whole number or null"),
    Wrong("has_helth_insurance", True, "fact-unknown", "not in", "a field", "'has_health_ins"),
    Wrong("area", "rural", "fact-unknown", "not in", "a field", "fact of the household"),
]


@pytest.mark.parametrize("wrong", MEMBER_WRONG, ids=lambda wrong: f"{wrong.name}={wrong.value!r}")
def test_a_wrong_fact_of_a_member_is_named_with_its_place(wrong: Wrong) -> None:
    problem = only_problem(of_member(**{wrong.name: wrong.value}))
    assert (problem.code, problem.path) == (wrong.code, f"members[1].{wrong.name}")
    assert wrong.found in problem.found
    assert wrong.expected in problem.expected
    assert wrong.advice in problem.advice


OF_OTHER_SUBJECTS: Final[dict[str, Subject]] = {
    "organisation_kind": "organisation",
    "community_kind": "community",
    "official_level": "official",
}


@pytest.mark.parametrize("name", ENUMERATIONS)
def test_every_list_of_values_is_written_out_in_full(name: str) -> None:
    if name in OF_OTHER_SUBJECTS:
        with pytest.raises(InvalidFactsError) as caught:
            classify_subject(OF_OTHER_SUBJECTS[name], {name: "xyz"}, rules="kh-132-2022-can-tho")
        (problem,) = caught.value.problems
    elif name in Household.model_fields:
        problem = only_problem({name: "xyz"})
    else:
        problem = only_problem(of_member(**{name: "xyz"}))
    assert problem.expected == f"one of {', '.join(ENUMERATIONS[name])}, or null"


def test_members_that_are_no_objects_are_each_named() -> None:
    problems = problems_of({"members": [{}, 1, None, "x", []]})
    expected = "an object of facts"
    assert [(one.path, one.expected) for one in problems] == [
        (f"members[{index}]", expected) for index in (1, 2, 3, 4)
    ]


class Contradiction(NamedTuple):
    facts: dict[str, Any]
    paths: list[str]
    code: str
    expected: str


CONTRADICTIONS: Final = [
    Contradiction({"age": 4, "age_months": 60}, ["age_months"], "age-contradiction", "48 to 59"),
    Contradiction({"age": 4, "age_months": 47}, ["age_months"], "age-contradiction", "48 to 59"),
    Contradiction(
        {"birth_date": "2012-10-04", "age": 10}, ["age"], "age-contradiction", "9"
    ),  # ten on the day after the review
    Contradiction(
        {"birth_date": "2012-10-03", "age_months": 119}, ["age_months"], "age-contradiction", "120"
    ),
    Contradiction(
        {"birth_date": "2012-10-03", "age": 9, "age_months": 119},
        ["age", "age_months"],
        "age-contradiction",
        "10",
    ),
    Contradiction(
        {"birth_date": "2022-10-04"}, ["birth_date"], "birth-after-review", "before the review date"
    ),
    Contradiction({"birth_date": "1891-10-03"}, ["birth_date"], "fact-value", "131 years"),
]


@pytest.mark.parametrize("one", CONTRADICTIONS, ids=lambda one: str(one.facts))
def test_contradictory_ages_are_named(one: Contradiction) -> None:
    problems = problems_of(of_member(**one.facts))
    assert [problem.path for problem in problems] == [f"members[1].{name}" for name in one.paths]
    assert {problem.code for problem in problems} == {one.code}
    assert one.expected in problems[0].expected


@pytest.mark.parametrize(
    "facts",
    [
        {"age": 4, "age_months": 59},
        {"age": 4, "age_months": 48},
        {"birth_date": "2012-10-03", "age": 10, "age_months": 120},
        {"birth_date": "2022-10-03"},
        {"birth_date": "1891-10-04"},
        {"birth_date": date(1980, 5, 17), "age": 42},
    ],
    ids=str,
)
def test_ages_that_agree_are_accepted(facts: dict[str, Any]) -> None:
    classify(of_member(**facts))


@pytest.mark.parametrize("day", ["2021-12-31", "2027-01-01"])
def test_a_review_outside_the_period_of_the_rules_is_refused(day: str) -> None:
    problem = only_problem({"review_date": day})
    assert (problem.code, problem.path, problem.found) == ("not-in-force", "review_date", day)
    assert "2022-01-01 – 2026-12-31" in problem.expected


@pytest.mark.parametrize("day", ["2022-01-01", "2026-12-31"])
def test_the_first_and_the_last_day_of_the_period_are_accepted(day: str) -> None:
    classify({"review_date": day})


MANY: Final[dict[str, Any]] = {
    "household_id": [],
    "review_date": "2022-10-03",
    "area": "town",
    "income_per_capita": "1.500.000",
    "colour": "red",
    "members": [
        {"age": 4, "age_months": 90},
        {"birth_date": "2023-01-01", "sex": "x", "studying": "yes"},
        {"birth_date": "30/02/2020", "age": 2},
        7,
    ],
}
MANY_PLACES: Final = [
    ("household_id", "fact-type"),
    ("area", "fact-value"),
    ("income_per_capita", "fact-type"),
    ("colour", "fact-unknown"),
    ("members[0].age_months", "age-contradiction"),
    ("members[1].birth_date", "birth-after-review"),
    ("members[1].sex", "fact-value"),
    ("members[1].studying", "fact-type"),
    ("members[2].birth_date", "fact-date"),
    ("members[3]", "fact-type"),
]


@pytest.mark.parametrize("source", [MANY, json.dumps(MANY), json.dumps(MANY).encode()], ids=type)
def test_all_problems_are_reported_at_once(source: Any) -> None:
    problems = problems_of(source)
    assert sorted((one.path, one.code) for one in problems) == sorted(MANY_PLACES)
    with pytest.raises(InvalidFactsError, match="10 problems in the facts"):
        classify(source)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "EOF"),
        ("{", "EOF"),
        ('{"area": "rural"', "EOF"),
        ("{area: 1}", "key must be a string at line 1 column 2"),
        ('{"area": rural}', "line 1 column 10"),
        ('{"area": 1} {}', "trailing characters"),
        ("[1]", "a list"),
        ("null", "None"),
        ("5", "5"),
        ('"rural"', "'rural'"),
        (b"\xff", "line 1 column 1"),
        ("[" * 5000, "recursion limit"),
    ],
)
def test_text_that_is_not_json_of_one_household_is_refused(text: str | bytes, found: str) -> None:
    problem = only_problem(text)
    assert (problem.code, problem.path) == ("fact-json", "")
    assert found in problem.found
    assert problem.expected == "the JSON object of one household"


@pytest.mark.parametrize("value", [None, 5, [], [{}], 1.5, date(2022, 1, 1)], ids=str)
def test_what_is_no_household_at_all_is_refused(value: Any) -> None:
    problem = only_problem(value)
    assert (problem.code, problem.expected) == ("fact-type", "an object of facts")


def test_names_of_fields_must_be_text() -> None:
    assert only_problem({5: "rural"}).code == "fact-unknown"


def test_problems_of_a_model_are_found_too() -> None:
    member = Member(age=4, age_months=90)
    assert only_problem(Household(members=(member,))).path == "members[0].age_months"


def test_problems_are_plain_values_for_json() -> None:
    plain = only_problem({"area": "rurall"}).to_dict()
    assert json.loads(json.dumps(plain)) == {
        "code": "fact-value",
        "path": "area",
        "found": "'rurall'",
        "expected": "one of rural, urban, or null",
        "advice": "Did you mean 'rural'?",
        "file": None,
        "line": None,
        "column": None,
    }


PERSONAL: Final = [
    NAME,
    "Hoa",
    "hoa",
    "NGUYEN THI HOA",
    "Nguyen_Thi_Hoa",
    NUMBER,
    f"{NUMBER[:3]} {NUMBER[3:6]} {NUMBER[6:]}",
    f"{NUMBER}.",
    f"CCCD{NUMBER}",
    "280123456",
    f"{NAME}, 1979-02-01",
    int(NUMBER),
    -int(NUMBER),
    float(NUMBER),
    [NAME],
    {NAME: NUMBER},
]
OF_HOUSEHOLD: Final = [
    "area",
    "review_date",
    "income_per_capita",
    "floor_area_m2",
    "has_radio",
    "members",
    "ten_chu_ho",
]
OF_MEMBER: Final = ["sex", "birth_date", "age", "age_months", "height_cm", "studying", "ho_ten"]
FREE_TEXT: Final = frozenset({"province", "district", "commune", "household_id", "member_id"})


def secrets_of(value: Any) -> list[str]:
    if isinstance(value, list | dict):
        return [NAME, NUMBER]
    return [str(value).strip("-."), f"{value:.0f}".strip("-") if isinstance(value, float) else NAME]


@pytest.mark.parametrize("value", PERSONAL, ids=str)
@pytest.mark.parametrize("name", OF_HOUSEHOLD)
def test_no_message_shows_a_name_or_number_put_into_a_household(name: str, value: Any) -> None:
    if name == "income_per_capita" and value == int(NUMBER):
        return  # a large income, but one that may be
    if name == "floor_area_m2" and value in (int(NUMBER), float(NUMBER)):
        return
    shown = "\n".join(map(str, problems_of({name: value})))
    assert not [secret for secret in secrets_of(value) if secret in shown]


@pytest.mark.parametrize("value", PERSONAL, ids=str)
@pytest.mark.parametrize("name", OF_MEMBER)
def test_no_message_shows_a_name_or_number_put_into_a_member(name: str, value: Any) -> None:
    problems = problems_of(of_member(**{name: value}))
    shown = "\n".join(
        [str(InvalidFactsError(problems)), json.dumps([p.to_dict() for p in problems])]
    )
    assert not [secret for secret in secrets_of(value) if secret in shown]


@pytest.mark.parametrize("field", [NAME, NUMBER, f"cccd_{NUMBER}", int(NUMBER), "x" * 41], ids=str)
def test_no_message_shows_the_name_of_a_field_that_may_be_personal(field: Any) -> None:
    for household in ({field: "x"}, {"members": [{field: "x"}]}):
        problem = only_problem(household)
        assert str(field) not in str(problem)
        assert "<a field>" in problem.path
        assert "not shown" in problem.advice


@pytest.mark.parametrize(
    "text",
    [
        f'{{"ho_ten": {NAME}}}',
        f'{{"ho_ten": "{NAME}}}',
        f"{{{NAME}: 1}}",
        f'{{"cccd": {NUMBER}x}}',
        f"{NAME};{NUMBER}",
        f'["{NAME}", {NUMBER}]',
        f'"{NAME}"',
        NUMBER,
    ],
)
def test_no_message_shows_a_part_of_text_that_is_not_json(text: str) -> None:
    shown = str(only_problem(text))
    assert NAME not in shown
    assert NUMBER not in shown


def test_no_name_or_number_is_printed_by_the_command_line(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    member = {"ho_ten": NAME, "cccd": NUMBER, "sex": NAME, "birth_date": NUMBER, "age": int(NUMBER)}
    lines = [json.dumps({"household_id": 1, "members": [member]}), f'{{"x": {NAME}}}', f'"{NAME}"']
    (tmp_path / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    table = f"household_id,ho_ten,area\n1,{NAME},{NAME}\n2,{NAME},{NUMBER}\n"
    (tmp_path / "x.csv").write_text(table, encoding="utf-8")
    for name in ("x.jsonl", "x.csv"):
        assert main(["classify", name]) == 3
        assert main(["explain", name, "--household", "1"]) == 3
    captured = capsys.readouterr()
    shown = captured.out + captured.err
    assert "fact-unknown" in shown
    assert NAME not in shown
    assert NUMBER not in shown


def test_a_copy_with_other_facts_is_checked_as_any_facts_are() -> None:
    household = Household.model_validate({"area": "rural", "members": [{"age": 3}]})
    assert household.model_copy(update={"area": "urban"}).area == "urban"
    for update in ({"area": "town"}, {"income_per_capita": -1}, {"colour": "red"}):
        with pytest.raises(ValidationError):
            household.model_copy(update=update)
