from collections.abc import Iterator, Mapping
from types import SimpleNamespace, TracebackType
from typing import Self

import numpy as np
import pytest
from numpy.typing import NDArray

from deskready.core.audit.event import Asked, Instruct, Logged
from deskready.plugin import Declined, Gap, Measurement, Privacy, Unavailable, Value
from deskready.testing.context import RecordingContext, run_check
from deskready_checks.answers import LEAVE_OUT
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.listening.tape import Tape
from deskready_checks.sound.voice import measure
from deskready_checks.sound.voice.check import VoiceCheck
from deskready_checks.sound.voice.measure import READY, START
from deskready_checks.sound.voice.reading import READINGS
from helpers.voices import Sound, fan, low_pass, pink, voice

RATE = 16_000
BLOCK = 800
HEARD = {"snr", "level", "clipped", "bandwidth", "pace", "peak", "summary", "device"}


class PretendedCapture:
    """A microphone in front of which somebody has already read."""

    sound: Sound
    source = ""
    opened = 0

    def __init__(self, name: str) -> None:
        type(self).opened += 1
        self.device = SimpleNamespace(name=name or "USB headset", host="ALSA")
        self.rate = RATE
        self.overflows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        pass

    def blocks(self) -> Iterator[NDArray[np.float32]]:
        for start in range(0, len(self.sound), BLOCK):
            yield self.sound[start : start + BLOCK].astype(np.float32)

    def verify(self) -> None:
        pass

    def reopen(self) -> None:
        pass


@pytest.fixture
def recording(monkeypatch: pytest.MonkeyPatch) -> type[PretendedCapture]:
    class Fresh(PretendedCapture):
        sound = sitting(pink(30, RATE, dbfs=-70))

    monkeypatch.setattr(measure, "Capture", Fresh)
    monkeypatch.setattr(measure, "lacks_microphone", lambda: False)
    return Fresh


def sitting(noise: Sound, gain: float = 1.0, seconds: float = 10.0) -> Sound:
    """Five seconds of noise alone, then somebody who reads over it."""
    sound, read = noise.copy(), gain * voice(seconds, RATE)
    start = round(5.2 * RATE)
    sound[start : start + len(read)] += read
    return sound


def run(
    options: Mapping[str, Value] | None = None, answer: str = START.words
) -> tuple[dict[str, Measurement], dict[str, Gap], RecordingContext]:
    context = RecordingContext(answers={"ready": answer})
    measurements, gaps, _ = run_check(VoiceCheck, {"language": "pl"} | dict(options or {}), context)
    short = len("sound.voice.")
    return {name[short:]: m for name, m in measurements.items()}, {name[short:]: g for name, g in gaps.items()}, context


def test_a_good_voice(recording: type[PretendedCapture]) -> None:
    found, gaps, _ = run()
    assert (set(found), gaps) == (HEARD, {})
    assert next(iter(found)) == "summary"
    assert found["summary"].value == "Your voice is clear; hardly anything is audible behind it."
    ratio = found["snr"]
    assert (ratio.low, ratio.high) == pytest.approx((ratio.value - 1, ratio.value + 1))  # type: ignore[operator]
    assert found["level"].method.words.startswith("active speech level, ITU-T P.56 method B; -2")
    assert found["bandwidth"].value == RATE / 2
    words = READINGS["pl"].words
    assert found["pace"].value == pytest.approx(60 * words / 9.2, rel=0.06)
    assert (found["device"].value, found["device"].privacy) == ("USB headset", Privacy.PERSONAL)


def test_a_fan_behind_a_voice(recording: type[PretendedCapture]) -> None:
    clean = run()[0]["snr"].value
    assert isinstance(clean, float)
    recording.sound = sitting(pink(30, RATE, dbfs=-70 + clean - 23))
    found = run()[0]
    assert found["snr"].value == pytest.approx(23, abs=1)
    assert found["summary"].value == "Your voice is clear; a fan or another steady noise is audible behind it."


def test_an_old_telephone(recording: type[PretendedCapture]) -> None:
    recording.sound = low_pass(recording.sound, RATE, 3600)
    found = run()[0]
    assert found["bandwidth"].value == pytest.approx(3600, rel=0.1)
    assert "old telephone" in str(found["summary"].value)


def test_a_gate_makes_no_ratio_and_says_why(recording: type[PretendedCapture]) -> None:
    recording.sound = sitting(np.zeros(30 * RATE))
    recording.sound[0] = 0.1
    found, gaps, _ = run()
    assert set(gaps) == {"snr"}
    assert "cannot be told" in gaps["snr"].reason.words
    assert "cannot be told" in str(found["summary"].value)


def test_who_is_cut_off_has_no_pace(recording: type[PretendedCapture]) -> None:
    found, gaps, _ = run({"seconds": 8})
    assert set(gaps) == {"pace"}
    assert "snr" in found


def test_a_clap(recording: type[PretendedCapture]) -> None:
    assert set(run({"clap": True})[1]) == {"reverberation"}
    time = np.arange(3 * RATE) / RATE
    clap = np.random.RandomState(1).standard_normal(len(time)) * 10 ** (-3 * time / 0.4)
    recording.sound[round(19.0 * RATE) :][: len(clap)] += clap
    found = run({"clap": True})[0]["reverberation"]
    assert found.value == pytest.approx(0.4, rel=0.2)


def test_nobody_reads(recording: type[PretendedCapture]) -> None:
    recording.sound = fan(30, RATE, dbfs=-40)
    with pytest.raises(Unavailable, match="No voice was heard"):
        run()


def test_a_muted_microphone(recording: type[PretendedCapture]) -> None:
    recording.sound = np.zeros(40 * RATE)
    with pytest.raises(Unavailable, match=State.MUTED.value[0].words):
        run()


def test_nobody_is_asked_to_read_to_no_microphone(
    recording: type[PretendedCapture], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "lacks_microphone", lambda: True)
    context = RecordingContext()
    with pytest.raises(Unavailable, match=State.NO_DEVICE.value[0].words):
        run_check(VoiceCheck, context=context)
    assert context.events == []


def test_who_does_not_want_to_read_is_left_alone(recording: type[PretendedCapture]) -> None:
    assert READY.permits
    with pytest.raises(Declined):
        run(answer=LEAVE_OUT.words)
    assert recording.opened == 0


def test_it_asks_before_the_microphone_opens_and_shows_the_text_of_the_language(
    recording: type[PretendedCapture],
) -> None:
    context = run({"language": "de"})[2]
    assert isinstance(context.events[0], Asked)
    scripts = [event.script for event in context.events if isinstance(event, Instruct) and event.script]
    assert scripts == [READINGS["de"].text]
    logged = next(event.text for event in context.events if isinstance(event, Logged))
    assert logged == "Listening to USB headset through ALSA at 16000 Hz (de)."


def test_the_sound_is_erased(recording: type[PretendedCapture], monkeypatch: pytest.MonkeyPatch) -> None:
    tapes: list[Tape] = []

    class Watched(Tape):
        def __init__(self, frames: int) -> None:
            super().__init__(frames)
            tapes.append(self)

    monkeypatch.setattr("deskready_checks.sound.listening.tape.Tape", Watched)
    run()
    assert [len(tape.sound) > RATE for tape in tapes] == [True, True]
    assert not any(tape.sound.any() for tape in tapes)
