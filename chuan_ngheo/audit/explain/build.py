"""Build the document on one household: facts, steps, rulings, conclusion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from chuan_ngheo.audit.explain.alternatives import Changes
from chuan_ngheo.audit.explain.conclusion import conclusion, decision_words
from chuan_ngheo.audit.explain.conditions import conditions_of
from chuan_ngheo.audit.explain.findings import Findings
from chuan_ngheo.audit.explain.margins import Margins
from chuan_ngheo.audit.explain.model import (
    Explanation,
    FactGroup,
    Note,
    RulingEntry,
    Section,
)
from chuan_ngheo.audit.explain.origins import Origins
from chuan_ngheo.audit.explain.outline import (
    DEPRIVATIONS,
    FACTS,
    POINTS,
    RULINGS,
    Outline,
    Titles,
    outline,
)
from chuan_ngheo.audit.explain.points import PointTables
from chuan_ngheo.audit.explain.steps import Steps, cite
from chuan_ngheo.audit.explain.words import Words
from chuan_ngheo.audit.rulings import Alternative, alternatives, used_rulings
from chuan_ngheo.decision import Decision
from chuan_ngheo.explanation_parts import CONFIDENCE
from chuan_ngheo.labels import split_path, write_date
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.points import points_of
from chuan_ngheo.readings.interpret import Interpreter
from chuan_ngheo.readings.reference import decide, evaluate
from chuan_ngheo.rulebook.describe import write_period
from chuan_ngheo.rulebook.loader import DEFAULT_RULE_SET, load_rules
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.validation import RawHousehold, read_facts
from chuan_ngheo.vocabulary import FACTS as VOCABULARY


def explain_in_full(
    household: RawHousehold,
    *,
    rules: RuleSet | str = DEFAULT_RULE_SET,
    language: Language = "en",
    origins: Origins | None = None,
    issued: date | None = None,
) -> Explanation:
    """Return the decision on one household as a document, step by step.

    Args:
        household: a :class:`Household`, a mapping of facts, or JSON text of one.
        rules: a rule set from :func:`load_rules`, or the name of one.
        language: ``vi`` or ``en``.
        origins: where the facts were read; None where they come from a program.
        issued: the day to print on the document; none is printed without it.

    Raises:
        InvalidFactsError: with every problem of the facts, each with its path.
        UnknownRuleSetError: where no rule set has that name.
    """
    rule_set = rules if isinstance(rules, RuleSet) else load_rules(rules)
    given = read_facts(household)
    decision = decide(given, rule_set)
    points = points_of(decision)
    plan = outline(decision, points)
    others = alternatives(given, decision)
    steps = _steps(given, decision, plan, others, language, origins or Origins(given))
    tables = PointTables(decision, points, plan.numbers, language) if points else None
    sections = _sections(steps, plan, others, tables)
    by_id = {step.id: step for section in sections for step in section.steps}
    return Explanation(
        language=language,
        title=pick(("Bản giải trình kết quả rà soát hộ", "Statement of reasons"), language),
        household_id=decision.household_id,
        class_=decision.class_,
        possible_classes=decision.possible_classes,
        heading=tuple(_heading(decision, language, issued)),
        decision=decision_words(decision, points, language),
        conclusion=(
            *((tables.sums(),) if tables else ()),
            *conclusion(given, decision, by_id, language),
        ),
        sections=sections,
        footer=tuple(_footer(decision, steps.origins, language)),
    )


def _steps(
    given: Mapping[str, Any],
    decision: Decision,
    plan: Outline,
    others: tuple[Alternative, ...],
    language: Language,
    origins: Origins,
) -> Steps:
    rules = decision.rules
    program, facts = evaluate(given, rules)
    interpreter = Interpreter(program.parameters, rules.classes, facts)
    findings = Findings(
        program,
        facts,
        interpreter,
        Words(rules, language, plan.numbers),
        Margins(rules, language, interpreter),
        conditions_of(program, facts, interpreter),
    )
    number = _ruling_section(plan)
    ruling_numbers = {
        name: f"{number}.{count}" for count, name in enumerate(used_rulings(decision), start=1)
    }
    return Steps(decision, findings, origins, plan.numbers, ruling_numbers, others)


def _ruling_section(plan: Outline) -> int:
    return int(plan.sections[-1][1]) + 1


def _sections(
    steps: Steps, plan: Outline, others: tuple[Alternative, ...], tables: PointTables | None
) -> tuple[Section, ...]:
    language = steps.language
    sections = [Section("1", pick(FACTS, language), facts=tuple(_fact_groups(steps)))]
    for title, number, places in plan.sections:
        section = Section(
            number, pick(title, language), steps=tuple(steps.at(place) for place in places)
        )
        sections.append(_with_points(section, title, tables))
    rulings = tuple(_ruling(name, steps, others) for name in steps.ruling_numbers)
    if rulings:
        told = pick(
            (
                "Ở chỗ văn bản còn để ngỏ, mỗi cách hiểu được nêu rõ; thay cách hiểu thì kết quả "
                "thay đổi như sau.",
                "Where the text of the law leaves room, each ruling is named; another option "
                "would change the following.",
            ),
            language,
        )
        number = str(_ruling_section(plan))
        sections.append(Section(number, pick(RULINGS, language), (told,), rulings=rulings))
    return tuple(sections)


def _with_points(section: Section, title: Titles, tables: PointTables | None) -> Section:
    """Put the tables of a decision by points at the head of its sections."""
    if tables is None:
        return section
    if title is POINTS:
        return replace(
            section, paragraphs=tuple(tables.paragraphs()), overviews=tuple(tables.overviews())
        )
    if title is DEPRIVATIONS:
        return replace(section, paragraphs=(tables.deprivations(),))
    return section


def _fact_groups(steps: Steps) -> Iterator[FactGroup]:
    """Yield every fact that a step reads, once: those of the household, then of its members."""
    read: dict[str, Any] = {}
    for step in steps.decision.trace:
        read |= step.facts
    order = list(VOCABULARY)
    paths = sorted(read, key=lambda path: order.index(split_path(path)[1]))
    lines = [steps.fact(path, read[path]) for path in paths]
    household = tuple(line for line in lines if line.member is None)
    members = tuple(line for line in lines if line.member is not None)
    yield FactGroup("1.1", pick(("Hộ gia đình", "Household"), steps.language), household)
    if members:
        yield FactGroup("1.2", pick(("Thành viên", "Members"), steps.language), members)


def _ruling(name: str, steps: Steps, others: tuple[Alternative, ...]) -> RulingEntry:
    rules, language = steps.decision.rules, steps.language
    ruling, option = rules.rulings[name], rules.chosen[name]
    changes = Changes(steps.decision, language)
    readers = [step.rule.id for step in steps.decision.trace if name in step.rulings]
    direct = [
        reader
        for reader in readers
        if any(link.direct and link.id == name for link in steps.rulings_of(reader))
    ]
    return RulingEntry(
        number=steps.ruling_numbers[name],
        id=name,
        label=ruling.label.in_(language),
        option=option,
        text=ruling.options[option].in_(language),
        note=ruling.note.in_(language) if ruling.note else "",
        citations=cite(ruling.citations, language),
        confidence=pick(CONFIDENCE[ruling.confidence], language),
        read_by=tuple(steps.link(reader) for reader in direct),
        others=tuple(changes.option(other) for other in others if other.ruling == name),
    )


def _heading(decision: Decision, language: Language, issued: date | None) -> Iterator[Note]:
    rules, day = decision.rules, decision.review_date
    unknown = pick(("chưa biết", "unknown"), language)
    identity = unknown if decision.household_id is None else str(decision.household_id)
    yield Note(pick(("Mã hộ", "Household"), language), identity)
    yield Note(
        pick(("Ngày rà soát", "Review date"), language),
        write_date(day, language) if day else unknown,
    )
    yield Note(pick(("Bộ quy tắc", "Rule set"), language), rules.label.in_(language))
    yield Note(
        pick(("Căn cứ chung", "Legal basis"), language),
        "; ".join(cite(rules.citations, language)),
    )
    yield Note(
        pick(("Thời gian áp dụng", "In force"), language), write_period(rules.period, language)
    )
    if issued is not None:
        yield Note(pick(("Ngày lập", "Issued"), language), write_date(issued, language))


def _footer(decision: Decision, origins: Origins, language: Language) -> Iterator[Note]:
    rules = decision.rules
    yield Note(pick(("Bộ quy tắc", "Rule set"), language), rules.id)
    yield Note(pick(("Mã băm SHA-256", "SHA-256 hash"), language), rules.hash)
    chosen = "; ".join(f"{name} = {rules.chosen[name]}" for name in used_rulings(decision))
    if chosen:
        yield Note(pick(("Cách hiểu", "Rulings"), language), chosen)
    yield Note(pick(("Chương trình", "Program"), language), f"chuan-ngheo {_version()}")
    yield Note(
        pick(("Độ tin cậy", "Confidence"), language),
        pick(
            (
                "“công báo”: câu chữ đã đọc trong công báo; “nguồn thứ cấp”: theo văn bản khác "
                "trích dẫn; “chưa kiểm chứng”: phải đối chiếu văn bản gốc trước khi dựa vào.",
                "“gazette”: the wording was read in the official gazette; “secondary source”: "
                "quoted by others; “unconfirmed”: check the original before relying on it.",
            ),
            language,
        ),
    )
    yield Note(pick(("Số dòng", "Row numbers"), language), pick(_rows(origins), language))


def _rows(origins: Origins) -> tuple[str, str]:
    if origins.titles:
        return "như bảng tính hiển thị", "as the spreadsheet shows them"
    return "đếm từ 1, không kể dòng tiêu đề của bảng", "count from 1, without the heading"


def _version() -> str:
    try:
        return version("chuan-ngheo")
    except PackageNotFoundError:
        return "?"
