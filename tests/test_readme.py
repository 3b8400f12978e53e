"""What the README shows is what the commands print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chuan_ngheo import classify
from chuan_ngheo.cli.main import main

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_explanation_is_real_output(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    block = next(part for part in README.split("```") if "$ chuan-ngheo explain" in part)
    command, *shown = block.strip("\n").split("\n")
    monkeypatch.chdir(ROOT)
    assert main(command.removeprefix("$ chuan-ngheo ").split()) == 0
    printed = iter(capsys.readouterr().out.split("\n"))
    for line in shown:
        if line.strip() != "…":
            assert any(line == other for other in printed), line


def test_the_python_example_says_what_comes_out() -> None:
    block = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert block
    lines = block.group(1).split("\n")
    names: dict[str, object] = {}
    exec("\n".join(line for line in lines if not line.startswith("decision.")), names)
    assert names["classify"] is classify
    for line in lines:
        if line.startswith("decision."):
            expression, _, comment = line.partition("  # ")
            value = eval(expression, names)
            assert repr(value) in comment or "water_source" in value, line


def test_the_two_commands_stand_alone_in_blocks() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    assert len(blocks) == 2
    assert all(block.count("\n") == 1 for block in blocks)
    assert "classify datasets/can-tho-2022" in blocks[0]
    assert "pytest" in blocks[1]


def test_every_link_leads_somewhere() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*/*.md")):
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
