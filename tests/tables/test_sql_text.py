"""The text of the queries: what it says of itself, names, absent columns, narrow types, views."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import polars
import pytest

from chuan_ngheo import classify, load_rules, sql_checks_text, sql_text
from chuan_ngheo.cli.main import main
from chuan_ngheo.decision import Decision
from chuan_ngheo.readings.sql_dialects import DialectName, TableNameError
from chuan_ngheo.survey.write import columns
from tests.command_line import run
from tests.generators import Facts
from tests.tables.engines import Engine, frames
from tests.tables.population import RULE_SETS, expected, generated, names_of

DIALECTS = get_args(DialectName)
LONGEST_NAME = 63  # of PostgreSQL; it cuts off what is longer


@pytest.mark.parametrize("rule_set", RULE_SETS)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_text_says_what_it_was_written_from(dialect: DialectName, rule_set: str) -> None:
    rules = load_rules(rule_set, rulings={"rainwater": "not_clean"})
    for text in (sql_text(rules, dialect), sql_checks_text(rules, dialect)):
        comment = [line for line in text.splitlines() if line.startswith("-- ")]
        assert comment == text.splitlines()[: len(comment)]
        said = "\n".join(comment)
        assert f"({rule_set})" in said
        assert rules.hash in said
        for name, option in rules.chosen.items():
            assert f"--   {name} = {option}\n" in said
        assert "rainwater = not_clean" in said
        assert "--   area " in said
        assert "--   birth_date DATE\n" in said


@pytest.mark.parametrize("rule_set", RULE_SETS)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_nothing_is_left_to_what_a_database_does_to_nulls(
    dialect: DialectName, rule_set: str
) -> None:
    text = sql_text(load_rules(rule_set), dialect)
    for function in ("BOOL_OR", "BOOL_AND", "ANY_VALUE", "CONCAT_WS", "EVERY(", "IFNULL"):
        assert function not in text.upper()
    assert set(re.findall(r"(?:MAX|MIN|SUM)\((\w+)", text)) == {"CASE"}
    quoted = re.findall(r"[\"`]([^\"`\n]+)[\"`]", text)
    assert max(map(len, quoted)) <= LONGEST_NAME


@pytest.mark.parametrize("name", ["", ".members", "survey.", "a..b", "mem\nbers"])
@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_cannot_be_a_table_is_refused(dialect: DialectName, name: str) -> None:
    rules = load_rules()
    with pytest.raises(TableNameError, match="table-name"):
        sql_text(rules, dialect, members=name)
    with pytest.raises(TableNameError, match="table-name"):
        sql_text(rules, dialect, create_view=name)
    with pytest.raises(TableNameError, match="table-name"):
        sql_checks_text(rules, dialect, households=name)


def same_as_reference(engine: Engine, query: str, wanted: dict[str, dict[str, object]]) -> None:
    found = {row["household_id"]: row for row in engine.run(query)}
    assert found == wanted


@pytest.mark.parametrize("rule_set", RULE_SETS)
def test_columns_that_the_tables_lack_are_unknown(engine: Engine, rule_set: str) -> None:
    absent = {"review_date", "area", "toilet", "age", "age_months", "sex", "member_id", "disabled"}
    households = [without(one, absent) for one in generated(150, seed=11)]
    tables = [table.drop(absent, strict=False) for table in frames(households)]
    engine.load(*tables)
    present = {name for table in tables for name in table.columns}
    rules = load_rules(rule_set)
    wanted = expected(households, rule_set, {})
    assert len(wanted) == len(households)
    query = sql_text(rules, engine.dialect, present=present)
    same_as_reference(engine, query, wanted)
    checks = engine.run(sql_checks_text(rules, engine.dialect, present=present))
    assert {row["problem"] for row in checks} == {"no-members"}


def without(household: Facts, absent: set[str]) -> Facts:
    kept = {name: value for name, value in household.items() if name not in absent}
    if household.get("members"):
        kept["members"] = [
            {name: value for name, value in member.items() if name not in absent - {"member_id"}}
            for member in household["members"]
        ]
    return kept


def test_only_the_birth_dates_may_be_missing_too(engine: Engine) -> None:
    absent = {"birth_date", "age", "age_months", "height_cm"}
    households = [without(one, absent) for one in generated(60, seed=12)]
    tables = [table.drop(absent, strict=False) for table in frames(households)]
    engine.load(*tables)
    present = {name for table in tables for name in table.columns}
    query = sql_text(load_rules(), engine.dialect, present=present)
    same_as_reference(engine, query, expected(households, "nd-07-2021", {}))


def child(months: int, day: date) -> Decision:
    return classify(
        {
            "household_id": "1",
            "review_date": day,
            "income_per_capita": 1_000_000,
            "members": [{"member_id": 1, "age_months": months}, {"member_id": 2, "age": 40}],
        }
    )


def test_narrow_numbers_and_times_of_day_are_read_right(engine: Engine) -> None:
    day = date(2026, 12, 31)  # the last day of the period
    people = [{"member_id": 1, "age_months": 100}, {"member_id": 2, "age": 40}]
    facts = {"review_date": day, "income_per_capita": 1_000_000, "members": people}
    households, members = frames([{"household_id": "1", **facts}])
    evening = polars.lit(datetime(2026, 12, 31, 23, 59), polars.Datetime("us"))
    engine.load(
        households.with_columns(review_date=evening),
        members.with_columns(polars.col("age", "age_months").cast(polars.Int16)),
    )
    rows = engine.run(sql_text(load_rules(), engine.dialect))
    assert rows == [columns(child(100, day))]


def test_a_view_is_made_over_tables_with_other_names_and_columns(engine: Engine) -> None:
    households = generated(40, seed=13)
    engine.load(*frames(households))
    quote = "`" if engine.dialect == "spark" else '"'
    temporary = "TEMPORARY VIEW" if engine.dialect == "spark" else "VIEW"
    name, other = f"{quote}my hộ{quote}", f"{quote}people{quote}"
    size = "0 AS household_size, TRUE AS members_1"
    engine.run(f"CREATE OR REPLACE {temporary} {name} AS SELECT *, {size} FROM households")
    size += ", 1 AS review_date, 2 AS refused"
    engine.run(f"CREATE OR REPLACE {temporary} {other} AS SELECT *, {size} FROM members")
    query = sql_text(
        load_rules(),
        engine.dialect,
        households="my hộ",
        members="people",
        create_view="decisions",
    )
    if engine.dialect == "spark":  # a lasting view cannot read the temporary ones of this test
        query = query.replace("OR REPLACE VIEW", "OR REPLACE TEMPORARY VIEW")
    engine.run(query)
    engine.run(query)
    rows = engine.run(f"SELECT * FROM decisions ORDER BY {quote}household_id{quote}")
    wanted = expected(households, "nd-07-2021", {})
    assert rows == [wanted[name] for name in sorted(wanted)]


@pytest.mark.usefixtures("in_an_empty_folder")
def test_the_command_prints_and_writes_the_same_text(capsys: pytest.CaptureFixture[str]) -> None:
    rules = load_rules("kh-132-2022-can-tho", rulings={"rainwater": "not_clean"})
    chosen = ("--rules", rules.id, "--ruling", "rainwater=not_clean")
    tables = ("--households", "a.households", "--members", "a.members")
    names = {"households": "a.households", "members": "a.members"}
    assert run("sql", "--dialect", "postgres", *chosen, *tables, "--create-view", "v") == 0
    text = sql_text(rules, "postgres", create_view="v", **names)
    assert capsys.readouterr().out == f"{text};\n"
    assert 'CREATE OR REPLACE VIEW "v" AS\nWITH' in text
    assert run("sql", "--dialect", "spark", *chosen, *tables, "--checks", "--out", "c.sql") == 0
    assert capsys.readouterr().out == ""
    checks = sql_checks_text(rules, "spark", **names)
    assert Path("c.sql").read_text(encoding="utf-8") == f"{checks};\n"


def test_columns_named_absent_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("sql", "--dialect", "duckdb", "--absent", "age", "--absent", "member_id") == 0
    present = {*names_of("household"), *names_of("member")} - {"age", "member_id"}
    assert capsys.readouterr().out == f"{sql_text(load_rules(), 'duckdb', present=present)};\n"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("--absent", "aeg"), 3, "--absent: [column-unknown] found 'aeg'; expected"),
        (("--absent", "household_id"), 3, "--absent: [column-unknown]"),
        (("--members", "a..b"), 3, "[table-name] found 'a..b'; expected the name of a table"),
        (("--out", "query.txt"), 3, "[file-unreadable]"),
        (("--rules", "nd-07-2012"), 3, "[rule-set-unknown]"),
    ],
)
@pytest.mark.usefixtures("in_an_empty_folder")
def test_arguments_that_cannot_be_used_are_named(
    arguments: tuple[str, ...], status: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("sql", "--dialect", "duckdb", *arguments) == status
    output = capsys.readouterr()
    assert output.out == ""
    assert message in output.err
    assert list(Path().iterdir()) == []


def test_a_view_of_checks_is_a_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["sql", "--dialect", "duckdb", "--checks", "--create-view", "v"])
    assert stopped.value.code == 2
    assert "not allowed with" in capsys.readouterr().err
