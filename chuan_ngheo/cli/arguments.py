"""The arguments that several commands share."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from chuan_ngheo.languages import Language
from chuan_ngheo.method_names import METHODS

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
Handler = Callable[[argparse.Namespace], int]


def default_language() -> Language:
    """Return ``vi`` where the environment's language is Vietnamese, else ``en``."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((value for value in map(os.environ.get, names) if value), "")
    return "vi" if locale.lower().startswith("vi") else "en"


def later(module: str, function: str) -> Handler:
    """Return a handler that imports its module only when it runs, so that --help is quick."""

    def handler(arguments: argparse.Namespace) -> int:
        run_: Handler = getattr(import_module(f"chuan_ngheo.cli.{module}"), function)
        return run_(arguments)

    return handler


def add_input(parser: argparse.ArgumentParser) -> None:
    """Add the input and the table of members."""
    parser.add_argument(
        "input",
        metavar="INPUT",
        help="JSON, JSON lines, CSV, Parquet, a folder, or a workbook of form 3.1",
    )
    parser.add_argument("--members", metavar="FILE", help="table of members, CSV or Parquet")


BOTH: Final = "both"


class _Method(argparse.Action):
    """Takes the rule set of a method; ``const`` has the rule set of each."""

    def __call__(
        self,
        _parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        _option: str | None = None,
    ) -> None:
        namespace.method = values
        namespace.rules = self.const.get(values, namespace.rules)


def add_rules(
    parser: argparse.ArgumentParser, default: str = "nd-07-2021", *, both: bool = False
) -> None:
    """Add the rule set and its rulings.

    Args:
        both: whether the command can decide by both methods.
    """
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--rules",
        default=default,
        metavar="NAME",
        help="rule set: a shipped name, or a folder with a rule_set.yaml (default: %(default)s)",
    )
    methods = dict(METHODS)
    if default not in methods.values():
        methods = {"income": default, "points": f"{default}@{methods['points']}"}
    group.add_argument(
        "--method",
        action=_Method,
        const=methods,
        choices=(*methods, BOTH) if both else (*methods,),
        help=f"by measured income ({methods['income']}) or by the points of the forms "
        f"({methods['points']})" + (", or both side by side" if both else ""),
    )
    add_rulings(parser)


def add_rulings(parser: argparse.ArgumentParser) -> None:
    """Add the options of rulings."""
    parser.add_argument(
        "--ruling",
        action="append",
        default=[],
        metavar="NAME=OPTION",
        help="set a ruling to another option; may be repeated",
    )


def add_review_date(parser: argparse.ArgumentParser) -> None:
    """Add the review date for households without one."""
    text = "the review date of households that have none"
    parser.add_argument("--review-date", metavar="YYYY-MM-DD", help=text)


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add the language of the output."""
    parser.add_argument(
        "--language",
        choices=("vi", "en"),
        default=default_language(),
        help="language of the output (default: that of the environment)",
    )


def positive(text: str) -> int:
    """Read a whole number above zero.

    Raises:
        ValueError: for anything else.
    """
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value
