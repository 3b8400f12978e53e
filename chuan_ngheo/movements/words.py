"""Movements in words."""

from __future__ import annotations

from typing import Final

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.labels import VALUE_LABELS
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.movements.result import Imbalance, Measure
from chuan_ngheo.movements.terms import Label, Level

LEVEL_WORDS: Final[dict[Level, Label]] = {
    "total": ("Tổng số", "Total"),
    "area": ("Khu vực", "Area"),
    "district": ("Quận, huyện", "District"),
    "commune": ("Xã, phường", "Commune"),
}
MEASURE_WORDS: Final[dict[Measure, Label]] = {
    "households": ("hộ", "households"),
    "persons": ("khẩu", "persons"),
}
TITLES: Final[dict[str, Label]] = {
    "7.2": ("Mẫu 7.2. Diễn biến hộ nghèo", "Form 7.2: movements of poor households"),
    "7.3": ("Mẫu 7.3. Diễn biến hộ cận nghèo", "Form 7.3: movements of near-poor households"),
}


def place_words(level: Level, place: str | None, language: Language) -> str:
    """Return the name of a place."""
    if level == "total":
        return pick(LEVEL_WORDS[level], language)
    if place is None:
        return pick(("không rõ nơi", "place not known"), language)
    return pick(VALUE_LABELS.get((level, place), (place, place)), language)


def imbalance_problem(item: Imbalance) -> Problem:
    """Return an imbalance as a diagnostic."""
    place = "" if item.level == "total" else f", {item.level} {item.place or 'unknown'}"
    causes = "; ".join(
        f"{cause.kind}: {cause.effect:+}"
        + (f" ({', '.join(cause.examples)})" if cause.examples else "")
        for cause in item.causes
    )
    number = f"{item.difference:+}"
    if item.measure == "households":
        found = f"a difference of {number} households"
        found = f"a difference of {number} households, from {causes}" if causes else found
    else:
        found = f"a difference of {number} persons"
        found = f"a difference of {number} persons, from {causes}" if causes else found
    expected = "9 = 1 - 2 - 3 - 4 + 5 + 6 + 7 + 8" if item.what == "identity" else item.what
    return Problem("movement-imbalance", found, expected, path=f"{item.table}{place}")
