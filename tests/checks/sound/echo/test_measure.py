import pytest

from deskready.plugin import Declined, Gap, Measurement, Unavailable
from deskready.testing.context import RecordingContext, run_check
from deskready_checks.answers import LEAVE_OUT
from deskready_checks.sound.analysis.sweep import Echo
from deskready_checks.sound.echo import measure
from deskready_checks.sound.echo.check import EchoLoss
from deskready_checks.sound.echo.measure import NO, READY, YES, in_words
from deskready_checks.sound.echo.path import Found
from deskready_checks.sound.listening.states import State
from deskready_checks.sound.playing.states import PlaybackState
from deskready_checks.sound.words import PLAY


@pytest.fixture(autouse=True)
def plugged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is something to hear from and to speak into."""
    monkeypatch.setattr(measure, "lacks_output", lambda: False)
    monkeypatch.setattr(measure, "lacks_microphone", lambda: False)


def run(
    monkeypatch: pytest.MonkeyPatch, echo: Echo | None, noticed: str = YES.words, ready: str = PLAY.words
) -> tuple[dict[str, Measurement], dict[str, Gap], RecordingContext]:
    found = Found(echo, 52.5, 3, "Ada's headset; Ada's headset", "ALSA")
    monkeypatch.setattr(measure, "find_echo", lambda context, output, microphone: found)
    return run_check(EchoLoss, None, RecordingContext(answers={"ready": ready, "noticed": noticed}))


@pytest.mark.parametrize(("spread", "margin"), [(0.2, 1.0), (2.5, 2.5)])
def test_an_echo(monkeypatch: pytest.MonkeyPatch, spread: float, margin: float) -> None:
    found, gaps, _ = run(monkeypatch, Echo(-20.0, spread, 0.287, 3))
    assert not gaps
    loss, delay = found["sound.echo.loss"], found["sound.echo.delay"]
    assert (loss.value, loss.low, loss.high, loss.samples) == (20, 20 - margin, 20 + margin, 3)
    assert (delay.value, delay.low, delay.high) == pytest.approx((287, 257, 317))
    assert found["sound.echo.summary"].value == in_words(20).words
    assert found["sound.echo.devices"].privacy == "personal"


def test_a_short_way_has_no_negative_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, Echo(-20.0, 0.0, 0.01, 3))[0]["sound.echo.delay"].low == 0


def test_no_echo_of_a_tone_that_was_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    found, gaps, _ = run(monkeypatch, None)
    assert (found["sound.echo.loss"].value, found["sound.echo.loss"].least) == (52.5, True)
    assert "at least" in found["sound.echo.loss"].method.words
    assert set(gaps) == {"sound.echo.delay"}


def test_no_echo_of_a_tone_that_was_not_played(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unavailable, match="Neither you nor the microphone heard the tone"):
        run(monkeypatch, None, NO.words)


def test_it_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert READY.permits
    with pytest.raises(Declined, match="You chose to leave the sound out"):
        run(monkeypatch, None, ready=LEAVE_OUT.words)


@pytest.mark.parametrize(
    ("loss", "word"),
    [
        (-3.0, "like a loudspeaker"),
        (24.9, "like a loudspeaker"),
        (25.0, "an open headset"),
        (44.9, "an open headset"),
        (45.0, "a good headset"),
    ],
)
def test_what_it_is_like(loss: float, word: str) -> None:
    assert f" {word}" in in_words(loss).words


@pytest.mark.parametrize(
    ("lacking", "state"), [("lacks_output", PlaybackState.NO_OUTPUT), ("lacks_microphone", State.NO_DEVICE)]
)
def test_nobody_is_asked_to_wear_what_is_not_there(
    monkeypatch: pytest.MonkeyPatch, lacking: str, state: PlaybackState | State
) -> None:
    monkeypatch.setattr(measure, lacking, lambda: True)
    context = RecordingContext()
    with pytest.raises(Unavailable, match=state.value[0].words):
        run_check(EchoLoss, context=context)
    assert context.events == []
