"""The indicators of the annex that are judged on the dwelling and what is in it."""

from __future__ import annotations

from typing import Final

from tests.oracle.home import Home
from tests.oracle.truth import Answer

CLEAN_WATER: Final = (
    "piped",
    "drilled_well",
    "protected_dug_well",
    "protected_spring",
    "bottled",
)
HYGIENIC_TOILETS: Final = (
    "septic",
    "semi_septic",
    "pour_flush",
    "ventilated_improved",
    "double_vault",
)
DEVICES: Final = (
    "has_television",
    "has_radio",
    "has_desktop",
    "has_phone",
    "has_laptop",
    "has_tablet",
    "has_smartphone",
)


def housing_quality(home: Home) -> Answer:
    """Annex, 4.1: of walls, columns and roof at least two are not durable."""
    parts = [home.facts.get(name) for name in ("wall_durable", "column_durable", "roof_durable")]
    if parts.count(False) >= 2:
        return True
    return False if parts.count(True) >= 2 else None


def housing_area(home: Home) -> Answer:
    """Annex, 4.2: the floor area per person is under 8 square metres."""
    area = home.facts.get("floor_area_m2")
    if area is None:
        return None
    if home.people is None:  # at least one person lives there
        return True if area < 8 else None
    return bool(area < 8 * len(home.people))


def water_source(home: Home) -> Answer:
    """Annex, 5.1, and Circular 07/2021 Annex IV: the main source is not a clean one."""
    source = home.facts.get("water_source")
    if source is None:
        return None
    if source == "rainwater":
        return home.chooses("rainwater", "not_clean")
    if source == "purchased":
        return home.chooses("purchased_water", "not_clean")
    return source not in CLEAN_WATER


def hygienic_toilet(home: Home) -> Answer:
    """Annex, 5.2: no hygienic toilet; the seated pit is in the decree but not in Annex IV."""
    toilet = home.facts.get("toilet")
    if toilet is None:
        return None
    if toilet == "seated_pit":
        return home.chooses("seated_pit_toilet", "not_hygienic")
    return toilet not in HYGIENIC_TOILETS


def information_devices(home: Home) -> Answer:
    """Annex, 6.2: none of the four shared and three personal means of information."""
    has = [home.facts.get(name) for name in DEVICES]
    if True in has:
        return False
    return None if None in has else True
