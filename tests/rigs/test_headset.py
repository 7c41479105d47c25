"""The headset, speaker and echo checks against a real sound server, through the real sounddevice and PortAudio."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deskready_checks.sound.playing.states import PlaybackState
from helpers.homes import make_home
from helpers.pulse import HEADPHONES, RATE, Pulse, missing

pytestmark = [pytest.mark.rig, pytest.mark.skipif(bool(missing()), reason=missing())]

ANSWERS = '[answers."sound.echo"]\nready = "Play it"\nnoticed = "Yes"\n'
LIMIT_SECONDS = 90.0
TESTS = Path(__file__).parents[1]


@pytest.fixture
def pulse() -> Iterator[Pulse]:
    with Pulse() as server:
        yield server


def program(pulse: Pulse, folder: Path, check: str, *more: str) -> dict[str, Any]:
    """One check's part of an audit by the real program."""
    home = folder / "home"
    if not home.exists():
        make_home(home, granted=True)
    command = [sys.executable, "-m", "deskready", "audit", check, "--format", "json", "--include-identity", *more]
    env = {**pulse.env, "DESKREADY_HOME": str(home)}
    done = subprocess.run(command, env=env, cwd=folder, capture_output=True, timeout=LIMIT_SECONDS, check=False)
    audit = json.loads(done.stdout)
    (found,) = (one for one in audit["checks"] if one["id"] == check)
    last = found["runs"][-1]
    assert isinstance(last, dict)
    return last


def values(run: dict[str, Any]) -> dict[str, Any]:
    assert run["outcome"] == "measured", run
    return {one["metric"].rpartition(".")[2]: one for one in run["measurements"]}


def room(pulse: Pulse, level_dbfs: float = -80.0) -> None:
    """What the microphone hears besides: no real one gives silence."""
    noise = 10 ** (level_dbfs / 20) * np.random.default_rng(0).standard_normal(60 * RATE)
    pulse.play(noise)


def ear(pulse: Pulse) -> subprocess.Popen[bytes]:
    """The speaker check in a child, with an ear on the headphones that answers it."""
    code = f"import sys; sys.path.insert(0, {str(TESTS)!r}); from helpers.ear import main\n"
    code += "from deskready_checks.sound.speaker.check import Speaker; main(Speaker)"
    return subprocess.Popen([sys.executable, "-c", code], env=pulse.env, stdout=subprocess.PIPE)


def end(child: subprocess.Popen[bytes]) -> dict[str, Any]:
    """What came of it."""
    try:
        found = json.loads(child.communicate(timeout=LIMIT_SECONDS)[0])
    finally:
        child.kill()
    assert isinstance(found, dict)
    return found


def test_what_the_sound_server_says_of_a_headset(pulse: Pulse, tmp_path: Path) -> None:
    said = "device.bus=usb device.form_factor=headset device.description=Jabra-Evolve sysfs.path=/devices/usb1"
    pulse.load("module-null-sink", f"sink_name={HEADPHONES}", f"sink_properties='{said}'")
    source = ("source_name=vmic", f"master={HEADPHONES}.monitor", f"source_properties='{said}'")
    pulse.load("module-remap-source", *source)
    pulse.choose("vmic", HEADPHONES)
    found = values(program(pulse, tmp_path, "sound.headset"))
    assert found["kind"]["value"] == found["output"]["value"] == "USB headset"
    assert found["same"]["value"] is True
    assert found["summary"]["value"] == "You speak and hear through a USB headset."
    assert found["microphone"]["value"] == "Jabra-Evolve"
    assert found["rate"]["value"] in (44_100, 48_000)


def test_the_echo_of_the_earpiece(pulse: Pulse, tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text(ANSWERS)
    pulse.microphone()
    pulse.headphones()
    room(pulse)
    delays = []
    for level, delay in ((-10.0, 20), (-50.0, 110)):
        number = pulse.leak(level, delay)
        found = values(program(pulse, tmp_path, "sound.echo", "--answers", str(answers)))
        pulse.unload(number)
        loss = found["loss"]
        assert loss["value"] == pytest.approx(-level, abs=1)
        assert loss["low"] <= -level <= loss["high"]
        assert loss["samples"] >= 2
        assert found["devices"]["value"] == "Remapped Monitor of Null Output; Null Output"
        delays.append(found["delay"]["value"])
    assert delays[1] - delays[0] == pytest.approx(90, abs=30)


def test_an_ear_counts_and_knows_its_side(pulse: Pulse) -> None:
    pulse.headphones()
    found = end(ear(pulse))
    assert found["sound.speaker.heard"][0] is True
    assert found["sound.speaker.sides"][0] == "right way round"
    assert max(found["peaks"]) == pytest.approx(0.01, abs=0.0005)  # -40 dBFS was loud enough


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (lambda pulse, headphones: pulse.unload(headphones), PlaybackState.DIED),
        (lambda pulse, headphones: pulse.kill(), PlaybackState.DIED),
        (lambda pulse, headphones: pulse.freeze(), PlaybackState.STALLED),
    ],
    ids=["unplugged", "server killed", "server hangs"],
)
def test_playing_that_breaks_off(pulse: Pulse, act: Callable[[Pulse, int], None], state: PlaybackState) -> None:
    headphones = pulse.headphones()
    child = ear(pulse)
    pulse.await_playing()
    act(pulse, headphones)
    assert end(child) == text_of(state)


def test_nothing_to_play_on(pulse: Pulse, tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text('[answers."sound.speaker"]\nready = "Play it"\nbeeps = "I heard nothing"\n')
    pulse.env["PULSE_SERVER"] = "unix:/nowhere"
    found = program(pulse, tmp_path, "sound.speaker", "--answers", str(answers))
    assert {name: found[name]["words"] for name in ("reason", "remedy")} == text_of(PlaybackState.NO_OUTPUT)


def test_without_answers_nothing_is_played(pulse: Pulse, tmp_path: Path) -> None:
    found = program(pulse, tmp_path, "sound.speaker")
    assert found["outcome"] == "skipped"
    assert found["reason"]["words"]


def text_of(state: PlaybackState) -> dict[str, str]:
    return dict(zip(("reason", "remedy"), (text.words for text in state.value), strict=True))
