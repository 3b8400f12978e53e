"""The reader of the case files in ``datasets/cases``: strict, so that a slip is an error.

The format is described in ``datasets/cases/README.md``. A case names members by their position
from 1; what this module returns counts from 0, as decisions do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from chuan_ngheo import Household, Member, load_rules

CASES: Final = Path(__file__).resolve().parent.parent / "datasets" / "cases"
BASE: Final = "base.yaml"

_CASE_KEYS: Final = ("id", "tests", "title", "rulings", "facts", "members", "expect")
_REQUIRED_KEYS: Final = ("id", "tests", "title", "expect")
_EXPECT_KEYS: Final = (
    "class",
    "possible_classes",
    "deprivations",
    "deprivation_count",
    "missing_facts",
    "settled_by",
    "low_income_workers",
    "possible_low_income_workers",
    "refused",
)
_HOUSEHOLD_FACTS: Final = frozenset(Household.model_fields) - {"members"}
_MEMBER_FACTS: Final = frozenset(Member.model_fields)
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MEMBER_PATH: Final = re.compile(r"member ([1-9][0-9]*) ([a-z_]+)")
NOT_IN_FORCE: Final = "not_in_force"


class CaseFileError(ValueError):
    """A case file that does not follow the format."""


@dataclass(frozen=True, slots=True)
class Case:
    """One household with the outcome that the law gives.

    Attributes:
        subject: the name of the file, without ``.yaml``.
        tests: the place in the law, in Vietnamese words.
        household: every fact, ready to be classified.
        expect: the expected outcome, with members counted from 0.
    """

    rule_set: str
    subject: str
    id: str
    tests: str
    title: Mapping[str, str]
    rulings: Mapping[str, str]
    household: Mapping[str, Any]
    expect: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The subject and the id: unique within the rule set."""
        return f"{self.subject}/{self.id}"


def read_cases(rule_set: str = "nd-07-2021") -> tuple[Case, ...]:
    """Return every case of a rule set, in the order of the files."""
    files = sorted(path for path in (CASES / rule_set).glob("*.yaml") if path.name != BASE)
    return tuple(case for file in files for case in read_case_file(file))


def read_case_file(file: Path) -> tuple[Case, ...]:
    """Return the cases of one file.

    Raises:
        CaseFileError: at the first thing that does not follow the format.
    """
    document = _mapping(_load(file), file.name)
    _check_keys(document, ("base", "cases"), ("base", "cases"), file.name)
    base = document["base"]
    if isinstance(base, str):
        base = _load(file.parent / base)
    household = _read_base(base, f"{file.name}: base")
    cases = tuple(_read_case(item, household, file) for item in _list(document["cases"], file.name))
    names = [case.id for case in cases]
    repeated = sorted({name for name in names if names.count(name) > 1})
    _require(not repeated, file.name, f"ids that stand twice: {', '.join(repeated)}")
    return cases


def read_base(rule_set: str = "nd-07-2021") -> Mapping[str, Any]:
    """Return the household that the cases of a rule set start from."""
    file = CASES / rule_set / BASE
    return _read_base(_load(file), file.name)


def _load(file: Path) -> object:
    try:
        return YAML(typ="safe", pure=True).load(file)
    except (OSError, YAMLError) as error:
        raise CaseFileError(f"{file.name}: {error}") from error


def _read_base(value: object, place: str) -> dict[str, Any]:
    base = _mapping(value, place)
    _check_keys(base, ("facts", "members"), ("facts", "members"), place)
    facts = _facts(base["facts"], _HOUSEHOLD_FACTS, place)
    members = [_facts(item, _MEMBER_FACTS, place) for item in _list(base["members"], place)]
    return {**facts, "members": members}


def _read_case(value: object, base: Mapping[str, Any], file: Path) -> Case:
    item = _mapping(value, file.name)
    place = f"{file.name}: case {item.get('id')!r}"
    _check_keys(item, _CASE_KEYS, _REQUIRED_KEYS, place)
    _require(bool(_ID.fullmatch(str(item["id"]))), place, "an id is lower-case-with-hyphens")
    title = _mapping(item["title"], place)
    _check_keys(title, ("vi", "en"), ("vi", "en"), place)
    texts = [item["tests"], title["vi"], title["en"]]
    _require(all(isinstance(text, str) and text for text in texts), place, "a text is missing")
    members = _members(item.get("members", {}), base["members"], place)
    facts = _facts(item.get("facts", {}), _HOUSEHOLD_FACTS, place)
    rule_set = file.parent.name
    return Case(
        rule_set,
        file.stem,
        item["id"],
        item["tests"],
        title,
        _mapping(item.get("rulings", {}), place),
        {**base, **facts, "members": members},
        _expectation(item["expect"], rule_set, place),
    )


def _members(value: object, base: list[dict[str, Any]], place: str) -> list[dict[str, Any]] | None:
    """Apply the changes of a case to the members; null makes the composition unknown."""
    if value is None:
        return None
    changes = _mapping(value, place)
    if "only" in changes:
        _check_keys(changes, ("only",), (), place)
        return [_member(item, base, place) for item in _list(changes["only"], place)]
    _check_keys(changes, (*range(1, len(base) + 1), "add"), (), place)
    members = [
        {**member, **_facts(changes.get(position, {}), _MEMBER_FACTS, place)}
        for position, member in enumerate(base, start=1)
    ]
    added = _list(changes.get("add", []), place)
    return [*members, *(_member(item, base, place) for item in added)]


def _member(value: object, base: list[dict[str, Any]], place: str) -> dict[str, Any]:
    facts = _facts(value, _MEMBER_FACTS | {"like"}, place)
    if "like" not in facts:
        return facts
    position = facts.pop("like")
    _require(position in range(1, len(base) + 1), place, f"like: {position} is not a member")
    return {**base[position - 1], **facts}


