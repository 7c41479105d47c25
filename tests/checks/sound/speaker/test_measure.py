from types import SimpleNamespace
from typing import Any

import pytest

from deskready.core.audit.event import Asked
from deskready.core.words.say import say
from deskready.plugin import Declined, Unavailable
from deskready.testing.context import RecordingContext, run_check
from deskready_checks.answers import LEAVE_OUT
from deskready_checks.sound.playing.states import PlaybackState
from deskready_checks.sound.speaker import hearing, measure
from deskready_checks.sound.speaker.check import Speaker
from deskready_checks.sound.speaker.hearing import LEFT, RIGHT
from deskready_checks.sound.speaker.measure import READY
from deskready_checks.sound.words import PLAY


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A player that plays nothing, and what became of it."""
    closed: list[str] = []
    output = SimpleNamespace(name="Ada's headset", host="ALSA")

    def player(name: str) -> Any:
        return SimpleNamespace(
            output=output, title=output.name, play=lambda track: None, close=lambda: closed.append(name)
        )

    monkeypatch.setattr(hearing, "Player", player)
    monkeypatch.setattr(measure, "lacks_output", lambda: False)
    monkeypatch.setattr(hearing, "how_many", lambda: 2)
    monkeypatch.setattr(hearing, "left_first", lambda: True)
    return closed


def answering(**answers: str) -> RecordingContext:
    given = {"ready": PLAY.words, "beeps": "2", "first_ear": LEFT.words, "second_ear": RIGHT.words}
    return RecordingContext(answers=given | answers)


def test_what_the_person_says_is_told_as_such(closed: list[str]) -> None:
    found, gaps, _ = run_check(Speaker, {"output": "x"}, answering())
    assert not gaps
    assert found["sound.speaker.heard"].value is True
    assert found["sound.speaker.sides"].value == "right way round"
    assert found["sound.speaker.heard"].self_reported
    assert found["sound.speaker.sides"].self_reported
    assert not found["sound.speaker.device"].self_reported
    assert found["sound.speaker.device"].privacy == "personal"
    assert found["sound.speaker.summary"].value == "You hear what is played, and each side in its own ear."
    assert closed == ["x"]


def test_the_first_thing_is_a_warning(closed: list[str]) -> None:
    _, _, context = run_check(Speaker, None, answering())
    first = context.events[0]
    assert isinstance(first, Asked)
    assert "volume LOW" in say(first.question.text)


def test_nothing_is_heard(closed: list[str]) -> None:
    found, gaps, _ = run_check(Speaker, None, answering(beeps="I heard nothing"))
    assert found["sound.speaker.heard"].value is False
    assert found["sound.speaker.summary"].value == "You do not hear what is played."
    assert "volume" in gaps["sound.speaker.sides"].remedy.words


def test_it_can_be_left_out_before_anything_is_opened(closed: list[str]) -> None:
    assert READY.permits
    with pytest.raises(Declined, match="You chose to leave the sound out"):
        run_check(Speaker, None, answering(ready=LEAVE_OUT.words))
    assert closed == []


def test_nobody_is_asked_to_listen_to_nothing(closed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "lacks_output", lambda: True)
    context = RecordingContext()
    with pytest.raises(Unavailable, match=PlaybackState.NO_OUTPUT.value[0].words):
        run_check(Speaker, context=context)
    assert context.events == []
