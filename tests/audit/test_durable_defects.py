"""What durable_rules 2.0.28 gets wrong, seen in processes of their own, and how this reading copes.

Where it is practical each test has two parts: the library does it, and the reading does not fall
into it.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any, Final

import pytest

from chuan_ngheo import load_rules
from chuan_ngheo.readings.durable_formula import (
    AllOf,
    AnyOf,
    Comparison,
    Formula,
    all_of,
    any_of,
    opposite,
    written,
)
from chuan_ngheo.readings.durable_household import (
    ContradictionError,
    Household,
    proposition_of,
)
from chuan_ngheo.readings.durable_network import MOST_KEYS, network_for
from chuan_ngheo.readings.durable_numbers import FURTHEST, combined, exact, signed
from chuan_ngheo.readings.durable_processes import Processes
from chuan_ngheo.readings.durable_reading import why_unavailable
from chuan_ngheo.validation import read_facts
from tests.audit.agreement import agreement, derived, needs_durable
from tests.case_files import read_base
from tests.tables.population import RULE_SETS, generated

BASE: Final = read_base()
ROOT: Final = Path(__file__).parents[2]

_RULE_SET: Final = """
import json, threading
from durable import engine, lang
m = lang.m
fired = []
def rule(name, condition):
    lang.when_all(condition)(lambda context: fired.append(name))
def asserted(**fact):
    fired.clear()
    try:
        state = lang.assert_fact("test", {"sid": "a", "id": 1, **fact})
    except engine.MessageNotHandledException:
        state = None
    lang.delete_state("test", "a")
    return state
