"""Build typed rules from documents: citations, periods, parameters, conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from chuan_ngheo.diagnostics import Position, Problem, nearest
from chuan_ngheo.expression.names import Definition, Parameter
from chuan_ngheo.expression.nodes import Constant
from chuan_ngheo.expression.parse import ConditionText, parse_condition
from chuan_ngheo.rulebook import documents
from chuan_ngheo.rulebook import rules as typed
from chuan_ngheo.rulebook.parameters import build_parameter, parameter_scope
from chuan_ngheo.rulebook.read_documents import Entry, RuleDocuments
from chuan_ngheo.vocabulary import FACTS, Scope, ValueType

if TYPE_CHECKING:
    from collections.abc import Sequence

_KINDS: dict[str, typed.RuleKind] = {
    "definitions": "definition",
    "indicators": "indicator",
    "classes": "class",
    "statuses": "status",
}


@dataclass(slots=True)
class Parts:
    """The parts of a rule set before they are linked."""

    label: typed.Text
    period: typed.Period
    citations: tuple[typed.Citation, ...]
    documents: RuleDocuments
    instruments: dict[str, typed.Instrument] = field(default_factory=dict)
    dimensions: dict[str, typed.Text] = field(default_factory=dict)
    rulings: dict[str, typed.Ruling] = field(default_factory=dict)
    parameters: dict[str, tuple[typed.Parameter, ...]] = field(default_factory=dict)
    rules: list[typed.Rule] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _NamesOfRuleSet:
    definitions: dict[str, Definition]
    indicators: tuple[str, ...]
    parameters: dict[str, Parameter]
    rulings: dict[str, tuple[str, ...]]
    classes: tuple[str, ...]


class Builder:
    """Builds the parts of one rule set and collects their problems."""

    def __init__(self, folder: Path, found: RuleDocuments) -> None:
        self.folder = folder
        self.documents = found
        self.problems: list[Problem] = []
        self.instruments = {
            item.id: typed.Instrument(item.id, text(item.name), item.issued)
            for item in found.header.instruments
        }

    def build(self) -> Parts:
        """Return all parts; what cannot be built is left out and reported."""
        header = self.documents.header
        place = self.documents.header_file
        whole = typed.Period(header.in_force.from_, header.in_force.to)
        if whole.start > whole.end:
            self._reversed(whole, place.position(("in_force",)))
        parts = Parts(
            text(header.label),
            whole,
            self._citations(header.citation, Entry("", header, place, ())),
            self.documents,
            self.instruments,
            {group.id: text(group.label) for group in header.dimensions},
        )
        entries = self.documents.entries
        for entry in entries:
            if entry.section == "rulings":
                self._ruling(entry, parts)
        versions: dict[str, list[typed.Parameter]] = {}
        for entry in entries:
            if entry.section == "parameters":
                period = self._period(entry, whole)
                parameter = build_parameter(
                    entry, self._cited(entry), period, self.folder, self.problems
                )
                if parameter is not None:
                    versions.setdefault(parameter.id, []).append(parameter)
        parts.parameters = {
            name: tuple(sorted(items, key=lambda item: item.period))
            for name, items in versions.items()
        }
        names = self._names(parts)
        for entry in entries:
            if entry.section in _KINDS:
                self._rule(entry, parts, names)
        return parts

    def _names(self, parts: Parts) -> _NamesOfRuleSet:
        definitions: dict[str, Definition] = {}
        for entry in self.documents.entries:
            document = entry.document
            if entry.section in ("definitions", "classes"):
                definitions[document.id] = Definition(
                    _scope(entry), _value_type(entry), getattr(document, "unit", "")
                )
        return _NamesOfRuleSet(
            definitions,
            tuple(parts.documents.header.indicators),
            {
                name: Parameter(versions[0].unit, parameter_scope(versions[0]))
                for name, versions in parts.parameters.items()
            },
            {name: tuple(ruling.options) for name, ruling in parts.rulings.items()},
            tuple(parts.documents.header.classes),
        )

    def _cited(self, entry: Entry) -> typed.CitedParts:
        document = entry.document
        if document.id in FACTS and entry.section != "indicators":
            self.problems.append(
                Problem(
                    "duplicate-id",
                    f"the id {document.id!r}, which is the name of a fact",
                    "an id of its own",
                    position=entry.position("id"),
                )
            )
        return typed.CitedParts(
            document.id,
            text(document.label),
            self._citations(document.citation, entry),
            document.confidence,
            text(document.note) if document.note else None,
            entry.position("id"),
        )

    def _citations(
        self, citations: Sequence[documents.CitationDocument], entry: Entry
    ) -> tuple[typed.Citation, ...]:
        built: list[typed.Citation] = []
        for index, citation in enumerate(citations):
            instrument = self.instruments.get(citation.instrument)
            if instrument is None:
                self.problems.append(
                    Problem(
                        "unknown-instrument",
                        repr(citation.instrument),
                        f"one of {', '.join(self.instruments)}",
                        nearest(citation.instrument, list(self.instruments)),
                        position=entry.position("citation", index, "instrument"),
                    )
                )
                continue
            fields = citation.model_dump(exclude={"instrument"}, exclude_none=True)
            built.append(
                typed.Citation(instrument, **{name: str(value) for name, value in fields.items()})
            )
        return tuple(built)

    def _reversed(self, period: typed.Period, place: Position) -> None:
        self.problems.append(
            Problem(
                "reversed-dates",
                f"from {period.start} to {period.end}",
                "a first day on or before the last day",
                position=place,
            )
        )

    def _period(self, entry: Entry, whole: typed.Period) -> typed.Period:
        document: documents.PeriodDocument | None = entry.document.in_force
        if document is None:
            return whole
        period = typed.Period(document.from_, document.to)
        if period.start > period.end:
            self._reversed(period, entry.position("in_force"))
        elif period.start not in whole or period.end not in whole:
            self.problems.append(
                Problem(
                    "outside-period",
                    str(period),
                    f"days within {whole}, the period of the rule set",
                    position=entry.position("in_force"),
                )
            )
        return period

    def _ruling(self, entry: Entry, parts: Parts) -> None:
        document: documents.RulingDocument = entry.document
        if document.default not in document.options:
            self.problems.append(
                Problem(
                    "unknown-default",
                    repr(document.default),
                    f"one of {', '.join(document.options)}",
                    nearest(document.default, list(document.options)),
                    position=entry.position("default"),
                )
            )
        if document.id in parts.rulings:
            self.problems.append(
                Problem(
                    "duplicate-id",
                    f"the ruling {document.id!r} for the second time",
                    "each ruling once",
                    position=entry.position("id"),
                )
            )
        parts.rulings[document.id] = typed.Ruling(
            **self._cited(entry)._asdict(),
            options={name: text(option) for name, option in document.options.items()},
            default=document.default,
        )

    def _rule(self, entry: Entry, parts: Parts, names: _NamesOfRuleSet) -> None:
        document = entry.document
        key = "value" if getattr(document, "value", None) else "when"
        period = self._period(entry, parts.period)
        cited = self._cited(entry)
        source = entry.file.texts.get((*entry.path, key))
        if source is None or (key == "value" and document.when):
            self.problems.append(
                Problem(
                    "missing-key",
                    "both or neither of 'when' and 'value'",
                    "exactly one of 'when' and 'value'",
                    position=entry.position(),
                )
            )
            return
        scope, value_type = _scope(entry), _value_type(entry)
        condition = ConditionText(source.text, source.locate, scope, value_type)
        node, problems = parse_condition(condition, names)
        self.problems += problems
        dimension = getattr(document, "dimension", "")
        if dimension and dimension not in parts.dimensions:
            self.problems.append(
                Problem(
                    "unknown-value",
                    repr(dimension),
                    f"one of {', '.join(parts.dimensions)}",
                    nearest(dimension, list(parts.dimensions)),
                    position=entry.position("dimension"),
                )
            )
        parts.rules.append(
            typed.Rule(
                **cited._asdict(),
                kind=_KINDS[entry.section],
                scope=scope,
                type=value_type,
                period=period,
                text=source.text,
                node=node if node is not None else Constant(value=False),
                dimension=dimension,
            )
        )


def text(document: documents.TextDocument) -> typed.Text:
    """Return the bilingual text of a document."""
    return typed.Text(document.vi, document.en)


def _scope(entry: Entry) -> Scope:
    scope: Scope = getattr(entry.document, "scope", "household")
    return scope


def _value_type(entry: Entry) -> ValueType:
    counted = getattr(entry.document, "value", None) is not None
    return ValueType.NUMBER if counted else ValueType.BOOLEAN
