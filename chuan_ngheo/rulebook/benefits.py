"""Build benefits: what a plan gives to whom, by which conditions, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from chuan_ngheo.diagnostics import Problem, nearest
from chuan_ngheo.rulebook import documents
from chuan_ngheo.rulebook import rules as typed
from chuan_ngheo.rulebook.header import text
from chuan_ngheo.rulebook.read_documents import Entry
from chuan_ngheo.vocabulary import ValueType


def build_benefit(entry: Entry, cited: typed.CitedParts) -> typed.Benefit:
    """Return the benefit of one entry; ``benefit_problems`` checks what it names."""
    document: documents.BenefitDocument = entry.document
    return typed.Benefit(
        **cited._asdict(),
        line=document.line,
        subjects=tuple(document.subjects),
        members=document.members or "",
        priority=tuple(document.priority),
        conditions=tuple(text(item) for item in document.conditions),
        content={item.id: text(item.label) for item in document.content},
        lead=text(document.lead),
        levels=tuple(document.levels),
        national=tuple(document.national),
        once=document.once or "",
        gives_way_to=tuple(document.gives_way_to),
    )


def benefit_problems(
    entries: Iterable[Entry],
    rules: Mapping[str, Sequence[typed.Rule]],
    parameters: Iterable[str],
    left_out: Iterable[str],
) -> list[Problem]:
    """Return a problem for every name in a benefit that stands for nothing of its kind."""
    conditions = {
        name: items[0]
        for name, items in rules.items()
        if items[0].type is ValueType.BOOLEAN and items[0].scope in ("household", "member")
    }
    known, numbers, skipped = list(conditions), list(parameters), set(left_out)
    problems: list[Problem] = []
    for entry in entries:
        document: documents.BenefitDocument = entry.document
        named = [("members", document.members)] if document.members else []
        lists = ("priority", document.priority), ("national", document.national)
        for key, names in (*lists, ("gives_way_to", document.gives_way_to)):
            named += [(key, name) for name in names]
        for key, name in named:
            if name not in conditions and name not in skipped:
                problems.append(_unknown(entry, key, name, "a condition of the rule set", known))
            elif key == "members" and name in conditions and conditions[name].scope != "member":
                found = f"{name!r}, which belongs to the household"
                place = entry.position(key)
                problems.append(
                    Problem("wrong-scope", found, "a condition on a member", position=place)
                )
        for name in document.levels:
            if name not in numbers and name not in skipped:
                problems.append(_unknown(entry, "levels", name, "a parameter", numbers))
        problems += _subjects(entry)
    return problems


def _unknown(entry: Entry, key: str, name: str, expected: str, known: list[str]) -> Problem:
    place = entry.position(key)
    return Problem("unknown-name", repr(name), expected, nearest(name, known), position=place)


def _subjects(entry: Entry) -> Iterable[Problem]:
    """A condition is needed exactly where households or their members are subjects."""
    document: documents.BenefitDocument = entry.document
    wanted = bool({"household", "member"} & set(document.subjects))
    if wanted and document.when is None:
        yield Problem("missing-key", "no 'when'", "a key 'when'", position=entry.position())
    if not wanted and document.when is not None:
        found, expected = "'when' without such a subject", "household or member among the subjects"
        yield Problem("unknown-value", found, expected, position=entry.position("subjects"))
    if ("member" in document.subjects) != (document.members is not None):
        expected = "a key 'members' exactly where members are subjects"
        found = "no 'members'" if document.members is None else "'members'"
        yield Problem("missing-key", found, expected, position=entry.position("subjects"))
