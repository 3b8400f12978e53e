"""``chuan-ngheo journal`` from the command line: keys, records, seals, verification, facts."""

from __future__ import annotations

import json
import re
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.command_line import HOUSEHOLDS, household, json_lines, run, write_tables

KEY = ("--key", "signing.pem")
TRUST = ("--public-key", "signing.pem.pub")
ENGLISH = ("--language", "en")
DAY_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def write_input(households: object = HOUSEHOLDS, name: str = "input.json") -> None:
    Path(name).write_text(json.dumps(households), encoding="utf-8")


@pytest.fixture(autouse=True)
def key(in_an_empty_folder: None) -> None:  # noqa: ARG001  the folder that it writes to
    write_input()
    assert run("journal", "key", "--out", "signing.pem") == 0


def append(*arguments: object, name: str = "input.json") -> int:
    return run("journal", "append", "decisions.journal", name, *KEY, *ENGLISH, *arguments)


def verified(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[str]]:
    """Verify and return the status and the lines on standard output."""
    capsys.readouterr()
    status = run("journal", "verify", "decisions.journal", *ENGLISH, *arguments)
    return status, capsys.readouterr().out.splitlines()


def rows(query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect("decisions.journal")) as connection:
        return connection.execute(query).fetchall()


def change(*statements: str) -> None:
    with closing(sqlite3.connect("decisions.journal", isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_private_key_is_for_its_owner_only_and_never_overwritten(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = Path("signing.pem")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="ascii").startswith("-----BEGIN PRIVATE KEY-----")
    public = Path("signing.pem.pub").read_text(encoding="ascii")
    assert public.startswith("-----BEGIN PUBLIC KEY-----")
    before = path.read_bytes()
    assert run("journal", "key", "--out", "signing.pem", *ENGLISH) == 3
    assert "[key-unusable]" in capsys.readouterr().err
    path.unlink()
    assert run("journal", "key", "--out", "signing.pem") == 3, "the public key is kept as well"
    assert not path.exists()
    path.write_bytes(before)


def test_what_append_says_and_verify_confirms(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert append("--receipt", "receipt.txt") == 0
    first, second, third = capsys.readouterr().out.splitlines()
    assert first == "recorded: records 1 to 5"
    assert re.fullmatch(r"seal 1 signs records 1 to 5, key [0-9a-f]{32}", second)
    receipt = third.removeprefix("receipt ")
    assert Path("receipt.txt").read_text(encoding="ascii") == receipt + "\n"
    [(text,)] = rows("SELECT hash FROM records WHERE number = 5")
    assert receipt == f"5:{text}"
    assert verified(capsys, *TRUST, "--receipt", "receipt.txt") == (
        0,
        ["5 records, 1 seal", second.split(", ")[1], third, "the journal is sound"],
    )


def test_a_record_holds_the_decision(capsys: pytest.CaptureFixture[str]) -> None:
    append()
    capsys.readouterr()
    assert run("journal", "show", "decisions.journal", "--format", "json") == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["decision"]["class"] for record in records] == [
        "poor",
        "average_living_standard",
        "near_poor",
        None,
        "above_average_living_standard",
    ]
    fourth = records[3]
    assert fourth["number"] == 4
    assert fourth["decision"]["possible_classes"] == ["poor", "near_poor"]
    assert fourth["decision"]["missing_facts"] == ["water_source"]
    assert fourth["decision"]["deprivations"]["water_source"] is None
    assert fourth["decision"]["deprivations"]["housing_area"] is True
    assert fourth["decision"]["eligibility"] == {}
    assert fourth["engine"]["name"] == "reference"
    assert fourth["rule_set"]["id"] == "nd-07-2021"
    assert fourth["rulings"]["rainwater"] == "clean"
    assert DAY_TIME.fullmatch(fourth["time"])


def test_a_plan_adds_its_answers_and_a_ruling_is_recorded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    append("--rules", "kh-132-2022-can-tho", "--ruling", "rainwater=not_clean")
    capsys.readouterr()
    run("journal", "show", "decisions.journal", "--format", "json", "--household", 1)
    [record] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert record["rulings"]["rainwater"] == "not_clean"
    answers = record["decision"]["eligibility"]
    assert answers["da3_1"] is True
    assert set(answers.values()) <= {True, False, None}


def test_nothing_personal_is_in_the_file() -> None:
    """Ids, places, dates of birth and amounts of the households do not stand in it."""
    named = household(1) | {
        "household_id": "Nguyễn Thị Hoa",
        "commune": "Thới Lai",
        "income_per_capita": 1_234_567,
    }
    named["members"][0]["member_id"] = "092180001234"
    write_input([named])
    append()
    run("journal", "export", "decisions.journal", "--out", "lines.jsonl")
    data = Path("decisions.journal").read_bytes() + Path("lines.jsonl").read_bytes()
    for text in ("Nguyễn", "Thới Lai", "1234567", "092180001234", "1980-05-17"):
        assert text.encode() not in data
    assert b"H1" not in data


def test_who_holds_an_id_finds_its_records(capsys: pytest.CaptureFixture[str]) -> None:
    append()
    append("--ruling", "rainwater=not_clean")
    capsys.readouterr()
    assert run("journal", "show", "decisions.journal", "--household", 3, *ENGLISH) == 0
    heading, _, *lines = capsys.readouterr().out.splitlines()
    assert heading.split() == ["number", "time", "household", "class", "rule", "set"]
    assert [line.split()[0] for line in lines] == ["3", "8"]
    assert all(line.split()[3:] == ["near_poor", "nd-07-2021"] for line in lines)
    run("journal", "show", "decisions.journal", "--household", "4", "--language", "vi")
    assert "chưa xác định" in capsys.readouterr().out
    run("journal", "show", "decisions.journal", "--household", "no such id")
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_without_a_key_records_are_an_unsealed_tail(capsys: pytest.CaptureFixture[str]) -> None:
    append()
    capsys.readouterr()
    assert run("journal", "append", "decisions.journal", "input.json", *ENGLISH) == 0
    assert capsys.readouterr().out.splitlines() == [
        "recorded: records 6 to 10",
        "not sealed: run journal seal",
    ]
    status, lines = verified(capsys, *TRUST)
    assert status == 1
    assert lines[-1] == (
        "[unsealed-tail] unsealed tail: 5 records not sealed, or their seal is lost "
        "(records 6 to 10)"
    )
    assert run("journal", "seal", "decisions.journal", *KEY, *ENGLISH) == 0
    assert capsys.readouterr().out.startswith("seal 2 signs records 6 to 10")
    assert verified(capsys, *TRUST)[0] == 0
    assert run("journal", "seal", "decisions.journal", *KEY, *ENGLISH) == 0
    assert capsys.readouterr().out == "nothing to seal\n"


def test_the_next_append_seals_an_unsealed_tail(capsys: pytest.CaptureFixture[str]) -> None:
    run("journal", "append", "decisions.journal", "input.json")
    assert verified(capsys, *TRUST)[1][-2:] == [
        "[nothing-sealed] the journal has no seal: nothing in it is signed",
        "[unsealed-tail] unsealed tail: 5 records not sealed, or their seal is lost "
        "(records 1 to 5)",
    ]
    append()
    assert verified(capsys, *TRUST)[0] == 0
    [(text,)] = rows("SELECT text FROM seals")
    assert (json.loads(str(text))["first"], json.loads(str(text))["last"]) == (1, 10)


def test_without_a_public_key_the_status_tells_that_the_key_is_not_checked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    append()
    status, lines = verified(capsys)
    assert status == 1
    name = lines[1].removeprefix("key ")
    assert lines[-1] == (
        "[key-unchecked] no public key was given: the signatures only show that the journal "
        f"agrees with the key inside it, {name}; add --public-key"
    )


def test_another_key_is_refused_unless_it_is_meant(capsys: pytest.CaptureFixture[str]) -> None:
    append()
    run("journal", "key", "--out", "second.pem")
    write_input()
    capsys.readouterr()
    command = ("journal", "append", "decisions.journal", "input.json", "--key", "second.pem")
    assert run(*command, *ENGLISH) == 3
    error = capsys.readouterr().err
    assert "[key-unusable]" in error
    assert "--new-key" in error
    assert verified(capsys, *TRUST)[1][0] == "5 records, 1 seal", "nothing was recorded"
    assert run(*command, "--new-key") == 0
    status, lines = verified(capsys, *TRUST)
    assert status == 1
    assert lines[-1].startswith("[seal-key] seal 2: signed with the key ")
    assert verified(capsys, *TRUST, "--public-key", "second.pem.pub")[0] == 0


def test_a_cut_tail_is_found_with_the_receipt(capsys: pytest.CaptureFixture[str]) -> None:
    append("--receipt", "first.txt")
    Path("older.journal").write_bytes(Path("decisions.journal").read_bytes())
    append("--receipt", "receipt.txt")
    second = Path("receipt.txt").read_text(encoding="ascii").strip()
    assert verified(capsys, *TRUST, "--receipt", "first.txt")[0] == 0
    Path("older.journal").rename("decisions.journal")
    assert verified(capsys, *TRUST)[0] == 0
    status, lines = verified(capsys, *TRUST, "--expect", second)
    assert status == 1
    assert lines[-1] == (
        "[receipt-tail] the tail is cut: the receipt is for 10 sealed records; records 6 to 10 are "
        "missing or no longer sealed"
    )
    other = f"5:{'0' * 64}"
    assert verified(capsys, *TRUST, "--expect", other)[1][-1] == (
        "[receipt-other] record 5: not the last sealed record that the receipt names"
    )


def test_the_tables_refuse_changes_and_a_change_all_the_same_is_found(
    capsys: pytest.CaptureFixture[str],
) -> None:
    append()
    for statement in ("UPDATE records SET hash = ''", "DELETE FROM seals", "DELETE FROM header"):
        with pytest.raises(sqlite3.IntegrityError, match="only grows"):
            change(statement)
    change("DROP TRIGGER no_delete_of_records", "DELETE FROM records WHERE number = 3")
    status, lines = verified(capsys, *TRUST)
    assert status == 1
    assert "[record-missing] record 3 is missing" in lines
    assert any(line.startswith("[file-schema]") for line in lines)
    assert any(line.startswith("[file-checksum]") for line in lines)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE more (a)",
        "CREATE INDEX by_hash ON records (hash)",
        "PRAGMA user_version = 2",
        "PRAGMA application_id = 7",
        "VACUUM",
        "INSERT INTO header VALUES (2, '{}')",
        "INSERT INTO file VALUES (2, 0, '')",
        "INSERT INTO seals VALUES (9, x'00', '')",
    ],
)
def test_anything_else_in_the_file_is_found(
    capsys: pytest.CaptureFixture[str], statement: str
) -> None:
    append()
    change(statement)
    status, lines = verified(capsys, *TRUST)
    assert status == 1
    assert any(line.startswith("[file-") for line in lines)
    assert append() == 3, "a journal that is not sound is not written to"
    assert "[journal-unusable]" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"{}", b"SQLite format 3", b"not a journal", None])
