"""For each indicator, a household that one fact keeps from the deprivation, and that fact."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from tests.fact_changes import AGE_FACTS
from tests.generators import DEVICES

Facts = dict[str, Any]


@dataclass(frozen=True)
class Worsening:
    """How to bring any household to the verge of a deprivation, and the one fact beyond it.

    Attributes:
        everyone: facts that keep every member from the deprivation.
        first: what the first member is besides, so that the one fact decides.
        home: facts of the household that keep it from the deprivation.
        worse_first, worse_home: the one fact, of the first member or of the household.
    """

    indicator: str
    everyone: Facts = field(default_factory=dict)
    first: Facts = field(default_factory=dict)
    home: Facts = field(default_factory=dict)
    worse_first: Facts = field(default_factory=dict)
    worse_home: Facts = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.indicator}-{'-'.join({**self.worse_first, **self.worse_home})}"

    def pair(self, household: Facts) -> tuple[Facts, Facts]:
        """Return the household without the deprivation, and the same with the one fact worse."""
        members = [_changed(member, self.everyone) for member in household["members"]]
        members[0] = _changed(members[0], self.first)
        before = {**household, **self.home, "members": members}
        members = [_changed(members[0], self.worse_first), *members[1:]]
        return before, {**before, **self.worse_home, "members": members}


def _changed(member: Facts, facts: Facts) -> Facts:
    dropped = AGE_FACTS if "age_months" in facts else ()
    return {name: fact for name, fact in member.items() if name not in dropped} | facts


def one_dependant_more(household: Facts) -> tuple[Facts, Facts]:
    """Return a household of which half or almost half are dependants, and one with one more."""
    size = len(household["members"])
    members = [
        _changed(member, {"age_months": 191 if index < size // 2 else 480})
        | {"social_allowance": "none"}
        for index, member in enumerate(household["members"])
    ]
    more = [*members[:-1], {**members[-1], "social_allowance": "disabled"}]
    return {**household, "members": members}, {**household, "members": more}


def a_little_less_floor(household: Facts) -> tuple[Facts, Facts]:
    """Return a household with 8 square metres per person, and one with a little less."""
    area = 8.0 * len(household["members"])
    return {**household, "floor_area_m2": area}, {**household, "floor_area_m2": area - 0.1}


_SOUND: Final = {"height_cm": None, "weight_kg": None, "stunted": False, "underweight": False}
_GIRL_OF_FIVE: Final = {
    "age_months": 60,
    "sex": "female",
    "stunted": None,
    "underweight": None,
    "height_cm": 99.9,
    "weight_kg": 13.7,
}
_GROWN: Final = {"age_months": 480}
_PUPIL: Final = {"age_months": 84, "studying": True, "study_level": "primary"}
_UNSCHOOLED: Final = {
    "age_months": 192,
    "studying": False,
    "trained_by_employer": False,
    "general_education": "primary",
    "vocational_training": "none",
}

WORSENINGS: Final = (
    Worsening(
        "employment",
        everyone={"employment_status": "working", "wage_contract": "contract"},
        first={"age_months": 180},
        worse_first={"wage_contract": "no_contract"},
    ),
    Worsening(
        "employment",
        everyone={"employment_status": "not_seeking", "wage_contract": None},
        first={"age_months": 667},
        worse_first={"employment_status": "no_work"},
    ),
    Worsening(
        "nutrition", everyone=_SOUND, first={"age_months": 191}, worse_first={"stunted": True}
    ),
    Worsening(
        "nutrition", everyone=_SOUND, first={"age_months": 0}, worse_first={"underweight": True}
    ),
    Worsening("nutrition", everyone=_SOUND, first=_GIRL_OF_FIVE, worse_first={"height_cm": 99.8}),
    Worsening("nutrition", everyone=_SOUND, first=_GIRL_OF_FIVE, worse_first={"weight_kg": 13.6}),
    Worsening(
        "health_insurance",
        everyone={"has_health_insurance": True, "health_insurance_state_paid_group": False},
        first={"age_months": 72},
        worse_first={"has_health_insurance": False},
    ),
    Worsening(
        "adult_education",
        everyone={"studying": True},
        first={**_UNSCHOOLED, "studying": True},
        worse_first={"studying": False},
    ),
    Worsening(
        "adult_education",
        everyone={"trained_by_employer": True},
        first={**_UNSCHOOLED, "trained_by_employer": True},
        worse_first={"trained_by_employer": False},
    ),
    Worsening(
        "adult_education",
        everyone={"trained_by_employer": True},
        first={**_UNSCHOOLED, "age_months": 359, "vocational_training": "elementary"},
        worse_first={"vocational_training": "none"},
    ),
    Worsening(
        "adult_education",
        everyone={"trained_by_employer": True},
        first={**_UNSCHOOLED, "age_months": 215, "general_education": "lower_secondary"},
        worse_first={"general_education": "below_primary"},
    ),
    Worsening(
        "school_attendance", everyone=_GROWN, first=_PUPIL, worse_first={"study_level": "preschool"}
    ),
    Worsening("school_attendance", everyone=_GROWN, first=_PUPIL, worse_first={"studying": False}),
    Worsening(
        "housing_quality",
        home={"wall_durable": True, "column_durable": True, "roof_durable": False},
        worse_home={"column_durable": False},
    ),
    Worsening(
        "water_source", home={"water_source": "piped"}, worse_home={"water_source": "river_pond"}
    ),
    Worsening("hygienic_toilet", home={"toilet": "septic"}, worse_home={"toilet": "simple_pit"}),
    Worsening(
        "telecom_service",
        everyone={"uses_internet": False},
        first={"uses_internet": True},
        worse_first={"uses_internet": False},
    ),
    *(
        Worsening(
            "information_devices",
            home={**dict.fromkeys(DEVICES, False), device: True},
            worse_home={device: False},
        )
        for device in (DEVICES[0], DEVICES[-1])
    ),
)
