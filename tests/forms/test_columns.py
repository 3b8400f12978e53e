"""The columns of the workbook against the vocabulary, the rules and the law."""

from __future__ import annotations

from typing import Final

import pytest

from chuan_ngheo import load_rules
from chuan_ngheo.forms.absent_facts import ABSENT_FACTS
from chuan_ngheo.forms.columns import Column
from chuan_ngheo.forms.derive import of_household, of_member
from chuan_ngheo.forms.household_columns import HOUSEHOLD_COLUMNS
from chuan_ngheo.forms.member_columns import MEMBER_COLUMNS
from chuan_ngheo.vocabulary import FACTS, ValueType

ASKED: Final = {column.name: column for column in (*HOUSEHOLD_COLUMNS, *MEMBER_COLUMNS)}
CONTROLS: Final = {"form_member_total", "form_dependant_total", "form_relationship"}


def test_every_fact_of_households_and_members_is_asked_or_its_absence_has_a_reason() -> None:
    facts = {name for name, fact in FACTS.items() if fact.scope in ("household", "member")}
    assert set(ASKED) - CONTROLS | set(ABSENT_FACTS) == facts
    assert set(ASKED) & set(ABSENT_FACTS) == set()
    assert all(len(reason) > 10 for reason in ABSENT_FACTS.values())


@pytest.mark.parametrize("name", ["nd-07-2021", "tt-07-2021"])
def test_every_fact_that_the_rules_read_has_a_column(name: str) -> None:
    rules = load_rules(name)
    read = {fact for versions in rules.rules.values() for rule in versions for fact in rule.facts}
    assert {"income_per_capita", "studying"} <= read
    # Members are counted, not asked for their number.
    assert read - set(ASKED) == {"household_size"}


@pytest.mark.parametrize("sheet", [HOUSEHOLD_COLUMNS, MEMBER_COLUMNS], ids=["Hộ", "Thành viên"])
def test_no_heading_stands_twice_on_a_sheet(sheet: tuple[Column, ...]) -> None:
    titles = [column.title for column in sheet]
    assert len({*titles}) == len(titles)


def test_no_column_asks_for_a_name_or_a_number_of_a_person() -> None:
    text = " ".join(column.title.casefold() for column in ASKED.values())
    for words in ("họ tên", "họ và tên", "cccd", "cmnd", "định danh", "số điện thoại"):
        assert words not in text


# Column by column as the consolidated text prints form 3.1.
PRINTED: Final = {
    "area": {1: "thành thị", 2: "nông thôn"},
    "form_relationship": {
        1: "chủ hộ",
        2: "vợ hoặc chồng của chủ hộ",
        3: "con",
        4: "bố, mẹ",
        5: "khác",
    },
    "sex": {1: "nam", 2: "nữ"},
    "studying": {1: "có", 2: "không"},
    "study_level": {
        1: "mầm non",
        2: "tiểu học",
        3: "trung học cơ sở",
        4: "trung học phổ thông",
        5: "đào tạo ngắn hạn",
        6: "trung cấp",
        7: "cao đẳng",
        8: "đại học trở lên",
    },
    "general_education": {
        1: "chưa tốt nghiệp tiểu học",
        2: "tiểu học",
        3: "trung học cơ sở",
        4: "trung học phổ thông",
    },
    "vocational_training": {
        1: "chưa qua đào tạo",
        2: "sơ cấp, chứng chỉ",
        3: "trung cấp",
        4: "cao đẳng",
        5: "đại học",
        6: "sau đại học",
    },
    "social_allowance": {
        0: "không hưởng",
        1: "người cao tuổi",
        2: "người khuyết tật",
        3: "trẻ em mồ côi",
    },
    "employment_status": {
        1: "đang làm việc",
        2: "không có việc làm",
        3: "không có khả năng lao động",
        4: "đang đi học",
        5: "không muốn làm việc",
        6: "nghỉ hưu hoặc nội trợ",
    },
    "work_kind": {
        1: "công chức, viên chức",
        2: "làm cho doanh nghiệp",
        3: "làm thuê cho hộ gia đình",
        4: "loại hình khác",
    },
    "wage_contract": {
        1: "có hợp đồng lao động",
        2: "không có hợp đồng lao động",
        3: "không làm công ăn lương",
    },
    "monthly_benefit": {
        0: "không hưởng",
        1: "lương hưu",
        2: "trợ cấp bảo hiểm xã hội hằng tháng",
        3: "trợ cấp ưu đãi người có công hằng tháng",
    },
    "column_durable": {
        1: "bê tông cốt thép",
        2: "gạch/đá",
        3: "sắt/thép/gỗ bền chắc",
        4: "khác (không bền chắc)",
    },
    "roof_durable": {
        1: "bê tông cốt thép",
        2: "ngói (xi măng, đất nung)",
        3: "tấm lợp kim loại chuyên dụng",
        4: "khác (không bền chắc)",
    },
    "wall_durable": {
        1: "bê tông cốt thép",
        2: "gạch/đá",
        3: "gỗ/kim loại bền chắc",
        4: "khác (không bền chắc)",
    },
}
NUMBERS: Final = {
    "birth_date": "4",
    "sex": "5",
    "height_cm": "6",
    "weight_kg": "7",
    "studying": "8",
    "study_level": "9",
    "general_education": "10",
    "vocational_training": "11",
    "has_health_insurance": "12",
    "uses_internet": "13",
    "social_allowance": "14",
    "employment_status": "15",
    "work_kind": "16",
    "wage_contract": "17",
    "monthly_benefit": "18",
    "serious_illness": "19",
    "column_durable": "I",
    "roof_durable": "II",
    "wall_durable": "III",
    "floor_area_m2": "IV",
    "toilet": "V",
    "water_source": "VIII",
    "cause_no_land": "XIII.1",
    "cause_other": "XIII.8",
    "nonfarm_work_3_months": "B1-5",
    "electricity_kwh_per_month": "VII",
    "has_car": "IX.1",
    "motorcycle_count": "IX.2",
    "has_motor_boat": "IX.3",
    "has_printer_or_fax": "IX.5",
    "television_count": "IX.6",
    "has_music_system": "IX.7",
    "has_desktop": "IX.8",
    "has_laptop": "IX.8",
    "has_tablet": "IX.8",
    "has_refrigerator": "IX.9",
    "air_conditioner_count": "IX.10",
    "has_washing_machine": "IX.11",
    "has_water_heater": "IX.12",
    "has_microwave_or_oven": "IX.13",
    "has_phone": "IX.14",
    "pond_and_garden_m2": "X.1",
    "annual_crop_land_m2": "X.2",
    "perennial_crop_land_m2": "X.3",
    "water_surface_m2": "X.4",
    "forest_land_m2": "X.5",
    "cattle_count": "XI.1",
    "small_livestock_count": "XI.2",
    "poultry_count": "XI.3",
    "has_aquaculture": "XII",
}
# The boxes of sections V and VIII each hold several answers of the vocabulary.
BOXES: Final = {
    "toilet": {
        1: {"septic", "semi_septic"},
        2: {"pour_flush", "ventilated_improved", "seated_pit", "double_vault"},
        3: {"simple_pit", "fish_pond", "none", "other"},
    },
    "water_source": {
        1: {"piped", "bottled", "purchased"},
        2: {"drilled_well"},
        3: {"protected_dug_well", "protected_spring"},
        4: {"unprotected_dug_well", "unprotected_spring", "rainwater", "river_pond", "other"},
    },
}


