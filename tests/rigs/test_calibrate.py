"""`deskready calibrate` through the whole program, against a real sound server and the real PortAudio."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from helpers.pulse import RATE, Pulse, missing
from helpers.terminal import Terminal

pytestmark = [pytest.mark.rig, pytest.mark.skipif(bool(missing()), reason=missing())]

PROGRAM = (sys.executable, "-m", "deskready")
NOISE = ("audit", "sound.noise", "--option", "sound.noise.seconds=1", "--format", "json")
LEVEL = -40.0
"""What the noise is in dBFS, A-weighted: a sine of 1 kHz."""


NOISE_HEARD = 10 ** (LEVEL / 20) * np.sin(2 * np.pi * 1000 * np.arange(RATE * 60) / RATE)


@pytest.fixture
def pulse() -> Iterator[Pulse]:
    with Pulse() as server:
        yield server


@pytest.fixture
def plug(pulse: Pulse) -> int:
    """Plugs the microphone in, and has it hear the noise; the number unplugs it."""
    number = pulse.microphone()
    pulse.play(NOISE_HEARD)
    return number


@pytest.fixture
def env(pulse: Pulse, plug: int, tmp_path: Path) -> dict[str, str]:
    return {**pulse.env, "DESKREADY_HOME": str(tmp_path)}


def run(env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *arguments],
        env=env,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


def la90(env: dict[str, str]) -> dict[str, Any]:
    """The room's background as an audit tells it."""
    audit = json.loads(run(env, *NOISE).stdout)
    found: list[dict[str, Any]] = audit["checks"]
    (noise,) = (check for check in found if check["id"] == "sound.noise")
    (level,) = (measured for measured in noise["runs"][-1]["measurements"] if measured["metric"] == "sound.noise.la90")
    return dict(level)


def test_a_script_calibrates_and_it_lapses_with_the_volume_and_the_microphone(
    pulse: Pulse, env: dict[str, str]
) -> None:
    done = run(env, "calibrate", "--reading", "65", "--reference", "calibrator", "--seconds", "3")
    assert (done.returncode, done.stdout) == (
        0,
        "Level at full scale: 105.0 dB, within 0.8 dB either way\nMicrophone: vmic\nInput volume: 0.00 dB\n",
    )
    level = la90(env)
    assert (level["value"], level["low"], level["high"]) == pytest.approx((65, 64.2, 65.8), abs=0.1)
    pulse.volume("-6dB")
    level = la90(env)
    assert (level["value"], level["high"] - level["low"]) == pytest.approx((74, 24), abs=0.1)
    assert "as the input volume has changed since the calibration" in level["method"]["words"]
    pulse.microphone("other", sink="elsewhere")
    pulse.play(0.1 * np.sin(np.arange(RATE * 30)), sink="elsewhere")
    assert "as the calibration was made with another microphone" in la90(env)["method"]["words"]


def test_a_person_calibrates_at_the_terminal(env: dict[str, str]) -> None:
    with Terminal([*PROGRAM, "calibrate", "--seconds", "3"], env) as terminal:
        terminal.until("Type the number, and Enter.")
        terminal.type("3\n")
        terminal.until("Keep the noise steady for 3 seconds")
        terminal.until("What did the sound level meter show, in dBA?")
        terminal.type("66\n")
        terminal.until("Level at full scale: 106.0 dB, within 2.2 dB either way")
        assert terminal.wait() == 0
    assert "Microphone: vmic" in run(env, "calibrate", "--show").stdout


def test_a_microphone_that_is_unplugged_for_a_moment_is_listened_to_from_the_start(
    pulse: Pulse, plug: int, env: dict[str, str]
) -> None:
    with Terminal([*PROGRAM, "calibrate", "--reading", "65", "--reference", "calibrator", "--seconds", "4"], env) as it:
        it.until("Listening to the noise")
        pulse.unload(plug)
        it.until("The sound broke off. It starts again in a moment.")
        pulse.microphone()
        pulse.play(NOISE_HEARD)
        it.until("Level at full scale: 105.0 dB, within 0.8 dB either way")
        assert it.wait() == 0


def test_a_microphone_that_stays_away_is_told_as_what_happened(pulse: Pulse, plug: int, env: dict[str, str]) -> None:
    with Terminal([*PROGRAM, "calibrate", "--reading", "65"], env) as it:
        it.until("Listening to the noise")
        pulse.unload(plug)
        it.until("Not calibrated. The recording broke off: the microphone was unplugged")
        assert it.wait() == 3


def test_ctrl_c_stores_nothing(env: dict[str, str]) -> None:
    with Terminal([*PROGRAM, "calibrate"], env) as terminal:
        terminal.until("Type the number, and Enter.")
        terminal.type("\x03")
        assert terminal.wait() == 130
    assert run(env, "calibrate", "--show").stdout == ""


def test_no_microphone(env: dict[str, str]) -> None:
    done = run(env | {"PULSE_SERVER": "unix:/nowhere"}, "calibrate", "--reading", "65")
    assert done.returncode == 3
    assert "Not calibrated. No microphone was found" in done.stderr
