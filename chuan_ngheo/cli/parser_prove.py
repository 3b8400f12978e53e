"""The arguments of ``chuan-ngheo rules prove``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuan_ngheo.cli.arguments import add_language, later

if TYPE_CHECKING:
    from chuan_ngheo.cli.arguments import Commands


def add_prove(actions: Commands) -> None:
    """Add the action to those of ``rules``."""
    parser = actions.add_parser(
        "prove", help="prove that every household has one class, that no rule is dead, and more"
    )
    parser.add_argument(
        "folder", nargs="*", metavar="FOLDER", help="default: all shipped rule sets"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument(
        "--witnesses", action="store_true", help="print a household for each class and benefit"
    )
    add_language(parser)
    parser.set_defaults(handler=later("prove", "run_prove"))
