"""No tampering with a journal is missed, and each is named by its place.

Every tampering is made to what the journal stores and written to a file that is sound in itself,
so that it is the chain and the signatures that find it, not the checksum of the file.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from chuan_ngheo.audit.journal import JournalError, Receipt, lines, storage, verify
from tests.audit.journals import (
    ENDS,
    KEY,
    OTHER_KEY,
    PUBLIC_KEY,
    STARTS,
    Parts,
    check,
    digest,
    kinds,
    with_values,
    write_journal,
)

RECORDS: Final = ENDS[-1]
SEALS: Final = len(ENDS)
TAMPERINGS: Final = 500
"""For each of the two forms; a thousand in all."""
FLIPS: Final = 500
"""For each of the two forms; a thousand in all."""

Expected = set[tuple[str, int]]
"""Findings by kind and place, one of which must be there."""
Tampering = Callable[[Parts, random.Random], Expected]


def batch_of(number: int) -> int:
    """Return the place of the batch of a record, from 0."""
    return next(place for place, end in enumerate(ENDS) if number <= end)


def changed(text: bytes, chance: random.Random) -> bytes:
    """Change one byte of ASCII text into another."""
    place = chance.randrange(len(text))
    value = chance.choice([byte for byte in range(0x20, 0x7F) if byte != text[place]])
    return text[:place] + bytes([value]) + text[place + 1 :]


def byte_of_a_record(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, RECORDS)
    row = parts.records[number - 1]
    row[1] = changed(row[1], chance)
    return {("record-changed", number)}


def byte_of_a_hash(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, RECORDS)
    row = parts.records[number - 1]
    row[2] = changed(row[2], chance)
    return {("record-changed", number)}


def byte_of_a_seal(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, SEALS)
    row = parts.seals[number - 1]
    row[1] = changed(row[1], chance)
    return {("seal-changed", number)}


def byte_of_a_signature(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, SEALS)
    row = parts.seals[number - 1]
    row[2] = changed(row[2], chance)
    return {("seal-changed", number)}


def byte_of_the_header(parts: Parts, chance: random.Random) -> Expected:
    parts.header = changed(parts.header, chance)
    return {("header-changed", 0)}


def class_of_a_record(parts: Parts, chance: random.Random) -> Expected:
    """Change the content with the hash beside it, but not the record that follows."""
    number = chance.randint(1, RECORDS)
    row = parts.records[number - 1]
    row[1] = with_values(row[1], decision={"class": "above_average_living_standard"})
    row[2] = digest(row[1])
    if number == RECORDS:
        return {("seal-records", STARTS[-1])}
    return {("record-chain", number)}


def class_and_chain(parts: Parts, chance: random.Random) -> Expected:
    """Change the content, and the whole chain after it."""
    number = chance.randint(1, RECORDS)
    row = parts.records[number - 1]
    row[1] = with_values(row[1], decision={"class": "above_average_living_standard"})
    parts.chain_again()
    return {("seal-records", STARTS[batch_of(number)])}


def record_removed(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, RECORDS)
    del parts.records[number - 1]
    if chance.random() < 0.5:
        parts.renumber()
    return {("record-missing", number)}


def records_removed(parts: Parts, chance: random.Random) -> Expected:
    first, last = sorted(chance.sample(range(1, RECORDS + 1), 2))
    del parts.records[first - 1 : last]
    parts.renumber()
    return {("record-missing", first)}


def record_removed_and_chain(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, RECORDS)
    del parts.records[number - 1]
    parts.chain_again()
    batch = batch_of(number)
    return {("seal-records", STARTS[batch]), ("record-missing", RECORDS)}


def records_swapped(parts: Parts, chance: random.Random) -> Expected:
    first, last = sorted(chance.sample(range(1, RECORDS + 1), 2))
    a, b = parts.records[first - 1], parts.records[last - 1]
    a[1:], b[1:] = b[1:], a[1:]
    return {("record-order", first)}


def record_moved(parts: Parts, chance: random.Random) -> Expected:
    first, last = sorted(chance.sample(range(1, RECORDS + 1), 2))
    parts.records.insert(last - 1, parts.records.pop(first - 1))
    parts.renumber()
    return {("record-order", first)}


def record_repeated(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, RECORDS)
    after = chance.randint(number, RECORDS)
    parts.records.insert(after, list(parts.records[number - 1]))
    parts.renumber()
    return {("record-inserted", after)}


def record_forged(parts: Parts, chance: random.Random) -> Expected:
    """Insert a record that follows the one before it, with a hash that is right."""
    number = chance.randint(1, RECORDS - 1)
    before, after = parts.records[number - 1 : number + 1]
    text = with_values(after[1], decision={"class": "poor"}, previous=before[2].decode())
    parts.records.insert(number, [0, text, digest(text)])
    parts.renumber()
    return {("record-inserted", number)}


def record_forged_with_chain(parts: Parts, chance: random.Random) -> Expected:
    """Insert a record and make everything after it consistent, but for the signatures."""
    number = chance.randint(0, RECORDS)
    text = with_values(parts.records[0][1], decision={"class": "poor"})
    parts.records.insert(number, [0, text, b""])
    parts.chain_again()
    if number == RECORDS:
        return {("unsealed-tail", RECORDS + 1)}
    return {("seal-records", STARTS[batch_of(number + 1)])}


def tail_of_records_cut(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, RECORDS)
    del parts.records[number - 1 :]
    return {("record-missing", number)}


def tail_cut_within_a_batch(parts: Parts, chance: random.Random) -> Expected:
    number = chance.choice([n for n in range(2, RECORDS + 1) if n not in STARTS])
    del parts.records[number - 1 :]
    batch = batch_of(number)
    del parts.seals[batch:]
    return {("unsealed-tail", STARTS[batch])}


def tail_cut_at_a_seal(parts: Parts, chance: random.Random) -> Expected:
    """Cut whole sealed batches: only the receipt shows it."""
    batch = chance.randint(1, SEALS - 1)
    del parts.records[STARTS[batch] - 1 :]
    del parts.seals[batch:]
    return {("receipt-tail", STARTS[batch])}


def seal_removed(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, SEALS)
    del parts.seals[number - 1]
    return {("seal-missing", number), ("unsealed-tail", STARTS[number - 1])}


def seals_swapped(parts: Parts, chance: random.Random) -> Expected:
    first, last = sorted(chance.sample(range(1, SEALS + 1), 2))
    a, b = parts.seals[first - 1], parts.seals[last - 1]
    a[1:], b[1:] = b[1:], a[1:]
    return {("seal-missing", first)}


def key_named_in_a_seal(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, SEALS)
    other = OTHER_KEY.public_key().public_bytes_raw().hex()
    parts.seals[number - 1][1] = with_values(parts.seals[number - 1][1], public_key=other)
    return {("seal-changed", number)}


def key_replaced(parts: Parts, chance: random.Random) -> Expected:
    """Change what is recorded, and sign everything again with another key."""
    number = chance.randint(1, RECORDS)
    row = parts.records[number - 1]
    row[1] = with_values(row[1], decision={"class": "poor"}, time="2026-01-31T09:00:00Z")
    parts.chain_again()
    start = chance.randint(0, batch_of(number))
    parts.sign_again(OTHER_KEY, start)
    return {("seal-key", start + 1)}


def rewritten_with_the_same_key(parts: Parts, chance: random.Random) -> Expected:
    """The holder of the key writes another history: the receipt shows it."""
    number = chance.randint(1, RECORDS)
    row = parts.records[number - 1]
    row[1] = with_values(row[1], time="2026-01-31T09:00:00Z")
    parts.chain_again()
    parts.sign_again(KEY)
    return {("receipt-other", RECORDS)}


TAMPERED: Final[tuple[Tampering, ...]] = (
    byte_of_a_record,
    byte_of_a_hash,
    byte_of_a_seal,
    byte_of_a_signature,
    byte_of_the_header,
    class_of_a_record,
    class_and_chain,
    record_removed,
    records_removed,
    record_removed_and_chain,
    records_swapped,
    record_moved,
    record_repeated,
    record_forged,
    record_forged_with_chain,
    tail_of_records_cut,
    tail_cut_within_a_batch,
    tail_cut_at_a_seal,
    seal_removed,
    seals_swapped,
    key_named_in_a_seal,
    key_replaced,
    rewritten_with_the_same_key,
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "decisions.journal"
    write_journal(path)
    return path


@pytest.fixture(scope="module")
def receipt(sound: Path) -> Receipt:
    found = check(sound).receipt
    assert found is not None
    return found


WRITERS: Final = (Parts.write_database, Parts.write_lines)


@pytest.mark.parametrize("write", WRITERS)
def test_a_journal_written_again_from_its_parts_is_sound(
    sound: Path, receipt: Receipt, tmp_path: Path, write: Callable[[Parts, Path], None]
) -> None:
    parts = Parts.read(sound)
    write(parts, tmp_path / "again")
    assert check(tmp_path / "again", receipt=receipt).findings == ()
    parts.chain_again()
    parts.sign_again(KEY)
    write(parts, tmp_path / "again")
    assert check(tmp_path / "again", receipt=receipt).findings == ()


@pytest.mark.parametrize("write", WRITERS)
def test_a_thousand_random_tamperings_are_found_and_their_places_named(
    sound: Path, receipt: Receipt, tmp_path: Path, write: Callable[[Parts, Path], None]
) -> None:
    parts, path = Parts.read(sound), tmp_path / "tampered"
    chance = random.Random(write.__name__)
    for turn in range(TAMPERINGS):
        tamper = TAMPERED[turn % len(TAMPERED)]
        other = parts.copy()
        expected = tamper(other, chance)
        write(other, path)
        report = check(path, receipt=receipt)
        found = {(item.kind, item.place) for item in report.findings}
        assert found & expected, (tamper, expected, report.findings)


@pytest.mark.parametrize("form", ["database", "lines"])
def test_a_changed_byte_anywhere_in_the_file_is_found(
    sound: Path, tmp_path: Path, form: str
) -> None:
    """A byte that no record uses counts as well: the database has a checksum of its own."""
    path = tmp_path / "flipped"
    if form == "lines":
        Parts.read(sound).write_lines(path)
    data = (sound if form == "database" else path).read_bytes()
    chance = random.Random(132)
    for place in [*range(110), *(chance.randrange(len(data)) for _ in range(FLIPS - 110))]:
        value = data[place] ^ chance.randint(1, 255)
        path.write_bytes(data[:place] + bytes([value]) + data[place + 1 :])
        if place < (len(storage.MAGIC) if form == "database" else len(lines.START)):
            with pytest.raises(JournalError, match="journal-unusable"):
                check(path)
        else:
            assert not check(path).sound, place


@pytest.mark.parametrize("change", ["cut", "longer"])
def test_a_file_of_another_length_is_damaged(sound: Path, tmp_path: Path, change: str) -> None:
    data = sound.read_bytes()
    path = tmp_path / "other"
    path.write_bytes(data[:-1] if change == "cut" else data + b"\0")
    assert not check(path).sound
    path.write_bytes(data[:-4096] if change == "cut" else data + bytes(4096))
    assert not check(path).sound


def test_a_cut_at_a_seal_shows_in_the_receipt_only(
    sound: Path, receipt: Receipt, tmp_path: Path
) -> None:
    parts = Parts.read(sound)
    del parts.records[ENDS[1] :], parts.seals[2:]
    parts.write_database(tmp_path / "cut")
    without = check(tmp_path / "cut")
    assert without.sound
    assert without.receipt is not None
    assert without.receipt.records == ENDS[1]
    assert kinds(check(tmp_path / "cut", receipt=receipt)) == ["receipt-tail"]
    assert check(sound, receipt=without.receipt).sound, "an older receipt still holds"


def test_without_a_trusted_key_the_report_says_so(sound: Path, tmp_path: Path) -> None:
    assert kinds(verify(sound)) == ["key-unchecked"]
    parts = Parts.read(sound)
    parts.sign_again(OTHER_KEY)
    parts.write_database(tmp_path / "other")
    assert kinds(verify(tmp_path / "other")) == ["key-unchecked"]
    assert kinds(check(tmp_path / "other")) == ["seal-key"] * SEALS
    parts = Parts.read(sound)
    parts.sign_again(OTHER_KEY, 2)
    parts.write_database(tmp_path / "other")
    found = verify(tmp_path / "other")
    assert [(item.kind, item.place) for item in found.findings] == [
        ("key-unchecked", 0),
        ("seal-other-key", 3),
    ]
    other = OTHER_KEY.public_key().public_bytes_raw().hex()
    assert verify(tmp_path / "other", [PUBLIC_KEY, other]).sound


EXAMPLES: Final[list[tuple[Tampering, str, str]]] = [
    (
        lambda parts, _: parts.records[6].__setitem__(1, parts.records[6][1] + b" ") or set(),
        "[record-changed] record 7: its hash does not match its content",
        "[record-changed] bản ghi 7: mã băm không khớp với nội dung",
    ),
    (
        lambda parts, _: parts.records.pop(6) and set(),
        "[record-missing] record 7 is missing",
        "[record-missing] thiếu bản ghi 7",
    ),
    (
        lambda parts, _: parts.records.__delitem__(slice(6, 9)) or set(),
        "[record-missing] records 7 to 9 are missing",
        "[record-missing] thiếu bản ghi 7 đến 9",
    ),
    (
        lambda parts, _: parts.seals.pop() and set(),
        "[unsealed-tail] unsealed tail: 4 records not sealed, or their seal is lost "
        "(records 14 to 17)",
        "[unsealed-tail] phần đuôi chưa niêm: 4 bản ghi chưa được niêm, hoặc mất dấu niêm "
        "(bản ghi 14 đến 17)",
    ),
]


@pytest.mark.parametrize(("tamper", "en", "vi"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_a_finding_is_written_in_both_languages(
    sound: Path, tmp_path: Path, tamper: Tampering, en: str, vi: str
) -> None:
    parts = Parts.read(sound)
    tamper(parts, random.Random(0))
    parts.write_database(tmp_path / "other")
    [finding] = check(tmp_path / "other").findings
    assert finding.write("en") == str(finding) == en
    assert finding.write("vi") == vi


def test_two_swapped_records_and_an_inserted_one_are_named(sound: Path, tmp_path: Path) -> None:
    parts = Parts.read(sound)
    parts.records[6][1:], parts.records[7][1:] = parts.records[7][1:], parts.records[6][1:]
    parts.write_database(tmp_path / "swapped")
    [finding] = check(tmp_path / "swapped").findings
    assert str(finding) == "[record-order] records 7 and 8 are out of order"
    parts = Parts.read(sound)
    assert record_forged(parts, random.Random(1)) == {("record-inserted", 5)}
    parts.write_database(tmp_path / "inserted")
    [finding] = check(tmp_path / "inserted").findings
    assert str(finding) == "[record-inserted] a record was inserted after record 5"
