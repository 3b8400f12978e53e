"""The bytes that are hashed: canonical JSON, SHA-256, and hashes keyed by a journal's salt."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from pydantic import BaseModel

HASH: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
"""A SHA-256 hash, or a public key, as it is written."""


class NotCanonicalError(ValueError):
    """A text that is not the canonical JSON of an object of the expected form."""


def canonical(value: Any) -> bytes:
    """Write a value as canonical JSON: keys sorted, no spaces, UTF-8."""
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def read_canonical(text: bytes, form: Mapping[str, tuple[type, ...]]) -> dict[str, Any]:
    """Read an object, and see that it has exactly these keys and is written canonically.

    Raises:
        NotCanonicalError: for any other text.
    """
    try:
        value = json.loads(text.decode())
        same = isinstance(value, dict) and canonical(value) == text
    except (ValueError, RecursionError):
        raise NotCanonicalError from None
    if not same or value.keys() != form.keys():
        raise NotCanonicalError
    if any(type(value[name]) not in types for name, types in form.items()):
        raise NotCanonicalError
    found: dict[str, Any] = value
    return found


def sha256(data: bytes) -> str:
    """Return the SHA-256 hash in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def facts_hash(salt: bytes, facts: Mapping[str, Any]) -> str:
    """Return the keyed hash of the facts of one household; unknown facts do not count.

    An id counts as text, as tables hold it.
    """
    return _keyed(salt, canonical(_plain(facts)))


def household_hash(salt: bytes, household_id: int | str) -> str:
    """Return the keyed hash of a household's id; 7 and "7" are the same id."""
    return _keyed(salt, f"household_id:{household_id}".encode())


def _keyed(salt: bytes, data: bytes) -> str:
    return hmac.new(salt, data, hashlib.sha256).hexdigest()


def _plain(value: Any) -> Any:
    """Return facts as plain values, without those that are unknown."""
    if isinstance(value, BaseModel):
        value = value.__dict__
    if isinstance(value, Mapping):
        return {
            name: str(part) if name.endswith("_id") else _plain(part)
            for name, part in value.items()
            if part is not None and not (name == "members" and not part)
        }
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
