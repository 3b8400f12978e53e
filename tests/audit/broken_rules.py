"""Rule sets that are broken on purpose: each a copy of a shipped one with one text replaced."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from chuan_ngheo.rulebook.loader import rules_folder

DECREE: Final = "nd-07-2021"
PLAN: Final = "kh-132-2022-can-tho"


@dataclass(frozen=True, slots=True)
class Broken:
    """One fault.

    Attributes:
        replaced, by: the text in the file, which stands there once, and what becomes of it.
        also: other replacements in the same file.
        code, subject: what the proof has to find.
    """

    name: str
    file: str
    replaced: str
    by: str
    code: str
    subject: tuple[str, ...]
    rule_set: str = DECREE
    also: tuple[tuple[str, str], ...] = ()

    def write(self, folder: Path) -> Path:
        """Write the rule set below ``folder`` and return its path."""
        target = folder / self.rule_set
        shutil.copytree(rules_folder() / self.rule_set, target)
        if self.rule_set == PLAN:
            shutil.copytree(rules_folder() / DECREE, folder / DECREE)
        path = target / self.file
        text = path.read_text(encoding="utf-8")
        for replaced, by in ((self.replaced, self.by), *self.also):
            assert text.count(replaced) == 1, self.name
            text = text.replace(replaced, by)
        path.write_text(text, encoding="utf-8")
        return target


_POOR = "when: at_or_below_poverty_line and deprivation_count >= 3"
_NEAR = "when: at_or_below_poverty_line and deprivation_count < 3"
_AVERAGE = "when: not at_or_below_poverty_line and at_or_below_average_line"
_ABOVE = "when: not at_or_below_poverty_line and not at_or_below_average_line"
_LINE = "when: income_per_capita <= poverty_line"
_DEPENDANT = "when: age < 16 or social_allowance in ('elderly', 'disabled')"
_HOUSE = "when: count_true(not wall_durable, not column_durable, not roof_durable) >= 2"
_WINDOW = (
    "ever(left_poor_list_on) and left_poor_list_on <= review_date\n"
    "      and (review_date <= months_after(left_poor_list_on, newly_escaped_months)\n"
)

BROKEN: Final = (
    Broken(
        "nobody is poor with four deprivations",
        "classes.yaml",
        _POOR,
        "when: at_or_below_poverty_line and 3 <= deprivation_count < 4",
        "proof-no-class",
        (),
    ),
    Broken(
        "no class exactly at the line of the average living standard",
        "classes.yaml",
        _ABOVE,
        "when: |\n      not at_or_below_poverty_line\n"
        "      and income_per_capita > average_living_standard_line + 1",
        "proof-no-class",
        (),
    ),
    Broken(
        "no class in 2026",
        "classes.yaml",
        _AVERAGE,
        _AVERAGE + " and review_date <= '2025-12-31'",
        "proof-no-class",
        (),
    ),
    Broken(
        "poor and near-poor with three deprivations",
        "classes.yaml",
        _NEAR,
        "when: at_or_below_poverty_line and deprivation_count <= 3",
        "proof-two-classes",
        ("poor", "near_poor"),
    ),
    Broken(
        "two classes under an option that is not the default",
        "classes.yaml",
        _NEAR,
        "when: |\n      at_or_below_poverty_line and (deprivation_count < 3\n"
        "      or working_age == 'fifteen_and_over' and deprivation_count == 3)",
        "proof-two-classes",
        ("poor", "near_poor"),
    ),
    Broken(
        "thirteen of twelve deprivations",
        "classes.yaml",
        _POOR,
        "when: at_or_below_poverty_line and deprivation_count >= 13",
        "proof-unreachable",
        ("poor",),
    ),
    Broken(
        "poor from the line upwards",
        "income.yaml",
        _LINE,
        "when: income_per_capita >= poverty_line",
        "proof-not-monotone-in-income",
        ("income_per_capita",),
    ),
    Broken(
        "one amount below the line is above it",
        "income.yaml",
        _LINE,
        "when: income_per_capita <= poverty_line and 2 * income_per_capita != 2_468_024",
        "proof-not-monotone-in-income",
        ("income_per_capita",),
    ),
    Broken(
        "poor with exactly three deprivations",
        "classes.yaml",
        _POOR,
        "when: at_or_below_poverty_line and deprivation_count == 3",
        "proof-not-monotone-in-deprivation",
        ("employment",),
        also=((_NEAR, "when: at_or_below_poverty_line and deprivation_count != 3"),),
    ),
    Broken(
        "the richest are those with a deprivation in nutrition",
        "classes.yaml",
        _ABOVE,
        "when: |\n      not at_or_below_poverty_line\n"
        "      and (not at_or_below_average_line or deprived('nutrition'))",
        "proof-two-classes",
        ("average_living_standard", "above_average_living_standard"),
    ),
    Broken(
        "a dependant below and above 16",
        "employment.yaml",
        _DEPENDANT,
        "when: age < 16 and age >= 16",
        "proof-never-true",
        ("dependant",),
    ),
    Broken(
        "everybody is a dependant",
        "employment.yaml",
        _DEPENDANT,
        "when: age < 16 or age >= 16",
        "proof-never-false",
        ("dependant",),
    ),
    Broken(
        "children of 5 are children below 16 already",
        "employment.yaml",
        _DEPENDANT,
        "when: age < 16 or age < 6 or social_allowance in ('elderly', 'disabled')",
        "proof-part-never-decides",
        ("dependant",),
    ),
    Broken(
        "a house of unknown walls, without columns and roof, is not known to be weak",
        "housing.yaml",
        _HOUSE,
        "when: |\n      not wall_durable and not column_durable\n"
        "      or wall_durable and not column_durable and not roof_durable\n"
        "      or not wall_durable and not roof_durable",
        "proof-too-wide",
        ("housing_quality",),
    ),
    Broken(
        "a definition that nothing uses",
        "employment.yaml",
        "indicators:\n  - id: employment\n",
        '  - id: adult\n    scope: member\n    label: {vi: "Người lớn", en: "Adult"}\n'
        "    when: age >= 18\n    citation: [{instrument: blld-2019}]\n    confidence: gazette\n\n"
        "indicators:\n  - id: employment\n",
        "proof-unused",
        ("adult",),
    ),
    Broken(
        "poor and near-poor at once for support with housing",
        "projects.yaml",
        "when: household_class in ('poor', 'near_poor') and on_commune_list and resides_in_area",
        "when: household_class == 'poor' and household_class == 'near_poor' and on_commune_list",
        "proof-unreachable",
        ("da4",),
        PLAN,
    ),
    Broken(
        "never off the list, and no answer",
        "history.yaml",
        _WINDOW,
        _WINDOW.removeprefix("ever(left_poor_list_on) and "),
        "proof-undecided",
        ("off_poor_list_within_programme_window",),
        PLAN,
    ),
)
