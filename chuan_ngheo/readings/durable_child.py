"""The process in which durable_rules runs: ``python -m chuan_ngheo.readings.durable_child``.

It reads JSON lines: a network by its name, or a household with the name of the network that
decides it. It answers each household with a line: what became of the propositions of the decision,
and the order in which the engine fired. After an error it ends: the parent starts another.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from chuan_ngheo.readings.durable_engine import Engine
from chuan_ngheo.readings.durable_household import Household


def main() -> None:
    """Answer households until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever the library prints is no answer
    engines: dict[str, Engine] = {}
    for line in sys.stdin:
        message = json.loads(line)
        if "propositions" in message:
            engines[message["network"]] = Engine(message["network"], message)
            continue
        answer = _answer(engines[message["network"]], message)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _answer(engine: Engine, message: Mapping[str, Any]) -> dict[str, Any]:
    household = Household(message["values"], message["members"])
    fired = engine.decide(str(message["position"]), household)
    return {
        "position": message["position"],
        "conclusions": {name: household.conclusions[name] for name in engine.outputs},
        "fired": fired if message["with_facts"] else [firing[:3] for firing in fired],
    }


if __name__ == "__main__":
    main()
