"""The voice check through the whole program, in a terminal, against a real sound server and the real PortAudio."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deskready_checks.sound.analysis.p56 import active_level
from deskready_checks.sound.analysis.snr import background_level
from deskready_checks.sound.analysis.weighting import AWeighting
from deskready_checks.sound.voice.reading import READINGS
from helpers.homes import make_home
from helpers.pulse import RATE, Pulse, missing
from helpers.scenes import voices
from helpers.terminal import Terminal
from helpers.voices import Sound, at_level, fan, low_pass

MISSING = missing() or voices.missing()
pytestmark = [pytest.mark.rig, pytest.mark.skipif(bool(MISSING), reason=MISSING)]

TEXT = READINGS["en"]
SHORT = ("--option", "sound.voice.seconds=8")
RATIO = 23.0
"""Speech to noise, in dB."""


@pytest.fixture(scope="module")
def speech() -> Sound:
    """The text, read by a machine."""
    return at_level(voices.said(TEXT.text, words_per_minute=140), -26)


@pytest.fixture
def pulse() -> Iterator[Pulse]:
    with Pulse() as server:
        server.microphone()
        yield server


def noise_behind(speech: Sound) -> Sound:
    """A fan that is `RATIO` below that speech, A-weighted."""
    level = active_level(AWeighting(RATE).process(speech), RATE)
    assert level is not None
    noise = fan(40)
    return noise * 10 ** ((level.level - RATIO - background_level(noise, RATE)) / 20)


def audit(pulse: Pulse, folder: Path, noise: Sound, speech: Sound, *options: str) -> dict[str, Any]:
    """What the program makes of somebody who reads when they are told to, over a noise."""
    home, result = folder / "home", folder / "audit.json"
    make_home(home, granted=True)
    (folder / "answers.toml").write_text('[answers."sound.voice"]\nready = "Start"\n')
    command = [sys.executable, "-m", "deskready", "audit", "sound.voice", "--answers", str(folder / "answers.toml")]
    pulse.play(noise)
    with Terminal(
        [*command, "--option", "sound.voice.language=en", *options, "--save", str(result)],
        {**pulse.env, "DESKREADY_HOME": str(home)},
    ) as terminal:
        terminal.until("Now read this aloud")
        terminal.until(TEXT.text[:40])
        pulse.play(speech)
        terminal.until("Measured: Your voice", 40)
        terminal.wait()
    (check,) = (check for check in json.loads(result.read_text())["checks"] if check["id"] == "sound.voice")
    last = check["runs"][-1]
    found = {measured["metric"].removeprefix("sound.voice."): measured for measured in last["measurements"]}
    assert last["outcome"] == "measured"
    return found | {"verdicts": json.loads(result.read_text())["verdicts"]}


def test_a_fan_behind_a_voice(pulse: Pulse, tmp_path: Path, speech: Sound) -> None:
    found = audit(pulse, tmp_path, noise_behind(speech), speech)
    assert found["summary"]["value"] == "Your voice is clear; a fan or another steady noise is audible behind it."
    assert found["snr"]["value"] == pytest.approx(RATIO, abs=1)
    assert found["level"]["value"] == pytest.approx(active_level(speech, RATE).level, abs=1)  # type: ignore[union-attr]
    read = np.flatnonzero(np.abs(speech) > 1e-3)
    assert found["pace"]["value"] == pytest.approx(60 * TEXT.words * RATE / (read[-1] - read[0]), rel=0.03)
    assert found["bandwidth"]["value"] > 7000
    assert found["clipped"]["value"] == 0
    (verdict,) = (line for line in found["verdicts"] if line["metric"] == "sound.voice.snr")
    assert (verdict["verdict"], verdict["level"]) == ("pass", "when measured")


def test_a_headset_in_the_hands_free_mode_of_bluetooth(pulse: Pulse, tmp_path: Path, speech: Sound) -> None:
    noise = noise_behind(speech)
    found = audit(pulse, tmp_path, low_pass(noise, RATE, 3600), low_pass(speech, RATE, 3600), *SHORT)
    assert found["bandwidth"]["value"] == pytest.approx(3600, rel=0.1)
    assert "old telephone" in found["summary"]["value"]
    (verdict,) = (line for line in found["verdicts"] if line["metric"] == "sound.voice.bandwidth")
    assert verdict["verdict"] == "warn"
