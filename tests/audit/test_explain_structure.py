"""The chain of steps: complete, numbered, cited, and true to the decision."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest

from chuan_ngheo import classify, load_rules
from chuan_ngheo.audit.explain.model import Explanation
from tests.audit.explanations import explained, poor, random_households
from tests.programme.households import household

PLAN = "kh-132-2022-can-tho"
DECREE = "nd-07-2021"


def bearing_rules(decision: Any) -> set[str]:
    """Return the rules that class, indicators, statuses and benefits name, and what they name."""
    rules = decision.rules
    waiting = [*rules.classes, *rules.indicators, *rules.household_statuses, *decision.statuses]
    for name, benefit in rules.benefits.items():
        named = (*benefit.priority, *benefit.national, *benefit.gives_way_to, benefit.members)
        waiting += [name for name in named if name]
        waiting += [name] if name in rules.rules else []
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += decision.step(name).rests_on
    return found


def households(rules: str) -> Iterator[dict[str, Any]]:
    if rules == PLAN:
        yield household()
        yield household(members=None, resides_in_area=None)
        yield household(left_poor_list_on="2021-01-01", income_per_capita=9_000_000)
        yield {}
        return
    yield from random_households(60, 7)
    yield poor(members=None)
    yield {}


@pytest.mark.parametrize("rules", [DECREE, PLAN])
def test_every_rule_that_bears_on_the_decision_has_one_cited_step(rules: str) -> None:
    for one in households(rules):
        decision, document = classify(one, rules=rules), explained(one, rules=rules)
        steps = document.steps
        assert len({step.id for step in steps}) == len(steps)
        numbers = [step.number for step in steps]
        assert len(set(numbers)) == len(numbers)
        assert bearing_rules(decision) <= {step.id for step in steps}
        assert set(decision.rules.benefits) <= {step.id for step in steps}
        for step in steps:
            assert step.citations, step.id
            assert all(line.citations for line in step.law_numbers)
            assert all(line.source for line in step.facts)
            for link in step.rests_on:
                other = document.step(link.id)
                assert (link.number, link.answer) == (other.number, other.answer)


@pytest.mark.parametrize("rules", [DECREE, PLAN])
def test_findings_give_the_answers_of_the_decision(rules: str) -> None:
    for one in households(rules):
        decision, document = classify(one, rules=rules), explained(one, rules=rules)
        for step in decision.trace:
            shown = document.step(step.rule.id)
            if step.rule.scope == "member":
                answers = [item.answer for item in shown.findings]
                certain = [place for place, answer in enumerate(answers) if answer]
                unknown = [place for place, answer in enumerate(answers) if answer is None]
                assert (certain, unknown) == (list(step.members), list(step.unknown_members))
            elif not isinstance(step.value, tuple):
                (finding,) = shown.findings
                assert finding.answer is step.value, step.rule.id


def test_margins_are_on_the_side_that_the_answer_says() -> None:
    for one in households(DECREE):
        for name in ("at_or_below_poverty_line", "at_or_below_average_line"):
            (finding,) = explained(one).step(name).findings
            if finding.margin is not None:
                assert finding.answer is (finding.margin.amount <= 0)


def test_the_chain_goes_from_facts_to_class_to_benefits() -> None:
    document = explained(household(), rules=PLAN)
    assert [section.number for section in document.sections] == list("1234567")
    assert [section.title for section in document.sections] == [
        "Facts",
        "Income criterion",
        "Deprivation of basic social services",
        "Class of the household",
        "Statuses of household and members",
        "Projects and policies",
        "Rulings in force",
    ]
    assert [step.id for step in document.sections[1].steps] == [
        "at_or_below_poverty_line",
        "at_or_below_average_line",
    ]
    firsts = [step.id for step in document.sections[2].steps if step.level == 1]
    rules = load_rules(PLAN)
    assert firsts == [*rules.indicators, "deprivation_count"]
    assert [step.id for step in document.sections[3].steps] == list(rules.classes)
    firsts = [step.id for step in document.sections[5].steps if step.level == 1]
    assert firsts == list(rules.benefits)


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for item in dataclasses.fields(value):
            yield from texts(getattr(value, item.name), f"{path}.{item.name}")
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from texts(item, f"{path}[{place}]")
    elif isinstance(value, str):
        yield path, value


NOT_LANGUAGE = re.compile(
    r"\.(id|kind|number|rule_text|option|unit|column|file|path|joined|household_id|language"
    r"|class_|value|possible_classes\[\d+\])$"
)
A_NUMBER = re.compile(r"[\d.,–]+( (cm|kg|m²|%))?|[IVX.\dabc]+|")


IDENTIFYING = {f".footer[{place}].text" for place in range(4)}
"""Rule set, hash, rulings by id, program."""


@pytest.mark.parametrize("rules", [DECREE, PLAN])
def test_nothing_is_left_untranslated(rules: str) -> None:
    one = household(household_id=7, review_date="2025-03-10")
    vietnamese = dict(texts(explained(one, "vi", rules=rules)))
    english = dict(texts(explained(one, "en", rules=rules)))
    assert vietnamese.keys() == english.keys()
    same = {
        path: text
        for path, text in vietnamese.items()
        if text == english[path]
        and not NOT_LANGUAGE.search(path)
        and not A_NUMBER.fullmatch(text)
        and path not in IDENTIFYING
    }
    assert same == {}
    english_words = re.compile(r"\b(the|of|is|not|and|member|step|household|at least|months?)\b")
    for path, text in vietnamese.items():
        assert text == unicodedata.normalize("NFC", text)
        if not NOT_LANGUAGE.search(path) and path not in IDENTIFYING:
            assert not english_words.search(text), (path, text)


def test_people_are_called_by_position_only() -> None:
    members = poor()["members"]
    for number, member in enumerate(members):
        member["member_id"] = f"NGUYỄN VĂN {number}"
    document = explained(poor(members=members, commune="Xã Bí Mật"))
    told = "\n".join(text for _, text in texts(document))
    assert "NGUYỄN" not in told
    assert "Bí Mật" not in told


def test_the_same_household_gives_the_same_document() -> None:
    first, second = (explained(household(), "vi", rules=PLAN) for _ in range(2))
    assert isinstance(first, Explanation)
    assert first == second
