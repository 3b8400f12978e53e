"""What the parts of an explanation share: steps, facts, members and citations as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from chuan_ngheo.labels import label_of, split_path, write_amount, write_fact
from chuan_ngheo.languages import Language, pick

if TYPE_CHECKING:
    from chuan_ngheo.decision import Decision, Step
    from chuan_ngheo.rulebook.citations import Citation
    from chuan_ngheo.rulebook.rules import Confidence

TRUTHS = {True: ("đúng", "yes"), False: ("không", "no"), None: ("chưa xác định", "undetermined")}
MARKS = {True: "[x]", False: "[ ]", None: "[?]"}
CONFIDENCE = {
    "gazette": ("công báo", "gazette"),
    "secondary": ("nguồn thứ cấp", "secondary source"),
    "unconfirmed": ("chưa kiểm chứng", "unconfirmed"),
}
_NO_MEMBER = (
    "không thành viên nào đáp ứng điều kiện được xét",
    "no member meets the condition in question",
)


def cited(step: Step, language: Language) -> str:
    """Write the citations of a step and how sure their wording is."""
    return f"[{citations_of(step.rule.citations, step.rule.confidence, language)}]"


def citations_of(citations: Iterable[Citation], confidence: Confidence, language: Language) -> str:
    """Write citations and how sure their wording is."""
    places = "; ".join(citation.write(language) for citation in citations)
    return f"{places}; {pick(CONFIDENCE[confidence], language)}"


def truth_of(step: Step) -> bool | None:
    """Return the truth of a step; None for a count."""
    return None if isinstance(step.value, tuple) else step.value


def household_facts(facts: dict[str, Any], language: Language) -> Iterator[str]:
    """Yield the facts of the household among ``facts``, each with its label."""
    for path, value in facts.items():
        position, name = split_path(path)
        if position is None:
            yield f"{label_of(name, language)}: {write_fact(name, value, language)}"


def parameter_lines(
    step: Step, position: int | None, decision: Decision, language: Language
) -> Iterator[str]:
    """Yield the numbers set by law that a step compares with, for one member or the household."""
    for path, value in decision.parameters_behind(step).items():
        place, name = split_path(path)
        if place == position and value is not None:
            parameter = decision.rules.parameter(name, decision.review_date)
            amount = write_amount(value, parameter.unit, language)
            yield f"{parameter.label.in_(language)}: {amount}"


def member_lines(
    step: Step, used: dict[str, Any], decision: Decision, language: Language
) -> Iterator[str]:
    """Yield the members who decide a step, or for whom it is unknown, with their facts."""
    by_member: dict[int, dict[str, Any]] = {}
    for path, value in used.items():
        position, name = split_path(path)
        if position is not None:
            by_member.setdefault(position, {})[name] = value
    if by_member and not step.members and not step.unknown_members:
        yield pick(_NO_MEMBER, language)
    for position in sorted((*step.members, *step.unknown_members)):
        facts = by_member.get(position, {})
        told = "; ".join(
            f"{label_of(name, language)}: {write_fact(name, value, language)}"
            for name, value in facts.items()
            if value is not None or position in step.unknown_members
        )
        limits = "; ".join(parameter_lines(step, position, decision, language))
        who = pick((f"thành viên {position + 1}", f"member {position + 1}"), language)
        open_ = position in step.unknown_members
        mark = f" ({pick(('chưa xác định', 'undetermined'), language)})" if open_ else ""
        yield f"{who}{mark}: {'; '.join(part for part in (told, limits) if part)}"
