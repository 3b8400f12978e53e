"""Time one decision with its full trace against zen-engine, on the same rules and households.

Run ``python -m benchmarks.one_decision``. Exit status 1: the decisions differ, or one decision
of chuan_ngheo takes more than one fifth of the time of zen-engine.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

import zen

from benchmarks.households import REVIEW_DATE, make_households
from benchmarks.machine import describe
from benchmarks.zen_rules import decision_graph
from chuan_ngheo import Household, RuleSet, classify, load_rules

if TYPE_CHECKING:
    from chuan_ngheo import Decision

LARGEST_RATIO: Final = 0.2
OURS: Final = "chuan_ngheo, dict, full trace"
THEIRS: Final = "zen-engine, dict, trace"

Run = Callable[[], None]
"""Decides every household once."""


def read_trace(decision: Decision) -> list[tuple[Any, ...]]:
    """Read every step of the trace: rule with its citation, value, members that decide."""
    return [
        (step.rule.citations, step.value, step.members, step.unknown_members)
        for step in decision.trace
    ]


def read_trace_and_facts(decision: Decision) -> list[tuple[Any, ...]]:
    """Read every step of the trace, and copy the facts of each step under their paths."""
    return [
        (step.rule.citations, step.value, step.members, step.unknown_members, step.facts)
        for step in decision.trace
    ]


def differences(
    households: Sequence[dict[str, Any]], rules: RuleSet, graph: zen.ZenDecision
) -> list[str]:
    """Return the households for which class or deprivations of the two engines differ."""
    found: list[str] = []
    for household in households:
        ours = classify(household, rules=rules)
        theirs = graph.evaluate(household)["result"]
        same = ours.class_ is not None and ours.class_ == theirs["class"]
        if not same or any(theirs[name] is not value for name, value in ours.deprivations.items()):
            found.append(str(household["household_id"]))
    return found


def variants(
    households: Sequence[dict[str, Any]], rules: RuleSet, graph: zen.ZenDecision
) -> dict[str, Run]:
    """Return what is timed, by name."""
    texts = [json.dumps(household) for household in households]
    models = [Household.model_validate_json(text) for text in texts]

    def ours(inputs: Sequence[Any], read: Callable[[Decision], object]) -> Run:
        def run() -> None:
            for item in inputs:
                read(classify(item, rules=rules))

        return run

    def theirs(inputs: Sequence[Any], *, trace: bool) -> Run:
        def run() -> None:
            for item in inputs:
                graph.evaluate(item, {"trace": trace})

        return run

    return {
        OURS: ours(households, read_trace),
        THEIRS: theirs(households, trace=True),
        "chuan_ngheo, JSON text, full trace": ours(texts, read_trace),
        "zen-engine, JSON text, trace": theirs(texts, trace=True),
        "chuan_ngheo, prebuilt Household, full trace": ours(models, read_trace),
        "chuan_ngheo, dict, full trace, facts copied for every step": ours(
            households, read_trace_and_facts
        ),
        "chuan_ngheo, dict, trace not read": ours(households, lambda decision: decision.class_),
        "zen-engine, dict, no trace": theirs(households, trace=False),
    }


def measure(runs: dict[str, Run], repeats: int, households: int) -> dict[str, list[float]]:
    """Return microseconds for one household of each repeat, taking the variants in turn."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    names = list(runs)
    for repeat in range(repeats + 1):
        for name in names:
            start = perf_counter()
            runs[name]()
            elapsed = perf_counter() - start
            if repeat > 0:  # the first round warms up
                times[name].append(elapsed / households * 1e6)
        names.append(names.pop(0))
    return times


def report(times: dict[str, list[float]], ratio: float, households: int) -> str:
    """Return the measurements as Markdown."""
    theirs = median(times[THEIRS])
    rows = [
        f"| {name} | {median(values):.0f} | {min(values):.0f} to {max(values):.0f} "
        f"| {median(values) / theirs:.2f} |"
        for name, values in times.items()
    ]
    verdict = "within" if ratio <= LARGEST_RATIO else "above"
    return "\n".join(
        (
            describe("chuan-ngheo", "pydantic", "zen-engine"),
            f"- Households: {households}, every fact known; both engines decide all alike",
            f"- Repeats: {len(times[OURS])}, variants taken in turn",
            "",
            "| variant | median µs per household | lowest to highest | of zen-engine with trace |",
            "|---|---:|---:|---:|",
            *rows,
            "",
            f"One decision with its full trace takes {ratio:.2f} of the time of zen-engine with "
            f"trace (median of the ratios within each repeat): {verdict} the limit of "
            f"{LARGEST_RATIO}.",
        )
    )


def main() -> int:
    """Compare the engines' decisions, then their times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=300)
    parser.add_argument("--repeats", type=int, default=15)
    arguments = parser.parse_args()
    households = make_households(arguments.households)
    rules = load_rules("nd-07-2021")
    graph = zen.ZenEngine().create_decision(decision_graph(REVIEW_DATE.year))
    different = differences(households, rules, graph)
    if different:
        print(f"The engines decide differently: {', '.join(different)}", file=sys.stderr)
        return 1
    times = measure(variants(households, rules, graph), arguments.repeats, len(households))
    ratio = median(a / b for a, b in zip(times[OURS], times[THEIRS], strict=True))
    print(report(times, ratio, len(households)))
    return 0 if ratio <= LARGEST_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
