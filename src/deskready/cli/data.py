"""Results for scripts: JSON as every command prints it."""

from typing import Any

import msgspec


def as_json(content: Any) -> str:
    """Indented JSON that ends with a newline."""
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode() + "\n"
