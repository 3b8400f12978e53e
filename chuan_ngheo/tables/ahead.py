"""Work on several parts at the same time, with the results in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORKERS: Final = min(2, max(1, (os.cpu_count() or 1) // 2))
"""Threads over parts. NumPy and Polars leave Python's lock while they work on whole columns. The
other half of the processors reads and writes files: Polars has threads of its own for that."""


def in_order(
    function: Callable[[Item], Result], items: Iterable[Item], workers: int = WORKERS
) -> Iterator[Result]:
    """Yield the result for each item, in their order; no more than a few are in memory.

    One or two items wait beside those that are worked on, so that no thread is without work.

    What ``items`` or ``function`` raises is raised here; results that wait are then lost.
    """
    with ThreadPoolExecutor(workers, "chuan-ngheo") as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for item in items:
                waiting.append(pool.submit(function, item))
                if len(waiting) > workers + 1:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
