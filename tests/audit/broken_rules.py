"""Rule sets that are broken on purpose: each a copy of a shipped one with one text replaced."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from chuan_ngheo.rulebook.loader import rules_folder

DECREE: Final = "nd-07-2021"
PLAN: Final = "kh-132-2022-can-tho"
BY_POINTS: Final = "tt-07-2021"


@dataclass(frozen=True, slots=True)
class Broken:
    """One fault.

    Attributes:
        replaced, by: the text in the file, which stands there once, and what becomes of it.
        also: other replacements in the same file.
        code, subject: what the proof has to find.
        shown: whether a household shows it.
    """

    name: str
    file: str
    replaced: str
    by: str
    code: str
    subject: tuple[str, ...]
    rule_set: str = DECREE
    also: tuple[tuple[str, str], ...] = ()
    shown: bool = True

    def write(self, folder: Path) -> Path:
        """Write the rule set below ``folder`` and return its path."""
        target = folder / self.rule_set
        shutil.copytree(rules_folder() / self.rule_set, target)
        if self.rule_set != DECREE:
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
        shown=False,
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
    Broken(
        "poor and near-poor with exactly 30 points B2",
        "classes.yaml",
        "when: at_or_below_b1_limit and b2_points < b2_limit",
        "when: at_or_below_b1_limit and b2_points <= b2_limit",
        "proof-two-classes",
        ("poor", "near_poor"),
        BY_POINTS,
    ),
    Broken(
        "no class with exactly 30 points B2",
        "classes.yaml",
        "when: at_or_below_b1_limit and b2_points >= b2_limit",
        "when: at_or_below_b1_limit and b2_points > b2_limit",
        "proof-no-class",
        (),
        BY_POINTS,
    ),
    Broken(
        "poor from the limit of points upwards",
        "classes.yaml",
        "when: b1_points <= b1_limit",
        "when: b1_points >= b1_limit",
        "proof-not-monotone-in-points",
        ("b1_points",),
        BY_POINTS,
    ),
    Broken(
        "near-poor with many deprivations",
        "classes.yaml",
        "when: at_or_below_b1_limit and b2_points >= b2_limit",
        "when: at_or_below_b1_limit and b2_points < b2_limit",
        "proof-not-monotone-in-deprivation",
        ("b2_points",),
        BY_POINTS,
        also=(
            (
                "when: at_or_below_b1_limit and b2_points < b2_limit\n    citation: "
                "[{instrument: tt-07-2021, article: 1, clause: 1}]\n    confidence: gazette\n"
                "    note:",
                "when: at_or_below_b1_limit and b2_points >= b2_limit\n    citation: "
                "[{instrument: tt-07-2021, article: 1, clause: 1}]\n    confidence: gazette\n"
                "    note:",
            ),
        ),
    ),
    Broken(
        "a limit that no sum of points can meet",
        "classes.yaml",
        "values: {rural: 140, urban: 175}",
        "values: {rural: 142, urban: 175}",
        "proof-points-unreachable",
        ("b1_points", "142"),
        BY_POINTS,
        shown=False,
    ),
    Broken(
        "electricity from 160 after electricity from 150",
        "b1_dwelling.yaml",
        "dien100_150: electricity_kwh_per_month >= 100",
        "dien100_150: electricity_kwh_per_month >= 160",
        "proof-answer-never-given",
        ("b1_electricity",),
        BY_POINTS,
    ),
    Broken(
        "two of working age after one of working age",
        "b1_people.yaml",
        "ld2: count_members(counted_worker) >= 2",
        "ld2: count_members(counted_worker) >= 3 and household_size < 3",
        "proof-answer-never-given",
        ("b1_workers",),
        BY_POINTS,
        shown=False,
    ),
    Broken(
        "one or two of working age might be nobody",
        "b1_people.yaml",
        "ld1: count_members(counted_worker) >= 1",
        "ld1: count_members(counted_worker) == 1",
        "proof-too-wide",
        ("b1_workers",),
        BY_POINTS,
        shown=False,
    ),
)
