"""Write a page as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from chuan_ngheo.audit.explain.blocks import (
    Block,
    Box,
    Code,
    Heading,
    Item,
    Items,
    Mark,
    Page,
    Pairs,
    Paragraph,
    Table,
)

_MARKS: Final[dict[Mark, str]] = {
    "met": "[x] ",
    "not met": "[ ] ",
    "undetermined": "[?] ",
    "": "- ",
}


def as_text(page: Page) -> str:
    """Return a page as plain text."""
    lines = [page.title.upper(), "", *_pairs(page.heading), ""]
    lines += [f"{page.decision_title.upper()}: {page.decision}"]
    lines += [f"  - {reason}" for reason in page.reasons]
    for block in page.blocks:
        lines += _block(block)
    lines += ["", page.footer_title.upper(), *_pairs(page.footer)]
    return "\n".join(lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(number, text):
            title = f"{number}. {text}"
            yield from ("", title, "=" * len(title))
        case Box(number, title, answer, level, blocks):
            indent = "  " * (level - 1)
            yield ""
            yield f"{indent}{number} {title}" + (f": {answer}" if answer else "")
            for inner in blocks:
                yield from (f"{indent}    {line}" for line in _block(inner))
        case Paragraph(text):
            yield text
        case Pairs():
            yield from _pairs(block)
        case Items(title, items, inline=True):
            yield f"{title}: {'; '.join(item.text for item in items)}"
        case Items(title, items):
            yield f"{title}:"
            yield from _items(items, "  ")
        case Table(title, headings, rows):
            yield f"{title}: {' | '.join(headings)}"
            yield from (f"  {' | '.join(row)}" for row in rows)
        case Code(title, text):
            yield f"{title}:"
            yield from (f"  {line}" for line in text.splitlines())


def _pairs(pairs: Pairs) -> Iterator[str]:
    yield from (f"{title}: {text}" for title, text in pairs.items)


def _items(items: Iterable[Item], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}{_MARKS[item.mark]}{item.text}"
        yield from _items(item.items, indent + "  ")
