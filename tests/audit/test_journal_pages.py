"""The pages on the journal: the how-to runs, and the program of others judges as verify does."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chuan_ngheo.audit.journal.findings import FINDINGS
from chuan_ngheo.cli.main import main
from chuan_ngheo.diagnostic_catalogue import JOURNAL_DIAGNOSTICS
from tests.audit.journals import KEY, Parts, check, write_journal
from tests.audit.tamperings import (
    TAMPERED,
    Tampering,
    rewritten_with_the_same_key,
    tail_cut_at_a_seal,
)
from tests.pages import HOW_TO, blocks, run_page
from tests.test_diagnostics import rows_below

PAGE: Final = HOW_TO.parent / "journal.md"
[PROGRAM] = [block.text for block in blocks(PAGE) if block.kind == "python"]
NEEDS_A_RECEIPT: Final = {tail_cut_at_a_seal, rewritten_with_the_same_key}


def test_the_how_to_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_page(HOW_TO / "journal.md", capsys, [0, 0, 0, 0, 0, 0, 1]) == 8


@pytest.fixture
def judge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[Path], str]:
    public = tmp_path / "key.pub"
    form = (Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    public.write_bytes(KEY.public_key().public_bytes(*form))

    def run(path: Path) -> str:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["check_journal.py", str(path), str(public)])
        names: dict[str, Any] = {"__name__": "__main__"}
        exec(compile(PROGRAM, "check_journal.py", "exec"), names)
        return capsys.readouterr().out.strip()

    return run


def test_the_program_finds_a_good_journal_sound_in_both_forms(
    tmp_path: Path, judge: Callable[[Path], str]
) -> None:
    path, lines = tmp_path / "decisions.journal", tmp_path / "decisions.jsonl"
    write_journal(path)
    assert main(["journal", "export", str(path), "--out", str(lines)]) == 0
    assert judge(path) == judge(lines) == f"sound, receipt {check(path).receipt}"


@pytest.mark.parametrize("write", [Parts.write_database, Parts.write_lines])
@pytest.mark.parametrize("tamper", [one for one in TAMPERED if one not in NEEDS_A_RECEIPT])
def test_the_program_finds_every_tampering(
    tmp_path: Path,
    judge: Callable[[Path], str],
    tamper: Tampering,
    write: Callable[[Parts, Path], None],
) -> None:
    path = tmp_path / "decisions.journal"
    write_journal(path, (3, 2, 3))
    parts = Parts.read(path)
    tamper(parts, random.Random(2022))
    write(parts, path)
    assert not judge(path).startswith("sound")


def test_the_page_explains_every_finding() -> None:
    text = PAGE.read_text(encoding="utf-8").split("\n## Findings\n")[1]
    named = [line.split("`")[1] for line in text.splitlines() if line.startswith("| `")]
    assert named == list(FINDINGS)


def test_the_page_of_diagnostics_has_a_row_for_each_of_a_journal() -> None:
    rows = [(name, vi, en) for name, en, vi, _ in rows_below("Journals")]
    assert rows == [(name, vi, en) for name, (vi, en) in JOURNAL_DIAGNOSTICS.items()]
