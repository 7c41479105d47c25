"""What a person hears: beeps played softly and then louder, in both ears and in one, each followed by a question."""

import random
from typing import NamedTuple

from deskready.plugin import Context, Quantity, Question, Text, Unit, message, text
from deskready_checks.sound.playing.beeps import beeps
from deskready_checks.sound.playing.playback import RATE, Player, Track, both_ears

MOST_BEEPS = 5
"""The highest number of beeps that are played; the lowest is 2."""
NOTHING = text("sound.speaker.nothing", "I heard nothing")
LEFT = text("sound.speaker.left", "Left")
RIGHT = text("sound.speaker.right", "Right")
BOTH = text("sound.speaker.both", "Both, or only one earpiece")
COUNT = Question(
    "beeps",
    text("sound.speaker.how-many", "How many beeps did you hear?"),
    (NOTHING, *(str(number) for number in range(1, MOST_BEEPS + 1))),
)
_EARS = (LEFT, RIGHT, BOTH, NOTHING)
FIRST_EAR = Question("first_ear", text("sound.speaker.first-ear", "In which ear were the beeps?"), _EARS)
SECOND_EAR = Question("second_ear", text("sound.speaker.second-ear", "And now: in which ear were the beeps?"), _EARS)
LEVELS_DBFS = (-40.0, -30.0, -20.0)
"""Loudness of the beeps, the softest first: the next is played only when nothing was heard."""
TRIES = 2
"""How often a level is played, where what was counted is not what was played."""
EAR_BEEPS = 2
"""Beeps that are played into one ear."""
_COUNT_THEM = text("sound.speaker.count-them", "Listen, and count the beeps.")
_WHICH_EAR = text("sound.speaker.which-ear", "Listen: in which ear is it?")
_PLAYING = message("sound.speaker.playing", "Playing at {level}")
_UNHEARD = text("sound.speaker.summary.unheard", "You do not hear what is played.")


class Sides(NamedTuple):
    """What the answers on two ears amount to."""

    word: Text
    """In a few words."""
    sentence: Text
    """In a sentence."""


CORRECT = Sides(
    text("sound.speaker.sides.correct", "right way round"),
    text("sound.speaker.summary.correct", "You hear what is played, and each side in its own ear."),
)
SWAPPED = Sides(
    text("sound.speaker.sides.swapped", "swapped"),
    text("sound.speaker.summary.swapped", "You hear what is played, but left and right are swapped."),
)
ONE_EARED = Sides(
    text("sound.speaker.sides.one-eared", "one for both (or one earpiece)"),
    text("sound.speaker.summary.one-eared", "You hear what is played, the same for both sides."),
)
"""A headset with one earpiece is nothing wrong."""
HALF = Sides(
    text("sound.speaker.sides.half", "one side is silent"),
    text("sound.speaker.summary.half", "You hear only one side; the other is silent."),
)


def how_many() -> int:
    """A number of beeps that nobody can know before."""
    return random.SystemRandom().randint(2, MOST_BEEPS)


def left_first() -> bool:
    """Which ear comes first: nobody can know that either."""
    return random.SystemRandom().random() < 0.5


class Hearing:
    """A person at the headphones.

    Args:
        context: Where the person is told and asked.
        output: Name of the headphones, or a part of it; "" takes the system's default.

    Raises:
        Unavailable: There is nothing to play on.

    Attributes:
        device: Name of what is played on.
        host: The host API that it is listed under.
    """

    def __init__(self, context: Context, output: str) -> None:
        self._context = context
        self._player: Player[Track] = Player(output)
        self.device = self._player.title
        self.host = self._player.output.host

    def audible_level(self) -> float | None:
        """The softest of the levels, in dBFS, at which the person counted right; None where nothing helped."""
        for number, level in enumerate(LEVELS_DBFS):
            for _ in range(TRIES):
                count = how_many()
                self._play(count, level, 1.0, 1.0, 0.2 * number)
                answer = self._context.ask(COUNT)
                if answer == str(count):
                    return level
                if answer == NOTHING.words:
                    break
        return None

    def sides(self, level: float) -> Sides:
        """What the person says of beeps in one ear and then in the other."""
        gains = [(1.0, 0.0), (0.0, 1.0)] if left_first() else [(0.0, 1.0), (1.0, 0.0)]
        heard_at = {}
        for (left, right), question in zip(gains, (FIRST_EAR, SECOND_EAR), strict=True):
            self._play(EAR_BEEPS, level, left, right, 0.8)
            heard_at["left" if left else "right"] = self._context.ask(question)
        return side_finding(**heard_at)

    def close(self) -> None:
        """Lets the sound library go."""
        self._player.close()

    def _play(self, count: int, level: float, left: float, right: float, fraction: float) -> None:
        self._context.instruct(_COUNT_THEM if left and right else _WHICH_EAR)
        self._context.progress(fraction, _PLAYING(level=Quantity(level, Unit.DBFS)))
        self._player.play(Track(both_ears(beeps(count, level, RATE), left, right)))
        self._context.instruct("")


def side_finding(left: str, right: str) -> Sides:
    """What it means that the left channel was heard at `left`, and the right one at `right`."""
    if NOTHING.words in (left, right):
        return HALF
    ears = {(LEFT.words, RIGHT.words): CORRECT, (RIGHT.words, LEFT.words): SWAPPED}
    return ears.get((left, right), ONE_EARED)


def in_words(sides: Sides | None) -> Text:
    """What a person hears, in a sentence; None stands for nothing."""
    return _UNHEARD if sides is None else sides.sentence
