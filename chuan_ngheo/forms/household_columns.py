"""The columns of the sheet ``Hộ``: sections I to IX of form 3.1, items of B1, and all its groups.

Source: Circular 07/2021/TT-BLĐTBXH as amended by 02/2022 (consolidated text 1315/VBHN-BLĐTBXH):
form 3.1 and forms 3.3 to 3.10 (items of B1).
"""

from __future__ import annotations

from typing import Final

from chuan_ngheo.forms.columns import OWN_CODES, Column, Group, codes_of, number, yes_no
from chuan_ngheo.forms.review_columns import CAUSES, FORM_A, LISTS

MEMBER_TOTAL: Final = "form_member_total"
"""The number of members as the household states it: a control, not a fact."""
DEPENDANT_TOTAL: Final = "form_dependant_total"
"""The number of dependants as the household states it: a control, not a fact."""

_ORDER: Final = (
    "Nguồn không cho biết mã số in trên Mẫu 3.1; mã ở đây theo thứ tự của danh mục, chưa xác nhận."
)
_DURABLE: Final = {1: "bền chắc", 2: "không bền chắc"}


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
            codes_of("area"),
            note=OWN_CODES,
        ),
        Column("region", "", "Vùng", "code", "bảng điểm B1", codes_of("region"), note=OWN_CODES),
        yes_no("central_city", "", "Thành phố trực thuộc trung ương", "B1-15 (thành thị)"),
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
        Column("wall_durable", "I", "Tường", "yes_no", "B2 4.1; B1-7", labels=_DURABLE),
        Column("column_durable", "II", "Cột", "yes_no", "B2 4.1; B1-7", labels=_DURABLE),
        Column("roof_durable", "III", "Mái", "yes_no", "B2 4.1", labels=_DURABLE),
        number("floor_area_m2", "IV", "Tổng diện tích nhà ở, m²", "B2 4.2; B1-8; A-7", "decimal"),
        Column(
            "toilet",
            "V",
            "Nhà tiêu",
            "code",
            "B2 5.2; B1-11",
            codes_of("toilet"),
            unconfirmed=_ORDER,
        ),
        Column(
            "water_source",
            "VIII",
            "Nguồn nước sinh hoạt chính",
            "code",
            "B2 5.1; B1-10",
            codes_of("water_source"),
            unconfirmed=_ORDER,
        ),
        number(
            "electricity_kwh_per_month",
            "",
            "Điện sinh hoạt, kWh/tháng (B1-9)",
            "B1-9; A-6",
            "decimal",
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
            "IX",
            "Ti vi",
            "B2 6.2",
            "Để trống được nếu đã ghi số ti vi màu.",
        ),
        Column(
            "television_count",
            "B1-12",
            "Số ti vi màu",
            "whole",
            "B1-12; B2 6.2",
            note="Từ 1 là có ti vi; 0 là không có, trừ khi cột Ti vi ghi 1.",
        ),
        yes_no("has_radio", "", "Radio", "B2 6.2", _ADDED),
        yes_no("has_desktop", "IX", "Máy vi tính để bàn", "B2 6.2; B1-12", _COMPUTER),
        yes_no("has_laptop", "IX", "Máy tính xách tay", "B2 6.2; B1-12", _COMPUTER),
        yes_no("has_tablet", "IX", "Máy tính bảng", "B2 6.2", _COMPUTER),
        yes_no("has_phone", "IX", "Điện thoại cố định, di động", "B2 6.2"),
        yes_no("has_smartphone", "", "Điện thoại thông minh", "B2 6.2", _ADDED),
    ),
)

ASSETS: Final = Group(
    "Tài sản (B1-12)",
    (
        yes_no("has_car", "B1-12", "Ô tô", "B1-12"),
        number("motorcycle_count", "B1-12", "Số xe máy, xe có động cơ", "B1-12"),
        yes_no("has_motor_boat", "B1-12", "Tàu thuyền có động cơ", "B1-12"),
        yes_no("has_printer_or_fax", "B1-12", "Máy in, máy fax", "B1-12"),
        yes_no("has_music_system", "B1-12", "Dàn nghe nhạc", "B1-12"),
        yes_no("has_refrigerator", "B1-12", "Tủ lạnh", "B1-12; A-2"),
        number("air_conditioner_count", "B1-12", "Số máy điều hòa", "B1-12; A-2"),
        yes_no("has_washing_machine", "B1-12", "Máy giặt, sấy", "B1-12; A-4"),
        yes_no("has_water_heater", "B1-12", "Bình tắm nước nóng", "B1-12; A-3"),
        yes_no("has_microwave_or_oven", "B1-12", "Lò vi sóng, lò nướng", "B1-12"),
    ),
)

LAND: Final = Group(
    "Đất đai, chăn nuôi (B1-13, B1-14)",
    (
        number(
            "pond_and_garden_m2", "B1-13", "Ao, vườn liền kề đất ở, m²", "B1-13", kind="decimal"
        ),
        number(
            "annual_crop_land_m2", "B1-13", "Đất trồng cây hằng năm, m²", "B1-13", kind="decimal"
        ),
        number("perennial_crop_land_m2", "B1-13", "Đất cây lâu năm, m²", "B1-13", kind="decimal"),
        number("water_surface_m2", "B1-13", "Mặt nước, m²", "B1-13", kind="decimal"),
        number("forest_land_m2", "B1-13", "Đất rừng, m²", "B1-13", kind="decimal"),
        number("cattle_count", "B1-14", "Số trâu, bò, ngựa", "B1-14"),
        number("small_livestock_count", "B1-14", "Số lợn, dê, cừu", "B1-14"),
        number("poultry_count", "B1-14", "Số gà, vịt, ngan, ngỗng, chim", "B1-14"),
        yes_no("has_aquaculture", "B1-14", "Có nuôi trồng thủy sản", "B1-14"),
    ),
)

HOUSEHOLD_GROUPS: Final = (GENERAL, DWELLING, DEVICES, ASSETS, LAND, FORM_A, CAUSES, LISTS)
HOUSEHOLD_COLUMNS: Final = tuple(column for group in HOUSEHOLD_GROUPS for column in group.columns)
