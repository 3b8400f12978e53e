"""Single expressions, each with its value by hand, in every database."""

from __future__ import annotations

from datetime import date
from math import inf
from typing import Any, Final, Literal

from chuan_ngheo.readings.columns import (
    FALSE,
    TRUE,
    UNKNOWN,
    Calculation,
    Choice,
    Comparison,
    CompletedMonths,
    Constant,
    Every,
    Expression,
    Extreme,
    FirstKnown,
    Known,
    MonthsLater,
    NumberTrue,
    OneOf,
    Opposite,
    Some,
    TableCell,
    Years,
)
from chuan_ngheo.readings.sql_dialects import DIALECTS
from chuan_ngheo.readings.sql_expressions import SqlWriter
from tests.tables.engines import Engine


def day(year: int, month: int, number: int) -> Constant:
    return Constant(date(year, month, number), "date")


def whole(value: int | None) -> Constant:
    return Constant(value, "whole")


def cell(kind: Literal["least", "greatest"], sex: str | None, row: int | None) -> TableCell:
    columns = (("male", (46.1, 50.8, 54.4)), ("female", (45.4, 51.0, 53.0)))
    return TableCell(kind, Constant(sex, "text"), whole(row), (0, 6, 12), columns)


NO_DAY: Final = Constant(None, "date")
ENDLESS: Final = Constant(inf, "decimal")
VALUES: Final[tuple[tuple[Expression, Any], ...]] = (
    (Every((TRUE, TRUE)), True),
    (Every((TRUE, UNKNOWN)), None),
    (Every((UNKNOWN, FALSE)), False),
    (Some((FALSE, FALSE)), False),
    (Some((FALSE, UNKNOWN)), None),
    (Some((UNKNOWN, TRUE)), True),
    (Opposite(UNKNOWN), None),
    (Opposite(Comparison("<", whole(1), whole(2))), False),
    (Comparison("!=", whole(1), whole(None)), None),
    (Comparison("!=", whole(1), whole(2)), True),
    (Comparison("==", Constant("it's", "text"), Constant("it's", "text")), True),
    (Comparison("<", whole(2**62), ENDLESS), True),
    (Comparison("<", Calculation("*", whole(8), ENDLESS), whole(1)), False),
    (Comparison("<", Constant(-inf, "decimal"), whole(-(10**15))), True),
    (Comparison("<", Constant(46.1, "decimal"), Constant(46.1, "decimal")), False),
    (Comparison("==", Constant(1e-05, "decimal"), Constant(0.00001, "decimal")), True),
    (Opposite(OneOf(Constant("a", "text"), ("b", "c"))), True),
    (OneOf(Constant(None, "text"), ("b", "c")), None),
    (Known(Comparison("<", whole(None), whole(2))), False),
    (Known(UNKNOWN), False),
    (Choice(((UNKNOWN, whole(1)), (TRUE, whole(2))), whole(3)), 2),
    (Choice(((UNKNOWN, whole(1)), (FALSE, whole(2))), whole(3)), 3),
    (FirstKnown((UNKNOWN, FALSE, TRUE)), False),
    (FirstKnown((whole(None), ENDLESS)), inf),
    (Extreme("least", (whole(2), whole(1))), 1),
    (Extreme("greatest", (whole(2), whole(1))), 2),
    (NumberTrue((TRUE, UNKNOWN, FALSE, TRUE)), 2),
    (cell("least", "male", 0), 46.1),
    (cell("least", "male", 5), 46.1),
    (cell("least", "female", 6), 51.0),
    (cell("greatest", "male", 12), 54.4),
    (cell("greatest", "female", 999), 53.0),
    (cell("least", "male", None), 46.1),
    (cell("greatest", "female", None), 53.0),
    (cell("least", None, 6), 50.8),
    (cell("greatest", None, 6), 51.0),
    (cell("least", None, None), 45.4),
    (cell("greatest", None, None), 54.4),
    (Years(whole(11)), 0),
    (Years(whole(12)), 1),
    (Years(whole(23)), 1),
    (Years(whole(None)), None),
    (Calculation("-", whole(3), whole(5)), -2),
    (CompletedMonths(day(2020, 1, 31), day(2020, 2, 29)), 0),
    (CompletedMonths(day(2020, 1, 31), day(2020, 3, 1)), 1),
    (CompletedMonths(day(2020, 2, 29), day(2021, 2, 28)), 11),
    (CompletedMonths(day(2020, 2, 29), day(2021, 3, 1)), 12),
    (CompletedMonths(day(2019, 12, 31), day(2020, 1, 1)), 0),
    (CompletedMonths(day(2019, 12, 15), day(2022, 1, 15)), 25),
    (CompletedMonths(day(2021, 5, 2), day(2020, 5, 1)), 0),
    (CompletedMonths(NO_DAY, day(2020, 5, 1)), None),
    (CompletedMonths(day(2020, 5, 1), NO_DAY), None),
    (MonthsLater(day(2020, 1, 31), whole(1)), date(2020, 2, 29)),
    (MonthsLater(day(2021, 1, 31), whole(1)), date(2021, 2, 28)),
    (MonthsLater(day(2020, 2, 29), whole(36)), date(2023, 2, 28)),
    (MonthsLater(day(2021, 2, 28), whole(36)), date(2024, 2, 28)),
    (MonthsLater(day(2021, 4, 30), whole(1)), date(2021, 5, 30)),
    (MonthsLater(NO_DAY, whole(1)), None),
)


def test_every_expression_has_the_value_that_its_description_gives(engine: Engine) -> None:
    writer = SqlWriter(DIALECTS[engine.dialect])
    items = [f"{writer.write(part)} AS v{place}" for place, (part, _) in enumerate(VALUES)]
    (found,) = engine.run(f"SELECT {', '.join(items)}")
    for place, (part, wanted) in enumerate(VALUES):
        value = found[f"v{place}"]
        same = value == wanted if wanted is None or isinstance(wanted, date) else None
        if same is None:
            same = value is not None and float(value) == float(wanted)
        assert same, f"{part}: {value!r}, not {wanted!r}"
