"""``chuan-ngheo rules prove``: what holds of rule sets for every household."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from chuan_ngheo.audit.proof.findings import Finding, write_household
from chuan_ngheo.audit.proof.prove import Proof, prove
from chuan_ngheo.cli.main import DONE, FINDINGS
from chuan_ngheo.labels import write_number
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.rulebook.loader import load_rules, rule_set_names


def run_prove(arguments: argparse.Namespace) -> int:
    """Prove rule sets; print what does not hold, each with a household that shows it."""
    language: Language = arguments.language
    proofs = []
    for name in arguments.folder or rule_set_names():
        proof = prove(load_rules(name))
        proofs.append(proof)
        if arguments.format == "text":
            print("\n".join(_lines(proof, language, witnesses=arguments.witnesses)), flush=True)
    if arguments.format == "json":
        print(json.dumps([proof.to_dict() for proof in proofs], ensure_ascii=False, indent=2))
    return FINDINGS if any(proof.findings for proof in proofs) else DONE


def _lines(proof: Proof, language: Language, *, witnesses: bool) -> Iterator[str]:
    number = len(proof.findings)
    found = pick((f"{number} điều không đúng", f"{number} findings"), language)
    nothing = pick(("mọi điều đều đúng", "everything holds"), language)
    yield f"{proof.rules.id}: {found if number else nothing}"
    yield from (f"  {line}" for line in _what(proof, language))
    if witnesses:
        for name, household in proof.witnesses.items():
            label = proof.rules.rule(name).label.in_(language)
            yield f"  {name} ({label}):"
            yield from (f"    {line}" for line in write_household(household))
    for finding in proof.findings:
        yield from _finding(finding, language)


def _what(proof: Proof, language: Language) -> Iterator[str]:
    """Say over what it was proved, and what was left out."""
    classes, conditions, states = (
        write_number(count, language)
        for count in (proof.class_states, proof.conditions, proof.condition_states)
    )
    of = ("điểm", "points") if proof.points else ("chỉ số", "indicators")
    yield pick(
        (
            f"xếp loại: {classes} trạng thái của {of[0]}, thu nhập và khu vực",
            f"classes: {classes} states of {of[1]}, income and area",
        ),
        language,
    )
    yield pick(
        (
            f"điều kiện: {conditions}, trên {states} trạng thái",
            f"conditions: {conditions}, over {states} states",
        ),
        language,
    )
    yield from _points(proof, language)
    reached = write_number(len(proof.witnesses), language)
    yield pick(
        (
            f"loại và chính sách có hộ làm chứng: {reached}",
            f"classes and benefits with a household as witness: {reached}",
        ),
        language,
    )
    if proof.statements is None:
        missing = (
            "mọi số tiền: không chứng minh vì chưa cài z3 (pip install 'chuan-ngheo[proof]')",
            "every amount: not proved, z3 is not installed (pip install 'chuan-ngheo[proof]')",
        )
        yield pick(missing, language)
    else:
        every = (
            f"mọi số tiền: {proof.statements} mệnh đề (z3)",
            f"every amount: {proof.statements} statements (z3)",
        )
        yield pick(every, language)
    for name, given in proof.taken_as_given.items():
        yield pick(
            (
                f"{name}: coi là độc lập với nhau: {', '.join(given)}",
                f"{name}: taken as independent of each other: {', '.join(given)}",
            ),
            language,
        )


def _points(proof: Proof, language: Language) -> Iterator[str]:
    """Say over what the scores were proved, and between what their sums lie."""
    if proof.scores:
        states = write_number(proof.score_states, language)
        yield pick(
            (
                f"mục tính điểm: {proof.scores}, trên {states} trạng thái",
                f"scores: {proof.scores}, over {states} states",
            ),
            language,
        )
    for name, (lowest, highest) in proof.points.items():
        at = [one for one in proof.reached if one.name == name and one.household is not None]
        yield pick(
            (
                f"{name}: từ {lowest} đến {highest}; số điểm tại và cạnh các mức có hộ làm chứng: "
                f"{len(at)}",
                f"{name}: from {lowest} to {highest}; sums at and beside the limits with a "
                f"household: {len(at)}",
            ),
            language,
        )


def _finding(finding: Finding, language: Language) -> Iterator[str]:
    yield finding.write(language)
    case = finding.case()
    if case:
        shown = ("hộ cho thấy điều đó, dạng tệp trường hợp", "a household that shows it, as a case")
        yield f"  {pick(shown, language)}:"
        yield from (f"    {line}" for line in case.splitlines())
