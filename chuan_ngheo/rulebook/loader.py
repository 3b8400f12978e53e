"""Load a rule set: read its files, check them, and build the frozen rules.

Every problem of every file is reported at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from chuan_ngheo.diagnostics import (
    Position,
    Problem,
    RuleError,
    UnknownRuleSetError,
    nearest,
)
from chuan_ngheo.rulebook.build import Builder
from chuan_ngheo.rulebook.extension import read_extended
from chuan_ngheo.rulebook.header import missing_lists
from chuan_ngheo.rulebook.references import link
from chuan_ngheo.rulebook.rules import Rule, RuleSet, Ruling
from chuan_ngheo.vocabulary import Scope

HEADER = "rule_set.yaml"
ON = "@"
"""Stands between a plan and the standard that it is to rest on instead of its own."""
DEFAULT_RULE_SET = "nd-07-2021"


def rules_folder() -> Path:
    """Return the folder with the shipped rule sets."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def rule_set_names() -> tuple[str, ...]:
    """Return the names of the shipped rule sets."""
    return tuple(sorted(path.parent.name for path in rules_folder().glob(f"*/{HEADER}")))


def report_rule_set_names() -> tuple[str, ...]:
    """Return the names of the shipped definitions that reports add to a rule set."""
    folder = rules_folder()
    paths = folder.glob(f"*/*/{HEADER}")
    return tuple(sorted(path.parent.relative_to(folder).as_posix() for path in paths))


def find_rule_set(name: str | Path) -> Path:
    """Return the folder of a shipped rule set by name, or of any rule set by path.

    Of a plan on another standard (``load_rules``) it is the folder of the plan.
    A folder with rule files but no header is returned too: its check says what is missing.

    Raises:
        UnknownRuleSetError: where there is no such rule set.
    """
    name = _and_standard(name)[0]
    for folder in (rules_folder() / str(name), Path(name)):
        if (folder / HEADER).is_file():
            return folder
    if any(Path(name).glob("*.yaml")):
        return Path(name)
    known = rule_set_names()
    expected = (
        f"one of {', '.join(known) or 'none'} (folders with a rule_set.yaml below "
        f"{rules_folder().name}/), or the path of such a folder"
    )
    advice = nearest(str(name), list(known))
    raise UnknownRuleSetError(Problem("rule-set-unknown", repr(str(name)), expected, advice))


def load_rules(
    name: str | Path = DEFAULT_RULE_SET, *, rulings: Mapping[str, str] | None = None
) -> RuleSet:
    """Load and check a rule set.

    Args:
        name: a shipped rule set, such as ``nd-07-2021``, or the path of a folder; or a plan on
            another standard, such as ``kh-132-2022-can-tho@tt-07-2021``: the plan with classes by
            points instead of measured income.
        rulings: options that replace the defaults, such as ``{"rainwater": "not_clean"}``.

    Returns:
        The rule set: immutable, safe to share between threads.

    Raises:
        UnknownRuleSetError: where there is no such rule set.
        RuleError: with every problem found, each with file, line and column.
    """
    chosen = tuple(sorted((rulings or {}).items()))
    standard = _and_standard(name)[1]
    base = find_rule_set(standard).resolve() if standard else None
    return _load(find_rule_set(name).resolve(), base, chosen)


def _and_standard(name: str | Path) -> tuple[str | Path, str]:
    """Return the name of a rule set and that of the standard it is to rest on, if one is named."""
    if isinstance(name, Path) or Path(name).exists():
        return name, ""
    plan, _, standard = name.partition(ON)
    return plan, standard


@lru_cache(maxsize=64)
def _load(folder: Path, standard: Path | None, chosen: tuple[tuple[str, str], ...]) -> RuleSet:
    rule_set, problems = check_rule_set(folder, dict(chosen), standard)
    if problems or rule_set is None:
        raise RuleError(problems)
    return rule_set


def check_rule_set(
    folder: Path, rulings: Mapping[str, str] | None = None, standard: Path | None = None
) -> tuple[RuleSet | None, tuple[Problem, ...]]:
    """Return the rule set in ``folder`` (None if it cannot be built) and all its problems.

    Args:
        standard: the folder of the standard that it is to rest on instead of the one it extends.
    """
    documents, folders = read_extended(folder, HEADER, find_base, standard)
    header, problems = documents.header, documents.problems
    if header is None:
        return None, in_order(problems)
    builder = Builder(folder, documents, header)
    parts = builder.build()
    chosen, wrong = choose_options(parts.rulings, rulings or {})
    rules, more = link(parts)
    problems = [*problems, *builder.problems, *wrong, *more]
    problems += missing_lists(header, documents.header_file)
    if problems or parts.not_understood:
        return None, in_order(problems)
    return (
        RuleSet(
            id=ON.join(filter(None, (header.rule_set, documents.standard))),
            label=parts.label,
            period=parts.period,
            citations=parts.citations,
            instruments=MappingProxyType(parts.instruments),
            dimensions=MappingProxyType(parts.dimensions),
            rulings=MappingProxyType(parts.rulings),
            chosen=MappingProxyType(chosen),
            parameters=MappingProxyType(parts.parameters),
            rules=MappingProxyType(rules),
            indicators=tuple(header.indicators),
            classes=tuple(header.classes),
            statuses=_statuses(rules, "member"),
            household_statuses=_statuses(rules, "household"),
            benefits=MappingProxyType(parts.benefits),
            points=tuple(header.points),
            hash=hash_of(folders, chosen),
        ),
        (),
    )


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Return problems in the order of their places."""
    nowhere = Position("", 0, 0)
    return tuple(sorted(problems, key=lambda problem: problem.position or nowhere))


def choose_options(
    rulings: Mapping[str, Ruling], wanted: Mapping[str, str]
) -> tuple[dict[str, str], list[Problem]]:
    """Return the option of every ruling, and what is wrong with those that are wanted."""
    chosen = {name: ruling.default for name, ruling in rulings.items()}
    problems: list[Problem] = []
    for name, option in wanted.items():
        if name not in rulings:
            expected = f"one of {', '.join(rulings) or 'none'}"
            advice = nearest(name, list(rulings))
            problems.append(Problem("unknown-ruling", repr(name), expected, advice, path=name))
        elif option not in rulings[name].options:
            expected = f"one of {', '.join(rulings[name].options)}"
            problems.append(Problem("unknown-option", repr(option), expected, path=name))
        else:
            chosen[name] = option
    return chosen, problems


def _statuses(rules: Mapping[str, tuple[Rule, ...]], scope: Scope) -> tuple[str, ...]:
    first = ((name, versions[0]) for name, versions in rules.items())
    return tuple(name for name, rule in first if rule.kind == "status" and rule.scope == scope)


def find_base(name: str, folder: Path) -> Path:
    """Return the folder of a rule set that another extends: beside it, or a shipped one."""
    beside = folder.parent / name
    return beside if (beside / HEADER).is_file() else find_rule_set(name).resolve()


def hash_of(folders: Sequence[Path], chosen: Mapping[str, str]) -> str:
    """Return the SHA-256 over the files of folders and the options of the rulings."""
    digest = hashlib.sha256()
    for folder in folders:
        files = sorted(path for suffix in ("yaml", "csv") for path in folder.rglob(f"*.{suffix}"))
        for path in files:
            for part in (path.relative_to(folder).as_posix().encode(), path.read_bytes()):
                digest.update(len(part).to_bytes(8, "big") + part)
    digest.update(json.dumps(dict(sorted(chosen.items()))).encode())
    return digest.hexdigest()
