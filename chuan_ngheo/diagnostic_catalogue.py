"""The identifiers of all diagnostics, each with what it means in one line."""

from __future__ import annotations

from typing import Final

RULE_DIAGNOSTICS: Final = {
    "yaml-syntax": "The file is not valid YAML 1.2.",
    "yaml-alias": "An anchor, alias or tag is used; rule files repeat themselves instead.",
    "duplicate-key": "A key stands twice in one mapping.",
    "unknown-key": "A key is not part of the rule format.",
    "missing-key": "A required key is absent.",
    "wrong-type": "A value has the wrong type or form.",
    "money-form": "An amount of money is not a whole number of dong.",
    "reversed-dates": "A period ends before it begins.",
    "outside-period": "A version is in force outside the period of its rule set.",
    "overlapping-versions": "Two versions of one rule are in force on the same day.",
    "gap-between-versions": "No version is in force for some days between two versions.",
    "missing-citation": "A rule cites no article.",
    "unknown-instrument": "A citation names a legal instrument that the rule set does not list.",
    "duplicate-id": "Two different rules have the same id.",
    "unknown-default": "A ruling's default is not one of its options.",
    "unused-ruling": "A ruling is read by no rule.",
    "unknown-ruling": "A ruling that was chosen does not exist in the rule set.",
    "unknown-option": "An option that was chosen or compared does not exist in the ruling.",
    "table-file": "A table file is absent, or a row of it cannot be read.",
    "table-keys": "A parameter's values do not cover its key exactly.",
    "expression-syntax": "A condition is not a valid expression.",
    "expression-not-allowed": "A condition uses a construct outside the rule language.",
    "expression-division": "A condition divides; ratios are written with multiplication.",
    "unknown-name": "A condition names a fact, definition or parameter that does not exist.",
    "unknown-function": "A condition calls a function that does not exist.",
    "unknown-value": "A condition compares with a value outside the fact's list of values.",
    "expression-type": "The parts of a condition do not fit together by type.",
    "unit-mismatch": "A condition compares or adds amounts of different units.",
    "wrong-scope": "A member's fact is used where there is no member.",
    "circular-reference": "Rules refer to each other in a circle.",
    "rule-set-unknown": "No rule set has this name.",
    "rule-set-incomplete": "A rule set lacks its header, its classes or its indicators.",
}

FACT_DIAGNOSTICS: Final = {
    "fact-unknown": "A field is not part of the vocabulary.",
    "fact-type": "A fact has the wrong type.",
    "fact-value": "A fact lies outside its list of values or its range.",
    "fact-date": "A date is not a date of the calendar written YYYY-MM-DD.",
    "fact-json": "The text is not JSON of one household.",
    "age-contradiction": "Age, age in months and birth date do not agree.",
    "birth-after-review": "A birth date lies after the review date.",
    "not-in-force": "The review date lies outside the period of the rule set.",
    "duplicate-household": "Two rows have the same household_id.",
    "duplicate-member": "Two members of one household have the same member_id.",
    "orphan-member": "A member row belongs to no household.",
    "no-members": "A household has no member row; its composition is unknown.",
    "row-unreadable": "A row cannot be read.",
    "column-unknown": "A column is not part of the vocabulary and was ignored.",
    "column-missing": "A column that is needed is absent.",
    "file-unreadable": "A file cannot be read.",
    "household-unknown": "No household has this household_id.",
    "recorded-and-measured-differ": "A recorded fact and a measurement disagree.",
    "review-date-unknown": "The review date is unknown; the rules are taken as in force.",
}

DIAGNOSTICS: Final = RULE_DIAGNOSTICS | FACT_DIAGNOSTICS

FACT_NOTES: Final = {
    "review-date-unknown": (
        "chưa biết ngày rà soát; coi bộ quy tắc là đang có hiệu lực",
        "the review date is unknown; the rules are taken as in force",
    ),
    "no-members": (
        "không có thành viên nào được ghi; thành phần của hộ là chưa biết",
        "no member is recorded; the composition of the household is unknown",
    ),
    "recorded-and-measured-differ": (
        "thông tin ghi nhận và số đo không khớp nhau; dùng thông tin ghi nhận",
        "a recorded fact and a measurement disagree; the recorded fact is used",
    ),
}
