"""Organisations, communities, officials and houses: every rule at each of its boundaries."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from chuan_ngheo import classify_subject
from chuan_ngheo.cli.main import main
from chuan_ngheo.subjects import Subject
from tests.programme.households import RULES
from tests.programme.subject_vectors import (
    COMMUNITIES,
    COMMUNITY,
    HOUSE,
    HOUSES,
    KINDS,
    LEVELS,
    OF_ORGANISATIONS,
    OFFICIALS,
    ORGANISATION,
    ORGANISATIONS,
    Facts,
    official,
)


def values(subject: Subject, facts: Facts) -> dict[str, bool | None]:
    answers = classify_subject(subject, facts, rules=RULES)
    return {answer.rule.id: answer.value for answer in answers}


@pytest.mark.parametrize(("facts", "value"), HOUSES, ids=str)
def test_a_house_has_30_square_metres_three_hard_parts_and_20_years(
    facts: Facts, value: bool | None
) -> None:
    assert values("house", {**HOUSE, **facts}) == {"da4_house": value}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_organisation_has_its_own_projects(kind: str) -> None:
    found = values("organisation", {**ORGANISATION, "organisation_kind": kind})
    assert found == {name: name in KINDS[kind] for name in OF_ORGANISATIONS}


@pytest.mark.parametrize(("rule", "kind", "facts", "value"), ORGANISATIONS, ids=str)
def test_each_term_of_an_organisation_decides(
    rule: str, kind: str | None, facts: Facts, value: bool | None
) -> None:
    found = values("organisation", {**ORGANISATION, "organisation_kind": kind, **facts})
    assert found[rule] is value


@pytest.mark.parametrize(("facts", "value"), COMMUNITIES, ids=str)
def test_a_community_lives_in_the_area_with_programme_households(
    facts: Facts, value: bool | None
) -> None:
    assert values("community", {**COMMUNITY, **facts}) == {"da1_community": value}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("works", "monitors", "value"), OFFICIALS)
def test_an_official_of_any_level_works_on_it_or_monitors_it(
    works: bool | None, monitors: bool | None, value: bool | None, level: str | None
) -> None:
    assert values("official", official(level, works, monitors)) == {"da6_official": value}


@pytest.fixture
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")


def run(*arguments: object) -> int:
    return main(["eligibility", *(str(argument) for argument in arguments)])


@pytest.mark.usefixtures("_folder")
@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".csv"])
def test_houses_are_read_from_every_format(suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    houses = [{"house_id": "A", **HOUSE}, {"house_id": "B", **HOUSE, "house_lifetime_years": None}]
    path = Path(f"houses{suffix}")
    if suffix == ".csv":
        lines = [",".join(houses[0])]
        for house in houses:
            lines.append(",".join("" if x is None else str(x).lower() for x in house.values()))
        path.write_text("\n".join(lines).replace("\na,", "\nA,").replace("\nb,", "\nB,"))
    else:
        lines = [json.dumps(house) for house in houses]
        text = f"[{','.join(lines)}]" if suffix == ".json" else "\n".join(lines)
        path.write_text(text, encoding="utf-8")
    assert run(path, "--subject", "house", "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["house_id"], row["eligible"], row["missing_facts"]) for row in rows] == [
        ("A", "true", ""),
        ("B", "", "house_lifetime_years"),
    ]


@pytest.mark.usefixtures("_folder")
def test_the_table_names_rule_citation_and_what_is_missing_in_both_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("x.json").write_text(json.dumps({**HOUSE, "house_lifetime_years": None}), encoding="utf-8")
    assert run("x.json", "--subject", "house", "--language", "en") == 0
    assert capsys.readouterr().out.splitlines()[2:] == [
        "House (row 1)",
        "  House that meets the terms of project 4 (da4): unknown",
        "     [item III.3, Dự án 4, Plan 132/KH-UBND]",
        "     missing: Lifetime of the house (house_lifetime_years)",
    ]
    assert run("x.json", "--subject", "house", "--language", "vi") == 0
    assert capsys.readouterr().out.splitlines()[2:] == [
        "Căn nhà (dòng 1)",
        "  Nhà đạt yêu cầu của Dự án 4 (da4): chưa biết",
        "     [mục III.3, Dự án 4 Kế hoạch 132/KH-UBND]",
        "     còn thiếu: Tuổi thọ căn nhà (house_lifetime_years)",
    ]


@pytest.mark.usefixtures("_folder")
def test_bad_subjects_are_kept_apart(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [{"official_id": 1}, {"official_id": [1]}, {"official_level": "city hall"}]
    text = "\n".join(json.dumps(line) for line in lines)
    Path("officials.jsonl").write_text(text, encoding="utf-8")
    assert run("officials.jsonl", "--subject", "official", "--format", "json") == 3
    out, err = capsys.readouterr()
    assert [(item["official_id"], item["row"]) for item in json.loads(out)] == [(1, 1)]
    assert json.loads(out)[0]["answers"][0]["eligible"] is None
    assert err.count("official_id: [fact-type] found a list; expected text, a whole number") == 1
    assert "row 3: official_level: [fact-value]" in err
    assert "2 rejected rows were not used" in err
    assert run("officials.xlsx", "--subject", "official") == 3
    assert "[file-unreadable]" in capsys.readouterr().err
