"""Change answers of a household until it has the class that it is to have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any, Final

from chuan_ngheo import Decision, RuleSet, classify
from chuan_ngheo.ages import completed_months
from datasets.generators.can_tho.assumptions import POVERTY_LINE
from datasets.generators.can_tho.dwelling import DEVICES, PARTS
from datasets.generators.can_tho.growth import limit_of
from datasets.generators.can_tho.people import Person
from datasets.generators.can_tho_end_2022.ageing import level_for, months_of
from datasets.generators.can_tho_end_2022.assumptions import Target

Facts = dict[str, Any]
_CLASSES: Final[dict[str, set[str | None]]] = {
    "poor": {"poor"},
    "near_poor": {"near_poor"},
    "undetermined": {None},
}
_OFF: Final[set[str | None]] = {"average_living_standard", "above_average_living_standard"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A household whose answers change in place."""

    rng: Random
    household: Facts
    members: list[Facts]

    @property
    def review(self) -> date:
        """The day on which it answers."""
        day: date = self.household["review_date"]
        return day

    def ages(self) -> list[tuple[Facts, int]]:
        """Return members with their years; who is asked again answers when they were born."""
        found = []
        for member in self.members:
            months = months_of(member, self.review)
            if months is None:
                child = member["height_cm"] is not None
                member["birth_date"] = date(2014 if child else 1981, 6, 15)
                months = completed_months(member["birth_date"], self.review)
            found.append((member, months // 12))
        return found

    def decide(self, rules: RuleSet) -> Decision:
        """Classify it."""
        members = [
            {name: value for name, value in one.items() if name != "household_id"}
            for one in self.members
        ]
        return classify({**self.household, "members": members}, rules=rules)


Change = Callable[[_Asked], None]


def settle(
    rng: Random, household: Facts, members: list[Facts], target: Target, rules: RuleSet
) -> None:
    """Change income and answers in place, as few as needed, until the class is the wanted one.

    Raises:
        RuntimeError: if no change gives the class.
    """
    household["income_per_capita"] = _income(rng, household, target)
    asked = _Asked(rng, household, members)
    wanted = _CLASSES.get(target, _OFF)
    better = target != "poor"
    changes = _BETTER if better else _WORSE
    names = rng.sample(sorted(changes), len(changes))
    decision = asked.decide(rules)
    while decision.class_ not in wanted:
        open_ = [name for name in names if decision.deprivations[name] is not (not better)]
        if not open_:
            raise RuntimeError(f"{household['household_id']} does not become {target}")
        names.remove(open_[0])
        changes[open_[0]](asked)
        decision = asked.decide(rules)


def _income(rng: Random, household: Facts, target: Target) -> int | None:
    if target == "undetermined":
        return None
    line, now = POVERTY_LINE[household["area"]], household["income_per_capita"]
    if target == "none":
        if now is None or now <= line:
            return int(line * rng.triangular(1.02, 1.6, 1.15)) // 1_000 * 1_000
        return max(line + 1_000, int(now * rng.uniform(0.98, 1.1)) // 1_000 * 1_000)
    if now is None or now > line:
        return int(line * rng.triangular(0.5, 1, 0.9)) // 1_000 * 1_000
    return min(line, int(now * rng.uniform(0.97, 1.12)) // 1_000 * 1_000)


def _housed_well(own: _Asked) -> None:
    own.household.update(dict.fromkeys(PARTS, True))


def _housed_badly(own: _Asked) -> None:
    own.household.update(dict.fromkeys(own.rng.sample(PARTS, 2), False))


def _roomy(own: _Asked) -> None:
    own.household["floor_area_m2"] = float(8 * len(own.members) + own.rng.randint(1, 24))


def _crowded(own: _Asked) -> None:
    own.household["floor_area_m2"] = round(2 * own.rng.uniform(4, 7.5) * len(own.members)) / 2


def _clean_water(own: _Asked) -> None:
    own.household["water_source"] = "piped"


def _river_water(own: _Asked) -> None:
    own.household["water_source"] = "river_pond"


def _good_toilet(own: _Asked) -> None:
    own.household["toilet"] = own.rng.choice(("septic", "semi_septic"))


def _bad_toilet(own: _Asked) -> None:
    own.household["toilet"] = own.rng.choice(("fish_pond", "none", "simple_pit"))


def _devices(own: _Asked) -> None:
    own.household.update({"has_television": True, "has_smartphone": True})


def _no_devices(own: _Asked) -> None:
    own.household.update({f"has_{device}": False for device in DEVICES})


def _online(own: _Asked) -> None:
    own.household["has_smartphone"] = True
    own.members[0]["uses_internet"] = True


def _offline(own: _Asked) -> None:
    for member in own.members:
        member["uses_internet"] = False


def _insured(own: _Asked) -> None:
    for member in own.members:
        member["has_health_insurance"] = True


def _uninsured(own: _Asked) -> None:
    member = own.rng.choice([one for one, age in own.ages() if age >= 6])
    member |= {"has_health_insurance": False, "health_insurance_state_paid_group": False}


def _employed(own: _Asked) -> None:
    for member, age in own.ages():
        member["sex"] = member["sex"] or "female"
        unsure = member["employment_status"] in (None, "no_work")
        if member["employment_status"] == "working" or unsure:
            if age < 15 or member["wage_contract"] in ("contract", "not_wage_work"):
                continue
            contract = "not_wage_work" if unsure else "contract"
            member |= {
                "employment_status": "working",
                "wage_contract": contract,
                "regular_work": True,
            }


def _schooled(own: _Asked) -> None:
    for member, age in own.ages():
        level = level_for(age)
        if level is not None:
            member |= {"studying": True, "study_level": level}


def _trained(own: _Asked) -> None:
    for member, age in own.ages():
        if 16 <= age <= 30 and not member["studying"]:
            kept = member["general_education"]
            finished = kept if kept == "upper_secondary" else "lower_secondary"
            training = member["vocational_training"]
            member |= {
                "studying": False,
                "general_education": finished,
                "vocational_training": "elementary" if training in (None, "none") else training,
            }


def _nourished(own: _Asked) -> None:
    for member, age in own.ages():
        if age >= 16:
            continue
        member["sex"] = member["sex"] or "female"
        months = months_of(member, own.review)
        person = Person(months or 0, member["sex"] == "male", False, "none")
        member |= {"stunted": None, "underweight": None}
        height = round(limit_of("height", "cm", person) * own.rng.uniform(1.02, 1.1), 1)
        member["height_cm"] = max(height, member["height_cm"] or 0)
        if age < 10:
            weight = round(limit_of("weight", "kg", person) * own.rng.uniform(1.05, 1.3), 1)
            member["weight_kg"] = max(weight, member["weight_kg"] or 0)


_BETTER: Final[dict[str, Change]] = {
    "housing_quality": _housed_well,
    "housing_area": _roomy,
    "water_source": _clean_water,
    "hygienic_toilet": _good_toilet,
    "information_devices": _devices,
    "telecom_service": _online,
    "health_insurance": _insured,
    "employment": _employed,
    "school_attendance": _schooled,
    "adult_education": _trained,
    "nutrition": _nourished,
}
_WORSE: Final[dict[str, Change]] = {
    "housing_quality": _housed_badly,
    "housing_area": _crowded,
    "water_source": _river_water,
    "hygienic_toilet": _bad_toilet,
    "information_devices": _no_devices,
    "telecom_service": _offline,
    "health_insurance": _uninsured,
}
