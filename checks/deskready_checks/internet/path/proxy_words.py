"""What is said of a proxy's setting, in words that several checks share."""

from deskready.plugin import Name, Privacy, Text, message, text

_VARIABLE = message("internet.proxy.variable", "the environment variable {name}")
_SYSTEM = text("internet.proxy.system", "the proxy in this computer's network settings")
UNREADABLE = message("internet.proxy.unreadable", "A proxy's setting cannot be read: {where}.")
"""Why nothing is known of the proxy."""
CORRECT = message(
    "internet.proxy.unreadable.remedy",
    "Correct {where}: a proxy is written as http://HOST:PORT, hosts that need none as names between commas; "
    "or remove it.",
)
"""What to do about that."""


def where_set(variable: str) -> Text:
    """Where a proxy is set.

    Args:
        variable: The environment variable; "" for the system's own settings.
    """
    return _VARIABLE(name=Name(variable, Privacy.PUBLIC)) if variable else _SYSTEM