def test_a_file_that_is_no_journal_ends_with_status_3(
    capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    path = Path("decisions.journal")
    if content is None:
        change("CREATE TABLE households (id)")
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    for arguments in (("verify",), ("show",), ("seal", *KEY), ("export", "--out", "x.jsonl")):
        action, *options = arguments
        assert run("journal", action, path, *options, *ENGLISH) == 3
        assert "[journal-unusable]" in capsys.readouterr().err
    assert not Path("x.jsonl").exists()
    assert path.read_bytes() == before
    assert append() == (3 if before else 0)


def test_a_damaged_database_is_reported_and_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    append()
    path = Path("decisions.journal")
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(len(data) - 4096))
    status, lines = verified(capsys, *TRUST)
    assert status == 1
    assert lines[-1].startswith("[file-damaged] the file is damaged and could be read up to")
    assert run("journal", "show", path, *ENGLISH) == 3
    assert "[journal-unusable]" in capsys.readouterr().err


def test_an_export_is_verified_as_the_journal_is(capsys: pytest.CaptureFixture[str]) -> None:
    append()
    append()
    assert run("journal", "export", "decisions.journal", "--out", "lines.jsonl") == 0
    lines = Path("lines.jsonl").read_text(encoding="utf-8").splitlines()
    assert [next(iter(json.loads(line))) for line in lines] == [
        "header",
        *["hash"] * 5,
        "seal",
        *["hash"] * 5,
        "seal",
    ]
    assert run("journal", "verify", "lines.jsonl", *TRUST) == 0
    found = json_lines("lines.jsonl")
    stored = rows("SELECT text, hash FROM records")
    records = [item for item in found if "record" in item]
    assert [(json.loads(str(text)), name) for text, name in stored] == [
        (item["record"], item["hash"]) for item in records
    ]
    for change_line in (
        lambda text: text + "\n",
        lambda text: text.rstrip("\n"),
        lambda text: text.replace('"number":3', '"number": 3'),
        lambda text: "".join(sorted(text.splitlines(keepends=True), reverse=True)),
        lambda text: text.replace("\n", "\r\n"),
    ):
        changed = change_line("\n".join(lines) + "\n")
        Path("other.jsonl").write_text(changed, encoding="utf-8", newline="")
        assert run("journal", "verify", "other.jsonl", *TRUST) != 0
    capsys.readouterr()
    assert run("journal", "export", "decisions.journal", "--out", "decisions.journal") == 3


