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

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Final

import durable_rules_engine
from durable.engine import Ruleset

from chuan_ngheo.readings.durable_household import RULE, SUBJECT, Household, Proposition
from chuan_ngheo.readings.durable_leaves import FALSE, TRUE

Firing = tuple[str, int, int, dict[str, Any]]
"""A proposition, the position of the member (-1: the household), its truth, the fact."""
_FACTS_AT_ONCE: Final = 100


class Engine:
    """One network as a rule set of durable_rules."""

    def __init__(self, name: str, network: Mapping[str, Any]) -> None:
        self.outputs: list[str] = network["outputs"]
        self._stages = _stages(network["propositions"])
        self._truths: dict[str, tuple[str, int]] = {}
        definition: dict[str, Any] = {}
        for number, truth, conditions in network["rules"]:
            rule = f"{number} {truth}"
            proposition = network["propositions"][number][0]
            self._truths[rule] = proposition, TRUE if truth else FALSE
            test = {"$and": [{RULE: number}, *conditions]} if conditions else {RULE: number}
            definition[rule] = {"all": [{"m": test}], "run": _nothing}
        self._handle = Ruleset(name, None, definition)._handle  # noqa: SLF001  without a host

    def decide(self, sid: str, household: Household) -> list[Firing]:
        """Draw every conclusion about a household; return what fired, in order.

        Raises:
            ContradictionError: if the engine contradicts itself.
        """
        fired: list[Firing] = []
        identifiers = count()
        try:
            for stage in self._stages:
                facts = [
                    {"sid": sid, "id": next(identifiers), **fact}
                    for proposition in stage
                    for fact in household.facts(proposition)
                ]
                found = [
                    firing
                    for start in range(0, len(facts), _FACTS_AT_ONCE)
                    for firing in self._assert(facts[start : start + _FACTS_AT_ONCE])
                ]
                household.conclude(stage, (firing[:3] for firing in found))
                fired += found
        finally:
            durable_rules_engine.delete_state(self._handle, sid)
        return fired

    def _assert(self, facts: list[dict[str, Any]]) -> Iterator[Firing]:
        """Assert facts and yield what fires."""
        handle = self._handle
        _, state = durable_rules_engine.assert_facts(handle, json.dumps(facts))
        first = durable_rules_engine.start_action_for_state(handle, state)
        action = first[1] if first else None
        while action:
            ((rule, context),) = json.loads(action).items()
            fact = context["m"]
            name, truth = self._truths[rule]
            yield name, fact[SUBJECT], truth, fact
            action = durable_rules_engine.complete_and_start_action(handle, state)


def _nothing(_: Any) -> None:
    """Stand for the action of a rule: that it fires is all that it does."""


def _stages(propositions: Iterable[Sequence[Any]]) -> list[list[Proposition]]:
    stages: dict[int, list[Proposition]] = {}
    for number, (name, scope, stage, keys) in enumerate(propositions):
        stages.setdefault(stage, []).append(Proposition(number, name, scope, keys))
    return [stages[stage] for stage in sorted(stages)]
