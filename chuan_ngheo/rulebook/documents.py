"""The format of rule files, as models; the JSON Schema for editors is generated from them."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
InstrumentId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Confidence = Literal["gazette", "secondary", "unconfirmed"]
Number = int | float
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _iso_date(value: Any) -> date:
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("iso_date", "a date written YYYY-MM-DD")


Day = Annotated[
    date, BeforeValidator(_iso_date), WithJsonSchema({"type": "string", "format": "date"})
]


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class TextDocument(_Document):
    """A text in Vietnamese and in English."""

    vi: Annotated[str, Field(min_length=1, description="Tiếng Việt")]
    en: Annotated[str, Field(min_length=1, description="English")]


class PeriodDocument(_Document):
    """First and last day in force (ngày có hiệu lực, ngày hết hiệu lực)."""

    from_: Annotated[Day, Field(alias="from", description="First day in force")]
    to: Annotated[Day, Field(description="Last day in force")]


class CitationDocument(_Document):
    """The place in the law that a rule rests on."""

    instrument: Annotated[InstrumentId, Field(description="Id of a legal instrument (văn bản)")]
    article: Annotated[int | str | None, Field(description="Điều")] = None
    clause: Annotated[int | str | None, Field(description="Khoản")] = None
    point: Annotated[str | None, Field(description="Điểm")] = None
    annex: Annotated[str | None, Field(description="Phụ lục; only = phụ lục duy nhất")] = None
    form: Annotated[str | None, Field(description="Mẫu, biểu, phiếu")] = None
    item: Annotated[str | None, Field(description="Mục, chỉ số")] = None
    column: Annotated[str | None, Field(description="Cột")] = None


class InstrumentDocument(_Document):
    """A legal instrument (văn bản quy phạm pháp luật)."""

    id: InstrumentId
    name: TextDocument
    issued: Day | None = None


class GroupDocument(_Document):
    """A dimension (dịch vụ xã hội cơ bản) that groups indicators."""

    id: Identifier
    label: TextDocument


class RuleSetDocument(_Document):
    """The header of a rule set, in ``rule_set.yaml``."""

    rule_set: InstrumentId
    label: TextDocument
    in_force: PeriodDocument
    citation: Annotated[list[CitationDocument], Field(min_length=1)]
    confidence: Confidence
    note: TextDocument | None = None
    instruments: Annotated[list[InstrumentDocument], Field(min_length=1)]
    extends: Annotated[
        InstrumentId | None, Field(description="Rule set whose classes and rules are part of it")
    ] = None
    replaces: Annotated[
        list[Identifier], Field(description="Rules of the other rule set that this one replaces")
    ] = []
    points: Annotated[
        list[Identifier], Field(description="Numbers that are told beside the class")
    ] = []
    dimensions: list[GroupDocument] = []
    indicators: Annotated[list[Identifier], Field(description="Indicators, official order")] = []
    classes: Annotated[list[Identifier], Field(description="Classes, from poorest")] = []


class _Cited(_Document):
    id: Identifier
    label: TextDocument
    citation: Annotated[list[CitationDocument], Field(min_length=1)]
    confidence: Annotated[Confidence, Field(description="How sure the wording of the law is")]
    note: TextDocument | None = None


class RulingDocument(_Cited):
    """A choice where the text of the law leaves room, with its default."""

    options: Annotated[dict[Identifier, TextDocument], Field(min_length=2)]
    default: Identifier


class _Dated(_Cited):
    in_force: Annotated[
        PeriodDocument | None, Field(description="Absent: the period of the rule set")
    ] = None


class TableDocument(_Document):
    """A table kept in a CSV file beside the rules."""

    file: str
    row: Annotated[str, Field(description="Column of the row key, a number; rounded down")]
    columns: Annotated[dict[str, str], Field(description="Column of each value of the other key")]


class ParameterDocument(_Dated):
    """A number set by law: one value, values by a fact, or a table."""

    unit: Annotated[str, Field(description="Such as VND/person/month, m2/person, cm")]
    value: Number | None = None
    by: Annotated[str | None, Field(description="A fact with a list of values")] = None
    values: dict[str, Number] | None = None
    table: TableDocument | None = None


SubjectName = Literal["household", "member", "organisation", "community", "official"]
Condition = Annotated[str, Field(min_length=1, description="A condition of the rule language")]


class DefinitionDocument(_Dated):
    """A named condition (``when``) or count (``value``) that rules refer to."""

    scope: Literal["household", "member"]
    when: Condition | None = None
    value: Condition | None = None
    unit: str = ""


class PointTableDocument(_Dated):
    """A table of points in a CSV file beside the rules: a row for each answer of a form.

    Each row becomes two parameters in points, ``<id>_<row>_rural`` by region and
    ``<id>_<row>_urban``; an empty cell means that the form has no such answer.
    """

    file: str
    row: Annotated[str, Field(description="Column that names the answer")]
    item: Annotated[str, Field(description="Column of the item number of the form")]
    answer: Annotated[str, Field(description="Column of the answer as the form prints it")]
    in_english: Annotated[str, Field(description="CSV file with the answers in English")]
    rural: Annotated[dict[str, str], Field(description="Column of each region's form")]
    urban: Annotated[str, Field(description="Column of the urban form")]


class ScoreDocument(_Dated):
    """The points of one item: those of the first answer whose condition holds, else 0."""

    table: Annotated[Identifier, Field(description="A point table")]
    answers: Annotated[
        dict[Identifier, Condition],
        Field(min_length=1, description="Condition of each row, or of a parameter in points"),
    ]


class IndicatorDocument(_Dated):
    """A deprivation indicator (chỉ số thiếu hụt): the household is deprived when ``when``."""

    dimension: Identifier
    when: Condition


class ClassDocument(_Dated):
    """A class of household (chuẩn hộ)."""

    when: Condition


class StatusDocument(_Dated):
    """A status of the household or of a member that follows from class and facts."""

    scope: Literal["household", "member"]
    when: Condition


class BenefitDocument(_Cited):
    """A project or policy: who receives it, who comes first, what it gives."""

    line: Annotated[str, Field(description="Line of the plan, such as III.2.1")]
    subjects: Annotated[list[SubjectName], Field(min_length=1)]
    when: Annotated[
        Condition | None, Field(description="Condition on the household; absent for others")
    ] = None
    members: Annotated[
        Identifier | None, Field(description="Condition on the members who receive it")
    ] = None
    priority: Annotated[
        list[Identifier], Field(description="Conditions in the order of priority")
    ] = []
    conditions: Annotated[
        list[TextDocument], Field(description="Conditions on the support itself")
    ] = []
    content: Annotated[list[GroupDocument], Field(description="Content of support")] = []
    lead: Annotated[TextDocument, Field(description="Lead agency (cơ quan chủ trì)")]
    levels: Annotated[list[Identifier], Field(description="Parameters: amounts, rates")] = []
    national: Annotated[
        list[Identifier], Field(description="Conditions of the national rules it rests on")
    ] = []
    once: Annotated[
        Literal["member", "household"] | None, Field(description="Given once to each of these")
    ] = None
    gives_way_to: Annotated[
        list[Identifier], Field(description="Conditions of a better benefit of the same kind")
    ] = []


class SubjectRuleDocument(_Dated):
    """Whether an organisation, community, official or house meets the terms of a benefit."""

    benefit: Identifier
    subject: Literal["organisation", "community", "official", "house"]
    when: Condition


class RuleFileDocument(_Document):
    """A rule file: any of these lists."""

    rulings: list[RulingDocument] = []
    parameters: list[ParameterDocument] = []
    point_tables: list[PointTableDocument] = []
    scores: list[ScoreDocument] = []
    definitions: list[DefinitionDocument] = []
    indicators: list[IndicatorDocument] = []
    classes: list[ClassDocument] = []
    statuses: list[StatusDocument] = []
    benefits: list[BenefitDocument] = []
    subject_rules: list[SubjectRuleDocument] = []
