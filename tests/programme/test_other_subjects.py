"""Organisations, communities, officials and houses: every rule at each of its boundaries."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any, Final

import pytest

from chuan_ngheo import classify_subject
from chuan_ngheo.cli.main import main
from chuan_ngheo.subjects import Subject
from tests.programme.households import RULES

Facts = dict[str, Any]

ORGANISATION: Final[Facts] = {
    "operates_in_area": True,
    "run_by_city": True,
    "linked_with_programme_households": True,
}
COMMUNITY: Final[Facts] = {
    "community_kind": "household_group",
    "community_in_area": True,
    "has_programme_households": True,
}
HOUSE: Final[Facts] = {
    "house_floor_area_m2": 30,
    "house_foundation_hard": True,
    "house_frame_hard": True,
    "house_roof_hard": True,
    "house_lifetime_years": 20,
}


def values(subject: Subject, facts: Facts) -> dict[str, bool | None]:
    answers = classify_subject(subject, facts, rules=RULES)
    return {answer.rule.id: answer.value for answer in answers}


HOUSES: Final = [
    ({}, True),
    ({"house_floor_area_m2": 29.9}, False),
    ({"house_floor_area_m2": 29.99}, False),
    ({"house_floor_area_m2": 30.1}, True),
    ({"house_floor_area_m2": None}, None),
    ({"house_foundation_hard": False}, False),
    ({"house_frame_hard": False}, False),
    ({"house_roof_hard": False}, False),
    ({"house_foundation_hard": None}, None),
    ({"house_frame_hard": None}, None),
    ({"house_roof_hard": None}, None),
    ({"house_roof_hard": None, "house_frame_hard": False}, False),
    ({"house_lifetime_years": 19.9}, False),
    ({"house_lifetime_years": 20.1}, True),
    ({"house_lifetime_years": None}, None),
    ({"house_lifetime_years": None, "house_floor_area_m2": 29.9}, False),
]


@pytest.mark.parametrize(("facts", "value"), HOUSES, ids=str)
def test_a_house_has_30_square_metres_three_hard_parts_and_20_years(
    facts: Facts, value: bool | None
) -> None:
    assert values("house", {**HOUSE, **facts}) == {"da4_house": value}


KINDS: Final = {
    "vocational_school": {"da3_1_organisation", "da5_organisation"},
    "job_service_centre": {"da3_2_organisation", "da5_organisation"},
    "enterprise": {"da1_organisation", "da5_organisation"},
    "cooperative": {"da1_organisation", "da5_organisation"},
    "school": {"da2_2_organisation", "da5_organisation"},
    "other": {"da5_organisation"},
}
OF_ORGANISATIONS: Final = set().union(*KINDS.values())


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_organisation_has_its_own_projects(kind: str) -> None:
    found = values("organisation", {**ORGANISATION, "organisation_kind": kind})
    assert found == {name: name in KINDS[kind] for name in OF_ORGANISATIONS}


ORGANISATIONS: Final = [
    ("da1_organisation", "enterprise", {"linked_with_programme_households": False}, False),
    ("da1_organisation", "enterprise", {"linked_with_programme_households": None}, None),
    ("da1_organisation", "cooperative", {"operates_in_area": False}, False),
    ("da1_organisation", "cooperative", {"operates_in_area": None}, None),
    ("da1_organisation", None, {}, None),
    ("da1_organisation", None, {"operates_in_area": False}, False),
    ("da2_2_organisation", "school", {"operates_in_area": False}, False),
    ("da2_2_organisation", "school", {"operates_in_area": None}, None),
    ("da2_2_organisation", None, {}, None),
    ("da2_2_organisation", "school", {"run_by_city": False}, True),
    ("da3_1_organisation", "vocational_school", {"operates_in_area": False}, False),
    ("da3_1_organisation", "vocational_school", {"operates_in_area": None}, None),
    ("da3_1_organisation", None, {}, None),
    ("da3_2_organisation", "job_service_centre", {"run_by_city": False}, False),
    ("da3_2_organisation", "job_service_centre", {"run_by_city": None}, None),
    ("da3_2_organisation", "job_service_centre", {"operates_in_area": None}, True),
    ("da3_2_organisation", None, {}, None),
    ("da5_organisation", None, {}, True),
    ("da5_organisation", "other", {"operates_in_area": False}, False),
    ("da5_organisation", "other", {"operates_in_area": None}, None),
]


@pytest.mark.parametrize(("rule", "kind", "facts", "value"), ORGANISATIONS, ids=str)
def test_each_term_of_an_organisation_decides(
    rule: str, kind: str | None, facts: Facts, value: bool | None
) -> None:
    found = values("organisation", {**ORGANISATION, "organisation_kind": kind, **facts})
    assert found[rule] is value


COMMUNITIES: Final = [
    ({}, True),
    ({"community_kind": "community"}, True),
    ({"community_kind": "other"}, False),
    ({"community_kind": None}, None),
    ({"community_in_area": False}, False),
    ({"community_in_area": None}, None),
    ({"has_programme_households": False}, False),
    ({"has_programme_households": None}, None),
    ({"has_programme_households": None, "community_in_area": False}, False),
]


@pytest.mark.parametrize(("facts", "value"), COMMUNITIES, ids=str)
def test_a_community_lives_in_the_area_with_programme_households(
    facts: Facts, value: bool | None
) -> None:
    assert values("community", {**COMMUNITY, **facts}) == {"da1_community": value}


OFFICIALS: Final = [
    (True, None, True),
    (None, True, True),
    (True, False, True),
    (False, True, True),
    (False, False, False),
    (False, None, None),
    (None, False, None),
    (None, None, None),
]


@pytest.mark.parametrize("level", ["hamlet", "commune", "district", "city", None])
@pytest.mark.parametrize(("works", "monitors", "value"), OFFICIALS)
def test_an_official_of_any_level_works_on_it_or_monitors_it(
    works: bool | None, monitors: bool | None, value: bool | None, level: str | None
) -> None:
    facts = {
        "official_level": level,
        "does_poverty_reduction_work": works,
        "monitors_programme": monitors,
    }
    assert values("official", facts) == {"da6_official": value}


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
