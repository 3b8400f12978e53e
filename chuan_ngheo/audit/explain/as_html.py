"""Write a page as one HTML file: no script, no request, made to be printed on A4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
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

_STYLE: Final = """
@page { size: A4; margin: 20mm 15mm 20mm 20mm;
  @bottom-center { content: counter(page) " / " counter(pages); font: 9pt serif; } }
* { box-sizing: border-box; }
html { background: #fff; color: #000; }
body { margin: 0 auto; max-width: 175mm; padding: 4mm; overflow-wrap: anywhere;
  font: 10.5pt/1.35 "Times New Roman", "Liberation Serif", "Noto Serif", "DejaVu Serif", serif; }
h1 { font-size: 17pt; text-align: center; margin: 0 0 4mm; }
h2 { font-size: 14pt; margin: 8mm 0 3mm; border-bottom: 1.5pt solid #000; }
h3 { font-size: 12pt; margin: 0 0 2mm; }
h4 { font-size: 11pt; margin: 0 0 2mm; }
h1, h2, h3, h4, caption, .title { break-after: avoid; }
p { margin: 0 0 2mm; orphans: 3; widows: 3; }
a { color: inherit; }
.decision { border: 1.5pt solid #000; padding: 3mm 4mm; margin: 4mm 0; }
.decision h2 { margin-top: 0; }
.decision .result { font-size: 14pt; font-weight: bold; }
.box { border-left: 2pt solid #000; padding: 0 0 0 3mm; margin: 0 0 5mm; }
.box.below { margin-left: 5mm; border-left-width: 1pt; }
.answer { font-weight: bold; text-decoration: underline; }
dl { margin: 0 0 2mm; }
dl div { break-inside: avoid; }
dt { font-weight: bold; display: inline; }
dt::after { content: ": "; }
dd { display: inline; margin: 0; }
ul { margin: 0 0 2mm; padding-left: 5mm; }
li:not(:has(ul)) { break-inside: avoid; }
ul.inline { padding: 0; }
ul.inline li { display: inline; }
ul.inline li:not(:last-child)::after { content: "; "; }
.title { font-weight: bold; margin: 2mm 0 1mm; }
.mark { font-weight: bold; }
.mark.unmet { font-style: italic; }
table { border-collapse: collapse; width: 100%; margin: 0 0 2mm; table-layout: fixed;
  font-size: 9.5pt; line-height: 1.25; }
caption { text-align: left; font-weight: bold; }
th, td { border: 0.5pt solid #555; padding: 0.6mm 1.2mm; text-align: left; vertical-align: top; }
table.short { break-inside: avoid; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { background: #eee; }
thead th:first-child { width: 30%; }
tbody th { background: none; font-weight: normal; }
pre { white-space: pre-wrap; break-inside: avoid; margin: 0 0 2mm;
  font: 8.5pt/1.25 "DejaVu Sans Mono", monospace;
  padding: 1.5mm 2mm; border: 0.5pt solid #555; }
nav ul { list-style: none; padding: 0; }
footer { margin-top: 8mm; border-top: 1.5pt solid #000; padding-top: 3mm; font-size: 9.5pt; }
@media print { body { max-width: none; padding: 0; } a { text-decoration: none; } }
"""
_SHORT: Final = 8
"""A table of so many rows is kept on one page."""
_CLASSES: Final = {"met": "met", "not met": "unmet", "undetermined": "open"}


def as_html(page: Page) -> str:
    """Return a page as one HTML file."""
    return "\n".join(_page(page)) + "\n"


def _page(page: Page) -> Iterator[str]:
    household = escape(page.heading.items[0][1])
    title = escape(page.title)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{page.language}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title} – {household}</title>"
    yield f"<style>{_STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield "<header>"
    yield f"<h1>{title}</h1>"
    yield _pairs(page.heading)
    yield "</header>"
    yield "<main>"
    yield '<section class="decision">'
    yield f'<h2 id="decision">{escape(page.decision_title)}</h2>'
    yield f'<p class="result">{escape(page.decision)}</p>'
    yield from (f"<p>{escape(reason)}</p>" for reason in page.reasons)
    yield "</section>"
    headings = [block for block in page.blocks if isinstance(block, Heading)]
    yield f'<nav aria-label="{escape(page.contents_title)}">'
    yield f'<p class="title">{escape(page.contents_title)}</p>'
    yield "<ul>"
    for item in headings:
        yield f'<li><a href="#s{item.number}">{item.number}. {escape(item.text)}</a></li>'
    yield "</ul>"
    yield "</nav>"
    yield from _sections(page.blocks)
    yield "</main>"
    yield "<footer>"
    yield f'<p class="title">{escape(page.footer_title)}</p>'
    yield _pairs(page.footer)
    yield "</footer>"
    yield "</body>"
    yield "</html>"


def _sections(blocks: Iterable[Block]) -> Iterator[str]:
    open_ = False
    for block in blocks:
        if isinstance(block, Heading):
            if open_:
                yield "</section>"
            open_ = True
            yield f'<section aria-labelledby="s{block.number}">'
        yield from _block(block)
    if open_:
        yield "</section>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(number, text):
            yield f'<h2 id="s{number}">{number}. {escape(text)}</h2>'
        case Box(number, title, answer, level, blocks):
            tag = f"h{level + 2}"
            told = f': <span class="answer">{escape(answer)}</span>' if answer else ""
            below = " below" if level > 1 else ""
            yield f'<article class="box{below}" id="s{number}">'
            yield f"<{tag}>{number} {escape(title)}{told}</{tag}>"
            for inner in blocks:
                yield from _block(inner)
            yield "</article>"
        case Paragraph(text):
            yield f"<p>{escape(text)}</p>"
        case Pairs():
            yield _pairs(block)
        case Items(title, items, inline):
            yield f'<p class="title">{escape(title)}</p>'
            yield from _items(items, ' class="inline"' if inline else "")
        case Table():
            yield from _table(block)
        case Code(title, text):
            yield f'<p class="title">{escape(title)}</p>'
            yield f"<pre>{escape(text)}</pre>"


def _pairs(pairs: Pairs) -> str:
    told = "".join(
        f"<div><dt>{escape(title)}</dt><dd>{escape(text)}</dd></div>" for title, text in pairs.items
    )
    return f"<dl>{told}</dl>"


def _items(items: Iterable[Item], attributes: str = "") -> Iterator[str]:
    yield f"<ul{attributes}>"
    for item in items:
        mark = ""
        if item.mark:
            kind = _CLASSES[item.mark]
            mark = f'<span class="mark {kind}">[{escape(item.mark_text)}]</span> '
        text = escape(item.text)
        if item.step:
            text = f'<a href="#s{item.step}">{text}</a>'
        if not item.items:
            yield f"<li>{mark}{text}</li>"
            continue
        yield f"<li>{mark}{text}"
        yield from _items(item.items)
        yield "</li>"
    yield "</ul>"


def _table(table: Table) -> Iterator[str]:
    short = ' class="short"' if len(table.rows) <= _SHORT else ""
    yield f"<table{short}>"
    yield f"<caption>{escape(table.title)}</caption>"
    headings = "".join(f'<th scope="col">{escape(text)}</th>' for text in table.headings)
    yield f"<thead><tr>{headings}</tr></thead>"
    yield "<tbody>"
    for first, *rest in table.rows:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"
