"""The check of what the person hears: beeps to count, and one ear after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskready.plugin import Check, Declined, Gap, Kind, Measurement, Metric, Option, Privacy, Question, Use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deskready.plugin import Context
    from deskready_checks.sound.speaker.hearing import Hearing

READY = "Play it"
LEAVE_OUT = "Leave it out"
NOTHING = "I heard nothing"
LEFT, RIGHT, BOTH = "Left", "Right", "Both, or only one earpiece"
MOST_BEEPS = 5
"""The highest number of beeps that are played; the lowest is 2."""
LEVELS_DBFS = (-40.0, -30.0, -20.0)
"""Loudness of the beeps, the softest first: the next is played only when nothing was heard."""
PERSON = "told by the person"

_TURN_UP = "Turn the volume up, choose the headset in the system's sound settings, and check its mute switch."


class Speaker(Check):
    """Whether the person hears what the computer plays, and in the right ear. It listens to nothing."""

    id = "sound.speaker"
    title = "Headphones"
    why = "Customers are hard to understand through a silent, swapped or half broken headset."
    uses = frozenset({Use.ROOM, Use.PERSON})
    default = False
    place = 40
    typical_seconds = 25.0
    limit_seconds = 120.0
    summary = Metric("sound.speaker.summary", "What you hear", kind=Kind.TEXT)
    heard = Metric("sound.speaker.heard", "Sound is heard", kind=Kind.FLAG)
    sides = Metric("sound.speaker.sides", "Left and right", kind=Kind.TEXT)
    device = Metric("sound.speaker.device", "Played on", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
    metrics = (summary, heard, sides, device)
    remedies = {
        **dict.fromkeys((summary, heard), _TURN_UP),
        sides: "Put the headset on the other way round, or check its cable and plug.",
    }
    options = (Option("output", "", "Name of the headphones, or a part of it; empty takes the system's default."),)
    ready = Question(
        "ready",
        "Some beeps will be played, and you say how many you heard. Mind your ears: set the volume LOW, and only then "
        "put the headset on. The beeps start softly, and get louder only if you do not hear them.",
        (READY, LEAVE_OUT),
        permits=True,
    )
    count = Question(
        "beeps", "How many beeps did you hear?", (NOTHING, *(str(number) for number in range(1, MOST_BEEPS + 1)))
    )
    first_ear = Question("first_ear", "In which ear were the beeps?", (LEFT, RIGHT, BOTH, NOTHING))
    second_ear = Question("second_ear", "And now: in which ear were the beeps?", (LEFT, RIGHT, BOTH, NOTHING))

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Asks, plays, and asks what was heard."""
        from deskready_checks.sound.speaker.hearing import Hearing

        if context.ask(self.ready) != READY:
            raise Declined("You chose to leave the sound out.", remedy="Run the check again when it suits you.")
        hearing = Hearing(context, str(context.options["output"]))
        try:
            yield from self._heard(context, hearing)
        finally:
            hearing.close()

    def _heard(self, context: Context, hearing: Hearing) -> Iterator[Measurement | Gap]:
        from deskready_checks.sound.speaker.hearing import in_words

        level = hearing.audible_level(self.count)
        context.progress(0.6, "Left and right")
        how = f"{PERSON}, counting beeps" + (f" at {level:g} dBFS" if level is not None else "")
        yield self.heard.measured(level is not None, method=how, self_reported=True)
        if level is None:
            sides = None
            yield self.sides.unavailable("Nothing was heard.", remedy=_TURN_UP)
        else:
            sides = hearing.sides(level, self.first_ear, self.second_ear)
            yield self.sides.measured(sides, method=PERSON, self_reported=True)
        yield self.summary.measured(in_words(sides), method=PERSON, self_reported=True)
        yield self.device.measured(hearing.device, method=hearing.host)
