"""Diagnostics in Vietnamese: whole messages, and the table of phrases behind them."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

import chuan_ngheo
from chuan_ngheo import InvalidFactsError, Problem, UnknownRuleSetError, classify, load_rules
from chuan_ngheo.diagnostic_phrases import VIETNAMESE, in_vietnamese
from chuan_ngheo.diagnostics import Position

SOURCE: Final = Path(chuan_ngheo.__file__).parent

MESSAGES: Final[list[tuple[dict[str, Any], str]]] = [
    (
        {"has_radio": 1},
        "has_radio: [fact-type] Thông tin sai kiểu. Tìm thấy: 1; cần: true, false hoặc null.",
    ),
    (
        {"area": "urbann"},
        "area: [fact-value] Thông tin nằm ngoài danh mục giá trị hoặc ngoài khoảng cho phép. "
        "Tìm thấy: 'urbann'; cần: một trong các giá trị rural, urban, hoặc null. "
        "Có phải ý bạn là 'urban'?",
    ),
    (
        {"income_per_capita": "Nguyễn Thị A"},
        "income_per_capita: [fact-type] Thông tin sai kiểu. Tìm thấy: văn bản 12 ký tự; cần: số "
        "nguyên hoặc null. Hãy ghi số nguyên đồng/người/tháng, ví dụ 1500000.",
    ),
    (
        {"members": [{"birth_date": "31/12/2015"}]},
        "members[0].birth_date: [fact-date] Ngày không có trong lịch hoặc không viết dạng "
        "YYYY-MM-DD. Tìm thấy: '31/12/2015'; cần: ngày có trong lịch viết dạng YYYY-MM-DD, hoặc "
        "null. Có phải ý bạn là '2015-12-31'?",
    ),
    (
        {"Nguyễn Thị A": 1},
        "<a field>: [fact-unknown] Trường không có trong danh mục thông tin. Tìm thấy: trường "
        "không có trong danh mục thông tin; cần: trường có trong danh mục thông tin. Tên của "
        "trường không được hiển thị. Hãy bỏ trường này, hoặc dùng một tên trong danh mục thông "
        "tin.",
    ),
    (
        {"studying": True},
        "studying: [fact-unknown] Trường không có trong danh mục thông tin. Tìm thấy: trường "
        "không có trong danh mục thông tin; cần: trường có trong danh mục thông tin. Đây là "
        "thông tin của thành viên.",
    ),
    (
        {"review_date": "2022-10-03", "members": [{"birth_date": "2022-10-04"}]},
        "members[0].birth_date: [birth-after-review] Ngày sinh sau ngày rà soát. "
        "Tìm thấy: 2022-10-04; cần: ngày không sau ngày rà soát 2022-10-03.",
    ),
    (
        {"members": [{"age": 4, "age_months": 60}]},
        "members[0].age_months: [age-contradiction] Tuổi, số tháng tuổi và ngày sinh không khớp "
        "nhau. Tìm thấy: 60; cần: từ 48 đến 59 tháng với tuổi 4. "
        "Hãy sửa một trong hai, hoặc bỏ tuổi và ghi ngày sinh.",
    ),
    (
        {"review_date": "2021-12-31"},
        "review_date: [not-in-force] Ngày rà soát nằm ngoài thời hạn của bộ quy tắc. "
        "Tìm thấy: 2021-12-31; cần: ngày trong 2022-01-01 – 2026-12-31, thời hạn của nd-07-2021. "
        "Hãy dùng bộ quy tắc có hiệu lực vào ngày đó, hoặc sửa ngày.",
    ),
]


@pytest.mark.parametrize(("facts", "message"), MESSAGES, ids=[str(n) for n in range(len(MESSAGES))])
def test_a_problem_of_facts_is_written_in_vietnamese(facts: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidFactsError) as caught:
        classify(facts)
    assert caught.value.write("vi") == f"1 lỗi trong thông tin của hộ:\n  {message}"
    [problem] = caught.value.problems
    assert problem.write("vi") == message


def test_a_place_in_a_rule_file_and_its_path_stay_as_they_are() -> None:
    problem = Problem(
        "unknown-name",
        "'incom'",
        "a fact, definition or parameter",
        position=Position("a/b.yaml", 3, 7),
        path="poor",
    )
    assert problem.write("vi") == (
        "a/b.yaml:3:7: [unknown-name] (poor) Điều kiện nêu thông tin, định nghĩa hoặc tham số "
        "không tồn tại. Tìm thấy: 'incom'; cần: thông tin, định nghĩa hoặc tham số."
    )
    assert problem.write("en") == str(problem)


def test_an_error_of_several_problems_lists_each_in_the_order_of_the_vocabulary() -> None:
    with pytest.raises(InvalidFactsError) as caught:
        classify({"has_radio": 1, "has_television": 0})
    assert str(caught.value) == caught.value.write("en")
    assert str(caught.value) == (
        "2 problems in the facts:\n"
        "  has_television: [fact-type] found 0; expected true, false or null.\n"
        "  has_radio: [fact-type] found 1; expected true, false or null."
    )
    assert caught.value.write("vi").startswith("2 lỗi trong thông tin của hộ:\n  has_television: ")


def test_an_error_of_one_problem_is_that_problem() -> None:
    with pytest.raises(UnknownRuleSetError) as caught:
        load_rules("nd-07-2012")
    assert caught.value.write("vi") == (
        "[rule-set-unknown] Không có bộ quy tắc mang tên này. Tìm thấy: 'nd-07-2012'; cần: một "
        "trong kh-132-2022-can-tho, nd-07-2021, tt-07-2021 (các thư mục có rule_set.yaml trong "
        "rules/), hoặc đường dẫn của thư mục như vậy. Có phải ý bạn là 'nd-07-2021'?"
    )
    assert caught.value.write("en") == str(caught.value) == str(caught.value.problem)


def test_errors_travel_between_processes_with_their_problems() -> None:
    with pytest.raises(InvalidFactsError) as facts:
        classify({"area": "town", "has_radio": 1})
    with pytest.raises(UnknownRuleSetError) as unknown:
        load_rules("nd-07-2012")
    for error in (facts.value, unknown.value):
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error)
        assert again.problems == error.problems
        assert str(again) == str(error)


def texts_of_the_source() -> Iterator[str]:
    """Yield every text of the package, with ``{}`` where a value is put in."""
    for path in SOURCE.rglob("*.py"):
        if path.name.endswith("_phrases.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.sub(r"\{\w+\}", "{}", node.value)
            elif isinstance(node, ast.JoinedStr):
                yield "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "{}"
                    for part in node.values
                )


def test_every_phrase_is_one_that_the_package_says() -> None:
    assert set(VIETNAMESE) - set(texts_of_the_source()) == set()


@pytest.mark.parametrize("english", VIETNAMESE)
def test_every_phrase_is_found_by_its_own_translation(english: str) -> None:
    values = iter("789")
    shown = re.sub(r"\{\}", lambda _: next(values), english)
    assert in_vietnamese(shown) == VIETNAMESE[english].format(*"789")
    assert english.count("{}") == VIETNAMESE[english].count("{}")


def test_a_detail_without_a_phrase_stays_as_it_is() -> None:
    assert in_vietnamese("'2021-12-31'") == "'2021-12-31'"
    assert in_vietnamese("") == ""
