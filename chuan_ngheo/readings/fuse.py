"""Operations on truths joined into programs of the compiled module: one pass over many rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from chuan_ngheo.readings import columns as c
from chuan_ngheo.readings.array_functions import Function, parts_of
from chuan_ngheo.readings.arrays import Value, day_number
from chuan_ngheo.readings.cells import run_program
from chuan_ngheo.readings.cells.programs import Instruction, TruthProgram
from chuan_ngheo.vocabulary import FACTS, ValueType

_LEAST: Final = 3
"""Fewer operations than this are left as they are."""
_COMPARISONS: Final = {"<": 0, "<=": 1, ">": 2, ">=": 3, "==": 4, "!=": 5}


@dataclass(frozen=True, slots=True)
class Step:
    """One operation.

    Attributes:
        target: the place of its result.
        sources: the places of what it takes.
    """

    node: c.Expression
    function: Function
    target: int
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fused:
    """Several operations as one.

    Attributes:
        sources: the places of what they take from elsewhere.
        targets: the places of the results that are taken elsewhere.
    """

    steps: tuple[Step, ...]
    sources: tuple[int, ...]
    targets: tuple[int, ...]
    program: TruthProgram

    def run(self, *values: Value) -> Sequence[Value]:
        """Return the results for the values of the sources."""
        found = self.program.run(values)
        return found if found is not None else self._one_by_one(values)

    def _one_by_one(self, values: Iterable[Value]) -> Sequence[Value]:
        places = dict(zip(self.sources, values, strict=True))
        for step in self.steps:
            places[step.target] = step.function(*(places[place] for place in step.sources))
        return [places[place] for place in self.targets]


def fuse(
    steps: Sequence[Step], kept: frozenset[int], named: Mapping[str, c.Expression]
) -> list[Step | Fused]:
    """Return the same operations, with those on truths joined, in an order that works.

    Args:
        kept: the places that are wanted in the end.
        named: the expressions behind columns that are no facts.
    """
    if run_program is None:
        return list(steps)
    found: list[Step | Fused] = []
    waiting = list(steps)
    while waiting:
        for fusable in (False, True):
            open_ = {step.target for step in waiting}
            taken: list[Step] = []
            for step in waiting:
                fits = _is_fusable(step.node, named) is fusable
                if fits and open_.isdisjoint(step.sources):
                    taken.append(step)
                    open_.discard(step.target)
            waiting = [step for step in waiting if step.target in open_]
            if fusable and len(taken) >= _LEAST:
                found.append(_fused(taken, kept, [*waiting, *taken]))
            else:
                found += taken
    return found


def _fused(steps: Sequence[Step], kept: frozenset[int], readers: Sequence[Step]) -> Fused:
    inside = {step.target for step in steps}
    outside = {
        place for step in readers if step.target not in inside for place in step.sources
    } | kept
    sources = tuple(
        dict.fromkeys(place for step in steps for place in step.sources if place not in inside)
    )
    targets = tuple(step.target for step in steps if step.target in outside)
    writer = _Writer(sources)
    for step in steps:
        writer.write(step)
    program = TruthProgram(
        len(sources),
        tuple(writer.instructions),
        tuple(writer.registers[place] for place in targets),
    )
    return Fused(tuple(steps), sources, targets, program)


class _Writer:
    """Writes operations as instructions. Register ``n`` is source ``n`` for the first ones."""

    def __init__(self, sources: Sequence[int]) -> None:
        self.registers = {place: number for number, place in enumerate(sources)}
        self.instructions: list[Instruction] = []
        self.count = len(sources)

    def write(self, step: Step) -> None:
        """Write one operation; its result is in the register of its target."""
        parts = [self.registers[place] for place in step.sources]
        self.registers[step.target] = self._result(step.node, parts)

    def _result(self, node: c.Expression, parts: list[int]) -> int:
        match node:
            case c.Every():
                return self._joined("every", parts)
            case c.Some():
                return self._joined("some", parts)
            case c.FirstKnown():
                return self._joined("first known", parts)
            case c.Opposite():
                return self._add(Instruction("opposite", parts[0]))
            case c.Choice():
                found = parts[-1]
                for place in range(len(parts) - 3, -1, -2):
                    found = self._add(Instruction("choice", parts[place], parts[place + 1], found))
                return found
            case c.OneOf(_, values):
                return self._add(Instruction("look up", parts[0], words=values))
            case c.Comparison(symbol, _, c.Constant(str() as word)):
                found = self._add(Instruction("look up", parts[0], words=(word,)))
                return found if symbol == "==" else self._add(Instruction("opposite", found))
            case c.Comparison(symbol, _, c.Constant() as constant):
                return self._add(
                    Instruction(
                        "compare", parts[0], _COMPARISONS[symbol], constant=_number(constant)
                    )
                )
        raise TypeError(f"not an operation on truths: {node!r}")

    def _joined(self, operation: str, parts: list[int]) -> int:
        found = parts[0]
        for part in parts[1:]:
            found = self._add(Instruction(operation, found, part))
        return found

    def _add(self, instruction: Instruction) -> int:
        self.instructions.append(instruction)
        self.count += 1
        return self.count - 1


def _number(constant: c.Constant) -> float:
    if isinstance(constant.value, date):
        return day_number(constant.value)
    if isinstance(constant.value, int | float):
        return constant.value
    raise TypeError(f"not a number: {constant!r}")


def _is_fusable(node: c.Expression, named: Mapping[str, c.Expression]) -> bool:
    match node:
        case c.Every(parts) | c.Some(parts):
            return len(parts) > 1
        case c.Opposite() | c.OneOf():
            return True
        case c.FirstKnown(parts):
            return len(parts) > 1 and _is_truth(node, named)
        case c.Choice(cases, _):
            return bool(cases) and _is_truth(node, named)
        case c.Comparison(symbol, c.Column() | c.Years() | c.CompletedMonths(), right):
            if not isinstance(right, c.Constant) or right.value is None or right.type == "truth":
                return False
            return right.type != "text" or symbol in ("==", "!=")
    return False


def _is_truth(node: c.Expression, named: Mapping[str, c.Expression]) -> bool:
    """Tell whether an expression is certainly a truth, not a number or a text."""
    match node:
        case c.Every() | c.Some() | c.Opposite() | c.Comparison() | c.OneOf() | c.Known():
            return True
        case c.Constant(_, kind):
            return kind == "truth"
        case c.Column(name) if name in named:
            return _is_truth(named[name], named)
        case c.Column(name):
            return name in FACTS and FACTS[name].type is ValueType.BOOLEAN
        case c.Choice(cases, otherwise):
            return any(_is_truth(part, named) for part in (otherwise, *(v for _, v in cases)))
        case c.FirstKnown():
            return any(_is_truth(part, named) for part in parts_of(node))
    return False
