"""The list of the end of 2022, and the recorded changes since the list of the end of 2021."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Final

import polars as pl

from chuan_ngheo import RuleSet, classify_frame, load_rules
from datasets.generators.can_tho.assumptions import DISTRICTS, Group
from datasets.generators.can_tho.drawing import chance
from datasets.generators.can_tho.plans import Plan
from datasets.generators.can_tho.review_list import TYPES, one_household
from datasets.generators.can_tho_end_2022.ageing import a_year_later, is_adult
from datasets.generators.can_tho_end_2022.answers import settle
from datasets.generators.can_tho_end_2022.assumptions import MOVES_WITHIN, REVIEW_DAYS, SEED
from datasets.generators.can_tho_end_2022.families import change_member, split_off, take_in
from datasets.generators.can_tho_end_2022.fates import Arrival, Fate, draw

Facts = dict[str, Any]
_DECISIONS: Final = pl.List(pl.Struct({"decided_on": pl.Date, "list_status": pl.String}))
_CHANGES: Final = ("household_id", "change", "other_household_id", "date", "persons")


@dataclass(slots=True)
class _Year:
    """What is drawn: the earlier list by id, and the later one as it grows."""

    rng: Random
    rules: RuleSet
    facts: dict[str, Facts]
    members: dict[str, list[Facts]]
    fates: dict[str, Fate]
    areas: dict[str, str]
    households: list[Facts] = field(default_factory=list)
    people: list[Facts] = field(default_factory=list)
    changes: list[Facts] = field(default_factory=list)

    def record(self, id_: str, change: str, other: str = "", persons: int | None = None) -> None:
        """Record a change on a day of February to October 2022."""
        day = date(2022, 2, 1) + timedelta(days=self.rng.randrange(270))
        row = (id_, change, other or None, day.isoformat(), persons)
        self.changes.append(dict(zip(_CHANGES, row, strict=True)))


def make_next_list(
    households: pl.DataFrame, members: pl.DataFrame, seed: int = SEED
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return households and members of the end of 2022, and the recorded changes.

    Args:
        households: the list of the end of 2021.
        members: its members.
    """
    rng = Random(seed)
    decided = classify_frame(households, members)
    status = {
        id_: _status(*rest)
        for id_, *rest in decided.select("household_id", "class", "possible_classes").iter_rows()
    }
    own: dict[str, list[Facts]] = {}
    for member in members.iter_rows(named=True):
        own.setdefault(member["household_id"], []).append(member)
    facts = {row["household_id"]: row for row in households.iter_rows(named=True)}
    sizes = {
        id_: (len(people), sum(is_adult(one, facts[id_]["review_date"]) for one in people))
        for id_, people in ((id_, own.get(id_, [])) for id_ in facts)
    }
    fates, arrivals = draw(rng, facts, status, sizes)
    fates.sort(key=lambda fate: fate.id)
    areas = {row["commune"]: row["area"] for row in facts.values() if row["area"]}
    year = _Year(rng, load_rules(), facts, own, {fate.id: fate for fate in fates}, areas)
    moving = _moving(rng, fates)
    split: dict[str, list[Facts]] = {}
    for fate in fates:
        _known_household(year, fate, moving, split)
    for number, arrival in enumerate(arrivals, start=len(facts) + 1):
        _new_household(year, arrival, number, split)
    return _tables(year)


def _status(class_: str | None, possible: str) -> str:
    if class_ in ("poor", "near_poor"):
        return class_
    listed = {"poor", "near_poor"} & set(possible.split("|"))
    return "none" if class_ or not listed else "undetermined"


def _moving(rng: Random, fates: list[Fate]) -> set[str]:
    """Return the households that are to live in another district."""
    found: set[str] = set()
    for key, count in MOVES_WITHIN.items():
        escapes = key == "to_none"
        fitting = [
            fate.id
            for fate in fates
            if fate.untouched
            and (fate.way == key if escapes else fate.way == "stays" and fate.status == key)
        ]
        found.update(rng.sample(fitting, count))
    return found


def _review_day(rng: Random, commune: str) -> date:
    # A commune is reviewed in three days.
    first = sum(map(ord, commune)) % (len(REVIEW_DAYS) - 2)
    return REVIEW_DAYS[first + rng.randint(0, 2)]


