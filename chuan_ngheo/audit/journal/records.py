"""Read the records of a journal, to show them or to compare them with facts."""

from __future__ import annotations

from pathlib import Path

from chuan_ngheo.audit.journal.canonical import NotCanonicalError
from chuan_ngheo.audit.journal.contents import read_contents
from chuan_ngheo.audit.journal.errors import unusable
from chuan_ngheo.audit.journal.parts import Header, Record


def read_records(path: Path) -> tuple[Header, list[Record]]:
    """Return the header and the records of a journal, without verifying them.

    Raises:
        JournalError: if the file is no journal, or cannot be read to its end.
    """
    try:
        contents = read_contents(path, lambda stored: Record.read(stored.text))
        header = Header.read(contents.header)
    except NotCanonicalError:
        raise _damaged(path) from None
    if not contents.complete:
        raise _damaged(path)
    return header, contents.records


def _damaged(path: Path) -> Exception:
    expected = "a sound journal"
    advice = "chuan-ngheo journal verify shows every finding."
    return unusable("journal-unusable", "a damaged journal", expected, advice, path.name)
