"""The data of certificates of poor and near-poor households (form 03 of Decision 24/2021)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Final

from chuan_ngheo.review.cells import Parse, day, identifier, text, whole
from chuan_ngheo.review.lists import PLACE_FIELDS, with_place
from chuan_ngheo.review.outcome import result_of
from chuan_ngheo.review.read_cases import DECISION_FIELDS
from chuan_ngheo.review.read_rows import Rows
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.tables import KEY
from chuan_ngheo.survey.write import SEPARATOR

CERTIFICATE_FIELDS: Final[Mapping[str, Parse]] = {
    **DECISION_FIELDS,
    **PLACE_FIELDS,
    "review_year": whole,
    "decision_number": text,
    "recognised_on": day,
}
MEMBER_FIELDS: Final[Mapping[str, Parse]] = {KEY: identifier, "member_id": identifier}
SUFFIXES: Final = (".csv", ".xlsx")
_CLASSES: Final = {"poor": "Hộ nghèo", "near_poor": "Hộ cận nghèo"}


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says. None is not known, and is left blank.

    Attributes:
        class_vi: hộ nghèo or hộ cận nghèo.
        valid_year: the year whose policies it is the basis of, the one after an annual review.
        member_ids: the members, separated by ``|``; names are filled in by the commune.
    """

    household_id: str
    class_vi: str
    valid_year: int | None
    province: str | None
    district: str | None
    commune: str | None
    village: str | None
    member_ids: str | None
    decision_number: str | None
    decision_date: date | None


@dataclass(frozen=True, slots=True)
class Certificates:
    """The certificates, and how many households have none because their class is not known."""

    rows: tuple[Certificate, ...]
    undetermined: int

    def blank(self) -> dict[str, int]:
        """Return how many certificates lack each of the things that they need."""
        needed = ("valid_year", "commune", "member_ids", "decision_number", "decision_date")
        found = {name: sum(getattr(row, name) is None for row in self.rows) for name in needed}
        return {name: count for name, count in found.items() if count}


def certificates_of(
    decisions: Rows,
    members: Rows | None = None,
    households: Rows | None = None,
    *,
    review_year: int | None = None,
    decision_number: str | None = None,
    decision_date: date | None = None,
) -> Certificates:
    """Return the data of the certificates of poor and near-poor households.

    What a row says itself comes before what is given for all.

    Args:
        decisions: decisions with the columns of ``CERTIFICATE_FIELDS``.
        members: one row for each member, with the columns of ``MEMBER_FIELDS``.
        households: a table with the columns of ``HOUSEHOLD_FIELDS``, which gives places.
        review_year: the year of the annual review. A regular review has none: from when its
            certificates hold is for the decision to say.
    """
    own = _members(members)
    places = {} if households is None else households.by_id()
    rows: list[Certificate] = []
    undetermined = 0
    for row in decisions.rows:
        facts = with_place(row.facts, places.get(row.facts[KEY], {}), CERTIFICATE_FIELDS)
        result = result_of(facts["class"], facts["not_poor"], facts["possible_classes"] or ())
        undetermined += result is None
        if result is None or result == "not_poor":
            continue
        year = review_year if facts["review_year"] is None else facts["review_year"]
        rows.append(
            Certificate(
                facts[KEY],
                _CLASSES[result],
                None if year is None else year + 1,
                facts["province"],
                facts["district"],
                facts["commune"],
                facts["village"],
                SEPARATOR.join(own.get(facts[KEY], ())) or None,
                facts["decision_number"] or decision_number,
                facts["recognised_on"] or decision_date,
            )
        )
    return Certificates(tuple(rows), undetermined)


def _members(members: Rows | None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in members.rows if members else ():
        if row.facts["member_id"] is not None:
            found.setdefault(row.facts[KEY], []).append(row.facts["member_id"])
    return found


def write_certificates(out: Path, certificates: Certificates) -> None:
    """Write certificates as CSV or Excel, one row for each household."""
    names = [item.name for item in fields(Certificate)]
    rows = [astuple(row) for row in certificates.rows]
    if out.suffix == ".csv":
        text_ = io.StringIO(newline="")
        writer = csv.writer(text_, lineterminator="\n")
        writer.writerows([names, *rows])
        with complete_file(out) as temporary:
            temporary.write_text(text_.getvalue(), encoding="utf-8", newline="")
        return
    import polars  # noqa: PLC0415  only for Excel

    from chuan_ngheo.tables.sinks import write_parts  # noqa: PLC0415

    kinds: dict[str, Any] = {"valid_year": polars.Int64, "decision_date": polars.Date}
    schema = {name: kinds.get(name, polars.String) for name in names}
    write_parts(out, iter([polars.DataFrame(rows, schema=schema, orient="row")]))
