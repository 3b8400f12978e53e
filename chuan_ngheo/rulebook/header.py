"""The header of a rule set, and what it and all entries share: texts and citations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from chuan_ngheo.diagnostics import Position, Problem, nearest
from chuan_ngheo.rulebook import documents
from chuan_ngheo.rulebook.citations import Citation, Instrument, Period, Text
from chuan_ngheo.rulebook.read_documents import Entry
from chuan_ngheo.rulebook.yaml_file import YamlFile


def text(document: documents.TextDocument) -> Text:
    """Return the bilingual text of a document."""
    return Text(document.vi, document.en)


def citations(
    found: Sequence[documents.CitationDocument],
    entry: Entry,
    instruments: Mapping[str, Instrument],
    problems: list[Problem],
) -> tuple[Citation, ...]:
    """Return the citations of an entry; those of an instrument not listed are reported."""
    built: list[Citation] = []
    for index, citation in enumerate(found):
        instrument = instruments.get(citation.instrument)
        if instrument is None:
            problems.append(
                Problem(
                    "unknown-instrument",
                    repr(citation.instrument),
                    f"one of {', '.join(instruments)}",
                    nearest(citation.instrument, list(instruments)),
                    position=entry.position("citation", index, "instrument"),
                )
            )
            continue
        fields = citation.model_dump(exclude={"instrument"}, exclude_none=True)
        built.append(Citation(instrument, **{name: str(value) for name, value in fields.items()}))
    return tuple(built)


def reversed_dates(period: Period, place: Position) -> Problem:
    """Return the problem of a period that ends before it begins."""
    expected = "a first day on or before the last day"
    found = f"from {period.start} to {period.end}"
    return Problem("reversed-dates", found, expected, position=place)


def header_problems(entry: Entry) -> Iterator[Problem]:
    """Report a reversed period, and ids that stand twice in a list."""
    header: documents.RuleSetDocument = entry.document
    period = Period(header.in_force.from_, header.in_force.to)
    if period.start > period.end:
        yield reversed_dates(period, entry.position("in_force"))
    for section, named in (("instruments", header.instruments), ("dimensions", header.dimensions)):
        ids = [item.id for item in named]
        yield from _twice(ids, [entry.position(section, at, "id") for at in range(len(ids))])
    for section, ids in (("indicators", header.indicators), ("classes", header.classes)):
        yield from _twice(ids, [entry.position(section, at) for at in range(len(ids))])


def missing_lists(header: documents.RuleSetDocument, file: YamlFile) -> Iterator[Problem]:
    """Report a rule set without indicators or classes."""
    for section, ids in (("indicators", header.indicators), ("classes", header.classes)):
        if not ids:
            place = file.position((section,))
            yield Problem("rule-set-incomplete", f"no {section}", "at least one id", position=place)


def _twice(ids: Sequence[str], places: Sequence[Position]) -> Iterator[Problem]:
    for at, (name, place) in enumerate(zip(ids, places, strict=True)):
        if name in ids[:at]:
            found = f"{name!r} for the second time"
            yield Problem("duplicate-id", found, "each id once", position=place)
