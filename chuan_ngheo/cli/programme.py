"""``chuan-ngheo programme``: the figures and targets of a plan for a classified population."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from chuan_ngheo.cli.common import rules_of, show_progress
from chuan_ngheo.cli.main import BAD_DATA, DONE, USAGE
from chuan_ngheo.cli.programme_text import programme_text
from chuan_ngheo.cli.rejects import report_rejects
from chuan_ngheo.decision import Decision
from chuan_ngheo.languages import pick
from chuan_ngheo.programme.plan import load_plan
from chuan_ngheo.programme.population import cases_of
from chuan_ngheo.programme.report import ProgrammeReport, report_on
from chuan_ngheo.programme.targets import recorded_totals
from chuan_ngheo.survey.batch import classify_rows
from chuan_ngheo.survey.read import read_input
from chuan_ngheo.validation import read_facts

Pair = tuple[Mapping[str, Any], Decision]


def run_programme(arguments: argparse.Namespace) -> int:
    """Classify, report rejected rows, print benefits, targets and findings on the budget."""
    rules = rules_of(arguments)
    plan = load_plan(arguments.rules)
    found = read_input(
        Path(arguments.input), Path(arguments.members) if arguments.members else None
    )
    batch = classify_rows(found, rules, show_progress)
    report_rejects(found.notices, batch.rejected, arguments)
    facts = [read_facts(row.facts) for row in batch.rows]
    population = tuple(zip(facts, batch.decisions, strict=True))
    if _too_small(population, arguments):
        return USAGE
    report = report_on(
        population,
        rules,
        plan,
        total_households=arguments.total_households,
        total_minority_households=arguments.total_minority_households,
    )
    if arguments.format == "json":
        print(_json(report))
    else:
        print(programme_text(report, arguments.language))
    return BAD_DATA if batch.rejected else DONE


def _json(report: ProgrammeReport) -> str:
    plain: dict[str, Any] = report.to_dict()
    return json.dumps(plain, ensure_ascii=False, indent=2)


def _too_small(population: Sequence[Pair], arguments: argparse.Namespace) -> bool:
    """Say which total is smaller than what the input itself holds, if one is."""
    recorded = recorded_totals(cases_of(population))
    totals = {
        "--total-households": arguments.total_households,
        "--total-minority-households": arguments.total_minority_households,
    }
    wrong = [
        (name, total, least)
        for (name, total), least in zip(totals.items(), recorded, strict=True)
        if total is not None and total < least
    ]
    for name, total, least in wrong:
        texts = (
            f"{name} {total}: riêng dữ liệu đã có {least} hộ như vậy",
            f"{name} {total}: the data alone hold {least} such households",
        )
        print(pick(texts, arguments.language), file=sys.stderr)
    return bool(wrong)
