"""What answers amount to; what is played is looked at sample by sample."""

from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import pytest

from deskready.core.words.say import say
from deskready.plugin import Question, Text
from deskready.testing.context import RecordingContext
from deskready_checks.sound.analysis.levels import peak_dbfs
from deskready_checks.sound.playing.playback import Track
from deskready_checks.sound.speaker import hearing
from deskready_checks.sound.speaker.hearing import (
    BOTH,
    CORRECT,
    HALF,
    LEFT,
    LEVELS_DBFS,
    NOTHING,
    ONE_EARED,
    RIGHT,
    SWAPPED,
    Hearing,
    Sides,
    in_words,
    side_finding,
)

SILENCE = NOTHING.words


class PretendedPlayer:
    """Keeps what is to be played."""

    def __init__(self, output: str) -> None:
        self.output = SimpleNamespace(name=f"ear {output}", host="ALSA")
        self.title = "Ada's ear"
        self.sounds: list[np.ndarray[tuple[int, int], np.dtype[np.float32]]] = []

    def play(self, track: Track) -> None:
        frames = np.zeros((500_000, 2), np.float32)
        track.play(frames)
        self.sounds.append(frames)

    def close(self) -> None:
        pass


class Person(RecordingContext):
    """Answers from a list, in order."""

    def __init__(self, *answers: str) -> None:
        super().__init__()
        self.asked: list[str] = []
        self._answers: Iterator[str] = iter(answers)

    def ask(self, question: Question) -> str:
        self.asked.append(question.id)
        answer = next(self._answers)
        assert answer in [say(choice) for choice in question.choices]
        return answer


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """No sound device, three beeps each time, and the left ear first."""
    monkeypatch.setattr(hearing, "Player", PretendedPlayer)
    monkeypatch.setattr(hearing, "how_many", lambda: 3)
    monkeypatch.setattr(hearing, "left_first", lambda: True)


def levels_of(person: Hearing) -> list[float]:
    player = person._player
    assert isinstance(player, PretendedPlayer)
    return [round(peak_dbfs(float(abs(sound).max()))) for sound in player.sounds]


@pytest.mark.parametrize(
    ("answers", "level", "played"),
    [
        (["3"], -40.0, [-40]),
        ([SILENCE, "3"], -30.0, [-40, -30]),
        (["2", "3"], -40.0, [-40, -40]),
        ([SILENCE, "4", "3"], -30.0, [-40, -30, -30]),
        ([SILENCE, SILENCE, SILENCE], None, [-40, -30, -20]),
        (["1", "2", "1", "2", "4", "5"], None, [-40, -40, -30, -30, -20, -20]),
    ],
)
def test_it_begins_softly_and_stops_when_counted_right(
    answers: list[str], level: float | None, played: list[float]
) -> None:
    ears = Hearing(Person(*answers), "x")
    assert ears.audible_level() == level
    assert levels_of(ears) == played
    assert max(LEVELS_DBFS) <= -20


@pytest.mark.parametrize(
    ("left", "right", "finding"),
    [
        (LEFT, RIGHT, CORRECT),
        (RIGHT, LEFT, SWAPPED),
        (BOTH, BOTH, ONE_EARED),
        (LEFT, LEFT, ONE_EARED),
        (LEFT, NOTHING, HALF),
        (NOTHING, LEFT, HALF),
        (NOTHING, NOTHING, HALF),
    ],
)
def test_ears(left: Text, right: Text, finding: Sides) -> None:
    assert side_finding(left.words, right.words) == finding
    assert in_words(finding).words.endswith(".")


@pytest.mark.parametrize("left_first", [True, False])
def test_one_ear_after_the_other(monkeypatch: pytest.MonkeyPatch, left_first: bool) -> None:
    monkeypatch.setattr(hearing, "left_first", lambda: left_first)
    answers = (LEFT.words, RIGHT.words) if left_first else (RIGHT.words, LEFT.words)
    person = Person(*answers)
    ears = Hearing(person, "")
    assert ears.sides(-30) == CORRECT
    assert isinstance(ears._player, PretendedPlayer)
    loud = [[bool(sound[:, ear].any()) for ear in (0, 1)] for sound in ears._player.sounds]
    assert loud == ([[True, False], [False, True]] if left_first else [[False, True], [True, False]])
    assert person.asked == ["first_ear", "second_ear"]


def test_nobody_can_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert {hearing.how_many() for _ in range(200)} == {2, 3, 4, 5}
    assert {hearing.left_first() for _ in range(200)} == {True, False}
