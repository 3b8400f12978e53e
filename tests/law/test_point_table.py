"""Every cell of the point table of form 3.3: in the rules, and in a case that expects it."""

from __future__ import annotations

from datetime import date
from typing import Any

from ruamel.yaml import YAML

from chuan_ngheo import RuleSet, load_rules
from chuan_ngheo.expression import nodes
from chuan_ngheo.rulebook.loader import rules_folder
from tests.case_files import CASES, read_cases
from tests.law.point_table import COLUMNS, TABLE, TABLE_HASH, URBAN, cells, file_hash, rows

RULES: RuleSet = load_rules("tt-07-2021")
DAY = date(2022, 10, 1)


def test_the_transcription_is_the_one_that_was_checked() -> None:
    assert file_hash() == TABLE_HASH


def test_the_table_has_every_row_and_column_of_the_form() -> None:
    """66 answers in seven columns, and seven lines of regions in the urban form."""
    assert len(rows()) == 73
    assert len(cells()) == 66 * 7 + 7
    assert [row["item_no"] for row in rows()] == sorted((row["item_no"] for row in rows()), key=int)
    assert all(points % 5 == 0 for points in cells().values())


def test_the_worked_vectors_add_up_in_the_transcription() -> None:
    """The rural household of 4 with 150 points, and the same in an urban area with 170."""
    answers = ["hh4", "ld2", "lam_thue_tu_sx", "tuong_ben", "cot_ben", "dien50_100"]
    answers += ["gieng_khoan", "tu_hoai", "xemay1", "tivi1"]
    found = cells()
    assert sum(found[answer, "NT_DBSCL"] for answer in answers) == 150
    assert sum(found[answer, URBAN] for answer in (*answers, "vung_tptw")) == 170


def test_the_shipped_table_is_the_transcription_byte_for_byte() -> None:
    shipped = rules_folder() / "tt-07-2021" / "tables" / TABLE.name
    assert shipped.read_bytes() == TABLE.read_bytes()


def test_each_cell_is_the_parameter_of_its_row() -> None:
    found: dict[tuple[str, str], int] = {}
    for row in rows():
        rural = RULES.parameters.get(f"b1_{row['key']}_rural")
        if rural is not None:
            for column, region in COLUMNS.items():
                found[row["key"], column] = int(rural[0].columns[region][0])
        urban = RULES.parameter(f"b1_{row['key']}_urban", DAY)
        found[row["key"], URBAN] = int(urban.columns[""][0])
    assert found == cells()


def _score_of_each_row() -> dict[str, str]:
    """Return the score in which each row of the table stands."""
    found: dict[str, str] = {}
    for rule in RULES:
        if rule.kind == "score":
            for part in nodes.walk(rule.node):
                if isinstance(part, nodes.ParameterReference) and part.name.endswith("_urban"):
                    found[part.name.removeprefix("b1_").removesuffix("_urban")] = rule.id
    return found


def test_each_row_stands_in_one_score() -> None:
    assert _score_of_each_row().keys() == {row["key"] for row in rows()}


def _cases_of_the_table() -> list[dict[str, Any]]:
    """Return the cases of ``b1-points.yaml`` as they stand in the file, in its order."""
    file = CASES / "tt-07-2021" / "b1-points.yaml"
    document: dict[str, Any] = YAML(typ="safe", pure=True).load(file)
    assert list(document["columns"]) == [
        *(region.replace("_", "-") for region in COLUMNS.values()),
        "urban",
        "rural-region-unknown",
    ]
    first: dict[str, Any]
    others: list[dict[str, Any]]
    first, *others = document["cases"]
    assert first["id"] == "nothing"
    return others


def test_each_cell_is_expected_by_a_case() -> None:
    """The cases stand in the order of the form; each gives its row, column by column."""
    answers = [row for row in rows() if row["NT_DBSCL"]]
    for row, case in zip(answers, _cases_of_the_table(), strict=True):
        assert case["tests"].startswith(f"mục {row['item_no']} "), case["id"]
        rural = [int(row[column]) for column in COLUMNS]
        low, high = min(rural), max(rural)
        unknown = low if low == high else {"lowest": low, "highest": high}
        (name,) = (name for name in case["expect"]["points"] if name != "b1_points")
        assert name == _score_of_each_row()[row["key"]], case["id"]
        wanted = [*rural, int(row[URBAN]), unknown]
        for points in case["expect"]["points"].values():
            assert points == wanted, case["id"]


def test_each_line_of_item_15_is_expected_by_a_case() -> None:
    lines = {
        "urban-red-river-delta": "vung_dbsh",
        "urban-northern-mountains": "vung_tdmnpb",
        "urban-central-coast": "vung_btb",
        "urban-central-highlands": "vung_tn",
        "urban-southeast": "vung_dnb",
        "urban-mekong-delta": "vung_dbscl",
        "urban-central-city": "vung_tptw",
    }
    cases = {case.id: case for case in read_cases("tt-07-2021") if case.id in lines}
    for name, row in lines.items():
        points = cells()[row, URBAN]
        assert cases[name].expect["points"]["b1_region"] == (points, points)
    assert set(lines.values()) == {row["key"] for row in rows() if not row["NT_DBSCL"]}
