"""Words for columns, findings and units of a plan, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Words = Mapping[str, tuple[str, str]]

COLUMNS: Final[Words] = MappingProxyType(
    {
        "total": ("tổng", "total"),
        "central_budget": ("ngân sách trung ương", "central budget"),
        "city_budget": ("ngân sách thành phố", "city budget"),
        "preferential_loan": ("vốn vay ưu đãi", "preferential loans"),
        "community": ("huy động cộng đồng", "community"),
    }
)
"""The columns of money of annex 2."""

OUTCOMES: Final[Words] = MappingProxyType(
    {
        "agrees": ("khớp", "agrees"),
        "differs": ("KHÔNG KHỚP", "DIFFERS"),
        "missing": ("THIẾU trong dòng có nêu nguồn khác", "MISSING in a row that names others"),
        "blank": ("dòng không nêu nguồn nào", "the row names no source"),
    }
)
"""What a cell of the budget shows beside the sum of its leaf rows."""

KINDS: Final[Words] = MappingProxyType(
    {
        "defect": ("Khiếm khuyết của Kế hoạch", "Defect of the plan"),
        "conflict": ("Mâu thuẫn trong Kế hoạch", "Conflict in the plan"),
        "wording": ("Lời văn của Kế hoạch", "Wording of the plan"),
    }
)
"""The kinds of inconsistencies."""

UNITS: Final[Words] = MappingProxyType(
    {
        "households": ("hộ", "households"),
        "persons": ("người", "persons"),
        "children": ("trẻ em", "children"),
        "models": ("mô hình", "models"),
        "percent": ("%", "%"),
        "times": ("lần", "times"),
    }
)
"""The units of targets."""

BECAME: Final[Words] = MappingProxyType(
    {
        "rule": ("quy tắc", "rule"),
        "target": ("chỉ tiêu", "target"),
        "parameter": ("số liệu", "number"),
        "none": ("không", "none"),
    }
)
"""What a line of the plan became."""
