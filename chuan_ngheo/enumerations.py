"""The lists of values of enumerated facts, in the order of form 3.1."""

from __future__ import annotations

from typing import Final, Literal, get_args

Area = Literal["rural", "urban"]
Region = Literal[
    "red_river_delta",
    "northern_mountains",
    "central_coast",
    "central_highlands",
    "southeast",
    "mekong_delta",
]
WaterSource = Literal[
    "piped",
    "drilled_well",
    "protected_dug_well",
    "unprotected_dug_well",
    "protected_spring",
    "unprotected_spring",
    "rainwater",
    "purchased",
    "bottled",
    "river_pond",
    "other",
]
Toilet = Literal[
    "septic",
    "semi_septic",
    "pour_flush",
    "ventilated_improved",
    "seated_pit",
    "double_vault",
    "simple_pit",
    "fish_pond",
    "none",
    "other",
]
EmploymentStatus = Literal[
    "working", "no_work", "unable_to_work", "studying", "not_seeking", "retired_or_homemaker"
]
StudyLevel = Literal[
    "preschool",
    "primary",
    "lower_secondary",
    "upper_secondary",
    "short_course",
    "intermediate",
    "college",
    "university",
]
WageContract = Literal["contract", "no_contract", "not_wage_work"]
WorkKind = Literal["civil_servant", "enterprise", "hired_by_household", "other"]
MonthlyBenefit = Literal["none", "pension", "social_insurance", "meritorious"]
GeneralEducation = Literal["below_primary", "primary", "lower_secondary", "upper_secondary"]
VocationalTraining = Literal[
    "none", "elementary", "intermediate", "college", "university", "postgraduate"
]
SocialAllowance = Literal["none", "elderly", "disabled", "orphan"]
Sex = Literal["male", "female"]
ListStatus = Literal["poor", "near_poor", "none"]
OrganisationKind = Literal[
    "vocational_school", "job_service_centre", "enterprise", "cooperative", "school", "other"
]
CommunityKind = Literal["household_group", "community", "other"]
OfficialLevel = Literal["hamlet", "commune", "district", "city"]

ENUMERATIONS: Final[dict[str, tuple[str, ...]]] = {
    name: get_args(literal)
    for name, literal in {
        "area": Area,
        "region": Region,
        "water_source": WaterSource,
        "toilet": Toilet,
        "sex": Sex,
        "employment_status": EmploymentStatus,
        "wage_contract": WageContract,
        "work_kind": WorkKind,
        "monthly_benefit": MonthlyBenefit,
        "study_level": StudyLevel,
        "general_education": GeneralEducation,
        "vocational_training": VocationalTraining,
        "social_allowance": SocialAllowance,
        "previous_list_status": ListStatus,
        "organisation_kind": OrganisationKind,
        "community_kind": CommunityKind,
        "official_level": OfficialLevel,
    }.items()
}
"""The values of each enumerated fact, in the order of form 3.1 where it is asked there."""
