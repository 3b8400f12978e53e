"""The columns of the sheet ``Thành viên``: columns 3 to 19 of form 3.1, and what rules add.

Source: Circular 07/2021/TT-BLĐTBXH as amended by 02/2022 (consolidated text 1315/VBHN-BLĐTBXH),
form 3.1 and Annex IV.
"""

from __future__ import annotations

from typing import Final

from chuan_ngheo.forms.columns import Column, Group, codes_of

RELATIONSHIP: Final = "form_relationship"
"""Column 3: recorded, and read by no rule."""

_ZERO: Final = "Mã 0 do bảng tính thêm; Mẫu 3.1 chỉ in mã 1–3. Ô trống là chưa biết."
_FROM_15: Final = "Chỉ hỏi người từ 15 tuổi."
_SPAN: Final = "Câu “chỉ hỏi từ 15 tuổi” gồm cột 15–17 hay 15–19: chưa xác nhận."
_OF_CHILDREN: Final = "Dưới 15 tuổi: để trống cũng được, nhưng nếu trẻ em có hưởng thì phải ghi."
_NOT_PRINTED: Final = "Mẫu 3.1 không có cột này."

PERSON: Final = Group(
    "Nhân khẩu",
    (
        Column("household_id", "", "Mã hộ", "identifier", "nối với sheet Hộ", width=12),
        Column("member_id", "", "Mã thành viên", "identifier", "phân biệt người trong hộ", width=8),
        Column(
            RELATIONSHIP,
            "3",
            "Quan hệ với chủ hộ",
            "code",
            "không dùng để tính",
            dict.fromkeys(range(1, 6)),
            {
                1: "chủ hộ",
                2: "vợ hoặc chồng của chủ hộ",
                3: "con",
                4: "bố, mẹ",
                5: "khác",
            },
            width=8,
        ),
        Column(
            "birth_date",
            "4",
            "Ngày sinh",
            "date",
            "tuổi: B2 1.1, 1.2, 2.1, 2.2, 3.1, 3.2; B1-2, B1-3",
            note="ngày/tháng/năm",
        ),
        Column(
            "age",
            "4",
            "Tuổi tròn",
            "whole",
            "như ngày sinh",
            note="Chỉ ghi khi không rõ ngày sinh.",
            width=7,
        ),
        Column(
            "age_months",
            "4",
            "Số tháng tuổi",
            "whole",
            "B2 2.1 (trẻ dưới 16 tuổi)",
            note="Chỉ ghi khi không rõ ngày sinh.",
            width=7,
        ),
        Column("sex", "5", "Giới tính", "code", "B2 1.1, 2.1; B1-2", codes_of("sex"), width=7),
        Column(
            "height_cm",
            "6",
            "Chiều cao, cm",
            "decimal",
            "B2 2.1",
            note="Chỉ đo người dưới 16 tuổi.",
            width=8,
        ),
        Column(
            "weight_kg",
            "7",
            "Cân nặng, kg",
            "decimal",
            "B2 2.1",
            note="Chỉ cân người dưới 10 tuổi; một chữ số thập phân.",
            width=8,
        ),
    ),
)

EDUCATION: Final = Group(
    "Giáo dục, bảo hiểm y tế, internet, trợ cấp",
    (
        Column("studying", "8", "Đang đi học", "yes_no", "B2 3.1, 3.2", width=8),
        Column(
            "study_level",
            "9",
            "Cấp học",
            "code",
            "B2 3.1, 3.2",
            codes_of("study_level"),
            note="Chỉ ghi khi cột 8 là 1.",
            width=8,
        ),
        Column(
            "general_education",
            "10",
            "Trình độ văn hóa",
            "code",
            "B2 3.1",
            codes_of("general_education"),
            width=8,
        ),
        Column(
            "vocational_training",
            "11",
            "Trình độ đào tạo",
            "code",
            "B2 3.1; B1-4",
            codes_of("vocational_training"),
            width=8,
        ),
        Column("has_health_insurance", "12", "Bảo hiểm y tế", "yes_no", "B2 2.2", width=8),
        Column("uses_internet", "13", "Sử dụng internet", "yes_no", "B2 6.1", width=8),
        Column(
            "social_allowance",
            "14",
            "Trợ cấp xã hội hằng tháng",
            "code",
            "B2 1.2; B1-2, B1-3",
            codes_of("social_allowance", 0),
            labels={0: "không hưởng"},
            note=f"{_ZERO} Mã 2 cũng có nghĩa là người khuyết tật.",
            width=8,
        ),
    ),
)

