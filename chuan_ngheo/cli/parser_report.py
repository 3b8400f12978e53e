"""The arguments of ``chuan-ngheo report``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuan_ngheo.cli.arguments import (
    add_input,
    add_language,
    add_review_date,
    add_rules,
    later,
    positive,
)

if TYPE_CHECKING:
    import argparse

    from chuan_ngheo.cli.arguments import Commands


def add_report(commands: Commands) -> None:
    """Add the command that writes reports."""
    parser = commands.add_parser("report", help="write reports on a classified population")
    reports = parser.add_subparsers(dest="report", metavar="REPORT", required=True)
    official = reports.add_parser(
        "official",
        help="the official tables 7.1 to 7.11 of Circular 07/2021/TT-BLĐTBXH",
        description="The official tables 7.1 to 7.11 in households and persons, as an Excel "
        "workbook to print and as CSV. Exit status 1 if tables do not agree and unknown facts do "
        "not explain it.",
    )
    add_input(official)
    official.add_argument("--out", required=True, metavar="FILE", help="write the workbook (.xlsx)")
    official.add_argument(
        "--csv", metavar="FOLDER", help="write the tables as CSV into this folder too"
    )
    _add_residents(official)
    _add_last_year(official)
    official.add_argument("--year", type=positive, metavar="YYYY", help="year of the review")
    official.add_argument("--province", default="", metavar="NAME", help="stands above the tables")
    official.add_argument(
        "--status",
        choices=("preliminary", "official"),
        default="preliminary",
        help="of the results of the review (default: %(default)s)",
    )
    official.add_argument(
        "--choice",
        action="append",
        default=[],
        metavar="NAME=OPTION",
        help="how to read a form that contradicts itself: child_columns=notes|header, "
        "ethnic_groups=all|minority; may be repeated",
    )
    add_review_date(official)
    official.add_argument("--rejects", metavar="FILE", help="write rows that cannot be read here")
    add_rules(official)
    add_language(official)
    official.set_defaults(handler=later("report", "run_official"))


def _add_residents(official: argparse.ArgumentParser) -> None:
    residents = official.add_mutually_exclusive_group()
    residents.add_argument(
        "--population",
        metavar="FILE",
        help="CSV with district, area, households, persons: all residents, for totals and rates",
    )
    residents.add_argument(
        "--whole-population",
        action="store_true",
        help="INPUT holds every household, not only those on the list",
    )


def _add_last_year(official: argparse.ArgumentParser) -> None:
    official.add_argument(
        "--previous", metavar="INPUT", help="the list of last year, for tables 7.2 and 7.3"
    )
    official.add_argument("--previous-members", metavar="FILE", help="members of --previous")
    official.add_argument(
        "--changes",
        metavar="FILE",
        help="recorded changes: household_id, change, other_household_id, date, persons",
    )
