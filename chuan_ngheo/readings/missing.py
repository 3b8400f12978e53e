"""Which unknown facts bear on the class, and which smallest sets of them would settle it.

A set of facts settles a rule if the rule becomes true or false for every combination of
answers to these facts while all other unknown facts stay unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, islice, product

from chuan_ngheo.readings.interpret import Facts
from chuan_ngheo.readings.open_facts import OpenFacts
from chuan_ngheo.readings.outcomes import Outcomes
from chuan_ngheo.readings.program import Program

Paths = tuple[str, ...]

_MAXIMUM_SETS = 16
_MOST_TRIED_TOGETHER = 10


class Missing:
    """The missing facts of one evaluated household."""

    def __init__(self, program: Program, facts: Facts) -> None:
        self.program = program
        self.household = facts
        self.facts = OpenFacts(program, facts)
        self.outcomes = Outcomes(self.facts)

    def settlement(self, rules: Iterable[str]) -> tuple[tuple[str, ...], tuple[Paths, ...]]:
        """Return the unknown facts that bear on the given rules, and what settles the rules.

        Returns:
            The paths of the facts an answer to which can make a difference; and the smallest
            sets of them that settle the rules, at most 16 where facts can stand in for one
            another.
        """
        names = tuple(rules)
        blamed: dict[str, None] = {}
        for name in names:
            blamed |= dict.fromkeys(
                self.facts.blamed(self.program.by_id[name].node, self.household, -1)
            )
        paths = tuple(sorted(blamed, key=_natural))
        necessary = tuple(path for path in paths if not self._settles(_without(paths, path), names))
        rest = [path for path in paths if path not in necessary]
        useful = [path for path in rest if self._bears(path, paths)]
        bearing = tuple(path for path in paths if path in necessary or path in useful)
        return bearing, self._smallest(bearing, necessary, useful, names)

    def _bears(self, path: str, paths: Paths) -> bool:
        """Tell whether an answer to ``path`` can make a difference to a rule of the household.

        It is tried alone, and together with all other answers but one of the same member (or
        household): a fact that another can stand in for matters where the other is unknown.
        """
        rules = self._open_rules(path)
        others = _without(paths, path)
        near = [other for other in others if _owner(other) == _owner(path)]
        tries = [[], [other for other in others if other not in near]]
        tries += [_without(others, other) for other in near]
        return any(
            self.outcomes.of_rules(known, rules) != self.outcomes.of_rules([*known, path], rules)
            for known in tries
        )

    def _open_rules(self, path: str) -> tuple[str, ...]:
        """Return the rules of the household that ``path`` keeps open."""
        found: list[str] = []
        for compiled in self.program.rules:
            if compiled.of_member or compiled.counts or self.household[compiled.key] is not None:
                continue
            if path in self.facts.blamed(compiled.node, self.household, -1):
                found.append(compiled.rule.id)
        return tuple(found)

    def _smallest(
        self, bearing: Paths, necessary: Paths, useful: list[str], rules: tuple[str, ...]
    ) -> tuple[Paths, ...]:
        """Return the smallest sets: facts mostly stand in only for others of the same member."""
        groups: dict[str, list[str]] = {}
        for path in useful:
            groups.setdefault(_owner(path), []).append(path)
        choices: list[list[Paths]] = []
        for group in groups.values():
            others = [path for path in bearing if path not in group]
            sizes = range(len(group) + 1)
            options = (
                [
                    some
                    for some in combinations(group, size)
                    if self._settles((*others, *some), rules)
                ]
                for size in sizes
            )
            choices.append(next((found for found in options if found), [tuple(group)]))
        chosen = [
            frozenset((*necessary, *(path for some in parts for path in some)))
            for parts in islice(product(*choices), _MAXIMUM_SETS)
        ]
        found = [some for some in chosen if self._settles(some, rules)]
        if not found:
            found = [*islice(self._sets_over_all(necessary, useful, rules), _MAXIMUM_SETS)]
        return tuple(tuple(path for path in bearing if path in some) for some in found)

    def _sets_over_all(
        self, necessary: Paths, useful: list[str], rules: tuple[str, ...]
    ) -> Iterator[frozenset[str]]:
        """Yield the smallest sets where a fact of one member stands in for one of another.

        Such a fact is the review date, which tells every age. Where there are too many facts to
        try, all of them are the set.
        """
        if len(useful) > _MOST_TRIED_TOGETHER:
            yield frozenset((*necessary, *useful))
            return
        for size in range(1, len(useful) + 1):
            sets = [frozenset((*necessary, *some)) for some in combinations(useful, size)]
            found = [some for some in sets if self._settles(some, rules)]
            if found:
                yield from found
                return

    def _settles(self, answered: Iterable[str], rules: tuple[str, ...]) -> bool:
        return all(None not in outcomes for outcomes in self.outcomes.of_rules(answered, rules))


def _without(paths: Iterable[str], path: str) -> list[str]:
    return [other for other in paths if other != path]


def _owner(path: str) -> str:
    return path.rpartition(".")[0]


def _natural(path: str) -> tuple[int, int, str]:
    """Order paths: the household's facts first, then each member's, by position."""
    if not path.startswith("members["):
        return (0, 0, path)
    position, _, name = path.removeprefix("members[").partition("]")
    return (1, int(position), name)
