"""The seals: whether they are signed, follow each other, and name the records that are there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from chuan_ngheo.audit.journal.canonical import NotCanonicalError, sha256
from chuan_ngheo.audit.journal.chain import Link
from chuan_ngheo.audit.journal.findings import Finding
from chuan_ngheo.audit.journal.keys import fingerprint, is_signed
from chuan_ngheo.audit.journal.parts import Seal, StoredSeal


def signed_seal(stored: StoredSeal) -> Seal | None:
    """Return a seal whose signature is that of the key it names, else None."""
    try:
        seal = Seal.read(stored.text)
    except NotCanonicalError:
        return None
    return seal if is_signed(stored.text, stored.signature, seal.public_key) else None


def check_seals(stored: Iterable[StoredSeal], header: str) -> tuple[list[Seal], list[Finding]]:
    """Return the valid seals, and what is wrong with the others or with their order.

    Args:
        header: hash of the header, which the first seal follows.
    """
    valid: list[Seal] = []
    found: list[Finding] = []
    expected, before, previous = 1, 0, header
    for item in stored:
        seal = signed_seal(item)
        if seal is None:
            found.append(Finding("seal-changed", item.place))
            expected, previous = item.place + 1, ""
            continue
        valid.append(seal)
        if seal.number < expected or seal.number < item.place:
            found.append(Finding("seal-misplaced", item.place, seal.number))
            continue
        for number in range(expected, min(seal.number, expected + 100)):
            found.append(Finding("seal-missing", number))
        if seal.number == expected and previous:
            found += _follows(seal, before, previous)
        expected, before, previous = seal.number + 1, seal.last, sha256(item.text)
    return valid, found


def _follows(seal: Seal, before: int, previous: str) -> Iterator[Finding]:
    if seal.number == 1 and seal.previous != previous:
        yield Finding("header-changed")
    elif seal.previous != previous or seal.first != before + 1:
        yield Finding("seal-chain", seal.number)


def check_sealed(seals: Iterable[Seal], records: Mapping[int, Link]) -> Iterator[Finding]:
    """Yield the batches whose last record is not the one that was signed."""
    for seal in seals:
        link = records.get(seal.last)
        if link is not None and seal.last_hash not in link.hashes:
            yield Finding("seal-records", seal.first, seal.last, str(seal.number))


def check_keys(seals: Sequence[Seal], trusted: Collection[str]) -> Iterator[Finding]:
    """Yield the seals of keys that are not trusted; without trusted keys say so."""
    for seal in seals if trusted else ():
        if seal.public_key not in trusted:
            yield Finding("seal-key", seal.number, detail=fingerprint(seal.public_key))
    if seals and not trusted:
        yield Finding("key-unchecked", detail=fingerprint(seals[0].public_key))
        for one, other in pairwise(seals):
            if one.public_key != other.public_key:
                detail = fingerprint(other.public_key)
                yield Finding("seal-other-key", other.number, detail=detail)
