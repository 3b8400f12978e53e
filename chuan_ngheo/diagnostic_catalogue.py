"""The identifiers of all diagnostics, each with what it means in Vietnamese and in English.

``docs/diagnostics.md`` has one row for each, with what to do.
"""

from __future__ import annotations

from typing import Final

from chuan_ngheo.form_diagnostics import FORM_DIAGNOSTICS
from chuan_ngheo.review_diagnostics import (
    MOVEMENT_DIAGNOSTICS,
    REPORT_DIAGNOSTICS,
    REVIEW_DIAGNOSTICS,
)

Meaning = tuple[str, str]
"""One sentence in Vietnamese and the same in English."""

RULE_DIAGNOSTICS: Final[dict[str, Meaning]] = {
    "yaml-syntax": (
        "Tệp không phải YAML 1.2 hợp lệ, mã UTF-8.",
        "The file is not valid YAML 1.2 in UTF-8.",
    ),
    "yaml-alias": (
        "Có neo, bí danh hoặc thẻ YAML; tệp quy tắc viết lại giá trị thay vì dùng chúng.",
        "An anchor, alias or tag is used; rule files repeat themselves instead.",
    ),
    "duplicate-key": (
        "Một khóa xuất hiện hai lần trong cùng một nhóm.",
        "A key stands twice in one mapping.",
    ),
    "unknown-key": (
        "Khóa không có trong định dạng quy tắc.",
        "A key is not part of the rule format.",
    ),
    "missing-key": (
        "Thiếu một khóa bắt buộc.",
        "A required key is absent.",
    ),
    "wrong-type": (
        "Giá trị sai kiểu hoặc sai dạng.",
        "A value has the wrong type or form.",
    ),
    "money-form": (
        "Số tiền không phải là số nguyên đồng.",
        "An amount of money is not a whole number of dong.",
    ),
    "reversed-dates": (
        "Thời hạn kết thúc trước khi bắt đầu.",
        "A period ends before it begins.",
    ),
    "outside-period": (
        "Một phiên bản có hiệu lực ngoài thời hạn của bộ quy tắc.",
        "A version is in force outside the period of its rule set.",
    ),
    "overlapping-versions": (
        "Hai phiên bản của một quy tắc có hiệu lực trong cùng một ngày.",
        "Two versions of one rule are in force on the same day.",
    ),
    "gap-between-versions": (
        "Có ngày không phiên bản nào của quy tắc có hiệu lực.",
        "On some days no version of a rule is in force.",
    ),
    "missing-citation": (
        "Quy tắc không có căn cứ pháp lý.",
        "A rule cites no place in the law.",
    ),
    "unknown-instrument": (
        "Căn cứ nêu một văn bản mà bộ quy tắc không liệt kê.",
        "A citation names a legal instrument that the rule set does not list.",
    ),
    "duplicate-id": (
        "Hai mục khác nhau có cùng mã, hoặc mã là tên của một thông tin hay hàm.",
        "Two different entries have the same id, or an id is the name of a fact or function.",
    ),
    "unknown-default": (
        "Lựa chọn mặc định của một cách hiểu không nằm trong các lựa chọn của nó.",
        "A ruling's default is not one of its options.",
    ),
    "unused-ruling": (
        "Không quy tắc nào đọc cách hiểu này.",
        "A ruling is read by no rule.",
    ),
    "unknown-ruling": (
        "Cách hiểu được chọn không có trong bộ quy tắc.",
        "A ruling that was chosen does not exist in the rule set.",
    ),
    "unknown-option": (
        "Lựa chọn được chọn hoặc được so sánh không có trong cách hiểu.",
        "An option that was chosen or compared does not exist in the ruling.",
    ),
    "table-file": (
        "Không có tệp bảng, hoặc một dòng của bảng không đọc được.",
        "A table file is absent, or a row of it cannot be read.",
    ),
    "table-keys": (
        "Các giá trị của tham số không khớp với các giá trị của khóa.",
        "A parameter's values do not cover its key exactly.",
    ),
    "expression-syntax": (
        "Điều kiện không phải là biểu thức hợp lệ.",
        "A condition is not a valid expression.",
    ),
    "expression-not-allowed": (
        "Điều kiện dùng cấu trúc ngoài ngôn ngữ quy tắc.",
        "A condition uses a construct outside the rule language.",
    ),
    "expression-division": (
        "Điều kiện dùng phép chia; tỷ lệ được viết bằng phép nhân.",
        "A condition divides; ratios are written with multiplication.",
    ),
    "unknown-name": (
        "Điều kiện nêu thông tin, định nghĩa hoặc tham số không tồn tại.",
        "A condition names a fact, definition or parameter that does not exist.",
    ),
    "unknown-function": (
        "Điều kiện gọi hàm không tồn tại.",
        "A condition calls a function that does not exist.",
    ),
    "unknown-value": (
        "Giá trị không nằm trong danh mục giá trị.",
        "A value is not in its list of values.",
    ),
    "expression-type": (
        "Các phần của điều kiện không khớp kiểu với nhau.",
        "The parts of a condition do not fit together by type.",
    ),
    "unit-mismatch": (
        "So sánh hoặc cộng các đại lượng khác đơn vị.",
        "Amounts of different units are compared or added.",
    ),
    "wrong-scope": (
        "Thông tin của thành viên được dùng ở nơi không có thành viên nào.",
        "A member's fact is used where there is no member.",
    ),
    "circular-reference": (
        "Các quy tắc tham chiếu vòng tròn lẫn nhau.",
        "Rules refer to each other in a circle.",
    ),
    "rule-set-unknown": (
        "Không có bộ quy tắc mang tên này.",
        "No rule set has this name.",
    ),
    "id-unknown": (
        "Không có quy tắc, tham số hay cách hiểu nào mang mã này.",
        "No rule, parameter or ruling has this id.",
    ),
    "rule-set-incomplete": (
        "Bộ quy tắc thiếu phần đầu, chuẩn hộ hoặc chỉ số.",
        "A rule set lacks its header, a class or an indicator.",
    ),
}

