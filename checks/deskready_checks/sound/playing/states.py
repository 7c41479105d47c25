"""The states in which nothing can be played: each with one text and one thing to do."""

from enum import Enum

from deskready.plugin import Unavailable


class PlaybackState(Enum):
    """Why there is no sound. The value is the reason and the remedy."""

    NO_OUTPUT = (
        "No headphones and no loudspeaker were found.",
        "Plug in a headset, choose it in the system's sound settings, and try again.",
    )
    """The system lists no output."""
    UNKNOWN_OUTPUT = (
        "No headphones or loudspeaker have the chosen name.",
        "Choose one of those named in the log, or leave the option empty for the system's default.",
    )
    """The option `output` matches nothing."""
    BUSY = (
        "The headphones are in use by another program.",
        "Close other programs that play sound, such as a call or music, and try again.",
    )
    """Another program holds the device for itself."""
    REFUSED = (
        "The headphones could not be opened: none are plugged in, or the system refuses them.",
        "Unplug the headset and plug it in again, or choose another one in the system's sound settings.",
    )
    """Any other refusal; the system's words are in the log."""
    NOT_TOGETHER = (
        "The microphone and the headphones could not be opened together.",
        "Choose the same headset for speaking and for hearing in the system's sound settings, and try again.",
    )
    """Either may work alone."""
    NOT_ANSWERING = (
        "The computer's sound system does not answer.",
        "Restart the computer, and try again.",
    )
    """Opening takes for ever: the sound server hangs."""
    NOT_PLAYED = (
        "The headphones are there but take no sound.",
        "Unplug the headset and plug it in again, or choose another one, and try again.",
    )
    """It opened, and nothing was ever fetched."""
    STALLED = (
        "The headphones stopped playing half way.",
        "Check their cable or Bluetooth connection, and try again.",
    )
    """Something was fetched, and then nothing for a second."""
    DIED = (
        "Playing broke off: the headset was unplugged, or the computer's sound system stopped.",
        "Plug the headset in firmly, check that it works in another program, and try again.",
    )
    """The stream ended by itself."""

    def unavailable(self, detail: str = "") -> Unavailable:
        """This state as what a check raises.

        Args:
            detail: The system's own words, for the log.
        """
        reason, remedy = self.value
        return Unavailable(reason, remedy=remedy, detail=detail)
