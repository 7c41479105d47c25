"""The states in which a microphone gives nothing to measure: each with one text and one thing to do."""

from enum import Enum

from deskready.plugin import Unavailable, text
from deskready_checks.busy import TOO_BUSY
from deskready_checks.sound.causes import FORBIDDEN, NO_MICROPHONE
from deskready_checks.sound.words import NOT_ANSWERING

_REPLUG = text(
    "sound.microphone.replug", "Unplug the microphone and plug it in again, or choose another one, and measure again."
)


class Unheard(Unavailable):
    """Raised where there is no sound to measure.

    Args:
        state: Why not.
        detail: The system's own words, for the log.
    """

    def __init__(self, state: "State", detail: str = "") -> None:
        reason, remedy = state.value
        super().__init__(reason, remedy=remedy, detail=detail, cause=_CAUSES.get(state))
        self.state = state


class State(Enum):
    """Why there is no sound to measure. The value is the reason and the remedy."""

    NO_DEVICE = (NO_MICROPHONE.title, NO_MICROPHONE.remedy)
    """The system lists no input. A refused permission looks just the same."""
    UNKNOWN_DEVICE = (
        text("sound.microphone.unknown-device", "No microphone has the chosen name."),
        text(
            "sound.microphone.unknown-device.remedy",
            "Choose one of the microphones named in the log, or leave the option empty for the system's default.",
        ),
    )
    """The option `device` matches nothing."""
    BUSY = (
        text("sound.microphone.busy", "The microphone is in use by another program."),
        text(
            "sound.microphone.busy.remedy",
            "Close other programs that use the microphone, such as a call or a recorder, and measure again.",
        ),
    )
    """Another program holds the device for itself."""
    NO_RATE = (
        text("sound.microphone.no-rate", "The microphone offers no sampling rate that this check can weight."),
        text(
            "sound.microphone.no-rate.remedy",
            "Choose another microphone, or set this one to 48000 Hz in the system's sound settings.",
        ),
    )
    """Neither its default rate nor 48 kHz can be had."""
    NOT_OPENED = (
        text(
            "sound.microphone.not-opened",
            "The microphone could not be opened: none is plugged in, or the system refuses it.",
        ),
        _REPLUG,
    )
    """Any other refusal; the system's words are in the log."""
    NOT_ANSWERING = (
        NOT_ANSWERING,
        text("sound.microphone.not-answering.remedy", "Restart the computer, and measure again."),
    )
    """Opening takes for ever: the sound server hangs."""
    NO_SOUND = (
        text("sound.microphone.no-sound", "The microphone is there but delivers no sound."),
        _REPLUG,
    )
    """It opened, and no frame ever came."""
    STALLED = (
        text("sound.microphone.stalled", "The microphone stopped delivering sound while it was measured."),
        text("sound.microphone.stalled.remedy", "Check its cable or Bluetooth connection, and measure again."),
    )
    """Frames came, and then none for a second."""
    DIED = (
        text(
            "sound.microphone.died",
            "The recording broke off: the microphone was unplugged, or the computer's sound system stopped.",
        ),
        text(
            "sound.microphone.died.remedy",
            "Plug the microphone in firmly, check that it works in another program, and measure again.",
        ),
    )
    """The stream ended by itself: its only device or the sound server went away."""
    MUTED = (FORBIDDEN.title, FORBIDDEN.remedy)
    """All zeros from the start, or less than one step of 16 bits."""
    WENT_SILENT = (
        text("sound.microphone.went-silent", "The microphone went silent or was unplugged while it was measured."),
        text(
            "sound.microphone.went-silent.remedy", "Plug it in firmly, leave the mute switch alone, and measure again."
        ),
    )
    """Zeros that begin half way. Sound servers go on with silence when a microphone vanishes, and report no error."""
    SWITCHED = (
        text("sound.microphone.switched", "The computer switched to another microphone while it was measured."),
        text(
            "sound.microphone.switched.remedy",
            "Plug the microphone in firmly, or choose another one in the system's sound settings, and measure again.",
        ),
    )
    """The sound server put another microphone in the place of one that vanished."""
    GAIN_MOVED = (
        text("sound.microphone.gain-moved", "The microphone's input volume was changed while it was measured."),
        text(
            "sound.microphone.gain-moved.remedy",
            "Close call programs, which set the volume themselves, leave it alone, and measure again.",
        ),
    )
    """Call programs set the system's input volume. Levels from before and after are not of one microphone."""
    NOT_SOUND = (
        text("sound.microphone.not-sound", "The microphone's driver delivers values that are no sound."),
        text(
            "sound.microphone.not-sound.remedy",
            "Choose another microphone, or update the sound driver, and measure again.",
        ),
    )
    """Not-a-number or infinity among the samples."""
    OVERRUN = (
        text("sound.microphone.overrun", "The computer was too busy to listen without gaps."),
        text("sound.microphone.overrun.remedy", "Close other programs, and measure again."),
    )
    """Frames were overwritten before they were read."""

    @property
    def is_gap(self) -> bool:
        """Whether sound that was there broke off: it may come back, and what was heard before is of no use."""
        return self in (State.STALLED, State.DIED, State.WENT_SILENT, State.OVERRUN)

    def unavailable(self, detail: str = "") -> Unheard:
        """This state as what a check raises.

        Args:
            detail: The system's own words, for the log.
        """
        return Unheard(self, detail)


_CAUSES = {State.NO_DEVICE: NO_MICROPHONE, State.MUTED: FORBIDDEN, State.OVERRUN: TOO_BUSY}
"""What other checks meet of it, too."""
