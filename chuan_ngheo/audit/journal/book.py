"""A journal that is written: decisions are appended, and sealed in batches."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from chuan_ngheo.audit.journal import storage
from chuan_ngheo.audit.journal.canonical import sha256
from chuan_ngheo.audit.journal.content import record_of, write_time
from chuan_ngheo.audit.journal.errors import unusable
from chuan_ngheo.audit.journal.keys import fingerprint, public_key_of
from chuan_ngheo.audit.journal.parts import Header, Seal, StoredRecord, StoredSeal
from chuan_ngheo.audit.journal.receipt import Receipt
from chuan_ngheo.audit.journal.verify import verify
from chuan_ngheo.decision import Decision

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_NO_HINDRANCE: Final = frozenset({"key-unchecked", "nothing-sealed", "unsealed-tail"})
"""Findings with which a journal can go on: the next seal covers what is not sealed."""


def utc_now() -> datetime:
    """Return the present time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Batch:
    """Records that were added, and their seal if they were sealed.

    Attributes:
        first: number of the first record added; one above ``last`` if none was.
        last: number of the last record.
        seal: the seal over these records and those before them that had none.
    """

    first: int
    last: int
    seal: Seal | None

    @property
    def receipt(self) -> Receipt | None:
        """What to keep apart from the journal, once it is sealed."""
        return Receipt(self.seal.last, self.seal.last_hash) if self.seal else None


class Journal:
    """An append-only journal in one SQLite file.

    Args:
        path: the file; it is made by the first append.
        clock: gives the time of records and seals, in UTC.
    """

    def __init__(self, path: Path | str, clock: Callable[[], datetime] = utc_now) -> None:
        self.path = Path(path)
        self._clock = clock

    @classmethod
    def open(cls, path: Path | str, clock: Callable[[], datetime] = utc_now) -> Self:
        """Verify a journal and open it; or open a new one where there is no file.

        Raises:
            JournalError: if the file is no journal, or is not as a journal leaves it.
        """
        place = Path(path)
        if place.exists() and place.stat().st_size:
            found = [item for item in verify(place).findings if item.kind not in _NO_HINDRANCE]
            if found:
                expected = "a sound journal"
                advice = "chuan-ngheo journal verify shows every finding."
                raise unusable("journal-unusable", str(found[0]), expected, advice, place.name)
        return cls(place, clock)

    def append(
        self,
        decisions: Iterable[Decision],
        *,
        key: Ed25519PrivateKey | None = None,
        new_key: bool = False,
        engine: str = "reference",
    ) -> Batch:
        """Add one record for each decision, and seal them; in one transaction.

        Args:
            key: signs the seal; without it the records stay unsealed until the next seal.
            new_key: whether the key may be another than that of the seal before.
            engine: name of the reading that decided.

        Raises:
            JournalError: if the file cannot be written, or the key is not the one before.
        """
        time = write_time(self._clock())
        with storage.writing(self.path) as connection:
            header = self._begin(connection, time)
            number, previous = _end(connection)
            first = number + 1
            for number, decision in enumerate(decisions, start=first):
                text = record_of(decision, header, number, previous, time, engine).text()
                previous = sha256(text)
                storage.add_record(connection, StoredRecord(number, text, previous.encode()))
            seal = _seal(connection, key, time, new_key=new_key) if key else None
        return Batch(first, number, seal)

    def seal(self, key: Ed25519PrivateKey, *, new_key: bool = False) -> Batch:
        """Seal the records that have no seal yet.

        Raises:
            JournalError: see ``append``.
        """
        return self.append((), key=key, new_key=new_key)

    def _begin(self, connection: sqlite3.Connection, time: str) -> Header:
        """Return the header, of a new journal if the file is empty."""
        if storage.is_empty(connection):
            header = Header(created=time, salt=secrets.token_hex(32))
            storage.create(connection, header.text())
            return header
        storage.check_identity(connection, self.path)
        return Header.read(storage.read_header(connection))


def _end(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return number and hash of the last record; of the header if there is none."""
    record = storage.last_record(connection)
    if record is None:
        return 0, sha256(storage.read_header(connection))
    return record.place, sha256(record.text)


def _seal(
    connection: sqlite3.Connection, key: Ed25519PrivateKey, time: str, *, new_key: bool
) -> Seal | None:
    """Seal what is not sealed; return None if nothing is left."""
    last, last_hash = _end(connection)
    stored = storage.last_seal(connection)
    before = Seal.read(stored.text) if stored else None
    public_key = public_key_of(key)
    if before is not None and before.public_key != public_key and not new_key:
        expected = f"the key of the last seal, {fingerprint(before.public_key)}"
        advice = "Add --new-key if the key has been exchanged."
        raise unusable("key-unusable", fingerprint(public_key), expected, advice, "--key")
    if last == (before.last if before else 0):
        return None
    seal = Seal(
        number=before.number + 1 if before else 1,
        first=before.last + 1 if before else 1,
        last=last,
        last_hash=last_hash,
        previous=sha256(stored.text if stored else storage.read_header(connection)),
        public_key=public_key,
        time=time,
    )
    text = seal.text()
    signature = key.sign(text).hex().encode()
    storage.add_seal(connection, StoredSeal(seal.number, text, signature))
    return seal
