"""A journal as one SQLite file, every byte of which counts.

One transaction holds each batch with its seal, so that a crash leaves the state before it. The
table ``file`` holds a checksum over all bytes of the file but those that SQLite counts up.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

from chuan_ngheo.audit.journal.canonical import NotCanonicalError
from chuan_ngheo.audit.journal.errors import JournalError, unusable
from chuan_ngheo.audit.journal.findings import Finding
from chuan_ngheo.audit.journal.parts import StoredRecord, StoredSeal

MAGIC: Final = b"SQLite format 3\x00"
APPLICATION: Final = 0x434E4A31
"""The application_id of the file: CNJ1."""
USER_VERSION: Final = 1

_TABLES: Final = (
    "CREATE TABLE header (number INTEGER PRIMARY KEY, text TEXT NOT NULL)",
    "CREATE TABLE records (number INTEGER PRIMARY KEY, text TEXT NOT NULL, hash TEXT NOT NULL)",
    "CREATE TABLE seals (number INTEGER PRIMARY KEY, text TEXT NOT NULL, signature TEXT NOT NULL)",
    "CREATE TABLE file (number INTEGER PRIMARY KEY, library INTEGER NOT NULL, "
    "checksum TEXT NOT NULL)",
)
_TRIGGERS: Final = tuple(
    f"CREATE TRIGGER no_{action.lower()}_of_{table} BEFORE {action} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'a journal only grows'); END"
    for table in ("header", "records", "seals")
    for action in ("UPDATE", "DELETE")
)
_SCHEMA: Final = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid"
_RECORDS: Final = ("records", "text", "hash")
_SEALS: Final = ("seals", "text", "signature")
_BLANK: Final = b"0" * 64
_COUNTED: Final = (slice(24, 28), slice(92, 100))
"""The bytes of the file that SQLite sets when it commits: its counter, twice, and its version."""
WAIT: float = 60.0
"""Seconds to wait for another process that is writing."""
_NOT_DAMAGE: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY}


class DamagedError(Exception):
    """The file cannot be read as a journal; the text says where."""


UNREADABLE: Final = (sqlite3.Error, DamagedError, UnicodeDecodeError)
"""What comes of a damaged file: SQLite's errors, whose own text may be damaged too."""


@cache
def _schema() -> list[tuple[str, str, str, str]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in (*_TABLES, *_TRIGGERS):
            connection.execute(statement)
        return connection.execute(_SCHEMA).fetchall()


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a journal for one transaction; commit it, with the checksum, when all went well.

    Raises:
        JournalError: if the file cannot be opened or written.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=WAIT)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            _write_checksum(connection)
            connection.execute("COMMIT")
    except (*UNREADABLE, NotCanonicalError) as error:
        found = f"an error while writing ({type(error).__name__})"
        expected = "a journal that can be written"
        raise unusable("journal-unusable", found, expected, path=path.name) from None


def create(connection: sqlite3.Connection, header: bytes) -> None:
    """Make the tables and write the header."""
    for statement in (*_TABLES, *_TRIGGERS):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {USER_VERSION}")
    connection.execute("INSERT INTO header VALUES (1, ?)", (header.decode(),))
    connection.execute("INSERT INTO file VALUES (1, 0, ?)", (_BLANK.decode(),))


def is_empty(connection: sqlite3.Connection) -> bool:
    """Tell whether the file has no tables yet."""
    return not connection.execute(_SCHEMA).fetchall()


def add_record(connection: sqlite3.Connection, record: StoredRecord) -> None:
    """Add one record."""
    row = (record.place, record.text.decode(), record.hash.decode())
    connection.execute("INSERT INTO records VALUES (?, ?, ?)", row)


def add_seal(connection: sqlite3.Connection, seal: StoredSeal) -> None:
    """Add one seal."""
    row = (seal.place, seal.text.decode(), seal.signature.decode())
    connection.execute("INSERT INTO seals VALUES (?, ?, ?)", row)


def write_begun(path: Path) -> bool:
    """Tell whether a transaction is under way, or was cut off by a crash."""
    return Path(f"{path}-journal").exists()


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a journal for reading, within one transaction.

    A transaction that a crash left unfinished is undone, as SQLite does.
    """
    mode = "rw" if write_begun(path) else "ro"
    address = f"{path.absolute().as_uri()}?mode={mode}"
    with closing(
        sqlite3.connect(address, uri=True, isolation_level=None, timeout=WAIT)
    ) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("BEGIN")
        yield connection


def is_damage(error: Exception) -> bool:
    """Tell whether an error of reading comes of the file, and not of who else uses it."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF not in _NOT_DAMAGE