@pytest.mark.parametrize("name", PRINTED)
def test_codes_are_those_of_the_form(name: str) -> None:
    assert ASKED[name].meanings == PRINTED[name]


@pytest.mark.parametrize("name", NUMBERS)
def test_columns_have_the_numbers_of_the_form(name: str) -> None:
    assert ASKED[name].number == NUMBERS[name]


@pytest.mark.parametrize("name", BOXES)
def test_codes_begin_with_the_box_that_the_form_prints_and_are_never_that_box(name: str) -> None:
    codes = ASKED[name].codes
    found: dict[int, set[str]] = {}
    for code, value in codes.items():
        found.setdefault(code // 10, set()).add(value)
    assert found == BOXES[name]
    # A printed number copied as it stands is refused, not read as another answer.
    assert not codes.keys() & BOXES[name].keys()


@pytest.mark.parametrize("name", ["monthly_benefit", "serious_illness", "has_production_machinery"])
def test_what_the_source_does_not_confirm_is_said(name: str) -> None:
    assert ASKED[name].unconfirmed


def test_every_value_of_a_list_has_a_code() -> None:
    for name, column in ASKED.items():
        if name in FACTS and FACTS[name].type is ValueType.CHOICE:
            assert sorted(column.codes.values()) == sorted(FACTS[name].values)


def test_televisions_tell_whether_there_is_one_unless_that_is_answered() -> None:
    assert of_household({"television_count": 2})["has_television"] is True
    assert of_household({"television_count": 0})["has_television"] is False
    black_and_white = {"television_count": 0, "has_television": True}
    assert of_household(black_and_white) == black_and_white
    assert of_household({"has_television": False})["television_count"] == 0
    assert "television_count" not in of_household({"has_television": True})


@pytest.mark.parametrize(
    ("benefit", "monthly"),
    [("none", False), ("meritorious", True), ("pension", None), ("social_insurance", None)],
)
def test_column_18_tells_of_the_preferential_allowance_only_what_it_says(
    benefit: str, monthly: bool | None
) -> None:
    assert of_member({"monthly_benefit": benefit}).get("meritorious_monthly") is monthly


@pytest.mark.parametrize("allowance", ["none", "elderly", "orphan"])
def test_no_code_of_column_14_says_that_a_person_is_not_disabled(allowance: str) -> None:
    assert "disabled" not in of_member({"social_allowance": allowance})
    assert of_member({"social_allowance": "disabled"})["disabled"] is True
