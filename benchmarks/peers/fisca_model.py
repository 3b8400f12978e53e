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
