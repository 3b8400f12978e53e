"""The two languages in which every text for users exists."""

from __future__ import annotations

from typing import Final, Literal

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")


def pick(texts: tuple[str, str], language: Language) -> str:
    """Return the text of a pair (Vietnamese, English) in ``language``."""
    return texts[0] if language == "vi" else texts[1]
