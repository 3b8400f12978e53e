"""Write a document as JSON: every text with the plain value beside it."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from typing import Any, Final

from chuan_ngheo.audit.explain.model import Explanation

SCHEMA: Final = "chuan-ngheo-explanation-1"


def to_dict(document: Explanation) -> dict[str, Any]:
    """Return a document as plain values; an exact number is text, such as "12000" or "0.1"."""
    found: dict[str, Any] = _plain(document)
    found["class"] = found.pop("class_")
    return {"schema": SCHEMA, **found}


def as_json(document: Explanation) -> str:
    """Return a document as JSON text."""
    return json.dumps(to_dict(document), ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value
