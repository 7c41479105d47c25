"""What the check of the echo asks."""

from deskready.plugin import Question

PLAY, LEAVE_OUT = "Play it", "Leave it out"
YES, NO = "Yes", "No"
READY = Question(
    "ready",
    "A soft rising tone will be played three times, and the microphone listens for 5 seconds. Wear the headset as "
    "in a call, with the volume as in a call (not louder: mind your ears), and be quiet.",
    (PLAY, LEAVE_OUT),
    permits=True,
)
NOTICED = Question("noticed", "The microphone heard no tone. Did you hear it?", (YES, NO))
