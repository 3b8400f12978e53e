"""The targets (chỉ tiêu) of a plan beside what a classified population shows.

Unknown facts widen the value to a range; a target whose answer depends on them is neither met
nor missed. What the facts of households cannot show is said, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from chuan_ngheo.decision import Decision
from chuan_ngheo.programme.documents import InconsistencyRow, TargetRow
from chuan_ngheo.programme.measures import MEASURES, City, Measured
from chuan_ngheo.programme.plan import Plan
from chuan_ngheo.programme.population import Case, cases_of
from chuan_ngheo.programme.reasons import CAVEATS, NO_NUMBER, NOT_IN_THE_DATA
from chuan_ngheo.rulebook.citations import Text

_SHOWN_DIGITS: Final = 6
_EVERYONE: Final = 100


@dataclass(frozen=True, slots=True)
class TargetView:
    """One target and its value in a population.

    Attributes:
        computable: whether the data can show a value.
        low: the lowest value that the unknown facts leave possible, in the target's unit;
            None if it is not computable.
        high: the highest such value.
        met: True or False where every answer to the unknown facts agrees; None if unknown, if
            the value is not computable, or if the plan gives no number.
        reason: why it is not computable, or how the value is to be read.
    """

    target: TargetRow
    computable: bool
    low: Fraction | None
    high: Fraction | None
    met: bool | None
    reason: Text
    inconsistencies: tuple[InconsistencyRow, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the target and its value as plain values for JSON."""
        target = self.target
        return {
            "id": target.id,
            "section": target.section,
            "vi": target.vi,
            "en": target.en,
            "operator": target.operator,
            "target": None if target.value is None else float(target.value),
            "unit": target.unit,
            "computable": self.computable,
            "value": None
            if self.low is None or self.high is None
            else {"low": _plain(self.low), "high": _plain(self.high)},
            "met": self.met,
            "reason": {"vi": self.reason.vi, "en": self.reason.en},
            "inconsistencies": [row.id for row in self.inconsistencies],
        }


def view_targets(
    population: Iterable[tuple[Mapping[str, Any], Decision]],
    plan: Plan,
    *,
    total_households: int | None = None,
    total_minority_households: int | None = None,
) -> tuple[TargetView, ...]:
    """Return every target with its value, in the order of the plan.

    Args:
        population: pairs of checked facts and the decision on them.
        total_households: all households of the city, also those that are not in the
            population; the rates of poor households need it. Giving it says that the population
            holds every poor and near-poor household of the city.
        total_minority_households: all ethnic minority households of the city; likewise.

    Raises:
        ValueError: if a total is smaller than what the population itself holds.
    """
    city = City(cases_of(population), plan, total_households, total_minority_households)
    for total, recorded in zip(
        (total_households, total_minority_households), recorded_totals(city.cases), strict=True
    ):
        if total is not None and total < recorded:
            raise ValueError(f"{total} households in all, but {recorded} in the data")
    return tuple(_view(target, city) for target in plan.targets)


def recorded_totals(cases: Sequence[Case]) -> tuple[int, int]:
    """Return the households of a population, and those that are certainly of a minority."""
    values = [case.facts.get("head_or_spouse_ethnic_minority") for case in cases]
    return len(values), values.count(True)


def is_met(target: TargetRow, value: Fraction) -> bool:
    """Tell whether a value satisfies a target.

    Where the plan says only "=", a value that is better than the target satisfies it too.
    """
    wanted = Fraction(target.value or 0)
    match target.operator:
        case "<":
            return value < wanted
        case ">":
            return value > wanted
        case "=" if target.better == "lower":
            return value <= wanted
    return value >= wanted


def _view(target: TargetRow, city: City) -> TargetView:
    found = city.plan.inconsistencies_of_target(target.id)
    measure = MEASURES.get(target.id)
    measured = measure(city) if measure else NOT_IN_THE_DATA[target.id]
    if isinstance(measured, Text):
        return TargetView(target, False, None, None, None, measured, found)
    caveats = [CAVEATS[target.id], *measured.caveats]
    if target.value is None:
        caveats.append(NO_NUMBER)
    reason = Text(" ".join(text.vi for text in caveats), " ".join(text.en for text in caveats))
    met = _met(target, measured)
    return TargetView(target, True, measured.low, measured.high, met, reason, found)


def _met(target: TargetRow, measured: Measured) -> bool | None:
    """Tell whether every answer to what is unknown meets the target, or misses it.

    Persons who are not recorded can move a share anywhere, except to all of the people where
    somebody already lacks what is wanted. Households that are not in the data can undo what is
    met, never what is missed.
    """
    if target.value is None:
        return None
    if measured.open_ended:
        return False if measured.high < _EVERYONE == target.value else None
    answers = {is_met(target, measured.low), is_met(target, measured.high)}
    if len(answers) > 1 or (measured.overstated and True in answers):
        return None
    return answers.pop()


def _plain(value: Fraction) -> float:
    return round(float(value), _SHOWN_DIGITS)
