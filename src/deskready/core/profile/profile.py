"""A profile: a named set of requirements."""

import msgspec
from msgspec import Struct

from deskready.core.declare.unit import Value
from deskready.core.profile.requirement import Requirement


class Profile(Struct, frozen=True):
    """A named set of requirements, with who published it and when."""

    id: str
    """Short name, such as `typical-voice-agent`."""
    title: str
    """Name for people."""
    publisher: str
    """Who answers for it."""
    source: str
    """Where its numbers come from."""
    date: str
    """When it was published, as YYYY-MM-DD."""
    description: str = ""
    """Whom it is for, in one or two sentences."""
    requirements: tuple[Requirement, ...] = ()
    """Its lines, in the order in which they show."""
    options: dict[str, dict[str, Value]] = {}
    """Options of checks that it sets, by check id and option name."""

    def requirement(self, metric_id: str) -> Requirement | None:
        """Its line for that metric."""
        return next((line for line in self.requirements if line.metric == metric_id), None)

    @property
    def hash(self) -> str:
        """SHA-256 of its content, in hexadecimal: two profiles with the same hash ask for the same.

        Labels and units are left out: they come from the checks that are installed, and not from the publisher.
        """
        import hashlib

        content = msgspec.to_builtins(self)
        for line in content["requirements"]:
            line["label"] = line["unit"] = ""
        return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()
