"""What the verification of a journal finds, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from chuan_ngheo.audit.journal.keys import fingerprint
from chuan_ngheo.audit.journal.receipt import Receipt
from chuan_ngheo.languages import Language, pick

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "file-damaged": (
        "tệp bị hỏng, đọc được đến hết {span}: {detail}",
        "the file is damaged and could be read up to {span}: {detail}",
    ),
    "file-schema": (
        "bảng, chỉ mục hoặc thông số của tệp không phải là của một sổ: {detail}",
        "tables, indexes or settings of the file are not those of a journal: {detail}",
    ),
    "file-checksum": (
        "có byte của tệp đã bị đổi từ lần ghi cuối: tổng kiểm của tệp không khớp",
        "bytes of the file were changed since it was last written: its checksum does not match",
    ),
    "line-unreadable": (
        "dòng {place} không phải là dòng mà sổ ghi ra, hoặc không đúng chỗ",
        "line {place} is not one that a journal writes, or not in its place",
    ),
    "header-changed": (
        "phần đầu không phải là phần mà bản ghi 1 nối tiếp",
        "the header is not the one that record 1 follows",
    ),
    "record-changed": (
        "{span}: mã băm không khớp với nội dung",
        "{span}: its hash does not match its content",
    ),
    "record-unreadable": (
        "{span}: nội dung không phải là của một bản ghi",
        "{span}: its content is not that of a record",
    ),
    "record-misplaced": (
        "bản ghi {last} nằm ở chỗ của bản ghi {place}",
        "record {last} stands in the place of record {place}",
    ),
    "record-missing": ("thiếu {span}", "{span} {is_are} missing"),
    "record-inserted": (
        "có bản ghi được chèn vào sau bản ghi {place}",
        "a record was inserted after record {place}",
    ),
    "record-order": ("{span} không theo thứ tự", "{span} {is_are} out of order"),
    "record-chain": (
        "bản ghi {last}: không nối tiếp bản ghi {place} đang có; một trong hai đã bị thay",
        "record {last}: it does not follow record {place} as that stands; one was replaced",
    ),
    "seal-changed": (
        "dấu niêm {place}: chữ ký không khớp với nội dung",
        "seal {place}: its signature does not match its content",
    ),
    "seal-missing": ("thiếu dấu niêm {place}", "seal {place} is missing"),
    "seal-misplaced": (
        "dấu niêm {last} nằm ở chỗ của dấu niêm {place}",
        "seal {last} stands in the place of seal {place}",
    ),
    "seal-chain": (
        "dấu niêm {place} không nối tiếp dấu niêm trước nó",
        "seal {place} does not follow the seal before it",
    ),
    "seal-records": (
        "{span}: không phải là những bản ghi mà dấu niêm {detail} đã ký",
        "{span}: not what seal {detail} signed",
    ),
    "seal-key": (
        "dấu niêm {place}: ký bằng khóa {detail}, không phải khóa được tin cậy",
        "seal {place}: signed with the key {detail}, which is not a trusted one",
    ),
    "seal-other-key": (
        "dấu niêm {place}: ký bằng khóa {detail}, khác với khóa của dấu niêm trước nó",
        "seal {place}: signed with the key {detail}, another than that of the seal before it",
    ),
    "key-unchecked": (
        "chưa nêu khóa công khai: chữ ký chỉ cho thấy sổ khớp với khóa nằm trong sổ, {detail}; "
        "hãy thêm --public-key",
        "no public key was given: the signatures only show that the journal agrees with the key "
        "inside it, {detail}; add --public-key",
    ),
    "unsealed-tail": (
        "phần đuôi chưa niêm: {count} bản ghi chưa được niêm, hoặc mất dấu niêm ({span})",
        "unsealed tail: {count} {records} not sealed, or their seal is lost ({span})",
    ),
    "nothing-sealed": (
        "sổ không có dấu niêm nào: chưa có gì được ký",
        "the journal has no seal: nothing in it is signed",
    ),
    "receipt-tail": (
        "phần đuôi bị cắt: biên nhận có {last} bản ghi đã niêm; {span} bị mất hoặc không còn niêm",
        "the tail is cut: the receipt is for {last} sealed records; {span} {is_are} missing or no "
        "longer sealed",
    ),
    "receipt-other": (
        "{span}: không phải là bản ghi cuối đã niêm mà biên nhận nêu",
        "{span}: not the last sealed record that the receipt names",
    ),
    "facts-other": (
        "{span}: thông tin của hộ khác với thông tin đã dùng để quyết định",
        "{span}: the facts of the household are not those decided on",
    ),
    "facts-unrecorded": (
        "{detail}: không có bản ghi nào của hộ này",
        "{detail}: no record of this household",
    ),
    "decision-other": (
        "{span}: quyết định làm lại khác ở {detail}",
        "{span}: decided again, it differs in {detail}",
    ),
}
"""Each kind of finding with its text in Vietnamese and English."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as a journal leaves it.

    Attributes:
        kind: a key of ``FINDINGS``.
        place: number of the record, seal or line.
        last: number of the last one where several are meant; 0 if there is one.
        detail: what was found, where the kind says no more.
    """

    kind: str
    place: int = 0
    last: int = 0
    detail: str = ""
    between: bool = True
    """Whether all from ``place`` to ``last`` are meant, and not only the two."""

    def write(self, language: Language) -> str:
        """Write the finding in one line, with its kind."""
        count = max(self.last - self.place + 1, 1)
        text = pick(FINDINGS[self.kind], language).format(
            place=self.place,
            last=self.last,
            detail=self.detail,
            count=count,
            span=self._span(language),
            is_are="is" if count == 1 else "are",
            records="record" if count == 1 else "records",
        )
        return f"[{self.kind}] {text}"

    def _span(self, language: Language) -> str:
        one = pick(("bản ghi", "record"), language)
        if self.last <= self.place:
            return f"{one} {self.place}"
        words = (("đến", "to"), ("và", "and"))[not self.between]
        many = pick(("bản ghi", "records"), language)
        return f"{many} {self.place} {pick(words, language)} {self.last}"

    def __str__(self) -> str:
        return self.write("en")

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as plain values for JSON."""
        return {"kind": self.kind, "place": self.place, "text": self.write("en")}


@dataclass(frozen=True, slots=True)
class Report:
    """What a journal holds, and what is wrong with it.

    Attributes:
        findings: everything that is wrong; empty if the journal is sound.
        records: how many records there are.
        seals: how many seals.
        receipt: the last sealed record; None if none is sealed.
        public_keys: the keys of valid seals, in hexadecimal, in their order.
        interrupted: whether the last write was cut off, and has been undone.
    """

    findings: tuple[Finding, ...]
    records: int
    seals: int
    receipt: Receipt | None
    public_keys: tuple[str, ...]
    interrupted: bool = False

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain values for JSON."""
        return {
            "sound": self.sound,
            "records": self.records,
            "seals": self.seals,
            "receipt": str(self.receipt) if self.receipt else None,
            "key_fingerprints": [fingerprint(key) for key in self.public_keys],
            "interrupted": self.interrupted,
            "findings": [item.to_dict() for item in self.findings],
        }
