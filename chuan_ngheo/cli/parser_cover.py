"""The arguments of ``chuan-ngheo rules cover``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from chuan_ngheo.cli.arguments import add_language, later

if TYPE_CHECKING:
    from chuan_ngheo.cli.arguments import Commands


def add_cover(actions: Commands) -> None:
    """Add the command that measures what the hand-made cases observe of the rules."""
    parser = actions.add_parser(
        "cover", help="measure which limits, dates, values and branches the cases observe"
    )
    parser.add_argument(
        "--rules",
        action="append",
        metavar="NAME",
        help="rule set: a shipped name or a folder; may be repeated (default: all shipped ones)",
    )
    parser.add_argument(
        "--cases",
        metavar="FOLDER",
        help="folder with a folder of cases for each rule set (default: datasets/cases)",
    )
    parser.add_argument(
        "--minimum",
        type=_percent,
        default=100.0,
        metavar="PERCENT",
        help="exit 1 below this share of what can be observed (default: 100)",
    )
    parser.add_argument("--format", choices=("table", "json"), default="table")
    add_language(parser)
    parser.set_defaults(handler=later("cover", "run_cover"))


def _percent(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 100:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 0 to 100")
    return value
