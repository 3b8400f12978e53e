"""Cases of the small rule set of ``tests/rules/good``, written in the tests that use them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

GOOD: Final = Path(__file__).parents[1] / "rules" / "good"
_CASE: Final = """
  - id: case-{number}
    tests: "Luật 2021"
    title: {{vi: "trường hợp {number}", en: "case {number}"}}
    {body}
"""


def write_cases(folder: Path, *bodies: str) -> Path:
    """Write cases, each by its facts, members and expectation; return the folder of all cases.

    The household that they start from has one member and nothing known.
    """
    own = folder / "good"
    own.mkdir(parents=True, exist_ok=True)
    text = "base: {facts: {}, members: [{}]}\ncases:"
    for number, body in enumerate(bodies, start=1):
        text += _CASE.format(number=number, body=body.replace("; ", "\n    "))
    (own / "all.yaml").write_text(text, encoding="utf-8")
    return folder
