"""Where a form contradicts itself: named choices, each with its default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

Texts = tuple[str, str]
"""A text in Vietnamese and in English."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice between two readings of a form.

    Attributes:
        options: what each means, the default first.
    """

    id: str
    form: str
    label: Texts
    options: Mapping[str, Texts]

    @property
    def default(self) -> str:
        """The option that is taken if none is asked for."""
        return next(iter(self.options))


CHOICES: Final = {
    choice.id: choice
    for choice in (
        Choice(
            "child_columns",
            "7.11",
            ("Thứ tự cột của Mẫu 7.11", "Order of the columns of form 7.11"),
            {
                "notes": (
                    "theo ghi chú: cột 2, 6 dinh dưỡng; cột 3, 7 bảo hiểm y tế",
                    "as the notes say: columns 2, 6 nutrition; columns 3, 7 health insurance",
                ),
                "header": (
                    "theo đầu cột: cột 2, 6 bảo hiểm y tế; cột 3, 7 dinh dưỡng",
                    "as the header says: columns 2, 6 health insurance; columns 3, 7 nutrition",
                ),
            },
        ),
        Choice(
            "ethnic_groups",
            "7.9",
            ("Hộ được tính ở Mẫu 7.9", "Households counted in form 7.9"),
            {
                "all": (
                    "mọi hộ nghèo, hộ cận nghèo theo dân tộc của chủ hộ, kể cả Kinh",
                    "all poor and near-poor households by the head's ethnic group, Kinh included",
                ),
                "minority": (
                    "chỉ hộ có chủ hộ hoặc vợ, chồng chủ hộ là người dân tộc thiểu số",
                    "only households whose head or spouse belongs to an ethnic minority",
                ),
            },
        ),
    )
}

DEFAULTS: Final = {name: choice.default for name, choice in CHOICES.items()}
