"""``chuan-ngheo rules cover``: what the hand-made cases observe of the rules."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from chuan_ngheo.audit.cover.folders import cases_folder, measure_folder
from chuan_ngheo.audit.cover.measure import Coverage
from chuan_ngheo.audit.cover.report import (
    by_entry,
    label_of_entry,
    observation_words,
    percent_text,
    to_dict,
)
from chuan_ngheo.cli.common import print_problems, show_progress, write_table
from chuan_ngheo.cli.main import DONE, FINDINGS
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.rulebook.loader import rule_set_names


def run_cover(arguments: argparse.Namespace) -> int:
    """Measure the cases of one or several rule sets."""
    language: Language = arguments.language
    folder = cases_folder(Path(arguments.cases) if arguments.cases else None)
    measures = [
        measure_folder(name, folder, show_progress) for name in arguments.rules or rule_set_names()
    ]
    if arguments.format == "json":
        print(json.dumps([to_dict(one) for one in measures], ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(_text(one, language) for one in measures))
    status = DONE
    for one in measures:
        print_problems(one.problems, language)
        if one.problems or one.percent < arguments.minimum:
            status = FINDINGS
    return status


def _text(coverage: Coverage, language: Language) -> str:
    rules = coverage.rules
    missing, total = coverage.missing, len(coverage.wanted)
    rows = [
        [entry, label_of_entry(entry, rules, language), str(seen), str(number)]
        for entry, (seen, number) in by_entry(coverage).items()
    ]
    pairs = (("mã", "id"), ("tên", "label"), ("đã thấy", "observed"), ("trên", "of"))
    lines = [
        f"{rules.label.in_(language)} ({rules.id})",
        "",
        write_table([pick(pair, language) for pair in pairs], rows, right=2),
        "",
    ]
    if missing:
        lines.append(pick(("Chưa trường hợp nào cho thấy:", "Never observed:"), language))
        lines += [f"  {item.entry}: {observation_words(item, language)}" for item in missing]
        lines.append("")
    texts = (
        f"{rules.id}: {coverage.cases} trường hợp cho thấy {total - len(missing)} trên {total} "
        f"điều cần thấy ({percent_text(coverage, language)}); {len(coverage.impossible)} điều "
        "không thể thấy, có nêu lý do",
        f"{rules.id}: {coverage.cases} cases make {total - len(missing)} of {total} observations "
        f"({percent_text(coverage, language)}); {len(coverage.impossible)} cannot be made, each "
        "with its reason",
    )
    return "\n".join([*lines, pick(texts, language)])
