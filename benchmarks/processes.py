"""The memory of the processes that a process starts, such as the Java machine of Spark."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Final, Self

_PROCESSES: Final = Path("/proc")
_INTERVAL: Final = 0.1


class Descendants:
    """Watch the processes below one while the block runs.

    Linux tells of every process how much memory it has held at most (``VmHWM``); it is looked up
    ten times a second, for a process that has ended tells nothing. Where there is no ``/proc``,
    nothing is found.
    """

    def __init__(self, process: int) -> None:
        self._process = process
        self._peaks: dict[int, float] = {}
        self._over = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    @property
    def mebibytes(self) -> float:
        """The sum of the highest memory of each."""
        return sum(self._peaks.values())

    def _watch(self) -> None:
        while not self._over.wait(_INTERVAL):
            for process in _below(self._process):
                self._peaks[process] = max(_peak(process), self._peaks.get(process, 0.0))


def _below(process: int) -> list[int]:
    """Return the processes that a process and those below it have started."""
    found = []
    for path in (_PROCESSES / str(process) / "task").glob("*/children"):
        found += [int(word) for word in _text(path).split()]
    return [below for one in found for below in (one, *_below(one))]


def _peak(process: int) -> float:
    for line in _text(_PROCESSES / str(process) / "status").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _text(path: Path) -> str:
    """Return the text of a file; nothing if the process has ended meanwhile."""
    try:
        return path.read_text()
    except OSError:
        return ""
