"""The arguments of ``chuan-ngheo verify``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuan_ngheo.cli.arguments import add_language, add_review_date, add_rules, later, positive

if TYPE_CHECKING:
    from chuan_ngheo.cli.arguments import Commands


def add_verify(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "verify", help="decide households again with another engine, and report every difference"
    )
    parser.add_argument(
        "decisions", metavar="DECISIONS", help="what classify wrote: .parquet .csv .json .jsonl"
    )
    parser.add_argument(
        "--facts", dest="input", metavar="INPUT", required=True, help="what classify read"
    )
    parser.add_argument("--members", metavar="FILE", help="table of members, CSV or Parquet")
    parser.add_argument(
        "--engine",
        choices=("durable", "reference", "duckdb"),
        help="default: durable, or reference where that is not available",
    )
    parser.add_argument(
        "--sample", type=positive, metavar="N", help="check so many households only"
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="S", help="draws the sample (default: 0)"
    )
    parser.add_argument(
        "--evidence", metavar="FILE", help="write what durable fired, in order, here (.jsonl)"
    )
    parser.add_argument("--out", metavar="FILE", help="write the report here (.json .csv)")
    parser.add_argument(
        "--format", choices=("table", "json", "csv"), default="table", help="default: table"
    )
    add_review_date(parser)
    add_rules(parser)
    add_language(parser)
    parser.set_defaults(handler=later("verify", "run_verify"), rejects=None)
