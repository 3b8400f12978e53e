"""Cells as arrays, and back: the compiled module and its stand-in, by hand and side by side."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import inf, nan
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan_ngheo.readings.arrays import Array, Codes, Numbers
from chuan_ngheo.readings.cells import plain
from chuan_ngheo.readings.cells.kinds import OTHER, UNKNOWN_WORD, Cells, Column, Limits

compiled: Any = pytest.importorskip(
    "chuan_ngheo.readings.cells.compiled",
    reason="no C compiler when the package was installed",
    exc_type=ImportError,
)

WORDS: Final = (
    "",
    "nam",
    "twelve_bytes",
    "thirteen_byte",
    "chưa qua đào tạo nghề",
    "twelve_bites",
    "twelve",
)
WORD_COLUMN: Final = Column("word", pl.String(), WORDS)
TRUTH_COLUMN: Final = Column("truth", pl.Boolean())
DATASETS: Final = Path(__file__).parents[2] / "datasets"
MODULES: Final = [pytest.param(compiled, id="compiled"), pytest.param(plain, id="plain")]


@pytest.fixture(params=MODULES)
def cells(request: pytest.FixtureRequest) -> Any:
    return request.param


def listed(value: Any) -> list[Any]:
    """Return a value as a list, None where it is unknown."""
    if isinstance(value, Numbers):
        numbers = value.values.tolist()
        unknown = np.broadcast_to(np.asarray(value.unknown), len(numbers)).tolist()
        return [None if flag else number for number, flag in zip(numbers, unknown, strict=True)]
    if isinstance(value, Codes):
        return list(value.positions.tolist())
    return list(value.tolist())


def read(cells: Any, values: Sequence[Any], column: Column) -> Cells:
    frame = pl.DataFrame({column.name: values}, schema={column.name: column.kind})
    found: Cells = cells.read_cells(frame, (column,))
    return found


def test_truths(cells: Any) -> None:
    values = [True, False, None, True, None, False, False, True, True, None]
    found = read(cells, values, TRUTH_COLUMN)
    assert listed(found.values["truth"]) == [2, 0, 1, 2, 1, 0, 0, 2, 2, 1]
    assert found.unknown == {"truth": 3}


def test_words(cells: Any) -> None:
    values = ["nam", None, "twelve_bytes", "thirteen_byte", "thirteen_bytf", "NAM", "", WORDS[4]]
    values += ["twelve_bites", "twelve_bytes", "twelve_bates", "twelve_bites", "twelve"]
    found = read(cells, values, WORD_COLUMN)
    positions = [1, UNKNOWN_WORD, 2, 3, OTHER, OTHER, 0, 4, 5, 2, OTHER, 5, 6]
    assert listed(found.values["word"]) == positions
    assert found.unknown == {"word": 1}
    assert found.others == ("word",)


def test_many_words_that_begin_alike(cells: Any) -> None:
    """More than the module can remember without some taking the place of others."""
    words = tuple(f"twelve_{number:05}" for number in range(250))
    places = [number * 77 % 250 for number in range(2000)]
    found = read(cells, [words[place] for place in places], Column("word", pl.String(), words))
    assert listed(found.values["word"]) == places


@pytest.mark.parametrize(
    ("kind", "limits", "values", "odd"),
    [
        (pl.Int64(), Limits(0, 80), [-1, 0, 80, 81, None], [True, False, False, True, False]),
        (pl.Float64(), Limits(0.5, inf), [0.4, 0.5, inf, nan], [True, False, False, False]),
        (pl.Float64(), Limits(-inf, 2.0), [-inf, 2.0, 2.1, None], [False, False, True, False]),
        (
            pl.Date(),
            Limits(0, 1),
            [date(1969, 12, 31), date(1970, 1, 1), date(1970, 1, 2), date(1970, 1, 3), None],
            [True, False, False, True, False],
        ),
    ],
)
def test_limits(
    cells: Any, kind: pl.DataType, limits: Limits, values: list[Any], odd: list[bool]
) -> None:
    found = read(cells, values, Column("n", kind, (), limits))
    assert found.odd.tolist() == odd


def test_no_number_is_unknown(cells: Any) -> None:
    found = read(cells, [1.5, nan, None], Column("n", pl.Float64()))
    assert listed(found.values["n"]) == [1.5, None, None]
    assert found.unknown == {"n": 2}


def test_numbers_that_are_all_known_have_no_flags(cells: Any) -> None:
    found = read(cells, [5, 7], Column("n", pl.Int64()))
    assert isinstance(found.values["n"].unknown, int)


def test_truths_of_members_join_by_household(cells: Any) -> None:
    """Two bits for each truth: 00 false, 01 unknown, 11 true."""
    totals = np.array([0, 0b1100, 0], np.uint64)
    truths = ([0, 1, 2, 2], [0, 0, 1, 0], [2, 0, 0, 1])
    arrays = tuple(np.array(truth, np.uint8) for truth in truths)
    cells.or_at(totals, np.array([0, 0, 1, 2]), arrays)
    assert [bin(total) for total in totals.tolist()] == ["0b110001", "0b1111", "0b10011"]


@pytest.mark.parametrize("count", [1, 32])
def test_a_word_holds_up_to_thirty_two_truths(cells: Any, count: int) -> None:
    totals = np.zeros(1, np.uint64)
    cells.or_at(totals, np.zeros(3000, np.int64), (np.full(3000, 2, np.uint8),) * count)
    assert totals.tolist() == [4**count - 1]


def test_certain_and_possible_members_are_counted_apart(cells: Any) -> None:
    totals = np.zeros(2, np.uint64)
    cells.count_at(totals, np.array([0, 0, 0, 1]), np.array([0, 1, 2, 2], np.uint8))
    assert [(int(total) & 0xFFFFFFFF, int(total) >> 32) for total in totals] == [(1, 2), (1, 1)]


def test_rows_and_sizes_are_summed_by_group_and_truth(cells: Any) -> None:
    counts = np.zeros((2, 3, 2), np.int64)
    truths = np.array([0, 2, 2, 1], np.uint8)
    cells.tally(truths, np.array([0, 1, 1, 0], np.uint8), np.array([5, 3, 4, 1]), counts)
    assert counts.tolist() == [[[1, 5], [1, 1], [0, 0]], [[0, 0], [0, 0], [2, 7]]]


@pytest.mark.parametrize("count", [0, 3, 4, 5, 1_001])
def test_many_rows_are_summed_once_each(cells: Any, count: int) -> None:
    rows = np.arange(count)
    truths, groups, sizes = (rows % 3).astype(np.uint8), (rows % 16).astype(np.uint8), rows * 5
    counts = np.zeros((16, 3, 2), np.int64)
    cells.tally(truths, groups, sizes, counts)
    for group in range(16):
        for truth in range(3):
            own = [row for row in range(count) if row % 16 == group and row % 3 == truth]
            assert counts[group, truth].tolist() == [len(own), 5 * sum(own)]


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 64, 65])
def test_truths_become_columns(cells: Any, count: int) -> None:
    values = [(place * 7 + place // 3) % 3 for place in range(count)]
    known = [place % 2 * 2 for place in range(count)]
    table = cells.truth_columns(
        {"any": np.array(values, np.uint8), "all known": np.array(known, np.uint8)}
    )
    as_truth = {0: False, 1: None, 2: True}
    assert table["any"].to_list() == [as_truth[value] for value in values]
    assert table["all known"].to_list() == [as_truth[value] for value in known]


def test_no_truths_become_no_columns(cells: Any) -> None:
    assert cells.truth_columns({}).width == 0


COLUMNS: Final = (
    TRUTH_COLUMN,
    WORD_COLUMN,
    Column("whole", pl.Int64(), (), Limits(-5, 10**12)),
    Column("decimal", pl.Float64(), (), Limits(-1.5, 1e300)),
    Column("day", pl.Date(), (), Limits(-719_162, 20_000)),
)
ROWS: Final = st.lists(
    st.fixed_dictionaries(
        {
            "truth": st.none() | st.booleans(),
            "word": st.none() | st.sampled_from(WORDS) | st.text(max_size=16),
            "whole": st.none() | st.integers(-10, 10) | st.integers(-(2**63), 2**63 - 1),
            "decimal": st.none() | st.floats(),
            "day": st.none()
            | st.integers(0, 2_932_896 + 719_162).map(lambda n: date.min + timedelta(n)),
        }
    ),
    max_size=40,
)


@given(tables=st.lists(ROWS, min_size=1, max_size=4), start=st.integers(0, 20))
def test_both_read_the_same(tables: list[list[dict[str, Any]]], start: int) -> None:
    """In one piece or several, from the first row or a later one."""
    schema = {column.name: column.kind for column in COLUMNS}
    frame = pl.concat([pl.DataFrame(rows, schema=schema) for rows in tables])[start:]
    one, other = (module.read_cells(frame, COLUMNS) for module in (compiled, plain))
    for name in schema:
        assert listed(one.values[name]) == listed(other.values[name]), name
    assert one.odd.tolist() == other.odd.tolist()
    assert (one.unknown, one.others) == (other.unknown, other.others)


def without(array: Array) -> Array:
    return array[:-1]


LONG: Final = np.zeros(4, np.uint64)
PLACES: Final = np.array([0, 1, 2, 3])
TRUTHS: Final = np.zeros(4, np.uint8)


@pytest.mark.parametrize(
    "call",
    [
        lambda: compiled.or_at(LONG, PLACES, (TRUTHS, without(TRUTHS))),
        lambda: compiled.or_at(LONG, PLACES, (TRUTHS,) * 33),
        lambda: compiled.or_at(LONG, PLACES + 1, (TRUTHS,)),
        lambda: compiled.or_at(LONG, PLACES - 1, (TRUTHS,)),
        lambda: compiled.count_at(LONG, PLACES + 1, TRUTHS),
        lambda: compiled.tally(TRUTHS, TRUTHS + 1, PLACES, np.zeros((1, 3, 2), np.int64)),
        lambda: compiled.tally(TRUTHS + 3, TRUTHS, PLACES, np.zeros((1, 3, 2), np.int64)),
        lambda: compiled.tally(TRUTHS, TRUTHS, PLACES, np.zeros((17, 3, 2), np.int64)),
        lambda: compiled.tally(TRUTHS, without(TRUTHS), PLACES, np.zeros((1, 3, 2), np.int64)),
        lambda: compiled.truth_columns({"one": TRUTHS, "other": without(TRUTHS)}),
    ],
)
def test_what_does_not_fit_is_refused(call: Callable[[], None]) -> None:
    with pytest.raises((ValueError, IndexError)):
        call()


def test_a_column_of_another_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="not of the kinds"):
        compiled.read_cells(pl.DataFrame({"n": [1]}), (Column("n", pl.Float64()),))


CLASSIFY: Final = """
import sys
if sys.argv.pop(1) == "plain":
    sys.modules["chuan_ngheo.readings.cells._compiled"] = None
from chuan_ngheo.cli.main import run
run()
"""


@pytest.mark.parametrize(
    ("data", "rules"),
    [
        ("can-tho-2022", "kh-132-2022-can-tho"),
        ("can-tho-end-2022", "tt-07-2021"),
    ],
)
def test_without_the_compiled_module_the_answers_are_the_same(
    tmp_path: Path, data: str, rules: str
) -> None:
    summaries = []
    for kind in ("compiled", "plain"):
        out = str(tmp_path / f"{kind}.parquet")
        options = ["classify", str(DATASETS / data), "--rules", rules, "--out", out, "--quiet"]
        command = [sys.executable, "-c", CLASSIFY, kind, *options]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        summaries.append(done.stdout)
    assert summaries[0] == summaries[1]
    one, other = ((tmp_path / f"{kind}.parquet").read_bytes() for kind in ("compiled", "plain"))
    assert one == other