FACT_DIAGNOSTICS: Final[dict[str, Meaning]] = {
    "fact-unknown": (
        "Trường không có trong danh mục thông tin.",
        "A field is not part of the vocabulary.",
    ),
    "fact-type": (
        "Thông tin sai kiểu.",
        "A fact has the wrong type.",
    ),
    "fact-value": (
        "Thông tin nằm ngoài danh mục giá trị hoặc ngoài khoảng cho phép.",
        "A fact lies outside its list of values or its range.",
    ),
    "fact-date": (
        "Ngày không có trong lịch hoặc không viết dạng YYYY-MM-DD.",
        "A date is not a date of the calendar written YYYY-MM-DD.",
    ),
    "fact-json": (
        "Văn bản không phải là JSON của một hộ.",
        "The text is not JSON of one household.",
    ),
    "age-contradiction": (
        "Tuổi, số tháng tuổi và ngày sinh không khớp nhau.",
        "Age, age in months and birth date do not agree.",
    ),
    "birth-after-review": (
        "Ngày sinh sau ngày rà soát.",
        "A birth date lies after the review date.",
    ),
    "history-contradiction": (
        "Các quyết định công nhận mâu thuẫn nhau hoặc mâu thuẫn với thông tin khác.",
        "Decisions of recognition contradict each other or another fact.",
    ),
    "not-in-force": (
        "Ngày rà soát nằm ngoài thời hạn của bộ quy tắc.",
        "The review date lies outside the period of the rule set.",
    ),
    "duplicate-household": (
        "Hai dòng có cùng household_id.",
        "Two rows have the same household_id.",
    ),
    "duplicate-member": (
        "Hai thành viên của một hộ có cùng member_id.",
        "Two members of one household have the same member_id.",
    ),
    "orphan-member": (
        "Dòng thành viên không thuộc hộ nào.",
        "A member row belongs to no household.",
    ),
    "no-members": (
        "Không có thành viên nào được ghi; thành phần của hộ là chưa biết.",
        "No member is recorded; the composition of the household is unknown.",
    ),
    "money-in-thousands": (
        "Số tiền của cả cột nhỏ bất thường; có thể ghi bằng nghìn đồng.",
        "The money of a whole column is implausibly small; it may be in thousands of dong.",
    ),
    "row-unreadable": (
        "Không đọc được một dòng.",
        "A row cannot be read.",
    ),
    "column-unknown": (
        "Cột không có trong danh mục thông tin và đã bị bỏ qua.",
        "A column is not part of the vocabulary and was ignored.",
    ),
    "column-missing": (
        "Thiếu một cột bắt buộc.",
        "A column that is needed is absent.",
    ),
    "file-unreadable": (
        "Không đọc hoặc không ghi được tệp.",
        "A file cannot be read or written.",
    ),
    "engine-unavailable": (
        "Bộ máy phân loại được chọn không làm được việc này.",
        "The engine that was chosen cannot do this.",
    ),
    "table-name": (
        "Tên không thể là tên của một bảng trong cơ sở dữ liệu.",
        "A name cannot be that of a table in a database.",
    ),
    "grant-incomplete": (
        "Một khoản đã hỗ trợ thiếu hộ, dự án, chính sách hoặc nội dung hỗ trợ.",
        "A grant of a register lacks its household, its benefit or its content.",
    ),
    "grant-unknown": (
        "Một khoản đã hỗ trợ nêu dự án, chính sách hoặc nội dung không có trong kế hoạch.",
        "A grant of a register names a benefit or content that the plan does not have.",
    ),
    "grant-member-unknown": (
        "Một khoản đã hỗ trợ nêu thành viên mà hộ không có.",
        "A grant of a register names a member whom its household does not have.",
    ),
    "nothing-to-compare": (
        "Hai bên của phép so sánh không khác nhau.",
        "Nothing makes the two sides of a comparison differ.",
    ),
    "household-unknown": (
        "Không rõ hộ cần xem: chưa nêu household_id, hoặc không có hộ nào mang mã đó.",
        "The household asked for is not named by a household_id, or does not exist.",
    ),
    "review-date-unknown": (
        "Chưa biết ngày rà soát; coi bộ quy tắc là đang có hiệu lực.",
        "The review date is unknown; the rules are taken as in force.",
    ),
}

