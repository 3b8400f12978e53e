"""The facts of one member: identity, insurance, needs, with those of work and education."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from datasets.generators.can_tho.assumptions import Group
from datasets.generators.can_tho.drawing import chance
from datasets.generators.can_tho.education import education_facts
from datasets.generators.can_tho.growth import body_facts
from datasets.generators.can_tho.people import Person
from datasets.generators.can_tho.work import work_facts

_WANTS_TRAINING: Final = {"poor": 0.14, "near_poor": 0.12, "average": 0.06}
_ILL: Final = {"poor": 0.035, "near_poor": 0.02}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a member's facts depend on besides the person.

    Attributes:
        group: the class whose patterns the household follows.
        state_card: whether the state already pays the insurance of the whole household.
        shows: the deprivations that this member shows.
    """

    group: Group
    household_id: str
    review_date: date
    number: int
    minority: bool
    state_card: bool
    shows: Collection[str]
    uses_internet: bool
    infant_in_household: bool


def member_facts(rng: Random, person: Person, setting: Setting) -> dict[str, Any]:
    """Return the facts of the table of members, in the order of its columns."""
    schooling = education_facts(rng, person, setting.group, setting.shows)
    work = work_facts(
        rng, person, setting.group, bool(schooling["studying"]), "employment" in setting.shows
    )
    merit = _merit_facts(rng, person, "health_insurance" in setting.shows)
    return {
        "household_id": setting.household_id,
        "member_id": setting.number,
        **_birth_facts(rng, person, setting.review_date),
        "sex": "male" if person.male else "female",
        "ethnic_minority": _is_minority(rng, setting),
        **work,
        **_insurance_facts(rng, person, setting, bool(merit["meritorious_monthly"])),
        **schooling,
        "social_allowance": person.allowance,
        "disabled": person.disabled,
        "stable_livelihood": _stable(rng, setting.group, work),
        "serious_illness": _ill(rng, person, setting.group),
        **body_facts(rng, person, "nutrition" in setting.shows),
        "uses_internet": setting.uses_internet,
        **merit,
        **_mother_facts(rng, person, setting.infant_in_household),
        **_wishes(rng, person, setting.group, work),
    }


def _birth_facts(rng: Random, person: Person, review: date) -> dict[str, Any]:
    """Return the birth date, or for a few people the age that they or their parents gave.

    Only ages that no limit of the decree is near stand in for a birth date.
    """
    facts: dict[str, Any] = {"birth_date": None, "age": None, "age_months": None}
    if person.age < 3 and chance(rng, 0.01):
        return facts | {"age_months": person.months}
    far_from_limits = 31 <= person.age < 55 or person.age >= 62
    if far_from_limits and chance(rng, 0.04 if person.age >= 75 else 0.002):
        return facts | {"age": person.age}
    return facts | {"birth_date": _birth_date(rng, person.months, review)}


def _birth_date(rng: Random, months: int, review: date) -> date:
    """Return a day on which exactly ``months`` months are completed at the review."""
    last = _months_before(review, months)
    first = _months_before(review, months + 1) + timedelta(days=1)
    return first + timedelta(days=rng.randint(0, (last - first).days))


def _months_before(day: date, months: int) -> date:
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _is_minority(rng: Random, setting: Setting) -> bool:
    if setting.minority:
        return setting.number == 1 or chance(rng, 0.92)
    # The first two members may be the head and the spouse.
    return setting.number > 2 and chance(rng, 0.004)


def _insurance_facts(
    rng: Random, person: Person, setting: Setting, paid_for_merit: bool
) -> dict[str, Any]:
    if "health_insurance" in setting.shows:
        return {"has_health_insurance": False, "health_insurance_state_paid_group": False}
    paid = (
        setting.state_card
        or paid_for_merit
        or person.age < 6
        or person.age >= 80
        or person.allowance != "none"
    )
    return {
        "has_health_insurance": not (paid and chance(rng, 0.015)),
        "health_insurance_state_paid_group": paid,
    }


def _merit_facts(rng: Random, person: Person, pays_nothing: bool) -> dict[str, Any]:
    share = 0.045 if person.age >= 60 else 0.005 if person.age >= 40 else 0
    merit = not pays_nothing and chance(rng, share)
    return {"meritorious": merit, "meritorious_monthly": merit and chance(rng, 0.7)}


def _stable(rng: Random, group: Group, work: dict[str, Any]) -> bool:
    if work["employment_status"] != "working":
        return False
    if work["wage_contract"] == "contract":
        return chance(rng, 0.85)
    return chance(rng, {"poor": 0.2, "near_poor": 0.38}.get(group, 0.75))


def _ill(rng: Random, person: Person, group: Group) -> bool:
    return chance(rng, _ILL.get(group, 0.01) * (2 if person.age >= 50 else 0.6))


def _mother_facts(rng: Random, person: Person, infant: bool) -> dict[str, Any]:
    fertile = not person.male and 18 <= person.age < 43
    breastfeeding = fertile and infant and chance(rng, 0.65)
    pregnant = fertile and not breastfeeding and chance(rng, 0.035)
    return {"pregnant": pregnant, "breastfeeding": breastfeeding}


def _wishes(rng: Random, person: Person, group: Group, work: dict[str, Any]) -> dict[str, Any]:
    status = work["employment_status"]
    may_work = 16 <= person.age < 60 and status not in {None, "unable_to_work", "studying"}
    if status == "no_work":
        support = 0.7
    else:
        support = 0.25 if work["wage_contract"] == "no_contract" else 0.06
    return {
        "wants_overseas_work": may_work and 18 <= person.age < 36 and chance(rng, 0.015),
        "wants_training": may_work and chance(rng, _WANTS_TRAINING.get(group, 0.02)),
        "wants_job_support": may_work and chance(rng, support),
    }
