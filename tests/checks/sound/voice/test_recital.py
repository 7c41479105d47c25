from collections.abc import Iterator

import numpy as np
import pytest

from deskready.core.audit.event import Instruct, Progress, Sample
from deskready.plugin import Unavailable
from deskready.testing.context import RecordingContext
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.listening.take import Block, Take
from deskready_checks.sound.listening.tape import Tapes
from deskready_checks.sound.voice.reading import READINGS
from deskready_checks.sound.voice.recital import DEAD_SECONDS, QUIET_SECONDS, Listener, Reader, Recital
from helpers.voices import Sound, pink, voice

RATE = 8000
BLOCK = 400
TEXT = READINGS["en"]


def recite(*parts: Sound, clap: bool = False, context: RecordingContext | None = None, seconds: float = 12) -> Recital:
    whole = np.concatenate(parts).astype(np.float32)

    def blocks() -> Iterator[Block]:
        for start in range(0, len(whole), BLOCK):
            yield whole[start : start + BLOCK]

    take = Take(blocks(), RATE, gated=True)
    return Listener(context or RecordingContext(), take, RATE, Tapes()).recital(TEXT, seconds, clap=clap)


def silence(seconds: float) -> Sound:
    return pink(seconds, RATE, dbfs=-70)


def speech(seconds: float) -> Sound:
    return voice(seconds, RATE) + silence(seconds)


def test_silence_and_reading_are_kept_apart_and_the_end_of_the_text_ends_it() -> None:
    heard = recite(silence(5), speech(8), silence(5))
    assert len(heard.quiet) == QUIET_SECONDS * RATE
    assert heard.finished
    assert len(heard.speech) / RATE == pytest.approx(8 - 0.5 + 0.7 + 1.5, abs=0.6)
    assert heard.clap is None
    assert np.abs(heard.quiet).max() < 0.01 < np.abs(heard.speech).max()


def test_who_goes_on_reading_is_not_finished() -> None:
    heard = recite(silence(5), speech(12), silence(1), seconds=9)
    assert not heard.finished
    assert len(heard.speech) == 9 * RATE


def test_a_breath_is_no_end() -> None:
    heard = recite(silence(5), speech(4), silence(0.4), speech(8), silence(5), seconds=20)
    assert len(heard.speech) / RATE == pytest.approx(12.4 - 0.5 + 0.7 + 1.5, abs=0.6)


def test_who_says_so_has_finished() -> None:
    context = RecordingContext()
    context.concluded = True
    heard = recite(silence(5), speech(9), context=context)
    assert heard.finished
    assert len(heard.speech) == 2 * RATE


def test_what_the_person_sees() -> None:
    context = RecordingContext()
    recite(silence(5), speech(8), silence(10), clap=True, context=context)
    told = [event for event in context.events if isinstance(event, Instruct)]
    assert [(event.text.words[:10], event.seconds, event.script) for event in told] == [
        ("Keep quiet", 5.0, ""),
        ("Now read t", 12, TEXT.text),
        ("Now clap y", 5.0, ""),
        ("", None, ""),
    ]
    levels = [event.v for event in context.events if isinstance(event, Sample)]
    assert max(levels[:30]) < -60
    assert max(levels) > -25
    fractions = [event.fraction for event in context.events if isinstance(event, Progress)]
    assert fractions == sorted(fractions)
    assert fractions[-1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("parts", "state"),
    [
        ((np.zeros(20 * RATE),), State.MUTED),
        ((1e-5 * silence(20),), State.MUTED),
        ((silence(5), speech(4), np.zeros(9 * RATE)), State.WENT_SILENT),
    ],
)
def test_dead_microphones(parts: tuple[Sound, ...], state: State) -> None:
    with pytest.raises(Unavailable, match=state.value[0].words):
        recite(*parts)


def test_nobody_reads_all_of_a_text_to_a_dead_microphone() -> None:
    with pytest.raises(Unavailable, match=State.MUTED.value[0].words):
        recite(1e-5 * silence(QUIET_SECONDS + DEAD_SECONDS + 0.1), seconds=60)


def test_a_gate_is_no_dead_microphone() -> None:
    heard = recite(np.zeros(5 * RATE), voice(8, RATE), np.zeros(5 * RATE))
    assert heard.finished
    assert not heard.quiet.any()


def test_a_new_recital_erases_the_one_before() -> None:
    tapes = Tapes()
    tape = tapes.new(3)
    tape.add(np.ones(3, np.float32))
    Listener(RecordingContext(), Take(iter(()), RATE), RATE, tapes)
    assert not tape.sound.any()


def test_loud_noise_is_not_taken_for_reading() -> None:
    reader = Reader(-30, 1)
    assert not any(reader.hear(-28, 0.1) for _ in range(100))