WORK: Final = Group(
    "Việc làm, hưởng chính sách, sức khỏe (người từ 15 tuổi)",
    (
        Column(
            "employment_status",
            "15",
            "Tình trạng việc làm",
            "code",
            "B2 1.1; B1-2",
            codes_of("employment_status"),
            note=f"{_FROM_15} Mã 1: ghi tiếp cột 16; mã 2–6: sang cột 18.",
            width=8,
        ),
        Column(
            "work_kind",
            "16",
            "Loại hình việc làm",
            "code",
            "B1-5; A-8",
            codes_of("work_kind"),
            note=f"{_FROM_15} Chỉ ghi khi cột 15 là 1.",
            width=8,
        ),
        Column(
            "wage_contract",
            "17",
            "Làm công ăn lương, hợp đồng lao động",
            "code",
            "B2 1.1; B1-5; A-9",
            codes_of("wage_contract"),
            note=f"{_FROM_15} Chỉ ghi khi cột 15 là 1.",
            width=9,
        ),
        Column(
            "monthly_benefit",
            "18",
            "Lương hưu, BHXH, ưu đãi người có công hằng tháng",
            "code",
            "B1-6; A-8",
            codes_of("monthly_benefit", 0),
            note=f"{_ZERO} Mã 3 cũng có nghĩa là hưởng ưu đãi hằng tháng; với mã 1, 2 thì chưa "
            f"biết có hưởng thêm ưu đãi hay không. {_OF_CHILDREN}",
            unconfirmed=_SPAN,
            width=9,
        ),
        Column(
            "serious_illness",
            "19",
            "Bệnh hiểm nghèo",
            "yes_no",
            "B1-2",
            note="Theo Phụ lục IV Nghị định 134/2016/NĐ-CP.",
            unconfirmed=_SPAN,
            width=8,
        ),
    ),
)

ADDED: Final = Group(
    "Bổ sung ngoài Mẫu 3.1",
    (
        Column(
            "nonfarm_work_3_months",
            "B1-5",
            "Làm phi nông nghiệp từ 3 tháng trong 12 tháng qua",
            "yes_no",
            "B1-5",
            note=_FROM_15,
            width=10,
        ),
        Column(
            "health_insurance_state_paid_group",
            "",
            "Thuộc nhóm được ngân sách đóng bảo hiểm y tế",
            "yes_no",
            "B2 2.2",
            note=_NOT_PRINTED,
            width=10,
        ),
        Column(
            "regular_work",
            "",
            "Việc làm thường xuyên, tương đối ổn định",
            "yes_no",
            "B2 1.1 (chỉ với một cách hiểu)",
            note=_NOT_PRINTED,
            width=10,
        ),
        Column(
            "trained_by_employer",
            "",
            "Được doanh nghiệp chứng nhận đào tạo tại chỗ",
            "yes_no",
            "B2 3.1",
            note=_NOT_PRINTED,
            width=10,
        ),
        Column(
            "stunted",
            "",
            "Suy dinh dưỡng chiều cao",
            "yes_no",
            "B2 2.1",
            note=f"{_NOT_PRINTED} Chỉ ghi khi cơ sở y tế đã kết luận.",
            width=9,
        ),
        Column(
            "underweight",
            "",
            "Suy dinh dưỡng cân nặng",
            "yes_no",
            "B2 2.1",
            note=f"{_NOT_PRINTED} Chỉ ghi khi cơ sở y tế đã kết luận.",
            width=9,
        ),
        Column(
            "ethnic_minority",
            "",
            "Người dân tộc thiểu số",
            "yes_no",
            "chính sách của địa phương",
            note=_NOT_PRINTED,
            width=8,
        ),
    ),
)

MEMBER_GROUPS: Final = (PERSON, EDUCATION, WORK, ADDED)
MEMBER_COLUMNS: Final = tuple(column for group in MEMBER_GROUPS for column in group.columns)