def check_identity(connection: sqlite3.Connection, path: Path) -> None:
    """See that the database is a journal, or was one.

    Raises:
        JournalError: if it is another database.
    """
    names = {name for _, name, *_ in connection.execute(_SCHEMA)}
    if _pragma(connection, "application_id") != APPLICATION and not names & {"records", "seals"}:
        raise not_a_journal(path)


def not_a_journal(path: Path) -> JournalError:
    """Return the error of a file that is no journal."""
    expected = "a journal: a file that journal append or journal export wrote"
    return unusable("journal-unusable", "another file", expected, path=path.name)


def check_file(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """Yield how tables and bytes of the file are not as a journal leaves them."""
    if connection.execute(_SCHEMA).fetchall() != _schema():
        yield Finding("file-schema", detail="sqlite_schema")
    for name, expected in (("application_id", APPLICATION), ("user_version", USER_VERSION)):
        if _pragma(connection, name) != expected:
            yield Finding("file-schema", detail=name)
    answer = connection.execute("PRAGMA integrity_check(1)").fetchall()
    if answer != [("ok",)]:
        raise DamagedError(str(answer[0][0]) if answer else "integrity_check")
    if not _is_as_written(connection, path):
        yield Finding("file-checksum")


def read_header(connection: sqlite3.Connection) -> bytes:
    """Return the bytes of the header.

    Raises:
        DamagedError: if there is not exactly one.
    """
    rows = list(_rows(connection, "header", "text"))
    if [place for place, _ in rows] != [1]:
        raise DamagedError("header")
    text: bytes = rows[0][1]
    return text


def read_records(connection: sqlite3.Connection) -> Iterator[StoredRecord]:
    """Yield the records by their number."""
    for row in _rows(connection, *_RECORDS):
        yield StoredRecord(*row)


def read_seals(connection: sqlite3.Connection) -> Iterator[StoredSeal]:
    """Yield the seals by their number."""
    for row in _rows(connection, *_SEALS):
        yield StoredSeal(*row)


def last_record(connection: sqlite3.Connection) -> StoredRecord | None:
    """Return the record with the highest number, if there is any."""
    return next((StoredRecord(*row) for row in _rows(connection, *_RECORDS, last=True)), None)


def last_seal(connection: sqlite3.Connection) -> StoredSeal | None:
    """Return the seal with the highest number, if there is any."""
    return next((StoredSeal(*row) for row in _rows(connection, *_SEALS, last=True)), None)


def _rows(
    connection: sqlite3.Connection, table: str, *columns: str, last: bool = False
) -> Iterator[Any]:
    """Yield the number and the bytes of the other columns of each row, or of the last row."""
    parts = ", ".join(f"typeof({name}), CAST({name} AS BLOB)" for name in columns)
    order = "number DESC LIMIT 1" if last else "number"
    for number, *cells in connection.execute(
        f"SELECT number, {parts} FROM {table} ORDER BY {order}"
    ):
        if cells[::2] != ["text"] * len(columns):
            raise DamagedError(f"{table} {number}")
        yield number, *cells[1::2]


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value


def _library() -> int:
    major, minor, patch = sqlite3.sqlite_version_info
    return major * 1_000_000 + minor * 1_000 + patch


def _write_checksum(connection: sqlite3.Connection) -> None:
    """Write the checksum of the file as it will be committed."""
    update = "UPDATE file SET library = ?, checksum = ?"
    connection.execute(update, (_library(), _BLANK.decode()))
    checksum = _checksum(connection.serialize(), _BLANK)
    connection.execute(update, (_library(), checksum.decode()))
    image = connection.serialize()
    if image.count(checksum) != 1 or _checksum(image, checksum) != checksum:
        raise sqlite3.DatabaseError("the checksum moved")


def _checksum(image: bytes, written: bytes) -> bytes:
    """Return the hash of the file, with zeros where its checksum and SQLite's counters stand."""
    place = image.index(written)
    head = bytearray(image[:100])
    for part in _COUNTED:
        head[part] = bytes(part.stop - part.start)
    view = memoryview(image)
    digest = hashlib.sha256(head)
    digest.update(view[100:place])
    digest.update(_BLANK)
    digest.update(view[place + len(written) :])
    return digest.hexdigest().encode()


def _is_as_written(connection: sqlite3.Connection, path: Path) -> bool:
    rows = connection.execute("SELECT number, library, CAST(checksum AS BLOB) FROM file").fetchall()
    if len(rows) != 1 or len(rows[0][2] or b"") != len(_BLANK):
        return False
    number, library, written = rows[0]
    image = connection.serialize()
    counter, again, version = image[24:28], image[92:96], image[96:100]
    return (
        number == 1
        and len(image) == path.stat().st_size
        and counter == again
        and int.from_bytes(version, "big") == library
        and image.count(written) == 1
        and _checksum(image, written) == written
    )
