"""Conditions joined into programs of the compiled module, against plain Kleene logic."""

from __future__ import annotations

import operator
from typing import Any, Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuan_ngheo.readings import columns as c
from chuan_ngheo.readings.array_program import ArrayProgram, array_program
from chuan_ngheo.readings.arrays import Codes, Numbers
from chuan_ngheo.readings.cells import run_program
from chuan_ngheo.readings.fuse import Fused

Row = dict[str, Any]
TRUTHS: Final = ("wall_durable", "roof_durable", "has_phone")
LIST: Final = ("urban", "rural", "island")
COMPARE: Final = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def kleene(node: c.Expression, row: Row) -> Any:
    """Return the value of a condition for one row; None is unknown."""
    match node:
        case c.Column(name):
            return row[name]
        case c.Constant(value, _):
            return value
        case c.Every(parts) | c.Some(parts):
            decisive = isinstance(node, c.Some)
            found = [kleene(part, row) for part in parts]
            return decisive if decisive in found else None if None in found else not decisive
        case c.Opposite(part):
            found = kleene(part, row)
            return None if found is None else not found
        case c.FirstKnown(parts):
            known = (kleene(part, row) for part in parts)
            return next((value for value in known if value is not None), None)
        case c.Choice(cases, otherwise):
            chosen = (value for test, value in cases if kleene(test, row) is True)
            return kleene(next(chosen, otherwise), row)
        case c.OneOf(part, values):
            found = kleene(part, row)
            return None if found is None else found in values
        case c.Comparison(symbol, left, right):
            one, other = kleene(left, row), kleene(right, row)
            return None if one is None or other is None else COMPARE[symbol](one, other)
    raise TypeError(node)


TRUTH_LEAVES: Final = st.one_of(
    st.sampled_from([c.Column(name) for name in TRUTHS]),
    st.sampled_from([c.TRUE, c.FALSE, c.UNKNOWN]),
    st.builds(
        c.OneOf,
        st.just(c.Column("area")),
        st.sets(st.sampled_from((*LIST, "elsewhere"))).map(lambda words: tuple(sorted(words))),
    ),
    st.builds(
        c.Comparison,
        st.sampled_from(["==", "!="]),
        st.just(c.Column("area")),
        st.builds(c.Constant, st.sampled_from(LIST), st.just("text")),
    ),
    st.builds(
        c.Comparison,
        st.sampled_from(list(COMPARE)),
        st.sampled_from([c.Column("income_per_capita"), c.Column("household_size")]),
        st.builds(c.Constant, st.integers(-3, 3) | st.just(2**40), st.just("whole")),
    ),
    st.builds(
        c.Comparison,
        st.sampled_from(list(COMPARE)),
        st.sampled_from([c.Column("floor_area_m2"), c.Column("income_per_capita")]),
        st.builds(c.Constant, st.sampled_from([-0.5, 1.0, 2.5]), st.just("decimal")),
    ),
)


def joined(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(parts, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        st.builds(c.Every, several),
        st.builds(c.Some, several),
        st.builds(c.FirstKnown, several),
        st.builds(c.Opposite, parts),
        st.builds(
            c.Choice, st.lists(st.tuples(parts, parts), min_size=1, max_size=3).map(tuple), parts
        ),
    )


EXPRESSIONS: Final = st.recursive(TRUTH_LEAVES, joined, max_leaves=12)
ROWS: Final = st.lists(
    st.fixed_dictionaries(
        {
            **dict.fromkeys(TRUTHS, st.sampled_from([True, False, None])),
            "area": st.sampled_from((*LIST, None)),
            "income_per_capita": st.none() | st.integers(-4, 4) | st.just(2**40),
            "household_size": st.integers(-4, 4),
            "floor_area_m2": st.none() | st.sampled_from([-1.0, -0.5, 0.0, 1.0, 2.5, 3.0]),
        }
    ),
    min_size=1,
    max_size=20,
)


def numbers(values: list[Any], kind: type[Any]) -> Numbers:
    unknown = np.array([value is None for value in values]).view(np.uint8)
    filled = np.array([0 if value is None else value for value in values], kind)
    return Numbers(filled, unknown if unknown.any() else 0)


def columns_of(rows: list[Row]) -> dict[str, Any]:
    byte = {True: 2, None: 1, False: 0}
    found: dict[str, Any] = {
        name: np.array([byte[row[name]] for row in rows], np.uint8) for name in TRUTHS
    }
    places = [255 if row["area"] is None else LIST.index(row["area"]) for row in rows]
    found["area"] = Codes(np.array(places, np.uint8), LIST)
    found["income_per_capita"] = numbers([row["income_per_capita"] for row in rows], np.int64)
    found["household_size"] = numbers([row["household_size"] for row in rows], np.int32)
    found["floor_area_m2"] = numbers([row["floor_area_m2"] for row in rows], np.float64)
    return found


def written(trees: list[c.Expression]) -> ArrayProgram:
    steps = tuple(c.Named(f"result {place}", tree, 0) for place, tree in enumerate(trees))
    return array_program(steps, tuple(step.name for step in steps))


@settings(max_examples=400)
@given(
    trees=st.lists(EXPRESSIONS, min_size=1, max_size=4), rows=ROWS, times=st.sampled_from([1, 700])
)
def test_joined_conditions_follow_kleene(
    trees: list[c.Expression], rows: list[Row], times: int
) -> None:
    """Many rows go through the program in several blocks."""
    found = written(trees).run(columns_of(rows * times))
    byte = {True: 2, None: 1, False: 0}
    for place, tree in enumerate(trees):
        expected = [byte[kleene(tree, row)] for row in rows] * times
        truths = np.broadcast_to(found[f"result {place}"], len(expected))
        assert truths.tolist() == expected


@pytest.mark.skipif(run_program is None, reason="no C compiler when it was installed")
def test_conditions_are_joined() -> None:
    """Otherwise nothing here would test the compiled module."""
    parts = tuple(c.Opposite(c.Column(name)) for name in TRUTHS)
    program = written([c.Every(parts)])
    assert len(program.operations) == 1
    assert isinstance(program.operations[0].run.__self__, Fused)  # type: ignore[attr-defined]


@pytest.mark.parametrize("truth", [0, 1, 2])
def test_single_values_need_no_rows(truth: int) -> None:
    parts = tuple(c.Opposite(c.Column(name)) for name in TRUTHS)
    found = written([c.Some(parts)]).run(dict.fromkeys(TRUTHS, np.uint8(truth)))
    assert found["result 0"] == 2 - truth
