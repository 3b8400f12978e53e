"""Form 3.11 of Circular 07/2021/TT-BLĐTBXH: heights and weights for age, by sex."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tests.oracle.home import LONGEST_LIFE, Home, Person, Span, is_under
from tests.oracle.truth import Answer, both, either, same_for_all


class Line(NamedTuple):
    """One line of the form, with the months from it up to the next line."""

    months: Span
    height: dict[str, float]
    weight: dict[str, float]


def read_form() -> tuple[Line, ...]:
    """Read form 3.11; an age between two lines is read on the line before it."""
    with (Path(__file__).parent / "nutrition_3_11.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    starts = [int(row["age_months"]) for row in rows]
    ends = [start - 1 for start in starts[1:]] + [LONGEST_LIFE]
    lines = []
    for row, start, end in zip(rows, starts, ends, strict=True):
        height = {"male": float(row["height_boy_cm"]), "female": float(row["height_girl_cm"])}
        weight = {}
        if row["weight_boy_kg"]:
            weight = {"male": float(row["weight_boy_kg"]), "female": float(row["weight_girl_kg"])}
        lines.append(Line(Span(start, end), height, weight))
    return tuple(lines)


FORM_3_11: Final = read_form()


def nutrition(home: Home) -> Answer:
    """Annex, 2.1: at least one child under 16 is stunted or underweight for age."""
    if home.people is None:
        return None
    answer: Answer = False
    for person in home.people:
        malnourished = either(is_stunted(home, person), is_underweight(home, person))
        answer = either(answer, both(is_under(person.months, 16), malnourished))
    return answer


def is_stunted(home: Home, person: Person) -> Answer:
    """Form 3.1 column 6 against the heights of form 3.11, unless the finding itself is given."""
    if person.facts.get("stunted") is not None:
        return bool(person.facts["stunted"])
    height = person.facts.get("height_cm")
    if height is None:
        return None
    limits = [line.height[sex] for line, sex in lines_for(person)]
    return same_for_all(falls_short(home, height, limit) for limit in limits)


def is_underweight(home: Home, person: Person) -> Answer:
    """Form 3.1 column 7 against the weights of form 3.11, which end at 10 years."""
    if person.facts.get("underweight") is not None:
        return bool(person.facts["underweight"])
    under_ten = is_under(person.months, 10)
    if under_ten is False:
        return False
    weight = person.facts.get("weight_kg")
    if weight is None:
        return None
    limits = [line.weight[sex] for line, sex in lines_for(person) if line.weight]
    return both(under_ten, same_for_all(falls_short(home, weight, limit) for limit in limits))


def lines_for(person: Person) -> Iterator[tuple[Line, str]]:
    """Give every line and sex of form 3.11 that can be this person's."""
    sex = person.facts.get("sex")
    for line in FORM_3_11:
        if line.months.low <= person.months.high and person.months.low <= line.months.high:
            for possible_sex in ("male", "female") if sex is None else (sex,):
                yield line, possible_sex


def falls_short(home: Home, measured: float, limit: float) -> bool:
    """Compare with a value of form 3.11, which does not say whether it is itself short."""
    if home.chooses("malnutrition_comparison", "at_or_below"):
        return measured <= limit
    return measured < limit
