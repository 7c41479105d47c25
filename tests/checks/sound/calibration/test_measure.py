"""The comparison over a pretended recording; the rig has a real one."""

from collections.abc import Iterator, Mapping
from types import SimpleNamespace, TracebackType
from typing import Self

import numpy as np
import pytest
from numpy.typing import NDArray

from deskready.core.audit.event import Asked, Instruct
from deskready.core.words.say import say
from deskready.plugin import Measurement, Privacy, Unavailable, Value
from deskready.testing.context import RecordingContext, run_check
from deskready_checks.sound.calibration import measure
from deskready_checks.sound.calibration.check import Calibration
from deskready_checks.sound.listening.states import State

RATE = 48_000
BLOCK = 2400
GIVEN: dict[str, Value] = {"seconds": 3, "reading": 65, "reference": "phone-app"}


def sine(dbfs: float, seconds: float = 6.0) -> NDArray[np.float32]:
    return (10 ** (dbfs / 20) * np.sin(2 * np.pi * 1000 * np.arange(round(RATE * seconds)) / RATE)).astype(np.float32)


class PretendedCapture:
    """A recording of a sound that is at hand at once."""

    sound: NDArray[np.float32]
    opened: bool = False

    def __init__(self, name: str) -> None:
        assert name == "usb"
        self.device = SimpleNamespace(name="USB headset", host="ALSA")
        self.name, self.identity, self.gain = "USB headset", "usb front", "0.00 dB"
        self.rate, self.overflows = RATE, 0

    def __enter__(self) -> Self:
        type(self).opened = True
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        type(self).opened = False

    def blocks(self) -> Iterator[NDArray[np.float32]]:
        for start in range(0, len(self.sound), BLOCK):
            yield self.sound[start : start + BLOCK]

    def verify(self) -> None:
        pass


@pytest.fixture
def recording(monkeypatch: pytest.MonkeyPatch) -> type[PretendedCapture]:
    class Fresh(PretendedCapture):
        sound = sine(-40)

    monkeypatch.setattr(measure, "Capture", Fresh)
    monkeypatch.setattr(measure, "lacks_microphone", lambda: False)
    return Fresh


def run(
    options: Mapping[str, Value] | None = None, context: RecordingContext | None = None
) -> tuple[dict[str, Measurement], RecordingContext]:
    found, gaps, context = run_check(Calibration, GIVEN | {"device": "usb"} | dict(options or {}), context)
    assert not gaps
    return {name.removeprefix("sound.calibration."): value for name, value in found.items()}, context


@pytest.mark.usefixtures("recording")
def test_the_offset_is_what_the_reading_is_above_the_recording() -> None:
    found, context = run()
    offset = found["offset"]
    assert offset.low is not None
    assert offset.high is not None
    assert offset.value == pytest.approx(105, abs=0.02)
    assert (offset.high - 105, 105 - offset.low) == pytest.approx((26**0.5, 26**0.5), abs=0.03)
    assert offset.method.words == "compared with a phone app"
    assert (found["reading"].value, found["reading"].self_reported) == (65, True)
    assert found["level"].value == pytest.approx(-40, abs=0.02)
    assert found["spread"].value == pytest.approx(0, abs=0.1)
    assert (found["device"].value, found["device"].privacy) == ("usb front", Privacy.PERSONAL)
    assert found["gain"].value == "0.00 dB"
    assert [event.text.words for event in context.events if isinstance(event, Instruct)] == [
        "Keep the noise steady for 3 seconds, and watch what the meter shows.",
        "",
    ]
    assert not [event for event in context.events if isinstance(event, Asked)]


def test_who_is_there_is_asked_before_and_after_and_never_while_it_listens(recording: type[PretendedCapture]) -> None:
    class Asking(RecordingContext):
        def ask(self, question: object) -> str:
            assert not recording.opened
            return super().ask(question)  # type: ignore[arg-type]

    asking = Asking(answers={"reference": "sound level meter", "reading": "66,5 dBA"})
    found, context = run({"reading": 0, "reference": "ask"}, asking)
    assert found["offset"].value == pytest.approx(106.5, abs=0.02)
    assert found["reading"].method.words == "sound level meter"
    questions = [event.question for event in context.events if isinstance(event, Asked)]
    assert [question.id for question in questions] == ["reference", "reading"]
    assert say(questions[0].choices[0]) == "phone app"
    assert say(questions[1].text) == "What did the sound level meter show, in dBA?"


@pytest.mark.usefixtures("recording")
def test_a_reading_that_is_no_level_is_asked_for_again() -> None:
    answers = iter(["loud", "nan", "64"])

    class Stammering(RecordingContext):
        def ask(self, question: object) -> str:
            return next(answers)

    assert run({"reading": 0}, Stammering())[0]["reading"].value == 64


def step(db: float) -> NDArray[np.float32]:
    return np.concatenate((sine(-40, 1.75), sine(-40 + db, 4)))


@pytest.mark.parametrize(
    ("sound", "options", "reason"),
    [
        (step(6), {}, "The noise was not steady: it moved by 6.0 dB, and 3 dB are allowed."),
        (sine(-40), {"reading": 54}, "The noise was too quiet to compare: less than 55 dBA."),
        (sine(3), {"reading": 110}, "The noise was too loud for the microphone: it clipped."),
        (sine(-110), {}, "The microphone hardly hears a noise of 65 dBA, so the comparison means nothing."),
        (sine(-1), {}, "The microphone hears far more than a noise of 65 dBA, so the comparison means nothing."),
        (np.zeros(6 * RATE, np.float32), {}, State.MUTED.value[0].words),
    ],
    ids=["unsteady", "too quiet", "clipped", "deaf", "too loud", "muted"],
)
def test_what_cannot_be_compared(
    recording: type[PretendedCapture], sound: NDArray[np.float32], options: dict[str, Value], reason: str
) -> None:
    recording.sound = sound
    with pytest.raises(Unavailable) as caught:
        run(options)
    assert caught.value.reason.words == reason
    assert caught.value.remedy.words.endswith(".")


@pytest.mark.usefixtures("recording")
def test_three_readings_that_are_none() -> None:
    with pytest.raises(Unavailable, match="The reading is not a level in dBA"):
        run({"reading": 0}, RecordingContext(answers={"reading": "loud"}))


def test_noise_that_moves_a_little_widens_the_interval(recording: type[PretendedCapture]) -> None:
    recording.sound = step(2)
    offset = run()[0]["offset"]
    assert offset.high is not None
    assert float(offset.high) - float(offset.value) == pytest.approx(27**0.5, abs=0.05)


def test_nobody_is_asked_to_make_a_noise_for_no_microphone(
    recording: type[PretendedCapture], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "lacks_microphone", lambda: True)
    context = RecordingContext()
    with pytest.raises(Unavailable, match=State.NO_DEVICE.value[0].words):
        run_check(Calibration, context=context)
    assert context.events == []
