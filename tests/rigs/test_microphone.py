"""The noise check against a real sound server, through the real sounddevice and PortAudio."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from deskready_checks.sound.devices.install_hint import portaudio_hint
from deskready_checks.sound.listening.states import State
from helpers.pulse import RATE, Pulse, missing
from helpers.sound_child import SoundChild

pytestmark = [pytest.mark.rig, pytest.mark.skipif(bool(missing()), reason=missing())]

QUICK = {"seconds": 1}
LONG = {"seconds": 30}
AT_ONCE = "import deskready_checks.sound.listening.capture as c; c.REST_SECONDS, c.RELEASE_SECONDS = 0.0, 0.2"
"""After a gap it listens again at once; that a person has time to plug a microphone in is proved elsewhere."""


def sine(peak: float, hertz: float = 1000.0, seconds: float = 20.0) -> NDArray[np.float64]:
    return peak * np.sin(2 * np.pi * hertz * np.arange(round(RATE * seconds)) / RATE)


def text_of(state: State) -> dict[str, str]:
    return dict(zip(("reason", "remedy"), (text.words for text in state.value), strict=True))


@pytest.fixture
def pulse() -> Iterator[Pulse]:
    with Pulse() as server:
        yield server


def said(child: SoundChild) -> dict[str, str]:
    """How the child ended, without the system's own words."""
    end = child.end()
    return {"reason": end["reason"], "remedy": end["remedy"]}


@pytest.mark.parametrize(("hertz", "weighting"), [(1000.0, 0.0), (100.0, -19.15)])
def test_levels_are_exact(pulse: Pulse, tmp_path: Path, hertz: float, weighting: float) -> None:
    pulse.microphone()
    pulse.play(sine(0.1, hertz))
    with SoundChild(pulse.env, tmp_path, QUICK) as child:
        end = child.end()
    for level in ("laeq", "la10", "la90"):
        value, low, high = end[f"sound.noise.{level}"]
        assert end[f"sound.noise.{level}_dbfs"][0] == pytest.approx(-20 + weighting, abs=0.1)
        assert (value, low, high) == pytest.approx((100 + weighting, 88 + weighting, 112 + weighting), abs=0.1)
    assert end["sound.noise.peak"][0] == pytest.approx(-20, abs=0.1)
    assert end["sound.noise.clipped"][0] == 0
    assert end["sound.noise.device"][0] == "Remapped Monitor of Null Output (vmic)"


