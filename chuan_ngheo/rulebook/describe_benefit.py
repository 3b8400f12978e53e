"""What is particular to a benefit, as a person reads it, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from chuan_ngheo.rulebook.rules import Benefit, RuleSet

SUBJECTS: Final = {
    "household": ("hộ gia đình", "household"),
    "member": ("thành viên", "member"),
    "organisation": ("tổ chức", "organisation"),
    "community": ("nhóm hộ, cộng đồng", "community"),
    "official": ("cán bộ", "official"),
    "house": ("căn nhà", "house"),
}
"""The name of each subject in Vietnamese and English."""


def benefit_heading(benefit: Benefit) -> Iterator[str]:
    """Yield for whom it is and the line of the plan."""
    vi, en = (", ".join(SUBJECTS[name][place] for name in benefit.subjects) for place in (0, 1))
    yield f"  đối tượng / subjects: {vi} / {en}"
    yield f"  dòng / line: {benefit.line}"


def benefit_lines(benefit: Benefit, rules: RuleSet) -> Iterator[str]:
    """Yield who receives it, who comes first, what it is compared with, what it gives."""
    for title, names in (
        ("thành viên / members", (benefit.members,) if benefit.members else ()),
        ("ưu tiên / priority", benefit.priority),
        ("quy định quốc gia / national rules", benefit.national),
        ("nhường cho / gives way to", benefit.gives_way_to),
    ):
        if names:
            yield f"  {title}:"
        for name in names:
            label = rules.rule(name).label
            yield f"    {name}: {label.vi} / {label.en}"
    for title, items in (
        ("điều kiện của khoản hỗ trợ / conditions", benefit.conditions),
        ("nội dung / content", tuple(benefit.content.values())),
    ):
        if items:
            yield f"  {title}:"
        yield from (f"    {item.vi} / {item.en}" for item in items)
