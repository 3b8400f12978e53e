"""The process in which durable_rules runs: ``python -m chuan_ngheo.readings.durable_child``.

It reads JSON lines: a network by its name, or some households, each with the name of the network
that decides it. It answers each household with two lines: what became of the propositions of the
decision, with the bounds of its points after them, and what the engine fired, in order. After an
error it ends: the parent starts another.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from chuan_ngheo.readings.durable_engine import Engine
from chuan_ngheo.readings.durable_household import Household, numbers_of


def main() -> None:
    """Answer households until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever the library prints is no answer
    engines: dict[str, Engine] = {}
    count = 0
    for line in sys.stdin:
        message = json.loads(line)
        if "propositions" in message:
            engines[message["network"]] = Engine(message["network"], message)
            continue
        for household in message["households"]:
            count += 1
            answer = _answer(engines[household["network"]], str(count), household)
            answers.writelines(json.dumps(part) + "\n" for part in answer)
            answers.flush()


def _answer(
    engine: Engine, state: str, message: Mapping[str, Any]
) -> tuple[list[Any], list[tuple[Any, ...]]]:
    """Return the conclusions in the order of the outputs, the points after them; and what fired."""
    household = Household(message["values"], message["members"])
    fired = engine.decide(state, household)
    return (
        [
            *(household.itself.conclusions[name] for name in engine.outputs),
            *map(household.points, engine.points),
        ],
        [
            (*firing[:3], numbers_of(firing[3])) if message["with_facts"] else firing[:3]
            for firing in fired
        ],
    )


if __name__ == "__main__":
    main()
