"""Which facts a condition reads, directly or through others."""

from __future__ import annotations

from collections.abc import Iterator

from chuan_ngheo.audit.what_if.household import AGE, TELL_AGE
from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import MEMBERS
from chuan_ngheo.readings.program import Program


class FactsRead:
    """The names of the facts that conditions of a program read; each is worked out once."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._names: dict[int, frozenset[str]] = {}

    def by(self, node: nodes.Node) -> frozenset[str]:
        """Return the names; an age is ``AGE``, and ``MEMBERS`` stands for facts of all members."""
        found = self._names.get(id(node))
        if found is None:
            found = frozenset(self._read(node))
            self._names[id(node)] = found
        return found

    def _read(self, node: nodes.Node) -> Iterator[str]:
        match node:
            case nodes.FactReference(name, _):
                yield AGE if name in TELL_AGE else name
            case nodes.ParameterReference(name):
                for version in self._program.parameters[name]:
                    keys = version.key, version.row_key
                    yield from (AGE if key in TELL_AGE else key for key in keys)
            case nodes.DefinitionReference(name, _):
                yield from self._of_rule(name)
            case nodes.ClassIn():
                for name in self._program.rule_set.classes:
                    yield from self._of_rule(name)
            case _:
                if isinstance(node, nodes.Quantifier):
                    yield MEMBERS
                for part in nodes.children(node):
                    yield from self.by(part)

    def _of_rule(self, name: str) -> frozenset[str]:
        return self.by(self._program.by_id[name].node)
