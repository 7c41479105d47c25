import numpy as np
import pytest
from numpy.typing import NDArray

from deskready_checks.sound.analysis.events import Event
from deskready_checks.sound.analysis.hum import Hum
from deskready_checks.sound.noise.room import WORD, Room, Sort, sentence, without_voices

KNOCK = Event(3.0, 0.3, 20.0)
STRONG, WEAK = Hum(50, -60, -80, 30), Hum(60, -80, -100, 18)


def room(
    level: float = 42.0, *, spread: float = 1.0, hum: Hum | None = None, voices: float | None = 0.0, events: int = 0
) -> Room:
    return Room(level, level - 120, spread, hum, voices, 1000, (KNOCK,) * events)


@pytest.mark.parametrize(
    ("given", "sort", "told"),
    [
        (room(30), Sort.CALM, "A calm room; nothing stands out."),
        (room(), Sort.STEADY, "A steady noise, such as a fan or air; nothing else stands out."),
        (
            room(spread=4),
            Sort.CHANGING,
            "A noise that rises and falls, such as traffic; nothing else stands out.",
        ),
        (room(hum=STRONG), Sort.HUM, "A steady hum of 50 Hz; nothing else stands out."),
        (
            room(50, hum=WEAK),
            Sort.STEADY,
            "A steady noise, such as a fan or air, with a hum of 60 Hz in it; nothing else stands out.",
        ),
        (room(30, hum=WEAK), Sort.CALM, "A calm room, with a hum of 60 Hz in it; nothing stands out."),
        (
            room(hum=STRONG, voices=0.4),
            Sort.VOICES,
            "A steady hum of 50 Hz, and somebody talking 40 % of the time.",
        ),
        (room(30, voices=0.97), Sort.VOICES, "A calm room, and somebody talking nearly all the time."),
        (room(30, voices=0.04), Sort.CALM, "A calm room; nothing stands out."),
        (
            room(30, spread=20, events=1),
            Sort.KNOCKS,
            "A calm room, and one loud moment, such as a knock or a bark.",
        ),
        (
            room(30, spread=20, voices=0.12, events=3),
            Sort.VOICES,
            "A calm room, somebody talking 10 % of the time, and 3 loud moments, such as knocks or barks.",
        ),
        (
            room(30, voices=None, events=2),
            Sort.KNOCKS,
            "A calm room, and 2 loud moments, such as voices, knocks or barks.",
        ),
        (
            room(30, voices=None, events=1),
            Sort.KNOCKS,
            "A calm room, and one loud moment, such as a voice, a knock or a bark.",
        ),
    ],
)
def test_every_room_has_its_sentence(given: Room, sort: Sort, told: str) -> None:
    assert (given.sort, sentence(given).words) == (sort, told)


def test_in_english_every_sort_reads_as_it_is_measured() -> None:
    assert {sort: word.words for sort, word in WORD.items()} == {sort: sort.value for sort in Sort}


def frames(*spoken: tuple[float, float]) -> NDArray[np.bool_]:
    """20 s of frames of 32 ms, with speech from one second to another."""
    times = np.arange(625) * 0.032
    return np.asarray(np.any([(times >= start) & (times < end) for start, end in spoken], axis=0))


def test_events_that_are_speech_are_left_out() -> None:
    word, sentence_, knock = Event(2.0, 0.1, 12), Event(5.0, 2.0, 20), Event(12.0, 0.3, 25)
    speech = frames((1.9, 2.3), (5.3, 6.8))
    assert without_voices((word, sentence_, knock), speech, 0.032) == (knock,)
    assert without_voices((word, knock), frames((0, 0)), 0.032) == (word, knock)


def test_a_knock_a_little_beside_speech_stays() -> None:
    knock = Event(12.0, 0.3, 25)
    assert without_voices((knock,), frames((8.0, 11.75)), 0.032) == (knock,)
    assert without_voices((knock,), frames((8.0, 20.0)), 0.032) == ()
    assert without_voices((knock,), np.zeros(0, np.bool_), 0.032) == (knock,)
