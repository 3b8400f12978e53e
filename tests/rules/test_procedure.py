"""Procedures: rule files with numbers and rulings, without classes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from chuan_ngheo import RuleError, UnknownRuleSetError, load_rules
from chuan_ngheo.review.deadlines import deadlines
from chuan_ngheo.review.procedure import load_review
from chuan_ngheo.rulebook.loader import rule_set_names, rules_folder
from chuan_ngheo.rulebook.procedure import load_procedure, procedure_names
from tests.command_line import run

SHIPPED = "qd-24-2021"


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return what copies the shipped procedure and replaces one text in its rule file."""

    def edit(old: str, new: str) -> Path:
        folder = tmp_path / SHIPPED
        shutil.copytree(rules_folder() / SHIPPED, folder)
        path = folder / "review.yaml"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return edit


def test_a_procedure_is_no_rule_set() -> None:
    assert procedure_names() == (SHIPPED,)
    assert SHIPPED not in rule_set_names()
    with pytest.raises(UnknownRuleSetError):
        load_rules(SHIPPED)
    found = load_procedure(SHIPPED)
    assert (found.classes, found.indicators, dict(found.rules)) == ((), (), {})


def test_every_entry_cites_the_law_and_what_no_source_gives_is_unconfirmed() -> None:
    found = load_procedure(SHIPPED)
    entries = [*found.rulings.values(), *(items[0] for items in found.parameters.values())]
    assert all(entry.citations for entry in entries)
    unconfirmed = {entry.id for entry in entries if entry.confidence == "unconfirmed"}
    assert {"posting_working_days", "district_reply_working_days", *found.rulings} <= unconfirmed


def test_a_changed_number_changes_the_deadlines(edited: Callable[[str, str], Path]) -> None:
    folder = edited("value: 901", "value: 815")
    found = deadlines("annual", date(2022, 9, 1), procedure=load_review(folder))
    assert found[0].opens == date(2022, 8, 15)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("default: agreed", "default: agree", r"unknown-default"),
        (
            "  - id: village_meeting_share",
            "  - id: share",
            r"village_meeting_share: \[id-unknown\]",
        ),
        ("parameters:", "definitions: []\nstatuses:", r"missing-key"),
        ("2025-06-30", "2027-06-30", r"outside-period"),
        ("value: 901", "value: '901'", r"wrong-type"),
    ],
)
def test_a_broken_procedure_says_what_is_wrong(
    old: str, new: str, message: str, edited: Callable[[str, str], Path]
) -> None:
    with pytest.raises(RuleError, match=message):
        load_review(edited(old, new))


def test_a_procedure_has_no_rules(
    edited: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    definition = (
        "definitions:\n  - id: child\n    scope: member\n    label: {vi: a, en: b}\n"
        "    when: age < 16\n    citation: [{instrument: qd-24-2021}]\n    confidence: gazette\n\n"
        "parameters:\n"
    )
    folder = edited("parameters:\n", definition)
    assert run("rules", "check", folder, "--language", "en") == 3
    found = "[unknown-key] found 'definitions'; expected one of rulings, parameters in a procedure."
    assert found in capsys.readouterr().err


def test_rules_show_and_list_read_a_procedure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules", "show", "annual_review_last_day", "--rules", SHIPPED) == 0
    assert "\n    14/12 / 12-14\n" in capsys.readouterr().out
    assert run("rules", "list", "--rules", SHIPPED, "--language", "en") == 0
    assert "posting_working_days" in capsys.readouterr().out
