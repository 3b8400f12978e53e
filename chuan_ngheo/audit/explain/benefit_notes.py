"""What belongs to a benefit beside its condition: recipients, priority, content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from chuan_ngheo.audit.explain.answers import truth_words
from chuan_ngheo.audit.explain.findings import member_words
from chuan_ngheo.audit.explain.model import Note
from chuan_ngheo.eligibility import Eligibility, Reason
from chuan_ngheo.labels import write_path
from chuan_ngheo.languages import Language, pick


def benefit_notes(
    answer: Eligibility, numbers: Mapping[str, str], language: Language
) -> tuple[Note, ...]:
    """Return the notes on a benefit, in the order in which they are read."""
    return tuple(_notes(answer, numbers, language))


def _notes(answer: Eligibility, numbers: Mapping[str, str], language: Language) -> Iterator[Note]:
    benefit = answer.benefit

    def title(vi: str, en: str) -> str:
        return pick((vi, en), language)

    yield Note(title("Dòng trong Kế hoạch", "Line of the plan"), benefit.line)
    if benefit.members and answer.eligible is not False:
        yield Note(title("Người hưởng", "Recipients"), _recipients(answer, numbers, language))
    missing = "; ".join(write_path(path, language) for path in answer.missing_facts)
    if missing:
        yield Note(title("Dữ kiện còn thiếu", "Missing facts"), missing)
    for reason in answer.priority:
        rank = title(f"Ưu tiên {reason.rank}", f"Priority {reason.rank}")
        yield Note(rank, _reason(reason, numbers, language))
    for reason in answer.gives_way_to:
        better = title("Nhường cho quyền lợi cao hơn", "Gives way to a better benefit")
        yield Note(better, _reason(reason, numbers, language))
    different = {reason.id for reason in answer.differs_from_national}
    for reason in answer.national:
        told = _reason(reason, numbers, language)
        told += f": {truth_words('definition', reason.value, language)}"
        same = title("cùng kết quả", "the same answer")
        other = title("kết quả khác Kế hoạch", "an answer other than the plan's")
        told += f" ({other if reason.id in different else same})"
        yield Note(title("Quy định quốc gia", "National rule"), told)
    for condition in benefit.conditions:
        yield Note(title("Điều kiện hỗ trợ", "Condition of support"), condition.in_(language))
    content = "; ".join(item.in_(language) for item in benefit.content.values())
    if content:
        yield Note(title("Nội dung hỗ trợ", "What is given"), content)
    yield Note(title("Cơ quan chủ trì", "Lead agency"), benefit.lead.in_(language))


def _recipients(answer: Eligibility, numbers: Mapping[str, str], language: Language) -> str:
    parts = []
    if answer.members:
        parts.append(_members(answer.members, language))
    if answer.unknown_members:
        open_ = pick(("chưa xác định", "undetermined"), language)
        parts.append(f"{_members(answer.unknown_members, language)} ({open_})")
    told = "; ".join(parts) or pick(("chưa biết", "unknown"), language)
    return f"{told}{_step(answer.benefit.members, numbers, language)}"


def _reason(reason: Reason, numbers: Mapping[str, str], language: Language) -> str:
    told = f"{reason.rule.label.in_(language)}{_step(reason.id, numbers, language)}"
    if reason.members:
        told += f", {_members(reason.members, language)}"
    if reason.value is None:
        told += f" ({pick(('chưa xác định', 'undetermined'), language)})"
    return told


def _members(positions: Iterable[int], language: Language) -> str:
    return member_words((position + 1 for position in positions), language)


def _step(name: str, numbers: Mapping[str, str], language: Language) -> str:
    number = numbers.get(name)
    return f" ({pick(('bước', 'step'), language)} {number})" if number else ""
