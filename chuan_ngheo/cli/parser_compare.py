"""The arguments of ``chuan-ngheo compare``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuan_ngheo.cli.arguments import add_language, add_rules, later, positive

if TYPE_CHECKING:
    from chuan_ngheo.cli.arguments import Commands


def add_compare(commands: Commands) -> None:
    """Add the command that compares two readings of households."""
    parser = commands.add_parser(
        "compare",
        help="compare two rule sets, rulings, dates, or two years' data",
        description="Side A is INPUT with its options. Side B is AGAINST, or INPUT again, with "
        "every option that --against-... does not replace.",
    )
    what = "JSON, JSON lines, a table or a folder, as classify takes them"
    parser.add_argument("input", metavar="INPUT", help=f"side A: {what}")
    parser.add_argument(
        "against", metavar="AGAINST", nargs="?", help="side B, if it is another input"
    )
    parser.add_argument("--members", metavar="FILE", help="table of members of INPUT")
    parser.add_argument("--against-members", metavar="FILE", help="table of members of AGAINST")
    add_rules(parser)
    parser.add_argument("--against-rules", metavar="NAME", help="rule set of side B")
    parser.add_argument(
        "--against-ruling",
        action="append",
        default=[],
        metavar="NAME=OPTION",
        help="set a ruling of side B to another option; may be repeated",
    )
    day = "take every household of side {} as reviewed on this day, whatever its own date"
    parser.add_argument("--review-date", metavar="YYYY-MM-DD", help=day.format("A and side B"))
    parser.add_argument("--against-review-date", metavar="YYYY-MM-DD", help=day.format("B"))
    parser.add_argument(
        "--most",
        type=positive,
        metavar="N",
        help="list at most N changed households (default: 20 in the table, else 1000)",
    )
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
    parser.add_argument(
        "--table",
        choices=("households", "transitions", "groups"),
        default="households",
        help="what CSV holds (default: %(default)s)",
    )
    parser.add_argument("--out", metavar="FILE", help="write the comparison here (.json .csv)")
    parser.add_argument(
        "--chart", metavar="FILE", help="draw the transitions of classes here (.svg .png)"
    )
    parser.add_argument("--rejects", metavar="FILE", help="write rows that cannot be read here")
    parser.add_argument("--strict", action="store_true", help="exit 1 if a household changes")
    add_language(parser)
    parser.set_defaults(handler=later("compare", "run_compare"))
