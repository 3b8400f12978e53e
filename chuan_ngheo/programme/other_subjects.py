"""Read organisations, communities, officials or houses, and answer each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chuan_ngheo.api import classify_subject
from chuan_ngheo.diagnostics import InvalidFactsError, Problem
from chuan_ngheo.readings.other_subjects import SubjectAnswer
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.subjects import IDENTIFIERS, SUBJECTS, Subject
from chuan_ngheo.survey.read import JSON_SUFFIXES, TABLE_SUFFIXES, read_json
from chuan_ngheo.survey.rows import Input, InputError, Row
from chuan_ngheo.survey.tables import table_rows
from chuan_ngheo.survey.write import SEPARATOR


@dataclass(frozen=True, slots=True)
class SubjectAnswers:
    """What one organisation, community or official may receive, or whether a house fits.

    Attributes:
        subject: the kind of subject.
        identifier: its id as given; None where it has none.
        row: the number of its row, from 1.
        answers: one for each rule on such subjects.
    """

    subject: Subject
    identifier: int | str | None
    row: int
    answers: tuple[SubjectAnswer, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the answers as plain values for JSON."""
        return {
            IDENTIFIERS[self.subject]: self.identifier,
            "row": self.row,
            "answers": [answer.to_dict() for answer in self.answers],
        }

    def to_rows(self) -> Iterator[dict[str, Any]]:
        """Yield one row of plain cells for each rule."""
        for answer in self.answers:
            yield {
                IDENTIFIERS[self.subject]: self.identifier,
                "row": self.row,
                "rule": answer.rule.id,
                "benefit": answer.rule.benefit,
                "eligible": answer.value,
                "missing_facts": SEPARATOR.join(answer.missing_facts),
            }


def read_subjects(path: Path, subject: Subject) -> Input:
    """Read the facts of subjects from CSV, Parquet, JSON or JSON lines.

    Raises:
        InputError: if the file cannot be read at all.
    """
    if path.suffix in JSON_SUFFIXES:
        return read_json(path, subject, _plural(subject))
    if path.suffix in TABLE_SUFFIXES:
        notices: list[Problem] = []
        names = tuple(SUBJECTS[subject].model_fields)
        return Input(table_rows(path, names, notices, needed=()), notices=notices)
    expected = f"a file ending in {', '.join((*JSON_SUFFIXES, *TABLE_SUFFIXES))}"
    raise InputError(Problem("file-unreadable", f"{path.name!r}", expected))


def _plural(subject: Subject) -> str:
    return "communities" if subject == "community" else f"{subject}s"


def answer_rows(
    subject: Subject, rows: Iterable[Row], rules: RuleSet
) -> tuple[tuple[SubjectAnswers, ...], tuple[Row, ...]]:
    """Return the answers for the good rows, and the other rows with what is wrong."""
    answers: list[SubjectAnswers] = []
    rejected: list[Row] = []
    for row in rows:
        if row.problems:
            rejected.append(row)
            continue
        try:
            found = classify_subject(subject, row.facts, rules=rules)
        except InvalidFactsError as error:
            rejected.append(Row(row.source, row.facts, error.problems))
            continue
        identifier = row.facts.get(IDENTIFIERS[subject])
        answers.append(SubjectAnswers(subject, identifier, row.source.row, found))
    return tuple(answers), tuple(rejected)
