"""Scores: the points of one item of a form, from a table of points and a condition an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from chuan_ngheo.diagnostics import Problem, nearest
from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.parse import parse_condition
from chuan_ngheo.expression.syntax import ConditionText
from chuan_ngheo.rulebook.point_tables import POINT, RURAL, URBAN, PointTable
from chuan_ngheo.vocabulary import ValueType

if TYPE_CHECKING:
    from chuan_ngheo.rulebook.documents import ScoreDocument
    from chuan_ngheo.rulebook.names import NamesOfRuleSet
    from chuan_ngheo.rulebook.read_documents import Entry

NOTHING = nodes.Constant(0)
"""The points of an item of which no answer holds."""


def build_score(
    entry: Entry,
    tables: Mapping[str, PointTable],
    names: NamesOfRuleSet,
    problems: list[Problem],
) -> tuple[str, nodes.Node] | None:
    """Return the text and the node of a score, or None after reporting what is wrong with it.

    The first answer whose condition holds gives the points of its row, by area and region.
    """
    document: ScoreDocument = entry.document
    table = tables.get(document.table)
    if table is None:
        if document.table not in names.left_out:
            advice = nearest(document.table, list(tables))
            place = entry.position("table")
            found, expected = repr(document.table), "the id of a point table"
            problems.append(Problem("unknown-name", found, expected, advice, position=place))
        return None
    cases: list[tuple[nodes.Node, nodes.Node]] = []
    for answer in document.answers:
        points = _points(answer, table, names, entry, problems)
        test = _condition(answer, entry, names, problems)
        if points is not None and test is not None:
            cases.append((test, points))
    if len(cases) < len(document.answers):
        return None
    lines = (f"{answer}: {text.strip()}" for answer, text in document.answers.items())
    return "\n".join(lines), nodes.ChosenNumber(tuple(cases), NOTHING)


def _condition(
    answer: str, entry: Entry, names: NamesOfRuleSet, problems: list[Problem]
) -> nodes.Node | None:
    source = entry.file.texts[(*entry.path, "answers", answer)]
    condition = ConditionText(source.text, source.locate, "household", ValueType.BOOLEAN, None)
    node, found = parse_condition(condition, names)
    problems += found
    return node


def _points(
    answer: str,
    table: PointTable,
    names: NamesOfRuleSet,
    entry: Entry,
    problems: list[Problem],
) -> nodes.Node | None:
    rural = table.parameters.get((answer, RURAL))
    urban = table.parameters.get((answer, URBAN))
    if rural is not None or urban is not None:
        urban_form = nodes.In(nodes.FactReference("area", "household"), frozenset({URBAN}))
        there = nodes.ParameterReference(urban.id) if urban else NOTHING
        elsewhere = nodes.ParameterReference(rural.id) if rural else NOTHING
        return nodes.ChosenNumber(((urban_form, there),), elsewhere)
    parameter = names.parameters.get(answer)
    if parameter is not None and parameter.unit == POINT:
        return nodes.ParameterReference(answer)
    if answer not in names.left_out:
        advice = nearest(answer, list(table.rows()))
        expected = f"a row of {entry.document.table}, or a parameter in points"
        place = entry.position("answers", answer)
        problems.append(Problem("unknown-name", repr(answer), expected, advice, position=place))
    return None
