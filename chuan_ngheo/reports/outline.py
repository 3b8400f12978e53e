"""The rows of the official tables: areas, with the districts in each, and all together."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from chuan_ngheo.reports.counts import Place

ALL: Final = "all"
_AREAS: Final = (
    ("I", "Khu vực thành thị", "urban"),
    ("II", "Khu vực nông thôn", "rural"),
    ("", "Chưa rõ khu vực", ""),
)
UNKNOWN_DISTRICT: Final = "Chưa rõ địa bàn"

Kind = Literal["total", "areas_and_total", "areas_and_districts_of_all"]
"""Which rows a form has: districts of both areas only; areas with districts, and one total; or the
total with its districts too."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row before its cells: its place in the form, and the places that it adds up."""

    number: str
    label: str
    level: Literal["area", "district"]
    area: str
    district: str
    places: tuple[Place, ...]


def outline(places: Iterable[Place], kind: Kind) -> tuple[Line, ...]:
    """Return the rows of a form in order; one for the unknown area only if it has places."""
    known = sorted(places)
    found: list[Line] = []
    if kind != "total":
        for number, label, area in _AREAS:
            own = tuple(place for place in known if place.area == area)
            if own or area:
                found.append(Line(number, label, "area", area, ALL, own))
                found += _districts(own, area) if area else ()
    everything = tuple(known)
    number = "III" if kind == "areas_and_districts_of_all" else ""
    sum_ = "Tổng cộng" if kind == "total" else "Tổng cộng (I + II)"
    if any(not place.area for place in known) and kind != "total":
        sum_ = "Tổng cộng (kể cả chưa rõ)"
    total = Line(number, sum_, "area", ALL, ALL, everything)
    if kind == "total":
        return (*_districts(everything, ALL), total)
    found.append(total)
    if kind == "areas_and_districts_of_all":
        found += _districts(everything, ALL)
    return tuple(found)


def _districts(places: Sequence[Place], area: str) -> Iterator[Line]:
    """Yield a row for each district, the unknown one last."""
    names = sorted({place.district for place in places}, key=alphabetical)
    for number, name in enumerate(names, 1):
        own = tuple(place for place in places if place.district == name)
        yield Line(str(number), name or UNKNOWN_DISTRICT, "district", area, name, own)


def alphabetical(name: str) -> tuple[bool, str, str]:
    """Return a key that puts names in the order of the Vietnamese alphabet, an empty one last.

    Letters with marks stand with their plain letter; Đ stands after D.
    """
    parts = unicodedata.normalize("NFD", name.casefold().replace("đ", "d\x7f"))
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return (not name, plain, name)