"""


def library(script: str) -> subprocess.CompletedProcess[str]:
    """Run a script that uses the library directly; it may crash."""
    text = _RULE_SET + textwrap.dedent(script)
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", text],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )


def printed(script: str) -> Any:
    found = library(script)
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


@pytest.mark.parametrize("python", [(3, 13), (3, 14), (4, 0)])
def test_it_does_not_import_on_python_3_13_and_later(python: tuple[int, int]) -> None:
    problem = why_unavailable(python)
    assert problem is not None
    assert problem.write("en") == (
        f"--engine durable: [engine-unavailable] found Python {python[0]}.{python[1]}; expected "
        "Python 3.11 or 3.12 for durable_rules 2.0.28. "
        "Use --engine reference or --engine duckdb."
    )
    assert "Hãy dùng --engine reference hoặc --engine duckdb." in problem.write("vi")


def test_it_may_not_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "chuan_ngheo.readings.durable_reading.find_spec"
    monkeypatch.setattr(name, lambda _: None)
    problem = why_unavailable((3, 12))
    assert problem is not None
    assert "pip install 'chuan-ngheo[durable]'" in str(problem)


@needs_durable
def test_a_thousand_live_states_are_too_many_and_each_is_deleted() -> None:
    found = printed("""
    import os
    with lang.ruleset("test"):
        rule("any", m.a == 1)
    try:
        for number in range(1100):
            lang.assert_fact("test", {"sid": str(number), "id": 1, "a": 1})
    except MemoryError:
        print(json.dumps(number), flush=True)
        os._exit(0)
    """)
    assert found == 1024
    household = read_facts({**BASE, "members": None})
    answers = derived([household] * 1100, load_rules("nd-07-2021"))
    assert len({str(answer.columns()) for answer in answers}) == 1


@needs_durable
def test_it_swallows_exceptions_so_no_code_of_ours_runs_in_it() -> None:
    found = printed("""
    def fails(context):
        raise ValueError("lost")
    with lang.ruleset("test"):
        lang.when_all(m.a == 1)(fails)
    state = asserted(a=1)
    print(json.dumps("lost" in state["exception"]))
    """)
    assert found is True
    (proposition,) = _propositions(1)
    household = Household({}, None)
    with pytest.raises(ContradictionError):
        household.conclude([proposition], [("p0", -1, 1), ("p0", -1, 0)])


@needs_durable
def test_an_or_fires_twice_and_concludes_once() -> None:
    found = printed("""
    with lang.ruleset("test"):
        rule("either", (m.a == 1) | (m.b == 1))
    asserted(a=1, b=1)
    print(json.dumps(fired))
    """)
    assert found == ["either", "either"]
    household = {**BASE, "has_television": True, "has_radio": True}
    (answer,) = derived([read_facts(household)], load_rules("nd-07-2021"))
    names = [item.proposition for item in answer.fired]
    assert names.count("information_devices") > 1
    assert answer.deprivations["information_devices"] is False
    assert answer.deprivation_count == (0, 0)


@needs_durable
def test_a_large_dict_crashes_it_so_facts_are_small() -> None:
    """Beyond 28 keys it has crashed; at 255 it always refuses. No fact here has more than 24."""
    found = library("""
    with lang.ruleset("test"):
        rule("any", m.k0 == 1)
    asserted(**{f"k{number}": 1 for number in range(253)})
    """)
    assert found.returncode != 0
    for rule_set in RULE_SETS:
        for period in load_rules(rule_set).epochs():
            for item in network_for(load_rules(rule_set), period.start).propositions:
                assert sum(len(key.names) for key in item.keys) <= MOST_KEYS


_BOOLEANS: Final = (
    *(f"has_{name}" for name in ("television", "radio", "desktop", "phone", "laptop", "tablet")),
    *("has_smartphone", "wall_durable", "column_durable", "roof_durable", "on_commune_list"),
    *("resides_in_area", "central_city", "head_or_spouse_ethnic_minority", "on_electricity_grid"),
    *("disadvantaged_area", "agricultural_household"),
)
_COMPARED: Final = (
    *("area == 'urban'", "region == 'mekong_delta'", "water_source == 'other'", "toilet == 'none'"),
    *("previous_list_status == 'poor'", "income_per_capita >= poverty_line"),
    *("any_member(disabled)", "any_member(pregnant)", "any_member(meritorious)"),
)


@needs_durable
@pytest.mark.parametrize("joined", [" and ", " or "])
def test_a_condition_that_reads_more_than_a_fact_can_hold(tmp_path: Path, joined: str) -> None:
    folder = tmp_path / "nd-07-2021"
    shutil.copytree(ROOT / "rules" / "nd-07-2021", folder)
    file = folder / "information.yaml"
    text = file.read_text(encoding="utf-8")
    begun = text.index("when:", text.index("id: information_devices"))
    end = text.index("    citation:", begun)
    condition = joined.join((*_BOOLEANS, *_COMPARED))
    file.write_text(f"{text[:begun]}when: |\n      {condition}\n{text[end:]}", encoding="utf-8")
    rules = load_rules(str(folder))
    propositions = network_for(rules, None).propositions
    assert all(sum(len(key.names) for key in item.keys) <= MOST_KEYS for item in propositions)
    _assert_same(generated(40, seed=21), str(folder))
    true = {**BASE, **dict.fromkeys(_BOOLEANS, joined == " and ")}
    _assert_same([true, {**true, "has_phone": None}, {**true, "has_phone": False}], str(folder))


def _assert_same(households: list[dict[str, Any]], rule_set: str) -> None:
    with Processes(1) as processes:
        found = agreement(households, rule_set, {}, processes)
    assert found.differences == ()
    assert found.households == len(households)


@needs_durable
def test_it_has_no_nulls_and_an_absent_key_is_neither_so_unknown_is_a_number() -> None:
    found = printed("""
    with lang.ruleset("test"):
        rule("one", (m.kind == 1) & (m.a == 1))
        rule("not one", (m.kind == 1) & (m.a != 1))
    asserted(kind=1)
    absent = list(fired)
    asserted(kind=1, a=2)
    print(json.dumps([absent, fired]))
    """)
    assert found == [[], ["not one"]]
    (answer,) = derived([read_facts({**BASE, "toilet": None})], load_rules("nd-07-2021"))
    assert answer.deprivations["hygienic_toilet"] is None
    fact = next(item.facts for item in answer.fired if item.proposition == "water_source")
    assert fact is not None
    assert 0 not in fact.values()


@needs_durable
def test_texts_and_truths_compare_as_numbers_so_facts_are_numbers() -> None:
    found = printed("""
    with lang.ruleset("test"):
        rule("above zero", m.a > 0)
    answers = []
    for value in ("a text", True, 1):
        asserted(a=value)
        answers.append(list(fired))
    print(json.dumps(answers))
    """)
    assert found == [["above zero"]] * 3
    for answer in derived([read_facts(one) for one in generated(10)], load_rules("nd-07-2021")):
        numbers = [number for item in answer.fired for number in (item.facts or {}).values()]
        assert {type(number) for number in numbers} == {int}


@needs_durable
def test_a_host_starts_threads_of_its_own_so_there_is_none() -> None:
    threads = printed("""
    with lang.ruleset("test"):
        rule("any", m.a == 1)
    asserted(a=1)
    print(json.dumps(threading.active_count()))
    """)
    assert threads > 1
    alone = printed("""
    from datetime import date
    from chuan_ngheo import load_rules
    from chuan_ngheo.readings.durable_engine import Engine
    from chuan_ngheo.readings.durable_network import network_for
    network = network_for(load_rules("nd-07-2021"), date(2022, 1, 1)).to_json()
    Engine("test", json.loads(json.dumps(network)))
    print(json.dumps(threading.active_count()))
    """)
    assert alone == 1


@needs_durable
def test_numbers_with_an_exponent_are_refused_so_differences_are_whole() -> None:
    found = library("""
    with lang.ruleset("test"):
        rule("above", m.a > 0)
    asserted(a=1e-9)
    """)
    assert found.returncode != 0
    least, most = combined("-", (exact(1e-9), exact(1e-9)), (0, 0)) or (0, 0)
    assert signed((least, most)) == (1, 1)


@pytest.mark.parametrize(
    ("left", "right", "sign"),
    [
        (0.1 + 0.2, 0.3, 1),  # 0.30000000000000004 as it is written
        (46.1, 46.1, 0),
        (46.0, 46.1, -1),
        (2**53 + 1, 2**53, 1),
        (2**63 - 1, 1_500_000, FURTHEST),
        (-1e300, 0, -FURTHEST),
        (24.0, 24, 0),
    ],
)
def test_the_sign_of_a_difference_is_exact(left: float, right: float, sign: int) -> None:
    bounds = combined("-", (exact(left),) * 2, (exact(right),) * 2)
    assert signed(bounds) == (sign, sign)


@needs_durable
def test_the_engine_reads_every_formula_as_it_is_meant() -> None:
    rng = random.Random(1)
    formulas = [_random_formula(rng, 3) for _ in range(40)]
    formulas = [one for one in formulas if one not in (AllOf(()), AnyOf(()))]
    facts = [{name: rng.randint(-1, 2) for name in "abcd"} for _ in range(60)]
    given = json.dumps([[written(one) for one in formulas], facts])
    script = f"""
    import durable_rules_engine
    from durable.engine import Ruleset
    conditions, facts = json.loads({given!r})
    definition = {{
        str(number): {{"all": [{{"m": {{"$and": [{{"kind": 1}}, one]}}}}], "run": lambda c: None}}
        for number, one in enumerate(conditions)
    }}
    handle = Ruleset("test", None, definition)._handle
    answers = []
    for number, fact in enumerate(facts):
        sid = str(number)
        message = json.dumps([{{"sid": sid, "id": 1, "kind": 1, **fact}}])
        _, state = durable_rules_engine.assert_facts(handle, message)
        first = durable_rules_engine.start_action_for_state(handle, state)
        action = first[1] if first else None
        found = set()
        while action:
            found.add(int(list(json.loads(action))[0]))
            action = durable_rules_engine.complete_and_start_action(handle, state)
        durable_rules_engine.delete_state(handle, sid)
        answers.append(sorted(found))
    print(json.dumps(answers))
    """
    answers = printed(script)
    for fact, found in zip(facts, answers, strict=True):
        assert found == [number for number, one in enumerate(formulas) if _is_true(one, fact)]


def test_the_opposite_of_a_formula_is_true_where_the_formula_is_not() -> None:
    rng = random.Random(2)
    for _ in range(300):
        formula = _random_formula(rng, 3)
        fact = {name: rng.randint(-1, 2) for name in "abcd"}
        assert _is_true(opposite(formula), fact) is not _is_true(formula, fact)


def _random_formula(rng: random.Random, depth: int) -> Formula:
    if depth == 0 or rng.random() < 0.2:
        symbol = rng.choice(["<", "<=", ">", ">=", "==", "!="])
        return Comparison(rng.choice("abcd"), symbol, rng.randint(-1, 2))
    parts = [_random_formula(rng, depth - 1) for _ in range(rng.randint(1, 3))]
    return rng.choice((all_of, any_of))(*parts)


def _is_true(formula: Formula, fact: dict[str, int]) -> bool:
    match formula:
        case Comparison(key, symbol, number):
            sign = (fact[key] > number) - (fact[key] < number)
            wanted = {"<": {-1}, "<=": {-1, 0}, ">": {1}, ">=": {0, 1}, "==": {0}, "!=": {-1, 1}}
            return sign in wanted[symbol]
        case AllOf(parts):
            return all(_is_true(part, fact) for part in parts)
        case AnyOf(parts):
            return any(_is_true(part, fact) for part in parts)


def _propositions(count: int) -> list[Any]:
    return [proposition_of(number, f"p{number}", "household", []) for number in range(count)]
