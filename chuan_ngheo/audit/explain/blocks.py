"""The parts of a page, whatever it is written in: headings, lists, tables, boxed steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["met", "not met", "undetermined", ""]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or several."""

    text: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Titles, each with a text."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list, with lines below it.

    Attributes:
        mark: whether it is met; empty where it is no condition.
        step: the number of the step that it names, for a link.
    """

    text: str
    mark: Mark = ""
    mark_text: str = ""
    step: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list with a title; ``inline`` where its items stand in one line."""

    title: str
    items: tuple[Item, ...]
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title and a heading for each column."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """The text of a rule as its file has it."""

    title: str
    text: str


Inner = Paragraph | Pairs | Items | Table | Code


@dataclass(frozen=True, slots=True)
class Box:
    """A numbered step or ruling: its title, its answer, and what belongs to it."""

    number: str
    title: str
    answer: str
    level: int
    blocks: tuple[Inner, ...]


Block = Heading | Box | Inner
"""Any part of a page."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: title, heading, conclusion, body and footer."""

    language: str
    title: str
    heading: Pairs
    decision_title: str
    decision: str
    reasons: tuple[str, ...]
    contents_title: str
    blocks: tuple[Block, ...]
    footer_title: str
    footer: Pairs
