"""Write the page of documentation of a plan from its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chuan_ngheo.programme.documents import SOURCES, BudgetRow, InconsistencyRow, LineRow
from chuan_ngheo.programme.plan import Plan, load_plan
from chuan_ngheo.programme.words import BECAME, COLUMNS, KINDS

_INTRODUCTION = """\
# Plan 132/KH-UBND of Cần Thơ, line by line

What became of each line of the plan (Kế hoạch 132/KH-UBND, 20/6/2022). This page is written from
[the files of the plan](../rules/kh-132-2022-can-tho/plan/README.md), which say where they come
from; a test fails if they differ. Write it anew with:

```sh
python -m chuan_ngheo.programme.page > docs/plan-132.md
```

*Trang này được viết từ các tệp số liệu của Kế hoạch: mỗi dòng của Kế hoạch trở thành quy tắc, chỉ
tiêu, số liệu, hoặc nêu lý do vì sao không.*

## Commands

```
chuan-ngheo programme datasets/can-tho-2022 --language vi
chuan-ngheo programme households.csv --members members.csv --format json
chuan-ngheo programme datasets/can-tho-2022 --total-households 362625
```

`programme` classifies the households of an input and prints, for each project and policy, the
households and persons who are eligible, by area, class, group and reason for priority, the plan's
budget, and the cost of supporting all of them at the unit costs that the plan implies; then each
target with its value; then the sums of the budget, recomputed from its leaf rows. An inconsistency
of the plan stands beside each figure that it touches, marked `!`.

- A number in brackets counts households or persons for whom it is unknown: they may be eligible or
  not. Costs and shares are ranges where facts are missing. A target whose answer depends on missing
  facts is neither met nor missed.
- The cost is that of everyone who is eligible, not of those whom the plan means to reach. It is
  inferred: the plan states no unit cost.
- Rates of poor households need all households of the city, which a review list does not hold:
  `--total-households N` and `--total-minority-households N` give them. The total of 362,625 above
  is only what 2,901 households at 0.80 % imply. Giving `--total-households` says that the data hold
  every poor and near-poor household of the city; without it a reduction in their number can be
  missed but never met.
- Where the plan says only “=”, a value better than the target meets it. Values are compared
  exactly, not as rounded: 0.1539 % is not 0.15 %.
- Rows that cannot be used are reported and kept as [`classify`](decisions.md) does. Exit status: 0
  done; 2 a total smaller than the data themselves hold; 3 bad data or bad rules.
"""


def plan_page(plan: Plan) -> str:
    """Return the page: how to use the commands, budget, inconsistencies, every line."""
    parts = [
        _INTRODUCTION,
        "## Budget / Kinh phí\n\nMillion dong (triệu đồng); “–” is blank in annex 2.\n",
        _table(_budget_heading(), (_budget_cells(row) for row in plan.budget)),
        "\n## Inconsistencies / Mâu thuẫn\n\nShipped as they are, never smoothed over.\n",
        _table(
            ("id", "kind / loại", "Tiếng Việt", "English", "touches / liên quan"),
            map(_inconsistency_cells, plan.inconsistencies),
        ),
        "\n## Lines / Từng dòng\n",
        *_lines(plan.lines),
    ]
    return "\n".join(parts)


def _table(heading: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    lines = [_row(heading), "|" + "---|" * len(heading), *map(_row, rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _budget_heading() -> tuple[str, ...]:
    return ("code", "Tiếng Việt", "English", *(en for _, en in COLUMNS.values()), "pays for")


def _budget_cells(row: BudgetRow) -> tuple[str, ...]:
    amounts = [row.total, *(row.sources[source] for source in SOURCES)]
    written = ["–" if amount is None else f"{amount:,}" for amount in amounts]
    return (row.code, row.name_vi, row.name_en, *written, _codes(row.benefits))


def _inconsistency_cells(row: InconsistencyRow) -> tuple[str, ...]:
    kind_vi, kind_en = KINDS[row.kind]
    touched = _codes((*row.lines, *row.targets, *row.benefits))
    return (f"`{row.id}`", f"{kind_en} / {kind_vi}", row.vi, row.en, touched)


def _lines(rows: Sequence[LineRow]) -> Iterator[str]:
    heading = ("line / dòng", "Tiếng Việt", "English", "became / trở thành")
    for section in dict.fromkeys(row.section for row in rows):
        yield f"### {section}\n"
        yield _table(heading, (_line_cells(row) for row in rows if row.section == section))
        yield ""


def _line_cells(row: LineRow) -> tuple[str, ...]:
    vi, en = BECAME[row.became]
    what = f"{en} / {vi}"
    reason = row.reason
    became = f"{what}: {reason.en} / {reason.vi}" if reason else f"{what} {_codes(row.refs)}"
    return (row.id, row.vi, row.en, became)


def _codes(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    print(plan_page(load_plan()), end="")
