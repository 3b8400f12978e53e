"""Columns of the sheet ``Hộ`` for the review: form A, causes of poverty, lists left.

Source: Circular 07/2021/TT-BLĐTBXH as amended by 02/2022 (consolidated text 1315/VBHN-BLĐTBXH):
Annex II (form A) and form 3.1, section XIII.
"""

from __future__ import annotations

from typing import Final

from chuan_ngheo.forms.columns import OWN_CODES, Column, Group, codes_of, yes_no

FORM_A: Final = Group(
    "Phiếu A (chỉ hộ có giấy đề nghị)",
    (
        yes_no(
            "has_villa_or_first_grade_house",
            "A-0 (1)",
            "Biệt thự, nhà cấp 1, cấp 2",
            "Phiếu A cột 0",
        ),
        yes_no(
            "has_large_business",
            "A-0 (2)",
            "Doanh nghiệp, cơ sở thuê từ 3 lao động, hộ kinh doanh nộp thuế từ 100 triệu",
            "Phiếu A cột 0",
        ),
        yes_no(
            "has_large_farm",
            "A-0 (3)",
            "Trang trại hoặc đàn vật nuôi từ 200 triệu đồng",
            "Phiếu A cột 0",
        ),
        Column(
            "has_production_machinery",
            "A-0 (4)",
            "Tài sản sản xuất thuộc diện loại trừ",
            "yes_no",
            "Phiếu A cột 0",
            unconfirmed="Văn bản không rõ mức từ 200 triệu đồng áp dụng cho mọi tài sản nêu tên "
            "hay chỉ cho “tài sản khác”.",
        ),
        Column(
            "meets_local_exclusion",
            "A-0 (5)",
            "Điều kiện loại trừ khác của tỉnh",
            "yes_no",
            "Phiếu A cột 0",
            unconfirmed="Không tìm thấy danh mục của Cần Thơ.",
        ),
        yes_no(
            "has_valuable_motor_vehicle",
            "A-1",
            "Xe máy, xe điện, tàu, ghe thuyền có động cơ từ 20 triệu đồng",
            "Phiếu A cột 1",
        ),
        yes_no("has_space_heater", "A-2", "Máy sưởi", "Phiếu A cột 2"),
        yes_no(
            "leases_out_property",
            "A-5",
            "Đất đai, nhà xưởng, tài sản, máy móc cho thuê",
            "Phiếu A cột 5",
        ),
    ),
)

_CAUSES: Final = (
    ("cause_no_land", "Không có đất sản xuất"),
    ("cause_no_capital", "Không có vốn"),
    ("cause_no_labour", "Không có lao động"),
    ("cause_no_tools", "Không có công cụ/phương tiện sản xuất"),
    ("cause_no_knowledge", "Không biết làm ăn"),
    ("cause_no_skills", "Không có kỹ năng lao động, sản xuất"),
    ("cause_illness_or_accident", "Có người ốm đau, bệnh nặng"),
    ("cause_other", "Nguyên nhân khác"),
)
_AS_IN_7_10: Final = {
    "cause_no_knowledge": "Mẫu 7.10 gọi là “không có kiến thức về sản xuất”.",
    "cause_illness_or_accident": "Mẫu 7.10 kể thêm tai nạn.",
}
CAUSES: Final = Group(
    "XIII. Nguyên nhân hộ còn khó khăn",
    tuple(
        yes_no(name, f"XIII.{number}", label, "biểu 7.10", _AS_IN_7_10.get(name, ""))
        for number, (name, label) in enumerate(_CAUSES, start=1)
    ),
)

_NEVER: Final = "Ô trống nghĩa là chưa từng: ngoại lệ duy nhất của quy ước “ô trống là chưa biết”."
LISTS: Final = Group(
    "Danh sách trước đây",
    (
        Column(
            "previous_list_status",
            "",
            "Danh sách của hộ ở kỳ rà soát trước",
            "code",
            "biến động hộ nghèo",
            codes_of("previous_list_status"),
            note=OWN_CODES,
        ),
        Column(
            "left_poor_list_on",
            "",
            "Ngày được công nhận thoát nghèo",
            "date",
            "chính sách cho hộ mới thoát nghèo",
            note=_NEVER,
        ),
        Column(
            "left_near_poor_list_on",
            "",
            "Ngày được công nhận thoát cận nghèo",
            "date",
            "chính sách cho hộ mới thoát cận nghèo",
            note=_NEVER,
        ),
    ),
)
