"""The formats of cells in the workbook of the official tables."""

from __future__ import annotations

from typing import Any, Final

_FONT: Final[dict[str, Any]] = {
    "font_name": "Times New Roman",
    "font_size": 11,
    "valign": "vcenter",
}
_GRID: Final[dict[str, Any]] = {"border": 1}
_BOLD: Final[dict[str, Any]] = {"bold": True}
_CENTRE: Final[dict[str, Any]] = {"align": "center"}
_WRAP: Final[dict[str, Any]] = {"text_wrap": True}
_INDENT: Final[dict[str, Any]] = {"align": "right", "indent": 1}

_STYLES: Final[dict[str, dict[str, Any]]] = {
    "title": {**_BOLD, **_CENTRE, **_WRAP, "font_size": 14},
    "subtitle": _CENTRE,
    "unit": {"align": "right", "italic": True},
    "head": {**_GRID, **_BOLD, **_CENTRE, **_WRAP, "font_size": 10},
    "number": {**_GRID, **_CENTRE, "italic": True, "font_size": 9},
    "centre": {**_GRID, **_CENTRE},
    "centre_bold": {**_GRID, **_CENTRE, **_BOLD},
    "text": {**_GRID, **_WRAP},
    "text_bold": {**_GRID, **_WRAP, **_BOLD},
    "count": {**_GRID, **_INDENT, "num_format": "#,##0"},
    "count_bold": {**_GRID, **_INDENT, **_BOLD, "num_format": "#,##0"},
    "rate": {**_GRID, **_INDENT, "num_format": "0.00"},
    "rate_bold": {**_GRID, **_INDENT, **_BOLD, "num_format": "0.00"},
    "beside": {"num_format": "#,##0", "font_color": "#595959"},
    "beside_head": {**_CENTRE, **_WRAP, "italic": True, "font_size": 9, "font_color": "#595959"},
    "note": {**_WRAP, "italic": True, "font_size": 10, "valign": "top"},
    "sheet_title": _BOLD,
    "sign": {**_CENTRE, **_BOLD},
    "sign_note": {**_CENTRE, "italic": True},
    "plain": {**_WRAP, "valign": "top"},
    "plain_bold": {**_WRAP, **_BOLD, "valign": "top"},
    "plain_number": {"num_format": "#,##0", "valign": "top"},
}


class Formats:
    """The formats of a workbook by name."""

    def __init__(self, book: Any) -> None:
        self._formats = {
            name: book.add_format({**_FONT, **style}) for name, style in _STYLES.items()
        }

    def __getitem__(self, name: str) -> Any:
        return self._formats[name]
