"""The vocabulary: the facts of a household and of its members, with their labels and units.

A fact that is absent or null is unknown, never "no". Sources of the facts: Circular
07/2021/TT-BLĐTBXH as amended by 02/2022, form (Mẫu) 3.1 and its Annex IV.
"""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from chuan_ngheo.enumerations import (
    EmploymentStatus,
    GeneralEducation,
    MonthlyBenefit,
    Sex,
    SocialAllowance,
    StudyLevel,
    VocationalTraining,
    WageContract,
    WorkKind,
)
from chuan_ngheo.fact_types import Day, Described, Facts, Identifier
from chuan_ngheo.review_facts import ReviewFacts

_Age = Annotated[int, Field(ge=0, le=130)]
_AgeMonths = Annotated[int, Field(ge=0, lt=131 * 12)]
_Height = Annotated[float, Field(gt=0, le=300, allow_inf_nan=False)]
_Weight = Annotated[float, Field(gt=0, le=700, allow_inf_nan=False)]


class Member(Facts):
    """One member of a household (nhân khẩu). Every fact may be unknown (None).

    Give ``birth_date``; or ``age`` in completed years and, under 16, ``age_months``.
    """

    member_id: Annotated[Identifier | None, Described("Mã thành viên", "Member id")] = None
    birth_date: Annotated[Day, Described("Ngày sinh", "Birth date")] = None
    age: Annotated[_Age | None, Described("Tuổi tròn", "Age in completed years", "year")] = None
    age_months: Annotated[
        _AgeMonths | None, Described("Số tháng tuổi", "Age in completed months", "age_month")
    ] = None
    sex: Annotated[Sex | None, Described("Giới tính", "Sex")] = None
    ethnic_minority: Annotated[
        bool | None, Described("Là người dân tộc thiểu số", "Belongs to an ethnic minority")
    ] = None
    employment_status: Annotated[
        EmploymentStatus | None, Described("Tình trạng việc làm", "Employment status")
    ] = None
    wage_contract: Annotated[
        WageContract | None, Described("Hợp đồng lao động", "Labour contract")
    ] = None
    work_kind: Annotated[WorkKind | None, Described("Loại hình việc làm", "Kind of work")] = None
    nonfarm_work_3_months: Annotated[
        bool | None,
        Described(
            "Làm việc phi nông nghiệp từ 3 tháng trở lên trong 12 tháng qua",
            "Worked outside agriculture for 3 months or more in the last 12 months",
        ),
    ] = None
    monthly_benefit: Annotated[
        MonthlyBenefit | None,
        Described(
            "Lương hưu, trợ cấp bảo hiểm xã hội hoặc ưu đãi người có công hằng tháng",
            "Monthly pension, social insurance benefit or preferential allowance",
        ),
    ] = None
    regular_work: Annotated[
        bool | None,
        Described(
            "Việc làm thường xuyên, tương đối ổn định", "Work is regular and relatively stable"
        ),
    ] = None
    has_health_insurance: Annotated[
        bool | None, Described("Có bảo hiểm y tế", "Has health insurance")
    ] = None
    health_insurance_state_paid_group: Annotated[
        bool | None,
        Described(
            "Thuộc nhóm được ngân sách nhà nước đóng bảo hiểm y tế",
            "Belongs to a group whose health insurance the state pays",
        ),
    ] = None
    studying: Annotated[bool | None, Described("Đang đi học", "Is studying")] = None
    study_level: Annotated[
        StudyLevel | None, Described("Cấp học đang theo học", "Level of present study")
    ] = None
    general_education: Annotated[
        GeneralEducation | None,
        Described("Trình độ giáo dục phổ thông cao nhất", "Highest general education completed"),
    ] = None
    vocational_training: Annotated[
        VocationalTraining | None,
        Described("Trình độ đào tạo cao nhất", "Highest vocational or tertiary training"),
    ] = None
    trained_by_employer: Annotated[
        bool | None,
        Described(
            "Được doanh nghiệp tuyển dụng và chứng nhận đào tạo nghề tại chỗ",
            "Recruited by an enterprise that certifies training on the job",
        ),
    ] = None
    social_allowance: Annotated[
        SocialAllowance | None,
        Described("Trợ cấp xã hội hằng tháng", "Monthly social allowance"),
    ] = None
    disabled: Annotated[bool | None, Described("Là người khuyết tật", "Is disabled")] = None
    stable_livelihood: Annotated[
        bool | None, Described("Có sinh kế ổn định", "Has a stable livelihood")
    ] = None
    serious_illness: Annotated[
        bool | None, Described("Mắc bệnh hiểm nghèo", "Has a serious illness")
    ] = None
    height_cm: Annotated[_Height | None, Described("Chiều cao", "Height", "cm")] = None
    weight_kg: Annotated[_Weight | None, Described("Cân nặng", "Weight", "kg")] = None
    stunted: Annotated[
        bool | None,
        Described("Suy dinh dưỡng chiều cao theo tuổi", "Stunted (low height for age)"),
    ] = None
    underweight: Annotated[
        bool | None,
        Described("Suy dinh dưỡng cân nặng theo tuổi", "Underweight (low weight for age)"),
    ] = None
    uses_internet: Annotated[
        bool | None, Described("Sử dụng dịch vụ internet", "Uses the internet")
    ] = None
    meritorious: Annotated[bool | None, Described("Là người có công", "Is a person of merit")] = (
        None
    )
    meritorious_monthly: Annotated[
        bool | None,
        Described(
            "Hưởng trợ cấp ưu đãi người có công hằng tháng",
            "Receives the monthly preferential allowance",
        ),
    ] = None
    pregnant: Annotated[bool | None, Described("Đang mang thai", "Is pregnant")] = None
    breastfeeding: Annotated[bool | None, Described("Đang cho con bú", "Is breastfeeding")] = None
    wants_overseas_work: Annotated[
        bool | None,
        Described("Có nhu cầu đi làm việc ở nước ngoài", "Wants to work overseas"),
    ] = None
    wants_training: Annotated[
        bool | None, Described("Có nhu cầu học nghề", "Wants vocational training")
    ] = None
    wants_job_support: Annotated[
        bool | None, Described("Có nhu cầu hỗ trợ việc làm", "Wants job support")
    ] = None
    gave_birth_within_policy: Annotated[
        bool | None,
        Described(
            "Sinh con đúng chính sách dân số", "Gave birth in line with the population policy"
        ),
    ] = None
    husband_ethnic_minority: Annotated[
        bool | None,
        Described("Chồng là người dân tộc thiểu số", "Husband belongs to an ethnic minority"),
    ] = None
    compulsory_social_insurance: Annotated[
        bool | None,
        Described("Tham gia bảo hiểm xã hội bắt buộc", "Has compulsory social insurance"),
    ] = None


class Household(ReviewFacts):
    """One household (hộ gia đình). Every fact may be unknown (None).

    ``members`` that are None or empty mean that the composition is unknown: no household
    is without members, so an empty list is missing data, not a household of nobody.
    """

    members: Annotated[
        tuple[Member, ...] | None,
        Field(strict=False),
        Described("Thành viên hộ gia đình", "Members of the household"),
    ] = None


NEVER_UNKNOWN: Final = frozenset({"left_poor_list_on", "left_near_poor_list_on"})
"""Facts whose null means "never", not "unknown"."""
