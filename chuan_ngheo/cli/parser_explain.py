"""The arguments of ``chuan-ngheo explain``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuan_ngheo.cli.arguments import add_input, add_language, add_rules, later

if TYPE_CHECKING:
    from chuan_ngheo.cli.arguments import Commands


def add_explain(commands: Commands) -> None:
    """Add the command ``explain``."""
    parser = commands.add_parser("explain", help="print the reasons for one household")
    add_input(parser)
    parser.add_argument(
        "--household", metavar="ID", help="household_id; not needed if there is one"
    )
    parser.add_argument(
        "--format",
        choices=("text", "markdown", "html", "json"),
        help="default: by the ending of --out, else text; markdown and html are in full",
    )
    parser.add_argument(
        "--full",
        action="store_true",
        help="every step with its sources, margins and rulings, in text and JSON too",
    )
    parser.add_argument(
        "--out", metavar="FILE", help="write the explanation here (.txt .md .html .json)"
    )
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="the day to print on it in full")
    add_rules(parser, both=True)
    add_language(parser)
    parser.set_defaults(handler=later("explain", "run_explain"))