def test_facts_are_compared_and_decided_again(capsys: pytest.CaptureFixture[str]) -> None:
    append()
    status, lines = verified(capsys, *TRUST, "--facts", "input.json")
    assert status == 0
    assert lines[-1] == "5 households with a record on these facts; 5 decisions made again"
    write_input([household(1), household(2, income_per_capita=1_500_000), household(6)])
    status, lines = verified(capsys, *TRUST, "--facts", "input.json")
    assert status == 1
    assert lines[-3:] == [
        "1 household with a record on these facts; 1 decision made again",
        "[facts-other] record 2: the facts of the household are not those decided on",
        "[facts-unrecorded] input.json, row 3: no record of this household",
    ]


def test_the_same_facts_from_tables_have_the_same_hash(capsys: pytest.CaptureFixture[str]) -> None:
    append()
    write_tables(Path(), HOUSEHOLDS, ".csv")
    status, lines = verified(
        capsys, *TRUST, "--facts", "households.csv", "--members", "members.csv"
    )
    assert (status, lines[-1]) == (
        0,
        "5 households with a record on these facts; 5 decisions made again",
    )


def test_a_later_review_of_a_household_does_not_make_the_earlier_one_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    append()
    write_input([household(1, review_date="2023-10-03")], "later.json")
    append(name="later.json")
    for name in ("input.json", "later.json"):
        assert verified(capsys, *TRUST, "--facts", name)[0] == 0


