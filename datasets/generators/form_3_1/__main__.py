"""Write the filled workbook: ``python -m datasets.generators.form_3_1 [--out FILE]``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from chuan_ngheo.forms.workbook import write_workbook
from datasets.generators.form_3_1.households import answers

WORKBOOK: Final = Path(__file__).resolve().parents[2] / "form-3-1-sample" / "form-3-1.xlsx"
"""Where the workbook is kept."""


def main() -> None:
    """Read the command line and write the workbook."""
    parser = argparse.ArgumentParser(description="Write the synthetic workbook of form 3.1.")
    parser.add_argument("--out", type=Path, default=WORKBOOK, metavar="FILE")
    write_workbook(parser.parse_args().out, *answers())


if __name__ == "__main__":
    main()
