"""The arguments of ``chuan-ngheo review movements``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuan_ngheo.cli.arguments import add_language, add_rules, later

if TYPE_CHECKING:
    from chuan_ngheo.cli.arguments import Commands


def add_movements(review_commands: Commands) -> None:
    """Add the command that tells what became of households between two lists."""
    parser = review_commands.add_parser(
        "movements",
        help="who escaped, relapsed, moved, split between two years; tables 7.2 and 7.3",
        description="PREVIOUS and CURRENT are lists of the end of two years: tables of facts as "
        "classify takes them, or tables with a column class (household_id, class, persons, area, "
        "district, commune). --ruling also takes relapse_look_back and split_household.",
    )
    parser.add_argument("input", metavar="PREVIOUS", help="the list of the end of last year")
    parser.add_argument("current", metavar="CURRENT", help="the list of the end of this year")
    for name, of in (("previous", "PREVIOUS"), ("current", "CURRENT")):
        parser.add_argument(f"--{name}-members", metavar="FILE", help=f"members of {of}")
    parser.add_argument(
        "--changes",
        metavar="FILE",
        help="recorded changes: household_id, change, other_household_id, date, persons",
    )
    parser.add_argument(
        "--earlier",
        metavar="FILE",
        help="earlier lists or decisions: household_id, list_status, listed_on or decided_on",
    )
    add_rules(parser)
    parser.add_argument(
        "--commune", action="store_true", help="add a row for each commune to the tables"
    )
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table")
    parser.add_argument("--out", metavar="FILE", help="write the tables here (.csv .xlsx .json)")
    parser.add_argument(
        "--households",
        metavar="FILE",
        help="write each household with its movement here (.csv .parquet .xlsx ...)",
    )
    parser.add_argument("--rejects", metavar="FILE", help="write rows that cannot be read here")
    add_language(parser)
    parser.set_defaults(handler=later("review_movements", "run_movements"))
