"""What a person is asked before a check listens, looks or spends data, and the version of that text.

One more consent is one more member here: its name, its words, what a check that needs it also uses and, where it opens
something that hears or sees the person, the mark of that.
"""

from collections.abc import Container
from enum import StrEnum
from typing import Self

from msgspec import Struct

from deskready.core.declare.use import Use
from deskready.core.words.message import text
from deskready.core.words.text import Text


class OpenMark(Struct, frozen=True):
    """What stands on screen for as long as something may be open that hears or sees the person."""

    on: Text
    """At the top: what is open."""
    doing: Text
    """At the check that opened it, in a word."""


class ConsentText(Struct, frozen=True):
    """A question and what stands below it."""

    version: int
    """Raised when the meaning of a yes changes; an answer to an older version is asked for again."""
    question: Text
    explanation: Text
    skipped: Text
    """Why a check was left out after a no."""
    remedy: Text
    """What to do about that."""
    name: Text
    """What it is about, in a word."""
    agreed: Text
    """What running `deskready audit` agrees to, as it stands in "Running this is consent to X and to Y"."""
    packages: frozenset[str]
    """Packages of which a check that uses one needs this consent; a check's contract is tried against them."""
    mark: OpenMark | None = None
    """What shows that it goes on; None for what opens nothing."""


_MICROPHONE = ConsentText(
    version=2,
    question=text("consent.microphone.question", "May deskready listen to your microphone while it measures?"),
    explanation=text(
        "consent.microphone.explanation",
        "It measures how loud the room is, how your voice comes through when you read aloud and, where it is "
        "asked for, the echo of your headset. A mark shows while it listens. The sound itself stays in memory: "
        "it is never stored, never sent, and nobody listens to it. Only numbers such as a noise level are "
        "kept. Anybody in the room is heard too.",
    ),
    skipped=text("consent.microphone.skipped", "You chose not to use the microphone."),
    remedy=text("consent.microphone.remedy", "Allow the microphone, then run the check."),
    name=text("consent.microphone.name", "microphone"),
    agreed=text("consent.microphone.agreed", "to listening to the microphone for some seconds"),
    packages=frozenset({"sounddevice"}),
    mark=OpenMark(text("head.microphone-on", "● Microphone on"), text("panel.listening", "● Listening")),
)
_CAMERA = ConsentText(
    version=1,
    question=text("consent.camera.question", "May deskready use your camera while it measures?"),
    explanation=text(
        "consent.camera.explanation",
        "It measures how sharp, how bright and how smooth the picture is that others would see of you. The "
        "camera's own light shows while it is on. The picture itself stays in memory: it is never stored, "
        "never sent, and nobody looks at it. Only numbers such as frames a second are kept. Anybody and "
        "anything in view is seen too.",
    ),
    skipped=text("consent.camera.skipped", "You chose not to use the camera."),
    remedy=text("consent.camera.remedy", "Allow the camera, then run the check."),
    name=text("consent.camera.name", "camera"),
    agreed=text("consent.camera.agreed", "to looking through the camera for some seconds"),
    packages=frozenset({"cv2"}),
    mark=OpenMark(text("consent.camera.on", "● Camera on"), text("consent.camera.doing", "● Watching")),
)
_DATA = ConsentText(
    version=1,
    question=text("consent.data.question", "May deskready use your internet line for a speed test?"),
    explanation=text(
        "consent.data.explanation",
        "It downloads and uploads for about 20 seconds. On a fast line that moves hundreds of megabytes: say "
        "no on a mobile plan that is paid by volume. The test's server sees your address, as any web page does.",
    ),
    skipped=text("consent.data.skipped", "You chose not to spend internet data."),
    remedy=text("consent.data.remedy", "Allow it, then run the check."),
    name=text("consent.data.name", "data"),
    agreed=text("consent.data.agreed", "to a speed test's data"),
    packages=frozenset({"speedtest"}),
)


class Consent(StrEnum):
    """Something a person is asked about once, before the first check that does it.

    Attributes:
        use: What a check that does it needs undisturbed.
        text: What the person is asked.
    """

    use: Use
    text: ConsentText

    def __new__(cls, name: str, use: Use, text: ConsentText) -> Self:
        """A consent, known in files by its name."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.use = use
        member.text = text
        return member

    MICROPHONE = "microphone", Use.ROOM, _MICROPHONE
    """Listens to the microphone. Samples stay in the memory of the check's own process."""
    CAMERA = "camera", Use.CAMERA, _CAMERA
    """Takes pictures with the camera. They stay in the memory of the check's own process."""
    DATA = "data", Use.NETWORK, _DATA
    """Spends more than 1 MB of internet data."""


def open_marks(consents: Container[Consent]) -> tuple[OpenMark, ...]:
    """The marks of what these consents open, in the order of the consents."""
    return tuple(consent.text.mark for consent in Consent if consent in consents and consent.text.mark)
