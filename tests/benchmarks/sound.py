"""How right and how cheap the sound checks are: `python -m benchmarks.sound [--quick]`, from the tests folder.

Accuracy against theory, against standards by their letter and against scenes of known making, beside other libraries
where they are installed; the scenes in two halves, of which one was held out of any tuning. Then what a run costs. Real
voices and keyboards come from Debian packages; without them, only what is generated is measured.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import psutil

from deskready_checks.sound.analysis.weighting import AWeighting
from deskready_checks.sound.listening.phase import AGAIN
from helpers import pulse as pulses
from helpers import room_accuracy as room
from helpers import sound_accuracy as accuracy
from helpers import sound_peers as peers
from helpers import voice_accuracy as voice
from helpers.scenes import bangs, noises, recordings, voices
from helpers.scenes.scenarios import HELD_OUT, TUNING
from helpers.scenes.scene import Scene
from helpers.scenes.sound import RATE, Sound, at, at_a, placed
from helpers.sound_accuracy import Row
from helpers.sound_child import SoundChild
from helpers.sound_findings import FINDINGS, judged

CORE_SHARE = 8.0
"""Per cent of a core that recording may take."""
AFTER_SECONDS = 3.0
"""What the analysis may take after the phase."""
STALL_SECONDS = 1.5
"""When a frozen sound server must be noticed."""
TIMES_REAL_TIME = 200.0
"""How much faster than the sound levels must be measured."""
IMPORTS = (
    "deskready_checks.sound.noise.check",
    "deskready_checks.sound.listening.capture",
    "deskready_checks.sound.noise.quiet",
)


def show(rows: Iterable[Row]) -> None:
    """Prints rows as they come."""
    for row in rows:
        limit = "" if row.bound is None else f"{'at least' if row.at_least else 'at most'} {row.bound:g} {row.unit}"
        mark = "" if row.held else "   MISSED"
        print(f"  {row.item:<52}{row.found:10.4g} {row.unit:<8}{limit}{mark}", flush=True)


def show_peers() -> None:
    """Prints what other libraries come to on the same sounds."""
    print("beside other libraries")
    for name, weighted in peers.weightings().items():
        said = "not installed"
        if weighted is not None:
            worst = np.abs(accuracy.weighting_errors(weighted, RATE)).max()
            said = f"{worst:.4g} dB at most (ours 0.001)"
        print(f"  A-weighting, {name:<26}{said}")
    level = peers.sox_level(noises.sine(1000, -20, 2))
    print(f"  level of a sine of -20 dBFS, sox stats{'':<2}{'not installed' if level is None else f'{level:.4f} dBFS'}")
    for name, sound in others().items():
        share = peers.speech_share(sound, 3)
        said = "not installed" if share is None else f"{100 * share:.0f} %"
        print(f"  taken for speech, webrtcvad 3, {name:<22}{said}")


def others() -> dict[str, Sound]:
    """Sounds in which nobody speaks."""
    dog = placed(10, *((n, bangs.barks(seed=n)) for n in (1, 4, 7)))
    return {
        "fan": at(noises.fan(10, 1), -40),
        "dog": at(dog, -35) + at(noises.room(10, 1), -65),
        "keyboard": at(bangs.typing(10), -45) + at(noises.room(10, 1), -65),
    }


def show_scenes(name: str, scenes: Iterable[Scene]) -> None:
    """Prints how many findings of a half were right, and each that was not."""
    right, of, wrong = dict.fromkeys(FINDINGS, 0), dict.fromkeys(FINDINGS, 0), []
    for scene in scenes:
        for finding, (expected, found) in judged(scene).items():
            of[finding] += 1
            right[finding] += expected == found
            if expected != found:
                wrong.append(f"    {scene.name}: {finding} is {expected}, found {found}")
    print(f"scenes, {name}: {sum(right.values())} of {sum(of.values())} findings right")
    print("  " + ", ".join(f"{finding} {right[finding]}/{of[finding]}" for finding in FINDINGS if of[finding]))
    print(*wrong, sep="\n", end="\n" if wrong else "")


def speed_rows() -> Iterator[Row]:
    """How fast levels are measured, and what loading the child's modules costs."""
    sound = at(noises.pink(10, 1), -40)
    speeds = [10 / cost(lambda: accuracy.metered(sound)) for _ in range(3)]
    yield Row("levels, times real time", max(speeds), TIMES_REAL_TIME, "x", at_least=True)
    block = sound[: RATE // 20].astype(np.float32)
    weighting = AWeighting(RATE)
    costs = [cost(lambda: [weighting.process(block) for _ in range(200)]) / 200 for _ in range(3)]
    yield Row("weighting of a block of 50 ms", 1e6 * min(costs), None, "us")
    code = f"import time; t = time.process_time(); import {', '.join(IMPORTS)}; print(time.process_time() - t)"
    loading = min(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3))
    yield Row("loading what the child needs to record", 1000 * loading, None, "ms CPU")


