"""The parts of a condition that are observed one by one, and the thresholds in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chuan_ngheo.audit.cover.condition_text import condition_text
from chuan_ngheo.expression import nodes
from chuan_ngheo.rulebook.rules import Parameter, Rule, RuleSet
from chuan_ngheo.vocabulary import ValueType

Path = tuple[int, ...]
"""The way from a condition down to a part of it, by the numbers of the children."""
_TruthLeaf = (
    nodes.RulingTest
    | nodes.FactReference
    | nodes.DefinitionReference
    | nodes.In
    | nodes.ClassIn
    | nodes.Compare
    | nodes.Ever
    | nodes.Quantifier
)
Leaf = _TruthLeaf | nodes.ParameterReference
"""A part that is true, false or unknown by itself, or the points that an answer gives."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a condition.

    Attributes:
        text: as it is written; a part that stands twice in a condition has its number behind it.
    """

    path: Path
    node: Leaf
    text: str


@lru_cache(maxsize=1024)
def parts_of(rule: Rule) -> tuple[Part, ...]:
    """Return the parts of a rule's condition in the order of the text."""
    seen: Counter[str] = Counter()
    found: list[Part] = []
    for path, node in _leaves_of(rule):
        text = condition_text(node)
        seen[text] += 1
        found.append(Part(path, node, f"{text} ({seen[text]})" if seen[text] > 1 else text))
    return tuple(found)


def _leaves_of(rule: Rule) -> Iterator[tuple[Path, Leaf]]:
    if rule.kind == "score" and isinstance(rule.node, nodes.ChosenNumber):
        for number, (test, points) in enumerate(rule.node.cases):
            yield from _leaves(test, (2 * number,), truth=True)
            yield from _cells(points, (2 * number + 1,))
    else:
        yield from _leaves(rule.node, (), truth=rule.type is ValueType.BOOLEAN)


def _leaves(node: nodes.Node, path: Path, *, truth: bool) -> Iterator[tuple[Path, Leaf]]:
    """Yield the parts below a node that is a condition (``truth``) or an amount."""
    is_the_rule = isinstance(node, nodes.Quantifier) and path == ()
    if truth and isinstance(node, _TruthLeaf) and not is_the_rule:
        yield path, node
    for number, child in enumerate(nodes.children(node)):
        yield from _leaves(child, (*path, number), truth=holds_truth(node, number))


def _cells(points: nodes.Node, path: Path) -> Iterator[tuple[Path, Leaf]]:
    """Yield the rows of the table, rural and urban, from which an answer takes its points."""
    if isinstance(points, nodes.ParameterReference):
        yield path, points
    for number, child in enumerate(nodes.children(points)):
        yield from _cells(child, (*path, number))


def holds_truth(node: nodes.Node, number: int) -> bool:
    """Tell whether a child of a node is a condition, not an amount or a fact."""
    if isinstance(node, nodes.ChosenNumber):
        return number % 2 == 0 and number < 2 * len(node.cases)
    return isinstance(
        node,
        nodes.And
        | nodes.Or
        | nodes.Not
        | nodes.Coalesce
        | nodes.Conditional
        | nodes.CountTrue
        | nodes.Quantifier,
    )


@dataclass(frozen=True, slots=True)
class Column:
    """The parameter of a threshold, in one version and for one value of its key.

    Attributes:
        label: the version and the value as reports name them; empty if there is only one.
    """

    parameter: Parameter
    key: str
    label: str


def columns_of(node: nodes.Compare, rules: RuleSet, rule: Rule) -> tuple[Column, ...]:
    """Return every column of the parameter that a comparison reads; empty if it reads none."""
    name = parameter_of(node)
    if name is None:
        return ()
    versions = [item for item in rules.parameters[name] if item.period.overlaps(rule.period)]
    return tuple(
        Column(version, key, column_label(version, key, several=len(versions) > 1))
        for version in versions
        for key in version.columns
    )


def column_label(version: Parameter, key: str, *, several: bool) -> str:
    """Name a column: its value of the key, and the version where there are several."""
    return " ".join(item for item in (key, str(version.period.start) if several else "") if item)


def parameter_of(node: nodes.Node) -> str | None:
    """Return the parameter that a comparison reads, the first if there are several."""
    found = (part.name for part in nodes.walk(node) if isinstance(part, nodes.ParameterReference))
    return next(found, None)
