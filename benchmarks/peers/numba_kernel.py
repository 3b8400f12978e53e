"""What numba compiles: plain loops over households and their members.

The arguments are the columns of ``HOUSEHOLD_FACTS`` and ``MEMBER_FACTS`` and the limits, each a
tuple of arrays, unpacked by position.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

Array = np.ndarray[Any, Any]
Arrays = tuple[Array, ...]


def _at_least(birth: int, limit: int) -> int:
    """Tell whether someone is at least as old as who was born on the day ``limit``."""
    if birth < 0:
        return 1
    return 2 if birth <= limit else 0


def _is(code: int, value: int) -> int:
    if code < 0:
        return 1
    return 2 if code == value else 0


at_least: Any = numba.njit(_at_least)
equals: Any = numba.njit(_is)


def _below(value: float, birth: int, sex: int, starts: Array, table: Array) -> int:
    """Tell whether a measure is below the limit of form 3.11 for the age and the sex."""
    if value < 0:
        return 1
    row = len(starts) - 1
    # An unknown age takes the last, greatest limit: what is above it is above every limit.
    while birth >= 0 and row > 0 and birth > starts[row]:
        row -= 1
    boy, girl = value < table[0, row], value < table[1, row]
    if boy == girl:
        return 2 if boy else 0
    if sex < 0:
        return 1
    return 2 if (boy if sex == 0 else girl) else 0


def _employment(birth: int, sex: int, status: int, contract: int, limits: Arrays) -> int:
    men, women = limits[1]
    below_men, below_women = 2 - at_least(birth, men), 2 - at_least(birth, women)
    working_age = max(below_women, min(below_men, equals(sex, 0)))
    idle = equals(status, 1) if status >= 0 else 0 if contract >= 0 else 1
    works = equals(status, 0) if status >= 0 else 2 if contract >= 0 else 1
    lack = max(min(working_age, idle), min(works, equals(contract, 1)))
    found: int = min(at_least(birth, limits[0][4]), lack)
    return found


def _schooling(
    birth: int, studying: int, level: int, school: int, training: int, employer: int, ages: Array
) -> tuple[int, int]:
    """Return the conditions of adult education and of school attendance for a member."""
    from_3, from_6, from_12 = (
        at_least(birth, ages[0]),
        at_least(birth, ages[1]),
        at_least(birth, ages[3]),
    )
    from_16, from_18, from_30 = (
        at_least(birth, ages[5]),
        at_least(birth, ages[6]),
        at_least(birth, ages[7]),
    )
    lower = max(equals(school, 2), equals(school, 3))
    untrained = equals(training, 0)
    upper = max(equals(school, 3), 2 - untrained)
    unqualified = max(min(2 - from_18, 2 - lower), min(from_18, 2 - upper))
    adult = min(from_16, 2 - from_30, 2 - max(studying, 0), 2 - max(employer, 0))
    if studying < 0 or employer < 0:
        known = 2 - max(studying, employer)
        adult = min(from_16, 2 - from_30, 1, known)
    at_level = max(
        min(2 - from_6, equals(level, 0)),
        min(from_6, 2 - from_12, equals(level, 1)),
        min(from_12, equals(level, 2)),
    )
    attends = min(studying if studying >= 0 else 1, at_level)
    return min(adult, unqualified), min(from_3, 2 - from_16, 2 - attends)


below: Any = numba.njit(_below)
employment: Any = numba.njit(_employment)
schooling: Any = numba.njit(_schooling)


def _nutrition(
    birth: int, sex: int, height: float, weight: float, small: int, thin: int, limits: Arrays
) -> int:
    short = small if small >= 0 else below(height, birth, sex, limits[2], limits[3])
    light = thin
    if thin < 0:
        young = 2 - at_least(birth, limits[0][2])
        light = min(young, below(weight, birth, sex, limits[4], limits[5]))
    found: int = min(2 - at_least(birth, limits[0][5]), max(short, light))
    return found


nutrition: Any = numba.njit(_nutrition)


def _add_member(sums: Array, members: Arrays, place: int, limits: Arrays) -> None:
    """Join what is true of a member to what is true of any, and count dependants."""
    birth, sex, ages = members[1][place], members[2][place], limits[0]
    work = employment(birth, sex, members[3][place], members[4][place], limits)
    growth = nutrition(
        birth,
        sex,
        members[13][place],
        members[14][place],
        members[15][place],
        members[16][place],
        limits,
    )
    insured, paid = members[5][place], members[6][place]
    insured, paid = (insured if insured >= 0 else 1), (paid if paid >= 0 else 1)
    uninsured = min(at_least(birth, ages[1]), 2 - insured, 2 - paid)
    adult, child = schooling(
        birth,
        members[7][place],
        members[8][place],
        members[9][place],
        members[10][place],
        members[11][place],
        ages,
    )
    online = members[17][place]
    sums[0] = max(sums[0], work)
    sums[1] = max(sums[1], growth)
    sums[2] = max(sums[2], uninsured)
    sums[3] = max(sums[3], adult)
    sums[4] = max(sums[4], child)
    sums[5] = max(sums[5], online if online >= 0 else 1)
    allowance = members[12][place]
    dependant = max(2 - at_least(birth, ages[5]), equals(allowance, 1), equals(allowance, 2))
    sums[6] += dependant == 2
    sums[7] += dependant != 0


def _class_of(truths: Array, income: int, area: int, limits: Arrays) -> int:
    """Return the position of the class, 4 if it is undetermined."""
    if income < 0:
        return 4
    certain = np.sum(truths == 2)
    possible = np.sum(truths != 0)
    low, average = line(income, area, limits, 0), line(income, area, limits, 1)
    if low == 2 and certain >= 3:
        return 0
    if low == 2 and possible < 3:
        return 1
    if low == 0 and average != 1:
        return 2 if average == 2 else 3
    return 4


def _line(income: int, area: int, limits: Arrays, which: int) -> int:
    rural, urban = limits[6][which], limits[7][which]
    if income <= rural:
        return 2
    if income > urban or area == 0:
        return 0
    return 2 if area == 1 else 1


line: Any = numba.njit(_line)
class_of: Any = numba.njit(_class_of)
add_member: Any = numba.njit(_add_member)


def classify(households: Arrays, members: Arrays, limits: Arrays) -> Array:
    """Return twelve rows of truths (2, 1, 0) and one of classes, a column for each household."""
    ids, area, income, wall, column, roof, floor, water, toilet = households[:9]
    devices = households[9:]
    owner = members[0]
    lack_of_water, lack_of_toilet = limits[8], limits[9]
    count = len(ids)
    found = np.zeros((13, count), np.int8)
    sums = np.zeros(9, np.int64)
    place = 0
    for household in range(count):
        sums[:] = 0
        begin = place
        while place < len(owner) and owner[place] == ids[household]:
            add_member(sums, members, place, limits)
            place += 1
        size = place - begin
        if size == 0:
            sums[:6] = 1
        found[0, household] = sums[0]
        found[1, household] = (
            2 if 2 * sums[6] > size else 0 if 2 * sums[7] <= size and size > 0 else 1
        )
        found[2:6, household] = sums[1:5]
        shaky = maybe = 0
        for part in (wall[household], column[household], roof[household]):
            shaky += part == 0
            maybe += part != 2
        found[6, household] = 2 if shaky >= 2 else 0 if maybe < 2 else 1
        area_known = floor[household] >= 0 and size > 0
        found[7, household] = 2 * (floor[household] < 8 * size) if area_known else 1
        found[8, household] = lack_of_water[water[household]] if water[household] >= 0 else 1
        found[9, household] = lack_of_toilet[toilet[household]] if toilet[household] >= 0 else 1
        found[10, household] = 2 - sums[5]
        some = 0
        for device in devices:
            some = max(some, device[household] if device[household] >= 0 else 1)
        found[11, household] = 2 - some
        found[12, household] = class_of(
            found[:12, household], income[household], area[household], limits
        )
    return found
