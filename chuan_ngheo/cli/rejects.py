"""Report rows that cannot be used on standard error, and keep them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, TextIO

from chuan_ngheo.cli.common import print_problems
from chuan_ngheo.cli.contract_text import count_line
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.survey.contract import Findings
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.rows import Row

CLASSIFIED: Final = ("không được phân loại", "not classified")
USED: Final = ("không được dùng", "not used")
UNUSABLE: Final = ("không dùng được", "not usable")
_SHOWN_PROBLEMS: Final = 20


class Rejects:
    """Rejected rows as they come: the first problems are printed, all rows are kept in a file.

    Args:
        target: the file of rejected rows, written only if there are any.
        done: what was not done with the rows, in Vietnamese and English.
        shown: how many problems are printed; none are summed up if it is 0.
    """

    def __init__(
        self,
        target: Path,
        language: Language,
        done: tuple[str, str],
        shown: int = _SHOWN_PROBLEMS,
    ) -> None:
        self.shown = shown
        self.findings = Findings()
        self.target = target
        self.language = language
        self.done = done
        self.rows = 0
        self.problems = 0
        self._files = ExitStack()
        self._file: TextIO | None = None

    def add(self, rows: Iterable[Row]) -> None:
        """Print the problems of some rows, and keep the rows."""
        for row in rows:
            if self.shown:
                self.findings.add_rows([row])
            if self._file is None:
                temporary = self._files.enter_context(complete_file(self.target))
                self._file = self._files.enter_context(
                    temporary.open("w", encoding="utf-8", newline="")
                )
            self._file.write(json.dumps(row.to_dict(), ensure_ascii=False) + "\n")
            self.rows += 1
            for problem in row.problems:
                self.problems += 1
                if self.problems <= self.shown:
                    print_problems([problem], self.language, row.source)

    def close(self) -> None:
        """Complete the file and say how many rows it holds."""
        self._files.close()
        if not self.rows:
            return
        more = self.problems - self.shown
        if more > 0 and self.shown:
            noun = "problem" if more == 1 else "problems"
            texts = (f"… và {more} lỗi nữa; tất cả", f"… and {more} more {noun}; in all")
            print(f"{pick(texts, self.language)}:", file=sys.stderr)
            for finding in self.findings.report(0, 0).findings:
                print(f"  {count_line(finding, self.language)}", file=sys.stderr)
        count = self.rows
        rows = "rejected row was" if count == 1 else "rejected rows were"
        texts = (
            f"{count} dòng bị loại, {self.done[0]}; xem {self.target}",
            f"{count} {rows} {self.done[1]}; see {self.target}",
        )
        print(pick(texts, self.language), file=sys.stderr)

    def abandon(self) -> None:
        """Leave no file, after an error."""
        self._files.__exit__(InterruptedError, InterruptedError(), None)


@contextmanager
def rejects_of(
    arguments: argparse.Namespace,
    done: tuple[str, str] = CLASSIFIED,
    shown: int = _SHOWN_PROBLEMS,
) -> Iterator[Rejects]:
    """Give the place for rejected rows that the arguments name; complete it when all went well."""
    target = Path(arguments.rejects) if arguments.rejects else _default_rejects(arguments)
    rejects = Rejects(target, arguments.language, done, shown)
    try:
        yield rejects
    except BaseException:
        rejects.abandon()
        raise
    rejects.close()


def report_rejects(
    notices: Iterable[Problem],
    rejected: Sequence[Row],
    arguments: argparse.Namespace,
    done: tuple[str, str] = CLASSIFIED,
) -> None:
    """Print notices and the problems of rejected rows; write the rows to the rejects file."""
    print_problems(notices, arguments.language)
    with rejects_of(arguments, done) as rejects:
        rejects.add(rejected)


def _default_rejects(arguments: argparse.Namespace) -> Path:
    if arguments.out:
        out = Path(arguments.out)
        return out.with_name(f"{out.stem}.rejects.jsonl")
    return Path(f"{Path(arguments.input).resolve().stem}.rejects.jsonl")
