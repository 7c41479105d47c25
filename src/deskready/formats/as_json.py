"""An audit as JSON: the record itself, which every other format is a view of."""

from typing import TYPE_CHECKING

from deskready.core.words.message import text
from deskready.formats.format import Format

if TYPE_CHECKING:
    from deskready.core.audit.record import Audit


def render(audit: "Audit") -> str:
    """The audit as JSON that ends with a newline."""
    from deskready.core.audit.encoding import encode

    return encode(audit).decode()


FORMAT = Format("json", text("format.json", "JSON"), ".json", render, opens_again=True)
"""The only one that opens again."""
