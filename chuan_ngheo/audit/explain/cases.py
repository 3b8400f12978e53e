"""What the class would be for each answer to the one fact that is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chuan_ngheo.decision import Decision
from chuan_ngheo.diagnostics import InvalidFactsError
from chuan_ngheo.labels import split_path, write_fact, write_path
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.readings.reference import decide
from chuan_ngheo.vocabulary import FACTS, ValueType


def cases_of(given: Mapping[str, Any], decision: Decision, language: Language) -> Iterator[str]:
    """Yield, for each fact that settles the class alone, the class by the answers to it."""
    for paths in decision.settled_by:
        if len(paths) != 1:
            continue
        position, name = split_path(paths[0])
        by_class: dict[tuple[str, ...], list[str]] = {}
        for value in _answers(name):
            possible = _possible(_with(given, position, name, value), decision)
            if possible:
                by_class.setdefault(possible, []).append(write_fact(name, value, language))
        word = pick((" hoặc ", " or "), language)
        rules = decision.rules
        told = "; ".join(
            f"{', '.join(values)} → {word.join(rules.rule(n).label.in_(language) for n in names)}"
            for names, values in by_class.items()
        )
        if told:
            start = pick(("Xếp loại theo từng câu trả lời", "Class by each answer"), language)
            yield f"{start}, {write_path(paths[0], language)}: {told}."


def _answers(name: str) -> tuple[Any, ...]:
    fact = FACTS.get(name)
    if fact is None:
        return ()
    return (True, False) if fact.type is ValueType.BOOLEAN else fact.values


def _with(
    given: Mapping[str, Any], position: int | None, name: str, value: Any
) -> Mapping[str, Any]:
    if position is None:
        return {**given, name: value}
    members = list(given["members"])
    members[position] = {**members[position], name: value}
    return {**given, "members": members}


def _possible(given: Mapping[str, Any], decision: Decision) -> tuple[str, ...]:
    try:
        return decide(given, decision.rules).possible_classes
    except InvalidFactsError:
        return ()
