"""``chuan-ngheo review deadlines`` and ``review path`` on the command line."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Final

import polars as pl
import pytest

from tests.command_line import run

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")

HEADING: Final = (
    "household_id,on_list,requested_on,form_a_goes_on,class,votes_for,votes_total,posted_on,"
    "complaints,recognised_on"
)
GOOD: Final = (
    "H1,poor,,,near_poor,30,40,2022-11-01,0,2022-11-20",
    "H2,none,2022-09-05,false,,,,,,",
    "H3,none,2022-09-05,true,poor,20,40,2022-11-01,,",
)


def cases(*rows: str, heading: str = HEADING, name: str = "cases.csv") -> None:
    Path(name).write_text("\n".join([heading, *rows, ""]), encoding="utf-8")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert run("review", *arguments) == status
    return capsys.readouterr().out


def test_deadlines_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "deadlines", "--kind", "annual", "--year", "2022", "--language", "vi")
    assert "01/09/2022  14/12/2022" in text
    assert "trước ngày 15/11" in text
    assert "posting_working_days: Niêm yết, thông báo công khai. Số ngày chưa tìm thấy" in text
    text = printed(capsys, "deadlines", "--kind", "annual", "--year", "2022")
    assert "2022-09-01  2022-12-14" in text
    assert "posting_working_days: Public posting. The number of days was found in no source" in text


def test_deadlines_as_json_with_rulings_and_days_off(capsys: pytest.CaptureFixture[str]) -> None:
    options = ("deadlines", "--kind", "regular", "--start", "2022-08-18", "--format", "json")
    plain = json.loads(printed(capsys, *options))
    assert [item["due"] for item in plain if item["id"] == "decision"] == ["2022-09-02"]
    off = json.loads(printed(capsys, *options, "--day-off", "2022-09-02"))
    assert [item["due"] for item in off if item["id"] == "decision"] == ["2022-09-05"]
    ruling = ("--ruling", "first_day_of_a_term=that_day")
    counted = json.loads(printed(capsys, *options, *ruling))
    assert [item["due"] for item in counted if item["id"] == "decision"] == ["2022-09-01"]
    assert plain[0]["citation"] == ["clause 1, Article 3, Decision 24/2021/QĐ-TTg"]


def test_the_table_says_that_public_holidays_are_not_known(
    capsys: pytest.CaptureFixture[str],
) -> None:
    options = ("review", "deadlines", "--kind", "regular", "--start", "2022-08-18")
    assert run(*options) == 0
    notice = "public holidays are not counted as days off: give each with --day-off\n"
    assert capsys.readouterr().err == notice
    assert run(*options, "--day-off", "2022-09-02") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--kind", "annual"), "--year: [fact-date] found nothing; expected a year, YYYY."),
        (("--kind", "regular"), "--start: [fact-date] found nothing"),
        (("--kind", "regular", "--year", "2022"), "--start: [fact-date] found nothing"),
        (("--kind", "regular", "--start", "20/6/2022"), "--start: [fact-date] found '20/6/2022'"),
        (("--kind", "regular", "--start", "2020-06-20"), "[not-in-force] found 2020-06-20"),
        (("--kind", "annual", "--year", "99999"), "--year: [fact-date] found nothing"),
        (("--kind", "annual", "--year", "2022", "--ruling", "tie=x"), "[unknown-ruling]"),
        (("--kind", "annual", "--year", "2022", "--day-off", "x"), "--day-off: [fact-date]"),
    ],
)
def test_wrong_options_say_what_is_needed(
    options: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("review", "deadlines", *options) == 3
    assert message in capsys.readouterr().err


def test_an_option_that_is_missing_is_told_in_vietnamese(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("review", "deadlines", "--kind", "annual", "--language", "vi") == 3
    assert "Tìm thấy: không có gì; cần: một năm, YYYY." in capsys.readouterr().err


def test_a_row_for_each_household(capsys: pytest.CaptureFixture[str]) -> None:
    cases(*GOOD)
    text = printed(capsys, "path", "cases.csv", "--year", "2022", "--format", "csv")
    names = ["household_id", "stage_reached", "current_stage", "state", "next_step"]
    names += ["next_deadline", "result", "leaves"]
    found = [tuple(row[name] for name in names) for row in csv.DictReader(io.StringIO(text))]
    assert found == [
        ("H1", "recognition", "recognition", "done", "none", "", "near_poor", "poverty"),
        ("H2", "request", "form_a", "stopped", "none", "", "", ""),
        (
            "H3",
            "village_meeting",
            "posting",
            "waiting",
            "end_of_posting",
            "2022-11-04",
            "poor",
            "",
        ),
    ]


def test_the_table_counts_stages_and_says_what_is_overdue(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cases(*GOOD)
    text = printed(capsys, "path", "cases.csv", "--date", "2022-11-05", "--strict", status=1)
    assert "Form A                   stopped           1" in text
    assert "overdue: 1" in text
    assert "village_meeting_tie = agreed: Village meeting: exactly half agree" in text
    text = printed(capsys, "path", "cases.csv", "--date", "2022-11-04", "--strict")
    assert "overdue: 0" in text
    assert "overdue" not in printed(capsys, "path", "cases.csv")
    text = printed(capsys, "path", "cases.csv", "--language", "vi")
    assert "Phiếu A" in text
    assert "cột E của Phiếu A bằng 0" in text


def test_a_long_table_is_cut_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    cases(*(f"H{number}{',' * 9}" for number in range(22)))
    assert "… and 2 more households: use --out" in printed(capsys, "path", "cases.csv")


def test_a_ruling_changes_the_path(capsys: pytest.CaptureFixture[str]) -> None:
    cases(GOOD[2].replace("2022-11-01", ""))
    ruling = ("--ruling", "village_meeting_tie=review_again")
    text = printed(capsys, "path", "cases.csv", "--format", "json", *ruling)
    assert json.loads(text)[0]["next_step"] == "review_again"
    text = printed(capsys, "path", "cases.csv", "--format", "json")
    assert json.loads(text)[0]["next_step"] == "posting"


def test_results_come_from_a_file_of_decisions(capsys: pytest.CaptureFixture[str]) -> None:
    cases("1,none,true", "2,none,true", "3,none,true", heading="household_id,on_list,requested")
    rows = {
        "household_id": [1, 2],
        "class": ["poor", None],
        "possible_classes": ["poor", "average_living_standard|above_average_living_standard"],
        "form_a_goes_on": [True, True],
        "employment": [True, None],
    }
    pl.DataFrame(rows).write_parquet("decisions.parquet")
    options = ("--decisions", "decisions.parquet", "--format", "json")
    found = json.loads(printed(capsys, "path", "cases.csv", *options))
    assert [(item["current_stage"], item["state"]) for item in found] == [
        ("village_meeting", "waiting"),
        ("form_b", "stopped"),
        ("form_a", "waiting"),
    ]


def test_bad_rows_are_kept_and_the_others_used(capsys: pytest.CaptureFixture[str]) -> None:
    cases(
        *GOOD,
        "H4,poor,,,poor,41,40,,,",
        "H5,rich,,,poor,,,,,",
        "H6,poor,5/9/2022,,,,,,,",
        "H7,poor,,maybe,,,,,,",
        ",poor,,,,,,,,",
        "H9,poor,,,,-1,,,,",
    )
    assert run("review", "path", "cases.csv", "--out", "paths.csv") == 3
    err = capsys.readouterr().err
    for line in (
        "row 4: votes_for: [review-contradiction] found 41; expected at most 40, as in votes_total",
        "row 5: on_list: [fact-value] found text of 4 characters; expected one of poor, near_poor",
        "row 6: requested_on: [fact-date] found '5/9/2022'; expected a date of the calendar",
        "row 7: form_a_goes_on: [fact-type] found text of 5 characters; expected true, false",
        "row 8: household_id: [fact-type] found nothing; expected text or a whole number",
        "row 9: votes_for: [fact-type] found '-1'; expected a whole number from 0, or nothing",
        "6 rejected rows were not used; see paths.rejects.jsonl",
    ):
        assert line in err
    assert len(Path("paths.csv").read_text(encoding="utf-8").splitlines()) == 1 + 3
    assert len(Path("paths.rejects.jsonl").read_text(encoding="utf-8").splitlines()) == 6


def test_a_case_and_its_decision_must_agree(capsys: pytest.CaptureFixture[str]) -> None:
    cases("1,poor,near_poor", heading="household_id,on_list,class")
    cases("1,poor", heading="household_id,class", name="decisions.csv")
    assert run("review", "path", "cases.csv", "--decisions", "decisions.csv") == 3
    found = "class: [review-contradiction] found near_poor; expected poor, as in the decisions"
    assert found in capsys.readouterr().err


def test_a_poor_household_is_not_also_not_poor(capsys: pytest.CaptureFixture[str]) -> None:
    cases("1,poor,true", heading="household_id,class,not_poor")
    assert run("review", "path", "cases.csv") == 3
    assert "not_poor: [review-contradiction] found true" in capsys.readouterr().err


def test_a_column_that_is_not_known_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    cases("1,1", heading="household_id,vote_for")
    assert run("review", "path", "cases.csv") == 0
    assert "Did you mean 'votes_for'?" in capsys.readouterr().err
    cases("1", heading="id")
    assert run("review", "path", "cases.csv") == 3
    assert "[column-missing]" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".xlsx", ".json"])
def test_cases_and_paths_in_every_format(suffix: str) -> None:
    cases(*GOOD)
    frame = pl.read_csv("cases.csv", try_parse_dates=True)
    if suffix == ".parquet":
        frame.write_parquet("in.parquet")
    elif suffix == ".xlsx":
        frame.write_excel("in.xlsx")
    elif suffix == ".json":
        rows = pl.read_csv("cases.csv").to_dicts()
        Path("in.json").write_text(json.dumps(rows), encoding="utf-8")
    else:
        frame.write_csv("in.csv")
    assert run("review", "path", f"in{suffix}", "--year", "2022", "--out", "paths.json") == 0
    found = json.loads(Path("paths.json").read_text(encoding="utf-8"))
    assert [item["current_stage"] for item in found] == ["recognition", "form_a", "posting"]
    assert run("review", "path", "cases.csv", "--year", "2022", "--out", f"paths{suffix}") == 0
    first = Path(f"paths{suffix}").read_bytes()
    assert run("review", "path", "cases.csv", "--year", "2022", "--out", f"paths{suffix}") == 0
    assert Path(f"paths{suffix}").read_bytes() == first


def test_help_loads_neither_polars_nor_pandas() -> None:
    code = (
        "import sys; from chuan_ngheo.cli.main import main\n"
        "try: main(['review', 'deadlines', '--help'])\n"
        "except SystemExit: pass\n"
        "assert not {'polars', 'pandas'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
