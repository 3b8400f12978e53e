"""Write a document in the format that is asked for."""

from __future__ import annotations

from typing import Final, Literal

from chuan_ngheo.audit.explain.as_html import as_html
from chuan_ngheo.audit.explain.as_json import as_json
from chuan_ngheo.audit.explain.as_markdown import as_markdown
from chuan_ngheo.audit.explain.as_text import as_text
from chuan_ngheo.audit.explain.layout import lay_out
from chuan_ngheo.audit.explain.model import Explanation

Format = Literal["text", "markdown", "html", "json"]
_WRITERS: Final = {"text": as_text, "markdown": as_markdown, "html": as_html}


def write_explanation(document: Explanation, format_: Format) -> str:
    """Return a document as text, Markdown, one HTML page, or JSON."""
    if format_ == "json":
        return as_json(document)
    return _WRITERS[format_](lay_out(document))
