"""Processes in which durable_rules runs: started, asked, ended and started again.

The library can crash, and takes its process with it. A process that ends, stays silent or answers
with an error is started again and asked once more what it has not answered; a household on which
that happens several times is given up, and the others go on.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from threading import Timer
from typing import Any, Final

COMMAND: Final = (sys.executable, "-m", "chuan_ngheo.readings.durable_child")
ATTEMPTS: Final = 3
_AT_ONCE: Final = 25
_SECONDS: Final = 120.0
_PACKAGES: Final = str(Path(__file__).resolve().parents[2])


@dataclass(frozen=True, slots=True)
class Question:
    """A household for the engine.

    Attributes:
        network: name of the network that decides it.
        definition: gives the network as plain values, for a process that does not have it.
    """

    network: str
    definition: Callable[[], Mapping[str, Any]]
    household: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Why the engine gave no answer: how its process ended each time."""

    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine concluded of a household.

    Attributes:
        conclusions: a number for each output of the network, in order, and then the least and
            the most, or None, for each number of points.
        fired: what fired, in order, as JSON: read only when somebody asks.
    """

    conclusions: Sequence[Any]
    fired: str


class ProcessEndedError(Exception):
    """A process ended before it answered."""


class Processes:
    """Some processes of the engine. To be closed, as a context manager or by ``close``."""

    def __init__(
        self, number: int = 2, command: Sequence[str] = COMMAND, seconds: float = _SECONDS
    ) -> None:
        self._number = number
        self._children = [_Child(command, seconds) for _ in range(number)]
        self._idle: SimpleQueue[_Child] = SimpleQueue()
        for child in self._children:
            self._idle.put(child)

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def identifiers(self) -> tuple[int, ...]:
        """The identifiers of the processes that run now."""
        found = (child.identifier for child in self._children)
        return tuple(identifier for identifier in found if identifier is not None)

    @property
    def restarts(self) -> int:
        """How many times a process was started again after one had ended."""
        return sum(max(0, child.starts - 1) for child in self._children)

    def close(self) -> None:
        """End the processes."""
        for child in self._children:
            child.end()

    def ask(self, questions: Iterable[Question]) -> Iterator[Answer | GivenUp]:
        """Yield the answer to each question, in their order."""
        waiting: deque[Future[list[Answer | GivenUp]]] = deque()
        rest = iter(questions)
        with ThreadPoolExecutor(self._number, "durable_rules") as pool:
            try:
                while some := list(islice(rest, _AT_ONCE)):
                    waiting.append(pool.submit(self._answers, some))
                    if len(waiting) > self._number:
                        yield from waiting.popleft().result()
                while waiting:
                    yield from waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()

    def _answers(self, questions: Sequence[Question]) -> list[Answer | GivenUp]:
        child = self._idle.get()
        answers: list[Answer | GivenUp] = []
        failures: list[str] = []
        try:
            while len(answers) < len(questions):
                try:
                    for answer in child.ask(questions[len(answers) :]):
                        answers.append(answer)
                        failures.clear()
                except ProcessEndedError as error:
                    child.end()
                    failures.append(str(error))
                if len(failures) == ATTEMPTS:
                    answers.append(GivenUp("; ".join(failures)))
                    failures.clear()
        finally:
            self._idle.put(child)
        return answers


class _Child:
    """One process, started when it is first asked."""

    def __init__(self, command: Sequence[str], seconds: float) -> None:
        self.starts = 0
        self._command = command
        self._seconds = seconds
        self._process: subprocess.Popen[str] | None = None
        self._networks: set[str] = set()

    @property
    def identifier(self) -> int | None:
        process = self._process
        return None if process is None or process.poll() is not None else process.pid

    def ask(self, questions: Sequence[Question]) -> Iterator[Answer]:
        """Yield the answers, in order.

        Raises:
            ProcessEndedError: if the process ends, says nothing for too long, or makes no sense.
        """
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        silent = Timer(self._seconds, process.kill)
        silent.start()
        try:
            process.stdin.writelines(self._lines(questions))
            process.stdin.flush()
            for _ in questions:
                conclusions, fired = process.stdout.readline(), process.stdout.readline()
                if not fired.endswith("\n"):
                    raise OSError
                yield Answer(json.loads(conclusions), fired)
        except (OSError, ValueError):
            process.kill()
            raise ProcessEndedError(_how_it_ended(process.wait())) from None
        finally:
            silent.cancel()

    def _lines(self, questions: Sequence[Question]) -> Iterator[str]:
        """Yield the networks that the process lacks, and all households in one line.

        It reads the whole line before it answers: neither side waits for the other to read.
        """
        for question in questions:
            if question.network not in self._networks:
                self._networks.add(question.network)
                yield json.dumps(question.definition()) + "\n"
        households = [{"network": question.network, **question.household} for question in questions]
        yield json.dumps({"households": households}) + "\n"

    def _start(self) -> subprocess.Popen[str]:
        paths = [_PACKAGES, *filter(None, [os.environ.get("PYTHONPATH")])]
        self._networks.clear()
        self.starts += 1
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        return self._process

    def end(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what it did not read is lost with it
                    pipe.close()


def _how_it_ended(status: int) -> str:
    if status < 0:
        return f"signal {signal.Signals(-status).name}"
    return f"exit status {status}"
