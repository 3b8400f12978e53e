"""``chuan-ngheo journal``: keys, records, seals, and what a journal holds."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from chuan_ngheo.audit.journal.book import Batch, Journal
from chuan_ngheo.audit.journal.canonical import household_hash
from chuan_ngheo.audit.journal.contents import read_contents
from chuan_ngheo.audit.journal.keys import (
    create_key,
    fingerprint,
    read_private_key,
)
from chuan_ngheo.audit.journal.lines import write_lines
from chuan_ngheo.audit.journal.receipt import write_receipt
from chuan_ngheo.audit.journal.records import read_records
from chuan_ngheo.cli.common import check_outputs, rules_of, show_progress
from chuan_ngheo.cli.journal_text import batch_text, records_text
from chuan_ngheo.cli.main import BAD_DATA, DONE, FINDINGS
from chuan_ngheo.cli.rejects import report_rejects
from chuan_ngheo.cli.review_date import review_date_of, with_review_date
from chuan_ngheo.languages import pick
from chuan_ngheo.survey.batch import classify_rows
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.read import read_input
from chuan_ngheo.survey.write import check_output

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def run_key(arguments: argparse.Namespace) -> int:
    """Make a private and a public key, and print the fingerprint."""
    path = Path(arguments.out)
    name = fingerprint(create_key(path))
    texts = (
        f"khóa bí mật {path}, khóa công khai {path}.pub, dấu vân khóa {name}",
        f"private key {path}, public key {path}.pub, fingerprint {name}",
    )
    print(pick(texts, arguments.language))
    return DONE


def run_append(arguments: argparse.Namespace) -> int:
    """Classify an input, record the decisions, and seal them if there is a key."""
    rules = rules_of(arguments)
    path = Path(arguments.journal)
    members = Path(arguments.members) if arguments.members else None
    inputs = [Path(arguments.input), *([members] if members else [])]
    check_output(path, ("",), inputs, "JOURNAL")
    check_outputs(arguments, ("",))
    key = _key(arguments, [*inputs, path])
    journal = Journal.open(path)
    found = read_input(Path(arguments.input), members)
    found.rows = with_review_date(found.rows, review_date_of(arguments))
    decided = classify_rows(found, rules, show_progress)
    report_rejects(found.notices, decided.rejected, arguments)
    if decided.decisions:
        batch = journal.append(decided.decisions, key=key, new_key=arguments.new_key)
        _print_batch(batch, arguments)
    return BAD_DATA if decided.rejected else DONE


def run_seal(arguments: argparse.Namespace) -> int:
    """Seal the records that have no seal."""
    path = Path(arguments.journal)
    key = _key(arguments, [path])
    read_contents(path, lambda _: None)
    if key is not None:
        _print_batch(Journal.open(path).seal(key, new_key=arguments.new_key), arguments)
    return DONE


def _key(arguments: argparse.Namespace, read: list[Path]) -> Ed25519PrivateKey | None:
    """Read the key and check the place of the receipt, before any work is done."""
    key = Path(arguments.key) if arguments.key else None
    if arguments.receipt:
        check_output(Path(arguments.receipt), ("",), [*read, *([key] if key else [])], "--receipt")
    return read_private_key(key) if key else None


def _print_batch(batch: Batch, arguments: argparse.Namespace) -> None:
    print(batch_text(batch, arguments.language))
    if arguments.receipt and batch.receipt:
        write_receipt(Path(arguments.receipt), batch.receipt)


def run_show(arguments: argparse.Namespace) -> int:
    """Print the records, of one household if one is named."""
    header, records = read_records(Path(arguments.journal))
    if arguments.household is not None:
        name = household_hash(header.key, arguments.household)
        records = [record for record in records if record.household == name]
    if arguments.format == "json":
        for record in records:
            print(record.text().decode())
    else:
        print(records_text(records, arguments.language))
    return DONE


def run_export(arguments: argparse.Namespace) -> int:
    """Write the journal as lines, as it is stored; say so if it is damaged."""
    path, out = Path(arguments.journal), Path(arguments.out)
    check_output(out, (".jsonl", ".ndjson"), [path])
    contents = read_contents(path, lambda record: record)
    with complete_file(out) as temporary, temporary.open("wb") as file:
        file.writelines(write_lines(contents.header, contents.records, contents.seals))
    for finding in contents.findings:
        print(finding.write(arguments.language), file=sys.stderr)
    return FINDINGS if contents.findings else DONE
