"""A journal as lines of canonical JSON, for programs of others; every byte counts.

``{"header":TEXT}``, then ``{"hash":"HASH","record":TEXT}`` for each record, and after the last
record of each batch ``{"seal":TEXT,"signature":"SIGNATURE"}``. Each TEXT has the bytes that are
hashed or signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from chuan_ngheo.audit.journal.canonical import NotCanonicalError
from chuan_ngheo.audit.journal.parts import Seal, StoredRecord, StoredSeal

START: Final = b'{"header":'
_HASH: Final = b'{"hash":"'
_RECORD: Final = b'","record":'
_SEAL: Final = b'{"seal":'
_SIGNATURE: Final = b',"signature":"'
_RECORD_TEXT: Final = len(_HASH) + 64 + len(_RECORD)
_SIGNATURE_LENGTH: Final = len(_SIGNATURE) + 128 + len(b'"}')


@dataclass(slots=True)
class Lines:
    """What was read from lines.

    Attributes:
        unreadable: numbers of the lines that are no part of a journal, from 1.
    """

    header: bytes = b""
    records: list[StoredRecord] = field(default_factory=list)
    seals: list[StoredSeal] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)


def write_lines(
    header: bytes, records: Iterable[StoredRecord], seals: Iterable[StoredSeal]
) -> Iterator[bytes]:
    """Yield the lines: each seal after the last of its records."""
    yield START + header + b"}\n"
    left = list(seals)
    for record in records:
        yield _HASH + record.hash + _RECORD + record.text + b"}\n"
        while left and _last(left[0]) <= record.place:
            yield _seal_line(left.pop(0))
    yield from map(_seal_line, left)


def _seal_line(seal: StoredSeal) -> bytes:
    return _SEAL + seal.text + _SIGNATURE + seal.signature + b'"}\n'


def _last(seal: StoredSeal) -> float:
    try:
        return Seal.read(seal.text).last
    except NotCanonicalError:
        return float("inf")


def read_lines(data: bytes) -> Lines:
    """Read lines that ``write_lines`` wrote; what is no part of a journal is named by its line."""
    found = Lines()
    lines = data.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    for number, line in enumerate(lines, start=1):
        if number == 1 and line.startswith(START) and line.endswith(b"}"):
            found.header = line[len(START) : -1]
        elif _is_record(line):
            digest = line[len(_HASH) : len(_HASH) + 64]
            text = line[_RECORD_TEXT:-1]
            found.records.append(StoredRecord(len(found.records) + 1, text, digest))
        elif _is_seal(line):
            end = len(line) - _SIGNATURE_LENGTH
            text, signature = line[len(_SEAL) : end], line[end + len(_SIGNATURE) : -2]
            found.seals.append(StoredSeal(len(found.seals) + 1, text, signature))
        else:
            found.unreadable.append(number)
    return found


def _is_record(line: bytes) -> bool:
    middle = line[len(_HASH) + 64 : _RECORD_TEXT]
    return line.startswith(_HASH) and middle == _RECORD and line.endswith(b"}")


def _is_seal(line: bytes) -> bool:
    end = len(line) - _SIGNATURE_LENGTH
    signed = line[max(end, 0) :].startswith(_SIGNATURE)
    return line.startswith(_SEAL) and signed and line.endswith(b'"}')


def first_difference(found: Lines, data: bytes) -> int | None:
    """Return the number of the first line that is not as ``write_lines`` writes it, if any."""
    start = 0
    number = 0
    for number, line in enumerate(write_lines(found.header, found.records, found.seals), start=1):
        if data[start : start + len(line)] != line:
            return number
        start += len(line)
    return None if start == len(data) else number + 1
