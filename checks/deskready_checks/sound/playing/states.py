"""The states in which nothing can be played: each with one text and one thing to do."""

from enum import Enum

from deskready.plugin import Unavailable, text
from deskready_checks.sound.causes import NO_OUTPUT
from deskready_checks.sound.words import NOT_ANSWERING


class PlaybackState(Enum):
    """Why there is no sound. The value is the reason and the remedy."""

    NO_OUTPUT = (NO_OUTPUT.title, NO_OUTPUT.remedy)
    """The system lists no output."""
    UNKNOWN_OUTPUT = (
        text("sound.playing.unknown-output", "No headphones or loudspeaker have the chosen name."),
        text(
            "sound.playing.unknown-output.remedy",
            "Choose one of those named in the log, or leave the option empty for the system's default.",
        ),
    )
    """The option `output` matches nothing."""
    BUSY = (
        text("sound.playing.busy", "The headphones are in use by another program."),
        text(
            "sound.playing.busy.remedy", "Close other programs that play sound, such as a call or music, and try again."
        ),
    )
    """Another program holds the device for itself."""
    REFUSED = (
        text(
            "sound.playing.refused",
            "The headphones could not be opened: none are plugged in, or the system refuses them.",
        ),
        text(
            "sound.playing.refused.remedy",
            "Unplug the headset and plug it in again, or choose another one in the system's sound settings.",
        ),
    )
    """Any other refusal; the system's words are in the log."""
    NOT_TOGETHER = (
        text("sound.playing.not-together", "The microphone and the headphones could not be opened together."),
        text(
            "sound.playing.not-together.remedy",
            "Choose the same headset for speaking and for hearing in the system's sound settings, and try again.",
        ),
    )
    """Either may work alone."""
    NOT_ANSWERING = (
        NOT_ANSWERING,
        text("sound.playing.not-answering.remedy", "Restart the computer, and try again."),
    )
    """Opening takes for ever: the sound server hangs."""
    NOT_PLAYED = (
        text("sound.playing.not-played", "The headphones are there but take no sound."),
        text(
            "sound.playing.not-played.remedy",
            "Unplug the headset and plug it in again, or choose another one, and try again.",
        ),
    )
    """It opened, and nothing was ever fetched."""
    STALLED = (
        text("sound.playing.stalled", "The headphones stopped playing half way."),
        text("sound.playing.stalled.remedy", "Check their cable or Bluetooth connection, and try again."),
    )
    """Something was fetched, and then nothing for a second."""
    DIED = (
        text(
            "sound.playing.died",
            "Playing broke off: the headset was unplugged, or the computer's sound system stopped.",
        ),
        text(
            "sound.playing.died.remedy",
            "Plug the headset in firmly, check that it works in another program, and try again.",
        ),
    )
    """The stream ended by itself."""

    def unavailable(self, detail: str = "") -> Unavailable:
        """This state as what a check raises.

        Args:
            detail: The system's own words, for the log.
        """
        reason, remedy = self.value
        cause = NO_OUTPUT if self is PlaybackState.NO_OUTPUT else None
        return Unavailable(reason, remedy=remedy, detail=detail, cause=cause)
