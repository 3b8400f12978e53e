"""The journal of decisions: an append-only, hash-chained, signed record of what was decided.

>>> from chuan_ngheo.audit.journal import Journal, verify

``docs/journal.md`` describes the format, byte by byte, for programs of others.
"""

from __future__ import annotations

from chuan_ngheo.audit.journal.book import Journal
from chuan_ngheo.audit.journal.errors import JournalError
from chuan_ngheo.audit.journal.findings import Finding, Report
from chuan_ngheo.audit.journal.keys import create_key, read_private_key, read_public_key
from chuan_ngheo.audit.journal.receipt import Receipt
from chuan_ngheo.audit.journal.verify import verify

__all__ = [
    "Finding",
    "Journal",
    "JournalError",
    "Receipt",
    "Report",
    "create_key",
    "read_private_key",
    "read_public_key",
    "verify",
]
