"""Read a rule set together with the one that it extends.

A plan rests on a standard: its rules name the classes, conditions and rulings of the other rule
set, whose entries are read as part of it, within the period of the plan.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from chuan_ngheo.diagnostics import Problem, UnknownRuleSetError, nearest
from chuan_ngheo.rulebook import documents
from chuan_ngheo.rulebook.read_documents import Entry, RuleDocuments, read_documents

Find = Callable[[str, Path], Path]
"""Returns the folder of a rule set by its name, as seen from another rule set's folder."""


def read_extended(
    folder: Path, header: str, find: Find, standard: Path | None = None
) -> tuple[RuleDocuments, tuple[Path, ...]]:
    """Read a rule set and, if it extends another, the entries of that one too.

    Args:
        standard: the folder of a rule set to be extended instead of the one that is named. It is
            that one, or itself extends it.

    Returns:
        The documents, those of the extended rule set first, and the folders they come from.
    """
    found = read_documents(folder, header)
    name = found.header.extends if found.header else None
    if found.header and name is None and standard:
        _report(
            found, "a rule set that extends none", "a plan that rests on a standard", "rule_set"
        )
        found.header = None
    if found.header is None or name is None:
        return found, (folder,)
    base_folder = standard or _find(name, folder, find, found)
    if base_folder is None:
        return found, (folder,)
    if standard:
        base, folders = read_extended(base_folder, header, find)
    else:
        base, folders = read_documents(base_folder, header), (base_folder,)
    found.problems = [*base.problems, *found.problems]
    if base.header is None:
        found.header = None
        return found, (folder,)
    if standard and base.header.rule_set != name:
        found.standard = base.header.rule_set
    if not _fits(base.header, found.header, standard):
        expected = f"{name}, or one that puts its own rules in place of some of {name}"
        what = f"{base.header.rule_set}, which itself extends another"
        _report(found, what, expected if standard else "one that extends none")
        found.header = None
        return found, (folder,)
    _report_own_lists(found)
    _report_replacements(found, base.entries)
    kept = [entry for entry in base.entries if entry.document.id not in found.header.replaces]
    found.entries = [*_within(kept, found.header), *found.entries]
    found.left_out |= base.left_out
    found.header = _joined(found.header, base.header)
    return found, (*folders, folder)


def _fits(
    base: documents.RuleSetDocument, own: documents.RuleSetDocument, standard: Path | None
) -> bool:
    """Tell whether a rule set can rest on another: the one it names, or one in place of it."""
    if base.extends is None:
        return not standard or base.rule_set == own.extends
    return standard is not None and base.extends == own.extends and bool(base.replaces)


def extended_by(folder: Path, header: str) -> str | None:
    """Return the name of the rule set that the one in ``folder`` extends, if it extends one."""
    found = read_documents(folder, header).header
    return found.extends if found else None


def _find(name: str, folder: Path, find: Find, found: RuleDocuments) -> Path | None:
    try:
        return find(name, folder)
    except UnknownRuleSetError as error:
        problem = error.problem
        place = found.header_file.position(("extends",))
        found.problems.append(replace(problem, position=place))
        found.header = None
        return None


def _report(found: RuleDocuments, what: str, expected: str, key: str = "extends") -> None:
    place = found.header_file.position((key,))
    found.problems.append(Problem("wrong-type", what, expected, position=place))


def _report_own_lists(found: RuleDocuments) -> None:
    header = found.header
    if header is None:
        return
    for key in ("indicators", "classes", "dimensions"):
        if getattr(header, key):
            _report(found, f"{key} of its own", f"those of {header.extends}", key)


def _report_replacements(found: RuleDocuments, entries: list[Entry]) -> None:
    """Report what is said to be replaced and is not in the other rule set, or not written anew."""
    header = found.header
    if header is None:
        return
    theirs = {entry.document.id for entry in entries}
    own = {entry.document.id for entry in found.entries} | found.left_out
    for index, name in enumerate(header.replaces):
        place = found.header_file.position(("replaces", index))
        if name not in theirs:
            expected = f"the id of a rule of {header.extends}"
            advice = nearest(name, sorted(theirs))
            found.problems.append(
                Problem("unknown-name", repr(name), expected, advice, position=place)
            )
        elif name not in own:
            found.left_out.add(name)
            expected = "an entry with this id in place of it"
            found.problems.append(
                Problem(
                    "rule-set-incomplete",
                    f"{name!r}, which no file defines",
                    expected,
                    position=place,
                )
            )


def _within(entries: list[Entry], header: documents.RuleSetDocument) -> list[Entry]:
    """Return the entries in force on some day of the period."""
    start, end = header.in_force.from_, header.in_force.to
    kept = []
    for entry in entries:
        period: documents.PeriodDocument | None = getattr(entry.document, "in_force", None)
        if period is None or (period.from_ <= end and start <= period.to):
            kept.append(entry)
    return kept


def _joined(
    own: documents.RuleSetDocument, base: documents.RuleSetDocument
) -> documents.RuleSetDocument:
    ids = {item.id for item in own.instruments}
    return own.model_copy(
        update={
            "instruments": [
                *own.instruments,
                *(item for item in base.instruments if item.id not in ids),
            ],
            "dimensions": base.dimensions,
            "indicators": base.indicators,
            "classes": base.classes,
            "points": [*base.points, *own.points],
        }
    )
