"""What a person is asked before a check listens or spends data, and the version of that text."""

from msgspec import Struct

from deskready.core.declare.check import Consent


class ConsentText(Struct, frozen=True):
    """A question and what stands below it."""

    version: int
    """Raised when the meaning of a yes changes; an answer to an older version is asked for again."""
    question: str
    explanation: str
    skipped: str
    """Why a check was left out after a no."""
    remedy: str
    """What to do about that."""


CONSENT_TEXT = {
    Consent.MICROPHONE: ConsentText(
        version=2,
        question="May deskready listen to your microphone while it measures?",
        explanation=(
            "It measures how loud the room is, how your voice comes through when you read aloud and, where it is "
            "asked for, the echo of your headset. A mark shows while it listens. The sound itself stays in memory: it "
            "is never stored, never sent, and nobody listens to it. Only numbers such as a noise level are kept. "
            "Anybody in the room is heard too."
        ),
        skipped="You chose not to use the microphone.",
        remedy="Press c to allow the microphone, then run the check.",
    ),
    Consent.DATA: ConsentText(
        version=1,
        question="May deskready use your internet line for a speed test?",
        explanation=(
            "It downloads and uploads for about 20 seconds. On a fast line that moves hundreds of megabytes: "
            "say no on a mobile plan that is paid by volume. The test's server sees your address, as any web page does."
        ),
        skipped="You chose not to spend internet data.",
        remedy="Press c to allow it, then run the check.",
    ),
}
"""The text for each consent."""
