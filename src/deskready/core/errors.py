"""The error that a person sees: what is wrong, and what to do about it."""


class DeskreadyError(Exception):
    """Base of every error this program raises on purpose.

    Attributes:
        message: One sentence: what went wrong, and where (file, key, line).
        remedy: One sentence: what the person can do, or "".
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class UsageError(DeskreadyError):
    """A wrong argument, profile or file: exit code 2."""


class CheckError(DeskreadyError):
    """A check breaks its contract: its declaration or what it handed over cannot be used."""
