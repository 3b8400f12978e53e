"""The phrases that details of diagnostics are made of, in Vietnamese.

``{}`` stands for names and values, which are the same in both languages. A phrase that is not
here is shown as it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from chuan_ngheo.form_phrases import FORM_PHRASES

VIETNAMESE: Final[dict[str, str]] = {
    # the review as a process
    "households without a known class: {}": "số hộ chưa biết kết quả phân loại: {}",
    "a class for each household": "kết quả phân loại của từng hộ",
    "They are on neither list.": "Các hộ này không có trong danh sách nào.",
    "They have no certificate.": "Các hộ này chưa có giấy chứng nhận.",
    "no previous decisions and no column on_list": (
        "không có kết quả rà soát lần trước và không có cột on_list"
    ),
    "one of them for list 6.2": "một trong hai để lập danh sách 6.2",
    "List 6.2 is not written.": "Không lập danh sách 6.2.",
    "households of which the list before is not known: {}": (
        "số hộ chưa biết trước đây thuộc danh sách nào: {}"
    ),
    "the list on which each household was": "danh sách trước đây của từng hộ",
    "They may belong on list 6.2.": "Các hộ này có thể thuộc danh sách 6.2.",
    "households of the lists before without a decision now: {}": (
        "số hộ trong danh sách trước mà lần này không có kết quả: {}"
    ),
    "a decision for each household of the lists before": (
        "kết quả của từng hộ trong danh sách trước"
    ),
    "They are on neither list: dissolved, moved, split, merged or forgotten.": (
        "Các hộ này không có trong danh sách nào: không còn, chuyển đi, tách, nhập hoặc bị bỏ sót."
    ),
    "certificates without it: {}": "số giấy chứng nhận thiếu: {}",
    "a value for each certificate": "giá trị cho từng giấy chứng nhận",
    "It is left blank.": "Chỗ này để trống.",
    "Correct one of the two.": "Hãy sửa một trong hai.",
    "a day not before {}, {}": "ngày không trước {}, {}",
    "at most {}, as in votes_total": "nhiều nhất {}, như ở votes_total",
    "a whole number from 0, or nothing": "số nguyên từ 0, hoặc để trống",
    "true, false or nothing": "true, false hoặc để trống",
    "a date of the calendar written YYYY-MM-DD, or nothing": (
        "ngày có trong lịch viết dạng YYYY-MM-DD, hoặc để trống"
    ),
    "a year, YYYY": "một năm, YYYY",
    "a day written YYYY-MM-DD": "ngày viết dạng YYYY-MM-DD",
    "a day in {}, the period of {}": "ngày trong {}, thời hạn của {}",
    # advice
    "Did you mean {}?": "Có phải ý bạn là {}?",
    "It is ignored.": "Cột này bị bỏ qua.",
    "Remove the field, or use a name of the vocabulary.": (
        "Hãy bỏ trường này, hoặc dùng một tên trong danh mục thông tin."
    ),
    "Its name is not shown here. {}": "Tên của trường không được hiển thị. {}",
    "It is a fact of the household.": "Đây là thông tin của hộ.",
    "It is a fact of a member.": "Đây là thông tin của thành viên.",
    "Give whole dong per person per month, such as 1500000.": (
        "Hãy ghi số nguyên đồng/người/tháng, ví dụ 1500000."
    ),
    "Give the date without the time.": "Hãy ghi ngày, không ghi giờ.",
    "Correct one of the two, or leave out the age and give the birth date.": (
        "Hãy sửa một trong hai, hoặc bỏ tuổi và ghi ngày sinh."
    ),
    "Use the rule set that is in force on that day, or correct the date.": (
        "Hãy dùng bộ quy tắc có hiệu lực vào ngày đó, hoặc sửa ngày."
    ),
    "Remove the rows that do not belong, or give each household its own id.": (
        "Hãy bỏ dòng thừa, hoặc cho mỗi hộ một mã riêng."
    ),
    "Add the household, or correct the id.": "Hãy thêm hộ này, hoặc sửa mã.",
    "Add --household ID.": "Hãy thêm --household ID.",
    "Save the file as “CSV UTF-8”.": "Hãy lưu tệp dạng “CSV UTF-8”.",
    "If they are in thousands of dong, multiply the column by 1000.": (
        "Nếu đơn vị là nghìn đồng, hãy nhân cả cột với 1000."
    ),
    "{} of {} amounts below {} dong": "{} trên {} số tiền dưới {} đồng",
    "amounts in whole dong": "số tiền ghi bằng đồng",
    "one input with one set of options": "một số liệu với một bộ tùy chọn",
    "--against-members without a second input": "--against-members mà không có số liệu thứ hai",
    "a second input, or --against-rules, --against-ruling or --against-review-date": (
        "số liệu thứ hai, hoặc --against-rules, --against-ruling hay --against-review-date"
    ),
    "INPUT AGAINST": "INPUT AGAINST",
    "Correct this row of the population file.": "Hãy sửa dòng này của tệp dân số.",
    "the name of a district": "tên quận, huyện",
    "urban or rural": "urban hoặc rural",
    "each place once": "mỗi địa bàn một lần",
    "{}, {} again": "{}, {} lần nữa",
    "{}, row {}": "{}, dòng {}",
    "no column {}": "không có cột {}",
    "the columns {}, and {} if known": "các cột {}, và {} nếu biết",
    "classes named {}, as nd-07-2021 has them": "các loại {}, như trong nd-07-2021",
    "the rule set {} without them": "bộ quy tắc {} không có các loại ấy",
    "Use nd-07-2021, or a rule set that extends it.": (
        "Hãy dùng nd-07-2021, hoặc bộ quy tắc mở rộng nó."
    ),
    "a CSV file in UTF-8": "tệp CSV mã UTF-8",
    "an existing folder": "thư mục đã có",
    "no matplotlib": "chưa có matplotlib",
    "no member": "không có thành viên",
    "Save the file as UTF-8.": "Hãy lưu tệp bằng mã UTF-8.",
    "Check quotes, brackets and operators.": "Hãy kiểm tra dấu nháy, dấu ngoặc và phép toán.",
    "Check indentation, colons, quotes and brackets near this place.": (
        "Hãy kiểm tra thụt lề, dấu hai chấm, dấu nháy và dấu ngoặc gần chỗ này."
    ),
    "Indent with spaces.": "Hãy thụt lề bằng dấu cách.",
    "Remove the quotes.": "Hãy bỏ dấu nháy.",
    "Correct the key 'unit'.": "Hãy sửa khóa 'unit'.",
    "chuan-ngheo rules list shows every id.": "Lệnh chuan-ngheo rules list cho xem mọi mã.",
    # what is expected of a fact
    "the name of a table, such as households or survey.households": (
        "tên của một bảng, ví dụ households hoặc survey.households"
    ),
    "true, false or null": "true, false hoặc null",
    "a whole number or null": "số nguyên hoặc null",
    "a number or null": "số hoặc null",
    "text or null": "văn bản hoặc null",
    "text, a whole number or null": "văn bản, số nguyên hoặc null",
    "a finite number": "số hữu hạn",
    "a list of members or null": "danh sách thành viên hoặc null",
    "an object of facts": "một đối tượng gồm các thông tin",
    "a number above {}": "số lớn hơn {}",
    "a number from {} on": "số từ {} trở lên",
    "a number below {}": "số nhỏ hơn {}",
    "a number up to {}": "số không quá {}",
    "a date of the calendar written YYYY-MM-DD, or null": (
        "ngày có trong lịch viết dạng YYYY-MM-DD, hoặc null"
    ),
    "one of {}, or null": "một trong các giá trị {}, hoặc null",
    "a field of the vocabulary": "trường có trong danh mục thông tin",
    "the JSON object of one {}": "đối tượng JSON của một {}",
    "a date on or before the review date {}": "ngày không sau ngày rà soát {}",
    "a date within the 131 years before the review date {}": (
        "ngày trong vòng 131 năm trước ngày rà soát {}"
    ),
    "{} to {} months for age {}": "từ {} đến {} tháng với tuổi {}",
    "a day within {}, the period of {}": "ngày trong {}, thời hạn của {}",
    # what is expected of a file or an option
    "a name of the vocabulary": "tên có trong danh mục thông tin",
    "a column {}": "cột {}",
    "each member once": "mỗi thành viên một lần",
    "one row for each household": "mỗi hộ một dòng",
    "a household row with this household_id": "dòng hộ có household_id này",
    "a JSON object": "một đối tượng JSON",
    "a JSON object of facts": "một đối tượng JSON gồm các thông tin",
    "{}, as in the heading": "{}, như dòng tiêu đề",
    "quotation marks in pairs, with a separator after them": (
        "dấu nháy đủ cặp, sau đó là dấu phân cách"
    ),
    "a file that can be read": "tệp đọc được",
    "a folder, or a file ending in {}": "thư mục, hoặc tệp có đuôi {}",
    "a CSV (UTF-8) or Parquet table with a heading": (
        "bảng CSV (UTF-8) hoặc Parquet có dòng tiêu đề"
    ),
    "one {}, a list of {}, or one {} on each line": ("một {}, danh sách {}, hoặc mỗi dòng một {}"),
    "a file in an existing folder, ending in {}": "tệp trong thư mục đã có, với đuôi {}",
    "another file than those that are read": "tệp khác với các tệp đầu vào",
    "at most {} rows for a sheet": "tối đa {} dòng cho một trang tính",
    "{} rows": "{} dòng",
    "Write Parquet or CSV.": "Hãy ghi Parquet hoặc CSV.",
    "one household": "một hộ",
    "the household_id of a row": "household_id của một dòng",
    "NAME=OPTION": "TÊN=LỰA_CHỌN",
    "one of {} (folders with a rule_set.yaml below {}/), or the path of such a folder": (
        "một trong {} (các thư mục có rule_set.yaml trong {}/), hoặc đường dẫn của thư mục như vậy"
    ),
    "the id of a rule, parameter or ruling of {}": (
        "mã của một quy tắc, tham số hoặc cách hiểu của {}"
    ),
    # what is expected of a rule
    "one of {}": "một trong các giá trị {}",
    "a key {}": "khóa {}",
    "a key of the rule format": "khóa có trong định dạng quy tắc",
    "a value of {}: {}": "giá trị của {}: {}",
    "a fact, definition or parameter": "thông tin, định nghĩa hoặc tham số",
    "a fact of the {}": "thông tin của {}",
    "a whole number of dong such as 1_500_000": "số nguyên đồng, ví dụ 1_500_000",
    "a whole number such as {}": "số nguyên, ví dụ {}",
    "a whole number": "số nguyên",
    "a number": "số",
    "text": "văn bản",
    "a list": "danh sách",
    "each key once": "mỗi khóa một lần",
    "an id of its own": "mã riêng",
    "at least one": "ít nhất một",
    "one version on each day": "mỗi ngày một phiên bản",
    "a version for every day of the rule set": "phiên bản cho mọi ngày của bộ quy tắc",
    "a ruling that a condition reads": "cách hiểu được một điều kiện đọc",
    "a condition such as: age >= 6 and not has_health_insurance": (
        "điều kiện, ví dụ: age >= 6 and not has_health_insurance"
    ),
    "a product on the other side": "phép nhân ở vế kia",
    "plain values": "giá trị thường",
    "valid YAML 1.2": "YAML 1.2 hợp lệ",
    # what was found
    "a field that is not in the vocabulary": "trường không có trong danh mục thông tin",
    "text of {} characters": "văn bản {} ký tự",
    "text of 1 character": "văn bản 1 ký tự",
    "a number of {} digits": "số có {} chữ số",
    "an object": "một đối tượng",
    "a value that is not an object": "giá trị không phải là đối tượng",
    "nothing": "không có gì",
    "no such file": "không có tệp này",
    "tables in, and a table out": "bảng đầu vào và bảng đầu ra",
    "Use --engine reference for JSON.": "Hãy dùng --engine reference cho JSON.",
    "no DuckDB": "không có DuckDB",
    "the optional extra {}": "phần tùy chọn {}",
    "Install it: pip install 'chuan-ngheo[{}]'.": ("Hãy cài đặt: pip install 'chuan-ngheo[{}]'."),
    "an answer of durable_rules": "câu trả lời của durable_rules",
    "tables in": "bảng đầu vào",
    "no durable_rules": "không có durable_rules",
    "Python 3.11 or 3.12 for durable_rules {}": "Python 3.11 hoặc 3.12 cho durable_rules {}",
    "Use --engine reference or --engine duckdb.": (
        "Hãy dùng --engine reference hoặc --engine duckdb."
    ),
    "--evidence with --engine {}": "--evidence cùng với --engine {}",
    "--engine durable, the engine that tells what it fired": (
        "--engine durable, bộ máy cho biết những gì nó đã suy ra"
    ),
    "decisions that classify wrote, in a file ending in {}": (
        "quyết định do classify ghi, trong tệp có đuôi {}"
    ),
    "no such column": "không có cột này",
    "the column {}": "cột {}",
    "this household_id in {} rows": "household_id này ở {} dòng",
    "a member whose household_id is in no household row": (
        "thành viên có household_id không thuộc dòng hộ nào"
    ),
    "{} households and no --household": "{} hộ mà không có --household",
    "no row with this household_id": "không có dòng nào mang household_id này",
    "{} cells": "{} ô",
    # journals, keys and receipts
    "another file": "tệp khác",
    "a journal: a file that journal append or journal export wrote": (
        "sổ quyết định: tệp do journal append hoặc journal export ghi"
    ),
    "a journal that can be written": "sổ ghi được",
    "an error while writing ({})": "lỗi khi ghi ({})",
    "a journal that another process holds, or that cannot be written": (
        "sổ đang do tiến trình khác giữ, hoặc không ghi được"
    ),
    "a journal that can be read": "sổ đọc được",
    "a damaged journal": "sổ bị hỏng",
    "a sound journal": "sổ nguyên vẹn",
    "chuan-ngheo journal verify shows every finding.": (
        "Lệnh chuan-ngheo journal verify cho xem mọi phát hiện."
    ),
    "a file that cannot be created": "tệp không tạo được",
    "a new file in an existing folder": "tệp mới trong thư mục đã có",
    "A key is never overwritten: name another file.": (
        "Khóa không bao giờ bị ghi đè: hãy nêu tệp khác."
    ),
    "another content": "nội dung khác",
    "another text": "văn bản khác",
    "an Ed25519 private key in PEM, without a password": (
        "khóa bí mật Ed25519 dạng PEM, không đặt mật khẩu"
    ),
    "chuan-ngheo journal key makes one.": "Lệnh chuan-ngheo journal key tạo khóa.",
    "an Ed25519 public key in PEM": "khóa công khai Ed25519 dạng PEM",
    "It is the file ending in .pub beside the private key.": (
        "Đó là tệp có đuôi .pub bên cạnh khóa bí mật."
    ),
    "the key of the last seal, {}": "khóa của dấu niêm cuối, {}",
    "Add --new-key if the key has been exchanged.": "Hãy thêm --new-key nếu khóa đã được thay.",
    "NUMBER:HASH, as journal append prints it": "SỐ:MÃ_BĂM, như journal append in ra",
    "no package cryptography": "không có gói cryptography",
    # movements between two lists
    "{} household ({})": "{} hộ ({})",
    "{} households ({})": "{} hộ ({})",
    "none in {} of the rows: {}": "không có ở {} dòng: {}",
    "a household_id in each row": "household_id ở mỗi dòng",
    "a date written YYYY-MM-DD": "ngày viết dạng YYYY-MM-DD",
    "Columns 1 and 9 do not count them: complete their facts, and classify again.": (
        "Cột 1 và cột 9 không tính các hộ này: hãy bổ sung thông tin rồi phân loại lại."
    ),
    "the number of members, from 1 on": "số thành viên, từ 1 trở lên",
    "Give a column persons, or the facts with their members.": (
        "Hãy ghi cột persons, hoặc dùng số liệu gốc có thành viên."
    ),
    "each listed household in the later list, or a recorded change": (
        "mỗi hộ đã có trong danh sách phải có ở danh sách sau, hoặc có biến động được ghi"
    ),
    "Add the household with its class, or the change that took it off the list.": (
        "Hãy thêm hộ kèm xếp loại, hoặc ghi biến động đã đưa hộ ra khỏi danh sách."
    ),
    "the day each left the lists, or earlier lists": (
        "ngày mỗi hộ ra khỏi danh sách, hoặc các danh sách trước đó"
    ),
    "Give left_poor_list_on and left_near_poor_list_on, or --earlier.": (
        "Hãy ghi left_poor_list_on và left_near_poor_list_on, hoặc dùng --earlier."
    ),
    "the same place in both lists": "cùng một nơi trong hai danh sách",
    "They are another decrease there and another increase here, not in the total.": (
        "Ở nơi cũ tính là khác (giảm), ở nơi mới là khác (tăng); tổng số không đổi."
    ),
    "a household that is not in the earlier list": "hộ không có trong danh sách trước",
    "a household that is not in the later list": "hộ không có trong danh sách sau",
    "The lists prevail: correct the change or the list.": (
        "Lấy theo danh sách: hãy sửa biến động hoặc danh sách."
    ),
    "a household_id of one of the lists": "household_id có trong một danh sách",
    "household {}: {}": "hộ {}: {}",
    "one way in and one way out for each household": "mỗi hộ một cách vào và một cách ra",
    "The earliest is taken.": "Lấy biến động sớm nhất.",
    "no household_id": "không có household_id",
    "a whole number of persons from 1 on, or nothing": "số người từ 1 trở lên, hoặc để trống",
    "a number that cannot be used": "số không dùng được",
    "a row that cannot be used": "dòng không dùng được",
    "household_id, list_status (one of {}) and {} (YYYY-MM-DD)": (
        "household_id, list_status (một trong {}) và {} (YYYY-MM-DD)"
    ),
    "a difference of {} households": "chênh lệch {} hộ",
    "a difference of {} households, from {}": "chênh lệch {} hộ, do {}",
    "a difference of {} persons": "chênh lệch {} khẩu",
    "a difference of {} persons, from {}": "chênh lệch {} khẩu, do {}",
    **FORM_PHRASES,
}
"""Each phrase in English with the same in Vietnamese."""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return a pattern for each phrase with names and values, the longest phrase first."""
    longest_first = sorted(VIETNAMESE.items(), key=lambda pair: -len(pair[0]))
    return tuple(
        (re.compile("(.+)".join(map(re.escape, english.split("{}")))), vietnamese)
        for english, vietnamese in longest_first
        if "{}" in english
    )


def in_vietnamese(detail: str) -> str:
    """Return a detail of a diagnostic in Vietnamese, or as it is where no phrase fits."""
    if detail in VIETNAMESE:
        return VIETNAMESE[detail]
    for pattern, vietnamese in _patterns():
        found = pattern.fullmatch(detail)
        if found:
            return vietnamese.format(*(VIETNAMESE.get(part, part) for part in found.groups()))
    return detail
