"""The columns of the sheet ``Hộ``: sections I to XII of form 3.1, items of B1, and all its groups.

Source: Circular 07/2021/TT-BLĐTBXH as amended by 02/2022 (consolidated text 1315/VBHN-BLĐTBXH):
form 3.1, Annex IV, and forms 3.3 to 3.10 (items of B1).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chuan_ngheo.forms.columns import OWN_CODES, Column, Group, codes_of, number, yes_no
from chuan_ngheo.forms.review_columns import CAUSES, FORM_A, LISTS

MEMBER_TOTAL: Final = "form_member_total"
"""The number of members as the household states it: a control, not a fact."""
DEPENDANT_TOTAL: Final = "form_dependant_total"
"""The number of dependants as the household states it: a control, not a fact."""

_AREAS: Final = {1: "urban", 2: "rural"}
_MATERIALS: Final = {1: True, 2: True, 3: True, 4: False}
"""The boxes of sections I to III: three durable materials, and any other (Annex IV)."""
_OTHER_MATERIAL: Final = "khác (không bền chắc)"
_TOILETS: Final[Mapping[int, Any]] = {
    11: "septic",
    12: "semi_septic",
    21: "pour_flush",
    22: "ventilated_improved",
    23: "seated_pit",
    24: "double_vault",
    31: "simple_pit",
    32: "fish_pond",
    33: "none",
    34: "other",
}
_WATER: Final[Mapping[int, Any]] = {
    11: "piped",
    12: "bottled",
    13: "purchased",
    21: "drilled_well",
    31: "protected_dug_well",
    32: "protected_spring",
    41: "unprotected_dug_well",
    42: "unprotected_spring",
    43: "rainwater",
    44: "river_pond",
    45: "other",
}
_BOX: Final = (
    "Chữ số đầu là số ô in trên Mẫu 3.1, chữ số sau do bảng tính thêm vì một ô gồm nhiều loại."
)


def _material(
    name: str, number: str, label: str, use: str, *durable: str, note: str = ""
) -> Column:
    """Return a column of the main material of a part of the dwelling, in the boxes of the form."""
    labels = dict(enumerate((*durable, _OTHER_MATERIAL), 1))
    return Column(name, number, label, "code", use, _MATERIALS, labels, note=note)


GENERAL: Final = Group(
    "Thông tin chung",
    (
        Column("household_id", "", "Mã hộ", "identifier", "nối với sheet Thành viên", width=12),
        Column(
            "review_date",
            "",
            "Ngày rà soát",
            "date",
            "tính tuổi; văn bản có hiệu lực",
            note="ngày/tháng/năm",
        ),
        Column(
            "area",
            "",
            "Khu vực",
            "code",
            "chuẩn thu nhập; bảng điểm B1",
            _AREAS,
        ),
        Column("region", "", "Vùng", "code", "bảng điểm B1", codes_of("region"), note=OWN_CODES),
        yes_no(
            "central_city",
            "",
            "Thành phố trực thuộc trung ương",
            "B1-15 (thành thị)",
            "Mẫu 3.3: Hà Nội, Hải Phòng, Đà Nẵng, Hồ Chí Minh, Cần Thơ.",
        ),
        Column("province", "", "Tỉnh, thành phố", "text", "tổng hợp", width=14),
        Column("district", "", "Quận, huyện", "text", "tổng hợp", width=14),
        Column("commune", "", "Xã, phường, thị trấn", "text", "tổng hợp", width=14),
        yes_no("on_commune_list", "", "Có trong danh sách của UBND cấp xã", "Quyết định 24/2021"),
        yes_no("resides_in_area", "", "Đang cư trú trên địa bàn", "chính sách của địa phương"),
        Column("head_ethnic_group", "", "Dân tộc của chủ hộ", "text", "biểu 7.9", width=12),
        yes_no(
            "head_or_spouse_ethnic_minority",
            "",
            "Chủ hộ hoặc vợ/chồng chủ hộ là người dân tộc thiểu số",
            "biểu 7.8",
        ),
        Column(
            "income_per_capita",
            "",
            "Thu nhập bình quân, đồng/người/tháng",
            "whole",
            "Nghị định 07/2021; mức sống trung bình",
            width=15,
        ),
        yes_no(
            "agricultural_household",
            "",
            "Hộ làm nông, lâm, ngư, diêm nghiệp",
            "Phụ lục VIII; chính sách",
        ),
        Column(
            MEMBER_TOTAL,
            "B1-1",
            "Số nhân khẩu (để đối chiếu)",
            "whole",
            "đối chiếu với số dòng của sheet Thành viên",
            note="Điểm B1 đếm từ sheet Thành viên, không đọc ô này.",
        ),
        Column(
            DEPENDANT_TOTAL,
            "B1-3",
            "Số người phụ thuộc (để đối chiếu)",
            "whole",
            "đối chiếu với cột 4 và 14 của sheet Thành viên",
            note="Điểm B1 đếm từ sheet Thành viên, không đọc ô này.",
        ),
    ),
)

DWELLING: Final = Group(
    "Nhà ở, điện, nước, nhà tiêu",
    (
        _material(
            "column_durable",
            "I",
            "Vật liệu chính của cột",
            "B2 4.1; B1-7",
            "bê tông cốt thép",
            "gạch/đá",
            "sắt/thép/gỗ bền chắc",
            note="Nhà không có cột: ghi vật liệu chính của phần tường chịu lực.",
        ),
        _material(
            "roof_durable",
            "II",
            "Vật liệu chính của mái",
            "B2 4.1",
            "bê tông cốt thép",
            "ngói (xi măng, đất nung)",
            "tấm lợp kim loại chuyên dụng",
        ),
        _material(
            "wall_durable",
            "III",
            "Vật liệu chính của tường/bao che",
            "B2 4.1; B1-7",
            "bê tông cốt thép",
            "gạch/đá",
            "gỗ/kim loại bền chắc",
        ),
        number("floor_area_m2", "IV", "Tổng diện tích nhà ở, m²", "B2 4.2; B1-8; A-7", "decimal"),
        Column(
            "toilet",
            "V",
            "Nhà tiêu",
            "code",
            "B2 5.2; B1-11",
            _TOILETS,
            note=_BOX,
        ),
        Column(
            "water_source",
            "VIII",
            "Nguồn nước sinh hoạt chính",
            "code",
            "B2 5.1; B1-10",
            _WATER,
            note=f"Nguồn dùng thường xuyên nhất. {_BOX}",
        ),
        number(
            "electricity_kwh_per_month", "VII", "Điện sinh hoạt, kWh/tháng", "B1-9; A-6", "decimal"
        ),
    ),
)

_COMPUTER: Final = "Mẫu 3.1 in chung một dòng “Máy vi tính/máy tính bảng”; bảng tính tách riêng."
_ADDED: Final = "Mẫu 3.1 không có dòng này; B2 6.2 cần đến."

DEVICES: Final = Group(
    "IX. Phương tiện nghe nhìn, thông tin",
    (
        yes_no(
            "has_television",
            "",
            "Ti vi",
            "B2 6.2",
            "Để trống được nếu đã ghi số ti vi màu.",
        ),
        Column(
            "television_count",
            "IX.6",
            "Số ti vi màu",
            "whole",
            "B1-12; B2 6.2",
            note="Từ 1 là có ti vi; 0 là không có, trừ khi cột Ti vi ghi 1.",
        ),
        yes_no("has_radio", "", "Radio", "B2 6.2", _ADDED),
        yes_no("has_desktop", "IX.8", "Máy vi tính để bàn", "B2 6.2; B1-12", _COMPUTER),
        yes_no("has_laptop", "IX.8", "Máy tính xách tay", "B2 6.2; B1-12", _COMPUTER),
        yes_no("has_tablet", "IX.8", "Máy tính bảng", "B2 6.2", _COMPUTER),
        yes_no("has_phone", "IX.14", "Điện thoại cố định, di động", "B2 6.2"),
        yes_no("has_smartphone", "", "Điện thoại thông minh", "B2 6.2", _ADDED),
    ),
)

ASSETS: Final = Group(
    "IX. Tài sản (B1-12)",
    (
        yes_no("has_car", "IX.1", "Ô tô", "B1-12"),
        number("motorcycle_count", "IX.2", "Số xe máy, xe có động cơ", "B1-12"),
        yes_no("has_motor_boat", "IX.3", "Tàu thuyền có động cơ", "B1-12"),
        yes_no("has_printer_or_fax", "IX.5", "Máy in, máy fax", "B1-12"),
        yes_no("has_music_system", "IX.7", "Dàn nghe nhạc", "B1-12"),
        yes_no("has_refrigerator", "IX.9", "Tủ lạnh", "B1-12; A-2"),
        number("air_conditioner_count", "IX.10", "Số máy điều hòa", "B1-12; A-2"),
        yes_no("has_washing_machine", "IX.11", "Máy giặt, sấy", "B1-12; A-4"),
        yes_no("has_water_heater", "IX.12", "Bình tắm nước nóng", "B1-12; A-3"),
        yes_no("has_microwave_or_oven", "IX.13", "Lò vi sóng, lò nướng", "B1-12"),
    ),
)

LAND: Final = Group(
    "X–XII. Đất đai, chăn nuôi (B1-13, B1-14)",
    (
        number("pond_and_garden_m2", "X.1", "Ao, vườn liền kề đất ở, m²", "B1-13", kind="decimal"),
        number("annual_crop_land_m2", "X.2", "Đất trồng cây hằng năm, m²", "B1-13", kind="decimal"),
        number("perennial_crop_land_m2", "X.3", "Đất cây lâu năm, m²", "B1-13", kind="decimal"),
        number("water_surface_m2", "X.4", "Mặt nước, m²", "B1-13", kind="decimal"),
        number("forest_land_m2", "X.5", "Đất rừng, m²", "B1-13", kind="decimal"),
        number("cattle_count", "XI.1", "Số trâu, bò, ngựa", "B1-14"),
        number("small_livestock_count", "XI.2", "Số lợn, dê, cừu", "B1-14"),
        Column(
            "poultry_count",
            "XI.3",
            "Số gà, vịt, ngan, ngỗng, chim (con)",
            "whole",
            "B1-14",
            note="Ghi số con. Phụ lục IV hướng dẫn ghi phiếu theo chục: 12 chục thì ghi 120.",
        ),
        yes_no("has_aquaculture", "XII", "Có nuôi trồng thủy sản", "B1-14"),
    ),
)

HOUSEHOLD_GROUPS: Final = (GENERAL, DWELLING, DEVICES, ASSETS, LAND, FORM_A, CAUSES, LISTS)
HOUSEHOLD_COLUMNS: Final = tuple(column for group in HOUSEHOLD_GROUPS for column in group.columns)
