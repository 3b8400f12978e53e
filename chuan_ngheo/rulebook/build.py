"""Build typed rules from documents: periods, rulings, parameters, conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from chuan_ngheo.diagnostics import Position, Problem, nearest
from chuan_ngheo.expression.nodes import Constant
from chuan_ngheo.expression.parse import parse_condition
from chuan_ngheo.expression.resolve import is_reserved
from chuan_ngheo.expression.syntax import ConditionText
from chuan_ngheo.expression.units import parse_unit
from chuan_ngheo.rulebook import documents
from chuan_ngheo.rulebook import rules as typed
from chuan_ngheo.rulebook.benefits import build_benefit
from chuan_ngheo.rulebook.citations import Citation, Instrument, Period, Text
from chuan_ngheo.rulebook.header import citations, header_problems, reversed_dates, text
from chuan_ngheo.rulebook.names import NamesOfRuleSet, names_of, scope_of, value_type_of
from chuan_ngheo.rulebook.parameters import build_parameter
from chuan_ngheo.rulebook.point_tables import PointTable, read_point_table
from chuan_ngheo.rulebook.read_documents import Entry, RuleDocuments
from chuan_ngheo.rulebook.scores import build_score
from chuan_ngheo.rulebook.yaml_file import YamlFile
from chuan_ngheo.vocabulary import FACTS, ValueType

_KINDS: dict[str, typed.RuleKind] = {
    "definitions": "definition",
    "scores": "score",
    "indicators": "indicator",
    "classes": "class",
    "statuses": "status",
    "benefits": "benefit",
    "subject_rules": "subject_rule",
}


@dataclass(slots=True)
class Parts:
    """The parts of a rule set before they are linked.

    Attributes:
        left_out: ids of entries that are reported and could not be built.
        unsettled: ids of entries of which a version is left out or has no valid period.
        not_understood: texts of the conditions that are reported.
    """

    header: documents.RuleSetDocument
    header_file: YamlFile
    label: Text
    period: Period
    citations: tuple[Citation, ...]
    left_out: set[str]
    unsettled: set[str]
    instruments: dict[str, Instrument] = field(default_factory=dict)
    dimensions: dict[str, Text] = field(default_factory=dict)
    rulings: dict[str, typed.Ruling] = field(default_factory=dict)
    parameters: dict[str, tuple[typed.Parameter, ...]] = field(default_factory=dict)
    point_tables: dict[str, PointTable] = field(default_factory=dict)
    rules: list[typed.Rule] = field(default_factory=list)
    benefits: dict[str, typed.Benefit] = field(default_factory=dict)
    benefit_entries: list[Entry] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)


class Builder:
    """Builds the parts of one rule set and collects their problems."""

    def __init__(
        self, folder: Path, found: RuleDocuments, header: documents.RuleSetDocument
    ) -> None:
        self.folder = folder
        self.header = header
        self.entries = found.entries
        self.problems: list[Problem] = []
        self.parts = self._empty_parts(found)

    def _empty_parts(self, found: RuleDocuments) -> Parts:
        header = self.header
        instruments = {
            item.id: Instrument(item.id, text(item.name), item.issued)
            for item in header.instruments
        }
        entry = Entry("", header, found.header_file, (), self.folder)
        self.problems += header_problems(entry)
        start, end = header.in_force.from_, header.in_force.to
        return Parts(
            header=header,
            header_file=found.header_file,
            label=text(header.label),
            period=Period(min(start, end), max(start, end)),
            citations=citations(header.citation, entry, instruments, self.problems),
            left_out=found.left_out,
            unsettled=set(found.left_out),
            instruments=instruments,
            dimensions={group.id: text(group.label) for group in header.dimensions},
        )

    def build(self) -> Parts:
        """Return all parts; what cannot be built is left out and reported."""
        parts = self.parts
        for entry in self.entries:
            if entry.section == "rulings":
                self._ruling(entry)
        versions: dict[str, list[typed.Parameter]] = {}
        for entry in self.entries:
            if entry.section == "parameters":
                period = self._period(entry)
                cited = self._cited(entry)
                parameter = build_parameter(entry, cited, period, entry.folder, self.problems)
                if parameter is None:
                    parts.left_out.add(cited.id)
                    parts.unsettled.add(cited.id)
                else:
                    versions.setdefault(parameter.id, []).append(parameter)
        parts.parameters = {
            name: tuple(sorted(items, key=lambda item: item.period))
            for name, items in versions.items()
        }
        for entry in self.entries:
            if entry.section == "point_tables":
                self._point_table(entry)
        names, problems = names_of(parts, self.entries)
        self.problems += problems
        for entry in self.entries:
            if entry.section == "benefits":
                self._benefit(entry)
            if entry.section in _KINDS and not _is_without_condition(entry):
                self._rule(entry, names)
        return parts

    def _point_table(self, entry: Entry) -> None:
        cited = self._cited(entry)
        table = read_point_table(entry, cited, self._period(entry), self.problems)
        if table is None:
            self.parts.left_out.add(cited.id)
            return
        self.parts.point_tables[cited.id] = table
        for parameter in table.parameters.values():
            self.parts.parameters[parameter.id] = (parameter,)

    def _cited(self, entry: Entry) -> typed.CitedParts:
        document = entry.document
        fact = document.id in FACTS and entry.section != "indicators"
        if fact or is_reserved(document.id):
            found = (
                f"the id {document.id!r}, which is the name of a {'fact' if fact else 'function'}"
            )
            self._report("duplicate-id", found, "an id of its own", entry.position("id"))
        return typed.CitedParts(
            document.id,
            text(document.label),
            citations(document.citation, entry, self.parts.instruments, self.problems),
            document.confidence,
            text(document.note) if document.note else None,
            entry.position("id"),
        )

    def _report(
        self, code: str, found: str, expected: str, place: Position, advice: str = ""
    ) -> None:
        self.problems.append(Problem(code, found, expected, advice, position=place))

    def _period(self, entry: Entry) -> Period:
        document: documents.PeriodDocument | None = getattr(entry.document, "in_force", None)
        whole = self.parts.period
        if document is None:
            return whole
        period = Period(document.from_, document.to)
        if entry.folder != self.folder and period.start <= period.end:
            return Period(max(period.start, whole.start), min(period.end, whole.end))
        place = entry.position("in_force")
        if period.start > period.end:
            self.problems.append(reversed_dates(period, place))
        elif period.start not in whole or period.end not in whole:
            expected = f"days within {whole}, the period of the rule set"
            self._report("outside-period", str(period), expected, place)
        else:
            return period
        self.parts.unsettled.add(entry.document.id)
        return whole

    def _ruling(self, entry: Entry) -> None:
        document: documents.RulingDocument = entry.document
        if document.default not in document.options:
            names = list(document.options)
            self._report(
                "unknown-default",
                repr(document.default),
                f"one of {', '.join(names)}",
                entry.position("default"),
                nearest(document.default, names),
            )
        if document.id in self.parts.rulings:
            found = f"the ruling {document.id!r} for the second time"
            self._report("duplicate-id", found, "each ruling once", entry.position("id"))
        self.parts.rulings[document.id] = typed.Ruling(
            **self._cited(entry)._asdict(),
            options={name: text(option) for name, option in document.options.items()},
            default=document.default,
        )

    def _benefit(self, entry: Entry) -> None:
        name = entry.document.id
        if name in self.parts.benefits and _is_without_condition(entry):
            found = f"the benefit {name!r} for the second time"
            self._report("duplicate-id", found, "each benefit once", entry.position("id"))
        self.parts.benefits[name] = build_benefit(entry, self._cited(entry))
        self.parts.benefit_entries.append(entry)

    def _rule(self, entry: Entry, names: NamesOfRuleSet) -> None:
        if entry.section == "scores":
            self._score(entry, names)
            return
        document = entry.document
        key = "value" if getattr(document, "value", None) else "when"
        period = self._period(entry)
        cited = self._cited(entry)
        source = entry.file.texts.get((*entry.path, key))
        if source is None or (key == "value" and document.when):
            found, expected = (
                f"{words} of 'when' and 'value'" for words in ("both or neither", "exactly one")
            )
            self._report("missing-key", found, expected, entry.position())
            self.parts.left_out.add(document.id)
            return
        scope, value_type = scope_of(entry), value_type_of(entry)
        unit = parse_unit(document.unit) if value_type is ValueType.NUMBER else None
        condition = ConditionText(source.text, source.locate, scope, value_type, unit)
        node, problems = parse_condition(condition, names)
        self.problems += problems
        if node is None:
            self.parts.not_understood.append(source.text)
        self.parts.rules.append(
            typed.Rule(
                **cited._asdict(),
                kind=_KINDS[entry.section],
                scope=scope,
                type=value_type,
                period=period,
                text=source.text,
                node=node if node is not None else Constant(value=False),
                dimension=self._dimension(entry),
                benefit=getattr(document, "benefit", ""),
            )
        )

    def _score(self, entry: Entry, names: NamesOfRuleSet) -> None:
        period, cited = self._period(entry), self._cited(entry)
        found = build_score(entry, self.parts.point_tables, names, self.problems)
        if found is None:
            self.parts.not_understood += entry.document.answers.values()
        text_, node = found or ("", Constant(value=0))
        self.parts.rules.append(
            typed.Rule(
                **cited._asdict(),
                kind="score",
                scope="household",
                type=ValueType.NUMBER,
                period=period,
                text=text_,
                node=node,
            )
        )

    def _dimension(self, entry: Entry) -> str:
        dimension: str = getattr(entry.document, "dimension", "")
        known = self.parts.dimensions
        if dimension and dimension not in known:
            self._report(
                "unknown-value",
                repr(dimension),
                f"one of {', '.join(known) or 'none'}",
                entry.position("dimension"),
                nearest(dimension, list(known)),
            )
        return dimension


def _is_without_condition(entry: Entry) -> bool:
    return entry.section == "benefits" and entry.document.when is None
