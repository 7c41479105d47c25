"""What the check of the headphones asks."""

from deskready.plugin import Question

MOST_BEEPS = 5
"""The highest number of beeps that are played; the lowest is 2."""
PLAY, LEAVE_OUT = "Play it", "Leave it out"
NOTHING = "I heard nothing"
LEFT, RIGHT, BOTH = "Left", "Right", "Both, or only one earpiece"
READY = Question(
    "ready",
    "Some beeps will be played, and you say how many you heard. Mind your ears: set the volume LOW, and only then "
    "put the headset on. The beeps start softly, and get louder only if you do not hear them.",
    (PLAY, LEAVE_OUT),
    permits=True,
)
COUNT = Question(
    "beeps", "How many beeps did you hear?", (NOTHING, *(str(number) for number in range(1, MOST_BEEPS + 1)))
)
FIRST_EAR = Question("first_ear", "In which ear were the beeps?", (LEFT, RIGHT, BOTH, NOTHING))
SECOND_EAR = Question("second_ear", "And now: in which ear were the beeps?", (LEFT, RIGHT, BOTH, NOTHING))
