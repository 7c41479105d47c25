"""What leaves the process that listens: watched at the system calls of the real program, with a virtual microphone."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from helpers import pulse as pulses
from helpers import watched as watching
from helpers.homes import make_home
from helpers.pulse import RATE, Pulse
from helpers.watched import OWN_OF_LIBRARIES, Watched, watch

why_not = pulses.missing() or watching.missing()
pytestmark = [pytest.mark.rig, pytest.mark.skipif(bool(why_not), reason=why_not)]

LISTENS_SECONDS = 2
NUMBERS_A_SECOND = 31 * 8
"""A third-octave spectrum of 31 bands every 125 ms: nothing finer may leave."""
PIPE_BYTES_A_SECOND = 6000
"""What levels at 20 Hz take as text; a telephone's voice takes 8000 as bytes."""
BESIDES_BYTES = 8000
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
from deskready_checks.sound.capture import Capture

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
        server.play(0.1 * np.random.default_rng(1).standard_normal(20 * RATE))
        yield server


def run(pulse: Pulse, folder: Path, check: str, *arguments: str) -> Watched:
    home = make_home(folder / "home", granted=True)
    (home / "config" / "checks" / "leaky.py").write_text(LEAKY)
    (home / "config" / "checks" / "leaky.py").chmod(0o600)
    return watch(["audit", check, *arguments], {**pulse.env, "DESKREADY_HOME": str(home)}, folder)


def complaints(watched: Watched, pulse: Pulse) -> dict[str, object]:
    """What is against the rules, by rule."""
    server = pulse.env["PULSE_SERVER"].removeprefix("unix:")
    pipe_bytes = LISTENS_SECONDS * PIPE_BYTES_A_SECOND + BESIDES_BYTES
    found = {
        "files": [path for path in watched.opened if not OWN_OF_LIBRARIES.fullmatch(path)],
        "sockets": [*(watched.families - {"UNIX"}), *(peer for peer in watched.peers if server not in peer)],
        "bytes": {
            target: count
            for target, count in watched.written.items()
            if count > (pipe_bytes if target.startswith("pipe:") else SERVER_BYTES)
        },
        "numbers": max(watched.numbers() - LISTENS_SECONDS * NUMBERS_A_SECOND, 0),
        "texts": max(watched.longest_text() - LONGEST_TEXT, 0),
    }
    return {rule: what for rule, what in found.items() if what}


def test_nothing_of_the_sound_leaves_the_process_that_listens(pulse: Pulse, tmp_path: Path) -> None:
    seconds = f"sound.noise.seconds={LISTENS_SECONDS}"
    watched = run(pulse, tmp_path, "sound.noise", "--option", seconds, "--save", str(tmp_path / "audit.json"))
    assert watched.messages[-1]["outcome"] == "measured", watched.output
    assert sum(it["type"] == "sample" for it in watched.messages) >= 20
    assert watched.peers, "the sound server was not seen"
    assert complaints(watched, pulse) == {}
    assert watched.core_limits
    assert all(re.search(r"rlim_cur=0[,}]", limit) for limit in watched.core_limits)
    # nor does what the program keeps grow with the sound: a second of it is 192 kB
    kept = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert max(path.stat().st_size for path in [*kept, tmp_path / "audit.json"]) < 100_000


def test_a_check_that_leaks_is_caught_in_each_of_its_ways(pulse: Pulse, tmp_path: Path) -> None:
    watched = run(pulse, tmp_path, "toys.leaky")
    assert watched.messages[-1]["outcome"] == "measured", watched.output
    found = complaints(watched, pulse)
    assert set(found) == {"files", "sockets", "bytes", "numbers", "texts"}
    assert any("heard.raw" in path for path in watched.opened)
    assert any("/dev/shm/psm" in path for path in watched.opened)
    assert "INET" in watched.families
