"""Measure child processes. This process stays small: a child's peak memory begins with its own.

Neither Polars nor NumPy is imported here, because Linux counts the memory of the parent at the
moment of starting a child as the child's.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Final

from benchmarks.contenders import Contender, Population
from benchmarks.processes import Descendants

SEED: Final = 132
_COMMAND: Final = "from chuan_ngheo.cli.main import run; run()"
_OPTIONS: Final[dict[Population, tuple[str, ...]]] = {
    "known": (),
    "unknowns": ("--with-unknowns",),
    "unsorted": ("--with-unknowns", "--unsorted"),
}


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one contender: seconds, and peak memory of its processes in MiB."""

    seconds: float
    mebibytes: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured of a contender on one population.

    Attributes:
        households: how many it was asked for.
        measured: how many it really decided; fewer if its time is in proportion.
        problem: why there is no time: it failed, or decides differently.
    """

    contender: Contender
    population: Population
    households: int
    measured: int
    runs: tuple[Run, ...]
    problem: str = ""

    @property
    def seconds(self) -> float:
        """The median time, in proportion where fewer households were decided."""
        return median(run.seconds for run in self.runs) * self.households / self.measured

    @property
    def mebibytes(self) -> float:
        """The highest peak memory."""
        return max(run.mebibytes for run in self.runs)


class RunError(Exception):
    """A child process failed; the text is the end of what it wrote."""


def population(folder: Path, households: int, kind: Population) -> Path:
    """Return the folder of a population under ``folder``, writing it where it is not there."""
    found = folder / f"{households}-{kind}"
    if not found.is_dir():
        begun = found.with_suffix(".begun")
        shutil.rmtree(begun, ignore_errors=True)
        size = ("--households", str(households), "--seed", str(SEED))
        _run(["-m", "benchmarks.national", str(begun), *size, *_OPTIONS[kind]])
        begun.rename(found)
    return found


def command(contender: Contender, folder: Path, out: Path) -> list[str]:
    """Return the arguments of Python that run a contender."""
    if contender.module:
        return ["-m", "benchmarks.child", contender.module, contender.way, str(folder), str(out)]
    options = ("--out", str(out), "--rules", contender.rules, "--engine", contender.engine)
    return ["-c", _COMMAND, "classify", str(folder), *options]


def run(contender: Contender, folder: Path, out: Path) -> Run:
    """Run a contender once in a fresh process.

    From files to files the time is that of the whole process, with the start of Python and
    imports; in memory that of the work alone, as the process tells it.

    Raises:
        RunError: if the process fails.
    """
    text, seconds, mebibytes = _run(command(contender, folder, out))
    if contender.way == "frames":
        seconds = json.loads(text.splitlines()[-1])["seconds"]
    return Run(seconds, mebibytes)


def differences(ours: Path, theirs: Path) -> list[str]:
    """Return what differs between two outputs, as ``benchmarks.compare`` says."""
    return _run(["-m", "benchmarks.compare", str(ours), str(theirs)])[0].splitlines()


def _run(arguments: Sequence[str]) -> tuple[str, float, float]:
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = perf_counter()
        child = subprocess.Popen([sys.executable, *arguments], stdout=output, stderr=errors)
        with Descendants(child.pid) as descendants:
            _, status, usage = os.wait4(child.pid, 0)
            seconds = perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        text = output.read().decode()
        if child.returncode:
            written = (errors.read().decode() or text).strip().splitlines()
            raise RunError(f"exit {child.returncode}: {written[-1] if written else 'no message'}")
    return text, seconds, usage.ru_maxrss / 1024 + descendants.mebibytes


def kill_half_way(contender: Contender, folder: Path, out: Path, seconds: float) -> list[str]:
    """Kill a contender after half of its time; return the names that it left beside ``out``."""
    before = {path.name for path in out.parent.iterdir()}
    child = subprocess.Popen(
        [sys.executable, *command(contender, folder, out)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    sleep(seconds / 2)
    if child.poll() is not None:
        raise RunError("the process ended before it could be killed")
    child.kill()
    child.wait()
    return sorted({path.name for path in out.parent.iterdir()} - before)
