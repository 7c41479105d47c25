"""What checks need undisturbed: those that need the same thing take turns."""

from enum import StrEnum


class Use(StrEnum):
    """Something that a check needs undisturbed while it runs."""

    NETWORK = "network"
    """The internet line: two checks that load it would measure each other."""
    CPU = "cpu"
    """A processor core; as many such checks run at once as there are cores, less one."""
    ROOM = "room"
    """The room's silence and the person's attention: for all that listens, plays, talks to the person or spins fans."""
    CAMERA = "camera"
    """The camera."""
    PERSON = "person"
    """The person's answers; without it only a question that says what holds unattended may be asked."""
    MACHINE = "machine"
    """The whole computer at rest: such a check runs by itself, and before all others."""
