"""An audit as JSON: the record itself, which every other format is a view of."""

from deskready.core.audit.encoding import encode
from deskready.core.audit.record import Audit


def render(audit: Audit) -> str:
    """The audit as JSON that ends with a newline."""
    return encode(audit).decode()
