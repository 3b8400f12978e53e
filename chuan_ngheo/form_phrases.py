"""The phrases of diagnostics on workbooks of form 3.1, in Vietnamese.

Written as those of ``diagnostic_phrases``, which takes them in.
"""

from __future__ import annotations

from typing import Final

FORM_PHRASES: Final[dict[str, str]] = {
    # the workbook
    "version {}": "phiên bản {}",
    "a file that is no workbook": "tệp không phải là bảng tính",
    "an Excel workbook (.xlsx)": "bảng tính Excel (.xlsx)",
    "a workbook (.xlsx) with a sheet “{}” that begins with “{}”": (
        "bảng tính (.xlsx) có sheet “{}” mà ô đầu tiên bắt đầu bằng “{}”"
    ),
    "no such sheet": "không có sheet này",
    "a sheet “{}”": "sheet “{}”",
    "the column “{}” on the sheet {}": "cột “{}” ở sheet {}",
    "the column “{}”": "cột “{}”",
    "Give the sheet and its first cell their text again; chuan-ngheo form template shows them.": (
        "Hãy trả lại tên sheet và nội dung ô đầu tiên; lệnh chuan-ngheo form template ghi bảng mẫu."
    ),
    "chuan-ngheo form template writes a workbook of this version.": (
        "Lệnh chuan-ngheo form template ghi bảng tính thuộc phiên bản này."
    ),
    "{}, a file that exists": "{}, tệp đã có",
    "the name of a new file": "tên của tệp mới",
    "Choose another name: a filled workbook would be lost.": (
        "Hãy chọn tên khác: bảng tính đã điền sẽ bị mất."
    ),
    "the answers of form 3.1": "câu trả lời của Mẫu 3.1",
    "results of classify": "kết quả của lệnh classify",
    "Run chuan-ngheo classify on the workbook, and give what --out writes.": (
        "Hãy chạy lệnh chuan-ngheo classify trên bảng tính này rồi dùng tệp mà --out ghi ra."
    ),
    "no package xlsxwriter": "không có gói xlsxwriter",
    "a column that form 3.1 does not have": "cột không có trong Mẫu 3.1",
    "a column of form 3.1": "cột của Mẫu 3.1",
    "the same column again": "cột này lần nữa",
    "each column once": "mỗi cột một lần",
    "The first one is read.": "Cột đầu tiên được đọc.",
    "What it asks is unknown in every row.": "Nội dung của cột là chưa biết ở mọi dòng.",
    "{} answers to look at": "{} câu trả lời cần xem lại",
    "none": "không có",
    "chuan-ngheo form check shows each cell.": "Lệnh chuan-ngheo form check cho xem từng ô.",
    # cells
    "one of the codes: {}": "một trong các mã: {}",
    "Leave the cell empty if the answer is unknown.": "Hãy để trống nếu chưa biết câu trả lời.",
    "Write digits only: no unit and no separator of thousands.": (
        "Chỉ ghi chữ số: không ghi đơn vị, không ngăn cách hàng nghìn."
    ),
    "A comma may stand for decimals or for thousands: let Excel take it as a number, or write a "
    "point before decimals.": (
        "Dấu phẩy có thể là dấu thập phân hoặc dấu ngăn hàng nghìn: hãy nhập lại để Excel nhận là "
        "số, hoặc dùng dấu chấm trước phần thập phân."
    ),
    "a whole number, 0 or more": "số nguyên, từ 0 trở lên",
    "a number, 0 or more": "số, từ 0 trở lên",
    "a date written day/month/year, the year in four digits": (
        "ngày viết dạng ngày/tháng/năm, năm đủ bốn chữ số"
    ),
    "Where only the year is known, leave the cell empty and write the age in its column.": (
        "Nếu chỉ biết năm sinh, hãy để trống ô này và ghi tuổi ở cột Tuổi tròn."
    ),
    "no household id": "không có mã hộ",
    "the id of the household": "mã của hộ",
    # routing
    "an empty cell": "ô trống",
    "an answer: {}": "câu trả lời: {}",
    "an empty cell: {}": "ô trống: {}",
    "the question is for every household": "câu này hỏi mọi hộ",
    "the question is for every member": "câu này hỏi mọi thành viên",
    "the question is for people under 16 years": "câu này hỏi người dưới 16 tuổi",
    "the question is for children under 10 years": "câu này hỏi trẻ em dưới 10 tuổi",
    "the question is for people from 15 years": "câu này hỏi người từ 15 tuổi",
    "the question is for people with 1 in column 8": "câu này hỏi người có mã 1 ở cột 8",
    "the question is for people with 1 in column 15": "câu này hỏi người có mã 1 ở cột 15",
    # contradictions
    "a level while column 8 is 2": "có cấp học trong khi cột 8 là 2",
    "an empty cell, or 1 in column 8": "ô trống, hoặc mã 1 ở cột 8",
    "work at the age of {}": "đang làm việc khi {} tuổi",
    "an age from 15 years, or an empty cell": "tuổi từ 15, hoặc ô trống",
    "4 while column 8 is 2": "mã 4 trong khi cột 8 là 2",
    "a height of {} cm": "chiều cao {} cm",
    "a weight of {} kg": "cân nặng {} kg",
    "from {} to {} cm": "từ {} đến {} cm",
    "from {} to {} kg": "từ {} đến {} kg",
    "Write centimetres, not metres.": "Hãy ghi bằng xen-ti-mét, không ghi bằng mét.",
    "Write kilograms; mind the decimal point.": "Hãy ghi bằng ki-lô-gam; xem lại dấu thập phân.",
    "3 while column 16 is 1": "mã 3 trong khi cột 16 là 1",
    "{} while the column “Ti vi” is 2": "{} trong khi cột “Ti vi” là 2",
    "0, or 1 in “Ti vi”": "0, hoặc mã 1 ở cột “Ti vi”",
    "a smartphone and no telephone": "có điện thoại thông minh mà không có điện thoại",
    "aquaculture without water surface": "nuôi trồng thủy sản mà không có mặt nước",
    "a motor vehicle on form A, and neither motorcycle nor boat in B1-12": (
        "có xe, tàu có động cơ ở Phiếu A mà B1-12 không có xe máy, tàu thuyền"
    ),
    "an ethnic group other than Kinh, and no ethnic minority": (
        "dân tộc khác Kinh mà không phải dân tộc thiểu số"
    ),
    "answers that fit each other": "các câu trả lời khớp nhau",
    "{}, and {} rows on the sheet of members": "{}, mà sheet Thành viên có {} dòng",
    "the same number": "cùng một số",
    "Add the missing rows, or correct the number: one member can change the class.": (
        "Hãy thêm dòng còn thiếu, hoặc sửa số: một thành viên có thể làm thay đổi kết quả."
    ),
    "{} of {} members": "{} trên {} thành viên",
    "at most as many as members": "không nhiều hơn số thành viên",
    "{}, and {} by columns 4 and 14": "{}, mà theo cột 4 và 14 là {}",
    # between the sheets
    "this id in {} rows": "mã này ở {} dòng",
    "a member of no household": "thành viên không thuộc hộ nào",
    "an id of the sheet {}": "mã có ở sheet {}",
    "the same member_id again": "mã thành viên này lần nữa",
}
"""Each phrase in English with the same in Vietnamese."""
