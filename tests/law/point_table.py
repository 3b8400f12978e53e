"""The point table of form 3.3 as it was transcribed from the gazette, read without the rulebook."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).parent.parent / "oracle" / "b1_points.csv"
TABLE_HASH: Final = "7edf625a24cc201f14a1fc03f901c623a109095e911d4e34f54f765d5d561b3f"
"""SHA-256 of the transcription: nobody changes it in passing."""
COLUMNS: Final = {
    "NT_DBSH": "red_river_delta",
    "NT_TDMNPB": "northern_mountains",
    "NT_BTB_DHMT": "central_coast",
    "NT_TayNguyen": "central_highlands",
    "NT_DNB": "southeast",
    "NT_DBSCL": "mekong_delta",
}
"""The rural columns and the regions that they stand for."""
URBAN: Final = "ThanhThi"


def rows() -> list[dict[str, str]]:
    """Return the rows of the transcription."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cells() -> dict[tuple[str, str], int]:
    """Return the points by row and column, for each cell that has any."""
    return {
        (row["key"], column): int(row[column])
        for row in rows()
        for column in (*COLUMNS, URBAN)
        if row[column]
    }


def file_hash() -> str:
    """Return the SHA-256 of the transcription."""
    return hashlib.sha256(TABLE.read_bytes()).hexdigest()
