"""``python -m tests.audit.durable_agreement [HOUSEHOLDS]``: durable_rules against the reference.

All cases made by hand, all households of the plan, the whole list of Cần Thơ through the command
``verify``, 20,000 generated households with unknown facts, 2,000 more under the plan and 2,000 by
points, by the default rulings and by the others; on the way the processes of durable_rules are
killed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from chuan_ngheo.cli.main import main as chuan_ngheo
from chuan_ngheo.readings.durable_processes import Processes
from chuan_ngheo.readings.durable_reading import why_unavailable
from tests.audit.agreement import agreement, by_hand
from tests.generators import Facts
from tests.tables.population import PLAN, POINTS, generated, other_rulings

CAN_THO: Final = Path(__file__).parents[2] / "datasets" / "can-tho-2022"
HOUSEHOLDS: Final = 20_000
_OF_THE_PLAN: Final = 10
"""A household more for so many, decided under the rules of the plan and other rulings."""
_BY_POINTS: Final = 20
"""A household more for so many, decided by points, and again by other rulings."""


def main() -> int:
    """Compare all, print what differs, return 1 if anything does."""
    problem = why_unavailable()
    if problem is not None:
        print(problem)
        return 0
    number = int(sys.argv[1]) if len(sys.argv) > 1 else HOUSEHOLDS
    return max([_by_hand(), _can_tho(), *_generated(number)])


def _by_hand() -> int:
    with Processes() as processes:
        parts = [
            agreement(households, rule_set, rulings, processes)
            for rule_set, rulings, households in by_hand()
        ]
    households = sum(part.households for part in parts)
    return _report("made by hand", households, [one for part in parts for one in part.differences])


def _can_tho() -> int:
    """Verify what the reference reading decided, through the command line."""
    with tempfile.TemporaryDirectory() as folder:
        decisions = str(Path(folder) / "decisions.csv")
        classify = ["classify", str(CAN_THO), "--engine", "reference", "--out", decisions]
        status = chuan_ngheo([*classify, "--quiet"])
        started = time.perf_counter()
        verify = ["verify", decisions, "--facts", str(CAN_THO), "--engine", "durable"]
        status = max(status, chuan_ngheo(verify))
    print(f"can-tho-2022: {time.perf_counter() - started:.0f} s")
    return status


def _generated(number: int) -> Iterator[int]:
    for rule_set, count, rulings in (
        ("nd-07-2021", number, {}),
        (PLAN, number // _OF_THE_PLAN, other_rulings(PLAN)),
        (POINTS, number // _BY_POINTS, {}),
        (POINTS, number // _BY_POINTS, other_rulings(POINTS)),
    ):
        started = time.perf_counter()
        with Processes() as processes:
            found = agreement(
                _one_by_one(count),
                rule_set,
                rulings,
                processes,
                frozenset({count // 3, count // 2}),
            )
        print(f"{time.perf_counter() - started:.0f} s, {found.restarts} processes restarted")
        yield _report(f"generated, {rule_set}", found.households, found.differences)
        yield int(found.restarts == 0)


def _one_by_one(count: int) -> Iterator[Facts]:
    for start in range(count):
        yield from generated(1, seed=11, start=start)


def _report(what: str, households: int, differences: list[str] | tuple[str, ...]) -> int:
    print(f"{what}: {households} households, {len(differences)} differences", flush=True)
    print("\n".join(differences[:20]))
    return int(bool(differences))


if __name__ == "__main__":
    sys.exit(main())
