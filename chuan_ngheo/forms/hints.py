"""What the workbook tells its user about a column: hints, prompts and refusals, in Vietnamese."""

from __future__ import annotations

from typing import Final

from chuan_ngheo.forms.columns import Column
from chuan_ngheo.forms.version import GUIDE_SHEET, ID_HINT

_MOST_SHOWN: Final = 45
"""Longer lists of codes are not written below the heading."""
_MOST_MESSAGE: Final = 255
_MOST_TITLE: Final = 32
"""Excel refuses longer messages and titles of data validation."""
_KINDS: Final = {
    "identifier": ID_HINT,
    "text": "chữ",
    "date": "ngày/tháng/năm",
    "whole": "số nguyên",
    "decimal": "số",
}


def codes_text(column: Column) -> str:
    """Return the codes with their meanings: ``1 nam; 2 nữ``."""
    return "; ".join(
        f"{code} {meaning}".strip() for code, meaning in sorted(column.meanings.items())
    )


def hint(column: Column) -> str:
    """Return what stands below the heading: how a cell is written, in few words."""
    if not column.values:
        return _KINDS[column.kind]
    codes = codes_text(column)
    if len(codes) <= _MOST_SHOWN and all(column.meanings.values()):
        return codes.replace("; ", "\n")
    return f"mã {min(column.values)}–{max(column.values)}"


def prompt_title(column: Column) -> str:
    """Return the title of the message of a column, as long as Excel takes it."""
    return _cut(column.title, _MOST_TITLE)


def prompt(column: Column) -> str:
    """Return what is shown when a cell is chosen."""
    how = codes_text(column) if column.values else _KINDS[column.kind]
    parts = [f"{how}.", column.note, column.unconfirmed, "Để trống nếu chưa biết."]
    text = " ".join(part for part in parts if part)
    if len(text) <= _MOST_MESSAGE:
        return text
    return _cut(f"{how}.", _MOST_MESSAGE - 40) + f" Xem sheet {GUIDE_SHEET}."


def refusal(column: Column) -> str:
    """Return what is shown when a cell does not take an answer."""
    if column.values:
        what = f"chỉ nhận mã: {codes_text(column)}"
    else:
        what = {
            "date": "chỉ nhận ngày, ghi ngày/tháng/năm, từ năm 1900",
            "whole": "chỉ nhận số nguyên không âm, không ghi đơn vị",
            "decimal": "chỉ nhận số không âm, không ghi đơn vị",
        }[column.kind]
    rest = " Để trống nếu chưa biết."
    return _cut(f"Cột này {what}.", _MOST_MESSAGE - len(rest)) + rest


def _cut(text: str, most: int) -> str:
    """Return a text of at most so many characters; what is cut off ends in an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
