"""A register of support already granted: what is read, and what conflicts with what."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chuan_ngheo import classify
from chuan_ngheo.programme.answers import answers_of
from chuan_ngheo.programme.conflicts import AreaLevel
from chuan_ngheo.programme.register import Conflict, Grant, Register, conflicts, read_register
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.rows import InputError
from tests.programme.households import NEAR_POOR, RULES, boy, household, woman
from tests.strategies import households

HERE: Final = "Thới Lai"
TRAINING: Final = Grant("H1", 1, "da1", "vocational_training", HERE, date(2022, 5, 1))


def marks(
    facts: dict[str, Any], *grants: Grant, area_level: AreaLevel = "commune"
) -> list[Conflict]:
    decision = classify(facts, rules=RULES)
    return list(conflicts(decision, facts, grants, area_level=area_level))


def only(facts: dict[str, Any], *grants: Grant) -> Conflict:
    (found,) = marks(facts, *grants)
    return found


def test_the_same_content_in_the_same_area_for_the_same_person_is_a_certain_conflict() -> None:
    found = only(household(), TRAINING)
    assert (found.kind, found.value, found.certainty) == ("same_content", True, "certain")
    assert (found.benefit.id, found.other.id, found.content) == (
        "da3_1",
        "da1",
        "vocational_training",
    )
    assert (found.members, found.unknown_members, found.doubts) == ((0,), (), ())


def test_a_conflict_cites_both_lines_and_the_plan_in_both_languages() -> None:
    found = only(household(), TRAINING)
    assert found.write("en") == (
        "Certain conflict: the same content of support under two projects or sub-projects, in "
        "the same area, for the same beneficiary (vocational training; member 1). Eligible: line "
        "III.3.1, Sub-project 1 of project 3: vocational education [item III.3, Dự án 3, Tiểu dự "
        "án 1, Plan 132/KH-UBND; item III.3.1, Annex 2, Plan 132/KH-UBND]. Already granted: line "
        "III.1, Project 1: diverse livelihoods and models of poverty reduction [item III.3, Dự "
        "án 1, Plan 132/KH-UBND; item III.1, Annex 2, Plan 132/KH-UBND]. Ground: item VI.3.b, "
        "Plan 132/KH-UBND."
    )
    text = found.write("vi")
    for part in (
        "Trùng chắc chắn: trùng nội dung hỗ trợ",
        "(đào tạo nghề; thành viên 1)",
        "Được hưởng: dòng III.3.1, Tiểu dự án 1 Dự án 3",
        "Đã hỗ trợ: dòng III.1, Dự án 1",
        "Căn cứ: mục VI.3.b Kế hoạch 132/KH-UBND.",
    ):
        assert part in text


def test_a_conflict_is_plain_values_for_json() -> None:
    plain = json.loads(json.dumps(only(household(), TRAINING).to_dict()))
    assert (plain["line"], plain["other_line"], plain["value"]) == ("III.3.1", "III.1", True)
    assert plain["ground"] == ["item VI.3.b, Plan 132/KH-UBND"]
    assert plain["grant"] == {
        "household_id": "H1",
        "member_id": 1,
        "benefit": "da1",
        "content": "vocational_training",
        "area": HERE,
        "granted_on": "2022-05-01",
    }
    assert plain["text"]["vi"].startswith("Trùng chắc chắn")


@pytest.mark.parametrize(
    "other",
    [
        Grant("H1", 1, "da1", "public_works_job", HERE),  # a content that no other project has
        Grant("H1", 1, "da1", "vocational_training", "Cờ Đỏ"),  # another area
        Grant("H1", 3, "da1", "vocational_training", HERE),  # the boy is not trained
        Grant("H1", 9, "da1", "vocational_training", HERE),  # nobody of the household
        Grant("H2", 1, "da1", "vocational_training", HERE),  # another household
        Grant("H1", None, "cs1", "credit", HERE),  # a policy beside projects
    ],
)
def test_what_differs_in_one_part_of_the_key_is_no_conflict(other: Grant) -> None:
    assert marks(household(), other) == []


@pytest.mark.parametrize("area", ["Thới Lai", " thới  lai ", "THỚI LAI", "Tho\u031b\u0301i Lai"])
def test_an_area_is_the_same_however_it_is_typed(area: str) -> None:
    assert only(household(), Grant("H1", 1, "da1", "vocational_training", area)).value


@pytest.mark.parametrize(
    ("granted", "commune"), [(None, HERE), (HERE, None), (None, None), ("31258", HERE)]
)
def test_an_unknown_area_makes_a_possible_conflict(
    granted: str | None, commune: str | None
) -> None:
    grant = Grant("H1", 1, "da1", "vocational_training", granted)
    found = only(household(commune=commune), grant)
    assert (found.value, found.certainty, found.doubts) == (None, "possible", ("area",))
    assert (found.members, found.unknown_members) == ((), (0,))
    assert "It is not known whether the area is the same" in found.write("en")
    assert "Chưa biết có cùng địa bàn hay không" in found.write("vi")


def test_the_area_can_be_the_district_or_the_province() -> None:
    facts = household(district="Thới Lai district")
    grant = Grant("H1", 1, "da1", "vocational_training", "Thới Lai district")
    assert marks(facts, grant) == []
    (found,) = marks(facts, grant, area_level="district")
    assert found.value is True
    (found,) = marks(facts, grant, area_level="province")
    assert found.doubts == ("area",)


def test_a_grant_to_the_household_is_a_possible_conflict_for_its_members() -> None:
    found = only(household(), Grant("H1", None, "da1", "vocational_training", HERE))
    assert (found.value, found.doubts) == (None, ("beneficiary",))
    assert (found.members, found.unknown_members) == ((), (0, 1))
    assert "(vocational training; members 1, 2)" in found.write("en")


def test_two_projects_for_the_same_household_are_a_certain_conflict() -> None:
    found = only(household(), Grant("H1", None, "da2_1", "technical_training", HERE))
    assert (found.benefit.id, found.value) == ("da1", True)
    assert (found.members, found.unknown_members) == ((), (0, 1, 2))


def test_training_of_one_member_is_a_possible_conflict_for_the_household_of_another() -> None:
    facts = household(members=[woman(1), boy(3)])
    found = marks(facts, Grant("H1", 3, "da1", "production_inputs", HERE))
    assert [(item.benefit.id, item.value) for item in found] == [("da2_1", None)]


def test_members_without_ids_may_be_the_one_of_the_grant() -> None:
    found = only(household(members=[woman(1), woman(None)]), TRAINING)
    assert (found.members, found.unknown_members) == ((0,), (1,))
    found = only(household(members=[woman(None)]), TRAINING)
    assert (found.value, found.doubts, found.unknown_members) == (None, ("beneficiary",), (0,))


def test_unknown_members_and_unknown_eligibility_make_possible_conflicts() -> None:
    facts = household(members=None)
    found = [item for item in marks(facts, TRAINING) if item.benefit.id == "da3_1"]
    assert [(item.value, item.members) for item in found] == [(None, ())]
    found = marks(household(members=[woman(1, employment_status=None)]), TRAINING)
    assert [(item.value, item.doubts, item.unknown_members) for item in found] == [
        (None, ("eligibility",), (0,))
    ]


def test_a_household_that_is_not_eligible_has_no_conflict() -> None:
    assert marks(household(income_per_capita=9_000_000, resides_in_area=True), TRAINING) == []


def test_a_household_without_an_id_is_compared_with_nothing() -> None:
    grant = Grant("None", 1, "da1", "vocational_training", HERE)
    assert marks(household(household_id=None), grant) == []


def test_numbers_and_text_are_the_same_id() -> None:
    facts = household(household_id=7)
    assert only(facts, Grant("7", "1", "da1", "vocational_training", HERE)).members == (0,)


@pytest.mark.parametrize(
    ("granted_on", "value"),
    [(date(2022, 10, 2), True), (date(2022, 10, 3), True), (None, None), (date(2022, 10, 4), ())],
)
def test_electricity_is_given_to_a_household_once(granted_on: date | None, value: Any) -> None:
    found = marks(household(), Grant("H1", None, "cs4", "electricity", None, granted_on))
    if value == ():
        assert found == []
        return
    assert [(item.kind, item.value) for item in found] == [("once_only", value)]
    assert found[0].doubts == (() if value else ("date",))


def test_a_grant_of_the_household_that_names_a_member_is_of_the_household() -> None:
    found = only(household(), Grant("H1", 1, "cs4", "electricity", None, date(2022, 1, 5)))
    assert (found.kind, found.value, found.members) == ("once_only", True, ())


def test_an_entry_that_stands_twice_is_one_conflict() -> None:
    assert len(marks(household(), TRAINING, TRAINING)) == 1


def changed(benefit: str, **parts: Any) -> RuleSet:
    """Return the plan with one benefit changed."""
    benefits = {**RULES.benefits, benefit: replace(RULES.benefits[benefit], **parts)}
    return replace(RULES, benefits=benefits, hash=f"{RULES.hash} {benefit}")


def marks_under(rules: RuleSet, facts: dict[str, Any], *grants: Grant) -> list[Conflict]:
    return list(conflicts(classify(facts, rules=rules), facts, grants))


def test_two_parts_of_one_sub_project_are_no_conflict() -> None:
    content = RULES.benefits["da2_2_school"].content
    rules = changed("da2_2_direct", content=content)
    facts = household(members=[boy(1, pregnant=False, breastfeeding=False), woman(2)])
    grant = Grant("H1", 1, "da2_2_direct", "school_meals", HERE)
    assert classify(facts, rules=rules).eligibility["da2_2_school"].eligible
    assert marks_under(rules, facts, grant) == []
    other_line = changed("da2_2_direct", content=content, line="III.2.3")
    assert len(marks_under(other_line, facts, grant)) == 1


def test_a_project_may_be_combined_with_a_policy_that_gives_the_same() -> None:
    rules = changed("da1", content=RULES.benefits["cs1"].content)
    assert classify(household(), rules=rules).eligibility["da1"].eligible
    assert marks_under(rules, household(), Grant("H1", None, "cs1", "credit", HERE)) == []
    assert marks_under(rules, household(), Grant("H1", None, "da1", "credit", HERE)) == []


def test_what_another_member_has_is_no_better_benefit() -> None:
    rules = changed("da3_1", gives_way_to=("health_insurance_paid_otherwise",))
    facts = household(members=[woman(1), boy(2, health_insurance_state_paid_group=True)])
    assert marks_under(rules, facts) == []
    facts = household(members=[woman(1, health_insurance_state_paid_group=True), boy(2)])
    assert [item.members for item in marks_under(rules, facts)] == [(0,)]


def test_overseas_support_is_given_to_a_member_once() -> None:
    overseas = {"wants_overseas_work": True}
    facts = household(resides_in_area=True, members=[woman(1, **overseas), woman(2, **overseas)])
    day = date(2021, 3, 1)
    found = only(facts, Grant("H1", 2, "da3_2", "overseas_language_training", HERE, day))
    assert (found.kind, found.value, found.members) == ("once_only", True, (1,))
    assert "clause 5, Article 3, Joint circular 09/2016" in found.write("en")
    found = only(facts, Grant("H1", None, "da3_2", "overseas_language_training", HERE, day))
    assert (found.value, found.unknown_members) == (None, (0, 1))


def test_what_is_not_given_once_may_be_given_again() -> None:
    assert marks(household(), Grant("H1", None, "cs7", "tet_allowance")) == []


def test_only_the_best_health_insurance_is_given_to_a_person() -> None:
    found = only(household(), Grant("H1", 2, "cs2b", "health_insurance", "Cờ Đỏ"))
    assert (found.kind, found.value, found.members) == ("best_only", True, (1,))
    assert (found.benefit.line, found.other.id) == ("I.2.a", "cs2b")
    assert "clause 2, Article 22, Law on Health Insurance" in found.write("en")


@pytest.mark.parametrize(("paid", "value"), [(True, True), (None, None), (False, ())])
def test_support_for_insurance_gives_way_to_a_paid_card(paid: bool | None, value: Any) -> None:
    members = [{**NEAR_POOR["members"][0], "health_insurance_state_paid_group": paid}]
    facts = household(**{**NEAR_POOR, "members": members})
    assert classify(facts, rules=RULES).class_ == "near_poor"
    found = [(item.benefit.id, item.kind, item.value, item.grant) for item in marks(facts)]
    assert found == ([] if value == () else [("cs2b", "best_only", value, None)])
    if value != ():
        mark = marks(facts)[0]
        assert mark.doubts == (() if value else ("better_benefit",))
        assert (mark.members or mark.unknown_members) == (0,)
        assert "Gives way to: Already of a group" in mark.write("en")
        assert mark.to_dict()["other_line"] is None


GRANTS: Final = st.sampled_from(
    [
        Grant("H1", member, benefit.id, content, area, day)
        for benefit in RULES.benefits.values()
        for content in benefit.content
        for member in (None, 0, 1)
        for area in (None, HERE, "Cờ Đỏ")
        for day in (None, date(2022, 1, 1))
    ]
)


@given(facts=households(), few=st.lists(GRANTS, max_size=3), more=st.lists(GRANTS, max_size=3))
def test_adding_to_the_register_never_adds_eligibility_and_never_takes_a_conflict_away(
    facts: dict[str, Any], few: list[Grant], more: list[Grant]
) -> None:
    assume(facts.get("review_date", RULES.period.end) in RULES.period)
    members = [
        {**item, "member_id": place} for place, item in enumerate(facts.get("members") or ())
    ]
    facts = {**facts, "household_id": "H1", "commune": HERE, "members": members or None}
    decision = classify(facts, rules=RULES)
    before = answers_of(decision, facts, Register(tuple(few)))
    after = answers_of(decision, facts, Register((*few, *more)))
    for name, item in before.decision.eligibility.items():
        again = after.decision.eligibility[name]
        assert (item.eligible, item.members) == (again.eligible, again.members)
    assert all(mark in after.conflicts for mark in before.conflicts)
    eligible = {name for name, item in decision.eligibility.items() if item.eligible is not False}
    assert {item.benefit.id for item in after.conflicts} <= eligible


CSV: Final = """\ufeffhousehold_id;member_id;benefit;content;area;granted_on;note
H1;1;da1;vocational_training;Thới Lai;2022-05-01;x
2;;cs4;electricity;;;
;1;da1;vocational_training;;;
H1;1;da11;vocational_training;;;
H1;1;da1;vocational_trainin;;;
H1;1;da1;credit;;;
H1;1;da1;vocational_training;rural;;
H1;1;da1;vocational_training;;1/5/2022;
H1;1;da1
"""


def test_good_rows_of_a_register_are_used_and_each_bad_row_says_why(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(CSV, encoding="utf-8")
    found = read_register(path, RULES)
    assert found.grants == (TRAINING_AS_TEXT, Grant("2", None, "cs4", "electricity"))
    assert [
        (row.source.row, [(p.path, p.code) for p in row.problems]) for row in found.rejected
    ] == [
        (3, [("household_id", "grant-incomplete")]),
        (4, [("benefit", "grant-unknown")]),
        (5, [("content", "grant-unknown")]),
        (6, [("content", "grant-unknown")]),
        (7, [("area", "fact-value")]),
        (8, [("granted_on", "fact-date")]),
        (9, [("", "row-unreadable")]),
    ]
    advice = [row.problems[0].advice for row in found.rejected]
    assert advice[1:3] == ["Did you mean 'da1'?", "Did you mean 'vocational_training'?"]
    assert "da2_2_school, da3_1" in found.rejected[1].problems[0].expected
    assert found.rejected[2].problems[0].expected.startswith("da1: one of production_inputs, ")
    assert [notice.code for notice in found.notices] == ["column-unknown"]


TRAINING_AS_TEXT: Final = Grant("H1", "1", "da1", "vocational_training", HERE, date(2022, 5, 1))


@pytest.mark.parametrize("suffix", [".parquet", ".json", ".jsonl"])
def test_every_format_gives_the_same_grants(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"register{suffix}"
    rows = [
        {**TRAINING.to_dict(), "granted_on": date(2022, 5, 1)},
        Grant("H2", None, "cs4", "electricity").to_dict(),
    ]
    if suffix == ".parquet":
        polars.DataFrame(rows).write_parquet(path)
    elif suffix == ".json":
        path.write_text(json.dumps(rows, default=str), encoding="utf-8")
    else:
        lines = [json.dumps(row, default=str) + "\n" for row in rows]
        path.write_text("".join(lines), encoding="utf-8")
    found = read_register(path, RULES)
    assert found.rejected == ()
    assert found.grants == (TRAINING, Grant("H2", None, "cs4", "electricity"))
    assert found.of("H2") == found.grants[1:]
    assert (found.of("H3"), found.of(None)) == ((), ())


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("benefit", [], "grant-unknown"),
        ("content", {}, "grant-unknown"),
        ("household_id", True, "fact-type"),
        ("member_id", [1], "fact-type"),
        ("area", 1.5, "fact-type"),
        ("granted_on", 20220501, "fact-date"),
        ("granted_on", "20220501", "fact-date"),
        ("ho_ten", "Nguyễn Thị Hoa", "fact-unknown"),
        ("benefit", "Nguyễn Thị Hoa", "grant-unknown"),
        ("content", "079123456789", "grant-unknown"),
        ("benefit", None, "grant-incomplete"),
        ("content", "", "grant-incomplete"),
    ],
)
def test_a_wrong_value_is_named_without_showing_persons(
    name: str, value: Any, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "register.json"
    path.write_text(json.dumps({**TRAINING.to_dict(), name: value}), encoding="utf-8")
    (row,) = read_register(path, RULES).rejected
    (problem,) = row.problems
    assert problem.code == code
    assert "Hoa" not in str(problem)
    assert "079123456789" not in str(problem)


def test_a_register_that_cannot_be_read_at_all_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text("household_id,benefit,contents\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a column content\. Did you mean 'contents'"):
        read_register(tmp_path / "register.csv", RULES)
    with pytest.raises(InputError, match=r"a file ending in \.json, \.jsonl"):
        read_register(tmp_path / "register.xlsx", RULES)
    (tmp_path / "register.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="one grant, a list of grants"):
        read_register(tmp_path / "register.json", RULES)


def test_a_grant_to_nobody_of_the_household_is_noticed() -> None:
    decision = classify(household(), rules=RULES)
    stranger = Grant("H1", 9, "da1", "vocational_training", HERE)
    (notice,) = answers_of(decision, household(), Register((TRAINING, stranger))).notices
    assert (notice.code, notice.found[:8]) == ("grant-member-unknown", "1 grants")
    assert answers_of(decision, household(), Register((TRAINING,))).notices == ()
    facts = household(members=[woman(1), woman(None)])
    assert answers_of(classify(facts, rules=RULES), facts, Register((stranger,))).notices == ()
