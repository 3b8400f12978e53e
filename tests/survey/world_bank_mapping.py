"""The synthetic household survey of the World Bank (2023) in the vocabulary of chuan_ngheo.

Only what the survey asks is mapped. A category that is not exactly one value of the vocabulary
is left out of the dictionaries below, so that the fact stays null: unknown.
"""

from __future__ import annotations

from datetime import date

import polars as pl
import svy

# The survey has a year and no day: the first day of the annual review of 2023. Ages are asked
# in completed years, so only the retirement age of the year depends on it.
REVIEW_DATE = date(2023, 9, 1)

AREA = {"Rural": "rural", "Urban": "urban"}
SEX = {"Female": "female", "Male": "male"}

# "Public tap/standpipe" may stand on a piped network or on a well. A "Tanker truck" or a "Cart
# with small tank" may sell water or bring it free. "Other" may be water bought from a neighbour.
WATER = {
    "Piped into dwelling": "piped",
    "Piped to yard/plot": "piped",
    "Tube well or borehole": "drilled_well",
    "Protected well": "protected_dug_well",
    "Unprotected well": "unprotected_dug_well",
    "Protected spring": "protected_spring",
    "Unprotected spring": "unprotected_spring",
    "Rainwater": "rainwater",
    "Bottled water": "bottled",
    "River/dam/lake/ponds/stream/canal/irrig": "river_pond",
}

# "Flush to piped sewer system" has no value of its own and may be septic or semi-septic. A "Pit
# latrine with slab" need not have a seat. "Flush to somewhere else" may or may not lead to a
# fish pond. "Other" may be a double vault.
TOILET = {
    "Flush to septic tank": "septic",
    "Flush to pit latrine": "pour_flush",
    "Ventilated improved pit latrine (vip)": "ventilated_improved",
    "Pit latrine without slab/open pit": "simple_pit",
    "No facility/bush/field": "none",
}

# "Inactive" may be unable to work, studying, not seeking, retired or a homemaker. Children for
# whom the question is not in the universe are not asked.
EMPLOYMENT = {"Employed": "working", "Unemployed": "no_work"}

# "Primary" includes people with 9 years of school and more, so it may be lower secondary.
# Nobody under 18 has "Secondary", so it is upper secondary. "NIU (not in universe) or no
# education" is two answers. A university degree may be postgraduate, so vocational_training is
# not mapped.
EDUCATION = {
    "Less than primary": "below_primary",
    "Secondary": "upper_secondary",
    "University": "upper_secondary",
}


def load() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the households and the persons as the package svy ships them."""
    return (
        svy.datasets.load("hld_sample_wb_2023", source="bundled"),
        svy.datasets.load("ind_sample_wb_2023", source="bundled"),
    )


def households(survey: pl.DataFrame, median_income: int | None = None) -> pl.DataFrame:
    """Map the households.

    The survey asks expenditure, in the currency of an imaginary country, and not income: the
    income is unknown. ``median_income`` sets expenditure per person on an illustrative scale on
    which its median is that many dong a month. That scale is an assumption, not a conversion.
    """
    dong = (pl.col("pc_exp") * median_income / pl.col("pc_exp").median()).round()
    return survey.select(
        household_id="hid",
        review_date=REVIEW_DATE,
        area=_recode("urbrur", AREA),
        income_per_capita=pl.lit(None, pl.Int64) if median_income is None else dong.cast(pl.Int64),
        water_source=_recode("water", WATER),
        toilet=_recode("toilet", TOILET),
    )


def members(survey: pl.DataFrame) -> pl.DataFrame:
    """Map the persons."""
    return survey.select(
        household_id="hid",
        member_id="idno",
        age="age",
        sex=_recode("sex", SEX),
        employment_status=_recode("act_status", EMPLOYMENT),
        general_education=_recode("educ_attain", EDUCATION),
    )


def nest(households: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Put the members of each household into its row, as a list."""
    lists = members.group_by("household_id", maintain_order=True).agg(
        members=pl.struct(pl.exclude("household_id"))
    )
    return households.join(lists, on="household_id", how="left", maintain_order="left")


def _recode(column: str, values: dict[str, str]) -> pl.Expr:
    return pl.col(column).replace_strict(values, default=None, return_dtype=pl.String)
