"""The faults of sound devices that several checks meet, each with the one thing to do about it."""

from deskready.plugin import Cause, text
from deskready_checks.busy import TOO_BUSY

NO_MICROPHONE = Cause(
    "sound.no-microphone",
    text("sound.microphone.no-device", "No microphone was found, or this program is not allowed to use one."),
    text(
        "sound.microphone.no-device.remedy",
        "Plug in a microphone or headset, and allow this terminal to use it in the system's privacy settings.",
    ),
)
"""There is nothing to speak into. A refused permission looks just the same on some systems."""
NO_OUTPUT = Cause(
    "sound.no-output",
    text("sound.playing.no-output", "No headphones and no loudspeaker were found."),
    text(
        "sound.playing.no-output.remedy",
        "Plug in a headset, choose it in the system's sound settings, and try again.",
    ),
)
"""There is nothing to hear from."""
FORBIDDEN = Cause(
    "sound.microphone-forbidden",
    text(
        "sound.microphone.muted",
        "The microphone is muted, or this program is not allowed to listen: nothing but silence arrives.",
    ),
    text(
        "sound.microphone.muted.remedy",
        "Unmute it, allow this terminal to use it in the system's privacy settings, and switch noise suppression off.",
    ),
)
"""There is a microphone, and nobody may hear it."""
NO_DEVICE = Cause(
    "sound.no-device",
    text("sound.headset.no-device", "This computer has no sound device, or this program may not see it."),
    text(
        "sound.headset.plug-in",
        "Plug in a headset, and choose it for speaking and for hearing in the system's sound settings.",
    ),
    hides=(NO_MICROPHONE.id, NO_OUTPUT.id),
)
"""There is neither."""
SOUND = (NO_DEVICE, NO_MICROPHONE, NO_OUTPUT, FORBIDDEN, TOO_BUSY)
"""All that a check of the sound may meet."""
