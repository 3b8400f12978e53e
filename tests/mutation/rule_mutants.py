"""Change the rules in one place at a time and show that a test notices.

Run ``python -m tests.mutation.rule_mutants [RULE_SET]``. A mutant is killed when the check of the
rules refuses it, when a case of ``datasets/cases`` comes out differently, or when a row of the
tables of form 3.11 does; of a table of points each cell is changed, and of each score the order of
its answers. A mutant of the plan of Cần Thơ is killed when a hand case of ``tests/plan`` does,
or a subject of ``tests/programme/subject_vectors.py``. Survivors that change no decision are listed
with the reason in ``equivalent.yaml``. Exit status 1 if any other mutant survives.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from chuan_ngheo import InvalidFactsError, RuleSet, classify
from chuan_ngheo.audit.cases.files import Case
from chuan_ngheo.audit.cases.outcome import differences
from chuan_ngheo.rulebook.loader import check_rule_set, rules_folder
from tests.case_files import read_cases
from tests.mutation.mutations import Mutant, all_mutants
from tests.mutation.plan_killers import CHECK, plan_killers
from tests.nutrition_rows import table_households

EQUIVALENT: Final = Path(__file__).with_name("equivalent.yaml")
TABLES: Final = "the rows of form 3.11"
GROWTH: Final = "tables/height_for_age.csv"
PLAN: Final = "kh-132-2022-can-tho"


@cache
def cases_of(rule_set: str) -> tuple[Case, ...]:
    """Return the cases of a rule set, those under its default rulings first.

    Rules under other rulings are loaded only for a mutant that none of the others notices.
    """
    return tuple(sorted(read_cases(rule_set), key=lambda case: len(case.rulings)))


def killer_of(mutant: Mutant, rule_set: str) -> str:
    """Return what notices the mutant, or an empty text."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / rule_set
        shutil.copytree(rules_folder() / rule_set, folder)
        mutant.apply(folder)
        return next(_killers(folder, mutant), "")


def _killers(folder: Path, mutant: Mutant | None) -> Iterator[str]:
    rules, problems = check_rule_set(folder)
    if rules is None:
        yield f"{CHECK} ({problems[0].code})"
        return
    if (folder / GROWTH).is_file() and (mutant is None or mutant.file.startswith("tables/")):
        yield from _tables_notice(rules)
    if folder.name == PLAN:
        yield from plan_killers(folder, rules, mutant)
    else:
        yield from _cases_notice(folder)


def _cases_notice(folder: Path) -> Iterator[str]:
    with_rulings: dict[str, RuleSet] = {}
    for case in cases_of(folder.name):
        key = repr(sorted(case.rulings.items()))
        if key not in with_rulings:
            loaded, _ = check_rule_set(folder, case.rulings)
            if loaded is None:
                yield CHECK
                return
            with_rulings[key] = loaded
        if _notices(case, with_rulings[key]):
            yield case.name


def _notices(case: Case, rules: RuleSet) -> bool:
    try:
        decision = classify(case.household, rules=rules)
    except InvalidFactsError:
        return "refused" not in case.expect
    return "refused" in case.expect or bool(differences(case, decision))


def _tables_notice(rules: RuleSet) -> Iterator[str]:
    for household, expected in table_households():
        if classify(household, rules=rules).deprivations["nutrition"] is not expected:
            yield TABLES


def explained(rule_set: str) -> dict[str, str]:
    """Return the mutants known to change no decision, each with the reason."""
    document = YAML(typ="safe", pure=True).load(EQUIVALENT) or {}
    found: dict[str, str] = document.get(rule_set) or {}
    return found


def main(arguments: list[str]) -> int:
    """Run every mutant of a rule set; print the killed, the explained and the survivors."""
    rule_set = arguments[0] if arguments else "nd-07-2021"
    before = next(_killers(rules_folder() / rule_set, None), "")
    if before:
        print(f"without any change, {before} fails: nothing can be learnt from mutants")
        return 1
    mutants = all_mutants(rules_folder() / rule_set)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        killers = list(pool.map(partial(killer_of, rule_set=rule_set), mutants, chunksize=8))
    alive = [str(mutant) for mutant, killer in zip(mutants, killers, strict=True) if not killer]
    reasons = explained(rule_set)
    groups = Counter(
        killer.split(" (")[0] if killer.startswith(CHECK) else killer.split("/")[0]
        for killer in killers
        if killer
    )
    for group, count in groups.most_common():
        print(f"{count:5} killed by {group}")
    for name in alive:
        print(f"equivalent: {name}: {reasons[name]}" if name in reasons else f"SURVIVOR: {name}")
    survivors = [name for name in alive if name not in reasons]
    stale = [name for name in reasons if name not in alive]
    for name in stale:
        print(f"STALE: {name} in {EQUIVALENT.name} is no survivor")
    print(
        f"{rule_set}: {len(mutants)} mutants, {len(mutants) - len(alive)} killed, "
        f"{len(alive) - len(survivors)} explained as equivalent, {len(survivors)} survivors"
    )
    return 1 if survivors or stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
