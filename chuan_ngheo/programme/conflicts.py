"""Conflicts between the benefits of a household and a register of support already granted.

Section VI.3.b of plan 132/KH-UBND of Cần Thơ: "đảm bảo nguyên tắc không trùng lặp giữa các hoạt
động, nội dung hỗ trợ của các dự án, tiểu dự án thuộc Chương trình trên cùng một địa bàn, cùng một
đối tượng thụ hưởng". It speaks of the projects of the programme: a project may be combined with
a policy of section I of annex 2.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Literal, NamedTuple

from chuan_ngheo.decision import Decision
from chuan_ngheo.eligibility import Eligibility, Reason
from chuan_ngheo.programme.conflict import Conflict, Doubt, Kind, Truth
from chuan_ngheo.programme.grants import Grant
from chuan_ngheo.rulebook.citations import Citation
from chuan_ngheo.rulebook.rules import Benefit, RuleSet
from chuan_ngheo.validation import RawHousehold, read_facts

PLAN: Final = "kh-132-2022"
NO_DUPLICATION_ITEM: Final = "VI.3.b"
AreaLevel = Literal["commune", "district", "province"]
SAME_AREA_DEFAULT: Final[AreaLevel] = "commune"
"""The plan does not say what an area (địa bàn) is: by default the commune of the household.

