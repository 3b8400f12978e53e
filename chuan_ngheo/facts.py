"""The vocabulary: the facts of a household and of its members, with their labels and units.

A fact that is absent or null is unknown, never "no". Sources of the facts: Circular
07/2021/TT-BLĐTBXH as amended by 02/2022, form (Mẫu) 3.1 and its Annex IV.
"""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from chuan_ngheo.enumerations import (
    Area,
    EmploymentStatus,
    GeneralEducation,
    ListStatus,
    Region,
    Sex,
    SocialAllowance,
    StudyLevel,
    Toilet,
    VocationalTraining,
    WageContract,
    WaterSource,
)
from chuan_ngheo.fact_types import Day, Described, Facts, Identifier, ListDecision

_Amount = Annotated[int, Field(ge=0, lt=2**63)]
_Age = Annotated[int, Field(ge=0, le=130)]
_AgeMonths = Annotated[int, Field(ge=0, lt=131 * 12)]
_Area = Annotated[float, Field(ge=0, allow_inf_nan=False)]
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


class Household(Facts):
    """One household (hộ gia đình). Every fact may be unknown (None).

    ``members`` that are None or empty mean that the composition is unknown: no household
    is without members, so an empty list is missing data, not a household of nobody.
    """

    household_id: Annotated[Identifier | None, Described("Mã hộ", "Household id")] = None
    review_date: Annotated[Day, Described("Ngày rà soát", "Review date")] = None
    area: Annotated[Area | None, Described("Khu vực", "Area")] = None
    region: Annotated[Region | None, Described("Vùng", "Region")] = None
    central_city: Annotated[
        bool | None, Described("Thành phố trực thuộc trung ương", "Centrally run city")
    ] = None
    province: Annotated[str | None, Described("Tỉnh, thành phố", "Province")] = None
    district: Annotated[str | None, Described("Quận, huyện", "District")] = None
    commune: Annotated[str | None, Described("Xã, phường, thị trấn", "Commune")] = None
    income_per_capita: Annotated[
        _Amount | None,
        Described(
            "Thu nhập bình quân đầu người một tháng",
            "Income per person per month",
            "VND/person/month",
        ),
    ] = None
    wall_durable: Annotated[
        bool | None, Described("Tường bằng vật liệu bền chắc", "Walls of durable material")
    ] = None
    column_durable: Annotated[
        bool | None, Described("Cột bằng vật liệu bền chắc", "Columns of durable material")
    ] = None
    roof_durable: Annotated[
        bool | None, Described("Mái bằng vật liệu bền chắc", "Roof of durable material")
    ] = None
    floor_area_m2: Annotated[
        _Area | None, Described("Tổng diện tích nhà ở", "Total floor area", "m2")
    ] = None
    water_source: Annotated[
        WaterSource | None, Described("Nguồn nước sinh hoạt chính", "Main domestic water source")
    ] = None
    toilet: Annotated[Toilet | None, Described("Loại nhà tiêu", "Toilet")] = None
    has_television: Annotated[bool | None, Described("Có tivi", "Has a television")] = None
    has_radio: Annotated[bool | None, Described("Có radio", "Has a radio")] = None
    has_desktop: Annotated[
        bool | None, Described("Có máy tính để bàn", "Has a desktop computer")
    ] = None
    has_phone: Annotated[bool | None, Described("Có điện thoại", "Has a telephone")] = None
    has_laptop: Annotated[
        bool | None, Described("Có máy tính xách tay", "Has a laptop computer")
    ] = None
    has_tablet: Annotated[bool | None, Described("Có máy tính bảng", "Has a tablet")] = None
    has_smartphone: Annotated[
        bool | None, Described("Có điện thoại thông minh", "Has a smartphone")
    ] = None
    head_or_spouse_ethnic_minority: Annotated[
        bool | None,
        Described(
            "Chủ hộ hoặc vợ/chồng chủ hộ là người dân tộc thiểu số",
            "Head of household or spouse belongs to an ethnic minority",
        ),
    ] = None
    left_poor_list_on: Annotated[
        Day,
        Described("Ngày được công nhận thoát nghèo", "Recognised as having escaped poverty on"),
    ] = None
    left_near_poor_list_on: Annotated[
        Day,
        Described(
            "Ngày được công nhận thoát cận nghèo", "Recognised as having escaped near-poverty on"
        ),
    ] = None
    previous_list_status: Annotated[
        ListStatus | None,
        Described(
            "Danh sách của hộ ở kỳ rà soát trước", "List of the household at the last review"
        ),
    ] = None
    list_decisions: Annotated[
        tuple[ListDecision, ...] | None,
        Field(strict=False),
        Described(
            "Các quyết định công nhận theo thời gian", "Decisions of recognition, with their dates"
        ),
    ] = None
    on_commune_list: Annotated[
        bool | None,
        Described("Có trong danh sách do Ủy ban nhân dân cấp xã quản lý", "On the commune's list"),
    ] = None
    resides_in_area: Annotated[
        bool | None, Described("Đang cư trú trên địa bàn", "Resides in the area")
    ] = None
    electricity_kwh_per_month: Annotated[
        _Area | None,
        Described("Điện sinh hoạt một tháng", "Electricity used per month", "kWh/month"),
    ] = None
    on_electricity_grid: Annotated[
        bool | None, Described("Vùng có điện lưới", "Area with the electricity grid")
    ] = None
    disadvantaged_area: Annotated[
        bool | None,
        Described(
            "Đơn vị hành chính thuộc vùng khó khăn", "Administrative unit of a disadvantaged area"
        ),
    ] = None
    agricultural_household: Annotated[
        bool | None,
        Described(
            "Hộ làm nông, lâm, ngư, diêm nghiệp",
            "Household works in agriculture, forestry, fishery or salt making",
        ),
    ] = None
    members: Annotated[
        tuple[Member, ...] | None,
        Field(strict=False),
        Described("Thành viên hộ gia đình", "Members of the household"),
    ] = None


NEVER_UNKNOWN: Final = frozenset({"left_poor_list_on", "left_near_poor_list_on"})
"""Facts whose null means "never", not "unknown"."""
