"""Privacy classes: who may see what a record holds."""

from enum import StrEnum


class Privacy(StrEnum):
    """Who may see a value: only `PUBLIC` ones leave this machine unless the person says otherwise."""

    PUBLIC = "public"
    PSEUDONYMOUS = "pseudonymous"
    PERSONAL = "personal"
    SECRET = "secret"
