"""How far work on tables has come, on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator

from chuan_ngheo.languages import Language, pick
from chuan_ngheo.tables.part import Decided


def show_parts(
    parts: Iterable[Decided], total: int | None, language: Language
) -> Iterator[Decided]:
    """Show households done, their rate and the time left on a terminal; stay quiet in a pipe."""
    if not sys.stderr.isatty():
        yield from parts
        return
    from rich.console import Console  # noqa: PLC0415  only on a terminal
    from rich.progress import (  # noqa: PLC0415  only on a terminal
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    started = time.perf_counter()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, rate="")
        for part in parts:
            done = part.decisions.height + len(part.rejected)
            rate = (bar.tasks[0].completed + done) / (time.perf_counter() - started)
            text = pick((f"{rate:,.0f} hộ/s", f"{rate:,.0f} households/s"), language)
            bar.update(task, advance=done, rate=text)
            yield part
