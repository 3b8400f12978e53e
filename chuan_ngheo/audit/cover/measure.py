"""Run the cases of a rule set and measure what they observe of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chuan_ngheo.audit.cases.files import Case
from chuan_ngheo.audit.cases.outcome import outcome
from chuan_ngheo.audit.cover.exceptions import Impossible, exception_problems
from chuan_ngheo.audit.cover.parts import parts_of
from chuan_ngheo.audit.cover.wanted import (
    AMOUNT,
    WORDS_OF_TRUTH,
    Observation,
    day_state,
    entry_of,
    wanted,
)
from chuan_ngheo.audit.cover.watch import Watcher
from chuan_ngheo.diagnostics import InvalidFactsError, Problem
from chuan_ngheo.eligibility import Eligibility
from chuan_ngheo.readings.benefits import eligibility
from chuan_ngheo.readings.interpret import MEMBERS, RESULT, Facts
from chuan_ngheo.readings.program import Program
from chuan_ngheo.readings.reference import evaluate
from chuan_ngheo.rulebook.rules import Rule, RuleSet
from chuan_ngheo.subjects import Subject
from chuan_ngheo.validation import read_facts, read_subject
from chuan_ngheo.vocabulary import FACTS, ValueType

Load = Callable[[Mapping[str, str]], RuleSet]
"""Returns a rule set under some rulings."""
Waiting = Mapping[str, Collection[Observation]]
"""What is still to be observed of each rule, by entry."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the cases of a rule set observe.

    Attributes:
        cases: how many cases were run.
        wanted: what can be observed, entry by entry.
        seen: what the cases observe of it.
        impossible: what no case can observe, with the reasons.
        problems: cases that fail and exceptions that do not hold.
    """

    rules: RuleSet
    cases: int
    wanted: tuple[Observation, ...]
    seen: frozenset[Observation]
    impossible: tuple[Impossible, ...]
    problems: tuple[Problem, ...]

    @property
    def missing(self) -> tuple[Observation, ...]:
        """What the cases do not observe, in the order of the rules."""
        return tuple(item for item in self.wanted if item not in self.seen)

    @property
    def percent(self) -> float:
        """How much of what can be observed is; 100 only where nothing is missing."""
        return 100 * (len(self.wanted) - len(self.missing)) / max(len(self.wanted), 1)


def measure(
    load: Load,
    cases: Iterable[Case],
    own: Sequence[Impossible] = (),
    inherited: Sequence[Impossible] = (),
) -> Coverage:
    """Run the cases and return what they observe. A case that fails observes nothing.

    Args:
        own: the exceptions of the rule set, which must name something and never be observed.
        inherited: those of the rule set that it extends; what they name may not be in force.
    """
    rules = load({})
    everything = wanted(rules)
    seen: set[Observation] = set()
    waiting = _by_entry(everything)
    problems: list[Problem] = []
    count = 0
    for case in cases:
        count += 1
        under = load(case.rulings)
        lines = outcome(case, under)
        if lines:
            found, expected = "; ".join(lines), "the outcome that the law gives"
            path = f"{case.rule_set}/{case.name}"
            problems.append(Problem("case-fails", found, expected, path=path))
        else:
            found_now = set(observed(case, under, waiting))
            seen |= found_now
            for item in found_now:
                waiting.get(item.entry, set()).discard(item)
    problems += exception_problems(own, frozenset(everything), seen)
    impossible = {one.observation: one for one in (*own, *inherited)}
    return Coverage(
        rules,
        count,
        tuple(item for item in everything if item not in impossible),
        frozenset(seen),
        tuple(impossible[item] for item in everything if item in impossible),
        tuple(problems),
    )


def _by_entry(items: Iterable[Observation]) -> dict[str, set[Observation]]:
    found: dict[str, set[Observation]] = {}
    for item in items:
        found.setdefault(item.entry, set()).add(item)
    return found


def observed(case: Case, rules: RuleSet, waiting: Waiting | None = None) -> Iterator[Observation]:
    """Yield what one case observes that is decided as it expects.

    Args:
        rules: the rule set under the rulings of the case.
        waiting: what is still to be observed of each rule; a rule of which everything has been
            is left out. None leaves nothing out.
    """
    for name, option in rules.chosen.items():
        yield Observation(name, "", option)
    if case.subject is not None:
        yield from _of_subject(case, case.subject, rules)
        return
    yield from _of_day(case, rules)
    try:
        program, facts = evaluate(read_facts(case.household), rules)
    except InvalidFactsError:
        return
    watcher = Watcher(rules, program.parameters, _with_every_fact(facts))
    for versions in rules.rules.values():
        for rule in versions:
            entry = entry_of(rule, rules)
            if _in_force(rule, program) and (waiting is None or waiting.get(entry)):
                yield from _of_rule(rule, entry, watcher)
    for name, answer in eligibility(program, facts).items():
        yield from _of_benefit(name, answer)
    for name, benefit in rules.benefits.items():
        for level in benefit.levels:
            if level in case.expect.get("amounts", {}):
                yield Observation(name, f"level: {level}", AMOUNT)


def _with_every_fact(facts: Facts) -> Facts:
    """Add as unknown the facts that only the rules as written name, not those in force."""
    unknown: dict[str, Facts] = {
        scope: {name: None for name, fact in FACTS.items() if fact.scope == scope}
        for scope in ("household", "member")
    }
    rows = facts[MEMBERS]
    members = None if rows is None else [{**unknown["member"], **row} for row in rows]
    return {**unknown["household"], **facts, MEMBERS: members}


def _of_day(case: Case, rules: RuleSet) -> Iterator[Observation]:
    """Yield that a review was decided, or refused, on its day."""
    if "refused" in case.expect and case.expect["refused"] != ["review_date"]:
        return
    state = day_state(case.day)
    yield Observation(rules.id, "review_date", state)
    for name in (*rules.rules, *rules.parameters):
        yield Observation(name, "review_date", state)


def _in_force(rule: Rule, program: Program) -> bool:
    """Tell whether it is this version of a rule, and no other, that answered."""
    if rule.id not in program.by_id:
        return False
    if program.period is None:
        return len(program.rule_set.rules[rule.id]) == 1
    return program.period.start in rule.period


def _of_rule(rule: Rule, entry: str, watcher: Watcher) -> Iterator[Observation]:
    if rule.type is ValueType.BOOLEAN:
        subjects: Iterable[Facts] = (
            watcher.h[MEMBERS] or () if rule.scope == "member" else (watcher.h,)
        )
        for subject in subjects:
            yield Observation(entry, "", WORDS_OF_TRUTH[subject[RESULT + rule.id]])
    yield from _of_parts(rule, entry, watcher)


def _of_parts(rule: Rule, entry: str, watcher: Watcher) -> Iterator[Observation]:
    texts = {part.path: part.text for part in parts_of(rule)}
    for path, state in watcher.seen(rule):
        if path in texts:
            yield Observation(entry, texts[path], state)


def _of_subject(case: Case, subject: Subject, rules: RuleSet) -> Iterator[Observation]:
    given = read_subject(subject, case.household)
    facts = {name: given.get(name) for name, fact in FACTS.items() if fact.scope == subject}
    for name in rules.rules:
        rule = rules.rule(name)
        if rule.kind == "subject_rule" and rule.scope == subject:
            parameters = {name: (rules.parameter(name),) for name in rule.parameters}
            watcher = Watcher(rules, parameters, facts)
            entry = entry_of(rule, rules)
            yield Observation(entry, "", WORDS_OF_TRUTH[watcher.truth(rule.node, facts)])
            yield from _of_parts(rule, entry, watcher)


def _of_benefit(name: str, answer: Eligibility) -> Iterator[Observation]:
    """Yield the answers of what stands beside a benefit, where it is not out of the question."""
    for reason in answer.national:
        yield Observation(name, f"national: {reason.id}", WORDS_OF_TRUTH[reason.value])
    if answer.eligible is False:
        return
    for kind in ("priority", "gives_way_to"):
        found = {reason.id: reason.value for reason in getattr(answer, kind)}
        for reason_id in getattr(answer.benefit, kind):
            state = WORDS_OF_TRUTH[found.get(reason_id, False)]
            yield Observation(name, f"{kind}: {reason_id}", state)
