"""Entry point of ``chuan-ngheo``: exit status, and no traceback for bad input."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import Final

from chuan_ngheo.cli.arguments import Handler
from chuan_ngheo.cli.parser import build_parser
from chuan_ngheo.languages import Language, pick

DONE: Final = 0
FINDINGS: Final = 1
USAGE: Final = 2
BAD_DATA: Final = 3
INTERNAL: Final = 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = build_parser()
    chosen = parser.parse_args(arguments)
    if chosen.version:
        from importlib.metadata import version  # noqa: PLC0415  only for this option

        print(version("chuan-ngheo"))
        return DONE
    if chosen.command is None:
        parser.print_help()
        return USAGE
    from chuan_ngheo.diagnostics import ChuanNgheoError  # noqa: PLC0415  keeps --help quick

    try:
        handler: Handler = chosen.handler
        return handler(chosen)
    except ChuanNgheoError as error:
        print(error.write(chosen.language), file=sys.stderr)
        return BAD_DATA
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  until exit
        return DONE
    except Exception as error:
        print(_internal(error, chosen.language), file=sys.stderr)
        return INTERNAL


def _internal(error: Exception, language: Language) -> str:
    """Describe an internal error by its place in the code, without facts of any household."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = (trace.tb_frame.f_code.co_name, trace.tb_lineno) if trace else ("?", 0)
    name = type(error).__name__
    texts = (
        f"lỗi nội bộ: {name} tại {place[0]}, dòng {place[1]}. Đây là lỗi của chuan-ngheo; "
        "hãy báo lại kèm lệnh đã chạy.",
        f"internal error: {name} in {place[0]}, line {place[1]}. This is a defect of "
        "chuan-ngheo; please report it with the command that was run.",
    )
    return pick(texts, language)


def run() -> None:
    """Run the command of this process and exit.

    Pipes and files get UTF-8; a terminal keeps its encoding, and what it cannot show is escaped.
    """
    from chuan_ngheo.cli.interruption import end_when_asked  # noqa: PLC0415  for a process only
    from chuan_ngheo.cli.memory import keep_memory  # noqa: PLC0415

    end_when_asked()
    keep_memory()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8")
    status = main()
    # The system takes back all memory at once: no search for cycles among what is left.
    gc.freeze()
    sys.exit(status)
