"""Verify a journal: find every record that was changed, removed, reordered or inserted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from chuan_ngheo.audit.journal.canonical import NotCanonicalError, sha256
from chuan_ngheo.audit.journal.chain import Link, by_number, chain_findings, link_of
from chuan_ngheo.audit.journal.contents import Contents, read_contents
from chuan_ngheo.audit.journal.findings import Finding, Report
from chuan_ngheo.audit.journal.parts import Header, Seal
from chuan_ngheo.audit.journal.receipt import Receipt
from chuan_ngheo.audit.journal.seals import check_keys, check_sealed, check_seals


def verify(
    path: Path | str, public_keys: Collection[str] = (), receipt: Receipt | None = None
) -> Report:
    """Verify a journal, as its SQLite file or as exported lines.

    Args:
        public_keys: the keys that are trusted, in hexadecimal (see ``read_public_key``). Without
            one, the finding ``key-unchecked`` says that anyone could have signed the journal.
        receipt: an earlier receipt. Only with one are sealed batches missed that were cut from
            the end.

    Raises:
        JournalError: if the file cannot be read or is no journal.
    """
    contents = read_contents(Path(path), link_of)
    if not contents.complete:
        return _damaged(contents)
    header = sha256(contents.header)
    seals, found = check_seals(contents.seals, header)
    links = contents.records
    signed = {seal.last: seal.last_hash for seal in seals}
    numbers = by_number(links, signed)
    sealed = max(signed, default=0)
    last = next((seal for seal in reversed(seals) if _names(seal, numbers)), None)
    findings = [
        *_header(contents.header),
        *chain_findings(links, header, signed),
        *found,
        *check_sealed(seals, numbers),
        *check_keys(seals, public_keys),
        *_tail(links, contents, sealed),
        *(_receipt(receipt, sealed, numbers) if receipt else ()),
        *contents.findings,
    ]
    return Report(
        tuple(dict.fromkeys(findings)),
        len(links),
        len(contents.seals),
        Receipt(last.last, last.last_hash) if last else None,
        tuple(dict.fromkeys(seal.public_key for seal in seals)),
        contents.interrupted,
    )


def _damaged(contents: Contents[Link]) -> Report:
    """Report on a file that could not be read to its end."""
    links = contents.records
    findings = (*contents.findings, *chain_findings(links, sha256(contents.header), {}))
    return Report(findings, len(links), len(contents.seals), None, (), contents.interrupted)


def _header(text: bytes) -> Iterator[Finding]:
    try:
        Header.read(text)
    except NotCanonicalError:
        yield Finding("header-changed")


def _names(seal: Seal, records: Mapping[int, Link]) -> bool:
    link = records.get(seal.last)
    return link is not None and seal.last_hash in link.hashes


def _tail(links: Sequence[Link], contents: Contents[Link], sealed: int) -> Iterator[Finding]:
    last = max((link.number for link in links), default=0)
    if not contents.seals:
        yield Finding("nothing-sealed")
    if last > sealed:
        yield Finding("unsealed-tail", sealed + 1, last)


def _receipt(receipt: Receipt, sealed: int, records: Mapping[int, Link]) -> Iterator[Finding]:
    link = records.get(receipt.records)
    if receipt.records > sealed:
        yield Finding("receipt-tail", sealed + 1, receipt.records)
    elif link is None or receipt.last_hash not in link.hashes:
        yield Finding("receipt-other", receipt.records)
