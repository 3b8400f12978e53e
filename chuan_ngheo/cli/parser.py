"""The commands of ``chuan-ngheo`` and their arguments."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from chuan_ngheo.cli.arguments import (
    add_input,
    add_language,
    add_review_date,
    add_rules,
    default_language,
    later,
    positive,
)
from chuan_ngheo.cli.parser_compare import add_compare
from chuan_ngheo.cli.parser_cover import add_cover
from chuan_ngheo.cli.parser_explain import add_explain
from chuan_ngheo.cli.parser_form import add_form
from chuan_ngheo.cli.parser_journal import add_journal
from chuan_ngheo.cli.parser_prove import add_prove
from chuan_ngheo.cli.parser_report import add_report
from chuan_ngheo.cli.parser_review import add_review
from chuan_ngheo.cli.parser_verify import add_verify
from chuan_ngheo.cli.parser_what_if import add_what_if

if TYPE_CHECKING:
    from chuan_ngheo.cli.arguments import Commands


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="chuan-ngheo",
        description="Viet Nam's multidimensional poverty standard (Decree 07/2021/NĐ-CP): "
        "classify households, with reasons.",
        epilog="Exit status: 0 done; 1 findings; 2 usage; 3 bad data or bad rules; 4 internal.",
    )
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_classify(commands)
    _add_validate(commands)
    add_explain(commands)
    add_what_if(commands)
    _add_eligibility(commands)
    _add_programme(commands)
    add_report(commands)
    add_compare(commands)
    add_review(commands)
    _add_sql(commands)
    add_verify(commands)
    _add_rule_commands(commands)
    add_journal(commands)
    add_form(commands)
    return parser


def _add_classify(commands: Commands) -> None:
    parser = commands.add_parser("classify", help="classify the households of a file or folder")
    add_input(parser)
    parser.add_argument(
        "--out",
        metavar="FILE",
        help="write decisions here (.parquet .csv .csv.gz .xlsx .dta .sav .json .jsonl)",
    )
    add_review_date(parser)
    parser.add_argument("--quiet", action="store_true", help="do not say which engine decided")
    parser.add_argument("--rejects", metavar="FILE", help="write rows that cannot be read here")
    parser.add_argument(
        "--engine",
        choices=("reference", "polars", "duckdb", "durable"),
        help="default: polars for tables, reference for JSON",
    )
    parser.add_argument(
        "--format",
        choices=("table", "json", "csv"),
        default="table",
        help="print a summary (table), or the decisions",
    )
    parser.add_argument("--trace", action="store_true", help="add the trace to JSON decisions")
    parser.add_argument(
        "--strict", action="store_true", help="exit 1 if a household is undetermined"
    )
    add_rules(parser, both=True)
    add_language(parser)
    parser.set_defaults(handler=later("classify", "run_classify"))


def _add_validate(commands: Commands) -> None:
    parser = commands.add_parser(
        "validate", help="check an input before it is classified, and report by column"
    )
    add_input(parser)
    parser.add_argument("--out", metavar="FILE", help="write the report here (.txt .json)")
    parser.add_argument("--rejects", metavar="FILE", help="write rows that cannot be used here")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument("--strict", action="store_true", help="exit 1 if a column looks wrong")
    add_review_date(parser)
    add_rules(parser)
    add_language(parser)
    parser.set_defaults(handler=later("validate", "run_validate"))


def _add_eligibility(commands: Commands) -> None:
    parser = commands.add_parser(
        "eligibility", help="say who receives what under a plan, and what conflicts"
    )
    add_input(parser)
    parser.add_argument("--household", metavar="ID", help="only the household with this id")
    parser.add_argument(
        "--register", metavar="FILE", help="support already granted (CSV, Parquet, JSON)"
    )
    parser.add_argument(
        "--area-level",
        choices=("commune", "district", "province"),
        default="commune",
        help="what the area of a grant is compared with (default: %(default)s)",
    )
    parser.add_argument(
        "--subject",
        choices=("household", "organisation", "community", "official", "house"),
        default="household",
        help="what INPUT describes (default: %(default)s)",
    )
    parser.add_argument("--out", metavar="FILE", help="write the answers here (.json .jsonl .csv)")
    parser.add_argument("--rejects", metavar="FILE", help="write rows that cannot be read here")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
    parser.add_argument(
        "--strict", action="store_true", help="exit 1 if an answer is unknown or in conflict"
    )
    add_rules(parser, "kh-132-2022-can-tho")
    add_language(parser)
    parser.set_defaults(handler=later("eligibility", "run_eligibility"))


def _add_programme(commands: Commands) -> None:
    parser = commands.add_parser(
        "programme", help="figures and targets of a plan for the households of a file or folder"
    )
    add_input(parser)
    parser.add_argument("--rejects", metavar="FILE", help="write rows that cannot be read here")
    for name, what in (
        ("--total-households", "households"),
        ("--total-minority-households", "ethnic minority households"),
    ):
        parser.add_argument(
            name,
            type=positive,
            metavar="N",
            help=f"all {what} of the city, for the rates of poor households among them",
        )
    parser.add_argument("--format", choices=("table", "json"), default="table")
    add_rules(parser, "kh-132-2022-can-tho")
    add_language(parser)
    parser.set_defaults(handler=later("programme", "run_programme"), out=None)


def _add_sql(commands: Commands) -> None:
    parser = commands.add_parser(
        "sql", help="print the query that classifies tables where they are, in a database"
    )
    parser.add_argument("--dialect", choices=("duckdb", "postgres", "spark"), required=True)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--checks", action="store_true", help="the query that counts what cannot be classified"
    )
    what.add_argument("--create-view", metavar="NAME", help="create or replace this view")
    for name in ("households", "members"):
        text = f"table of {name} (default: %(default)s)"
        parser.add_argument(f"--{name}", default=name, metavar="TABLE", help=text)
    text = "a column that the tables lack: unknown in every row; may be repeated"
    parser.add_argument("--absent", action="append", default=[], metavar="COLUMN", help=text)
    parser.add_argument("--out", metavar="FILE", help="write the query here (.sql)")
    add_rules(parser)
    add_language(parser)
    parser.set_defaults(handler=later("sql", "run_sql"))


def _add_rule_commands(commands: Commands) -> None:
    parser = commands.add_parser("rules", help="check and show rule sets")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="check rule sets and report every problem")
    check.add_argument("folder", nargs="*", metavar="FOLDER", help="default: all shipped rule sets")
    add_language(check)
    check.set_defaults(handler=later("rules", "run_check"))
    add_prove(actions)
    add_cover(actions)
    listing = actions.add_parser("list", help="list the rules of a rule set")
    add_rules(listing)
    add_language(listing)
    listing.set_defaults(handler=later("rules", "run_list"))
    show = actions.add_parser("show", help="show one rule, parameter or ruling")
    show.add_argument("id", metavar="ID", help="one of the ids that rules list prints")
    add_rules(show)
    show.set_defaults(language=default_language())
    show.set_defaults(handler=later("rules", "run_show"))
    schema = actions.add_parser("schema", help="print the JSON Schema of rule files, for editors")
    schema.add_argument("name", choices=("rule-set", "rule-file"))
    schema.set_defaults(language=default_language(), handler=later("rules", "run_schema"))
