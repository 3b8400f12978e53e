"""A process that is killed while it writes loses at most what was not yet written whole."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

from chuan_ngheo.audit.journal import Journal
from tests.audit.journals import KEY, TIME, check, decisions, kinds, write_journal

ROOT: Final = Path(__file__).parents[2]
BEGIN: Final = """
import itertools, sys, time
from pathlib import Path
from chuan_ngheo.audit.journal import Journal
from tests.audit.journals import KEY, TIME, decisions
journal = Journal.open(Path(sys.argv[1]), lambda: TIME)
def say(text):
    print(text, flush=True)
"""
IN_THE_MIDDLE: Final = """
def slow():
    [one] = decisions(1)
    yield from itertools.repeat(one, 3000)
    say("begun")
    time.sleep(60)
journal.append(slow(), key=KEY)
"""
BEFORE_THE_SEAL: Final = """
journal.append(decisions(4, 100))
say("begun")
time.sleep(60)
"""
ONE_AFTER_ANOTHER: Final = """
few = list(decisions(3))
for number in itertools.count(1):
    journal.append(few, key=KEY if number % 3 == 0 else None)
    say(number * 3)
"""


def start(script: str, path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", BEGIN + script, str(path)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill(child: subprocess.Popen[str]) -> list[str]:
    """Kill a process and return what else it had said."""
    child.send_signal(signal.SIGKILL)
    said, _ = child.communicate()
    return said.split()


def wait_for_a_line(child: subprocess.Popen[str]) -> None:
    assert child.stdout is not None
    assert child.stdout.readline()


def test_a_kill_in_the_middle_of_a_write_leaves_the_journal_before_it(tmp_path: Path) -> None:
    path = tmp_path / "decisions.journal"
    journal = write_journal(path, (5,))
    before = path.read_bytes()
    child = start(IN_THE_MIDDLE, path)
    wait_for_a_line(child)
    kill(child)
    assert path.read_bytes() != before, "the kill came before anything was in the file"
    report = check(path)
    assert (report.sound, report.records, report.interrupted) == (True, 5, True)
    assert path.read_bytes() == before
    assert not check(path).interrupted
    journal.append(decisions(2), key=KEY)
    assert (check(path).sound, check(path).records) == (True, 7)


def test_records_without_a_seal_are_named_and_sealed_by_the_next_append(tmp_path: Path) -> None:
    path = tmp_path / "decisions.journal"
    write_journal(path, (5,))
    child = start(BEFORE_THE_SEAL, path)
    wait_for_a_line(child)
    kill(child)
    report = check(path)
    assert [str(finding) for finding in report.findings] == [
        "[unsealed-tail] unsealed tail: 4 records not sealed, or their seal is lost "
        "(records 6 to 9)"
    ]
    assert report.receipt is not None
    assert report.receipt.records == 5
    batch = Journal.open(path, lambda: TIME).append(decisions(1), key=KEY)
    assert batch.seal is not None
    assert (batch.first, batch.last, batch.seal.first) == (10, 10, 6)
    assert check(path).sound


@pytest.mark.parametrize("turn", range(4))
def test_a_kill_at_any_time_loses_no_batch_that_was_written(tmp_path: Path, turn: int) -> None:
    path = tmp_path / "decisions.journal"
    child = start(ONE_AFTER_ANOTHER, path)
    wait_for_a_line(child)
    time.sleep(random.Random(turn).uniform(0, 0.3))
    said = [3, *map(int, kill(child))]
    report = check(path)
    assert said[-1] <= report.records <= said[-1] + 3
    assert set(kinds(report)) <= {"unsealed-tail", "nothing-sealed"}
    Journal.open(path).seal(KEY)
    assert check(path).sound


def test_several_writers_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "decisions.journal"
    few = list(decisions(2))

    def write(_: int) -> None:
        Journal(path, lambda: TIME).append(few, key=KEY)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(12)))
    report = check(path)
    assert (report.findings, report.records, report.seals) == ((), 24, 12)
