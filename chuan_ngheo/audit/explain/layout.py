"""Lay a document out as the parts of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from chuan_ngheo.audit.explain.answers import MET
from chuan_ngheo.audit.explain.blocks import (
    Block,
    Box,
    Code,
    Heading,
    Inner,
    Item,
    Items,
    Mark,
    Page,
    Pairs,
    Paragraph,
    Table,
)
from chuan_ngheo.audit.explain.fact_tables import FactTables
from chuan_ngheo.audit.explain.model import (
    Explanation,
    Finding,
    Note,
    OtherOption,
    RulingEntry,
    RulingLink,
    Section,
    Step,
    StepLink,
    Truth,
)
from chuan_ngheo.languages import Language, pick

_MARKS: Final[Mapping[Truth, Mark]] = {True: "met", False: "not met", None: "undetermined"}


def lay_out(document: Explanation) -> Page:
    """Return the parts of the page of a document."""
    layout = _Layout(document.language)
    blocks = [block for section in document.sections for block in layout.section(section)]
    return Page(
        document.language,
        document.title,
        _pairs(document.heading),
        layout.say("Kết luận", "Decision"),
        document.decision,
        document.conclusion,
        layout.say("Nội dung", "Contents"),
        tuple(blocks),
        layout.say("Thông tin để kiểm chứng", "For verification"),
        _pairs(document.footer),
    )


def _pairs(notes: Iterable[Note]) -> Pairs:
    return Pairs(tuple((note.title, note.text) for note in notes))


class _Layout:
    """Lays out sections, steps and rulings in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.tables = FactTables(language)

    def say(self, vi: str, en: str) -> str:
        """Return a word of the page."""
        return pick((vi, en), self.language)

    def section(self, section: Section) -> Iterator[Block]:
        """Yield the parts of a section."""
        yield Heading(section.number, section.title)
        for text in section.paragraphs:
            yield Paragraph(text)
        for item in section.overviews:
            yield Table(item.title, item.headings, item.rows)
        for group in section.facts:
            blocks: tuple[Inner, ...] = (
                *self.tables.of_household(group.facts),
                *self.tables.of_members(group.facts, (), {}),
            )
            yield Box(group.number, group.title, "", 1, blocks)
        for step in section.steps:
            yield Box(step.number, step.label, step.answer, step.level, tuple(self._step(step)))
        for ruling in section.rulings:
            yield Box(ruling.number, ruling.label, ruling.text, 1, tuple(self._ruling(ruling)))

    def _step(self, step: Step) -> Iterator[Inner]:
        kind = f"{step.kind_text} ({step.id})"
        pairs = [
            (self.say("Quy tắc", "Rule"), kind),
            (self.say("Căn cứ", "Legal basis"), self._cited(step.citations, step.confidence)),
            (self.say("Hiệu lực", "In force"), step.in_force),
        ]
        if step.condition:
            pairs.append((self.say("Điều kiện", "Condition"), step.condition))
        yield Pairs(tuple(pairs))
        yield from self.tables.of_household(step.facts)
        answers = {
            item.member: pick(MET[item.answer], self.language)
            for item in step.findings
            if item.member is not None
        }
        yield from self.tables.of_members(step.facts, step.law_numbers, answers)
        yield from self.tables.law_numbers(step.law_numbers)
        if step.rests_on:
            title = self.say("Dựa trên các bước", "Rests on the steps")
            yield Items(title, tuple(map(self._link, step.rests_on)), inline=True)
        if step.findings:
            title = self.say("Xét từng điều kiện, và chênh lệch", "Each condition, and by how much")
            yield Items(title, tuple(self._finding(item, step) for item in step.findings))
        if step.missing:
            title = self.say("Chưa xác định vì chưa biết", "Open because these are unknown")
            yield Items(title, tuple(Item(text) for text in step.missing))
        if step.notes:
            yield _pairs(step.notes)
        yield from self._rulings_of(step)
        if step.unconfirmed:
            title = self.say("Chưa kiểm chứng với văn bản gốc", "Not confirmed at the source")
            yield Pairs(((title, "; ".join(step.unconfirmed)),))
        if step.note:
            yield Pairs(((self.say("Ghi chú", "Note"), step.note),))
        if step.rule_text:
            yield Code(
                self.say("Nguyên văn trong tệp quy tắc", "As the rule file has it"), step.rule_text
            )

    def _cited(self, citations: Iterable[str], confidence: str) -> str:
        return f"{'; '.join(citations)} ({confidence})"

    def _link(self, link: StepLink) -> Item:
        return Item(f"{link.number} {link.label}: {link.answer}", step=link.number)

    def _finding(self, finding: Finding, step: Step | None = None) -> Item:
        text = finding.condition
        whole = step is not None and finding.condition == step.condition
        if whole:
            text = self.say("điều kiện nêu trên", "the condition above")
        if finding.member is not None:
            text = f"{self.say('Thành viên', 'Member')} {finding.member}: {text}"
        if finding.detail:
            text = f"{text} – {finding.detail}"
        return Item(
            text,
            "" if finding.counts else _MARKS[finding.answer],
            "" if finding.counts else pick(MET[finding.answer], self.language),
            items=tuple(self._finding(part) for part in finding.parts),
        )

    def _rulings_of(self, step: Step) -> Iterator[Inner]:
        direct = [link for link in step.rulings if link.direct]
        if direct:
            title = self.say("Cách hiểu bước này dùng", "Rulings that this step reads")
            yield Items(title, tuple(self._ruling_link(link) for link in direct))
        others = [link.number for link in step.rulings if not link.direct]
        if others:
            title = self.say("Cách hiểu qua các bước khác", "Rulings through other steps")
            yield Pairs(((title, ", ".join(others)),))

    def _ruling_link(self, link: RulingLink) -> Item:
        return Item(
            f"{link.number} {link.text} ({link.id} = {link.option})",
            step=link.number,
            items=tuple(self._other(other, of_step=True) for other in link.others),
        )

    def _other(self, other: OtherOption, *, of_step: bool) -> Item:
        start = self.say("Nếu hiểu", "If instead")
        text = f"{start} “{other.text}” ({other.option}): "
        if not other.changes:
            same = (
                self.say("bước này và xếp loại không đổi", "this step and the class stay the same")
                if of_step
                else self.say("không có gì thay đổi", "nothing would change")
            )
            return Item(text + same)
        if len(other.changes) == 1:
            return Item(text + other.changes[0])
        return Item(text.rstrip(), items=tuple(Item(change) for change in other.changes))

    def _ruling(self, ruling: RulingEntry) -> Iterator[Inner]:
        yield Pairs(
            (
                (self.say("Cách hiểu", "Ruling"), f"{ruling.id} = {ruling.option}"),
                (
                    self.say("Căn cứ", "Legal basis"),
                    self._cited(ruling.citations, ruling.confidence),
                ),
            )
        )
        if ruling.note:
            yield Pairs(((self.say("Ghi chú", "Note"), ruling.note),))
        title = self.say("Các bước đọc cách hiểu này", "Steps that read it")
        yield Items(title, tuple(map(self._link, ruling.read_by)), inline=True)
        title = self.say("Cách hiểu khác sẽ thay đổi", "What another option would change")
        yield Items(title, tuple(self._other(other, of_step=False) for other in ruling.others))
