"""Turn a state, or a rule, into a household that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from chuan_ngheo.audit.proof.axes import CLASS, NOT_ASKED, Axis
from chuan_ngheo.audit.proof.classes import counts_deprivations
from chuan_ngheo.audit.proof.conditions import Place
from chuan_ngheo.audit.proof.search import Household, Search, Wanted, fact_value
from chuan_ngheo.audit.proof.space import Setting, space_of
from chuan_ngheo.audit.rulings import with_rulings
from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import RESULT, Facts
from chuan_ngheo.readings.program import program_for
from chuan_ngheo.rulebook.rules import Rule
from chuan_ngheo.vocabulary import FACTS, ValueType


class Witnesses:
    """Finds households under one setting."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    @cached_property
    def _axes(self) -> dict[str, Axis]:
        """The axis of every fact of the rule set."""
        every = tuple(self._setting.definitions.values())
        return {axis.name: axis for axis in space_of(every, self._setting, frozenset())}

    def of_rule(self, rule: Rule, *, holds: bool) -> Household | None:
        """Return a household for which a rule holds, or does not; of members, for any."""
        if rule.id not in self._setting.definitions:
            return None
        return self.as_wanted(Wanted({}, (_reference(rule, holds=holds),)), {})

    def as_wanted(self, wanted: Wanted, rulings: Mapping[str, str]) -> Household | None:
        """Return a household as wanted, under some options of rulings."""
        return self._search(rulings).find(wanted)

    def of_place(self, place: Place) -> Household | None:
        """Return a household in an abstract state."""
        return self.as_wanted(_wanted(place), rulings_of(place))

    def _search(self, rulings: Mapping[str, str]) -> Search:
        rules = with_rulings(self._setting.rules, rulings)
        day = self._setting.period.start
        return Search(program_for(rules, day), self._axes, day)


def rulings_of(place: Place) -> dict[str, str]:
    """Return the options of the rulings in a state."""
    return {
        axis.name: axis.values[one]
        for axis, one in zip(place.axes, place.state, strict=True)
        if axis.kind == "ruling"
    }


def _reference(rule: Rule, *, holds: bool) -> nodes.Node:
    reference = nodes.DefinitionReference(rule.id, rule.scope)
    one = reference if holds else nodes.Not(reference)
    return nodes.Quantifier("any_member", one) if rule.scope == "member" else one


def _wanted(place: Place) -> Wanted:
    """Return what a household of a state must be.

    Deprivations come first: their facts bear on other points too, which leave more ways to go.
    """
    facts: Household = {}
    member: Household = {}
    conditions: list[nodes.Node] = []
    open_: list[str] = []
    over_members = False
    for axis, one in zip(place.axes, place.state, strict=True):
        if axis.kind == "ruling":
            continue
        if axis.name == CLASS:
            possible = axis.options(one)
            conditions += _classes(place.setting.rules.classes, possible)
            open_ += possible if len(possible) > 1 else ()
        elif not axis.name.startswith(RESULT):
            over_members = over_members or FACTS[axis.name].scope == "member"
            told = member if FACTS[axis.name].scope == "member" else facts
            told |= _fact(axis, one)
        else:
            rule = place.setting.rules.rule(axis.name.removeprefix(RESULT))
            if rule.type is not ValueType.BOOLEAN:
                found = _number(rule, axis, one)
                deprivations = counts_deprivations(rule.id, place.setting.rules)
                conditions = [*found, *conditions] if deprivations else [*conditions, *found]
            elif one < len(axis.values):
                conditions.append(_reference(rule, holds=bool(axis.values[one])))
            elif rule.scope == "household":
                open_.append(rule.id)
    size = facts.pop("household_size", 1)
    if over_members or size > 1:
        facts["members"] = [member, *({} for _ in range(int(size) - 1))]

    def accept(found: Facts) -> bool:
        return all(found[RESULT + name] is None for name in open_)

    return Wanted(facts, tuple(conditions), accept)


def _number(rule: Rule, axis: Axis, one: int) -> list[nodes.Node]:
    """Return that a number is what it is in a state: exactly, or between its bounds."""
    reference = nodes.DefinitionReference(rule.id, rule.scope)
    low, high = (nodes.Constant(end) for end in axis.span(one))
    return [nodes.Compare(">=", reference, low), nodes.Compare("<=", reference, high)]


def _classes(classes: Iterable[str], possible: tuple[str, ...]) -> list[nodes.Node]:
    """Return that no other class than the possible ones can hold; that the only one does."""
    references = {name: nodes.DefinitionReference(name, "household") for name in classes}
    if len(possible) == 1:
        return [references[possible[0]]]
    return [nodes.Not(one) for name, one in references.items() if name not in possible]


def _fact(axis: Axis, one: int) -> dict[str, Any]:
    """Return the fact of a state; nothing where it is unknown or not asked."""
    if one < len(axis.values):
        value = axis.values[one]
        if value is NOT_ASKED:
            return {}
        return {axis.name: fact_value(axis.name, value) if axis.kind == "number" else value}
    if axis.name == "age_months" and one < len(axis) - 1:
        return {"age": int(axis.span(one)[0]) // 12}
    return {}