def test_the_meter_is_live_and_nothing_is_kept(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    pulse.play(sine(0.1))
    prelude = "import resource as r; r.setrlimit(r.RLIMIT_CORE, (r.getrlimit(r.RLIMIT_CORE)[1],) * 2)"
    with SoundChild(pulse.env, tmp_path, {"seconds": 3}, prelude) as child:
        end = child.end()
    assert child.told == ["Please be quiet for 3 seconds.", ""]
    assert 5 <= len(child.samples) / 2.5 <= 8 + 30 / 2.5  # levels every 125 ms at most, and the bands of a spectrum
    assert end["core"] == 0
    assert not list(tmp_path.iterdir())


def test_a_calibrated_microphone(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    pulse.play(sine(0.001))
    with SoundChild(pulse.env, tmp_path, {**QUICK, "calibration_db": 105.5, "calibration_uncertainty_db": 3}) as child:
        assert child.end()["sound.noise.la90"] == pytest.approx([45.5, 42.5, 48.5], abs=0.1)


def test_clipped_sound(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    pulse.play(sine(2.0, 100))
    with SoundChild(pulse.env, tmp_path, QUICK) as child:
        assert child.end()["sound.noise.clipped"][0] == pytest.approx(200 / 3, abs=0.5)


def test_a_muted_microphone(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    pulse.play(sine(0.1))
    pulse.mute()
    with SoundChild(pulse.env, tmp_path, QUICK) as child:
        assert said(child) == text_of(State.MUTED)


def test_a_microphone_muted_half_way(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    pulse.play(sine(0.1))
    with SoundChild(pulse.env, tmp_path, LONG, AT_ONCE) as child:
        child.listen(10)
        pulse.mute()
        assert said(child) == text_of(State.WENT_SILENT)


def test_a_microphone_that_is_unplugged_half_way(pulse: Pulse, tmp_path: Path) -> None:
    pulse.load("module-null-source", "source_name=silent")
    number = pulse.microphone()
    pulse.play(sine(0.1))
    with SoundChild(pulse.env, tmp_path, LONG, AT_ONCE) as child:
        child.listen(10)
        pulse.unload(number)
        assert said(child) == text_of(State.WENT_SILENT)


def test_the_only_microphone_is_unplugged_half_way(pulse: Pulse, tmp_path: Path) -> None:
    number = pulse.microphone()
    pulse.play(sine(0.1))
    with SoundChild(pulse.env, tmp_path, LONG, AT_ONCE) as child:
        child.listen(10)
        pulse.unload(number)
        assert said(child) == text_of(State.DIED)


def test_another_microphone_takes_over_half_way(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone("builtin", sink="room")
    pulse.play(sine(0.01), sink="room")
    number = pulse.microphone()
    pulse.play(sine(0.1))
    with SoundChild(pulse.env, tmp_path, {"seconds": 3}) as child:
        child.listen(5)
        pulse.unload(number)
        assert said(child) == text_of(State.SWITCHED)


def test_a_microphone_that_gives_no_frames(pulse: Pulse, tmp_path: Path) -> None:
    pulse.load("module-pipe-source", f"file={pulse.home}/pipe", "source_name=dead")
    with SoundChild(pulse.env, tmp_path, QUICK) as child:
        assert said(child) == text_of(State.NO_SOUND)


def test_a_server_that_is_killed(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    pulse.play(sine(0.1))
    with SoundChild(pulse.env, tmp_path, LONG, AT_ONCE) as child:
        child.listen(10)
        pulse.kill()
        assert said(child) == text_of(State.DIED)


def test_a_server_that_hangs_half_way(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    pulse.play(sine(0.1))
    with SoundChild(pulse.env, tmp_path, LONG, AT_ONCE) as child:
        child.listen(10)
        pulse.freeze()
        assert said(child) == text_of(State.STALLED)


def test_a_server_that_hangs_from_the_start(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    pulse.freeze()
    prelude = "import deskready_checks.sound.listening.capture as capture; capture.OPEN_SECONDS = 2.0"
    with SoundChild(pulse.env, tmp_path, QUICK, prelude) as child:
        assert said(child) == text_of(State.NOT_ANSWERING)


def test_no_microphone_but_a_loudspeaker(pulse: Pulse, tmp_path: Path) -> None:
    pulse.sink("speaker")
    with SoundChild(pulse.env, tmp_path, QUICK) as child:
        assert said(child) == text_of(State.NO_DEVICE)


def test_no_device_of_any_kind(pulse: Pulse, tmp_path: Path) -> None:
    with SoundChild(pulse.env, tmp_path, QUICK) as child:
        assert said(child) == text_of(State.NOT_OPENED)


def test_no_server_or_one_that_lets_nobody_in(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    with SoundChild({**pulse.env, "PULSE_SERVER": "unix:/nowhere"}, tmp_path, QUICK) as child:
        assert said(child) == text_of(State.NO_DEVICE)


def test_an_unknown_microphone_names_those_there_are(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    with SoundChild(pulse.env, tmp_path, {**QUICK, "device": "Yeti"}) as child:
        end = child.end()
    assert end["reason"] == State.UNKNOWN_DEVICE.value[0].words
    assert "Yeti" in end["detail"]
    assert "default" in end["detail"]


def test_a_part_of_a_name_chooses_a_microphone(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    pulse.play(sine(0.1))
    with SoundChild(pulse.env, tmp_path, {**QUICK, "device": "PULS"}) as child:
        assert child.end()["sound.noise.device"][0].endswith("(vmic)")


def test_a_microphone_is_chosen_by_the_name_in_sound_settings(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone("builtin", sink="room")
    pulse.play(sine(0.01), sink="room")
    pulse.load(
        "module-remap-source", "master=room.monitor", "source_name=second", "source_properties=device.description=Jabra"
    )
    pulse.microphone()
    with SoundChild(pulse.env, tmp_path, {**QUICK, "device": "jabra"}) as child:
        end = child.end()
    assert end["sound.noise.device"][0] == "Jabra (second)"
    assert end["sound.noise.laeq_dbfs"][0] == pytest.approx(-40, abs=0.1)


def test_a_moved_input_volume_spoils_the_result(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    pulse.play(sine(0.1))
    with SoundChild(pulse.env, tmp_path, {"seconds": 3}) as child:
        child.listen(5)
        pulse.volume("50%")
        assert said(child) == text_of(State.GAIN_MOVED)


def test_no_portaudio(tmp_path: Path) -> None:
    prelude = "import ctypes.util; ctypes.util.find_library = lambda name: None"
    with SoundChild({"PATH": "/nowhere"}, tmp_path, QUICK, prelude) as child:
        end = child.end()
    assert end["reason"] == "The PortAudio library, through which this check listens, is missing on this system."
    assert end["remedy"] == portaudio_hint().words
