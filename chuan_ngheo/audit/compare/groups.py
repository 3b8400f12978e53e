"""The groups of households among which gains and losses are told."""

from __future__ import annotations

from typing import Final

from chuan_ngheo.audit.compare.observed import CHILDREN
from chuan_ngheo.labels import label_of, write_fact
from chuan_ngheo.languages import Language, pick

CHILDREN_GROUP: Final = "children"
FACT_GROUPS: Final = (
    "area",
    "head_or_spouse_ethnic_minority",
    "region",
    "province",
    "district",
    "commune",
)
GROUPS: Final = (*FACT_GROUPS[:2], CHILDREN_GROUP, *FACT_GROUPS[2:])
"""Facts of the household, and whether it has a child below 16."""
UNKNOWN: Final = "unknown"
ARROW: Final = " -> "
_COLUMNS: Final = {CHILDREN_GROUP: CHILDREN}


def column_of(group: str) -> str:
    """Return the column of the answers that holds a group."""
    return _COLUMNS.get(group, group)


def group_label(group: str, language: Language) -> str:
    """Return the label of a group."""
    if group == CHILDREN_GROUP:
        return pick(("Có trẻ em dưới 16 tuổi", "Has a child below 16"), language)
    return label_of(group, language)


def value_label(group: str, value: str, language: Language) -> str:
    """Write the value of a group; two, where it differs between the sides."""
    return " → ".join(_one(group, part, language) for part in value.split(ARROW))


def _one(group: str, value: str, language: Language) -> str:
    if value == UNKNOWN:
        return pick(("chưa biết", "unknown"), language)
    if value in ("yes", "no"):
        return pick(("có", "yes") if value == "yes" else ("không", "no"), language)
    return write_fact(group, value, language)
