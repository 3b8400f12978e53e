"""The synthetic households of the filled workbook, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from datasets.generators.form_3_1.dwelling import RURAL, URBAN, Answers, dwelling
from datasets.generators.form_3_1.people import NO, YES, member


@dataclass(frozen=True, slots=True)
class Plan:
    """A household.

    Attributes:
        people: the kind of each member, separated by spaces.
        income: dong per person per month; None if it was not measured.
        change: answers of the household that differ; None empties the cell.
        member_change: the same for all members.
        one_member: the same for the member of this number only.
        causes: causes of poverty that it names, by number.
    """

    area: int
    people: str
    income: int | None
    change: Mapping[str, Any] = field(default_factory=dict)
    member_change: Mapping[str, Any] = field(default_factory=dict)
    one_member: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    causes: tuple[int, ...] = ()


_FOUR: Final = "hired hired primary primary"
_UNINSURED: Final = MappingProxyType({"has_health_insurance": NO})
_OFFLINE: Final = MappingProxyType({"uses_internet": NO})
_BOTH: Final = MappingProxyType({**_UNINSURED, **_OFFLINE})
_WEAK: Final = MappingProxyType(
    {
        "wall_durable": 4,
        "column_durable": 4,
        "roof_durable": 4,
        "toilet": 32,
        "water_source": 44,
        "motorcycle_count": 0,
        "electricity_kwh_per_month": 20.0,
    }
)
_WELL_OFF: Final = MappingProxyType(
    {
        "has_refrigerator": YES,
        "has_washing_machine": YES,
        "motorcycle_count": 2,
        "air_conditioner_count": 1,
        "electricity_kwh_per_month": 160.0,
        "water_source": 11,
    }
)

PLANS: Final = (
    # The household whose points are counted by hand, and small changes of it.
    Plan(RURAL, _FOUR, 1_400_000),
    Plan(URBAN, _FOUR, 1_900_000),
    Plan(URBAN, _FOUR, 1_900_000, member_change=_BOTH, causes=(2, 6)),
    Plan(URBAN, _FOUR, 2_000_000, {"has_refrigerator": YES}),
    Plan(URBAN, _FOUR, 2_000_000, {"has_refrigerator": YES, "air_conditioner_count": 1}),
    Plan(RURAL, f"{_FOUR} primary", 1_450_000),
    # Poor and near-poor by both methods.
    Plan(RURAL, "hired homemaker primary preschool baby", 900_000, _WEAK, _BOTH, causes=(1, 2, 4)),
    Plan(RURAL, "farmer farmer old lower_secondary primary", 1_100_000, _WEAK, causes=(1, 5)),
    Plan(RURAL, "jobless homemaker primary primary baby", 700_000, _WEAK, _BOTH, causes=(2, 3)),
    Plan(URBAN, "hired jobless primary preschool baby", 1_200_000, _WEAK, _BOTH, causes=(2, 6)),
    Plan(URBAN, "disabled homemaker old", 1_000_000, _WEAK, causes=(3, 7)),
    Plan(RURAL, "farmer farmer primary primary", 1_500_000, {"motorcycle_count": 0}),
    Plan(RURAL, "farmer homemaker old lower_secondary", 1_350_000, {"toilet": 31}),
    Plan(URBAN, "hired hired hired primary", 1_800_000, {"water_source": 31}),
    Plan(URBAN, "trader homemaker primary preschool", 1_950_000),
    Plan(URBAN, "old", 1_500_000, {"floor_area_m2": 20.0, "motorcycle_count": 0}),
    # The methods disagree: low income and many points, or the other way round.
    Plan(RURAL, "employee employee primary", 1_300_000, _WELL_OFF),
    Plan(URBAN, "trader employee primary", 1_700_000, _WELL_OFF),
    Plan(RURAL, "farmer homemaker primary primary baby", 1_900_000, _WEAK, _OFFLINE),
    Plan(URBAN, "hired homemaker primary primary baby", 2_600_000, _WEAK),
    Plan(RURAL, "hired homemaker lower_secondary primary preschool", 2_400_000, _WEAK, _UNINSURED),
    # Average and above by both methods.
    Plan(RURAL, "farmer trader lower_secondary", 1_800_000, {"has_refrigerator": YES}),
    Plan(RURAL, "trader employee", 2_250_000, {"has_refrigerator": YES}),
    Plan(RURAL, "pensioner homemaker", 2_000_000, {"floor_area_m2": 60.0}),
    Plan(URBAN, "trader employee lower_secondary", 2_500_000, _WELL_OFF),
    Plan(URBAN, "employee employee primary baby", 3_000_000, _WELL_OFF),
    Plan(RURAL, "official trader primary", 4_000_000, _WELL_OFF),
    Plan(URBAN, "official employee lower_secondary", 6_500_000, {**_WELL_OFF, "has_car": YES}),
    Plan(RURAL, "meritorious farmer pupil", 2_600_000, {"annual_crop_land_m2": 6000.0}),
    Plan(URBAN, "employee employee", 5_000_000, _WELL_OFF),
    # Income not measured: the points alone decide whether the household is poor.
    Plan(RURAL, "farmer farmer pupil primary preschool", None),
    Plan(URBAN, "trader trader primary", None, _WELL_OFF),
    # Cells that were left empty.
    Plan(RURAL, "hired farmer primary primary preschool", 1_400_000, {"water_source": None}),
    Plan(
        RURAL,
        "hired farmer primary preschool",
        1_200_000,
        {**_WEAK, "toilet": None},
        one_member={1: {"employment_status": None, "work_kind": None, "wage_contract": None}},
    ),
    Plan(
        URBAN,
        "hired homemaker lower_secondary primary",
        1_950_000,
        {"electricity_kwh_per_month": None},
        one_member={3: {"height_cm": None}, 4: {"weight_kg": None}},
    ),
    Plan(
        URBAN,
        "trader homemaker pupil primary",
        None,
        {"floor_area_m2": None},
        _UNINSURED,
        {2: {"monthly_benefit": None, "serious_illness": None}},
    ),
)


def answers() -> tuple[list[Answers], list[Answers]]:
    """Return the answers of all households, and those of all members."""
    households: list[Answers] = []
    members: list[Answers] = []
    for number, plan in enumerate(PLANS, start=1):
        identifier = f"CT-{number:02}"
        people = plan.people.split()
        household = dwelling(identifier, plan.area, len(people), plan.causes)
        households.append(_known({**household, "income_per_capita": plan.income, **plan.change}))
        for place, kind in enumerate(people, start=1):
            own = plan.one_member.get(place, {})
            person = member(identifier, place, kind, number)
            members.append(_known({**person, **plan.member_change, **own}))
    return households, members


def _known(cells: Mapping[str, Any]) -> Answers:
    """Return the cells that are not empty."""
    return {name: value for name, value in cells.items() if value is not None}
