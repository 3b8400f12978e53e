"""The command ``chuan-ngheo eligibility`` on households and on other subjects."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from chuan_ngheo.cli.main import main
from tests.programme.households import NEAR_POOR, household

REGISTER = """household_id,member_id,benefit,content,area,granted_on
H1,1,da1,vocational_training,Thới Lai,2022-05-01
H2,,cs4,electricity,,2022-01-05
"""
BAD_REGISTER = REGISTER + "H1,1,da11,vocational_training,,\n"
WELL_OFF: dict[str, Any] = {"income_per_capita": 9_000_000, "resides_in_area": True}
HOUSEHOLDS = [
    household(),
    household(household_id="H2", **NEAR_POOR),
    household(household_id="H3", income_per_capita=None),
    household(household_id="H4", **WELL_OFF),
]


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    Path("one.json").write_text(json.dumps(household()), encoding="utf-8")
    Path("many.json").write_text(json.dumps(HOUSEHOLDS), encoding="utf-8")
    Path("register.csv").write_text(REGISTER, encoding="utf-8")
    Path("bad_register.csv").write_text(BAD_REGISTER, encoding="utf-8")


def run(*arguments: object) -> int:
    return main(["eligibility", *(str(argument) for argument in arguments)])


def printed_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    capsys.readouterr()
    assert run(*arguments, "--format", "json") == 0
    return json.loads(capsys.readouterr().out)


def test_one_household_gives_one_object_with_members_by_position_and_id(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = printed_json(capsys, "one.json", "--register", "register.csv")
    assert (found["household_id"], found["class"]) == ("H1", "poor")
    assert found["rule_set"] == "kh-132-2022-can-tho"
    training = found["eligibility"]["da3_1"]
    assert training["eligible"] is True
    assert training["members"] == [
        {"position": 0, "member_id": 1},
        {"position": 1, "member_id": 2},
    ]
    assert [mark["other"] for mark in training["conflicts"]] == ["da1"]
    assert found["eligibility"]["da4"]["missing_facts"] == ["on_commune_list", "resides_in_area"]
    ranks = [(mark["rank"], mark["id"]) for mark in training["priority"]]
    assert ranks[2] == (3, "priority_child")
    assert found["eligibility"]["da6"]["eligible"] is False


def test_the_table_of_one_household_reads_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("one.json", "--register", "register.csv", "--language", "en") == 0
    text = capsys.readouterr().out
    for line in (
        "Household H1, review date 2022-10-03",
        "Class: Poor household",
        "da3_1: Sub-project 1 of project 3: vocational education",
        "   eligible: yes",
        "   eligible members: member 1 (member_id 1), member 2 (member_id 2)",
        "     3. Child of a poor, near-poor or newly escaped household: member 3 (member_id 3)",
        "     1. Poor household of an ethnic minority: unknown",
        "   missing: On the commune's list; Resides in the area",
        "   eligible: no (only for official)",
        "   differs from the national rule: Child of the national nutrition project: yes "
        "(member 3 (member_id 3)) [Decision 1768/QĐ-BYT]",
    ):
        assert line in text.splitlines()
    assert "   ! Certain conflict: the same content" in text


def test_the_table_of_one_household_reads_in_vietnamese(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("one.json", "--register", "register.csv", "--language", "vi") == 0
    text = capsys.readouterr().out
    for line in (
        "Hộ H1, ngày rà soát 03/10/2022",
        "Xếp loại: Hộ nghèo",
        "   được hưởng: có",
        "   thành viên được hưởng: thành viên 1 (member_id 1), thành viên 2 (member_id 2)",
        "   được hưởng: không (chỉ dành cho cán bộ)",
    ):
        assert line in text.splitlines()
    assert "   ! Trùng chắc chắn: trùng nội dung" in text
    assert "   còn thiếu: " in text
    assert "   khác quy định quốc gia: " in text


def test_one_household_of_many_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed_json(capsys, "many.json", "--household", "H4")
    assert found["household_id"] == "H4"
    assert found["eligibility"]["cs1"]["eligible"] is False
    assert run("many.json", "--household", "H9") == 3
    assert "[household-unknown]" in capsys.readouterr().err


def test_many_households_give_a_short_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("many.json", "--register", "register.csv", "--language", "en") == 0
    rows = {line.split()[0]: line.split() for line in capsys.readouterr().out.splitlines() if line}
    # H1 is poor, H2 near-poor, H3 has an unknown income, H4 is above the lines.
    assert rows["cs2a"][-7:] == ["1", "2", "1", "3", "0", "/", "0"]
    assert rows["cs2b"][-7:] == ["1", "3", "0", "1", "0", "/", "0"]
    assert rows["da3_1"][-7:-3] == ["2", "1", "1", "3"]
    assert rows["da3_1"][-3:] == ["1", "/", "0"]
    assert rows["cs4"][-4:] == ["–", "0", "/", "0"]


def test_the_short_table_is_in_vietnamese_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("many.json", "--language", "vi") == 0
    text = capsys.readouterr().out
    assert "Số hộ: 4" in text
    assert "Được hưởng  Không  Chưa biết  Người hưởng" in text
    assert "khoản của cả hộ" in text


def rows_of(text: str) -> dict[tuple[str, str], dict[str, str]]:
    rows = csv.DictReader(io.StringIO(text))
    return {(row["household_id"], row["benefit"]): row for row in rows}


def test_csv_has_one_row_for_each_household_and_id(capsys: pytest.CaptureFixture[str]) -> None:
    Path("register.csv").write_text(REGISTER + "H1,,da2_1,technical_training,,\n", encoding="utf-8")
    assert run("many.json", "--register", "register.csv", "--format", "csv") == 0
    rows = rows_of(capsys.readouterr().out)
    assert len(rows) == 4 * 18
    training = rows["H1", "da3_1"]
    assert (training["eligible"], training["members"], training["member_ids"]) == (
        "true",
        "0|1",
        "1|2",
    )
    assert (training["conflicts"], training["possible_conflicts"]) == ("same_content:da1", "")
    livelihood = rows["H1", "da1"]
    assert (livelihood["conflicts"], livelihood["possible_conflicts"]) == (
        "",
        "same_content:da2_1",
    )
    assert (training["priority"], training["line"]) == ("priority_child|priority_woman", "III.3.1")
    assert training["possible_priority"].split("|")[0] == "poor_ethnic_minority_household"
    assert rows["H3", "cs2a"]["eligible"] == ""
    assert rows["H3", "cs2a"]["missing_facts"] == "income_per_capita"
    assert rows["H4", "cs2a"]["eligible"] == "false"


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".csv"])
def test_a_file_is_complete_and_alike_each_time(
    suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    contents = []
    for _ in range(2):
        assert run("many.json", "--out", f"out{suffix}") == 0
        contents.append(Path(f"out{suffix}").read_text(encoding="utf-8"))
    assert contents[0] == contents[1]
    assert "Id" in capsys.readouterr().out
    assert not [path for path in Path().iterdir() if path.name.startswith(".")]
    match suffix:
        case ".json":
            assert [one["household_id"] for one in json.loads(contents[0])] == [
                "H1", "H2", "H3", "H4",
            ]  # fmt: skip
        case ".jsonl":
            assert len([json.loads(line) for line in contents[0].splitlines()]) == 4
        case _:
            assert len(rows_of(contents[0])) == 72


def test_an_ending_that_cannot_be_written_is_refused_before_any_work(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("many.json", "--out", "out.xlsx") == 3
    assert "ending in .json, .jsonl, .ndjson, .csv" in capsys.readouterr().err


def test_bad_rows_of_input_and_register_are_kept_apart_and_good_rows_answered(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad = [household(), household(household_id="H2", area="town")]
    Path("some.json").write_text(json.dumps(bad), encoding="utf-8")
    assert run("some.json", "--register", "bad_register.csv", "--format", "json") == 3
    out, err = capsys.readouterr()
    assert [one["household_id"] for one in json.loads(out)] == ["H1"]
    assert "some.json, row 2: area: [fact-value]" in err
    assert "bad_register.csv, row 3: benefit: [grant-unknown] found 'da11'" in err
    assert "2 rejected rows were not used; see some.rejects.jsonl" in err
    kept = Path("some.rejects.jsonl").read_text(encoding="utf-8").splitlines()
    assert [(json.loads(line)["file"], json.loads(line)["row"]) for line in kept] == [
        ("some.json", 2),
        ("bad_register.csv", 3),
    ]


def test_a_grant_to_nobody_of_the_household_is_noticed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("register.csv").write_text(REGISTER.replace("H1,1", "H1,9"), encoding="utf-8")
    assert run("many.json", "--register", "register.csv") == 0
    assert "many.json, row 1: member_id: [grant-member-unknown]" in capsys.readouterr().err


def test_nothing_is_said_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("many.json", "--format", "csv") == 0
    assert capsys.readouterr().err == ""


OFFICIAL: dict[str, Any] = {"official_id": 1, "does_poverty_reduction_work": True}


@pytest.mark.parametrize(
    ("facts", "status"),
    [(OFFICIAL, 0), ({"official_id": 1}, 1)],
)
def test_strict_tells_an_unknown_by_the_status(facts: dict[str, Any], status: int) -> None:
    Path("official.json").write_text(json.dumps(facts), encoding="utf-8")
    assert run("official.json", "--subject", "official") == 0
    assert run("official.json", "--subject", "official", "--strict") == status


def known_household() -> dict[str, Any]:
    """Return a household above every line of which everything that a benefit reads is known."""
    member = {
        **NEAR_POOR["members"][0],
        "stable_livelihood": True,
        "disabled": False,
        "pregnant": False,
        "breastfeeding": False,
        "wants_overseas_work": True,
        "studying": False,
        "ethnic_minority": False,
        "gave_birth_within_policy": False,
    }
    return household(**{**NEAR_POOR, **WELL_OFF, "members": [member]})


def test_strict_tells_a_conflict_by_the_status() -> None:
    Path("known.json").write_text(json.dumps(known_household()), encoding="utf-8")
    grant = "household_id,member_id,benefit,content,granted_on\n"
    grant += "H1,1,da3_2,overseas_language_training,2021-01-01\n"
    Path("once.csv").write_text(grant, encoding="utf-8")
    assert run("known.json", "--strict") == 0
    assert run("known.json", "--strict", "--register", "once.csv") == 1
    assert run("known.json", "--register", "once.csv") == 0


def test_a_ruling_can_be_switched(capsys: pytest.CaptureFixture[str]) -> None:
    near_poor = household(**NEAR_POOR)
    Path("near.json").write_text(json.dumps(near_poor), encoding="utf-8")
    found = printed_json(capsys, "near.json")
    assert found["eligibility"]["cs7"]["eligible"] is False
    found = printed_json(capsys, "near.json", "--ruling", "cs7_recipients=poor_and_near_poor")
    assert found["eligibility"]["cs7"]["eligible"] is True


def test_the_area_of_a_grant_can_be_compared_with_the_district(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("one.json").write_text(json.dumps(household(district="Cờ Đỏ")), encoding="utf-8")
    arguments = ("one.json", "--register", "register.csv", "--area-level")
    found = printed_json(capsys, *arguments, "district")
    assert found["eligibility"]["da3_1"]["conflicts"] == []
    found = printed_json(capsys, *arguments, "commune")
    assert len(found["eligibility"]["da3_1"]["conflicts"]) == 1
