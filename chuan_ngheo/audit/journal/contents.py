"""Read a journal whole, from its SQLite file or from the lines that it was exported to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from chuan_ngheo.audit.journal import storage
from chuan_ngheo.audit.journal.errors import unusable
from chuan_ngheo.audit.journal.findings import Finding
from chuan_ngheo.audit.journal.lines import START, first_difference, read_lines
from chuan_ngheo.audit.journal.parts import StoredRecord, StoredSeal

T = TypeVar("T")


@dataclass(slots=True)
class Contents(Generic[T]):
    """What a file holds.

    Attributes:
        records: what was made of each record, in the order in which they are stored.
        findings: what is wrong with the file itself.
        complete: whether it could be read to the end.
        interrupted: whether its last write had been cut off, and was undone.
    """

    header: bytes = b""
    records: list[T] = field(default_factory=list)
    seals: list[StoredSeal] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    complete: bool = True
    interrupted: bool = False


def read_contents(path: Path, take: Callable[[StoredRecord], T]) -> Contents[T]:
    """Read a file that should be a journal; what is damaged becomes a finding.

    Args:
        take: what to make of each record.

    Raises:
        JournalError: if the file cannot be read, or is no journal.
    """
    try:
        with path.open("rb") as file:
            start = file.read(max(len(START), len(storage.MAGIC)))
    except OSError:
        expected = "a file that can be read"
        raise unusable("journal-unusable", "no such file", expected, path=path.name) from None
    if start == storage.MAGIC:
        return _read_database(path, take)
    if start.startswith(START):
        return _read_export(path.read_bytes(), take)
    raise storage.not_a_journal(path)


def _read_database(path: Path, take: Callable[[StoredRecord], T]) -> Contents[T]:
    contents: Contents[T] = Contents()
    begun = storage.write_begun(path)
    place = 0
    try:
        with storage.reading(path) as connection:
            storage.check_identity(connection, path)
            contents.header = storage.read_header(connection)
            for record in storage.read_records(connection):
                contents.records.append(take(record))
                place = record.place
            contents.seals.extend(storage.read_seals(connection))
            contents.findings.extend(storage.check_file(connection, path))
    except storage.UNREADABLE as error:
        if not storage.is_damage(error):
            found = "a journal that another process holds, or that cannot be written"
            expected = "a journal that can be read"
            raise unusable("journal-unusable", found, expected, path=path.name) from None
        contents.complete = False
        detail = " ".join(str(error).split())
        contents.findings.append(Finding("file-damaged", place, detail=detail))
    contents.interrupted = begun and not storage.write_begun(path)
    return contents


def _read_export(data: bytes, take: Callable[[StoredRecord], T]) -> Contents[T]:
    found = read_lines(data)
    different = first_difference(found, data)
    lines = found.unreadable or ([] if different is None else [different])
    return Contents(
        found.header,
        [take(record) for record in found.records],
        found.seals,
        [Finding("line-unreadable", number) for number in lines],
    )
