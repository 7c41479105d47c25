"""What a person hears: beeps played softly and then louder, in both ears and in one, each followed by a question."""

import random

from deskready.plugin import Context, Question
from deskready_checks.sound.playing.beeps import beeps
from deskready_checks.sound.playing.playback import RATE, Player, Track, both_ears

MOST_BEEPS = 5
"""The highest number of beeps that are played; the lowest is 2."""
NOTHING = "I heard nothing"
LEFT, RIGHT, BOTH = "Left", "Right", "Both, or only one earpiece"
COUNT = Question(
    "beeps", "How many beeps did you hear?", (NOTHING, *(str(number) for number in range(1, MOST_BEEPS + 1)))
)
FIRST_EAR = Question("first_ear", "In which ear were the beeps?", (LEFT, RIGHT, BOTH, NOTHING))
SECOND_EAR = Question("second_ear", "And now: in which ear were the beeps?", (LEFT, RIGHT, BOTH, NOTHING))
LEVELS_DBFS = (-40.0, -30.0, -20.0)
"""Loudness of the beeps, the softest first: the next is played only when nothing was heard."""
TRIES = 2
"""How often a level is played, where what was counted is not what was played."""
EAR_BEEPS = 2
"""Beeps that are played into one ear."""
CORRECT, SWAPPED, ONE_EARED, HALF = "right way round", "swapped", "one for both (or one earpiece)", "one side is silent"
"""What the answers on two ears amount to. A headset with one earpiece is nothing wrong."""
_SIDES = {(LEFT, RIGHT): CORRECT, (RIGHT, LEFT): SWAPPED}
_WORDS = {
    CORRECT: "You hear what is played, and each side in its own ear.",
    SWAPPED: "You hear what is played, but left and right are swapped.",
    ONE_EARED: "You hear what is played, the same for both sides.",
    HALF: "You hear only one side; the other is silent.",
}


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
                if answer == NOTHING:
                    break
        return None

    def sides(self, level: float) -> str:
        """What the person says of beeps in one ear and then in the other."""
        gains = [(1.0, 0.0), (0.0, 1.0)] if left_first() else [(0.0, 1.0), (1.0, 0.0)]
        answers = {}
        for (left, right), question in zip(gains, (FIRST_EAR, SECOND_EAR), strict=True):
            self._play(EAR_BEEPS, level, left, right, 0.8)
            answers[LEFT if left else RIGHT] = self._context.ask(question)
        return side_finding(answers[LEFT], answers[RIGHT])

    def close(self) -> None:
        """Lets the sound library go."""
        self._player.close()

    def _play(self, count: int, level: float, left: float, right: float, fraction: float) -> None:
        self._context.instruct("Listen, and count the beeps." if left and right else "Listen: in which ear is it?")
        self._context.progress(fraction, f"Playing at {level:g} dBFS")
        self._player.play(Track(both_ears(beeps(count, level, RATE), left, right)))
        self._context.instruct("")


def side_finding(left: str, right: str) -> str:
    """What it means that the left channel was heard at `left`, and the right one at `right`."""
    if NOTHING in (left, right):
        return HALF
    return _SIDES.get((left, right), ONE_EARED)


def in_words(sides: str | None) -> str:
    """What a person hears, in a sentence; None stands for nothing."""
    return "You do not hear what is played." if sides is None else _WORDS[sides]
