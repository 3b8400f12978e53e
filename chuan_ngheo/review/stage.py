"""One stage of a household's way through a review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from chuan_ngheo.rulebook.citations import Citation, Text

State = Literal["done", "stopped", "waiting", "unknown", "not_applicable"]
StageId = Literal[
    "request",
    "form_a",
    "form_b",
    "village_meeting",
    "posting",
    "district_opinion",
    "recognition",
]
STAGES: Final[dict[StageId, Text]] = {
    "request": Text("Danh sách cần rà soát, giấy đề nghị", "List to review, request"),
    "form_a": Text("Phiếu A", "Form A"),
    "form_b": Text("Phiếu B", "Form B"),
    "village_meeting": Text("Họp dân", "Village meeting"),
    "posting": Text("Niêm yết công khai", "Public posting"),
    "district_opinion": Text("Ý kiến của cấp huyện", "Opinion of the district"),
    "recognition": Text("Quyết định công nhận", "Decision of recognition"),
}
STATES: Final[dict[State, Text]] = {
    "done": Text("xong", "done"),
    "stopped": Text("dừng", "stopped"),
    "waiting": Text("đang chờ", "waiting"),
    "unknown": Text("chưa biết", "unknown"),
    "not_applicable": Text("không áp dụng", "not applicable"),
}
STEPS: Final[dict[str, Text]] = {
    **{str(name): text for name, text in STAGES.items()},
    "review_again": Text("Rà soát lại và họp dân lại", "Review and meet again"),
    "end_of_posting": Text("Hết niêm yết, ghi số khiếu nại", "End posting, count complaints"),
    "verification": Text("Phúc tra theo khiếu nại", "Verify again after complaints"),
    "district_report": Text("Báo cáo cấp huyện", "Report to the district"),
    "written_reply": Text("Trả lời bằng văn bản, nêu lý do", "Reply in writing with reasons"),
    "none": Text("Không còn bước nào", "Nothing left to do"),
}
"""What can be the next step: a stage, or a part of one."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage with what is known of it.

    Attributes:
        state: ``waiting`` where the record says that it has not come, or says nothing of it and of
            no later stage; ``unknown`` where the record is not enough to tell.
        day: the day on which it was done, where it is recorded or follows.
        deadline: the last day for what comes next in it.
        step: what is to be done next in it, a key of ``STEPS``; empty if it is over.
        unconfirmed: parameters and rulings it rests on whose source is not confirmed.
    """

    id: StageId
    state: State
    reason: Text
    citations: tuple[Citation, ...]
    day: date | None = None
    deadline: date | None = None
    step: str = ""
    unconfirmed: tuple[str, ...] = ()

    @property
    def label(self) -> Text:
        """The name of the stage in Vietnamese and English."""
        return STAGES[self.id]

    @property
    def is_over(self) -> bool:
        """Whether the next stage can come."""
        return self.state in ("done", "not_applicable")

    def to_dict(self) -> dict[str, Any]:
        """Return the stage as plain values for JSON."""
        return {
            "id": self.id,
            "state": self.state,
            "day": self.day and self.day.isoformat(),
            "deadline": self.deadline and self.deadline.isoformat(),
            "reason": {"vi": self.reason.vi, "en": self.reason.en},
            "citation": [citation.write("en") for citation in self.citations],
            "unconfirmed": list(self.unconfirmed),
        }
