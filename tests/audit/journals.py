"""Journals for the tests: a sound one, its parts, and files written from tampered parts."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chuan_ngheo import Decision, classify
from chuan_ngheo.audit.journal import Journal, Report, storage, verify
from tests.command_line import HOUSEHOLDS

KEY: Final = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY: Final = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
PUBLIC_KEY: Final = KEY.public_key().public_bytes_raw().hex()
TIME: Final = datetime(2026, 1, 31, 8, 0, tzinfo=UTC)
BATCHES: Final = (5, 1, 7, 4)
ENDS: Final = (5, 6, 13, 17)


def decisions(count: int, first: int = 1) -> Iterable[Decision]:
    for number in range(first, first + count):
        facts = HOUSEHOLDS[number % len(HOUSEHOLDS)]
        yield classify({**facts, "household_id": f"CT-{number:06}"})


def write_journal(path: Path, batches: Iterable[int] = BATCHES) -> Journal:
    journal = Journal.open(path, lambda: TIME)
    first = 1
    for size in batches:
        journal.append(decisions(size, first), key=KEY)
        first += size
    return journal


def digest(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()


def with_values(text: bytes, **values: object) -> bytes:
    """Return a part with other values, written as the documentation says."""
    changed = json.loads(text) | values
    return json.dumps(changed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@dataclass
class Parts:
    """A journal as an attacker holds it: every stored value."""

    header: bytes
    records: list[list[Any]]
    seals: list[list[Any]]
    ends: tuple[int, ...]
    """Numbers of the last records of the batches, before any tampering."""

    @property
    def starts(self) -> tuple[int, ...]:
        """Numbers of the first records of the batches."""
        return (1, *(end + 1 for end in self.ends[:-1]))

    def batch_of(self, number: int) -> int:
        """Return the place of the batch of a record, from 0."""
        return next(place for place, end in enumerate(self.ends) if number <= end)

    @classmethod
    def read(cls, path: Path) -> Parts:
        with storage.reading(path) as connection:
            stored = list(storage.read_seals(connection))
            return cls(
                storage.read_header(connection),
                [[one.place, one.text, one.hash] for one in storage.read_records(connection)],
                [[one.place, one.text, one.signature] for one in stored],
                tuple(_last(one.text) for one in stored),
            )

    def copy(self) -> Parts:
        return copy.deepcopy(self)

    def renumber(self) -> None:
        """Give the rows the numbers of their order, as someone hiding a gap would."""
        for rows in (self.records, self.seals):
            for place, row in enumerate(rows, start=1):
                row[0] = place

    def chain_again(self) -> None:
        """Make numbers, hashes and chain of the records consistent again."""
        previous = digest(self.header)
        for number, row in enumerate(self.records, start=1):
            row[0] = number
            row[1] = with_values(row[1], number=number, previous=previous.decode())
            row[2] = previous = digest(row[1])

    def sign_again(self, key: Ed25519PrivateKey, start: int = 0) -> None:
        """Sign the seals from ``start`` on with a key, each over what stands there now."""
        public_key = key.public_key().public_bytes_raw().hex()
        hashes = {row[0]: row[2].decode() for row in self.records}
        for place in range(start, len(self.seals)):
            before = self.seals[place - 1][1] if place else self.header
            row = self.seals[place]
            last = json.loads(row[1])["last"]
            row[1] = with_values(
                row[1],
                public_key=public_key,
                previous=digest(before).decode(),
                last_hash=hashes[last],
            )
            row[2] = key.sign(row[1]).hex().encode()

    def write_database(self, path: Path) -> None:
        """Write a file whose own checksum is right, whatever the parts say."""
        path.unlink(missing_ok=True)
        with storage.writing(path) as connection:
            storage.create(connection, self.header)
            for table, rows in (("records", self.records), ("seals", self.seals)):
                connection.executemany(
                    f"INSERT INTO {table} VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT))", rows
                )

    def write_lines(self, path: Path) -> None:
        """Write the lines as the documentation says: each seal after the last of its records."""
        lines = [b'{"header":' + self.header + b"}"]
        seals = list(self.seals)
        for place, (_, text, beside) in enumerate(self.records, start=1):
            lines.append(b'{"hash":"' + beside + b'","record":' + text + b"}")
            while seals and _last(seals[0][1]) <= place:
                lines.append(_seal_line(seals.pop(0)))
        lines += map(_seal_line, seals)
        path.write_bytes(b"".join(line + b"\n" for line in lines))


def _seal_line(row: list[Any]) -> bytes:
    line: bytes = b'{"seal":' + row[1] + b',"signature":"' + row[2] + b'"}'
    return line


def _last(text: bytes) -> int:
    found = re.search(rb'"last":(\d+)', text)
    return int(found[1]) if found else 0


def check(path: Path, **options: Any) -> Report:
    return verify(path, [PUBLIC_KEY], **options)


def kinds(report: Report) -> list[str]:
    return [finding.kind for finding in report.findings]