CASE_DIAGNOSTICS: Final[dict[str, Meaning]] = {
    "case-file": (
        "Tệp trường hợp không đọc được hoặc không theo định dạng.",
        "A case file cannot be read or does not follow the format.",
    ),
    "case-fails": (
        "Kết quả của một trường hợp không như pháp luật quy định trong tệp.",
        "A case comes out otherwise than the law gives it in the file.",
    ),
    "case-exception": (
        "Một ngoại lệ của phép đo không đúng hoặc không còn cần.",
        "An exception of the measure does not hold or is needed no longer.",
    ),
}

JOURNAL_DIAGNOSTICS: Final[dict[str, Meaning]] = {
    "journal-unusable": (
        "Tệp không phải là sổ quyết định, hoặc không dùng tiếp được.",
        "The file is not a journal of decisions, or cannot be used any further.",
    ),
    "key-unusable": (
        "Khóa không đọc được, không ghi được hoặc không phải là khóa cần dùng.",
        "A key cannot be read or written, or is not the one that is needed.",
    ),
    "receipt-unusable": (
        "Biên nhận không đọc được.",
        "A receipt cannot be read.",
    ),
    "extra-missing": (
        "Chưa cài một phần tùy chọn của chương trình.",
        "An optional part of the package is not installed.",
    ),
}

DIAGNOSTICS: Final = (
    RULE_DIAGNOSTICS
    | FACT_DIAGNOSTICS
    | CASE_DIAGNOSTICS
    | JOURNAL_DIAGNOSTICS
    | REVIEW_DIAGNOSTICS
    | MOVEMENT_DIAGNOSTICS
    | REPORT_DIAGNOSTICS
    | FORM_DIAGNOSTICS
)
