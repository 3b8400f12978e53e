"""Write a page as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from chuan_ngheo.audit.explain.blocks import (
    Block,
    Box,
    Code,
    Heading,
    Item,
    Items,
    Page,
    Pairs,
    Paragraph,
    Table,
)

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#~&])")


def as_markdown(page: Page) -> str:
    """Return a page as Markdown; every text is escaped."""
    lines = [f"# {_escaped(page.title)}", "", *_pairs(page.heading), ""]
    lines += [f"**{_escaped(page.decision_title)}: {_escaped(page.decision)}**", ""]
    lines += [f"- {_escaped(reason)}" for reason in page.reasons]
    for block in page.blocks:
        lines += ["", *_block(block)]
    lines += ["", "---", "", f"**{_escaped(page.footer_title)}**", "", *_pairs(page.footer)]
    return "\n".join(lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(number, text):
            yield f"## {number}. {_escaped(text)}"
        case Box(number, title, answer, level, blocks):
            told = f": {_escaped(answer)}" if answer else ""
            yield f"{'#' * (level + 2)} {number} {_escaped(title)}{told}"
            for inner in blocks:
                yield ""
                yield from _block(inner)
        case Paragraph(text):
            yield _escaped(text)
        case Pairs():
            yield from _pairs(block)
        case Items(title, items, inline=True):
            yield f"**{_escaped(title)}:** {_escaped('; '.join(item.text for item in items))}"
        case Items(title, items):
            yield f"**{_escaped(title)}**"
            yield ""
            yield from _items(items, "")
        case Table(title, headings, rows):
            yield f"**{_escaped(title)}**"
            yield ""
            yield _row(headings)
            yield _row(["---"] * len(headings), escape=False)
            yield from (_row(row) for row in rows)
        case Code(title, text):
            yield f"**{_escaped(title)}**"
            yield ""
            yield from (f"    {line}" for line in text.splitlines())


def _pairs(pairs: Pairs) -> Iterator[str]:
    yield from (f"- **{_escaped(title)}:** {_escaped(text)}" for title, text in pairs.items)


def _items(items: Iterable[Item], indent: str) -> Iterator[str]:
    for item in items:
        mark = f"**{_escaped(item.mark_text)}** – " if item.mark_text else ""
        yield f"{indent}- {mark}{_escaped(item.text)}"
        yield from _items(item.items, indent + "  ")


def _row(cells: Sequence[str], *, escape: bool = True) -> str:
    return f"| {' | '.join(_escaped(cell) if escape else cell for cell in cells)} |"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
