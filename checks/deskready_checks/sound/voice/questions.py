"""What the check of the voice asks."""

from deskready.plugin import Question

START, LEAVE_OUT = "Start", "Leave it out"
READY = Question(
    "ready",
    "You will keep quiet for a moment and then read two sentences aloud, which takes about 20 seconds. Put your "
    "headset on as for a call. Nothing of what you say is kept or sent: only numbers are.",
    (START, LEAVE_OUT),
    permits=True,
)
