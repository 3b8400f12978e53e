"""The review date of households that have none, as ``--review-date`` gives it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.fact_types import iso_date
from chuan_ngheo.survey.rows import InputError, Row

REVIEW = "review_date"


def review_date_of(arguments: argparse.Namespace) -> date | None:
    """Return the date that the arguments give, if any.

    Raises:
        InputError: if it is no date written YYYY-MM-DD.
    """
    return day_of(arguments.review_date, "--review-date")


def day_of(text: str | None, option: str) -> date | None:
    """Return the date that an option gives, if any.

    Raises:
        InputError: if it is no date written YYYY-MM-DD.
    """
    try:
        day = iso_date(text)
    except ValueError:
        expected = "a date of the calendar written YYYY-MM-DD, or null"
        raise InputError(Problem("fact-date", repr(text), expected, path=option)) from None
    return day if isinstance(day, date) else None


def with_review_date(rows: Iterable[Row], day: date | None) -> list[Row]:
    """Give the date to the households that have none."""
    return [
        replace(row, facts={**row.facts, REVIEW: day})
        if day is not None and row.facts.get(REVIEW) is None
        else row
        for row in rows
    ]
