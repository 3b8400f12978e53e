"""Explanations of a decision by points: the text, the document and its pages, in two languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from chuan_ngheo import classify, explain, load_rules
from chuan_ngheo.audit.explain.model import Explanation, Overview
from chuan_ngheo.audit.explain.write import write_explanation
from tests.audit.explanations import explained, parsed
from tests.audit.test_points_of import AIR_CONDITIONER, REFRIGERATOR, RURAL, URBAN
from tests.command_line import run
from tests.vector_households import WORKER, vector_household

RULES: Final = "tt-07-2021"
Captured = pytest.CaptureFixture[str]


def text(language: Any, household: dict[str, Any], **rulings: str) -> str:
    decision = classify(household, rules=load_rules(RULES, rulings=rulings))
    return explain(decision, language)


def document(household: dict[str, Any], language: Any = "vi") -> Explanation:
    return explained(household, language, rules=RULES)


def overview(found: Explanation, title: str) -> Overview:
    (table,) = (
        item
        for section in found.sections
        for item in section.overviews
        if item.title.startswith(title)
    )
    return table


def test_the_text_lists_items_with_points_and_running_sum_in_vietnamese() -> None:
    found = text("vi", vector_household("rural"))
    for line in (
        "1. Tổng điểm B1: 150 điểm; vượt 10 điểm",
        "   Mục 1, Số nhân khẩu trong hộ: Hộ có 4 người: 60 điểm (cộng dồn 60)",
        "   Mục 2, Số người trong độ tuổi lao động: Hộ có 2 người: 25 điểm (cộng dồn 85)",
        "   Mục 10, Nước sinh hoạt: Nước giếng khoan: 5 điểm (cộng dồn 125)",
        "   Mục 12, Tài sản: xe máy, xe có động cơ: 1 xe máy, xe có động cơ: 15 điểm "
        "(cộng dồn 150)",
        "   Tổng điểm B2: 10 × 1 = 10 điểm (hộ nghèo: từ 30 điểm)",
    ):
        assert line in found.splitlines()
    assert "ti vi màu: 1 ti vi màu" not in found  # 0 points: in the full document only
    assert "Mức: 140 điểm [khoản 1 Điều 1 Thông tư 07/2021/TT-BLĐTBXH" in found


def test_income_that_was_not_measured_is_said_plainly() -> None:
    words = "hộ không nghèo; chưa biết có mức sống trung bình hay không vì chưa đo thu nhập"
    household = vector_household("rural")
    assert f"KẾT LUẬN: {words} (" in text("vi", household)
    assert document(household).decision.startswith(words.capitalize())
    english = text("en", household)
    assert "DECISION: not poor or near-poor; whether the living standard is average" in english
    measured = vector_household("rural", income_per_capita=2_000_000)
    assert "chưa đo thu nhập" not in text("vi", measured)
    inside = vector_household("urban", toilet=None)  # near-poor whatever the toilet is
    assert "chưa đo thu nhập" not in text("vi", inside)


@pytest.mark.parametrize(
    ("household", "vi", "en"),
    [
        (
            vector_household("urban"),
            "170 điểm; còn 5 điểm nữa là đến mức, thêm quá 5 điểm là vượt",
            "170 points; 5 points below the limit; more than 5 points more would exceed it",
        ),
        (
            vector_household("urban", has_refrigerator=True),
            "175 điểm; đúng bằng mức, vẫn không vượt; thêm bất kỳ điểm nào là vượt",
            "175 points; exactly the limit, which is not above it; any further point would",
        ),
        (
            vector_household("urban", has_refrigerator=True, air_conditioner_count=1),
            "185 điểm; vượt 10 điểm",
            "185 points; 10 points above the limit",
        ),
        (
            vector_household("rural", children=3),
            "135 điểm; còn 5 điểm nữa là đến mức",
            "135 points; 5 points below the limit",
        ),
        (
            vector_household("rural", motorcycle_count=None),
            "135–170 điểm; từ thấp hơn mức 5 điểm đến vượt 30 điểm",
            "135–170 points; from 5 points below the limit to 30 points above it",
        ),
        (
            vector_household("rural", has_car=None),
            "150–210 điểm; vượt ít nhất 10 điểm",
            "150–210 points; at least 10 points above the limit",
        ),
        (
            vector_household("rural", children=3, has_music_system=None),
            "135–140 điểm; nhiều nhất bằng mức, không vượt",
            "135–140 points; at most exactly the limit, not above it",
        ),
    ],
)
def test_the_distance_from_the_limit(household: dict[str, Any], vi: str, en: str) -> None:
    assert f"1. Tổng điểm B1: {vi}" in text("vi", household)
    assert f"1. Sum of points B1: {en}" in text("en", household)
    assert f"Tổng điểm B1: {vi.partition('; ')[0]}; mức: " in document(household).conclusion[0]


def test_the_text_says_which_answers_would_cross() -> None:
    found = text("vi", vector_household("rural"))
    assert "Chỉ một câu trả lời sau đây thay đổi là không còn vượt mức" in found
    assert (
        "- Mục 9, Điện sinh hoạt bình quân một tháng của cả hộ (nay “Từ 50 KW đến dưới 100 KW”): "
        "“Từ 25 KW đến dưới 50 KW” → 140 điểm; “không có câu trả lời nào trong bảng” → 140 điểm"
    ) in found
    assert "thì xem lệnh what-if" in found
    english = text("en", vector_household("urban"))
    assert "One of these answers alone would exceed the limit" in english
    assert "- Item 12, Assets: car (now “no answer of the table”): “Car” → 225 points" in english
    assert "the command what-if tells more" in english


def test_the_text_names_missing_answers_with_the_most_that_they_could_add() -> None:
    found = text("vi", vector_household("rural", motorcycle_count=None))
    assert (
        "Còn thiếu: Mục 12, Tài sản: xe máy, xe có động cơ (Số xe máy, xe có động cơ): "
        "thêm nhiều nhất 35 điểm"
    ) in found
    assert "chưa biết, có thể là: Từ 3 xe máy, xe có động cơ trở lên (35 điểm); 2 xe" in found


def test_of_several_kinds_of_work_the_text_says_that_only_the_best_counts() -> None:
    members = [{**WORKER, "wage_contract": "contract"}, WORKER]
    household = vector_household("rural", members=members)
    words = "Không cộng hết các dòng"
    assert words not in text("vi", household)
    assert words in text("vi", household, nonfarm_kinds="best")
    # Two people: 90 instead of 60. Contract 20 and hired 15, of which 20. 20 m² a person: 5 more.
    assert "1. Tổng điểm B1: 190 điểm" in text("vi", household, nonfarm_kinds="best")


def test_a_decision_by_income_is_told_as_before() -> None:
    found = explain(classify(vector_household("rural", income_per_capita=1_000_000)), "vi")
    assert "\n1. Thu nhập\n" in found
    assert "điểm B1" not in found


@pytest.mark.parametrize(
    ("household", "items"),
    [
        (vector_household("rural"), RURAL),
        (
            vector_household("urban", has_refrigerator=True, air_conditioner_count=1),
            {**URBAN, **REFRIGERATOR, **AIR_CONDITIONER},
        ),
    ],
)
def test_the_document_has_a_table_of_all_answers_with_the_number_of_their_step(
    household: dict[str, Any], items: dict[str, tuple[str, int]]
) -> None:
    found = document(household)
    table = overview(found, "Tổng điểm B1")
    assert table.headings == ("Mục", "Câu trả lời", "Điểm", "Cộng dồn", "Bước")
    by_number = {found.step(name).number: str(points) for name, (_, points) in items.items()}
    assert {row[4]: row[2] for row in table.rows} == by_number
    assert table.rows[-1][3] == str(sum(points for _, points in items.values()))


def test_the_document_says_what_would_cross_and_which_class_that_gives() -> None:
    table = overview(document(vector_household("rural")), "Chỉ một câu trả lời")
    assert (
        "Mục 11, Nhà tiêu hợp vệ sinh",
        "Hố xí tự hoại/bán tự hoại",
        "không có câu trả lời nào trong bảng",
        "140",
        "Hộ cận nghèo",
    ) in table.rows
    missing = overview(document(vector_household("rural", motorcycle_count=None)), "Câu trả lời")
    assert missing.rows == (
        (
            "Mục 12, Tài sản: xe máy, xe có động cơ",
            "Số xe máy, xe có động cơ",
            "35 điểm",
        ),
    )


def test_a_step_of_an_item_names_the_test_that_holds_and_its_points() -> None:
    found = document(vector_household("rural"), "en")
    step = found.step("b1_motorcycles")
    assert (step.answer, step.value) == ("15 points", [15, 15])
    assert step.citations == (
        "item 12, form 3.3, Circular 07/2021/TT-BLĐTBXH (as amended in 2022)",
    )
    (finding,) = step.findings
    assert [part.answer for part in finding.parts] == [False, False, True]
    assert finding.parts[2].detail.endswith("; 15 points")
    assert [line.text for line in step.law_numbers] == ["35 points", "25 points", "15 points"]
    assert step.condition.endswith("otherwise 0 points]")


def test_the_steps_of_the_sums_and_the_limit() -> None:
    found = document(vector_household("urban"))
    assert found.step("b1_points").answer == "170 điểm"
    assert found.step("b2_points").answer == "10 điểm"
    (limit,) = found.step("at_or_below_b1_limit").findings
    assert limit.detail == "170 điểm, thấp hơn 175 điểm là 5 điểm"
    assert found.step("b1_nonfarm_work").answer == "5 điểm"
    titles = [section.title for section in found.sections]
    assert titles[1:4] == [
        "Điểm của phiếu",
        "Mức độ thiếu hụt dịch vụ xã hội cơ bản",
        "Thu nhập đo được, chỉ để xét mức sống trung bình",
    ]
    assert found.sections[2].paragraphs == (
        "Tổng điểm B2: 10 × 1 = 10 điểm (hộ nghèo: từ 30 điểm); thiếu hụt: Việc làm.",
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_is_balanced_and_every_format_has_every_row(language: Any) -> None:
    found = document(vector_household("urban", motorcycle_count=None), language)
    html = parsed(write_explanation(found, "html"))
    ids = [value for _, name, value in html.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    links = {value[1:] for tag, name, value in html.attributes if (tag, name) == ("a", "href")}
    assert links <= set(ids)
    pages = (
        " ".join(" ".join(html.texts).split()),
        " ".join(write_explanation(found, "text").split()),
        " ".join(write_explanation(found, "markdown").replace("\\", "").split()),
    )
    for section in found.sections:
        cells = [cell for item in section.overviews for row in item.rows for cell in row]
        for told in (*section.paragraphs, *cells):
            assert all(" ".join(told.split()) in page for page in pages), told
    as_json = json.loads(write_explanation(found, "json"))
    assert as_json["sections"][1]["overviews"][0]["rows"][0][2] == "75"


@pytest.mark.parametrize("unknown", ["area", "region", "members", "review_date", "central_city"])
def test_every_explanation_can_be_written_whatever_is_unknown(unknown: str) -> None:
    household = {**vector_household("urban"), unknown: None}
    for language in ("vi", "en"):
        assert text(language, household)
        for format_ in ("text", "markdown", "html", "json"):
            assert write_explanation(document(household, language), format_)


def test_the_command_prints_points(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("one.json").write_text(json.dumps(vector_household("rural")), encoding="utf-8")
    assert run("explain", "one.json", "--rules", RULES, "--language", "vi") == 0
    assert "1. Tổng điểm B1: 150 điểm; vượt 10 điểm" in capsys.readouterr().out
    assert run("explain", "one.json", "--rules", RULES, "--language", "en", "--full") == 0
    assert "Sum of points B1: 150 points; limit: 140 points; 10 points above" in (
        capsys.readouterr().out
    )
    assert (
        run("explain", "one.json", "--rules", RULES, "--language", "vi", "--out", "one.html") == 0
    )
    assert "<caption>Tổng điểm B1</caption>" in Path("one.html").read_text(encoding="utf-8")
