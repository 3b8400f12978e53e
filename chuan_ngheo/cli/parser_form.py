"""The arguments of ``chuan-ngheo form``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuan_ngheo.cli.arguments import add_language, later

if TYPE_CHECKING:
    from chuan_ngheo.cli.arguments import Commands


def add_form(commands: Commands) -> None:
    """Add the commands on the workbook of form 3.1."""
    parser = commands.add_parser(
        "form", help="the workbook of form (Mẫu) 3.1: write an empty one, check a filled one"
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    template = actions.add_parser("template", help="write an empty workbook to fill in")
    template.add_argument("--out", metavar="FILE", required=True, help="write it here (.xlsx)")
    add_language(template)
    template.set_defaults(handler=later("form", "run_template"))
    check = actions.add_parser(
        "check", help="report every cell to be looked at, by sheet, row and column"
    )
    check.add_argument("input", metavar="FILE", help="a filled workbook (.xlsx)")
    check.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    add_language(check)
    check.set_defaults(handler=later("form", "run_check"))
