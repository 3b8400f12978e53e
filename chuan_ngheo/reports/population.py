"""The total numbers of households and persons by district and area, which rates are taken over."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.reports.counts import MINORITY, Count, Counts, Measure, Place
from chuan_ngheo.survey.rows import InputError

_Number = Annotated[int, Field(ge=0)]
_Optional = Annotated[_Number | None, BeforeValidator(lambda text: text or None)]
_NEEDED = ("district", "area", "households", "persons")
_FURTHER = ("minority_households", "minority_persons")


class Residents(BaseModel):
    """All households and persons of a place; those of ethnic minorities where they are given."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    district: Annotated[str, Field(min_length=1)]
    area: Literal["urban", "rural"]
    households: _Number
    persons: _Number
    minority_households: _Optional = None
    minority_persons: _Optional = None


@dataclass(frozen=True, slots=True)
class Population:
    """The residents of each place.

    Attributes:
        source: where the numbers come from, in Vietnamese; empty if there are none.
    """

    residents: Mapping[Place, Residents]
    source: str = ""

    def of(self, measure: str, places: Iterable[Place]) -> int | None:
        """Return a total over places; None where it is not known for each of them.

        Where the area or district of listed households is unknown, they live in one of the others.

        Args:
            measure: ``households``, ``persons``, ``minority_households`` or ``minority_persons``.
        """
        total = 0
        for place in places:
            own = self.residents.get(place)
            if own is None and not (place.area and place.district):
                continue
            number = None if own is None else getattr(own, measure)
            if number is None:
                return None
            total += number
        return total or None


NO_POPULATION = Population({})


def whole_population(counts: Counts) -> Population:
    """Return the totals of an input that holds every household, the reviewed and the others.

    Numbers of ethnic minorities are left out where they are unknown for some household.
    """

    def known(count: Count) -> int | None:
        return None if count.unknown else count.certain

    found: dict[Place, Residents] = {}
    for place in counts.places():
        own = [place]
        found[place] = Residents.model_construct(
            district=place.district,
            area=place.area,
            households=counts.of(Measure("all"), own).certain,
            persons=counts.of(Measure("all", "", "persons"), own).certain,
            minority_households=known(counts.of(Measure("all", MINORITY), own)),
            minority_persons=known(counts.of(Measure("all", MINORITY, "persons"), own)),
        )
    return Population(found, "dữ liệu đưa vào, được khai là toàn bộ hộ dân cư")


def read_population(path: Path) -> Population:
    """Read a CSV file with a row for each district and area.

    Raises:
        InputError: with the first row that cannot be used, or if the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        expected = "a CSV file in UTF-8"
        raise InputError(
            Problem("file-unreadable", "no readable file", expected, path=path.name)
        ) from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    heading = [*(reader.fieldnames or ())]
    for name in _NEEDED:
        if name not in heading:
            expected = f"the columns {', '.join(_NEEDED)}, and {', '.join(_FURTHER)} if known"
            raise InputError(
                Problem("column-missing", f"no column {name}", expected, path=path.name)
            )
    found: dict[Place, Residents] = {}
    for number, cells in enumerate(reader, 1):
        residents = _residents(cells, path, number)
        place = Place(residents.area, residents.district)
        if place in found:
            raise _refused(path, number, f"{place.district}, {place.area} again", "each place once")
        found[place] = residents
    return Population(found, path.name)


def _residents(cells: Mapping[str, str], path: Path, number: int) -> Residents:
    own = {name: cells[name] for name in (*_NEEDED, *_FURTHER) if cells.get(name) is not None}
    try:
        return Residents.model_validate(own)
    except ValidationError as error:
        details = error.errors()[0]
        column = ".".join(map(str, details["loc"]))
        found = f"{column} {details['input']!r}"
        raise _refused(path, number, found, _EXPECTED.get(column, "a whole number")) from None


_EXPECTED = {"district": "the name of a district", "area": "urban or rural"}


def _refused(path: Path, number: int, found: str, expected: str) -> InputError:
    advice = "Correct this row of the population file."
    return InputError(
        Problem("population-row", found, expected, advice, path=f"{path.name}, row {number}")
    )
