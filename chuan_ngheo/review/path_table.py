"""Paths as rows of a table, and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from chuan_ngheo.languages import LANGUAGES
from chuan_ngheo.review.path import ReviewPath
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.write import SEPARATOR

COLUMNS: Final = (
    "household_id",
    "stage_reached",
    "current_stage",
    "state",
    "next_step",
    "next_deadline",
    "decision_deadline",
    "overdue",
    "result",
    "leaves",
    "reason_vi",
    "reason_en",
    "citation",
    "notes_vi",
    "notes_en",
    "unconfirmed",
)
_TABLES: Final = (".csv", ".xlsx", ".parquet")
SUFFIXES: Final = (*_TABLES, ".json")


def columns(path: ReviewPath) -> dict[str, Any]:
    """Return the columns of one path: one row for each household."""
    current = path.current
    values = {
        "stage_reached": path.reached or None,
        "current_stage": current.id,
        "state": current.state,
        "citation": "; ".join(citation.write("vi") for citation in current.citations),
        "unconfirmed": SEPARATOR.join(path.unconfirmed) or None,
    }
    for language in LANGUAGES:
        values[f"reason_{language}"] = current.reason.in_(language)
        notes = "; ".join(note.in_(language) for note in path.notes)
        values[f"notes_{language}"] = notes or None
    return {name: values[name] if name in values else getattr(path, name) for name in COLUMNS}


def to_csv(paths: Sequence[ReviewPath]) -> str:
    """Return paths as CSV; unknown is an empty cell, truth is true or false."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for path in paths:
        row = columns(path)
        writer.writerow(
            str(value).lower() if isinstance(value, bool) else value for value in row.values()
        )
    return text.getvalue()


def to_json(paths: Sequence[ReviewPath]) -> str:
    """Return paths with all their stages as JSON."""
    lines = ",\n".join(json.dumps(path.to_dict(), ensure_ascii=False) for path in paths)
    return f"[\n{lines}\n]\n" if paths else "[]\n"


def write_paths(path: Path, paths: Sequence[ReviewPath]) -> None:
    """Write paths in the format that the ending of ``path`` names."""
    if path.suffix in (".csv", ".json"):
        text = to_csv(paths) if path.suffix == ".csv" else to_json(paths)
        with complete_file(path) as temporary:
            temporary.write_text(text, encoding="utf-8", newline="")
        return
    from chuan_ngheo.tables.sinks import write_parts  # noqa: PLC0415  Polars only for these

    write_parts(path, _frames(paths))


def _frames(paths: Sequence[ReviewPath]) -> Iterator[Any]:
    import polars  # noqa: PLC0415

    days, truths = ("next_deadline", "decision_deadline"), ("overdue",)
    rows = [columns(path) for path in paths]
    yield polars.DataFrame(
        {name: [row[name] for row in rows] for name in COLUMNS},
        schema={
            name: polars.Date
            if name in days
            else polars.Boolean
            if name in truths
            else polars.String
            for name in COLUMNS
        },
    )
