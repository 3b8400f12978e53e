"""How many households go which way in 2022. Only ``PUBLISHED`` is a fact about Cần Thơ."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

Target = Literal["poor", "near_poor", "none", "undetermined"]

SEED: Final = 2022_2023

PUBLISHED: Final[dict[str, tuple[int, int]]] = {
    "poor": (1_904, 6_456),
    "near_poor": (7_591, 29_449),
}
"""Households and persons at the end of 2022 as the press reported them."""

REVIEW_DAYS: Final = tuple(
    day
    for day in (
        *(date(2022, 11, number) for number in range(1, 31)),
        *(date(2022, 12, number) for number in range(1, 15)),
    )
    if day.weekday() < 5
)
"""Working days of the last six weeks of the annual review, which ends on 14 December."""

# Of households on a list at the end of 2021; the others of the list stay on it.
LEAVES: Final[dict[str, dict[str, int]]] = {
    "poor": {
        "dissolved": 14,
        "merged_into": 6,
        "moved_out": 18,
        "to_near_poor": 760,
        "to_none": 420,
    },
    "near_poor": {
        "dissolved": 28,
        "merged_into": 22,
        "moved_out": 55,
        "to_poor": 60,
        "to_none": 2_515,
    },
}
# Of households that enter a list: known from the review of the end of 2021, or reviewed for the
# first time.
ENTERS: Final[dict[str, dict[str, tuple[int, int]]]] = {
    "poor": {"relapsed": (27, 8), "new": (55, 45)},
    "near_poor": {"relapsed": (50, 10), "new": (150, 90)},
}
ARRIVES: Final[dict[str, dict[str, int]]] = {
    "poor": {"moved_in": 10, "split_from": 16},
    "near_poor": {"moved_in": 30, "split_from": 38},
}
REVIEWED_AGAIN: Final = 1_800
"""Of the households that were on neither list, how many are reviewed again and stay off it."""
UNDETERMINED: Final[dict[Target, int]] = {"none": 140, "undetermined": 60}
"""What became of undetermined households; the others are not reviewed again."""
MOVES_WITHIN: Final = {"poor": 6, "near_poor": 14, "to_none": 4}
"""Households that live in another district than before: on either list, or escaped."""

MEMBERS_CHANGE: Final = (
    # What happens, its probability, and the least number of adults in the household before.
    ("born", 0.020, 1),
    ("died", 0.012, 2),
    ("joined", 0.010, 1),
    ("left", 0.014, 2),
)
