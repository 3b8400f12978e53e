"""Processes that end, stay silent or talk nonsense: no household is lost, and the order is kept."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence
from typing import Any, Final

import pytest

from chuan_ngheo.readings.durable_processes import Answer, GivenUp, Processes, Question

# Answers each household with its own number, after a line that says what to do with a household.
_CHILD: Final = """
import json, os, signal, sys, time
served = 0
for line in sys.stdin:
    message = json.loads(line)
    if "propositions" in message:
        networks = {message["network"]}
        continue
    for household in message["households"]:
        number = household["number"]
        assert household["network"] in networks
        %s
        served += 1
        print(json.dumps([number]), flush=True)
        print("[]", flush=True)
"""


def command(what: str) -> Sequence[str]:
    lines = textwrap.indent(textwrap.dedent(what).strip(), "        ").strip()
    return (sys.executable, "-c", _CHILD % lines)


def questions(count: int) -> list[Question]:
    return [
        Question("a network", lambda: {"network": "a network", "propositions": []}, {"number": one})
        for one in range(count)
    ]


def asked(what: str, count: int = 120, number: int = 2, seconds: float = 60) -> tuple[Any, int]:
    with Processes(number, command(what), seconds) as processes:
        return list(processes.ask(questions(count))), processes.restarts


def numbers(answers: Sequence[Answer | GivenUp]) -> list[int | str]:
    return [one.reason if isinstance(one, GivenUp) else one.conclusions[0] for one in answers]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_answers_in_the_order_of_the_questions(number: int) -> None:
    answers, restarts = asked("pass", number=number)
    assert numbers(answers) == list(range(120))
    assert restarts == 0


def test_a_process_that_is_killed_again_and_again() -> None:
    answers, restarts = asked("if served == 7: os.kill(os.getpid(), signal.SIGKILL)")
    assert numbers(answers) == list(range(120))
    assert restarts >= 120 // 8


def test_a_segmentation_fault_in_the_middle_of_an_answer() -> None:
    what = """
    if served == 7:
        sys.stdout.write("[12"); sys.stdout.flush()
        os.kill(os.getpid(), signal.SIGSEGV)
    """
    assert numbers(asked(what)[0]) == list(range(120))


def test_a_household_on_which_every_process_ends_is_given_up_and_the_others_go_on() -> None:
    answers, restarts = asked("if number in (0, 40, 41): sys.exit(3)", count=60)
    reason = "exit status 3; exit status 3; exit status 3"
    assert numbers(answers) == [reason, *range(1, 40), reason, reason, *range(42, 60)]
    assert restarts >= 8


def test_a_process_that_stays_silent_is_ended() -> None:
    answers, _ = asked("if number == 2: time.sleep(60)", count=4, number=1, seconds=0.7)
    reason = "signal SIGKILL; signal SIGKILL; signal SIGKILL"
    assert numbers(answers) == [0, 1, reason, 3]


def test_an_answer_that_makes_no_sense_is_no_answer() -> None:
    answers, _ = asked("if number == 2: print('nonsense'); print('[]', flush=True)", count=4)
    assert isinstance(answers[2], GivenUp)
    assert [number for number in numbers(answers) if isinstance(number, int)] == [0, 1, 3]


def test_a_command_that_cannot_answer_at_all() -> None:
    with Processes(1, (sys.executable, "-c", "import nothing_of_this_name")) as processes:
        (answer,) = processes.ask(questions(1))
    assert isinstance(answer, GivenUp)
    assert "exit status 1" in answer.reason


def test_closed_processes_are_gone() -> None:
    with Processes(2, command("pass")) as processes:
        list(processes.ask(questions(60)))
        running = len(processes.identifiers)
    assert (running, len(processes.identifiers)) == (2, 0)
