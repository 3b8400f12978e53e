"""The command line: ``chuan-ngheo programme``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chuan_ngheo.cli.main import main
from chuan_ngheo.programme.plan import load_plan
from tests.command_line import write_tables
from tests.programme.population import average, household, near_poor, undetermined

PLAN = load_plan()
HOUSEHOLDS = [
    household(1, mother={"wants_overseas_work": True}),
    near_poor(2, area="urban"),
    undetermined(3),
    average(4, income_per_capita=1_800_000),
]


def run(*arguments: object) -> int:
    return main(["programme", *map(str, arguments)])


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    Path("x.json").write_text(json.dumps(HOUSEHOLDS), encoding="utf-8")


def as_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    assert run(*arguments, "--format", "json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_figures_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "x.json")
    assert (found["rule_set"], found["households"], found["undetermined"]) == (
        "kh-132-2022-can-tho",
        4,
        1,
    )
    benefits = {one["id"]: one for one in found["benefits"]}
    assert len(benefits) == 18
    assert benefits["da3_1"]["eligible"] == {
        "households": 3,
        "households_unknown": 0,
        "persons": 3,
        "persons_unknown": 0,
        "households_without_members": 0,
    }
    assert benefits["da3_1"]["cost"]["low"] == 16.7
    assert benefits["da3_1"]["cost"]["high"] == 17.2
    assert benefits["da3_1"]["cost"]["budget_less_low"] == 13_423.3
    assert benefits["da4"]["cost"]["low"] == 120.0
    assert benefits["da4"]["budget"]["community"] == 56_000
    assert benefits["da4"]["budget"]["central_budget"] is None
    assert benefits["da2_1"]["inconsistencies"] == ["da2_community_blank"]
    assert [one["id"] for one in found["targets"]] == [row.id for row in PLAN.targets]
    assert set(found["inconsistencies"]) == {row.id for row in PLAN.inconsistencies}
    assert found["inconsistencies"]["t15_da3_1"]["numbers"] == ["1800", "2400"]
    missing = [one for one in found["budget"] if one["outcome"] == "missing"]
    assert [(one["code"], one["column"], one["recomputed"]) for one in missing] == [
        ("III.2", "community", 2_000)
    ]
    assert missing[0]["inconsistencies"] == ["da2_community_blank"]


def test_totals_of_the_city_are_given_on_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    options = ("--total-households", 1000, "--total-minority-households", 5)
    found = as_json(capsys, "x.json", *options)
    targets = {one["id"]: one for one in found["targets"]}
    assert targets["T01"]["value"] == {"low": 0.1, "high": 0.2}
    assert targets["T21"]["value"] == {"low": 0.0, "high": 0.0}
    assert not {one["id"]: one for one in as_json(capsys, "x.json")["targets"]}["T01"]["computable"]


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_tables_give_the_same_figures_as_json(
    suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from_json = as_json(capsys, "x.json")
    Path("data").mkdir()
    write_tables(Path("data"), HOUSEHOLDS, suffix)
    assert as_json(capsys, "data") == from_json
    both = (f"data/households{suffix}", "--members", f"data/members{suffix}")
    assert as_json(capsys, *both) == from_json


def test_every_figure_and_every_inconsistency_is_printed_in_both_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for language, decimal in (("vi", "13.423,3"), ("en", "13,423.3")):
        assert run("x.json", "--language", language) == 0
        text = capsys.readouterr().out
        for row in (*PLAN.targets, *PLAN.inconsistencies):
            assert (row.vi if language == "vi" else row.en) in text, row.id
        assert decimal in text
    assert "III.2" in text


def block(text: str, start: str) -> list[str]:
    """Return the lines of the paragraph that starts with ``start``."""
    return next(part for part in text.split("\n\n") if part.startswith(start)).split("\n")


def test_the_text_says_who_how_much_and_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("x.json", "--language", "en", "--total-households", 1000) == 0
    text = capsys.readouterr().out
    assert "4 households, 1 of them of undetermined class" in text
    training = block(text, "da3_1 [III.3.1]")
    assert "   Eligible: 3 households, 3 persons" in training
    assert "      Near-poor household: 1 household, 1 person" in training
    assert "   Budget of the plan: 13,440 (city budget 13,440)" in training
    assert training[-2].endswith("16.7 … 17.2; budget less cost: 13,423.3 … 13,422.8")
    assert training[-1].startswith("   ! Conflict in the plan [t15_da3_1]")
    nutrition = block(text, "da2_2_direct")
    assert "   Budget of the plan: 340 (city budget 340), shared with da2_2_school" in nutrition
    assert "   Eligible: 0 households, 0 persons" in nutrition
    assert block(text, "da6")[1] == "   Not for households"
    assert "   Eligible: 1 (+1 unknown) households, 2 (+2 unknown) persons" in block(text, "cs7")
    assert block(text, "T01")[1] == "   Value: 0.1 … 0.2 %; target < 0.15: unknown"
    assert block(text, "T03")[1] == "   Value: 2,899 … 2,900 households; target ≥ 2,343: met"
    assert block(text, "T07")[1] == "   Value: 100 %"
    assert block(text, "T02")[1].startswith("   Not computable: ")
    budget = block(text, "I Support policies")
    place = budget.index(
        "III.2 Project 2: agricultural production, better nutrition, community: blank; "
        "leaf rows 2,000: MISSING in a row that names others"
    )
    assert "[da2_community_blank]" in budget[place + 1]
    assert "TOTAL GRAND TOTAL, total: 5,600,826; leaf rows 5,600,826: agrees" in budget


def test_the_same_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("x.json", "--language", "vi", "--total-households", 1000) == 0
    text = capsys.readouterr().out
    assert "   Đủ điều kiện: 3 hộ, 3 người" in block(text, "da3_1")
    assert block(text, "T01")[1] == "   Giá trị: 0,1 … 0,2 %; chỉ tiêu < 0,15: chưa xác định"
    assert "tổng: 5.600.826; các dòng con 5.600.826: khớp" in text


def test_rows_that_cannot_be_read_are_reported_and_the_rest_is_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    wrong = household(5, income_per_capita="1.500.000")
    Path("x.json").write_text(json.dumps([*HOUSEHOLDS, wrong]), encoding="utf-8")
    assert run("x.json", "--rejects", "bad.jsonl", "--format", "json") == 3
    captured = capsys.readouterr()
    assert "x.json, row 5: income_per_capita: [fact-type]" in captured.err
    assert json.loads(captured.out)["households"] == 4
    assert len(Path("bad.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    assert run("x.json") == 3
    assert Path("x.rejects.jsonl").exists()


def test_a_total_smaller_than_the_data_is_a_usage_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("x.json", "--total-households", 3, "--language", "en") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "--total-households 3: the data alone hold 4 such households" in captured.err
    assert run("x.json", "--total-households", 4) == 0
    with pytest.raises(SystemExit) as stop:
        run("x.json", "--total-households", 0)
    assert stop.value.code == 2


def test_a_rule_set_without_a_plan_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("x.json", "--rules", "nd-07-2021") == 3
    assert "[table-file]" in capsys.readouterr().err


def test_rulings_change_who_is_eligible(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "x.json", "--ruling", "da3_1_classes=target_t15")
    training = next(one for one in found["benefits"] if one["id"] == "da3_1")
    assert training["eligible"]["persons"] == 4
    assert training["cost"]["without_unit_cost"] == 1
    assert found["rulings"]["da3_1_classes"] == "target_t15"


def test_what_a_cost_leaves_out_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    found = [*HOUSEHOLDS, near_poor(5, members=None)]
    Path("x.json").write_text(json.dumps(found), encoding="utf-8")
    options = ("--ruling", "da3_1_classes=target_t15")
    for language, costless, empty, eligible in (
        (
            "en",
            "Without an implied unit cost: 1",
            "Without the persons of households whose members are not recorded: 1",
            "members not recorded: 1",
        ),
        (
            "vi",
            "Không suy ra được mức cho: 1",
            "Chưa gồm người của 1 hộ không ghi thành viên",
            "1 hộ không ghi thành viên",
        ),
    ):
        assert run("x.json", *options, "--language", language) == 0
        training = block(capsys.readouterr().out, "da3_1 [III.3.1]")
        assert f"   {costless}" in training
        assert f"   {empty}" in training
        assert training[1].endswith(eligible)


def test_a_cost_above_the_budget_is_a_negative_difference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = [household(number, mother={"wants_overseas_work": True}) for number in range(41)]
    Path("x.json").write_text(json.dumps(found), encoding="utf-8")
    assert run("x.json", "--language", "en") == 0
    overseas = block(capsys.readouterr().out, "da3_2")
    assert any(line.endswith(": 287; budget less cost: −7") for line in overseas)


def test_no_personal_data_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    named = household("Nguyen-Van-A", mother={"member_id": "Tran-Thi-B"})
    Path("x.json").write_text(json.dumps([named]), encoding="utf-8")
    for options in (("--format", "json"), ("--language", "vi"), ("--language", "en")):
        assert run("x.json", *options) == 0
        text = capsys.readouterr().out
        assert "Nguyen-Van-A" not in text
        assert "Tran-Thi-B" not in text
        assert "1980-05-17" not in text
