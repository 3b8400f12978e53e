"""Write decisions as JSON, JSON lines, CSV or Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from chuan_ngheo.decision import Decision, point_columns
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.rows import InputError

OUTPUT_SUFFIXES: Final = (".json", ".jsonl", ".ndjson", ".csv", ".parquet")
SEPARATOR: Final = "|"
"""Stands between several classes in one cell."""


def columns(decision: Decision) -> dict[str, Any]:
    """Return the columns of one decision: one row for each household."""
    return {
        "household_id": decision.household_id,
        "class": decision.class_,
        "possible_classes": SEPARATOR.join(decision.possible_classes),
        **decision.deprivations,
        "deprivations_certain": decision.deprivation_count.certain,
        "deprivations_possible": decision.deprivation_count.possible,
        **point_columns(decision.points),
        **{name: item.eligible for name, item in decision.eligibility.items()},
    }


def to_csv(decisions: Sequence[Decision]) -> str:
    """Return decisions as CSV; unknown is an empty cell, truth is true or false."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    for number, decision in enumerate(decisions):
        row = columns(decision)
        if number == 0:
            writer.writerow(row)
        writer.writerow(
            str(value).lower() if isinstance(value, bool) else value for value in row.values()
        )
    return text.getvalue()


def to_json(decisions: Sequence[Decision], *, single: bool = False, trace: bool = False) -> str:
    """Return decisions as JSON: an object for a single household, else a list."""
    if single and len(decisions) == 1:
        return decisions[0].to_json(trace=trace, indent=2) + "\n"
    lines = ",\n".join(decision.to_json(trace=trace) for decision in decisions)
    return f"[\n{lines}\n]\n" if decisions else "[]\n"


def check_output(
    path: Path,
    suffixes: tuple[str, ...] = OUTPUT_SUFFIXES,
    inputs: Iterable[Path] = (),
    option: str = "--out",
) -> None:
    """Check that an output can be written to ``path``, before any work is done.

    Args:
        option: how the command line names the output.
        inputs: files and folders that are read; an output must not take the place of one.

    Raises:
        InputError: if the ending is none of ``suffixes``, the folder is absent, or ``path`` is
            read as input.
    """
    if any(_is_read(path.resolve(), item.resolve()) for item in inputs):
        expected = "another file than those that are read"
        raise InputError(Problem("file-unreadable", f"{option} {path.name}", expected))
    if not path.name.endswith(suffixes) or not path.parent.is_dir():
        expected = f"a file in an existing folder, ending in {', '.join(suffixes)}"
        raise InputError(Problem("file-unreadable", f"{option} {path.name}", expected))


def _is_read(path: Path, source: Path) -> bool:
    """Tell whether a file is a source, one of its tables, or inside its Hive partitions."""
    if not source.is_dir():
        return path == source
    tables = {name for name in ("households", "members") if path.name.startswith(f"{name}.")}
    partitions = any(source.glob("*=*")) and path.is_relative_to(source)
    return partitions or (bool(tables) and path.parent == source)


def write_decisions(
    path: Path, decisions: Sequence[Decision], *, single: bool = False, trace: bool = False
) -> None:
    """Write decisions in the format that the ending of ``path`` names.

    Raises:
        InputError: see ``check_output``.
    """
    check_output(path)
    with complete_file(path) as temporary:
        if path.suffix == ".parquet":
            _write_parquet(temporary, decisions)
        elif path.suffix == ".csv":
            temporary.write_text(to_csv(decisions), encoding="utf-8", newline="")
        elif path.suffix == ".json":
            text = to_json(decisions, single=single, trace=trace)
            temporary.write_text(text, encoding="utf-8", newline="")
        else:
            lines = [decision.to_json(trace=trace) + "\n" for decision in decisions]
            temporary.write_text("".join(lines), encoding="utf-8", newline="")


def _write_parquet(path: Path, decisions: Sequence[Decision]) -> None:
    import polars  # noqa: PLC0415  only when Parquet is written

    rows = [columns(decision) for decision in decisions]
    names = list(rows[0]) if rows else []
    ids = [row["household_id"] for row in rows]
    if any(isinstance(value, str) for value in ids):
        ids = [value if value is None else str(value) for value in ids]
    data: dict[str, Any] = {name: [row[name] for row in rows] for name in names}
    data["household_id"] = ids
    counts = {"deprivations_certain", "deprivations_possible"}
    counts |= {name for decision in decisions[:1] for name in decision.rules.point_columns}
    texts = {"class", "possible_classes"}
    schema = {
        name: polars.Int64 if name in counts else polars.String if name in texts else polars.Boolean
        for name in names
        if name != "household_id"
    }
    polars.DataFrame(data, schema_overrides=schema).write_parquet(path, compression="zstd")
