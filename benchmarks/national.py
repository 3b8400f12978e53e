"""Write a synthetic population of any size, with every fact that the plan's rule set reads.

Run ``python -m benchmarks.national FOLDER --households N``. The population is invented: it has
plausible shares, and no figure of it says anything about Viet Nam. The same seed, size and
options give the same rows.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.population.files import write_population
from chuan_ngheo import load_rules
from chuan_ngheo.vocabulary import FACTS

RULE_SET: Final = "kh-132-2022-can-tho"
_WRITTEN_AS: Final = {"age": "birth_date", "age_months": "birth_date"}
_OF_THE_TABLE: Final = frozenset({"household_size"})


def facts_read(scope: str) -> list[str]:
    """Return the columns that the rules read, in the order of the vocabulary.

    Args:
        scope: ``household`` or ``member``. Ages stand as the birth date; the number of members
            is no column.
    """
    read = {name for rule in load_rules(RULE_SET) for name in rule.facts} - _OF_THE_TABLE
    names = (name for name in FACTS if name in read and FACTS[name].scope == scope)
    return list(dict.fromkeys(_WRITTEN_AS.get(name, name) for name in names))


def main() -> int:
    """Write the two tables, and print what they hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--households", type=int, required=True)
    parser.add_argument("--seed", type=int, default=132)
    parser.add_argument("--unsorted", action="store_true", help="members in random order")
    parser.add_argument(
        "--with-unknowns", action="store_true", help="two per cent of every fact are unknown"
    )
    given = parser.parse_args()
    if given.households < 1:
        parser.error("--households must be at least 1")
    start = perf_counter()
    write_population(
        given.folder,
        given.households,
        given.seed,
        shuffled=given.unsorted,
        unknowns=given.with_unknowns,
    )
    seconds = perf_counter() - start
    for scope in ("household", "member"):
        path = given.folder / f"{scope}s.parquet"
        print(f"{path}: {path.stat().st_size / 2**20:.0f} MiB")
        print(f"  facts read by {RULE_SET}: {', '.join(facts_read(scope))}")
    print(f"{given.households} households in {seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
