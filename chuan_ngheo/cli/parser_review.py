"""The arguments of ``chuan-ngheo review``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from chuan_ngheo.cli.arguments import add_language, add_rulings, later, positive
from chuan_ngheo.cli.parser_review_movements import add_movements

if TYPE_CHECKING:
    from chuan_ngheo.cli.arguments import Commands

_FILES = "CSV, Parquet, Excel, JSON"


def add_review(commands: Commands) -> None:
    """Add the commands of the review as a process."""
    parser = commands.add_parser(
        "review",
        help="the review: deadlines, paths of households, lists, certificates, movements",
        description="The review of poor and near-poor households under Decision 24/2021/QĐ-TTg.",
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add_deadlines(actions)
    _add_path(actions)
    _add_lists(actions)
    _add_certificates(actions)
    add_movements(actions)


def _add_procedure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rules",
        default="qd-24-2021",
        metavar="NAME",
        help="procedure: a shipped name, or a folder with a procedure.yaml (default: %(default)s)",
    )
    add_rulings(parser)
    parser.add_argument(
        "--day-off",
        action="append",
        default=[],
        metavar="YYYY-MM-DD",
        help="a public holiday, which the program does not know; may be repeated",
    )


def _add_deadlines(actions: Commands) -> None:
    parser = actions.add_parser("deadlines", help="the days by which each step is due")
    parser.add_argument(
        "--kind", choices=("annual", "regular", "average_living_standard"), required=True
    )
    parser.add_argument("--year", type=positive, metavar="YYYY", help="of the annual review")
    parser.add_argument(
        "--start", metavar="YYYY-MM-DD", help="the day of the request; needed if not annual"
    )
    parser.add_argument("--format", choices=("table", "json"), default="table")
    _add_procedure(parser)
    add_language(parser)
    parser.set_defaults(handler=later("review", "run_deadlines"))


def _add_path(actions: Commands) -> None:
    parser = actions.add_parser("path", help="how far each household is, and what comes next")
    parser.add_argument("input", metavar="CASES", help=f"one row for each household: {_FILES}")
    parser.add_argument(
        "--decisions", metavar="FILE", help="decisions of classify: results of forms A and B"
    )
    parser.add_argument(
        "--kind",
        choices=("annual", "regular"),
        default="annual",
        help="the review of rows that name none (default: %(default)s)",
    )
    parser.add_argument(
        "--year", type=positive, metavar="YYYY", help="year of the annual review, where none stands"
    )
    parser.add_argument(
        "--date", metavar="YYYY-MM-DD", help="say what is overdue and still posted on this day"
    )
    parser.add_argument(
        "--out", metavar="FILE", help="write the paths here (.csv .xlsx .parquet .json)"
    )
    parser.add_argument("--rejects", metavar="FILE", help="write rows that cannot be used here")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
    parser.add_argument("--strict", action="store_true", help="exit 1 if a household is overdue")
    _add_procedure(parser)
    add_language(parser)
    parser.set_defaults(handler=later("review", "run_path"))


def _add_lists(actions: Commands) -> None:
    parser = actions.add_parser("lists", help="write lists 6.1 and 6.2")
    parser.add_argument("input", metavar="THIS", help=f"decisions of this review: {_FILES}")
    parser.add_argument("--previous", metavar="LAST", help="decisions of the review before")
    parser.add_argument(
        "--households", metavar="FILE", help="places and numbers of persons, by household_id"
    )
    parser.add_argument("--year", type=positive, metavar="YYYY", help="for the titles")
    parser.add_argument(
        "--out", metavar="FILE", required=True, help="a workbook (.xlsx), or a folder for CSV files"
    )
    parser.add_argument("--rejects", metavar="FILE", help="write rows that cannot be used here")
    add_language(parser)
    parser.set_defaults(handler=later("review_papers", "run_lists"))


def _add_certificates(actions: Commands) -> None:
    parser = actions.add_parser(
        "certificates", help="write the data of the certificates of form 03"
    )
    parser.add_argument("input", metavar="DECISIONS", help=f"decisions of a review: {_FILES}")
    parser.add_argument("--members", metavar="FILE", help="table with household_id and member_id")
    parser.add_argument("--households", metavar="FILE", help="places, by household_id")
    parser.add_argument(
        "--year", type=positive, metavar="YYYY", help="year of the annual review, where none stands"
    )
    parser.add_argument("--decision-number", metavar="TEXT", help="of the decision of recognition")
    parser.add_argument("--decision-date", metavar="YYYY-MM-DD", help="of that decision")
    parser.add_argument(
        "--out", metavar="FILE", required=True, help="write the data here (.csv .xlsx)"
    )
    parser.add_argument("--rejects", metavar="FILE", help="write rows that cannot be used here")
    add_language(parser)
    parser.set_defaults(handler=later("review_papers", "run_certificates"))
