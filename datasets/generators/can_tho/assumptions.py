"""What the list assumes. Only the totals of ``PUBLISHED`` are facts about Cần Thơ."""

from __future__ import annotations

from typing import Final, Literal

Group = Literal["poor", "near_poor", "average", "above", "undetermined"]

SEED: Final = 132_2022

PUBLISHED: Final[dict[Group, tuple[int, int]]] = {
    "poor": (2_901, 10_038),
    "near_poor": (9_143, 35_273),
}
"""Households and persons at the end of 2021: plan 132/KH-UBND of Cần Thơ, 20/6/2022."""

OTHERS: Final[dict[Group, tuple[int, int]]] = {
    "average": (3_600, 12_924),
    "above": (2_400, 8_424),
}
"""Reviewed households above the poverty line, with their persons: invented."""

INDICATORS: Final = (
    *("employment", "dependants", "nutrition", "health_insurance", "adult_education"),
    *("school_attendance", "housing_quality", "housing_area", "water_source"),
    *("hygienic_toilet", "telecom_service", "information_devices"),
)

# Name, prefix of the commune codes, number of communes, urban, and the weight of the district in
# the poor and near-poor list and among the other reviewed households.
DISTRICTS: Final[tuple[tuple[str, str, int, bool, float, float], ...]] = (
    ("Ninh Kiều", "NK", 11, True, 7, 20),
    ("Bình Thủy", "BT", 8, True, 6, 11),
    ("Cái Răng", "CR", 7, True, 5, 9),
    ("Ô Môn", "OM", 7, True, 11, 11),
    ("Thốt Nốt", "TN", 9, True, 32, 13),
    ("Vĩnh Thạnh", "VT", 11, False, 10, 8),
    ("Cờ Đỏ", "CD", 10, False, 12, 10),
    ("Phong Điền", "PD", 7, False, 7, 8),
    ("Thới Lai", "TL", 13, False, 10, 10),
)

SIZES: Final[dict[Group, tuple[float, ...]]] = {
    "poor": (11, 20, 22, 23, 13, 7, 3, 1),
    "near_poor": (5, 14, 23, 29, 16, 8, 3.5, 1.5),
    "average": (6, 17, 26, 28, 14, 6, 2, 1),
    "above": (7, 18, 27, 28, 13, 5, 1.5, 0.5),
    "undetermined": (6, 18, 24, 26, 15, 7, 3, 1),
}
"""Weights of 1 to 8 members; afterwards single households are moved to reach the totals."""

MINORITY_HOUSEHOLDS: Final[dict[Group, int]] = {
    "poor": 158,
    "near_poor": 430,
    "average": 99,
    "above": 60,
    "undetermined": 8,
}
"""Head or spouse of an ethnic minority. 158 is 1.58 % (the plan's implied baseline rate) of some
10,000 minority households (20 households are 0.20 % of them in the city's plan for 2025)."""

DEPRIVATION_COUNTS: Final[dict[Group, dict[int, float]]] = {
    "poor": {3: 60, 4: 27, 5: 10, 6: 3},
    "near_poor": {0: 27, 1: 40, 2: 33},
    "average": {0: 35, 1: 35, 2: 19, 3: 8, 4: 3},
    "above": {0: 60, 1: 28, 2: 9, 3: 2, 4: 1},
}

DEPENDANT_MAJORITY: Final[dict[Group, float]] = {
    "poor": 0.24,
    "near_poor": 0.06,
    "average": 0.08,
    "above": 0.05,
}
"""Share of households in which dependants are to outnumber the others."""

# How readily a household that can be deprived of an indicator is: relative weights.
_BELOW: Final = (95, 0, 26, 44, 120, 28, 56, 26, 16, 52, 22, 14)
_NEAR: Final = (36, 0, 7, 20, 44, 8, 8, 8, 4, 10, 6, 12)
_OVER: Final = (34, 0, 4, 18, 34, 5, 3, 6, 2, 5, 3, 6)
WEIGHTS: Final[dict[Group, dict[str, float]]] = {
    "poor": dict(zip(INDICATORS, _BELOW, strict=True)),
    "near_poor": dict(zip(INDICATORS, _NEAR, strict=True)),
    "average": dict(zip(INDICATORS, _OVER, strict=True)),
    "above": dict(zip(INDICATORS, _OVER, strict=True)),
}

URBAN_FACTOR: Final = {"hygienic_toilet": 0.6, "water_source": 0.4, "housing_area": 1.6}
"""What multiplies these weights in urban areas."""

POVERTY_LINE: Final = {"rural": 1_500_000, "urban": 2_000_000}
AVERAGE_LINE: Final = {"rural": 2_250_000, "urban": 3_000_000}

AT_LINE_SHARE: Final = 0.015
"""Share of households whose income is exactly the highest of their class."""

BLANK_SHARE: Final[dict[Group, float]] = {
    "poor": 0.025,
    "near_poor": 0.10,
    "average": 0.02,
    "above": 0.02,
    "undetermined": 0.02,
}
"""Share of answers blanked among those that may be: few may be in a near-poor household."""
