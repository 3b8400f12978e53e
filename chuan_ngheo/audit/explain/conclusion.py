"""The conclusion at the head of the document: the class, why, and why no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chuan_ngheo.audit.explain.cases import cases_of
from chuan_ngheo.audit.explain.findings import decisive
from chuan_ngheo.audit.explain.model import Finding, Step
from chuan_ngheo.decision import Decision
from chuan_ngheo.diagnostic_catalogue import DIAGNOSTICS
from chuan_ngheo.explanation_points import not_measured
from chuan_ngheo.labels import write_path
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.point_types import PointsExplanation


def decision_words(decision: Decision, points: PointsExplanation | None, language: Language) -> str:
    """Write the decision: the class, or the classes that are possible."""
    rules = decision.rules
    labels = [rules.rule(name).label.in_(language) for name in decision.possible_classes]
    if decision.class_ is not None:
        return labels[0]
    possible = pick((" hoặc ", " or "), language).join(labels)
    if told := not_measured(decision, points, language):
        return f"{told[0].upper()}{told[1:]} ({possible})"
    return pick(
        (f"Chưa xác định; có thể là: {possible}", f"Undetermined; possible: {possible}"), language
    )


def conclusion(
    given: Mapping[str, Any], decision: Decision, steps: Mapping[str, Step], language: Language
) -> tuple[str, ...]:
    """Return the sentences of the conclusion."""
    return tuple(_sentences(given, decision, steps, language))


def _sentences(
    given: Mapping[str, Any], decision: Decision, steps: Mapping[str, Step], language: Language
) -> Iterator[str]:
    held = decision.class_
    if held is not None:
        because = pick(("Đạt các điều kiện", "These conditions are met"), language)
        yield f"{because}: {_reasons(steps[held].findings[0])}."
    for name in decision.rules.classes:
        step = steps[name]
        if name == held:
            continue
        start = (
            (f"Không phải “{step.label}”, vì không đạt điều kiện", f"Not “{step.label}”; not met")
            if step.value is False
            else (
                f"Chưa loại trừ “{step.label}”, vì chưa xác định được điều kiện",
                f"“{step.label}” is not excluded; undetermined",
            )
        )
        yield f"{pick(start, language)}: {_reasons(decisive(step.findings[0]))}."
    yield from _missing(decision, language)
    yield from cases_of(given, decision, language)
    yield from _benefits(decision, steps, language)
    for note in decision.notes:
        yield f"{pick(('Lưu ý', 'Note'), language)}: {pick(DIAGNOSTICS[note], language)}"


def _benefits(decision: Decision, steps: Mapping[str, Step], language: Language) -> Iterator[str]:
    for value, title in (
        (True, ("Được hưởng", "Eligible for")),
        (None, ("Chưa xác định được hưởng hay không", "Eligibility undetermined")),
        (False, ("Không được hưởng", "Not eligible for")),
    ):
        named = [
            f"{steps[name].label} ({pick(('bước', 'step'), language)} {steps[name].number})"
            for name, answer in decision.eligibility.items()
            if answer.eligible is value
        ]
        if named:
            yield f"{pick(title, language)}: {'; '.join(named)}."


def _missing(decision: Decision, language: Language) -> Iterator[str]:
    if decision.missing_facts:
        told = "; ".join(write_path(path, language) for path in decision.missing_facts)
        yield f"{pick(('Dữ kiện còn thiếu', 'Missing facts'), language)}: {told}."
    for paths in decision.settled_by:
        enough = pick(
            ("Đủ để xác định, dù câu trả lời thế nào", "Enough to decide, whatever the answers"),
            language,
        )
        yield f"{enough}: {'; '.join(write_path(path, language) for path in paths)}."


def _reasons(finding: Finding) -> str:
    leaves = [part for part in finding if not part.parts or part.joined not in ("all", "any")]
    return "; ".join(
        f"{part.condition} ({part.detail})" if part.detail else part.condition for part in leaves
    )
