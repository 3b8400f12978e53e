"""Every ruling in force, and what each other option would change."""

from __future__ import annotations

import pytest

from chuan_ngheo import classify, load_rules
from chuan_ngheo.audit.explain.model import Explanation, RulingEntry
from tests.audit.explanations import explained, poor, random_households


def rulings_of(document: Explanation) -> dict[str, RulingEntry]:
    return {item.id: item for item in document.sections[-1].rulings}


def test_rain_that_counts_as_clean_water_decides_the_class() -> None:
    # Walls and floor area are deprived; rainwater would be the third deprivation.
    document = explained(poor(water_source="rainwater"), "vi")
    assert document.class_ == "near_poor"
    rain = rulings_of(document)["rainwater"]
    (other,) = rain.others
    assert other.option == "not_clean"
    assert other.changes == (
        "Xếp loại: Hộ cận nghèo → Hộ nghèo",
        "Số chỉ số thiếu hụt: 2 → 3",
        "Nguồn nước sinh hoạt: không thiếu hụt → thiếu hụt",
    )
    step = document.step("water_source")
    (link,) = [item for item in step.rulings if item.id == "rainwater"]
    assert link.number == rain.number
    assert link.others[0].changes == (
        "Nguồn nước sinh hoạt: không thiếu hụt → thiếu hụt",
        "Xếp loại: Hộ cận nghèo → Hộ nghèo",
    )
    (nothing,) = rulings_of(document)["purchased_water"].others
    assert nothing.changes == ()


def test_a_ruling_that_was_switched_shows_the_default_as_the_other_option() -> None:
    rules = load_rules(rulings={"rainwater": "not_clean"})
    document = explained(poor(water_source="rainwater"), rules=rules)
    assert document.class_ == "poor"
    rain = rulings_of(document)["rainwater"]
    assert (rain.option, rain.others[0].option) == ("not_clean", "clean")
    assert rain.others[0].changes[0] == "Class: Poor household → Near-poor household"


@pytest.mark.parametrize("seed", [1, 2])
def test_the_changes_are_those_of_the_rules_loaded_with_the_other_option(seed: int) -> None:
    for household in random_households(8, seed):
        document = explained(household)
        mine = classify(household)
        used = {name for step in mine.trace for name in step.rulings}
        assert set(rulings_of(document)) == used
        for name, entry in rulings_of(document).items():
            options = set(mine.rules.rulings[name].options) - {mine.rules.chosen[name]}
            assert {other.option for other in entry.others} == options
            for other in entry.others:
                theirs = classify(household, rules=load_rules(rulings={name: other.option}))
                different = [
                    mine.possible_classes != theirs.possible_classes,
                    mine.deprivation_count != theirs.deprivation_count,
                    *(
                        mine.deprivations[indicator] is not theirs.deprivations[indicator]
                        for indicator in mine.deprivations
                    ),
                    *(mine.statuses[status] != theirs.statuses[status] for status in mine.statuses),
                ]
                assert len(other.changes) == sum(different), (name, other)


def test_a_ruling_of_the_plan_tells_who_would_receive_more() -> None:
    near_poor = {**poor(water_source="piped"), "resides_in_area": True}
    document = explained(near_poor, rules="kh-132-2022-can-tho")
    (other,) = rulings_of(document)["cs7_recipients"].others
    assert other.option == "poor_and_near_poor"
    label = document.step("cs7").label
    assert other.changes == (f"{label}: not eligible → eligible",)
