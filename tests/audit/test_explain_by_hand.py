"""Explanations whose words and numbers follow from the decree by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from chuan_ngheo.audit.explain.model import Explanation, Finding, Margin
from tests.audit.explanations import explained, leaves, poor
from tests.programme.households import household

PLAN = "kh-132-2022-can-tho"


def finding(document: Explanation, rule: str, words: str) -> Finding:
    """Return the part of a rule's condition whose words begin so."""
    found = [
        part
        for item in document.step(rule).findings
        for part in leaves(item)
        if part.condition.startswith(words)
    ]
    assert len(found) == 1, [part.condition for part in found]
    return found[0]


def test_a_poor_household_exactly_at_the_line() -> None:
    document = explained(poor(), "vi")
    assert (document.class_, document.decision) == ("poor", "Hộ nghèo")
    met, *others = document.conclusion
    assert met == (
        "Đạt các điều kiện: “Thu nhập từ chuẩn nghèo trở xuống” (bước 2.1) đúng (1.500.000 "
        "đồng/người/tháng, bằng đúng mức này); “Số chỉ số thiếu hụt dịch vụ xã hội cơ bản” "
        "(bước 3.13) từ 3 chỉ số trở lên (3 chỉ số; cần ít nhất 3 chỉ số: vừa đúng mức này)."
    )
    assert [text.partition(",")[0] for text in others] == [
        "Không phải “Hộ cận nghèo”",
        "Không phải “Hộ có mức sống trung bình”",
        "Không phải “Hộ có mức sống trên trung bình”",
    ]
    assert "dưới 3 chỉ số (3 chỉ số; nhiều nhất 2 chỉ số: thừa 1 chỉ số)" in others[0]


def test_a_near_poor_household_is_one_indicator_short_of_poor() -> None:
    document = explained(poor(water_source="piped"))
    assert document.class_ == "near_poor"
    assert finding(document, "poor", "“Number of deprivations").margin == Margin(
        Decimal(-1), "indicator"
    )
    assert document.conclusion[1] == (
        "Not “Poor household”; not met: “Number of deprivations in basic social services” (step "
        "3.13) is at least 3 indicators (2 indicators; at least 3 indicators needed: 1 indicator "
        "short)."
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "1.512.000 đồng/người/tháng, cao hơn 1.500.000 đồng/người/tháng là 12.000 đồng/"),
        ("en", "1,512,000 dong per person per month, 12,000 dong per person per month above 1,5"),
    ],
)
def test_an_income_12_000_dong_above_the_line(language: Any, words: str) -> None:
    document = explained(poor(income_per_capita=1_512_000), language)
    assert document.class_ == "average_living_standard"
    (income,) = document.step("at_or_below_poverty_line").findings
    assert income.answer is False
    assert income.margin == Margin(Decimal(12_000), "VND/person/month")
    assert income.detail.startswith(words)
    assert any(words in text for text in document.conclusion)


def test_an_undetermined_household_is_told_what_each_answer_would_give() -> None:
    document = explained(poor(water_source=None))
    assert document.class_ is None
    assert document.decision == "Undetermined; possible: Poor household or Near-poor household"
    assert "Missing facts: Main domestic water source." in document.conclusion
    assert (
        "Class by each answer, Main domestic water source: piped water, drilled well, protected "
        "dug well, protected spring, rainwater, purchased water, bottled water → Near-poor "
        "household; unprotected dug well, unprotected spring, river or pond, another source → "
        "Poor household." in document.conclusion
    )
    step = document.step("water_source")
    assert step.missing == ("Main domestic water source",)
    assert document.step("deprivation_count").value == [2, 3]
    assert document.step("deprivation_count").missing == ("Main domestic water source",)


def test_an_unknown_area_gives_the_answer_under_both_lines() -> None:
    document = explained(poor(area=None, income_per_capita=1_800_000), "vi")
    (income,) = document.step("at_or_below_poverty_line").findings
    assert income.answer is None
    assert income.detail == (
        "1.800.000 đồng/người/tháng so với từ 1.500.000 đến 2.000.000 đồng/người/tháng; tùy "
        "trường hợp: nông thôn (1.500.000 đồng/người/tháng): không đúng; thành thị (2.000.000 "
        "đồng/người/tháng): đúng"
    )
    (other,) = document.step("at_or_below_average_line").findings
    assert other.detail.endswith(", thấp hơn ít nhất 450.000 đồng/người/tháng")


def test_areas_are_exact_decimals() -> None:
    document = explained(poor(), "vi")  # 8 × 2 − 15.9 is 0.0999… in floating point
    (area,) = document.step("housing_area").findings
    assert area.margin == Margin(Decimal("-0.1"), "m2")
    assert area.detail == "15,9 m², thấp hơn 16 m² là 0,1 m² (8 m²/người × 2 người = 16 m²)"


