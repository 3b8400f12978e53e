"""The choices that tables 7.2 and 7.3 leave open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from chuan_ngheo.diagnostics import Problem, RuleError, nearest
from chuan_ngheo.movements.entries import LookBack
from chuan_ngheo.rulebook.loader import load_rules

LOOK_BACK: Final = "relapse_look_back"
_RULE_SET: Final = "kh-132-2022-can-tho"
SPLIT: Final = "split_household"
SPLIT_OPTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "other_increase": (
        "hộ tách ra luôn là khác (tăng)",
        "a household that split off is always another increase",
    ),
    "by_list_of_origin": (
        "hộ tách từ hộ không thuộc danh sách nào là tái nghèo hoặc phát sinh mới",
        "one that split from a household on neither list has relapsed or is new",
    ),
}
"""The notes on forms 7.2 and 7.3 put splits under the other changes, but do not say whether this
holds for one from a household that was on neither list: unconfirmed. The first is the default."""
RULINGS: Final = (LOOK_BACK, SPLIT)


class Chosen(NamedTuple):
    """The choices in force.

    Attributes:
        options: the option of each ruling, by its id.
    """

    look_back: LookBack
    split_by_origin: bool
    options: Mapping[str, str]


def chosen(rulings: Mapping[str, str] | None = None) -> Chosen:
    """Return the choices in force: the defaults, but for those that are given.

    ``relapse_look_back`` and its months are read from the rule set ``kh-132-2022-can-tho``.

    Raises:
        RuleError: if a ruling or an option does not exist.
    """
    given = dict(rulings or {})
    for name in given:
        if name not in RULINGS:
            expected = f"one of {', '.join(RULINGS)}"
            problem = Problem("unknown-ruling", repr(name), expected, nearest(name, [*RULINGS]))
            raise RuleError((problem,))
    split = given.pop(SPLIT, "other_increase")
    if split not in SPLIT_OPTIONS:
        expected = f"one of {', '.join(SPLIT_OPTIONS)}"
        raise RuleError((Problem("unknown-option", repr(split), expected, path=SPLIT),))
    rules = load_rules(_RULE_SET, rulings=given)
    option = rules.chosen[LOOK_BACK]
    months: int | None = None
    if option == "thirty_six_months":
        months = int(rules.parameters["relapse_look_back_months"][0].columns[""][0])
    return Chosen(LookBack(months), split == "by_list_of_origin", {LOOK_BACK: option, SPLIT: split})
