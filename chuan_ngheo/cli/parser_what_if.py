"""The arguments of ``chuan-ngheo what-if``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuan_ngheo.cli.arguments import add_input, add_language, add_rules, later, positive

if TYPE_CHECKING:
    from chuan_ngheo.cli.arguments import Commands


def add_what_if(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "what-if", help="say what would change the decision on one household, and what to ask"
    )
    add_input(parser)
    parser.add_argument(
        "--household", metavar="ID", help="household_id; not needed if there is one"
    )
    aim = parser.add_mutually_exclusive_group()
    aim.add_argument("--to", metavar="CLASS", help="the class to reach (default: any other)")
    aim.add_argument("--benefit", metavar="ID", help="the benefit whose answer is to change")
    parser.add_argument(
        "--most",
        type=positive,
        default=3,
        metavar="N",
        help="how many facts are changed at most (default: %(default)s)",
    )
    parser.add_argument("--against-rules", metavar="NAME", help="another rule set to compare with")
    parser.add_argument(
        "--against-review-date", metavar="YYYY-MM-DD", help="another review date to compare with"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    add_rules(parser)
    add_language(parser)
    parser.set_defaults(handler=later("what_if", "run_what_if"))
