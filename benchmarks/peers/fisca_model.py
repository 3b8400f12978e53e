"""The decree as a tax-benefit system of OpenFisca-core, and of its descendant PolicyEngine-core.

Both calculate with whole NumPy arrays and know no unknowns: they are for populations in which
every fact is known. What does not apply to a person is a value of its own, ``not_asked``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any, Final

import numpy as np

from benchmarks.peers import law
from chuan_ngheo.enumerations import ENUMERATIONS

Formula = Callable[..., Any]

PERIOD: Final = "2022-09"
NOT_ASKED: Final = "not_asked"

HOUSEHOLD_INPUTS: Final[dict[str, type]] = {
    "area": str,
    "income_per_capita": float,
    "wall_durable": bool,
    "column_durable": bool,
    "roof_durable": bool,
    "floor_area_m2": float,
    "water_source": str,
    "toilet": str,
    **dict.fromkeys(law.DEVICES, bool),
}
MEMBER_INPUTS: Final[dict[str, type]] = {
    "birth_date": date,
    "sex": str,
    "employment_status": str,
    "wage_contract": str,
    "has_health_insurance": bool,
    "health_insurance_state_paid_group": bool,
    "studying": bool,
    "study_level": str,
    "general_education": str,
    "vocational_training": str,
    "trained_by_employer": bool,
    "social_allowance": str,
    "height_cm": float,
    "weight_kg": float,
    "stunted": bool,
    "underweight": bool,
    "uses_internet": bool,
}

VARIABLES: Final = {
    name: "lacks_clean_water" if name == "water_source" else name for name in law.INDICATORS
}
"""The variable of each indicator; the name of one of them is taken by the fact it reads."""


class Model:
    """A tax-benefit system with the decree's variables.

    Args:
        package: ``openfisca_core`` or ``policyengine_core``.
    """

    def __init__(self, package: str, review: date) -> None:
        self.review = review
        enums = "indexed_enums" if package == "openfisca_core" else "enums"
        self._enums = import_module(f"{package}.{enums}")
        self._periods = import_module(f"{package}.periods")
        self._variables = import_module(f"{package}.variables")
        entities = import_module(f"{package}.entities")
        self.person = entities.Entity("person", "persons", "A member", "")
        roles = [{"key": "member", "plural": "members", "label": "Members"}]
        self.household = entities.GroupEntity("household", "households", "A household", "", roles)
        systems = import_module(f"{package}.taxbenefitsystems")
        self.system = systems.TaxBenefitSystem([self.person, self.household])
        self.enumerations = {
            name: self._enums.Enum(name, {value: value for value in (*values, NOT_ASKED)})
            for name, values in ENUMERATIONS.items()
        }
        for entity, inputs in (
            (self.household, HOUSEHOLD_INPUTS),
            (self.person, MEMBER_INPUTS),
        ):
            for name, kind in inputs.items():
                self.add(entity, name, kind)

    def add(self, entity: Any, name: str, kind: type, formula: Formula | None = None) -> None:
        """Add an input, or a variable with its formula."""
        content: dict[str, Any] = {
            "entity": entity,
            "value_type": kind,
            "label": name,
            "definition_period": getattr(self._periods, "MONTH", "month"),
        }
        if kind is str:
            values = self.enumerations[name]
            content |= {
                "value_type": self._enums.Enum,
                "possible_values": values,
                "default_value": values[NOT_ASKED],
            }
        if formula is not None:
            content["formula"] = formula
        self.system.add_variable(type(name, (self._variables.Variable,), content))

    def encoded(self, name: str, codes: Any) -> Any:
        """Return positions in a list of values as the package holds them."""
        return self._enums.EnumArray(codes, self.enumerations[name])

    def months(self, births: Any) -> Any:
        """Return the completed months from birth dates to the review."""
        born = births.astype("datetime64[M]")
        days = (births.astype("datetime64[D]") - born).astype(np.int64) + 1
        whole = (np.datetime64(self.review, "M") - born).astype(np.int64)
        return whole - (days > self.review.day)


def build(package: str, review: date) -> Model:
    """Return the system with a variable for each indicator and ``class_code``."""
    model = Model(package, review)
    _add_member_variables(model)
    _add_household_variables(model)
    return model


def _add_member_variables(model: Model) -> None:
    def age_months(person: Any, period: Any) -> Any:
        return model.months(person("birth_date", period))

    def is_(person: Any, period: Any, name: str, *values: str) -> Any:
        codes = np.asarray(person(name, period))
        wanted = [model.enumerations[name][value].index for value in values]
        return np.isin(codes, wanted) if len(wanted) > 1 else codes == wanted[0]

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

    model.add(model.person, "age_months", int, age_months)
    for formula in (without_work, malnourished, uninsured, without_education, out_of_school):
        model.add(model.person, formula.__name__, bool, formula)
    model.add(model.person, "dependant", bool, dependant)


def _add_household_variables(model: Model) -> None:
    def add(name: str, formula: Formula, kind: type = bool) -> None:
        model.add(model.household, name, kind, formula)

    def any_member(condition: str) -> Formula:
        def formula(household: Any, period: Any) -> Any:
            return household.any(household.members(condition, period))

        return formula

    def lacks(name: str, good: tuple[str, ...]) -> Formula:
        wanted = [model.enumerations[name][value].index for value in good]

        def formula(household: Any, period: Any) -> Any:
            return ~np.isin(np.asarray(household(name, period)), wanted)

        return formula

    def dependants(household: Any, period: Any) -> Any:
        number = household.sum(household.members("dependant", period))
        return 2 * number > household.nb_persons()

    def housing_quality(household: Any, period: Any) -> Any:
        parts = (~household(f"{part}_durable", period) for part in ("wall", "column", "roof"))
        return sum(part.astype(np.int8) for part in parts) >= 2

    def housing_area(household: Any, period: Any) -> Any:
        # In single precision, as the package stores numbers; areas have one decimal.
        least = law.FLOOR_AREA * household.nb_persons()
        return household("floor_area_m2", period) < least.astype(np.float32)

    def telecom_service(household: Any, period: Any) -> Any:
        return ~household.any(household.members("uses_internet", period))

    def information_devices(household: Any, period: Any) -> Any:
        return ~np.any([household(name, period) for name in law.DEVICES], axis=0)

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

    for name, condition in (
        ("employment", "without_work"),
        ("nutrition", "malnourished"),
        ("health_insurance", "uninsured"),
        ("adult_education", "without_education"),
        ("school_attendance", "out_of_school"),
    ):
        add(name, any_member(condition))
    for formula in (
        *(dependants, housing_quality, housing_area),
        *(telecom_service, information_devices),
    ):
        add(formula.__name__, formula)
    add(VARIABLES["water_source"], lacks("water_source", law.CLEAN_WATER))
    add("hygienic_toilet", lacks("toilet", law.HYGIENIC_TOILETS))
    add("class_code", class_code, int)