def test_ages_are_measured_in_months() -> None:
    members = poor()["members"]
    members[1]["birth_date"] = "2006-12-03"  # 15 years and 10 months on 2022-10-03
    document = explained(poor(members=members))
    _, boy = document.step("dependant").findings
    below = next(part for part in leaves(boy) if "16 years" in part.condition)
    assert below.detail == "15 years (190 months of age), 2 months short of 16 years"
    assert below.margin == Margin(Decimal(-2), "month")
    members[1]["birth_date"] = "2006-10-03"
    _, boy = explained(poor(members=members)).step("dependant").findings
    below = next(part for part in leaves(boy) if "16 years" in part.condition)
    assert below.detail == "16 years (192 months of age), exactly 16 years"


def test_it_says_how_many_more_dependants_would_be_needed() -> None:
    woman, boy = poor()["members"]
    adults = [{**woman, "member_id": number} for number in (3, 4)]
    document = explained(poor(members=[woman, boy, *adults]))  # 1 of 4: more than half is 3
    step = document.step("dependants")
    assert step.value is False
    assert step.findings[0].detail == "1 person; at least 3 persons needed: 2 persons short"
    assert step.findings[0].parts[0].detail == (
        "holds for member 2; does not hold for members 1, 3, 4"
    )


def test_an_enumeration_says_what_was_found_and_what_would_count() -> None:
    document = explained(poor(), "vi")
    (toilet,) = document.step("hygienic_toilet").findings
    first, second = toilet.parts
    assert first.condition == (
        "“Loại nhà tiêu” không phải là một trong (tự hoại; bán tự hoại; thấm dội nước (Suilabh); "
        "cải tiến có ống thông hơi (VIP); hai ngăn)"
    )
    assert (first.answer, first.detail) == (False, "ghi nhận: tự hoại")
    assert second.answer is True


def test_a_count_of_conditions_lists_each() -> None:
    (quality,) = explained(poor()).step("housing_quality").findings
    assert [part.answer for part in quality.parts] == [True, True, False]
    assert quality.detail == "2 conditions; at least 2 conditions needed: exactly that many"


def test_a_project_that_is_not_given_says_which_part_failed() -> None:
    document = explained(household(on_commune_list=False, resides_in_area=True), rules=PLAN)
    step = document.step("da4")
    assert (step.value, step.answer) == (False, "not eligible")
    assert [part.answer for part in step.findings[0].parts] == [True, False, True]
    failed = step.findings[0].parts[1]
    assert failed.condition.endswith("is “yes”")
    assert failed.detail == "recorded: no"
    notes = {note.title: note.text for note in step.notes}
    assert notes["Line of the plan"] == "III.4"
    assert "Recipients" not in notes


def test_a_project_names_its_recipients_and_the_step_that_says_so() -> None:
    document = explained(household(), "vi", rules=PLAN)
    step = document.step("da2_2_school")  # the boy of 10, in a poor household
    notes = {note.title: note.text for note in step.notes}
    number = document.step("da2_2_school_member").number
    assert number.startswith(f"{step.number}.")
    assert notes["Người hưởng"] == f"thành viên 3 (bước {number})"
    assert notes["Nội dung hỗ trợ"] == "bữa ăn học đường; giáo dục dinh dưỡng; bổ sung vi chất"
    assert any(text.startswith("Được hưởng: Dự án 1") for text in document.conclusion)


def test_days_of_a_window_are_counted() -> None:
    # 36 months from 2019-10-13 end on 2022-10-13, ten days after the review on 2022-10-03.
    document = explained(household(left_poor_list_on="2019-10-13"), rules=PLAN)
    window = finding(document, "off_poor_list_within_programme_window", "“Review date”")
    assert (window.answer, window.margin) == (True, Margin(Decimal(-10), "day"))
    assert window.detail == "2022-10-03, 10 days before 2022-10-13"


def test_legal_wording_in_vietnamese() -> None:
    step = explained(poor(), "vi").step("at_or_below_poverty_line")
    assert step.citations[0] == "điểm a khoản 2 Điều 3 Nghị định 07/2021/NĐ-CP"
    assert step.law_numbers[0].citations[0] == "điểm a khoản 1 Điều 3 Nghị định 07/2021/NĐ-CP"
    assert step.law_numbers[0].text == "1.500.000 đồng/người/tháng"
    assert step.confidence == "nguồn thứ cấp"
    works = explained(poor(), "vi").step("of_working_age")
    assert works.in_force == "01/01/2022 – 31/12/2026"
    limits = {line.member: (line.text, line.in_force) for line in works.law_numbers}
    year = "01/01/2022 – 31/12/2022"  # 55 years and 8 months, 60 years and 6 months
    assert limits == {1: ("668 tháng tuổi", year), 2: ("726 tháng tuổi", year)}
    assert works.condition == (
        "“Tuổi tròn” từ đủ 15 tuổi trở lên và “Số tháng tuổi” dưới “Tuổi nghỉ hưu trong điều "
        "kiện lao động bình thường”"
    )
