"""The receipt of a journal: how many records are sealed, and the hash of the last of them.

Kept apart from the journal, it shows later whether sealed records were cut from the end.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

from chuan_ngheo.audit.journal.errors import unusable
from chuan_ngheo.survey.files import complete_file

_TEXT: Final = re.compile(r"([1-9][0-9]{0,14}):([0-9a-f]{64})", re.ASCII)


class Receipt(NamedTuple):
    """A number of records, and the hash of the last of them."""

    records: int
    last_hash: str

    def __str__(self) -> str:
        return f"{self.records}:{self.last_hash}"


def parse_receipt(text: str, place: str) -> Receipt:
    """Read a receipt as it is printed.

    Raises:
        JournalError: if it is none.
    """
    found = _TEXT.fullmatch(text.strip())
    if found is None:
        expected = "NUMBER:HASH, as journal append prints it"
        raise unusable("receipt-unusable", "another text", expected, path=place)
    return Receipt(int(found[1]), found[2])


def read_receipt(path: Path) -> Receipt:
    """Read the receipt that a file holds.

    Raises:
        JournalError: if the file cannot be read or holds no receipt.
    """
    try:
        text = path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        expected = "a file that can be read"
        raise unusable("receipt-unusable", "no such file", expected, path=path.name) from None
    return parse_receipt(text, path.name)


def write_receipt(path: Path, receipt: Receipt) -> None:
    """Write a receipt to a file, in place of an older one."""
    with complete_file(path) as temporary:
        temporary.write_text(f"{receipt}\n", encoding="ascii")
