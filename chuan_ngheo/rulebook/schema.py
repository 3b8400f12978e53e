"""The JSON Schema of rule files, generated from the format, for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from chuan_ngheo.rulebook.documents import RuleFileDocument, RuleSetDocument

SCHEMAS: Final[dict[str, type[BaseModel]]] = {
    "rule-set": RuleSetDocument,
    "rule-file": RuleFileDocument,
}


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of ``rule-set`` (the header) or ``rule-file`` (all others)."""
    schema = SCHEMAS[name].model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema


def schema_text(name: str) -> str:
    """Return the schema as it stands in its file."""
    return json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n"


def schema_file(folder: Path, name: str) -> Path:
    """Return the path of a schema below the folder of rules."""
    return folder / f"{name}.schema.json"
