"""What leaves the process that listens: watched at the system calls of the real program, with a virtual microphone."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from deskready_checks.sound.voice.recital import QUIET_SECONDS
from helpers import pulse as pulses
from helpers import watched as watching
from helpers.homes import make_home
from helpers.pulse import RATE, Pulse
from helpers.scenes import voices
from helpers.scenes.sound import at_a
from helpers.watched import OWN_OF_LIBRARIES, Watched, watch

why_not = pulses.missing() or watching.missing()
pytestmark = [pytest.mark.rig, pytest.mark.skipif(bool(why_not), reason=why_not)]

LISTENS_SECONDS = 2
READS_SECONDS = 8
NUMBERS_A_SECOND = 31 * 8
"""A third-octave spectrum of 31 bands every 125 ms: nothing finer may leave."""
POINTS_A_SECOND = 8
"""Points of one series: none lies nearer than 125 ms to the next."""
PIPE_BYTES_A_SECOND = 7000
"""What levels at 20 Hz and the words beside them take as text; a telephone's voice takes 8000 as bytes."""
BESIDES_BYTES = 16_000
"""Results, logs and texts of a run, however long it listens."""
LONGEST_TEXT = 400
"""Characters: no text that a check tells is longer."""
SERVER_BYTES = 100_000
"""What the sound server's library sends it to open, list and read a microphone. The sound comes the other way."""

LEAKY = '''\
"""Sends the sound away in every way that a check could try."""

import base64, os, socket
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

from deskready.plugin import Check, Consent, Metric, Use
from deskready_checks.sound.listening.capture import Capture

class Leaky(Check):
    id, title, why = "toys.leaky", "Leaky", "To be caught."
    uses, consent = frozenset({Use.ROOM}), frozenset({Consent.MICROPHONE})
    metrics = (Metric("toys.leaky.value", "Value"),)
    def run(self, context):
        heard = b""
        with Capture("") as capture:
            for block in capture.blocks():
                heard += block.tobytes()
                context.log(base64.b64encode(block.tobytes()).decode())
                for value in block[:100]:
                    context.sample("wave", float(value))
                if len(heard) > 100_000:
                    break
        Path("heard.raw").write_bytes(heard)
        memory = SharedMemory(create=True, size=len(heard))
        memory.buf[:len(heard)] = heard
        memory.close()
        memory.unlink()
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(heard[:1000], ("127.0.0.1", 9))
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        os.write(writer, heard)
        yield self.metrics[0].measured(1)
'''


@pytest.fixture
def pulse() -> Iterator[Pulse]:
    with Pulse() as server:
        server.microphone()
        server.play(0.001 * np.random.default_rng(1).standard_normal(40 * RATE))
        yield server


def home_for(folder: Path, check: str = "") -> Path:
    home = make_home(folder / "home", granted=True)
    if check:
        file = home / "config" / "checks" / "leaky.py"
        file.write_text(check)
        file.chmod(0o600)
    return home


def complaints(watched: Watched, pulse: Pulse, seconds: float) -> dict[str, object]:
    """What is against the rules, by rule, of a check that listened for so long."""
    server = pulse.env["PULSE_SERVER"].removeprefix("unix:")
    pipe_bytes = seconds * PIPE_BYTES_A_SECOND + BESIDES_BYTES
    found = {
        "files": [path for path in watched.opened if not OWN_OF_LIBRARIES.fullmatch(path)],
        "sockets": [*(watched.families - {"UNIX"}), *(peer for peer in watched.peers if server not in peer)],
        "bytes": {
            target: count
            for target, count in watched.written.items()
            if count > (pipe_bytes if target.startswith("pipe:") else SERVER_BYTES)
        },
        "numbers": max(watched.numbers() - seconds * NUMBERS_A_SECOND, 0),
        "points": max(watched.most_points() - seconds * POINTS_A_SECOND, 0),
        "texts": max(watched.longest_text() - LONGEST_TEXT, 0),
        "core dumps": [limit for limit in watched.core_limits if not re.search(r"rlim_cur=0[,}]", limit)],
    }
    return {rule: what for rule, what in found.items() if what}


def test_nothing_of_the_room_leaves_the_process_that_listens(pulse: Pulse, tmp_path: Path) -> None:
    home = home_for(tmp_path)
    options = ["--option", f"sound.noise.seconds={LISTENS_SECONDS}", "--save", str(tmp_path / "audit.json")]
    watched = watch(["audit", "sound.noise", *options], {**pulse.env, "DESKREADY_HOME": str(home)}, tmp_path)
    assert watched.messages[-1]["outcome"] == "measured", watched.output
    assert sum(it["type"] == "sample" for it in watched.messages) >= 8
    assert watched.peers, "the sound server was not seen"
    assert complaints(watched, pulse, LISTENS_SECONDS) == {}
    assert watched.core_limits
    # nor does what the program keeps grow with the sound: a second of it is 192 kB, and more was heard
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert max(path.stat().st_size for path in [*kept, tmp_path / "audit.json"]) < 192_000


@pytest.mark.skipif(bool(voices.missing()), reason=voices.missing())
def test_nothing_of_the_voice_leaves_the_process_that_listens(pulse: Pulse, tmp_path: Path) -> None:
    (tmp_path / "answers.toml").write_text('[answers."sound.voice"]\nready = "Start"\n')
    asked = ["--answers", str(tmp_path / "answers.toml"), "--option", f"sound.voice.seconds={READS_SECONDS}"]
    watched = watch(
        ["audit", "sound.voice", *asked],
        {**pulse.env, "DESKREADY_HOME": str(home_for(tmp_path))},
        tmp_path,
        cue="Now read this aloud",
        on_cue=lambda: pulse.play(at_a(voices.talk(20.0), -30)),
    )
    assert watched.messages[-1]["outcome"] == "measured", watched.output
    assert complaints(watched, pulse, QUIET_SECONDS + READS_SECONDS) == {}


def test_a_check_that_leaks_is_caught_in_each_of_its_ways(pulse: Pulse, tmp_path: Path) -> None:
    watched = watch(["audit", "toys.leaky"], {**pulse.env, "DESKREADY_HOME": str(home_for(tmp_path, LEAKY))}, tmp_path)
    assert watched.messages[-1]["outcome"] == "measured", watched.output
    assert set(complaints(watched, pulse, 1)) == {"files", "sockets", "bytes", "numbers", "points", "texts"}
    assert any("heard.raw" in path for path in watched.opened)
    assert any("/dev/shm/psm" in path for path in watched.opened)
    assert "INET" in watched.families
