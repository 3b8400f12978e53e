"""What a journal consists of: a header, records, and seals over batches of records."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Final, Self, cast

from chuan_ngheo.audit.journal.canonical import (
    HASH,
    NotCanonicalError,
    canonical,
    read_canonical,
    sha256,
)

FORMAT: Final = "chuan-ngheo-journal"
VERSION: Final = 1

_HEADER: Final = {"created": (str,), "format": (str,), "salt": (str,), "version": (int,)}
_RECORD: Final = {
    "decision": (dict,),
    "engine": (dict,),
    "facts": (str,),
    "household": (str, type(None)),
    "number": (int,),
    "previous": (str,),
    "rule_set": (dict,),
    "rulings": (dict,),
    "time": (str,),
}
_SEAL: Final = {
    "first": (int,),
    "last": (int,),
    "last_hash": (str,),
    "number": (int,),
    "previous": (str,),
    "public_key": (str,),
    "time": (str,),
}


class _Part:
    """A part of a journal, written as canonical JSON."""

    def text(self) -> bytes:
        """Return the bytes that are stored, hashed and signed."""
        own = fields(cast("Any", self))
        return canonical({item.name: getattr(self, item.name) for item in own})


@dataclass(frozen=True, slots=True)
class Header(_Part):
    """The first part: the format, and the salt of all keyed hashes, in hexadecimal."""

    created: str
    salt: str
    format: str = FORMAT
    version: int = VERSION

    @classmethod
    def read(cls, text: bytes) -> Self:
        """Read a header.

        Raises:
            NotCanonicalError: if the text is no header of this version.
        """
        header = cls(**read_canonical(text, _HEADER))
        _require((header.format, header.version) == (FORMAT, VERSION), header.salt)
        return header

    @property
    def key(self) -> bytes:
        """The salt as bytes."""
        return bytes.fromhex(self.salt)


@dataclass(frozen=True, slots=True)
class Record(_Part):
    """One decision. Nothing in it is personal: facts and household are keyed hashes.

    Attributes:
        number: its place in the journal, from 1.
        previous: hash of the record before it; of the header for the first.
        household: keyed hash of the household's id; None if it has none.
        facts: keyed hash of the facts that were decided on.
    """

    number: int
    previous: str
    time: str
    household: str | None
    facts: str
    rule_set: dict[str, str]
    rulings: dict[str, str]
    engine: dict[str, str]
    decision: dict[str, Any]

    @classmethod
    def read(cls, text: bytes) -> Self:
        """Read a record.

        Raises:
            NotCanonicalError: if the text is no record.
        """
        record = cls(**read_canonical(text, _RECORD))
        _require(record.number > 0, record.previous, record.facts, record.household)
        return record


@dataclass(frozen=True, slots=True)
class Seal(_Part):
    """The end of a batch: what its signature is over.

    Attributes:
        number: its place among the seals, from 1.
        first: number of the first record of the batch.
        last: number of its last record.
        last_hash: hash of its last record, and by the chain of all before it.
        previous: hash of the seal before it; of the header for the first.
        public_key: the Ed25519 key that its signature is checked with, in hexadecimal.
    """

    number: int
    first: int
    last: int
    last_hash: str
    previous: str
    public_key: str
    time: str

    @classmethod
    def read(cls, text: bytes) -> Self:
        """Read a seal.

        Raises:
            NotCanonicalError: if the text is no seal.
        """
        seal = cls(**read_canonical(text, _SEAL))
        in_order = min(seal.number, seal.first) > 0 and seal.first <= seal.last
        _require(in_order, seal.last_hash, seal.previous, seal.public_key)
        return seal


def _require(holds: bool, *hashes: str | None) -> None:
    if not holds or not all(value is None or HASH.fullmatch(value) for value in hashes):
        raise NotCanonicalError


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as it lies in a file: its place there, its bytes, and the hash beside it."""

    place: int
    text: bytes
    hash: bytes

    @property
    def intact(self) -> bool:
        """Whether the hash is that of the bytes."""
        return sha256(self.text).encode() == self.hash


@dataclass(frozen=True, slots=True)
class StoredSeal:
    """A seal as it lies in a file: its place there, its bytes, and the signature beside it."""

    place: int
    text: bytes
    signature: bytes
