"""Texts in two languages, periods in force, legal instruments and places in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Vietnamese and in English."""

    vi: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the text in ``language``."""
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The first and the last day in force, both included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def overlaps(self, other: Period) -> bool:
        """Tell whether both periods hold on some day."""
        return self.start <= other.end and other.start <= self.end

    def __str__(self) -> str:
        return f"{self.start} – {self.end}"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal instrument (văn bản)."""

    id: str
    name: Text
    issued: date | None


_PARTS = (
    ("point", "điểm", "point"),
    ("clause", "khoản", "clause"),
    ("article", "Điều", "Article"),
    ("column", "cột", "column"),
    ("item", "mục", "item"),
    ("form", "Mẫu", "form"),
    ("annex", "Phụ lục", "Annex"),
)


@dataclass(frozen=True, slots=True)
class Citation:
    """The place in the law that a rule rests on.

    An ``annex`` of ``only`` is the single, unnumbered annex of an instrument.
    """

    instrument: Instrument
    article: str = ""
    clause: str = ""
    point: str = ""
    annex: str = ""
    form: str = ""
    item: str = ""
    column: str = ""

    def write(self, language: Language) -> str:
        """Write the citation as lawyers do, from point to instrument."""
        words = [
            f"{vi if language == 'vi' else en} {getattr(self, name)}".removesuffix(" only")
            for name, vi, en in _PARTS
            if getattr(self, name)
        ]
        separator = " " if language == "vi" else ", "
        return separator.join([*words, self.instrument.name.in_(language)])
