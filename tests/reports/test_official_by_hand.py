"""The official tables of twelve households, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from chuan_ngheo.reports.counts import Counts, Measure
from chuan_ngheo.reports.definitions import report_definitions
from chuan_ngheo.reports.layout import HOUSEHOLDS, PERSONS, OfficialTable
from chuan_ngheo.reports.official import OfficialReport
from chuan_ngheo.reports.outline import alphabetical
from chuan_ngheo.reports.population import read_population, whole_population
from chuan_ngheo.reports.reconciliation import reconcile
from chuan_ngheo.rulebook.loader import load_rules
from chuan_ngheo.tables.clean import tables_of_facts
from chuan_ngheo.validation import read_facts
from tests.reports import households as hand
from tests.reports.households import A, B

Numbers = list[int | float | None]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hand.written(tmp_path_factory.mktemp("list"))


@pytest.fixture(scope="module")
def report(path: Path) -> OfficialReport:
    file = path.with_name("population.csv")
    file.write_text(hand.POPULATION, encoding="utf-8")
    return hand.reported(path, population=read_population(file))


def row(table: OfficialTable, area: str = "all", district: str = "all", split: str = "") -> Numbers:
    cells = table.cells_of[area, district, split]
    return [
        round(cell.value, 2) if isinstance(cell.value, float) else cell.value
        for cell in cells.values()
    ]


def unknown(table: OfficialTable, split: str = "") -> list[int]:
    return [cell.unknown for cell in table.cells_of["all", "all", split].values()]


def test_results(report: OfficialReport) -> None:
    table = report.table("7.1")
    assert [(one.number, one.label) for one in table.rows] == [
        ("I", "Khu vực thành thị"),
        ("1", A),
        ("2", B),
        ("II", "Khu vực nông thôn"),
        ("1", A),
        ("2", B),
        ("", "Chưa rõ khu vực"),
        ("", "Tổng cộng (kể cả chưa rõ)"),
    ]
    assert [row(table, one.area, one.district) for one in table.rows] == [
        [150, 600, 2, 1.33, 0, 0.0],
        [100, 400, 2, 2.0, 0, 0.0],
        [50, 200, 0, 0.0, 0, 0.0],
        [450, 1700, 2, 0.44, 3, 0.67],
        [200, 700, 1, 0.5, 2, 1.0],
        [250, 1000, 1, 0.4, 1, 0.4],
        [None, None, 1, None, 0, None],
        [600, 2300, 5, 0.83, 3, 0.5],
    ]
    assert unknown(table) == [0, 0, 1, 1, 2, 2]
    assert [cell.value for cell in table.rows[-1].extra] == [9, 5, 2]


def test_without_a_population_there_are_neither_totals_nor_rates(path: Path) -> None:
    table = hand.reported(path).table("7.1")
    assert row(table) == [None, None, 5, None, 3, None]
    assert any("không được dùng làm mẫu số" in note for note in table.notes)


def test_the_input_is_the_population_only_if_one_says_so(path: Path) -> None:
    population = whole_population(hand.counted(path))
    report = hand.reported(path, population=population)
    assert row(report.table("7.1")) == [12, 18, 5, 41.67, 3, 25.0]
    # One household may belong to an ethnic minority, so their number is not known.
    groups = report.table("7.8")
    assert row(groups, split=HOUSEHOLDS)[:2] == [12, None]
    assert row(groups, "urban", split=HOUSEHOLDS)[:2] == [5, 2]
    assert row(groups, "urban", split=PERSONS)[:2] == [7, 2]


@pytest.mark.parametrize(
    ("form", "numbers", "unknowns"),
    [
        ("7.4", [5, 0, 1, 1, 1, 0, 1, 4, 0, 4, 4, 1, 0], [1, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 0]),
        (
            "7.5",
            [5, 0.0, 20.0, 20.0, 20.0, 0.0, 20.0, 80.0, 0.0, 80.0, 80.0, 20.0, 0.0],
            [1, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 0],
        ),
        ("7.6", [3, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0], [2, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 0]),
        (
            "7.7",
            [3, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 33.33, 0.0, 0.0, 0.0],
            [2, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 0],
        ),
    ],
)
def test_deprivations(
    report: OfficialReport, form: str, numbers: Numbers, unknowns: list[int]
) -> None:
    table = report.table(form)
    assert row(table) == numbers
    assert unknown(table) == unknowns


@pytest.mark.parametrize(("form", "who"), [("7.2", "hộ nghèo đơn thân"), ("7.3", "hộ đơn thân")])
def test_the_heading_of_other_decreases_is_that_of_the_form(
    form: str, who: str, report: OfficialReport
) -> None:
    heading = report.table(form).columns[3].heading[-1]
    assert heading.startswith(f"Nguyên nhân: thay đổi nhân khẩu, {who} chết đi,")


def test_deprivations_by_place(report: OfficialReport) -> None:
    table = report.table("7.4")
    assert row(table, "urban", A) == [2, 0, 0, 0, 0, 0, 0, 2, 0, 1, 2, 1, 0]
    assert row(table, "rural") == [2, 0, 1, 1, 1, 0, 1, 1, 0, 2, 1, 0, 0]
    assert row(table, "all", A) == [4, 0, 0, 1, 1, 0, 1, 3, 0, 3, 3, 1, 0]
    # Whether the one poor household lacks employment, nutrition and insurance is not known.
    assert row(table, "rural", B) == [1, None, 1, None, None, 0, 0, 1, 0, 1, 1, 0, 0]


def test_groups(report: OfficialReport) -> None:
    table = report.table("7.8")
    assert row(table, split=HOUSEHOLDS) == [600, None, 5, 3, 2, 1, 2, 0, 0, 1]
    assert row(table, split=PERSONS) == [2300, None, 9, 5, 3, 2, 3, 0, 0, 2]
    assert unknown(table, HOUSEHOLDS) == [0, 0, 1, 2, 1, 0, 1, 0, 1, 0]
    assert unknown(table, PERSONS) == [0, 0, 1, 3, 3, 0, 3, 0, 3, 0]
    assert row(table, "urban", split=HOUSEHOLDS)[:2] == [150, 15]
    assert row(table, "rural", B, HOUSEHOLDS) == [250, 25, 1, 1, None, 0, None, 0, None, 0]


def test_labour_capacity_has_a_ruling() -> None:
    one = hand.household(
        1,
        "rural",
        A,
        [hand.adult(), hand.adult(employment_status="unable_to_work", wage_contract=None)],
    )
    found = []
    for option in ("no_able_member", "any_unable_member"):
        definitions = report_definitions({"labour_capacity": option, "rainwater": "clean"})
        counts = Counts()
        counts.add(tables_of_facts([read_facts(one)]), load_rules(), definitions)
        measure = Measure("near_poor", "without_labour_capacity")
        found.append(counts.of(measure, counts.places()).certain)
    assert found == [0, 1]


def test_ethnic_groups(report: OfficialReport) -> None:
    table = report.table("7.9")
    assert [column.heading[-1] for column in table.columns[:7]] == [
        *("Tổng số hộ nghèo", "Tổng số", "Kinh", "Hoa", "Tày", "Thái", "Khmer"),
    ]
    assert row(table) == [5, 4, 3, 0, 0, 0, 1, 3, 3, 2, 0, 0, 0, 1]
    assert [cell.value for cell in table.rows[-3].extra] == [1, 0]
    assert row(table, "rural", B)[:7] == [1, None, None, None, None, None, None]


def test_ethnic_groups_of_minorities_only(path: Path) -> None:
    report = hand.reported(path, choices={"ethnic_groups": "minority"})
    # The head of household 3 is Kinh, but the spouse is not.
    assert row(report.table("7.9")) == [5, 2, 1, 0, 0, 0, 1, 3, 1, 0, 0, 0, 0, 1]
    assert report.differences == ()


def test_causes(report: OfficialReport) -> None:
    table = report.table("7.10")
    assert row(table, split="hộ nghèo") == [2, 1, 1, 0, 0, 1, 1, 0]
    assert unknown(table, "hộ nghèo") == [1, 2, 2, 2, 2, 2, 2, 2]
    assert row(table, split="hộ cận nghèo") == [0, 1, 0, 0, 0, 0, 0, 1]
    assert row(table) == [2, 2, 1, 0, 0, 1, 1, 1]
    # Nothing is known of the one poor household there: no number, not a zero.
    assert row(table, "rural", A, "hộ nghèo") == [None] * 8


def test_children(report: OfficialReport) -> None:
    table = report.table("7.11")
    assert [one.label for one in table.rows] == [A, B, "Tổng cộng"]
    assert row(table) == [4, 1, 1, 1, 1, 0, 0, 0]
    assert row(table, "all", B)[:4] == [2, 0, 0, 0]
    assert unknown(table) == [0, 1, 1, 0, 1, 0, 0, 0]
    assert [column.heading[-1] for column in table.columns[1:3]] == [
        "Chỉ số thiếu hụt về dinh dưỡng",
        "Chỉ số thiếu hụt về bảo hiểm y tế",
    ]


def test_columns_of_children_in_the_order_of_the_header(tmp_path: Path) -> None:
    households = [
        one
        if one["household_id"] != 3
        else {**one, "members": [{**m, "stunted": False} for m in one["members"]]}
        for one in hand.HOUSEHOLDS
    ]
    report = hand.reported(hand.written(tmp_path, households), choices={"child_columns": "header"})
    assert row(report.table("7.11"))[:4] == [4, 1, 0, 1]


def test_households_without_a_recorded_member_are_told(tmp_path: Path) -> None:
    # Of nobody is known who lives there: what the dwelling lacks is enough to be poor.
    alone = {**hand.HOUSEHOLDS[0], "members": None, "has_television": False}
    report = hand.reported(hand.written(tmp_path, [alone]))
    assert row(report.table("7.8"), split=HOUSEHOLDS)[2] == 1
    assert row(report.table("7.8"), split=PERSONS)[2] == 0
    for form in ("7.8", "7.11"):
        assert any("Chưa ghi thành viên: 1 hộ nghèo." in note for note in report.table(form).notes)


def test_districts_stand_in_the_order_of_the_alphabet() -> None:
    names = ["", "Đông Hải", "Vĩnh Thạnh", "Ô Môn", "Dĩ An", "Phong Điền", "Thốt Nốt"]
    assert sorted(names, key=alphabetical) == [
        *("Dĩ An", "Đông Hải", "Ô Môn", "Phong Điền", "Thốt Nốt", "Vĩnh Thạnh", ""),
    ]


def test_undetermined_households_are_listed_apart(report: OfficialReport) -> None:
    found = {
        (place.district, classes): number
        for (place, classes), number in report.undetermined.items()
    }
    assert found == {
        (B, "near_poor|average_living_standard|above_average_living_standard"): 1,
        (B, "poor|near_poor"): 1,
    }
    assert any("Ngoài ra còn 2 hộ chưa xác định" in note for note in report.table("7.1").notes)


def test_what_is_unknown_explains_a_difference(report: OfficialReport) -> None:
    # The ethnic group of one poor household is not known.
    assert {(item.area, item.district) for item in report.differences} == {
        ("rural", "all"),
        ("all", "all"),
        ("all", B),
    }
    assert {(item.left, item.left_value, item.right) for item in report.differences} == {
        ("7.9.poor_by_group", 1, "7.9.poor"),
        ("7.9.poor_by_group", 4, "7.9.poor"),
        ("7.9.poor_by_group", 0, "7.9.poor"),
    }
    assert report.unexplained == ()


def test_tables_that_disagree_are_found(report: OfficialReport) -> None:
    tables = list(report.tables)
    at = next(place for place, table in enumerate(tables) if table.form == "7.4")
    total = tables[at].rows[7]
    assert (total.area, total.district) == ("all", "all")
    wrong = replace(total, cells=(total.cells[0]._replace(value=7), *total.cells[1:]))
    tables[at] = replace(tables[at], rows=(*tables[at].rows[:7], wrong, *tables[at].rows[8:]))
    found = [item for item in reconcile(tables, report.choices) if not item.explained]
    assert [(item.left, item.left_value, item.right, item.right_value) for item in found] == [
        ("7.1.poor_households", 5, "7.4.households", 7),
        ("7.4.households", 7, "7.4.households: I + II", 5),
    ]
