"""``chuan-ngheo form``: the workbook of form 3.1, written and checked."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from chuan_ngheo.cli.form_text import report_text
from chuan_ngheo.cli.main import DONE, FINDINGS
from chuan_ngheo.diagnostics import Problem, extra_absent
from chuan_ngheo.forms.report import report_of
from chuan_ngheo.forms.version import HOUSEHOLD_SHEET, MARKER
from chuan_ngheo.forms.workbook import write_workbook
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.form_workbook import SUFFIX, read_form
from chuan_ngheo.survey.rows import InputError
from chuan_ngheo.survey.write import check_output


def run_template(arguments: argparse.Namespace) -> int:
    """Write an empty workbook.

    Raises:
        InputError: if the file cannot be written or exists, or the optional extra for Excel is
            absent.
    """
    path = Path(arguments.out)
    check_output(path, (SUFFIX,))
    if path.exists():
        # It may be filled in, and answers of a visit cannot be made again.
        found, expected = f"{path.name}, a file that exists", "the name of a new file"
        advice = "Choose another name: a filled workbook would be lost."
        raise InputError(Problem("file-unreadable", found, expected, advice, path="--out"))
    try:
        with complete_file(path) as temporary:
            write_workbook(temporary)
    except ModuleNotFoundError:
        raise InputError(extra_absent("excel", "no package xlsxwriter", "extra-missing")) from None
    return DONE


def run_check(arguments: argparse.Namespace) -> int:
    """Print every cell of a workbook that is to be looked at.

    Raises:
        InputError: if the file is no workbook of form 3.1.
    """
    path = Path(arguments.input)
    form = read_form(path)
    if form is None:
        expected = (
            f"a workbook (.xlsx) with a sheet “{HOUSEHOLD_SHEET}” that begins with “{MARKER}”"
        )
        advice = (
            "Give the sheet and its first cell their text again; chuan-ngheo form template shows "
            "them."
        )
        raise InputError(
            Problem("form-unreadable", "another file", expected, advice, path=path.name)
        )
    report = report_of(form)
    if arguments.format == "json":
        print(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
    else:
        print(report_text(report, arguments.language))
    return FINDINGS if report.findings else DONE
