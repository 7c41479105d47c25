import pytest

from deskready_checks.sound.listening import input_gain as input_gain_module
from deskready_checks.sound.listening.input_gain import input_gain, macos_gain
from deskready_checks.sound.listening.source import Source


def test_a_sound_server_tells_it() -> None:
    assert input_gain(Source("vmic", gain="-18.06 dB"), default=False) == "-18.06 dB"


@pytest.mark.parametrize(("answer", "gain"), [("75\n", "75%"), ("missing value\n", ""), ("", "")])
def test_what_macos_answers(answer: str, gain: str) -> None:
    assert macos_gain(answer) == gain


@pytest.mark.parametrize(
    ("system", "default", "gain"), [("darwin", True, "75%"), ("darwin", False, ""), ("win32", True, "")]
)
def test_elsewhere_only_that_of_a_macs_default_is_told(
    monkeypatch: pytest.MonkeyPatch, system: str, default: bool, gain: str
) -> None:
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr(input_gain_module, "output_of", lambda *_: "75\n")
    assert input_gain(None, default=default) == gain
