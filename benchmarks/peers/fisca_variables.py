"""The decree's variables: conditions on members, indicators and class, as OpenFisca writes them."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import numpy as np

from benchmarks.peers import law
from benchmarks.peers.fisca_model import VARIABLES, Formula, Model


def build(package: str, review: date) -> Model:
    """Return the system with a variable for each indicator and ``class_code``."""
    model = Model(package, review)
    _add_work_and_growth(model)
    _add_learning(model)
    _add_over_members(model)
    _add_dwelling(model)
    _add_class(model)
    return model


def _is(model: Model, person: Any, period: Any, name: str, *values: str) -> Any:
    codes = np.asarray(person(name, period))
    wanted = [model.enumerations[name][value].index for value in values]
    return np.isin(codes, wanted) if len(wanted) > 1 else codes == wanted[0]


def _add_work_and_growth(model: Model) -> None:
    is_ = partial(_is, model)

    def age_months(person: Any, period: Any) -> Any:
        return model.months(person("birth_date", period))

    def without_work(person: Any, period: Any) -> Any:
        months = person("age_months", period)
        men, women = law.RETIREMENT_MONTHS[model.review.year]
        retirement = np.where(is_(person, period, "sex", "male"), men, women)
        unemployed = (months < retirement) & is_(person, period, "employment_status", "no_work")
        informal = is_(person, period, "employment_status", "working") & is_(
            person, period, "wage_contract", "no_contract"
        )
        return (months >= 180) & (unemployed | informal)

    def malnourished(person: Any, period: Any) -> Any:
        months, male = person("age_months", period), is_(person, period, "sex", "male")

        def below(name: str, measure: str) -> Any:
            ages, boys, girls = law.growth_limits(measure)
            row = np.searchsorted(ages, months, side="right") - 1
            limit = np.where(male, np.array(boys)[row], np.array(girls)[row])
            # Heights and weights are stored in single precision, so are the limits here.
            return person(name, period) < limit.astype(np.float32)

        short = person("stunted", period) | below("height_cm", "height")
        light = person("underweight", period) | ((months < 120) & below("weight_kg", "weight"))
        return (months < 192) & (short | light)

    def uninsured(person: Any, period: Any) -> Any:
        covered = person("has_health_insurance", period)
        covered = covered | person("health_insurance_state_paid_group", period)
        return (person("age_months", period) >= 72) & ~covered

    model.add(model.person, "age_months", int, age_months)
    for formula in (without_work, malnourished, uninsured):
        model.add(model.person, formula.__name__, bool, formula)


def _add_learning(model: Model) -> None:
    is_ = partial(_is, model)

    def without_education(person: Any, period: Any) -> Any:
        age = person("age_months", period) // 12
        lower = is_(person, period, "general_education", "lower_secondary", "upper_secondary")
        upper = is_(person, period, "general_education", "upper_secondary")
        upper = upper | ~is_(person, period, "vocational_training", "none")
        learning = person("studying", period) | person("trained_by_employer", period)
        return (age >= 16) & (age < 30) & ~learning & ~np.where(age < 18, lower, upper)

    def out_of_school(person: Any, period: Any) -> Any:
        age = person("age_months", period) // 12
        codes = np.asarray(person("study_level", period))
        right = np.where(age < 6, 0, np.where(age < 12, 1, 2))
        return (age >= 3) & (age < 16) & ~(person("studying", period) & (codes == right))

    def dependant(person: Any, period: Any) -> Any:
        young = person("age_months", period) < 192
        return young | is_(person, period, "social_allowance", "elderly", "disabled")

    for formula in (without_education, out_of_school, dependant):
        model.add(model.person, formula.__name__, bool, formula)


def _add_over_members(model: Model) -> None:
    def any_member(condition: str) -> Formula:
        def formula(household: Any, period: Any) -> Any:
            return household.any(household.members(condition, period))

        return formula

    def dependants(household: Any, period: Any) -> Any:
        number = household.sum(household.members("dependant", period))
        return 2 * number > household.nb_persons()

    def telecom_service(household: Any, period: Any) -> Any:
        return ~household.any(household.members("uses_internet", period))

    for name, condition in (
        ("employment", "without_work"),
        ("nutrition", "malnourished"),
        ("health_insurance", "uninsured"),
        ("adult_education", "without_education"),
        ("school_attendance", "out_of_school"),
    ):
        model.add(model.household, name, bool, any_member(condition))
    for found in (dependants, telecom_service):
        model.add(model.household, found.__name__, bool, found)


def _add_dwelling(model: Model) -> None:
    def lacks(name: str, good: tuple[str, ...]) -> Formula:
        wanted = [model.enumerations[name][value].index for value in good]

        def formula(household: Any, period: Any) -> Any:
            return ~np.isin(np.asarray(household(name, period)), wanted)

        return formula

    def housing_quality(household: Any, period: Any) -> Any:
        parts = (~household(f"{part}_durable", period) for part in ("wall", "column", "roof"))
        return sum(part.astype(np.int8) for part in parts) >= 2

    def housing_area(household: Any, period: Any) -> Any:
        # In single precision, as the package stores numbers; areas have one decimal.
        least = law.FLOOR_AREA * household.nb_persons()
        return household("floor_area_m2", period) < least.astype(np.float32)

    def information_devices(household: Any, period: Any) -> Any:
        return ~np.any([household(name, period) for name in law.DEVICES], axis=0)

    for formula in (housing_quality, housing_area, information_devices):
        model.add(model.household, formula.__name__, bool, formula)
    water, toilet = lacks("water_source", law.CLEAN_WATER), lacks("toilet", law.HYGIENIC_TOILETS)
    model.add(model.household, VARIABLES["water_source"], bool, water)
    model.add(model.household, VARIABLES["hygienic_toilet"], bool, toilet)


def _add_class(model: Model) -> None:
    def class_code(household: Any, period: Any) -> Any:
        lacking = sum(household(name, period).astype(np.int8) for name in VARIABLES.values())
        # The incomes near a line are whole numbers below 2**24, exact in single precision.
        income, codes = household("income_per_capita", period), household("area", period)
        rural = np.asarray(codes) == model.enumerations["area"]["rural"].index
        low, average = (
            income <= np.where(rural, lines["rural"], lines["urban"])
            for lines in (law.POVERTY_LINES, law.AVERAGE_LINES)
        )
        return np.where(low, np.where(lacking >= 3, 0, 1), np.where(average, 2, 3))

    model.add(model.household, "class_code", int, class_code)
