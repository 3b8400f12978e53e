"""A conflict between what a household may receive and what it already has, with its ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from chuan_ngheo.languages import Language, pick
from chuan_ngheo.programme.grants import Grant
from chuan_ngheo.rulebook.citations import Citation
from chuan_ngheo.rulebook.rules import Benefit, Rule

Truth = bool | None
Kind = Literal["same_content", "once_only", "best_only"]
Doubt = Literal["area", "beneficiary", "date", "eligibility", "better_benefit"]

DOUBTS: Final[dict[Doubt, tuple[str, str]]] = {
    "area": ("chưa biết có cùng địa bàn hay không", "it is not known whether the area is the same"),
    "beneficiary": (
        "chưa biết có cùng một người thụ hưởng hay không",
        "it is not known whether the beneficiary is the same person",
    ),
    "date": (
        "chưa biết đã hỗ trợ trước ngày rà soát hay chưa",
        "it is not known whether the support was granted by the review date",
    ),
    "eligibility": ("chưa biết có được hưởng hay không", "the eligibility itself is unknown"),
    "better_benefit": (
        "chưa biết có được hưởng chế độ tốt hơn hay không",
        "it is not known whether the better benefit is given",
    ),
}
"""Why a conflict is possible and not certain, in Vietnamese and English."""

_KINDS: Final[dict[Kind, tuple[str, str]]] = {
    "same_content": (
        "trùng nội dung hỗ trợ của hai dự án, tiểu dự án trên cùng địa bàn, cùng đối tượng",
        "the same content of support under two projects or sub-projects, in the same area, "
        "for the same beneficiary",
    ),
    "once_only": ("chỉ được hưởng một lần", "given once only"),
    "best_only": ("chỉ được hưởng chế độ tốt nhất", "only the best benefit is given"),
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A mark beside an answer; it never changes the answer.

    Attributes:
        kind: ``same_content`` (section VI.3.b of the plan: two projects or sub-projects give
            the same), ``once_only`` (a benefit given once was granted before) or
            ``best_only`` (of several policies only the best is given).
        value: True if it is certain, None if it is possible.
        benefit: what the household, or its members, may receive.
        other: what was granted; for a benefit that gives way, the condition of the better one.
        grant: the entry of the register; None for a benefit that gives way.
        content: id of the content of support; empty for a benefit that gives way.
        members: positions (from 0) of the members for whom it is certain; empty where the
            household as a whole is the beneficiary.
        unknown_members: positions of the members for whom it is possible.
        doubts: why it is not certain; empty if it is.
        ground: the places in the law that forbid to give both.
    """

    kind: Kind
    value: Truth
    benefit: Benefit
    other: Benefit | Rule
    grant: Grant | None
    content: str
    members: tuple[int, ...]
    unknown_members: tuple[int, ...]
    doubts: tuple[Doubt, ...]
    ground: tuple[Citation, ...]

    @property
    def certainty(self) -> Literal["certain", "possible"]:
        """The value in a word."""
        return "certain" if self.value else "possible"

    def write(self, language: Language) -> str:
        """Write the conflict in one sentence, with both lines and the ground cited."""
        head = pick(
            ("Trùng chắc chắn", "Certain conflict")
            if self.value
            else ("Có thể trùng", "Possible conflict"),
            language,
        )
        doubts = "; ".join(pick(DOUBTS[name], language) for name in self.doubts)
        parts = [
            f"{head}: {pick(_KINDS[self.kind], language)}{self._about(language)}",
            f"{pick(('Được hưởng', 'Eligible'), language)}: {_line(self.benefit, language)}",
            f"{self._other_word(language)}: {_line(self.other, language)}",
            f"{pick(('Căn cứ', 'Ground'), language)}: {_cited(self.ground, language)}",
        ]
        return ". ".join([*parts, *([doubts[0].upper() + doubts[1:]] if doubts else [])]) + "."

    def _about(self, language: Language) -> str:
        """Return the content and the members that the conflict is about."""
        words = [self.benefit.content[self.content].in_(language)] if self.content else []
        positions = self.members or self.unknown_members
        if positions:
            noun = pick(("thành viên", "member" if len(positions) == 1 else "members"), language)
            words.append(f"{noun} {', '.join(str(place + 1) for place in positions)}")
        return f" ({'; '.join(words)})" if words else ""

    def _other_word(self, language: Language) -> str:
        if self.grant is None:
            return pick(("Nhường cho", "Gives way to"), language)
        return pick(("Đã hỗ trợ", "Already granted"), language)

    def to_dict(self) -> dict[str, Any]:
        """Return the conflict as plain values for JSON."""
        return {
            "kind": self.kind,
            "value": self.value,
            "certainty": self.certainty,
            "benefit": self.benefit.id,
            "line": self.benefit.line,
            "citation": _plain(self.benefit.citations),
            "other": self.other.id,
            "other_line": self.other.line if isinstance(self.other, Benefit) else None,
            "other_citation": _plain(self.other.citations),
            "ground": _plain(self.ground),
            "content": self.content or None,
            "members": list(self.members),
            "unknown_members": list(self.unknown_members),
            "doubts": list(self.doubts),
            "grant": self.grant.to_dict() if self.grant else None,
            "text": {"vi": self.write("vi"), "en": self.write("en")},
        }


def _line(item: Benefit | Rule, language: Language) -> str:
    line = f"{pick(('dòng', 'line'), language)} {item.line}, " if isinstance(item, Benefit) else ""
    return f"{line}{item.label.in_(language)} [{_cited(item.citations, language)}]"


def _cited(citations: tuple[Citation, ...], language: Language) -> str:
    return "; ".join(citation.write(language) for citation in citations)


def _plain(citations: tuple[Citation, ...]) -> list[str]:
    return [citation.write("en") for citation in citations]