def cost(function: Callable[[], object]) -> float:
    """Processor seconds that a call takes."""
    begun = time.process_time()
    function()
    return time.process_time() - begun


def recording_rows(seconds: int) -> Iterator[Row]:
    """Real recordings from a virtual microphone: level, processor time, how soon the result and a stall are there."""
    sound = at(noises.room(40, 1), -60) + at_a(bangs.typing(40), -60)
    with pulses.Pulse() as server, tempfile.TemporaryDirectory() as folder:
        server.microphone()
        server.play(noises.sine(1000, -20, 10))
        with SoundChild(server.env, Path(folder), {"seconds": 1}) as child:
            error = abs(child.end()["sound.noise.laeq_dbfs"][0] + 20)
        yield Row("level through PortAudio", error, 0.01, "dB")
        server.play(sound)
        with SoundChild(server.env, Path(folder), {"seconds": seconds}) as child:
            child.until_told(f"Please be quiet for {seconds} seconds.")
            process, begun = psutil.Process(child.pid), time.monotonic()
            before = cpu(process)
            child.until_told("")
            yield Row("processor while recording", 100 * (cpu(process) - before) / seconds, CORE_SHARE, "% of one")
            begun = time.monotonic()
            child.end()
            yield Row("from the end of the phase to the result", time.monotonic() - begun, AFTER_SECONDS, "s")
        with SoundChild(server.env, Path(folder), {"seconds": 30}) as child:
            child.listen(3)
            server.freeze()
            begun = time.monotonic()
            child.until_told(AGAIN.words)
            yield Row("a stall is noticed after", time.monotonic() - begun, STALL_SECONDS, "s")


def cpu(process: psutil.Process) -> float:
    """Processor seconds of a process."""
    used = process.cpu_times()
    return float(used.user + used.system)


def tables(quick: bool) -> list[tuple[str, Callable[[], Iterable[Row]]]]:
    """What is measured, by heading."""
    found: list[tuple[str, Callable[[], Iterable[Row]]]] = [
        ("levels", lambda: [*accuracy.weighting_rows(), *accuracy.level_rows(), *accuracy.burst_rows()]),
        ("an earpiece's echo", accuracy.echo_rows),
    ]
    if not recordings.missing() and not voices.missing():
        found += [
            ("a voice", lambda: [*voice.p56_rows(quick), *voice.ratio_rows(quick), *voice.clip_rows(),
                                 *voice.bandwidth_rows()]),
            ("a room", lambda: [*room.hum_rows(quick), *room.event_rows(), *room.voice_rows(quick)]),
        ]  # fmt: skip
    return found


def main() -> None:
    """Prints everything."""
    quick = "--quick" in sys.argv
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for heading, rows in tables(quick):
        print(heading)
        show(rows())
    show_peers()
    reason = recordings.missing() or voices.missing()
    if reason:
        print(f"skipped, real voices and scenes: {reason}")
    else:
        show_scenes("the tuning half", TUNING[::12] if quick else TUNING)
        show_scenes("the held-out half", HELD_OUT[::12] if quick else HELD_OUT)
    print("costs")
    show(speed_rows())
    if reason := pulses.missing():
        print(f"skipped, a real recording: {reason}")
    else:
        show(recording_rows(4 if quick else 20))


if __name__ == "__main__":
    main()
