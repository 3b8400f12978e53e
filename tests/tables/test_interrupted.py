"""A run that is killed leaves no output under the final name, and can be started again."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from benchmarks.population.files import write_population

HOUSEHOLDS: Final = 400_000
RUN: Final = "from chuan_ngheo.cli.main import run; run()"


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("survey")
    write_population(folder, HOUSEHOLDS, 1, shuffled=False, unknowns=True)
    return folder


def start(survey: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", RUN, "classify", str(survey), "--out", str(out)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def interrupted(survey: Path, out: Path, number: signal.Signals) -> None:
    """Send a signal as soon as the output has begun under its temporary name."""
    child = start(survey, out)
    while not [path for path in out.parent.glob(f".{out.name}.*") if path.stat().st_size]:
        assert child.poll() is None, "the run ended before it could be interrupted"
        time.sleep(0.005)
    child.send_signal(number)
    assert child.wait() == (-number if number is signal.SIGKILL else 128 + number)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("decisions.parquet", signal.SIGKILL),
        ("decisions.csv", signal.SIGTERM),
        ("decisions.parquet", signal.SIGINT),
    ],
)
def test_an_older_output_is_untouched_and_the_next_run_gives_the_same_bytes(
    survey: Path, tmp_path: Path, name: str, number: signal.Signals
) -> None:
    whole, out = tmp_path / f"whole-{name}", tmp_path / name
    assert start(survey, whole).wait() == 0
    interrupted(survey, out, number)
    assert not out.exists()
    out.write_bytes(b"older")
    interrupted(survey, out, number)
    assert out.read_bytes() == b"older"
    left = [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert bool(left) == (number is signal.SIGKILL), "only a kill can leave a temporary file"
    assert start(survey, out).wait() == 0
    assert out.read_bytes() == whole.read_bytes()
