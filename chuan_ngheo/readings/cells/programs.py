"""Programs of instructions on truths, run by the compiled module."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

import numpy as np

from chuan_ngheo.readings.arrays import Array, Codes, Numbers, Value
from chuan_ngheo.readings.cells import run_program

_OPERATIONS: Final = (
    "every",
    "some",
    "opposite",
    "first known",
    "choice",
    "look up",
    "compare",
)
"""In the order in which the module numbers them."""
_TYPES: Final[dict[Any, int]] = {
    np.dtype(np.int32): 0,
    np.dtype(np.int64): 1,
    np.dtype(np.float64): 2,
}
_CONSTANT: Final = np.dtype([("whole", "i8"), ("decimal", "f8"), ("is_whole", "i8")])


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction.

    Attributes:
        one: the first register that it reads; a number or a text for "compare" and "look up".
        two: the second register; for "compare" the number of the comparison.
        words: the texts that a text is compared with.
        constant: the number that a number is compared with.
    """

    operation: str
    one: int
    two: int = 0
    three: int = 0
    words: tuple[str, ...] = ()
    constant: float = 0


@dataclass(frozen=True)
class TruthProgram:
    """Instructions; each writes the register that follows the sources and the one before.

    Attributes:
        sources: the number of values that it takes, in the first registers.
        outputs: the registers that are wanted.
    """

    sources: int
    instructions: tuple[Instruction, ...]
    outputs: tuple[int, ...]

    def run(self, values: Sequence[Value]) -> list[Array] | None:
        """Return the truths in the registers that are wanted.

        Returns:
            None for values that it cannot take: single ones only, or texts of no short list.
        """
        rows = next(filter(None, map(_rows, values)), 0)
        if (
            run_program is None
            or not rows
            or any(
                isinstance(value, Codes) and value.positions.dtype != np.uint8 for value in values
            )
        ):
            return None
        plan = self._plan
        if not all(isinstance(values[place], Codes) for place, _ in plan.words):
            return None
        tables = b"".join(_table(values[place].values, words) for place, words in plan.words)
        found = [np.empty(rows, np.uint8) for _ in self.outputs]
        registers: list[Array | None] = [None] * plan.registers
        for place in plan.truths:
            registers[place] = _bytes(values[place], rows)
        for place, output in zip(plan.outputs, found, strict=True):
            registers[place] = output
        run_program(
            rows,
            plan.instructions,
            plan.constants,
            tables,
            tuple(registers),
            tuple(_numbers(values[place], rows) for place in plan.numbers),
        )
        return found

    @cached_property
    def _plan(self) -> _Plan:
        return _plan_of(self.sources, self.instructions, self.outputs)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A program as the module takes it.

    Attributes:
        truths: the sources that are bytes: truths, or positions of words.
        numbers: the sources that are numbers.
        words: for each table the source of the texts, and the words that are looked for.
        outputs: the registers of what is wanted.
        registers: how many there are.
    """

    instructions: Array
    constants: Array
    truths: tuple[int, ...]
    numbers: tuple[int, ...]
    words: tuple[tuple[int, tuple[str, ...]], ...]
    outputs: tuple[int, ...]
    registers: int


def _plan_of(
    sources: int, instructions: tuple[Instruction, ...], outputs: tuple[int, ...]
) -> _Plan:
    registers = _registers(sources, instructions, outputs)
    numbers: dict[int, int] = {}
    words: dict[tuple[int, tuple[str, ...]], int] = {}
    rows: list[tuple[int, ...]] = []
    constants: list[tuple[int, float, int]] = []
    for place, now in enumerate(instructions):
        operation, target = _OPERATIONS.index(now.operation), registers[sources + place]
        if now.operation == "compare":
            number = numbers.setdefault(now.one, len(numbers))
            rows.append((operation, target, number, now.two, len(constants)))
            whole = isinstance(now.constant, int)
            constants.append((int(now.constant) if whole else 0, float(now.constant), whole))
        elif now.operation == "look up":
            table = words.setdefault((now.one, now.words), len(words))
            rows.append((operation, target, registers[now.one], table, 0))
        else:
            read = tuple(registers[register] for register in _read(now))
            rows.append((operation, target, *read, *(0,) * (3 - len(read))))
    truths = {register for now in instructions for register in _read(now) if register < sources}
    return _Plan(
        np.array(rows, np.int32),
        np.array(constants, _CONSTANT),
        tuple(sorted(truths)),
        tuple(numbers),
        tuple(words),
        tuple(registers[register] for register in outputs),
        max(registers.values()) + 1,
    )


def _read(now: Instruction) -> tuple[int, ...]:
    """Return the registers of bytes that an instruction reads."""
    match now.operation:
        case "compare":
            return ()
        case "opposite" | "look up":
            return (now.one,)
        case "choice":
            return (now.one, now.two, now.three)
    return (now.one, now.two)


def _registers(
    sources: int, instructions: tuple[Instruction, ...], outputs: tuple[int, ...]
) -> dict[int, int]:
    """Return for each register one that holds nothing else at the time, so that few are needed."""
    last = {register: place for place, now in enumerate(instructions) for register in _read(now)}
    found = {register: register for register in range(sources)}
    free: list[int] = []
    count = sources
    for place, now in enumerate(instructions):
        target = sources + place
        if target in outputs or not free:
            found[target] = count
            count += 1
        else:
            found[target] = free.pop()
        for register in {*_read(now)}:
            mine = register >= sources and register not in outputs
            if mine and last[register] == place:
                free.append(found[register])
    return found


def _rows(value: Value) -> int:
    """Return the number of rows of a value; 0 for a single one."""
    return max((len(part) for part in _arrays(value)), default=0)


def _arrays(value: Value) -> Iterator[Array]:
    parts = (
        value if isinstance(value, Numbers) else value[:1] if isinstance(value, Codes) else [value]
    )
    return (part for part in parts if isinstance(part, np.ndarray) and part.ndim)


def _bytes(value: Value, rows: int) -> Array:
    part = value.positions if isinstance(value, Codes) else value
    if isinstance(part, np.ndarray) and part.ndim:
        return np.ascontiguousarray(part, np.uint8)
    return np.full(rows, part, np.uint8)


def _numbers(value: Numbers, rows: int) -> tuple[int, Array, Array | None]:
    """Return numbers as the module takes them: their type, their values, which are unknown."""
    values, unknown = value
    if not isinstance(values, np.ndarray) or not values.ndim:
        values = np.full(rows, values)
    if values.dtype not in _TYPES:
        values = values.astype(np.int64)
    flags = None if isinstance(unknown, int) else _bytes(unknown, rows)
    return _TYPES[values.dtype], np.ascontiguousarray(values), flags


@lru_cache(maxsize=1024)
def _table(known: tuple[str, ...], words: tuple[str, ...]) -> bytes:
    """Return for each position of a text in a list whether it is one of some words."""
    wanted = [2 if word in words else 0 for word in known]
    return bytes([*wanted, *(1,) * (256 - len(known))])
