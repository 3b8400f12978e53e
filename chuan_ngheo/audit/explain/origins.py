"""Where each fact was read: the file, the row, and the column or the path in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from chuan_ngheo.audit.explain.model import Place
from chuan_ngheo.history import HISTORY_FACTS
from chuan_ngheo.labels import label_of, split_path
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.survey.read import JSON_SUFFIXES
from chuan_ngheo.survey.rows import Row, Source

_AGES: Final = ("age", "age_months")


@dataclass(frozen=True, slots=True)
class Origins:
    """Finds the places of the facts of one household.

    Attributes:
        given: the checked facts as they were given.
        source: the row of the household; None where the facts came from a program.
        members: the rows of its members, where they have a table of their own.
        titles: what the columns are called, where it is not the name of the fact.
    """

    given: Mapping[str, Any]
    source: Source | None = None
    members: tuple[Source, ...] = field(default=())
    titles: Mapping[str, str] = field(default_factory=dict)

    def places(self, path: str) -> tuple[Place, ...]:
        """Return where a fact, or each fact that it is derived from, was read."""
        return tuple(self._place(read) for read in self.read_for(path))

    def read_for(self, path: str) -> tuple[str, ...]:
        """Return the paths of the given facts that a fact is taken from."""
        position, name = split_path(path)
        if name == "household_size":
            return ("members",)
        if position is None:
            if name in HISTORY_FACTS and self.given.get("list_decisions"):
                return (name, "list_decisions") if self.given.get(name) else ("list_decisions",)
            return (path,)
        member = self.given["members"][position]
        if name not in _AGES:
            return (path,)
        start = f"members[{position}]."
        if member.get("birth_date") is not None:
            return (f"{start}birth_date", "review_date")
        if member.get(name) is None:
            other = _AGES[1 - _AGES.index(name)]
            return (start + other,) if member.get(other) is not None else (f"{start}birth_date",)
        return (path,)

    def write(self, path: str, language: Language) -> str:
        """Write where a fact was read; for a derived one what it is derived from."""
        read = self.read_for(path)
        places = [self._write(self._place(item), language) for item in read]
        if read == (path,):
            return places[0]
        if read == ("members",):
            return pick((f"đếm thành viên: {places[0]}", f"counted members: {places[0]}"), language)
        told = "; ".join(
            f"{label_of(split_path(item)[1], language)} – {place}"
            if item != "list_decisions"
            else place
            for item, place in zip(read, places, strict=True)
        )
        return pick((f"tính từ {told}", f"derived from {told}"), language)

    def _place(self, path: str) -> Place:
        position, name = split_path(path)
        if self.source is None:
            return Place("", None, path)
        if path == "members" and self.members:
            return Place(self.members[0].file, None, self._title("household_id"))
        if position is not None and self.members:
            row = self.members[position]
            return Place(row.file, row.row, self._title(name))
        return Place(self.source.file, self.source.row, self._title(path))

    def _title(self, name: str) -> str:
        return self.titles.get(name, name)

    def _write(self, place: Place, language: Language) -> str:
        if not place.file:
            return pick((f"tham số {place.column}", f"argument {place.column}"), language)
        nested = place.file.endswith(JSON_SUFFIXES) or "[" in place.column
        column = pick(("đường dẫn", "path") if nested else ("cột", "column"), language)
        row = "" if place.row is None else f"{pick(('dòng', 'row'), language)} {place.row}, "
        return f"{place.file}, {row}{column} {place.column}"


def origins_of(row: Row, given: Mapping[str, Any]) -> Origins:
    """Return the places of the facts of a household that was read from a file."""
    return Origins(given, row.source, row.member_sources, row.titles)
