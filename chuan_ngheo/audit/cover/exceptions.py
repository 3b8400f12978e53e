"""Observations that no case can make, each with the reason; held against the cases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chuan_ngheo.audit.cases.files import EXCEPTIONS
from chuan_ngheo.audit.cases.strict import check_keys, listed, load_yaml, mapping, require
from chuan_ngheo.audit.cover.wanted import Observation
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.rulebook.citations import Text


@dataclass(frozen=True, slots=True)
class Impossible:
    """One observation that no case can make, and why."""

    observation: Observation
    reason: Text


def read_exceptions(folder: Path) -> tuple[Impossible, ...]:
    """Return the exceptions that stand beside the cases of a rule set; none without a file.

    Raises:
        CaseFileError: at the first thing that does not follow the format.
    """
    file = folder / EXCEPTIONS
    if not file.is_file():
        return ()
    document = mapping(load_yaml(file), file.name)
    check_keys(document, ("exceptions",), ("exceptions",), file.name)
    found: list[Impossible] = []
    for item in listed(document["exceptions"], file.name):
        found += _read(mapping(item, file.name), file.name)
    return tuple(found)


def _read(item: dict[str, object], file: str) -> Iterator[Impossible]:
    place = f"{file}: {item.get('rule')!r}"
    check_keys(item, ("rule", "part", "never", "reason"), ("rule", "never", "reason"), place)
    reason = mapping(item["reason"], place)
    check_keys(reason, ("vi", "en"), ("vi", "en"), place)
    texts = [item["rule"], item.get("part", ""), *reason.values()]
    require(all(isinstance(text, str) for text in texts), place, "a value that is no text")
    require(bool(reason["vi"] and reason["en"]), place, "a reason is missing")
    for state in listed(item["never"], place):
        observation = Observation(str(item["rule"]), str(item.get("part", "")), str(state))
        yield Impossible(observation, Text(reason["vi"], reason["en"]))


def exception_problems(
    own: Iterable[Impossible], wanted: Collection[Observation], seen: Collection[Observation]
) -> Iterator[Problem]:
    """Report the exceptions of a rule set that a case observes, or that name nothing."""
    for one in own:
        entry, part, state = one.observation
        what = f"{entry}, {part}: {state}" if part else f"{entry}: {state}"
        if one.observation not in wanted:
            expected = "an observation that the rules ask for"
            advice = "Remove it, or write rule, part and state as rules cover does."
            yield Problem("case-exception", repr(what), expected, advice, path=EXCEPTIONS)
        elif one.observation in seen:
            found = f"{what!r}, which a case observes"
            expected = "an observation that no case can make"
            yield Problem("case-exception", found, expected, "Remove it.", path=EXCEPTIONS)
