"""The arguments of ``chuan-ngheo review``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuan_ngheo.cli.parser_review_movements import add_movements

if TYPE_CHECKING:
    from chuan_ngheo.cli.arguments import Commands


def add_review(commands: Commands) -> None:
    """Add the commands around the yearly review of households."""
    parser = commands.add_parser("review", help="the yearly review: movements between two lists")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add_movements(actions)
