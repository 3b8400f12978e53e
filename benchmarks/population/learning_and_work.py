"""The school and the work of members."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from benchmarks.population.draws import Array, Draws, texts, values_where
from chuan_ngheo.enumerations import ENUMERATIONS

_STUDY: Final = ENUMERATIONS["study_level"]
_EDUCATION: Final = ENUMERATIONS["general_education"]
_TRAINING: Final = {
    "none": 0.76,
    "elementary": 0.06,
    "intermediate": 0.04,
    "college": 0.04,
    "university": 0.09,
    "postgraduate": 0.01,
}
_STATUS: Final = {
    "working": 0.83,
    "no_work": 0.012,
    "unable_to_work": 0.03,
    "studying": 0.0,
    "not_seeking": 0.028,
    "retired_or_homemaker": 0.1,
}
_STATUS_LOW: Final = {
    "working": 0.75,
    "no_work": 0.06,
    "unable_to_work": 0.09,
    "studying": 0.0,
    "not_seeking": 0.04,
    "retired_or_homemaker": 0.06,
}
_CONTRACTS: Final = {"contract": 0.38, "no_contract": 0.02, "not_wage_work": 0.6}
_CONTRACTS_LOW: Final = {"contract": 0.1, "no_contract": 0.18, "not_wage_work": 0.72}


def work(draws: Draws, age: Array, low_income: Array) -> dict[str, pl.Series]:
    """Return status, contract and regularity of work; null below 15 years and without work."""
    status = np.where(low_income, draws.code(_STATUS_LOW), draws.code(_STATUS))
    status = np.where((age < 18) & draws.chance(0.8), 3, status)
    status = np.where((age >= 60) & draws.chance(0.7), 5, status)
    contract = np.where(low_income, draws.code(_CONTRACTS_LOW), draws.code(_CONTRACTS))
    works = (age >= 15) & (status == 0)
    return {
        "employment_status": texts(status, ENUMERATIONS["employment_status"], age < 15),
        "wage_contract": texts(contract, tuple(_CONTRACTS), ~works),
        "regular_work": values_where(draws.chance(0.7), works),
    }


def education(draws: Draws, age: Array, low_income: Array) -> dict[str, pl.Series | Array]:
    """Return study and qualifications; the level of study is null for who does not study."""
    level = np.searchsorted(np.array((6, 12, 16, 18)), age, side="right")
    level = np.where(level == 4, draws.between(4, 7), level)
    share = np.where(age < 16, np.where(low_income, 0.93, 0.99), np.where(age < 18, 0.85, 0.35))
    studying = (age >= 3) & (age < 25) & draws.chance(share)
    finished = np.searchsorted(np.array((11, 15, 18)), age, side="right")
    given_up = draws.chance(np.where(low_income, 0.45, 0.12)) * draws.between(1, 2)
    reached = np.where(age < 16, finished, np.maximum(finished - given_up, 0))
    training = np.where(age < 18, 0, draws.code(_TRAINING))
    return {
        "studying": studying,
        "study_level": texts(level, _STUDY, ~studying),
        "general_education": texts(reached, _EDUCATION),
        "vocational_training": texts(training, tuple(_TRAINING)),
        "trained_by_employer": (age >= 18) & draws.chance(0.03),
    }
