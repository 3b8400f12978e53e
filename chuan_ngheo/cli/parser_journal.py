"""The arguments of ``chuan-ngheo journal``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from chuan_ngheo.cli.arguments import (
    add_input,
    add_language,
    add_review_date,
    add_rules,
    later,
)

if TYPE_CHECKING:
    from chuan_ngheo.cli.arguments import Commands


def add_journal(commands: Commands) -> None:
    """Add the command and its actions."""
    parser = commands.add_parser(
        "journal", help="record decisions in a signed journal, and verify it"
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add_key(actions)
    _add_append(actions)
    _add_seal(actions)
    _add_verify(actions)
    _add_show(actions)
    _add_export(actions)


def _add_key(actions: Commands) -> None:
    parser = actions.add_parser("key", help="make a key that signs, and its public key")
    text = "the private key (PEM); the public key is written to KEY.pub"
    parser.add_argument("--out", metavar="KEY", required=True, help=text)
    add_language(parser)
    parser.set_defaults(handler=later("journal", "run_key"))


def _add_append(actions: Commands) -> None:
    parser = actions.add_parser("append", help="classify an input and record each decision")
    _add_journal_file(parser, "the journal; made if there is none")
    add_input(parser)
    parser.add_argument("--rejects", metavar="FILE", help="write rows that cannot be read here")
    add_review_date(parser)
    _add_signing(parser, required=False)
    add_rules(parser)
    add_language(parser)
    parser.set_defaults(handler=later("journal", "run_append"), out=None)


def _add_seal(actions: Commands) -> None:
    parser = actions.add_parser("seal", help="sign the records that have no seal yet")
    _add_journal_file(parser)
    _add_signing(parser, required=True)
    add_language(parser)
    parser.set_defaults(handler=later("journal", "run_seal"))


def _add_verify(actions: Commands) -> None:
    parser = actions.add_parser(
        "verify", help="find every record that was changed, removed, reordered or inserted"
    )
    _add_journal_file(parser, "a journal, or the lines that it was exported to")
    parser.add_argument(
        "--public-key",
        action="append",
        default=[],
        metavar="FILE",
        help="a public key (PEM) that is trusted; may be repeated",
    )
    receipt = parser.add_mutually_exclusive_group()
    receipt.add_argument("--receipt", metavar="FILE", help="an earlier receipt, to find a cut tail")
    receipt.add_argument("--expect", metavar="NUMBER:HASH", help="an earlier receipt as text")
    parser.add_argument("--facts", metavar="INPUT", help="compare with these facts, decide again")
    parser.add_argument("--members", metavar="FILE", help="table of members of --facts")
    parser.add_argument("--rules", metavar="FOLDER", help="rule set, if it is not a shipped one")
    add_review_date(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    add_language(parser)
    parser.set_defaults(handler=later("journal_verify", "run_verify"))


def _add_show(actions: Commands) -> None:
    parser = actions.add_parser("show", help="print the records, without verifying them")
    _add_journal_file(parser, "a journal, or the lines that it was exported to")
    parser.add_argument("--household", metavar="ID", help="only those of this household_id")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    add_language(parser)
    parser.set_defaults(handler=later("journal", "run_show"))


def _add_export(actions: Commands) -> None:
    parser = actions.add_parser("export", help="write it as JSON lines for other programs")
    _add_journal_file(parser)
    parser.add_argument("--out", metavar="FILE", required=True, help="the lines (.jsonl)")
    add_language(parser)
    parser.set_defaults(handler=later("journal", "run_export"))


def _add_journal_file(parser: argparse.ArgumentParser, text: str = "the journal") -> None:
    parser.add_argument("journal", metavar="JOURNAL", help=text)


def _add_signing(parser: argparse.ArgumentParser, *, required: bool) -> None:
    text = "the private key (PEM) that signs" + ("" if required else "; without it nothing is")
    parser.add_argument("--key", metavar="KEY", required=required, help=text)
    parser.add_argument(
        "--new-key", action="store_true", help="the key has been exchanged since the last seal"
    )
    parser.add_argument("--receipt", metavar="FILE", help="write the receipt here; keep it apart")
