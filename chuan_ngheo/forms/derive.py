"""Facts that follow from one answer of the form besides the one that it gives itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def of_household(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of a household with what follows from its answers.

    A number of colour televisions tells whether there is a television, unless that is answered
    too: a set in black and white is no colour television. Without a television there are none
    in colour.
    """
    found = dict(facts)
    count, has = facts.get("television_count"), facts.get("has_television")
    if count is not None and has is None:
        found["has_television"] = count > 0
    if has is False and count is None:
        found["television_count"] = 0
    return found


def of_member(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of a member with what follows from columns 14 and 18.

    Code 2 of column 14 tells that a person is disabled; no other code tells that one is not. Column
    18 takes one code: a pensioner may receive the preferential allowance too, so that only code 3
    says yes and only code 0 says no.
    """
    found = dict(facts)
    if facts.get("social_allowance") == "disabled":
        found["disabled"] = True
    benefit = facts.get("monthly_benefit")
    if benefit in ("meritorious", "none"):
        found["meritorious_monthly"] = benefit == "meritorious"
    return found
