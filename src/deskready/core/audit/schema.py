"""JSON Schemas of the two files that people exchange: a saved audit, and a profile."""

from typing import Any

import msgspec

from deskready.core.audit.record import SCHEMA as AUDIT_SCHEMA
from deskready.core.audit.record import Audit
from deskready.core.declare.metric import Better
from deskready.core.profile.file import ID_PATTERN, SCHEMA, TITLE_LIMIT
from deskready.core.profile.line import NUMBER_LIMIT
from deskready.core.profile.requirement import Level
from deskready.core.reading.options import DOTTED_PATTERN
from deskready.core.reading.table import TEXT_LIMIT
from deskready.core.reading.toml import SIZE_LIMIT

Schema = dict[str, Any]
"""A JSON Schema, as JSON holds it."""
DRAFT = "https://json-schema.org/draft/2020-12/schema"
"""The dialect of both schemas."""


def audit_schema() -> Schema:
    """The schema of a saved audit, made from the record's own types."""
    body: Schema = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Audit)))
    body["$defs"]["Audit"]["properties"]["schema"] = {"const": AUDIT_SCHEMA}
    return {  # no words: for programs and editors
        "$schema": DRAFT,
        "$id": f"urn:deskready:audit:{AUDIT_SCHEMA}",
        "title": f"deskready audit, schema {AUDIT_SCHEMA}",
        **body,
    }


def profile_schema() -> Schema:
    """The schema of a profile's file, for editors that complete and check TOML while somebody writes it.

    It says less than `deskready profiles validate`: limits that contradict each other and units need the metrics.
    """
    return {  # no words: for editors
        "$schema": DRAFT,
        "$id": f"urn:deskready:profile:{SCHEMA}",
        "title": f"deskready profile, schema {SCHEMA}",
        "description": f"A TOML file of at most {SIZE_LIMIT // 1024} KiB.",
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA},
            "id": {"type": "string", "pattern": f"^{ID_PATTERN}$"},
            "title": _text(TITLE_LIMIT, 1),
            "publisher": _text(TITLE_LIMIT, 1),
            "source": _text(TEXT_LIMIT, 1),
            "date": {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            "description": _text(TEXT_LIMIT),
            "requirements": _by_id(_line(), least=1),
            "options": _by_id({"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}}),
        },
        "required": ["schema", "id", "title", "publisher", "source", "date", "requirements"],
        "additionalProperties": False,
    }


def _line() -> Schema:
    """One requirement: a minimum, a maximum or allowed values, or a recommended value alone."""
    return {  # no words: for editors
        "type": "object",
        "properties": {
            "minimum": _number("Worse (lower) than this fails."),
            "maximum": _number("Worse (higher) than this fails."),
            "recommended": {"anyOf": [_number("From here it passes."), {"type": "boolean"}, _choices()]},
            "allowed": _choices(),
            "level": {"enum": [level.value for level in Level], "default": Level.REQUIRED.value},
            "better": {"enum": [Better.HIGHER.value, Better.LOWER.value]},
            "source": _text(TEXT_LIMIT),
            "note": _text(TEXT_LIMIT),
        },
        "anyOf": [{"required": [key]} for key in ("minimum", "maximum", "recommended", "allowed")],
        "not": {
            "anyOf": [
                {"required": pair} for pair in (["minimum", "maximum"], ["minimum", "allowed"], ["maximum", "allowed"])
            ]
        },
        "additionalProperties": False,
    }


def _by_id(inner: Schema, least: int = 0) -> Schema:
    """A table keyed by ids of metrics or checks."""
    return {
        "type": "object",
        "propertyNames": {"pattern": f"^{DOTTED_PATTERN}$"},
        "additionalProperties": inner,
        "minProperties": least,
    }


def _number(description: str) -> Schema:
    """A bare number in the metric's unit, or a text with a unit."""
    return {  # no words: for editors
        "description": f"{description} A number in the metric's unit, or a text with a unit such as 8 GB.",
        "type": ["number", "string"],
        "exclusiveMinimum": -NUMBER_LIMIT,
        "exclusiveMaximum": NUMBER_LIMIT,
    }


def _choices() -> Schema:
    """A list of texts, or of yes and no."""
    return {
        "type": "array",
        "anyOf": [{"items": {"type": "string"}}, {"items": {"type": "boolean"}}],
        "minItems": 1,
        "uniqueItems": True,
    }


def _text(limit: int, least: int = 0) -> Schema:
    return {"type": "string", "minLength": least, "maxLength": limit}
