"""A network as a rule set of durable_rules: facts in, conclusions and the order of firing out.

How the library is used, and what that avoids (release 2.0.28):

- A ``Ruleset`` without a ``Host``: a host starts two threads that run rules at the same time as
  the thread that asserts facts, and two threads fail.
- All that a rule does is to be fired, under its name: no code of ours runs inside the library,
  which would swallow what it raises.
- A conclusion is an entry of a dictionary, so a rule that fires twice (an "or" both sides of which
  are true) concludes the same as once.
- Small facts of whole numbers, each with all its keys; one state at a time, deleted after use.
- A fact has an id of its own within its state: one whose id came before would be left out unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import durable_rules_engine
from durable.engine import Ruleset

from chuan_ngheo.readings.durable_household import (
    RULE,
    SUBJECT,
    Household,
    amount_of,
    stages_of,
)
from chuan_ngheo.readings.durable_numbers import FALSE, TRUE

Firing = tuple[str, int, int, str]
"""A proposition, the position of the member (-1: the household), its truth, the fact as JSON."""
_FACTS_AT_ONCE: Final = 100
_ACTION: Final = re.compile(
    rf'\{{"(?P<rule>[^"]+)":\{{"m":\{{"sid": "[^"]*", "id": (?P<id>\d+), '
    rf'"{RULE}": \d+, "{SUBJECT}": (?P<subject>-?\d+)'
)
"""What the engine says when a rule fires: its name, and the fact as it was asserted."""


class Engine:
    """One network as a rule set of durable_rules."""

    def __init__(self, name: str, network: Mapping[str, Any]) -> None:
        self.outputs: list[str] = network["outputs"]
        self.points = [amount_of(source) for source in network["points"]]
        self._stages = list(stages_of(network["propositions"]))
        self._truths: dict[str, tuple[str, int]] = {}
        definition: dict[str, Any] = {}
        for number, truth, conditions in network["rules"]:
            rule = f"{number} {truth}"
            proposition = network["propositions"][number][0]
            self._truths[rule] = proposition, TRUE if truth else FALSE
            test = {"$and": [{RULE: number}, *conditions]} if conditions else {RULE: number}
            definition[rule] = {"all": [{"m": test}], "run": _nothing}
        self._handle = Ruleset(name, None, definition)._handle

    def decide(self, sid: str, household: Household) -> list[Firing]:
        """Draw every conclusion about a household; return what fired, in order.

        Raises:
            ContradictionError: if the engine contradicts itself.
        """
        fired: list[Firing] = []
        facts: list[str] = []
        try:
            for stage in self._stages:
                begun = len(facts)
                for proposition in stage:
                    for subject in household.subjects(proposition):
                        facts.append(proposition.fact(sid, len(facts), subject))
                found = [
                    firing
                    for start in range(begun, len(facts), _FACTS_AT_ONCE)
                    for firing in self._assert(facts, start)
                ]
                household.conclude(stage, (firing[:3] for firing in found))
                fired += found
        finally:
            durable_rules_engine.delete_state(self._handle, sid)
        return fired

    def _assert(self, facts: list[str], start: int) -> Iterator[Firing]:
        """Assert some facts and yield what fires."""
        handle = self._handle
        some = ",".join(facts[start : start + _FACTS_AT_ONCE])
        _, state = durable_rules_engine.assert_facts(handle, f"[{some}]")
        first = durable_rules_engine.start_action_for_state(handle, state)
        action = first[1] if first else None
        while action:
            fired = _ACTION.match(action)
            if fired is None:
                raise RuntimeError(f"durable_rules: {action}")
            name, truth = self._truths[fired["rule"]]
            yield name, int(fired["subject"]), truth, facts[int(fired["id"])]
            action = durable_rules_engine.complete_and_start_action(handle, state)


def _nothing(_: Any) -> None:
    """Stand for the action of a rule: that it fires is all that it does."""
