"""Who takes part in the measurement of whole tables, and over which households."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Way = Literal["files", "frames"]
"""``files``: from Parquet to Parquet. ``frames``: from tables in memory to one in memory."""

Population = Literal["unknowns", "known", "unsorted"]
"""Two per cent of every fact unknown; every fact known; unknowns and members in random order."""

NO_LIMIT: Final = 10**12


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to classify a population.

    Attributes:
        module: the module of ``benchmarks.peers``; empty for the command line of chuan_ngheo.
        rules: the rule set, for the command line.
        engine: the reading, for the command line.
        largest: the most households that it is given, for its memory or its time.
        scaled: whether its time for more is the time of ``largest`` in proportion; otherwise it
            takes no part there.
        decides: whether it gives decisions that can be compared.
        package: what it is made of, for the list of versions.
    """

    name: str
    label: str
    way: Way
    populations: tuple[Population, ...]
    module: str = ""
    rules: str = "nd-07-2021"
    engine: str = "polars"
    largest: int = NO_LIMIT
    scaled: bool = False
    decides: bool = True
    package: str = ""


PLAN: Final = "ours-plan"
OURS_FILES: Final = "ours"
OURS_FRAMES: Final = "ours-frames"
FLOOR: Final = "floor"

_MILLION: Final = 1_000_000
_UNKNOWNS: Final[tuple[Population, ...]] = ("unknowns",)
_KNOWN: Final[tuple[Population, ...]] = ("known",)
_BOTH: Final[tuple[Population, ...]] = ("unknowns", "known")

CONTENDERS: Final = (
    Contender(OURS_FILES, "chuan_ngheo, decree", "files", _BOTH),
    Contender(
        PLAN,
        "chuan_ngheo, decree and plan (every eligibility id)",
        "files",
        ("unknowns", "unsorted"),
        rules="kh-132-2022-can-tho",
    ),
    Contender(
        "ours-duckdb",
        "chuan_ngheo, decree, `--engine duckdb`",
        "files",
        _UNKNOWNS,
        engine="duckdb",
        largest=_MILLION,
    ),
    Contender(
        "ours-spark",
        "chuan_ngheo, decree, generated SQL on Spark (local, 2 threads)",
        "files",
        _UNKNOWNS,
        "our_spark",
        largest=_MILLION,
        package="pyspark",
    ),
    Contender(FLOOR, "floor: read and write, no work", "files", _UNKNOWNS, "floor", decides=False),
    Contender(
        "polars",
        "Polars by an expert's hand",
        "files",
        _UNKNOWNS,
        "polars_by_hand",
        package="polars",
    ),
    Contender(
        "duckdb", "DuckDB SQL by hand", "files", _UNKNOWNS, "duckdb_by_hand", package="duckdb"
    ),
    Contender(
        "pandas",
        "pandas by hand",
        "files",
        _UNKNOWNS,
        "pandas_by_hand",
        largest=_MILLION,
        package="pandas",
    ),
    Contender(
        OURS_FRAMES, "chuan_ngheo, decree", "frames", _BOTH, "our_frames", largest=10 * _MILLION
    ),
    Contender(
        "numba-frames",
        "floor: one pass compiled by numba, columns decoded",
        "frames",
        _UNKNOWNS,
        "numba_pass",
        largest=10 * _MILLION,
        package="numba",
    ),
    Contender(
        "polars-frames",
        "Polars by an expert's hand",
        "frames",
        _UNKNOWNS,
        "polars_by_hand",
        largest=10 * _MILLION,
    ),
    Contender(
        "pandas-frames", "pandas by hand", "frames", _UNKNOWNS, "pandas_by_hand", largest=_MILLION
    ),
    Contender(
        "openfisca-frames",
        "OpenFisca-core",
        "frames",
        _KNOWN,
        "openfisca_by_hand",
        largest=_MILLION,
        package="openfisca-core",
    ),
    Contender(
        "policyengine-frames",
        "PolicyEngine-core",
        "frames",
        _KNOWN,
        "policyengine_by_hand",
        largest=_MILLION,
        package="policyengine-core",
    ),
    Contender(
        "zen-frames",
        "zen-engine, one household at a time",
        "frames",
        _KNOWN,
        "zen_by_hand",
        largest=10_000,
        scaled=True,
        package="zen-engine",
    ),
    Contender(
        "durable-frames",
        "durable_rules, one household at a time",
        "frames",
        _KNOWN,
        "durable_by_hand",
        largest=1_000,
        scaled=True,
        package="durable-rules",
    ),
    Contender(
        "reference-frames",
        "chuan_ngheo, reference reading, one household at a time",
        "frames",
        _BOTH,
        "reference_reading",
        largest=20_000,
        scaled=True,
    ),
)
BY_NAME: Final = {contender.name: contender for contender in CONTENDERS}
