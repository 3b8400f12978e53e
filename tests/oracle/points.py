"""The class of one household by the points of form 3.3, Circular 07/2021 as amended by 02/2022.

Each item of the form is marked in one row, or in none, which gives 0 points. Where a fact is open
several rows are possible: the item then lies between the least and the most of them. The sum and
the classes follow from those spans, item by item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tests.oracle.decree_07 import AVERAGE_LINE, INDICATORS, POVERTY_LINE, is_within
from tests.oracle.form_3_3 import (
    BANDS,
    DEFAULT_POINT_RULINGS,
    NO_ROW,
    OWNED,
    REGION_ROWS,
    WATER,
    Review,
    marked,
    total,
)
from tests.oracle.home import Home, Person, Span, is_at_least, is_under, open_home
from tests.oracle.people import is_of_working_age
from tests.oracle.truth import Answer, both, either, is_one_of, opposite

LIMITS: Final = {"rural": 140, "urban": 175}
"""Circular 07/2021, Article 1, clause 1: at or below them a household is poor or near-poor."""
POINTS_OF_AN_INDICATOR: Final = 10
POOR_FROM: Final = 30


@dataclass(frozen=True)
class PointVerdict:
    """What the circular says of one household."""

    household_class: str | None
    possible_classes: tuple[str, ...]
    b1: Span
    b2: Span
    not_poor: Answer


def judge_by_points(
    household: Mapping[str, Any], rulings: Mapping[str, str] | None = None
) -> PointVerdict:
    """Article 1, clause 1: B1 against the limit of the area, then B2 against 30 points."""
    chosen = dict(rulings or {})
    own = {name: chosen.pop(name, option) for name, option in DEFAULT_POINT_RULINGS.items()}
    review = Review(open_home(household, chosen), own)
    b1 = total(items(review))
    answers = [is_deprived(review.home) for is_deprived in INDICATORS.values()]
    certain = sum(answer is True for answer in answers)
    possible = sum(answer is not False for answer in answers)
    b2 = Span(POINTS_OF_AN_INDICATOR * certain, POINTS_OF_AN_INDICATOR * possible)
    inside = is_inside(review, b1)
    classes = possible_classes(review, inside, b2)
    found = classes[0] if len(classes) == 1 else None
    return PointVerdict(found, classes, b1, b2, opposite(inside))


def is_inside(review: Review, b1: Span) -> Answer:
    """Tell whether B1 is at or below the limit; where the area is open, between both limits."""
    area = review.fact("area")
    limits = [LIMITS[area]] if area else list(LIMITS.values())
    if b1.high <= min(limits):
        return True
    return False if b1.low > max(limits) else None


def possible_classes(review: Review, inside: Answer, b2: Span) -> tuple[str, ...]:
    """Article 1, clause 1, and Article 2: measured income tells the rest apart."""
    poor_by_income = is_within(review.home, POVERTY_LINE)
    average_by_income = is_within(review.home, AVERAGE_LINE)
    if review.rulings["low_income_above_point_limit"] == "average":
        poor_by_income = False
    classes = []
    if inside is not False and b2.high >= POOR_FROM:
        classes.append("poor")
    if inside is not False and b2.low < POOR_FROM:
        classes.append("near_poor")
    if inside is not True and average_by_income is not False and poor_by_income is not True:
        classes.append("average_living_standard")
    if inside is not True and (average_by_income is not True or poor_by_income is not False):
        classes.append("above_average_living_standard")
    return tuple(classes)


def items(review: Review) -> Iterator[Span]:
    """Give the points of every item of form 3.3."""
    for rows in (
        rows_of_members(review),
        rows_of_workers(review),
        rows_of_dependants(review),
        rows_of_qualification(review),
        rows_of_benefits(review),
        rows_of_floor_area(review),
        rows_of_water(review),
        rows_of_region(review),
    ):
        yield marked(review, rows)
    yield nonfarm_work(review)
    for name, bands in BANDS:
        yield marked(review, rows_of_number(review.fact(name), bands))
    toilet = is_one_of(review.fact("toilet"), ["septic", "semi_septic"])
    computer = either(review.fact("has_desktop"), review.fact("has_laptop"))
    owned = [(review.fact(name), row) for name, row in OWNED.items()]
    for answer, row in [*owned, (toilet, "tu_hoai"), (computer, "may_vi_tinh")]:
        yield marked(review, rows_of_answer(answer, row))


def rows_of_answer(answer: Answer, row: str) -> set[str]:
    """Give the rows that a yes, a no, or an open answer leave possible."""
    if answer is None:
        return {row, NO_ROW}
    return {row} if answer else {NO_ROW}


def rows_of_number(number: float | None, bands: Sequence[tuple[float, str]]) -> set[str]:
    """Give the row of the last band that a number reaches."""
    if number is None:
        return {NO_ROW, *(row for _, row in bands)}
    reached = [row for least, row in bands if number >= least]
    return {reached[-1] if reached else NO_ROW}


def row_of_size(review: Review, size: int) -> str:
    """Item 1 has a row for each size up to 7."""
    if size > 7:
        return "hh7" if review.rulings["above_seven_members"] == "as_seven" else NO_ROW
    return f"hh{size}"


def rows_of_members(review: Review) -> set[str]:
    """Item 1: people in the household."""
    people = review.home.people
    sizes = range(1, 9) if people is None else [len(people)]
    return {row_of_size(review, size) for size in sizes}


def span_of(answers: Iterable[Answer]) -> range:
    """Give every number of people of whom something can be true."""
    found = list(answers)
    certain = sum(answer is True for answer in found)
    return range(certain, certain + sum(answer is None for answer in found) + 1)


def rows_of_workers(review: Review) -> set[str]:
    """Item 2: people of working age who can work."""
    people = review.home.people
    rows = {0: NO_ROW, 1: "ld1", 2: "ld2", 3: "ld3", 4: "ld4", 5: "ld5plus"}
    if people is None:
        return {*rows.values()}
    counts = span_of(can_work(review.home, person) for person in people)
    return {rows[min(count, 5)] for count in counts}


def can_work(home: Home, person: Person) -> Answer:
    """Item 2 leaves out who is unable to work, disabled with the allowance, or seriously ill."""
    facts = person.facts
    barred: Answer = is_one_of(facts.get("employment_status"), ["unable_to_work"])
    barred = either(barred, is_one_of(facts.get("social_allowance"), ["disabled"]))
    barred = either(barred, facts.get("serious_illness"))
    return both(is_of_working_age(home, person), opposite(barred))


def rows_of_dependants(review: Review) -> set[str]:
    """Item 3: children under 16; elderly or disabled people with the monthly allowance."""
    people = review.home.people
    if people is None:
        return {"pt0", "pt1", NO_ROW}
    counts = span_of(
        either(
            is_under(person.months, 16),
            is_one_of(person.facts.get("social_allowance"), ["elderly", "disabled"]),
        )
        for person in people
    )
    return {("pt0", "pt1")[count] if count < 2 else NO_ROW for count in counts}


def someone(home: Home, answers: Iterable[Answer]) -> Answer:
    """Tell whether something is true of someone; open where nobody is listed."""
    if home.people is None:
        return None
    answer: Answer = False
    for one in answers:
        answer = either(answer, one)
    return answer


def asked_from_15(review: Review, person: Person, name: str, wanted: Sequence[str]) -> Answer:
    """Form 3.1 has its last block for people of 15 and over: an empty box of a child is a no."""
    answer = is_one_of(person.facts.get(name), wanted)
    if review.rulings["no_answer_below_15"] == "unknown":
        return answer
    if answer is None and is_under(person.months, 15):
        return False
    return answer


def rows_of_qualification(review: Review) -> set[str]:
    """Item 4: the highest certificate or degree of a member."""
    home = review.home
    people = home.people or ()
    rows: set[str] = set()
    for row, levels in (
        ("cd_dh", ["college", "university", "postgraduate"]),
        ("trung_cap", ["intermediate"]),
        ("so_cap", ["elementary"]),
    ):
        trained = (
            asked_from_15(review, person, "vocational_training", levels) for person in people
        )
        holds = someone(home, trained)
        if holds is not False:
            rows.add(row)
        if holds:
            return rows
    return rows | {NO_ROW}


def nonfarm_work(review: Review) -> Span:
    """Item 5: each kind of work outside agriculture for 3 months that someone of 15 or over has."""
    home = review.home
    kinds: dict[str, list[Answer]] = {"cc_vc": [], "hdld": [], "lam_thue_tu_sx": []}
    for person in home.people or ():
        facts = person.facts
        works = both(is_at_least(person.months, 15), facts.get("nonfarm_work_3_months"))
        servant = is_one_of(facts.get("work_kind"), ["civil_servant"])
        contract = facts.get("wage_contract")
        other = both(works, opposite(servant))
        kinds["cc_vc"].append(both(works, servant))
        kinds["hdld"].append(both(other, is_one_of(contract, ["contract"])))
        without = is_one_of(contract, ["no_contract", "not_wage_work"])
        kinds["lam_thue_tu_sx"].append(both(other, without))
    spans = [
        marked(review, rows_of_answer(someone(home, answers), row))
        for row, answers in kinds.items()
    ]
    if review.rulings["nonfarm_kinds"] == "best":
        return Span(max(span.low for span in spans), max(span.high for span in spans))
    return total(spans)


def rows_of_benefits(review: Review) -> set[str]:
    """Item 6: people with a pension, social insurance or preferential allowance each month."""
    home = review.home
    rows = (NO_ROW, "luonghuu1", "luonghuu2plus")
    if home.people is None:
        return {*rows}
    kinds = ["pension", "social_insurance", "meritorious"]
    counts = span_of(
        asked_from_15(review, person, "monthly_benefit", kinds) for person in home.people
    )
    return {rows[min(count, 2)] for count in counts}


def rows_of_floor_area(review: Review) -> set[str]:
    """Item 8: floor area per person; the more people there can be, the less it can be."""
    bands = ((20, "dt20_30"), (30, "dt30_40"), (40, "dt40plus"))
    area = review.fact("floor_area_m2")
    people = review.home.people
    if area is None:
        return rows_of_number(None, bands)
    if people is None:
        return {NO_ROW, *(row for least, row in bands if area >= least)}
    return rows_of_number(area, [(least * len(people), row) for least, row in bands])


def rows_of_water(review: Review) -> set[str]:
    """Item 10: the water that is used most."""
    source = review.fact("water_source")
    if source is None:
        return {NO_ROW, *WATER.values()}
    return {WATER.get(source, NO_ROW)}


def rows_of_region(review: Review) -> set[str]:
    """Item 15, of the urban form: a centrally run city counts in place of its region."""
    region = review.fact("region")
    own = {REGION_ROWS[region]} if region else {*REGION_ROWS.values()}
    city = review.fact("central_city")
    if city is None:
        return own | {"vung_tptw"}
    return {"vung_tptw"} if city else own