def _known_household(
    year: _Year, fate: Fate, moving: set[str], split: dict[str, list[Facts]]
) -> None:
    """Add a household of the earlier list, or what became of it."""
    rng = year.rng
    if fate.target is None:
        if fate.way != "absent":
            year.record(fate.id, fate.way, fate.other)
        return
    household = copy.deepcopy(year.facts[fate.id])
    before = household["review_date"]
    if fate.id in moving:
        _move(rng, household)
    household["review_date"] = _review_day(rng, household["commune"])
    household["area"] = household["area"] or year.areas[household["commune"]]
    members = copy.deepcopy(year.members.get(fate.id, []))
    for member in members:
        a_year_later(rng, member, before, household["review_date"])
    if fate.splits:
        split[fate.id] = split_off(members, fate.splits, household["review_date"], fate.id)
    if fate.gained:
        guest = next(one for one in year.fates.values() if one.other == fate.id)
        guests = copy.deepcopy(year.members[guest.id])
        for one in guests:
            a_year_later(rng, one, year.facts[guest.id]["review_date"], household["review_date"])
        take_in(members, guests, fate.id)
    group: Group = "poor" if fate.target == "poor" else "near_poor"
    for what in fate.members:
        change_member(rng, what, household, members, group)
        year.record(fate.id, what, persons=1)
    previous = None if fate.status == "undetermined" else fate.status
    _add(year, household, members, fate.target, previous, None)


def _move(rng: Random, household: Facts) -> None:
    name, prefix, communes, urban, *_ = rng.choice(
        [place for place in DISTRICTS if place[0] != household["district"]]
    )
    number = rng.randint(1, communes)
    household["district"], household["commune"] = name, f"{prefix}-{number:02}"
    household["area"] = "urban" if urban or number == 1 else "rural"


def _new_household(
    year: _Year, arrival: Arrival, number: int, split: dict[str, list[Facts]]
) -> None:
    """Add a household that is in the later list only."""
    rng = year.rng
    group: Group = "poor" if arrival.target == "poor" else "near_poor"
    name, prefix, communes, urban_district, *_ = rng.choices(
        DISTRICTS, [weight for *_, weight, _ in DISTRICTS]
    )[0]
    place = rng.randint(1, communes)
    commune = f"{prefix}-{place:02}"
    urban = urban_district or place == 1
    minority = chance(rng, 0.05)
    plan = Plan(
        group, group, "", arrival.size, name, commune, urban, minority, _review_day(rng, commune)
    )
    household, members = one_household(rng, plan, number)
    household |= {"left_poor_list_on": None, "left_near_poor_list_on": None}
    id_, previous = household["household_id"], None
    if arrival.origin is not None:
        origin = year.facts[arrival.origin.id]
        places = ("district", "commune", "area")
        household |= {key: origin[key] for key in (*places, "head_or_spouse_ethnic_minority")}
        household["area"] = household["area"] or year.areas[household["commune"]]
        members = [{**one, "household_id": id_} for one in split[arrival.origin.id]]
    if arrival.way in ("moved_in", "split_from"):
        year.record(id_, arrival.way, arrival.origin.id if arrival.origin else "")
    else:
        previous = "none"
    decisions: list[Facts] | None = None
    if arrival.way == "relapsed":
        decisions = [
            {"decided_on": date(rng.randint(2015, 2017), 12, 20), "list_status": arrival.target},
            {"decided_on": date(rng.randint(2018, 2020), 12, 18), "list_status": "none"},
        ]
    _add(year, household, members, arrival.target, previous, decisions)


def _add(
    year: _Year,
    household: Facts,
    members: list[Facts],
    target: Any,
    previous: str | None,
    decisions: list[Facts] | None,
) -> None:
    settle(year.rng, household, members, target, year.rules)
    if household["on_commune_list"] is not None and target != "undetermined":
        household["on_commune_list"] = target in ("poor", "near_poor")
    household |= {"previous_list_status": previous, "list_decisions": decisions}
    year.households.append(household)
    year.people += members


def _tables(year: _Year) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    types = {**TYPES, "previous_list_status": pl.String, "list_decisions": _DECISIONS}
    order = sorted(year.changes, key=lambda row: (row["date"], row["household_id"]))
    changes = dict.fromkeys(_CHANGES, pl.String) | {"persons": pl.Int64}
    return (
        _table(year.households, types),
        _table(year.people, types),
        pl.DataFrame(order, schema=changes),
    )


def _table(rows: Iterable[Facts], types: dict[str, Any]) -> pl.DataFrame:
    listed = list(rows)
    schema = {name: types.get(name, pl.Boolean) for name in listed[0]}
    return pl.DataFrame(listed, schema=schema)
