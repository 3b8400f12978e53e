"""The chain of records: which were changed, removed, reordered or inserted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chuan_ngheo.audit.journal.canonical import NotCanonicalError, sha256
from chuan_ngheo.audit.journal.findings import Finding
from chuan_ngheo.audit.journal.parts import Record, StoredRecord


@dataclass(frozen=True, slots=True)
class Link:
    """A record as a link of the chain.

    Attributes:
        place: where it is stored.
        number: the number that it gives itself; its place where its content is not to be trusted.
        previous: the hash that it follows; empty where its content is not to be trusted.
        hashes: the hash stored beside it and the hash of its content; one where both agree.
    """

    place: int
    number: int
    previous: str
    hashes: tuple[str, ...]

    @property
    def intact(self) -> bool:
        """Whether its content is that of a record, with the hash beside it."""
        return bool(self.previous)


def link_of(stored: StoredRecord) -> Link:
    """Return a stored record as a link."""
    computed = sha256(stored.text)
    if stored.intact:
        try:
            record = Record.read(stored.text)
        except NotCanonicalError:
            return Link(stored.place, stored.place, "", (computed,))
        return Link(stored.place, record.number, record.previous, (computed,))
    beside = stored.hash.decode("ascii", "replace")
    return Link(stored.place, stored.place, "", (beside, computed))


def chain_findings(
    links: Sequence[Link], header: str, signed: Mapping[int, str]
) -> Iterator[Finding]:
    """Yield what is wrong with the records, in the order in which they are stored.

    Args:
        links: the records as they are stored.
        header: hash of the header, which the first record follows.
        signed: hashes of records by number, as valid seals name them.
    """
    for link in links:
        if not link.intact:
            kind = "record-unreadable" if len(link.hashes) == 1 else "record-changed"
            yield Finding(kind, link.place)
    kept, found = _without_inserted(links, signed)
    found += [*_out_of_order(kept), *_missing(kept, max(signed, default=0))]
    found += found or _misplaced(kept)
    yield from found
    yield from _broken(kept, header)


def by_number(links: Sequence[Link], signed: Mapping[int, str]) -> dict[int, Link]:
    """Return the links by number, without inserted ones."""
    return {link.number: link for link in _without_inserted(links, signed)[0]}


def _without_inserted(
    links: Sequence[Link], signed: Mapping[int, str]
) -> tuple[list[Link], list[Finding]]:
    """Separate the links from those that repeat a number, and that nothing follows or signs."""
    followed = {(link.number - 1, link.previous) for link in links} | {*signed.items()}
    kept: dict[int, Link] = {}
    inserted: set[int] = set()
    for link in links:
        other = kept.get(link.number)
        if other is None:
            kept[link.number] = link
        elif _is_followed(link, followed) and not _is_followed(other, followed):
            kept[link.number] = link
            inserted.add(id(other))
        else:
            inserted.add(id(link))
    found: list[Finding] = []
    last = 0
    for link in links:
        if id(link) in inserted:
            found.append(Finding("record-inserted", last))
        else:
            last = link.number
    return [link for link in links if id(link) not in inserted], found


def _is_followed(link: Link, followed: set[tuple[int, str]]) -> bool:
    return any((link.number, item) in followed for item in link.hashes)


def _out_of_order(links: Sequence[Link]) -> Iterator[Finding]:
    numbers = [link.number for link in links]
    moved = [a for a, b in zip(numbers, sorted(numbers), strict=True) if a != b]
    if moved:
        yield Finding("record-order", min(moved), max(moved), between=len(moved) > 2)


def _missing(links: Sequence[Link], sealed: int) -> Iterator[Finding]:
    numbers = sorted(link.number for link in links)
    for before, after in pairwise([0, *numbers, max(sealed, *numbers, 0) + 1]):
        if after - before > 1:
            yield Finding("record-missing", before + 1, after - 1)


def _misplaced(links: Iterable[Link]) -> list[Finding]:
    return [
        Finding("record-misplaced", link.place, link.number)
        for link in links
        if link.place != link.number
    ]


def _broken(links: Sequence[Link], header: str) -> Iterator[Finding]:
    ordered = sorted(links, key=lambda link: link.number)
    if ordered and ordered[0].number == 1 and ordered[0].previous not in ("", header):
        yield Finding("header-changed")
    for before, after in pairwise(ordered):
        adjacent = after.number == before.number + 1
        if adjacent and after.intact and after.previous not in before.hashes:
            yield Finding("record-chain", before.number, after.number)
