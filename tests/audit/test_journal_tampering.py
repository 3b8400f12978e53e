"""No tampering with a journal is missed, and each is named by its place.

Every tampering is made to what the journal stores and written to a file that is sound in itself,
so that it is the chain and the signatures that find it, not the checksum of the file.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from chuan_ngheo.audit.journal import JournalError, Receipt, lines, storage, verify
from tests.audit.journals import (
    ENDS,
    KEY,
    OTHER_KEY,
    PUBLIC_KEY,
    Parts,
    check,
    digest,
    kinds,
    with_values,
    write_journal,
)
from tests.audit.tamperings import TAMPERED, record_forged

TAMPERINGS: Final = 500
"""For each of the two forms; a thousand in all."""
FLIPS: Final = 500
"""For each of the two forms; a thousand in all."""


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
    assert kinds(check(tmp_path / "other")) == ["seal-key"] * len(ENDS)
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


def changed_in_record_7(parts: Parts) -> None:
    parts.records[6][1] += b" "


def without_record_7(parts: Parts) -> None:
    del parts.records[6]


def without_records_7_to_9(parts: Parts) -> None:
    del parts.records[6:9]


def without_the_last_seal(parts: Parts) -> None:
    del parts.seals[-1]


def test_the_number_of_a_row_counts_as_its_content_does(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "other"
    for table, row, expected in (
        ("records", 6, ("record-order", 7, 17)),
        ("records", -1, ("record-misplaced", 99, 17)),
        ("seals", -1, ("seal-misplaced", 99, 4)),
    ):
        parts = Parts.read(sound)
        getattr(parts, table)[row][0] = 99
        parts.write_database(path)
        found = [(item.kind, item.place, item.last) for item in check(path).findings]
        assert found == [expected]


def test_a_header_is_the_one_that_the_first_record_follows(sound: Path, tmp_path: Path) -> None:
    parts = Parts.read(sound)
    parts.seals.clear()
    parts.header = with_values(parts.header, salt="0" * 64)
    parts.write_lines(tmp_path / "other")
    assert kinds(check(tmp_path / "other")) == [
        "header-changed",
        "nothing-sealed",
        "unsealed-tail",
    ]


def test_a_record_that_is_none_is_unreadable_though_all_hashes_are_right(
    sound: Path, tmp_path: Path
) -> None:
    parts = Parts.read(sound)
    row = parts.records[-1]
    row[1] = row[1].replace(b'"number":17', b'"number": 17')
    row[2] = digest(row[1])
    parts.sign_again(KEY, 3)
    parts.write_database(tmp_path / "other")
    [finding] = check(tmp_path / "other").findings
    assert (finding.kind, finding.place) == ("record-unreadable", 17)


def test_a_seal_that_leaves_records_out_does_not_follow(sound: Path, tmp_path: Path) -> None:
    parts = Parts.read(sound)
    parts.seals[2][1] = with_values(parts.seals[2][1], first=8)
    parts.sign_again(KEY, 2)
    parts.write_database(tmp_path / "other")
    [finding] = check(tmp_path / "other").findings
    assert (finding.kind, finding.place) == ("seal-chain", 3)


def test_a_journal_that_another_process_holds_is_not_called_damaged(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "held"
    path.write_bytes(sound.read_bytes())
    monkeypatch.setattr(storage, "WAIT", 0.01)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(JournalError, match="another process holds"):
            check(path)
    assert check(path).sound


EXAMPLES: Final[list[tuple[Callable[[Parts], None], str, str]]] = [
    (
        changed_in_record_7,
        "[record-changed] record 7: its hash does not match its content",
        "[record-changed] bản ghi 7: mã băm không khớp với nội dung",
    ),
    (
        without_record_7,
        "[record-missing] record 7 is missing",
        "[record-missing] thiếu bản ghi 7",
    ),
    (
        without_records_7_to_9,
        "[record-missing] records 7 to 9 are missing",
        "[record-missing] thiếu bản ghi 7 đến 9",
    ),
    (
        without_the_last_seal,
        "[unsealed-tail] unsealed tail: 4 records not sealed, or their seal is lost "
        "(records 14 to 17)",
        "[unsealed-tail] phần đuôi chưa niêm: 4 bản ghi chưa được niêm, hoặc mất dấu niêm "
        "(bản ghi 14 đến 17)",
    ),
]


@pytest.mark.parametrize(("tamper", "en", "vi"), EXAMPLES)
def test_a_finding_is_written_in_both_languages(
    sound: Path, tmp_path: Path, tamper: Callable[[Parts], None], en: str, vi: str
) -> None:
    parts = Parts.read(sound)
    tamper(parts)
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
