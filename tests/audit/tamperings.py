"""Ways to tamper with a journal, each with the findings that must name the place."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from tests.audit.journals import KEY, OTHER_KEY, Parts, digest, with_values

Expected = set[tuple[str, int]]
"""Findings by kind and place, one of which must be there."""
Tampering = Callable[[Parts, random.Random], Expected]


def changed(text: bytes, chance: random.Random) -> bytes:
    """Change one byte of ASCII text into another."""
    place = chance.randrange(len(text))
    value = chance.choice([byte for byte in range(0x20, 0x7F) if byte != text[place]])
    return text[:place] + bytes([value]) + text[place + 1 :]


def byte_of_a_record(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, parts.ends[-1])
    row = parts.records[number - 1]
    row[1] = changed(row[1], chance)
    return {("record-changed", number)}


def byte_of_a_hash(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, parts.ends[-1])
    row = parts.records[number - 1]
    row[2] = changed(row[2], chance)
    return {("record-changed", number)}


def byte_of_a_seal(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, len(parts.ends))
    row = parts.seals[number - 1]
    row[1] = changed(row[1], chance)
    return {("seal-changed", number)}


def byte_of_a_signature(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, len(parts.ends))
    row = parts.seals[number - 1]
    row[2] = changed(row[2], chance)
    return {("seal-changed", number)}


def byte_of_the_header(parts: Parts, chance: random.Random) -> Expected:
    parts.header = changed(parts.header, chance)
    return {("header-changed", 0)}


def class_of_a_record(parts: Parts, chance: random.Random) -> Expected:
    """Change the content with the hash beside it, but not the record that follows."""
    number = chance.randint(1, parts.ends[-1])
    row = parts.records[number - 1]
    row[1] = with_values(row[1], decision={"class": "above_average_living_standard"})
    row[2] = digest(row[1])
    if number == parts.ends[-1]:
        return {("seal-records", parts.starts[-1])}
    return {("record-chain", number)}


def class_and_chain(parts: Parts, chance: random.Random) -> Expected:
    """Change the content, and the whole chain after it."""
    number = chance.randint(1, parts.ends[-1])
    row = parts.records[number - 1]
    row[1] = with_values(row[1], decision={"class": "above_average_living_standard"})
    parts.chain_again()
    return {("seal-records", parts.starts[parts.batch_of(number)])}


def record_removed(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, parts.ends[-1])
    del parts.records[number - 1]
    if chance.random() < 0.5:
        parts.renumber()
    return {("record-missing", number)}


def records_removed(parts: Parts, chance: random.Random) -> Expected:
    first, last = sorted(chance.sample(range(1, parts.ends[-1] + 1), 2))
    del parts.records[first - 1 : last]
    parts.renumber()
    return {("record-missing", first)}


def record_removed_and_chain(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, parts.ends[-1])
    del parts.records[number - 1]
    parts.chain_again()
    batch = parts.batch_of(number)
    return {("seal-records", parts.starts[batch]), ("record-missing", parts.ends[-1])}


def records_swapped(parts: Parts, chance: random.Random) -> Expected:
    first, last = sorted(chance.sample(range(1, parts.ends[-1] + 1), 2))
    a, b = parts.records[first - 1], parts.records[last - 1]
    a[1:], b[1:] = b[1:], a[1:]
    return {("record-order", first)}


def record_moved(parts: Parts, chance: random.Random) -> Expected:
    first, last = sorted(chance.sample(range(1, parts.ends[-1] + 1), 2))
    parts.records.insert(last - 1, parts.records.pop(first - 1))
    parts.renumber()
    return {("record-order", first)}


def record_repeated(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, parts.ends[-1])
    after = chance.randint(number, parts.ends[-1])
    parts.records.insert(after, list(parts.records[number - 1]))
    parts.renumber()
    return {("record-inserted", after)}


def record_forged(parts: Parts, chance: random.Random) -> Expected:
    """Insert a record that follows the one before it, with a hash that is right."""
    number = chance.randint(1, parts.ends[-1] - 1)
    before, after = parts.records[number - 1 : number + 1]
    text = with_values(after[1], decision={"class": "poor"}, previous=before[2].decode())
    parts.records.insert(number, [0, text, digest(text)])
    parts.renumber()
    return {("record-inserted", number)}


def record_forged_with_chain(parts: Parts, chance: random.Random) -> Expected:
    """Insert a record and make everything after it consistent, but for the signatures."""
    number = chance.randint(0, parts.ends[-1])
    text = with_values(parts.records[0][1], decision={"class": "poor"})
    parts.records.insert(number, [0, text, b""])
    parts.chain_again()
    if number == parts.ends[-1]:
        return {("unsealed-tail", parts.ends[-1] + 1)}
    return {("seal-records", parts.starts[parts.batch_of(number + 1)])}


def tail_of_records_cut(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, parts.ends[-1])
    del parts.records[number - 1 :]
    return {("record-missing", number)}


def tail_cut_within_a_batch(parts: Parts, chance: random.Random) -> Expected:
    number = chance.choice([n for n in range(2, parts.ends[-1] + 1) if n not in parts.starts])
    del parts.records[number - 1 :]
    batch = parts.batch_of(number)
    del parts.seals[batch:]
    return {("unsealed-tail", parts.starts[batch])}


def tail_cut_at_a_seal(parts: Parts, chance: random.Random) -> Expected:
    """Cut whole sealed batches: only the receipt shows it."""
    batch = chance.randint(1, len(parts.ends) - 1)
    del parts.records[parts.starts[batch] - 1 :]
    del parts.seals[batch:]
    return {("receipt-tail", parts.starts[batch])}


def seal_removed(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, len(parts.ends))
    del parts.seals[number - 1]
    return {("seal-missing", number), ("unsealed-tail", parts.starts[number - 1])}


def seals_swapped(parts: Parts, chance: random.Random) -> Expected:
    first, last = sorted(chance.sample(range(1, len(parts.ends) + 1), 2))
    a, b = parts.seals[first - 1], parts.seals[last - 1]
    a[1:], b[1:] = b[1:], a[1:]
    return {("seal-missing", first)}


def key_named_in_a_seal(parts: Parts, chance: random.Random) -> Expected:
    number = chance.randint(1, len(parts.ends))
    other = OTHER_KEY.public_key().public_bytes_raw().hex()
    parts.seals[number - 1][1] = with_values(parts.seals[number - 1][1], public_key=other)
    return {("seal-changed", number)}


def key_replaced(parts: Parts, chance: random.Random) -> Expected:
    """Change what is recorded, and sign everything again with another key."""
    number = chance.randint(1, parts.ends[-1])
    row = parts.records[number - 1]
    row[1] = with_values(row[1], decision={"class": "poor"}, time="2026-01-31T09:00:00Z")
    parts.chain_again()
    start = chance.randint(0, parts.batch_of(number))
    parts.sign_again(OTHER_KEY, start)
    return {("seal-key", start + 1)}


def rewritten_with_the_same_key(parts: Parts, chance: random.Random) -> Expected:
    """The holder of the key writes another history: the receipt shows it."""
    number = chance.randint(1, parts.ends[-1])
    row = parts.records[number - 1]
    row[1] = with_values(row[1], time="2026-01-31T09:00:00Z")
    parts.chain_again()
    parts.sign_again(KEY)
    return {("receipt-other", parts.ends[-1])}


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
