"""How values are written for people, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from chuan_ngheo.facts import NEVER_UNKNOWN
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.vocabulary import FACTS, ValueType

VALUE_LABELS: Final[Mapping[tuple[str, str], tuple[str, str]]] = MappingProxyType(
    {
        ("area", "rural"): ("nông thôn", "rural"),
        ("area", "urban"): ("thành thị", "urban"),
        ("region", "red_river_delta"): ("đồng bằng sông Hồng", "Red River Delta"),
        ("region", "northern_mountains"): (
            "trung du và miền núi phía Bắc",
            "northern midlands and mountains",
        ),
        ("region", "central_coast"): (
            "Bắc Trung Bộ và duyên hải miền Trung",
            "north central and central coast",
        ),
        ("region", "central_highlands"): ("Tây Nguyên", "Central Highlands"),
        ("region", "southeast"): ("Đông Nam Bộ", "Southeast"),
        ("region", "mekong_delta"): ("đồng bằng sông Cửu Long", "Mekong Delta"),
        ("water_source", "piped"): ("nước máy", "piped water"),
        ("water_source", "drilled_well"): ("giếng khoan", "drilled well"),
        ("water_source", "protected_dug_well"): ("giếng đào được bảo vệ", "protected dug well"),
        ("water_source", "unprotected_dug_well"): (
            "giếng đào không được bảo vệ",
            "unprotected dug well",
        ),
        ("water_source", "protected_spring"): ("khe/mó được bảo vệ", "protected spring"),
        ("water_source", "unprotected_spring"): ("khe/mó không được bảo vệ", "unprotected spring"),
        ("water_source", "rainwater"): ("nước mưa", "rainwater"),
        ("water_source", "purchased"): ("nước mua", "purchased water"),
        ("water_source", "bottled"): ("nước đóng chai, bình", "bottled water"),
        ("water_source", "river_pond"): ("nước sông, ao hồ", "river or pond"),
        ("water_source", "other"): ("nguồn khác", "another source"),
        ("toilet", "septic"): ("tự hoại", "septic tank"),
        ("toilet", "semi_septic"): ("bán tự hoại", "semi-septic tank"),
        ("toilet", "pour_flush"): ("thấm dội nước (Suilabh)", "pour-flush (Suilabh)"),
        ("toilet", "ventilated_improved"): (
            "cải tiến có ống thông hơi (VIP)",
            "ventilated improved pit",
        ),
        ("toilet", "seated_pit"): ("hố xí đào có bệ ngồi", "seated pit"),
        ("toilet", "double_vault"): ("hai ngăn", "double vault"),
        ("toilet", "simple_pit"): ("hố xí đơn giản", "simple pit"),
        ("toilet", "fish_pond"): ("cầu cá", "over a fish pond"),
        ("toilet", "none"): ("không có nhà tiêu", "no toilet"),
        ("toilet", "other"): ("loại khác", "another kind"),
        ("sex", "male"): ("nam", "male"),
        ("sex", "female"): ("nữ", "female"),
        ("employment_status", "working"): ("đang làm việc", "working"),
        ("employment_status", "no_work"): ("không có việc làm", "without work"),
        ("employment_status", "unable_to_work"): (
            "không có khả năng lao động",
            "unable to work",
        ),
        ("employment_status", "studying"): ("đang đi học", "studying"),
        ("employment_status", "not_seeking"): ("không muốn làm việc", "not seeking work"),
        ("employment_status", "retired_or_homemaker"): (
            "nghỉ hưu hoặc nội trợ",
            "retired or homemaker",
        ),
        ("wage_contract", "contract"): ("có hợp đồng lao động", "with a labour contract"),
        ("wage_contract", "no_contract"): ("không có hợp đồng lao động", "no labour contract"),
        ("work_kind", "civil_servant"): ("công chức, viên chức", "civil servant"),
        ("work_kind", "enterprise"): ("làm cho doanh nghiệp", "works for an enterprise"),
        ("work_kind", "hired_by_household"): (
            "làm thuê cho hộ gia đình",
            "hired by a household",
        ),
        ("work_kind", "other"): ("loại hình khác", "another kind"),
        ("monthly_benefit", "none"): ("không hưởng", "none"),
        ("monthly_benefit", "pension"): ("lương hưu", "pension"),
        ("monthly_benefit", "social_insurance"): (
            "trợ cấp bảo hiểm xã hội hằng tháng",
            "monthly social insurance benefit",
        ),
        ("monthly_benefit", "meritorious"): (
            "trợ cấp ưu đãi người có công hằng tháng",
            "monthly preferential allowance",
        ),
        ("wage_contract", "not_wage_work"): ("không làm công ăn lương", "not wage work"),
        ("study_level", "preschool"): ("mầm non", "preschool"),
        ("study_level", "primary"): ("tiểu học", "primary"),
        ("study_level", "lower_secondary"): ("trung học cơ sở", "lower secondary"),
        ("study_level", "upper_secondary"): ("trung học phổ thông", "upper secondary"),
        ("study_level", "short_course"): ("đào tạo ngắn hạn", "short course"),
        ("study_level", "intermediate"): ("trung cấp", "intermediate"),
        ("study_level", "college"): ("cao đẳng", "college"),
        ("study_level", "university"): ("đại học trở lên", "university or above"),
        ("general_education", "below_primary"): ("chưa tốt nghiệp tiểu học", "below primary"),
        ("general_education", "primary"): ("tiểu học", "primary"),
        ("general_education", "lower_secondary"): ("trung học cơ sở", "lower secondary"),
        ("general_education", "upper_secondary"): ("trung học phổ thông", "upper secondary"),
        ("vocational_training", "none"): ("chưa qua đào tạo", "none"),
        ("vocational_training", "elementary"): ("sơ cấp, chứng chỉ", "elementary certificate"),
        ("vocational_training", "intermediate"): ("trung cấp", "intermediate"),
        ("vocational_training", "college"): ("cao đẳng", "college"),
        ("vocational_training", "university"): ("đại học", "university"),
        ("vocational_training", "postgraduate"): ("sau đại học", "postgraduate"),
        ("social_allowance", "none"): ("không", "none"),
        ("social_allowance", "elderly"): ("người cao tuổi", "elderly person"),
        ("social_allowance", "disabled"): ("người khuyết tật", "disabled person"),
        ("social_allowance", "orphan"): ("trẻ em mồ côi", "orphan"),
        ("previous_list_status", "poor"): ("hộ nghèo", "poor"),
        ("previous_list_status", "near_poor"): ("hộ cận nghèo", "near-poor"),
        ("previous_list_status", "none"): ("không thuộc danh sách nào", "on neither list"),
        ("organisation_kind", "vocational_school"): (
            "cơ sở giáo dục nghề nghiệp",
            "vocational school",
        ),
        ("organisation_kind", "job_service_centre"): (
            "tổ chức dịch vụ việc làm",
            "job-service centre",
        ),
        ("organisation_kind", "enterprise"): ("doanh nghiệp", "enterprise"),
        ("organisation_kind", "cooperative"): ("hợp tác xã", "co-operative"),
        ("organisation_kind", "school"): ("trường học", "school"),
        ("organisation_kind", "other"): ("tổ chức khác", "another organisation"),
        ("community_kind", "household_group"): ("nhóm hộ", "group of households"),
        ("community_kind", "community"): ("cộng đồng", "community"),
        ("community_kind", "other"): ("khác", "another kind"),
        ("official_level", "hamlet"): ("ấp, khu vực", "hamlet"),
        ("official_level", "commune"): ("cấp xã", "commune"),
        ("official_level", "district"): ("cấp huyện", "district"),
        ("official_level", "city"): ("cấp thành phố", "city"),
    }
)
"""The label of each value of each enumerated fact, after form 3.1."""

_UNITS: Final = {
    "VND/person/month": ("đồng/người/tháng", "dong per person per month"),
    "m2": ("m²", "m²"),
    "m2/person": ("m²/người", "m² per person"),
    "cm": ("cm", "cm"),
    "kg": ("kg", "kg"),
    "year": ("tuổi", "years"),
    "age_month": ("tháng tuổi", "months of age"),
    "person": ("người", "persons"),
    "month": ("tháng", "months"),
    "lifetime_year": ("năm", "years"),
    "part": ("bộ phận", "parts"),
    "kWh/month": ("kWh/tháng", "kWh per month"),
    "percent": ("%", "%"),
    "VND": ("đồng", "dong"),
    "VND/month": ("đồng/tháng", "dong per month"),
    "VND/day": ("đồng/ngày", "dong per day"),
    "day": ("ngày", "days"),
    "working_day": ("ngày làm việc", "working days"),
    "day_of_month": ("(ngày trong tháng)", "(day of the month)"),
    "indicator": ("chỉ số", "indicators"),
    "point": ("điểm", "points"),
    "vehicle": ("xe", "vehicles"),
    "device": ("cái", "devices"),
    "animal": ("con", "animals"),
    "condition": ("điều kiện", "conditions"),
}
UNKNOWN_WORDS: Final = ("chưa biết", "unknown")
NEVER_WORDS: Final = ("chưa bao giờ", "never")


def write_number(value: float, language: Language) -> str:
    """Write a number with the separators of ``language``: 1.500.000 or 1,500,000."""
    text = f"{value:,}" if isinstance(value, int) or value % 1 else f"{int(value):,}"
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def write_date(day: date, language: Language) -> str:
    """Write a date: 24/02/2025 in Vietnamese, 2025-02-24 in English."""
    return day.strftime("%d/%m/%Y") if language == "vi" else day.isoformat()


def write_amount(value: Any, unit: str, language: Language) -> str:
    """Write a number with its unit, a day of the year as one; a pair as its two bounds."""
    if unit == "month_day":
        month, day = divmod(value, 100)
        return pick((f"{day:02}/{month:02}", f"{month:02}-{day:02}"), language)
    if isinstance(value, tuple):
        shown = "–".join(write_number(bound, language) for bound in value)
    else:
        shown = write_number(value, language)
    return f"{shown} {pick(_UNITS.get(unit, (unit, unit)), language)}".rstrip()


def write_fact(name: str, value: Any, language: Language) -> str:
    """Write the value of a fact for a reader."""
    fact = FACTS[name]
    if value is None:
        return pick(NEVER_WORDS if name in NEVER_UNKNOWN else UNKNOWN_WORDS, language)
    if fact.type is ValueType.BOOLEAN:
        return pick(("có", "yes") if value else ("không", "no"), language)
    if fact.type is ValueType.CHOICE:
        return pick(VALUE_LABELS[name, value], language)
    if fact.type is ValueType.DATE:
        return write_date(value, language)
    if fact.type is ValueType.NUMBER:
        return write_amount(value, fact.unit, language)
    return str(value)


def label_of(name: str, language: Language) -> str:
    """Return the label of a fact."""
    label = FACTS[name].label
    return label.vi if language == "vi" else label.en


def split_path(path: str) -> tuple[int | None, str]:
    """Split ``members[2].age`` into 2 and ``age``; a household's fact has no position."""
    if not path.startswith("members["):
        return None, path
    position, _, name = path.removeprefix("members[").partition("].")
    return int(position), name


def write_path(path: str, language: Language) -> str:
    """Write the path of a fact for a reader: its label, and which member."""
    position, name = split_path(path)
    if name == "members":
        return pick(("thành viên của hộ", "members of the household"), language)
    label = label_of(name, language)
    if position is None:
        return label
    member = pick((f"thành viên {position + 1}", f"member {position + 1}"), language)
    return f"{label} ({member}, {path})"