def test_a_decision_that_does_not_follow_from_the_facts_is_found(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The holder of the key records another class than the rules give."""
    from chuan_ngheo.audit.journal import content  # noqa: PLC0415  only to record a falsehood

    true = content.decision_content
    with monkeypatch.context() as patch:
        patch.setattr(content, "decision_content", lambda one: true(one) | {"class": "near_poor"})
        append()
    status, lines = verified(capsys, *TRUST, "--facts", "input.json")
    assert status == 1
    assert "[decision-other] record 1: decided again, it differs in class" in lines
    assert len([line for line in lines if line.startswith("[decision-other]")]) == 4


def test_a_rule_set_that_is_not_at_hand_is_said_to_be(
    capsys: pytest.CaptureFixture[str],
) -> None:
    append("--ruling", "rainwater=not_clean")
    assert verified(capsys, *TRUST, "--facts", "input.json", "--rules", "no-such-folder")[1][
        -1
    ].startswith("5 records: the rule set that was used is not at hand")


def test_rejected_rows_are_kept_and_the_good_ones_recorded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_input([household(1), household(2, has_radio="maybe")])
    assert append() == 3
    captured = capsys.readouterr()
    assert "recorded: records 1 to 1" in captured.out
    assert "[fact-type]" in captured.err
    assert Path("input.rejects.jsonl").exists()
    status, _ = verified(capsys, *TRUST, "--facts", "input.json")
    assert status == 3, "a row that cannot be read is not passed over in silence"
    write_input([household(2, has_radio="maybe")])
    assert run("journal", "append", "new.journal", "input.json", *KEY) == 3
    assert not Path("new.journal").exists()


def test_keys_and_receipts_that_cannot_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    append()
    Path("broken.pem").write_text("-----BEGIN PRIVATE KEY-----\nAA\n-----END PRIVATE KEY-----\n")
    Path("receipt.txt").write_text("five\n")
    capsys.readouterr()
    for arguments, code in (
        (("append", "input.json", "--key", "broken.pem"), "key-unusable"),
        (("append", "input.json", "--key", "absent.pem"), "key-unusable"),
        (("append", "input.json", "--key", "signing.pem.pub"), "key-unusable"),
        (("verify", "--public-key", "signing.pem"), "key-unusable"),
        (("verify", "--receipt", "receipt.txt"), "receipt-unusable"),
        (("verify", "--receipt", "absent.txt"), "receipt-unusable"),
        (("verify", "--expect", "5"), "receipt-unusable"),
    ):
        action, *options = arguments
        assert run("journal", action, "decisions.journal", *options, *ENGLISH) == 3
        assert f"[{code}] found " in capsys.readouterr().err
    assert verified(capsys, *TRUST)[1][0] == "5 records, 1 seal"


def test_without_the_extra_a_message_names_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    append()
    capsys.readouterr()
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    for arguments in (("verify", "decisions.journal"), ("key", "--out", "second.pem")):
        assert run("journal", *arguments, *ENGLISH) == 3
        assert capsys.readouterr().err == (
            "[extra-missing] found no package cryptography; expected the optional extra 'journal'. "
            "Install it: pip install 'chuan-ngheo[journal]'.\n"
        )


def test_help_and_other_commands_load_neither_cryptography_nor_sqlite() -> None:
    code = (
        "import sys; from chuan_ngheo.cli.main import main; "
        "main(['validate', 'input.json']); "
        "assert not {'cryptography', 'sqlite3', 'chuan_ngheo.audit'} & {*sys.modules}"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


def test_a_report_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    append()
    capsys.readouterr()
    command = ("journal", "verify", "decisions.journal", *TRUST, "--format", "json")
    assert run(*command, "--facts", "input.json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["sound"], found["records"], found["seals"]) == (True, 5, 1)
    assert found["facts"]["decided_again"] == 5
    assert run("journal", "verify", "decisions.journal", "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    assert [item["kind"] for item in found["findings"]] == ["key-unchecked"]


def test_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    vietnamese = ("--language", "vi")
    run("journal", "append", "decisions.journal", "input.json", *KEY, *vietnamese)
    assert capsys.readouterr().out.startswith("đã ghi bản ghi 1 đến 5\ndấu niêm 1 ký bản ghi 1")
    run("journal", "verify", "decisions.journal", *TRUST, "--facts", "input.json", *vietnamese)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "5 bản ghi, 1 dấu niêm"
    assert lines[-2] == "sổ nguyên vẹn"
    assert lines[-1] == "5 hộ có bản ghi trên đúng thông tin này; làm lại 5 quyết định"
    Path("x").write_text("x")
    run("journal", "verify", "x", *vietnamese)
    assert capsys.readouterr().err == (
        "x: [journal-unusable] Tệp không phải là sổ quyết định, hoặc không dùng tiếp được. "
        "Tìm thấy: tệp khác; cần: sổ quyết định: tệp do journal append hoặc journal export ghi.\n"
    )
