"""What marks a workbook as one of form 3.1, and its version."""

from __future__ import annotations

import re
from typing import Final

GUIDE_SHEET: Final = "Hướng dẫn"
HOUSEHOLD_SHEET: Final = "Hộ"
MEMBER_SHEET: Final = "Thành viên"
VERSION: Final = 2
"""Raised whenever a code changes its meaning: a workbook of another version is refused, for its
answers would be read as others. Version 1 had its own codes of area, dwelling, toilet and water."""
MARKER: Final = f"Bảng tính Mẫu 3.1, phiên bản {VERSION}"
"""The beginning of the first cell of each sheet with answers."""
ID_HINT: Final = "số hoặc chữ"
"""What stands below the heading of the household id, so that the row is known for hints."""

_MARKER: Final = re.compile(r"Bảng tính Mẫu 3\.1, phiên bản (\d+)\b")


def version_in(text: str | None) -> int | None:
    """Return the version that the first cell of a sheet states; None if it is no such sheet."""
    found = _MARKER.match(text or "")
    return int(found[1]) if found else None
