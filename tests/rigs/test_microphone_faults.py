"""More of what happens to microphones, through the real sounddevice: refusals, hot-plugging, gains, narrow sources."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from deskready_checks.sound.listening.states import State
from helpers.pulse import RATE, Pulse, missing
from helpers.sound_child import SoundChild

pytestmark = [pytest.mark.rig, pytest.mark.skipif(bool(missing()), reason=missing())]

QUICK = {"seconds": 1}
TONE = 0.1 * np.sin(2 * np.pi * 1000 * np.arange(20 * RATE) / RATE)
"""A tone of -20 dBFS, to which the A-weighting does nothing."""


@pytest.fixture
def pulse() -> Iterator[Pulse]:
    with Pulse() as server:
        yield server


def level(child: SoundChild) -> float:
    """The background that the child measured, in dBFS."""
    end = child.end()
    assert "sound.noise.la90_dbfs" in end, end
    found: float = end["sound.noise.la90_dbfs"][0]
    return found


def reason(child: SoundChild) -> str:
    """Why the child could not measure."""
    return str(child.end()["reason"])


def test_a_microphone_that_is_plugged_in_later_is_found(pulse: Pulse, tmp_path: Path) -> None:
    pulse.sink("speaker")
    with SoundChild(pulse.env, tmp_path, QUICK) as child:
        assert reason(child) == State.NO_DEVICE.value[0].words
    pulse.microphone()
    pulse.play(TONE)
    with SoundChild(pulse.env, tmp_path, QUICK) as child:
        assert level(child) == pytest.approx(-20, abs=0.1)


@pytest.mark.parametrize(("percent", "shift"), [(25, -36.12), (150, 10.57)])
def test_an_input_volume_is_measured_as_it_is(pulse: Pulse, tmp_path: Path, percent: int, shift: float) -> None:
    pulse.microphone()
    pulse.volume(f"{percent}%")
    pulse.play(TONE)
    with SoundChild(pulse.env, tmp_path, QUICK) as child:
        assert level(child) == pytest.approx(-20 + shift, abs=0.1)


def test_a_server_that_hangs_for_a_moment_costs_nothing(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    pulse.play(TONE)
    with SoundChild(pulse.env, tmp_path, {"seconds": 2}) as child:
        child.listen(5)
        pulse.process.send_signal(signal.SIGSTOP)
        time.sleep(0.5)  # the fault itself: under the second after which a microphone counts as stalled
        pulse.process.send_signal(signal.SIGCONT)
        assert level(child) == pytest.approx(-20, abs=0.1)
    assert child.told == ["Please be quiet for 2 seconds.", ""]


def test_a_source_of_a_low_rate_is_recorded(pulse: Pulse, tmp_path: Path) -> None:
    pulse.load("module-null-sink", "sink_name=air", "rate=8000", "channels=1", "norewinds=1")
    pulse.load("module-remap-source", "master=air.monitor", "source_name=vmic", "remix=no")
    pulse.play(TONE)
    with SoundChild(pulse.env, tmp_path, QUICK) as child:
        assert level(child) == pytest.approx(-20, abs=0.1)


def test_a_rate_that_is_refused_gives_way_to_another(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    pulse.play(TONE)
    prelude = (
        "import deskready_checks.sound.listening.microphone as m\nm.usable_rates = lambda default: (400_000, 48_000)"
    )
    with SoundChild(pulse.env, tmp_path, QUICK, prelude) as child:
        assert level(child) == pytest.approx(-20, abs=0.1)


def test_a_number_of_channels_that_is_refused(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    prelude = "import sounddevice as s; real = s.InputStream; s.InputStream = lambda **k: real(**{**k, 'channels': 33})"
    with SoundChild(pulse.env, tmp_path, QUICK, prelude) as child:
        end = child.end()
    assert [end["reason"], end["remedy"]] == [text.words for text in State.NOT_OPENED.value]
    assert "Invalid number of channels" in end["detail"]


def test_a_server_that_refuses_the_cookie(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    port = 20_000 + pulse.process.pid % 10_000
    cookie = f"auth-cookie={pulse.home}/theirs"
    pulse.load("module-native-protocol-tcp", "listen=127.0.0.1", f"port={port}", cookie)
    env = {**pulse.env, "PULSE_SERVER": f"tcp:127.0.0.1:{port}", "PULSE_COOKIE": f"{pulse.home}/mine"}
    with SoundChild(env, tmp_path, QUICK) as child:
        assert reason(child) == State.NO_DEVICE.value[0].words


def test_a_device_that_alsa_refuses_is_no_device(pulse: Pulse, tmp_path: Path) -> None:
    pulse.microphone()
    config = tmp_path / "alsa.conf"
    config.write_text("pcm.!default { type hw card 7 }\nctl.!default { type hw card 7 }\n")
    with SoundChild({**pulse.env, "ALSA_CONFIG_PATH": str(config)}, tmp_path, QUICK) as child:
        assert reason(child) == State.NO_DEVICE.value[0].words
