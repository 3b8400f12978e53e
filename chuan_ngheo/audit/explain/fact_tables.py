"""Tables of facts: of the household one a row; of members side by side, with their sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from chuan_ngheo.audit.explain.blocks import Table
from chuan_ngheo.audit.explain.model import FactLine, LawNumber
from chuan_ngheo.languages import Language, pick

_SIDE_BY_SIDE: Final = 4
"""How many members fit side by side on a page."""


class FactTables:
    """Lays out facts and numbers set by law in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def of_household(self, facts: Sequence[FactLine]) -> Iterator[Table]:
        """Yield the facts of the household, each with its value and its source."""
        headings = self._say("Dữ kiện", "Fact"), self._say("Giá trị", "Value")
        own = [line for line in facts if line.member is None]
        if own:
            yield Table(
                self._say("Dữ kiện của hộ", "Facts of the household"),
                (*headings, self._say("Nguồn", "Source")),
                tuple((line.label, line.text, line.source) for line in own),
            )

    def law_numbers(self, numbers: Sequence[LawNumber]) -> Iterator[Table]:
        """Yield the numbers set by law that concern the household, with their citation."""
        own = [line for line in numbers if line.member is None]
        if own:
            headings = (
                self._say("Nội dung", "Number"),
                self._say("Giá trị", "Value"),
                self._say("Căn cứ", "Legal basis"),
            )
            title = self._say("Mức do văn bản quy định", "Numbers set by law")
            rows = tuple((line.label, line.text, self._cited(line)) for line in own)
            yield Table(title, headings, rows)

    def of_members(
        self,
        facts: Sequence[FactLine],
        numbers: Sequence[LawNumber],
        answers: Mapping[int, str],
    ) -> Iterator[Table]:
        """Yield the facts of members side by side, a few members to a table.

        Args:
            answers: the answer for each member, by position, where the step has one.
        """
        by_member: dict[int, dict[str, FactLine]] = {}
        for line in facts:
            if line.member is not None:
                by_member.setdefault(line.member, {})[line.label] = line
        limits: dict[str, dict[int, LawNumber]] = {}
        for number in numbers:
            if number.member is not None:
                limits.setdefault(number.label, {})[number.member] = number
        positions = sorted(by_member)
        for start in range(0, len(positions), _SIDE_BY_SIDE):
            shown = positions[start : start + _SIDE_BY_SIDE]
            headings = [self._member(position, by_member[position]) for position in shown]
            rows = [
                self._fact_row([by_member[position][label] for position in shown])
                for label in by_member[shown[0]]
            ]
            for label, values in limits.items():
                cells = [values[position].text for position in shown]
                rows.append((f"{label} [{self._cited(values[shown[0]])}]", *cells))
            if answers:
                answer = self._say("Kết quả", "Answer")
                rows.append((answer, *(answers[position] for position in shown)))
            yield Table(
                self._say("Dữ kiện của thành viên", "Facts of members"),
                (self._say("Dữ kiện [nguồn]", "Fact [source]"), *headings),
                tuple(rows),
            )

    def _fact_row(self, lines: Sequence[FactLine]) -> tuple[str, ...]:
        """Put the source beside the label where all members share it, else beside each value."""
        sources = [self._columns(line) for line in lines]
        if len(set(sources)) == 1:
            return (f"{lines[0].label} [{sources[0]}]", *(line.text for line in lines))
        pairs = zip(lines, sources, strict=True)
        return (lines[0].label, *(f"{line.text} [{source}]" for line, source in pairs))

    def _columns(self, line: FactLine) -> str:
        names = [place.column.rpartition("].")[2] for place in line.places]
        word = self._say("cột", "column" if len(names) == 1 else "columns")
        nested = any("]." in place.column for place in line.places)
        return ", ".join(names) if nested else f"{word} {', '.join(names)}"

    def _member(self, position: int, lines: Mapping[str, FactLine]) -> str:
        """Name a member by position, with the row or the path where its facts stand."""
        title = f"{self._say('Thành viên', 'Member')} {position}"
        place = next(iter(lines.values())).places[0]
        path, bracket, _ = place.column.rpartition("].")
        row = "" if place.row is None else f"{self._say('dòng', 'row')} {place.row}"
        parts = [part for part in (place.file, row, path + bracket.rstrip(".")) if part]
        return f"{title} [{', '.join(parts)}]"

    def _say(self, vi: str, en: str) -> str:
        return pick((vi, en), self.language)

    def _cited(self, line: LawNumber) -> str:
        """Write the citations of a number, how sure their wording is, and since when it holds."""
        in_force = self._say("hiệu lực", "in force")
        return f"{'; '.join(line.citations)} ({line.confidence}; {in_force} {line.in_force})"
