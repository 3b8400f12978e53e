"""``chuan-ngheo verify``: every altered cell is found, in every form of the decisions."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import polars
import pytest

from chuan_ngheo.audit.verify.sample import sample
from tests.audit.agreement import needs_durable
from tests.command_line import HOUSEHOLDS, household, json_lines, run, write_tables

pytestmark = [needs_durable, pytest.mark.usefixtures("in_an_empty_folder")]
ENGINES: Final = ("durable", "reference", "duckdb")
FORMS: Final = (".parquet", ".csv", ".csv.gz", ".json", ".jsonl")


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """The households of the tests of the command line, as tables."""
    folder = tmp_path / "facts"
    folder.mkdir()
    write_tables(folder, HOUSEHOLDS, ".parquet")
    return folder


def decided(facts: Path, suffix: str, *more: str) -> Path:
    path = facts.parent / f"decisions{suffix}"
    assert run("classify", facts, "--out", path, "--quiet", *more) == 0
    return path


def verified(decisions: Path, facts: Path, *more: object) -> tuple[int, dict[str, Any]]:
    """Return the exit status and the report."""
    report = facts.parent / "report.json"
    status = run("verify", decisions, "--facts", facts, "--out", report, *more)
    return status, json.loads(report.read_text(encoding="utf-8"))


def altered(path: Path, change: Callable[[list[dict[str, str]]], None]) -> None:
    """Change the rows of a CSV file."""
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    change(rows)
    names = dict.fromkeys(name for row in rows for name in row)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(names))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("suffix", FORMS)
def test_what_classify_wrote_agrees(facts: Path, suffix: str, engine: str) -> None:
    status, report = verified(decided(facts, suffix), facts, "--engine", engine)
    assert status == 0
    assert (report["agrees"], report["checked"], report["equal"]) == (True, 5, 5)
    assert report["findings"] == []


def test_the_default_engine_is_durable(facts: Path) -> None:
    status, report = verified(decided(facts, ".csv"), facts)
    assert (status, report["engine"]) == (0, "durable_rules 2.0.28")


def test_where_durable_is_not_available_the_reference_verifies_and_says_so(
    facts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("chuan_ngheo.readings.durable_reading.find_spec", lambda _: None)
    decisions = decided(facts, ".csv")
    status, report = verified(decisions, facts)
    assert status == 0
    assert report["engine"].startswith("reference ")
    error = capsys.readouterr().err
    assert "pip install 'chuan-ngheo[durable]'" in error
    assert "The engine reference is used instead." in error
    assert run("verify", decisions, "--facts", facts, "--engine", "durable") == 3
    assert "[engine-unavailable]" in capsys.readouterr().err


@pytest.mark.parametrize("engine", ENGINES)
def test_every_altered_cell_is_reported_with_its_row(facts: Path, engine: str) -> None:
    path = decided(facts, ".csv")

    def change(rows: list[dict[str, str]]) -> None:
        rows[0] |= {"class": "near_poor", "possible_classes": "near_poor"}
        rows[1]["employment"] = "true" if rows[1]["employment"] == "false" else "false"
        rows[2]["deprivations_certain"] = "11"
        rows[3]["class"] = "poor"
        rows[4]["water_source"] = ""

    altered(path, change)
    status, report = verified(path, facts, "--engine", engine)
    assert status == 1
    assert (report["checked"], report["equal"]) == (5, 0)
    found = [(item["row"], item["household_id"], item["column"]) for item in report["findings"]]
    assert found == [
        (1, "1", "class"),
        (1, "1", "possible_classes"),
        (2, "2", "employment"),
        (3, "3", "deprivations_certain"),
        (4, "4", "class"),
        (5, "5", "water_source"),
    ]
    values = [(item["recorded"], item["rederived"]) for item in report["findings"]]
    assert values[0] == ("near_poor", "poor")
    assert values[3][0] == 11
    assert values[4] == ("poor", None)
    assert values[5] == (None, True)


def test_every_single_cell_of_a_decision_is_compared(facts: Path) -> None:
    path = decided(facts, ".csv", "--rules", "kh-132-2022-can-tho")
    text = path.read_text(encoding="utf-8")
    names = text.partition("\n")[0].split(",")[1:]
    assert len(names) == 2 + 12 + 2 + 18

    def change(rows: list[dict[str, str]]) -> None:
        for name in names:
            rows[2][name] = {"true": "false", "false": "", "": "true"}.get(rows[2][name], "0")

    altered(path, change)
    status, report = verified(path, facts, "--rules", "kh-132-2022-can-tho")
    assert status == 1
    assert [item["column"] for item in report["findings"]] == names
    assert {item["row"] for item in report["findings"]} == {3}


def test_one_altered_cell_among_many_households(tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    write_tables(folder, [household(number) for number in range(1, 121)], ".csv")
    path = decided(folder, ".parquet")
    frame = polars.read_parquet(path)
    odd = polars.col("household_id").is_in(["17", "88"])
    changed = polars.when(odd).then(~polars.col("nutrition")).otherwise("nutrition")
    frame.with_columns(nutrition=changed).write_parquet(path)
    status, report = verified(path, folder)
    assert status == 1
    assert (report["checked"], report["equal"]) == (120, 118)
    found = [(item["household_id"], item["row"], item["column"]) for item in report["findings"]]
    assert found == [("17", 17, "nutrition"), ("88", 88, "nutrition")]


def test_altered_json(facts: Path) -> None:
    path = decided(facts, ".jsonl")
    decisions = json_lines(str(path))
    decisions[0]["class"] = "above_average_living_standard"
    decisions[1]["deprivation_count"]["possible"] += 1
    decisions[2]["rule_set_hash"] = "0" * 64
    decisions[3]["possible_classes"] = decisions[3]["possible_classes"][:1]
    del decisions[4]["deprivations"]["water_source"]
    lines = [json.dumps(one) + "\n" for one in decisions]
    path.write_text("".join(lines), encoding="utf-8")
    status, report = verified(path, facts)
    assert status == 1
    assert [(item["row"], item["column"]) for item in report["findings"]] == [
        (1, "class"),
        (2, "deprivations_possible"),
        (3, "rule_set_hash"),
        (4, "possible_classes"),
        (5, "water_source"),
    ]
    assert report["findings"][2]["rederived"] == report["rule_set_hash"]
    assert report["findings"][4]["recorded"] == "(absent)"


def test_other_rulings_are_another_rule_set(facts: Path) -> None:
    path = decided(facts, ".json", "--ruling", "rainwater=not_clean")
    status, report = verified(path, facts)
    assert status == 1
    assert {item["column"] for item in report["findings"]} == {"rule_set_hash"}
    assert verified(path, facts, "--ruling", "rainwater=not_clean")[0] == 0


def test_households_of_one_side_only_and_households_that_stand_twice(facts: Path) -> None:
    path = decided(facts, ".csv")

    def change(rows: list[dict[str, str]]) -> None:
        rows[1]["household_id"] = "77"
        rows.append(dict(rows[0]))

    altered(path, change)
    status, report = verified(path, facts)
    assert status == 1
    found = {(item["kind"], item["household_id"], item["row"]) for item in report["findings"]}
    assert found == {
        ("only_in_decisions", "77", 2),
        ("only_in_facts", "2", 2),
        ("duplicate", "1", 1),
        ("duplicate", "1", 6),
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_decisions_on_facts_that_cannot_be_used(tmp_path: Path, engine: str) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    write_tables(folder, HOUSEHOLDS, ".csv")
    path = decided(folder, ".csv")
    households = folder / "households.csv"
    text = households.read_text(encoding="utf-8")
    heading, *lines = text.splitlines(keepends=True)
    place = heading.strip().split(",").index("income_per_capita")
    cells = lines[2].split(",")
    cells[place] = "much"
    lines[2] = ",".join(cells)
    households.write_text(heading + "".join(lines), encoding="utf-8")
    status, report = verified(path, folder, "--engine", engine)
    assert status == 1
    (finding,) = report["findings"]
    assert (finding["kind"], finding["household_id"], finding["row"]) == ("facts_unusable", "3", 3)
    assert "income_per_capita: fact-type" in finding["detail"]
    altered(path, lambda rows: rows.remove(rows[2]))
    status, report = verified(path, folder, "--engine", engine)
    assert (status, report["facts_unusable_and_not_decided"], report["checked"]) == (0, 1, 4)


def test_missing_and_unknown_columns(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = decided(facts, ".parquet")
    frame = polars.read_parquet(path)
    frame.drop("nutrition").with_columns(remark=polars.lit("x")).write_parquet(path)
    status, report = verified(path, facts, "--language", "en")
    assert status == 1
    assert report["missing_columns"] == ["nutrition"]
    assert report["unknown_columns"] == ["remark"]
    assert "Columns that are missing: nutrition" in capsys.readouterr().out
    frame.drop("household_id").write_parquet(path)
    assert run("verify", path, "--facts", facts) == 3
    assert "[column-missing]" in capsys.readouterr().err


def test_a_sample_depends_on_ids_and_seed_alone(facts: Path) -> None:
    path = decided(facts, ".csv")
    wanted = sorted("12345", key=lambda one: sha256(f"7:{one}".encode()).hexdigest())[:2]
    altered(path, lambda rows: rows.reverse())
    evidence = facts.parent / "evidence.jsonl"
    options = ("--sample", 2, "--seed", 7, "--evidence", evidence)
    status, report = verified(path, facts, *options)
    assert status == 0
    assert (report["checked"], report["sample"]) == (2, {"size": 2, "seed": 7})
    assert {one["household_id"] for one in json_lines(str(evidence))} == {*wanted}
    assert sample("54321", 9, 7) == frozenset("12345")


def test_a_household_outside_the_sample_is_no_difference(facts: Path) -> None:
    path = decided(facts, ".csv")
    altered(path, lambda rows: rows.append({**rows[0], "household_id": "9"}))
    inside = sample("123459", 3, 0)
    status, report = verified(path, facts, "--sample", 3, "--engine", "reference")
    assert status == ("9" in inside)
    assert report["checked"] == len(inside - {"9"})


def test_the_evidence_is_what_fired_in_order(facts: Path) -> None:
    evidence = facts.parent / "evidence.jsonl"
    assert verified(decided(facts, ".csv"), facts, "--evidence", evidence)[0] == 0
    lines = json_lines(str(evidence))
    assert [line["household_id"] for line in lines] == list("12345")
    for line, report in zip(lines, json_lines(str(decided(facts, ".jsonl"))), strict=True):
        fired = {item["rule"]: item for item in line["fired"] if "member" not in item}
        told = {name: item["value"] for name, item in fired.items()}
        for name, value in report["deprivations"].items():
            assert told.get(name) is value
        assert all(
            type(number) is int for item in line["fired"] for number in item["facts"].values()
        )


def test_only_durable_gives_evidence(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = decided(facts, ".csv")
    options = ("--engine", "duckdb", "--evidence", facts.parent / "evidence.jsonl")
    assert run("verify", path, "--facts", facts, *options) == 3
    assert "[engine-unavailable]" in capsys.readouterr().err


def test_json_facts(tmp_path: Path) -> None:
    path = tmp_path / "households.json"
    path.write_text(json.dumps(HOUSEHOLDS), encoding="utf-8")
    out = tmp_path / "decisions.csv"
    assert run("classify", path, "--out", out, "--quiet") == 0
    assert run("verify", out, "--facts", path) == 0
    assert run("verify", out, "--facts", path, "--engine", "reference") == 0
    assert run("verify", out, "--facts", path, "--engine", "duckdb") == 3


def test_a_review_date_for_households_without_one(facts: Path) -> None:
    bare = facts.parent / "bare"
    bare.mkdir()
    households = [{**one, "review_date": None} for one in HOUSEHOLDS]
    write_tables(bare, households, ".parquet")
    path = decided(bare, ".csv", "--review-date", "2026-12-31")
    for engine in ENGINES:
        options = ("--engine", engine, "--review-date", "2026-12-31")
        assert verified(path, bare, *options)[0] == 0


def test_the_report_as_table_and_csv(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = decided(facts, ".csv")
    altered(path, lambda rows: rows[3].update({"class": "poor"}))
    capsys.readouterr()
    assert run("verify", path, "--facts", facts, "--format", "csv") == 1
    assert capsys.readouterr().out == (
        "kind,household_id,row,column,recorded,rederived,detail\ndifferent,4,4,class,poor,,\n"
    )
    assert run("verify", path, "--facts", facts, "--language", "vi") == 1
    shown = capsys.readouterr().out
    assert "Số hộ đã kiểm tra: 5; khớp: 4" in shown
    assert "chưa biết" in shown
    written = facts.parent / "report.csv"
    assert run("verify", path, "--facts", facts, "--out", written, "--format", "json") == 1
    assert written.read_text(encoding="utf-8").splitlines()[1] == "different,4,4,class,poor,,"
    assert json.loads(capsys.readouterr().out)["findings"][0]["column"] == "class"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("decisions.txt", "household_id,class\n"),
        ("absent.csv", None),
        ("decisions.json", "not json"),
        ("decisions.parquet", "not parquet"),
    ],
)
def test_decisions_that_cannot_be_read(
    facts: Path, name: str, text: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = facts.parent / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    assert run("verify", path, "--facts", facts) == 3
    assert "[file-unreadable]" in capsys.readouterr().err


def test_a_row_that_cannot_be_read_is_reported_and_the_others_are_verified(facts: Path) -> None:
    path = decided(facts, ".csv")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[2] = "2,near_poor\n"
    path.write_text("".join(lines), encoding="utf-8")
    status, report = verified(path, facts)
    kinds = [(item["kind"], item["row"]) for item in report["findings"]]
    assert (status, report["equal"]) == (1, 4)
    assert kinds == [("row_unreadable", 2), ("only_in_facts", 2)]


def test_an_output_does_not_take_the_place_of_what_is_read(facts: Path) -> None:
    path = decided(facts, ".csv")
    before = path.read_bytes()
    assert run("verify", path, "--facts", facts, "--out", path) == 3
    assert path.read_bytes() == before


@pytest.mark.parametrize("rule_set", ["nd-07-2021", "kh-132-2022-can-tho"])
def test_classify_with_durable(facts: Path, rule_set: str) -> None:
    by_polars = decided(facts, ".csv", "--rules", rule_set).read_bytes()
    by_durable = decided(facts, ".csv", "--rules", rule_set, "--engine", "durable").read_bytes()
    assert by_durable == by_polars
