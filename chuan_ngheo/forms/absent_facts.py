"""The facts of the vocabulary that the workbook does not ask for, and why."""

from __future__ import annotations

from typing import Final

_PLAN: Final = "read only by the plan of a city; form 3.1 asks for needs in section XIV, not here"
_REGISTER: Final = "known to the office from its registers, not asked in the visit"
_DERIVED: Final = "follows from a column of form 3.1"

ABSENT_FACTS: Final[dict[str, str]] = {
    "household_size": "counted from the sheet of members",
    "on_electricity_grid": _REGISTER,
    "disadvantaged_area": _REGISTER,
    "disabled": f"{_DERIVED}: code 2 of column 14 says yes, no other code says no",
    "meritorious_monthly": f"{_DERIVED}: column 18",
    "meritorious": _REGISTER,
    "stable_livelihood": _PLAN,
    "pregnant": _PLAN,
    "breastfeeding": _PLAN,
    "wants_overseas_work": _PLAN,
    "wants_training": _PLAN,
    "wants_job_support": _PLAN,
    "gave_birth_within_policy": _PLAN,
    "husband_ethnic_minority": _PLAN,
    "compulsory_social_insurance": _REGISTER,
}
"""Each absent fact with the reason. They stay unknown in households that a workbook describes."""