def _expectation(value: object, rule_set: str, place: str) -> dict[str, Any]:
    expect = _mapping(value, place)
    _check_keys(expect, _EXPECT_KEYS, (), place)
    _require(bool(expect), place, "nothing is expected")
    rules = load_rules(rule_set)
    if "refused" in expect:
        _check_keys(expect, ("refused",), (), place)
    if "possible_low_income_workers" in expect:
        _check_keys(expect, _EXPECT_KEYS, ("low_income_workers",), place)
    if "possible_classes" in expect:
        possible = expect["possible_classes"]
        _require("class" not in expect, place, "give class or possible_classes, not both")
        _require(len(possible) > 1, place, "give class where only one is possible")
        _check_keys(dict.fromkeys(possible), rules.classes, (), place)
    elif "class" in expect:
        _check_keys({expect["class"]: ""}, rules.classes, (), place)
    _check_keys(expect.get("deprivations", {}), rules.indicators, (), place)
    return _counted_from_0(expect, place)


def _counted_from_0(expect: Mapping[str, Any], place: str) -> dict[str, Any]:
    result = dict(expect)
    for key in ("missing_facts", "refused"):
        if key in expect:
            result[key] = [_path(text, place) for text in _list(expect[key], place)]
    if "settled_by" in expect:
        sets = _list(expect["settled_by"], place)
        result["settled_by"] = [[_path(text, place) for text in _list(s, place)] for s in sets]
    for key in ("low_income_workers", "possible_low_income_workers"):
        if expect.get(key, NOT_IN_FORCE) != NOT_IN_FORCE:
            result[key] = [position - 1 for position in _list(expect[key], place)]
    count = expect.get("deprivation_count")
    if isinstance(count, int):
        result["deprivation_count"] = {"certain": count, "possible": count}
    elif count is not None:
        _check_keys(_mapping(count, place), ("certain", "possible"), ("certain", "possible"), place)
    return result


def _path(text: str, place: str) -> str:
    """Turn ``member 2 sex`` into ``members[1].sex``, and check the name of the fact."""
    member = _MEMBER_PATH.fullmatch(text)
    if member is None:
        _require(text in _HOUSEHOLD_FACTS | {"members"}, place, f"unknown fact {text!r}")
        return text
    _require(member[2] in _MEMBER_FACTS, place, f"unknown fact {text!r}")
    return f"members[{int(member[1]) - 1}].{member[2]}"


def _facts(value: object, names: frozenset[str], place: str) -> dict[str, Any]:
    facts = _mapping(value, place)
    _check_keys(facts, names, (), place)
    return dict(facts)


def _mapping(value: object, place: str) -> dict[Any, Any]:
    _require(isinstance(value, dict), place, f"a mapping is expected, not {value!r}")
    return value if isinstance(value, dict) else {}


def _list(value: object, place: str) -> list[Any]:
    _require(isinstance(value, list), place, f"a list is expected, not {value!r}")
    return value if isinstance(value, list) else []


def _check_keys(
    value: Mapping[Any, Any], known: Collection[Any], required: Iterable[Any], place: str
) -> None:
    for key in value:
        _require(key in known, place, f"{key!r} is not one of {', '.join(map(str, known))}")
    for key in required:
        _require(key in value, place, f"{key!r} is missing")


def _require(holds: bool, place: str, message: str) -> None:
    if not holds:
        raise CaseFileError(f"{place}: {message}")


def differences(case: Case, found: Mapping[str, Any]) -> list[str]:
    """Return, one a line, where a decision (as ``to_dict`` gives it) is not as expected."""
    wanted: list[tuple[str, object, object]] = []
    expect = case.expect
    if "class" in expect:
        possible, missing, settled = found["possible_classes"], "missing_facts", "settled_by"
        wanted += [("class", expect["class"], found["class"])]
        wanted += [("possible_classes", [expect["class"]], possible)]
        wanted += [(key, [], found[key]) for key in (missing, settled)]
    if "possible_classes" in expect:
        wanted += [("class", None, found["class"])]
        wanted += [("possible_classes", expect["possible_classes"], found["possible_classes"])]
    for indicator, value in expect.get("deprivations", {}).items():
        wanted += [(indicator, value, found["deprivations"][indicator])]
    if "deprivation_count" in expect:
        count = dict(found["deprivation_count"])
        wanted += [("deprivation_count", dict(expect["deprivation_count"]), count)]
    if "missing_facts" in expect:
        facts = sorted(found["missing_facts"])
        wanted += [("missing_facts", sorted(expect["missing_facts"]), facts)]
    if "settled_by" in expect:
        sets = sorted(map(sorted, found["settled_by"]))
        wanted += [("settled_by", sorted(map(sorted, expect["settled_by"])), sets)]
    wanted += _worker_expectations(expect, found["statuses"].get("low_income_worker"))
    return [
        f"{what}: expected {value!r}, found {other!r}"
        for what, value, other in wanted
        if value != other
    ]


def _worker_expectations(
    expect: Mapping[str, Any], status: Mapping[str, list[int]] | None
) -> list[tuple[str, object, object]]:
    workers = expect.get("low_income_workers")
    if workers is None:
        return []
    if workers == NOT_IN_FORCE or status is None:
        return [("low_income_workers", workers, NOT_IN_FORCE if status is None else status)]
    possible = expect.get("possible_low_income_workers", [])
    return [
        ("low_income_workers", workers, status["true"]),
        ("possible_low_income_workers", possible, status["unknown"]),
    ]
