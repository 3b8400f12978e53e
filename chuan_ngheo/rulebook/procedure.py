"""Load a procedure: numbers and rulings of a legal instrument that classifies nobody.

It has the format of a rule set, with a header in ``procedure.yaml`` and neither indicators nor
classes; what its numbers mean is said by the room that uses them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from chuan_ngheo.diagnostics import Problem, RuleError, UnknownRuleSetError, nearest
from chuan_ngheo.rulebook.build import Builder, Parts
from chuan_ngheo.rulebook.loader import choose_options, hash_of, in_order, rules_folder
from chuan_ngheo.rulebook.read_documents import RuleDocuments, read_documents
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.rulebook.versions import same_ids, version_problems

HEADER: Final = "procedure.yaml"
_SECTIONS: Final = ("rulings", "parameters")


def procedure_names() -> tuple[str, ...]:
    """Return the names of the shipped procedures."""
    return tuple(sorted(path.parent.name for path in rules_folder().glob(f"*/{HEADER}")))


def is_procedure(name: str | Path) -> bool:
    """Tell whether a shipped name, or the path of a folder, is that of a procedure."""
    return any((folder / HEADER).is_file() for folder in (rules_folder() / str(name), Path(name)))


def load_procedure(name: str | Path, rulings: Mapping[str, str] | None = None) -> RuleSet:
    """Load and check a procedure: a rule set without rules.

    Args:
        name: a shipped procedure, such as ``qd-24-2021``, or the path of a folder.
        rulings: options that replace the defaults.

    Raises:
        UnknownRuleSetError: where there is no such procedure.
        RuleError: with every problem found.
    """
    return _load(_find(name).resolve(), tuple(sorted((rulings or {}).items())))


def _find(name: str | Path) -> Path:
    for folder in (rules_folder() / str(name), Path(name)):
        if (folder / HEADER).is_file():
            return folder
    known = procedure_names()
    expected = f"one of {', '.join(known)}, or the path of a folder with a {HEADER}"
    advice = nearest(str(name), list(known))
    raise UnknownRuleSetError(Problem("rule-set-unknown", repr(str(name)), expected, advice))


@lru_cache(maxsize=16)
def _load(folder: Path, chosen: tuple[tuple[str, str], ...]) -> RuleSet:
    procedure, problems = check_procedure(folder, dict(chosen))
    if problems or procedure is None:
        raise RuleError(problems)
    return procedure


def check_procedure(
    name: str | Path, rulings: Mapping[str, str] | None = None
) -> tuple[RuleSet | None, tuple[Problem, ...]]:
    """Return a procedure (None if it cannot be built) and all its problems."""
    folder = _find(name).resolve()
    documents = read_documents(folder, HEADER)
    header, problems = documents.header, documents.problems
    if header is None:
        return None, in_order(problems)
    builder = Builder(folder, documents, header)
    parts = builder.build()
    chosen, wrong = choose_options(parts.rulings, rulings or {})
    problems = [*problems, *builder.problems, *wrong, *_own_problems(parts, documents)]
    if problems:
        return None, in_order(problems)
    return _without_rules(parts, chosen, hash_of((folder,), chosen)), ()


def _own_problems(parts: Parts, documents: RuleDocuments) -> Iterator[Problem]:
    # A number may be unknown on some days: a step that ended, or whose new text was not found.
    for problem in version_problems({}, parts.parameters, parts.period, parts.unsettled):
        if problem.code != "gap-between-versions":
            yield problem
    yield from same_ids({}, parts.parameters, parts.rulings)
    for entry in documents.entries:
        if entry.section not in _SECTIONS:
            expected = f"one of {', '.join(_SECTIONS)} in a procedure"
            place = entry.position()
            yield Problem("unknown-key", repr(entry.section), expected, position=place)


def _without_rules(parts: Parts, chosen: dict[str, str], digest: str) -> RuleSet:
    return RuleSet(
        id=parts.header.rule_set,
        label=parts.label,
        period=parts.period,
        citations=parts.citations,
        instruments=MappingProxyType(parts.instruments),
        dimensions=MappingProxyType({}),
        rulings=MappingProxyType(parts.rulings),
        chosen=MappingProxyType(chosen),
        parameters=MappingProxyType(parts.parameters),
        rules=MappingProxyType({}),
        indicators=(),
        classes=(),
        statuses=(),
        household_statuses=(),
        benefits=MappingProxyType({}),
        points=(),
        hash=digest,
    )
