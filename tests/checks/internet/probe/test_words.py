"""The words for each silence."""

import pytest

from deskready_checks.internet.probe import words
from deskready_checks.internet.probe.survey import Silence
from deskready_checks.internet.probe.words import explain_silence

CASES = [(silence, own) for silence in Silence for own in (True, False)]
IMPOSSIBLE = {(Silence.REFUSED, False), (Silence.TOO_FEW, True)}


@pytest.mark.parametrize(("silence", "own"), [case for case in CASES if case not in IMPOSSIBLE])
def test_every_silence_has_words_of_its_own(silence: Silence, own: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "has_route", lambda: True)
    said = explain_silence(silence, "the system's words", own=own)
    assert said.reason.words.endswith(".")
    assert said.remedy.words.endswith(".")
    assert len(said.remedy.words) <= 256
    assert said.detail == "the system's words"
    others = [explain_silence(*case[:1], "", own=own) for case in CASES if case[1] is own and case not in IMPOSSIBLE]
    assert [other.reason for other in others].count(said.reason) == 1


def test_without_any_route_that_is_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "has_route", lambda: False)
    offline = "This computer is not connected to the internet."
    assert explain_silence(Silence.BLOCKED, "", own=False).reason.words == offline
    assert explain_silence(Silence.NAMES, "", own=True).reason.words == offline
    for silence in (Silence.REFUSED, Silence.BLOCKED):  # a responder in a closed network
        assert explain_silence(silence, "", own=True).reason.words != offline
