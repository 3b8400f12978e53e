"""The rule set with the groups that forms 7.8 and 7.11 count, whatever classifies households."""

from __future__ import annotations

from collections.abc import Mapping

from chuan_ngheo.rulebook.loader import load_rules, rules_folder
from chuan_ngheo.rulebook.rules import RuleSet


def report_definitions(rulings: Mapping[str, str] | None = None) -> RuleSet:
    """Load the definitions of the official tables.

    Args:
        rulings: options of any rulings, where not the defaults; those of others are left out.

    Raises:
        RuleError: if a ruling has no such option.
    """
    folder = rules_folder() / "reports" / "official-tables"
    known = load_rules(folder).rulings
    own = {name: option for name, option in (rulings or {}).items() if name in known}
    return load_rules(folder, rulings=own)


def own_rulings() -> frozenset[str]:
    """Return the names of the rulings that only the official tables have."""
    return frozenset(report_definitions().rulings) - frozenset(load_rules().rulings)
