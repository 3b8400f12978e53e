"""The numbers and rulings of Decision 24/2021/QĐ-TTg, as the review uses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from chuan_ngheo.diagnostics import Problem, RuleError
from chuan_ngheo.rulebook.citations import Citation
from chuan_ngheo.rulebook.procedure import load_procedure
from chuan_ngheo.rulebook.rules import Confidence, Parameter, RuleSet

DEFAULT_PROCEDURE: Final = "qd-24-2021"
INSTRUMENT: Final = "qd-24-2021"
CIRCULAR: Final = "tt-07-2021"
_PARAMETERS: Final = (
    "annual_review_first_day",
    "annual_review_last_day",
    "regular_review_from_day",
    "average_living_standard_from_day",
    "regular_decision_days",
    "average_living_standard_decision_days",
    "village_meeting_share",
    "posting_working_days",
    "district_reply_working_days",
    "monthly_report_day",
    "monthly_reports_from",
    "monthly_reports_through",
    "preliminary_report_before",
    "official_report_before",
)
_RULINGS: Final = (
    "village_meeting_tie",
    "first_day_of_a_term",
    "term_ends_on_a_day_off",
    "request_after_the_monthly_day",
)


@dataclass(frozen=True, slots=True)
class Procedure:
    """The procedure of the review."""

    rules: RuleSet

    def parameter(self, name: str, day: date) -> Parameter | None:
        """Return a number as it is in force on ``day``; None where it is not known."""
        versions = self.rules.parameters[name]
        return next((item for item in versions if day in item.period), None)

    def number(self, name: str, day: date) -> int | None:
        """Return the value of a number in force on ``day``; None where it is not known."""
        found = self.parameter(name, day)
        return None if found is None else int(found.columns[""][0])

    def chosen(self, ruling: str) -> str:
        """Return the option of a ruling that is in force."""
        return self.rules.chosen[ruling]

    def confidence(self, name: str) -> Confidence:
        """Return how sure the source of a parameter or ruling is."""
        if name in self.rules.rulings:
            return self.rules.rulings[name].confidence
        return self.rules.parameters[name][-1].confidence

    def unconfirmed(self, *names: str) -> tuple[str, ...]:
        """Return those of some parameters and rulings whose source is not confirmed."""
        return tuple(name for name in names if self.confidence(name) == "unconfirmed")

    def cite(self, instrument: str = INSTRUMENT, **place: str) -> Citation:
        """Return a place in one of the instruments of the procedure."""
        return Citation(self.rules.instruments[instrument], **place)


def load_review(
    name: str | Path = DEFAULT_PROCEDURE, *, rulings: Mapping[str, str] | None = None
) -> Procedure:
    """Load and check the procedure of the review.

    Args:
        name: a shipped procedure, or the path of a folder with one.
        rulings: options that replace the defaults.

    Raises:
        UnknownRuleSetError: where there is no such procedure.
        RuleError: with every problem found; among them a number or ruling that is absent.
    """
    rules = load_procedure(name, rulings)
    absent = [item for item in _PARAMETERS if item not in rules.parameters]
    absent += [item for item in _RULINGS if item not in rules.rulings]
    if absent:
        expected = "a parameter or ruling with this id"
        raise RuleError(
            tuple(Problem("id-unknown", "none", expected, path=item) for item in absent)
        )
    return Procedure(rules)