A grant without an area may have been given there: the conflict is then possible, not certain.
"""


class _Household(NamedTuple):
    """What of a household is compared with the register; None is unknown."""

    member_ids: tuple[str | None, ...] | None
    area: str | None
    review_date: date | None


class _Match(NamedTuple):
    """Whether a beneficiary is eligible, and the one of a grant; no position: the household."""

    eligible: Truth
    same: Truth
    position: int | None

    @property
    def value(self) -> Truth:
        return _and(self.eligible, self.same)


def conflicts(
    decision: Decision,
    facts: RawHousehold,
    grants: Iterable[Grant],
    *,
    area_level: AreaLevel = SAME_AREA_DEFAULT,
) -> tuple[Conflict, ...]:
    """Mark what the household must not receive beside what it already has.

    Args:
        decision: the decision on the household, by the rules of a plan.
        facts: the facts that were decided; they name the members and the area.
        grants: the register; entries of other households are passed over.
        area_level: the fact that the area of a grant is compared with.

    Returns:
        The conflicts in the order of the plan, each certain (value True) or possible (None).
        They mark answers and never change them.

    Raises:
        InvalidFactsError: if the facts cannot be used.
    """
    identifier = str(decision.household_id)
    own = [] if decision.household_id is None else list(_own(identifier, grants))
    household = _household(facts, area_level) if own else _Household(None, None, None)
    found: list[Conflict] = []
    for answer in decision.eligibility.values():
        for grant in own:
            conflict = _with_grant(answer, grant, household, decision.rules)
            found += [conflict] if conflict else []
        found += [item for reason in answer.gives_way_to if (item := _giving_way(answer, reason))]
    return tuple(found)


def _own(identifier: str, grants: Iterable[Grant]) -> Iterable[Grant]:
    return dict.fromkeys(grant for grant in grants if str(grant.household_id) == identifier)


def _household(facts: RawHousehold, area_level: AreaLevel) -> _Household:
    checked = read_facts(facts)
    members = checked.get("members")
    ids = None if members is None else tuple(_text(item.get("member_id")) for item in members)
    return _Household(ids, _text(checked.get(area_level)), checked.get("review_date"))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _with_grant(
    answer: Eligibility, grant: Grant, household: _Household, rules: RuleSet
) -> Conflict | None:
    granted = rules.benefits[grant.benefit]
    kind = _kind(answer.benefit, granted, grant.content)
    if kind is None:
        return None
    condition, doubt = _condition(kind, grant, household)
    matches = list(_matches(answer, grant, granted, household.member_ids))
    holder = _or(match.value for match in matches)
    value = _and(holder, condition)
    if value is False:
        return None
    certain = _positions(matches, True) if condition else ()
    possible = tuple(place for place in _all_positions(matches) if place not in certain)
    doubts = () if value else _doubts(matches, holder, condition, doubt)
    ground = _ground(kind, answer.benefit, granted, rules)
    return Conflict(
        kind,
        value,
        answer.benefit,
        granted,
        grant,
        grant.content,
        certain,
        possible,
        doubts,
        ground,
    )


def _kind(benefit: Benefit, granted: Benefit, content: str) -> Kind | None:
    """Return what forbids to give a benefit beside the one that was granted, if anything."""
    if benefit.id == granted.id:
        return "once_only" if benefit.once else None
    if content not in benefit.content or benefit.line == granted.line:
        return None
    if benefit.of_programme and granted.of_programme:
        return "same_content"
    return "best_only" if not benefit.of_programme and not granted.of_programme else None


def _condition(kind: Kind, grant: Grant, household: _Household) -> tuple[Truth, Doubt]:
    """Return whether the further condition of a kind holds, and the doubt if it is unknown."""
    if kind == "same_content":
        return _same_area(grant.area, household.area), "area"
    if kind == "once_only":
        if grant.granted_on is None or household.review_date is None:
            return None, "date"
        return grant.granted_on <= household.review_date, "date"
    return True, "beneficiary"


def _same_area(granted: str | None, own: str | None) -> Truth:
    """Compare two areas; a name and a code cannot be told apart."""
    if granted is None or own is None:
        return None
    first, second = _plain_area(granted), _plain_area(own)
    if first.isdigit() != second.isdigit():
        return None
    return first == second


def _plain_area(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _matches(
    answer: Eligibility, grant: Grant, granted: Benefit, ids: tuple[str | None, ...] | None
) -> Iterator[_Match]:
    """Yield every beneficiary that may be eligible and may be the one of the grant.

    Where both name a member, the member must be the same. A grant that names no member is for
    the household if the household can receive it, and for an unknown member otherwise.
    """
    subjects = answer.benefit.subjects
    if "household" in subjects:
        own_word = "household" in granted.subjects if grant.member_id is None else None
        alone = "member" not in subjects and grant.member_id is not None
        yield _Match(answer.eligible, True if own_word or alone else None, None)
    if "member" not in subjects:
        return
    if ids is None:
        yield _Match(answer.eligible, None, None)
    wanted = _text(grant.member_id)
    for eligible, places in ((True, answer.members), (None, answer.unknown_members)):
        for place in places:
            known = None if wanted is None or ids is None else ids[place]
            same = None if known is None else known == wanted
            if same is not False:
                yield _Match(eligible, same, place)


def _positions(matches: Iterable[_Match], value: Truth) -> tuple[int, ...]:
    return tuple(
        item.position for item in matches if item.position is not None and item.value is value
    )


def _all_positions(matches: list[_Match]) -> tuple[int, ...]:
    return tuple(sorted((*_positions(matches, True), *_positions(matches, None))))


def _doubts(
    matches: list[_Match], holder: Truth, condition: Truth, doubt: Doubt
) -> tuple[Doubt, ...]:
    found: list[Doubt] = [doubt] if condition is None else []
    if holder is None:
        found += ["beneficiary"] if any(match.same is None for match in matches) else []
        found += ["eligibility"] if any(match.eligible is None for match in matches) else []
    return tuple(found)


def _ground(kind: Kind, benefit: Benefit, granted: Benefit, rules: RuleSet) -> tuple[Citation, ...]:
    if kind == "once_only":
        return benefit.citations
    if kind == "best_only":
        named = _rules_of_precedence(benefit, rules) or _rules_of_precedence(granted, rules)
        return named or rules.citations
    plan = rules.instruments.get(PLAN)
    return (Citation(plan, item=NO_DUPLICATION_ITEM),) if plan else rules.citations


def _rules_of_precedence(benefit: Benefit, rules: RuleSet) -> tuple[Citation, ...]:
    named = (rules.rule(name).citations for name in benefit.gives_way_to)
    return tuple(citation for citations in named for citation in citations)


def _giving_way(answer: Eligibility, reason: Reason) -> Conflict | None:
    """Return the mark of a benefit beside a better one that its beneficiary has."""
    of_members = bool(answer.benefit.members) and reason.rule.scope == "member"
    certain = tuple(place for place in answer.members if place in reason.members)
    either = {*reason.members, *reason.unknown_members}
    mine = (*answer.members, *answer.unknown_members)
    possible = tuple(sorted(place for place in mine if place in either and place not in certain))
    value = _and(answer.eligible, reason.value)
    if of_members:
        value = True if certain else None
        if not certain and not possible and (answer.members or answer.unknown_members):
            return None
    doubts: list[Doubt] = []
    if value is None:
        theirs = {*answer.unknown_members} & {*possible}
        doubts += ["eligibility"] if answer.eligible is None or theirs else []
        better = {*reason.unknown_members} & {*possible}
        doubts += ["better_benefit"] if reason.value is None or better else []
    return Conflict(
        "best_only",
        value,
        answer.benefit,
        reason.rule,
        None,
        "",
        certain if of_members else (),
        possible if of_members else (),
        tuple(doubts),
        reason.rule.citations,
    )


def _and(first: Truth, second: Truth) -> Truth:
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _or(values: Iterable[Truth]) -> Truth:
    found = set(values)
    return True if True in found else None if None in found else False
