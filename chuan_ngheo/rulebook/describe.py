"""A rule, parameter or ruling as a person reads it, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Iterator

from chuan_ngheo.labels import write_amount, write_date
from chuan_ngheo.languages import LANGUAGES, Language, pick
from chuan_ngheo.rulebook.citations import Citation, Period, Text
from chuan_ngheo.rulebook.describe_benefit import benefit_heading, benefit_lines
from chuan_ngheo.rulebook.rules import Benefit, Parameter, Rule, RuleSet, Ruling

KINDS = {
    "indicator": ("chỉ số thiếu hụt", "indicator"),
    "class": ("chuẩn hộ", "class"),
    "status": ("tình trạng", "status"),
    "benefit": ("dự án, chính sách", "project or policy"),
    "subject_rule": ("đối tượng khác", "other subject"),
    "definition": ("định nghĩa", "definition"),
    "score": ("mục tính điểm", "score"),
    "parameter": ("tham số", "parameter"),
    "ruling": ("cách hiểu", "ruling"),
}
CONFIDENCE = {
    "gazette": ("đọc trong công báo", "read in the official gazette"),
    "secondary": ("theo nguồn thứ cấp", "from secondary sources"),
    "unconfirmed": ("chưa kiểm chứng", "unconfirmed"),
}
_ROWS_SHOWN = 4

Entry = Rule | Parameter | Ruling | Benefit


def kind_of(entry: Entry) -> str:
    """Return the kind of an entry, a key of ``KINDS``."""
    if isinstance(entry, Rule):
        return entry.kind
    if isinstance(entry, Benefit):
        return "benefit"
    return "parameter" if isinstance(entry, Parameter) else "ruling"


def entries(rules: RuleSet) -> Iterator[Entry]:
    """Yield the latest version of every rule, parameter and ruling, most important first."""
    yield from rules.benefits.values()
    in_order = [*rules.classes, *rules.indicators, *rules.household_statuses, *rules.statuses]
    in_order += sorted(
        name for name in rules.rules if name not in in_order and name not in rules.benefits
    )
    for name in in_order:
        yield rules.rule(name)
    for name in rules.parameters:
        yield rules.parameter(name)
    yield from rules.rulings.values()


def find(rules: RuleSet, name: str) -> tuple[Entry, ...]:
    """Return every version of the entry with this id; empty if there is none."""
    if name in rules.rulings:
        return (rules.rulings[name],)
    if name in rules.benefits:
        return (rules.benefits[name],)
    return (*rules.rules.get(name, ()), *rules.parameters.get(name, ()))


def describe(entry: Entry, rules: RuleSet) -> str:
    """Return an entry in full: labels, citation, dates, condition or values, rulings."""
    lines = [f"{entry.id}  ({' / '.join(KINDS[kind_of(entry)])})"]
    for language in LANGUAGES:
        lines += [f"  {language}: {entry.label.in_(language)}"]
    if isinstance(entry, Benefit):
        lines += _benefit(entry, rules)
    elif isinstance(entry, Rule):
        lines += _condition(entry)
    elif isinstance(entry, Parameter):
        lines += _values(entry)
    else:
        lines += _options(entry, rules)
    lines += _source(entry.citations, entry.confidence)
    if isinstance(entry, Rule | Parameter):
        lines.append(_period(entry.period))
    if entry.note:
        lines += _both("ghi chú", "note", entry.note)
    rule = rules.rules[entry.id][-1] if entry.id in rules.rules else None
    if rule is not None:
        for name in rule.rulings:
            ruling = rules.rulings[name]
            option = rules.chosen[name]
            lines.append(f"  cách hiểu / ruling {name} = {option}")
            lines += [f"    {ruling.options[option].in_(language)}" for language in LANGUAGES]
    lines.append(f"  {entry.position}")
    return "\n".join(lines)


def _benefit(benefit: Benefit, rules: RuleSet) -> Iterator[str]:
    yield from benefit_heading(benefit)
    if benefit.id in rules.rules:
        yield from _condition(rules.rule(benefit.id))
    yield from benefit_lines(benefit, rules)
    for name in benefit.levels:
        parameter = rules.parameter(name)
        yield f"  {name}: {parameter.label.vi} / {parameter.label.en}"
        yield from list(_values(parameter))[1:]
    yield f"  chủ trì / lead: {benefit.lead.vi} / {benefit.lead.en}"


def _condition(rule: Rule) -> Iterator[str]:
    title = "đếm / count" if rule.type.name == "NUMBER" else "khi / when"
    yield f"  {title}:"
    yield from (f"    {line}" for line in rule.text.split("\n"))


def _values(parameter: Parameter) -> Iterator[str]:
    yield "  giá trị / values:"
    rows = parameter.rows or ("",)
    shown = min(len(rows), _ROWS_SHOWN)
    for place, row in enumerate(rows[:shown]):
        for key, numbers in parameter.columns.items():
            keys = ", ".join(
                f"{name} = {value}"
                for name, value in ((parameter.row_key, row), (parameter.key, key))
                if name
            )
            amounts = " / ".join(
                write_amount(numbers[place], parameter.unit, language) for language in LANGUAGES
            )
            yield f"    {keys}: {amounts}" if keys else f"    {amounts}"
    if shown < len(rows):
        yield f"    … {len(rows)} dòng / rows"


def _options(ruling: Ruling, rules: RuleSet) -> Iterator[str]:
    yield "  lựa chọn / options:"
    for name, option in ruling.options.items():
        default = " (mặc định / default)" if name == ruling.default else ""
        yield f"    {'→' if rules.chosen[ruling.id] == name else ' '} {name}{default}"
        yield from (f"        {option.in_(language)}" for language in LANGUAGES)
    readers = sorted(
        rule_id
        for rule_id, versions in rules.rules.items()
        if any(ruling.id in rule.rulings for rule in versions)
    )
    yield f"  dùng trong / read by: {', '.join(readers)}"


def _source(citations: tuple[Citation, ...], confidence: str) -> Iterator[str]:
    yield "  căn cứ / citation:"
    for citation in citations:
        yield f"    {citation.write('vi')} / {citation.write('en')}"
    yield f"  độ tin cậy / confidence: {' / '.join(CONFIDENCE[confidence])}"


def write_period(period: Period, language: Language) -> str:
    """Write the first and the last day of a period."""
    return f"{write_date(period.start, language)} – {write_date(period.end, language)}"


def _period(period: Period) -> str:
    spans = " / ".join(write_period(period, language) for language in LANGUAGES)
    return f"  hiệu lực / in force: {spans}"


def _both(vi: str, en: str, text: Text) -> list[str]:
    return [f"  {pick((vi, en), language)}: {text.in_(language)}" for language in LANGUAGES]
