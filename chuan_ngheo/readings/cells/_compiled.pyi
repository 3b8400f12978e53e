from collections.abc import Sequence
from typing import Any

import numpy as np

_Array = np.ndarray[Any, Any]
_Column = tuple[int, tuple[bytes, ...], int, int, float, float, _Array, _Array | None]

def read(
    stream: object, columns: tuple[_Column, ...], height: int, odd: _Array
) -> list[tuple[int, int]]: ...
def or_at(totals: _Array, places: _Array, truths: tuple[_Array, ...]) -> None: ...
def count_at(totals: _Array, places: _Array, truths: _Array) -> None: ...
def truths(
    names: tuple[str, ...], arrays: Sequence[_Array], height: int
) -> tuple[object, object]: ...
def tally(truths: _Array, groups: _Array, sizes: _Array, counts: _Array) -> None: ...
def run(
    rows: int,
    instructions: _Array,
    constants: _Array,
    tables: bytes,
    registers: tuple[_Array | None, ...],
    numbers: tuple[tuple[int, _Array, _Array | None], ...],
) -> None: ...
